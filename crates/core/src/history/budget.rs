//! What the series of a session's runs may take together.

/// Bytes for the series of all runs of a session.
pub const SESSION_BYTES: usize = 128 << 20;

/// Bytes for those of the live run, however long it is; a billion steps take 25 MB.
pub const LIVE_BYTES: usize = 64 << 20;

/// Bytes for those of a finished run at most: what [`super::History::thin`] is to leave.
pub const FINISHED_BYTES: usize = 1 << 20;

/// Bytes that each of so many finished runs may keep: [`FINISHED_BYTES`] as long as they fit into
/// what the live run leaves of [`SESSION_BYTES`], an equal share of it from then on.
#[must_use]
pub fn finished_share(runs: usize) -> usize {
    ((SESSION_BYTES - LIVE_BYTES) / runs.max(1)).min(FINISHED_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_runs_together_stay_within_the_budget() {
        for runs in [0, 1, 2, 63, 64, 65, 1000] {
            assert!(finished_share(runs) <= FINISHED_BYTES);
            assert!(runs * finished_share(runs) + LIVE_BYTES <= SESSION_BYTES);
        }
        assert_eq!(finished_share(64), FINISHED_BYTES);
    }
}
