//! The language that the command line speaks: what `--lang` says, else the system's. It is found before all
//! other arguments are read, so that their help and what is wrong with them are in it already.

use std::ffi::{OsStr, OsString};

use super::args;
use super::error::CliError;
use super::usage;
use crate::wording::Language;

/// The variables that name the system's locale; of those that are set the first one counts.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The system's language, by what `variable` tells of the environment.
pub(super) fn of_the_system(variable: impl Fn(&str) -> Option<OsString>) -> Language {
    let set = |name: &str| variable(name).filter(|locale| !locale.is_empty());
    let locale = VARIABLES.into_iter().find_map(set).unwrap_or_default();
    Language::of_locale(&locale.to_string_lossy())
}

/// Takes `--lang` out of the arguments, of which the first is the program's name: the language that it names,
/// and all the others. Of several the last one counts; behind `--` there are no flags.
///
/// # Errors
/// [`CliError::Usage`], where there is no language of that name.
pub(super) fn take(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(Option<Language>, Vec<OsString>), CliError> {
    let mut arguments = arguments.into_iter().peekable();
    let (mut named, mut others) = (None, Vec::from_iter(arguments.next()));
    while let Some(argument) = arguments.next() {
        match Part::of(&argument) {
            Part::Flag => named = Some(arguments.next_if(|value| !is_flag(value))),
            Part::FlagWith(value) => named = Some(Some(value)),
            Part::End => {
                others.push(argument);
                others.extend(arguments);
                break;
            }
            Part::Other => others.push(argument),
        }
        // clap, too, says at once that a value is missing.
        if named.as_ref().is_some_and(|value| value.as_ref().is_none_or(|text| text.is_empty())) {
            return Err(CliError::Usage(usage::needs_value(&shown())));
        }
    }
    let language = named.flatten().map(|value| by_name(&value)).transpose()?;
    Ok((language, others))
}

/// What an argument is.
enum Part {
    /// The flag, whose value follows.
    Flag,
    /// The flag with its value.
    FlagWith(OsString),
    /// The end of all flags.
    End,
    /// Somebody else's.
    Other,
}

impl Part {
    fn of(argument: &OsStr) -> Self {
        if argument == "--" {
            return Self::End;
        }
        let text = argument.to_string_lossy();
        let rest = text.strip_prefix("--").and_then(|flag| flag.strip_prefix(args::LANGUAGE));
        match rest.map(|rest| rest.strip_prefix('=').ok_or(rest)) {
            Some(Ok(value)) => Self::FlagWith(value.into()),
            Some(Err("")) => Self::Flag,
            // A longer name.
            Some(Err(_)) | None => Self::Other,
        }
    }
}

fn is_flag(argument: &OsStr) -> bool {
    argument.as_encoded_bytes().starts_with(b"-")
}

fn by_name(value: &OsStr) -> Result<Language, CliError> {
    let found = value.to_str().and_then(Language::from_name);
    found.ok_or_else(|| {
        let expected = (super::texts().usage.one_of)(&args::languages());
        CliError::Usage(usage::impossible(args::LANGUAGE, value, &expected))
    })
}

/// The flag as the help has it.
fn shown() -> String {
    format!("--{} <{}>", args::LANGUAGE, args::languages().join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(line: &str) -> Result<(Option<Language>, String), String> {
        let arguments = line.split(' ').map(OsString::from);
        let (language, others) = take(arguments).map_err(|error| error.to_string())?;
        Ok((language, others.join(OsStr::new(" ")).into_string().unwrap()))
    }

    #[test]
    fn the_first_variable_that_is_set_names_the_systems_language() {
        let language = |set: &[(&str, &str)]| {
            of_the_system(|name| {
                let found = set.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, locale)| OsString::from(locale))
            })
        };
        let chinese = "zh_CN.UTF-8";
        assert_eq!(language(&[]), Language::English);
        assert_eq!(language(&[("LANG", chinese)]), Language::Chinese);
        assert_eq!(language(&[("LANG", "C"), ("LC_MESSAGES", chinese)]), Language::Chinese);
        assert_eq!(language(&[("LANG", chinese), ("LC_MESSAGES", "de_DE")]), Language::English);
        assert_eq!(language(&[("LC_MESSAGES", chinese), ("LC_ALL", "C")]), Language::English);
        assert_eq!(language(&[("LANG", chinese), ("LC_ALL", "")]), Language::Chinese);
        assert_eq!(language(&[("LANGUAGE", "zh"), ("LC_CTYPE", chinese)]), Language::English);
    }

    #[test]
    fn the_flag_is_taken_wherever_it_stands() {
        let chinese = Some(Language::Chinese);
        for (line, others) in [
            ("x --lang zh train --lr 1", "x train --lr 1"),
            ("x train --lang=zh --lr 1", "x train --lr 1"),
            ("x train --lr 1 --lang zh", "x train --lr 1"),
            ("x --lang en train --lang=zh", "x train"),
            ("x help --lang zh train", "x help train"),
        ] {
            assert_eq!(taken(line), Ok((chinese, others.to_owned())), "{line}");
        }
        // Of several the last one counts, whatever the first.
        assert_eq!(taken("x --lang xx --lang en"), Ok((Some(Language::English), "x".to_owned())));
    }

    #[test]
    fn others_are_left_as_they_are() {
        for line in ["x", "x train --lr 1", "x --language zh", "x -lang zh", "x -- --lang zh"] {
            assert_eq!(taken(line), Ok((None, line.to_owned())));
        }
    }

    #[test]
    fn a_language_that_is_missing_or_unknown_is_a_sentence() {
        for line in
            ["x --lang", "x --lang=", "x --lang --help", "x --lang -- zh", "x --lang --lang zh"]
        {
            assert_eq!(taken(line), Err("--lang <en|zh> needs a value".to_owned()), "{line}");
        }
        for line in ["x --lang xx", "x --lang=xx", "x --lang zh train --lang xx"] {
            let said = "--lang xx is not possible: it must be en or zh";
            assert_eq!(taken(line), Err(said.to_owned()), "{line}");
        }
    }
}
