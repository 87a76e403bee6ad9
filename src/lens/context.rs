//! What a lens can look at, and what lenses keep from one look to the next.

use super::gradient_norm::GradientNorm;
use super::phase_portrait::{Approach, Basis};
use super::table_work::{Ahead, Answering, Compared, Shared};
use super::{Frozen, Values};

/// Samples over which the recent past is shown, in whole windows: the curves' three periods.
const SAMPLES: usize = 60;

/// What a lens can look at.
#[derive(Debug)]
pub struct LensContext<'a> {
    /// The network.
    pub frozen: &'a Frozen,
    /// The gradient's norms in the step that the network took last.
    pub norms: &'a GradientNorm,
    /// How what moves slowly comes to this network.
    pub approach: Approach,
    /// What earlier looks at the same run left.
    pub memory: &'a mut LensMemory,
}

/// What lenses keep from one copy of a run to the next.
#[derive(Debug, Default)]
pub struct LensMemory {
    /// Where the phase portrait was seen from last, and of which layer.
    pub(super) basis: Option<(usize, Basis)>,
    /// What the run began with.
    pub(super) initial: Option<Vec<Values>>,
    /// The last answers to all of a table.
    pub(super) answering: Option<Shared<Answering>>,
    /// The last rows behind its end.
    pub(super) ahead: Option<Shared<Ahead>>,
    /// What needs no network.
    pub(super) compared: Option<Shared<Compared>>,
    /// Whether the whole table was answered before.
    pub(super) has_seen_whole_data: bool,
}

impl LensMemory {
    /// What stays true of another run: what hangs on its data alone.
    pub fn for_another_run(self) -> Self {
        Self { compared: self.compared, ..Self::default() }
    }
}

impl LensContext<'_> {
    /// Windows over which a lens shows the recent past.
    pub(super) fn windows(&self) -> usize {
        SAMPLES.div_ceil(self.frozen.time_steps)
    }
}
