//! What a thread gets of the processors: how the training thread tells that it is being crowded out,
//! and how the threads of races and sweeps keep from crowding out others.

use std::time::{Duration, Instant};

/// Time between two offers of the processor. What draws a picture has many small parts that wait for
/// each other; none waits longer than this. An offer costs less than a microsecond.
const OFFER: Duration = Duration::from_micros(100);

/// Time that a thread has spent on a processor, and waiting for one, since it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProcessorTime {
    /// On a processor.
    pub ran: Duration,
    /// Ready to go on while others had the processors.
    pub waited: Duration,
}

impl ProcessorTime {
    /// The calling thread's, where the system tells: Linux does.
    pub fn of_this_thread() -> Option<Self> {
        Self::parse(&std::fs::read_to_string("/proc/thread-self/schedstat").ok()?)
    }

    /// Linux's three numbers: nanoseconds on a processor, nanoseconds waiting, turns.
    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten().map(Duration::from_nanos);
        Some(Self { ran: next()?, waited: next()? })
    }

    /// What came since an earlier look.
    pub fn since(self, earlier: Self) -> Self {
        Self {
            ran: self.ran.saturating_sub(earlier.ran),
            waited: self.waited.saturating_sub(earlier.waited),
        }
    }
}

/// Time for which the program was busy: all its threads on processors, and the calling one waiting for a
/// processor. It stands still while the program is stopped. None where the system doesn't tell; Linux
/// does.
pub fn busy_time() -> Option<Duration> {
    let ran = process_time(&std::fs::read_to_string("/proc/self/stat").ok()?)?;
    Some(ran + ProcessorTime::of_this_thread()?.waited)
}

/// The hundredths of a second that Linux counts in user's and system's time, the twelfth and the
/// thirteenth number after the program's name, which may hold spaces and brackets itself.
fn process_time(text: &str) -> Option<Duration> {
    let (_, numbers) = text.rsplit_once(')')?;
    let mut numbers = numbers.split_whitespace().skip(11).map(|number| number.parse::<u64>().ok());
    let mut next = || numbers.next().flatten();
    let hundredths = next()?.checked_add(next()?)?;
    Some(Duration::from_millis(hundredths.checked_mul(10)?))
}

/// Whether a thread that trains lets others go first that are ready: those that draw the window, and
/// the run on screen. Without them it has the processor for itself in either case.
#[derive(Clone, Copy, Debug)]
pub struct Courtesy {
    /// When the processor was last offered; never, by one who insists on their share.
    offered: Option<Instant>,
}

impl Courtesy {
    /// Offers the processor to others, often enough for every picture to be in time.
    pub fn gives_way() -> Self {
        Self { offered: Some(Instant::now()) }
    }

    /// Takes its full share of the processor, as is right where nothing is drawn.
    pub fn insists() -> Self {
        Self { offered: None }
    }

    /// To be called between two steps.
    pub fn offer(&mut self) {
        if self.offered.is_some_and(|last| last.elapsed() >= OFFER) {
            std::thread::yield_now();
            self.offered = Some(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_numbers_are_read() {
        let read = ProcessorTime::parse("829686 106238 2\n").unwrap();
        assert_eq!(read.ran, Duration::from_nanos(829_686));
        assert_eq!(read.waited, Duration::from_nanos(106_238));
        assert_eq!(ProcessorTime::parse("829686"), None);
        assert_eq!(ProcessorTime::parse("a b c"), None);
        assert_eq!(read.since(read), ProcessorTime::default());
    }

    #[test]
    fn the_programs_time_is_read_whatever_it_is_called() {
        let text = "7 (a) 1 2 (b) S 1 7 7 0 -1 4194304 2309 0 0 0 150 25 0 0 20 0 1 0 4 8 9";
        assert_eq!(process_time(text), Some(Duration::from_millis(1750)));
        assert_eq!(process_time("7 (a"), None);
        assert_eq!(process_time("7 (a) S 1 2"), None);
    }
}
