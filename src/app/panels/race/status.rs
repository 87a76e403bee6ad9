//! A race in short: what it is, for the bar at the top, and where it stands, for the line at the
//! bottom.

use egui::Ui;

use super::RacePanel;
use crate::app::language::texts;
use crate::app::panels::criterion;
use crate::app::panels::status::{Item, line};
use crate::config::Config;
use crate::session::race::{RaceBoard, RaceStatus};
use crate::text::{Race, Texts};

impl RacePanel {
    /// What races, or would over `base`, which is what the controls show.
    pub(in crate::app) fn sentence(&self, texts: &Texts, base: &Config) -> String {
        let (names, steps) = match &self.board {
            Some(board) => {
                let name = |n: usize| board.entrants[n].variant.name.clone();
                ((0..board.entrants.len()).map(name).collect(), board.steps)
            }
            None => {
                let variants = self.setup.variants(base, texts).into_iter();
                (variants.map(|variant| variant.name).collect::<Vec<_>>(), self.setup.steps)
            }
        };
        (texts.race.about)(&names, steps)
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
        items.extend(leader(all, board));
        line(ui, state(race, &board.status), &items, device);
    }
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
    let text = format!("{}, {} {value}", names.join(" / "), criterion.label(texts));
    Some((texts.race.best, text, 0.0))
}
