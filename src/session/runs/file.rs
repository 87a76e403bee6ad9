//! The list of runs as the bytes of a file, from which the next start takes it up.
//!
//! It is a safetensors file: what a run is stands as TOML in the metadata, its losses and its newest curves
//! as arrays under its place in the list.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::path::Path;

use toml::{Table, Value};

use super::{KeptRun, LOOKS, RunLook, Runs};
use crate::data::Shape;
use crate::history::{Bucket, History};
use crate::recipe::{Recipe, changes_felt};
use crate::text::{OnDisk, Reason, Texts};
use crate::thread::RunId;
use crate::weights::{self, NamedArray, WeightsError, WeightsFile};
use crate::wording::foreign;
use crate::worker::Sequence;

/// The version of the format, and the key in the metadata that has it.
const VERSION: &str = "1";
const VERSION_KEY: &str = "rnnscope_runs";
/// The key of what the live run was called.
const LIVE: &str = "live";
/// Bytes of a run's losses: as many stretches as a plot has pixels.
const LOSS_BYTES: usize = 64 << 10;
/// Numbers of a stretch of losses: steps, how many of them have no finite loss, least, greatest, mean and
/// last, and whether the last is finite.
const STRETCH: usize = 7;
/// Runs that were taken up have ids from here on, which no run of this start comes to.
const TAKEN_UP: RunId = 1 << 48;

/// A list of runs that was kept.
#[derive(Debug)]
pub struct KeptList {
    /// Those that were over, oldest first.
    pub runs: Vec<KeptRun>,
    /// What the live run was called.
    pub live: RunLook,
    /// What is broken of others, which are left out.
    pub broken: Vec<Reason>,
}

impl Runs {
    /// The list as the bytes of a file.
    ///
    /// # Errors
    /// [`WeightsError`], if a run's numbers contradict each other.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WeightsError> {
        let mut about = BTreeMap::from([
            (VERSION_KEY.to_owned(), VERSION.to_owned()),
            (LIVE.to_owned(), look_table(&self.live).to_string()),
        ]);
        let mut arrays = Vec::new();
        for (at, run) in self.kept.iter().enumerate() {
            about.insert(at.to_string(), run_table(run).to_string());
            arrays.push(losses(&run.history, format!("{at}.loss")));
            arrays.push(curves(&run.sequences, format!("{at}.curves")));
        }
        weights::to_bytes_about(&arrays, about)
    }

    /// Takes up a list that was kept: its runs stand before those of this start.
    pub fn take_up(&mut self, list: KeptList) {
        let known = |run: &KeptRun, all: &[KeptRun]| {
            all.iter().any(|other| other.look == run.look && other.recipe == run.recipe)
        };
        let mut runs = list.runs;
        runs.retain(|run| !known(run, &self.kept));
        runs.append(&mut self.kept);
        for (at, run) in runs.iter_mut().enumerate().filter(|(_, run)| run.id >= TAKEN_UP) {
            run.id = TAKEN_UP + at as RunId;
        }
        let newest = runs.iter().map(|run| run.look.number).max().unwrap_or(0);
        self.kept = runs;
        self.live = self.new_look(newest + 1);
        // The newest list is taken up first.
        self.before.get_or_insert(list.live);
        self.make_room();
        self.revision += 1;
    }
}

impl KeptList {
    /// Reads the list in the file at `path`.
    ///
    /// # Errors
    /// Why it can't be.
    pub fn read(path: &Path) -> Result<Self, Reason> {
        Self::from_file(WeightsFile::open(path, &path.to_string_lossy())?, path)
    }

    /// Reads a list whose header has been read; `path` only serves the error message.
    fn from_file<R: Read>(file: WeightsFile<R>, path: &Path) -> Result<Self, Reason> {
        let about = file.about();
        if about.get(VERSION_KEY).map(String::as_str) != Some(VERSION) {
            return Err(no_list(path, |words| words.list_unmarked.to_owned()));
        }
        let arrays = file.arrays()?;
        let mut arrays: BTreeMap<_, _> =
            arrays.into_iter().map(|array| (array.name, array.values)).collect();
        let table = |key: &str| about.get(key).and_then(|text| text.parse::<Table>().ok());
        let live = table(LIVE).as_ref().and_then(look);
        let live = live.ok_or_else(|| no_list(path, |words| words.look_missing.to_owned()))?;
        let (mut runs, mut broken) = (Vec::new(), Vec::new());
        for at in 0_usize.. {
            let Some(table) = table(&at.to_string()) else { break };
            let mut take = |part: &str| arrays.remove(&format!("{at}.{part}")).unwrap_or_default();
            let (losses, curves) = (take("loss"), take("curves"));
            match run(&table, &losses, &curves, path) {
                Some(run) => runs.push(run),
                None => broken.push(broken_run(path, at + 1)),
            }
        }
        Ok(Self { runs, live, broken })
    }
}

/// The run with this number in the file at `path` is broken.
fn broken_run(path: &Path, number: usize) -> Reason {
    let path = foreign(path);
    Reason::worded(move |texts| (texts.on_disk.run_broken)(number, &path))
}

/// The file at `path` is no list of runs, and `what` is wrong with it.
fn no_list(
    path: &Path,
    what: impl Fn(&'static OnDisk) -> String + Send + Sync + 'static,
) -> Reason {
    let path = foreign(path);
    Reason::worded(move |Texts { on_disk: words, .. }| (words.no_list)(&path, &what(words)))
}

fn look_table(look: &RunLook) -> Table {
    Table::from_iter([
        ("number".to_owned(), integer(look.number)),
        ("name".to_owned(), look.name.as_str().into()),
        ("colour".to_owned(), integer(look.colour as u64)),
    ])
}

fn look(table: &Table) -> Option<RunLook> {
    let colour = count(table, "colour")? as usize % LOOKS;
    Some(RunLook { number: count(table, "number")?, name: text(table, "name")?, colour })
}

fn run_table(run: &KeptRun) -> Table {
    let mut table = look_table(&run.look);
    let mut insert = |key: &str, value: Value| drop(table.insert(key.to_owned(), value));
    insert("pinned", run.pinned.into());
    insert("hidden", run.hidden.into());
    insert("recipe", run.recipe.reaching_its_changes().to_toml().into());
    insert("steps", integer(run.steps));
    insert("first", integer(run.history.first_step().unwrap_or(1)));
    if let Some(plan) = &run.plan {
        insert("plan", plan.to_toml().into());
    }
    if let Some(loss) = run.last_loss {
        insert("last_loss", f64::from(loss).into());
    }
    if let Some((step, loss)) = run.best {
        insert("best_step", integer(step));
        insert("best_loss", f64::from(loss).into());
    }
    let sequences = run.sequences.iter().filter(|one| is_kept(one)).map(sequence_value);
    insert("sequences", Value::Array(sequences.collect()));
    table
}

fn run(table: &Table, losses: &[f32], curves: &[f32], path: &Path) -> Option<KeptRun> {
    let steps = count(table, "steps")?;
    let recipe = |key: &str| Recipe::parse(&text(table, key)?, path).ok();
    let (own, plan) = (recipe("recipe")?, recipe("plan"));
    let number = |key: &str| table.get(key).and_then(Value::as_float);
    let best = count(table, "best_step").zip(number("best_loss"));
    Some(KeptRun {
        id: TAKEN_UP,
        look: look(table)?,
        steps,
        trained: own.config_at(steps.max(1)),
        changes: changes_felt(&own.marks(), steps),
        recipe: own,
        plan,
        history: history(count(table, "first")?, losses)?,
        sequences: sequences(table, curves)?,
        last_loss: number("last_loss").map(|loss| loss as f32),
        best: best.map(|(step, loss)| (step, loss as f32)),
        pinned: flag(table, "pinned")?,
        hidden: flag(table, "hidden")?,
    })
}

fn integer(count: u64) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

fn count(table: &Table, key: &str) -> Option<u64> {
    table.get(key)?.as_integer()?.try_into().ok()
}

fn text(table: &Table, key: &str) -> Option<String> {
    Some(table.get(key)?.as_str()?.to_owned())
}

fn flag(table: &Table, key: &str) -> Option<bool> {
    table.get(key)?.as_bool()
}

/// A run's losses as rows of an array.
fn losses(history: &History, name: String) -> NamedArray {
    let mut loss = history.loss().clone();
    loss.thin(LOSS_BYTES);
    let mut stretches = Vec::new();
    loss.visible(0..=u64::MAX, usize::MAX, &mut stretches);
    let row = |one: &Bucket| {
        let steps = one.last_step - one.first_step + 1;
        let finite = |value: f32| if value.is_finite() { value } else { 0.0 };
        let [min, max, mean, last] = [one.min, one.max, one.mean, one.last].map(finite);
        let ends_well = f32::from(u8::from(one.last.is_finite()));
        [steps as f32, (steps - one.finite) as f32, min, max, mean, last, ends_well]
    };
    let values: Vec<f32> = stretches.iter().flat_map(row).collect();
    NamedArray { name, shape: vec![stretches.len(), STRETCH], values }
}

fn history(first: u64, losses: &[f32]) -> Option<History> {
    let mut next = first;
    let (rows, rest) = losses.as_chunks::<STRETCH>();
    let stretches = rows.iter().map(|[steps, missing, min, max, mean, last, ends_well]| {
        let steps = (*steps >= 1.0).then_some(*steps as u64)?;
        let last_step = next.checked_add(steps - 1)?;
        let first_step = std::mem::replace(&mut next, last_step.checked_add(1)?);
        let last = if *ends_well > 0.0 { *last } else { f32::NAN };
        let (min, max, mean, finite) =
            (*min, *max, *mean, steps.saturating_sub(missing.max(0.0) as u64));
        Some(Bucket { first_step, last_step, min, max, mean, last, finite })
    });
    let stretches: Vec<Bucket> = stretches.collect::<Option<_>>()?;
    match (rest, stretches.is_empty()) {
        ([], true) => Some(History::default()),
        ([], false) => History::of_losses(&stretches),
        _ => None,
    }
}

/// Whether a sequence can be kept: so many numbers are read and answered at each time, all of them finite.
fn is_kept(sequence: &Sequence) -> bool {
    let Sequence { input, target, prediction, shape, .. } = sequence;
    let numbers = || input.iter().chain(target).chain(prediction);
    let alike = target.len() == sequence.len() * shape.targets
        && input.len() == sequence.len() * shape.inputs
        && target.len() == prediction.len();
    alike && numbers().all(|number| number.is_finite())
}

/// Numbers of a sample of curves: inputs, targets, predictions.
fn sample_size(shape: Shape) -> usize {
    shape.inputs + 2 * shape.targets
}

/// The shape of a run's samples, which is that of all its sequences.
fn shape(sequences: &VecDeque<Sequence>) -> Shape {
    sequences.back().map_or(Sequence::default().shape, |newest| newest.shape)
}

fn sequence_value(sequence: &Sequence) -> Value {
    let Shape { inputs, targets } = sequence.shape;
    let table = Table::from_iter([
        ("inputs".to_owned(), integer(inputs as u64)),
        ("targets".to_owned(), integer(targets as u64)),
        ("step".to_owned(), integer(sequence.step)),
        ("row".to_owned(), integer(sequence.row as u64)),
        ("start".to_owned(), sequence.start.into()),
        ("spacing".to_owned(), sequence.spacing.into()),
        ("is_apart".to_owned(), sequence.is_apart.into()),
        ("samples".to_owned(), integer(sequence.len() as u64)),
    ]);
    Value::Table(table)
}

/// The samples of a run's curves as rows of an array.
fn curves(sequences: &VecDeque<Sequence>, name: String) -> NamedArray {
    // A file may say that there is nothing in a sample.
    let size = sample_size(shape(sequences)).max(1);
    let mut values = Vec::new();
    for sequence in sequences.iter().filter(|one| is_kept(one)) {
        let Shape { inputs, targets } = sequence.shape;
        for i in 0..sequence.len() {
            values.extend_from_slice(&sequence.input[i * inputs..][..inputs]);
            values.extend_from_slice(&sequence.target[i * targets..][..targets]);
            values.extend_from_slice(&sequence.prediction[i * targets..][..targets]);
        }
    }
    NamedArray { name, shape: vec![values.len() / size, size], values }
}

fn sequences(table: &Table, curves: &[f32]) -> Option<VecDeque<Sequence>> {
    let mut numbers = curves;
    let about = table.get("sequences")?.as_array()?;
    let sequence = |about: &Value| {
        let about = about.as_table()?;
        let number = |key: &str| about.get(key)?.as_float().filter(|number| number.is_finite());
        // Those of earlier versions have one of each.
        let channels = |key: &str| count(about, key).map_or(1, |channels| channels as usize);
        let shape = Shape { inputs: channels("inputs"), targets: channels("targets") };
        let size = shape.targets.checked_mul(2)?.checked_add(shape.inputs)?;
        let length = count(about, "samples")? as usize;
        let (own, rest) = numbers.split_at_checked(length.checked_mul(size)?)?;
        numbers = rest;
        let part = |from: usize, channels: usize| {
            let samples = own.chunks_exact(size.max(1));
            samples.flat_map(|sample| sample[from..from + channels].to_vec()).collect()
        };
        Some(Sequence {
            step: count(about, "step")?,
            row: count(about, "row")? as usize,
            start: number("start")?,
            spacing: number("spacing")?,
            is_apart: about.get("is_apart").and_then(Value::as_bool).unwrap_or_default(),
            shape,
            input: part(0, shape.inputs),
            target: part(shape.inputs, shape.targets),
            prediction: part(shape.inputs + shape.targets, shape.targets),
        })
    };
    about.iter().map(sequence).collect()
}

#[cfg(test)]
mod tests;
