//! What a lesson says in one language: Markdown of which little is understood.
//!
//! ```text
//! # Title
//!
//! One line that says what it is about.
//!
//! ## name of a step
//!
//! One to three sentences, with **words** and [links](#lr) to what is on the screen.
//!
//! - a choice: what it says
//!
//! ### hint
//!
//! What helps after half a minute.
//!
//! ### why
//!
//! What is told once it is done.
//! ```

use super::Target;
use super::draft::nowhere;
use crate::text::Texts;
use crate::wording::foreign;

/// Characters of a part of a section at the most.
const LONGEST: usize = 2000;
/// Sections of a text at the most.
const MOST_SECTIONS: usize = 200;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Words.
    Plain(String),
    /// Words that matter.
    Strong(String),
    /// Something as it is written in files and formulas.
    Code(String),
    /// Words that light something up.
    Link(String, Target),
}

/// A paragraph.
pub type Line = Vec<Span>;

/// A text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The lesson's title, without marks.
    pub title: String,
    /// What it is about, in one line.
    pub about: String,
    sections: Vec<Section>,
}

/// What is said of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    name: String,
    /// What to do, or what is asked.
    pub text: Vec<Line>,
    choices: Vec<(String, Line)>,
    /// What helps.
    pub hint: Vec<Line>,
    /// What is told once it is done.
    pub why: Vec<Line>,
}

/// What is wrong with a text, and on which line, from 1.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) reason: String,
}

impl Prose {
    /// The section of this name.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// Reads a text.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::default();
        for (line, number) in text.lines().zip(1..) {
            reader.take(line.trim()).map_err(|reason| Fault { line: number, reason })?;
        }
        if reader.prose.title.is_empty() {
            let reason = Texts::in_force().lesson_files.no_title.to_owned();
            return Err(Fault { line: 1, reason });
        }
        Ok(reader.prose)
    }
}

impl Section {
    /// What a choice says.
    pub fn choice(&self, name: &str) -> Option<&Line> {
        self.choices.iter().find(|(other, _)| other == name).map(|(_, line)| line)
    }
}

/// Which part of a text is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    About,
    Text,
    Hint,
    Why,
}

/// A text that is being read.
#[derive(Default)]
struct Reader {
    prose: Prose,
    part: Part,
    /// Whether the next line begins a paragraph.
    begins: bool,
    /// Characters of the part so far.
    length: usize,
}

impl Reader {
    fn take(&mut self, line: &str) -> Result<(), String> {
        let words = &Texts::in_force().lesson_files;
        if line.is_empty() || line.starts_with("<!--") {
            self.begins = true;
            return Ok(());
        }
        if let Some(part) = line.strip_prefix("### ") {
            return self.turn_to(match (part.trim(), self.prose.sections.is_empty()) {
                ("hint", false) => Part::Hint,
                ("why", false) => Part::Why,
                (other, _) => return Err((words.no_part_of_text)(&foreign(other))),
            });
        }
        if let Some(name) = line.strip_prefix("## ") {
            return self.begin_section(name.trim());
        }
        if let Some(title) = line.strip_prefix("# ") {
            self.prose.title = plain(&spans(title.trim())?);
            return self.turn_to(Part::About);
        }
        self.length += line.chars().count();
        if self.length > LONGEST {
            return Err((words.too_long)(LONGEST));
        }
        self.add(line)
    }

    fn turn_to(&mut self, part: Part) -> Result<(), String> {
        (self.part, self.begins, self.length) = (part, true, 0);
        Ok(())
    }

    fn begin_section(&mut self, name: &str) -> Result<(), String> {
        let words = &Texts::in_force().lesson_files;
        if self.prose.section(name).is_some() {
            return Err((words.section_twice)(&foreign(name)));
        }
        if self.prose.sections.len() == MOST_SECTIONS {
            return Err((words.too_many_sections)(MOST_SECTIONS));
        }
        self.prose.sections.push(Section { name: name.to_owned(), ..Section::default() });
        self.turn_to(Part::Text)
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let begins = std::mem::take(&mut self.begins);
        let section = match (self.part, self.prose.sections.last_mut()) {
            (Part::About, _) | (_, None) => {
                let about = &mut self.prose.about;
                about.push_str(gap(about));
                about.push_str(line);
                return Ok(());
            }
            (_, Some(section)) => section,
        };
        if let (Part::Text, Some(choice)) = (self.part, line.strip_prefix("- ")) {
            let Some((name, says)) = choice.split_once(':') else {
                return Err(Texts::in_force().lesson_files.no_choice_name.to_owned());
            };
            section.choices.push((name.trim().to_owned(), spans(says.trim())?));
            self.begins = true;
            return Ok(());
        }
        let part = match self.part {
            Part::Hint => &mut section.hint,
            Part::Why => &mut section.why,
            Part::About | Part::Text => &mut section.text,
        };
        let spans = spans(line)?;
        match part.last_mut().filter(|_| !begins) {
            Some(paragraph) => {
                let gap = gap(paragraph.last().map_or("", Span::text));
                paragraph.push(Span::Plain(gap.to_owned()));
                paragraph.extend(spans);
            }
            None => part.push(spans),
        }
        Ok(())
    }
}

impl Span {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Code(text) | Self::Link(text, _) => text,
        }
    }
}

/// A paragraph without its marks, where there is only one kind of words.
pub fn plain(line: &Line) -> String {
    line.iter().map(Span::text).collect()
}

/// What stands between two lines of a paragraph: nothing behind a Chinese character.
fn gap(before: &str) -> &'static str {
    match before.chars().next_back() {
        None => "",
        Some(last) if last >= '\u{2e80}' => "",
        Some(_) => " ",
    }
}

/// Signs that begin something other than plain words, and those that end it.
const MARKED: [(&str, &str); 3] = [("**", "**"), ("`", "`"), ("[", "]")];

/// The pieces of a line.
fn spans(line: &str) -> Result<Line, String> {
    let (mut spans, mut rest) = (Line::new(), line);
    while let Some((at, open, close)) = next_mark(rest) {
        let inner = &rest[at + open.len()..];
        let Some((words, behind)) = inner.split_once(close) else { break };
        if at > 0 {
            spans.push(Span::Plain(rest[..at].to_owned()));
        }
        rest = behind;
        spans.push(match open {
            "**" => Span::Strong(words.to_owned()),
            "`" => Span::Code(words.to_owned()),
            _ => {
                let link = behind.strip_prefix("(#").and_then(|link| link.split_once(')'));
                let Some((name, behind)) = link else {
                    return Err((Texts::in_force().lesson_files.no_link)(&foreign(words)));
                };
                rest = behind;
                let target = Target::from_name(name).ok_or_else(|| nowhere(name))?;
                Span::Link(words.to_owned(), target)
            }
        });
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest.to_owned()));
    }
    Ok(spans)
}

/// Where the next marked words begin, and by which signs.
fn next_mark(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let found = MARKED.iter().filter_map(|(open, close)| Some((text.find(open)?, *open, *close)));
    found.min_by_key(|(at, ..)| *at)
}
