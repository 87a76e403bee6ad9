//! The curves without a mouse: a cursor that keys move from sample to sample, and what readers of the screen have of them.

use egui::Ui;
use egui_plot::PlotResponse;

use super::table::TableView;
use super::{CurvesPanel, hover};
use crate::app::language::texts;
use crate::app::plots::channels::{Channel, target_column};
use crate::app::plots::cursor::{self, Asked, Cursor, Places};
use crate::app::plots::navigation::Gesture;
use crate::app::plots::places::{self, Placed};
use crate::app::plots::spoken::{self, Distance};
use crate::data::Source;
use crate::number::short;
use crate::session::Session;

/// Samples of a whole table that are looked at for a sentence, at most.
const LOOKED_AT: usize = 2000;

impl CurvesPanel {
    /// Keys move the cursor from sample to sample and zoom.
    pub(super) fn obey_keys(
        &mut self,
        ui: &Ui,
        session: &Session,
        source: &dyn Source,
        answer: &PlotResponse<()>,
    ) {
        let plot = &answer.response;
        let Some(asked) = Asked::of::<Cursor>(ui, plot, false) else { return };
        let Some(limits) = self.limits(session) else { return };
        let at = cursor::get::<Cursor>(ui, plot).map(|(at, _)| at);
        let before = self.t_range.clone();
        if let Some(zoom) = Gesture::of_keys(asked.nearer, at, &before) {
            self.t_range = zoom.apply(&before, &limits);
        }
        if asked.moves()
            && let Some(at) = self.move_cursor(ui, session, source, answer, asked)
        {
            self.t_range = limits.show(&self.t_range, at);
            // What is read sample by sample stays where it is.
            self.follow &= self.whole || !session.is_running();
        }
        if self.t_range != before {
            self.follow = self.whole && limits.is_whole(&self.t_range);
            ui.ctx().request_repaint();
        }
    }

    /// Moves the cursor of a plot as asked; where it is then.
    fn move_cursor(
        &self,
        ui: &Ui,
        session: &Session,
        source: &dyn Source,
        answer: &PlotResponse<()>,
        asked: Asked,
    ) -> Option<f64> {
        ui.ctx().request_repaint();
        if let Some(table) = self.table.as_ref().filter(|_| self.whole) {
            let at = |place: usize| place_in_whole(table, place);
            let count = table.samples.len() + self.whole_view.ahead();
            return Places { count, at: &at }.go(ui, &answer.response, asked, &self.t_range);
        }
        let all = places::all(source, session.sequences());
        let at = |place: usize| all[place];
        Places { count: all.len(), at: &at }.go(ui, &answer.response, asked, &self.t_range)
    }

    /// Tells readers of the screen what one of so many plots is, and what it shows.
    pub(super) fn describe(
        &self,
        ui: &Ui,
        session: &Session,
        source: &dyn Source,
        answer: &PlotResponse<()>,
        (target, plots): (usize, usize),
    ) {
        let words = spoken::words(ui);
        let name = match plots {
            1 => words.curves.to_owned(),
            _ => (words.curves_of)(source.target_name(target)),
        };
        let say = || match &self.table {
            Some(table) if self.whole => self.of_whole(ui, table, source, target),
            _ => of_newest(ui, session, source, target),
        };
        spoken::describe(ui, &answer.response, &name, say);
    }

    /// How far the answers to all of a table are off, and how much is foretold.
    fn of_whole(&self, ui: &Ui, table: &TableView, source: &dyn Source, target: usize) -> String {
        let (words, texts) = (spoken::words(ui), texts(ui.ctx()));
        let (samples, channel) = (&*table.samples, Channel::target(source, target));
        let column = target_column(samples, target);
        let stride = samples.len().div_ceil(LOOKED_AT).max(1);
        let pairs = (0..samples.len()).step_by(stride).filter_map(|at| {
            let answered = channel.value(self.whole_view.answer(at, target)?);
            let should = *column?.values.get(at + samples.horizon)?;
            Some((samples.target_row(at) as f64, should, answered))
        });
        let found = Distance::of(pairs).zip(self.whole_view.step());
        let Some((distance, step)) = found else { return words.no_step.to_owned() };
        let [mean, most] = in_unit(source, target, distance);
        let place = hover::place(&texts.plots, &source.axis(), distance.at);
        let mut told = (words.whole)(step, &mean, &most, &place);
        let ahead = self.whole_view.ahead();
        if ahead > 0 {
            told.push_str(&(words.foretold)(ahead));
        }
        told
    }
}

/// The row of a whole table's sample, or of what is foretold behind its end.
fn place_in_whole(table: &TableView, place: usize) -> f64 {
    match place.checked_sub(table.samples.len()) {
        None => table.samples.target_row(place) as f64,
        Some(ahead) => table.ends().1 + 1.0 + ahead as f64,
    }
}

/// How far the newest window's answers are off.
fn of_newest(ui: &Ui, session: &Session, source: &dyn Source, target: usize) -> String {
    let (words, texts) = (spoken::words(ui), texts(ui.ctx()));
    let Some(sequence) = session.sequences().back() else { return words.no_step.to_owned() };
    let (placed, channel) = (Placed::of(source, sequence), Channel::target(source, target));
    let both = sequence.target_of(target).zip(sequence.prediction_of(target)).enumerate();
    let pairs = both.map(|(i, (should, answered))| {
        (placed.target(i), channel.value(should), channel.value(answered))
    });
    let Some(distance) = Distance::of(pairs) else { return words.no_step.to_owned() };
    let [mean, most] = in_unit(source, target, distance);
    let place = hover::place(&texts.plots, &source.axis(), distance.at);
    (words.distance)(sequence.step, &mean, &most, &place)
}

/// A distance's mean and its most, in the unit of a target.
fn in_unit(source: &dyn Source, target: usize, distance: Distance) -> [String; 2] {
    let column = source.samples().and_then(|samples| target_column(samples, target));
    let unit = column.and_then(|column| column.unit.as_deref());
    [distance.mean, distance.most].map(|value| match unit {
        Some(unit) => format!("{} {unit}", short(value)),
        None => short(value),
    })
}
