//! The tables of the documentation, which are made of the lists.

use super::texts;

texts! {
    /// Heads and cells of the tables of settings and generators, in Markdown.
    ReferenceWords {
        settings_head =
            "| flag | values | default | felt | what it does |\n|---|---|---|---|---|\n";
        live = "live";
        restarts = "restarts";
        in_files(name: &str) = format!("`{name}` (in files)");
        repeatable(flag: &str, name: &str) =
            format!("`--{flag} X` (repeatable; `{name}` in files)");
        names_or(names: &[&str], what: &str) = format!("{}, or {what}", names.join(", "));
        word_or(word: &str, what: &str, place: &str) = format!("`{word}`, or {what} {place}");
        default_for(value: &str, choice: &str) = format!("{value} for `{choice}`");
        defaults(defaults: &[String]) = defaults.join("; ");

        generators_head =
            "| data | columns | formula | source | good for |\n|---|---|---|---|---|\n";
        one_row_ahead(columns: &str) = format!("{columns}, one row ahead");
    }
}
