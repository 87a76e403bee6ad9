//! Texts of a table: their encoding, and the unit in a column's name.

/// The letters of Windows-1252 from 0x80 to 0x9F, where it differs from Unicode's first 256. Five of them are
/// no letters; they stay the controls that browsers make of them.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Bytes that are kept of a cell for a sentence, which shows less.
const KEPT: usize = 2000;

/// A text as UTF-8, or as Windows-1252 where it isn't.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| letter(*byte)).collect(),
    }
}

/// A letter of Windows-1252.
fn letter(byte: u8) -> char {
    let special = byte.checked_sub(0x80).and_then(|index| WINDOWS_1252.get(usize::from(index)));
    special.copied().unwrap_or(char::from(byte))
}

/// What of a cell a sentence needs, which may be a whole book.
pub(super) fn excerpt(bytes: &[u8]) -> String {
    let bytes = bytes.trim_ascii();
    let mut end = bytes.len().min(KEPT);
    // Not within a letter, which has up to three such bytes.
    for _ in 0..3 {
        end -= usize::from(bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80));
    }
    decoded(&bytes[..end]).trim().to_owned()
}

/// What a column's name says of its unit: the text in brackets at its end, `°C` of `temperature [°C]`.
pub(super) fn unit(name: &str) -> Option<&str> {
    split(name).map(|(_, unit)| unit)
}

/// A column's name without the unit in brackets at its end.
pub(super) fn without_unit(name: &str) -> &str {
    split(name).map_or(name, |(name, _)| name)
}

/// A name and its unit, where neither is empty.
fn split(name: &str) -> Option<(&str, &str)> {
    let (inner, open) = match name.strip_suffix(']') {
        Some(inner) => (inner, '['),
        None => (name.strip_suffix(')')?, '('),
    };
    let (name, unit) = inner.rsplit_once(open)?;
    let (name, unit) = (name.trim(), unit.trim());
    (!name.is_empty() && !unit.is_empty()).then_some((name, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf_8_is_windows_1252() {
        assert_eq!(decoded("°C €".as_bytes()), "°C €");
        assert_eq!(decoded(b"\xb0C \x80 \x93x\x94 \xfc"), "°C € “x” ü");
        let all: Vec<u8> = (0..=255).collect();
        let letters: Vec<char> = decoded(&all).chars().collect();
        assert_eq!(letters.len(), 256);
        for (byte, letter) in
            letters.iter().enumerate().filter(|(byte, _)| !(0x80..0xA0).contains(byte))
        {
            assert_eq!(*letter as usize, byte);
        }
    }

    #[test]
    fn an_excerpt_is_cut_between_letters() {
        assert_eq!(excerpt(b"  calm \t"), "calm");
        assert_eq!(excerpt("ü".repeat(5000).as_bytes()), "ü".repeat(1000));
        assert_eq!(
            excerpt(format!("x{}", "ü".repeat(5000)).as_bytes()),
            format!("x{}", "ü".repeat(999))
        );
        assert_eq!(excerpt(&[0xBF; 5000]), "¿".repeat(1997));
    }

    #[test]
    fn a_unit_stands_in_brackets_at_the_end() {
        for (name, expected) in [
            ("temperature [°C]", Some(("temperature", "°C"))),
            ("T (degC)", Some(("T", "degC"))),
            ("wind[m/s]", Some(("wind", "m/s"))),
            ("flow [m³/(s·m)]", Some(("flow", "m³/(s·m)"))),
            ("a (b) (c)", Some(("a (b)", "c"))),
            ("rain (mm) in all", None),
            ("[°C]", None),
            ("x []", None),
            ("x (", None),
            ("x ]", None),
            ("", None),
        ] {
            assert_eq!(unit(name), expected.map(|(_, unit)| unit), "{name}");
            assert_eq!(without_unit(name), expected.map_or(name, |(name, _)| name), "{name}");
        }
    }
}
