//! How two threads that train the halves of one layer meet at every time step.
//!
//! A thread that slept until the other has finished its half would wake far too late: a half takes a
//! few microseconds. So it looks again and again, and only when the other doesn't come for long does it
//! yield and at last sleep, since the other then waits for a processor. The only place in the house
//! with atomics.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, bounded};
use pulp::bytemuck::cast;

/// Looks before the other counts as late: about a hundred microseconds.
const LOOKS: usize = 4_000;
/// Pauses of some ten nanoseconds in which a thread leaves its work for good.
const LINGER: usize = 10;
/// Times that a waiting thread yields before it sleeps.
const YIELDS: usize = 50;
/// How long it sleeps before it looks again.
const BACK_OFF: Duration = Duration::from_micros(50);

/// Two mailboxes for each half, used in turn: before a half fills one again, it has read the other
/// half's answer to the message in it. Two floats share a place.
#[derive(Debug)]
pub(super) struct Exchange {
    mailboxes: [[Vec<AtomicU64>; 2]; 2],
    turns: [Turn; 2],
    late: AtomicBool,
}

/// Messages that a half has sent. In cache lines of its own: the other half looks at it all the time.
#[derive(Debug, Default)]
#[repr(align(128))]
struct Turn(AtomicUsize);

/// A half that has left, its work done or not, is waited for no longer.
const GONE: usize = usize::MAX;

impl Exchange {
    /// Mailboxes for messages of up to `len` floats.
    pub(super) fn new(len: usize) -> Self {
        let places = || (0..len.div_ceil(2)).map(|_| AtomicU64::default()).collect();
        let mailboxes = || [places(), places()];
        Self {
            mailboxes: [mailboxes(), mailboxes()],
            turns: Default::default(),
            late: AtomicBool::new(false),
        }
    }

    /// Makes ready for a window.
    pub(super) fn open(&mut self) {
        self.turns = Default::default();
        *self.late.get_mut() = false;
    }

    /// Whether one half had to wait long for the other since it was opened.
    pub(super) fn was_late(&self) -> bool {
        self.late.load(Ordering::Relaxed)
    }

    /// Waits until the other half has left.
    pub(super) fn close(&self, half: usize) {
        self.wait(half, GONE);
        linger();
    }

    fn wait(&self, half: usize, turn: usize) {
        let arrived = || self.turns[1 - half].0.load(Ordering::Acquire) >= turn;
        if look(LOOKS, arrived) {
            return;
        }
        for _ in 0..YIELDS {
            if arrived() {
                return;
            }
            std::thread::yield_now();
        }
        self.late.store(true, Ordering::Relaxed);
        while !arrived() {
            std::thread::sleep(BACK_OFF);
        }
    }
}

/// Looks until it is so, so many times at most; tells whether it is.
fn look(times: usize, is_so: impl Fn() -> bool) -> bool {
    (0..times).any(|_| {
        let so = is_so();
        if !so {
            std::hint::spin_loop();
        }
        so
    })
}

/// One half's end of an exchange; when it is dropped, the other waits no longer.
#[derive(Debug)]
pub(super) struct Link<'a> {
    exchange: &'a Exchange,
    half: usize,
}

impl<'a> Link<'a> {
    /// The end of half 0 or 1.
    pub(super) fn new(exchange: &'a Exchange, half: usize) -> Self {
        Self { exchange, half }
    }

    /// Sends a message to the other half.
    pub(super) fn send(&self, message: &[f32]) {
        let sent = &self.exchange.turns[self.half].0;
        let turn = sent.load(Ordering::Relaxed);
        let (pairs, rest) = message.as_chunks::<2>();
        let last = rest.first().map(|&number| [number, 0.0]);
        let pairs = pairs.iter().copied().chain(last);
        for (place, pair) in self.exchange.mailboxes[self.half][turn % 2].iter().zip(pairs) {
            place.store(cast(pair), Ordering::Relaxed);
        }
        // Who sees the new count sees the message.
        sent.store(turn + 1, Ordering::Release);
    }

    /// Reads the other half's answer to the message sent last, as soon as it is there.
    pub(super) fn receive(&self, message: &mut [f32]) {
        let turn = self.exchange.turns[self.half].0.load(Ordering::Relaxed);
        self.exchange.wait(self.half, turn);
        let mut places = self.exchange.mailboxes[1 - self.half][turn.wrapping_sub(1) % 2].iter();
        let (pairs, rest) = message.as_chunks_mut::<2>();
        for (pair, place) in pairs.iter_mut().zip(&mut places) {
            *pair = cast(place.load(Ordering::Relaxed));
        }
        for (number, place) in rest.iter_mut().zip(places) {
            let [first, _]: [f32; 2] = cast(place.load(Ordering::Relaxed));
            *number = first;
        }
    }
}

impl Drop for Link<'_> {
    fn drop(&mut self) {
        self.exchange.turns[self.half].0.store(GONE, Ordering::Release);
    }
}

/// Gives threads that have said that they are done the time to be so.
fn linger() {
    (0..LINGER).for_each(|_| std::hint::spin_loop());
}

/// Work that waits for whichever thread takes it first.
#[derive(Debug)]
pub(super) struct WorkSlot<T>(Receiver<T>);

impl<T> WorkSlot<T> {
    /// With the work in it.
    pub(super) fn new(work: T) -> Self {
        let (sender, slot) = bounded(1);
        // There is room, and somebody who could take it: it can't be refused.
        let _ = sender.send(work);
        Self(slot)
    }

    /// The work, if nobody else has taken it.
    pub(super) fn take(&self) -> Option<T> {
        self.0.try_recv().ok()
    }

    /// Gives others a little time to take the work; then takes it, if it is still there.
    pub(super) fn take_unless_taken(&self) -> Option<T> {
        if look(LOOKS, || self.0.is_empty()) { None } else { self.take() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both halves send their sums to and fro; whoever comes late gets the messages all the same.
    #[test]
    fn messages_arrive_in_turn() {
        // An odd length: the last number has a place of its own.
        let mut exchange = Exchange::new(3);
        let half = |exchange: &Exchange, half: usize| {
            let link = Link::new(exchange, half);
            let (mut own, mut other) = ([half as f32; 3], [0.0; 3]);
            for turn in 0..1000 {
                if turn % 100 == half * 50 {
                    std::thread::yield_now();
                }
                link.send(&own);
                link.receive(&mut other);
                own.iter_mut().zip(other).for_each(|(own, other)| *own = (*own + other) % 1009.0);
            }
            own
        };
        let expected = (1..1000).fold(1, |sum: u32, _| sum * 2 % 1009) as f32;
        for _ in 0..5 {
            exchange.open();
            let exchange = &exchange;
            let sums = std::thread::scope(|scope| {
                let other = scope.spawn(|| half(exchange, 1));
                [half(exchange, 0), other.join().unwrap()]
            });
            assert_eq!(sums, [[expected; 3]; 2]);
        }
    }

    /// Also where both ends are in the same hands.
    #[test]
    fn one_thread_can_hold_both_ends() {
        let exchange = Exchange::new(1);
        let [one, two] = [0, 1].map(|half| Link::new(&exchange, half));
        let mut read = [0.0];
        for turn in 0..5 {
            one.send(&[turn as f32]);
            two.send(&[-1.0]);
            two.receive(&mut read);
            assert_eq!(read, [turn as f32]);
            one.receive(&mut read);
            assert_eq!(read, [-1.0]);
        }
    }

    #[test]
    fn nobody_waits_for_a_half_that_has_left() {
        let exchange = Exchange::new(1);
        let link = Link::new(&exchange, 0);
        drop(Link::new(&exchange, 1));
        link.send(&[1.0]);
        link.receive(&mut [0.0]);
        exchange.close(0);
        assert!(!exchange.was_late());
    }

    #[test]
    fn work_is_taken_once() {
        let slot = WorkSlot::new(7);
        assert_eq!(slot.take_unless_taken(), Some(7));
        assert_eq!(slot.take_unless_taken(), None);
        assert_eq!(slot.take(), None);
    }
}
