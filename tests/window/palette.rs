//! The command palette: everything by its name, settings with their values.

use egui::{Color32, Event, Id, Key, LayerId, Modifiers, Order};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, View};
use rnnscope::config::{OptimizerKind, Settings};
use rnnscope::session::{Action, LensKind};
use rnnscope::thread::Pace;

use super::paused;

const FIELD: &str = "command, setting or view";

fn is_open(window: &Harness<'_, App>) -> bool {
    window.query_by_label(FIELD).is_some()
}

/// Opens the palette and types into it.
fn ask(window: &mut Harness<'_, App>, query: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(3);
    assert!(is_open(window));
    window.event(Event::Text(query.to_owned()));
    window.run_steps(2);
}

/// Opens the palette, types into it and takes what comes first.
fn choose(window: &mut Harness<'_, App>, query: &str) {
    ask(window, query);
    window.key_press(Key::Enter);
    window.run_steps(3);
}

#[test]
fn a_setting_is_given_its_value_behind_its_name() {
    let mut window = paused();
    for (query, lr) in [("lr 0.005", 0.005), ("learning rate 1/50", 0.02), ("LR=0,1", 0.1)] {
        choose(&mut window, query);
        assert_eq!(window.state().session().controls.lr, lr, "{query}");
        assert!(!is_open(&window));
    }
    choose(&mut window, "optimizer sgd");
    assert_eq!(window.state().session().controls.optimizer, OptimizerKind::Sgd);
    choose(&mut window, "clip off");
    assert_eq!(window.state().session().controls.clip, None);
    choose(&mut window, "pace max");
    assert_eq!(window.state().session().pace, Pace::Max);
    choose(&mut window, "run until step 120");
    assert_eq!(window.state().session().until.step, Some(120));
}

#[test]
fn what_cant_be_is_said_and_changes_nothing() {
    let mut window = paused();
    let before = window.state().session().controls.clone();
    ask(&mut window, "lr 99");
    assert!(window.query_all_by_label_contains("learning rate must be").next().is_some());
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert!(is_open(&window));
    assert_eq!(window.state().session().controls, before);
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(!is_open(&window));
}

/// A notice comes when it comes, also while something is chosen.
#[test]
fn no_notice_lies_over_the_palette() {
    let mut window = paused();
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(3);
    let wrong = Settings { lr: Some(99.0), ..Settings::default() };
    window.state_mut().act(Action::Set(Box::new(wrong)));
    window.run_steps(3);
    let notice = window.get_by_label_contains("Nothing changed").rect().center();
    let palette = window.ctx.memory(|memory| memory.area_rect(Id::unique("palette"))).unwrap();
    assert!(palette.contains(notice), "they lie apart anyway: {notice:?} {palette:?}");
    let on_top = window.ctx.layer_id_at(notice);
    assert_eq!(on_top, Some(LayerId::new(Order::Middle, Id::unique("palette"))));
    // Then it can be clicked away as ever.
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert_eq!(
        window.ctx.layer_id_at(notice),
        Some(LayerId::new(Order::Middle, Id::unique("notices")))
    );
}

#[test]
fn a_name_alone_is_completed_so_that_the_value_can_be_typed() {
    let mut window = paused();
    choose(&mut window, "hidden");
    assert!(is_open(&window));
    window.event(Event::Text("7".to_owned()));
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert_eq!(window.state().session().controls.hidden, 7);
}

#[test]
fn views_lenses_and_actions_are_found() {
    let mut window = paused();
    choose(&mut window, "show the sweep");
    assert_eq!(window.state().view(), View::Sweep);
    choose(&mut window, "lens spectrum");
    assert_eq!(window.state().view(), View::Scope);
    let open = &window.state().session().lenses.open;
    assert!(open.shown && open.has(LensKind::Spectrum));
    choose(&mut window, "next seed");
    super::until(&mut window, |app| app.session().run.config.seed == 2);
}

#[test]
fn themes_and_sizes_of_the_text_are_found() {
    let mut window = paused();
    for (query, ground) in [
        ("high contrast theme, white", Color32::WHITE),
        ("high contrast theme, black", Color32::BLACK),
    ] {
        choose(&mut window, query);
        assert_eq!(window.ctx.global_style().visuals.panel_fill, ground, "{query}");
    }
    choose(&mut window, "smaller text");
    assert_eq!(window.ctx.zoom_factor(), 0.9);
}

#[test]
fn arrows_move_and_what_was_chosen_last_comes_first() {
    let mut window = paused();
    choose(&mut window, "show the race");
    ask(&mut window, "");
    window.key_press(Key::ArrowDown);
    window.run_steps(1);
    window.key_press(Key::ArrowUp);
    window.run_steps(1);
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert_eq!(window.state().view(), View::Race);
    ask(&mut window, "no such thing");
    assert!(window.query_by_label("Nothing is called so.").is_some());
    // Space is a letter here, and pauses nothing.
    assert!(!window.state().session().is_running());
}

/// In a slow frame the last letters come together with Enter.
#[test]
fn enter_takes_what_was_typed_in_the_same_frame() {
    let mut window = paused();
    ask(&mut window, "hidden 6");
    window.event(Event::Text("4".to_owned()));
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert_eq!(window.state().session().controls.hidden, 64);
    assert!(!is_open(&window));
}
