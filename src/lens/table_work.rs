//! What lenses on a table share: the answers to all samples, the forecast, and what needs no network.
//!
//! Each takes long and is found bit by bit. Several lenses ask for the same at the same step, so that what is
//! under way is kept in the [`LensMemory`](super::LensMemory) and whoever has its turn goes on with it: nothing
//! is predicted twice. All of it is what `rnnscope train` computes, bit for bit.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::phase_portrait::Approach;
use super::{Frozen, LensContext};
use crate::config::{Config, Season};
use crate::evaluation::forecast::{Forecast, Foretelling, Memory, usual_length};
use crate::evaluation::{Baselines, Comparing, Sequences, season_of};
use crate::table::Samples;
use crate::text::{Reason, Texts};
use crate::trainer::{Forecaster, PartWay};

/// Why there is nothing to see where the data are no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Texts::in_force().obstacles.no_table)]
pub(super) struct NoTable;

/// Something under way that several lenses wait for.
pub(super) type Shared<T> = Rc<RefCell<T>>;

/// A frozen network and its table.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) step: u64,
    pub(super) config: Config,
    pub(super) samples: Arc<Samples>,
    /// Every variable in PyTorch's order.
    weights: Rc<Vec<Vec<f32>>>,
}

impl Subject {
    fn of(frozen: &Frozen) -> Result<Self, NoTable> {
        let samples = frozen.samples().ok_or(NoTable)?;
        let weights = frozen.parameters.iter().map(|values| values.values.clone()).collect();
        let (step, config) = (frozen.step, frozen.config.clone());
        Ok(Self { step, config, samples, weights: Rc::new(weights) })
    }
}

/// The answers to all samples, part after part, as far as they have come.
#[derive(Debug)]
pub(super) struct Answering {
    pub(super) subject: Subject,
    /// None when all is answered.
    under_way: Option<(Forecaster<Arc<Samples>>, PartWay)>,
    part: usize,
    so_far: Vec<f32>,
    whole: Option<Arc<Vec<f32>>>,
}

impl Answering {
    fn new(subject: Subject) -> Self {
        let samples = Arc::clone(&subject.samples);
        let network = Forecaster::new(&subject.config, samples, &subject.weights);
        let way = network.begin(subject.samples.parts[0].clone());
        let so_far = Vec::with_capacity(subject.samples.target.len());
        Self { subject, under_way: Some((network, way)), part: 0, so_far, whole: None }
    }

    /// Goes on a little; false when nothing is left to do.
    pub(super) fn advance(&mut self) -> bool {
        let Some((network, way)) = &mut self.under_way else { return false };
        if network.advance(way, &mut self.so_far) {
            return true;
        }
        self.part += 1;
        match self.subject.samples.parts.get(self.part) {
            Some(part) => *way = network.begin(part.clone()),
            None => {
                self.under_way = None;
                self.whole = Some(Arc::new(std::mem::take(&mut self.so_far)));
            }
        }
        self.whole.is_none()
    }

    /// All answers, samples × targets, scaled; none before the last is there.
    pub(super) fn whole(&self) -> Option<&Arc<Vec<f32>>> {
        self.whole.as_ref()
    }

    /// As many answers as there are samples, NaN where there is none yet.
    pub(super) fn so_far(&self) -> Arc<Vec<f32>> {
        self.whole.clone().unwrap_or_else(|| {
            let mut answers = self.so_far.clone();
            answers.resize(self.subject.samples.target.len(), f32::NAN);
            Arc::new(answers)
        })
    }

    /// The part that is done, from 0 to 1.
    pub(super) fn part_done(&self) -> f32 {
        let all = self.subject.samples.target.len().max(1);
        if self.whole.is_some() { 1.0 } else { self.so_far.len() as f32 / all as f32 }
    }
}

/// The rows behind the table's end, as far as they have come.
#[derive(Debug)]
pub(super) struct Ahead {
    pub(super) subject: Subject,
    under_way: Option<(Foretelling<Arc<Samples>>, Sequences)>,
    /// The forecast, or why there is none.
    found: Option<Result<Arc<Forecast>, Reason>>,
}

impl Ahead {
    fn new(subject: Subject) -> Self {
        let Subject { config, samples, weights, .. } = &subject;
        let ahead = usual_length(config);
        match Foretelling::new(Arc::clone(samples), Memory::of(config), ahead) {
            Ok(work) => {
                let network = Sequences::new(config, samples, weights);
                Self { subject, under_way: Some((work, network)), found: None }
            }
            Err(reason) => Self { subject, under_way: None, found: Some(Err(reason.into())) },
        }
    }

    /// Goes on a little; false when nothing is left to do.
    pub(super) fn advance(&mut self) -> bool {
        let Some((work, network)) = &mut self.under_way else { return false };
        match work.advance(network) {
            Ok(true) => return true,
            Ok(false) => {
                let work = self.under_way.take();
                self.found = work.map(|(work, _)| Ok(Arc::new(work.forecast())));
            }
            Err(reason) => {
                self.under_way = None;
                self.found = Some(Err(reason.into()));
            }
        }
        false
    }

    /// The forecast, or why there is none; nothing yet while it is under way.
    pub(super) fn found(&self) -> Option<&Result<Arc<Forecast>, Reason>> {
        self.found.as_ref()
    }

    /// The part that is done, from 0 to 1.
    pub(super) fn part_done(&self) -> f32 {
        self.under_way.as_ref().map_or(1.0, |(work, _)| work.part_done())
    }
}

/// The baselines of a table, which hang on no network.
#[derive(Debug)]
pub(super) struct Compared {
    config: Config,
    pub(super) samples: Arc<Samples>,
    under_way: Option<Comparing<Arc<Samples>>>,
    found: Option<Arc<Baselines>>,
}

impl Compared {
    fn new(config: &Config, samples: &Arc<Samples>) -> Self {
        let (config, samples) = (config.clone(), Arc::clone(samples));
        Self { config, samples, under_way: None, found: None }
    }

    /// Whether they are those of these settings and samples.
    fn is_of(&self, config: &Config, samples: &Arc<Samples>) -> bool {
        Arc::ptr_eq(&self.samples, samples) && yardstick(&self.config) == yardstick(config)
    }

    /// Goes on a little; false when nothing is left to do.
    pub(super) fn advance(&mut self) -> bool {
        if self.found.is_some() {
            return false;
        }
        let work = self.under_way.get_or_insert_with(|| {
            let season = season_of(&self.config, &self.samples);
            Comparing::new(Arc::clone(&self.samples), self.config.time_steps, season)
        });
        if work.advance() {
            return true;
        }
        self.found = Some(Arc::new(work.baselines()));
        self.under_way = None;
        false
    }

    /// The baselines; none before they are there.
    pub(super) fn found(&self) -> Option<&Arc<Baselines>> {
        self.found.as_ref()
    }

    /// The part that is done, from 0 to 1.
    pub(super) fn part_done(&self) -> f32 {
        let under_way = self.under_way.as_ref().map_or(0.0, Comparing::part_done);
        if self.found.is_some() { 1.0 } else { under_way }
    }
}

/// What of a configuration decides the baselines of a table.
pub(super) fn yardstick(config: &Config) -> (usize, Season) {
    (config.time_steps, config.season)
}

impl LensContext<'_> {
    /// The answers of this network to all samples of its table, to be gone on with.
    ///
    /// # Errors
    /// [`NoTable`].
    pub(super) fn answering(&mut self) -> Result<Shared<Answering>, NoTable> {
        let known = self.memory.answering.take().filter(|known| {
            let done = known.borrow().whole.is_some();
            self.serves(&known.borrow().subject, done || Rc::strong_count(known) == 1)
        });
        let answering = match known {
            Some(known) => known,
            None => Rc::new(RefCell::new(Answering::new(Subject::of(self.frozen)?))),
        };
        self.memory.answering = Some(Rc::clone(&answering));
        Ok(answering)
    }

    /// The rows behind the table's end, likewise.
    ///
    /// # Errors
    /// [`NoTable`].
    pub(super) fn ahead(&mut self) -> Result<Shared<Ahead>, NoTable> {
        let known = self.memory.ahead.take().filter(|known| {
            let done = known.borrow().found.is_some();
            self.serves(&known.borrow().subject, done || Rc::strong_count(known) == 1)
        });
        let ahead = match known {
            Some(known) => known,
            None => Rc::new(RefCell::new(Ahead::new(Subject::of(self.frozen)?))),
        };
        self.memory.ahead = Some(Rc::clone(&ahead));
        Ok(ahead)
    }

    /// What the network is compared with, likewise.
    ///
    /// # Errors
    /// [`NoTable`].
    pub(super) fn compared(&mut self) -> Result<Shared<Compared>, NoTable> {
        let (config, samples) = (&self.frozen.config, self.frozen.samples().ok_or(NoTable)?);
        let known = self.memory.compared.take();
        let known = known.filter(|known| known.borrow().is_of(config, &samples));
        let compared =
            known.unwrap_or_else(|| Rc::new(RefCell::new(Compared::new(config, &samples))));
        self.memory.compared = Some(Rc::clone(&compared));
        Ok(compared)
    }

    /// Whether what was begun for a network serves who asks now: it is the same network; or, while training
    /// goes on, one of a few steps ago for which another lens waits, unless it is left alone.
    fn serves(&self, subject: &Subject, is_alone: bool) -> bool {
        let same = subject.step == self.frozen.step;
        let is_joined = !is_alone && self.approach == Approach::Slow;
        subject.config == self.frozen.config && (same || is_joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DataChoice, DataKind, StateMode};
    use crate::lens::LensMemory;
    use crate::lens::gradient_norm::{GradientNorm, gradient_norm};
    use crate::trainer::Trainer;

    /// A network on a table after each of its first steps, up to two.
    fn networks() -> Vec<(Frozen, GradientNorm)> {
        let config = Config {
            data: DataChoice::Kind(DataKind::MackeyGlass),
            samples: 300,
            hidden: 4,
            time_steps: 8,
            state: StateMode::Reset,
            ..Config::default()
        };
        let mut trainer = Trainer::new(&config).unwrap();
        let step = |_| {
            trainer.step().unwrap();
            (Frozen::now(&trainer, 0).unwrap(), gradient_norm(&trainer).unwrap())
        };
        (1..=2).map(step).collect()
    }

    fn answering(
        (frozen, norms): &(Frozen, GradientNorm),
        approach: Approach,
        memory: &mut LensMemory,
    ) -> Shared<Answering> {
        LensContext { frozen, norms, approach, memory }.answering().unwrap()
    }

    #[test]
    fn lenses_that_look_at_one_network_share_its_answers() {
        let (networks, mut memory) = (networks(), LensMemory::default());
        for approach in [Approach::Slow, Approach::AtOnce] {
            let one = answering(&networks[0], approach, &mut memory);
            let other = answering(&networks[0], approach, &mut memory);
            assert!(Rc::ptr_eq(&one, &other));
            while one.borrow_mut().advance() {}
            // Whoever comes later finds all of them.
            assert!(answering(&networks[0], approach, &mut memory).borrow().whole().is_some());
        }
    }

    #[test]
    fn while_training_goes_on_others_join_what_is_waited_for() {
        let (networks, mut memory) = (networks(), LensMemory::default());
        let first = answering(&networks[0], Approach::Slow, &mut memory);
        let joined = answering(&networks[1], Approach::Slow, &mut memory);
        assert!(Rc::ptr_eq(&first, &joined) && joined.borrow().subject.step == 1);
        // At rest each step has its own, and what nobody waits for is left.
        let own = answering(&networks[1], Approach::AtOnce, &mut memory);
        assert_eq!(own.borrow().subject.step, 2);
        drop(own);
        let again = answering(&networks[0], Approach::Slow, &mut memory);
        assert_eq!(again.borrow().subject.step, 1, "nobody waits for step 2");
        while again.borrow_mut().advance() {}
        let next = answering(&networks[1], Approach::Slow, &mut memory);
        assert_eq!(next.borrow().subject.step, 2, "what is done is of its own step");
    }
}
