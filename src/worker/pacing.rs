//! How fast steps follow each other, and how fast they really did.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::thread::Pace;

/// Delays up to this are made up for: less than the eye sees as a burst.
const FORGIVEN: Duration = Duration::from_millis(50);

/// Says when the next step is due.
#[derive(Debug)]
pub(super) struct Metronome {
    period: Duration,
    due: Instant,
}

impl Metronome {
    pub(super) fn new(pace: Pace, now: Instant) -> Self {
        Self { period: pace.period(), due: now }
    }

    /// When the next step is due; in the past where every step is.
    pub(super) fn due(&self) -> Instant {
        self.due
    }

    /// A step begins: the next is due one period later. A short delay is made up for, so that the
    /// pace holds on a busy machine; a pause, a slow step or a sleeping computer is not.
    pub(super) fn tick(&mut self, now: Instant) {
        let late = now.saturating_duration_since(self.due) > self.period.max(FORGIVEN);
        self.due = if late { now } else { self.due } + self.period;
    }
}

/// A moving average of the pace over the last second, and the time spent training.
#[derive(Debug, Default)]
pub(super) struct Speedometer {
    /// Training time and number of the newest step, now and then.
    marks: VecDeque<(Duration, u64)>,
    elapsed: Duration,
    since: Option<Instant>,
}

/// Time the average looks back.
const HORIZON: Duration = Duration::from_secs(1);
/// Least time between two marks.
const RESOLUTION: Duration = Duration::from_millis(10);

impl Speedometer {
    /// Time runs from `now` on.
    pub(super) fn start(&mut self, now: Instant) {
        self.since.get_or_insert(now);
    }

    /// Time stands still from `now` on.
    pub(super) fn stop(&mut self, now: Instant) {
        self.elapsed = self.elapsed(now);
        self.since = None;
    }

    /// Time spent training.
    pub(super) fn elapsed(&self, now: Instant) -> Duration {
        self.elapsed + self.since.map_or(Duration::ZERO, |since| now.duration_since(since))
    }

    /// The run stands at this step.
    pub(super) fn mark(&mut self, step: u64, now: Instant) {
        let at = self.elapsed(now);
        if self.marks.back().is_none_or(|(last, _)| *last + RESOLUTION <= at) {
            self.marks.push_back((at, step));
        }
        while self.marks.get(1).is_some_and(|(second, _)| *second + HORIZON < at) {
            self.marks.pop_front();
        }
    }

    /// Steps a second over the last second of training.
    pub(super) fn steps_per_second(&self, step: u64, now: Instant) -> f64 {
        let Some((from, first)) = self.marks.front() else { return 0.0 };
        let seconds = self.elapsed(now).saturating_sub(*from).as_secs_f64();
        if seconds > 0.0 { step.saturating_sub(*first) as f64 / seconds } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn steps_are_due_evenly() {
        let start = Instant::now();
        let mut metronome = Metronome::new(Pace::PerSecond(20.0), start);
        for n in 0..100 {
            let due = metronome.due();
            assert_eq!(due, start + n * Duration::from_millis(50));
            // A little late each time: the rhythm holds all the same.
            metronome.tick(due + Duration::from_millis(7));
        }
    }

    #[test]
    fn no_pace_is_too_slow_for_the_clock() {
        assert_eq!(Pace::per_second(1e-19), None);
        let mut metronome = Metronome::new(Pace::PerSecond(1e-19), Instant::now());
        metronome.tick(Instant::now());
        assert!(metronome.due() <= Instant::now() + 200 * SECOND);
    }

    #[test]
    fn a_sleeping_computer_is_not_made_up_for() {
        let start = Instant::now();
        let mut metronome = Metronome::new(Pace::PerSecond(20.0), start);
        metronome.tick(start);
        let awake = start + 3600 * SECOND;
        metronome.tick(awake);
        assert_eq!(metronome.due(), awake + Duration::from_millis(50));
    }

    #[test]
    fn the_average_follows_the_last_second_only() {
        let start = Instant::now();
        let mut speedometer = Speedometer::default();
        speedometer.start(start);
        let mut now = start;
        for step in 0..=100 {
            now = start + step * Duration::from_millis(100);
            speedometer.mark(step.into(), now);
        }
        assert!((speedometer.steps_per_second(100, now) - 10.0).abs() < 0.5);
        for step in 1..=200_u64 {
            now += Duration::from_millis(10);
            speedometer.mark(100 + step, now);
        }
        assert!((speedometer.steps_per_second(300, now) - 100.0).abs() < 5.0);
    }

    #[test]
    fn the_average_recovers_from_a_sleep_within_its_horizon() {
        let start = Instant::now();
        let mut speedometer = Speedometer::default();
        speedometer.start(start);
        let step_at = |speedometer: &mut Speedometer, step: u64, now: Instant| {
            speedometer.mark(step, now);
            speedometer.steps_per_second(step, now)
        };
        for step in 0..200 {
            step_at(&mut speedometer, step, start + step as u32 * Duration::from_millis(10));
        }
        let awake = start + 3600 * SECOND;
        let seen: Vec<f64> = (200..=400)
            .map(|step| {
                let now = awake + (step - 200) as u32 * Duration::from_millis(10);
                step_at(&mut speedometer, step, now)
            })
            .collect();
        assert!(seen.iter().all(|speed| *speed < 110.0), "a burst: {seen:?}");
        assert!((seen[200] - 100.0).abs() < 5.0, "{}", seen[200]);
    }

    #[test]
    fn steps_slower_than_the_horizon_have_a_pace_too() {
        let start = Instant::now();
        let mut speedometer = Speedometer::default();
        speedometer.start(start);
        for step in 0..5_u64 {
            let now = start + step as u32 * 4 * SECOND;
            speedometer.mark(step, now);
            let speed = speedometer.steps_per_second(step, now);
            assert!(step == 0 || (speed - 0.25).abs() < 1e-9, "{speed} at step {step}");
        }
    }

    #[test]
    fn a_pause_does_not_count() {
        let start = Instant::now();
        let mut speedometer = Speedometer::default();
        speedometer.start(start);
        speedometer.stop(start + SECOND);
        speedometer.start(start + 100 * SECOND);
        assert_eq!(speedometer.elapsed(start + 101 * SECOND), 2 * SECOND);
    }
}
