//! What the pointer tells on the curves, or the cursor: one sample, and how the network answered it.

use std::f64::consts::{PI, TAU};

use egui::{Color32, Ui};
use egui_plot::{PlotPoint, PlotResponse};

use super::parts;
use super::table::TableView;
use super::whole::WholeView;
use crate::app::language::texts;
use crate::app::plots::channels::{Channel, input_column, target_column};
use crate::app::plots::cursor::Read;
use crate::app::plots::ghosts::{self, Sample};
use crate::app::plots::places::{nearest, row_read, sample_at};
use crate::app::plots::plot;
use crate::app::theme::Palette;
use crate::data::{self, Axis, Source};
use crate::evaluation::Part;
use crate::figure::graph::Ink;
use crate::number::measured;
use crate::session::Session;
use crate::session::runs::KeptRun;
use crate::table::{SampleColumn, Samples};
use crate::text::{Plots, Texts};
use crate::worker::Sequence;

/// Inputs that are told at most.
const TOLD: usize = 8;

/// Of data along radians: step, time and values of the sample under the pointer, and what pinned runs answered
/// there.
pub(super) fn of_waves(
    ui: &Ui,
    session: &Session,
    answer: &PlotResponse<()>,
    target: usize,
    at: Read,
) {
    let t = at.at();
    let source = data::source(&session.run.config);
    let texts = &texts(ui.ctx()).plots;
    let own = nearest(&*source, session.sequences(), t).map(|(sequence, i)| {
        let value = |values: &mut dyn Iterator<Item = f32>| values.nth(i).map(f64::from);
        let read = value(&mut sequence.target_of(target));
        let answered = value(&mut sequence.prediction_of(target));
        dots(ui, answer, sequence.t(i), [read, answered]);
        sample(texts, &*source, sequence, i, target)
    });
    tell(ui, session, answer, (at, target), own);
}

/// Of a table's windows: the sample under the pointer in the table's units.
pub(super) fn of_rows(
    ui: &Ui,
    session: &Session,
    answer: &PlotResponse<()>,
    target: usize,
    table: &TableView,
    read: Read,
) {
    let row = read.at();
    let source = data::source(&session.run.config);
    let found = nearest(&*source, session.sequences(), row);
    let own = found.zip(sample_at(&table.samples, row)).map(|((sequence, i), at)| {
        let channel = Channel::target(&*source, target);
        let answered = sequence.prediction_of(target).nth(i).map(|it| channel.value(it));
        of_sample(ui, answer, table, (at, target), (Some(sequence.step), answered))
    });
    tell(ui, session, answer, (read, target), own);
}

/// Of all of a table: the sample under the pointer, or what is foretold there.
pub(super) fn of_whole(
    ui: &Ui,
    session: &Session,
    answer: &PlotResponse<()>,
    target: usize,
    (table, whole): (&TableView, &WholeView),
    read: Read,
) {
    let row = read.at();
    let source = data::source(&session.run.config);
    let own = sample_at(&table.samples, row).map(|at| {
        let channel = Channel::target(&*source, target);
        let answered = whole.answer(at, target).map(|it| channel.value(it));
        of_sample(ui, answer, table, (at, target), (whole.step(), answered))
    });
    let own = own.or_else(|| of_forecast(ui, answer, row, target, (table, whole)));
    tell(ui, session, answer, (read, target), own);
}

/// Shows what is told of the sample, and what pinned runs answered there or why they didn't.
fn tell(
    ui: &Ui,
    session: &Session,
    answer: &PlotResponse<()>,
    (read, target): (Read, usize),
    own: Option<String>,
) {
    let t = read.at();
    let all = texts(ui.ctx());
    let texts = &all.plots;
    let in_units = data::source(&session.run.config).samples().is_some();
    let pinned =
        ghosts::at(session, t, target).map(|sample| pinned(ui, all, answer, &sample, in_units));
    let called = |run: &KeptRun| run.look.called(all);
    let apart = ghosts::apart(session, target).map(|run| (texts.is_apart)(&called(run)));
    let told: Vec<String> = own.into_iter().chain(pinned).collect();
    if !told.is_empty() {
        let lines: Vec<String> = told.into_iter().chain(apart).collect();
        read.show(ui, answer, lines.join("\n"));
    }
}

/// Marks target and prediction of a sample, where they have a number.
fn dots(ui: &Ui, answer: &PlotResponse<()>, x: f64, values: [Option<f64>; 2]) {
    let palette = Palette::of(ui);
    for (value, colour) in values.into_iter().zip([palette.target, palette.prediction]) {
        dot(ui, answer, x, value, colour);
    }
}

fn dot(ui: &Ui, answer: &PlotResponse<()>, x: f64, value: Option<f64>, colour: Color32) {
    if let Some(value) = value.filter(|value| value.is_finite()) {
        plot::dot(ui, answer, PlotPoint::new(x, value), colour);
    }
}

/// A sample's step, time and values.
fn sample(
    texts: &Plots,
    source: &dyn Source,
    sequence: &Sequence,
    i: usize,
    target: usize,
) -> String {
    let mut text = (texts.sample)(sequence.step, &place(texts, &source.axis(), sequence.t(i)));
    let mut add = |name: &str, value: f32| {
        text.push('\n');
        text.push_str(&(texts.sample_value)(name, value.into()));
    };
    let inputs = sequence.shape.inputs;
    for input in 0..inputs.min(TOLD) {
        let name = if inputs == 1 { texts.input } else { source.input_name(input) };
        sequence.input_of(input).nth(i).into_iter().for_each(|value| add(name, value));
    }
    let read = sequence.target_of(target).nth(i).unwrap_or(f32::NAN);
    let answered = sequence.prediction_of(target).nth(i).unwrap_or(f32::NAN);
    add(texts.target, read);
    add(texts.prediction, answered);
    add(texts.error, answered - read);
    text
}

/// A place on the data's axis as a reader counts there: "row 347", or a time and its multiple of π.
pub(in crate::app) fn place(texts: &Plots, axis: &Axis, t: f64) -> String {
    if axis.has_turns {
        (texts.time)(t, t / PI)
    } else {
        (texts.numbered)(axis.name(), t.round() as u64)
    }
}

/// Where in a table what a sample answers lies: "row 347, 2024-03-01 06:00, validation".
pub(in crate::app) fn row_told(texts: &Plots, samples: &Samples, at: usize) -> String {
    let part = parts::name(texts, Part::at(samples, at));
    let time = samples.times.as_ref().map(|times| times.text(at + samples.horizon));
    (texts.row_of)(samples.target_row(at), &time.unwrap_or_default(), part)
}

/// Tells of a sample of a table and marks it: step, row, time, part, and values in the table's units.
fn of_sample(
    ui: &Ui,
    answer: &PlotResponse<()>,
    table: &TableView,
    (at, target): (usize, usize),
    (step, answered): (Option<u64>, Option<f64>),
) -> String {
    let texts = &texts(ui.ctx()).plots;
    let samples = &*table.samples;
    let Some(column) = target_column(samples, target) else { return String::new() };
    let should = column.values[at + samples.horizon];
    dots(ui, answer, samples.target_row(at) as f64, [Some(should), answered]);
    let mut lines = vec![row_told(texts, samples, at)];
    lines.extend(step.map(|step| (texts.at_step)(step)));
    lines.push(in_unit(texts, texts.target, should, column));
    if let Some(answered) = answered {
        lines.push(in_unit(texts, texts.prediction, answered, column));
        lines.push(in_unit(texts, texts.error, answered - should, column));
    }
    lines.extend(read(texts, samples, at));
    lines.join("\n")
}

/// What was read for a sample: the row, and each input in its own unit.
fn read(texts: &Plots, samples: &Samples, at: usize) -> Vec<String> {
    let inputs = samples.inputs.len();
    let mut lines = vec![(texts.read_at)(row_read(samples, at) as u64)];
    for input in 0..inputs.min(TOLD) {
        let column = input_column(samples, input);
        lines.extend(column.map(|it| in_unit(texts, it.plain_name(), it.values[at], it)));
    }
    if inputs > TOLD
        && let Some(last) = lines.last_mut()
    {
        *last = (texts.and_more)(last, inputs - TOLD);
    }
    lines
}

/// A value with its name and unit.
fn in_unit(texts: &Plots, name: &str, value: f64, column: &SampleColumn) -> String {
    let unit = column.unit.as_deref().unwrap_or_default();
    (texts.measured)(name, &measured(value), unit)
}

/// What is foretold for a row behind the end of a table.
fn of_forecast(
    ui: &Ui,
    answer: &PlotResponse<()>,
    row: f64,
    target: usize,
    (table, whole): (&TableView, &WholeView),
) -> Option<String> {
    let texts = &texts(ui.ctx()).plots;
    let (_, last) = table.ends();
    let ahead = (row.round() - last) as usize;
    let point = whole.forecast()?.points.get(ahead.checked_sub(1)?)?.get(target)?;
    let column = target_column(&table.samples, target)?;
    dot(ui, answer, row.round(), Some(point.prediction), Palette::of(ui).mark);
    let times = table.samples.times.as_ref();
    let time = times.and_then(|times| Some(times.spelled(times.after(ahead)?)));
    let mut lines =
        vec![(texts.row_of)(row.round() as u64, &time.unwrap_or_default(), texts.forecast)];
    lines.extend(whole.step().map(|step| (texts.at_step)(step)));
    lines.push(in_unit(texts, texts.forecast, point.prediction, column));
    if let Some((low, high)) = point.band {
        let unit = column.unit.as_deref().unwrap_or_default();
        lines.push((texts.between)(&measured(low), &measured(high), unit));
    }
    Some(lines.join("\n"))
}

/// What a pinned run answered, and whence it was moved; marks it.
fn pinned(
    ui: &Ui,
    all: &Texts,
    answer: &PlotResponse<()>,
    sample: &Sample<'_>,
    in_units: bool,
) -> String {
    let Sample { run, sequence, index, periods, value } = *sample;
    let t = sequence.t(index);
    let drawn = PlotPoint::new(t + periods as f64 * TAU, value);
    let ink = Ink::Pinned(run.look.colour);
    plot::dot(ui, answer, drawn, Palette::of(ui).ink(ink));
    let (texts, name) = (&all.plots, run.look.called(all));
    let value = match in_units {
        true => (texts.measured)(&name, &measured(value), ""),
        false => (texts.sample_value)(&name, value),
    };
    let from = match periods {
        0 => (texts.pinned_step)(sequence.step),
        _ => (texts.pinned_place)(sequence.step, t, t / PI),
    };
    value + &from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, DataKind};
    use crate::text::ENGLISH;

    #[test]
    fn a_sample_is_told_by_its_place_on_the_axis_of_the_data() {
        let values = vec![0.5; 4];
        let (input, target, prediction) = (values.clone(), values.clone(), values);
        let (step, start, spacing) = (7, 345.0, 1.0);
        let sequence =
            Sequence { step, start, spacing, input, target, prediction, ..Sequence::default() };
        let told = |kind: DataKind| {
            let config = Config { data: kind.into(), ..Config::default() };
            sample(&ENGLISH.plots, &*data::source(&config), &sequence, 2, 0)
        };
        let rows = "step 7, row 347\ninput 0.5000\n";
        assert!(told(DataKind::Lorenz).starts_with(rows), "{}", told(DataKind::Lorenz));
        for kind in [DataKind::SinCos, DataKind::Formula] {
            assert!(told(kind).starts_with("step 7, t = 347.0000 ("), "{}", told(kind));
        }
    }

    #[test]
    fn what_was_read_is_told_in_its_own_units() {
        let mut config =
            Config { data: DataKind::Lorenz.into(), samples: 100, ..Config::default() };
        let source = data::open(&mut config).unwrap();
        let samples = source.samples().unwrap();
        let lines = read(&ENGLISH.plots, samples, 4);
        assert_eq!(lines[0], "read at row 5:");
        let x = measured(samples.columns[samples.inputs[0]].values[4]);
        assert_eq!(lines[1], format!("{} {x}", source.input_name(0)));
        assert_eq!(lines.len(), 4);
    }
}
