//! The Chinese texts, in simplified characters. Their terms, spacing and punctuation follow
//! `docs/zh/glossary.md`.

mod captions;
mod cards;
mod challenges;
mod commands;
mod controls;
mod data;
mod display;
mod draw;
mod errors;
mod evaluation;
mod failures;
mod figures;
mod graphs;
mod headless;
mod help;
mod keys;
mod lenses;
mod lesson_files;
mod lessons;
mod moments;
mod notices;
mod obstacles;
mod on_disk;
mod overwriting;
mod phases;
mod plans;
mod plots;
mod race;
mod recipes;
mod residuals;
mod runs;
mod session;
mod spoken;
mod status;
mod sweep;
mod transport;
mod usage;
mod verdicts;
mod window;
mod words;

use super::{
    Captions, Cards, Challenges, Commands, Controls, Display, Draw, Errors, Evaluation, Failures,
    Figures, Graphs, Headless, Help, Keys, Lenses, LessonFiles, Lessons, Moments, Notices,
    Obstacles, OnDisk, Overwriting, OwnData, Phases, Plans, Plots, Race, Recipes, Residuals, Runs,
    Session, Spoken, Status, Sweep, Texts, Transport, Usage, Verdicts, Window, Words,
};
use crate::wording::joined;

/// The Chinese texts.
pub static CHINESE: Texts = Texts {
    transport: Transport::CHINESE,
    controls: Controls::CHINESE,
    display: Display::CHINESE,
    draw: Draw::CHINESE,
    status: Status::CHINESE,
    notices: Notices::CHINESE,
    keys: Keys::CHINESE,
    commands: Commands::CHINESE,
    plots: Plots::CHINESE,
    lenses: Lenses::CHINESE,
    cards: Cards::CHINESE,
    graphs: Graphs::CHINESE,
    verdicts: Verdicts::CHINESE,
    runs: Runs::CHINESE,
    race: Race::CHINESE,
    sweep: Sweep::CHINESE,
    own_data: OwnData::CHINESE,
    session: Session::CHINESE,
    evaluation: Evaluation::CHINESE,
    residuals: Residuals::CHINESE,
    words: Words::CHINESE,
    recipes: Recipes::CHINESE,
    plans: Plans::CHINESE,
    phases: Phases::CHINESE,
    obstacles: Obstacles::CHINESE,
    figures: Figures::CHINESE,
    on_disk: OnDisk::CHINESE,
    failures: Failures::CHINESE,
    errors: Errors::CHINESE,
    spoken: Spoken::CHINESE,
    help: Help::CHINESE,
    usage: Usage::CHINESE,
    overwriting: Overwriting::CHINESE,
    headless: Headless::CHINESE,
    captions: Captions::CHINESE,
    challenges: Challenges::CHINESE,
    moments: Moments::CHINESE,
    window: Window::CHINESE,
    lessons: Lessons::CHINESE,
    lesson_files: LessonFiles::CHINESE,
};

/// So many of a thing, by its measure word: "12 000 步", "3 个窗口".
fn counted(count: u64, measure: &str) -> String {
    format!("{} {measure}", crate::number::grouped(count))
}

/// A part of a whole in percent, whose sign follows the number at once.
fn percent(part: f64) -> String {
    unspaced(&crate::number::percent(part))
}

/// A percentage without the gap that other languages leave before its sign.
fn unspaced(percent: &str) -> String {
    percent.split_whitespace().collect()
}

/// A name behind the word for what it names, which a name that begins with it has already.
fn called(word: &str, name: &str) -> String {
    if name.starts_with(word) { name.to_owned() } else { joined(&[word, name]) }
}

/// "甲", "甲和乙", "甲、乙和丙".
fn list(items: &[&str], last: &str) -> String {
    let mut pieces = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match at {
            0 => {}
            _ if at + 1 == items.len() => pieces.push(last),
            _ => pieces.push("、"),
        }
        pieces.push(item);
    }
    joined(&pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_called_an_input_twice() {
        for (name, whole) in [("wind", "输入 wind"), ("温度", "输入温度"), ("输入 2", "输入 2")]
        {
            assert_eq!(called("输入", name), whole);
        }
    }

    #[test]
    fn items_are_listed_as_in_a_sentence() {
        assert_eq!(list(&[], "和"), "");
        assert_eq!(list(&["朴素"], "和"), "朴素");
        assert_eq!(list(&["朴素", "季节"], "和"), "朴素和季节");
        assert_eq!(list(&["x", "湿度", "z"], "或"), "x、湿度或 z");
    }

    #[test]
    fn a_percentage_has_no_gap_before_its_sign() {
        assert_eq!(percent(0.5), "50%");
        assert_eq!(unspaced("7\u{202f}%"), "7%");
    }
}
