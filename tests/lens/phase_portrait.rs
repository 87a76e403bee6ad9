//! Principal components of curves whose axes are known, and a basis that doesn't flip.

use rnnscope::config::Config;
use rnnscope::lens::Frozen;
use rnnscope::lens::phase_portrait::{Approach, Basis, PhasePortrait, components, phase_portrait};

use rnnscope::lens::hidden_state::hidden_state;

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

/// The portrait of a network that waits.
fn still(frozen: &Frozen, last: Option<&Basis>) -> PhasePortrait {
    phase_portrait(frozen, 0, last, Approach::AtOnce)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn an_ellipse_has_its_axes() {
    for count in [4, 100, 128] {
        let (points, axes) = ellipse(count);
        let basis = components(&points);
        for (found, expected) in basis.axes.iter().zip(&axes) {
            assert!((dot(found, expected).abs() - 1.0).abs() < 1e-12, "{found:?}");
        }
        assert!(basis.mean.iter().all(|mean| (mean - 0.25).abs() < 1e-12));
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
        let basis = components(&points);
        assert_orthonormal(&basis);
        assert_eq!(basis.project(&points[0]), [0.0, 0.0]);
    }
    let single = Config { hidden: 1, ..Config::default() };
    let lens = still(&frozen(&single, 40), None);
    assert!(lens.points.iter().all(|[_, y]| *y == 0.0));
}

#[test]
fn the_basis_never_flips_while_a_network_learns() {
    for config in configs() {
        let mut trainer = trained(&config, 20);
        let mut last: Option<Basis> = None;
        for _ in 0..60 {
            trainer.step().unwrap();
            let now = Frozen::now(&trainer, 0).unwrap();
            let lens = phase_portrait(&now, 0, last.as_ref(), Approach::Slow);
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

/// The part of the hidden states' variance that lies along each axis, from the states themselves.
fn variance_along(frozen: &Frozen, lens: &PhasePortrait) -> [f64; 2] {
    let seen = hidden_state(frozen, 0, 50);
    let columns = seen.phases.len() - lens.points.len()..seen.phases.len();
    let states: Vec<Vec<f64>> = columns
        .map(|column| (0..seen.units).map(|unit| seen.unit(0, unit)[column]).collect())
        .collect();
    let count = states.len() as f64;
    let mean: Vec<f64> = (0..seen.units)
        .map(|unit| states.iter().map(|state| state[unit]).sum::<f64>() / count)
        .collect();
    let centred: Vec<Vec<f64>> = states
        .iter()
        .map(|state| state.iter().zip(&mean).map(|(x, mean)| x - mean).collect())
        .collect();
    let total: f64 = centred.iter().map(|state| dot(state, state)).sum();
    let along = |axis: &Vec<f64>| centred.iter().map(|state| dot(state, axis).powi(2)).sum::<f64>();
    lens.basis.axes.each_ref().map(|axis| along(axis) / total)
}

#[test]
fn the_axes_hold_what_is_said_of_them() {
    let mut trainer = trained(&Config::default(), 5);
    let mut last: Option<Basis> = None;
    for _ in 0..15 {
        trainer.step().unwrap();
        let now = Frozen::now(&trainer, 0).unwrap();
        let lens = phase_portrait(&now, 0, last.as_ref(), Approach::Slow);
        for (said, held) in lens.explained.iter().zip(variance_along(&now, &lens)) {
            assert!((said - held).abs() < 1e-9, "{said} {held}");
        }
        assert_eq!(lens.arrived, last.is_none());
        last = Some(lens.basis);
    }
}

#[test]
fn of_a_network_that_waits_the_plane_is_exact_whatever_was_seen_before() {
    let now = frozen(&Config::default(), 20);
    let fresh = still(&now, None);
    let both = |lens: &PhasePortrait| lens.explained[0] + lens.explained[1];
    for earlier in [0, 5, 19, 300] {
        let before = still(&frozen(&Config::default(), earlier), None).basis;
        let lens = still(&now, Some(&before));
        assert!(lens.arrived);
        assert!((both(&lens) - both(&fresh)).abs() < 1e-9);
        // In the same plane, and it stays where it is.
        for axis in &lens.basis.axes {
            let inside: f64 = fresh.basis.axes.iter().map(|own| dot(axis, own).powi(2)).sum();
            assert!((inside - 1.0).abs() < 1e-9, "{inside}");
        }
        let again = still(&now, Some(&lens.basis));
        for (axis, before) in again.basis.axes.iter().zip(&lens.basis.axes) {
            assert!((dot(axis, before) - 1.0).abs() < 1e-9);
        }
    }
}

#[test]
fn a_basis_at_rest_arrives_at_the_components() {
    let frozen = frozen(&Config::default(), 300);
    let first = still(&frozen, None);
    // Turned by a third of a circle, mirrored, and tilted out of the plane.
    let [a, b] = &first.basis.axes;
    let mix =
        |p: f64, q: f64| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| p * a + q * b).collect() };
    let (sin, cos) = 2.0_f64.sin_cos();
    let mut basis = Basis { axes: [mix(cos, sin), mix(sin, -cos)], ..first.basis.clone() };
    for _ in 0..200 {
        basis = phase_portrait(&frozen, 0, Some(&basis), Approach::Slow).basis;
    }
    // The same plane, turned and mirrored as it was.
    assert!((dot(&basis.axes[0], &mix(cos, sin)) - 1.0).abs() < 1e-9);
    assert!((dot(&basis.axes[1], &mix(sin, -cos)) - 1.0).abs() < 1e-9);
    let last = still(&frozen, Some(&basis));
    let both = |lens: &PhasePortrait| lens.explained[0] + lens.explained[1];
    assert!((both(&last) - both(&first)).abs() < 1e-9);
    // A basis of another hidden size is not looked at.
    let other = Basis { mean: vec![0.0; 3], axes: [vec![0.0; 3], vec![0.0; 3]] };
    assert_eq!(still(&frozen, Some(&other)), first);
}

#[test]
fn a_path_covers_a_period_as_soon_as_there_is_one() {
    let config = Config::default();
    let lens = still(&frozen(&config, 300), None);
    assert_eq!(lens.points.len(), 21);
    assert_eq!(lens.phases.len(), 21);
    let turn = lens.phases[20] - lens.phases[0];
    assert!((turn - std::f64::consts::TAU).abs() < 1e-9);
    // The trained network's path closes.
    let [first, last] = [lens.points[0], lens.points[20]];
    let size = lens.points.iter().map(|[x, y]| x.hypot(*y)).fold(0.0, f64::max);
    assert!((first[0] - last[0]).hypot(first[1] - last[1]) < 0.1 * size);
    assert_eq!(still(&frozen(&config, 1), None).points.len(), 10);
}
