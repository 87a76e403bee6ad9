//! What lenses leave behind: figures and tables, or a sentence.

use std::collections::HashMap;
use std::path::Path;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Settings, StateMode};
use rnnscope::inspector::Answer;
use rnnscope::lens::Generalisation;
use rnnscope::session::{Action, LensKind};
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;

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
    for kind in LensKind::ALL.iter().filter(|kind| **kind != LensKind::Evaluated) {
        open(&mut window, &[*kind]);
        if *kind == LensKind::StepTrace {
            click(&mut window, "Take the next step apart");
            until(&mut window, |app| app.session().step_trace().is_some());
        }
        for (item, ending) in [("Lens as figure", "svg"), ("Lens as CSV", "csv")] {
            let menu = format!("Save {}", title(*kind));
            window.get_by_role_and_label(Role::Button, &menu).click();
            window.run_steps(3);
            click(&mut window, item);
            // A step in its parts is the one that comes next.
            let step = if *kind == LensKind::StepTrace { 31 } else { 30 };
            let name = format!("rnnscope-run1-step{step:06}-{}.{ending}", kind.name());
            let text = std::fs::read_to_string(folder.path().join(&name)).expect(&name);
            assert!(text.lines().count() > 3, "{name}");
        }
        click(&mut window, "Lenses");
    }
}

/// What a lens saves, by the end of the file's name after run and step.
fn saved(window: &mut Harness<'_, App>, kind: LensKind, item: &str, file: &Path) -> String {
    window.get_by_role_and_label(Role::Button, &format!("Save {}", title(kind))).click();
    window.run_steps(3);
    click(window, item);
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A window of two LSTM layers on three rows that exports here, at step 30.
fn two_layers_on_three_rows(folder: &Path) -> Harness<'static, App> {
    let settings = Settings { batch: Some(3), ..super::lstm() };
    let options = WindowOptions {
        export_dir: Some(folder.to_owned()),
        settings,
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    window
}

#[test]
fn a_figure_says_which_layer_row_and_data_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = two_layers_on_three_rows(folder.path());
    for (kind, words) in [
        (LensKind::HiddenState, "Hidden state, run 1, step 30, layer 1, row 0"),
        (LensKind::Spectrum, "Spectrum, run 1, step 30, layer 1, row 0"),
        (LensKind::PhasePortrait, "Phase portrait, run 1, step 30, layer 1, row 0"),
        (LensKind::Dependence, "Dependence, run 1, step 30, row 0"),
        (LensKind::Weights, "Weights, run 1, step 30\""),
        (LensKind::Generalisation, "amplitude × 0.8, noise 0, frequency × 1."),
    ] {
        open(&mut window, &[kind]);
        if kind == LensKind::Generalisation {
            window.get_by_role_and_label(Role::Slider, "amplitude ×").set_value_accesskit(0.8);
            window.run_steps(2);
            until(&mut window, |app| other_amplitude(app) == Some(0.8));
        }
        let file = folder.path().join(format!("rnnscope-run1-step000030-{}.svg", kind.name()));
        let svg = saved(&mut window, kind, "Lens as figure", &file);
        assert!(svg.contains(words), "{kind:?}: {words}");
        click(&mut window, "Lenses");
    }
}

fn other_amplitude(app: &App) -> Option<f64> {
    match &app.session().lenses.answer(LensKind::Generalisation)?.1 {
        Answer::Generalisation(Generalisation::OnWave(unseen)) => {
            Some((unseen.data.amplitude * 1e9).round() / 1e9)
        }
        _ => None,
    }
}

#[test]
fn a_step_in_its_parts_is_saved_with_all_its_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = two_layers_on_three_rows(folder.path());
    open(&mut window, &[LensKind::StepTrace]);
    click(&mut window, "Take the next step apart");
    until(&mut window, |app| app.session().step_trace().is_some());
    let file = |end: &str| folder.path().join(format!("rnnscope-run1-step000031-slowly{end}"));
    let svg = saved(&mut window, LensKind::StepTrace, "Lens as figure", &file(".svg"));
    assert!(svg.contains("A step, slowly, run 1, step 31, row 0"));
    let times = saved(&mut window, LensKind::StepTrace, "Lens as CSV", &file(".csv"));
    let step = window.state().session().step_trace().unwrap().step.clone();
    // Two layers of ten time steps, whatever phase is on show.
    assert_eq!(times.lines().count(), 1 + 2 * 10);
    let row = first_row(&times);
    for (column, expected) in [
        ("step", 31.0),
        ("layer", 1.0),
        ("time_step", 1.0),
        ("gradient_norm", step.norms[0][0]),
        ("h_0", step.trace.moments[0][0].h[0]),
        ("h_7", step.trace.moments[0][0].h[7]),
    ] {
        assert_eq!(row[column].parse::<f64>().unwrap(), expected, "{column}");
    }
    let moves = std::fs::read_to_string(file("-update.csv")).unwrap();
    assert_eq!(moves.lines().count(), 1 + step.moves.len());
    let change = first_row(&moves)["norm_change"].parse::<f64>().unwrap();
    assert_eq!(change, step.moves[0].change);
    let weights = std::fs::read_to_string(file("-weights.csv")).unwrap();
    let count: usize = step.before.iter().map(|values| values.values.len()).sum();
    assert_eq!(weights.lines().count(), 1 + count);
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
        Answer::Generalisation(Generalisation::OnWave(unseen)) => unseen.clone(),
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
        (LensKind::StepTrace, "no step has been taken apart yet"),
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
