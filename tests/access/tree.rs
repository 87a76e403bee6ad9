//! What readers of the screen find: a name for every input, a number for every slider, a sentence for every plot.

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use rnnscope::app::{App, Start};
use rnnscope::config::{DataKind, Settings};
use rnnscope::session::runs::RunChange;
use rnnscope::session::{Action, LensKind};
use rnnscope::window::WindowOptions;

use super::support::window::{start, until};
use super::{
    in_each_language, nodes, paused, press, press_with, refused_paste, takes_keyboard, trained,
    window,
};

/// What is wrong with what they find.
fn faults(window: &Harness<'_, App>) -> Vec<String> {
    let mut faults = window.unnamed_widgets();
    for node in nodes(window) {
        let takes = takes_keyboard(&node);
        let node = node.accesskit_node();
        let (role, name) = (node.role(), node.label().unwrap_or_default());
        let is_silent = |text: Option<String>| text.is_none_or(|text| text.trim().is_empty());
        match role {
            Role::Image if name.is_empty() || is_silent(node.description()) => {
                faults.push(format!("the picture {name:?} has no name or sentence"));
            }
            Role::Slider if node.numeric_value().is_none() || is_silent(node.value()) => {
                faults.push(format!("the slider {name:?} has no value"));
            }
            Role::SpinButton if node.numeric_value().is_none() => {
                faults.push(format!("the field {name:?} has no value"));
            }
            Role::ListItem | Role::Group | Role::Unknown if takes && name.is_empty() => {
                faults.push(format!("a stop at {:?} has no name", node.raw_bounds()));
            }
            _ => {}
        }
    }
    faults
}

fn is_told(window: &Harness<'_, App>, what: &str) {
    let faults = faults(window);
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

/// Names of the pictures that there are.
fn pictures(window: &Harness<'_, App>) -> Vec<String> {
    let pictures = nodes(window).filter(|node| node.accesskit_node().role() == Role::Image);
    pictures.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn the_scope_and_its_list_of_runs() {
    in_each_language(|| {
        is_told(&paused(), "before the first step");
        let mut window = trained(60);
        is_told(&window, "after sixty");
        let words = &super::texts(&window).spoken;
        for plot in [words.curves, words.loss] {
            assert!(pictures(&window).iter().any(|name| name == plot), "{plot}");
        }
        window.state_mut().act(Action::Rewind(20));
        until(&mut window, |app| app.session().step_on_show() == 20);
        is_told(&window, "looking back");
        window.state_mut().act(Action::Restart);
        until(&mut window, |app| app.session().run.id == 2);
        press(&mut window, Key::F5);
        is_told(&window, "the list of runs");
    });
}

#[test]
fn the_settings_of_each_kind_of_data() {
    in_each_language(|| {
        for kind in [DataKind::SinCos, DataKind::Formula, DataKind::Lorenz] {
            let settings = Settings { data: Some(kind.into()), ..Settings::default() };
            let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
            is_told(&window(options), &format!("{kind:?}"));
        }
    });
}

#[test]
fn a_race() {
    in_each_language(|| {
        let mut window = paused();
        press(&mut window, Key::F3);
        is_told(&window, "a race before it begins");
        press(&mut window, Key::S);
        until(&mut window, |app| app.race().is_some_and(|board| board.step() == 1));
        is_told(&window, "a race");
        let words = &super::texts(&window).spoken;
        assert!(pictures(&window).contains(&words.race_curves.to_owned()));
        assert!(pictures(&window).contains(&words.race_losses.to_owned()));
    });
}

#[test]
fn a_sweep() {
    in_each_language(|| {
        let mut window = paused();
        press(&mut window, Key::F4);
        is_told(&window, "a sweep before it begins");
        press(&mut window, Key::Space);
        until(&mut window, |app| app.sweep().is_some_and(|board| board.ended() > 0));
        is_told(&window, "a sweep");
        let words = &super::texts(&window).spoken;
        assert!(pictures(&window).contains(&words.sweep_map.to_owned()));
    });
}

/// A file in the hand of somebody who lets go of it over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads what lies at the path".to_owned())
    }
}

#[test]
fn a_table() {
    let rows: String =
        (0..300).map(|row| format!("{},{},{}\n", row % 7, row % 5, row % 3)).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, format!("level,wind,rain\n{rows}")).unwrap();
    in_each_language(|| {
        let mut window = paused();
        press(&mut window, Key::F7);
        is_told(&window, "no table");
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
        window.run_steps(3);
        until(&mut window, |app| app.table().is_some());
        is_told(&window, "a table");
        let words = &super::texts(&window).spoken;
        for name in [words.parts.to_owned(), words.window.to_owned(), (words.column)("wind")] {
            assert!(pictures(&window).contains(&name), "{name}");
        }
        press(&mut window, Key::Space);
        until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 3);
        press(&mut window, Key::Space);
        is_told(&window, "a run on it");
    });
}

#[test]
fn what_lies_over_the_window() {
    in_each_language(|| {
        let mut window = paused();
        press(&mut window, Key::F1);
        is_told(&window, "the list of keys");
        press(&mut window, Key::Escape);
        press_with(&mut window, Modifiers::COMMAND, Key::K);
        is_told(&window, "the palette");
        press(&mut window, Key::Escape);
        refused_paste(&mut window, None);
        is_told(&window, "a notice");
    });
}

#[test]
fn a_notice_with_a_button() {
    in_each_language(|| {
        let mut window = trained(5);
        window.state_mut().act(Action::Restart);
        until(&mut window, |app| app.session().run.id == 2);
        window.state_mut().act(Action::ChangeRun(1, RunChange::Delete));
        window.run_steps(3);
        let button = super::texts(&window).notices.have_back;
        super::focus(&mut window, Role::Button, button);
        is_told(&window, "a notice with a button");
        press(&mut window, Key::Enter);
        assert_eq!(window.state().session().runs.kept.len(), 1, "the run is there again");
    });
}

#[test]
fn a_session_that_can_be_gone_on_with() {
    in_each_language(|| {
        let folder = tempfile::tempdir().unwrap();
        let kept = || {
            let options = WindowOptions { paused: true, ..WindowOptions::default() };
            let sessions = Some(folder.path().to_owned());
            start((1280.0, 800.0), Start { sessions, options, ..Start::default() })
        };
        let mut first = kept();
        press(&mut first, Key::S);
        until(&mut first, |app| app.session().run.step() == 1);
        drop(first);
        let mut again = kept();
        again.run_steps(3);
        assert_eq!(again.state().session().last_sessions.len(), 1);
        is_told(&again, "the last session");
    });
}

/// Opens this lens alone, and waits until it has seen something, or has said why it can't.
fn open_only(window: &mut Harness<'_, App>, kind: LensKind) {
    for other in LensKind::ALL {
        window.state_mut().act(Action::OpenLens(*other, *other == kind));
    }
    // A step in its parts isn't looked at before it is asked for.
    let has_looked = |app: &App| {
        let lenses = &app.session().lenses;
        kind == LensKind::StepTrace
            || lenses.answer(kind).is_some()
            || lenses.failure(kind).is_some()
    };
    until(window, has_looked);
    // So long that its sentence has been made anew.
    window.run_steps(6);
}

#[test]
fn each_lens_has_a_name_and_sentences() {
    in_each_language(|| {
        let mut window = trained(60);
        window.state_mut().act(Action::ShowLenses(true));
        for kind in LensKind::ALL {
            open_only(&mut window, *kind);
            is_told(&window, &format!("{kind:?}"));
            let is_card = |node: &Node<'_>| {
                node.accesskit_node().role() == Role::ListItem && takes_keyboard(node)
            };
            let card = nodes(&window).find(is_card);
            let card = card.unwrap_or_else(|| panic!("{kind:?} has no card"));
            let told = card.accesskit_node().description().unwrap_or_default();
            assert!(!told.is_empty(), "{kind:?}");
        }
    });
}
