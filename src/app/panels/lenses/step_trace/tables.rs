//! A step in its parts as tables: the time steps, the weights, and how far each variable moved.

use std::fmt::Write as _;

use crate::app::panels::lenses::table::Table;
use crate::lens::step_trace::StepTrace;

/// Forward and back: a row for each layer and time step, with the layer's hidden state, and its cell state
/// where it has one.
pub(super) fn time_table(step: &StepTrace) -> String {
    let units = step.config.hidden;
    let (inputs, outputs) = step.channels();
    let names = [named("input", inputs), named("target", outputs), named("prediction", outputs)];
    let mut columns = format!("step,row,layer,time_step,t,{},gradient_norm", names.join(","));
    let states: &[&str] = if step.config.cell.about().cell_state { &["h", "c"] } else { &["h"] };
    for (state, unit) in states.iter().flat_map(|state| (0..units).map(move |unit| (state, unit))) {
        // Writing to a string can't fail.
        let _ = write!(columns, ",{state}_{unit}");
    }
    let mut table = Table::new(&columns);
    for (layer, norms) in step.norms.iter().enumerate() {
        for (n, (t, norm)) in step.phases.iter().zip(norms).enumerate() {
            let input = joined(&step.trace.input, n, inputs);
            let target = joined(&step.target, n, outputs);
            let prediction = joined(&step.trace.prediction, n, outputs);
            let number = step.skipped + n + 1;
            let moment = step.trace.moments.get(n).and_then(|moments| moments.get(layer));
            let mut state = String::new();
            for number in moment.iter().flat_map(|moment| moment.h.iter().chain(&moment.c)) {
                let _ = write!(state, ",{number}");
            }
            let place = format!("{},{},{},{}", step.report.step, step.row, layer + 1, number);
            table.row(format_args!("{place},{t},{input},{target},{prediction},{norm}{state}"));
        }
    }
    table.text()
}

/// Every variable before the update, its gradient over the whole batch, and after.
pub(super) fn weights_table(step: &StepTrace) -> String {
    let mut table = Table::new("step,variable,row,column,before,gradient,after");
    for index in 0..step.before.len() {
        let Some((before, gradient, after)) = step.variable(index) else { continue };
        let (number, columns) = (step.report.step, before.columns().max(1));
        let rows = before.values.iter().zip(gradient).zip(&after.values).enumerate();
        for (n, ((from, gradient), to)) in rows {
            let (name, row, column) = (&before.name, n / columns, n % columns);
            table.row(format_args!("{number},{name},{row},{column},{from},{gradient},{to}"));
        }
    }
    table.text()
}

/// What the update did to each variable: lengths of vectors.
pub(super) fn update_table(step: &StepTrace) -> String {
    let mut table = Table::new("step,variable,norm_before,norm_gradient,norm_change");
    for (values, moved) in step.before.iter().zip(&step.moves) {
        let (number, name) = (step.report.step, &values.name);
        let (before, gradient, change) = (moved.before, moved.gradient, moved.change);
        table.row(format_args!("{number},{name},{before},{gradient},{change}"));
    }
    table.text()
}

/// A column for each channel, numbered where there are several.
fn named(name: &str, channels: usize) -> String {
    if channels == 1 {
        return name.to_owned();
    }
    (1..=channels).map(|channel| format!("{name}_{channel}")).collect::<Vec<_>>().join(",")
}

/// The numbers of a time step.
fn joined(values: &[f64], time_step: usize, channels: usize) -> String {
    let values = values[time_step * channels..].iter().take(channels);
    values.map(f64::to_string).collect::<Vec<_>>().join(",")
}
