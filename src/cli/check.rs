//! A recipe checked on a challenge's seeds: a line for each on the standard output, and whether it has passed.

use std::path::Path;

use super::error::CliError;
use super::options::Arguments;
use super::progress::{self, SweepProgress};
use super::{summary, texts, usage};
use crate::challenge::{
    Breach, Challenge, CheckError, Proof, SEEDS, Shipped, check, read_challenge,
};
use crate::config::{Config, Settings};
use crate::preset::Preset;
use crate::recipe::{Recipe, RecipeFile};
use crate::thread::Courtesy;
use crate::wording::foreign;

/// Checks the recipe that the arguments name on the challenge that they name.
///
/// # Errors
/// [`CliError::NotPassed`] where the goal isn't reached with enough seeds, and whatever kept it from being tried.
pub(super) fn check_recipe(arguments: &Arguments) -> Result<(), CliError> {
    let (Some(named), Some(path)) = (&arguments.challenge, &arguments.recipe) else {
        let names: Vec<&str> = Shipped::ALL.iter().map(|shipped| shipped.name).collect();
        return Err(CliError::Usage(usage::nothing_to_check(&names)));
    };
    let challenge = challenge(named)?;
    let recipe = recipe(path, &challenge)?;
    let proof = proof(&challenge, &recipe, arguments)?;
    if !arguments.train_options.quiet {
        summary::of_a_check(&proof).iter().try_for_each(|line| progress::print_line(line))?;
    }
    if proof.has_passed() { Ok(()) } else { Err(CliError::NotPassed(proof)) }
}

/// The challenge of this name, or in this file.
fn challenge(named: &Path) -> Result<Challenge, CliError> {
    if let Some(shipped) = named.to_str().and_then(Shipped::from_name) {
        return Ok(shipped.challenge()?);
    }
    if named.extension().is_none() && !named.exists() {
        let names: Vec<&str> = Shipped::ALL.iter().map(|shipped| shipped.name).collect();
        return Err(CliError::Usage(usage::no_such_challenge(named, &names)));
    }
    Ok(read_challenge(named)?)
}

/// The recipe in a file, if the challenge allows it.
fn recipe(path: &Path, challenge: &Challenge) -> Result<Recipe, CliError> {
    let mut file = RecipeFile::read(path)?;
    let base = file.preset.unwrap_or(Preset::DEFAULT).settings();
    // What a preset says of the steps is nobody's wish.
    let steps = Settings { steps: Some(challenge.goal.within), ..Settings::default() };
    let config = Config::resolve(&file.settings.clone().or(steps).or(base)).map_err(|reason| {
        let blamed = file.to_blame(&reason, &Settings::default());
        blamed.map_or(CliError::Config(reason), CliError::File)
    })?;
    let recipe = file.with(config)?;
    challenge.allows(&recipe).map_err(|breach| blamed(&file, path, &breach))?;
    Ok(recipe)
}

/// What the challenge doesn't allow, with its line where that is a setting's.
fn blamed(file: &RecipeFile, path: &Path, breach: &Breach) -> CliError {
    let at_line = breach.field().and_then(|field| file.blame(field, breach));
    at_line.map_or_else(
        || CliError::Usage((texts().words.about)(&foreign(path), &breach.to_string())),
        CliError::File,
    )
}

fn proof(challenge: &Challenge, recipe: &Recipe, arguments: &Arguments) -> Result<Proof, CliError> {
    let steps = challenge.goal.within * SEEDS as u64;
    let progress = SweepProgress::new(steps, SEEDS, &arguments.train_options);
    let mut ended = 0;
    let proof = check(
        challenge,
        recipe,
        Courtesy::insists(),
        || true,
        |news| {
            ended += news.ended;
            progress.show(news.steps, ended);
        },
    );
    progress.clear();
    Ok(proof?)
}

impl From<CheckError> for CliError {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Breach(breach) => Self::Usage(breach.to_string()),
            CheckError::Stopped => Self::Stopped,
            CheckError::Run { reason, .. } => reason.into(),
            CheckError::Threads(error) => error.into(),
        }
    }
}
