//! Tables that were opened lately, ready to be trained on.
//!
//! A table is read, cleaned, cut and scaled once for whatever of the settings decides its samples. Who
//! asks again, as every curve, lens and checkpoint does, gets the same samples: they follow from the
//! settings and the file's fingerprint alone, so that nothing hangs on what is kept here but time.

use std::error::Error;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::made;
use crate::config::{Config, DataChoice, DataKind, Field, Missing, Scale, Split};
use crate::table::{Preparation, Samples, Table, TableError, Wanted};
use crate::wording::{DataWords, Sentence, Wording};

/// Bytes of the tables that are kept although nobody uses them; the newest is kept whatever it takes.
const KEPT: usize = 256 << 20;

/// Whoever is told which part of a file was read, and can break off.
pub type Progress<'a> = dyn FnMut(f64) -> ControlFlow<()> + Send + 'a;

/// Why data can't be had; a sentence, and the setting to blame.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{reason}")]
pub struct DataError {
    /// The setting that names what is wrong.
    pub field: Field,
    /// What is wrong, and what would be right.
    pub reason: Sentence,
}

impl DataError {
    /// Something wrong with what a setting says.
    pub fn new(field: Field, reason: impl Error + Send + Sync + 'static) -> Self {
        Self { field, reason: Sentence::of(reason) }
    }

    /// The same, as `words` say it in a language.
    pub(crate) fn worded(
        field: Field,
        words: impl Fn(&'static DataWords) -> String + Send + Sync + 'static,
    ) -> Self {
        Self { field, reason: Sentence::new(move || words(&Wording::in_force().data)) }
    }
}

/// What of a configuration decides the samples of a table.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    data: DataChoice,
    sha256: Option<String>,
    made: (u64, u32),
    columns: (Vec<String>, Vec<String>, Vec<String>),
    horizon: u64,
    split: Split,
    scale: Scale,
    missing: Missing,
}

impl Key {
    fn of(config: &Config) -> Self {
        let columns = (&config.inputs, &config.targets, &config.missing_value);
        Self {
            data: config.data.clone(),
            sha256: config.data_sha256.clone(),
            made: (config.samples, config.data_seed),
            columns: (columns.0.clone(), columns.1.clone(), columns.2.clone()),
            horizon: config.horizon,
            split: config.split,
            scale: config.scale,
            missing: config.missing,
        }
    }
}

/// A table that somebody uses, or has used lately.
#[derive(Debug)]
struct Opened {
    key: Key,
    samples: Weak<Samples>,
    /// The same, of one that was opened lately.
    kept: Option<Arc<Samples>>,
}

/// The newest first.
static OPENED: Mutex<Vec<Opened>> = Mutex::new(Vec::new());

fn found(key: &Key) -> Option<Arc<Samples>> {
    // Whoever panicked while it held the lock has left whole entries.
    let opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    opened.iter().find(|opened| opened.key == *key)?.samples.upgrade()
}

fn keep(key: Key, samples: &Arc<Samples>) {
    let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    opened.retain(|other| other.key != key && other.samples.strong_count() > 0);
    let (samples, kept) = (Arc::downgrade(samples), Some(Arc::clone(samples)));
    opened.insert(0, Opened { key, samples, kept });
    let mut bytes = 0;
    for (at, old) in opened.iter_mut().enumerate() {
        bytes += old.kept.as_deref().map_or(0, Samples::bytes);
        if at > 0 && bytes > KEPT {
            old.kept = None;
        }
    }
}

/// Forgets the tables that were opened lately, as another start of the program has: who asks again reads them.
pub fn forget_tables() {
    OPENED.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// The samples of a table that somebody uses, or has used lately. Nothing is read or made for them: who asks
/// may ask in every frame.
pub(super) fn known(config: &Config) -> Option<Arc<Samples>> {
    found(&Key::of(config))
}

/// The samples of the table that `config` names, which then has its file's fingerprint and a path that
/// holds from any folder. None where `progress`, which is told how far a file was read, has broken off.
///
/// # Errors
/// [`DataError`], where the table can't be had, isn't the one of the fingerprint, or lacks what is asked
/// for.
pub(super) fn open(
    config: &mut Config,
    progress: &mut Progress<'_>,
) -> Result<Option<Arc<Samples>>, DataError> {
    let is_told = config.data.file().is_none() || config.data_sha256.is_some();
    if let Some(samples) = is_told.then(|| found(&Key::of(config))).flatten() {
        return Ok(Some(samples));
    }
    let table = match &config.data {
        DataChoice::Kind(kind) => {
            let table = made(*kind, config.samples as usize, config.data_seed);
            chosen(table, config)?
        }
        DataChoice::File(path) => {
            let path = path.clone();
            let Some((table, sha256)) = read(&path, config, progress)? else { return Ok(None) };
            config.data_sha256 = Some(sha256);
            config.data = DataChoice::File(recorded(&path));
            table
        }
    };
    let notes = table.notes.clone();
    let samples = Samples::of(table, &Preparation::of(config));
    let mut samples = samples.map_err(blamed)?;
    let notes: Vec<Sentence> = notes.into_iter().chain(samples.note.take()).collect();
    samples.note = (!notes.is_empty()).then(|| joined(notes));
    let samples = Arc::new(samples);
    keep(Key::of(config), &samples);
    Ok(Some(samples))
}

/// All notes as one.
fn joined(notes: Vec<Sentence>) -> Sentence {
    Sentence::new(move || {
        let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
        (Wording::in_force().table.notes)(&notes)
    })
}

/// Whether there is a validation part for a run that has patience: a part of a percent may be less than a sample.
///
/// # Errors
/// [`DataError`] where there is none.
pub fn check_patience(config: &Config) -> Result<(), DataError> {
    let is_patient = Field::Patience.belongs(&config.data) && config.patience.is_some();
    match known(config).filter(|samples| is_patient && samples.parts[1].is_empty()) {
        None => Ok(()),
        Some(samples) => {
            let (split, count) = (config.split.to_string(), samples.len());
            Err(DataError::worded(Field::Split, move |words| (words.no_validation)(&split, count)))
        }
    }
}

/// Reads the table's file and holds it to its fingerprint.
fn read(
    path: &Path,
    config: &Config,
    progress: &mut Progress<'_>,
) -> Result<Option<(Table, String)>, DataError> {
    let wanted = Wanted::of(config);
    let unusable = |error: TableError| match error {
        TableError::Unreadable(_) if is_word(path) => or_made(error),
        _ => blamed(error),
    };
    let read = Table::read_told(path, &wanted, progress).map_err(unusable)?;
    let Some((table, sha256)) = read else { return Ok(None) };
    match &config.data_sha256 {
        Some(expected) if *expected != sha256 => {
            let expected = expected.clone();
            let words = move |words: &DataWords| (words.another_file)(&sha256, &expected);
            Err(DataError::worded(Field::Data, words))
        }
        _ => Ok(Some((table, sha256))),
    }
}

/// Whether a path could have been meant as a name of the list.
fn is_word(path: &Path) -> bool {
    path.extension().is_none() && path.components().count() == 1
}

/// Why there is no such table, and what else `data` may be.
fn or_made(error: TableError) -> DataError {
    DataError::worded(field(&error), move |words| {
        let names: Vec<&str> = DataKind::ALL.iter().map(|kind| kind.name()).collect();
        (words.or_made)(&error.to_string(), &names)
    })
}

/// A generator's table with the columns that `config` chooses, where it chooses any.
fn chosen(table: Table, config: &Config) -> Result<Table, DataError> {
    if config.inputs.is_empty() && config.targets.is_empty() {
        return Ok(table);
    }
    table.choosing(&config.inputs, &config.targets).map_err(blamed)
}

/// An error of a table, and the setting to blame for it.
pub(super) fn blamed(error: TableError) -> DataError {
    DataError::new(field(&error), error)
}

/// The setting to blame for what is wrong with a table, or with how it is used.
fn field(error: &TableError) -> Field {
    match error {
        TableError::NoSamples { .. } => Field::Horizon,
        TableError::NoTraining { .. } => Field::Split,
        TableError::Missing { .. } => Field::Missing,
        _ => Field::Data,
    }
}

/// The path by which a recipe names the file: from the root, so that it is found from whichever folder
/// the recipe is run in.
fn recorded(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).ok().filter(|path| path.to_str().is_some());
    absolute.unwrap_or_else(|| path.to_owned())
}
