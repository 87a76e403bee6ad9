//! Texts of the line at the bottom.

use super::texts;
use crate::number::grouped;

texts! {
    /// Texts of the line at the bottom: what training does, and the names of its numbers.
    Status {
        looking_back = "looking back";
        reading(table: &str) = format!("reading {table}");
        training = "training";
        paused = "paused";
        step_reached = "paused: step reached";
        loss_reached = "paused: loss reached";
        out_of_patience = "paused: out of patience";
        diverged(step: u64) = format!("diverged at step {}", grouped(step));
        failed = "failed";
        step = "step";
        epoch = "epoch";
        best_validation = "best validation";
        best_at(loss: &str, step: u64) = format!("{loss} at step {}", grouped(step));
        loss = "loss";
        gradient_norm = "gradient norm";
        steps_per_second = "steps/s";
        elapsed = "elapsed";
        spectral_radius = "spectral radius";
        device = "device";
    }
}
