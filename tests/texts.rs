//! What people read stands in the two rooms of texts, `src/text` and `wording` of the core, so that each language
//! can say it: a search for texts that bypass them, and for texts that were left in English there.
//!
//! A literal is taken for a text where it is handed to something that shows it, or has three words.

use std::path::Path;
use std::{fs, io};

/// Where the sources of the two crates are, and the room of texts in each.
const ROOTS: [(&str, &str); 2] =
    [("src", "src/text"), ("crates/core/src", "crates/core/src/wording")];

/// Files with literals that look like texts, and how many they have: the list may only shrink.
const STILL: &[(&str, usize)] = &[
    // What to look for in an error of eframe's.
    ("src/app/frame/launch.rs", 1),
    // The name of a place in egui's memory.
    ("src/app/focus/order.rs", 1),
    // ‖∂L/∂h‖
    ("src/app/panels/lenses/backprop.rs", 1),
    // What scripts read on the standard output.
    ("src/cli/summary.rs", 3),
    // A file's first line, by which its writer is recognized.
    ("src/export/set.rs", 1),
    // Tags.
    ("src/figure/svg.rs", 1),
    // The gradient at a limit of its norm.
    ("src/lens/step_trace/equations.rs", 1),
    // Keys and values of a sweep's file.
    ("src/race/sweep/file/written.rs", 1),
    // What the documentation of the cells' names says.
    ("crates/core/src/config/cells.rs", 4),
    // What a debugger shows of a wave.
    ("crates/core/src/data/wave.rs", 1),
    // A formula.
    ("crates/core/src/network/cell/gru/equations.rs", 1),
    // What candle is told of a tensor that doesn't come about.
    ("crates/core/src/network/contents.rs", 3),
    // How PyTorch names the readout's variables.
    ("crates/core/src/network/parameters.rs", 2),
    // An error that ends the reading and that nobody sees.
    ("crates/core/src/table/told.rs", 1),
];

/// Chinese texts that need no Chinese character: names, abbreviations, units, flags, and how something is spelled in
/// files.
const AS_ELSEWHERE: &[&str] = &[
    // Cells, optimizers, engines, losses, initial weights.
    "RNN",
    "LSTM",
    "GRU",
    "IndRNN",
    "RNN、LSTM、GRU",
    "tanh",
    "relu",
    "kernel",
    "candle",
    "MSE",
    "MAE",
    "Huber",
    "Adam",
    "AdamW",
    "SGD",
    "RMSprop",
    "NAdam",
    "PyTorch",
    "Keras",
    "AMSGrad",
    "beta 1",
    "beta 2",
    "epsilon",
    // Data.
    "sin → cos",
    "Mackey-Glass",
    "Lorenz",
    "NARMA10",
    // Beside numbers and words.
    " MB",
    "{part} RMSE {rmse}",
    // The command line.
    "[OPTIONS]",
    "--out",
    // What stands in files, and an axis' name in English.
    "off",
    "half-turn",
    "epoch",
    "auto",
    "time-steps",
    "row",
    "Tab",
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
    "hint",
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
    "error",
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
        if self.before.trim_end().ends_with("Row::plain(") || self.is_for_programmers() {
            return false;
        }
        let words = words(self.text);
        words >= SENTENCE || (words > 0 && SHOWING.iter().any(|name| is_call(self.callee(), name)))
    }

    /// Whether it is the message of an assertion, or why a lint is silenced.
    fn is_for_programmers(&self) -> bool {
        let asserts = ["assert!", "assert_eq!", "assert_ne!"];
        self.before.trim_end().ends_with("reason =")
            || asserts.iter().any(|name| self.callee().ends_with(name))
    }

    /// Whether it names a publication.
    fn is_source(&self) -> bool {
        self.before.trim_end().ends_with("source:")
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

/// A file of sources, its path from the repository on, without the tests in it.
struct Source {
    path: String,
    code: String,
}

impl Source {
    /// The module that the file is, as a path from the repository on.
    fn module(&self) -> &str {
        self.path.strip_suffix("/mod.rs").or(self.path.strip_suffix(".rs")).unwrap_or(&self.path)
    }

    /// Whether the file is `module` or lies within it.
    fn is_within(&self, module: &str) -> bool {
        self.module()
            .strip_prefix(module)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The modules within it that only tests have.
    fn modules_of_tests(&self) -> impl Iterator<Item = String> {
        self.code.split("#[cfg(test)]\n").skip(1).filter_map(|rest| {
            let (_, name) = rest.lines().next()?.strip_suffix(';')?.rsplit_once("mod ")?;
            let folder = self.module().strip_suffix("/lib").unwrap_or(self.module());
            Some(format!("{folder}/{name}"))
        })
    }
}

/// The sources of both crates, tests left out.
fn sources() -> io::Result<Vec<Source>> {
    let mut folders = ROOTS.map(|(root, _)| root.to_owned()).to_vec();
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.ends_with(".rs") {
                let code = without_tests(&fs::read_to_string(entry.path())?).to_owned();
                sources.push(Source { path, code });
            }
        }
    }
    let tests: Vec<String> = sources.iter().flat_map(Source::modules_of_tests).collect();
    sources.retain(|source| !tests.iter().any(|module| source.is_within(module)));
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// The source before its module of tests.
fn without_tests(source: &str) -> &str {
    source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

#[test]
fn texts_stand_in_their_rooms() {
    let mut wrong = Vec::new();
    for source in sources().unwrap() {
        if ROOTS.iter().any(|(_, room)| source.is_within(room)) {
            continue;
        }
        let literals = literals(&source.code);
        let texts: Vec<&str> = literals
            .iter()
            .filter(|literal| literal.is_text())
            .map(|literal| literal.text)
            .collect();
        let path = &source.path;
        let known = STILL.iter().find(|(file, _)| file == path).map_or(0, |(_, count)| *count);
        if texts.len() != known {
            let how = if texts.len() > known { "move them" } else { "lower the count" };
            wrong.push(format!("(\"{path}\", {}), listed {known}, {how}: {texts:?}", texts.len()));
        }
    }
    assert!(wrong.is_empty(), "texts outside their rooms:\n{}", wrong.join("\n"));
}

#[test]
fn every_listed_file_exists() {
    let sources = sources().unwrap();
    for (file, _) in STILL {
        assert!(sources.iter().any(|source| source.path == *file), "{file}");
    }
}

/// Whether a text has a Chinese character.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

#[test]
fn chinese_texts_are_chinese() {
    let sources = sources().unwrap();
    let (mut foreign, mut unused) = (Vec::new(), AS_ELSEWHERE.to_vec());
    let mut chinese = 0;
    for source in &sources {
        if !ROOTS.iter().any(|(_, room)| source.is_within(&format!("{room}/chinese"))) {
            continue;
        }
        let literals = literals(&source.code);
        for text in
            literals.iter().filter(|literal| !literal.is_source()).map(|literal| literal.text)
        {
            chinese += usize::from(is_chinese(text));
            unused.retain(|listed| *listed != text);
            if words(text) > 0 && !is_chinese(text) && !AS_ELSEWHERE.contains(&text) {
                foreign.push(format!("{}: {text:?}", source.path));
            }
        }
    }
    assert!(foreign.is_empty(), "in no Chinese:\n{}", foreign.join("\n"));
    assert!(unused.is_empty(), "listed, but nowhere: {unused:?}");
    assert!(chinese > 0, "the search found no Chinese text");
}

#[test]
fn texts_are_told_from_ids() {
    let source = r#"
        ui.checkbox(&mut on(x), "log").on_hover_text(format!("a {} b", 1));
        Panel::top("last session"); // "a comment of words"
        debug_assert!(ui.is_there(), "nothing is shown {x}");
        #[expect(lint, reason = "it is right so")]
        let hint = "Says \"what\" it does {value}."; Id::unique("next picture"); ui.label("–");
    "#;
    let literals = literals(source);
    let texts: Vec<&str> =
        literals.iter().filter(|literal| literal.is_text()).map(|literal| literal.text).collect();
    assert_eq!(texts, ["log", r#"Says \"what\" it does {value}."#]);
}
