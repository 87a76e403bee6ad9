//! What is saved of how good a network is on its table, by the same functions as a run without a window.

use std::path::{Path, PathBuf};

use super::{Saved, nothing, save_new};
use crate::app::command::OfTable;
use crate::evaluation::forecast::usual_length;
use crate::export::name::{self, NewFile};
use crate::figure::PRINT_SCALE;
use crate::results::Judge;
use crate::results::evaluated::{self, Caption};
use crate::session::Session;
use crate::text::Texts;
use crate::worker::ShownWeights;

/// A file that is to be saved, and all that it takes: it can go to another thread.
#[derive(Debug)]
pub(in crate::app::system) struct Wanted {
    what: OfTable,
    shown: ShownWeights,
    caption: Caption,
    folder: PathBuf,
    /// The name without suffix and extension.
    stem: String,
    /// The words of its pictures.
    texts: &'static Texts,
}

/// What is to be saved of these weights, in the session's words.
pub(in crate::app::system) fn wanted(
    what: OfTable,
    shown: ShownWeights,
    session: &Session,
    folder: &Path,
) -> Wanted {
    let (live, texts) = (&session.runs.live, &session.texts.session);
    Wanted {
        what,
        caption: Caption {
            title: (texts.figure)(&live.called(session.texts), shown.step),
            subtitle: session.sentence(),
        },
        folder: folder.to_owned(),
        stem: name::stem(live.number, shown.step),
        texts: session.texts,
        shown,
    }
}

/// Judges the network and writes what is wanted.
///
/// # Errors
/// One sentence.
pub(in crate::app::system) fn save(wanted: &Wanted) -> Saved {
    let Wanted { what, shown, folder, stem, .. } = wanted;
    let samples =
        shown.samples.as_deref().ok_or_else(|| nothing(|texts| texts.session.no_table))?;
    let judge = Judge::new(&shown.config, samples, &shown.weights);
    let (suffix, table) = match what {
        OfTable::Fit => return save_fit(wanted, &judge),
        OfTable::Evaluation => {
            let evaluation = judge.evaluation(&judge.baselines(judge.season()))?;
            ("-evaluation", evaluated::evaluation_csv(&evaluation, samples))
        }
        OfTable::Fitted => {
            let answers = judge.answers()?;
            ("-fitted", evaluated::fitted_csv(&answers))
        }
        OfTable::Forecast => {
            // As long as the one that is on show.
            let ahead = usual_length(&shown.config) as u64;
            let forecast = judge.forecast(ahead)?;
            ("-forecast", evaluated::forecast_csv(&forecast, samples))
        }
    };
    save_new(folder, stem, &[NewFile::new(suffix, "csv", table.as_bytes())])
}

/// The figure, with the forecast where the settings ask for one that can be had.
fn save_fit(wanted: &Wanted, judge: &Judge<'_>) -> Saved {
    let texts = wanted.texts;
    let answers = judge.answers()?;
    let ahead = Some(wanted.shown.config.forecast).filter(|ahead| *ahead > 0);
    let forecast = ahead.and_then(|ahead| judge.forecast(ahead).ok());
    let plate = evaluated::fit(&answers, forecast.as_ref(), wanted.caption.clone(), texts);
    let png = plate.png(PRINT_SCALE, texts)?;
    let svg = plate.svg(texts)?;
    let files = [NewFile::new("-fit", "png", &png), NewFile::new("-fit", "svg", svg.as_bytes())];
    save_new(&wanted.folder, &wanted.stem, &files)
}
