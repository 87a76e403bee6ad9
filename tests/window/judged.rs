//! Runs on a table in the window: what is saved of how good they are, and races among them.

use std::path::Path;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::App;
use rnnscope::config::{Config, DataKind, Loss, Settings, Split, StateMode, ValidateEvery};
use rnnscope::results::{Judge, evaluated};
use rnnscope::session::race::RaceStatus;
use rnnscope::session::{Action, LensKind};
use rnnscope::thread::Pace;
use rnnscope::trainer::Trainer;
use rnnscope::window::WindowOptions;
use rnnscope::worker::Until;

use super::saving::file;
use super::support::window::{click, shows, until};
use super::{paused, window};

fn settings() -> Settings {
    Settings {
        data: Some(DataKind::Lorenz.into()),
        samples: Some(150),
        hidden: Some(4),
        validate_every: Some(ValidateEvery::Steps(5)),
        ..Settings::default()
    }
}

/// A window on a table after 30 steps, paused, that exports to `folder`.
fn on_a_table(folder: &Path) -> Harness<'static, App> {
    let mut window = window(WindowOptions {
        settings: settings(),
        export_dir: Some(folder.to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    });
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    window
}

/// What comes out of the run's first steps without any window.
fn judged(config: &Config, steps: u64) -> [String; 3] {
    let mut trainer = Trainer::new(config).unwrap();
    (0..steps).for_each(|_| _ = trainer.step().unwrap());
    let weights = trainer.network().parameters().values().unwrap();
    let samples = trainer.samples().unwrap();
    let judge = Judge::new(trainer.config(), samples, &weights);
    let evaluation = judge.evaluation(&judge.baselines(judge.season())).unwrap();
    // Of no rows said as many as a window has.
    let forecast = judge.forecast(config.time_steps as u64).unwrap();
    [
        evaluated::evaluation_csv(&evaluation, samples),
        evaluated::fitted_csv(&judge.answers().unwrap()),
        evaluated::forecast_csv(&forecast, samples),
    ]
}

fn choose(window: &mut Harness<'_, App>, item: &str) {
    window.get_by_role_and_label(Role::Button, "Save").click();
    window.run_steps(3);
    click(window, item);
}

const TABLES: [(&str, &str); 3] = [
    ("Evaluation as CSV", "-evaluation.csv"),
    ("Fitted values as CSV", "-fitted.csv"),
    ("Forecast as CSV", "-forecast.csv"),
];

#[test]
fn what_a_network_is_worth_is_saved_of_the_step_on_show() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = on_a_table(folder.path());
    let config = window.state().session().run.config.clone();
    let saved = |window: &mut Harness<'_, App>, step: u64| {
        for ((item, ending), wanted) in TABLES.into_iter().zip(judged(&config, step)) {
            choose(window, item);
            let path = file(window, folder.path(), &format!("-step{step:06}{ending}"));
            assert_eq!(std::fs::read_to_string(path).unwrap(), wanted, "{item}, step {step}");
        }
    };
    saved(&mut window, 30);
    choose(&mut window, "Figure of the fit");
    file(&mut window, folder.path(), "-step000030-fit.png");
    let svg = file(&mut window, folder.path(), "-step000030-fit.svg");
    let svg = std::fs::read_to_string(svg).unwrap();
    for text in ["run 1, step 30", "row", "target", "prediction"] {
        assert!(svg.contains(&format!("aria-label=\"{text}\"")), "{text}");
    }
    window.run_steps(3);
    assert!(window.query_all_by_label_contains("Saved").next().is_some());
    // Of an earlier step, that one's.
    window.state_mut().act(Action::Rewind(12));
    until(&mut window, |app| app.session().earlier().is_some_and(|earlier| earlier.step == 12));
    saved(&mut window, 12);
}

#[test]
fn the_lens_leads_to_the_best_step_and_says_what_a_window_begins_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = on_a_table(folder.path());
    let (best, _) = window.state().session().run.best_validation().unwrap();
    window.state_mut().act(Action::ShowLenses(true));
    window.state_mut().act(Action::OpenLens(LensKind::Evaluated, true));
    // No step that was validated.
    window.state_mut().act(Action::Rewind(12));
    shows(&mut window, "Look at the best step");
    click(&mut window, &format!("Look at the best step, {best}"));
    until(&mut window, |app| app.session().step_on_show() == best);
    assert!(window.query_by_label_contains("Look at the best step").is_none());
    window.state_mut().act(Action::Rewind(12));
    until(&mut window, |app| app.session().step_on_show() == 12);
    window.key_press(Key::B);
    until(&mut window, |app| app.session().step_on_show() == best);
    assert!(window.query_by_label_contains("starts from nothing").is_none(), "state carry");
    // Each window by itself, as linear's regression has it, but without the rows before.
    let reset = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    window.state_mut().act(Action::BackToLive);
    window.state_mut().act(Action::Set(Box::new(reset)));
    window.state_mut().act(Action::SetUntil(Until::default()));
    window.state_mut().act(Action::Step);
    shows(&mut window, "Each window starts from nothing");
}

#[test]
fn without_a_table_there_is_nothing_to_judge() {
    let mut window = paused();
    window.get_by_role_and_label(Role::Button, "Save").click();
    window.run_steps(3);
    for (item, _) in TABLES.into_iter().chain([("Figure of the fit", "")]) {
        let node = window.get_by_role_and_label(Role::Button, item);
        assert!(node.accesskit_node().is_disabled(), "{item}");
        node.hover();
        window.run_steps(20);
        assert!(window.query_by_label_contains("isn't trained on a table").is_some(), "{item}");
    }
    // What is two rows ahead can't be read as the next row's input.
    let settings = Settings { horizon: Some(2), ..settings() };
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = self::window(options);
    window.get_by_role_and_label(Role::Button, "Save").click();
    window.run_steps(3);
    for (item, _) in TABLES {
        let node = window.get_by_role_and_label(Role::Button, item);
        assert_eq!(node.accesskit_node().is_disabled(), item == "Forecast as CSV", "{item}");
    }
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run_steps(3);
}

/// What is chosen in the menu of this name.
fn chosen(window: &Harness<'_, App>, menu: &str) -> String {
    window.get_by_role_and_label(Role::ComboBox, menu).value().unwrap_or_default()
}

/// Chooses from the menu of this name.
fn pick(window: &mut Harness<'_, App>, menu: &str, item: &str) {
    window.get_by_role_and_label(Role::ComboBox, menu).click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, item).click();
    window.run_steps(3);
}

#[test]
fn a_race_on_a_table_compares_by_its_validation_part() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = on_a_table(folder.path());
    press(&mut window, Key::F3);
    window.get_by_role_and_label(Role::SpinButton, "steps").set_value_accesskit(11.0);
    window.run_steps(3);
    // Where there is a validation part, it decides, unless somebody chooses otherwise.
    assert_eq!(chosen(&window, "compared by"), "best validation loss");
    pick(&mut window, "compared by", "mean loss");
    assert_eq!(chosen(&window, "compared by"), "mean loss");
    pick(&mut window, "compared by", "best validation loss");
    // Another setting gets a column of its own.
    pick(&mut window, "also compare", "loss function");
    pick(&mut window, "variant 2 loss function", Loss::Mae.label());
    press(&mut window, Key::Space);
    until(&mut window, |app| app.race().is_some_and(|race| race.status == RaceStatus::Finished));
    let race = window.state().race().unwrap();
    // Its curves know their table.
    let sources = race.entrants.iter().map(|one| rnnscope::data::source(&one.variant.config));
    assert!(sources.map(|source| source.target_name(0).to_owned()).all(|name| name != "target"));
    let losses: Vec<Loss> = race.entrants.iter().map(|one| one.variant.config.loss).collect();
    assert_eq!(losses, [Loss::Mse, Loss::Mae, Loss::Mse]);
    for entrant in &race.entrants {
        let validated = entrant.history.validation_loss();
        let last = [5, 10, 11].map(|step| validated.exact_at(step).unwrap())[2];
        assert_eq!(entrant.outcome.validation, Some(last), "the last step of the race, too");
    }
    assert!(race.winners().is_empty());
    let nobody = "no winner: with another loss function a loss is of another kind";
    for text in ["validation", "best validation", nobody] {
        assert!(window.query_by_label(text).is_some(), "{text}");
    }
    // Where losses can be compared, somebody wins.
    pick(&mut window, "also compare", "nothing else");
    press(&mut window, Key::Space);
    let is_over = |app: &App| {
        let race = app.race().filter(|race| race.status == RaceStatus::Finished);
        race.is_some_and(|race| race.entrants.iter().all(|it| it.variant.config.loss == Loss::Mse))
    };
    until(&mut window, is_over);
    assert_eq!(window.state().race().unwrap().winners().len(), 1);
    window.run_steps(3);
    assert!(window.query_by_label("winner").is_some());
}

#[test]
fn what_does_not_fit_is_said_before_race_and_sweep_begin() {
    let split = Split { train: 100.0, validation: 0.0, test: 0.0 };
    let settings = Settings { split: Some(split), ..settings() };
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = window(options);
    for key in [Key::F3, Key::F4] {
        press(&mut window, key);
        pick(&mut window, "compared by", "validation loss");
        let is_said = window.query_all_by_label_contains("validation part").next().is_some();
        assert!(is_said, "{key:?}");
        press(&mut window, Key::Space);
        assert!(window.state().race().is_none() && window.state().sweep().is_none());
    }
}
