//! The race and the sweep in the window, by their labels, without a display.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod support;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, View};
use rnnscope::checkpoint::Checkpoint;
use rnnscope::config::{Cell, Config, DataChoice, DataKind, Season, Settings, StateMode, Stride};
use rnnscope::race::Criterion;
use rnnscope::recipe::Recipe;
use rnnscope::session::race::{RaceBoard, RaceStatus};
use rnnscope::session::sweep::{SweepBoard, SweepStatus};
use rnnscope::session::{Action, Status};
use rnnscope::thread::Pace;
use rnnscope::trainer::Trainer;
use rnnscope::window::WindowOptions;
use rnnscope::worker::PauseReason;
use support::window::{click, open, shows, until};

/// A window with a small network that waits at step 0.
fn window(export_dir: Option<&std::path::Path>) -> Harness<'static, App> {
    let settings = Settings { hidden: Some(6), ..Settings::default() };
    let export_dir = export_dir.map(std::path::Path::to_owned);
    opened(WindowOptions { settings, paused: true, export_dir, ..WindowOptions::default() })
}

fn opened(options: WindowOptions) -> Harness<'static, App> {
    open((1280.0, 800.0), options)
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run_steps(3);
}

fn race_is(wanted: fn(&RaceBoard) -> bool) -> impl Fn(&App) -> bool {
    move |app| app.race().is_some_and(wanted)
}

fn sweep_is(wanted: fn(&SweepBoard) -> bool) -> impl Fn(&App) -> bool {
    move |app| app.sweep().is_some_and(wanted)
}

fn set(window: &mut Harness<'_, App>, label: &str, value: f64) {
    window.get_by_role_and_label(Role::SpinButton, label).set_value_accesskit(value);
    window.run_steps(3);
}

#[test]
fn the_views_have_names_and_keys() {
    let mut window = window(None);
    for (key, name, view) in [
        (Key::F3, "Race", View::Race),
        (Key::F4, "Sweep", View::Sweep),
        (Key::F2, "Scope", View::Scope),
    ] {
        press(&mut window, key);
        assert_eq!(window.state().view(), view);
        press(&mut window, Key::F2);
        click(&mut window, name);
        assert_eq!(window.state().view(), view);
    }
}

#[test]
fn a_race_is_run_and_its_curves_are_those_of_single_runs() {
    let mut window = window(None);
    press(&mut window, Key::F3);
    set(&mut window, "steps", 40.0);
    click(&mut window, "Start race");
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    let board = window.state().race().unwrap();
    let cells: Vec<Cell> =
        board.entrants.iter().map(|entrant| entrant.variant.config.cell).collect();
    assert_eq!(cells, [Cell::Rnn, Cell::Lstm, Cell::Gru]);
    for entrant in &board.entrants {
        assert_eq!(entrant.variant.config.hidden, 6, "the rest is as in the controls");
        let mut trainer = Trainer::new(&entrant.variant.config).unwrap();
        for step in 1..=40 {
            let loss = trainer.step().unwrap().loss;
            assert_eq!(entrant.history.at(step).unwrap().loss.to_bits(), loss.to_bits());
        }
    }
    let winner = board.winners()[0];
    assert!(window.query_by_label("winner").is_some());
    // Its run in the scope.
    let config = window.state().race().unwrap().entrants[winner].variant.config.clone();
    let name = format!("open {}", config.cell.label());
    click(&mut window, &name);
    until(&mut window, |app| app.view() == View::Scope && app.session().run.id == 2);
    let session = window.state().session();
    assert_eq!(session.run.config, Config { steps: 40, ..config });
    assert!(session.is_running(), "an opened run plays");
    assert_eq!(session.until.step, Some(40), "as far as the race went");
}

#[test]
fn races_and_sweeps_name_the_table_that_they_train_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tides.csv");
    let rows: String = (0..300).map(|n| format!("{}\n", n % 12)).collect();
    std::fs::write(&path, format!("level\n{rows}")).unwrap();
    let data = Some(DataChoice::File(path));
    let settings = Settings { data, hidden: Some(4), ..Settings::default() };
    let mut window = opened(WindowOptions { settings, paused: true, ..WindowOptions::default() });
    let says = |window: &Harness<'_, App>, text: &str| {
        window.query_all_by_label_contains(text).next().is_some()
    };
    press(&mut window, Key::F3);
    assert!(says(&window, " each · tides.csv"), "before it begins");
    set(&mut window, "steps", 5.0);
    click(&mut window, "Start race");
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    assert!(says(&window, " each · tides.csv"));
    assert!(window.query_by_label("tides.csv").is_some(), "in the line at the bottom");
    press(&mut window, Key::F4);
    assert!(says(&window, " · tides.csv"));
    press(&mut window, Key::F2);
    window.state_mut().act(Action::UsePreset(Box::default()));
    press(&mut window, Key::F4);
    assert!(!says(&window, " · tides.csv"));
}

/// Chooses what else the variants differ in.
fn compare(window: &mut Harness<'_, App>, setting: &str) {
    window.get_by_role_and_label(Role::ComboBox, "also compare").click();
    window.run_steps(3);
    // It may be further down in the menu than a pointer reaches.
    window.get_by_role_and_label(Role::Button, setting).click_accesskit();
    window.run_steps(3);
}

/// Types over what stands in a field of texts.
fn type_text(window: &mut Harness<'_, App>, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run_steps(3);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(text.to_owned()));
    window.run_steps(2);
    press(window, Key::Enter);
}

/// Chooses a word in a variant's menu.
fn choose(window: &mut Harness<'_, App>, menu: &str, word: &str) {
    window.get_by_role_and_label(Role::ComboBox, menu).click();
    window.run_steps(3);
    click(window, word);
}

#[test]
fn data_settings_are_compared_and_refused_at_their_fields() {
    let data = Some(DataKind::Lorenz.into());
    let settings = Settings {
        data,
        samples: Some(200),
        hidden: Some(4),
        state: Some(StateMode::Reset),
        ..Settings::default()
    };
    let mut window = opened(WindowOptions { settings, paused: true, ..WindowOptions::default() });
    press(&mut window, Key::F3);
    click(&mut window, "remove variant 3");
    set(&mut window, "steps", 3.0);
    let configs = |window: &mut Harness<'_, App>| -> [Config; 2] {
        click(window, "Start race");
        until(window, race_is(|board| board.status == RaceStatus::Finished));
        let board = window.state().race().unwrap();
        [0, 1].map(|n| board.entrants[n].variant.config.clone())
    };

    compare(&mut window, "split");
    type_text(&mut window, "variant 2 split", "70/30");
    shows(&mut window, "Split = 70/30 is not possible");
    type_text(&mut window, "variant 2 split", "50/25/25");
    let split = configs(&mut window).map(|config| config.split.to_string());
    assert_eq!(split, ["70/15/15", "50/25/25"]);
    shows(&mut window, "LSTM, split 50/25/25");

    compare(&mut window, "stride");
    choose(&mut window, "variant 1 stride", "every");
    set(&mut window, "variant 1 stride", 3.0);
    let stride = configs(&mut window).map(|config| config.stride);
    assert_eq!(stride, [Stride::Samples(3), Stride::TimeSteps]);

    compare(&mut window, "season");
    choose(&mut window, "variant 2 season", "auto");
    choose(&mut window, "variant 1 season", "rows");
    set(&mut window, "variant 1 season", 12.0);
    let season = configs(&mut window).map(|config| config.season);
    assert_eq!(season, [Season::Rows(12), Season::Auto]);

    // Of a table, which columns are read: as they are typed, or all.
    compare(&mut window, "inputs");
    type_text(&mut window, "variant 2 inputs", "x; y");
    let inputs = configs(&mut window).map(|config| config.inputs);
    assert_eq!(inputs, [vec![], vec!["x".to_owned(), "y".to_owned()]]);

    // What doesn't go together is told of the variant that does so.
    press(&mut window, Key::F2);
    click(&mut window, "carry");
    press(&mut window, Key::F3);
    compare(&mut window, "stride");
    choose(&mut window, "variant 2 stride", "every");
    shows(&mut window, "The race can't begin: LSTM");
    window.get_by_role_and_label(Role::SpinButton, "variant 2 stride").hover();
    window.run_steps(20);
    shows(&mut window, "Stride has no meaning with state = carry");
}

#[test]
fn a_variant_is_opened_at_its_end_whatever_the_pace() {
    let mut window = window(None);
    // At the scope's pace of a step an hour nobody would see the end.
    window.state_mut().act(Action::SetPace(Pace::PerSecond(1.0 / 3600.0)));
    press(&mut window, Key::F3);
    set(&mut window, "steps", 300.0);
    click(&mut window, "Start race");
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    let variant = window.state().race().unwrap().entrants[2].outcome;
    click(&mut window, "open GRU at its end");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() == 300);
    assert_eq!(window.state().view(), View::Scope);
    assert_eq!(window.state().session().record().map(|record| record.loss), variant.loss);
    let is_there =
        |app: &App| app.session().status == Status::Paused(PauseReason::ReachedStep(300));
    until(&mut window, is_there);
}

#[test]
fn header_and_status_speak_of_what_is_on_show() {
    let mut window = window(None);
    let says = |window: &Harness<'_, App>, text: &str| {
        assert!(window.query_by_label(text).is_some(), "{text}");
    };
    says(&window, "RNN 6 · T 10 · Adam 0.02 · seed 1");
    press(&mut window, Key::F3);
    set(&mut window, "steps", 40.0);
    for text in ["RNN / LSTM / GRU · 40 steps each", "no race yet"] {
        says(&window, text);
    }
    click(&mut window, "Start race");
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    for text in ["RNN / LSTM / GRU · 40 steps each", "race finished", "40 of 40"] {
        says(&window, text);
    }
    press(&mut window, Key::F4);
    set(&mut window, "steps", 5.0);
    let ranges = "learning rate 0.001 to 0.1 · hidden size 8 to 64";
    says(&window, &format!("{ranges} · 60 runs of 5 steps"));
    says(&window, "no sweep yet");
    click(&mut window, "Start sweep");
    until(&mut window, sweep_is(|board| board.status == SweepStatus::Finished));
    for text in ["sweep finished", "60 of 60", "300 of 300"] {
        says(&window, text);
    }
    press(&mut window, Key::F2);
    says(&window, "RNN 6 · T 10 · Adam 0.02 · seed 1");
}

#[test]
fn the_size_of_a_sweep_is_told_before_it_begins() {
    let mut window = window(None);
    press(&mut window, Key::F4);
    let size = format!(
        "20 points × 3 seeds = 60 runs of 300 steps: {} steps in all",
        rnnscope::number::grouped(18_000)
    );
    assert!(window.query_by_label(&size).is_some());
    set(&mut window, "learning rate values", 2.0);
    set(&mut window, "hidden size values", 1.0);
    set(&mut window, "seeds", 1.0);
    set(&mut window, "steps", 1.0);
    let size = "2 points × 1 seed = 2 runs of 1 step: 2 steps in all";
    assert!(window.query_by_label(size).is_some());
    // Also beside the results of an earlier one.
    click(&mut window, "Start sweep");
    until(&mut window, sweep_is(|board| board.status == SweepStatus::Finished));
    set(&mut window, "seeds", 2.0);
    assert!(window.query_by_label_contains("2 points × 2 seeds = 4 runs").is_some());
    for (label, value) in
        [("learning rate values", 50.0), ("hidden size values", 50.0), ("seeds", 100.0)]
    {
        set(&mut window, label, value);
    }
    assert!(window.query_by_label_contains("it can have at most 10000").is_some());
}

#[test]
fn variants_follow_the_controls_in_what_is_not_their_own() {
    let mut window = window(None);
    press(&mut window, Key::F3);
    set(&mut window, "steps", 2.0);
    press(&mut window, Key::F2);
    click(&mut window, "none");
    window.get_by_role_and_label(Role::Slider, "hidden size").set_value_accesskit(5.0);
    window.run_steps(3);
    until(&mut window, |app| app.session().run.config.hidden == 5);
    let of_all = |window: &Harness<'_, App>| -> Vec<(usize, StateMode)> {
        let entrants = &window.state().race().unwrap().entrants;
        entrants.iter().map(|one| (one.variant.config.hidden, one.variant.config.state)).collect()
    };
    press(&mut window, Key::F3);
    press(&mut window, Key::Space);
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    assert_eq!(of_all(&window), [(5, StateMode::None); 3]);
    // What was chosen for a variant stays with it.
    set(&mut window, "variant 2 hidden size", 7.0);
    press(&mut window, Key::F2);
    click(&mut window, "reset");
    press(&mut window, Key::F3);
    press(&mut window, Key::Space);
    until(&mut window, race_is(|board| board.entrants[0].variant.config.state == StateMode::Reset));
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    let expected = [5, 7, 5].map(|hidden| (hidden, StateMode::Reset));
    assert_eq!(of_all(&window), expected);
}

#[test]
fn variants_can_be_chosen_one_by_one() {
    let mut window = window(None);
    press(&mut window, Key::F3);
    click(&mut window, "Five seeds");
    click(&mut window, "Add variant");
    set(&mut window, "variant 6 hidden size", 9.0);
    set(&mut window, "variant 1 learning rate", 0.5);
    click(&mut window, "remove variant 2");
    set(&mut window, "steps", 3.0);
    press(&mut window, Key::Space);
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    let board = window.state().race().unwrap();
    let runs: Vec<_> = board.entrants.iter().map(|entrant| &entrant.variant.config).collect();
    assert_eq!(runs.iter().map(|run| run.seed).collect::<Vec<_>>(), [1, 3, 4, 5, 6]);
    assert_eq!((runs[0].lr, runs[4].hidden), (0.5, 9));
    assert_eq!(board.entrants[1].variant.name, "hidden size 6, learning rate 0.02, seed 3");
}

#[test]
fn space_pauses_a_race_and_cancel_ends_it() {
    let mut window = window(None);
    press(&mut window, Key::F3);
    set(&mut window, "steps", 50_000.0);
    press(&mut window, Key::Space);
    until(&mut window, race_is(|board| board.step() > 0));
    press(&mut window, Key::Space);
    until(&mut window, race_is(|board| board.status == RaceStatus::Paused));
    assert_eq!(window.state().session().run.step(), 0, "the run itself is left alone");
    click(&mut window, "Go on");
    until(&mut window, race_is(|board| board.status == RaceStatus::Running));
    // Small multiples while it runs.
    window.get_by_role_and_label(Role::CheckBox, "overlaid").click();
    window.run_steps(3);
    click(&mut window, "Cancel race");
    until(&mut window, race_is(|board| board.status == RaceStatus::Cancelled));
    assert!(window.query_by_role_and_label(Role::Button, "Start race").is_some());
}

#[test]
fn a_race_can_be_taken_step_by_step_from_its_first() {
    let mut window = window(None);
    press(&mut window, Key::F3);
    set(&mut window, "steps", 3.0);
    for (key, reached) in [(Key::S, 1), (Key::ArrowRight, 2)] {
        press(&mut window, key);
        until(&mut window, move |app| app.race().is_some_and(|board| board.step() == reached));
        let board = window.state().race().unwrap();
        assert_eq!(board.status, RaceStatus::Paused);
        let steps: Vec<u64> = board.entrants.iter().map(|entrant| entrant.outcome.steps).collect();
        assert_eq!(steps, [reached; 3]);
    }
    click(&mut window, "Step");
    until(&mut window, race_is(|board| board.status == RaceStatus::Finished));
    // What is over stays on show.
    press(&mut window, Key::S);
    assert_eq!(window.state().race().unwrap().step(), 3);
    assert_eq!(window.state().session().run.step(), 0, "the run itself is left alone");
}

#[test]
fn a_sweep_fills_its_map_and_a_click_opens_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(Some(folder.path()));
    press(&mut window, Key::F4);
    set(&mut window, "steps", 5.0);
    set(&mut window, "learning rate values", 2.0);
    set(&mut window, "hidden size from", 3.0);
    set(&mut window, "hidden size to", 6.0);
    set(&mut window, "hidden size values", 2.0);
    click(&mut window, "Start sweep");
    until(&mut window, sweep_is(|board| board.status == SweepStatus::Finished));
    let board = window.state().sweep().unwrap();
    assert_eq!((board.outcomes.len(), board.ended()), (12, 12));
    for (config, outcome) in board.plan.runs().iter().zip(&board.outcomes) {
        let mut trainer = Trainer::new(config).unwrap();
        let last = (0..5).map(|_| trainer.step().unwrap().loss).last();
        assert_eq!(outcome.unwrap().final_loss(), last);
    }
    let typical = board.typical(3).unwrap();
    let place = board.plan.runs().iter().position(|config| *config == typical).unwrap();
    let final_loss = board.outcomes[place].unwrap().final_loss();
    click(&mut window, "Save sweep");
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "rnnscope-sweep-heatmap.png",
        "rnnscope-sweep-heatmap.svg",
        "rnnscope-sweep-runs.csv",
        "rnnscope-sweep.csv",
        "rnnscope-sweep.toml",
    ];
    assert_eq!(names, expected);
    window.get_by_label_contains("learning rate 0.1, hidden size 6, time steps 10:").click();
    until(&mut window, |app| app.view() == View::Scope && app.session().run.id == 2);
    let session = window.state().session();
    assert_eq!((session.controls.lr, session.controls.seed), (0.1, typical.seed));
    // It plays to the end of the sweep's runs, where its loss is the one on the map.
    until(&mut window, |app| app.session().run.step() == 5);
    let loss = window.state().session().record().unwrap().loss;
    assert_eq!(Some(loss), final_loss);
}

#[test]
fn a_sample_is_drawn_and_a_sweep_is_cancelled() {
    let mut window = window(None);
    press(&mut window, Key::F4);
    set(&mut window, "steps", 1_000_000.0);
    window.get_by_role_and_label(Role::CheckBox, "random sample").click();
    window.run_steps(3);
    press(&mut window, Key::Space);
    until(&mut window, sweep_is(|board| board.progress() > 0.0));
    click(&mut window, "Cancel sweep");
    until(&mut window, sweep_is(|board| board.status == SweepStatus::Cancelled));
    assert_eq!(window.state().sweep().unwrap().summaries.len(), 40);
    assert_eq!(window.state().sweep().unwrap().plan.criterion, Criterion::MeanLoss(100));
}

#[test]
fn a_restarted_run_is_listed_pinned_renamed_and_compared() {
    let mut window = window(None);
    click(&mut window, "Step");
    until(&mut window, |app| app.session().run.step() == 1);
    window.get_by_role_and_label(Role::Slider, "learning rate").set_value_accesskit(0.1);
    window.run_steps(3);
    click(&mut window, "Restart");
    click(&mut window, "Step");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() == 1);
    press(&mut window, Key::F5);
    click(&mut window, "pin run 1");
    click(&mut window, "colour of run 1");
    let runs = &window.state().session().runs;
    assert!(runs.kept[0].pinned && runs.kept[0].look.colour == 2);
    click(&mut window, "differences of run 1");
    assert!(window.query_by_label("learning rate 0.02 → 0.1").is_some());
    click(&mut window, "hide run 1");
    assert!(window.state().session().runs.kept[0].hidden);
    assert!(window.query_by_role_and_label(Role::Button, "hide run 1").is_none());
    window.get_by_role_and_label(Role::CheckBox, "1 hidden").click();
    window.run_steps(3);
    click(&mut window, "hide run 1");
    assert!(!window.state().session().runs.kept[0].hidden);
    window.get_by_label("name of run 1").focus();
    window.run_steps(2);
    window.get_by_label("name of run 1").type_text("!");
    window.run_steps(3);
    let name = window.state().session().runs.kept[0].look.name.clone();
    assert!(name.contains('!') && name.contains("run 1"), "{name}");
    click(&mut window, &format!("delete {name}"));
    assert!(window.state().session().runs.kept.is_empty());
}

#[test]
fn a_listed_run_is_played_again() {
    let mut window = window(None);
    for step in 1..=3 {
        click(&mut window, "Step");
        until(&mut window, |app| app.session().run.step() == step);
    }
    let losses = |app: &App| {
        let history = app.session().run.history.clone();
        (1..=3).map(|step| history.at(step).unwrap().loss.to_bits()).collect::<Vec<_>>()
    };
    let first = losses(window.state());
    click(&mut window, "New seed");
    press(&mut window, Key::F5);
    click(&mut window, "replay run 1");
    until(&mut window, |app| app.session().run.id == 3 && app.session().run.step() == 3);
    assert_eq!(losses(window.state()), first);
}

#[test]
fn what_came_before_a_checkpoint_is_there_once_somebody_looks_back() {
    let recipe = Recipe::from(Config { hidden: 6, ..Config::default() });
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    let losses: Vec<f32> = (0..50).map(|_| recipe.step(&mut trainer).unwrap().loss).collect();
    let checkpoint = Some(Box::new(Checkpoint::of(&recipe, &trainer).unwrap()));
    let options = WindowOptions { checkpoint, paused: true, ..WindowOptions::default() };
    let mut window = opened(options);
    until(&mut window, |app| app.session().run.step() == 50);
    assert_eq!(window.state().session().run.history.len(), 0);
    press(&mut window, Key::Home);
    until(&mut window, |app| app.session().run.history.len() == 50);
    let history = &window.state().session().run.history;
    let again: Vec<f32> = (1..=50).map(|step| history.at(step).unwrap().loss).collect();
    assert_eq!(again, losses);
    // And the run goes on from its end.
    press(&mut window, Key::End);
    press(&mut window, Key::S);
    until(&mut window, |app| app.session().run.step() == 51);
    assert_eq!(window.state().session().run.history.first_step(), Some(1));
}

#[test]
fn the_memory_of_snapshots_is_set_by_flag_and_control() {
    let snapshot_memory = Some(8);
    let mut window = opened(WindowOptions { snapshot_memory, paused: true, ..Default::default() });
    assert_eq!(window.state().session().snapshot_memory, 8);
    set(&mut window, "snapshot memory", 16.0);
    assert_eq!(window.state().session().snapshot_memory, 16);
}

#[test]
fn a_pasted_recipe_is_played_from_any_view_and_a_broken_one_changes_nothing() {
    let mut window = window(None);
    press(&mut window, Key::F3);
    for (broken, reason) in [
        ("lr = 40", "line 2: lr = 40 is not possible"),
        ("hiden = 3", "line 2: there is no setting named hiden"),
        ("rnnscope = 2", "line 2: rnnscope = 2 is not a known version"),
        ("[[change]]\nstep = 10\nlr = 0.1", "line 3: step = 10 is not possible"),
    ] {
        window.event(egui::Event::Paste(format!("steps = 9\n{broken}\n")));
        shows(&mut window, &format!("Nothing was opened: the clipboard, {reason}"));
        assert_eq!((window.state().view(), window.state().session().run.id), (View::Race, 1));
    }
    let mut recipe = Recipe::from(Config { hidden: 3, steps: 4, ..Config::default() });
    recipe.record(3, &Settings { lr: Some(0.5), ..Settings::default() });
    window.event(egui::Event::Paste(recipe.to_toml()));
    until(&mut window, |app| app.session().run.step() == 4);
    let session = window.state().session();
    assert_eq!((window.state().view(), session.run.id), (View::Scope, 2));
    assert_eq!(session.run.recipe, recipe);
}

#[test]
fn text_without_settings_opens_nothing() {
    for blank in [" ", "# a run of mine\n"] {
        let mut window = opened(WindowOptions { paused: true, ..WindowOptions::default() });
        window.event(egui::Event::Paste(blank.to_owned()));
        shows(&mut window, "Nothing was opened: the clipboard has no settings");
        assert_eq!(window.state().session().run.id, 1);
    }
}

/// A file in the hand of somebody who lets go of it over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads what lies at the path".to_owned())
    }
}

#[test]
fn of_several_dropped_files_none_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(None);
    for name in ["a.toml", "b.toml"] {
        let path = folder.path().join(name);
        std::fs::write(&path, "steps = 4\n").unwrap();
        window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    }
    shows(&mut window, "Nothing was opened: 2 files were dropped");
    window.run_steps(3);
    assert_eq!(window.state().session().run.id, 1);
}

#[test]
fn a_recipe_that_names_a_pipe_or_is_too_long_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(None);
    #[cfg(unix)]
    {
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        window.event(egui::Event::Paste(format!("init = {pipe:?}\n")));
        shows(&mut window, "it is a pipe, not a regular file");
    }
    window.event(egui::Event::Paste("#".repeat((16 << 20) + 1)));
    shows(&mut window, "Nothing was opened: the clipboard is larger than 16 MB");
    assert_eq!(window.state().session().run.id, 1);
}

#[test]
fn a_dropped_recipe_is_played_and_a_broken_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.toml");
    let mut window = window(None);
    let let_go = |text: &str, window: &mut Harness<'_, App>| {
        std::fs::write(&path, text).unwrap();
        let file = std::sync::Arc::new(Dropped(path.clone()));
        window.input_mut().dropped_files.push(file);
        window.run_steps(3);
    };
    let_go("steps = 9\nlr = \"fast\"\n", &mut window);
    shows(&mut window, "run.toml, line 2: lr = \"fast\" is not possible");
    assert_eq!(window.state().session().run.id, 1);
    let mut recipe = Recipe::from(Config { hidden: 3, steps: 4, ..Config::default() });
    recipe.record(3, &Settings { lr: Some(0.5), ..Settings::default() });
    let_go(&recipe.to_toml(), &mut window);
    until(&mut window, |app| app.session().run.step() == 4);
    let session = window.state().session();
    assert_eq!((session.run.id, &session.run.recipe), (2, &recipe));
}
