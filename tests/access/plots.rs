//! The plots by keys: each has a cursor that reads it off.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use rnnscope::app::App;
use rnnscope::session::{Action, LensKind};

use super::support::window::until;
use super::{focus, focused_name, in_each_language, node, press, texts, trained};

/// What readers of the screen say of the place that the cursor is at.
fn read(window: &Harness<'_, App>, plot: &str) -> String {
    node(window, Role::Image, plot).value().unwrap_or_default()
}

#[test]
fn the_loss_is_read_off_step_by_step_and_looked_back_to() {
    in_each_language(|| {
        let mut window = trained(120);
        let (loss, at) = (texts(&window).spoken.loss, texts(&window).plots.at_step);
        focus(&mut window, Role::Image, loss);
        assert_eq!(read(&window, loss), "", "keys have put no cursor there yet");
        press(&mut window, Key::ArrowLeft);
        assert!(read(&window, loss).starts_with(&at(120)), "{}", read(&window, loss));
        press(&mut window, Key::ArrowLeft);
        assert!(read(&window, loss).starts_with(&at(119)), "{}", read(&window, loss));
        assert_eq!(window.state().session().step_on_show(), 120, "the run stays where it is");
        press(&mut window, Key::Home);
        assert!(read(&window, loss).starts_with(&at(1)), "{}", read(&window, loss));
        press(&mut window, Key::Enter);
        until(&mut window, |app| app.session().step_on_show() == 1);
        press(&mut window, Key::Escape);
        assert_eq!(read(&window, loss), "");
        assert_eq!(focused_name(&window).as_deref(), Some(loss), "the cursor is left first");
        press(&mut window, Key::Escape);
        assert_eq!(focused_name(&window), None);
    });
}

#[test]
fn the_curves_are_read_off_sample_by_sample() {
    in_each_language(|| {
        let mut window = trained(60);
        let curves = texts(&window).spoken.curves;
        focus(&mut window, Role::Image, curves);
        press(&mut window, Key::ArrowRight);
        let newest = read(&window, curves);
        let sequence = window.state().session().sequences().back().cloned().unwrap();
        let value = |values: &[f32]| format!("{:.4}", values[values.len() - 1]);
        assert!(newest.contains(&value(&sequence.target)), "{newest}");
        assert!(newest.contains(&value(&sequence.prediction)), "{newest}");
        press(&mut window, Key::ArrowLeft);
        assert_ne!(read(&window, curves), newest);
        press(&mut window, Key::ArrowRight);
        assert_eq!(read(&window, curves), newest);
        // It leaves what is in view, and the view goes along.
        press(&mut window, Key::Home);
        let first = read(&window, curves);
        press(&mut window, Key::ArrowLeft);
        assert_ne!(read(&window, curves), first);
        press(&mut window, Key::Tab);
        assert_ne!(focused_name(&window).as_deref(), Some(curves), "Tab leaves it");
    });
}

#[test]
fn a_heatmap_is_read_off_cell_by_cell_and_enter_does_what_a_click_does() {
    in_each_language(|| {
        let mut window = trained(60);
        for kind in LensKind::ALL {
            window.state_mut().act(Action::OpenLens(*kind, *kind == LensKind::HiddenState));
        }
        window.state_mut().act(Action::ShowLenses(true));
        until(&mut window, |app| app.session().lenses.answer(LensKind::HiddenState).is_some());
        window.run_steps(3);
        let map = (texts(&window).spoken.heatmap)("h");
        focus(&mut window, Role::Image, &map);
        press(&mut window, Key::ArrowDown);
        let first = read(&window, &map);
        press(&mut window, Key::ArrowDown);
        let second = read(&window, &map);
        assert_ne!(first, second);
        press(&mut window, Key::Enter);
        let pinned = window.state().session().lenses.pinned.map(|pin| pin.unit);
        assert_eq!(pinned, Some(1), "{second}");
    });
}
