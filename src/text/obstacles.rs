//! Why there is nothing to see, nothing to foretell, or no lower loss.

use super::texts;

texts! {
    /// What a lens, a forecast and a loss are limited by.
    Obstacles {
        no_noise_told(variance: &str) = format!(
            "nothing tells the noise on the targets beforehand; its variance is {variance}"
        );
        none_and_nothing = "without memory too, every input here has one answer only: 0";
        none(loss: &str) = format!(
            "without memory, sin alone doesn't tell whether cos is positive or negative: {loss}"
        );
        reset_and_nothing =
            "with the state reset at each window, the first sample here still has one answer only: 0";
        reset_half_turns(loss: &str) = format!(
            "samples lie half turns apart, so that the window's later ones tell no more than its first: {loss}"
        );
        reset(of_first: &str, loss: &str) = format!(
            "with the state reset at each window the first sample is ambiguous: {of_first}/T = {loss}"
        );
        carry_and_nothing =
            "with the state carried nothing is ambiguous, two samples tell the phase: 0";
        carry(loss: &str) = format!(
            "samples lie half turns apart, and the batch rows read the same inputs for different targets: {loss}"
        );

        not_recurrent = "with the state off at every time step there is no recurrence to look at";
        not_finite = "the weights are no longer finite numbers";
        no_eigenvalues = "the eigenvalues of this matrix could not be found";
        no_variation = "these data have no distance, phase or frequency that could be another";
        no_oscillation = "these data aren't sin and cos, so that an answer doesn't tell what is read next";
        no_table = "these data are no table, whose rows have an end and parts";
        no_weights = "there are no weights";

        horizon(horizon: usize) = format!(
            "a forecast needs the horizon 1, not {horizon}: each answer is the next row's input"
        );
        input_unknown(input: &str) = format!(
            "a forecast needs every input among the targets, and {input} isn't: nobody knows what it will be"
        );
        too_far(most: usize, rows: usize) =
            format!("a forecast goes on for 1 to {most} rows, not {rows}");
        miscounted(samples: usize, targets: usize, found: usize) = format!(
            "{samples} samples of {targets} targets need as many predictions of each, not {found} in all"
        );
    }
}
