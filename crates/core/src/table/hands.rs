//! Hands that are lent within one call: what can be done to things in any order is done by several threads, what has
//! an order keeps it.
//!
//! Whoever draws the next thing goes from hand to hand as a message, and so does whoever takes what has become of it.
//! Each carries the way back with it: where one is dropped, nobody waits for it any longer.

use std::collections::BTreeMap;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Hands at the most: to draw a thing takes a third as long as to work on it.
const MOST: usize = 4;

/// How many hands there can be at once on this computer.
pub(super) fn at_hand() -> usize {
    thread::available_parallelism().map_or(1, |count| count.get().min(MOST))
}

/// Draws things until there are no more, works on them, and takes them in the order in which they were drawn, until
/// that has enough. Each of `things` is drawn again and again: more can't be under way. Up to so many hands work at
/// once, the caller's among them, fewer where the system has no more threads.
pub(super) fn share<T: Send>(
    hands: usize,
    things: Vec<T>,
    draw: impl FnMut(&mut T) -> bool + Send,
    work: impl Fn(&mut T) + Sync,
    take: impl FnMut(&mut T) -> bool + Send,
) {
    let (free, to_fill) = bounded(things.len());
    things.into_iter().for_each(|thing| send(&free, thing));
    let (back, to_draw) = bounded(1);
    send(&back.clone(), Drawer { draw, next: 0, back });
    let (back, to_take) = bounded(1);
    send(&back.clone(), Taker { take, next: 0, early: BTreeMap::new(), free, back });
    let bench = Bench { to_fill, to_draw, to_take, work };
    thread::scope(|scope| {
        let helper = |_| {
            let helper = thread::Builder::new().name("table".to_owned());
            helper.spawn_scoped(scope, || bench.work()).ok()
        };
        let helpers: Vec<_> = (1..hands).map_while(helper).collect();
        bench.work();
        for helper in helpers {
            if let Err(panic) = helper.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
}

/// Sends a message for which there is room, and somebody who can receive it: this thread at the least.
fn send<M>(to: &Sender<M>, message: M) {
    let _ = to.send(message);
}

/// Who draws, with the number of the next thing.
struct Drawer<D> {
    draw: D,
    next: usize,
    back: Sender<Self>,
}

impl<D> Drawer<D> {
    /// Draws a thing, goes to whoever waits, and gives the thing's number; none, and it is gone, where there are no more.
    fn draw<T>(mut self, thing: &mut T) -> Option<usize>
    where
        D: FnMut(&mut T) -> bool,
    {
        let number = self.next;
        self.next += 1;
        (self.draw)(thing).then(|| {
            send(&self.back.clone(), self);
            number
        })
    }
}

/// Who takes things in their order, with the number of the next one and those that have come before it.
struct Taker<T, F> {
    take: F,
    next: usize,
    early: BTreeMap<usize, T>,
    free: Sender<T>,
    back: Sender<Self>,
}

impl<T, F: FnMut(&mut T) -> bool> Taker<T, F> {
    /// Takes a thing once it is its turn, and goes to whoever waits; it is gone where it has enough.
    fn take(mut self, number: usize, thing: T) {
        self.early.insert(number, thing);
        while let Some(mut thing) = self.early.remove(&self.next) {
            self.next += 1;
            if !(self.take)(&mut thing) {
                return;
            }
            send(&self.free, thing);
        }
        send(&self.back.clone(), self);
    }
}

/// What all hands work at.
struct Bench<T, D, F, W> {
    to_fill: Receiver<T>,
    to_draw: Receiver<Drawer<D>>,
    to_take: Receiver<Taker<T, F>>,
    work: W,
}

impl<T, D, F, W> Bench<T, D, F, W>
where
    D: FnMut(&mut T) -> bool,
    F: FnMut(&mut T) -> bool,
    W: Fn(&mut T),
{
    /// Works until there is nothing to draw, or nobody to take it.
    fn work(&self) {
        let _stop = StopInPanic(&self.to_take);
        while let Ok(drawer) = self.to_draw.recv() {
            // Whoever waits here keeps all others from drawing, and none from taking.
            let Ok(mut thing) = self.to_fill.recv() else { return };
            let Some(number) = drawer.draw(&mut thing) else { return };
            (self.work)(&mut thing);
            let Ok(taker) = self.to_take.recv() else { return };
            taker.take(number, thing);
        }
    }
}

/// Has nobody wait for a thing that is lost in a panic: without somebody who takes, all end.
struct StopInPanic<'a, M>(&'a Receiver<M>);

impl<M> Drop for StopInPanic<'_, M> {
    fn drop(&mut self) {
        if thread::panicking() {
            drop(self.0.recv());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// What is taken of numbers that are drawn up to `count` and squared, until `most` have been.
    fn squares(hands: usize, things: usize, count: u64, most: usize) -> Vec<u64> {
        let (mut drawn, mut taken) = (0, Vec::new());
        share(
            hands,
            vec![0; things],
            |thing| {
                *thing = drawn;
                drawn += 1;
                *thing < count
            },
            |thing| {
                // Some take longer than others.
                let turns = if *thing % 3 == 0 { 20_000 } else { 1 };
                let zero = (0..turns).fold(0, |sum, turn| std::hint::black_box(sum & turn));
                *thing = *thing * *thing + zero;
            },
            |thing| {
                taken.push(*thing);
                taken.len() < most
            },
        );
        taken
    }

    #[test]
    fn all_is_taken_in_order_by_any_number_of_hands() {
        let expected: Vec<u64> = (0..100).map(|number| number * number).collect();
        for hands in 1..5 {
            for things in 1..7 {
                assert_eq!(squares(hands, things, 100, usize::MAX), expected, "{hands} {things}");
                assert_eq!(squares(hands, things, 100, 7), expected[..7], "{hands} {things}");
                assert!(squares(hands, things, 0, 7).is_empty());
            }
        }
    }

    #[test]
    fn a_panic_of_any_hand_ends_all_and_stays_one() {
        for hands in 1..4 {
            for place in ["draw", "work", "take"] {
                let panics = |at: &str, thing: &u64| {
                    assert!(!(at == place && *thing == 20), "made for this test");
                };
                let mut drawn = 0;
                let shared = catch_unwind(AssertUnwindSafe(|| {
                    share(
                        hands,
                        vec![0; 3],
                        |thing| {
                            *thing = drawn;
                            drawn += 1;
                            panics("draw", thing);
                            true
                        },
                        |thing| panics("work", thing),
                        |thing| {
                            panics("take", thing);
                            *thing < 1000
                        },
                    );
                }));
                assert!(shared.is_err(), "{hands} {place}");
            }
        }
    }
}
