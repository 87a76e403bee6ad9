//! The Chinese texts, in simplified characters. Their terms, spacing and punctuation follow
//! `docs/zh/glossary.md`.

mod captions;
mod cards;
mod commands;
mod controls;
mod data;
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
mod status;
mod sweep;
mod transport;
mod usage;
mod verdicts;
mod window;
mod words;

use super::{
    Captions, Cards, Commands, Controls, Draw, Errors, Evaluation, Failures, Figures, Graphs,
    Headless, Help, Keys, Lenses, LessonFiles, Lessons, Notices, Obstacles, OnDisk, Overwriting,
    OwnData, Phases, Plans, Plots, Race, Recipes, Residuals, Runs, Session, Status, Sweep, Texts,
    Transport, Usage, Verdicts, Window, Words,
};

/// The Chinese texts.
pub static CHINESE: Texts = Texts {
    transport: Transport::CHINESE,
    controls: Controls::CHINESE,
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
    help: Help::CHINESE,
    usage: Usage::CHINESE,
    overwriting: Overwriting::CHINESE,
    headless: Headless::CHINESE,
    captions: Captions::CHINESE,
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

/// Joins pieces of which some come from elsewhere, such as names, with the gap that stands between Chinese
/// characters and Latin letters or numbers.
fn spaced(pieces: &[&str]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let border = text.chars().next_back().zip(piece.chars().next());
        if border.is_some_and(|(before, after)| is_gap_between(before, after)) {
            text.push(' ');
        }
        text.push_str(piece);
    }
    text
}

fn is_gap_between(before: char, after: char) -> bool {
    is_chinese(before) && is_narrow(after) || is_narrow(before) && is_chinese(after)
}

/// A Chinese character, but no punctuation.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters, numbers and signs that aren't as wide as Chinese ones.
fn is_narrow(letter: char) -> bool {
    let is_wide = matches!(
        letter,
        '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’' | '…' | '—'
    );
    !letter.is_whitespace() && !is_wide && !is_chinese(letter)
}

/// A name behind the word for what it names, which a name that begins with it has already.
fn called(word: &str, name: &str) -> String {
    if name.starts_with(word) { name.to_owned() } else { spaced(&[word, name]) }
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
    spaced(&pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(spaced(pieces), whole);
        }
    }

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
