//! Texts of moments: what is on show of a run, handed on as text.

use super::texts;

texts! {
    /// A moment of a run that is handed on, and what is wrong with one.
    Moments {
        no_switch(written: &str) = format!("{written} is not possible: it must be true or false");
        no_view(written: &str, views: &[&str]) =
            format!("view = {written} is not possible: it must be one of {}", views.join(", "));
        no_lenses(written: &str) =
            format!("lenses = {written} is not possible: it must be a list of lenses, such as [\"spectrum\"]");
        no_pace(written: &str) = format!(
            "pace = {written} is not possible: it must be \"max\" or a number of steps a second from 0.01 to 1 000 000"
        );
        no_factor(written: &str) =
            format!("smoothing = {written} is not possible: it must be a number from 0 to 0.999");
        no_range(written: &str) = format!(
            "{written} is not possible: it must be two numbers, the smaller one first, such as [100, 200]"
        );
        handed_over = "The moment was handed to the system's clipboard: whoever pastes it into the window sees it.";
    }
}
