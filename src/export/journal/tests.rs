//! Whatever a set's renaming was interrupted at, the folder holds one set afterwards.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;

/// What a folder holds: contents by name.
type Files = BTreeMap<String, String>;

fn contents(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let pair = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(pair).collect()
}

fn files(pairs: &[(&str, &str)]) -> Files {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The older set: `c` isn't in the new one, and `d` wasn't in it.
fn old() -> Files {
    files(&[("a", "old a"), ("b", "old b"), ("c", "old c")])
}

fn new() -> Files {
    files(&[("a", "new a"), ("b", "new b"), ("d", "new d")])
}

/// A folder with the older set, and the new one about to take its place.
fn prepared() -> (TempDir, Vec<Move>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in old() {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let begin = |name: &str| {
        let new = format!(".rnnscope-{name}{NEW}");
        fs::write(folder.path().join(&new), format!("new {name}")).unwrap();
        Some(new)
    };
    let to_move = |name: &str, new, replaces| Move { name: name.to_owned(), new, replaces };
    let moves = vec![
        to_move("a", begin("a"), true),
        to_move("b", begin("b"), true),
        to_move("d", begin("d"), false),
        to_move("c", None, true),
    ];
    (folder, moves)
}

/// Every single change that the renaming makes, in its order, as the system would see it.
fn changes(folder: &Path) -> Vec<(PathBuf, Option<PathBuf>)> {
    let at = |name: &str| folder.join(name);
    let aside_of = |name: &str| (at(name), Some(aside(&at(name))));
    let into_place = |name: &str| (at(&format!(".rnnscope-{name}{NEW}")), Some(at(name)));
    let mut all: Vec<_> = ["a", "b", "c"].map(aside_of).to_vec();
    all.extend(["a", "b", "d"].map(into_place));
    all.extend(["a", "b", "c"].map(|name| (aside(&at(name)), None)));
    all.push((at(NAME), None));
    all
}

#[test]
fn all_of_the_new_set_takes_the_place_of_all_of_the_old_one() {
    let (folder, moves) = prepared();
    Journal::new(folder.path(), moves).carry_out().unwrap();
    assert_eq!(contents(folder.path()), new());
}

#[test]
fn it_is_finished_wherever_it_was_interrupted() {
    let count = changes(Path::new("")).len();
    for interrupted in 0..=count {
        let (folder, moves) = prepared();
        let folder = folder.path();
        Journal::new(folder, moves).write().unwrap();
        for (from, to) in changes(folder).into_iter().take(interrupted) {
            match to {
                Some(to) => fs::rename(from, to).unwrap(),
                None => fs::remove_file(from).unwrap(),
            }
        }
        settle(folder).unwrap();
        assert_eq!(contents(folder), new(), "after {interrupted} changes");
    }
}

#[test]
fn it_is_taken_back_where_it_cannot_be_finished() {
    let moves_made = 6;
    for interrupted in 0..moves_made {
        let (folder, moves) = prepared();
        let folder = folder.path();
        Journal::new(folder, moves).write().unwrap();
        for (from, to) in changes(folder).into_iter().take(interrupted) {
            fs::rename(from, to.unwrap()).unwrap();
        }
        // The last of the new files is lost.
        fs::remove_file(folder.join(format!(".rnnscope-d{NEW}"))).unwrap();
        settle(folder).unwrap();
        let mut found = contents(folder);
        found.retain(|name, _| !name.ends_with(NEW));
        assert_eq!(found, old(), "after {interrupted} moves");
    }
}

#[test]
fn a_failure_leaves_the_old_set_and_the_new_files() {
    let (folder, moves) = prepared();
    let folder = folder.path();
    // A file can't take the name of a folder that came into the way.
    fs::create_dir(folder.join("d")).unwrap();
    let error = Journal::new(folder, moves).carry_out().unwrap_err().to_string();
    assert!(error.starts_with(&folder.join("d").display().to_string()), "{error}");
    fs::remove_dir(folder.join("d")).unwrap();
    let (mut expected, found) = (old(), contents(folder));
    expected
        .extend(new().iter().map(|(name, text)| (format!(".rnnscope-{name}{NEW}"), text.clone())));
    assert_eq!(found, expected);
}

#[test]
fn what_went_aside_for_a_trial_only_comes_back() {
    let (folder, _) = prepared();
    let path = folder.path().join("a");
    try_replacing(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "old a");
    set_aside(&path).unwrap();
    settle(folder.path()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "old a");
}

#[test]
fn a_journal_that_makes_no_sense_moves_nothing() {
    let texts = [
        "",
        "rnnscope 2\na\t\treplaces\n",
        "rnnscope 1\na\n",
        "rnnscope 1\n../a\t\treplaces\n",
        "rnnscope 1\na\tb\treplaces\n",
        "rnnscope 1\na\t/etc/.rnnscope-x.new\treplaces\n",
        "rnnscope 1\n\t\treplaces\n",
    ];
    for text in texts {
        let (folder, _) = prepared();
        fs::write(folder.path().join(NAME), text).unwrap();
        settle(folder.path()).unwrap();
        let mut found = contents(folder.path());
        found.retain(|name, _| !name.ends_with(NEW));
        assert_eq!(found, old(), "{text:?}");
    }
}
