//! How Chinese puts words together.

use std::time::Duration;

use super::super::{Words, translation};
use crate::number::clock;

/// Seconds of a day.
const DAY: u64 = 86_400;

translation! {
    Words::CHINESE {
        sentence(words: &str) = format!("{words}。");
        clauses(clauses: &[String]) = clauses.join("；");
        listed(things: &[String]) = things.join("，");
        names(names: &[&str]) = names.join("、");
        note(said: &str, more: &str) = format!("{said}。{more}");
        and(things: &[String]) = things.join("、");
        about(thing: &str, said: &str) = format!("{thing}：{said}");
        sentences(sentences: &[String]) = sentences.concat();
        percent(part: f64) = format!("{:.0}%", 100.0 * part);
        elapsed(time: Duration) = match time.as_secs() / DAY {
            0 => clock(time),
            days => format!("{days} 天 {}", clock(time - Duration::from_secs(days * DAY))),
        };
        numbered(words: &str, number: usize) = format!("{words}（{number}）");
    }
}
