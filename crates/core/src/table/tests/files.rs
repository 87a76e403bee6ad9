//! Files: what isn't one, and what changes while it is read.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write as _};
use std::path::Path;

use super::super::read::read_from;
use super::*;

fn said(path: &Path) -> String {
    Table::read(path, &Wanted::default()).unwrap_err().to_string()
}

#[test]
fn a_file_is_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    std::fs::write(&path, "abc").unwrap();
    assert_eq!(said(&path), "it has a header and no rows below it");
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    let (table, digest) = Table::read(&path, &Wanted::default()).unwrap();
    assert_eq!(names(&table), ["a", "b"]);
    // printf 'a,b\n1,2\n' | sha256sum
    assert_eq!(digest, "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
}

#[test]
fn what_is_no_file_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(said(&folder.path().join("none.csv")), "there is no such file or folder");
    assert_eq!(said(folder.path()), "it is a folder, not a file");
    std::fs::write(folder.path().join("a.xlsx"), "a,b\n1,2\n").unwrap();
    assert!(said(&folder.path().join("a.xlsx")).starts_with("it is a spreadsheet"));
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    assert!(said(&folder.path().join("empty.csv")).starts_with("it is empty"));
}

#[test]
#[cfg(unix)]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    assert_eq!(said(&pipe), "it is a pipe, not a regular file");
    assert!(said(Path::new("/dev/zero")).contains("device"));
}

/// A file that something happens to each time it is rewound.
struct Restless<F: FnMut(&mut File)> {
    file: File,
    happens: F,
}

impl<F: FnMut(&mut File)> Read for Restless<F> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.file.read(buffer)
    }
}

impl<F: FnMut(&mut File)> Seek for Restless<F> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        (self.happens)(&mut self.file);
        self.file.seek(to)
    }
}

/// A table whose first look takes the second column for no numbers, so that it is read twice.
fn deceiving() -> String {
    format!("a,b\n{}{}", "1,x\n".repeat(look::ROWS), "2,2\n".repeat(100 * look::ROWS))
}

#[test]
fn a_file_that_changes_between_two_passes_is_refused() {
    let text = deceiving();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.rewind().unwrap();
    let mut passes = 0;
    let happens = |file: &mut File| {
        passes += 1;
        if passes == 2 {
            file.seek(SeekFrom::End(-2)).unwrap();
            file.write_all(b"3").unwrap();
        }
    };
    let read = read_from(&mut Restless { file, happens }, text.len() as u64, &Wanted::default());
    assert!(matches!(read, Err(TableError::Changed)));
    assert_eq!(passes, 2);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    std::fs::write(&path, "a\n1\n2\n").unwrap();
    let file = File::open(&path).unwrap();
    let before = file.metadata().unwrap();
    assert!(super::super::read::is_unchanged(&before, &file.metadata().unwrap()));
    File::options().append(true).open(&path).unwrap().write_all(b"3").unwrap();
    assert!(!super::super::read::is_unchanged(&before, &file.metadata().unwrap()));
    // Only what was there at first is read, however much comes after.
    let (table, _) = read_from(&mut &file, before.len(), &Wanted::default()).unwrap();
    assert_eq!(table.columns[0].values, [1.0, 2.0]);
    // What is cut off isn't waited for.
    File::options().write(true).open(&path).unwrap().set_len(4).unwrap();
    (&file).rewind().unwrap();
    let (table, _) = read_from(&mut &file, before.len(), &Wanted::default()).unwrap();
    assert_eq!(table.columns[0].values, [1.0]);
}

#[test]
#[cfg(unix)]
fn a_file_that_vanishes_is_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    std::fs::write(&path, deceiving()).unwrap();
    let file = File::open(&path).unwrap();
    let length = file.metadata().unwrap().len();
    let happens = |_: &mut File| {
        let _ = std::fs::remove_file(&path);
    };
    let (table, _) =
        read_from(&mut Restless { file, happens }, length, &Wanted::default()).unwrap();
    assert_eq!(names(&table), ["a", "b"]);
}

#[test]
fn a_file_that_fails_is_a_sentence() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::PermissionDenied.into())
        }
    }
    impl Seek for Failing {
        fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
            Ok(0)
        }
    }
    let error = read_from(&mut Failing, 9, &Wanted::default()).unwrap_err();
    assert_eq!(error.to_string(), "permission denied");
}
