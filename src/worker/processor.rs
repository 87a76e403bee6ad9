//! What a thread gets of the processors: how the training thread tells that it is being crowded out.

use std::time::Duration;

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
    pub(super) fn of_this_thread() -> Option<Self> {
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
}
