//! A lesson from its file, with its texts.

use std::path::{Path, PathBuf};

use super::draft::{self, Draft};
use super::{Guess, LESSON_KEY, Lesson, Prose};
use crate::config::items::read_table;
use crate::config::{FileError, read_text};
use crate::text::Texts;
use crate::trainer::check_files;
use crate::wording::{Language, foreign};

/// Whether a file's text is a lesson's, rather than a recipe's: it says so before its first table.
pub fn is_lesson(text: &str) -> bool {
    let top = text.lines().map(str::trim_start).take_while(|line| !line.starts_with('['));
    top.filter_map(|line| line.strip_prefix(LESSON_KEY))
        .any(|rest| rest.trim_start().starts_with('='))
}

/// A text of a lesson, and the file in which it stands.
struct Written {
    language: Language,
    text: String,
    path: PathBuf,
    /// The line of the file on which it begins, from 1.
    line: usize,
}

impl Lesson {
    /// Reads the lesson at `path`, and its texts beside it: `NAME.en.md` and `NAME.zh.md` beside `NAME.toml`.
    ///
    /// # Errors
    /// [`FileError`], one sentence with file and line, when one of the files can't be read or something in it is wrong.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        Self::with_texts(&read_text(path)?, path)
    }

    /// [`Lesson::read`] of a file whose own text was read already.
    ///
    /// # Errors
    /// As [`Lesson::read`].
    pub fn with_texts(text: &str, path: &Path) -> Result<Self, FileError> {
        let mut beside = Vec::new();
        for language in Language::ALL {
            let path = path.with_extension(format!("{}.md", language.name()));
            if path.exists() {
                let text = read_text(&path)?;
                beside.push(Written { language: *language, text, path, line: 1 });
            }
        }
        Self::complete(text, path, beside)
    }

    /// Reads a lesson whose texts are in it, such as one that is pasted; `path` only serves the error message, and its
    /// name is the lesson's.
    ///
    /// # Errors
    /// [`FileError`], when something in it is wrong.
    pub fn parse(text: &str, path: &Path) -> Result<Self, FileError> {
        Self::complete(text, path, Vec::new())
    }

    /// A lesson of this name with its texts.
    pub(super) fn of(
        name: &str,
        toml: &str,
        texts: &[(Language, &str)],
    ) -> Result<Self, FileError> {
        let of = |(language, text): &(Language, &str)| Written {
            language: *language,
            text: (*text).to_owned(),
            path: format!("{name}.{}.md", language.name()).into(),
            line: 1,
        };
        let beside = texts.iter().map(of).collect();
        let lesson = Self::complete(toml, Path::new(&format!("{name}.toml")), beside)?;
        Ok(Self { key: name.to_owned(), ..lesson })
    }

    fn complete(text: &str, path: &Path, mut texts: Vec<Written>) -> Result<Self, FileError> {
        let mut draft =
            read_table(text, path, |table, lines| draft::read(table, &|place| lines.at(place)))?;
        // What stands in the file itself is meant before what may lie beside it.
        for (language, text, line) in std::mem::take(&mut draft.texts) {
            texts.retain(|other| other.language != language);
            texts.push(Written { language, text, path: path.to_owned(), line });
        }
        texts.sort_by_key(|text| text.language.name());
        if texts.is_empty() {
            let name = path.file_stem().map(foreign).unwrap_or_default();
            let reason = (Texts::in_force().lesson_files.no_prose)(&name);
            return Err(FileError::at(path, 1, reason));
        }
        let texts = texts.iter().map(|text| Ok((text.language, text.prose(&draft, path)?)));
        let texts = texts.collect::<Result<_, FileError>>()?;
        let key = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let Draft { stage, steps, question, .. } = draft;
        Ok(Self { key: key.unwrap_or_default(), stage, steps, question, texts })
    }

    /// The same, once its data and weights have been looked at: what comes back can be trained.
    ///
    /// # Errors
    /// [`FileError`], when they can't be had.
    pub fn playable(self, path: &Path) -> Result<Self, FileError> {
        match check_files(&self.stage.recipe.config) {
            Ok(()) => Ok(self),
            Err(reason) => Err(FileError::at(path, 1, reason)),
        }
    }
}

impl Written {
    /// What the text says, which has all that the lesson needs; `lesson` is its file.
    fn prose(&self, draft: &Draft, lesson: &Path) -> Result<Prose, FileError> {
        let prose = Prose::parse(&self.text)
            .map_err(|fault| FileError::at(&self.path, self.line + fault.line - 1, fault.reason))?;
        let steps = draft.steps.iter().map(|step| (&step.text, step.guess.as_ref()));
        let question = draft.question.iter().map(|asked| (&asked.text, Some(&asked.guess)));
        for ((name, guess), line) in steps.chain(question).zip(&draft.lines) {
            let lacks = lacking(&prose, name, guess, self.language);
            lacks.map_or(Ok(()), |reason| Err(FileError::at(lesson, *line, reason)))?;
        }
        Ok(prose)
    }
}

/// What a text lacks of a step, if anything.
fn lacking(prose: &Prose, name: &str, guess: Option<&Guess>, language: Language) -> Option<String> {
    let words = &Texts::in_force().lesson_files;
    let Some(section) = prose.section(name) else {
        return Some((words.no_section)(&foreign(name), language.name()));
    };
    let choices = guess.map_or(&[][..], |guess| &guess.choices);
    let missing = choices.iter().find(|choice| section.choice(choice).is_none())?;
    Some((words.no_choice_text)(&foreign(missing), &foreign(name), language.name()))
}
