//! All of a table: what the network answers to every sample of it, and what it foretells behind its end.

use std::ops::RangeInclusive;
use std::sync::Arc;

use egui::Ui;
use egui_plot::PlotResponse;

use super::table::TableView;
use crate::app::language::texts;
use crate::app::plots::channels::{Channel, Channels};
use crate::app::plots::extremes::Extremes;
use crate::app::plots::places::row_read;
use crate::app::plots::trace::{Pieces, Trace};
use crate::evaluation::forecast::Forecast;
use crate::inspector::LensKind;
use crate::lens::WholeData;
use crate::session::Session;
use crate::table::Samples;
use crate::text::Texts;

/// Numbers that one frame looks through at most: about two milliseconds' work.
const A_FRAME: usize = 1_500_000;
/// Inputs that are drawn as finely as the target; more are the coarser, so that all together are no more work.
const FINE: usize = 6;
/// Stretches of a forecast's band at most.
const STRETCHES: usize = 300;

/// What is drawn of a forecast of one target.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Foretold {
    /// (row, prediction).
    pub(in crate::app) line: Vec<(f64, f64)>,
    /// (row, lower end, upper end) of the band.
    pub(in crate::app) band: Vec<(f64, f64, f64)>,
}

/// The answers to one target, looked through for drawing.
#[derive(Debug)]
struct Answered {
    target: usize,
    /// Targets of the table.
    targets: usize,
    prediction: Arc<Vec<f32>>,
    extremes: Extremes,
}

/// What was found of a table, looked through bit by bit so that no frame is late.
#[derive(Debug, Default)]
pub(super) struct WholeView {
    /// Whether somebody looks for it.
    pub(super) is_asked: bool,
    found: Option<WholeData>,
    /// The extremes of the table's columns, as far as they are needed.
    columns: Vec<Extremes>,
    of: Option<Arc<Samples>>,
    answers: Vec<Answered>,
    /// Answers that are being looked through, in whose place older ones are shown until then.
    growing: Option<Answered>,
}

impl WholeView {
    /// Takes up what was found of the run on screen, where all of its table is on show.
    pub(super) fn follow(&mut self, session: &Session, is_shown: bool) {
        self.is_asked = session.lenses.whole_data;
        let answer = session.lenses.answer(LensKind::WholeData);
        let is_own = answer.is_some_and(|(run, _)| *run == session.run.id);
        self.found = session.lenses.seen::<WholeData>().filter(|_| is_own && is_shown).cloned();
        if self.found.is_none() {
            (self.answers, self.growing) = (Vec::new(), None);
        }
    }

    /// Looks through what these targets need, a little in each frame; whether something is left.
    pub(super) fn prepare(
        &mut self,
        table: &TableView,
        targets: &[usize],
        with_inputs: bool,
    ) -> bool {
        let samples = &table.samples;
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, samples)) {
            self.columns = vec![Extremes::default(); samples.columns.len()];
            self.of = Some(Arc::clone(samples));
            self.answers.clear();
        }
        let of_targets = targets.iter().filter_map(|target| samples.targets.get(*target));
        let of_inputs = samples.inputs.iter().filter(|_| with_inputs);
        let mut room = A_FRAME;
        for &column in of_targets.chain(of_inputs) {
            let values = &samples.columns[column].values;
            let extremes = &mut self.columns[column];
            if !extremes.is_whole(values.len()) {
                let looked = extremes.grow(values.len(), room, |row| values[row]);
                room = room.saturating_sub(looked);
                if room == 0 {
                    return true;
                }
            }
        }
        self.prepare_answers(targets, room)
    }

    fn prepare_answers(&mut self, targets: &[usize], mut room: usize) -> bool {
        let Some(found) = self.newest().cloned() else { return false };
        self.answers.retain(|answered| targets.contains(&answered.target));
        for &target in targets {
            let known = self.answers.iter().position(|answered| answered.target == target);
            let is_newest = known
                .is_some_and(|at| Arc::ptr_eq(&self.answers[at].prediction, &found.prediction));
            if is_newest {
                continue;
            }
            if room == 0 {
                return true;
            }
            let is_of = |growing: &Answered| {
                growing.target == target && Arc::ptr_eq(&growing.prediction, &found.prediction)
            };
            let growing = self.growing.take().filter(is_of);
            let mut answered = growing.unwrap_or_else(|| Answered::of(&found, target));
            room = room.saturating_sub(answered.grow(room));
            match known {
                _ if !answered.is_whole() => {
                    self.growing = Some(answered);
                    return true;
                }
                Some(at) => self.answers[at] = answered,
                None => self.answers.push(answered),
            }
        }
        false
    }

    /// What was found, if it is of the table on show.
    fn newest(&self) -> Option<&WholeData> {
        let is_own =
            |found: &&WholeData| self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &found.samples));
        self.found.as_ref().filter(is_own)
    }

    /// Whether there is nothing to draw yet.
    pub(super) fn is_empty(&self) -> bool {
        self.newest().is_none()
    }

    /// The step whose answers are known.
    pub(super) fn step(&self) -> Option<u64> {
        self.newest().map(|found| found.step)
    }

    /// The forecast, where there is one.
    pub(super) fn forecast(&self) -> Option<&Forecast> {
        self.newest()?.forecast.as_deref()
    }

    /// Rows that are foretold behind the table's end.
    pub(super) fn ahead(&self) -> usize {
        self.forecast().map_or(0, |forecast| forecast.points.len())
    }

    /// What was answered to a sample, in the network's numbers; none where it isn't known yet.
    pub(super) fn answer(&self, sample: usize, target: usize) -> Option<f32> {
        let found = self.newest()?;
        let answer = found.prediction.get(sample * found.samples.targets.len() + target)?;
        Some(*answer).filter(|answer| answer.is_finite())
    }

    /// The lines of a target in these rows, each in about so many stretches.
    pub(super) fn lines(
        &self,
        table: &TableView,
        rows: &RangeInclusive<f64>,
        points: usize,
        channels: &Channels,
    ) -> (Trace, Option<Foretold>) {
        let samples = &*table.samples;
        let column = |column: Option<&usize>, points: usize| match column {
            Some(column) => self.column(samples, *column, rows, points),
            None => Pieces::new(),
        };
        let inputs = channels.inputs.iter();
        let share = points * FINE / inputs.len().max(FINE);
        let trace = Trace {
            inputs: inputs.map(|input| column(samples.inputs.get(input.number), share)).collect(),
            target: column(samples.targets.get(channels.target.number), points),
            older: self.answers_of(samples, channels.target, rows, points),
            ..Trace::default()
        };
        let (_, last) = table.ends();
        let ahead = |row: f64| row - last - 1.0;
        let seen = ahead(*rows.start())..=ahead(*rows.end());
        let foretold = |forecast| foretold(forecast, channels.target.number, last, (seen, points));
        (trace, self.forecast().map(foretold))
    }

    /// A column over these rows.
    fn column(
        &self,
        samples: &Samples,
        column: usize,
        rows: &RangeInclusive<f64>,
        points: usize,
    ) -> Pieces {
        let values = &samples.columns[column].values;
        let extremes = self.columns.get(column).filter(|extremes| extremes.is_whole(values.len()));
        let Some(extremes) = extremes else { return Pieces::new() };
        let seen = |row: f64| samples.rows.partition_point(|kept| f64::from(*kept) + 1.0 < row);
        let end = (seen(rows.end() + 1.0) + 1).min(values.len());
        let range = seen(*rows.start()).saturating_sub(1).min(end)..end;
        extremes.line(range, points, |row| row_read(samples, row), |row| values[row])
    }

    /// The answers to a target over these rows.
    fn answers_of(
        &self,
        samples: &Samples,
        target: Channel,
        rows: &RangeInclusive<f64>,
        points: usize,
    ) -> Pieces {
        let of_target = |answered: &&Answered| answered.target == target.number;
        let known = self.answers.iter().find(of_target);
        // A figure may show more than the window has room for.
        let made = if known.is_none() {
            self.newest().map(|found| {
                let mut answered = Answered::of(found, target.number);
                answered.grow(usize::MAX);
                answered
            })
        } else {
            None
        };
        let Some(answered) = known.or(made.as_ref()) else { return Pieces::new() };
        let targets = samples.targets.len();
        let end = (samples.with_target_row(rows.end() + 1.0) + 1).min(samples.len());
        let first = samples.with_target_row(*rows.start()).saturating_sub(1).min(end);
        let scaled = answered.extremes.line(
            first..end,
            points,
            |sample| samples.target_row(sample) as f64,
            |sample| f64::from(answered.prediction[sample * targets + target.number]),
        );
        in_units(scaled, target)
    }
}

/// A line of the network's numbers in the unit of a target.
fn in_units(mut line: Pieces, target: Channel) -> Pieces {
    line.iter_mut().flatten().for_each(|point| point.y = target.value_of(point.y));
    line
}

impl Answered {
    /// What was found of a target, not looked through yet.
    fn of(found: &WholeData, target: usize) -> Self {
        let (targets, prediction) = (found.samples.targets.len(), Arc::clone(&found.prediction));
        Self { target, targets, prediction, extremes: Extremes::default() }
    }

    fn count(&self) -> usize {
        self.prediction.len() / self.targets.max(1)
    }

    /// Looks through some more answers; how many.
    fn grow(&mut self, room: usize) -> usize {
        let (count, Self { target, targets, prediction, extremes }) = (self.count(), self);
        extremes.grow(count, room, |sample| f64::from(prediction[sample * *targets + *target]))
    }

    fn is_whole(&self) -> bool {
        self.extremes.is_whole(self.count())
    }
}

/// What of a forecast is seen, behind row `last` of the table: rows ahead, from 0, the line in about `points`
/// stretches.
fn foretold(
    forecast: &Forecast,
    target: usize,
    last: f64,
    (seen, points): (RangeInclusive<f64>, usize),
) -> Foretold {
    let count = forecast.points.len();
    let row = |n: usize| last + 1.0 + n as f64;
    let value = |n: usize| forecast.points[n][target].prediction;
    // One more on each side, so that lines reach the edge.
    let [first, end] = [seen.start() - 1.0, seen.end() + 2.0].map(|at| at.max(0.0) as usize);
    let (first, end) = (first.min(count), end.min(count).max(first.min(count)));
    let line = Extremes::of(count, value).line(first..end, points, row, value);
    let stretch = (end - first).div_ceil(STRETCHES).max(1);
    // They begin at multiples of their length, so that a view that is moved doesn't flicker.
    let bands = forecast.bands(target, first / stretch * stretch..end, stretch);
    Foretold {
        line: line.iter().flatten().map(|point| (point.x, point.y)).collect(),
        band: bands.map(|(n, low, high)| (row(n), low, high)).collect(),
    }
}

/// Says what will be here, how far that has come, or why it won't.
pub(super) fn say_empty(ui: &Ui, session: &Session, answer: &PlotResponse<()>) {
    let Texts { plots, words, .. } = texts(ui.ctx());
    let lenses = &session.lenses;
    let text = match (lenses.failure(LensKind::WholeData), lenses.part_done(LensKind::WholeData)) {
        (Some(reason), _) => (plots.whole_failed)(&reason.to_string()),
        (None, Some(part)) => (plots.whole_under_way)(&(words.percent)(part.into())),
        (None, None) => plots.whole_coming.to_owned(),
    };
    let frame = *answer.transform.frame();
    let font = egui::FontId::proportional(13.5);
    let painter = ui.painter_at(frame);
    let colour = ui.visuals().weak_text_color();
    let galley = painter.layout(text.clone(), font, colour, frame.width() - 16.0);
    let rect = egui::Align2::CENTER_TOP
        .anchor_size(frame.center_top() + egui::vec2(0.0, 10.0), galley.size());
    painter.galley(rect.min, galley, colour);
    let label = ui.interact(rect, ui.scope_id().with("whole data"), egui::Sense::hover());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
}

#[cfg(test)]
mod tests;
