//! Texts that belong to no part of the program: how words become a sentence, and several things one.

use std::time::Duration;

use super::texts;
use crate::number::{clock, percent};
use crate::wording::capitalised;

texts! {
    /// How words are put together.
    Words {
        sentence(words: &str) = format!("{}.", capitalised(words));
        clauses(clauses: &[String]) = clauses.join("; ");
        listed(things: &[String]) = things.join(", ");
        names(names: &[&str]) = names.join(", ");
        note(said: &str, more: &str) = format!("{said}. {more}");
        and(things: &[String]) = things.join(" and ");
        about(thing: &str, said: &str) = format!("{thing}: {said}");
        sentences(sentences: &[String]) = sentences.join(" ");
        percent(part: f64) = percent(part);
        elapsed(time: Duration) = clock(time);
        numbered(words: &str, number: usize) = format!("{words} ({number})");
    }
}
