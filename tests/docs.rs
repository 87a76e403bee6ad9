//! The documentation's generated parts, held to what the program says of itself.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes them anew.

use std::path::PathBuf;
use std::{fs, io};

use rnnscope::config::settings_table;
use rnnscope::generators::generators_table;
use rnnscope::text::Texts;
use rnnscope::wording::Language;

/// A page with a generated part between two comments that name it.
struct Page {
    path: PathBuf,
    /// What stands before the part, its first comment included.
    before: String,
    part: String,
    /// What stands after it, from its last comment on.
    after: String,
}

impl Page {
    /// The page of this name in a language.
    fn path(name: &str, language: Language) -> PathBuf {
        let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs");
        match language {
            Language::English => docs.join(name),
            other => docs.join(other.name()).join(name),
        }
    }

    fn read(path: PathBuf, part: &str) -> io::Result<Self> {
        let text = fs::read_to_string(&path)?;
        let name = path.display();
        let at = |comment: &str| {
            text.find(comment).ok_or_else(|| io::Error::other(format!("{name} has no {comment}")))
        };
        let begin = format!("<!-- {part}: begin -->\n");
        let (from, to) = (at(&begin)? + begin.len(), at(&format!("<!-- {part}: end -->"))?);
        let [before, part, after] =
            [&text[..from], &text[from..to], &text[to..]].map(str::to_owned);
        Ok(Self { path, before, part, after })
    }

    /// Compares the part, or writes it anew where that is asked for.
    fn check(&self, expected: &str) -> io::Result<()> {
        if std::env::var_os("UPDATE_DOCS").is_some() {
            return fs::write(&self.path, format!("{}{expected}{}", self.before, self.after));
        }
        let path = self.path.display();
        assert!(
            self.part == expected,
            "{path} is out of date; UPDATE_DOCS=1 cargo test --test docs writes:\n{expected}"
        );
        Ok(())
    }
}

/// Checks a part of a page in English, and in each other language that has the page.
fn check(name: &str, part: &str, expected: fn(Language) -> String) -> io::Result<()> {
    for language in Language::ALL {
        let path = Page::path(name, *language);
        if *language == Language::English || path.exists() {
            Page::read(path, part)?.check(&expected(*language))?;
        }
    }
    Ok(())
}

#[test]
fn the_table_of_settings_is_the_list() {
    check("command-line.md", "settings", settings_table).unwrap();
}

#[test]
fn the_table_of_generators_is_theirs() {
    check("formulas.md", "generators", generators_table).unwrap();
}

#[test]
fn the_table_of_keys_is_the_list_of_commands() {
    check("guide.md", "keys", |language| rnnscope::app::keys_table(Texts::of(language))).unwrap();
}
