//! What is wrong with a formula, to follow a colon. Places are counted in characters from 1.

use super::texts;

texts! {
    /// Why a text is no expression, and what would be right.
    ExpressionWords {
        empty = "it is empty, where something of t is needed, such as sin(t)";
        too_long(characters: usize, most: usize) =
            format!("it has {characters} characters, and may have {most}");
        too_deep(at: usize, most: usize) = format!(
            "at character {at} more than {most} parentheses, signs and powers are open at once"
        );
        unknown_character(character: &str, at: usize) = format!(
            "{character} at character {at} means nothing; there are numbers, names, + - * / ^, \
             commas and parentheses"
        );
        stars(at: usize) = format!("** at character {at} would be a power, which is written ^");
        too_large(number: &str, at: usize) =
            format!("{number} at character {at} is too large; numbers go up to 1e308");
        unknown_name(name: &str, at: usize, functions: &[&str]) = {
            let (last, others) = functions.split_last().unwrap_or((&"", &[]));
            format!(
                "nothing is called {name}, at character {at}; there are t, pi, {} and {last}",
                others.join(", ")
            )
        };
        no_parentheses(name: &str, at: usize, example: &str) =
            format!("{name} at character {at} needs parentheses, as in {name}{example}");
        arguments(name: &str, at: usize, wanted: usize, or_more: bool, found: usize) = {
            let wanted = match (wanted, or_more) {
                (1, false) => "one argument".to_owned(),
                (2, false) => "two arguments".to_owned(),
                (2, true) => "two arguments or more".to_owned(),
                (wanted, _) => format!("{wanted} arguments"),
            };
            format!("{name} at character {at} takes {wanted}, not {found}")
        };
        no_value(found: &str, at: usize) = format!(
            "before {found} at character {at} a value is missing, such as t or a number"
        );
        unfinished(at: usize) = format!(
            "it ends at character {at}, where a value is missing, such as t or a number"
        );
        no_operator(found: &str, at: usize) =
            format!("before {found} at character {at} an operator is missing, such as *");
        unclosed(at: usize) = format!("the parenthesis at character {at} is never closed");
        unopened(at: usize) = format!("the parenthesis at character {at} closes none");
        comma(at: usize) = format!(
            "the comma at character {at} stands between no function's arguments; decimals have a \
             point"
        );
    }
}
