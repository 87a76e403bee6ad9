//! How often the window is drawn while training goes on.
//!
//! As often as a display refreshes, where drawing costs next to nothing. Where the processor draws
//! (software OpenGL), drawing takes from training what both need: the pictures then come more
//! rarely, until training waits little for a processor or ten pictures a second are left. Beside a
//! race or a sweep it is mostly those that training waits for, and the pictures keep coming.

use std::time::{Duration, Instant};

use egui::{Context, Id};

use crate::thread::{ProcessorTime, Waker};
use crate::worker::REFRESH;

/// The slowest repaint_pacer: somewhat more than ten pictures a second.
const SLOWEST: Duration = Duration::from_millis(90);
/// The slowest one while a race or a sweep trains, too: thirty pictures a second.
const SLOWEST_BESIDE_OTHERS: Duration = Duration::from_millis(33);
/// Seconds between two looks at what training gets.
const LOOK: f64 = 0.4;
/// Training that is ready to go on for less of the time than this has time to spare.
const BUSY: f64 = 0.5;
/// Training that gets less than this of the processor time it is ready for is being held up …
const TOO_LITTLE: f64 = 0.75;
/// … and with more than this it isn't.
const ENOUGH: f64 = 0.85;
/// Factors by which the pace gives way, and comes back.
const SLOWER: f64 = 1.3;
const FASTER: f64 = 0.87;

/// The time between two pictures, and what it was decided by.
#[derive(Debug)]
pub(in crate::app) struct RepaintPacer {
    interval: Duration,
    /// When training was last looked at, in the window's seconds, and what it had got by then.
    looked: Option<(f64, ProcessorTime)>,
}

impl Default for RepaintPacer {
    fn default() -> Self {
        Self { interval: REFRESH, looked: None }
    }
}

impl RepaintPacer {
    /// Looks at what training has got of the processors; a new interval, if it must change.
    /// `beside_others` says whether a race or a sweep trains, too.
    pub(in crate::app) fn follow(
        &mut self,
        now: f64,
        got: Option<ProcessorTime>,
        beside_others: bool,
    ) -> Option<Duration> {
        let got = got?;
        let Some((then, before)) = self.looked else {
            self.looked = Some((now, got));
            return None;
        };
        if now - then < LOOK {
            return None;
        }
        self.looked = Some((now, got));
        let slowest = if beside_others { SLOWEST_BESIDE_OTHERS } else { SLOWEST };
        let interval = self.after(now - then, got.since(before)).min(slowest);
        (interval != self.interval).then(|| {
            self.interval = interval;
            interval
        })
    }

    /// The interval after so many seconds in which training got this.
    fn after(&self, seconds: f64, got: ProcessorTime) -> Duration {
        let ready = (got.ran + got.waited).as_secs_f64();
        let share = got.ran.as_secs_f64() / ready.max(f64::MIN_POSITIVE);
        if ready < BUSY * seconds || share > ENOUGH {
            self.interval.mul_f64(FASTER).max(REFRESH)
        } else if share < TOO_LITTLE {
            self.interval.mul_f64(SLOWER)
        } else {
            self.interval
        }
    }

    /// A picture is being made: training asks for the next one no sooner than an interval later.
    pub(in crate::app) fn begin_picture(&self, ctx: &Context) {
        let next = Instant::now() + self.interval;
        ctx.data_mut(|data| data.insert_temp(next_picture(), next));
    }
}

/// What the training thread calls when there is something to see.
pub(in crate::app) fn waker(ctx: Context) -> Waker {
    // Without any delay egui would make two pictures.
    const AT_ONCE: Duration = Duration::from_millis(1);
    Box::new(move || {
        let next: Option<Instant> = ctx.data(|data| data.get_temp(next_picture()));
        let wait = next.map(|next| next.saturating_duration_since(Instant::now()));
        ctx.request_repaint_after(wait.unwrap_or_default().max(AT_ONCE));
    })
}

/// Under which the time of the next picture is kept, where the training thread can see it.
fn next_picture() -> Id {
    Id::unique("next picture")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half seconds in which training runs and waits so many milliseconds each.
    fn interval_after(looks: &[(u64, u64)]) -> Duration {
        interval_beside(false, looks)
    }

    fn interval_beside(others: bool, looks: &[(u64, u64)]) -> Duration {
        let (mut pacer, mut got, mut now) =
            (RepaintPacer::default(), ProcessorTime::default(), 0.0);
        pacer.follow(now, Some(got), others);
        for &(ran, waited) in looks {
            now += 0.5;
            got.ran += Duration::from_millis(ran);
            got.waited += Duration::from_millis(waited);
            pacer.follow(now, Some(got), others);
        }
        pacer.interval
    }

    #[test]
    fn pictures_give_way_to_training_and_come_back() {
        assert_eq!(interval_after(&[(490, 10); 5]), REFRESH);
        let given_way = interval_after(&[(250, 250); 3]);
        assert!(given_way > 2 * REFRESH && given_way < SLOWEST);
        assert_eq!(interval_after(&[(250, 250); 50]), SLOWEST);
        let mut looks = vec![(250, 250); 50];
        looks.extend([(490, 10); 50]);
        assert_eq!(interval_after(&looks), REFRESH);
        // Neither too little nor more than enough: all stays as it is.
        assert_eq!(
            interval_after(&[(250, 250), (250, 250), (400, 100)]),
            interval_after(&[(250, 250); 2])
        );
    }

    #[test]
    fn beside_a_race_or_a_sweep_thirty_are_left() {
        assert_eq!(interval_beside(true, &[(490, 10); 5]), REFRESH);
        let crowded_out = interval_beside(true, &[(150, 350); 50]);
        assert_eq!((1.0 / crowded_out.as_secs_f64()).round(), 30.0);
    }

    #[test]
    fn training_with_time_to_spare_needs_no_more() {
        assert_eq!(interval_after(&[(20, 60); 20]), REFRESH);
    }

    #[test]
    fn ten_pictures_a_second_are_left() {
        assert!(SLOWEST.as_secs_f64() < 0.1);
    }
}
