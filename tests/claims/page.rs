//! The pages whose sentences are proved.

use std::fs;
use std::path::Path;

/// The text of a page of the project.
fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Checks that a page still says what the test goes on to prove.
pub(crate) fn says(name: &str, sentences: &[&str]) {
    let text = page(name);
    for sentence in sentences {
        assert!(
            text.contains(sentence),
            "{name} no longer says {sentence:?}: this test proves it, so change both"
        );
    }
}

/// The cells of the table on a page whose head is `head`, row by row.
pub(crate) fn table(name: &str, head: &str) -> Vec<Vec<String>> {
    let text = page(name);
    let mut lines = text.lines().skip_while(|line| *line != head);
    assert!(lines.next().is_some(), "{name} has no table {head}");
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// The whole number in a cell, such as "more than 10,000".
pub(crate) fn number(cell: &str) -> usize {
    cell.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}
