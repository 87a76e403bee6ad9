//! A trained network on other data: what it answers there, and how good that is.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::error::CliError;
use super::judged::{self, Judged};
use super::options::Arguments;
use super::overwriting::{is_same, place};
use super::{args, progress, say, texts, usage};
use crate::config::{Config, Field, Settings};
use crate::data;
use crate::export::set::{self, FileSet};
use crate::recipe::RecipeFile;
use crate::regular_file;
use crate::results::Judge;
use crate::results::evaluated::read_scaling;
use crate::table::{Preparation, Samples, Scaling, Table, TableError, Wanted};
use crate::trainer::{TrainerError, read_weights};
use crate::wording::{Sentence, complaint, foreign};

/// Bytes of `scaling.csv` that are read: names of columns may be long.
const MOST_BYTES: u64 = 1 << 24;

/// The settings that say how other data are read and judged. All others are the network's own.
pub(super) const SETTINGS: [Field; 5] =
    [Field::Data, Field::Missing, Field::MissingValue, Field::Season, Field::Split];

/// Judges the network that the arguments name on the data that they name, and writes `evaluation.csv` and
/// `fitted.csv`. On success the last lines on stdout say how good it is.
///
/// # Errors
/// Whatever kept it from that; no file has appeared then.
pub(super) fn evaluate(arguments: &Arguments) -> Result<(), CliError> {
    let (out, quiet) = (&arguments.train_options.out, arguments.train_options.quiet);
    let table = table(&arguments.flags)?;
    let trained = Trained::read(arguments)?;
    if arguments.preset.is_some() {
        return Err(CliError::Usage(usage::nothing_is_trained(args::PRESET)));
    }
    trained.refuse_overwriting(out, &table)?;
    let (samples, notes) = trained.samples(&table)?;
    let weights = trained.weights()?;
    let files = FileSet::open(out, &set::JUDGEMENT)?;
    let judge = Judge::new(&trained.config, &samples, &weights);
    let judged = judged::judge(&judge, (&trained.config, &samples), &files)?;
    let Judged { members, sentences, remarks, failure } = judged;
    if !quiet {
        let remark = remarks.sentence();
        notes.iter().chain(&samples.note).for_each(|note| say(&note.to_string()));
        remark.iter().for_each(|remark| say(remark));
    }
    match failure {
        Some(reason) => return Err(files.save_elsewhere(members, reason).into()),
        None => files.save(members)?,
    }
    if quiet { Ok(()) } else { sentences.iter().try_for_each(|line| progress::print_line(line)) }
}

/// The file of the data.
fn table(flags: &Settings) -> Result<PathBuf, CliError> {
    let named = |field: &Field| field.is_named_in(flags) && !SETTINGS.contains(field);
    if let Some(field) = Field::ALL.iter().copied().find(named) {
        return Err(CliError::Usage(usage::not_for_evaluation(field, &SETTINGS)));
    }
    let table = flags.data.as_ref().and_then(|data| data.file());
    table.cloned().ok_or_else(|| CliError::Usage(usage::nothing_to_evaluate()))
}

/// A trained network, as its run has left it.
struct Trained {
    /// The folder of the run.
    folder: PathBuf,
    /// The file of the weights.
    weights: PathBuf,
    /// The settings of the last step, with the names of inputs and targets.
    config: Config,
    scalings: Vec<(String, Scaling)>,
}

impl Trained {
    /// The network of a folder, or of a weights file in such a folder; the flags say how other data are read.
    fn read(arguments: &Arguments) -> Result<Self, CliError> {
        let Some(named) = &arguments.recipe else {
            return Err(CliError::Usage(usage::nobody_to_evaluate()));
        };
        let (folder, weights) = if named.is_dir() {
            (named.clone(), named.join(set::WEIGHTS))
        } else {
            let folder = named.parent().filter(|folder| !folder.as_os_str().is_empty());
            (folder.unwrap_or(Path::new(".")).to_owned(), named.clone())
        };
        let scalings = scalings(&folder, &weights)?;
        let recipe = RecipeFile::read(&folder.join(set::RECIPE))?.complete()?;
        let own = recipe.config_at(recipe.steps());
        let (inputs, targets) = columns(&own, &scalings)?;
        // The run's own data stay what they are: they say nothing any more but what shape they had.
        let flags = Settings { data: None, ..arguments.flags.clone() };
        let own = Config { inputs, targets, ..own };
        // Nothing is trained here that could run out of it.
        let own = Config { patience: None, ..own };
        let config = Config::resolve(&flags.or(Settings::from(own)))?;
        Ok(Self { folder, weights, config, scalings })
    }

    /// Refuses to write where results are, or over the data.
    fn refuse_overwriting(&self, out: &Path, table: &Path) -> Result<(), CliError> {
        let words = &texts().overwriting;
        let lost = |lost: &str, path: &Path| {
            let (what, another) = (words.the_evaluation, words.another_out);
            Err(CliError::Usage(usage::overwrites(what, lost, path, another)))
        };
        if place(out) == place(&self.folder) {
            return lost(words.own_evaluation, out);
        }
        if set::is_taken(out) {
            return lost(words.results, out);
        }
        match set::JUDGEMENT.iter().find(|name| is_same(&out.join(name), table)) {
            Some(_) => lost(words.data, table),
            None => Ok(()),
        }
    }

    /// The table as samples, scaled as the network has learned to read it, and what is to be known of them.
    fn samples(&self, path: &Path) -> Result<(Samples, Vec<Sentence>), CliError> {
        let wanted = Wanted::of(&self.config);
        let unusable =
            |error: TableError| CliError::Usage(usage::unusable(path, &error.to_string()));
        let (table, _) = Table::read(path, &wanted).map_err(unusable)?;
        let scaling = |name: &str| {
            let found = self.scalings.iter().find(|(column, _)| column == name);
            found.map(|(_, scaling)| *scaling).ok_or_else(|| {
                CliError::Usage(usage::unscaled(&self.folder.join(set::SCALING), name))
            })
        };
        let scalings: Vec<Scaling> =
            table.columns.iter().map(|column| scaling(&column.name)).collect::<Result<_, _>>()?;
        let preparation = Preparation::of(&self.config);
        let samples = Samples::scaled_by(&table, &preparation, &scalings).map_err(unusable)?;
        Ok((samples, table.notes))
    }

    fn weights(&self) -> Result<Vec<Vec<f32>>, CliError> {
        read_weights(&self.weights, &self.config).map_err(|error| match error {
            TrainerError::Init { path, reason } => {
                CliError::Usage(usage::unusable(Path::new(&path), &reason))
            }
            other => other.into(),
        })
    }
}

/// How the columns were scaled that the network was trained on.
fn scalings(folder: &Path, weights: &Path) -> Result<Vec<(String, Scaling)>, CliError> {
    let path = folder.join(set::SCALING);
    let mut text = String::new();
    let read =
        regular_file::open(&path).and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text));
    if let Err(error) = read {
        return Err(CliError::Usage(usage::no_scaling(weights, &path, &complaint(&error))));
    }
    read_scaling(&text).ok_or_else(|| CliError::Usage(usage::no_scalings(&path)))
}

/// Names of inputs, and of targets.
type Columns = (Vec<String>, Vec<String>);

/// The names of the network's inputs and targets: those of its recipe, or where that leaves them to its data
/// those of the data, or if these are gone, what the scalings tell.
fn columns(config: &Config, scalings: &[(String, Scaling)]) -> Result<Columns, CliError> {
    if !config.inputs.is_empty() && !config.targets.is_empty() {
        return Ok((config.inputs.clone(), config.targets.clone()));
    }
    if let Ok(source) = data::open(&mut config.clone())
        && let Some(samples) = source.samples()
    {
        let names = |columns: &[usize]| {
            columns.iter().map(|column| samples.columns[*column].name.clone()).collect()
        };
        return Ok((names(&samples.inputs), names(&samples.targets)));
    }
    let all: Vec<String> = scalings.iter().map(|(name, _)| name.clone()).collect();
    if config.inputs.is_empty() {
        // All columns were read, and the last was the target unless another was named.
        let last = all.last().cloned().into_iter().collect();
        let targets = if config.targets.is_empty() { last } else { config.targets.clone() };
        return Ok((all, targets));
    }
    let others: Vec<String> =
        all.into_iter().filter(|name| !config.inputs.contains(name)).collect();
    match config.inputs.as_slice() {
        [only] if others.is_empty() => Ok((config.inputs.clone(), vec![only.clone()])),
        _ if others.is_empty() => {
            let data = config.data.file().map_or_else(String::new, foreign);
            Err(CliError::Usage(usage::unknown_target(&data)))
        }
        _ => Ok((config.inputs.clone(), others)),
    }
}
