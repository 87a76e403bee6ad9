//! Eigenvalues of matrices made by hand, and Jacobians against finite differences.

use faer::Mat;
use rnnscope::config::{Config, StateMode};
use rnnscope::lens::spectrum::{NoSpectrum, eigenvalues, jacobian, spectrum};

use crate::networks::{configs, frozen};

/// A matrix of these rows.
fn square<const N: usize>(rows: [[f64; N]; N]) -> Mat<f64> {
    Mat::from_fn(N, N, |row, column| rows[row][column])
}

/// Holds the eigenvalues to be `expected`, in any order.
fn assert_eigenvalues(matrix: Mat<f64>, expected: &[[f64; 2]], tolerance: f64) {
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
        let rotation = square([[d.cos(), -d.sin()], [d.sin(), d.cos()]]);
        assert_eigenvalues(rotation, &[[d.cos(), d.sin()], [d.cos(), -d.sin()]], 1e-14);
    }
}

#[test]
fn matrices_made_by_hand_have_their_eigenvalues() {
    let triangle = square([[2.0, 7.0, -3.0], [0.0, -1.0, 4.0], [0.0, 0.0, 0.5]]);
    assert_eigenvalues(triangle, &[[2.0, 0.0], [-1.0, 0.0], [0.5, 0.0]], 1e-13);
    assert_eigenvalues(Mat::zeros(4, 4), &[[0.0, 0.0]; 4], 1e-15);
    assert_eigenvalues(square([[-3.0]]), &[[-3.0, 0.0]], 1e-15);
    // Companion matrix of (x − 1)(x − 2)(x² + 1).
    let companion = square([
        [3.0, -3.0, 3.0, -2.0],
        [1.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0],
    ]);
    assert_eigenvalues(companion, &[[1.0, 0.0], [2.0, 0.0], [0.0, 1.0], [0.0, -1.0]], 1e-12);
}

#[test]
fn a_cyclic_shift_has_the_roots_of_one() {
    for size in [2_usize, 3, 4, 8, 31, 64] {
        let shift =
            Mat::from_fn(size, size, |row, column| f64::from(u8::from((row + 1) % size == column)));
        let angle = |k: usize| std::f64::consts::TAU * k as f64 / size as f64;
        let roots: Vec<_> = (0..size).map(|k| [angle(k).cos(), angle(k).sin()]).collect();
        assert_eigenvalues(shift, &roots, 1e-12);
    }
}

/// A complex number.
type Complex = [f64; 2];

fn product(a: Complex, b: Complex) -> Complex {
    [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
}

fn quotient(a: Complex, b: Complex) -> Complex {
    let square = b[0] * b[0] + b[1] * b[1];
    product(a, [b[0] / square, -b[1] / square])
}

fn length(a: &[Complex]) -> f64 {
    a.iter().map(|z| z[0] * z[0] + z[1] * z[1]).sum::<f64>().sqrt()
}

/// Solves M x = b by Gaussian elimination, the largest number of a column being its pivot.
fn solved(mut rows: Vec<Vec<Complex>>, mut b: Vec<Complex>) -> Vec<Complex> {
    let size = b.len();
    for column in 0..size {
        let largest = (column..size).max_by(|r, s| {
            length(&rows[*r][column..=column]).total_cmp(&length(&rows[*s][column..=column]))
        });
        rows.swap(column, largest.unwrap());
        b.swap(column, largest.unwrap());
        if rows[column][column] == [0.0, 0.0] {
            // Singular to the bit: the smallest pivot there is in its place.
            rows[column][column] = [f64::EPSILON, 0.0];
        }
        for row in column + 1..size {
            let factor = quotient(rows[row][column], rows[column][column]);
            for k in column..size {
                let part = product(factor, rows[column][k]);
                rows[row][k] = [rows[row][k][0] - part[0], rows[row][k][1] - part[1]];
            }
            let part = product(factor, b[column]);
            b[row] = [b[row][0] - part[0], b[row][1] - part[1]];
        }
    }
    for row in (0..size).rev() {
        for k in row + 1..size {
            let part = product(rows[row][k], b[k]);
            b[row] = [b[row][0] - part[0], b[row][1] - part[1]];
        }
        b[row] = quotient(b[row], rows[row][row]);
    }
    b
}

/// Σ λᵏ is the trace of Aᵏ; and A − λ has, for each λ, a vector that it nearly takes to zero: the one
/// that inverse iteration finds.
#[test]
fn matrices_without_pattern_have_eigenvectors_and_traces() {
    let mut random = rand_mt::Mt::new(5);
    for size in [1, 2, 3, 4, 5, 16, 33, 80] {
        for graded in [false, true] {
            let matrix = Mat::from_fn(size, size, |_, _| {
                let number = f64::from(random.next_u32()) / f64::from(u32::MAX) * 2.0 - 1.0;
                if graded { number.powi(7) } else { number }
            });
            let found = eigenvalues(&matrix).unwrap();
            assert_eq!(found.len(), size);
            let (mut power, mut powers) = (matrix.clone(), found.clone());
            for k in 1..=4 {
                let trace: f64 = (0..size).map(|n| power[(n, n)]).sum();
                let sum: Complex = [0, 1].map(|part| powers.iter().map(|z| z[part]).sum::<f64>());
                let most: f64 = powers.iter().map(|z| length(&[*z])).sum();
                assert!((sum[0] - trace).abs() < 1e-11 * (1.0 + most), "{size} {k}");
                assert!(sum[1].abs() < 1e-11 * (1.0 + most), "{size} {k}");
                power = &power * &matrix;
                powers.iter_mut().zip(&found).for_each(|(z, by)| *z = product(*z, *by));
            }
            for [re, im] in &found {
                let shifted = |row: usize, column: usize| {
                    let on = f64::from(u8::from(row == column));
                    [matrix[(row, column)] - on * re, -on * im]
                };
                let rows = || (0..size).map(|r| (0..size).map(|c| shifted(r, c)).collect());
                // Any vector has a part along the one that is sought.
                let start: Vec<Complex> = (0..size).map(|n| [1.0, 0.1 * n as f64]).collect();
                let short = length(&start);
                let once = solved(rows().collect(), start);
                let long = length(&once);
                let unit = once.iter().map(|z| [z[0] / long, z[1] / long]).collect();
                let nearest = (short / long).min(1.0 / length(&solved(rows().collect(), unit)));
                assert!(nearest < 1e-12 * size as f64, "{size}: {re} {im}: {nearest}");
            }
        }
    }
}

#[test]
fn what_is_not_finite_has_no_spectrum() {
    let matrix = Mat::full(2, 2, f64::NAN);
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
    assert_eigenvalues(
        Mat::from_fn(5, 5, |row, column| weights[5 * row + column]),
        &lens.eigenvalues,
        1e-14,
    );
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
        assert_eq!((found.nrows(), found.ncols()), (size, size));
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
        let jacobians: Vec<_> =
            (0..6).map(|t| jacobian(&frozen, &trace.moments[t][0], 0)).collect();
        let mean = Mat::from_fn(size, size, |row, column| {
            jacobians.iter().map(|jacobian| jacobian[(row, column)]).sum::<f64>() / 6.0
        });
        if config.cell.about().is_gated() {
            assert_eigenvalues(mean, &spectrum(&frozen, 0).unwrap().eigenvalues, 1e-12);
        }
    }
}
