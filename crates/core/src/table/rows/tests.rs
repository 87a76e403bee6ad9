//! Rows of texts by hand.

use super::*;

/// The line of each row, and its cells.
fn rows(text: &str, separator: Separator) -> Vec<(usize, Vec<String>)> {
    let mut rows = Rows::of(text.as_bytes(), separator);
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells = row.cells().map(|cell| String::from_utf8(cell.to_vec()).unwrap());
        found.push((row.line, cells.collect()));
    }
    found
}

fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn quotes_keep_separators_line_ends_and_quotes() {
    let text = "a,\"b, c\"\n\"d\ne\",\"f \"\"g\"\"\"\nh,5\" pipe\n";
    let expected =
        [row(1, &["a", "b, c"]), row(2, &["d\ne", "f \"g\""]), row(4, &["h", "5\" pipe"])];
    assert_eq!(rows(text, Separator::Comma), expected);
}

#[test]
fn lines_are_counted_however_they_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("\u{feff}a;b{end}{end}1;\"x{end}{end}y\"{end}{end}{end}2;3");
        let quoted = format!("x{end}{end}y");
        let expected = [row(1, &["a", "b"]), row(3, &["1", &quoted]), row(8, &["2", "3"])];
        assert_eq!(rows(&text, Separator::Semicolon), expected, "{end:?}");
    }
}

#[test]
fn blanks_separate_however_many_there_are() {
    let text = "  a \"b c\"\t d\n1  2\t\t3 \n";
    assert_eq!(
        rows(text, Separator::Blanks),
        [row(1, &["a", "b c", "d"]), row(2, &["1", "2", "3"])]
    );
}

#[test]
fn a_quote_that_stays_open_is_a_sentence() {
    let last = |text: &str| {
        let mut rows = Rows::of(text.as_bytes(), Separator::Comma);
        loop {
            match rows.next() {
                Ok(Some(_)) => {}
                other => return other.map(|_| ()).map_err(|error| error.to_string()),
            }
        }
    };
    assert!(last("a\n1,\"x\n2,y\n").unwrap_err().contains("line 2 is never closed"));
    assert!(
        last(&format!("a\n\"{}", "x\n".repeat(MOST_ROW / 2 + 1)))
            .unwrap_err()
            .contains("line 2 is far longer")
    );
    let commas = format!("a\n{}", ",".repeat(MOST_CELLS + 1));
    assert!(last(&commas).unwrap_err().contains("line 2 is far longer"));
    for closed in ["a\n1,\"x\n2\"", "a\n1,\"x\n2\"\n", "a\n1,5\" pipe", "a\n\"1\""] {
        assert_eq!(last(closed), Ok(()));
    }
}
