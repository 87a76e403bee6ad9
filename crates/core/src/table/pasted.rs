//! Whether a text that was pasted is a table, or something else: cells from a spreadsheet have no name that
//! would tell.

use super::look;
use super::missing::Marks;

/// Whether a text is to be read as a table: rows of cells of which most are numbers or times, or one column of
/// them. A text of settings is none, and neither is prose.
pub fn is_table(text: &str) -> bool {
    if is_of_settings(text) {
        return false;
    }
    let bytes = text.as_bytes();
    let beginning = bytes.get(..look::BYTES as usize).map_or(bytes, look::whole_lines);
    look::check_beginning(beginning).is_ok() && look::has_rows(beginning, &Marks::default())
}

/// How a file with this table is called: its extension.
pub fn extension(text: &str) -> &'static str {
    if text.lines().take(2).all(|line| line.contains('\t')) { "tsv" } else { "csv" }
}

/// Whether most lines say something about a setting, as those of a recipe do: `lr = 0.02`, `[[change]]`.
fn is_of_settings(text: &str) -> bool {
    let (mut lines, mut settings) = (0, 0);
    for line in text.lines().map(str::trim).take(look::ROWS) {
        let is_said = !line.is_empty() && !line.starts_with('#');
        lines += usize::from(is_said);
        settings += usize::from(is_said && is_setting(line));
    }
    2 * settings > lines
}

fn is_setting(line: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.trim();
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let is_header = line.starts_with('[') && line.ends_with(']');
    is_header || line.split_once('=').is_some_and(|(name, _)| is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_spreadsheet_are_a_table() {
        for text in [
            "time\ttemperature\n2021-03-01\t12,8\n2021-03-02\t13,4\n",
            "1\t2\n3\t4",
            "a;b;c\r\n1;2;3\r\n4;;6\r\n",
            "place;height\nBerlin;34\nMunich;519\nOslo;1\n",
            "a,b\n1,2\n3,4\n",
            "value\n1.5\n2.5\n3.5\n",
            "1\n2\n3\n",
            "1 2\n3 4\n",
            "\n\na\tb\n1\t2\n3\t4\n\n",
            // What isn't right in it, the reader of tables is to say.
            "a;b\n1;2\n1;2\n1;2\n3\n",
        ] {
            assert!(is_table(text), "{text:?}");
        }
    }

    #[test]
    fn recipes_and_prose_are_none() {
        for text in [
            "",
            "1",
            "a;b",
            "hidden = 8\nlr = 0.1\n",
            "hidden = 8\nlr = 0.1\n\n[[change]]\nstep = 3\nlr = 0.2\n",
            "# A recipe\n# of mine\n\ndata = \"formula\"\ninputs = [\"t;1\", \"2\"]\n",
            "hiden = 8\nseed = 1\n",
            "Dear all,\nplease find the table below,\nand answer.\n",
            "one two\nthree four\n",
            "1\t\0\n2\t3\n",
            "some words",
        ] {
            assert!(!is_table(text), "{text:?}");
        }
    }

    #[test]
    fn tabs_make_another_kind_of_file() {
        assert_eq!(extension("a\tb\n1\t2\n"), "tsv");
        assert_eq!(extension("a;b\n1;2\n"), "csv");
        assert_eq!(extension("a\n1\n"), "csv");
    }
}
