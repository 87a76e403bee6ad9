//! Generalisation: the frozen network on data that it wasn't trained on.
//!
//! Another distance between samples, phase, amplitude or frequency, or noise on the input. A network
//! that has learned to keep time can bear some of it; one that has learned the samples by heart
//! can't. Of a table the inputs can be larger, smaller or noisy.

mod on_table;

use rand_mt::Mt;

use crate::config::StateMode;
use crate::data::Wave;
use crate::text::{Reason, Texts};

use super::output::{Entry, Found, LensOutput};
use super::{Frozen, LensContext, MOST_SHOWN, Model64, RowState};
pub use on_table::OnTable;

/// Time steps that the network reads before its loss counts, where the state is carried.
const WARM_UP: usize = 100;
/// Fewest time steps that the loss is a mean over.
const MEASURED: usize = 200;

/// Data other than those of training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Data {
    /// Distance between two samples in radians.
    pub spacing: f64,
    /// Added to every phase, in radians.
    pub phase: f64,
    /// Factor of input and target.
    pub amplitude: f64,
    /// Standard deviation of normal noise added to the input, on top of what training's data have.
    pub noise: f64,
    /// Factor of time: the input is sin(f t), the target cos(f t).
    pub frequency: f64,
}

/// Data other than those of training, in relation to them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variation {
    /// Distance between two samples by that of training.
    pub spacing: f64,
    /// Added to every phase, in radians.
    pub phase: f64,
    /// Factor of input and target.
    pub amplitude: f64,
    /// Standard deviation of the noise added to the input.
    pub noise: f64,
    /// Factor of time.
    pub frequency: f64,
}

impl Default for Variation {
    /// The data of training.
    fn default() -> Self {
        Self { spacing: 1.0, phase: 0.0, amplitude: 1.0, noise: 0.0, frequency: 1.0 }
    }
}

impl Variation {
    /// The data themselves.
    pub fn data(&self, frozen: &Frozen) -> Data {
        let Self { spacing, phase, amplitude, noise, frequency } = *self;
        Data { spacing: spacing * frozen.spacing, phase, amplitude, noise, frequency }
    }
}

/// What a frozen network makes of other data.
#[derive(Clone, Debug)]
pub enum Generalisation {
    /// On another wave than the one that it was trained on.
    OnWave(OnWave),
    /// On its table with other inputs.
    OnTable(OnTable),
}

/// What a frozen network makes of another wave.
#[derive(Clone, Debug, PartialEq)]
pub struct OnWave {
    /// The step the network is at.
    pub step: u64,
    /// The data that it read.
    pub data: Data,
    /// Distance between two samples of training's data in radians.
    pub training_spacing: f64,
    /// The loss on these data: the mean of what training's loss makes of the errors that count.
    pub loss: f64,
    /// That of the same network, measured in the same way, on the data of training.
    pub training_loss: f64,
    /// Time of each sample shown, in radians.
    pub t: Vec<f64>,
    /// What the network read.
    pub input: Vec<f64>,
    /// What it should have answered.
    pub target: Vec<f64>,
    /// What it answered.
    pub prediction: Vec<f64>,
}

impl LensOutput for Generalisation {
    const ENTRY: Entry = Entry::new("generalisation");
    type Choice = Variation;

    fn find(context: &mut LensContext<'_>, variation: &Variation) -> Result<Found<Self>, Reason> {
        let (frozen, windows) = (context.frozen, context.windows());
        if let Some(samples) = frozen.samples() {
            let seen = on_table::on_table(frozen, samples, variation, windows);
            return Ok(Found::Now(Self::OnTable(seen)));
        }
        Found::now(generalisation(frozen, &variation.data(frozen), windows).map(Self::OnWave))
    }

    fn step(&self) -> u64 {
        match self {
            Self::OnWave(seen) => seen.step,
            Self::OnTable(seen) => seen.step,
        }
    }
}

impl Data {
    /// The data of training.
    pub fn of_training(frozen: &Frozen) -> Self {
        let spacing = frozen.spacing;
        Self { spacing, phase: 0.0, amplitude: 1.0, noise: 0.0, frequency: 1.0 }
    }

    /// Where the samples lie: on training's grid if it is as dense, else without gaps.
    fn wave(&self, trained: &Wave) -> Wave {
        if self.spacing == trained.spacing { trained.clone() } else { trained.spaced(self.spacing) }
    }

    /// Input and target at a time, of the sample that has this number in training's data.
    fn sample(&self, wave: &Wave, t: f64, number: u64, noise: &mut Noise) -> (f64, f64) {
        let (input, target) = wave.sample(self.frequency * t + self.phase, number);
        // The noise is drawn even where it is zero: a slider then changes its size only.
        (self.amplitude * input + self.noise * noise.draw(), self.amplitude * target)
    }
}

/// Why there are no other data: training's are no wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Texts::in_force().obstacles.no_variation)]
pub struct NoVariation;

/// The network on `data`: its loss, and the curves of the last `shown` windows.
///
/// # Errors
/// [`NoVariation`].
pub fn generalisation(frozen: &Frozen, data: &Data, shown: usize) -> Result<OnWave, NoVariation> {
    let trained = frozen.wave.as_ref().ok_or(NoVariation)?;
    let seen = read(frozen, trained, data, shown);
    let training = Data::of_training(frozen);
    let same = *data == training;
    let training_loss = if same { seen.loss } else { read(frozen, trained, &training, shown).loss };
    Ok(OnWave { training_loss, ..seen })
}

/// Reads windows on from the one shown in training, with the state that it began with; counts the
/// loss once the state has settled.
fn read(frozen: &Frozen, trained: &Wave, data: &Data, shown: usize) -> OnWave {
    let (model, wave) = (frozen.model(), data.wave(trained));
    let warm_up = WARM_UP.div_ceil(wave.time_steps);
    let measured = MEASURED.div_ceil(wave.time_steps).max(shown);
    let mut reader = Reader { frozen, model, state: frozen.row_state(), noise: Noise::new() };
    for window in 0..warm_up {
        reader.window(data, &wave, window as i64, |_| ());
    }
    let mut seen = OnWave::of_nothing(frozen, data);
    let (objective, of_window) = (reader.model.objective(), wave.time_steps);
    let counts = |time_step: usize| objective.counts(time_step, of_window);
    let samples = (measured * (0..of_window).filter(|step| counts(*step)).count()) as f64;
    for window in warm_up..warm_up + measured {
        let in_sight = window + shown >= warm_up + measured;
        reader.window(data, &wave, window as i64, |sample| {
            if counts(sample.time_step) {
                seen.loss += objective.loss.cost(sample.prediction - sample.target) / samples;
            }
            // Of a long window its end alone.
            if in_sight && sample.time_step + MOST_SHOWN >= of_window {
                seen.push(sample);
            }
        });
    }
    seen
}

impl OnWave {
    /// Before the first window that counts.
    fn of_nothing(frozen: &Frozen, data: &Data) -> Self {
        Self {
            step: frozen.step,
            data: *data,
            training_spacing: frozen.spacing,
            loss: 0.0,
            training_loss: 0.0,
            t: Vec::new(),
            input: Vec::new(),
            target: Vec::new(),
            prediction: Vec::new(),
        }
    }

    fn push(&mut self, sample: Sample) {
        self.t.push(sample.t);
        self.input.push(sample.input);
        self.target.push(sample.target);
        self.prediction.push(sample.prediction);
    }
}

/// A network that reads window after window.
struct Reader<'a> {
    frozen: &'a Frozen,
    model: Model64<'a>,
    state: RowState,
    noise: Noise,
}

/// One time step of what was read.
struct Sample {
    /// Its number in its window.
    time_step: usize,
    t: f64,
    input: f64,
    target: f64,
    prediction: f64,
}

impl Reader<'_> {
    fn window(&mut self, data: &Data, wave: &Wave, window: i64, mut see: impl FnMut(Sample)) {
        if self.frozen.config.state == StateMode::Reset {
            self.state = self.model.blank();
        }
        for (i, t) in wave.phases(window).enumerate() {
            let (input, target) = data.sample(wave, t, wave.number(window, i), &mut self.noise);
            let (_, prediction) = self.model.step(&mut self.state, &[input]);
            see(Sample { time_step: i, t, input, target, prediction: prediction[0] });
        }
    }
}

/// Standard normal numbers, the same ones each time.
struct Noise(Mt);

impl Noise {
    fn new() -> Self {
        Self(Mt::new(1))
    }

    /// Box and Muller's method.
    fn draw(&mut self) -> f64 {
        let mut unit = || (f64::from(self.0.next_u32()) + 0.5) / (f64::from(u32::MAX) + 1.0);
        let (radius, turn) = ((-2.0 * libm::log(unit())).sqrt(), unit());
        radius * libm::cos(std::f64::consts::TAU * turn)
    }
}
