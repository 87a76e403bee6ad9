//! What lenses leave behind: figures and tables, or a sentence.

use std::collections::HashMap;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Settings, StateMode};
use rnnscope::inspector::Answer;
use rnnscope::session::{Action, LensKind};
use rnnscope::window::WindowOptions;
use rnnscope::worker::Pace;

use super::support::window::{click, open as window, until};
use super::{open, title};

#[test]
fn a_lens_is_saved_as_figure_and_table() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    for kind in LensKind::ALL {
        open(&mut window, &[*kind]);
        if *kind == LensKind::Slowly {
            click(&mut window, "Take the next step apart");
            until(&mut window, |app| app.session().slow().is_some());
        }
        for (item, ending) in [("Lens as figure", "svg"), ("Lens as CSV", "csv")] {
            let menu = format!("Save {}", title(*kind));
            window.get_by_role_and_label(Role::Button, &menu).click();
            window.run_steps(3);
            click(&mut window, item);
            let name = format!("rnnscope-run1-step000030-{}.{ending}", kind.name());
            let text = std::fs::read_to_string(folder.path().join(&name)).expect(&name);
            assert!(text.lines().count() > 3, "{name}");
        }
        click(&mut window, "Lenses");
    }
}

/// The columns of a saved table by their names, as the first row has them.
fn first_row(text: &str) -> HashMap<&str, &str> {
    let mut lines = text.lines();
    let mut cells = || lines.next().unwrap().split(',');
    let names: Vec<&str> = cells().collect();
    names.into_iter().zip(cells()).collect()
}

#[test]
fn a_table_on_other_data_says_which_and_how_well() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    open(&mut window, &[LensKind::Generalisation]);
    for (slider, value) in [
        ("spacing ×", 2.0),
        ("phase", 0.5),
        ("amplitude ×", 0.8),
        ("noise", 0.1),
        ("frequency ×", 1.5),
    ] {
        window.get_by_role_and_label(Role::Slider, slider).set_value_accesskit(value);
        window.run_steps(2);
    }
    let answer = |app: &App| match &app.session().lenses.answer(LensKind::Generalisation).unwrap().1
    {
        Answer::Generalisation(unseen) => unseen.clone(),
        other => panic!("{other:?}"),
    };
    until(&mut window, |app| (answer(app).data.frequency - 1.5).abs() < 1e-9);
    window.get_by_role_and_label(Role::Button, "Save Generalisation").click();
    window.run_steps(3);
    click(&mut window, "Lens as CSV");
    let name = "rnnscope-run1-step000030-generalisation.csv";
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    let row = first_row(&text);
    let number = |column: &str| row[column].parse::<f64>().unwrap();
    let spacing = std::f64::consts::PI / 10.0;
    for (column, expected) in [
        ("step", 30.0),
        ("spacing", 2.0 * spacing),
        ("training_spacing", spacing),
        ("phase", 0.5),
        ("amplitude", 0.8),
        ("noise", 0.1),
        ("frequency", 1.5),
    ] {
        assert!((number(column) - expected).abs() < 1e-6, "{column}: {}", number(column));
    }
    let seen = answer(window.state());
    assert_eq!((number("loss"), number("training_loss")), (seen.loss, seen.training_loss));
    assert!(seen.loss != seen.training_loss);
}

#[test]
fn a_table_of_an_earlier_step_has_the_eigenvalues_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(4),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    until(&mut window, |app| app.session().run.step() == 4 && !app.session().is_running());
    open(&mut window, &[LensKind::Spectrum]);
    let sees = |app: &App, step| {
        app.session().lenses.answer(LensKind::Spectrum).is_some_and(|(_, seen)| seen.step() == step)
    };
    // More looks than the trail keeps.
    for step in 5..=60 {
        window.state_mut().act(Action::Step);
        until(&mut window, |app| sees(app, step));
    }
    window.state_mut().act(Action::Rewind(2));
    until(&mut window, |app| sees(app, 2));
    window.get_by_role_and_label(Role::Button, "Save Spectrum").click();
    window.run_steps(3);
    click(&mut window, "Lens as CSV");
    let name = "rnnscope-run1-step000002-spectrum.csv";
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("2,")).count(), 32, "{text}");
}

#[test]
fn an_empty_lens_says_why_and_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        paused: true,
        settings: Settings { state: Some(StateMode::None), ..Settings::default() },
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    open(&mut window, &[]);
    for (kind, reason) in [
        (LensKind::GradientNorm, "before the first step there is no gradient"),
        (LensKind::Spectrum, "there is no recurrence to look at"),
        (LensKind::Slowly, "no step has been taken apart yet"),
    ] {
        click(&mut window, title(kind));
        let empty =
            |app: &App| kind != LensKind::Spectrum || app.session().lenses.failure(kind).is_some();
        until(&mut window, empty);
        window.run_steps(4);
        assert!(window.query_by_label_contains(reason).is_some(), "{reason}");
        for item in ["Lens as figure", "Lens as CSV"] {
            let menu = format!("Save {}", title(kind));
            window.get_by_role_and_label(Role::Button, &menu).click();
            window.run_steps(3);
            click(&mut window, item);
            let said =
                format!("Nothing was saved: there is nothing to see in \"{}\" now.", title(kind));
            assert!(window.query_all_by_label_contains(&said).count() > 0, "{said}");
        }
        click(&mut window, &format!("Close {}", title(kind)));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
