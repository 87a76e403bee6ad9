//! What the files promise: whole or not at all, numbers to the bit, names that never collide.

use std::fs;
use std::path::Path;
use std::sync::Barrier;

use proptest::prelude::*;
use tempfile::TempDir;

use super::atomic::AtomicFile;
use super::csv::{self, MetricsWriter, PredictionsWriter, Samples};
use super::{ExportError, atomic, name};

pub(super) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_replaces_the_older_one_and_makes_its_folders() {
    let folder = folder();
    let path = folder.path().join("a/b/run.toml");
    atomic::write(&path, b"old").unwrap();
    atomic::write(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(path.parent().unwrap()), ["run.toml"]);
}

#[test]
fn until_it_is_committed_the_older_file_is_there_and_afterwards_nothing_else() {
    let folder = folder();
    let path = folder.path().join("metrics.csv");
    atomic::write(&path, b"old").unwrap();
    let mut file = AtomicFile::create(&path).unwrap();
    file.append(&[b'x'; 1_000_000]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"old");
    drop(file);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["metrics.csv"]);
}

#[test]
fn what_a_killed_program_left_is_taken_away_and_what_another_writes_is_not() {
    let folder = folder();
    let left = folder.path().join(".rnnscope-Dead01.part");
    fs::write(&left, b"half a table").unwrap();
    fs::write(folder.path().join(".rnnscope-notes"), b"somebody's").unwrap();
    let mut under_way = AtomicFile::create(&folder.path().join("metrics.csv")).unwrap();
    under_way.append(b"step").unwrap();
    atomic::write(&folder.path().join("run.toml"), b"").unwrap();
    assert!(!left.exists());
    under_way.commit().unwrap();
    assert_eq!(names(folder.path()), [".rnnscope-notes", "metrics.csv", "run.toml"]);
}

#[test]
fn a_failed_commit_leaves_nothing_temporary() {
    let folder = folder();
    let path = folder.path().join("weights");
    let mut file = AtomicFile::create(&path).unwrap();
    file.append(b"new").unwrap();
    // A folder that came into the way: a file can't replace it.
    fs::create_dir_all(path.join("inside")).unwrap();
    assert!(matches!(file.commit(), Err(ExportError::Write { .. })));
    assert_eq!(names(folder.path()), ["weights"]);
    assert_eq!(names(&path), ["inside"]);
}

#[test]
fn a_folder_that_cannot_be_is_named_in_one_sentence() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, b"").unwrap();
    let error = atomic::write(&file.join("run.toml"), b"").unwrap_err().to_string();
    assert_eq!(
        error,
        format!("{} can't be written: a part of its path is a file, not a folder", file.display())
    );
    let error = atomic::write(folder.path(), b"").unwrap_err().to_string();
    assert_eq!(
        error,
        format!("{} can't be written: it is a folder, not a file", folder.path().display())
    );
}

#[test]
fn a_file_that_moves_keeps_every_byte_though_its_name_is_gone() {
    let (here, there) = (folder(), folder());
    let mut file = AtomicFile::create(&here.path().join("metrics.csv")).unwrap();
    let rows: Vec<String> = (0..40_000).map(|row| format!("{row},0.5\n")).collect();
    let (before, after) = rows.split_at(30_000);
    before.iter().for_each(|row| file.append(row.as_bytes()).unwrap());
    fs::remove_dir_all(here.path()).unwrap();
    file.move_to(there.path()).unwrap();
    after.iter().for_each(|row| file.append(row.as_bytes()).unwrap());
    file.commit().unwrap();
    assert_eq!(names(there.path()), ["metrics.csv"]);
    assert_eq!(fs::read_to_string(there.path().join("metrics.csv")).unwrap(), rows.concat());
}

#[test]
fn what_cannot_be_written_is_told_by_trying_and_nothing_is_left() {
    let folder = folder();
    let (new, old) = (folder.path().join("new"), folder.path().join("old"));
    fs::write(&old, "as it was").unwrap();
    atomic::try_writing(&new).unwrap();
    atomic::try_writing(&old).unwrap();
    let long = folder.path().join("x".repeat(300));
    let error = atomic::try_writing(&long).unwrap_err().to_string();
    assert!(error.contains("can't be written: ") && error.contains("too long"), "{error}");
    assert_eq!(names(folder.path()), ["old"]);
    assert_eq!(fs::read_to_string(&old).unwrap(), "as it was");
}

#[cfg(unix)]
#[test]
fn files_have_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
    atomic::write(&ours, b"").unwrap();
    fs::write(&plain, b"").unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&ours), mode(&plain));
}

/// The text that `write` makes of a metrics file.
fn metrics(rows: &[(u64, f32, f32, f32)]) -> String {
    let folder = folder();
    let path = folder.path().join("metrics.csv");
    let file = AtomicFile::create(&path).unwrap();
    let mut writer = MetricsWriter::create(file, ["loss", "grad_norm", "learning_rate"]).unwrap();
    for (step, loss, norm, rate) in rows {
        writer.row(*step, [*loss, *norm, *rate].map(Some)).unwrap();
    }
    writer.into_file().commit().unwrap();
    fs::read_to_string(path).unwrap()
}

#[test]
fn metrics_have_their_header_and_short_numbers() {
    let text = metrics(&[(1, 0.7, 1.5, 0.02), (2, 0.1 + 0.2, 1e-7, 0.02)]);
    assert_eq!(text, "step,loss,grad_norm,learning_rate\n1,0.7,1.5,0.02\n2,0.3,1e-7,0.02\n");
}

#[test]
fn what_a_step_has_no_value_of_is_an_empty_cell() {
    let mut text = csv::metrics_header(["loss", "other", "more"]);
    csv::add_metrics(&mut text, 7, [Some(0.5), None, None]);
    csv::add_metrics(&mut text, 8, [Some(0.5), Some(f32::INFINITY), Some(f32::NAN)]);
    assert_eq!(text, "step,loss,other,more\n7,0.5,,\n8,0.5,,\n");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn metrics_read_back_to_the_bit(
        values in prop::collection::vec((any::<u64>(), any::<f32>(), any::<f32>(), any::<f32>()), 1..20),
    ) {
        for (line, row) in metrics(&values).lines().skip(1).zip(&values) {
            let fields: Vec<&str> = line.split(',').collect();
            prop_assert_eq!(fields[0].parse(), Ok(row.0));
            for (text, value) in fields[1..].iter().zip([row.1, row.2, row.3]) {
                if !value.is_finite() {
                    prop_assert_eq!(*text, "");
                    continue;
                }
                prop_assert_eq!(text.parse::<f32>().unwrap().to_bits(), value.to_bits());
                // The standard library's scientific notation has the fewest digits that suffice.
                let digits = |text: &str| text.split('e').next().unwrap().trim_end_matches(".0")
                    .replace(['.', '-'], "").trim_start_matches('0').trim_end_matches('0').len();
                let shortest = format!("{value:e}");
                prop_assert_eq!(digits(text), digits(&shortest));
            }
        }
    }
}

#[test]
fn predictions_stand_row_after_row() {
    let folder = folder();
    let path = folder.path().join("predictions.csv");
    let mut writer = PredictionsWriter::create(AtomicFile::create(&path).unwrap()).unwrap();
    let t = [1e7 * std::f64::consts::PI, 0.1];
    let row =
        Samples { t: &t, input: &[0.0, 0.5], target: &[1.0, -0.25], prediction: &[0.75, 1e-9] };
    writer.window(7, [row, row]).unwrap();
    let short = Samples { prediction: &[], ..row };
    let error = writer.window(8, [short]).unwrap_err().to_string();
    assert!(error.ends_with("must be equally many, not [2, 2, 2, 0]"), "{error}");
    writer.into_file().commit().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "step,row,t,input,target,prediction");
    assert_eq!(lines[1], "7,0,31415926.535897933,0.0,1.0,0.75");
    assert_eq!(lines[2], "7,0,0.1,0.5,-0.25,1e-9");
    assert_eq!(&lines[3..], ["7,1,31415926.535897933,0.0,1.0,0.75", "7,1,0.1,0.5,-0.25,1e-9"]);
    assert_eq!(lines[1].split(',').nth(2).unwrap().parse(), Ok(t[0]));
}

#[test]
fn channels_have_names_where_there_are_several() {
    let header = csv::predictions_header;
    assert_eq!(header(&["a, b"], &["c"]), csv::PREDICTIONS);
    assert_eq!(
        header(&["a, b", "c"], &["d"]),
        "step,row,t,\"input:a, b\",input:c,target:d,prediction:d\n"
    );
    let folder = folder();
    let path = folder.path().join("predictions.csv");
    let file = AtomicFile::create(&path).unwrap();
    let mut writer = PredictionsWriter::with_channels(file, &["a", "b"], &["c"]).unwrap();
    let samples = Samples {
        t: &[1.0, 2.0],
        input: &[0.1, 1e9, 0.3, -1e-300],
        target: &[0.5, 0.6],
        prediction: &[0.7, 0.8],
    };
    writer.window(7, [samples]).unwrap();
    let short = Samples { input: &samples.input[1..], ..samples };
    let error = writer.window(8, [short]).unwrap_err();
    assert!(matches!(error, ExportError::Samples { lengths: [2, 3, 2, 2], .. }), "{error}");
    writer.into_file().commit().unwrap();
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "step,row,t,input:a,input:b,target:c,prediction:c\n\
         7,0,1.0,0.1,1000000000.0,0.5,0.7\n7,0,2.0,0.3,-1e-300,0.6,0.8\n"
    );
}

#[test]
fn losses_over_the_validation_part_have_their_step_and_epoch() {
    let mut text = csv::VALIDATION.to_owned();
    csv::add_validation(&mut text, 25, 1, 0.125_f32);
    csv::add_validation(&mut text, 50, 3, 1e-7_f32);
    csv::add_validation(&mut text, 75, 4, f32::INFINITY);
    csv::add_validation(&mut text, 100, 5, f32::NAN);
    // Every reader of CSV knows what an empty cell is.
    assert_eq!(text, "step,epoch,loss\n25,1,0.125\n50,3,1e-7\n75,4,\n100,5,\n");
}

#[test]
fn pictures_never_overwrite_each_other() {
    let folder = folder();
    let pictures = folder.path().join("pictures");
    let stem = name::stem(1, 120);
    for bytes in [b"1", b"2", b"3"] {
        let path = name::save_new(&pictures, &stem, "png", bytes).unwrap();
        assert_eq!(fs::read(path).unwrap(), bytes);
    }
    let expected = ["", "-2", "-3"].map(|number| format!("rnnscope-run1-step000120{number}.png"));
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(names(&pictures), expected);
}

#[test]
fn files_that_belong_together_have_one_number() {
    let folder = folder();
    let file = |suffix, extension, bytes| name::NewFile { suffix, extension, bytes };
    name::save_all_new(folder.path(), "s", &[file("", "csv", b"1")]).unwrap();
    let both = [file("", "csv", b"2"), file("-map", "svg", b"2")];
    name::save_all_new(folder.path(), "s", &both).unwrap();
    name::save_all_new(folder.path(), "s", &both[1..]).unwrap();
    assert_eq!(names(folder.path()), ["s-2.csv", "s-map-2.svg", "s-map.svg", "s.csv"]);
}

#[test]
fn a_cell_of_a_table_holds_any_text() {
    let cells = ["GRU", "a, b", "say \"a\"", "two\nlines"].map(csv::quoted);
    assert_eq!(cells, ["GRU", "\"a, b\"", "\"say \"\"a\"\"\"", "\"two\nlines\""]);
}

#[test]
fn threads_that_save_at_once_get_a_file_each() {
    let folder = folder();
    let start = Barrier::new(8);
    let save = &|bytes: [u8; 1]| {
        start.wait();
        name::save_new(folder.path(), "picture", "png", &bytes).unwrap()
    };
    let paths: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|i| scope.spawn(move || save([i]))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(names(folder.path()).len(), 8);
    for (i, path) in paths.iter().enumerate() {
        assert_eq!(fs::read(path).unwrap(), [i as u8]);
    }
}

#[test]
fn a_folder_without_permission_is_one_sentence() {
    // Holds for every user, unlike permission bits.
    let path = Path::new("/proc/pictures");
    if cfg!(target_os = "linux") {
        let error = name::save_new(path, "picture", "png", b"").unwrap_err().to_string();
        assert!(error.starts_with("/proc/pictures can't be written: "), "{error}");
        assert!(!error.contains("os error"), "{error}");
    }
}
