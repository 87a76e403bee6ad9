//! Every lens on tables: of eight inputs and two targets, and of a series on itself.

use std::path::Path;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Cell, DataChoice, Season, Settings, StateMode};
use rnnscope::evaluation::Part;
use rnnscope::inspector::{Answer, Question};
use rnnscope::lens::free_run::FreeRun;
use rnnscope::lens::{Evaluated, Generalisation, WholeData};
use rnnscope::session::{Action, LensKind};
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;

use super::support::window::{click, open as window, shows, until};
use super::{has_looked, show, take_apart, title, trained};

/// Hours with eight columns; two of them hang on the others of the hour before.
fn table(rows: usize) -> String {
    let mut text = "time,a,b,c,d,e,f,temperature [°C],level [m]\n".to_owned();
    let noise = |row: usize, n: usize| ((row * n) % 101) as f64 / 101.0 - 0.5;
    for row in 0..rows {
        let day = std::f64::consts::TAU * row as f64 / 24.0;
        let others: Vec<String> =
            [37, 41, 43, 47, 53, 59].iter().map(|n| format!("{:.3}", noise(row, *n))).collect();
        let warm = 12.0 + 5.0 * day.sin() + noise(row + 100, 37);
        let level = 2.0 + noise(row + 100, 41) + 0.1 * noise(row, 67);
        let time = format!("2021-03-{:02} {:02}:00", 1 + row / 24 % 28, row % 24);
        text += &format!("{time},{},{warm:.3},{level:.3}\n", others.join(","));
    }
    text
}

fn write(folder: &Path) -> DataChoice {
    let path = folder.join("data.csv");
    std::fs::write(&path, table(400)).unwrap();
    DataChoice::File(path)
}

/// Eight inputs, two targets.
fn wide(folder: &Path, cell: Cell) -> Settings {
    let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    Settings {
        data: Some(write(folder)),
        targets: names(&["temperature [°C]", "level [m]"]),
        cell: Some(cell),
        hidden: Some(8),
        layers: Some(2),
        time_steps: Some(12),
        batch: Some(4),
        state: Some(StateMode::Reset),
        lr: Some(0.005),
        ..Settings::default()
    }
}

/// A column on itself.
fn narrow(folder: &Path) -> Settings {
    let names = Some(vec!["temperature [°C]".to_owned()]);
    let (inputs, targets) = (names.clone(), names);
    Settings { inputs, targets, layers: Some(1), ..wide(folder, Cell::Gru) }
}

/// Whether this text is to be read in the window.
fn reads(window: &Harness<'_, App>, text: &str) -> bool {
    window.query_all_by_label_contains(text).count() > 0
}

#[test]
fn each_lens_has_something_to_say_of_eight_inputs_and_two_targets() {
    for cell in [Cell::Rnn, Cell::Lstm, Cell::Gru] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = trained((1280.0, 800.0), wide(folder.path(), cell), 30);
        for kind in LensKind::ALL {
            let name = title(*kind);
            if *kind == LensKind::StepTrace {
                take_apart(&mut window);
            } else {
                show(&mut window, &[*kind]);
            }
            let words = match kind {
                LensKind::Generalisation => "of the validation part the loss is",
                LensKind::FreeRun => "needs every input among the targets, and a isn't",
                _ => "step 3",
            };
            assert!(reads(&window, words), "{name}");
            assert!(!reads(&window, "this lens failed"), "{name}");
            assert!(!reads(&window, "no longer"), "{name}");
            window.state_mut().act(Action::OpenLens(*kind, false));
        }
    }
}

#[test]
fn a_network_is_compared_with_what_needs_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained((1280.0, 1600.0), wide(folder.path(), Cell::Gru), 30);
    show(&mut window, &[LensKind::Evaluated]);
    assert!(reads(&window, "temperature [°C]: validation RMSE"));
    assert!(reads(&window, "Its error is "));
    for name in ["RMSE", "MASE", "RMSE of naive", "RMSE of linear", "validation"] {
        assert!(window.query_all_by_label(name).count() > 0, "{name}");
    }
    // Nobody has asked for a season.
    assert!(!reads(&window, "RMSE of seasonal"));
    window.get_by_role_and_label(Role::ComboBox, "target").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, "level [m]").click();
    window.run_steps(3);
    assert!(reads(&window, "level [m]: validation RMSE"));
    assert!(!reads(&window, "temperature [°C]: validation RMSE"));
    // It is judged anew as it learns.
    click(&mut window, "Step");
    until(&mut window, |app| {
        let answer = app.session().lenses.answer(LensKind::Evaluated);
        answer.is_some_and(|(_, answer)| answer.step() == 31)
    });
}

#[test]
fn what_is_read_of_a_table_can_be_other_and_nothing_else_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        settings: wide(folder.path(), Cell::Gru),
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 1200.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    show(&mut window, &[LensKind::Generalisation]);
    assert!(reads(&window, "of the validation part the loss is"));
    for slider in ["spacing ×", "phase", "frequency ×"] {
        assert!(window.query_by_role_and_label(Role::Slider, slider).is_none(), "{slider}");
    }
    let losses = |app: &App| match app.session().lenses.answer(LensKind::Generalisation) {
        Some((_, Answer::Generalisation(Generalisation::OnTable(seen)))) => {
            (seen.loss, seen.unvaried_loss)
        }
        other => panic!("{other:?}"),
    };
    let (before, unvaried) = losses(window.state());
    assert_eq!(before, unvaried);
    for (slider, value) in [("noise", 1.0), ("amplitude ×", 2.0)] {
        let last = losses(window.state()).0;
        window.get_by_role_and_label(Role::Slider, slider).set_value_accesskit(value);
        window.run_steps(2);
        until(&mut window, |app| losses(app).0 != last);
        assert_eq!(losses(window.state()).1, unvaried, "the table stays as it is");
    }
    assert!(reads(&window, "on inputs so changed"));
    window.get_by_role_and_label(Role::Button, "Save Generalisation").click();
    window.run_steps(3);
    click(&mut window, "Lens as CSV");
    let name = "rnnscope-run1-step000030-generalisation.csv";
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    let begin = "step,part,windows,loss,unvaried_loss,amplitude,noise,row,column,target,prediction,unvaried\n30,validation,";
    assert!(text.starts_with(begin), "{text}");
    let shown = match window.state().session().lenses.answer(LensKind::Generalisation) {
        Some((_, Answer::Generalisation(Generalisation::OnTable(seen)))) => seen.shown.len(),
        other => panic!("{other:?}"),
    };
    assert!(shown >= 24 && shown % 12 == 0, "{shown}");
    assert_eq!(text.lines().count(), 1 + 2 * shown, "a row for each target");
    click(&mut window, "As in training");
    until(&mut window, |app| losses(app).0 == unvaried);
}

#[test]
fn a_lens_asks_about_the_channel_that_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained((1280.0, 1600.0), wide(folder.path(), Cell::Rnn), 20);
    show(&mut window, &[LensKind::Dependence]);
    let asked = |window: &Harness<'_, App>| match window
        .state()
        .session()
        .lenses
        .question(LensKind::Dependence)
    {
        Some(Question::Dependence(channels)) => (channels.input, channels.target),
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&window), (0, 0));
    for (choice, name, wanted) in
        [("input", "temperature [°C]", (6, 0)), ("target", "level [m]", (6, 1))]
    {
        window.get_by_role_and_label(Role::ComboBox, choice).click();
        window.run_steps(3);
        window.get_by_role_and_label(Role::Button, name).click();
        window.run_steps(3);
        assert_eq!(asked(&window), wanted);
    }
    until(&mut window, |app| match app.session().lenses.answer(LensKind::Dependence) {
        Some((_, Answer::Dependence(seen))) => {
            (seen.channels.input, seen.channels.target) == (6, 1)
        }
        _ => false,
    });
    window.state_mut().act(Action::OpenLens(LensKind::Dependence, false));
    window.state_mut().act(Action::Inquire(Question::Weights(0)));
    show(&mut window, &[LensKind::Weights]);
    assert!(reads(&window, "size of the weights of each input"));
}

#[test]
fn a_series_on_itself_goes_on_behind_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        settings: narrow(folder.path()),
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 1600.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    show(&mut window, &[LensKind::FreeRun, LensKind::Residuals, LensKind::Evaluated]);
    assert!(reads(&window, "The 12 rows behind the table's end"));
    assert!(reads(&window, "Between the shaded lines were 90 %"));
    assert!(window.query_by_label("warm-up").is_none(), "a table has none");
    match window.state().session().lenses.answer(LensKind::FreeRun) {
        Some((_, Answer::FreeRun(FreeRun::BehindTheEnd(run)))) => {
            assert!(run.forecast.points.iter().all(|row| row[0].band.is_some()));
        }
        other => panic!("{other:?}"),
    }
    assert!(reads(&window, "The residuals over the validation part have the mean"));
    for kind in [LensKind::FreeRun, LensKind::Residuals, LensKind::Evaluated] {
        for (item, ending) in [("Lens as figure", "svg"), ("Lens as CSV", "csv")] {
            let menu = format!("Save {}", title(kind));
            window.get_by_role_and_label(Role::Button, &menu).click();
            window.run_steps(3);
            click(&mut window, item);
            let name = format!("rnnscope-run1-step000030-{}.{ending}", kind.name());
            let text = std::fs::read_to_string(folder.path().join(&name)).expect(&name);
            assert!(text.lines().count() > 3, "{name}");
            // Rows that have times are named by these.
            if ending == "svg" && kind != LensKind::Evaluated {
                assert!(text.contains("\"time, 2021\""), "{name}");
            }
            if ending == "svg" && kind == LensKind::Residuals {
                let axes = text.matches("\"residual [°C]\"").count();
                assert_eq!(axes, 3, "over the rows, how often, and against the prediction");
            }
        }
    }
    assert!(has_looked(window.state(), LensKind::Residuals));
}

#[test]
fn a_season_that_is_found_is_said_at_its_row_and_beside_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained((1280.0, 1600.0), narrow(folder.path()), 20);
    show(&mut window, &[LensKind::Evaluated]);
    let auto = Settings { season: Some(Season::Auto), ..Settings::default() };
    window.state_mut().act(Action::Set(Box::new(auto)));
    shows(&mut window, "auto found 24 rows");
    shows(&mut window, "RMSE of seasonal (24 rows)");
    // Whoever wants a number begins with the one that was found.
    let own = Settings { season: Some(Season::Rows(24)), ..Settings::default() };
    window.state_mut().act(Action::Set(Box::new(own)));
    window.run_steps(4);
    assert!(!reads(&window, "auto found"));
}

#[test]
fn what_no_step_feels_is_asked_again_while_the_run_waits() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained((1280.0, 1600.0), narrow(folder.path()), 30);
    show(&mut window, &[LensKind::FreeRun, LensKind::Evaluated]);
    window.get_by_label("whole data").click();
    window.run_steps(3);
    assert!(reads(&window, "The 12 rows behind the table's end"));
    let set = |window: &mut Harness<'_, App>, settings: Settings| {
        window.state_mut().act(Action::Set(Box::new(settings)));
    };
    set(&mut window, Settings { forecast: Some(7), ..Settings::default() });
    shows(&mut window, "The 7 rows behind the table's end");
    until(&mut window, |app| {
        let whole = app.session().lenses.seen::<WholeData>();
        whole.and_then(|whole| whole.forecast.as_ref()).is_some_and(|rows| rows.points.len() == 7)
    });
    // Both the lines in the plot of the loss and the lens are of the season that is set.
    let seasonal = |app: &App| {
        let lines = app.session().baseline_losses();
        let line = lines.iter().find(|line| line.name == "seasonal").map(|line| line.loss)?;
        let seen = app.session().lenses.seen::<Evaluated>()?;
        let lens = seen.evaluation.of(Part::Validation).next()?.baseline.seasonal?;
        let scale = seen.samples.columns[seen.samples.targets[0]].scaling.scale;
        ((lens / scale).powi(2) - line).abs().le(&(1e-9 * line)).then_some(lens)
    };
    for (season, other) in [(24, 12), (12, 24)] {
        set(&mut window, Settings { season: Some(Season::Rows(season)), ..Settings::default() });
        until(&mut window, |app| {
            seasonal(app).is_some() && app.session().config().season == Season::Rows(season)
        });
        let found = seasonal(window.state()).unwrap();
        let settings = Settings { season: Some(Season::Rows(other)), ..Settings::default() };
        set(&mut window, settings);
        until(&mut window, |app| seasonal(app).is_some_and(|now| now != found));
    }
    assert_eq!(window.state().session().run.step(), 30, "no step was taken for it");
}
