//! Evaluated: how good the frozen network is on its table, beside what needs no network.

use std::collections::VecDeque;
use std::sync::Arc;

use super::output::{Entry, Found, LensOutput, NoChoice, Work};
use super::table_work::{Answering, Compared, Shared};
use super::{Frozen, LensContext};
use crate::config::Config;
use crate::evaluation::{Answers, Evaluation, Judgement, Part, judged};
use crate::table::Samples;
use crate::text::Reason;

/// How good a network is on its table.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// The step the network is at.
    pub step: u64,
    /// What that step was taken with.
    pub config: Config,
    /// The table.
    pub samples: Arc<Samples>,
    /// The season of the seasonal baseline in rows, if there is one.
    pub season: Option<usize>,
    /// What `evaluation.csv` would say of it.
    pub evaluation: Evaluation,
}

impl LensOutput for Evaluated {
    const ENTRY: Entry = Entry::new("evaluation");
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, Reason> {
        let answering = context.answering()?;
        let compared = context.compared()?;
        let left = judged(&answering.borrow().subject.samples).collect();
        Ok(Found::begun(EvaluatedWork { answering, compared, left, rows: Vec::new() }))
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_quick(_: &Frozen) -> bool {
        false
    }
}

/// The answers, the baselines, and then judgement after judgement.
struct EvaluatedWork {
    answering: Shared<Answering>,
    compared: Shared<Compared>,
    left: VecDeque<(Part, usize)>,
    rows: Vec<Judgement>,
}

impl Work<Evaluated> for EvaluatedWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        if self.answering.borrow_mut().advance() || self.compared.borrow_mut().advance() {
            return Ok(true);
        }
        let (answering, compared) = (self.answering.borrow(), self.compared.borrow());
        if let (Some(prediction), Some(baselines)) = (answering.whole(), compared.found())
            && let Some((part, target)) = self.left.pop_front()
        {
            let answers = Answers::new(&answering.subject.samples, prediction)?;
            self.rows.push(Judgement::new(&answers, baselines, part, target));
        }
        Ok(!self.left.is_empty())
    }

    fn come(&mut self) -> Option<Evaluated> {
        if !self.left.is_empty() {
            return None;
        }
        let evaluation = Evaluation { rows: std::mem::take(&mut self.rows) };
        let season = self.compared.borrow().found().and_then(|baselines| baselines.season());
        let subject = &self.answering.borrow().subject;
        let (config, samples) = (subject.config.clone(), Arc::clone(&subject.samples));
        Some(Evaluated { step: subject.step, config, samples, season, evaluation })
    }

    fn part_done(&self) -> Option<f32> {
        Some(0.5 * (self.answering.borrow().part_done() + self.compared.borrow().part_done()))
    }

    fn step(&self) -> Option<u64> {
        Some(self.answering.borrow().subject.step)
    }
}
