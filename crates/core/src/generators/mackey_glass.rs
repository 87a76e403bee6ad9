//! Blood cells that are made by how many there were a while ago: chaos from a delay.
//!
//! The equation is integrated by the classical Runge-Kutta method of fourth order in steps of a tenth. What
//! it needs of the past at half a step is the cubic through the values and slopes on both sides. The past is
//! constant at first, near 1.2 as the seed says; a row is written each unit of time, after a thousand that
//! are left out, so that the beginning is forgotten.

use std::collections::VecDeque;

use super::draws::Draws;
use crate::table::Table;

/// Integration steps in a unit of time.
const STEPS: usize = 10;
/// How far back the equation looks, in units of time.
const DELAY: usize = 17;
/// Units of time that are left out at the beginning.
const FORGOTTEN: usize = 1000;

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let mut cells = Cells::new(Draws::new(seed).between(1.1, 1.3));
    (0..FORGOTTEN).for_each(|_| cells.advance());
    let row = |_| {
        let x = cells.x;
        cells.advance();
        x
    };
    let x = (0..samples).map(row).collect();
    Table::made(vec![("x", x)], &["x"], &["x"])
}

/// The equation under way.
struct Cells {
    x: f64,
    /// As many steps as the delay has, the oldest first: each step's value at its beginning and in its
    /// middle.
    past: VecDeque<[f64; 2]>,
}

impl Cells {
    fn new(x: f64) -> Self {
        Self { x, past: VecDeque::from(vec![[x, x]; DELAY * STEPS]) }
    }

    /// One unit of time.
    fn advance(&mut self) {
        (0..STEPS).for_each(|_| self.step());
    }

    fn step(&mut self) {
        const H: f64 = 1.0 / STEPS as f64;
        let Some([begin, middle]) = self.past.pop_front() else { return };
        let end = self.past.front().map_or(self.x, |next| next[0]);
        let x = self.x;
        let k1 = slope(x, begin);
        let k2 = slope(x + H / 2.0 * k1, middle);
        let k3 = slope(x + H / 2.0 * k2, middle);
        let k4 = slope(x + H * k3, end);
        self.x = x + H / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
        let between = (x + self.x) / 2.0 + H / 8.0 * (k1 - slope(self.x, end));
        self.past.push_back([x, between]);
    }
}

/// dx/dt from x now and x a delay ago.
fn slope(x: f64, delayed: f64) -> f64 {
    let square = delayed * delayed;
    let fourth = square * square;
    0.2 * delayed / (1.0 + fourth * fourth * square) - 0.1 * x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For the first delay the past is constant, so that the equation is linear and has a formula.
    #[test]
    fn the_first_delay_follows_the_exact_solution() {
        let start = 1.23;
        let mut cells = Cells::new(start);
        let rest = 0.2 * start / (1.0 + start.powi(10)) / 0.1;
        for t in 0..=DELAY {
            let exact = rest + (start - rest) * (-0.1 * t as f64).exp();
            assert!((cells.x - exact).abs() < 1e-9, "{t}: {} {exact}", cells.x);
            cells.advance();
        }
    }

    /// Euler's method with far smaller steps, and the past in a plain list.
    #[test]
    fn later_delays_follow_small_steps_of_euler() {
        const FINE: usize = 10_000;
        let start: f64 = 1.2;
        let mut list = vec![start];
        for n in 0..60 * FINE {
            let delayed = n.checked_sub(DELAY * FINE).map_or(start, |n| list[n]);
            let x = list[n];
            let slope = 0.2 * delayed / (1.0 + delayed.powf(10.0)) - 0.1 * x;
            list.push(x + slope / FINE as f64);
        }
        let mut cells = Cells::new(start);
        for t in 0..=60 {
            assert!((cells.x - list[t * FINE]).abs() < 1e-4, "{t}: {}", cells.x);
            cells.advance();
        }
    }
}
