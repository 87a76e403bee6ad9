//! The kernel against the plain float64 model, and the model against finite differences.

use proptest::prelude::*;

use super::reference::{Problem, Solution};
use super::{Kernel, Spec, Vectors, Window};
use crate::config::{Cell, Nonlinearity};

mod halves;

/// Numbers that look random, from −1 to 1.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from((self.0 >> 40) as f32 / (1u32 << 23) as f32 - 1.0)
    }

    fn take(&mut self, count: usize, scale: f64) -> Vec<f64> {
        (0..count).map(|_| f64::from((self.next() * scale) as f32)).collect()
    }
}

/// A problem with weights of about PyTorch's size times `scale`.
fn problem(spec: Spec, seed: u64, scale: f64) -> Problem {
    let mut numbers = Numbers(seed);
    let (gates, hidden) = (spec.cell.gates(), spec.hidden);
    let bound = scale / (hidden as f64).sqrt();
    let mut parameters = Vec::new();
    for layer in 0..spec.layers {
        let inputs = if layer == 0 { 1 } else { hidden };
        for columns in [inputs, hidden, 1, 1] {
            parameters.push(numbers.take(gates * hidden * columns, bound));
        }
    }
    parameters.push(numbers.take(hidden, bound));
    parameters.push(numbers.take(1, bound));
    let state = spec.layers * spec.batch * hidden;
    Problem {
        spec,
        parameters,
        input: numbers.take(spec.batch * spec.time_steps, 1.0),
        target: numbers.take(spec.batch * spec.time_steps, 1.0),
        hidden: numbers.take(state, 0.9),
        cell: numbers.take(if spec.cell == Cell::Lstm { state } else { 0 }, 0.9),
    }
}

fn single(values: &[f64]) -> Vec<f32> {
    values.iter().map(|&value| value as f32).collect()
}

fn double(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

/// Solves a problem with a kernel.
fn run(kernel: &mut Kernel, problem: &Problem) -> Solution {
    let parameters: Vec<Vec<f32>> = problem.parameters.iter().map(|p| single(p)).collect();
    let parameters: Vec<&[f32]> = parameters.iter().map(Vec::as_slice).collect();
    let mut gradients = vec![f32::NAN; parameters.iter().map(|p| p.len()).sum()];
    let (mut hidden, mut cell) = (single(&problem.hidden), single(&problem.cell));
    let mut prediction = vec![f32::NAN; problem.input.len()];
    let mut window = Window {
        input: &single(&problem.input),
        target: &single(&problem.target),
        prediction: &mut prediction,
        hidden: &mut hidden,
        cell: &mut cell,
    };
    let loss = kernel.window(&problem.spec, &parameters, &mut window, &mut gradients);
    let mut rest = gradients.as_slice();
    let pieces = parameters.iter().map(|p| double(rest.split_off(..p.len()).unwrap())).collect();
    Solution {
        loss: f64::from(loss),
        prediction: double(&prediction),
        hidden: double(&hidden),
        cell: double(&cell),
        gradients: pieces,
    }
}

/// Asserts that two vectors agree to float32 precision, relative to the largest entry.
fn assert_close(what: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    let size = theirs.iter().fold(0.0_f64, |size, value| size.max(value.abs()));
    for (index, (a, b)) in ours.iter().zip(theirs).enumerate() {
        let tolerance = 2e-5 * size + 1e-7;
        assert!((a - b).abs() <= tolerance, "{what}[{index}]: {a} instead of {b}, size {size}");
    }
}

fn assert_same(ours: &Solution, theirs: &Solution) {
    assert_close("loss", &[ours.loss], &[theirs.loss]);
    assert_close("prediction", &ours.prediction, &theirs.prediction);
    assert_close("hidden", &ours.hidden, &theirs.hidden);
    assert_close("cell", &ours.cell, &theirs.cell);
    for (index, (a, b)) in ours.gradients.iter().zip(&theirs.gradients).enumerate() {
        assert_close(&format!("gradient {index}"), a, b);
    }
}

fn specs() -> impl Strategy<Value = Spec> {
    let cells = prop_oneof![Just(Cell::Rnn), Just(Cell::Lstm), Just(Cell::Gru)];
    let nonlinearities = prop_oneof![Just(Nonlinearity::Tanh), Just(Nonlinearity::Relu)];
    let batches = prop_oneof![Just(1usize), 1usize..9, 9usize..70];
    (cells, nonlinearities, 1usize..40, 1usize..5, 1usize..8, batches, any::<bool>()).prop_map(
        |(cell, nonlinearity, hidden, layers, time_steps, batch, recurrent)| Spec {
            cell,
            nonlinearity,
            hidden,
            layers,
            time_steps,
            batch,
            recurrent,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_model(spec in specs(), other in specs(), seed: u64) {
        for vectors in Vectors::all() {
            // One kernel for two shapes: nothing may remain of the first.
            let mut kernel = Kernel::with_vectors(vectors);
            for spec in [other, spec] {
                let problem = problem(spec, seed, 1.0);
                assert_same(&run(&mut kernel, &problem), &problem.solve());
            }
        }
    }
}

/// Shapes around the borders of vectors, panels, tiles and blocks.
#[test]
fn agrees_with_the_model_at_odd_sizes() {
    for cell in Cell::ALL {
        for (hidden, layers, time_steps, batch) in [
            (64, 1, 3, 1),
            (129, 1, 2, 1),
            (150, 2, 2, 2),
            (256, 1, 3, 1),
            (128, 2, 3, 50),
            (33, 1, 4, 33),
            (65, 2, 2, 16),
            (1, 4, 3, 64),
        ] {
            let spec = Spec {
                cell: *cell,
                nonlinearity: Nonlinearity::Tanh,
                hidden,
                layers,
                time_steps,
                batch,
                recurrent: true,
            };
            let problem = problem(spec, 7, 1.0);
            let model = problem.solve();
            for vectors in Vectors::all() {
                assert_same(&run(&mut Kernel::with_vectors(vectors), &problem), &model);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_models_gradients_are_finite_differences(
        spec in specs().prop_filter("smooth and small", |spec| {
            spec.nonlinearity == Nonlinearity::Tanh && spec.hidden < 6 && spec.batch < 4
        }),
        seed: u64,
    ) {
        let problem = problem(spec, seed, 1.5);
        let gradients = problem.solve().gradients;
        for (index, gradient) in gradients.iter().enumerate() {
            for (element, slope) in gradient.iter().enumerate() {
                let loss = |shift: f64| {
                    let mut moved = problem.clone();
                    moved.parameters[index][element] += shift;
                    moved.solve().loss
                };
                let difference = (loss(1e-5) - loss(-1e-5)) / 2e-5;
                prop_assert!((difference - slope).abs() < 1e-8 + 1e-6 * slope.abs());
            }
        }
    }
}

/// Batches of several blocks, cut up among different numbers of threads.
#[test]
fn the_number_of_threads_changes_no_bit() {
    let spec = Spec {
        cell: Cell::Gru,
        nonlinearity: Nonlinearity::Tanh,
        hidden: 24,
        layers: 2,
        time_steps: 8,
        batch: 130,
        recurrent: true,
    };
    assert!(spec.work() >= super::PARALLEL_WORK, "large enough for several threads");
    let problem = problem(spec, 3, 1.0);
    let solve = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| run(&mut Kernel::new(), &problem))
    };
    let alone = solve(1);
    for threads in [2, 3, 8] {
        let together = solve(threads);
        assert_eq!(together.loss, alone.loss);
        assert_eq!(together.prediction, alone.prediction);
        assert_eq!(together.hidden, alone.hidden);
        assert_eq!(together.gradients, alone.gradients);
    }
}

/// A network that has diverged must say so, not hide it in zeros.
#[test]
fn what_is_not_a_number_stays_so() {
    for cell in Cell::ALL {
        for batch in [1, 40] {
            let spec = Spec {
                cell: *cell,
                nonlinearity: Nonlinearity::Relu,
                hidden: 5,
                layers: 1,
                time_steps: 3,
                batch,
                recurrent: true,
            };
            let mut problem = problem(spec, 1, 1.0);
            problem.parameters[0][0] = f64::NAN;
            for vectors in Vectors::all() {
                let solution = run(&mut Kernel::with_vectors(vectors), &problem);
                assert!(solution.loss.is_nan(), "{vectors:?}");
                assert!(solution.gradients[1][0].is_nan(), "{vectors:?}");
            }
        }
    }
}

/// Tests at 512 bits tell on any machine what AVX-512 computes.
#[test]
fn emulated_vectors_have_the_bits_of_native_ones() {
    let Some(native) = Vectors::of_512_bits() else { return };
    let emulated = Vectors::emulated_512_bits().unwrap();
    for cell in Cell::ALL {
        for (hidden, batch) in [(20, 1), (33, 40)] {
            let spec = Spec {
                cell: *cell,
                nonlinearity: Nonlinearity::Tanh,
                hidden,
                layers: 2,
                time_steps: 5,
                batch,
                recurrent: true,
            };
            let problem = problem(spec, 3, 1.0);
            let expected = run(&mut Kernel::with_vectors(native), &problem);
            let found = run(&mut Kernel::with_vectors(emulated), &problem);
            assert_eq!(found.loss, expected.loss);
            assert_eq!(found.gradients, expected.gradients);
        }
    }
}
