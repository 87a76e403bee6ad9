//! The texts that people read, in one room: one struct for a language, so that the compiler lists what
//! a second one lacks.
//!
//! A text without values is a `&'static str`; a sentence with values is a function of them, so that a
//! language decides about order, plural and numbers by itself. Each group of texts is declared with its
//! English wording by [`texts!`]; another language is another `Texts` in a folder of its own.
//!
//! Whoever shows a text looks it up when it draws: the window through `app::language`, the session
//! through `Session::texts`. Errors are data; what they say is looked up here by the room that has them.

mod captions;
mod cards;
mod challenges;
mod chinese;
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
mod reason;
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

pub use captions::Captions;
pub use cards::Cards;
pub use challenges::Challenges;
pub use chinese::CHINESE;
pub use commands::Commands;
pub use controls::Controls;
pub use data::OwnData;
pub use display::Display;
pub use draw::Draw;
pub use errors::Errors;
pub use evaluation::Evaluation;
pub use failures::Failures;
pub use figures::Figures;
pub use graphs::Graphs;
pub use headless::Headless;
pub use help::Help;
pub use keys::Keys;
pub use lenses::{Lens, Lenses};
pub use lesson_files::LessonFiles;
pub use lessons::Lessons;
pub use moments::Moments;
pub use notices::Notices;
pub use obstacles::Obstacles;
pub use on_disk::OnDisk;
pub use overwriting::Overwriting;
pub use phases::{LayerReads, Phases, StateBefore};
pub use plans::Plans;
pub use plots::Plots;
pub use race::Race;
pub use reason::Reason;
pub use recipes::Recipes;
pub use residuals::Residuals;
pub use runs::Runs;
pub use session::Session;
pub use spoken::Spoken;
pub use status::Status;
pub use sweep::Sweep;
pub use transport::Transport;
pub use usage::Usage;
pub use verdicts::Verdicts;
pub use window::Window;
pub use words::Words;

use std::error::Error;

use crate::wording::{Language, Sentence, texts, translation};

/// So many of a thing in English: "1 step", "12 000 steps" with a thin gap.
fn counted(count: u64, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", crate::number::grouped(count))
}

/// A name behind the word for what it names, which a name that begins with it has already.
fn called(word: &str, name: &str) -> String {
    let begins = name.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let is_said = begins && !name[word.len()..].starts_with(char::is_alphabetic);
    if is_said { name.to_owned() } else { format!("{word} {name}") }
}

/// All texts of a language.
#[derive(Debug)]
pub struct Texts {
    /// The bar at the top.
    pub transport: Transport,
    /// The controls at the left.
    pub controls: Controls,
    /// How the window shows itself.
    pub display: Display,
    /// The sheet on which a curve is drawn.
    pub draw: Draw,
    /// The line at the bottom.
    pub status: Status,
    /// Notices, banner, and what is asked.
    pub notices: Notices,
    /// The keys.
    pub keys: Keys,
    /// The command palette.
    pub commands: Commands,
    /// Curves, timeline and loss.
    pub plots: Plots,
    /// The lenses, each by itself.
    pub lenses: Lenses,
    /// What is around all lenses.
    pub cards: Cards,
    /// Titles, axes and lines of their graphs.
    pub graphs: Graphs,
    /// What lenses say of what they see.
    pub verdicts: Verdicts,
    /// The list of runs.
    pub runs: Runs,
    /// The race.
    pub race: Race,
    /// The sweep.
    pub sweep: Sweep,
    /// The view of a table.
    pub own_data: OwnData,
    /// What session and window tell.
    pub session: Session,
    /// How good a network is on a table.
    pub evaluation: Evaluation,
    /// What is left between target and prediction.
    pub residuals: Residuals,
    /// How words are put together.
    pub words: Words,
    /// Changes and differences of recipes, and what is wrong with one.
    pub recipes: Recipes,
    /// What races and sweeps are compared by, and what is wrong with one.
    pub plans: Plans,
    /// A training step in its phases.
    pub phases: Phases,
    /// Why there is nothing to see, or no lower loss.
    pub obstacles: Obstacles,
    /// Words in figures that no graph brings along.
    pub figures: Figures,
    /// Files in which runs and settings are kept.
    pub on_disk: OnDisk,
    /// Why a part of the program can't go on.
    pub failures: Failures,
    /// What went wrong.
    pub errors: Errors,
    /// What readers of the screen say and nobody sees.
    pub spoken: Spoken,
    /// What `--help` says.
    pub help: Help,
    /// What is wrong with arguments.
    pub usage: Usage,
    /// What would take the place of what.
    pub overwriting: Overwriting,
    /// Runs without a window.
    pub headless: Headless,
    /// What stands above the pictures of a run.
    pub captions: Captions,
    /// Challenges, and recipes that are to pass one.
    pub challenges: Challenges,
    /// A moment of a run that is handed on.
    pub moments: Moments,
    /// The window's language, and what it remembers.
    pub window: Window,
    /// The lessons.
    pub lessons: Lessons,
    /// What is wrong with the file of a lesson.
    pub lesson_files: LessonFiles,
}

impl Texts {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    /// The texts of the language in force.
    pub fn in_force() -> &'static Self {
        Self::of(Language::in_force())
    }

    /// What `words` say in the language in force when it is read.
    pub fn sentence(words: impl Fn(&'static Self) -> String + Send + Sync + 'static) -> Sentence {
        Sentence::new(move || words(Self::in_force()))
    }

    /// An error as a sentence of its own.
    pub fn sentence_of(error: impl Error + Send + Sync + 'static) -> Sentence {
        Self::sentence(move |texts| (texts.words.sentence)(&error.to_string()))
    }
}

/// The English texts.
pub static ENGLISH: Texts = Texts {
    transport: Transport::ENGLISH,
    controls: Controls::ENGLISH,
    display: Display::ENGLISH,
    draw: Draw::ENGLISH,
    status: Status::ENGLISH,
    notices: Notices::ENGLISH,
    keys: Keys::ENGLISH,
    commands: Commands::ENGLISH,
    plots: Plots::ENGLISH,
    lenses: Lenses::ENGLISH,
    cards: Cards::ENGLISH,
    graphs: Graphs::ENGLISH,
    verdicts: Verdicts::ENGLISH,
    runs: Runs::ENGLISH,
    race: Race::ENGLISH,
    sweep: Sweep::ENGLISH,
    own_data: OwnData::ENGLISH,
    session: Session::ENGLISH,
    evaluation: Evaluation::ENGLISH,
    residuals: Residuals::ENGLISH,
    words: Words::ENGLISH,
    recipes: Recipes::ENGLISH,
    plans: Plans::ENGLISH,
    phases: Phases::ENGLISH,
    obstacles: Obstacles::ENGLISH,
    figures: Figures::ENGLISH,
    on_disk: OnDisk::ENGLISH,
    failures: Failures::ENGLISH,
    errors: Errors::ENGLISH,
    spoken: Spoken::ENGLISH,
    help: Help::ENGLISH,
    usage: Usage::ENGLISH,
    overwriting: Overwriting::ENGLISH,
    headless: Headless::ENGLISH,
    captions: Captions::ENGLISH,
    challenges: Challenges::ENGLISH,
    moments: Moments::ENGLISH,
    window: Window::ENGLISH,
    lessons: Lessons::ENGLISH,
    lesson_files: LessonFiles::ENGLISH,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_called_an_input_twice() {
        let named = ENGLISH.plots.input_named;
        for (name, expected) in [
            ("wind", "input wind"),
            ("input", "input"),
            ("Input 2", "Input 2"),
            ("inputs", "input inputs"),
            ("in", "input in"),
            ("é", "input é"),
            ("温度", "input 温度"),
        ] {
            assert_eq!(named(name), expected);
        }
        assert_eq!((ENGLISH.plots.target_named)("target [°C]"), "target [°C]");
    }
}
