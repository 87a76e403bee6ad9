//! Forecasts by networks whose answers are known.

use super::*;
use crate::evaluation::forecast::{
    FEWEST, Forecast, ForecastError, Memory, Point, SequenceModel, check,
};

/// Answers with the sum of all that was read of each sequence, by a tenth, and a constant.
#[derive(Default)]
struct Adder {
    sums: Vec<f32>,
    outputs: Vec<f32>,
    /// Time steps that were read at all.
    read: usize,
    /// How many it may be asked to read at once, and was; any where there is no such number.
    most: Option<usize>,
    longest: usize,
}

impl SequenceModel for Adder {
    type Error = ForecastError;

    fn begin(&mut self, rows: usize) {
        self.sums = vec![0.0; rows];
    }

    fn at_once(&self, rows: usize) -> usize {
        self.most.filter(|_| rows > 1).unwrap_or(usize::MAX)
    }

    fn read(&mut self, time_steps: usize, input: &[f32]) -> Result<&[f32], ForecastError> {
        assert_eq!(input.len(), self.sums.len() * time_steps);
        self.longest =
            if self.sums.len() > 1 { self.longest.max(time_steps) } else { self.longest };
        self.outputs.clear();
        for (sum, input) in self.sums.iter_mut().zip(input.chunks(time_steps)) {
            for number in input {
                *sum = 0.9 * *sum + number;
                self.outputs.push(0.1 * *sum + 0.05);
            }
        }
        self.read += input.len();
        Ok(&self.outputs)
    }
}

/// What the adder answers to a series, from zeros.
fn adder(series: &[f32]) -> f32 {
    let sum = series.iter().fold(0.0_f32, |sum, number| 0.9 * sum + number);
    0.1 * sum + 0.05
}

/// A forecast after row `last`, written down naively.
fn naive(series: &[f32], last: usize, memory: Memory, ahead: usize) -> Vec<f32> {
    let begin = match memory {
        Memory::Carried => last - last.min(1000),
        Memory::Window(_) => 0,
    };
    let mut series = series[begin..=last].to_vec();
    for _ in 0..ahead {
        let window = match memory {
            Memory::Carried => &series[..],
            Memory::Window(time_steps) => &series[series.len().saturating_sub(time_steps)..],
        };
        let answer = adder(window);
        series.push(answer);
    }
    series[series.len() - ahead..].to_vec()
}

fn table(count: usize) -> Samples {
    samples(vec![("x", seasonal(count, 12.0, 1.0))], (&["x"], &["x"]), 1, [60.0, 20.0, 20.0])
}

/// All rows as the network reads them.
fn scaled(samples: &Samples) -> Vec<f32> {
    let column = &samples.columns[0];
    column.values.iter().map(|value| column.scaling.scaled(*value) as f32).collect()
}

#[test]
fn it_goes_on_by_its_own_answers() {
    for count in [60, 400, 1700] {
        let samples = table(count);
        let series = scaled(&samples);
        for memory in [Memory::Carried, Memory::Window(1), Memory::Window(5), Memory::Window(40)] {
            let found = Forecast::new(&mut Adder::default(), &samples, memory, 30).unwrap();
            let wanted = naive(&series, count - 1, memory, 30);
            assert_eq!(found.points.len(), 30);
            for (found, wanted) in found.points.iter().zip(wanted) {
                let scaling = &samples.columns[0].scaling;
                let wanted = f64::from(wanted) * scaling.scale + scaling.offset;
                assert!((found[0].prediction - wanted).abs() < 1e-5, "{count} {memory:?}");
            }
        }
    }
}

#[test]
fn bands_are_what_such_forecasts_were_off() {
    let samples = table(300);
    let series = scaled(&samples);
    let part = Part::Validation.of(&samples);
    for memory in [Memory::Carried, Memory::Window(7)] {
        let found = Forecast::new(&mut Adder::default(), &samples, memory, part.len() + 5).unwrap();
        for (step, points) in found.points.iter().enumerate() {
            let mut errors: Vec<f64> = part
                .clone()
                .filter(|last| last + step < part.end)
                .map(|last| {
                    let answer = naive(&series, last, memory, step + 1)[step];
                    let scaling = &samples.columns[0].scaling;
                    samples.columns[0].values[last + step + 1]
                        - (f64::from(answer) * scaling.scale + scaling.offset)
                })
                .collect();
            errors.sort_by(f64::total_cmp);
            let Point { prediction, band } = points[0];
            assert_eq!(band.is_some(), errors.len() >= FEWEST, "step {step}");
            let Some((low, high)) = band else { continue };
            let quantile = |part: f64| {
                let place = part * (errors.len() - 1) as f64;
                let (below, above) =
                    (errors[place.floor() as usize], errors[place.ceil() as usize]);
                below * (1.0 - place.fract()) + above * place.fract()
            };
            assert!((low - prediction - quantile(0.05)).abs() < 1e-5, "step {step}");
            assert!((high - prediction - quantile(0.95)).abs() < 1e-5, "step {step}");
        }
    }
}

#[test]
fn what_is_read_in_pieces_is_foretold_as_at_once() {
    let samples = table(300);
    for memory in [Memory::Carried, Memory::Window(1), Memory::Window(7), Memory::Window(40)] {
        let whole = Forecast::new(&mut Adder::default(), &samples, memory, 12).unwrap();
        assert!(whole.points[0][0].band.is_some());
        for most in [2, 6, 64] {
            let mut network = Adder { most: Some(most), ..Adder::default() };
            assert_eq!(Forecast::new(&mut network, &samples, memory, 12).unwrap(), whole);
            assert!(network.longest <= most, "{} time steps at once", network.longest);
        }
    }
}

#[test]
fn a_long_table_costs_no_more_than_it_may() {
    let samples = table(30_000);
    let mut network = Adder::default();
    let found = Forecast::new(&mut network, &samples, Memory::Window(50), 200).unwrap();
    assert!(found.points.iter().all(|points| points[0].band.is_some()));
    assert!(network.read < 25_000_000, "{}", network.read);
    let mut network = Adder::default();
    let found = Forecast::new(&mut network, &samples, Memory::Carried, 5990).unwrap();
    let bands = found.points.iter().filter(|points| points[0].band.is_some()).count();
    // Those that begin first reach farthest: as many lengths have a band as if all had been made.
    assert_eq!(bands, Part::Validation.of(&samples).len() + 1 - FEWEST);
    assert!(network.read < 25_000_000, "{}", network.read);
}

#[test]
fn several_columns_are_fed_back_in_their_order() {
    /// Answers with its inputs the other way round, doubled.
    struct Swapper(Vec<f32>);
    impl SequenceModel for Swapper {
        type Error = ForecastError;
        fn begin(&mut self, _: usize) {}
        fn read(&mut self, _: usize, input: &[f32]) -> Result<&[f32], ForecastError> {
            self.0 = input.chunks(2).flat_map(|pair| [pair[0], pair[1], pair[0] + 1.0]).collect();
            Ok(&self.0)
        }
    }
    let columns = vec![
        ("a", seasonal(50, 7.0, 1.0)),
        ("b", seasonal(50, 5.0, 1.0)),
        ("c", seasonal(50, 3.0, 1.0)),
    ];
    // Inputs (b, c); targets (c, a, b): c becomes b's, b becomes c's plus one.
    let samples = samples(columns, (&["b", "c"], &["c", "a", "b"]), 1, [100.0, 0.0, 0.0]);
    let found = Forecast::new(&mut Swapper(Vec::new()), &samples, Memory::Carried, 3).unwrap();
    let column = |name: &str| samples.columns.iter().find(|column| column.name == name).unwrap();
    let last = |name: &str| {
        let column = column(name);
        (column.values[49] - column.scaling.offset) / column.scaling.scale
    };
    let (mut b, mut c) = (last("b"), last("c"));
    for points in &found.points {
        let answers = [b, c, b + 1.0];
        (b, c) = (answers[2], answers[0]);
        for ((point, answer), name) in points.iter().zip(answers).zip(["c", "a", "b"]) {
            let scaling = &column(name).scaling;
            assert!((point.prediction - (answer * scaling.scale + scaling.offset)).abs() < 1e-5);
            assert_eq!(point.band, None, "without a validation part");
        }
    }
}

#[test]
fn it_is_said_what_a_forecast_needs() {
    let said = |horizon, inputs: &[&str], targets: &[&str]| {
        check(horizon, inputs, targets).map_err(|error| error.to_string())
    };
    assert_eq!(said(1, &["a"], &["b", "a"]), Ok(()));
    assert_eq!(
        said(3, &["a"], &["a"]).unwrap_err(),
        "a forecast needs the horizon 1, not 3: each answer is the next row's input"
    );
    assert_eq!(
        said(1, &["a", "b"], &["a"]).unwrap_err(),
        "a forecast needs every input among the targets, and b isn't: nobody knows what it will be"
    );
}

#[test]
fn bands_of_a_stretch_are_taken_together() {
    let point = |band: Option<(f64, f64)>| vec![Point { prediction: 0.0, band }];
    let bands = [Some((-1.0, 2.0)), Some((-3.0, 1.0)), None, None, Some((0.0, 4.0))];
    let forecast = Forecast { points: bands.map(point).to_vec() };
    let of = |rows, stretch| forecast.bands(0, rows, stretch).collect::<Vec<_>>();
    assert_eq!(of(0..5, 2), [(0, -3.0, 2.0), (4, 0.0, 4.0)]);
    assert_eq!(of(1..5, 1), [(1, -3.0, 1.0), (4, 0.0, 4.0)]);
    assert!(of(2..4, 0).is_empty());
    assert_eq!(forecast.bands(1, 0..5, 1).count(), 0, "there is no such target");
}
