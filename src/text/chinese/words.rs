//! How Chinese puts words together.

use super::super::Words;
use crate::wording::translation;

translation! {
    Words::CHINESE {
        sentence(words: &str) = format!("{words}。");
        clauses(clauses: &[String]) = clauses.join("；");
        listed(things: &[String]) = things.join("，");
        and(things: &[String]) = things.join("、");
        about(thing: &str, said: &str) = format!("{thing}：{said}");
        sentences(sentences: &[String]) = sentences.concat();
        possible_pace = "max，或每秒 0.01 到 1 000 000 步";
        numbered(words: &str, number: usize) = format!("{words}（{number}）");
    }
}
