//! The runs of a session: those that are over, kept small, and what the user calls them.

use std::collections::VecDeque;

use super::Run;
use crate::history::{History, finished_share};
use crate::recipe::Recipe;
use crate::text::ENGLISH;
use crate::thread::RunId;
use crate::worker::Sequence;

/// Runs that are kept at the most; of more, the oldest goes that isn't pinned.
pub const MOST_RUNS: usize = 100;
/// Samples of curves that are kept of each.
const KEPT_SAMPLES: usize = 2048;
/// Colours there are.
pub const COLOURS: usize = 6;
/// Colours and line styles together: each style has all colours.
pub const LOOKS: usize = 3 * COLOURS;

/// How a run is told from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLook {
    /// What the user calls it; "run 3" as long as they call it nothing.
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
    /// The recipe that it was playing when it was left.
    pub plan: Option<Recipe>,
    /// Its series, thinned.
    pub history: History,
    /// Its newest sequences, oldest first.
    pub sequences: VecDeque<Sequence>,
    /// Its last loss; the series may be too thin to have it.
    pub last_loss: Option<f32>,
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
}

/// The runs that are over, oldest first, and the live one's look.
#[derive(Debug)]
pub struct Runs {
    /// Those that are over.
    pub kept: Vec<KeptRun>,
    /// The live run's name and colour.
    pub live: RunLook,
}

impl RunLook {
    /// The look of a new run beside others: of the colours that the fewest of them have, the first.
    fn new<'a>(id: RunId, others: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let uses = |colour: &usize| others.clone().filter(|look| look.colour == *colour).count();
        // The first colour is blue, which the live run's prediction has already.
        let colours = (0..LOOKS).filter(|colour| !colour.is_multiple_of(COLOURS));
        let colour = colours.min_by_key(uses).unwrap_or_default();
        Self { name: (ENGLISH.session.run)(id), colour }
    }
}

impl KeptRun {
    /// What it takes to play it again from its first step: as far as it has come, or the whole recipe
    /// that it was playing.
    pub fn played(&self) -> Recipe {
        let last = self.history.last_step().unwrap_or(0);
        self.plan.clone().unwrap_or_else(|| self.recipe.ending_at(last))
    }
}

impl Runs {
    /// No runs yet but the live one, of this number.
    pub(super) fn new(live: RunId) -> Self {
        Self { kept: Vec::new(), live: RunLook::new(live, std::iter::empty()) }
    }

    /// The run of this number, if it is over and kept.
    pub fn get(&self, id: RunId) -> Option<&KeptRun> {
        self.kept.iter().find(|run| run.id == id)
    }

    /// Those that are drawn beside the live run.
    pub fn ghosts(&self) -> impl Iterator<Item = &KeptRun> {
        self.kept.iter().filter(|run| run.pinned && !run.hidden)
    }

    /// `run` is over, the one of number `next` goes on. A run without a step leaves nothing, unless
    /// that leaves a recipe that was being played.
    pub(super) fn keep(&mut self, run: Run, next: RunId, is_branch: bool) {
        if run.step() > 0 || is_branch {
            let look = self.live.clone();
            self.add(run, look);
        }
        self.live = RunLook::new(next, self.kept.iter().map(|run| &run.look));
    }

    fn add(&mut self, run: Run, look: RunLook) {
        let plan = run.plan_under_way().cloned();
        let last_loss = run.history.loss().last();
        let sequences = newest(run.sequences);
        let (id, recipe, history) = (run.id, run.recipe, run.history);
        let (pinned, hidden) = (false, false);
        let kept =
            KeptRun { id, look, recipe, plan, history, sequences, last_loss, pinned, hidden };
        self.kept.push(kept);
        self.make_room();
    }

    /// Keeps number and bytes of the runs within bounds.
    fn make_room(&mut self) {
        if self.kept.len() > MOST_RUNS {
            let oldest = self.kept.iter().position(|run| !run.pinned).unwrap_or(0);
            self.kept.remove(oldest);
        }
        let share = finished_share(self.kept.len());
        self.kept.iter_mut().for_each(|run| run.history.thin(share));
    }

    /// Does something to a run; of the live one, whose number is `live`, only the look can change.
    pub(super) fn change(&mut self, live: RunId, id: RunId, change: RunChange) {
        let Some(at) = self.kept.iter().position(|run| run.id == id) else {
            match change {
                RunChange::Rename(name) if id == live => self.live.name = name,
                RunChange::Recolour(colour) if id == live => self.live.colour = colour % LOOKS,
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
            RunChange::Rename(name) => run.look.name = name,
            RunChange::Recolour(colour) => run.look.colour = colour % LOOKS,
            RunChange::Delete => {
                self.kept.remove(at);
            }
        }
    }
}

/// The newest sequences, of so many samples together.
fn newest(mut sequences: VecDeque<Sequence>) -> VecDeque<Sequence> {
    let mut samples: usize = sequences.iter().map(|sequence| sequence.target.len()).sum();
    while samples > KEPT_SAMPLES && sequences.len() > 1 {
        samples -= sequences.pop_front().map_or(0, |sequence| sequence.target.len());
    }
    sequences.shrink_to_fit();
    sequences
}
