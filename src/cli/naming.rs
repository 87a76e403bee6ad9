//! Weights files and tables by names that a recipe can hold: recipes are UTF-8, and folders need not be.

use std::path::{Component, Path, PathBuf, absolute};

use super::error::CliError;
use super::overwriting::place;
use super::usage;
use crate::config::{Config, DataChoice};
use crate::recipe::Recipe;

/// The recipe as it can be written into `folder`: the whole paths of its weights file and its table, or,
/// where one isn't UTF-8, the way there from the folder, where a relative name is looked for.
///
/// # Errors
/// [`CliError::Usage`] where that isn't UTF-8 either.
pub(super) fn nameable(recipe: Recipe, folder: &Path) -> Result<Recipe, CliError> {
    Ok(Recipe { config: nameable_config(recipe.config, folder)?, ..recipe })
}

/// The same of a configuration alone.
///
/// # Errors
/// As [`nameable`].
pub(super) fn nameable_config(mut config: Config, folder: &Path) -> Result<Config, CliError> {
    if let Some(init) = &mut config.init {
        *init = nameable_path(init, folder)?;
    }
    if let DataChoice::File(table) = &mut config.data {
        *table = nameable_path(table, folder)?;
    }
    Ok(config)
}

/// The same of a single file.
fn nameable_path(init: &Path, folder: &Path) -> Result<PathBuf, CliError> {
    from(init, folder).ok_or_else(|| CliError::Usage(usage::unnameable(init)))
}

fn from(path: &Path, folder: &Path) -> Option<PathBuf> {
    let is_text = |path: &PathBuf| path.to_str().is_some();
    if is_text(&absolute(path).unwrap_or_else(|_| path.to_owned())) {
        return Some(path.to_owned());
    }
    let (path, folder) = (place(path), place(folder));
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(path.components().skip(shared)).collect()).filter(is_text)
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn the_way_from_the_folder_leaves_out_what_is_no_text() {
        let odd = Path::new("/no").join(OsStr::from_bytes(b"caf\xe9"));
        let from = |path: &str, folder: &str| from(&odd.join(path), &odd.join(folder));
        assert_eq!(from("w", "out"), Some("../w".into()));
        assert_eq!(from("a/w", "a"), Some("w".into()));
        assert_eq!(from("a/w", "b/c"), Some("../../a/w".into()));
        assert_eq!(super::from(&odd.join("w"), Path::new("/no/out")), None);
        assert_eq!(super::from(Path::new("a/../w"), &odd), Some("a/../w".into()));
    }
}
