//! Eigenvalues of matrices made by hand, and Jacobians against finite differences.

use nalgebra::DMatrix;
use rnnscope::config::{Config, StateMode};
use rnnscope::lens::spectrum::{NoSpectrum, eigenvalues, jacobian, spectrum};

use crate::networks::{configs, frozen};

/// Holds the eigenvalues to be `expected`, in any order.
fn assert_eigenvalues(matrix: DMatrix<f64>, expected: &[[f64; 2]], tolerance: f64) {
    let mut found = eigenvalues(&matrix).unwrap();
    let lengths: Vec<f64> = found.iter().map(|[re, im]| re.hypot(*im)).collect();
    assert!(lengths.is_sorted_by(|a, b| *a >= b - 1e-12), "{lengths:?}");
    for [re, im] in expected {
        let distance = |at: &[f64; 2]| (at[0] - re).hypot(at[1] - im);
        let nearest = (0..found.len())
            .min_by(|a, b| distance(&found[*a]).total_cmp(&distance(&found[*b])))
            .unwrap();
        let value = found.swap_remove(nearest);
        assert!(distance(&value) < tolerance, "{value:?} {re} {im}");
    }
    assert!(found.is_empty());
}

#[test]
fn a_rotation_has_its_angle() {
    for d in [0.01, std::f64::consts::PI / 10.0, 1.5, 3.0] {
        let rotation = DMatrix::from_row_slice(2, 2, &[d.cos(), -d.sin(), d.sin(), d.cos()]);
        assert_eigenvalues(rotation, &[[d.cos(), d.sin()], [d.cos(), -d.sin()]], 1e-14);
    }
}

#[test]
fn matrices_made_by_hand_have_their_eigenvalues() {
    let triangle = DMatrix::from_row_slice(3, 3, &[2.0, 7.0, -3.0, 0.0, -1.0, 4.0, 0.0, 0.0, 0.5]);
    assert_eigenvalues(triangle, &[[2.0, 0.0], [-1.0, 0.0], [0.5, 0.0]], 1e-13);
    assert_eigenvalues(DMatrix::zeros(4, 4), &[[0.0, 0.0]; 4], 1e-15);
    assert_eigenvalues(DMatrix::from_element(1, 1, -3.0), &[[-3.0, 0.0]], 1e-15);
    // Companion matrix of (x − 1)(x − 2)(x² + 1).
    let companion = DMatrix::from_row_slice(
        4,
        4,
        &[3.0, -3.0, 3.0, -2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0],
    );
    assert_eigenvalues(companion, &[[1.0, 0.0], [2.0, 0.0], [0.0, 1.0], [0.0, -1.0]], 1e-12);
}

#[test]
fn a_cyclic_shift_has_the_roots_of_one() {
    for size in [2_usize, 3, 4, 8, 31, 64] {
        let shift = DMatrix::from_fn(size, size, |row, column| {
            f64::from(u8::from((row + 1) % size == column))
        });
        let angle = |k: usize| std::f64::consts::TAU * k as f64 / size as f64;
        let roots: Vec<_> = (0..size).map(|k| [angle(k).cos(), angle(k).sin()]).collect();
        assert_eigenvalues(shift, &roots, 1e-12);
    }
}

#[test]
fn matrices_without_pattern_agree_with_another_method() {
    let mut random = rand_mt::Mt::new(5);
    for size in [1, 2, 3, 4, 5, 16, 33, 80] {
        for graded in [false, true] {
            let matrix = DMatrix::from_fn(size, size, |_, _| {
                let number = f64::from(random.next_u32()) / f64::from(u32::MAX) * 2.0 - 1.0;
                if graded { number.powi(7) } else { number }
            });
            let expected = matrix.complex_eigenvalues();
            let expected: Vec<_> = expected.iter().map(|value| [value.re, value.im]).collect();
            // Nearly equal eigenvalues are as uncertain as the root of the rounding.
            assert_eigenvalues(matrix, &expected, 1e-6);
        }
    }
}

#[test]
fn what_is_not_finite_has_no_spectrum() {
    let matrix = DMatrix::from_element(2, 2, f64::NAN);
    assert_eq!(eigenvalues(&matrix), Err(NoSpectrum::NotFinite));
    let off = frozen(&Config { state: StateMode::None, ..Config::default() }, 1);
    assert_eq!(spectrum(&off, 0), Err(NoSpectrum::NotRecurrent));
}

#[test]
fn an_rnn_s_spectrum_is_that_of_its_recurrent_matrix() {
    let frozen = frozen(&configs()[0], 12);
    let weights: Vec<f64> = frozen.parameters[5].values.iter().copied().map(f64::from).collect();
    let lens = spectrum(&frozen, 1).unwrap();
    assert_eq!(frozen.parameters[5].name, "rnn.weight_hh_l1");
    assert_eigenvalues(DMatrix::from_row_slice(5, 5, &weights), &lens.eigenvalues, 1e-14);
    assert_eq!(lens.angle, Some(std::f64::consts::PI / 6.0));
    let trace: f64 = lens.eigenvalues.iter().map(|[re, _]| re).sum();
    let diagonal: f64 = (0..5).map(|unit| weights[unit * 6]).sum();
    assert!((trace - diagonal).abs() < 1e-13);
}

#[test]
fn jacobians_are_the_finite_differences() {
    const STEP: f64 = 1e-5;
    for config in configs().into_iter().filter(|config| config.state == StateMode::Carry) {
        let frozen = frozen(&Config { layers: 1, ..config.clone() }, 12);
        let (model, trace) = (frozen.model(), frozen.trace());
        let before = model.run(&frozen.row_state(), &frozen.row_input()[..3]).after();
        let found = jacobian(&frozen, &trace.moments[3][0], 0);
        let both = config.cell.about().cell_state;
        let size = if both { 10 } else { 5 };
        assert_eq!(found.shape(), (size, size));
        for column in 0..size {
            let after = |by: f64| {
                let mut memory = before.clone();
                let state = if column < 5 { &mut memory.h } else { &mut memory.c };
                state[0][column % 5] += by;
                let after = model.run(&memory, &trace.input[3..4]).after();
                [after.h[0].clone(), if both { after.c[0].clone() } else { Vec::new() }].concat()
            };
            for (row, (up, down)) in after(STEP).iter().zip(after(-STEP)).enumerate() {
                let expected = (up - down) / (2.0 * STEP);
                assert!((found[(row, column)] - expected).abs() < 1e-8, "{config:?}");
            }
        }
        // The lens shows their mean.
        let mean =
            (0..6).map(|t| jacobian(&frozen, &trace.moments[t][0], 0)).sum::<DMatrix<_>>() / 6.0;
        if config.cell.about().is_gated() {
            assert_eigenvalues(mean, &spectrum(&frozen, 0).unwrap().eigenvalues, 1e-12);
        }
    }
}
