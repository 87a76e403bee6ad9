//! What is told of runs without a window, beside their results.

use super::texts;
use crate::wording::counted;

texts! {
    /// Progress, remarks and ends of what is done without a window. What is printed on the standard output is
    /// none of it: scripts read that.
    Headless {
        slow_steps(billions: f64) = format!(
            "each step is some {billions:.0} billion multiplications and may take minutes; smaller --batch, \
             --hidden, --layers or --time-steps make it faster"
        );
        // indicatif fills in what stands between braces.
        bar = "{bar:40} step {pos} of {len}, loss {msg}, {rate} steps/s, {eta} left";
        bar_of_sweep(runs: usize) =
            format!("{{bar:40}} {{percent}} %, {{msg}} of {}, {{eta}} left", counted(runs, "run"));

        season_found(rows: usize) = format!("season = auto found a season of {}", counted(rows, "row"));
        no_season_found = "season = auto found no season";
        linear_left_out(time_steps: usize, inputs: usize, most: usize) = format!(
            "linear is left out: {time_steps} time steps of {inputs} inputs are more numbers than the {most} \
             that it is computed for"
        );
        together(remarks: &[String]) = remarks.join("; ");

        kept(divergence: &str, folder: &str) =
            format!("{divergence}; what came before is in {folder}");
        no_output(reason: &str) = format!("can't write to the standard output: {reason}");
        no_window(reason: &str) = format!("no window: {reason}");
        window_failed(reason: &str) = format!("the window failed: {reason}");
        trains_without(why: &str) = format!("{why}; training without one instead");
    }
}
