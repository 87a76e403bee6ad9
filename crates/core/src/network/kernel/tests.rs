//! The kernel against the plain float64 model, and the model against finite differences.

use proptest::prelude::*;
use proptest::sample::select;

use super::{Kernel, Spec, Vectors, Window};
use crate::config::{Cell, Config, Loss, LossOn, Nonlinearity, buffers};
use problem::{Problem, Solution};

mod halves;
mod problem;

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
    let kinds = (select(Cell::ALL), select(Nonlinearity::ALL), any::<bool>());
    let batches = prop_oneof![Just(1usize), 1usize..9, 9usize..70];
    let extents = (1usize..40, 1usize..5, 1usize..8, batches);
    let channels = prop_oneof![Just((1usize, 1usize)), (1usize..=5, 1usize..=3)];
    let losses = (select(Loss::ALL), select(LossOn::ALL));
    (kinds, extents, channels, losses).prop_map(|(kinds, extents, channels, losses)| {
        let (cell, nonlinearity, recurrent) = kinds;
        let (hidden, layers, time_steps, batch) = extents;
        let ((inputs, outputs), (loss, loss_on)) = (channels, losses);
        let plain = plain(cell, hidden, time_steps, batch);
        Spec { nonlinearity, layers, inputs, outputs, recurrent, loss, loss_on, ..plain }
    })
}

/// One layer of tanh with one input and one output, trained on the mean of all squared errors.
fn plain(cell: Cell, hidden: usize, time_steps: usize, batch: usize) -> Spec {
    let (layers, inputs, outputs, recurrent) = (1, 1, 1, true);
    let (nonlinearity, loss, loss_on) = (Nonlinearity::Tanh, Loss::Mse, LossOn::All);
    Spec {
        cell,
        nonlinearity,
        hidden,
        inputs,
        outputs,
        layers,
        time_steps,
        batch,
        recurrent,
        loss,
        loss_on,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_model(spec in specs(), other in specs(), seed: u64) {
        for vectors in Vectors::all() {
            // One kernel for two shapes: nothing may remain of the first.
            let mut kernel = Kernel::with_vectors(vectors);
            for spec in [other, spec] {
                let problem = Problem::new(spec, seed, 1.0);
                assert_same(&problem.run(&mut kernel), &problem.solve());
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
            let spec = Spec { layers, ..plain(*cell, hidden, time_steps, batch) };
            let problem = Problem::new(spec, 7, 1.0);
            let model = problem.solve();
            for vectors in Vectors::all() {
                assert_same(&problem.run(&mut Kernel::with_vectors(vectors)), &model);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Forward alone leaves the answers and the state that training leaves, with weights packed at each
    /// call or once.
    #[test]
    fn predicts_what_training_predicts_to_the_bit(spec in specs(), other in specs(), seed: u64) {
        for vectors in Vectors::all() {
            let mut kernel = Kernel::with_vectors(vectors);
            for spec in [other, spec] {
                let problem = Problem::new(spec, seed, 1.0);
                let learned = problem.run(&mut Kernel::with_vectors(vectors));
                for keeps in [false, true] {
                    kernel.keep_weights(keeps);
                    let answered = problem.predict(&mut kernel);
                    prop_assert_eq!(&answered.prediction, &learned.prediction);
                    prop_assert_eq!(&answered.hidden, &learned.hidden);
                    prop_assert_eq!(&answered.cell, &learned.cell);
                }
                kernel.keep_weights(false);
                // It learns as if it had never answered.
                prop_assert_eq!(&problem.run(&mut kernel).gradients, &learned.gradients);
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
        // Differences of float32 numbers that are exact.
        const STEP: f32 = 1.0 / 131_072.0;
        let mut problem = Problem::new(spec, seed, 1.5);
        for value in problem.parameters.iter_mut().flatten() {
            *value = (*value / STEP).round() * STEP;
        }
        problem.keep_off_the_kinks();
        let gradients = problem.solve().gradients;
        for (index, gradient) in gradients.iter().enumerate() {
            for (element, slope) in gradient.iter().enumerate() {
                let loss = |shift: f32| {
                    let mut moved = problem.clone();
                    moved.parameters[index][element] += shift;
                    moved.solve().loss
                };
                let difference = (loss(STEP) - loss(-STEP)) / f64::from(2.0 * STEP);
                prop_assert!((difference - slope).abs() < 1e-8 + 1e-6 * slope.abs());
            }
        }
    }
}

/// Answers that are off by `error` at every time step: the loss, and what it gives to `out.bias`.
fn at_error(spec: Spec, error: f32) -> (f64, f64) {
    let mut problem = Problem::new(spec, 4, 1.0);
    let readout = problem.parameters.len() - 2;
    problem.parameters[readout].fill(0.0);
    problem.parameters[readout + 1].fill(error);
    problem.target.fill(0.0);
    let solution = problem.run(&mut Kernel::new());
    (solution.loss, solution.gradients[readout + 1][0])
}

/// PyTorch's formulas, at the places where they are put together.
#[test]
fn each_loss_is_its_formula_at_the_borders_of_its_pieces() {
    for loss_on in LossOn::ALL {
        for batch in [1, 3, 40] {
            let at = |loss, error| {
                at_error(Spec { loss, loss_on: *loss_on, ..plain(Cell::Gru, 5, 4, batch) }, error)
            };
            for (error, mse, mae, huber) in [
                (0.0, (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
                (0.5, (0.25, 1.0), (0.5, 1.0), (0.125, 0.5)),
                (1.0, (1.0, 2.0), (1.0, 1.0), (0.5, 1.0)),
                (3.0, (9.0, 6.0), (3.0, 1.0), (2.5, 1.0)),
            ] {
                for (loss, (value, slope)) in
                    [(Loss::Mse, mse), (Loss::Mae, mae), (Loss::Huber, huber)]
                {
                    let (found, other_side) = (at(loss, error), at(loss, -error));
                    for (ours, theirs) in [
                        (found.0, value),
                        (found.1, slope),
                        (other_side.0, value),
                        (other_side.1, -slope),
                    ] {
                        assert!((ours - theirs).abs() < 1e-6, "{loss} {error}: {ours} {theirs}");
                    }
                    let wide = f64::from(error);
                    assert_eq!((loss.cost(wide), loss.slope(wide)), (value, slope));
                    assert_eq!((loss.cost(-wide), loss.slope(-wide)), (value, -slope));
                }
            }
        }
    }
}

/// Batches of several blocks, cut up among different numbers of threads.
#[test]
fn the_number_of_threads_changes_no_bit() {
    let spec = Spec { layers: 2, ..plain(Cell::Gru, 24, 8, 130) };
    assert!(spec.work() >= super::PARALLEL_WORK, "large enough for several threads");
    let problem = Problem::new(spec, 3, 1.0);
    let solve = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| problem.run(&mut Kernel::new()))
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
            let spec = Spec { nonlinearity: Nonlinearity::Relu, ..plain(*cell, 5, 3, batch) };
            let mut problem = Problem::new(spec, 1, 1.0);
            problem.parameters[0][0] = f32::NAN;
            for vectors in Vectors::all() {
                let solution = problem.run(&mut Kernel::with_vectors(vectors));
                assert!(solution.loss.is_nan(), "{vectors:?}");
                assert!(solution.gradients[1][0].is_nan(), "{vectors:?}");
            }
        }
    }
}

/// What is said of a window's buffers before they are made is what they take.
#[test]
fn buffers_take_what_the_configuration_is_held_to() {
    for &cell in Cell::ALL {
        for (hidden, layers, time_steps, batch) in
            [(32, 4, 60, 32), (32, 1, 60, 256), (100, 2, 500, 1), (16, 1, 500, 50)]
        {
            let config = Config { cell, hidden, layers, time_steps, batch, ..Config::default() };
            let problem = Problem::new(Spec::new(&config), 1, 1.0);
            let mut kernel = Kernel::new();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            pool.install(|| problem.run(&mut kernel));
            let gradients: usize = problem.parameters.iter().map(Vec::len).sum();
            let taken = (kernel.floats() + 2 * gradients) as f64 * 4.0;
            let part = buffers::bytes(&config, batch) as f64 / taken;
            assert!((0.8..1.25).contains(&part), "{cell} {hidden} {batch}: {part}");
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
            let spec = Spec { layers: 2, ..plain(*cell, hidden, 5, batch) };
            let problem = Problem::new(spec, 3, 1.0);
            let expected = problem.run(&mut Kernel::with_vectors(native));
            let found = problem.run(&mut Kernel::with_vectors(emulated));
            assert_eq!(found.loss, expected.loss);
            assert_eq!(found.gradients, expected.gradients);
        }
    }
}
