//! Of a table the rows themselves can't be others; but what is read of them can be larger or smaller, or noisy, as from
//! another sensor.
//!
//! Read are windows all over the part that training is judged by: some of them, so that it takes no longer than a
//! picture or two, however long the table and however large the network.

use std::ops::Range;
use std::sync::Arc;

use super::{Noise, Variation};
use crate::config::{Config, LossOn, StateMode};
use crate::evaluation::Part;
use crate::evaluation::clock::Clock;
use crate::lens::{Frozen, MOST_SHOWN};
use crate::network::{Predictor, Spec};
use crate::table::Samples;

/// Rows before a stretch of windows that a carried state is led through.
const WARM_UP: usize = 100;
/// Rows that are read, at most; and products of a row with all weights, of which large networks have many. A stretch is
/// read in any case.
const MOST_ROWS: usize = 4000;
const MOST_PRODUCTS: usize = 2_000_000_000;

/// What a frozen network makes of a table whose inputs are other ones.
#[derive(Clone, Debug)]
pub struct OnTable {
    /// The step the network is at.
    pub step: u64,
    /// Factor of the inputs, scaled as the network reads them.
    pub amplitude: f64,
    /// Standard deviation of the normal noise on them.
    pub noise: f64,
    /// The part whose windows were read.
    pub part: Part,
    /// How many.
    pub windows: usize,
    /// The loss over these windows, scaled: the mean of what training's loss makes of the errors that count.
    pub loss: f64,
    /// That of the same windows, read as they are.
    pub unvaried_loss: f64,
    /// The table.
    pub samples: Arc<Samples>,
    /// When its rows were, where that is known.
    pub clock: Option<Clock>,
    /// The samples that are shown: the last ones that were read.
    pub shown: Range<usize>,
    /// The answers to them: samples × targets, scaled.
    pub prediction: Vec<f32>,
    /// The answers to them as they are.
    pub unvaried: Vec<f32>,
}

/// The network on the inputs of its table as `variation` has them, in stretches of so many windows.
pub(super) fn on_table(
    frozen: &Frozen,
    samples: Arc<Samples>,
    variation: &Variation,
    shown: usize,
) -> OnTable {
    let products = frozen.parameters.iter().map(|it| it.values.len()).sum();
    let plan = Plan::new(&frozen.config, &samples, shown, products);
    let mut reader = Reader::new(frozen, &samples, &plan);
    let as_it_is = Variation::default();
    let varied = Variation { amplitude: variation.amplitude, noise: variation.noise, ..as_it_is };
    let unvaried = reader.read(&as_it_is);
    let seen = if varied == as_it_is { unvaried.clone() } else { reader.read(&varied) };
    let shown = plan.shown();
    let skipped = unvaried.last.len() - shown.len() * samples.targets.len();
    OnTable {
        step: frozen.step,
        amplitude: varied.amplitude,
        noise: varied.noise,
        part: plan.part,
        windows: plan.starts.len() * plan.windows,
        loss: seen.loss,
        unvaried_loss: unvaried.loss,
        clock: Clock::of(Arc::clone(&samples)),
        shown,
        prediction: seen.last[skipped..].to_vec(),
        unvaried: unvaried.last[skipped..].to_vec(),
        samples,
    }
}

/// Which windows are read: stretches of some that follow each other, evenly spread over a part.
#[derive(Debug)]
struct Plan {
    part: Part,
    /// Samples before each stretch that the state is led through.
    lead: usize,
    /// Windows of a stretch, and samples of a window.
    windows: usize,
    time_steps: usize,
    /// The first sample of each stretch.
    starts: Vec<usize>,
}

impl Plan {
    fn new(config: &Config, samples: &Samples, windows: usize, products: usize) -> Self {
        let has_validation = !Part::Validation.of(samples).is_empty();
        let part = if has_validation { Part::Validation } else { Part::Train };
        let Range { start, end } = part.of(samples);
        let time_steps = config.time_steps.min(end - start).max(1);
        let windows = windows.min((end - start) / time_steps).max(1);
        let stretch = windows * time_steps;
        // The state is led through rows of another part, too, but there is nothing before the first row of all.
        let lead = if config.state == StateMode::Carry { WARM_UP.min(end - stretch) } else { 0 };
        let first = start.max(lead);
        let rows = MOST_ROWS.min(MOST_PRODUCTS / products.max(1));
        let room = end - stretch - first;
        let count = (room / stretch + 1).min(rows / (lead + stretch)).max(1);
        let starts = (0..count).map(|n| first + n * room / (count - 1).max(1)).collect();
        Self { part, lead, windows, time_steps, starts }
    }

    /// Samples of a stretch.
    fn stretch(&self) -> usize {
        self.windows * self.time_steps
    }

    /// The end of the last stretch, as much of it as lenses show.
    fn shown(&self) -> Range<usize> {
        let start = self.starts.last().copied().unwrap_or_default();
        let end = start + self.stretch();
        start.max(end.saturating_sub(MOST_SHOWN))..end
    }
}

/// What was read.
#[derive(Clone, Debug, Default)]
struct Seen {
    loss: f64,
    /// The answers to the last stretch: samples × targets.
    last: Vec<f32>,
}

/// A network that reads the stretches of a plan side by side.
struct Reader<'a> {
    config: &'a Config,
    samples: &'a Samples,
    plan: &'a Plan,
    network: Predictor,
}

impl<'a> Reader<'a> {
    fn new(frozen: &'a Frozen, samples: &'a Samples, plan: &'a Plan) -> Self {
        let config = &frozen.config;
        let (inputs, outputs) = (samples.inputs.len(), samples.targets.len());
        let spec = Spec { inputs, outputs, ..Spec::new(config) };
        let weights: Vec<Vec<f32>> =
            frozen.parameters.iter().map(|values| values.values.clone()).collect();
        Self { config, samples, plan, network: Predictor::new(&spec, &weights) }
    }

    fn read(&mut self, variation: &Variation) -> Seen {
        let (plan, inputs) = (self.plan, self.samples.inputs.len());
        let read = varied(self.samples, plan, variation);
        let part = |samples: Range<usize>| -> Vec<f32> {
            let part = samples.start * inputs..samples.end * inputs;
            read.iter().flat_map(|row| &row[part.clone()]).copied().collect()
        };
        let mut state = self.network.blank(read.len());
        self.network.run(&mut state, read.len(), plan.lead, &part(0..plan.lead));
        let (mut seen, mut counted) = (Seen::default(), 0);
        for first in (0..plan.stretch()).step_by(plan.time_steps) {
            if self.config.state != StateMode::Carry {
                state = self.network.blank(read.len());
            }
            let input = part(plan.lead + first..plan.lead + first + plan.time_steps);
            let answers = self.network.run(&mut state, read.len(), plan.time_steps, &input);
            let of_row = plan.time_steps * self.samples.targets.len();
            for (start, answers) in plan.starts.iter().zip(answers.chunks_exact(of_row)) {
                let window = start + first..start + first + plan.time_steps;
                let (sum, count) = cost(self.config, self.samples, window, answers);
                seen.loss += sum;
                counted += count;
            }
            seen.last.extend_from_slice(&answers[answers.len() - of_row..]);
        }
        seen.loss /= counted as f64;
        seen
    }
}

/// What the errors of a window cost, as far as they count, and how many these are.
fn cost(config: &Config, samples: &Samples, window: Range<usize>, answers: &[f32]) -> (f64, usize) {
    let targets = samples.target_of(window);
    let skipped = match config.loss_on {
        LossOn::All => 0,
        LossOn::Last => targets.len() - samples.targets.len(),
    };
    let pairs = answers.iter().zip(targets).skip(skipped);
    let costs =
        pairs.map(|(answer, target)| config.loss.cost(f64::from(*answer) - f64::from(*target)));
    (costs.sum(), targets.len() - skipped)
}

/// What the network reads, stretch by stretch with what leads to it: samples × inputs.
fn varied(samples: &Samples, plan: &Plan, variation: &Variation) -> Vec<Vec<f32>> {
    let mut noise = Noise::new();
    let stretch = |start: &usize| {
        let input = samples.input_of(start - plan.lead..start + plan.stretch());
        // Drawn even where there is none: a slider then changes its size only.
        let number =
            |x: &f32| (variation.amplitude * f64::from(*x) + variation.noise * noise.draw()) as f32;
        input.iter().map(number).collect()
    };
    plan.starts.iter().map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DataChoice, DataKind, Split};
    use crate::trainer::Trainer;

    /// A network that has trained some steps on three coordinates.
    fn trained(change: impl Fn(&mut Config)) -> Frozen {
        let mut config = Config {
            data: DataChoice::Kind(DataKind::Lorenz),
            samples: 900,
            hidden: 5,
            layers: 2,
            time_steps: 7,
            batch: 4,
            state: StateMode::Reset,
            ..Config::default()
        };
        change(&mut config);
        let mut trainer = Trainer::new(&config).unwrap();
        for _ in 0..20 {
            trainer.step().unwrap();
        }
        Frozen::now(&trainer, 0).unwrap()
    }

    /// The loss of these windows by the network in float64, one row at a time.
    fn directly(frozen: &Frozen, plan: &Plan, amplitude: f64, size: f64) -> f64 {
        let (samples, model) = (frozen.samples().unwrap(), frozen.model());
        let (inputs, targets) = (samples.inputs.len(), samples.targets.len());
        let (mut noise, mut sum, mut count) = (Noise::new(), 0.0, 0);
        for start in &plan.starts {
            let mut state = model.blank();
            for sample in start - plan.lead..start + plan.windows * plan.time_steps {
                let time_step = (sample + plan.time_steps * 1000 - start) % plan.time_steps;
                if sample >= *start && time_step == 0 && frozen.config.state != StateMode::Carry {
                    state = model.blank();
                }
                let input: Vec<f64> = samples.input[sample * inputs..][..inputs]
                    .iter()
                    .map(|x| f64::from(*x) * amplitude + size * noise.draw())
                    .collect();
                let answer = model.step(&mut state, &input).1;
                let is_last = time_step == plan.time_steps - 1;
                if sample >= *start && (frozen.config.loss_on == LossOn::All || is_last) {
                    for (k, answer) in answer.iter().enumerate() {
                        let target = f64::from(samples.target[sample * targets + k]);
                        sum += frozen.config.loss.cost(answer - target);
                        count += 1;
                    }
                }
            }
        }
        sum / f64::from(count)
    }

    #[test]
    fn losses_are_those_of_the_network_on_such_inputs() {
        for state in [StateMode::Carry, StateMode::Reset, StateMode::None] {
            for loss_on in [LossOn::All, LossOn::Last] {
                let frozen = trained(|config| (config.state, config.loss_on) = (state, loss_on));
                let samples = frozen.samples().unwrap();
                let plan = Plan::new(&frozen.config, &samples, 3, 1);
                assert_eq!((plan.windows, plan.part), (3, Part::Validation));
                assert!(plan.starts.len() > 2);
                for (amplitude, noise) in [(1.0, 0.0), (0.7, 0.0), (1.0, 0.3), (1.5, 0.2)] {
                    let variation = Variation { amplitude, noise, ..Variation::default() };
                    let found = on_table(&frozen, Arc::clone(&samples), &variation, 3);
                    for (found, expected) in [
                        (found.loss, directly(&frozen, &plan, amplitude, noise)),
                        (found.unvaried_loss, directly(&frozen, &plan, 1.0, 0.0)),
                    ] {
                        let off = (found - expected).abs();
                        assert!(
                            off < 1e-4 * expected,
                            "{state} {amplitude} {noise}: {found} {expected}"
                        );
                    }
                    assert_eq!(found.shown.len(), 21);
                    assert_eq!(found.prediction.len(), 21 * samples.targets.len());
                    let is_as_it_is = (amplitude, noise) == (1.0, 0.0);
                    assert_eq!(found.prediction == found.unvaried, is_as_it_is);
                }
            }
        }
    }

    #[test]
    fn without_a_validation_part_rows_that_were_trained_on_are_read() {
        let split = Split { train: 100.0, validation: 0.0, test: 0.0 };
        for state in [StateMode::Carry, StateMode::Reset] {
            let frozen = trained(|config| (config.split, config.state) = (split, state));
            let seen = on_table(&frozen, frozen.samples().unwrap(), &Variation::default(), 2);
            assert_eq!((seen.part, seen.loss), (Part::Train, seen.unvaried_loss));
            assert!(seen.loss.is_finite());
        }
    }

    #[test]
    fn it_takes_no_longer_than_it_may_and_reads_all_over_the_part() {
        for state in [StateMode::Carry, StateMode::Reset] {
            for (time_steps, products) in [(3, 1), (24, 10_000), (50, 5_000_000), (800, 5_000_000)]
            {
                let frozen = trained(|config| {
                    (config.samples, config.time_steps, config.state) = (30_000, 3, state);
                });
                let samples = frozen.samples().unwrap();
                let config = Config { time_steps, ..frozen.config.clone() };
                let plan = Plan::new(&config, &samples, 4, products);
                let rows = plan.starts.len() * (plan.lead + plan.stretch());
                assert!(plan.starts.len() == 1 || rows <= MOST_ROWS, "{rows}");
                assert!(plan.starts.len() == 1 || rows * products <= MOST_PRODUCTS, "{rows}");
                let part = plan.part.of(&samples);
                let ends = (plan.starts[0], plan.starts[plan.starts.len() - 1] + plan.stretch());
                assert!(ends.0 >= part.start && ends.1 <= part.end);
                assert!(plan.starts.len() == 1 || ends == (part.start, part.end));
                assert!(plan.starts.is_sorted_by(|one, next| one + plan.stretch() <= *next));
            }
        }
    }

    #[test]
    fn a_part_that_is_shorter_than_a_window_is_read_too() {
        let split = Split { train: 98.0, validation: 1.0, test: 1.0 };
        for state in [StateMode::Carry, StateMode::Reset] {
            let frozen = trained(|config| {
                (config.split, config.state, config.time_steps) = (split, state, 40);
            });
            let samples = frozen.samples().unwrap();
            let seen = on_table(&frozen, Arc::clone(&samples), &Variation::default(), 2);
            assert_eq!((seen.windows, seen.shown.len()), (1, Part::Validation.of(&samples).len()));
        }
    }
}
