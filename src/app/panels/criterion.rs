//! The choice of what runs are compared by.

use std::ops::RangeInclusive;

use egui::Ui;

use super::number_field::NumberField;
use super::row::Row;
use crate::app::language::texts;
use crate::race::Criterion;

/// Loss to be reached where none was chosen yet.
const GOAL: f32 = 0.01;
/// Losses that can be asked for.
const GOALS: RangeInclusive<f32> = 1e-9..=1e3;

/// Draws the choice.
pub(in crate::app) fn choice(ui: &mut Ui, criterion: &mut Criterion) {
    let chosen = match criterion {
        Criterion::FinalLoss => 0,
        Criterion::BestLoss => 1,
        Criterion::StepsTo(_) => 2,
    };
    let texts = &texts(ui.ctx()).controls;
    let name = |n| match n {
        0 => texts.final_loss,
        1 => texts.best_loss,
        _ => texts.steps_to_loss,
    };
    let row = Row::plain("criterion", texts.compared_by, texts.compared_by_hint);
    row.menu(ui, chosen, &[0, 1, 2], name, |n| {
        *criterion = match n {
            0 => Criterion::FinalLoss,
            1 => Criterion::BestLoss,
            _ => Criterion::StepsTo(GOAL),
        };
    });
    if let Criterion::StepsTo(goal) = criterion {
        Row::plain("goal", texts.goal, texts.goal_hint)
            .show(ui, |ui, label| ui.add(NumberField::new(goal, GOALS)).labelled_by(label));
    }
}
