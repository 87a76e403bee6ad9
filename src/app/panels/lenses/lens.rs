//! What every lens is, and what it says of itself.

use egui::Ui;

use super::chart::Pointed;
use crate::figure::graph::Graph;
use crate::number::grouped;
use crate::session::{Action, LensKind, Session, Trend};
use crate::thread::RunId;

/// One way of looking into the network.
pub(in crate::app) trait Lens {
    /// What is to be said of it.
    fn about(&self) -> &'static About;

    /// The step whose network it shows; `None` while there is nothing to show.
    fn step(&self, session: &Session) -> Option<u64> {
        session.lenses.answer(self.about().kind).map(|(_, answer)| answer.step())
    }

    /// The run and the step whose numbers it shows and saves.
    fn subject(&self, session: &Session) -> (RunId, u64) {
        let answer = session.lenses.answer(self.about().kind);
        let run = answer.map_or(session.run.id, |(run, _)| *run);
        (run, self.step(session).unwrap_or_else(|| session.step_on_show()))
    }

    /// The layer that it shows, from 0, where it shows one of them.
    fn layer(&self, _: &Session) -> Option<usize> {
        None
    }

    /// Whether it looks at one row of the batch.
    fn is_of_a_row(&self, _: &Session) -> bool {
        matches!(self.about().network, AGAIN | SETTLED | AFTER | NEXT)
    }

    /// Its own switches, above its graphs.
    fn switches(&mut self, _: &mut Ui, _: &Session, _: &mut Vec<Action>) {}

    /// Why there is nothing to draw now, although it sees something: one sentence.
    fn nothing(&self, _: &Session) -> Option<&'static str> {
        None
    }

    /// One sentence on what is to be seen now; none when empty.
    fn verdict(&self, _: &Session) -> String {
        String::new()
    }

    /// The same below a figure's title, where nothing can be clicked.
    fn caption(&self, session: &Session) -> String {
        self.verdict(session)
    }

    /// What else can be chosen, below that sentence.
    fn choices(&mut self, _: &mut Ui, _: &Session) {}

    /// What it shows now.
    fn graphs(&mut self, session: &Session) -> Vec<Graph>;

    /// What the pointer does on graph number `graph`; a text to show beside it.
    fn point(
        &mut self,
        _graph: usize,
        pointed: &Pointed,
        _: &Session,
        _: &mut Vec<Action>,
    ) -> String {
        pointed.text.clone()
    }

    /// Everything it shows as a table: a line of names, then the rows.
    fn csv(&self, session: &Session) -> String;

    /// All its tables, each with what its file's name ends in; most have one, with nothing.
    fn tables(&self, session: &Session) -> Vec<(&'static str, String)> {
        vec![("", self.csv(session))]
    }
}

/// Why a lens has nothing to draw now, in one sentence; none when it has.
pub(in crate::app) fn nothing_to_see(lens: &dyn Lens, session: &Session) -> Option<String> {
    let kind = lens.about().kind;
    if let Some(reason) = session.lenses.failure(kind) {
        return Some(format!("Nothing to see: {reason}."));
    }
    let looking = match session.lenses.part_done(kind) {
        Some(part) => format!("Looking into the network, {:.0} % …", 100.0 * part),
        None => "Looking into the network …".to_owned(),
    };
    let unseen = lens.step(session).is_none().then_some(looking);
    unseen.or_else(|| lens.nothing(session).map(|reason| format!("Nothing to see: {reason}.")))
}

/// What a lens says of numbers that its graphs can't show; none where they show all of them.
pub(super) fn left_out<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> &'static str {
    let lost = numbers.into_iter().any(|number| !number.is_finite());
    if lost { " What is missing below is no longer a finite number." } else { "" }
}

/// The same of cells, whose numbers have the range of training's float32.
pub(super) fn left_empty<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> &'static str {
    let lost = numbers.into_iter().any(|number| !(*number as f32).is_finite());
    if lost { " Hatched cells are no longer finite numbers." } else { "" }
}

/// What a lens says of itself.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct About {
    /// Which one it is.
    pub(in crate::app) kind: LensKind,
    /// Its name in the window.
    pub(in crate::app) title: &'static str,
    /// One line that says what to look for.
    pub(in crate::app) hint: &'static str,
    /// What is drawn, and how to read it.
    pub(in crate::app) what: &'static str,
    /// What it means for learning.
    pub(in crate::app) why: &'static str,
    /// Where it comes from.
    pub(in crate::app) source: &'static str,
    /// Which network it looks at, and on which data: one sentence, the same for lenses that look at
    /// the same.
    pub(in crate::app) network: &'static str,
}

/// A lens that sees the window of the step on show.
pub(super) const AGAIN: &str = "The network as this step's update left it, reading the step's window once more; \
                     the curves beside it are the answers from before that update.";
/// A lens that sees the last windows, as far as they are in view.
pub(super) const SETTLED: &str = "The network as this step's update left it, reading the last windows once more, \
                       settled before the first of them. The state that training carried into \
                       the newest one, from an older network, is the window border's.";
/// A lens that makes data of its own.
pub(super) const AFTER: &str = "The network as this step's update left it, reading on from the beginning of the \
                     step's window.";
/// The weights alone.
pub(super) const WEIGHTS_AFTER: &str = "The weights as this step's update left them.";
/// What training itself found.
pub(super) const GRADIENT_OF: &str = "The gradients that training found in the steps up to this one, each before \
                           its update.";
/// What comes next.
pub(super) const NEXT: &str =
    "The network as this step's update left it, about to take the next step.";

/// Since when a trend is known: what nobody saw, and what takes too long to train again, is missing.
/// With gaps, at how many steps, too.
pub(super) fn over_training(trend: &Trend, until: u64) -> String {
    let points = trend.until(until);
    let since = points.first().map_or(0, |(step, _)| *step);
    if trend.has_gaps(until) {
        let count = grouped(points.len() as u64);
        return format!("seen at {count} steps since step {}", grouped(since));
    }
    if since <= 1 { "over training".to_owned() } else { format!("since step {}", grouped(since)) }
}
