//! Texts around all lenses.

use super::{counted, texts};
use crate::number::{grouped, percent, thousands};

texts! {
    /// Texts around all lenses: their cards, their ages, and what they look at.
    Cards {
        choose = "Choose a lens above to look into the network.";
        close(lens: &str) = format!("Close {lens}");
        explain(lens: &str) = format!("Explain {lens}");
        save_name(lens: &str) = format!("Save {lens}");
        save = "Save";
        figure = "Lens as figure";
        figure_hint = "Draws the lens for print: PNG at 2× and SVG.";
        csv = "Lens as CSV";
        csv_hint = "Writes all the lens' numbers as a table.";
        nothing(reason: &str) = format!("Nothing to see: {reason}.");
        unsaved(lens: &str) = format!("there is nothing to see in \"{lens}\" now");
        no_network = "the run can't begin, so that there is no network";
        looking = "Looking into the network …";
        looking_part(part: f64) = format!("Looking into the network, {} …", percent(part));
        next_part(part: f64) = format!(", next {}", percent(part));

        still_run(run: u64, step: u64) = format!("still run {run}, step {}", grouped(step));
        run_step(run: u64, step: u64) = format!("run {run}, step {}", grouped(step));
        run(run: u64) = format!("run {run}");
        still(step: u64) = format!("still step {}", grouped(step));
        step(step: u64) = format!("step {}", grouped(step));
        ago(step: u64, ago: u64) = format!("step {} ({} ago)", grouped(step), grouped(ago));
        about_ago(step: u64, ago: u64) =
            format!("step {} ({} ago)", grouped(step), thousands(ago));
        only_ago(ago: u64) = format!("{} ago", thousands(ago));

        layer = "layer";
        input = "input";
        target = "target";
        part_layer(layer: usize) = format!(", layer {layer}");
        part_row(row: usize) = format!(", row {row}");
        title(lens: &str, run: &str, step: u64, part: &str) =
            format!("{lens}, {run}, step {step}{part}");

        left_out = " What is missing below is no longer a finite number.";
        left_empty = " Hatched cells are no longer finite numbers.";
        over_training = "over training";
        since(step: u64) = format!("since step {}", grouped(step));
        seen_since(count: u64, step: u64) =
            format!("seen at {} since step {}", counted(count, "step"), grouped(step));

        sees_window = "The network as this step's update left it, reading the step's window once \
                       more; the curves beside it are the answers from before that update.";
        sees_last_windows = "The network as this step's update left it, reading the last windows \
                             once more, settled before the first of them. The state that training \
                             carried into the newest one, from an older network, is the window \
                             border's.";
        sees_own_data = "The network as this step's update left it, reading on from the beginning \
                         of the step's window.";
        sees_weights = "The weights as this step's update left them.";
        sees_gradients = "The gradients that training found in the steps up to this one, each \
                          before its update.";
        sees_table = "The network as this step's update left it, reading all of the table as it is judged at \
                      a run's end. Where the data are no table, reading the last windows once more.";
        sees_next_step =
            "The network as this step's update left it, about to take the next step.";
    }
}
