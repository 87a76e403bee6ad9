//! The choice of what runs are compared by.

use std::ops::RangeInclusive;

use egui::Ui;

use super::number_field::NumberField;
use super::row::Row;
use crate::app::language::texts;
use crate::number::{grouped, short};
use crate::race::Criterion;

/// Loss to be reached where none was chosen yet.
const GOAL: f32 = 0.01;
/// Losses that can be asked for.
const GOALS: RangeInclusive<f32> = 1e-9..=1e3;

/// The criteria as they are when they are chosen.
const CHOICES: [Criterion; 6] = [
    Criterion::MeanLoss(Criterion::LAST),
    Criterion::FinalLoss,
    Criterion::BestLoss,
    Criterion::StepsTo(GOAL),
    Criterion::ValidationLoss,
    Criterion::BestValidationLoss,
];

/// What counts of a run by this criterion, or of several, as a line tells it: a loss, or steps.
pub(in crate::app) fn value(criterion: Criterion, value: f64) -> String {
    if criterion.is_loss() { short(value) } else { grouped(value.round() as u64) }
}

/// Draws the choice, and hands another one to `set`.
pub(in crate::app) fn choice(ui: &mut Ui, criterion: Criterion, set: impl FnOnce(Criterion)) {
    let mut wanted = criterion;
    edit(ui, &mut wanted);
    if wanted != criterion {
        set(wanted);
    }
}

fn edit(ui: &mut Ui, criterion: &mut Criterion) {
    let texts = &texts(ui.ctx()).controls;
    let name = |name: &'static str| match name {
        Criterion::MEAN_LOSS => texts.mean_loss,
        Criterion::FINAL_LOSS => texts.final_loss,
        Criterion::BEST_LOSS => texts.best_loss,
        Criterion::VALIDATION_LOSS => texts.validation_loss,
        Criterion::BEST_VALIDATION_LOSS => texts.best_validation_loss,
        _ => texts.steps_to_loss,
    };
    let row = Row::plain("criterion", texts.compared_by, texts.compared_by_hint);
    row.menu(ui, criterion.name(), &CHOICES.map(Criterion::name), name, |chosen| {
        let chosen = CHOICES.into_iter().find(|choice| choice.name() == chosen);
        *criterion = chosen.unwrap_or(*criterion);
    });
    match criterion {
        Criterion::MeanLoss(last) => {
            let row = Row::plain("last", texts.last_steps, texts.last_steps_hint);
            row.number(
                ui,
                *last,
                |last| NumberField::new(last, Criterion::LAST_RANGE),
                |chosen| *last = chosen,
            );
        }
        Criterion::StepsTo(goal) => {
            Row::plain("goal", texts.goal, texts.goal_hint)
                .show(ui, |ui, label| ui.add(NumberField::new(goal, GOALS)).labelled_by(label));
        }
        Criterion::FinalLoss
        | Criterion::BestLoss
        | Criterion::ValidationLoss
        | Criterion::BestValidationLoss => {}
    }
}
