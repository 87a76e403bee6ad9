//! Where settings come from: preset, file and flags, of which the later win.

use std::path::{Path, PathBuf};

use super::error::CliError;
use super::options::{Arguments, Command};
use super::usage;
use crate::checkpoint::Checkpoint;
use crate::config::{
    Config, Field, FileError, Settings, StateMode, Value, not_possible, read_text,
};
use crate::lesson::{Lesson, is_lesson};
use crate::moment::Moment;
use crate::preset::Preset;
use crate::race::RaceError;
use crate::race::sweep::{SweepFile, SweepPlan, read_sweep};
use crate::recipe::{FINGERPRINT_ALONE, Recipe, RecipeFile};
use crate::trainer::TrainerError;

/// What was asked for in so many words.
#[derive(Debug)]
pub(super) struct Explicit {
    /// The preset that was named.
    pub(super) preset: Option<&'static Preset>,
    /// Settings of that preset, the file and the flags.
    pub(super) settings: Settings,
    /// The run they make, complete: gaps are filled from the default preset.
    pub(super) recipe: Recipe,
    /// What is to be on show of it, where the file says that.
    pub(super) moment: Option<Moment>,
    /// Where it goes on from, if it isn't its first step, and the file that this was read from.
    pub(super) checkpoint: Option<(PathBuf, Box<Checkpoint>)>,
    /// The file that it was read from.
    file: Option<RecipeFile>,
    /// The settings that flags name.
    by_flag: Vec<Field>,
}

impl Explicit {
    /// Sees whether there are steps to train without a window: a checkpoint may be at the end of its
    /// run.
    ///
    /// # Errors
    /// [`CliError::Usage`].
    pub(super) fn check_is_to_come(&self) -> Result<(), CliError> {
        match &self.checkpoint {
            Some((path, checkpoint)) if self.recipe.steps() <= checkpoint.step() => {
                Err(CliError::Usage(usage::already_there(path, checkpoint.step())))
            }
            _ => Ok(()),
        }
    }

    /// The run without a window, which ends where `--steps` says.
    pub(super) fn without_window(&self, flags: &Settings) -> Recipe {
        match flags.steps {
            Some(steps) if self.recipe.steps() != steps => self.recipe.ending_at(steps),
            _ => self.recipe.clone(),
        }
    }

    /// An error of the run, with the line of the file where that names what is wrong.
    pub(super) fn blame_file(&self, error: CliError) -> CliError {
        with_line(error, |field, reason| {
            let file = self.file.as_ref().filter(|_| !self.by_flag.contains(&field))?;
            file.blame(field, reason)
        })
    }
}

/// An error with the line that names initial weights or data, if they are to blame and `line` finds it.
fn with_line(error: CliError, line: impl FnOnce(Field, String) -> Option<FileError>) -> CliError {
    let (CliError::Trainer(reason) | CliError::Race(RaceError::Run { reason, .. })) = &error else {
        return error;
    };
    let found = match reason {
        TrainerError::Init { path, reason } => {
            line(Field::Init, not_possible(Field::Init, &Value::Text(path.clone()), reason))
        }
        TrainerError::Data(reason) => line(reason.field, reason.to_string()),
        _ => None,
    };
    found.map_or(error, CliError::File)
}

/// The lesson that the file of the arguments is, if it is one; nothing is left of it there then.
///
/// # Errors
/// [`CliError::File`] when something in it is wrong, [`CliError::Usage`] when it is to be trained without a window.
pub(super) fn take_lesson(arguments: &mut Arguments) -> Result<Option<Box<Lesson>>, CliError> {
    let is_text = |path: &&PathBuf| path.extension().is_some_and(|kind| kind == "toml");
    let Some(path) = arguments.recipe.as_ref().filter(is_text) else { return Ok(None) };
    // Why it can't be read is said where it is read as a recipe.
    let Some(text) = read_text(path).ok().filter(|text| is_lesson(text)) else { return Ok(None) };
    if arguments.command == Command::Train {
        return Err(CliError::Usage(usage::is_a_lesson(path)));
    }
    let lesson = Lesson::with_texts(&text, path)?.playable(path)?;
    (arguments.recipe, arguments.is_named_alone) = (None, false);
    Ok(Some(Box::new(lesson)))
}

/// Reads preset and file, and lays the flags over them.
///
/// # Errors
/// When the preset isn't known, the file can't be used, or two settings contradict each other.
pub(super) fn explicit(arguments: &Arguments) -> Result<Explicit, CliError> {
    let is_checkpoint =
        |path: &&PathBuf| path.extension().is_some_and(|kind| kind == "safetensors");
    if let Some(path) = arguments.recipe.as_ref().filter(is_checkpoint) {
        return from_checkpoint(path, arguments);
    }
    let text = arguments.recipe.as_deref().map(read_text).transpose()?;
    let source = arguments.recipe.as_deref().zip(text.as_deref());
    let mut file = match source {
        Some((path, text)) => RecipeFile::parse(text, path)?,
        None => RecipeFile::default(),
    };
    let shortened = arguments.flags.steps.filter(|steps| file.changes_after(*steps));
    let plays_on = shortened.is_some() && arguments.command == Command::Window;
    let mut flags = arguments.flags.clone();
    if plays_on {
        // The window only pauses there: what the file changes later is still to come.
        flags.steps = None;
    } else if let Some(steps) = shortened {
        file.end_at(steps);
    }
    let named = arguments.preset.as_deref().map(Preset::from_name).transpose()?;
    let preset = named.or(file.preset);
    let base = preset.map(Preset::settings).unwrap_or_default();
    let named = over(flags.clone(), file.settings.clone());
    let settings = over(named.clone(), yielding(base, &named));
    let config = Config::resolve(&over(settings.clone(), Preset::DEFAULT.settings()));
    let config = config.map_err(|reason| {
        let blamed = file.to_blame(&reason, &arguments.flags);
        blamed.map_or(CliError::Config(reason), CliError::File)
    })?;
    check_flags(&arguments.flags, &config)?;
    let recipe = file.with(config)?;
    let by_flag = named_in(&arguments.flags).collect();
    let recipe = flags.steps.map(|steps| recipe.ending_at(steps)).unwrap_or(recipe);
    // Flags make another run of it, of which nobody has seen anything.
    let is_seen = arguments.command == Command::Window && arguments.flags == Settings::default();
    let moment = match source.filter(|_| is_seen && arguments.is_named_alone) {
        Some((path, text)) => Moment::in_text(text, path, recipe.steps())?,
        None => None,
    };
    let (checkpoint, file) = (None, Some(file));
    Ok(Explicit { preset, settings, recipe, moment, checkpoint, file, by_flag })
}

/// The run of a checkpoint, which may be made longer.
fn from_checkpoint(path: &Path, arguments: &Arguments) -> Result<Explicit, CliError> {
    let mut checkpoint = Checkpoint::read(path)?;
    let steps = arguments.flags.steps;
    let others = Settings { steps: None, ..arguments.flags.clone() };
    if arguments.preset.is_some() || others != Settings::default() {
        return Err(CliError::Usage(usage::settings_of_a_checkpoint(path)));
    }
    let step = checkpoint.step();
    if steps.is_some_and(|steps| steps <= step) {
        return Err(CliError::Usage(usage::already_there(path, step)));
    }
    if let Some(steps) = steps {
        checkpoint.recipe = checkpoint.recipe.ending_at(steps);
    }
    let recipe = checkpoint.recipe.clone();
    let settings = Settings::from(recipe.config.clone());
    let checkpoint = Some((path.to_owned(), Box::new(checkpoint)));
    let by_flag = Vec::new();
    let (preset, moment, file) = (None, None, None);
    let explicit = Explicit { preset, settings, recipe, moment, checkpoint, file, by_flag };
    if arguments.command == Command::Train {
        explicit.check_is_to_come()?;
    }
    Ok(explicit)
}

/// A sweep, and the file it comes from.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) plan: SweepPlan,
    file: SweepFile,
    /// The settings that flags name.
    by_flag: Vec<Field>,
}

impl Planned {
    /// An error of the sweep, with the line of its file where that names what is wrong.
    pub(super) fn blame_file(&self, error: CliError) -> CliError {
        with_line(error, |field, reason| {
            let file = Some(&self.file).filter(|_| !self.by_flag.contains(&field))?;
            file.blame(field, reason)
        })
    }
}

/// The plan of a sweep: its file's base completed by presets and flags as a single run would be.
///
/// # Errors
/// When there is no file, it can't be used, or a flag says what the sweep varies.
pub(super) fn plan(arguments: &Arguments) -> Result<Planned, CliError> {
    let Some(path) = &arguments.recipe else {
        return Err(CliError::Usage(usage::no_sweep()));
    };
    let file = read_sweep(path)?;
    let flags = &arguments.flags;
    let twice = |field: &Field| field.is_named_in(flags) && file.varies(*field);
    if let Some(field) = Field::ALL.iter().copied().find(twice) {
        return Err(CliError::Usage(usage::varied(field, path)));
    }
    let named = arguments.preset.as_deref().map(Preset::from_name).transpose()?;
    let preset = named.or(file.preset).unwrap_or(Preset::DEFAULT).settings();
    let named = over(flags.clone(), file.base.clone());
    let base = Config::resolve(&over(named.clone(), yielding(preset, &named)));
    let base = base.map_err(|reason| {
        let blamed = file.to_blame(&reason, flags);
        blamed.map_or(CliError::Config(reason), CliError::File)
    })?;
    if base.init.is_none()
        && base.init_sha256.is_some()
        && let Some(error) = file.blame(Field::InitSha256, FINGERPRINT_ALONE)
    {
        return Err(CliError::File(error));
    }
    check_flags(flags, &base)?;
    let plan = file.plan(base)?;
    Ok(Planned { plan, file, by_flag: named_in(flags).collect() })
}

/// `upper` over `lower`. A source that says where the weights come from is not bound to the file of
/// a lower one, nor to its fingerprint.
fn over(mut upper: Settings, lower: Settings) -> Settings {
    if upper.weights.is_some() {
        upper.init.get_or_insert(None);
    }
    if upper.init.is_some() {
        upper.init_sha256.get_or_insert(None);
    }
    if let Some(data) = &upper.data {
        upper.data_sha256.get_or_insert(None);
        // Columns of another table may be there, too; formulas and generators have their own.
        let is_alike =
            data.file().is_some() && lower.data.as_ref().is_some_and(|of| of.file().is_some());
        if !is_alike {
            upper.inputs.get_or_insert_default();
            upper.targets.get_or_insert_default();
        }
    }
    // They belong together.
    if upper.inputs.is_some() || upper.targets.is_some() {
        upper.inputs.get_or_insert_default();
        upper.targets.get_or_insert_default();
    }
    upper.or(lower)
}

/// A preset's settings without those that have no meaning beside what was named in so many words:
/// carried windows have neither order nor stride, and without a validation part there is nothing to wait for.
fn yielding(mut preset: Settings, named: &Settings) -> Settings {
    if named.state == Some(StateMode::Carry) {
        preset.stride = None;
        preset.shuffle = None;
    }
    if named.split.is_some_and(|split| split.validation == 0.0) {
        preset.patience = None;
    }
    preset
}

/// The settings that are named.
fn named_in(settings: &Settings) -> impl Iterator<Item = Field> {
    Field::ALL.iter().copied().filter(|field| field.is_named_in(settings))
}

/// Refuses flags of settings that the data don't use: whoever gives one means something by it.
fn check_flags(flags: &Settings, config: &Config) -> Result<(), CliError> {
    match named_in(flags).find(|field| !field.belongs(&config.data)) {
        Some(field) => Err(CliError::Usage(usage::not_of_these_data(field, config))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::InitialWeights;

    #[test]
    fn a_new_weights_file_is_not_held_to_the_old_fingerprint() {
        let file = Settings {
            init: Some(Some("old".into())),
            init_sha256: Some(Some("0".repeat(64))),
            ..Settings::default()
        };
        let init = Settings { init: Some(Some("new".into())), ..Settings::default() };
        let merged = over(init, file.clone());
        assert_eq!(merged.init, Some(Some("new".into())));
        assert_eq!(merged.init_sha256, Some(None));

        let drawn = Settings { weights: Some(InitialWeights::Keras), ..Settings::default() };
        let merged = over(drawn, file.clone());
        assert_eq!((merged.init, merged.init_sha256), (Some(None), Some(None)));

        let seed = Settings { seed: Some(3), ..Settings::default() };
        let merged = over(seed, file.clone());
        assert_eq!((merged.init, merged.init_sha256), (file.init, file.init_sha256));
    }
}
