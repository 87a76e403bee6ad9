//! Texts of the view in which a table is opened.

use super::{counted, texts};
use crate::number::{grouped, short};

texts! {
    /// Texts of the view of a table: what is in it, what of it is read and answered, and how it becomes samples.
    OwnData {
        title = "Data";
        sentence = "a table of your own: what is read, what should be answered, and how it is shared out";
        none_open = "no table open";
        none_sentence = "no table";
        empty = "Drop a table on the window (CSV: a row for each moment, a column for each thing that was \
                 measured), or open one.";
        open = "Open a table…";
        open_hint = "Opens a CSV file, or anything else that rnnscope reads (Ctrl+O).";
        unusable(file: &str, reason: &str) = format!("{file} can't be used: {reason}.");
        pasted = "pasted table";
        drawn = "drawn curve";
        pasted_table(fingerprint: &str) = format!("pasted table {fingerprint}");
        drawn_curve(fingerprint: &str) = format!("drawn curve {fingerprint}");
        unnameable = "its name can't stand in a recipe, which is text in UTF-8; under another name it can be used";

        reading(file: &str) = format!("reading {file}");
        cancel = "Cancel";
        cancel_hint = "Stops reading (Esc).";
        checking = "reading the numbers";

        train = "Train";
        train_hint = "Begins a run on this table (Space); the one on screen joins the list of runs.";
        train_refused_hint = "What is marked in red must fit first.";
        close = "Close";
        close_hint = "Shows the run again; what was chosen here stays (Esc).";
        nothing_to_undo = "No choice has been made here that could be undone (Ctrl+Z).";
        nothing_to_redo = "There is nothing to redo (Ctrl+Shift+Z).";
        read_again = "Read again";
        read_again_hint = "Reads the file once more, as it is now.";
        other_settings(cell: &str, hidden: usize) =
            format!("All else is as in the controls: {cell} {hidden} and its training.");
        preset_settings(preset: &str) =
            format!("All else is as in the preset {preset}; the controls change it once training has begun.");
        refused(reason: &str) = format!("{reason}.");

        see(setting: &str) = format!("Not yet: see {setting}.");

        table(rows: usize, columns: usize) =
            format!("{}, {}", counted(rows as u64, "row"), counted(columns as u64, "column"));
        separated(letter: char, comma: bool) = {
            let letter = match letter {
                ',' => "commas",
                ';' => "semicolons",
                '\t' => "tabs",
                _ => "blanks",
            };
            let comma = if comma { ", decimal commas" } else { "" };
            format!("{letter} between cells{comma}")
        };

        task = "Task";
        parts = "Parts";
        windows = "Windows";
        numbers = "Numbers";
        training = "training";
        training_hint = "Percent of the samples that are trained on: the first ones. The border on the picture \
                         can be dragged, too.";
        validation = "validation";
        validation_hint = "Percent of the samples, after those trained on, by which training is judged while it \
                           goes on.";
        test = "test";
        test_hint = "The rest, on which nothing hangs: it judges the network at last.";
        percent = " %";
        samples(count: usize) = counted(count as u64, "sample");
        stride_hint = "Samples between the beginnings of two windows; off, windows lie side by side.";
        marks_hint = "Further marks of missing cells, such as -999, with semicolons between them; the table is \
                      read again with them (Enter).";
        an_epoch(windows: u64, steps: u64) = format!(
            "{} in an epoch, {} of the batch", counted(windows, "window"), counted(steps, "step")
        );
        unjudged(until: u64, first: u64, is_epoch: bool, setting: &str) = {
            let epoch = if is_epoch { ", at the end of the epoch" } else { "" };
            format!(
                "The run pauses at step {}, before the first validation{epoch} (step {}); set \"{setting}\" in \
                 the controls of the run, or let it run further.",
                grouped(until), grouped(first)
            )
        };

        given_away(column: &str) = format!(
            "{column} is read at the very row at which it is answered: with a horizon of 0 there is nothing to foretell."
        );

        columns = "Columns";
        columns_sentence = "what is in each, and what it is for";
        column = "column";
        read = "read";
        read_hint = "What the network reads.";
        answered = "answer";
        answered_hint = "What the network should answer.";
        read_name(column: &str) = format!("read {column}");
        answer_name(column: &str) = format!("answer {column}");
        all = "All";
        all_hint = "Has every column of numbers read.";
        nothing = "None";
        nothing_hint = "Has no column read.";
        is_numbers = "numbers";
        is_times = "times";
        is_texts = "texts";
        is_empty = "empty";
        missing(count: usize) = format!("{} missing", grouped(count as u64));
        others(count: usize) = format!("{} other", grouped(count as u64));
        range(least: f64, most: f64) = format!("{} to {}", short(least), short(most));
        times(first: &str, last: &str) = format!("{first} to {last}");
        mean(mean: f64) = format!("mean {}", short(mean));
        such_as(texts: &str) = format!("such as {texts}");
        first_gap(said: &str) = format!("the first gap: {said}");

        first_rows = "First rows";
        first_rows_sentence = "as they stand in the file";

        split = "Parts";
        split_sentence(column: &str) = format!("{column} over all rows; drag the borders");
        border_name(border: usize) =
            if border == 0 { "end of training" } else { "end of validation" }.to_owned();
        border_at(name: &str, percent: f64, row: usize) =
            format!("{name}: {} %, row {}", short(percent), grouped(row as u64));
        border_hint = "Drag it, or move it with ← and →: by 1 % of the samples.";
        row(row: usize) = format!("row {}", grouped(row as u64));

        window = "A window";
        window_sentence(time_steps: usize, horizon: usize) = format!(
            "{} one after the other; after each, {} is answered", rows_read(time_steps), ahead(horizon)
        );
        last_sentence(time_steps: usize, horizon: usize) = format!(
            "{} one after the other; after the last, {} is answered", rows_read(time_steps), ahead(horizon)
        );
        reads(columns: &str) = format!("read: {columns}");
        answers(columns: &str) = format!("answer: {columns}");
        and_more(count: usize) = format!("and {} more", grouped(count as u64));
        no_window = "There is no window to show yet.";

        from_controls_hint = "Shows the table: its columns, what is read and answered, its parts and windows.";
        no_figure = "the view of a table has neither figure nor table of its own";
        state_ready = "table open";
        state_refused = "not ready yet";
        columns_used = "columns used";
        of_columns(used: usize, all: usize) = format!("{} of {}", grouped(used as u64), grouped(all as u64));
        windows_status = "windows";
        steps_status = "steps an epoch";
    }
}

/// So many rows that are read.
fn rows_read(count: usize) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are} read", counted(count as u64, "row"))
}

/// What lies so many rows ahead.
fn ahead(horizon: usize) -> String {
    match horizon {
        0 => "the same row".to_owned(),
        1 => "the next row".to_owned(),
        rows => format!("what stands {} on", counted(rows as u64, "row")),
    }
}
