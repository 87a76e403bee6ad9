//! What a checkpoint says about itself beside its numbers: its metadata, written and read.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::{CheckpointError, Past};
use crate::config::MAX_STEPS;
use crate::data::Position;
use crate::recipe::Recipe;
use crate::text::{OnDisk, Texts};
use crate::trainer::{Snapshot, Validation};
use crate::wording::{foreign, quoted};

/// The version of the format.
const VERSION: &str = "1";
/// The run's recipe, in the metadata.
pub(super) const RECIPE: &str = "recipe";
/// The fingerprint of all numbers, in the metadata.
pub(super) const DIGEST: &str = "digest";
/// What the optimizer keeps beside its moments, in the metadata of those that keep something.
const SCALARS: &str = "optimizer_scalars";

/// What the window tells of the steps so far, in the metadata.
const ELAPSED: &str = "elapsed";
const BEST_STEP: &str = "best_step";
const BEST_LOSS: &str = "best_loss";

/// What validations have left, in the metadata.
const VALIDATED_STEP: &str = "best_validation_step";
const VALIDATED_LOSS: &str = "best_validation_loss";
const SINCE_BEST: &str = "validations_since_best";

/// A key, and what is said of it.
type Entry = (&'static str, String);

impl Past {
    /// As metadata; nothing where nothing is known.
    pub(super) fn metadata(&self) -> impl Iterator<Item = Entry> {
        let seconds = self.elapsed.as_secs_f64();
        let elapsed = (seconds > 0.0).then(|| (ELAPSED, seconds.to_string()));
        let best = self
            .best
            .map(|(step, loss)| [(BEST_STEP, step.to_string()), (BEST_LOSS, format!("{loss:?}"))]);
        elapsed.into_iter().chain(best.into_iter().flatten())
    }
}

/// What a snapshot has beside its arrays.
pub(super) fn of_snapshot(snapshot: &Snapshot) -> Vec<Entry> {
    let Snapshot { step, optimizer, position, validation, .. } = snapshot;
    let mut about = vec![
        ("rnnscope", VERSION.to_owned()),
        ("step", step.to_string()),
        ("updates", optimizer.updates.to_string()),
        ("origin", format!("{:?}", position.origin)),
        ("window", position.batches.to_string()),
    ];
    if position.sample != 0 {
        about.push(("sample", position.sample.to_string()));
    }
    if !optimizer.scalars.is_empty() {
        let scalars: Vec<String> = optimizer.scalars.iter().map(|x| format!("{x:?}")).collect();
        about.push((SCALARS, scalars.join(" ")));
    }
    about.extend(of_validation(validation));
    about
}

/// What validations have left; nothing where there were none. The best weights are arrays.
fn of_validation(validation: &Validation) -> impl Iterator<Item = Entry> {
    let Validation { best, since_best } = validation;
    let best = best.as_ref().map(|best| {
        [(VALIDATED_STEP, best.step.to_string()), (VALIDATED_LOSS, format!("{:?}", best.loss))]
    });
    // There may have been some of which none was a number.
    let were_some = best.is_some() || *since_best > 0;
    let since_best = were_some.then(|| (SINCE_BEST, since_best.to_string()));
    best.into_iter().flatten().chain(since_best)
}

/// What validations have left, as it stands in the metadata.
#[derive(Debug, Default)]
pub(super) struct Validated {
    /// Step and loss of the best one, whose weights are arrays.
    pub(super) best: Option<(u64, f32)>,
    /// Validations since then.
    pub(super) since_best: u64,
}

/// What is said of what is wrong.
fn words() -> &'static OnDisk {
    &Texts::in_force().on_disk
}

/// What a file says about itself.
pub(super) struct About<'a> {
    about: BTreeMap<String, String>,
    path: &'a Path,
}

impl<'a> About<'a> {
    /// The metadata of the file at `path`, which only serves the error message.
    pub(super) fn new(about: BTreeMap<String, String>, path: &'a Path) -> Self {
        Self { about, path }
    }

    /// The fingerprint of all numbers; older versions wrote none.
    pub(super) fn digest(&self) -> Option<&String> {
        self.about.get(DIGEST)
    }

    fn other(&self, reason: String) -> CheckpointError {
        CheckpointError::Other { path: self.path.to_owned(), reason }
    }

    fn text(&self, key: &str) -> Result<&str, CheckpointError> {
        let text = self.about.get(key).map(String::as_str);
        text.ok_or_else(|| self.other((words().key_missing)(key)))
    }

    fn number<T: std::str::FromStr>(&self, key: &str) -> Result<T, CheckpointError> {
        let text = self.text(key)?;
        text.parse().map_err(|_| self.other((words().no_number)(key, &quoted(text))))
    }

    /// A number that grows by one a step at most.
    pub(super) fn count(&self, key: &str) -> Result<u64, CheckpointError> {
        let count = self.number(key)?;
        if count > MAX_STEPS {
            return Err(self.other((words().too_many_steps)(key, count, MAX_STEPS)));
        }
        Ok(count)
    }

    /// What it tells of the steps up to `step`, if it does.
    pub(super) fn past(&self, step: u64) -> Result<Past, CheckpointError> {
        let mut past = Past::default();
        if self.about.contains_key(ELAPSED) {
            let seconds = Duration::try_from_secs_f64(self.number(ELAPSED)?);
            let wrong = |_| self.other((words().no_time)(ELAPSED));
            past.elapsed = seconds.map_err(wrong)?;
        }
        if self.about.contains_key(BEST_LOSS) {
            let (best, loss) = (self.count(BEST_STEP)?, self.number(BEST_LOSS)?);
            if !(1..=step).contains(&best) || !f32::is_finite(loss) {
                return Err(self.other((words().no_steps)(BEST_STEP, BEST_LOSS)));
            }
            past.best = Some((best, loss));
        }
        Ok(past)
    }

    /// What validations up to `step` have left.
    pub(super) fn validation(&self, step: u64) -> Result<Validated, CheckpointError> {
        let has = |key: &str| self.about.contains_key(key);
        let since_best = if has(SINCE_BEST) { self.count(SINCE_BEST)? } else { 0 };
        if !has(VALIDATED_STEP) {
            return Ok(Validated { best: None, since_best });
        }
        let (best, loss) = (self.count(VALIDATED_STEP)?, self.number(VALIDATED_LOSS)?);
        if best > step || !f32::is_finite(loss) {
            return Err(self.other((words().no_steps)(VALIDATED_STEP, VALIDATED_LOSS)));
        }
        Ok(Validated { best: Some((best, loss)), since_best })
    }

    /// The optimizer's finite numbers, of which there are so many.
    pub(super) fn scalars(&self, count: usize) -> Result<Vec<f64>, CheckpointError> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let text = self.text(SCALARS)?;
        let numbers: Result<Vec<f64>, _> = text.split_whitespace().map(str::parse).collect();
        numbers
            .ok()
            .filter(|all| all.len() == count && all.iter().all(|one| one.is_finite()))
            .ok_or_else(|| self.other((words().scalars)(SCALARS, &quoted(text), count)))
    }

    /// Where the next batch lies. Most data don't number their samples, and files have no number then.
    pub(super) fn position(&self, is_table: bool) -> Result<Position, CheckpointError> {
        let origin = self.number("origin")?;
        if !f64::is_finite(origin) {
            return Err(self.other(words().no_phase.to_owned()));
        }
        let sample = if self.about.contains_key("sample") { self.number("sample")? } else { 0 };
        // Of a table it is the number of an epoch.
        if is_table && sample > MAX_STEPS {
            return Err(self.other((words().too_many_epochs)(sample)));
        }
        Ok(Position { origin, sample, batches: self.count("window")? })
    }

    pub(super) fn recipe(&self) -> Result<Recipe, CheckpointError> {
        let recipe = self.text(RECIPE)?;
        let version = self.text("rnnscope")?;
        if version != VERSION {
            return Err(self.other((words().version)(&foreign(version), VERSION)));
        }
        Ok(Recipe::parse(recipe, self.path)?)
    }
}
