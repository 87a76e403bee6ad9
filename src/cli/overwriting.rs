//! No file that a run writes takes the place of one it reads, or of another that it writes.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::CliError;
use super::naming;
use super::options::Arguments;
use super::{texts, usage};
use crate::config::Config;
use crate::export::set;
use crate::race::sweep::SweepPlan;
use crate::recipe::Recipe;

/// Refuses names of which one would overwrite the other, while nothing has been trained or written.
///
/// # Errors
/// [`CliError::Usage`], which says what would be lost and where it is.
pub(super) fn refuse(recipe: &Recipe, arguments: &Arguments) -> Result<(), CliError> {
    let options = &arguments.train_options;
    let results = results(&options.out);
    let checkpoint = options.checkpoint.as_slice();
    let (init, input) = (recipe.config.init.as_slice(), arguments.recipe.as_slice());
    let table = table(&recipe.config);
    // A run that repeats itself in its own folder leaves its recipe as it is.
    let written = naming::nameable(recipe.clone(), &options.out)?;
    let lost = if input.iter().any(|path| holds(path, &written)) { &[] } else { input };
    let words = &texts().overwriting;
    let (name, out) = (words.another_name, words.another_out);
    refuse_pairs(&[
        (checkpoint, init, words.the_checkpoint, words.runs_weights, name),
        (checkpoint, table, words.the_checkpoint, words.runs_data, name),
        (checkpoint, input, words.the_checkpoint, words.runs_file, name),
        (checkpoint, &results, words.the_checkpoint, words.runs_results, name),
        (&results, init, words.the_run, words.own_weights, out),
        (&results, table, words.the_run, words.own_data, out),
        (&results, lost, words.the_run, words.own_file, out),
    ])
}

/// The same for a sweep, whose initial weights may be an earlier run's.
///
/// # Errors
/// [`CliError::Usage`], which says what would be lost and where it is.
pub(super) fn refuse_of_sweep(plan: &SweepPlan, arguments: &Arguments) -> Result<(), CliError> {
    let results = results(&arguments.train_options.out);
    let (init, input) = (plan.base.init.as_slice(), arguments.recipe.as_slice());
    let words = &texts().overwriting;
    let (sweep, out) = (words.the_sweep, words.another_out);
    refuse_pairs(&[
        (&results, init, sweep, words.weights_of_its_runs, out),
        (&results, table(&plan.base), sweep, words.data_of_its_runs, out),
        (&results, input, sweep, words.plan, out),
    ])
}

/// The file of a run's data, where there is one.
fn table(config: &Config) -> &[PathBuf] {
    config.data.file().map(std::slice::from_ref).unwrap_or_default()
}

/// What a set of results replaces, or takes away, in a folder.
fn results(out: &Path) -> Vec<PathBuf> {
    let names = set::RUN.iter().chain(&set::OF_A_TABLE).chain(&set::SWEEP);
    names.map(|name| out.join(name)).collect()
}

/// What is written, what is kept, in words what writes, what would be lost, and what would mend it.
type Pair<'a> = (&'a [PathBuf], &'a [PathBuf], &'a str, &'a str, &'a str);

fn refuse_pairs(pairs: &[Pair<'_>]) -> Result<(), CliError> {
    for &(written, kept, what, over, other) in pairs {
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
pub(super) fn place(path: &Path) -> PathBuf {
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
