//! Where a line of text may end: between words, and between Chinese characters.

/// The pieces of a word, none of which may be broken: those of a word in letters are one, and each Chinese character
/// is one of its own, with the punctuation that belongs to it.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let end = end_of_piece(rest)?;
        let (piece, left) = rest.split_at(end);
        rest = left;
        Some(piece)
    })
}

/// Where lines of a text may begin, in bytes: at each word, and within it at each of its pieces.
pub fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let words = text.split_inclusive(' ').scan(0, |end, word| {
        let begin = *end;
        *end += word.len();
        Some((begin, word.trim_end_matches(' ')))
    });
    words.flat_map(|(begin, word)| {
        pieces(word).scan(begin, |end, piece| {
            let begin = *end;
            *end += piece.len();
            Some(begin)
        })
    })
}

/// Bytes of the first piece; none where nothing is left.
fn end_of_piece(text: &str) -> Option<usize> {
    let mut before = text.chars().next()?;
    for (at, character) in text.char_indices().skip(1) {
        if may_break(before, character) {
            return Some(at);
        }
        before = character;
    }
    Some(text.len())
}

/// Whether a line may end between two characters that no space stands between.
fn may_break(before: char, after: char) -> bool {
    (is_wide(before) || is_wide(after)) && !OPENING.contains(before) && !CLOSING.contains(after)
}

/// Whether a character is as wide as it is high: the Chinese ones, their punctuation, the wide forms of ASCII.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

/// What no line ends with.
const OPENING: &str = "（《〈「『【〔〖［｛“‘([{";
/// What no line begins with.
const CLOSING: &str = "。，、；：？！）》〉」』】〕〗］｝”’…—～·％%°)]},.;:?!々ー";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_letters_is_one_piece_and_chinese_is_broken_at_its_characters() {
        let pieces = |word: &'static str| pieces(word).collect::<Vec<_>>();
        assert_eq!(pieces("learning-rate"), ["learning-rate"]);
        assert_eq!(pieces("损失（MSE）。"), ["损", "失", "（MSE）。"]);
        assert_eq!(pieces("“学习率”，"), ["“学", "习", "率”，"]);
        assert_eq!(pieces("第3步"), ["第", "3", "步"]);
        assert_eq!(pieces("完——"), ["完——"]);
        assert!(pieces("").is_empty());
        let text = "on a（第 3 步）";
        let starts: Vec<&str> = line_starts(text).map(|at| &text[at..]).collect();
        assert_eq!(starts, ["on a（第 3 步）", "a（第 3 步）", "（第 3 步）", "3 步）", "步）"]);
    }
}
