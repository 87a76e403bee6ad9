//! What every lens is, and what it says of itself.

use egui::Ui;

use super::chart::Pointed;
use crate::figure::graph::Graph;
use crate::session::{Action, LensKind, Session, Trend};
use crate::text::{self, Cards, Lenses, Texts};
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
        matches!(
            self.about().sees,
            Sees::Window | Sees::LastWindows | Sees::OwnData | Sees::NextStep
        )
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

    /// What readers of the screen say that it shows now.
    fn told(&self, session: &Session) -> String {
        self.verdict(session)
    }

    /// What else can be chosen, below that sentence.
    fn choices(&mut self, _: &mut Ui, _: &Session, _: &mut Vec<Action>) {}

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
    let (kind, texts) = (lens.about().kind, &session.texts.cards);
    if let Some(reason) = session.lenses.failure(kind) {
        return Some((texts.nothing)(&reason.to_string()));
    }
    let looking = match session.lenses.part_done(kind) {
        Some(part) => (texts.looking_part)(part.into()),
        None => texts.looking.to_owned(),
    };
    let looking = if session.never_began() { (texts.nothing)(texts.no_network) } else { looking };
    let unseen = lens.step(session).is_none().then_some(looking);
    unseen.or_else(|| lens.nothing(session).map(texts.nothing))
}

/// " in layer 2", where a network has several; nothing where it has one. `layer` counts from 0.
pub(super) fn in_layer(session: &Session, layer: usize) -> String {
    match session.run.config.layers {
        1 => String::new(),
        _ => (session.texts.verdicts.in_layer)(layer + 1),
    }
}

/// What a lens says of numbers that its graphs can't show; none where they show all of them.
pub(super) fn left_out<'a>(
    texts: &Cards,
    numbers: impl IntoIterator<Item = &'a f64>,
) -> &'static str {
    let lost = numbers.into_iter().any(|number| !number.is_finite());
    if lost { texts.left_out } else { "" }
}

/// The same of cells, whose numbers have the range of training's float32.
pub(super) fn left_empty<'a>(
    texts: &Cards,
    numbers: impl IntoIterator<Item = &'a f64>,
) -> &'static str {
    let lost = numbers.into_iter().any(|number| !(*number as f32).is_finite());
    if lost { texts.left_empty } else { "" }
}

/// Which lens it is, and where its texts are.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct About {
    /// Which one it is.
    pub(in crate::app) kind: LensKind,
    /// Which network it looks at, and on which data.
    pub(in crate::app) sees: Sees,
    /// What it says of itself in a language.
    pub(in crate::app) texts: fn(&Lenses) -> &text::Lens,
}

impl About {
    /// What the lens says of itself.
    pub(in crate::app) fn texts(&self, texts: &'static Texts) -> &'static text::Lens {
        (self.texts)(&texts.lenses)
    }
}

/// Which network a lens looks at, and on which data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Sees {
    /// The window of the step on show.
    Window,
    /// The last windows, as far as they are in view.
    LastWindows,
    /// Data of the lens' own.
    OwnData,
    /// The weights alone.
    Weights,
    /// What training itself found.
    Gradients,
    /// All of its table, or the last windows where there is none.
    Table,
    /// What comes next.
    NextStep,
}

impl Sees {
    /// The same in one sentence.
    pub(super) fn sentence(self, texts: &Cards) -> &'static str {
        match self {
            Self::Window => texts.sees_window,
            Self::LastWindows => texts.sees_last_windows,
            Self::OwnData => texts.sees_own_data,
            Self::Weights => texts.sees_weights,
            Self::Gradients => texts.sees_gradients,
            Self::Table => texts.sees_table,
            Self::NextStep => texts.sees_next_step,
        }
    }
}

/// Since when a trend is known: what nobody saw, and what takes too long to train again, is missing.
/// With gaps, at how many steps, too.
pub(super) fn over_training(texts: &Cards, trend: &Trend, until: u64) -> String {
    let points = trend.until(until);
    let since = points.first().map_or(0, |(step, _)| *step);
    if trend.has_gaps(until) {
        return (texts.seen_since)(points.len() as u64, since);
    }
    if since <= 1 { texts.over_training.to_owned() } else { (texts.since)(since) }
}
