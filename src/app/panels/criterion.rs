//! The choice of what runs are compared by.

use egui::{DragValue, Ui};

use super::row::Row;
use crate::race::Criterion;

/// Loss to be reached where none was chosen yet.
const GOAL: f32 = 0.01;

/// Draws the choice.
pub(in crate::app) fn choice(ui: &mut Ui, criterion: &mut Criterion) {
    let chosen = match criterion {
        Criterion::FinalLoss => 0,
        Criterion::BestLoss => 1,
        Criterion::StepsTo(_) => 2,
    };
    let hint = "What counts: the loss of the last step, the least of all, or the first step whose loss is low enough.";
    Row::plain("criterion", "compared by", hint).menu(ui, chosen, &[0, 1, 2], name, |n| {
        *criterion = match n {
            0 => Criterion::FinalLoss,
            1 => Criterion::BestLoss,
            _ => Criterion::StepsTo(GOAL),
        };
    });
    if let Criterion::StepsTo(goal) = criterion {
        let hint = "The first step with this loss or less counts.";
        Row::plain("goal", "loss to reach", hint).show(ui, |ui, label| {
            let number = DragValue::new(goal).range(1e-9..=1e3).speed(0.001).max_decimals(8);
            ui.add(number.update_while_editing(false)).labelled_by(label)
        });
    }
}

fn name(n: usize) -> &'static str {
    ["final loss", "best loss", "steps to loss"].get(n).copied().unwrap_or_default()
}
