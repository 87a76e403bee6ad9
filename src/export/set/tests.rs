//! A folder holds one set, and one program at a time writes it.

use std::fs;

use super::*;
use crate::export::tests::{folder, names};

fn save(folder: &Path, set: &[&str], text: &str) {
    let members = set.iter().map(|name| Member::of(*name, text)).collect();
    FileSet::open(folder, set).unwrap().save(members).unwrap();
}

fn sorted(set: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = set.iter().map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_second_who_comes_is_sent_away_until_the_first_is_done() {
    let folder = folder();
    let first = FileSet::open(folder.path(), &RUN).unwrap();
    let error = FileSet::open(folder.path(), &SWEEP).unwrap_err();
    assert!(matches!(error, ExportError::Taken(_)), "{error}");
    drop(first);
    assert!(names(folder.path()).is_empty());
    FileSet::open(folder.path(), &SWEEP).unwrap();
}

#[test]
fn an_older_set_goes_with_its_last_file_and_nobody_elses_does() {
    let folder = folder();
    let out = folder.path().join("a/b");
    save(&out, &SWEEP, "sweep");
    fs::write(out.join("notes.txt"), "mine").unwrap();
    save(&out, &RUN, "run");
    let mut expected = sorted(&RUN);
    expected.push("notes.txt".to_owned());
    expected.sort();
    assert_eq!(names(&out), expected);
    // A recipe alone is no set: it may be written by hand.
    fs::remove_file(out.join(METRICS)).unwrap();
    save(&out, &SWEEP, "sweep");
    assert!(out.join(RECIPE).exists() && out.join(RUNS).exists());
}

#[test]
fn what_a_table_left_goes_with_its_run_and_a_single_table_of_that_name_does_not() {
    let folder = folder();
    let out = folder.path();
    // Somebody's own.
    fs::write(out.join(FORECAST), "mine").unwrap();
    save(out, &RUN, "run");
    assert_eq!(fs::read_to_string(out.join(FORECAST)).unwrap(), "mine");
    let all: Vec<&str> = RUN.iter().chain(&OF_A_TABLE).copied().collect();
    save(out, &all, "table");
    assert_eq!(names(out), sorted(&all));
    // The next table has no validation part and no forecast.
    let some = &all[..all.len() - 3];
    save(out, some, "another");
    assert_eq!(names(out), sorted(some));
    save(out, &all, "table");
    save(out, &RUN, "run");
    assert_eq!(names(out), sorted(&RUN));
    save(out, &all, "table");
    save(out, &SWEEP, "sweep");
    assert_eq!(names(out), sorted(&SWEEP));
}

#[test]
fn what_a_killed_program_left_goes() {
    let folder = folder();
    save(folder.path(), &RUN, "old");
    fs::write(folder.path().join(".rnnscope-Dead01.new"), "half a table").unwrap();
    fs::write(folder.path().join(".rnnscope.lock"), "").unwrap();
    save(folder.path(), &RUN, "new");
    assert_eq!(names(folder.path()), sorted(&RUN));
    assert_eq!(fs::read_to_string(folder.path().join(RECIPE)).unwrap(), "new");
}

#[test]
fn what_cannot_be_where_it_belongs_is_whole_elsewhere() {
    let folder = folder();
    let out = folder.path().join("out");
    let set = FileSet::open(&out, &RUN).unwrap();
    let mut table = set.begin(METRICS).unwrap();
    table.append(b"rows").unwrap();
    // Somebody takes the folder away while the run trains.
    fs::remove_dir_all(&out).unwrap();
    let members = vec![Member::written(METRICS, table), Member::of(RECIPE, "recipe")];
    let error = set.save(members).unwrap_err();
    let ExportError::Elsewhere { folder: elsewhere, .. } = &error else { panic!("{error}") };
    assert_eq!(names(elsewhere), [METRICS, RECIPE]);
    assert_eq!(fs::read_to_string(elsewhere.join(METRICS)).unwrap(), "rows");
    assert!(error.to_string().contains(&elsewhere.display().to_string()), "{error}");
    fs::remove_dir_all(elsewhere).unwrap();
}
