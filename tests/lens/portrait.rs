//! Principal components of curves whose axes are known, and a basis that doesn't flip.

use rnnscope::config::Config;
use rnnscope::lens::portrait::{Basis, components, portrait};

use crate::networks::{configs, frozen, trained};

/// Points of an ellipse with half-axes 3 and 1 along two orthonormal directions of five dimensions.
fn ellipse(count: usize) -> (Vec<Vec<f64>>, [[f64; 5]; 2]) {
    let long = [0.5, 0.5, 0.5, 0.5, 0.0];
    let short = [0.5, -0.5, 0.5, -0.5, 0.0];
    let point = |k: usize| {
        let (sin, cos) = (k as f64 * std::f64::consts::TAU / count as f64).sin_cos();
        (0..5).map(|unit| 0.25 + 3.0 * cos * long[unit] + sin * short[unit]).collect()
    };
    ((0..count).map(point).collect(), [long, short])
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn an_ellipse_has_its_axes() {
    for count in [4, 100, 128] {
        let (points, axes) = ellipse(count);
        let (basis, explained) = components(&points);
        for (found, expected) in basis.axes.iter().zip(&axes) {
            assert!((dot(found, expected).abs() - 1.0).abs() < 1e-12, "{found:?}");
        }
        assert!(basis.mean.iter().all(|mean| (mean - 0.25).abs() < 1e-12));
        assert!((explained[0] - 0.9).abs() < 1e-12 && (explained[1] - 0.1).abs() < 1e-12);
        let [x, y] = basis.project(&points[0]);
        assert!((x.abs() - 3.0).abs() < 1e-12 && y.abs() < 1e-12);
    }
}

fn assert_orthonormal(basis: &Basis) {
    let [a, b] = &basis.axes;
    assert!((dot(a, a) - 1.0).abs() < 1e-9 && (dot(b, b) - 1.0).abs() < 1e-9);
    assert!(dot(a, b).abs() < 1e-9);
}

#[test]
fn paths_that_have_no_plane_still_have_axes() {
    for points in [vec![vec![1.0, 2.0, 3.0]; 6], vec![vec![0.0; 3]; 6]] {
        let (basis, explained) = components(&points);
        assert_orthonormal(&basis);
        assert_eq!(explained, [0.0, 0.0]);
        assert_eq!(basis.project(&points[0]), [0.0, 0.0]);
    }
    let single = Config { hidden: 1, ..Config::default() };
    let lens = portrait(&frozen(&single, 40), 0, None);
    assert!(lens.points.iter().all(|[_, y]| *y == 0.0));
}

#[test]
fn the_basis_never_flips_while_a_network_learns() {
    for config in configs() {
        let mut trainer = trained(&config, 20);
        let mut last: Option<Basis> = None;
        for _ in 0..60 {
            trainer.step().unwrap();
            let now = rnnscope::lens::Frozen::now(&trainer, 0).unwrap();
            let lens = portrait(&now, 0, last.as_ref());
            assert_orthonormal(&lens.basis);
            if let Some(last) = &last {
                for (axis, before) in lens.basis.axes.iter().zip(&last.axes) {
                    assert!(dot(axis, before) > 0.5, "{config:?}");
                }
            }
            last = Some(lens.basis);
        }
    }
}

#[test]
fn a_basis_at_rest_arrives_at_the_components() {
    let frozen = frozen(&Config::default(), 300);
    let first = portrait(&frozen, 0, None);
    // Turned by a third of a circle, mirrored, and tilted out of the plane.
    let [a, b] = &first.basis.axes;
    let mix =
        |p: f64, q: f64| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| p * a + q * b).collect() };
    let (sin, cos) = 2.0_f64.sin_cos();
    let mut basis = Basis { axes: [mix(cos, sin), mix(sin, -cos)], ..first.basis.clone() };
    for _ in 0..200 {
        basis = portrait(&frozen, 0, Some(&basis)).basis;
    }
    // The same plane, turned and mirrored as it was.
    assert!((dot(&basis.axes[0], &mix(cos, sin)) - 1.0).abs() < 1e-9);
    assert!((dot(&basis.axes[1], &mix(sin, -cos)) - 1.0).abs() < 1e-9);
    let last = portrait(&frozen, 0, Some(&basis));
    assert!((last.explained[0] - first.explained[0]).abs() < 1e-12);
    // A basis of another hidden size is not looked at.
    let other = Basis { mean: vec![0.0; 3], axes: [vec![0.0; 3], vec![0.0; 3]] };
    assert_eq!(portrait(&frozen, 0, Some(&other)), first);
}

#[test]
fn a_path_covers_a_period_as_soon_as_there_is_one() {
    let config = Config::default();
    let lens = portrait(&frozen(&config, 300), 0, None);
    assert_eq!(lens.points.len(), 21);
    assert_eq!(lens.phases.len(), 21);
    let turn = lens.phases[20] - lens.phases[0];
    assert!((turn - std::f64::consts::TAU).abs() < 1e-9);
    // The trained network's path closes.
    let [first, last] = [lens.points[0], lens.points[20]];
    let size = lens.points.iter().map(|[x, y]| x.hypot(*y)).fold(0.0, f64::max);
    assert!((first[0] - last[0]).hypot(first[1] - last[1]) < 0.1 * size);
    assert_eq!(portrait(&frozen(&config, 1), 0, None).points.len(), 10);
}
