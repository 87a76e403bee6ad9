//! What is said of how good a network is on a table.

use super::{counted, texts};
use crate::number::{percent, short};

texts! {
    /// How good a network is, and what it beats.
    Evaluation {
        named(column: &str, line: &str) = format!("{column}: {line}");
        rmse(part: &str, rmse: &str) = format!("{part} RMSE {rmse}");
        beside(line: &str, baselines: &str) = format!("{line}: {baselines}");
        unknown = "beyond all numbers";

        naive = "naive";
        seasonal = "seasonal";
        linear = "linear";
        mean = "mean";
        naive_is = "Naive: the last value that is known stays as it is.";
        seasonal_is = "Seasonal: the value at the same place of the season before.";
        linear_is = "Linear: a linear regression on the same window of inputs, fitted to the training part.";
        mean_is = "Mean: always the mean of the training part.";
        baseline_loss(meaning: &str, part: &str, loss: f64) =
            format!("{meaning} Its loss over the {part} part is {}.", short(loss));

        network = "network";
        rmse_of(baseline: &str) = format!("RMSE of {baseline}");
        of_rows(name: &str, rows: usize) = format!("{name} ({})", counted(rows as u64, "row"));
        margins(what: &[&str]) = format!("Its error is {}.", list(what, "and"));
        margin_below(name: &str, part: f64) = format!("{} below that of {name}", percent(part));
        margin_above(name: &str, part: f64) = if part < 1.0 {
            format!("{} above that of {name}", percent(part))
        } else {
            format!("{} times that of {name}", short(1.0 + part))
        };
        margin_none(name: &str) = format!("about as large as that of {name}");
        the_network = "the network";
        in_all_columns = "in all targets the network";
        in_columns(columns: &str) = format!("in {columns} the network");
        in_other_columns(columns: &str) = format!("in {columns} it");
        beats(who: &str, what: &str) = format!("{who} beats {what}");
        beats_some(who: &str, what: &str, not: &str) = format!("{who} beats {what}, but not {not}");
        beats_none(who: &str, not: &str) = format!("{who} doesn't beat {not}");
        beats_neither(who: &str, not: &str) = format!("{who} beats neither {not}");
        in_vain(sentence: &str) =
            format!("{sentence}: it hasn't learned anything worth having");
        together(items: &[&str]) = list(items, "and");
        neither(items: &[&str]) = list(items, "nor");
        either(items: &[&str]) = list(items, "or");
    }
}

/// "a", "a and b", "a, b and c".
fn list(items: &[&str], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
