//! A set of files that belong together, such as a run's: a folder holds all of one set, or all of the
//! one before.
//!
//! Everything is written under temporary names first. Only then do files get their names, in an order
//! that a [`journal`] keeps, and those of the older set that the new one lacks go with it. As long as
//! that takes, from before the first step on, the folder is the writer's own (see [`lock`]). What
//! can't be written after all is saved elsewhere.
//!
//! [`journal`]: super::journal
//! [`lock`]: super::lock

use std::path::{Path, PathBuf};

use super::atomic::{self, AtomicFile, is_there};
use super::journal::{self, Journal, Move, NEW};
use super::lock::FolderLock;
use super::{ExportError, refuge};

/// A row for each step.
pub const METRICS: &str = "metrics.csv";
/// A row for each sample of some steps.
pub const PREDICTIONS: &str = "predictions.csv";
/// The network at the end.
pub const WEIGHTS: &str = "weights.safetensors";
/// The figure.
pub const SVG: &str = "curves.svg";
/// The figure in pixels.
pub const PNG: &str = "curves.png";
/// What repeats the run.
pub const RECIPE: &str = "run.toml";
/// What a training run leaves. Its recipe comes last: where it is, the others are.
pub const RUN: [&str; 6] = [METRICS, PREDICTIONS, WEIGHTS, SVG, PNG, RECIPE];

/// The loss over the validation part, by step.
pub const VALIDATION: &str = "validation.csv";
/// How good the network is, part by part.
pub const EVALUATION: &str = "evaluation.csv";
/// Target and prediction of each row of a table.
pub const FITTED: &str = "fitted.csv";
/// How the columns of a table were scaled.
pub const SCALING: &str = "scaling.csv";
/// What follows the last row of a table.
pub const FORECAST: &str = "forecast.csv";
/// The network that was best over the validation part.
pub const BEST: &str = "best.safetensors";
/// Target and prediction over a table.
pub const FIT_SVG: &str = "fit.svg";
/// The same in pixels.
pub const FIT_PNG: &str = "fit.png";
/// What was left between them.
pub const RESIDUALS_SVG: &str = "residuals.svg";
/// The same in pixels.
pub const RESIDUALS_PNG: &str = "residuals.png";
/// What a run on a table leaves beside [`RUN`]. The first are there in any case, and tell a set that has them.
pub const OF_A_TABLE: [&str; 10] = [
    EVALUATION,
    FITTED,
    SCALING,
    FIT_SVG,
    FIT_PNG,
    RESIDUALS_SVG,
    RESIDUALS_PNG,
    VALIDATION,
    FORECAST,
    BEST,
];
/// What the judgement of a network on another table leaves.
pub const JUDGEMENT: [&str; 2] = [EVALUATION, FITTED];
/// How many of [`OF_A_TABLE`] are there in any case.
const IN_ANY_CASE: usize = 7;

/// A row for each run of a sweep.
pub const RUNS: &str = "runs.csv";
/// A row for each point of a sweep.
pub const POINTS: &str = "sweep.csv";
/// The heatmaps.
pub const MAPS_SVG: &str = "heatmap.svg";
/// The heatmaps in pixels.
pub const MAPS_PNG: &str = "heatmap.png";
/// What repeats the sweep, unless it was read from that very file.
pub const PLAN: &str = "sweep.toml";
/// The first line of that file, by which it is told from one that somebody wrote.
pub const PLAN_MARK: &str =
    "# Written by rnnscope: `rnnscope sweep` on this file trains the sweep again.";
/// What a sweep leaves, whether its plan is among it or not.
pub const SWEEP: [&str; 4] = [RUNS, POINTS, MAPS_SVG, MAPS_PNG];

/// One file of a set.
#[derive(Debug)]
pub struct Member {
    name: String,
    contents: Contents,
}

/// What a file is to hold.
#[derive(Debug)]
enum Contents {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What has been written piece by piece.
    File(AtomicFile),
}

impl Member {
    /// A file with these bytes.
    pub fn of(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), contents: Contents::Bytes(bytes.into()) }
    }

    /// A file that was begun with [`FileSet::begin`].
    pub fn written(name: impl Into<String>, file: AtomicFile) -> Self {
        Self { name: name.into(), contents: Contents::File(file) }
    }

    /// Is written into another folder, under a temporary name where it was begun as a file.
    pub(super) fn move_to(&mut self, folder: &Path) -> Result<(), ExportError> {
        match &mut self.contents {
            Contents::Bytes(bytes) => atomic::write(&folder.join(&self.name), bytes),
            Contents::File(file) => {
                file.move_to(folder)?;
                file.ready().map(|_| ())
            }
        }
    }

    /// Gets its name after [`Member::move_to`].
    pub(super) fn appear(self) -> Result<(), ExportError> {
        match self.contents {
            Contents::Bytes(_) => Ok(()),
            Contents::File(file) => file.commit(),
        }
    }
}

/// A folder, taken for a set of files.
#[derive(Debug)]
pub struct FileSet {
    folder: PathBuf,
    _lock: FolderLock,
}

impl FileSet {
    /// Takes `folder` (made if need be) for files of these `names`, and sees whether they can be
    /// written, by doing what will be done. A set that a killed program left half in place is mended.
    ///
    /// # Errors
    /// [`ExportError::Taken`] while another program writes there, [`ExportError::Write`] when a file
    /// couldn't be.
    pub fn open(folder: &Path, names: &[&str]) -> Result<Self, ExportError> {
        let folder = atomic::make_folder(&folder.join(journal::NAME))?.to_owned();
        let lock =
            FolderLock::take(&folder).map_err(|source| ExportError::write(&folder, source))?;
        let lock = lock.ok_or_else(|| ExportError::Taken(folder.clone()))?;
        let set = Self { folder, _lock: lock };
        set.tidy()?;
        for name in names {
            drop(set.begin(name)?);
        }
        let gone = set.superfluous(|name| names.contains(&name));
        let all = names.iter().copied().chain(gone);
        let paths = all.map(|name| set.folder.join(name));
        paths.filter(|path| is_there(path)).try_for_each(|path| journal::try_replacing(&path))?;
        Ok(set)
    }

    /// Begins a file of the set, to be written piece by piece.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn begin(&self, name: &str) -> Result<AtomicFile, ExportError> {
        AtomicFile::begin(&self.folder.join(name), NEW)
    }

    /// The name of the file `path` in the set, if it lies in its folder.
    pub fn name_of(&self, path: &Path) -> Option<String> {
        let place = |folder: &Path| std::fs::canonicalize(folder).ok();
        let is_here = place(atomic::folder_of(path))? == place(&self.folder)?;
        let name = path.file_name()?.to_str()?;
        let is_listed = name.len() <= journal::LONGEST && !name.contains(char::is_control);
        (is_here && is_listed).then(|| name.to_owned())
    }

    /// Lets all files appear, in their order.
    ///
    /// # Errors
    /// Why they couldn't; the folder holds the older set then, and the new one has been saved elsewhere
    /// if that could be ([`ExportError::Elsewhere`]).
    pub fn save(self, mut members: Vec<Member>) -> Result<(), ExportError> {
        match self.try_saving(&mut members) {
            Ok(()) => Ok(()),
            Err(reason) => Err(refuge::save(members, reason)),
        }
    }

    /// Saves the files elsewhere, where `reason` keeps them from being saved here.
    pub fn save_elsewhere(self, members: Vec<Member>, reason: ExportError) -> ExportError {
        refuge::save(members, reason)
    }

    /// Finishes what others have begun, and takes away what they left.
    fn tidy(&self) -> Result<(), ExportError> {
        journal::settle(&self.folder)?;
        atomic::remove_abandoned(&self.folder, NEW);
        Ok(())
    }

    fn try_saving(&self, members: &mut [Member]) -> Result<(), ExportError> {
        // Held until they have their names: temporary files go with who made them.
        let (mut staged, mut moves) = (Vec::new(), Vec::new());
        for Member { name, contents } in members.iter_mut() {
            let new = match contents {
                Contents::File(file) => temporary_name(file)?,
                Contents::Bytes(bytes) => {
                    let mut file = self.begin(name)?;
                    file.append(bytes)?;
                    let new = temporary_name(&mut file)?;
                    staged.push(file);
                    new
                }
            };
            moves.push(self.to_move(name, Some(new)));
        }
        let is_new = |name: &str| members.iter().any(|member| member.name == name);
        moves.extend(self.superfluous(is_new).iter().map(|name| self.to_move(name, None)));
        Journal::new(&self.folder, moves).carry_out()
    }

    fn to_move(&self, name: &str, new: Option<String>) -> Move {
        Move { name: name.to_owned(), new, replaces: is_there(&self.folder.join(name)) }
    }

    /// Files of older sets that the new one lacks. A set is known by being complete: a single file of
    /// such a name may be anybody's.
    fn superfluous(&self, is_new: impl Fn(&str) -> bool) -> Vec<&'static str> {
        let is_complete = |set: &&[&str]| set.iter().all(|name| is_there(&self.folder.join(name)));
        let older = [RUN.as_slice(), SWEEP.as_slice()].into_iter().filter(is_complete);
        let gone = older.flatten().copied().filter(|name| !is_new(name));
        let gone: Vec<&str> = gone.chain(self.superfluous_of_a_table(&is_new)).collect();
        // A sweep's plan goes with its tables. Another sweep has one of its own, or was read from it.
        let plan = gone.contains(&RUNS) && is_own_plan(&self.folder.join(PLAN));
        gone.into_iter().chain(plan.then_some(PLAN)).collect()
    }

    /// What an older run on a table has left beside a run's files.
    fn superfluous_of_a_table(&self, is_new: &impl Fn(&str) -> bool) -> Vec<&'static str> {
        let is_there = |name: &&str| is_there(&self.folder.join(name));
        let is_complete = RUN.iter().chain(&OF_A_TABLE[..IN_ANY_CASE]).all(is_there);
        let gone =
            OF_A_TABLE.into_iter().filter(|name| is_complete && is_there(name) && !is_new(name));
        gone.collect()
    }
}

/// Whether a folder holds the results of a run or a sweep, which another set in their place would take away.
pub fn is_taken(folder: &Path) -> bool {
    let is_complete = |set: &[&str]| set.iter().all(|name| is_there(&folder.join(name)));
    is_complete(&RUN) || is_complete(&SWEEP)
}

/// Whether a file is a sweep's plan as [`PLAN_MARK`] tells.
fn is_own_plan(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|text| text.starts_with(PLAN_MARK.as_bytes()))
}

/// Whether a file is there that no sweep wrote.
pub fn is_written_by_hand(path: &Path) -> bool {
    is_there(path) && !is_own_plan(path)
}

/// Writes a single file that can't be had again, as a member of no set: elsewhere, if it can't be there.
///
/// # Errors
/// Why it couldn't ([`ExportError::Elsewhere`] where it could be saved).
pub fn save_file(path: &Path, bytes: Vec<u8>) -> Result<(), ExportError> {
    atomic::write(path, &bytes).map_err(|reason| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        refuge::save(vec![Member::of(name, bytes)], reason)
    })
}

/// The name under which a file waits, whole and on the disk.
fn temporary_name(file: &mut AtomicFile) -> Result<String, ExportError> {
    let name = file.ready()?.file_name().unwrap_or_default();
    Ok(name.to_string_lossy().into_owned())
}

/// Finishes what was begun in a folder, unless somebody is at it, and says nothing of it: who comes to
/// read, or to write another file, is told of that.
pub fn settle(folder: &Path) {
    if journal::is_left_in(folder)
        && let Ok(Some(_lock)) = FolderLock::take(folder)
    {
        let _ = journal::settle(folder);
    }
}

#[cfg(test)]
mod tests;
