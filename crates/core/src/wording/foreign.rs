//! What others wrote, in a sentence of this program: paths, names, keys, the values of flags, what a file
//! says about itself.

use std::ffi::OsStr;

/// Characters that are kept of a long text, at its beginning and at its end.
const KEPT: (usize, usize) = (160, 80);

/// A foreign text, as a sentence may show it: on a terminal it does nothing but stand there, in one line.
/// What can't be shown is escaped as Rust does it, what is long is cut in its middle, and both then stand in
/// quotes, as do a text without letters and one that ends in a space.
pub fn foreign(text: impl AsRef<OsStr>) -> String {
    let text = text.as_ref();
    match text.to_str() {
        Some(plain) if is_plain(plain) => plain.to_owned(),
        _ => quoted(text),
    }
}

/// [`foreign`], in quotes in any case.
pub fn quoted(text: impl AsRef<OsStr>) -> String {
    let text = text.as_ref();
    let (first, last) = KEPT;
    let count = units(text).count();
    if count <= first + last {
        return format!("\"{}\"", units(text).map(escaped).collect::<String>());
    }
    let start: String = units(text).take(first).map(escaped).collect();
    let end: String = units(text).skip(count - last).map(escaped).collect();
    format!("\"{start}…{end}\"")
}

/// Stands between the thousands of a number.
const THIN_SPACE: char = '\u{2009}';

/// A whole sentence in one line, whatever got into it: what a terminal would obey is escaped.
pub fn one_line(sentence: &str) -> String {
    let is_kept = |c| matches!(c, '"' | '\\' | THIN_SPACE);
    let kept = |c: char| if is_kept(c) { c.to_string() } else { escaped(Ok(c)) };
    sentence.trim().chars().map(kept).collect()
}

/// A character, or a byte of what is no text in UTF-8.
type Unit = Result<char, u8>;

fn units(text: &OsStr) -> impl Iterator<Item = Unit> + '_ {
    text.as_encoded_bytes().utf8_chunks().flat_map(|chunk| {
        chunk.valid().chars().map(Ok).chain(chunk.invalid().iter().copied().map(Err))
    })
}

/// A part of a text as it stands between quotes.
fn escaped(unit: Unit) -> String {
    match unit {
        Ok('\'') => "'".to_owned(),
        // Marks that combine with the letter before them are shown behind one, and escaped alone.
        Ok(letter) => format!("a{letter}").escape_debug().skip(1).collect(),
        Err(byte) => format!("\\x{byte:02X}"),
    }
}

/// Whether a text needs neither quotes nor escapes.
fn is_plain(text: &str) -> bool {
    let is_shown = |c: char| matches!(c, '"' | '\\') || escaped(Ok(c)).chars().eq([c]);
    let mut letters = text.chars();
    let is_short = letters.by_ref().take(KEPT.0 + KEPT.1).all(is_shown) && letters.next().is_none();
    is_short && !text.is_empty() && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_shown_stands_as_it_is() {
        for text in ["run.toml", "a b/ü.toml", "it's \"w\" \\ x", "e\u{301}", "日本/λ.toml"] {
            assert_eq!(foreign(text), text);
        }
        assert_eq!(quoted("it's \"w\""), r#""it's \"w\"""#);
    }

    #[test]
    fn a_sentence_keeps_its_quotes_and_the_spaces_in_its_numbers() {
        let sentence = "forgot \"mine\", of 2\u{2009}089 steps in C:\\runs";
        assert_eq!(one_line(sentence), sentence);
        assert_eq!(one_line("a\u{1b}[31m\nb\u{2028}c"), "a\\u{1b}[31m\\nb\\u{2028}c");
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        for (text, shown) in [
            ("x\ny.toml", r#""x\ny.toml""#),
            ("\x1b]0;owned\x07", r#""\u{1b}]0;owned\u{7}""#),
            ("nul\0", r#""nul\0""#),
            ("\u{202e}lmot.nur", r#""\u{202e}lmot.nur""#),
            ("a\u{2028}b\u{9b}c", r#""a\u{2028}b\u{9b}c""#),
            ("", r#""""#),
            ("run.toml ", r#""run.toml ""#),
        ] {
            assert_eq!(foreign(text), shown);
        }
        assert_eq!(one_line("a\n\"b\": \\ \x1b[31mc\u{7f}"), r#"a\n"b": \ \u{1b}[31mc\u{7f}"#);
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_text_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(foreign(OsStr::from_bytes(b"w\xff\xc3.toml")), r#""w\xFF\xC3.toml""#);
    }

    #[test]
    fn what_is_long_is_cut_in_its_middle() {
        let long = format!("first{}last", "é".repeat(1 << 20));
        let shown = foreign(&long);
        assert!(shown.starts_with("\"firsté") && shown.ends_with("élast\""), "{shown}");
        assert_eq!(shown.chars().count(), 160 + 80 + 3);
        assert_eq!(foreign("n".repeat(240)), "n".repeat(240));
    }
}
