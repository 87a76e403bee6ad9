//! The sweep's setup: which settings are varied, how far, and what counts.

use egui::{Button, DragValue, Grid, RichText, Role, Ui, WidgetInfo};

use super::super::criterion;
use super::super::header::progress;
use super::super::row::{Row, group, range};
use super::SweepPanel;
use crate::app::command::{SweepCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::{Config, Field};
use crate::number::short;
use crate::race::sweep::SweepPlan;
use crate::session::sweep::{AxisSetup, SweepStatus};
use crate::text::Sweep;

/// Points of a sample where none were chosen yet.
const SAMPLES: usize = 40;

impl SweepPanel {
    /// Draws the setup; `base` is what the controls of the run show.
    pub(in crate::app) fn controls(
        &mut self,
        ui: &mut Ui,
        base: &Config,
        commands: &mut Vec<WindowCommand>,
    ) {
        let texts = &texts(ui.ctx()).sweep;
        self.buttons(ui, texts, base, commands);
        ui.add_enabled_ui(self.sweep.is_none(), |ui| {
            group(ui, texts.varied, |ui| {
                self.axes(ui, texts, base);
                Row::plain("seeds", texts.seeds, texts.seeds_hint).whole(
                    ui,
                    self.setup.seeds,
                    1..=100,
                    |seeds| self.setup.seeds = seeds,
                );
                self.sampling(ui, texts);
                ui.label(RichText::new(texts.rest).small().weak());
            });
            group(ui, texts.runs, |ui| {
                let row = Row::plain("steps", texts.steps, texts.steps_hint);
                let steps = u32::try_from(self.setup.steps).unwrap_or(u32::MAX);
                row.whole(ui, steps, 1..=1_000_000, |steps| self.setup.steps = steps.into());
                criterion::choice(ui, &mut self.setup.criterion);
            });
        });
    }

    fn buttons(
        &self,
        ui: &mut Ui,
        texts: &Sweep,
        base: &Config,
        commands: &mut Vec<WindowCommand>,
    ) {
        ui.horizontal(|ui| {
            let start = Button::new(RichText::new(texts.start).strong());
            let start = ui.add_enabled(self.sweep.is_none(), start);
            if start.hint_beside(ui, texts.start_hint).clicked() {
                commands.push(WindowCommand::Sweep(SweepCommand::Start));
            }
            let cancel = ui.add_enabled(self.sweep.is_some(), Button::new(texts.cancel));
            if cancel.hint_beside(ui, texts.cancel_hint).clicked() {
                commands.push(WindowCommand::Sweep(SweepCommand::Cancel));
            }
        });
        self.size(ui, texts, base);
        let Some(board) = &self.board else { return };
        let (ended, runs) = (board.ended(), board.outcomes.len());
        let sentence = match board.status {
            SweepStatus::Cancelled => texts.cancelled,
            SweepStatus::Failed(_) => texts.failed,
            SweepStatus::Running | SweepStatus::Finished => texts.trained,
        };
        progress(ui, board.progress(), sentence(ended as u64, runs as u64));
    }

    /// How much Start would train, or why it wouldn't.
    fn size(&self, ui: &mut Ui, texts: &Sweep, base: &Config) {
        let plan = self.setup.plan(base);
        if let Err(error) = plan.check_as_a_whole() {
            let text = (texts.not_begun)(&error.to_string());
            ui.label(RichText::new(text).small().color(Palette::of(ui).error));
            return;
        }
        let (points, seeds) = (plan.count() as u64, plan.seeds.len() as u64);
        ui.label(RichText::new((texts.size)(points, seeds, plan.base.steps)).small());
        if plan.has_idle_seeds() {
            ui.label(RichText::new(texts.idle_seeds).small().weak());
        }
    }

    fn axes(&mut self, ui: &mut Ui, texts: &Sweep, base: &Config) {
        let sampled = self.setup.samples.is_some();
        Grid::new("axes").num_columns(4).spacing([8.0, 5.0]).show(ui, |ui| {
            for title in ["", texts.from, texts.to, if sampled { "" } else { texts.values }] {
                ui.label(RichText::new(title).small().weak());
            }
            ui.end_row();
            for (field, axis) in SweepPlan::FIELDS.into_iter().zip(&mut self.setup.axes) {
                row(ui, texts, field, axis, base, sampled);
                ui.end_row();
            }
        });
    }

    fn sampling(&mut self, ui: &mut Ui, texts: &'static Sweep) {
        Row::plain("sample", texts.sample, texts.sample_hint).optional(
            ui,
            self.setup.samples,
            SAMPLES,
            1..=2000,
            |points| points.speed(1.0).suffix(texts.points),
            |samples| self.setup.samples = samples,
        );
    }
}

/// The widgets of one setting, each named after it.
fn row(
    ui: &mut Ui,
    texts: &Sweep,
    field: Field,
    axis: &mut AxisSetup,
    base: &Config,
    sampled: bool,
) {
    let hint = (texts.by_ratios)(&field.meaning());
    ui.checkbox(&mut axis.varied, field.label()).hint_beside(ui, hint);
    if !axis.varied {
        ui.label(RichText::new(field.text(base)).weak().monospace());
        return;
    }
    end(ui, texts, field, &mut axis.from, texts.from);
    end(ui, texts, field, &mut axis.to, texts.to);
    if !sampled {
        let drag = DragValue::new(&mut axis.count).range(1..=50).speed(0.1);
        let answer = ui.add_sized([44.0, 22.0], drag.update_while_editing(false));
        let name = (texts.widget_name)(field.label(), texts.values);
        answer.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
    }
}

/// One end of a range.
fn end(ui: &mut Ui, texts: &Sweep, field: Field, value: &mut f64, what: &str) {
    let whole = field.is_whole();
    let speed = if whole { 0.2 } else { *value * 0.01 };
    let drag = DragValue::new(value)
        .range(range::<f64>(field))
        .speed(speed)
        .max_decimals(if whole { 0 } else { 8 })
        .update_while_editing(false)
        .custom_formatter(|value, _| short(value));
    let answer = ui.add_sized([62.0, 22.0], drag);
    let name = (texts.widget_name)(field.label(), what);
    answer.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
    if whole {
        *value = value.round();
    }
}
