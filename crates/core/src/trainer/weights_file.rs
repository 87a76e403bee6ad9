//! Initial weights from a file, held to the fingerprint that a recipe records.

use std::path::{Path, PathBuf};

use super::architecture::Architecture;
use super::{TrainerError, words};
use crate::config::Config;
use crate::data;
use crate::network::Spec;
use crate::network::parameters::{self, Entry};
use crate::weights::{self, Found, Misfit, WeightsError, WeightsFile, sha256_of};
use crate::wording::{complaint, foreign};

/// Whether the files that `config` names can be had, data and initial weights: they are there, have the
/// fingerprints asked for, and fit each other and the network.
///
/// # Errors
/// [`TrainerError::Data`], [`TrainerError::Init`].
pub fn check_files(config: &Config) -> Result<(), TrainerError> {
    held(config).map(|_| ())
}

/// `config` with the fingerprints of the files that it names: whoever trains it later trains on the same
/// data and from the same weights.
///
/// # Errors
/// As [`check_files`].
pub fn held(config: &Config) -> Result<Config, TrainerError> {
    let mut held = config.clone();
    data::open(&mut held)?;
    if let Some(path) = &config.init {
        // The shapes hang on the columns of a table, which is open by now.
        let entries = parameters::layout(&Spec::new(&held));
        load(path, &entries, &mut held)?;
    }
    Ok(held)
}

/// The weights of a network with these settings, from the file at `path`, in the order of its parameters.
///
/// # Errors
/// [`TrainerError::Init`], where the file can't be read or holds another network.
pub fn read_weights(path: &Path, config: &Config) -> Result<Vec<Vec<f32>>, TrainerError> {
    let mut config = Config { init_sha256: None, ..config.clone() };
    let entries = parameters::layout(&Spec::new(&config));
    load(path, &entries, &mut config)
}

/// Reads the values of all variables from the file at `path`, checks its fingerprint where `config`
/// has one, and records path and fingerprint there.
pub(super) fn load(
    path: &Path,
    entries: &[Entry],
    config: &mut Config,
) -> Result<Vec<Vec<f32>>, TrainerError> {
    let error =
        |reason: String| TrainerError::Init { path: path.to_string_lossy().into_owned(), reason };
    let bytes = bytes(path, entries, config).map_err(error)?;
    let found = sha256_of(&bytes);
    if let Some(expected) = config.init_sha256.as_deref().filter(|expected| *expected != found) {
        return Err(error((words().another_file)(&found, expected)));
    }
    let values = values(&bytes, entries).map_err(error)?;
    config.init_sha256 = Some(found);
    config.init = Some(recorded(path));
    Ok(values)
}

/// The path by which a recipe names the file: from the root, so that it is found from whichever folder
/// the recipe is run in. A recipe is text in UTF-8: in a folder whose name isn't, the path stays as it was
/// given.
fn recorded(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).ok().filter(|path| path.to_str().is_some());
    absolute.unwrap_or_else(|| path.to_owned())
}

/// The bytes of the file at `path`, if its header promises exactly these arrays, which are those of
/// `config`'s network: no more is read of another.
fn bytes(path: &Path, entries: &[Entry], config: &Config) -> Result<Vec<u8>, String> {
    let worded = |error: WeightsError| match error {
        WeightsError::Unreadable { reason, .. } => complaint(&reason),
        other => other.to_string(),
    };
    let file = WeightsFile::open(path, words().it).map_err(worded)?;
    let (held, asked) = (Architecture::held_by(&file, config), Architecture::of(config));
    if let Some(held) = held.filter(|held| *held != asked) {
        return Err((words().holds)(&held.to_string(), &held.beside(&asked)));
    }
    let needed: Vec<_> =
        entries.iter().map(|entry| (entry.name.clone(), entry.shape.clone())).collect();
    file.fit(&needed).map_err(|misfit| self::worded(misfit, entries))?;
    file.bytes().map_err(worded)
}

/// The values of all `entries` from the bytes of a file that holds exactly these arrays, or what is
/// wrong with it.
fn values(bytes: &[u8], entries: &[Entry]) -> Result<Vec<Vec<f32>>, String> {
    let arrays = weights::from_bytes(bytes, words().it).map_err(|error| error.to_string())?;
    let mut found = Found::new(arrays);
    let take = |entry: &Entry| found.take(&entry.name, &entry.shape);
    let values = entries.iter().map(take).collect::<Result<_, _>>();
    let values = values.and_then(|values| found.nothing_is_left().map(|()| values));
    values.map_err(|misfit| worded(misfit, entries))
}

fn worded(misfit: Misfit, entries: &[Entry]) -> String {
    match misfit {
        Misfit::Missing(name) => {
            let all: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
            (words().no_tensor)(&name, &all)
        }
        Misfit::Shape { name, found, needed } => {
            let found = foreign(format!("{found:?}"));
            (words().other_shape)(&name, &found, &format!("{needed:?}"))
        }
        Misfit::Superfluous(name) => (words().superfluous)(&foreign(name)),
    }
}
