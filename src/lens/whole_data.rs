//! Whole data: what the frozen network answers to every sample of its table, and how it goes on behind
//! the table's end.

use std::sync::Arc;

use super::output::{Entry, Found, LensOutput, NoChoice};
use super::{Frozen, LensContext};
use crate::evaluation::forecast::{Forecast, MOST_AHEAD, Memory};
use crate::evaluation::Sequences;
use crate::table::Samples;
use crate::trainer::Forecaster;

/// Why there is nothing to see where the data are no table.
const NO_TABLE: &str = "these data are no table of rows";

/// What a network makes of its whole table. Another look at the same network shows the same.
#[derive(Clone, Debug)]
pub struct WholeData {
    /// The step the network is at.
    pub step: u64,
    /// The table.
    pub samples: Arc<Samples>,
    /// Its answers, samples × targets, scaled as the targets are, as
    /// [`Answers`](crate::evaluation::Answers) takes them; NaN where nothing is predicted yet.
    pub prediction: Arc<Vec<f32>>,
    /// The rows behind the table's end; none where the task doesn't allow it, or not yet.
    pub forecast: Option<Arc<Forecast>>,
}

impl LensOutput for WholeData {
    const ENTRY: Entry = Entry::new("whole-data");
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, String> {
        whole_data(context.frozen).map(Found::Now).ok_or_else(|| NO_TABLE.to_owned())
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_quick(_: &Frozen) -> bool {
        false
    }
}

/// What a frozen network makes of its table; none where it has none.
fn whole_data(frozen: &Frozen) -> Option<WholeData> {
    let (samples, config) = (frozen.samples()?, &frozen.config);
    let weights: Vec<Vec<f32>> =
        frozen.parameters.iter().map(|values| values.values.clone()).collect();
    let mut network = Forecaster::new(config, &samples, &weights);
    let prediction: Vec<f32> =
        samples.parts.iter().flat_map(|part| network.part(part.clone())).collect();
    let ahead = if config.forecast > 0 { config.forecast as usize } else { config.time_steps };
    let mut network = Sequences::new(config, &samples, &weights);
    let (memory, ahead) = (Memory::of(config), ahead.min(MOST_AHEAD));
    let forecast = Forecast::new(&mut network, &samples, memory, ahead).ok().map(Arc::new);
    Some(WholeData { step: frozen.step, samples, prediction: Arc::new(prediction), forecast })
}
