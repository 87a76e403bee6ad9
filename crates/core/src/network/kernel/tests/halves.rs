//! Layers that are cut into halves: against the model, and alike on one thread and two.

use super::{Problem, assert_same, plain};
use crate::config::Cell;
use crate::network::kernel::{Kernel, MOST_REST, Spec, Vectors};

/// Just large enough to be cut; the second half is narrower than the first, and no whole vectors.
fn spec(cell: Cell) -> Spec {
    let hidden = match cell.about().blocks {
        1 => 227,
        3 => 133,
        _ => 115,
    };
    plain(cell, hidden, 42, 1)
}

/// The cells whose layers can be cut: where every unit sees all.
fn cells() -> impl Iterator<Item = Cell> {
    Cell::ALL.iter().copied().filter(|cell| !cell.about().is_elementwise())
}

#[test]
fn agree_with_the_model() {
    for cell in cells() {
        let spec = spec(cell);
        assert!(spec.halves().is_some(), "large enough: {spec:?}");
        let problem = Problem::new(spec, 5, 1.0);
        let model = problem.solve();
        for vectors in Vectors::all() {
            assert_same(&problem.run(&mut Kernel::with_vectors(vectors)), &model);
        }
    }
}

/// In a pool's thread one thread takes both halves; elsewhere two share them, if the machine has two.
#[test]
fn have_the_same_bits_on_one_thread_and_two() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for cell in cells() {
        let problem = Problem::new(spec(cell), 9, 1.0);
        let alone = pool.install(|| problem.run(&mut Kernel::new()));
        let mut kernel = Kernel::new();
        for rest in [0, 0, 1, 0, MOST_REST] {
            kernel.rest = rest;
            let together = problem.run(&mut kernel);
            assert_eq!(together.loss, alone.loss);
            assert_eq!(together.prediction, alone.prediction);
            assert_eq!(together.hidden, alone.hidden);
            assert_eq!(together.cell, alone.cell);
            assert_eq!(together.gradients, alone.gradients);
            let answered = problem.predict(&mut kernel);
            assert_eq!(answered.prediction, alone.prediction);
            assert_eq!(answered.hidden, alone.hidden);
            assert_eq!(answered.cell, alone.cell);
        }
    }
}

/// Cores that have other work to do delay a window, and change nothing.
#[test]
fn have_the_same_bits_when_the_cores_are_busy() {
    let problem = Problem::new(spec(Cell::Rnn), 2, 1.0);
    let alone = problem.run(&mut Kernel { rest: 1, ..Kernel::new() });
    std::thread::scope(|scope| {
        let kernels: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let mut kernel = Kernel::new();
                    (0..5).map(|_| problem.run(&mut kernel).gradients).collect::<Vec<_>>()
                })
            })
            .collect();
        for gradients in kernels.into_iter().flat_map(|kernel| kernel.join().unwrap()) {
            assert_eq!(gradients, alone.gradients);
        }
    });
}
