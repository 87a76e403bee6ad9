//! Layers that are cut into halves: against the model, and alike on one thread and two.

use super::{assert_same, problem, run};
use crate::config::{Cell, Nonlinearity};
use crate::network::kernel::{Kernel, MOST_REST, Spec, Vectors};

/// Just large enough to be cut; the second half is narrower than the first, and no whole vectors.
fn spec(cell: Cell) -> Spec {
    let hidden = match cell {
        Cell::Rnn => 227,
        Cell::Lstm => 115,
        Cell::Gru => 133,
    };
    Spec {
        cell,
        nonlinearity: Nonlinearity::Tanh,
        hidden,
        layers: 1,
        time_steps: 42,
        batch: 1,
        recurrent: true,
    }
}

#[test]
fn agree_with_the_model() {
    for cell in Cell::ALL {
        let spec = spec(*cell);
        assert!(spec.halves().is_some(), "large enough: {spec:?}");
        let problem = problem(spec, 5, 1.0);
        let model = problem.solve();
        for vectors in Vectors::all() {
            assert_same(&run(&mut Kernel::with_vectors(vectors), &problem), &model);
        }
    }
}

/// In a pool's thread one thread takes both halves; elsewhere two share them, if the machine has two.
#[test]
fn have_the_same_bits_on_one_thread_and_two() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for cell in Cell::ALL {
        let problem = problem(spec(*cell), 9, 1.0);
        let alone = pool.install(|| run(&mut Kernel::new(), &problem));
        let mut kernel = Kernel::new();
        for rest in [0, 0, 1, 0, MOST_REST] {
            kernel.rest = rest;
            let together = run(&mut kernel, &problem);
            assert_eq!(together.loss, alone.loss);
            assert_eq!(together.prediction, alone.prediction);
            assert_eq!(together.hidden, alone.hidden);
            assert_eq!(together.cell, alone.cell);
            assert_eq!(together.gradients, alone.gradients);
        }
    }
}

/// Cores that have other work to do delay a window, and change nothing.
#[test]
fn have_the_same_bits_when_the_cores_are_busy() {
    let problem = problem(spec(Cell::Rnn), 2, 1.0);
    let alone = run(&mut Kernel { rest: 1, ..Kernel::new() }, &problem);
    std::thread::scope(|scope| {
        let kernels: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let mut kernel = Kernel::new();
                    (0..5).map(|_| run(&mut kernel, &problem).gradients).collect::<Vec<_>>()
                })
            })
            .collect();
        for gradients in kernels.into_iter().flat_map(|kernel| kernel.join().unwrap()) {
            assert_eq!(gradients, alone.gradients);
        }
    });
}
