//! Which of a run's snapshots are kept: as many as fit a budget, evenly over the whole run.
//!
//! The policy alone; it knows no trainer and can be tested with any numbers.

/// What a timeline keeps: a step of the run, and what it takes to go on from there.
pub trait Kept {
    /// The step after which it was taken; 0 before the first.
    fn step(&self) -> u64;
    /// Memory it takes, in bytes.
    fn bytes(&self) -> usize;
}

/// Steps between two snapshots while there is room for all.
pub const FINEST: u64 = 32;

/// Snapshots of one run, in the order of their steps.
///
/// They lie a fixed number of steps apart. When they no longer fit the budget, every other one goes
/// and the distance doubles: it never exceeds what the budget would allow an even spread by more than
/// a factor of two, however long the run. Where not even two fit, the newest is kept at any rate.
#[derive(Debug)]
pub struct Timeline<S> {
    kept: Vec<S>,
    /// What the run began from in this program, where that isn't a multiple of the distance.
    anchor: Option<S>,
    /// One on the way to the step on show, where hardly any other is kept.
    aside: Option<S>,
    distance: u64,
    bytes: usize,
    budget: usize,
}

impl<S: Kept> Timeline<S> {
    /// An empty timeline whose snapshots may take `budget` bytes together.
    pub fn new(budget: usize) -> Self {
        let (anchor, aside) = (None, None);
        Self { kept: Vec::new(), anchor, aside, distance: FINEST, bytes: 0, budget }
    }

    /// Lets the snapshots take so many bytes together. What is too much goes at once; what has gone
    /// before doesn't come back.
    pub fn set_budget(&mut self, budget: usize) {
        self.budget = budget;
        self.thin();
    }

    /// Whether the snapshot of this step is wanted.
    pub fn wants(&self, step: u64) -> bool {
        // The one that is kept where no two fit is the newest.
        let stays = || !self.is_scant() || self.kept.last().is_none_or(|kept| kept.step() < step);
        step.is_multiple_of(self.distance) && self.place(step).is_err() && stays()
    }

    /// Whether two snapshots take more than the budget, so that one is kept.
    pub fn is_scant(&self) -> bool {
        let one = self.kept.last().or(self.anchor.as_ref()).map_or(0, Kept::bytes);
        2 * one > self.budget
    }

    /// Keeps a snapshot beside the others until the next one is put there, whatever the budget.
    pub fn put_aside(&mut self, snapshot: S) {
        self.aside = Some(snapshot);
        self.count();
    }

    /// Keeps a snapshot that is wanted.
    pub fn keep(&mut self, snapshot: S) {
        if let Err(place) = self.place(snapshot.step()) {
            self.bytes += snapshot.bytes();
            self.kept.insert(place, snapshot);
            self.thin();
        }
    }

    /// Keeps a snapshot of any step for as long as it fits: one that can't be had again quickly.
    pub fn anchor(&mut self, snapshot: S) {
        self.anchor = Some(snapshot);
        self.count();
        self.thin();
    }

    /// The newest snapshot of `step` or before it.
    pub fn nearest(&self, step: u64) -> Option<&S> {
        let after = self.kept.partition_point(|kept| kept.step() <= step);
        let found = after.checked_sub(1).and_then(|at| self.kept.get(at));
        let single = self.anchor.iter().chain(&self.aside).filter(|kept| kept.step() <= step);
        found.into_iter().chain(single).max_by_key(|kept| kept.step())
    }

    /// Forgets the snapshots of steps after `last`.
    pub fn truncate(&mut self, last: u64) {
        self.kept.retain(|kept| kept.step() <= last);
        self.anchor = self.anchor.take().filter(|anchor| anchor.step() <= last);
        self.aside = self.aside.take().filter(|aside| aside.step() <= last);
        self.count();
    }

    /// Steps between two snapshots.
    pub fn distance(&self) -> u64 {
        self.distance
    }

    /// Memory all snapshots take, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Where a step's snapshot is, or where it would be.
    fn place(&self, step: u64) -> Result<usize, usize> {
        match self.kept.last() {
            // Almost always: a run's steps come in order.
            Some(last) if last.step() < step => Err(self.kept.len()),
            _ => self.kept.binary_search_by_key(&step, Kept::step),
        }
    }

    fn thin(&mut self) {
        while self.bytes > self.budget && self.kept.len() > 1 {
            if self.kept.len() == 2 {
                // One is all there is room for. The newest serves who looks back from the end.
                self.kept.remove(0);
            } else {
                self.distance *= 2;
                let distance = self.distance;
                self.kept.retain(|kept| kept.step().is_multiple_of(distance));
            }
            self.count();
        }
        if self.bytes > self.budget && !self.kept.is_empty() {
            self.anchor = None;
            self.count();
        }
    }

    fn count(&mut self) {
        let single = self.anchor.iter().chain(&self.aside);
        self.bytes = self.kept.iter().chain(single).map(Kept::bytes).sum();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Fake {
        step: u64,
        bytes: usize,
    }

    impl Kept for Fake {
        fn step(&self) -> u64 {
            self.step
        }

        fn bytes(&self) -> usize {
            self.bytes
        }
    }

    /// The timeline of a run of so many steps, each snapshot of the same size.
    fn trained(steps: u64, bytes: usize, budget: usize) -> Timeline<Fake> {
        let mut timeline = Timeline::new(budget);
        for step in 0..=steps {
            if timeline.wants(step) {
                timeline.keep(Fake { step, bytes });
            }
        }
        timeline
    }

    proptest! {
        #[test]
        fn the_way_back_stays_short(
            steps in 0..60_000_u64, bytes in 1..1000_usize, room in 1..60_usize, to in 0..60_000_u64,
        ) {
            let budget = bytes * room;
            let timeline = trained(steps, bytes, budget);
            prop_assert!(timeline.bytes() <= budget);
            prop_assert_eq!(timeline.is_scant(), room < 2);
            let to = to.min(steps);
            let nearest = timeline.nearest(to);
            prop_assert!(nearest.is_none_or(|kept| kept.step <= to));
            let even = steps / room as u64 + 1;
            // A snapshot is kept as soon as there is room for one.
            let from = nearest.map_or(u64::MAX, |kept| kept.step);
            prop_assert!(room < 2 || to - from < FINEST.max(2 * even), "{} to {}", from, to);
        }

        #[test]
        fn after_going_back_nothing_later_is_left(
            steps in 0..20_000_u64, last in 0..20_000_u64, room in 2..40_usize,
        ) {
            let mut timeline = trained(steps, 10, 10 * room);
            timeline.truncate(last);
            prop_assert!(timeline.nearest(u64::MAX).is_none_or(|kept| kept.step <= last));
            prop_assert_eq!(timeline.bytes(), 10 * timeline.kept.len());
        }
    }

    #[test]
    fn an_anchor_serves_until_there_is_no_room() {
        let mut timeline = Timeline::new(100);
        timeline.anchor(Fake { step: 1007, bytes: 10 });
        assert_eq!(timeline.nearest(1006), None);
        assert_eq!(timeline.nearest(1030).unwrap().step, 1007);
        for step in (1024..50_000).step_by(32).filter(|step| step % 64 == 0) {
            if timeline.wants(step) {
                timeline.keep(Fake { step, bytes: 10 });
            }
        }
        assert_eq!(timeline.nearest(1030).unwrap().step, 1007);
        assert!(timeline.bytes() <= 100);
        timeline.anchor(Fake { step: 7, bytes: 200 });
        assert_eq!(timeline.nearest(1000), None);
    }

    #[test]
    fn the_newest_is_kept_even_where_it_does_not_fit() {
        for steps in [0, 31, 32, 1000] {
            let mut timeline = trained(steps, 88, 64);
            assert_eq!(timeline.nearest(steps).unwrap().step, steps / FINEST * FINEST);
            assert_eq!(timeline.bytes(), 88);
            // A replay of earlier steps doesn't take its place, but leaves one beside it.
            assert!(!timeline.wants(0) || steps == 0);
            timeline.put_aside(Fake { step: steps / 2, bytes: 88 });
            timeline.put_aside(Fake { step: steps / 3, bytes: 88 });
            assert_eq!(timeline.nearest(steps / 3).unwrap().step, steps / 3);
            assert_eq!(timeline.bytes(), 2 * 88);
        }
        // What a run went on from in this program is had again at the price of all steps before it.
        let mut timeline = Timeline::new(64);
        timeline.anchor(Fake { step: 1007, bytes: 88 });
        assert_eq!(timeline.nearest(1010).unwrap().step, 1007);
        timeline.keep(Fake { step: 1024, bytes: 88 });
        assert_eq!((timeline.nearest(1010), timeline.bytes()), (None, 88));
    }
}
