//! What stands above the pictures of a run.

use super::texts;
use crate::wording::counted;

texts! {
    /// Title and subtitle of a run's pictures; the words of settings and choices come as they are shown.
    Captions {
        title(network: &str, task: &str, steps: u64) =
            format!("{network} learns {task}: {}", counted(steps as usize, "step"));
        hidden(units: usize) = format!("hidden size {units}");
        hidden_of(units: usize, nonlinearity: &str) = format!("hidden size {units} ({nonlinearity})");
        layers(layers: usize) = format!("layers {layers}");
        time_steps(steps: usize) = format!("time steps {steps}");
        batch(rows: usize) = format!("batch {rows}");
        half_turn = "spacing half-turn";
        half_turn_with_end_point = "spacing half-turn with end point";
        radians(radians: &str) = format!("spacing {radians} radians");
        state(state: &str) = format!("state {state}");
        learning_rate(rate: &str) = format!("learning rate {rate}");
        clipped(norm: &str) = format!("clipped at {norm}");
        seed(seed: u32) = format!("seed {seed}");
        changes(changes: usize) = counted(changes, "change");
        together(parts: &[String]) = parts.join(", ");
    }
}
