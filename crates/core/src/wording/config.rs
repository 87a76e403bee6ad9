//! What is wrong with a configuration, or with its file. Fields, values and other code come as they are spelled.

use super::{counted, texts};

texts! {
    /// Sentences on settings that can't be, and on files that can't be read as settings.
    ConfigWords {
        bad_value(name: &str, value: &str, label: &str, expected: &str) =
            format!("{name} = {value} is not possible: {label} must be {expected}");
        empty_value(name: &str, label: &str, expected: &str) =
            format!("{name} is empty: {label} must be {expected}");
        not_possible(name: &str, value: &str, reason: &str) =
            format!("{name} = {value} is not possible: {reason}");
        unknown_field(name: &str, all: &[&str]) = format!(
            "there is no setting named {name}; the settings are {}", all.join(", ")
        );
        endpoint_needs_half_turn(spacing: &str) =
            format!("endpoint = true needs spacing = \"half-turn\", not {spacing} radians");
        endpoint_needs_two_steps = "endpoint = true needs time_steps of at least 2, not 1";
        graph_too_large(needed: f64, most: f64, batch: u64) = format!(
            "engine = candle would need about {needed:.1} GB for these sizes, and may take \
             {most:.0} GB: a batch of {batch} would fit, or engine = kernel"
        );
        buffers_too_large(needed: f64, most: f64, batch: u64, time_steps: usize) = format!(
            "these sizes would need about {needed:.2} GB, and may take {most:.0} GB: a batch of \
             {batch} would fit, or {}", counted(time_steps, "time step")
        );
        meaningless_with_carry(name: &str) = format!(
            "{name} has no meaning with state = carry, whose windows follow one another; leave it \
             out, or take state = reset"
        );
        patience_needs_validation = "patience needs a validation part: a split such as 70/15/15";

        // Of files.
        unreadable(path: &str, reason: &str) = format!("can't read {path}: {reason}");
        too_large(path: &str, megabytes: usize) =
            format!("{path} is larger than {megabytes} MB, which no such file is");
        no_settings(path: &str, begin: &str) =
            format!("{path} has no settings; such a file begins with {begin}");
        at_line(path: &str, line: usize, reason: &str) = format!("{path}, line {line}: {reason}");
        not_utf_8 = "this isn't text in UTF-8, as TOML must be";
        too_many_values =
            "from here on there are far more values than any such file needs";
        // What the reader of TOML says itself, which is English.
        no_toml(said: &str) = said.to_owned();
        of_key(key: &str, reason: &str) = format!("{key}: {reason}");
        unknown_version(written: &str, known: i64) =
            format!("{written} is not a known version of this format, which is {known}");
        preset_in_quotes(written: &str) =
            format!("{written} is not possible: it must be a preset's name in quotes");
        whole_number(written: &str, least: u64, most: u64) = format!(
            "{written} is not possible: it must be a whole number from {least} to {most}"
        );
        a_table = "a table";

        // Of changes.
        two_lists = "changes stand in a list above as well; leave out one of the two";
        change_is_no_list = "change must be a list of tables, each of them under [[change]]";
        change_is_no_table(written: &str) =
            format!("{written} is not possible: a change is a table, [[change]]");
        no_step = "a change needs its step: step = 120 acts just before step 120";
        no_setting = "a change needs a setting beside its step";
        not_live(name: &str, label: &str) = format!(
            "{name} can't change within a run: {label} belongs to the configuration above the changes"
        );
    }
}
