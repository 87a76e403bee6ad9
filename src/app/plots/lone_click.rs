//! A click that turned out not to begin a double click.

/// Waits after a click whether another follows.
#[derive(Debug, Default)]
pub(in crate::app) struct LoneClick<T> {
    /// What was clicked, until it is known to be alone.
    pending: Option<T>,
    /// When the last click was, in seconds.
    last: Option<f64>,
}

impl<T> LoneClick<T> {
    /// Takes in what was clicked at `now`, if anything was; gives what was clicked once, and no other
    /// time within `delay` seconds before and after.
    pub(in crate::app) fn follow(&mut self, now: f64, clicked: Option<T>, delay: f64) -> Option<T> {
        let is_soon = self.last.is_some_and(|last| now - last <= delay);
        if clicked.is_some() {
            self.last = Some(now);
            self.pending = clicked.filter(|_| !is_soon);
            return None;
        }
        if is_soon { None } else { self.pending.take() }
    }

    /// Drops a click that was one of several after all.
    pub(in crate::app) fn forget(&mut self) {
        self.pending = None;
    }

    /// Whether a click waits.
    pub(in crate::app) fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of clicks at these times, seen every tenth of a second for two seconds.
    fn alone(clicks: &[u64]) -> Vec<(u64, u64)> {
        let mut click = LoneClick::default();
        let follow = |tenth: u64| {
            let clicked = clicks.contains(&tenth).then_some(tenth);
            click.follow(tenth as f64 / 10.0, clicked, 0.35).map(|clicked| (clicked, tenth))
        };
        (0..20).filter_map(follow).collect()
    }

    #[test]
    fn a_click_counts_when_none_follows() {
        assert_eq!(alone(&[2]), [(2, 6)]);
        assert_eq!(alone(&[2, 9]), [(2, 6), (9, 13)]);
    }

    #[test]
    fn of_clicks_in_a_row_none_counts() {
        assert_eq!(alone(&[2, 4]), []);
        assert_eq!(alone(&[2, 4, 7, 10]), []);
        assert_eq!(alone(&[2, 4, 12]), [(12, 16)]);
    }
}
