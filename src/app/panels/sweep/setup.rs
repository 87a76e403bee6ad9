//! The sweep's setup: which settings are varied, how far, and what counts.

use egui::{Button, Grid, RichText, Role, Ui, WidgetInfo};

use super::super::criterion;
use super::super::header::progress;
use super::super::number_field::NumberField;
use super::super::row::{Row, group};
use super::SweepPanel;
use crate::app::command::{SweepCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::{self, texts};
use crate::app::panels::checkbox::checkbox;
use crate::app::theme::Palette;
use crate::config::{Config, Field};
use crate::race::sweep::SweepPlan;
use crate::recipe::words;
use crate::session::sweep::{AxisSetup, SweepStatus};
use crate::text::Sweep;

/// Points of a sample where none were chosen yet.
const SAMPLES: usize = 40;
/// Steps that each run of a sweep can be asked for here; a file may ask for more.
const MOST_STEPS: u64 = 1_000_000;

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
                Row::plain("seeds", texts.seeds, texts.seeds_hint).number(
                    ui,
                    self.setup.seeds,
                    |seeds| NumberField::new(seeds, 1..=100),
                    |seeds| self.setup.seeds = seeds,
                );
                self.sampling(ui, texts);
                ui.label(RichText::new(texts.rest).small().weak());
            });
            group(ui, texts.runs, |ui| {
                let row = Row::plain("steps", texts.steps, texts.steps_hint);
                row.number(
                    ui,
                    self.setup.steps,
                    |steps| NumberField::new(steps, 1..=MOST_STEPS),
                    |steps| self.setup.steps = steps,
                );
                let criterion = self.setup.criterion(base);
                criterion::choice(ui, criterion, |chosen| self.setup.chosen = Some(chosen));
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
            |points| NumberField::new(points, 1..=2000).speed(1.0).suffix(texts.points),
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
    checkbox(ui, &mut axis.varied, field.label()).hint_beside(ui, hint);
    if !axis.varied {
        let fixed = words(field, base, language::texts(ui.ctx()));
        ui.label(RichText::new(fixed).weak().monospace());
        return;
    }
    end(ui, texts, field, &mut axis.from, texts.from);
    end(ui, texts, field, &mut axis.to, texts.to);
    if !sampled {
        let answer = ui.add(NumberField::new(&mut axis.count, 1..=50).width(44.0));
        let name = (texts.widget_name)(field.label(), texts.values);
        answer.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
    }
}

/// One end of a range.
fn end(ui: &mut Ui, texts: &Sweep, field: Field, value: &mut f64, what: &str) {
    let speed = if field.is_whole() { 0.2 } else { *value * 0.01 };
    let answer = ui.add(NumberField::of(value, field).speed(speed).width(62.0));
    let name = (texts.widget_name)(field.label(), what);
    answer.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
}
