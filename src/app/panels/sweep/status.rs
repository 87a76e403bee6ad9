//! A sweep in short: what it is, for the bar at the top, and where it stands, for the line at the
//! bottom.

use egui::Ui;

use super::SweepPanel;
use crate::app::language::texts;
use crate::app::panels::criterion;
use crate::app::panels::status::{Item, line, table_item, table_of};
use crate::config::Config;
use crate::number::short;
use crate::session::sweep::{SweepBoard, SweepStatus};
use crate::text::{Sweep, Texts};

impl SweepPanel {
    /// What is swept, or would be over `base`, which is what the controls show.
    pub(in crate::app) fn sentence(&self, texts: &Texts, base: &Config) -> String {
        let plan = match &self.board {
            Some(board) => &board.plan,
            None => &self.setup.plan(base),
        };
        let ranges = plan.varied().map(|(field, least, most)| {
            (texts.sweep.range)(field.label(), &short(least), &short(most))
        });
        let ranges: Vec<String> = ranges.collect();
        let about = (texts.sweep.about)(&ranges, plan.count_runs() as u64, plan.base.steps);
        [about].into_iter().chain(table_of(&plan.base, texts)).collect::<Vec<_>>().join(" · ")
    }

    /// The least median so far, and its point.
    pub(in crate::app) fn lowest(&self, texts: &Texts) -> Option<String> {
        let board = self.board.as_ref()?;
        let known = board.summaries.iter().filter(|summary| summary.median.is_finite());
        let best = known.min_by(|one, other| one.median.total_cmp(&other.median))?;
        let value = criterion::value(board.plan.criterion, best.median);
        Some((texts.spoken.best_point)(&best.point.label(texts), &value))
    }

    /// Draws where the sweep stands.
    pub(in crate::app) fn status(&self, ui: &mut Ui, device: &str) {
        let all = texts(ui.ctx());
        let texts = &all.sweep;
        let Some(board) = &self.board else {
            return line(ui, texts.not_started, &[], device);
        };
        let (ended, runs) = (board.ended() as u64, board.outcomes.len() as u64);
        let steps = (texts.of)(board.trained(), board.plan.total_steps());
        let mut items: Vec<Item<'_>> =
            vec![(texts.runs_ended, (texts.of)(ended, runs), 90.0), (texts.steps, steps, 150.0)];
        items.extend(table_of(&board.plan.base, all).map(table_item));
        items.extend(best(all, board));
        line(ui, state(texts, &board.status), &items, device);
    }
}

fn state(texts: &Sweep, status: &SweepStatus) -> &'static str {
    match status {
        SweepStatus::Running => texts.running,
        SweepStatus::Finished => texts.is_finished,
        SweepStatus::Cancelled => texts.is_cancelled,
        SweepStatus::Failed(_) => texts.has_failed,
    }
}

/// The least median so far.
fn best<'a>(texts: &'a Texts, board: &SweepBoard) -> Option<Item<'a>> {
    let medians = board.summaries.iter().map(|summary| summary.median);
    let least = medians.filter(|median| median.is_finite()).reduce(f64::min)?;
    let criterion = board.plan.criterion;
    let value = criterion::value(criterion, least);
    Some((texts.sweep.best_median, format!("{} {value}", criterion.label(texts)), 0.0))
}
