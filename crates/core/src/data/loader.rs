//! Drawing batch after batch from a source.

use std::sync::Arc;

use super::{Layout, Position, Source, source};
use crate::config::Config;

/// Data in use: the batch drawn last, and where the next one lies.
#[derive(Clone, Debug)]
pub struct Loader {
    /// What the batch in the buffers was drawn from.
    drawn: Place,
    /// What the next one is to be drawn from.
    next: Place,
    /// batch × time steps × inputs; empty before the first draw.
    input: Vec<f32>,
    /// batch × time steps × targets; empty before the first draw.
    target: Vec<f32>,
}

/// A batch in its data.
#[derive(Clone, Debug)]
struct Place {
    source: Arc<dyn Source>,
    position: Position,
}

impl Place {
    /// Whether the batch here comes right after that of `earlier`, from the same data.
    fn follows(&self, earlier: &Self) -> bool {
        Arc::ptr_eq(&self.source, &earlier.source) && self.position == earlier.position.following()
    }
}

impl Loader {
    /// The data of a new run: the first draw is the first batch.
    pub fn new(config: &Config) -> Self {
        Self::at(config, Position::START)
    }

    /// The data from a position taken with [`Loader::position`].
    pub fn at(config: &Config, position: Position) -> Self {
        let next = Place { source: source(config), position };
        Self { drawn: next.clone(), next, input: Vec::new(), target: Vec::new() }
    }

    /// Where the next batch lies; with the configuration, all that decides the data to come.
    pub fn position(&self) -> Position {
        self.next.position
    }

    /// Where the drawn batch lies; [`Loader::at`] this position draws it again.
    pub fn drawn_position(&self) -> Position {
        self.drawn.position
    }

    /// The next draw is that of this position, taken with [`Loader::position`] under `config`.
    pub fn seek(&mut self, config: &Config, position: Position) {
        if let Some((source, _)) = self.next.source.relaid(config, position) {
            self.next.source = source;
        }
        self.next.position = position;
    }

    /// Lays the data out for `config`, going on from where they are.
    pub fn relay(&mut self, config: &Config) {
        if let Some((source, position)) = self.next.source.relaid(config, self.next.position) {
            self.next = Place { source, position };
        }
    }

    /// Draws the next batch into the buffers.
    pub fn draw(&mut self) {
        let follows = !self.input.is_empty() && self.next.follows(&self.drawn);
        if !follows {
            self.drawn.source = Arc::clone(&self.next.source);
        }
        self.drawn.position = self.next.position;
        self.next.position = self.next.position.following();
        let Layout { batch, time_steps } = self.drawn.source.layout();
        let shape = self.drawn.source.shape();
        let (inputs, targets) = (time_steps * shape.inputs, time_steps * shape.targets);
        if follows && self.drawn.source.rows_move_up() {
            self.input.copy_within(inputs.., 0);
            self.target.copy_within(targets.., 0);
            self.fill(batch - 1, inputs, targets);
        } else {
            self.input.resize(batch * inputs, 0.0);
            self.target.resize(batch * targets, 0.0);
            (0..batch).for_each(|row| self.fill(row, inputs, targets));
        }
    }

    /// Fills a row, which has so many numbers in each buffer.
    fn fill(&mut self, row: usize, inputs: usize, targets: usize) {
        let Place { source, position } = &self.drawn;
        let input = &mut self.input[row * inputs..][..inputs];
        let target = &mut self.target[row * targets..][..targets];
        source.fill(*position, row, input, target);
    }

    /// What the drawn batch was drawn from.
    pub fn source(&self) -> &dyn Source {
        &*self.drawn.source
    }

    /// What the next batch is drawn from.
    pub fn next_source(&self) -> &Arc<dyn Source> {
        &self.next.source
    }

    /// Whole epochs before the drawn batch and before the next one, where the data have an end. They
    /// differ where the drawn batch ends an epoch.
    pub fn epochs(&self) -> Option<(u64, u64)> {
        let before = self.drawn.source.epochs(self.drawn.position)?;
        let after = self.drawn.source.epochs(self.drawn.position.following())?;
        Some((before, after))
    }

    /// Whether an epoch begins with the drawn batch.
    pub fn begins_epoch(&self) -> bool {
        self.drawn.source.begins_epoch(self.drawn.position)
    }

    /// Samples in a sequence of the drawn batch.
    pub fn time_steps(&self) -> usize {
        self.source().layout().time_steps
    }

    /// Rows of the drawn batch.
    pub fn batch(&self) -> usize {
        self.source().layout().batch
    }

    /// Where on the axis a sample of the drawn batch lies.
    pub fn t(&self, row: usize, i: usize) -> f64 {
        self.source().t(self.drawn.position, row, i)
    }

    /// The sequence of a row of the drawn batch as a piece of a wave, where it is one.
    pub fn wave(&self, row: usize) -> Option<super::Wave> {
        self.source().wave(self.drawn.position, row)
    }

    /// What is to be read; batch × time steps × inputs.
    pub fn input(&self) -> &[f32] {
        &self.input
    }

    /// What is to be answered; batch × time steps × targets.
    pub fn target(&self) -> &[f32] {
        &self.target
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::config::Spacing;

    fn config(time_steps: usize, batch: usize, spacing: Spacing, endpoint: bool) -> Config {
        Config { time_steps, batch, spacing, endpoint, ..Config::default() }
    }

    fn assert_window(data: &Loader, phase: impl Fn(f64, f64) -> f64, config: &Config) {
        for row in 0..config.batch {
            for i in 0..config.time_steps {
                let expected = phase(row as f64, i as f64);
                let sample = row * config.time_steps + i;
                assert_eq!(data.t(row, i), expected);
                assert_eq!(data.input()[sample], expected.sin() as f32);
                assert_eq!(data.target()[sample], expected.cos() as f32);
            }
        }
    }

    #[test]
    fn half_turn_windows_follow_the_formula() {
        for endpoint in [false, true] {
            let config = config(10, 3, Spacing::HalfTurn, endpoint);
            let d = if endpoint { PI / 9.0 } else { PI / 10.0 };
            let mut data = Loader::new(&config);
            for s in 0..20 {
                data.draw();
                assert_window(&data, |row, i| (f64::from(s) + row) * PI + i * d, &config);
            }
        }
    }

    #[test]
    fn windows_in_radians_follow_the_formula() {
        let config = config(20, 5, Spacing::Radians(0.1 / PI), false);
        let mut data = Loader::new(&config);
        for s in 0..20 {
            data.draw();
            let phase = |row, i| ((f64::from(s) + row) * 20.0 + i) * (0.1 / PI);
            assert_window(&data, phase, &config);
        }
    }

    #[test]
    fn samples_are_right_at_step_ten_million() {
        let config = config(10, 1, Spacing::HalfTurn, false);
        let mut data = Loader::at(&config, Position { batches: 9_999_999, ..Position::START });
        data.draw();
        // An odd number of half turns: every sign is flipped.
        for i in 0..10 {
            let phase = f64::from(i) * PI / 10.0;
            let (input, target) = (data.input()[i as usize], data.target()[i as usize]);
            assert!((f64::from(input) + phase.sin()).abs() < 1e-7, "{input}");
            assert!((f64::from(target) + phase.cos()).abs() < 1e-7, "{target}");
        }
    }

    #[test]
    fn a_new_grid_goes_on_where_row_0_was() {
        let mut data = Loader::new(&config(10, 2, Spacing::HalfTurn, false));
        data.draw();
        data.draw();
        data.relay(&config(7, 4, Spacing::Radians(0.3), false));
        assert_eq!(data.t(0, 0), PI, "the drawn window stays until the next draw");
        data.draw();
        assert_eq!(data.t(0, 0), 2.0 * PI);
        data.draw();
        assert!((data.t(0, 0) - (2.0 * PI + 7.0 * 0.3)).abs() < 1e-12);
        assert!((data.t(3, 6) - (2.0 * PI + (4.0 * 7.0 + 6.0) * 0.3)).abs() < 1e-12);
    }
}
