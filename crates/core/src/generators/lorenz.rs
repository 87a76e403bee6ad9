//! A butterfly: air that rises and falls, in three numbers.
//!
//! The equations are integrated by the classical Runge-Kutta method of fourth order in steps of 0.01, from a
//! place near (1, 1, 1) as the seed says; a row is written every other step, after 50 units of time that are
//! left out, so that the attractor has been reached.

use super::draws::Draws;
use crate::table::Table;

/// A step of the integration, in units of time.
const H: f64 = 0.01;
/// Steps from row to row.
const STEPS: usize = 2;
/// Steps that are left out at the beginning.
const FORGOTTEN: usize = 5000;

/// x, y, z.
type Place = [f64; 3];

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let mut draws = Draws::new(seed);
    let mut place: Place = [(); 3].map(|()| draws.between(0.5, 1.5));
    (0..FORGOTTEN).for_each(|_| place = step(place, H));
    let mut columns = [(); 3].map(|()| Vec::with_capacity(samples));
    for _ in 0..samples {
        columns.iter_mut().zip(place).for_each(|(column, value)| column.push(value));
        (0..STEPS).for_each(|_| place = step(place, H));
    }
    let [x, y, z] = columns;
    let names = ["x", "y", "z"];
    Table::made(vec![("x", x), ("y", y), ("z", z)], &names, &names)
}

/// Where a step of this size leads.
fn step(place: Place, h: f64) -> Place {
    let k1 = slope(place);
    let k2 = slope(moved(place, h / 2.0, k1));
    let k3 = slope(moved(place, h / 2.0, k2));
    let k4 = slope(moved(place, h, k3));
    let sum = |i: usize| k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i];
    moved(place, h / 6.0, [sum(0), sum(1), sum(2)])
}

fn moved([x, y, z]: Place, by: f64, [dx, dy, dz]: Place) -> Place {
    [x + by * dx, y + by * dy, z + by * dz]
}

fn slope([x, y, z]: Place) -> Place {
    [10.0 * (y - x), x * (28.0 - z) - y, x * y - 8.0 / 3.0 * z]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a span of time leads by the series of Taylor, whose coefficients follow from each other.
    fn by_taylor([x, y, z]: Place, span: f64) -> Place {
        let (mut a, mut b, mut c) = (vec![x], vec![y], vec![z]);
        for n in 0..25 {
            let convolved = |u: &[f64], v: &[f64]| (0..=n).map(|i| u[i] * v[n - i]).sum::<f64>();
            let by = 1.0 / (n + 1) as f64;
            let (xy, xz) = (convolved(&a, &b), convolved(&a, &c));
            let next = [10.0 * (b[n] - a[n]), 28.0 * a[n] - xz - b[n], xy - 8.0 / 3.0 * c[n]];
            a.push(by * next[0]);
            b.push(by * next[1]);
            c.push(by * next[2]);
        }
        [a, b, c].map(|series| series.iter().rev().fold(0.0, |sum, term| sum * span + term))
    }

    fn distance(a: Place, b: Place) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn steps_follow_taylors_series() {
        let mut place = [1.0, 1.0, 1.0];
        let mut exact = place;
        for n in 0..200 {
            place = step(place, H);
            exact = by_taylor(exact, H);
            assert!(distance(place, exact) < 2e-3, "{n}: {place:?} {exact:?}");
        }
    }

    #[test]
    fn the_method_is_of_fourth_order() {
        // One step of twice the size is wrong by 2⁵ times as much, where steps are small.
        let place = [8.0, 1.0, 30.0];
        let error = |h: f64| distance(step(place, h), by_taylor(place, h));
        let ratio = error(0.004) / error(0.002);
        assert!((30.0..34.0).contains(&ratio), "{ratio}");
    }
}
