//! What is said of what is left between target and prediction.

use super::texts;
use crate::number::short;

texts! {
    /// What residuals are like.
    Residuals {
        of_windows = "over the last windows";
        of_part(part: &str) = format!("over the {part} part");
        mean(place: &str, mean: &str, deviation: &str) =
            format!("The residuals {place} have the mean {mean} and the deviation {deviation}.");
        too_low = "The mean is farther from 0 than chance has it: on the whole the network answers too low.";
        too_high = "The mean is farther from 0 than chance has it: on the whole the network answers too high.";
        not_off = "The mean is as near 0 as chance has it.";
        again(beyond: usize, lags: usize, lag: usize, value: f64) = format!(
            "They come again: {beyond} of {lags} lags lie beyond the band of chance, the strongest is {lag} ({}). \
             There is something in them that could still be learned.",
            short(value)
        );
        not_again = "Nothing of them comes again that chance wouldn't bring.";
        heavy(excess: f64) = format!(
            "Large errors are more frequent than a normal curve has them (excess kurtosis {}).",
            short(excess)
        );
        not_heavy = "Large errors are no more frequent than a normal curve has them.";
        infinite = "The residuals are no longer finite numbers.";
    }
}
