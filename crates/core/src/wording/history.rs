//! What the series are called.

use super::texts;

texts! {
    /// Names of series in the window, under those they have in files; and what doesn't fit in a history.
    HistoryWords {
        loss = "loss";
        grad_norm = "gradient norm";
        learning_rate = "learning rate";
        clipped = "clipped";
        effective_step = "effective step";
        validation_loss = "validation loss";

        not_consecutive(found: u64, expected: u64) = format!(
            "step {found} can't be added: the history goes on with step {expected}"
        );
    }
}
