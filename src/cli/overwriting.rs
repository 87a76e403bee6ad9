//! No file that a run writes takes the place of one it reads, or of another that it writes.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::CliError;
use super::options::Arguments;
use super::recorder::RESULTS;
use super::usage;
use crate::recipe::Recipe;

/// Refuses names of which one would overwrite the other, while nothing has been trained or written.
///
/// # Errors
/// [`CliError::Usage`], which says what would be lost and where it is.
pub(super) fn refuse(recipe: &Recipe, arguments: &Arguments) -> Result<(), CliError> {
    let options = &arguments.train_options;
    let results: Vec<PathBuf> = RESULTS.iter().map(|name| options.out.join(name)).collect();
    let checkpoint = options.checkpoint.as_slice();
    let (init, input) = (recipe.config.init.as_slice(), arguments.recipe.as_slice());
    // A run that repeats itself in its own folder leaves its recipe as it is.
    let lost = if input.iter().any(|path| holds(path, recipe)) { &[] } else { input };
    let pairs = [
        (checkpoint, init, "the checkpoint", "the run's initial weights", "name"),
        (checkpoint, input, "the checkpoint", "the file that the run begins from", "name"),
        (checkpoint, &results, "the checkpoint", "the run's results", "name"),
        (&results, init, "the run", "its own initial weights", "--out"),
        (&results, lost, "the run", "the file that it begins from", "--out"),
    ];
    for (written, kept, what, over, other) in pairs {
        let kept: Vec<PathBuf> = kept.iter().map(|path| place(path)).collect();
        if let Some(path) = written.iter().find(|path| kept.contains(&place(path))) {
            return Err(CliError::Usage(usage::overwrites(what, over, path, other)));
        }
    }
    Ok(())
}

/// Whether a file is what is written of this recipe.
fn holds(path: &Path, recipe: &Recipe) -> bool {
    fs::read(path).is_ok_and(|text| text == recipe.to_toml().as_bytes())
}

/// Whether two paths lead to one file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    place(one) == place(other)
}

/// Where a path leads, links resolved as far as it exists: two names of one file have the same place.
fn place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            // Above the root is the root.
            Component::ParentDir => _ = place.pop(),
            part => place.push(part),
        }
        place = fs::canonicalize(&place).unwrap_or(place);
    }
    place
}
