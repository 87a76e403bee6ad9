//! Which of a sample's numbers are drawn, and in which unit.

use crate::data::{Shape, Source};
use crate::table::{SampleColumn, Samples, Scaling};

/// One of the inputs or targets of a sample, and the unit in which it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Channel {
    /// Its number, from 0.
    pub(in crate::app) number: usize,
    /// How the network's numbers came from those that are drawn.
    scaling: Scaling,
}

impl Channel {
    /// A target in the data's unit, where they have one.
    pub(in crate::app) fn target(source: &dyn Source, number: usize) -> Self {
        let column = source.samples().and_then(|samples| target_column(samples, number));
        Self::of(number, column)
    }

    /// An input in the data's unit, where they have one.
    pub(in crate::app) fn input(source: &dyn Source, number: usize) -> Self {
        let column = source.samples().and_then(|samples| input_column(samples, number));
        Self::of(number, column)
    }

    fn of(number: usize, column: Option<&SampleColumn>) -> Self {
        Self { number, scaling: column.map_or(Scaling::NONE, |column| column.scaling) }
    }

    /// What is drawn of a number of the network's.
    pub(in crate::app) fn value(&self, scaled: f32) -> f64 {
        self.value_of(f64::from(scaled))
    }

    /// The same of one that isn't rounded.
    pub(in crate::app) fn value_of(&self, scaled: f64) -> f64 {
        self.scaling.unscaled(scaled)
    }
}

/// What of a sample is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Channels {
    /// The target, and what was answered to it.
    pub(in crate::app) target: Channel,
    /// What was read.
    pub(in crate::app) inputs: Vec<Channel>,
}

impl Channels {
    /// The first target in the data's unit, and nothing of what was read.
    pub(in crate::app) fn first_target(source: &dyn Source) -> Self {
        Self { target: Channel::target(source, 0), inputs: Vec::new() }
    }

    /// A target and all inputs in the data's units.
    pub(in crate::app) fn with_inputs(source: &dyn Source, target: usize) -> Self {
        let Shape { inputs, .. } = source.shape();
        let inputs = (0..inputs).map(|number| Channel::input(source, number)).collect();
        Self { target: Channel::target(source, target), inputs }
    }
}

/// The column of a table that a target stands in.
pub(in crate::app) fn target_column(samples: &Samples, number: usize) -> Option<&SampleColumn> {
    samples.columns.get(*samples.targets.get(number)?)
}

/// The column of a table that an input stands in.
pub(in crate::app) fn input_column(samples: &Samples, number: usize) -> Option<&SampleColumn> {
    samples.columns.get(*samples.inputs.get(number)?)
}
