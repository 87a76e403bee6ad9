//! The runs of a session: those that are over, kept small, and what the user calls them.

mod file;

use std::collections::VecDeque;

pub use file::KeptList;

use super::Run;
use crate::config::Config;
use crate::history::{History, finished_share};
use crate::recipe::Recipe;
use crate::text::{ENGLISH, Texts};
use crate::thread::RunId;
use crate::wording::Language;
use crate::worker::Sequence;

/// Runs that are kept at the most; of more, the oldest goes that isn't pinned.
pub const MOST_RUNS: usize = 100;
/// Runs that can be had back after they were forgotten: as many as there are notices on screen.
const MOST_FORGOTTEN: usize = 4;
/// Numbers of curves that are kept of each: 2048 samples of one input and one target.
const KEPT_NUMBERS: usize = 3 * 2048;
/// Colours there are.
pub const COLOURS: usize = 6;
/// Colours and line styles together: each style has all colours.
pub const LOOKS: usize = 3 * COLOURS;

/// How a run is told from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLook {
    /// Its number among the runs that have trained, from 1. A [`RunId`] tells apart those that haven't,
    /// too, and is no number for people.
    pub number: u64,
    /// What the user calls it; "run 3" in every language, as in files, as long as they call it nothing. What is
    /// shown is [`RunLook::called`].
    pub name: String,
    /// Its colour, below [`LOOKS`]: from [`COLOURS`] on the same ones again, in another line style.
    pub colour: usize,
}

/// A run that is over.
#[derive(Debug)]
pub struct KeptRun {
    /// Its number.
    pub id: RunId,
    /// Name and colour.
    pub look: RunLook,
    /// The run itself.
    pub recipe: Recipe,
    /// Its newest step; those before the history were trained in an earlier session.
    pub steps: u64,
    /// The configuration of that step.
    pub trained: Config,
    /// How many changes it has felt.
    pub changes: usize,
    /// The recipe that it was playing when it was left.
    pub plan: Option<Recipe>,
    /// Its series, thinned.
    pub history: History,
    /// Its newest sequences, oldest first.
    pub sequences: VecDeque<Sequence>,
    /// Its last loss; the series may be too thin to have it.
    pub last_loss: Option<f32>,
    /// Its least loss, and the step where it came first.
    pub best: Option<(u64, f32)>,
    /// Whether its loss lies under the live one, and its prediction beside it.
    pub pinned: bool,
    /// Whether it is left out of list and plots.
    pub hidden: bool,
}

/// What the user can do to a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunChange {
    /// Draw it beside the live run, or no longer.
    Pin(bool),
    /// Leave it out of list and plots, or no longer.
    Hide(bool),
    /// Call it this.
    Rename(String),
    /// Give it this colour, as [`RunLook::colour`] counts them.
    Recolour(usize),
    /// Forget it.
    Delete,
    /// Have it back, as long as that was not long ago.
    HaveBack,
}

/// The runs that are over, oldest first, and the live one's look.
#[derive(Debug)]
pub struct Runs {
    /// Those that are over.
    pub kept: Vec<KeptRun>,
    /// The live run's name and colour.
    pub live: RunLook,
    /// Those that the user wanted forgotten last, should they want them back.
    forgotten: Vec<KeptRun>,
    /// What the live run of the last start was called, whose session may be gone on with.
    before: Option<RunLook>,
    /// How often the list was changed: whoever keeps it writes it anew.
    revision: u64,
}

impl RunLook {
    /// The look of a new run beside others: of the colours that the fewest of them have, the first.
    fn new<'a>(number: u64, others: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let uses = |colour: &usize| others.clone().filter(|look| look.colour == *colour).count();
        // The first colour is blue, which the live run's prediction has already.
        let colours = (0..LOOKS).filter(|colour| !colour.is_multiple_of(COLOURS));
        let colour = colours.min_by_key(uses).unwrap_or_default();
        Self { number, name: unnamed(number), colour }
    }

    /// Whether the user has called the run something.
    fn is_named(&self) -> bool {
        self.name != unnamed(self.number)
    }

    /// What the run is called in a language.
    pub fn called(&self, texts: &Texts) -> String {
        if self.is_named() { self.name.clone() } else { (texts.session.run)(self.number) }
    }

    /// Calls the run something. What it is called by itself, in whatever language, is no name.
    fn call(&mut self, name: String) {
        let is_own = |language: &Language| name == (Texts::of(*language).session.run)(self.number);
        self.name = if Language::ALL.iter().any(is_own) { unnamed(self.number) } else { name };
    }
}

/// The name, in files, of a run that the user calls nothing.
fn unnamed(number: u64) -> String {
    (ENGLISH.session.run)(number)
}

impl KeptRun {
    /// What it takes to play it again from its first step: as far as it has come, or the whole recipe
    /// that it was playing.
    pub fn played(&self) -> Recipe {
        self.plan.clone().unwrap_or_else(|| self.recipe.ending_at(self.steps))
    }
}

impl Runs {
    /// No runs yet but the live one.
    pub(super) fn new() -> Self {
        let (kept, forgotten) = (Vec::new(), Vec::new());
        let live = RunLook::new(1, std::iter::empty());
        Self { kept, live, forgotten, before: None, revision: 0 }
    }

    /// The look of the next run, of this number.
    fn new_look(&self, number: u64) -> RunLook {
        RunLook::new(number, self.kept.iter().map(|run| &run.look))
    }

    /// The greatest number that a run has, live or over.
    fn newest_number(&self) -> u64 {
        let kept = self.kept.iter().map(|run| run.look.number);
        kept.fold(self.live.number, u64::max)
    }

    /// A run that was over is the live one again, and called as it was then.
    pub(super) fn have_live_again(&mut self, id: RunId, look: RunLook) {
        self.revision += 1;
        let named = self.get(id).map(|run| run.look.clone());
        self.kept.retain(|run| run.id != id);
        self.live = named.unwrap_or(look);
    }

    /// The run of this number that is over, kept or forgotten.
    pub(super) fn get_or_forgotten(&self, id: RunId) -> Option<&KeptRun> {
        self.get(id).or_else(|| self.forgotten.iter().find(|run| run.id == id))
    }

    /// What would take a change back; none where it changes nothing.
    pub(super) fn reverse_of(
        &self,
        live: RunId,
        id: RunId,
        change: &RunChange,
    ) -> Option<RunChange> {
        let run = self.get(id);
        let look = if id == live { Some(&self.live) } else { run.map(|run| &run.look) };
        Some(match change {
            RunChange::Pin(_) => RunChange::Pin(run?.pinned),
            RunChange::Hide(_) => RunChange::Hide(run?.hidden),
            RunChange::Rename(_) => RunChange::Rename(look?.name.clone()),
            RunChange::Recolour(_) => RunChange::Recolour(look?.colour),
            RunChange::Delete => run.map(|_| RunChange::HaveBack)?,
            RunChange::HaveBack => self.get_or_forgotten(id).map(|_| RunChange::Delete)?,
        })
    }

    /// The number that people know a run by. What isn't kept never trained, and its number is the live
    /// run's by now.
    pub fn number(&self, id: RunId) -> u64 {
        self.get(id).map_or(self.live.number, |run| run.look.number)
    }

    /// The run of this number, if it is over and kept.
    pub fn get(&self, id: RunId) -> Option<&KeptRun> {
        self.kept.iter().find(|run| run.id == id)
    }

    /// Those that are drawn beside the live run.
    pub fn ghosts(&self) -> impl Iterator<Item = &KeptRun> {
        self.kept.iter().filter(|run| run.pinned && !run.hidden)
    }

    /// `run` is over, another one goes on. A run without a step leaves nothing but its look, which the
    /// next one takes over, unless that leaves a recipe that was being played.
    pub(super) fn keep(&mut self, run: Run, is_branch: bool) {
        if run.step() > 0 || is_branch {
            let look = self.live.clone();
            self.add(run, look);
            self.live = self.new_look(self.newest_number() + 1);
        }
    }

    /// The session of the last start is gone on with: its run is called as it was.
    pub(super) fn call_as_before(&mut self) {
        if let Some(before) = self.before.take().filter(RunLook::is_named) {
            self.live = RunLook { number: self.live.number, ..before };
        }
    }

    /// How often the list was changed.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    fn add(&mut self, run: Run, look: RunLook) {
        self.revision += 1;
        let (plan, last_loss) = (run.plan_under_way().cloned(), run.history.loss().last());
        let (steps, best) = (run.step(), run.best_loss());
        let changes = run.changes_felt(steps);
        let sequences = newest(run.sequences);
        self.kept.push(KeptRun {
            id: run.id,
            look,
            steps,
            recipe: run.recipe,
            trained: run.trained,
            changes,
            plan,
            history: run.history,
            sequences,
            last_loss,
            best,
            pinned: false,
            hidden: false,
        });
        self.make_room();
    }

    /// Keeps number and bytes of the runs within bounds.
    fn make_room(&mut self) {
        while self.kept.len() > MOST_RUNS {
            let oldest = self.kept.iter().position(|run| !run.pinned).unwrap_or(0);
            self.kept.remove(oldest);
        }
        let share = finished_share(self.kept.len());
        self.kept.iter_mut().for_each(|run| run.history.thin(share));
    }

    /// Does something to a run; of the live one, whose number is `live`, only the look can change.
    pub(super) fn change(&mut self, live: RunId, id: RunId, change: RunChange) {
        self.revision += 1;
        let Some(at) = self.kept.iter().position(|run| run.id == id) else {
            match change {
                RunChange::Rename(name) if id == live => self.live.call(name),
                RunChange::Recolour(colour) if id == live => self.live.colour = colour % LOOKS,
                RunChange::HaveBack => self.have_back(id),
                RunChange::Pin(_)
                | RunChange::Hide(_)
                | RunChange::Rename(_)
                | RunChange::Recolour(_)
                | RunChange::Delete => {}
            }
            return;
        };
        let run = &mut self.kept[at];
        match change {
            RunChange::Pin(pinned) => run.pinned = pinned,
            RunChange::Hide(hidden) => run.hidden = hidden,
            RunChange::Rename(name) => run.look.call(name),
            RunChange::Recolour(colour) => run.look.colour = colour % LOOKS,
            RunChange::Delete => self.forget(at),
            RunChange::HaveBack => {}
        }
    }

    fn forget(&mut self, at: usize) {
        self.forgotten.push(self.kept.remove(at));
        let superfluous = self.forgotten.len().saturating_sub(MOST_FORGOTTEN);
        self.forgotten.drain(..superfluous);
    }

    /// Puts a forgotten run back where it was.
    fn have_back(&mut self, id: RunId) {
        let Some(at) = self.forgotten.iter().position(|run| run.id == id) else { return };
        let run = self.forgotten.remove(at);
        // They stand in the order of their numbers.
        let place = self.kept.partition_point(|other| other.look.number < run.look.number);
        self.kept.insert(place, run);
        self.make_room();
    }
}

/// The newest sequences, of so many numbers together.
fn newest(mut sequences: VecDeque<Sequence>) -> VecDeque<Sequence> {
    let mut numbers: usize = sequences.iter().map(Sequence::numbers).sum();
    while numbers > KEPT_NUMBERS && sequences.len() > 1 {
        numbers -= sequences.pop_front().map_or(0, |sequence| sequence.numbers());
    }
    sequences.shrink_to_fit();
    sequences
}
