//! Numbers that are typed: read as people write them, or refused at the field.

use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, View};
use rnnscope::config::{Settings, Spacing};
use rnnscope::window::WindowOptions;

use super::support::window::{click, until};
use super::{paused, trained, window};

/// Types over what stands in the field of this name, and presses Enter.
fn type_into(window: &mut Harness<'_, App>, label: &str, text: &str) {
    window.get_by_role_and_label(Role::SpinButton, label).focus();
    window.run_steps(3);
    match text {
        "" => window.key_press(Key::Backspace),
        _ => window.event(Event::Text(text.to_owned())),
    }
    window.run_steps(1);
    window.key_press(Key::Enter);
    window.run_steps(3);
}

fn shown(window: &Harness<'_, App>, label: &str) -> String {
    window.get_by_role_and_label(Role::SpinButton, label).value().unwrap_or_default()
}

fn says(window: &Harness<'_, App>, sentence: &str) -> bool {
    window.query_by_label(sentence).is_some()
}

#[test]
fn commas_fractions_and_pi_are_read() {
    let mut window = paused();
    for (text, lr) in [("0,05", 0.05), ("1/50", 0.02), ("1e-3", 0.001), ("0.5", 0.5)] {
        type_into(&mut window, "learning rate", text);
        assert_eq!(window.state().session().controls.lr, lr, "{text}");
    }
    click(&mut window, "radians");
    type_into(&mut window, "spacing", "pi/7");
    let spacing = Spacing::Radians(std::f64::consts::PI / 7.0);
    assert_eq!(window.state().session().controls.spacing, spacing);
    assert_eq!(shown(&window, "spacing"), "π/7");
    type_into(&mut window, "run until step", "12");
    assert_eq!(window.state().session().until.step, None, "it is off");
}

#[test]
fn what_cant_be_is_refused_with_a_sentence_and_changes_nothing() {
    let mut window = paused();
    let before = window.state().session().controls.clone();
    let rate = "it must be a number from 1e-6 to 10.";
    let steps = "it must be a whole number from 1 to 2000.";
    for (field, text, why) in [
        ("learning rate", "nan", format!("«nan» is not a number; {rate}")),
        ("learning rate", "inf", format!("«inf» is not a number; {rate}")),
        ("learning rate", "", format!("There is no number; {rate}")),
        ("learning rate", "quick", format!("«quick» is not a number; {rate}")),
        ("learning rate", "10.5", format!("«10.5» is out of range; {rate}")),
        ("learning rate", "-0,1", format!("«-0,1» is out of range; {rate}")),
        ("learning rate", "1/0", format!("«1/0» divides by zero; {rate}")),
        ("time steps", "3.7", format!("«3.7» is not a whole number; {steps}")),
        ("time steps", "2001", format!("«2001» is out of range; {steps}")),
        (
            "seed",
            "4294967296",
            "«4294967296» is out of range; it must be a whole number from 0 to 4294967295."
                .to_owned(),
        ),
    ] {
        type_into(&mut window, field, text);
        assert!(says(&window, &why), "{field} {text}: no «{why}»");
        assert_eq!(window.state().session().controls, before, "{field} {text}");
    }
    // What is right takes the sentence away.
    type_into(&mut window, "learning rate", "nan");
    type_into(&mut window, "learning rate", "0.1");
    assert!(!says(&window, &format!("«nan» is not a number; {rate}")));
    assert_eq!(window.state().session().controls.lr, 0.1);
}

/// Leaving a field by a click elsewhere is as good as Enter.
#[test]
fn a_field_that_is_left_refuses_too() {
    let mut window = paused();
    window.get_by_role_and_label(Role::SpinButton, "learning rate").click();
    window.run_steps(3);
    window.event(Event::Text("nan".to_owned()));
    window.run_steps(1);
    window.get_by_label("Curves").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("«nan» is not a number").is_some());
    assert_eq!(window.state().session().controls.lr, 0.02);
    window.get_by_label("Curves").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("«nan»").is_none(), "it can be clicked away");
}

#[test]
fn boxes_show_what_is_there() {
    let settings = Settings {
        clip: Some(Some(1e-6)),
        weight_decay: Some(1e-9),
        lr: Some(0.012345),
        ..Settings::default()
    };
    let options = WindowOptions {
        settings,
        paused: true,
        until_loss: Some(1e-7),
        until_step: Some(1_234_567),
        ..WindowOptions::default()
    };
    let mut window = window(options);
    window.run_steps(2);
    for (field, text) in [
        ("clip norm at", "1e-6"),
        ("weight decay", "1e-9"),
        ("run until loss", "1e-7"),
        ("run until step", "1\u{2009}234\u{2009}567"),
    ] {
        assert_eq!(shown(&window, field), text);
    }
    // To look into a field changes nothing.
    let before = window.state().session().controls.clone();
    window.get_by_role_and_label(Role::SpinButton, "learning rate").click();
    window.run_steps(3);
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert_eq!(window.state().session().controls, before);
}

#[test]
fn race_and_sweep_refuse_alike() {
    let mut window = paused();
    for (view, field) in [(View::Race, "variant 1 learning rate"), (View::Sweep, "seeds")] {
        let key = if view == View::Race { Key::F3 } else { Key::F4 };
        window.key_press(key);
        window.run_steps(3);
        assert_eq!(window.state().view(), view);
        let before = shown(&window, field);
        type_into(&mut window, field, "many");
        assert!(window.query_by_label_contains("«many» is not a number").is_some(), "{field}");
        assert_eq!(shown(&window, field), before);
        type_into(&mut window, "steps", "0");
        assert!(window.query_by_label_contains("«0» is out of range").is_some());
    }
}

#[test]
fn memory_takes_its_unit_or_none() {
    let mut window = paused();
    for (text, megabytes) in [("128", 128), ("256 MB", 256), ("5000", 256), ("1,000", 256)] {
        type_into(&mut window, "snapshot memory", text);
        assert_eq!(window.state().session().snapshot_memory, megabytes, "{text}");
    }
    assert!(window.query_by_label_contains("«1,000» may mean").is_some());
}

#[test]
fn a_step_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    type_into(&mut window, "120 steps", "40");
    until(&mut window, |app| app.session().step_on_show() == 40);
    type_into(&mut window, "step 40 of 120", "121");
    let sentence = "«121» is out of range; it must be a whole number from 0 to 120.";
    assert!(says(&window, sentence));
    assert_eq!(window.state().session().step_on_show(), 40);
    type_into(&mut window, "step 40 of 120", "120");
    assert!(window.state().session().is_live());
}
