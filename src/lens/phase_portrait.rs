//! The phase portrait: the hidden state's path, seen from the side where it moves most.
//!
//! The path over about a period of the data on its first two principal components (Sussillo &
//! Barak 2013). A network that has learned the task goes round a closed loop. So that the picture
//! doesn't flip or spin while the network learns, each basis is turned towards the one before it
//! within its plane (the orthogonal Procrustes problem, Schönemann 1966), and moves there slowly; of
//! a network that waits it is there at once, so that the plane doesn't depend on what was seen before.

use faer::{Mat, Side};

use super::output::{Entry, Found, LensOutput};
use super::{Frozen, LensContext, hidden_state};
use crate::text::Reason;

/// Most time steps on a path.
const LONGEST_PATH: usize = 512;
/// Most points that the components of a network in training are computed from.
const SAMPLES: usize = 128;
/// The golden ratio without its one: steps of this part of a whole fall into no rhythm with anything.
const GOLDEN: f64 = 0.618_033_988_749_895;
/// How far a basis moves towards the newest components.
const PACE: f64 = 0.25;

/// How a portrait comes to its components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approach {
    /// By a part of the way: the network moves on, and the picture follows calmly.
    Slow,
    /// The whole way.
    AtOnce,
}

/// Where a portrait is seen from.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// The point in the middle, H numbers.
    pub mean: Vec<f64>,
    /// Two orthonormal axes, H numbers each.
    pub axes: [Vec<f64>; 2],
}

/// A path of the hidden state.
#[derive(Clone, Debug, PartialEq)]
pub struct PhasePortrait {
    /// The step the network is at.
    pub step: u64,
    /// The layer, from the input up.
    pub layer: usize,
    /// Phase of each point in radians, oldest first.
    pub phases: Vec<f64>,
    /// The path on the two axes, a point a time step.
    pub points: Vec<[f64; 2]>,
    /// Part of the path's variance along each axis, 0…1.
    pub explained: [f64; 2],
    /// Whether the axes span the plane of the first two components.
    pub arrived: bool,
    /// Where it is seen from; the next portrait starts from here.
    pub basis: Basis,
}

impl LensOutput for PhasePortrait {
    const ENTRY: Entry = Entry::new("phase-portrait");
    type Choice = usize;

    fn find(context: &mut LensContext<'_>, layer: &usize) -> Result<Found<Self>, Reason> {
        let basis = &mut context.memory.basis;
        let last = basis.as_ref().filter(|(of, _)| of == layer).map(|(_, basis)| basis);
        let portrait = phase_portrait(context.frozen, *layer, last, context.approach);
        *basis = Some((*layer, portrait.basis.clone()));
        Ok(Found::Now(portrait))
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_settled(&self) -> bool {
        self.arrived
    }
}

/// The path of a layer's hidden state over the last period of the data, seen from near `last`.
pub fn phase_portrait(
    frozen: &Frozen,
    layer: usize,
    last: Option<&Basis>,
    approach: Approach,
) -> PhasePortrait {
    // As far as the path is drawn where the data have no period.
    let period = frozen
        .wave
        .as_ref()
        .map_or(f64::INFINITY, |wave| std::f64::consts::TAU / wave.spacing.abs().max(1e-9));
    let time_steps = (period.ceil() as usize).saturating_add(1).clamp(2, LONGEST_PATH);
    // As many windows as reach back over a period.
    let seen =
        hidden_state::hidden_state(frozen, layer, time_steps.div_ceil(frozen.time_steps) + 1);
    let path = path(&seen, time_steps);
    let skipped = seen.phases.len() - path.len();
    let newest = match approach {
        Approach::Slow => components_of(&sample(&path)),
        Approach::AtOnce => components(&path),
    };
    let last = last.filter(|last| last.mean.len() == newest.mean.len());
    let part = if approach == Approach::Slow { PACE } else { 1.0 };
    let basis = last.map_or_else(|| newest.clone(), |last| last.towards(&newest, part));
    let points: Vec<[f64; 2]> = path.iter().map(|h| basis.project(h)).collect();
    PhasePortrait {
        step: frozen.step,
        layer: seen.layer,
        phases: seen.phases[skipped..].to_vec(),
        explained: explained(&points, &path),
        points,
        arrived: last.is_none() || approach == Approach::AtOnce,
        basis,
    }
}

/// The parts of a path's variance that its points on two axes have.
fn explained(points: &[[f64; 2]], path: &[Vec<f64>]) -> [f64; 2] {
    let spread = |numbers: &dyn Fn(usize) -> f64| {
        let mean = (0..path.len()).map(numbers).sum::<f64>() / path.len() as f64;
        (0..path.len()).map(|at| (numbers(at) - mean).powi(2)).sum::<f64>()
    };
    let units = path.first().map_or(0, Vec::len);
    let total: f64 = (0..units).map(|unit| spread(&|at| path[at][unit])).sum();
    [0, 1].map(|axis| if total > 0.0 { spread(&|at| points[at][axis]) / total } else { 0.0 })
}

/// The last `time_steps` hidden states, H numbers each.
fn path(seen: &hidden_state::HiddenState, time_steps: usize) -> Vec<Vec<f64>> {
    let columns = seen.phases.len();
    let first = columns.saturating_sub(time_steps);
    let state = |column: usize| (0..seen.units).map(|unit| seen.unit(0, unit)[column]).collect();
    (first..columns).map(state).collect()
}

/// A part of a long path, spread evenly but in no rhythm: a state that swings from one time step to the
/// next would seem to stand still on every second point.
fn sample(path: &[Vec<f64>]) -> Vec<&Vec<f64>> {
    if path.len() <= SAMPLES {
        return path.iter().collect();
    }
    let part = |n: usize| (n as f64 * GOLDEN).fract();
    (0..SAMPLES).map(|n| &path[(part(n) * path.len() as f64) as usize]).collect()
}

/// The first two principal components of some points.
pub fn components(points: &[Vec<f64>]) -> Basis {
    components_of(&points.iter().collect::<Vec<_>>())
}

fn components_of(points: &[&Vec<f64>]) -> Basis {
    let units = points.first().map_or(0, |point| point.len());
    let mean: Vec<f64> = (0..units)
        .map(|unit| points.iter().map(|point| point[unit]).sum::<f64>() / points.len() as f64)
        .collect();
    let centred = Mat::from_fn(points.len(), units, |at, unit| points[at][unit] - mean[unit]);
    Basis { mean, axes: leading(&centred) }
}

/// The two directions in which the rows of `centred` vary most: eigenvectors of XᵀX, or of the
/// smaller XXᵀ where the points are fewer than the units.
fn leading(centred: &Mat<f64>) -> [Vec<f64>; 2] {
    let (points, units) = centred.shape();
    let few = points < units;
    let square = if few { centred * centred.transpose() } else { centred.transpose() * centred };
    let mut axes: [Vec<f64>; 2] = [const { Vec::new() }; 2];
    if let Ok(eigen) = square.self_adjoint_eigen(Side::Lower) {
        // The eigenvalues are in rising order.
        let columns = (0..square.ncols()).rev();
        for (axis, at) in axes.iter_mut().zip(columns) {
            let vector = eigen.U().col(at);
            let direction = if few { centred.transpose() * vector } else { vector.to_owned() };
            *axis = direction.iter().copied().collect();
        }
    }
    orthonormal(axes, units)
}

/// Makes two vectors orthonormal (Gram and Schmidt), in place of one without length any other, and
/// gives each the sign in which its largest number is positive.
fn orthonormal(axes: [Vec<f64>; 2], units: usize) -> [Vec<f64>; 2] {
    let mut done: Vec<Vec<f64>> = Vec::new();
    for axis in axes {
        let unit_vectors = (0..units).map(|unit| {
            let mut vector = vec![0.0; units];
            vector[unit] = 1.0;
            vector
        });
        let candidates = std::iter::once(axis).filter(|axis| axis.len() == units);
        let free = candidates.chain(unit_vectors).find_map(|axis| without(axis, &done));
        // Of a single unit there is no second direction.
        done.push(free.unwrap_or_else(|| vec![0.0; units]));
    }
    let second = done.pop().unwrap_or_default();
    [done.pop().unwrap_or_default(), second]
}

/// A unit vector along the part of `axis` that is orthogonal to `others`, if there is one.
fn without(mut axis: Vec<f64>, others: &[Vec<f64>]) -> Option<Vec<f64>> {
    let length = dot(&axis, &axis).sqrt();
    for other in others {
        let overlap = dot(&axis, other);
        axis.iter_mut().zip(other).for_each(|(x, other)| *x -= overlap * other);
    }
    let rest = dot(&axis, &axis).sqrt();
    if rest.is_nan() || rest <= 1e-9 * length || length == 0.0 {
        return None;
    }
    let largest = axis.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs()))?;
    let scale = largest.signum() / rest;
    axis.iter_mut().for_each(|x| *x *= scale);
    Some(axis)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Basis {
    /// A point on the two axes.
    pub fn project(&self, point: &[f64]) -> [f64; 2] {
        let centred: Vec<f64> = point.iter().zip(&self.mean).map(|(x, mean)| x - mean).collect();
        self.axes.each_ref().map(|axis| dot(axis, &centred))
    }

    /// A basis at this part of the way from this one to `newest`, which is turned towards this one
    /// within its plane.
    fn towards(&self, newest: &Self, part: f64) -> Self {
        let turned = newest.turned_towards(self);
        let blend = |from: &[f64], to: &[f64]| -> Vec<f64> {
            from.iter().zip(to).map(|(from, to)| from + part * (to - from)).collect()
        };
        let axes = [0, 1].map(|axis| blend(&self.axes[axis], &turned[axis]));
        let units = self.mean.len();
        let mut axes = orthonormal(axes, units);
        for (axis, before) in axes.iter_mut().zip(&self.axes) {
            if dot(axis, before) < 0.0 {
                axis.iter_mut().for_each(|x| *x = -*x);
            }
        }
        Self { mean: blend(&self.mean, &newest.mean), axes }
    }

    /// This basis' axes, turned and mirrored within their plane to lie as near to `other`'s as can
    /// be: the polar factor of the matrix of their overlaps.
    fn turned_towards(&self, other: &Self) -> [Vec<f64>; 2] {
        let overlap = |row: usize, column: usize| dot(&self.axes[row], &other.axes[column]);
        let turn = polar_factor([[overlap(0, 0), overlap(0, 1)], [overlap(1, 0), overlap(1, 1)]]);
        [0, 1].map(|column| {
            let both = self.axes[0].iter().zip(&self.axes[1]);
            both.map(|(a, b)| a * turn[0][column] + b * turn[1][column]).collect()
        })
    }
}

/// The orthogonal matrix Q nearest to a matrix M, which has the largest trace of QᵀM: of all turns
/// [c −s; s c] and of all mirrorings [c s; s −c] the best is known, and M's determinant tells which of
/// the two is better.
fn polar_factor([[a, b], [c, d]]: [[f64; 2]; 2]) -> [[f64; 2]; 2] {
    if a * d >= b * c {
        let (sin, cos) = libm::sincos(libm::atan2(c - b, a + d));
        [[cos, -sin], [sin, cos]]
    } else {
        let (sin, cos) = libm::sincos(libm::atan2(b + c, a - d));
        [[cos, sin], [sin, -cos]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path that jumps to and fro has its components, however long it is.
    #[test]
    fn a_sample_sees_what_swings_from_step_to_step() {
        for (period, len) in [(2, 300), (2, 512), (3, 512), (4, 512)] {
            let angle = |at: usize| std::f64::consts::TAU * at as f64 / period as f64;
            let path: Vec<Vec<f64>> = (0..len)
                .map(|at| vec![0.01 * (at as f64).sin(), angle(at).cos(), angle(at).sin() + 1e-3])
                .collect();
            let basis = components_of(&sample(&path));
            let points: Vec<[f64; 2]> = path.iter().map(|point| basis.project(point)).collect();
            let [first, second] = explained(&points, &path);
            assert!(first + second > 0.99, "{period} {len}: {first} {second}");
        }
    }

    #[test]
    fn a_polar_factor_is_orthogonal_and_what_remains_is_symmetric() {
        for m in [[[0.3, -2.0], [0.7, 0.1]], [[0.3, 2.0], [0.7, 0.1]], [[1.0, 2.0], [2.0, 4.0]]] {
            let q = polar_factor(m);
            // QᵀQ and QᵀM.
            let product = |right: &[[f64; 2]; 2], row: usize, column: usize| {
                q[0][row] * right[0][column] + q[1][row] * right[1][column]
            };
            for (row, column, expected) in [(0, 0, 1.0), (0, 1, 0.0), (1, 1, 1.0)] {
                assert!((product(&q, row, column) - expected).abs() < 1e-15, "{m:?}");
            }
            assert!((product(&m, 0, 1) - product(&m, 1, 0)).abs() < 1e-15, "{m:?}");
            // Neither of its eigenvalues is below zero.
            let trace = product(&m, 0, 0) + product(&m, 1, 1);
            let determinant =
                product(&m, 0, 0) * product(&m, 1, 1) - product(&m, 0, 1) * product(&m, 1, 0);
            assert!(trace > 0.0 && determinant > -1e-15, "{m:?}");
        }
        assert_eq!(polar_factor([[0.0; 2]; 2]), [[1.0, -0.0], [0.0, 1.0]]);
    }
}
