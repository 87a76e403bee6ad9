//! What is chosen of a table, and the run that begins with it.

use super::*;
use crate::config::{Cell, Missing, StateMode, Stride};
use crate::recipe::Recipe;
use crate::session::{Action, Session, Status};
use crate::text::ENGLISH;
use crate::thread::Pace;
use crate::wording::{Language, Wording};
use crate::worker::{Command, PauseReason, Until};

/// Hours, three columns of numbers, one of them with a gap, and one of texts.
fn text(rows: usize) -> String {
    let row = |row: usize| {
        let (day, hour) = (1 + row / 24, row % 24);
        let wind = if row == 5 { String::new() } else { (row % 7).to_string() };
        format!("2021-03-{day:02} {hour:02}:00,{},{wind},{},calm\n", row % 24, row % 10)
    };
    format!("time,a,wind,b,remark\n{}", (0..rows).map(row).collect::<String>())
}

fn setup_of(text: &str) -> TableSetup {
    TableSetup::new("/x.csv".into(), Overview::parse(text.as_bytes(), &[]).unwrap())
}

fn setup() -> TableSetup {
    setup_of(&text(400))
}

fn refused(setup: &TableSetup) -> (Field, String) {
    let DataError { field, reason } = setup.refusal().unwrap();
    (*field, reason.to_string())
}

/// Whether no run can begin because of this setting, in these words.
fn is_refused(setup: &TableSetup, field: Field, reason: &str) {
    assert_eq!(refused(setup), (field, reason.to_owned()));
}

#[test]
fn a_table_begins_as_on_the_command_line() {
    let setup = setup();
    let data = Some(DataChoice::File("/x.csv".into()));
    let preset = Preset::from_name(Preset::TABLE).unwrap().settings();
    let config = Config::resolve(&Settings { data, ..preset }).unwrap();
    let sha256 = setup.config().data_sha256.clone();
    assert_eq!(*setup.config(), Config { data_sha256: sha256.clone(), ..config });
    assert_eq!(sha256.as_ref(), Some(&setup.overview.sha256));
    assert_eq!(
        (setup.columns(Role::Input), setup.columns(Role::Target)),
        (&[1, 2, 3][..], &[3][..])
    );
    assert!(setup.refusal().is_none() && setup.outline().is_some());
}

#[test]
fn columns_are_named_where_they_are_chosen() {
    let mut setup = setup();
    setup.set_role(2, Role::Input, false);
    setup.set_role(1, Role::Target, true);
    setup.set_role(3, Role::Target, false);
    assert_eq!(
        (&setup.config().inputs[..], &setup.config().targets[..]),
        (&["a".to_owned(), "b".to_owned()][..], &["a".to_owned()][..])
    );
    setup.set_role(2, Role::Input, true);
    assert!(setup.config().inputs.is_empty(), "all, as by itself");
    // Neither times nor texts can be anything.
    let before = setup.config().clone();
    for column in [0, 4] {
        setup.set_role(column, Role::Input, true);
        assert!(!setup.has(column, Role::Input));
    }
    assert_eq!(*setup.config(), before);
}

#[test]
fn without_columns_there_is_nothing_to_train() {
    let mut setup = setup();
    setup.read_all(false);
    is_refused(&setup, Field::Inputs, "no input is chosen; there can be 1 to 32");
    setup.read_all(true);
    assert_eq!(setup.columns(Role::Input), [1, 2, 3]);
    setup.set_role(3, Role::Target, false);
    is_refused(&setup, Field::Targets, "no target is chosen; there can be 1 to 8");
}

#[test]
fn more_columns_than_can_be_read_are_refused_in_the_readers_words() {
    let names: Vec<String> = (0..40).map(|column| format!("c{column}")).collect();
    let rows = vec![vec!["1"; 40].join(","); 200];
    let mut setup = setup_of(&format!("{}\n{}\n", names.join(","), rows.join("\n")));
    is_refused(&setup, Field::Inputs, "no input is chosen; there can be 1 to 32");
    assert_eq!(setup.columns(Role::Target), [39]);
    setup.read_all(true);
    is_refused(&setup, Field::Inputs, "40 inputs named, but there can be 1 to 32");
    (0..10).for_each(|column| setup.set_role(column, Role::Input, false));
    setup.set_role(0, Role::Target, true);
    assert!(setup.refusal().is_none(), "{:?}", setup.refusal());
}

#[test]
fn what_does_not_fit_is_said_of_the_setting_to_blame() {
    let change = |change: Settings| {
        let mut setup = setup();
        setup.change(&change);
        refused(&setup)
    };
    let none = Settings::default();
    let (field, reason) = change(Settings { horizon: Some(400), ..none.clone() });
    assert_eq!(field, Field::Horizon);
    assert_eq!(
        reason,
        "400 rows leave no sample at horizon 400: there must be more rows than that"
    );
    let (field, reason) = change(Settings { time_steps: Some(2000), ..none.clone() });
    assert_eq!(field, Field::TimeSteps);
    assert!(reason.ends_with("time_steps = 279 would fit, or a larger training part"), "{reason}");
    let (field, reason) = change(Settings { missing: Some(Missing::Error), ..none.clone() });
    assert_eq!(
        (field, reason.starts_with("\"wind\" has no number in row 6 (line 7)")),
        (Field::Missing, true)
    );
    let (field, _) = change(Settings {
        state: Some(StateMode::Carry),
        stride: Some(Stride::Samples(2)),
        ..none
    });
    assert_eq!(field, Field::Stride);
}

#[test]
fn borders_stay_in_their_order_and_parts_make_a_whole() {
    let mut setup = setup();
    for (border, percent, expected) in [
        (0, 60.0, "60/25/15"),
        (0, 99.0, "85/0/15"),
        (1, 10.0, "85/0/15"),
        (1, 90.0, "85/5/10"),
        (0, 0.0, "1/89/10"),
        (1, 200.0, "1/99/0"),
    ] {
        setup.move_border(border, percent);
        assert_eq!(setup.config().split.to_string(), expected);
    }
    setup.set_training(50.0);
    assert_eq!(setup.config().split.to_string(), "50/50/0");
    setup.move_border(1, 60.0);
    setup.set_training(80.0);
    assert_eq!(setup.config().split.to_string(), "80/0/20");
    // What is typed is what a recipe has, though 30.1 + 1.8 isn't 31.9 in binary.
    for [train, validation] in [[30.1, 1.8], [1.0, 15.9], [1.1, 1.2], [33.3, 33.3]] {
        setup.set_training(train);
        setup.move_border(1, train + validation);
        let Split { train: own, validation: found, test } = setup.config().split;
        assert_eq!((own, found), (train, validation));
        assert!((own + found + test - 100.0).abs() < 1e-9);
    }
}

#[test]
fn without_a_validation_part_nobody_is_patient() {
    let mut setup = setup();
    assert_eq!(setup.config().patience, Some(20));
    setup.move_border(1, 70.0);
    assert!(setup.refusal().is_none(), "{:?}", setup.refusal());
    assert_eq!(setup.config().patience, None);
    setup.move_border(1, 80.0);
    assert_eq!(setup.config().patience, Some(20), "what a drag passed through stays");
}

#[test]
fn the_table_of_a_run_has_its_choices_and_keeps_its_other_settings() {
    let overview = Overview::parse(text(400).as_bytes(), &["-999".to_owned()]).unwrap();
    let config = Config {
        data: DataChoice::File("/x.csv".into()),
        inputs: vec!["b".to_owned(), "a".to_owned()],
        targets: vec!["wind".to_owned()],
        cell: Cell::Lstm,
        hidden: 7,
        horizon: 3,
        ..Config::default()
    };
    let mut setup = TableSetup::of_run(&config, overview);
    assert_eq!((setup.columns(Role::Input), setup.columns(Role::Target)), (&[3, 1][..], &[2][..]));
    setup.set_role(2, Role::Input, true);
    let made = setup.config();
    assert_eq!(made.inputs, ["b", "a", "wind"], "their order is the user's");
    assert_eq!((made.cell, made.hidden, made.horizon), (Cell::Lstm, 7, 3));
    assert_eq!(made.missing_value, ["-999"]);
}

#[test]
fn a_file_that_is_read_again_keeps_what_was_chosen() {
    let mut setup = setup();
    setup.set_role(2, Role::Input, false);
    setup.change(&Settings { horizon: Some(4), ..Settings::default() });
    let changed = text(300).replace("time,a,wind,b,", "time,c,wind,b,");
    let setup = setup.read_again(Overview::parse(changed.as_bytes(), &[]).unwrap());
    assert_eq!(setup.columns(Role::Input), [3], "the other one is gone");
    assert_eq!((setup.config().horizon, setup.overview.rows), (4, 300));
    assert_eq!(setup.config().data_sha256.as_ref(), Some(&setup.overview.sha256));
}

#[test]
fn values_that_count_as_missing_are_undone_by_reading_once_more() {
    let read = |marks: &[String]| Overview::parse(text(400).as_bytes(), marks).unwrap();
    let mut setup = setup();
    setup.change(&Settings { horizon: Some(4), ..Settings::default() });
    setup.note();
    let marks = ["-999".to_owned()];
    let mut setup = setup.read_again(read(&marks));
    assert_eq!(setup.config().missing_value, marks);
    assert_eq!(setup.reads_other_values(), None);
    setup.undo();
    assert_eq!(setup.reads_other_values(), Some(&[][..]), "and so it is read again");
    let mut setup = setup.read_again(read(&[]));
    assert_eq!((setup.reads_other_values(), setup.config().horizon), (None, 4));
    setup.undo();
    assert_eq!(setup.config().horizon, 1, "what was chosen before can be undone, too");
    setup.redo();
    setup.redo();
    assert_eq!(setup.reads_other_values(), Some(&marks[..]));
}

#[test]
fn a_window_is_the_first_rows_and_the_answers_ahead_of_them() {
    let mut setup = setup();
    setup.change(&Settings { time_steps: Some(6), horizon: Some(2), ..Settings::default() });
    let window = setup.first_window().unwrap();
    assert_eq!((window.time_steps, window.horizon, window.inputs.len()), (6, 2, 3));
    let wind = window.inputs.iter().find(|line| line.column == 2).unwrap();
    // Row 5 has a gap, which is filled as the samples will be.
    assert_eq!(wind.values, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(window.targets[0].values, [2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
    setup.read_all(false);
    assert!(setup.first_window().is_none());
}

#[test]
fn a_try_that_failed_is_said_until_something_is_changed() {
    let mut setup = setup();
    setup.refuse(DataError::new(Field::Data, TableError::Empty));
    let said = |language: Language| language.within(|| refused(&setup).1);
    for language in [Language::English, Language::Chinese] {
        assert_eq!(said(language), Wording::of(language).table.empty);
    }
    assert!(setup.outline().is_none());
    setup.change(&Settings { horizon: Some(2), ..Settings::default() });
    assert!(setup.refusal().is_none());
}

#[test]
fn training_begins_a_run_that_runs_also_after_a_pause() {
    let mut session = Session::new(Recipe::default(), Pace::Max, Until::default(), false).0;
    assert_eq!(session.status, Status::Paused(PauseReason::Asked));
    let config = setup().config().clone();
    let commands = session.act(Action::Train(Box::new(config.clone())));
    assert!(
        matches!(&commands[..], [Command::Start { run: 2, recipe, playing: true }] if recipe.config == config)
    );
    assert_eq!((session.is_running(), session.controls), (true, config));
}

#[test]
fn the_first_validation_is_that_of_the_first_epoch_or_of_so_many_steps() {
    let mut setup = setup();
    let steps = setup.outline().unwrap().steps;
    assert_eq!(setup.first_validation(), Some(steps));
    let every = Some(ValidateEvery::Steps(500));
    setup.change(&Settings { validate_every: every, ..Settings::default() });
    assert_eq!(setup.first_validation(), Some(500));
    setup.move_border(1, 70.0);
    assert_eq!(setup.first_validation(), None, "there is no validation part");
}

#[test]
fn choices_are_undone_and_done_again_as_they_were_noted() {
    let mut setup = setup();
    let begun = setup.config().clone();
    assert_eq!((setup.undo_sentence(&ENGLISH), setup.redo_sentence(&ENGLISH)), (None, None));
    setup.undo();
    assert_eq!(*setup.config(), begun);
    // All of a drag is one choice.
    (2..6).for_each(|rows| setup.change(&Settings { horizon: Some(rows), ..Settings::default() }));
    setup.note();
    setup.set_role(2, Role::Input, false);
    assert_eq!(setup.undo_sentence(&ENGLISH).unwrap(), "inputs 3 of 5");
    setup.undo();
    assert_eq!((setup.columns(Role::Input), setup.config().horizon), (&[1, 2, 3][..], 5));
    assert_eq!(setup.redo_sentence(&ENGLISH).unwrap(), "inputs 2 of 5");
    assert_eq!(setup.undo_sentence(&ENGLISH).unwrap(), "horizon 1");
    setup.undo();
    assert_eq!((setup.config(), setup.undo_sentence(&ENGLISH)), (&begun, None));
    assert!(setup.outline().is_some());
    (0..3).for_each(|_| setup.redo());
    assert_eq!((setup.columns(Role::Input), setup.config().horizon), (&[1, 3][..], 5));
    // Another choice is where one goes on from.
    setup.undo();
    setup.read_all(false);
    setup.note();
    assert_eq!(setup.redo_sentence(&ENGLISH), None);
    setup.undo();
    assert_eq!(setup.columns(Role::Input), [1, 2, 3]);
}
