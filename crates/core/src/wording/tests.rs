//! What is said in every language, held to the English wording and to the rules of Chinese sentences: the sources of
//! the texts are read, so that no text is forgotten.

use std::io::Error;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::chinese::is_han;
use super::*;
use crate::config::{DataKind, Field, Group};
use crate::history::SeriesId;
use crate::preset::Preset;

#[test]
fn one_is_no_plural() {
    assert_eq!([0, 1, 2].map(|n| counted(n, "run")), ["0 runs", "1 run", "2 runs"]);
}

#[test]
fn no_complaint_has_the_systems_number() {
    for number in 1..134 {
        let error = Error::from_raw_os_error(number);
        let text = complaint(&error);
        assert!(!text.contains("os error"), "{text}");
        assert!(text.starts_with(|first: char| !first.is_uppercase()), "{text}");
        let text = Language::Chinese.within(|| complaint(&error));
        assert!(!text.contains("os error") && text.starts_with(is_han), "{text}");
    }
    let missing = fs::read("no/such/file").unwrap_err();
    assert_eq!(complaint(&missing), "there is no such file or folder");
}

#[test]
fn a_sentence_begins_with_a_capital() {
    assert_eq!(["", "a b", "É", "ß"].map(capitalised), ["", "A b", "É", "SS"]);
}

#[test]
fn a_gap_stands_between_characters_and_letters_and_nowhere_else() {
    for (pieces, whole) in [
        (&["删除", "输入 1"][..], "删除输入 1"),
        (&["打开 ", "a.csv"], "打开 a.csv"),
        (&["打开", "a.csv", "的末尾"], "打开 a.csv 的末尾"),
        (&["单元 3", "（第 2 层）", "的", "h"], "单元 3（第 2 层）的 h"),
        (&["比", "“x”", "大"], "比“x”大"),
        (&["误差", "−0.5", "，", "90%", "的行"], "误差 −0.5，90% 的行"),
        (&["", "数", "", ""], "数"),
    ] {
        assert_eq!(joined(pieces), whole);
    }
}

#[test]
fn what_is_handed_on_speaks_the_language_in_force() {
    let said = || {
        let parts = [
            Field::Hidden.label().to_owned(),
            Field::Hidden.meaning().into_owned(),
            Group::Data.title().to_owned(),
            DataKind::Formula.sentence().to_owned(),
            Preset::DEFAULT.description().to_owned(),
            Preset::from_name("x").unwrap_err().to_string(),
            SeriesId::all().map(SeriesId::label).collect(),
        ];
        parts.join("\n")
    };
    let english = Language::English.within(said);
    assert!(english.starts_with("hidden size\n") && !english.contains(is_han), "{english}");
    let chinese = Language::Chinese.within(said);
    assert!(chinese.starts_with("隐藏层大小\n"), "{chinese}");
    for (one, other) in english.lines().zip(chinese.lines()) {
        assert!(other.contains(is_han), "{one} is {other}");
    }
    let range = Language::Chinese.within(|| Field::Hidden.meaning());
    assert!(range.contains("1 到 512"), "{range}");
}

#[test]
fn a_setting_in_chinese_says_as_much_as_in_english() {
    let [english, chinese] = [Language::English, Language::Chinese].map(Wording::of);
    for field in Field::ALL {
        let [one, other] = [english, chinese].map(|words| field.words(words));
        assert_eq!(one.meaning.contains("{range}"), other.meaning.contains("{range}"), "{field:?}");
        assert_eq!(one.see_also.is_empty(), other.see_also.is_empty(), "{field:?}");
        assert_eq!(one.number.is_empty(), other.number.is_empty(), "{field:?}");
        assert!(other.meaning.ends_with('。'), "{field:?}");
        let labels = Field::ALL.iter().map(|other| other.label_in(chinese));
        assert_eq!(labels.filter(|label| *label == other.label).count(), 1, "{field:?}");
    }
}

/// Chinese texts without a Chinese character: names that are the same everywhere, and what is no word.
const SAME: &[&str] = &[
    "RNN",
    "LSTM",
    "GRU",
    "IndRNN",
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
    "sin → cos",
    "Mackey-Glass",
    "Lorenz",
    "NARMA10",
    "beta 1",
    "beta 2",
    "epsilon",
    "AMSGrad",
];

/// A text as it is declared: its name, its values' names, and what it is.
struct Declared {
    name: String,
    values: Vec<String>,
    wording: String,
}

/// The folder of the texts.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wording")
}

/// The files with Chinese texts: their names, and what is in them without comments.
fn chinese() -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder().join("chinese"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push((name, code(&fs::read_to_string(entry.path())?)));
    }
    files.sort();
    Ok(files)
}

/// A source without its comments.
fn code(source: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    source.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

/// What stands between the braces of the struct in a macro.
fn body<'a>(code: &'a str, called: &str) -> &'a str {
    let (_, inside) = code.split_once(called).unwrap();
    let (_, fields) = inside.split_once("{\n").unwrap();
    fields.split("\n    }\n}").next().unwrap()
}

/// The texts of a struct.
fn declared(body: &str) -> Vec<Declared> {
    // The first line of a text begins after eight blanks with its name.
    let begins = |line: &str| {
        let name = line.strip_prefix("        ");
        name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
    };
    let mut texts: Vec<String> = Vec::new();
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        match texts.last_mut() {
            Some(text) if !begins(line) => text.push_str(&format!("\n{line}")),
            _ => texts.push(line.to_owned()),
        }
    }
    let declared = |text: &String| {
        let (head, wording) = text.split_once(" =").unwrap();
        let (name, values) = head.trim().split_once('(').unwrap_or((head.trim(), ""));
        let name = name.split(':').next().unwrap_or_default().to_owned();
        // What stands before a colon ends with the name of a value.
        let mut parts: Vec<&str> = values.split(": ").collect();
        parts.pop();
        let value = |part: &&str| part.rsplit(' ').next().unwrap_or_default().to_owned();
        let values = parts.iter().map(value).collect();
        Declared { name, values, wording: wording.to_owned() }
    };
    texts.iter().map(declared).collect()
}

/// The literals of a source, as they read.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find('"') {
        let mut literal = String::new();
        let mut characters = rest[at + 1..].char_indices();
        let mut end = rest.len();
        while let Some((place, character)) = characters.next() {
            match character {
                '"' => {
                    end = at + 2 + place;
                    break;
                }
                '\\' => match characters.next() {
                    Some((_, '\n')) => {
                        let blanks =
                            characters.as_str().len() - characters.as_str().trim_start().len();
                        for _ in 0..blanks {
                            characters.next();
                        }
                    }
                    Some((_, 'n')) => literal.push('\n'),
                    Some((_, other)) => literal.push(other),
                    None => {}
                },
                other => literal.push(other),
            }
        }
        found.push(literal);
        rest = &rest[end..];
    }
    found
}

/// A text without what stands in braces.
fn without_values(text: &str) -> String {
    text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
}

/// Whether a text names a value, and doesn't only have its letters in it.
fn names(text: &str, value: &str) -> bool {
    let inside_a_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(value).any(|(at, _)| {
        let after = &text[at + value.len()..];
        !text[..at].ends_with(inside_a_word) && !after.starts_with(inside_a_word)
    })
}

#[test]
fn every_chinese_text_is_its_own_and_uses_the_values_of_the_english_one() {
    let mut texts = 0;
    for (file, source) in chinese().unwrap() {
        let english = code(&fs::read_to_string(folder().join(&file)).unwrap());
        let english = declared(body(&english, "texts! {"));
        let chinese = declared(body(&source, "translation! {"));
        assert_eq!(english.len(), chinese.len(), "{file}");
        for (one, other) in english.iter().zip(&chinese) {
            assert_eq!(one.name, other.name, "{file}: the texts stand in the same order");
            assert_eq!(one.values, other.values, "{file}: {}", one.name);
            let is_same = one.wording == other.wording;
            let is_name = literals(&other.wording).iter().all(|text| SAME.contains(&text.as_str()));
            assert!(!is_same || is_name, "{file}: {} is English", one.name);
            for value in one.values.iter().filter(|value| names(&one.wording, value)) {
                assert!(names(&other.wording, value), "{file}: {} leaves out {value}", one.name);
            }
            texts += 1;
        }
    }
    assert!(texts > 250, "{texts} texts were found");
}

#[test]
fn every_chinese_text_is_chinese_and_has_chinese_signs() {
    for (file, source) in chinese().unwrap() {
        for text in literals(&source) {
            let has_letters = without_values(&text).contains(char::is_alphabetic);
            let is_chinese = text.contains(is_han) || SAME.contains(&text.as_str());
            assert!(!has_letters || is_chinese, "{file}: {text:?} has no Chinese character");
            let characters: Vec<char> = text.chars().collect();
            for pair in characters.windows(2) {
                let is_sign = |c: char| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')');
                let (one, other) = (pair[0], pair[1]);
                let touches = is_han(one) && is_sign(other) || is_sign(one) && is_han(other);
                assert!(!touches, "{file}: {one}{other} in {text:?}");
                let is_plain = |c: char| c.is_ascii_alphanumeric();
                let crowded = is_han(one) && is_plain(other) || is_plain(one) && is_han(other);
                assert!(!crowded, "{file}: no blank between {one} and {other} in {text:?}");
            }
        }
    }
}

#[test]
fn sources_are_read_as_they_are_written() {
    let source = r#"
texts! {
    SomeWords {
        // Not a text.
        one = "a \"b\" \
            c";
        two: Several = several(
            "d {x}",
        )
        .more("e");
        three(x: &str, n: &[(String, usize)]) = {
            let y = x;
            format!("{y} of {n}")
        };
    }
}
"#;
    let code = code(source);
    let texts = declared(body(&code, "texts! {"));
    let found: Vec<&str> = texts.iter().map(|text| text.name.as_str()).collect();
    assert_eq!(found, ["one", "two", "three"]);
    assert_eq!(texts[2].values, ["x", "n"]);
    assert!(names(&texts[2].wording, "n") && !names("an {nn}", "n"));
    assert_eq!(literals(&code), ["a \"b\" c", "d {x}", "e", "{y} of {n}"]);
    assert_eq!(without_values("d {x}, {y:.1}"), "d , ");
}
