//! Tables that came without a file of their own: how the file is called in which one is kept, and what that says
//! of it.

use std::path::Path;

use super::pasted;

/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;
/// Those that are told.
const TOLD: usize = 8;
/// What the name of a drawn table begins with.
const DRAWN: &str = "drawn-";

/// Where such a table comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Cells that were pasted.
    Pasted,
    /// A curve that was drawn.
    Drawn,
}

impl Origin {
    /// How the file is called that keeps this text: by its fingerprint, in hexadecimal.
    pub fn file_name(self, text: &str, sha256: &str) -> String {
        let begin = match self {
            Self::Pasted => "",
            Self::Drawn => DRAWN,
        };
        format!("{begin}{sha256}.{}", pasted::extension(text))
    }

    /// Where the table of a file comes from that is so called, and the first digits of its fingerprint; none of
    /// any other file.
    pub fn of_file(path: &Path) -> Option<(Self, &str)> {
        let stem = path.file_stem()?.to_str()?;
        let (origin, sha256) =
            stem.strip_prefix(DRAWN).map_or((Self::Pasted, stem), |digits| (Self::Drawn, digits));
        let is_sha256 =
            sha256.len() == DIGITS && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_sha256.then(|| (origin, &sha256[..TOLD]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_tables_name_says_where_it_comes_from() {
        let sha256 = "01234567".repeat(8);
        for (origin, text, expected) in [
            (Origin::Pasted, "a;b\n1;2\n", format!("{sha256}.csv")),
            (Origin::Pasted, "a\tb\n1\t2\n", format!("{sha256}.tsv")),
            (Origin::Drawn, "drawn\n1\n", format!("drawn-{sha256}.csv")),
        ] {
            let name = origin.file_name(text, &sha256);
            assert_eq!(name, expected);
            let path = Path::new("/some/folder").join(name);
            assert_eq!(Origin::of_file(&path), Some((origin, "01234567")));
        }
        for other in
            ["a.csv", "drawn-by-hand.csv", "0123.csv", "", &"é".repeat(32), &"g".repeat(64)]
        {
            assert_eq!(Origin::of_file(Path::new(other)), None, "{other}");
        }
    }
}
