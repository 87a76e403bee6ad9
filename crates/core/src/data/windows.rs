//! Which samples of a table the rows of a step read.
//!
//! With L samples in the training part, T time steps and a batch of B, as `docs/your-own-data.md` has it:
//!
//! - state `carry`: B streams of S = ⌊L/B⌋ consecutive samples. Row r of a step is the samples
//!   r·S + w·T … r·S + w·T + T − 1 of window w, and an epoch has ⌊S/T⌋ steps. What is left over is never
//!   trained on.
//! - state `reset`, `none`: windows at each `stride` samples, K = ⌊(L−T)/stride⌋ + 1 of them. Row r of
//!   step n is position p = (n−1)·B + r, place p mod K of epoch ⌊p/K⌋; a batch may straddle two epochs.

use std::sync::{Arc, Mutex, PoisonError};

use rand_mt::Mt;

use super::{DataError, Position};
use crate::config::{Config, Field, StateMode, Stride};

/// How the training part is cut into windows.
#[derive(Debug)]
pub(super) struct Windows {
    plan: Plan,
    /// The order of the windows of the epochs asked for last, newest first.
    orders: Mutex<Vec<(u64, Arc<[u32]>)>>,
}

/// What of a configuration decides how windows lie.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Plan {
    batch: u64,
    time_steps: u64,
    cut: Cut,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    /// Streams of this many samples, one for each batch row, and windows in each.
    Streams { length: u64, windows: u64 },
    /// So many windows a stride apart; shuffled by the seed, where there is one. State none is apart
    /// from reset, since a change from one to the other begins a new epoch.
    Windows { count: u64, stride: u64, shuffled_by: Option<u32>, state: StateMode },
}

impl PartialEq for Windows {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan
    }
}

impl Windows {
    /// The windows of a training part of so many samples.
    ///
    /// # Errors
    /// Where there is none: [`DataError`] says what would fit.
    pub(super) fn new(config: &Config, samples: usize) -> Result<Self, DataError> {
        let (samples, batch) = (samples as u64, config.batch as u64);
        let time_steps = config.time_steps as u64;
        let cut = match config.state {
            StateMode::Carry => {
                let length = samples / batch;
                Cut::Streams { length, windows: length / time_steps }
            }
            state => {
                let stride = match config.stride {
                    Stride::TimeSteps => time_steps,
                    Stride::Samples(samples) => samples,
                };
                let count = samples.checked_sub(time_steps).map_or(0, |rest| rest / stride + 1);
                let shuffled_by = config.shuffle.then_some(config.seed);
                Cut::Windows { count, stride, shuffled_by, state }
            }
        };
        let plan = Plan { batch, time_steps, cut };
        if plan.windows() == 0 {
            return Err(too_few(config, samples));
        }
        Ok(Self { plan, orders: Mutex::new(Vec::new()) })
    }

    /// The first sample of a batch row.
    pub(super) fn first_sample(&self, at: Position, row: usize) -> usize {
        let row = row as u64;
        let Plan { batch, time_steps, cut } = self.plan;
        let first = match cut {
            Cut::Streams { length, windows } => row * length + at.batches % windows * time_steps,
            Cut::Windows { count, stride, shuffled_by, .. } => {
                let place = at.batches * batch + row;
                let (epoch, place) = (at.sample + place / count, place % count);
                let window = match shuffled_by {
                    Some(seed) => self.order(seed, epoch, count)[place as usize].into(),
                    None => place,
                };
                window * stride
            }
        };
        first as usize
    }

    /// Windows of an epoch over all batch rows, and the steps that read them; the last may read on into the next
    /// epoch.
    pub(super) fn in_an_epoch(&self) -> (u64, u64) {
        let windows = self.plan.windows();
        match self.plan.cut {
            Cut::Streams { .. } => (windows * self.plan.batch, windows),
            Cut::Windows { .. } => (windows, windows.div_ceil(self.plan.batch)),
        }
    }

    /// The windows of an epoch in their order: `torch.randperm` of a generator with the seed plus the
    /// epoch's number.
    fn order(&self, seed: u32, epoch: u64, count: u64) -> Arc<[u32]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, order)) = orders.iter().find(|(of, _)| *of == epoch) {
            return Arc::clone(order);
        }
        let order: Arc<[u32]> = permutation(seed.wrapping_add(epoch as u32), count as usize).into();
        orders.insert(0, (epoch, Arc::clone(&order)));
        // A batch straddles two epochs, and who looks back may ask for one before.
        orders.truncate(3);
        order
    }

    /// Whole epochs before the batch at a position.
    pub(super) fn epochs(&self, at: Position) -> u64 {
        at.sample + self.plan.read_before(at) / self.plan.windows()
    }

    /// Whether the batch at a position starts from zeros even where the state is carried: an epoch begins.
    pub(super) fn begins_epoch(&self, at: Position) -> bool {
        self.plan.read_before(at).is_multiple_of(self.plan.windows())
    }

    /// Where a new layout begins that takes the place of the batch at `at`: with an epoch of its own, whose
    /// number is the next one.
    pub(super) fn next_layout(&self, at: Position) -> Position {
        let begun = u64::from(!self.begins_epoch(at));
        Position { origin: 0.0, sample: self.epochs(at) + begun, batches: 0 }
    }
}

impl Plan {
    /// Windows of an epoch, as they are counted: of streams those of one.
    fn windows(&self) -> u64 {
        match self.cut {
            Cut::Streams { windows, .. } => windows,
            Cut::Windows { count, .. } => count,
        }
    }

    /// Windows that a step reads, so counted.
    fn read_at_once(&self) -> u64 {
        match self.cut {
            Cut::Streams { .. } => 1,
            Cut::Windows { .. } => self.batch,
        }
    }

    /// Windows read in this layout before the batch at `at`.
    fn read_before(&self, at: Position) -> u64 {
        at.batches * self.read_at_once()
    }
}

/// What is wrong with sizes of which not a single window fits.
fn too_few(config: &Config, samples: u64) -> DataError {
    let (batch, time_steps) = (config.batch as u64, config.time_steps as u64);
    if config.state != StateMode::Carry || batch == 1 {
        return DataError::worded(Field::TimeSteps, move |words| {
            (words.too_few_for_a_window)(samples as usize, time_steps)
        });
    }
    DataError::worded(Field::Batch, move |words| {
        let fits = match samples / time_steps {
            0 => (words.batch_with)(1, samples),
            rows => (words.batch_or)(rows, (samples / batch).max(1)),
        };
        (words.too_few_for_streams)(samples as usize, batch, time_steps, &fits)
    })
}

/// `torch.randperm(count)` of a generator with this seed: from the identity, each place is swapped with one
/// from there on, chosen by the next number of MT19937.
fn permutation(seed: u32, count: usize) -> Vec<u32> {
    let mut numbers = Mt::new(seed);
    let mut order: Vec<u32> = (0..count as u32).collect();
    for place in 0..count.saturating_sub(1) {
        let ahead = numbers.next_u32() as usize % (count - place);
        order.swap(place, place + ahead);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trained samples of each step, row after row, without a thought for how the code finds them.
    fn naive(config: &Config, samples: usize, steps: usize) -> Vec<Vec<usize>> {
        let (batch, length) = (config.batch, config.time_steps);
        let stride = match config.stride {
            Stride::TimeSteps => length,
            Stride::Samples(stride) => stride as usize,
        };
        if config.state == StateMode::Carry {
            let stream = samples / batch;
            let windows = stream / length;
            return (0..steps)
                .map(|step| (0..batch).map(|row| row * stream + step % windows * length).collect())
                .collect();
        }
        let mut firsts = Vec::new();
        let mut epoch = 0;
        while firsts.len() < steps * batch {
            let mut windows: Vec<usize> = (0..=samples - length).step_by(stride).collect();
            if config.shuffle {
                let order = permutation(config.seed.wrapping_add(epoch), windows.len());
                windows = order.iter().map(|&window| windows[window as usize]).collect();
            }
            firsts.extend(windows);
            epoch += 1;
        }
        firsts.chunks(batch).take(steps).map(<[usize]>::to_vec).collect()
    }

    fn found(config: &Config, samples: usize, steps: usize) -> Vec<Vec<usize>> {
        let windows = Windows::new(config, samples).unwrap();
        (0..steps as u64)
            .map(|batches| {
                let at = Position { batches, ..Position::START };
                (0..config.batch).map(|row| windows.first_sample(at, row)).collect()
            })
            .collect()
    }

    fn configs() -> impl Iterator<Item = Config> {
        let base = Config { time_steps: 7, batch: 3, seed: 5, ..Config::default() };
        let reset = Config { state: StateMode::Reset, ..base.clone() };
        let overlapping = Config { stride: Stride::Samples(2), ..reset.clone() };
        let shuffled = Config { shuffle: true, ..overlapping.clone() };
        [base, reset, overlapping, shuffled].into_iter()
    }

    #[test]
    fn rows_read_what_the_rules_say_across_epochs() {
        for config in configs() {
            for samples in [21, 50, 101] {
                assert_eq!(found(&config, samples, 60), naive(&config, samples, 60), "{config:?}");
            }
        }
    }

    #[test]
    fn an_epoch_ends_with_the_step_that_takes_its_last_window() {
        for config in configs() {
            let windows = Windows::new(&config, 50).unwrap();
            let at = |batches| Position { batches, sample: 4, ..Position::START };
            let of_an_epoch = match config.state {
                StateMode::Carry => 50 / 3 / 7,
                _ => (50 - 7) / if config.stride == Stride::TimeSteps { 7 } else { 2 } + 1,
            };
            let read = if config.state == StateMode::Carry { 1 } else { 3 };
            for step in 0..40 {
                assert_eq!(windows.epochs(at(step)), 4 + step * read / of_an_epoch);
                let begins = (step * read).is_multiple_of(of_an_epoch);
                assert_eq!(windows.begins_epoch(at(step)), begins);
                let next = windows.next_layout(at(step));
                assert_eq!(next.batches, 0);
                assert_eq!(next.sample, 4 + (step * read).div_ceil(of_an_epoch));
            }
        }
    }

    #[test]
    fn permutations_are_those_of_torch() {
        // torch.manual_seed(seed); torch.randperm(10): PyTorch 2.15.
        assert_eq!(permutation(0, 1), [0]);
        let mut order = permutation(3, 1000);
        assert_ne!(order[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        order.sort_unstable();
        assert!(order.iter().copied().eq(0..1000));
    }

    #[test]
    fn sizes_that_dont_fit_are_told_what_would() {
        let said =
            |config: Config, samples| Windows::new(&config, samples).unwrap_err().to_string();
        let carry = Config { time_steps: 10, batch: 8, ..Config::default() };
        let reason = said(carry.clone(), 50);
        assert!(reason.contains("batch = 5") && reason.contains("time_steps = 6"), "{reason}");
        for fitting in
            [Config { batch: 5, ..carry.clone() }, Config { time_steps: 6, ..carry.clone() }]
        {
            assert!(Windows::new(&fitting, 50).is_ok());
        }
        assert!(said(carry.clone(), 7).contains("batch = 1 with time_steps = 7"));
        let reset = Config { state: StateMode::Reset, ..carry };
        assert!(said(reset.clone(), 9).contains("time_steps = 9"));
        assert!(Windows::new(&reset, 10).is_ok());
    }
}
