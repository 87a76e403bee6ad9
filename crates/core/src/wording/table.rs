//! What is wrong with a table, and what was found in it.

use super::{counted, texts};

texts! {
    /// Why a table can't be used, to follow "can't use FILE: ", and what whoever uses one should know. Names and
    /// cells come as a sentence shows them.
    TableWords {
        // Of the file.
        spreadsheet =
            "it is a spreadsheet; Excel and LibreOffice save one as CSV (File, Save As), which can be \
             read";
        parquet =
            "it is a Parquet file; in Python, \
             pandas.read_parquet(\"data.parquet\").to_csv(\"data.csv\", index=False) writes a CSV \
             file, which can be read";
        archive = "it is compressed; once it is unpacked, the table in it can be read";
        utf_16 = "it is text in UTF-16; saved as CSV in UTF-8 it can be read";
        no_text =
            "it is no text; a table is CSV: rows of cells, with a comma, semicolon, tab or blank \
             between them";
        changed = "it changed while it was read; it can be used once it is whole";
        empty = "it is empty; a table has a row for each moment";
        no_rows = "it has a header and no rows below it";
        memory = "it has more numbers than this computer has memory for";

        // Of its lines.
        ragged(line: usize, cells: usize, expected: usize) = {
            let cells = counted(cells, "cell");
            // What may be wrong with a first row of so many cells that is unlike the others.
            let above =
                if expected == 1 { ", and what stands above the columns' names must go" } else { "" };
            format!(
                "line {line} has {cells}, but the first row has {expected}; every row needs as \
                 many{above}"
            )
        };
        double_name(line: usize, name: &str) =
            format!("line {line} names two columns {name}; each needs a name of its own");
        open_quote(line: usize) =
            format!("the quote that is opened in or after line {line} is never closed");
        long_row(line: usize) = format!(
            "the row that begins in line {line} is far longer than any row; is a quote never closed?"
        );

        // Of a cell.
        row(row: usize) = format!("row {row}");
        row_and_line(row: usize, line: usize) = format!("row {row} (line {line})");
        cell_has(place: &str, text: &str) = format!("{place} has {text}");
        cell_is_empty(place: &str) = format!("{place} has nothing");

        // Of its columns.
        no_column(name: &str, there: &str) = format!("it has no column {name}; {there}");
        no_columns = "it has no columns";
        only_column(name: &str) = format!("its only column is {name}");
        all_columns(names: &[String]) = format!("its columns are {}", names.join(", "));
        first_columns(count: usize, names: &[String]) =
            format!("the first of its {count} columns are {}", names.join(", "));
        nearest_column(count: usize, name: &str) =
            format!("of its {count} columns, {name} comes nearest");
        nearest_columns(count: usize, names: &[String]) =
            format!("of its {count} columns, these come nearest: {}", names.join(", "));
        twice(name: &str, is_target: bool) = {
            let role = if is_target { "a target" } else { "an input" };
            format!("{name} is named twice as {role}; once is enough")
        };
        count(count: usize, is_target: bool, most: usize) = {
            let role = if is_target { "target" } else { "input" };
            match count {
                0 => format!("no {role} is chosen; there can be 1 to {most}"),
                _ => format!("{} named, but there can be 1 to {most}", counted(count, role)),
            }
        };
        crowded(count: usize, most: usize) = format!(
            "it has {count} columns of numbers, and at most {most} can be inputs: name those to read"
        );
        no_number_columns = "it has no column of numbers";
        no_number_column(said: &str) = format!("it has no column of numbers: {said}");
        not_numbers(column: &str, said: &str) = format!("{column} is no column of numbers: {said}");
        grouped_numbers(column: &str, said: &str) = format!(
            "{column} is no column of numbers as long as something sets their thousands apart: {said}"
        );
        percent_numbers(column: &str, said: &str) = format!(
            "{column} is no column of numbers as long as percent signs stand behind them: {said}"
        );
        thousands(column: &str, said: &str) = format!(
            "{column} is ambiguous: {said}, a decimal number or one with its thousands set apart; it is read once \
             nothing sets thousands apart and the file has one decimal sign"
        );
        dates(column: &str, said: &str) = format!(
            "{column} is a column of dates, which are kept for the axis and never fed, and no column \
             of numbers: {said}"
        );
        no_number(column: &str) = format!("the column {column} has no number in any row");
        is_time(column: &str) = format!(
            "{column} is the time column, which orders the rows and is never fed; under another name \
             it would be data"
        );

        // Of its samples.
        missing(column: &str, place: &str) = format!(
            "{column} has no number in {place}: drop, forward or interpolate instead of error say \
             what to do there"
        );
        no_samples(rows: usize, horizon: usize) = {
            let rows_leave =
                if rows == 1 { "1 row leaves".to_owned() } else { format!("{rows} rows leave") };
            format!("{rows_leave} no sample at horizon {horizon}: there must be more rows than that")
        };
        no_training(percent: f64, samples: usize) = format!(
            "{percent} % of {} is no sample to train on; a larger training part or more rows would \
             give one",
            counted(samples, "sample")
        );
        too_large(column: &str, row: usize, value: f64) = format!(
            "{column} is too large in row {row}: {value:e} scaled is beyond what float32 holds"
        );
        scalings(scalings: usize, columns: usize) =
            format!("{} for {}", counted(scalings, "scaling"), counted(columns, "column"));

        // What whoever uses it should know.
        windows_1252(line: usize) = format!("read as Windows-1252, since line {line} is no UTF-8");
        two_columns =
            "read as two columns of whole numbers; if the comma is a decimal sign, \
             a first line with a single name says so";
        unnamed(name: &str) = format!("a column without a name is called {name}, by its place");
        commas_and_points(name: &str) =
            format!("{name}: both commas and points were read as decimal signs");
        doubtful_commas(name: &str, said: &str) = format!(
            "{name}: commas were read as decimal signs, although other columns have decimal points; {said}"
        );
        commas(name: &str) = format!("{name}: commas were read as decimal signs");
        other_texts(name: &str, count: usize, said: &str) = {
            let (cells, verb) =
                (counted(count, "cell"), if count == 1 { "counts" } else { "count" });
            format!("{name}: {cells} without a number {verb} as missing; {said}")
        };
        untimed(name: &str, count: usize, said: &str) = {
            let (has, is) = if count == 1 { ("has", "is") } else { ("have", "are") };
            let rows = counted(count, "row");
            format!(
                "{name}: {rows} {has} a text in place of the time, and {is} used like any other; \
                 {said}"
            )
        };
        left_out(names: &[String], more: usize) = {
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("left out, since not of numbers: {}{more}", names.join(", "))
        };
        set_apart(name: &str, said: &str) =
            format!("{name}: numbers are read once nothing sets their thousands apart; {said}");
        percent(name: &str, said: &str) =
            format!("{name}: numbers are read once no percent sign stands behind them; {said}");
        newest_first(name: &str) = format!(
            "{name}: the newest row comes first, so that the network would learn to tell the past from the future; \
             rows should go from old to new"
        );
        dropped(rows: usize) =
            format!("left out {}, where a used column has no number", counted(rows, "row"));
        filled(cells: usize, columns: &[(String, usize)]) = {
            let columns: Vec<String> =
                columns.iter().map(|(name, filled)| format!("{name} {filled}")).collect();
            format!("filled {}: {}", counted(cells, "missing cell"), columns.join(", "))
        };
        notes(notes: &[String]) = notes.join("; ");
    }
}
