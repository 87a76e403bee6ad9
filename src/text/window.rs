//! What the window says of itself: its language, and what it remembers.

use super::texts;

texts! {
    /// Texts of the window's language, and of what it remembers between starts.
    Window {
        language_hint = "Shows everything in English.";
        unusable_values(names: &str) =
            format!("Of what is remembered, this is not possible and has its default: {names}.");
        unusable_file(reason: &str, what_became_of_it: &str) = format!(
            "The remembered settings can't be used ({reason}); {what_became_of_it}, and the defaults hold."
        );
        kept_as(path: &str) = format!("the file is kept as {path}");
        not_kept(reason: &str) = format!("the file can't be renamed either ({reason})");
        no_text = "it isn't text in UTF-8";
    }
}
