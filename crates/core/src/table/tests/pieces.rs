//! Pieces of a file, however small, and several hands: what is read is what one hand reads of the whole.

use std::io::Cursor;

use proptest::prelude::*;
use proptest::sample::select;

use super::super::choose::Chosen;
use super::super::missing::Marks;
use super::super::pass::{Pass, Sharing};
use super::super::pieces::Pieces;
use super::super::read::read_shared;
use super::super::rows::{Rows, Separator};
use super::super::scan::Scan;
use super::fuzz::{PIECES, damage};
use super::*;

/// One piece, and nobody helps.
const WHOLE: Sharing = Sharing { piece: 1 << 30, hands: 1 };

/// What is made of a file, with all that it has or with why it isn't read.
fn read(bytes: &[u8], sharing: Sharing) -> String {
    let (length, wanted) = (bytes.len() as u64, Wanted::default());
    format!("{:?}", read_shared(&mut Cursor::new(bytes), length, &wanted, sharing))
}

/// What a pass finds in all columns, wanted or not.
fn scanned(bytes: &[u8], sharing: Sharing) -> String {
    let (marks, mut source) = (Marks::default(), Cursor::new(bytes));
    let scan = Pass::new(&mut source, bytes.len() as u64, &marks).and_then(|(lines, mut pass)| {
        let mut rows = Rows::of(&lines, pass.separator);
        let seen = Scan::beginning(&mut rows, pass.reader, 3)?;
        pass.all(&Chosen::guess(&seen, &Wanted::default())?, sharing)
    });
    format!("{scan:?}")
}

/// Rows, each with its line and its cells.
type Found = Vec<(usize, Vec<Vec<u8>>)>;

/// The rows of a file, and why no more could be read.
fn rows(bytes: &[u8], separator: Separator, piece: usize) -> (Found, String) {
    let mut pieces = Pieces::new(bytes, separator, piece);
    let (mut rows, mut lines, mut found) = (Rows::new(separator), 0, Vec::new());
    while pieces.next(rows.text()).unwrap() {
        rows.begin();
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    found.push((lines + row.line, row.cells().map(<[u8]>::to_vec).collect()));
                }
                Ok(None) => break,
                Err(TableError::OpenQuote { line }) => {
                    return (found, format!("line {} is open", lines + line));
                }
                Err(error) => return (found, error.to_string()),
            }
        }
        lines += rows.lines();
    }
    (found, format!("{lines} lines"))
}

/// Holds a file in pieces of any of some sizes to the whole.
fn hold(bytes: &[u8], sizes: impl IntoIterator<Item = usize>) {
    use Separator::{Blanks, Comma, Semicolon, Tab};
    let whole = (read(bytes, WHOLE), scanned(bytes, WHOLE));
    for piece in sizes {
        let text = || format!("{piece} of {:?}", String::from_utf8_lossy(bytes));
        for separator in [Comma, Semicolon, Tab, Blanks] {
            let expected = rows(bytes, separator, WHOLE.piece);
            assert_eq!(rows(bytes, separator, piece), expected, "{}", text());
        }
        for hands in 1..=3 {
            let sharing = Sharing { piece, hands };
            assert_eq!(read(bytes, sharing), whole.0, "{hands} hands, {}", text());
            assert_eq!(scanned(bytes, sharing), whole.1, "{hands} hands, {}", text());
        }
    }
}

#[test]
fn texts_are_cut_anywhere() {
    for text in [
        "",
        "\u{feff}",
        "\u{feff}a,b\r\n1,2\r\n3,4\r\n",
        "a,b\r1,2\r\r3,4\r",
        "a\n\n\n1\r\n\r\n2\n\r3",
        "\n\n , \n\na,b\n1,2\n",
        "a,\"b\n\"\n1,\"2\n\"\n\"3\n\n\n\",4\n5,6",
        "\"a\r\n\",b\r\n\"1\",\"\"\"\r\n\"\r\n3,4\r\n",
        "\"a\"\"\",\"\"\"\"\n\"1\"x\"\n\",2\n3,4\n",
        "a,b\n5\" pipe,2\n\"6\" \",\"\n7,8\n",
        "a;b\n1,5;2.5\n\"3,5\";4\n5;6\n",
        "a \"b c\"\td\n1  \"2\"\t\t3 \n4 5 6\n",
        "a,b\n1,2\n3\n4,5\n",
        "a,b\n1,2\n3,4,x\n4,5\n",
        "a,b\n1,2\n3,\"4\n5,6\n7,8",
        "a,b,a\n1,2,3\n",
        "t,x\n2021-03-01T00:00,1\n2021-03-01T01:00+01:00,2\nfoot,3\n2021-03-01T02:00+02:00,NA\n",
        "t,x\n31.12.2021,1\n1.1.2022,odd\n1.1.22 10:00,3\n",
        "1,5\n2,25\n3,5\n",
    ] {
        hold(text.as_bytes(), 1..=text.len() + 1);
    }
    for bytes in [&b"a,b\n1,2\n3,\xb0\n4,5\n"[..], b"a,\xc3\"\xa9\"\n1,2\n\xc3,\xa9\n", b"\xef\xbb"]
    {
        hold(bytes, 1..=bytes.len() + 1);
    }
}

#[test]
fn damaged_tables_are_cut_anywhere() {
    damage(150, 3, |bytes| hold(bytes, [1, 2, 5, 16, 41]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_cut_anywhere(
        text in prop::collection::vec(select(PIECES.to_vec()), 0..50).prop_map(|pieces| pieces.concat()),
        piece in 1..30_usize,
    ) {
        hold(&text, [piece]);
    }

    #[test]
    fn quotes_and_line_ends_are_cut_anywhere(
        bytes in prop::collection::vec(select(b"\"\"\"\n\r,; 1x".as_slice()), 0..60),
        piece in 1..20_usize,
    ) {
        hold(&bytes, [piece]);
    }
}

/// A table of some megabytes with quotes, gaps and line ends in cells, and another row at the end.
fn large(last: &str) -> String {
    use std::fmt::Write as _;
    let mut text = "time,\"x, y\",z\r\n".to_owned();
    for row in 0..150_000_u32 {
        let (hour, minute) = (row / 60 % 24, row % 60);
        let value = f64::from(row).sin();
        let note = match row % 1000 {
            7 => "\"a\r\n\"\"b\"\"\"".to_owned(),
            8 => "NA".to_owned(),
            _ => format!("\"{row}\""),
        };
        let _ = write!(text, "2021-03-01 {hour:02}:{minute:02},{value},{note}\r\n");
    }
    text + last
}

#[test]
fn a_large_file_is_shared_out() {
    for last in ["", "2021-03-01 00:00,1", "2021-03-01 00:00,1,2,3\r\n", "a,\"b,c\r\nd,e,f"] {
        let text = large(last);
        assert!(text.len() > 4 << 20);
        let any = |hands| read(text.as_bytes(), Sharing { piece: 1 << 16, hands });
        let whole = read(text.as_bytes(), WHOLE);
        let usual = read(text.as_bytes(), Sharing::of(text.len() as u64));
        // Not compared by assert_eq, which would show megabytes.
        assert!(any(1) == whole && any(2) == whole && any(3) == whole && usual == whole, "{last}");
        assert_eq!(whole.starts_with("Ok"), last.is_empty(), "{last}");
    }
}

#[test]
fn what_never_ends_is_read_no_further_than_a_row_can_be() {
    let text = format!("a,b\n1,2\n3,\"4\n{}", "5,6\n".repeat(15 << 20));
    let mut pieces = Pieces::new(text.as_bytes(), Separator::Comma, 1 << 20);
    let mut piece = Vec::new();
    assert!(pieces.next(&mut piece).unwrap());
    assert_eq!(piece, b"a,b\n1,2\n");
    assert!(pieces.next(&mut piece).unwrap() && piece.len() < 40 << 20);
    assert!(!pieces.next(&mut piece).unwrap());
    for hands in [1, 2] {
        let found = read(text.as_bytes(), Sharing { piece: 1 << 20, hands });
        assert_eq!(found, "Err(LongRow { line: 3 })");
    }
}
