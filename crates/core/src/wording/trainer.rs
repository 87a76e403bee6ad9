//! Why a run can't begin or go on.

use super::texts;

texts! {
    /// Sentences on runs that can't be, and on weights files that are of another network.
    TrainerWords {
        needs_restart(label: &str) =
            format!("{label} can't change within a run; it needs a new one");
        cannot_start(path: &str, reason: &str) = format!("can't start from {path}: {reason}");
        diverged(step: u64, is_loss: bool) = {
            let what = if is_loss { "loss" } else { "gradient" };
            format!("the run diverged: at step {step} the {what} is no longer a finite number")
        };
        cannot_go_on(reason: &str) = format!("the run can't go on: {reason}");
        // What candle says, which is English.
        computation_failed(reason: &str) = format!("the computation failed: {reason}");

        // Of a file with initial weights.
        it = "it";
        another_file(found: &str, expected: &str) =
            format!("its SHA-256 is {found}, but the configuration asks for {expected}");
        holds(held: &str, asked: &str) =
            format!("it holds {held}; these settings ask for {asked}");
        no_tensor(name: &str, all: &[&str]) = format!(
            "it has no tensor {name}; a network like this one needs {}", all.join(", ")
        );
        other_shape(name: &str, found: &str, needed: &str) =
            format!("its {name} has the shape {found}, but this network needs {needed}");
        superfluous(name: &str) =
            format!("it has a tensor {name}, which a network like this one hasn't");

        // "an RNN with 80", and "a GRU with 32 units and one layer".
        units(cell: &str, hidden: usize) = brief(cell, hidden);
        network(cell: &str, hidden: usize, layers: usize) = {
            let units = if hidden == 1 { "unit" } else { "units" };
            let numeral = NUMERALS.get(layers.wrapping_sub(1)).copied().unwrap_or("more");
            let layers = if layers == 1 { "layer" } else { "layers" };
            format!("{} {units} and {numeral} {layers}", brief(cell, hidden))
        };
    }
}

/// Layers from one on, in words.
const NUMERALS: [&str; 4] = ["one", "two", "three", "four"];

/// "an RNN with 80".
fn brief(cell: &str, hidden: usize) -> String {
    // As the letters are spoken: an RNN, an LSTM, a GRU.
    let is_open = cell.starts_with(|first| "AEFHILMNORSX".contains(first));
    let article = if is_open { "an" } else { "a" };
    format!("{article} {cell} with {hidden}")
}
