//! What window and command line say stands in `src/text`, so that another language can say it too: a search
//! for texts in `src/app` and `src/cli` that bypass the room.
//!
//! A literal is taken for a text where it is handed to something that shows it, or has three words.

use std::path::Path;
use std::{fs, io};

/// Files with literals that look like texts, and how many they have: the list may only shrink.
const STILL: &[(&str, usize)] = &[
    // What to look for in an error of eframe's.
    ("app/frame/launch.rs", 1),
    // ‖∂L/∂h‖
    ("app/panels/lenses/backprop.rs", 1),
    // What scripts read on the standard output.
    ("cli/summary.rs", 3),
];

/// Functions that show a literal handed to them.
const SHOWING: &[&str] = &[
    "label",
    "button",
    "small_button",
    "checkbox",
    "selectable_label",
    "selectable_value",
    "menu_button",
    "on_hover_text",
    "on_disabled_hover_text",
    "hint_beside",
    "hint_of_item",
    "hint_above",
    "readout",
    "selected_text",
    "x_axis_label",
    "prefix",
    "suffix",
    "RichText::new",
    "Button::new",
    "Label::new",
    "Window::new",
    "Notice::info",
    "Notice::error",
    "Row::plain",
    "group",
    "header",
    "Scale::new",
    "Layer::line",
    "Layer::dots",
    "titled",
];

/// Words from which on a literal is a sentence.
const SENTENCE: usize = 3;

/// A string literal, and the code before it.
struct Literal<'a> {
    before: &'a str,
    text: &'a str,
}

impl Literal<'_> {
    /// Whether a person is to read it.
    fn is_text(&self) -> bool {
        // A row's id comes first.
        if self.before.trim_end().ends_with("Row::plain(") {
            return false;
        }
        let words = words(self.text);
        words >= SENTENCE || (words > 0 && SHOWING.iter().any(|name| is_call(self.callee(), name)))
    }

    /// The function to which it is handed, as it stands in the code.
    fn callee(&self) -> &str {
        let mut depth = 0;
        for (at, character) in self.before.char_indices().rev() {
            match character {
                ')' | ']' | '}' => depth += 1,
                '(' if depth == 0 => return self.before[..at].trim_end(),
                '[' | '{' if depth == 0 => return "",
                '(' | '[' | '{' => depth -= 1,
                ';' if depth == 0 => return "",
                _ => {}
            }
        }
        ""
    }
}

/// Whether the code ends with a function of this name.
fn is_call(code: &str, name: &str) -> bool {
    let inside_a_word = |c: char| c.is_alphanumeric() || c == '_';
    code.strip_suffix(name).is_some_and(|rest| !rest.ends_with(inside_a_word))
}

/// Words of two letters at the least; what stands between braces is a value.
fn words(text: &str) -> usize {
    let values_out = text.split('{').enumerate().map(|(at, part)| match part.split_once('}') {
        Some((_, rest)) if at > 0 => rest,
        _ => part,
    });
    let letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    values_out.flat_map(str::split_whitespace).filter(letters).count()
}

/// The string literals of a source without those in comments.
fn literals(source: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(at) = source[rest..].find(['"', '/', '\'']).map(|at| at + rest) {
        let from = &source[at..];
        rest = at
            + if from.starts_with("//") {
                from.find('\n').unwrap_or(from.len())
            } else if let Some(text) = from.strip_prefix('"') {
                let end = closing_quote(text);
                found.push(Literal { before: &source[..at], text: &text[..end] });
                end + 2
            } else if from.starts_with("'\"'") {
                3
            } else {
                1
            };
        rest = rest.min(source.len());
    }
    found
}

/// Where a literal's text ends.
fn closing_quote(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The files of window and command line and what is in them, tests left out.
fn sources() -> io::Result<Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = ["app", "cli"].map(str::to_owned).to_vec();
    let mut sources = Vec::new();
    for folder in &folders {
        let path = format!("{folder}.rs");
        let source = fs::read_to_string(root.join(&path))?;
        sources.push((path, source));
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if !path.ends_with("/tests.rs") {
                sources.push((path, fs::read_to_string(entry.path())?));
            }
        }
    }
    sources.sort();
    Ok(sources)
}

/// The source before its module of tests.
fn without_tests(source: &str) -> &str {
    source.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default()
}

#[test]
fn texts_stand_in_their_room() {
    let mut wrong = Vec::new();
    for (path, source) in sources().unwrap() {
        let literals = literals(without_tests(&source));
        let texts: Vec<&str> = literals
            .iter()
            .filter(|literal| literal.is_text())
            .map(|literal| literal.text)
            .collect();
        let known = STILL.iter().find(|(file, _)| *file == path).map_or(0, |(_, count)| *count);
        if texts.len() != known {
            let how = if texts.len() > known { "move them" } else { "lower the count" };
            wrong.push(format!("(\"{path}\", {}), listed {known}, {how}: {texts:?}", texts.len()));
        }
    }
    assert!(wrong.is_empty(), "texts outside src/text:\n{}", wrong.join("\n"));
}

#[test]
fn texts_are_told_from_ids() {
    let source = r#"
        ui.checkbox(&mut on(x), "log").on_hover_text(format!("a {} b", 1));
        Panel::top("last session"); // "a comment of words"
        let hint = "Says \"what\" it does {value}."; Id::unique("next picture"); ui.label("–");
    "#;
    let literals = literals(source);
    let texts: Vec<&str> =
        literals.iter().filter(|literal| literal.is_text()).map(|literal| literal.text).collect();
    assert_eq!(texts, ["log", r#"Says \"what\" it does {value}."#]);
}
