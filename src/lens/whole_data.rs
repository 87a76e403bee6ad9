//! Whole data: what the frozen network answers to every sample of its table, and how it goes on behind
//! the table's end.

use std::sync::Arc;

use super::output::{Entry, Found, LensOutput, NoChoice, Work};
use super::table_work::{Ahead, Answering, Shared};
use super::{Frozen, LensContext};
use crate::evaluation::forecast::{Forecast, check_samples};
use crate::table::Samples;
use crate::text::Reason;

/// The first part of the first answers that is worth a look, and how much more there is at the next one.
const FIRST_LOOK: f32 = 0.02;
const MORE: f32 = 2.0;

/// What a network makes of its whole table.
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

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, Reason> {
        let answering = context.answering()?;
        let ahead = context.ahead()?;
        let is_first = !std::mem::replace(&mut context.memory.has_seen_whole_data, true);
        Ok(Found::begun(WholeDataWork { answering, ahead, is_first, next_look: FIRST_LOOK }))
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_settled(&self) -> bool {
        let is_answered = self.prediction.last().is_none_or(|last| !last.is_nan());
        is_answered && (self.forecast.is_some() || check_samples(&self.samples).is_err())
    }

    fn is_quick(_: &Frozen) -> bool {
        false
    }
}

/// The answers, then the forecast.
struct WholeDataWork {
    answering: Shared<Answering>,
    ahead: Shared<Ahead>,
    /// Whether nothing was seen before: then what there is is shown as it grows. Later the last whole picture
    /// stays until the next is.
    is_first: bool,
    /// The part at which that is worth the next look.
    next_look: f32,
}

impl Work<WholeData> for WholeDataWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        Ok(self.answering.borrow_mut().advance() || self.ahead.borrow_mut().advance())
    }

    fn come(&mut self) -> Option<WholeData> {
        let (answering, ahead) = (self.answering.borrow(), self.ahead.borrow());
        let (part, is_whole) = (answering.part_done(), ahead.found().is_some());
        let is_whole = is_whole && answering.whole().is_some();
        if !(is_whole || self.is_first && part >= self.next_look) {
            return None;
        }
        // With all answers there, the forecast is waited for.
        self.next_look = if part < 1.0 { (MORE * part).min(1.0) } else { f32::INFINITY };
        let forecast = ahead.found().and_then(|found| found.as_ref().ok().cloned());
        let samples = Arc::clone(&answering.subject.samples);
        let step = answering.subject.step;
        Some(WholeData { step, samples, prediction: answering.so_far(), forecast })
    }

    fn part_done(&self) -> Option<f32> {
        Some(0.5 * (self.answering.borrow().part_done() + self.ahead.borrow().part_done()))
    }

    fn step(&self) -> Option<u64> {
        Some(self.answering.borrow().subject.step)
    }
}
