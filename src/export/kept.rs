//! Tables that came without a file of their own, pasted or drawn: each is kept as a file that is named by its
//! SHA-256, and goes with what is saved of a run on it.

use std::path::{Path, PathBuf};

use super::ExportError;
use super::atomic::{self, AtomicFile};
use crate::regular_file::{self, fingerprint};
use crate::table::Origin;

/// Bytes that such a table may take.
pub const MOST_BYTES: usize = 16 << 20;

/// A table that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTable {
    /// Its file.
    pub path: PathBuf,
    /// The fingerprint of what is in it, in hexadecimal.
    pub sha256: String,
}

/// Keeps a table in `folder`, which is made if need be. The same text is kept once.
///
/// # Errors
/// [`ExportError`], when it is too large or can't be written.
pub fn keep(folder: &Path, text: &str, origin: Origin) -> Result<KeptTable, ExportError> {
    if text.len() > MOST_BYTES {
        return Err(ExportError::TooLarge { bytes: text.len() });
    }
    let sha256 = fingerprint(text.as_bytes());
    let path = folder.join(origin.file_name(text, &sha256));
    if !holds(&path, &sha256) {
        atomic::write(&path, text.as_bytes())?;
    }
    Ok(KeptTable { path, sha256 })
}

/// Puts a copy of a kept table beside a file that was saved, where a recipe looks for it. The copy, if there
/// wasn't one; never in place of another file.
///
/// # Errors
/// [`ExportError`], when the table can't be read, has become another, or its name is taken by another file.
pub fn put_beside(table: &KeptTable, saved: &Path) -> Result<Option<PathBuf>, ExportError> {
    let beside = saved.with_file_name(table.path.file_name().unwrap_or_default());
    if holds(&beside, &table.sha256) {
        return Ok(None);
    }
    let bytes = regular_file::read(&table.path, MOST_BYTES as u64)
        .map_err(|source| ExportError::Read { path: table.path.clone(), source })?;
    if fingerprint(&bytes) != table.sha256 {
        return Err(ExportError::Another(table.path.clone()));
    }
    let mut file = AtomicFile::create(&beside)?;
    file.append(&bytes)?;
    match file.commit_new(&beside)? {
        None => Ok(Some(beside)),
        Some(_) => Err(ExportError::Another(beside)),
    }
}

/// Whether there is a regular file with this fingerprint.
fn holds(path: &Path, sha256: &str) -> bool {
    regular_file::read(path, MOST_BYTES as u64).is_ok_and(|bytes| fingerprint(&bytes) == sha256)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::export::tests::names;

    const TABLE: &str = "a;b\n1;2\n3;4\n";

    #[test]
    fn a_table_is_kept_once_under_the_name_of_its_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let tables = folder.path().join("made/on/the/way");
        let kept = keep(&tables, TABLE, Origin::Pasted).unwrap();
        // As sha256sum prints it.
        let sha256 = "9e28fa04bf8e926e740eeae3562d76180763f286feb882245e8ab32b7717ffd1";
        assert_eq!(kept.sha256, sha256);
        assert_eq!(fs::read_to_string(&kept.path).unwrap(), TABLE);
        assert_eq!(keep(&tables, TABLE, Origin::Pasted).unwrap(), kept);
        assert_eq!(names(&tables), [format!("{}.csv", kept.sha256)]);
        // A curve that was drawn is another file.
        let drawn = keep(folder.path(), TABLE, Origin::Drawn).unwrap();
        assert_eq!(Origin::of_file(&drawn.path), Some((Origin::Drawn, &sha256[..8])));
        // What was spoiled is made good.
        fs::write(&kept.path, "spoiled").unwrap();
        assert_eq!(keep(&tables, TABLE, Origin::Pasted).unwrap(), kept);
        assert_eq!(fs::read_to_string(&kept.path).unwrap(), TABLE);
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let told =
            keep(folder.path(), &"1\n".repeat(MOST_BYTES / 2 + 1), Origin::Pasted).unwrap_err();
        assert!(told.to_string().contains("16 MB"), "{told}");
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn a_copy_lies_beside_what_is_saved_and_replaces_no_other_file() {
        let [kept, saved] = [0; 2].map(|_| tempfile::tempdir().unwrap());
        let recipe = saved.path().join("run.toml");
        let table = keep(kept.path(), TABLE, Origin::Pasted).unwrap();
        let beside = saved.path().join(format!("{}.csv", table.sha256));
        assert_eq!(put_beside(&table, &recipe).unwrap(), Some(beside.clone()));
        assert_eq!(fs::read_to_string(&beside).unwrap(), TABLE);
        assert_eq!(put_beside(&table, &recipe).unwrap(), None);
        fs::write(&beside, "somebody's").unwrap();
        let told = put_beside(&table, &recipe).unwrap_err().to_string();
        assert!(told.contains("is another file"), "{told}");
        assert_eq!(fs::read_to_string(&beside).unwrap(), "somebody's");
        // A table that was changed is no longer the run's.
        fs::remove_file(&beside).unwrap();
        fs::write(&table.path, "changed").unwrap();
        assert!(put_beside(&table, &recipe).is_err());
        assert_eq!(names(saved.path()), [""; 0]);
        fs::remove_file(&table.path).unwrap();
        assert!(put_beside(&table, &recipe).is_err());
    }
}
