//! What is saved of a race: its curves and losses as a figure, its losses as a table.

use std::path::Path;

use super::{Saved, nothing, save_new};
use crate::app::panels::race::RacePanel;
use crate::export::csv;
use crate::export::name::{self, NewFile};
use crate::history::Bucket;
use crate::session::Session;
use crate::session::race::RaceBoard;
use crate::text::ENGLISH;
use crate::wording::Language;

/// Rows of a table at most; more steps are summed up.
const MOST_STEPS: usize = 200_000;

/// The name of a file without its extension.
pub(super) fn stem(race: &RacePanel) -> String {
    name::race_stem(race.board().map_or(0, RaceBoard::step))
}

/// Writes the figure as PNG at 2× and as SVG.
///
/// # Errors
/// One sentence.
pub(super) fn save_figure(folder: &Path, race: &RacePanel, session: &Session) -> Saved {
    let texts = session.texts;
    let figure = race.figure(texts).ok_or_else(|| nothing(|texts| texts.race.nothing_yet))?;
    super::save_figure(folder, &stem(race), &figure, texts)
}

/// Writes every step's losses as a table.
///
/// # Errors
/// One sentence.
pub(super) fn save_csv(folder: &Path, race: &RacePanel) -> Saved {
    let board = race.board().filter(|board| board.step() > 0);
    let table = table(board.ok_or_else(|| nothing(|texts| texts.race.nothing_yet))?);
    save_new(folder, &stem(race), &[NewFile::new("", "csv", table.as_bytes())])
}

/// The step, and the loss of each variant, empty where it has none: it diverged before, or was out of patience.
fn table(board: &RaceBoard) -> String {
    let losses = board.entrants.iter().map(|entrant| {
        let mut buckets = Vec::new();
        entrant.history.loss().visible(1..=board.step(), MOST_STEPS, &mut buckets);
        buckets
    });
    let losses: Vec<Vec<Bucket>> = losses.collect();
    // Programs read them, whatever the window speaks.
    let names = Language::English.within(|| board.names(&ENGLISH));
    let names: Vec<String> = names.iter().map(|name| csv::quoted(name)).collect();
    let mut text = csv::metrics_header(names.iter().map(String::as_str));
    // All begin with step 1, and so have the same buckets; one that diverged has fewer of them.
    let longest = losses.iter().max_by_key(|buckets| buckets.len());
    for (row, bucket) in longest.into_iter().flatten().enumerate() {
        let step = bucket.last_step;
        let of_step = |bucket: &&Bucket| bucket.last_step == step;
        let loss = |buckets: &Vec<Bucket>| buckets.get(row).filter(of_step).map(|own| own.last);
        csv::add_metrics(&mut text, step, losses.iter().map(loss));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::history::{History, StepRecord};
    use crate::race::{Criterion, Event, LaneReport, Variant};
    use crate::worker::StepChunk;

    #[test]
    fn a_variant_that_diverged_has_empty_cells() {
        let variant = |name: &str| Variant { name: name.to_owned(), config: Config::default() };
        let variants = vec![variant("RNN"), variant("GRU, learning rate 10")];
        let mut board = RaceBoard::new(variants, 3, Criterion::FinalLoss);
        let report = |losses: &[f32]| {
            let mut history = History::default();
            for (step, loss) in (1..).zip(losses) {
                history.push(StepRecord { loss: *loss, ..StepRecord::new(step) }).unwrap();
            }
            LaneReport {
                chunk: StepChunk { history, ..StepChunk::default() },
                ..LaneReport::default()
            }
        };
        board.apply(Event::Steps(vec![report(&[0.5, 0.25, 1e-7]), report(&[0.5])]));
        let expected = "step,RNN,\"GRU, learning rate 10\"\n1,0.5,0.5\n2,0.25,\n3,1e-7,\n";
        assert_eq!(table(&board), expected);
    }
}
