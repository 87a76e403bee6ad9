//! The data: windows of (sin, cos) samples.
//!
//! Sample `i` of batch row `r` in window `s` (from 0) has the phase `(s + r)·π + i·d` with `d = π/T`
//! ("half-turn"; `π/(T−1)` with the end point), or `((s + r)·T + i)·d` where `d` is given in radians.
//! Phases are computed afresh in float64 from whole numbers, never added up, so that they are right
//! however long the run; sin and cos are rounded once to float32.

use std::f64::consts::PI;
use std::ops::Range;

use crate::config::{Config, Spacing};

/// A source of windows: the last one drawn, and where the next one lies.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Place of the window in the buffers.
    drawn: Place,
    /// Place of the window to be drawn next.
    next: Place,
    /// batch × time steps, row after row; empty before the first draw.
    input: Vec<f32>,
    /// batch × time steps, row after row; empty before the first draw.
    target: Vec<f32>,
}

/// A window on a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    grid: Grid,
    position: Position,
}

impl Place {
    /// Phase in radians of sample `i` of batch row `row`.
    fn phase(&self, row: usize, i: usize) -> f64 {
        let Position { origin, window } = self.position;
        origin + self.grid.phase(window + row as u64, i)
    }

    fn following(mut self) -> Self {
        self.position.window += 1;
        self
    }
}

/// How samples lie on the time axis.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Grid {
    time_steps: usize,
    batch: usize,
    spacing: f64,
    half_turn: bool,
}

impl Grid {
    fn new(config: &Config) -> Self {
        Self {
            time_steps: config.time_steps,
            batch: config.batch,
            spacing: config.spacing_radians(),
            half_turn: config.spacing == Spacing::HalfTurn,
        }
    }

    /// Phase in radians of sample `i` in the window of this number.
    fn phase(&self, window: u64, i: usize) -> f64 {
        if self.half_turn {
            window as f64 * PI + i as f64 * self.spacing
        } else {
            (window * self.time_steps as u64 + i as u64) as f64 * self.spacing
        }
    }
}

impl Signal {
    /// The data of a new run: the first draw is window 0, starting at phase 0.
    pub fn new(config: &Config) -> Self {
        Self::at(config, Position::START)
    }

    /// The data from a position taken with [`Signal::position`].
    pub fn at(config: &Config, position: Position) -> Self {
        let next = Place { grid: Grid::new(config), position };
        Self { drawn: next, next, input: Vec::new(), target: Vec::new() }
    }

    /// Where the next window lies; with the configuration, all that decides the data to come.
    pub fn position(&self) -> Position {
        self.next.position
    }

    /// Where the drawn window lies; [`Signal::at`] this position draws it again.
    pub fn drawn_position(&self) -> Position {
        self.drawn.position
    }

    /// The next draw is that of this position, taken with [`Signal::position`] under `config`.
    pub fn seek(&mut self, config: &Config, position: Position) {
        self.next = Place { grid: Grid::new(config), position };
    }

    /// Lays the grid of `config`, the next row 0 starting where it would have in the old one.
    pub fn relay(&mut self, config: &Config) {
        let grid = Grid::new(config);
        if grid != self.next.grid {
            let position = Position { origin: self.next.phase(0, 0), window: 0 };
            self.next = Place { grid, position };
        }
    }

    /// Draws the next window into the buffers.
    pub fn draw(&mut self) {
        let Grid { time_steps, batch, .. } = self.next.grid;
        let filled = !self.input.is_empty();
        let follows = filled && self.next == self.drawn.following();
        self.drawn = self.next;
        self.next = self.next.following();
        if follows {
            // Rows lie one window apart: every row but the last moves up by one.
            self.input.copy_within(time_steps.., 0);
            self.target.copy_within(time_steps.., 0);
            self.fill(batch - 1..batch);
        } else {
            self.input.resize(batch * time_steps, 0.0);
            self.target.resize(batch * time_steps, 0.0);
            self.fill(0..batch);
        }
    }

    /// Samples in a row of the drawn window.
    pub fn time_steps(&self) -> usize {
        self.drawn.grid.time_steps
    }

    /// Rows of the drawn window.
    pub fn batch(&self) -> usize {
        self.drawn.grid.batch
    }

    /// Distance between two samples of the drawn window in radians.
    pub fn spacing(&self) -> f64 {
        self.drawn.grid.spacing
    }

    /// Phase of a sample of the drawn window in radians.
    pub fn phase(&self, row: usize, i: usize) -> f64 {
        self.drawn.phase(row, i)
    }

    /// sin of the drawn phases; batch × time steps, row after row.
    pub fn input(&self) -> &[f32] {
        &self.input
    }

    /// cos of the drawn phases; batch × time steps, row after row.
    pub fn target(&self) -> &[f32] {
        &self.target
    }

    fn fill(&mut self, rows: Range<usize>) {
        let time_steps = self.time_steps();
        for row in rows {
            for i in 0..time_steps {
                // libm's functions are the same on every system; the C library's are not.
                let (sin, cos) = libm::sincos(self.phase(row, i));
                self.input[row * time_steps + i] = sin as f32;
                self.target[row * time_steps + i] = cos as f32;
            }
        }
    }
}

/// Where a window lies on the time axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Phase in radians at which the present grid began.
    pub origin: f64,
    /// Windows since then.
    pub window: u64,
}

impl Position {
    /// Where a run begins.
    pub const START: Self = Self { origin: 0.0, window: 0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(time_steps: usize, batch: usize, spacing: Spacing, endpoint: bool) -> Config {
        Config { time_steps, batch, spacing, endpoint, ..Config::default() }
    }

    fn assert_window(signal: &Signal, phase: impl Fn(f64, f64) -> f64, config: &Config) {
        for row in 0..config.batch {
            for i in 0..config.time_steps {
                let expected = phase(row as f64, i as f64);
                let sample = row * config.time_steps + i;
                assert_eq!(signal.phase(row, i), expected);
                assert_eq!(signal.input()[sample], expected.sin() as f32);
                assert_eq!(signal.target()[sample], expected.cos() as f32);
            }
        }
    }

    #[test]
    fn half_turn_windows_follow_the_formula() {
        for endpoint in [false, true] {
            let config = config(10, 3, Spacing::HalfTurn, endpoint);
            let d = if endpoint { PI / 9.0 } else { PI / 10.0 };
            let mut signal = Signal::new(&config);
            for s in 0..20 {
                signal.draw();
                assert_window(&signal, |row, i| (f64::from(s) + row) * PI + i * d, &config);
            }
        }
    }

    #[test]
    fn windows_in_radians_follow_the_formula() {
        let config = config(20, 5, Spacing::Radians(0.1 / PI), false);
        let mut signal = Signal::new(&config);
        for s in 0..20 {
            signal.draw();
            let phase = |row, i| ((f64::from(s) + row) * 20.0 + i) * (0.1 / PI);
            assert_window(&signal, phase, &config);
        }
    }

    #[test]
    fn samples_are_right_at_step_ten_million() {
        let config = config(10, 1, Spacing::HalfTurn, false);
        let mut signal = Signal::at(&config, Position { origin: 0.0, window: 9_999_999 });
        signal.draw();
        // An odd number of half turns: every sign is flipped.
        for i in 0..10 {
            let phase = f64::from(i) * PI / 10.0;
            let (input, target) = (signal.input()[i as usize], signal.target()[i as usize]);
            assert!((f64::from(input) + phase.sin()).abs() < 1e-7, "{input}");
            assert!((f64::from(target) + phase.cos()).abs() < 1e-7, "{target}");
        }
    }

    #[test]
    fn a_new_grid_goes_on_where_row_0_was() {
        let mut signal = Signal::new(&config(10, 2, Spacing::HalfTurn, false));
        signal.draw();
        signal.draw();
        signal.relay(&config(7, 4, Spacing::Radians(0.3), false));
        assert_eq!(signal.phase(0, 0), PI, "the drawn window stays until the next draw");
        signal.draw();
        assert_eq!(signal.phase(0, 0), 2.0 * PI);
        signal.draw();
        assert!((signal.phase(0, 0) - (2.0 * PI + 7.0 * 0.3)).abs() < 1e-12);
        assert!((signal.phase(3, 6) - (2.0 * PI + (4.0 * 7.0 + 6.0) * 0.3)).abs() < 1e-12);
    }
}
