//! A race in short: what it is, for the bar at the top, and where it stands, for the line at the
//! bottom.

use egui::Ui;

use super::RacePanel;
use crate::app::language::texts;
use crate::app::panels::criterion;
use crate::app::panels::status::{Item, line, table_item, table_of};
use crate::config::{Config, Field};
use crate::race::Variant;
use crate::session::race::{RaceBoard, RaceStatus};
use crate::text::{Race, Texts};

impl RacePanel {
    /// What races, or would over `base`, which is what the controls show.
    pub(in crate::app) fn sentence(&self, texts: &Texts, base: &Config) -> String {
        let (variants, steps) = match &self.board {
            Some(board) => (variants(board), board.steps),
            None => (self.setup.variants(base, texts), self.setup.steps),
        };
        let names: Vec<String> = variants.iter().map(|variant| variant.name.clone()).collect();
        let about = (texts.race.about)(&names, steps);
        [about].into_iter().chain(table(&variants, texts)).collect::<Vec<_>>().join(" · ")
    }

    /// Who wins or leads, and by what; none before there are results.
    pub(in crate::app) fn first(&self, texts: &Texts) -> Option<String> {
        leader(texts, self.board.as_ref()?).map(|(_, first, _)| first)
    }

    /// Draws where the race stands.
    pub(in crate::app) fn status(&self, ui: &mut Ui, device: &str) {
        let all = texts(ui.ctx());
        let (race, status) = (&all.race, &all.status);
        let Some(board) = &self.board else {
            return line(ui, race.not_started, &[], device);
        };
        let step = (race.step_of)(board.step(), board.steps);
        let mut items: Vec<Item<'_>> = vec![(status.step, step, 110.0)];
        items.extend(table(&variants(board), all).map(table_item));
        items.extend(leader(all, board));
        line(ui, state(race, &board.status), &items, device);
    }
}

fn variants(board: &RaceBoard) -> Vec<Variant> {
    board.entrants.iter().map(|entrant| entrant.variant.clone()).collect()
}

/// The table that all variants are trained on, if there is one; where they differ in that, their names say so.
fn table(variants: &[Variant], texts: &Texts) -> Option<String> {
    let first = &variants.first()?.config;
    let is_shared = variants.iter().all(|variant| Field::Data.is_same(&variant.config, first));
    table_of(first, texts).filter(|_| is_shared)
}

fn state(texts: &Race, status: &RaceStatus) -> &'static str {
    match status {
        RaceStatus::Running => texts.running,
        RaceStatus::Paused => texts.paused,
        RaceStatus::Finished => texts.finished,
        RaceStatus::Cancelled => texts.cancelled,
        RaceStatus::Failed(_) => texts.failed,
    }
}

/// Who wins or leads, and by what; several where they are equal.
fn leader<'a>(texts: &'a Texts, board: &RaceBoard) -> Option<Item<'a>> {
    let winners = board.winners();
    let criterion = board.criterion();
    let best = criterion.value(&board.entrants.get(*winners.first()?)?.outcome);
    let value = criterion::value(criterion, best);
    let names: Vec<&str> =
        winners.iter().map(|at| board.entrants[*at].variant.name.as_str()).collect();
    let parts = [names.join(" / "), format!("{} {value}", criterion.label(texts))];
    let text = (texts.words.listed)(&parts);
    Some((texts.race.best, text, 0.0))
}
