//! How fast steps follow each other, and how fast they really did.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::thread::{Pace, busy_time};

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

    /// Time between two steps that are due.
    pub(super) fn period(&self) -> Duration {
        self.period
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
///
/// A program that is stopped (SIGSTOP, a debugger, a frozen container) doesn't train, though the clock
/// goes on. A slow step looks the same on the clock alone: what tells them apart is how long the program
/// was busy meanwhile.
#[derive(Debug)]
pub(super) struct Speedometer {
    /// Training time and number of the newest step, now and then.
    marks: VecDeque<(Duration, u64)>,
    elapsed: Duration,
    /// While time runs: until when it is counted in `elapsed`.
    since: Option<Instant>,
    /// How long the program has been busy, where the system tells, and when that was read.
    busy: Option<(Duration, Instant)>,
    read_busy: fn() -> Option<Duration>,
}

impl Default for Speedometer {
    fn default() -> Self {
        Self::new(busy_time)
    }
}

/// Time the average looks back.
const HORIZON: Duration = Duration::from_secs(1);
/// Least time between two marks.
const RESOLUTION: Duration = Duration::from_millis(10);
/// Time between two marks that nobody asks about.
const UNSUSPICIOUS: Duration = Duration::from_secs(1);
/// Time between two looks at how long the program has been busy, each some microseconds' work.
const LOOK: Duration = Duration::from_millis(250);

impl Speedometer {
    /// `read_busy` says how long the program has been busy, if it can.
    fn new(read_busy: fn() -> Option<Duration>) -> Self {
        let (marks, elapsed) = (VecDeque::new(), Duration::ZERO);
        Self { marks, elapsed, since: None, busy: None, read_busy }
    }

    /// The time that a run had been trained before this program took it up.
    pub(super) fn go_on_from(&mut self, elapsed: Duration) {
        self.elapsed += elapsed;
    }

    /// Time runs from `now` on.
    pub(super) fn start(&mut self, now: Instant) {
        if self.since.is_none() {
            self.since = Some(now);
            self.look(now);
        }
    }

    /// Time stands still from `now` on.
    pub(super) fn stop(&mut self, now: Instant) {
        self.count(now, Duration::ZERO);
        self.since = None;
    }

    /// Time spent training. What the next mark may find to have been a sleep isn't counted yet.
    pub(super) fn elapsed(&self, now: Instant) -> Duration {
        let since = self.since.map_or(Duration::ZERO, |since| now.duration_since(since));
        self.elapsed + since.min(UNSUSPICIOUS)
    }

    /// Counts the time until `now`, of which `wait` may have been spent waiting for the next step.
    fn count(&mut self, now: Instant, wait: Duration) {
        let Some(since) = self.since.replace(now) else { return };
        let passed = now.duration_since(since);
        let before = self.busy;
        let is_suspicious = passed > UNSUSPICIOUS + wait;
        if is_suspicious || before.is_none_or(|(_, read)| now.duration_since(read) >= LOOK) {
            self.look(now);
        }
        self.elapsed += match (before, self.busy) {
            (Some((before, _)), Some((busy, _))) if is_suspicious => {
                passed.min(UNSUSPICIOUS + wait + busy.saturating_sub(before))
            }
            _ => passed,
        };
    }

    fn look(&mut self, now: Instant) {
        self.busy = (self.read_busy)().map(|busy| (busy, now));
    }

    /// The run stands at this step, for which `wait` may have been waited.
    pub(super) fn mark(&mut self, step: u64, now: Instant, wait: Duration) {
        self.count(now, wait);
        let at = self.elapsed;
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
    const ZERO: Duration = Duration::ZERO;

    /// On a system that doesn't tell how long the program was busy.
    fn untold() -> Speedometer {
        Speedometer::new(|| None)
    }

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
        let mut speedometer = untold();
        speedometer.start(start);
        let mut now = start;
        for step in 0..=100 {
            now = start + step * Duration::from_millis(100);
            speedometer.mark(step.into(), now, ZERO);
        }
        assert!((speedometer.steps_per_second(100, now) - 10.0).abs() < 0.5);
        for step in 1..=200_u64 {
            now += Duration::from_millis(10);
            speedometer.mark(100 + step, now, ZERO);
        }
        assert!((speedometer.steps_per_second(300, now) - 100.0).abs() < 5.0);
    }

    #[test]
    fn the_average_recovers_from_a_sleep_within_its_horizon() {
        let start = Instant::now();
        let mut speedometer = untold();
        speedometer.start(start);
        let step_at = |speedometer: &mut Speedometer, step: u64, now: Instant| {
            speedometer.mark(step, now, ZERO);
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
        let mut speedometer = untold();
        speedometer.start(start);
        for step in 0..5_u64 {
            let now = start + step as u32 * 4 * SECOND;
            speedometer.mark(step, now, ZERO);
            let speed = speedometer.steps_per_second(step, now);
            assert!(step == 0 || (speed - 0.25).abs() < 1e-9, "{speed} at step {step}");
        }
    }

    #[test]
    fn a_pause_does_not_count() {
        let start = Instant::now();
        let mut speedometer = untold();
        speedometer.start(start);
        speedometer.stop(start + SECOND);
        speedometer.start(start + 100 * SECOND);
        assert_eq!(speedometer.elapsed(start + 101 * SECOND), 2 * SECOND);
    }

    #[test]
    fn a_stopped_program_does_not_train() {
        let start = Instant::now();
        // Nobody was busy while the clock went on.
        let mut speedometer = Speedometer::new(|| Some(7 * SECOND));
        speedometer.start(start);
        speedometer.mark(1, start + SECOND, ZERO);
        let awake = start + 61 * SECOND;
        assert_eq!(speedometer.elapsed(awake), 2 * SECOND, "what isn't known isn't counted");
        speedometer.mark(2, awake, ZERO);
        assert_eq!(speedometer.elapsed(awake), 2 * SECOND);
        // Who waits ten seconds for each step trains meanwhile.
        speedometer.mark(3, awake + 10 * SECOND, 10 * SECOND);
        assert_eq!(speedometer.elapsed(awake + 10 * SECOND), 12 * SECOND);
        speedometer.stop(awake + 1000 * SECOND);
        assert_eq!(speedometer.elapsed(awake + 2000 * SECOND), 13 * SECOND);
    }

    #[test]
    fn a_slow_step_counts_as_long_as_somebody_works_at_it() {
        // The processors work at it all the time: each look finds more than the clock has gone on.
        thread_local!(static LOOKS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
        fn busy() -> Option<Duration> {
            Some(100 * SECOND * LOOKS.replace(LOOKS.get() + 1))
        }
        let start = Instant::now();
        let mut speedometer = Speedometer::new(busy);
        speedometer.start(start);
        speedometer.mark(1, start + 90 * SECOND, ZERO);
        assert_eq!(speedometer.elapsed(start + 90 * SECOND), 90 * SECOND);
    }
}
