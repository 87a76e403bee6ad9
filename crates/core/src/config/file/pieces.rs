//! A recipe's text, cut where its changes begin: as a tree, all of a long one takes sixty times its room.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Words, signs and line ends of a piece at the most; each takes some hundred bytes in a tree.
const MOST_TOKENS: usize = 100_000;

/// The text before the first change, and each change with its header. What holds no change is one piece.
pub(in crate::config) fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut headers = headers(text).filter(|at| is_change(&text[*at..]));
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        next = headers.next();
        Some(start..next.unwrap_or(text.len()))
    })
}

/// Whether a text has more parts than anybody means.
pub(in crate::config) fn is_too_long(piece: &str) -> bool {
    Source::new(piece).lex().take(MOST_TOKENS + 1).count() > MOST_TOKENS
}

/// Where the headers of tables begin: brackets at the beginning of a line that no value goes over.
fn headers(text: &str) -> impl Iterator<Item = usize> + '_ {
    let (mut depth, mut begins, mut in_header) = (0_usize, true, false);
    Source::new(text).lex().filter_map(move |token| {
        let was_beginning = begins;
        match token.kind() {
            TokenKind::Whitespace => return None,
            TokenKind::Newline => (begins, in_header) = (true, false),
            _ => begins = false,
        }
        match token.kind() {
            _ if in_header => {}
            TokenKind::LeftSquareBracket if was_beginning && depth == 0 => {
                in_header = true;
                return Some(token.span().start());
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        None
    })
}

/// Whether a header is that of a change.
fn is_change(header: &str) -> bool {
    let name = header.strip_prefix("[[").map(|rest| rest.trim_start_matches([' ', '\t']));
    let after = name.and_then(|name| name.strip_prefix(super::CHANGE_KEY));
    after.is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with("]]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_recipe_is_cut_where_its_changes_begin() {
        assert_eq!(cut(""), [""]);
        assert_eq!(cut("a = 1\n"), ["a = 1\n"]);
        let (head, one, two) = ("a = 1\n", "[[change]] # x\nstep = 1\n", " [[ change ]]\nstep = 2");
        assert_eq!(cut(&[head, one, two].concat()), [head, &format!("{one} "), two.trim_start()]);
    }

    #[test]
    fn what_only_looks_like_a_change_is_none() {
        for text in [
            "a = \"\"\"\n[[change]]\n\"\"\"\n",
            "a = '''\n[[change]]\n'''\n",
            "a = [\n[[change]]\n]\n",
            "# [[change]]\n",
            "[[changes]]\n[[change.x]]\n[change]\n",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn a_piece_of_a_hundred_thousand_parts_is_too_long() {
        assert!(!is_too_long(&"lr = 0.1\n".repeat(10_000)));
        assert!(is_too_long(&format!("lr = [{}]", "1,".repeat(50_000))));
        assert!(!is_too_long(&"#".repeat(1 << 20)));
    }
}
