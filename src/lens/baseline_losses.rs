//! What it takes to beat, as losses: those of the baselines that need no network.

use super::output::{Entry, Found, LensOutput, NoChoice};
use super::{Frozen, LensContext};
use crate::evaluation::Part;

/// The losses of the baselines over the part of a table that speaks for a network.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineLosses {
    /// The step of the network that was asked of; the baselines have no part in it.
    pub step: u64,
    /// The part.
    pub part: Part,
    /// Those that have a number.
    pub losses: Vec<BaselineLoss>,
}

/// The loss of one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineLoss {
    /// What it is called: naive, seasonal, mean, linear.
    pub name: &'static str,
    /// The mean of squared errors over the part's samples and the targets, scaled, as the validation
    /// loss is.
    pub loss: f64,
    /// One sentence on what it is.
    pub sentence: String,
}

impl LensOutput for BaselineLosses {
    const ENTRY: Entry = Entry::new("baseline-losses");
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, String> {
        let Some(samples) = context.frozen.samples() else { return Err(String::new()) };
        let (step, part) = (context.frozen.step, Part::speaking(&samples));
        Ok(Found::Now(Self { step, part, losses: Vec::new() }))
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_quick(_: &Frozen) -> bool {
        false
    }
}
