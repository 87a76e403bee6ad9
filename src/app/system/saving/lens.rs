//! What is saved of a lens: its graphs as a figure, its numbers as tables.

use std::path::Path;

use super::{Saved, save_new};
use crate::app::panels::lenses::{Lens, nothing_to_see};
use crate::export::name::{self, NewFile};
use crate::figure::{PRINT_SCALE, Plate};
use crate::recipe::changes_felt;
use crate::session::{Session, sentence};
use crate::text::Reason;
use crate::thread::RunId;

/// Writes a lens' graphs as PNG at 2× and as SVG.
///
/// # Errors
/// One sentence.
pub(super) fn save_figure(folder: &Path, session: &Session, lens: &mut dyn Lens) -> Saved {
    has_something(session, lens)?;
    let (run, step) = lens.subject(session);
    let settings = settings_of(session, run, step).unwrap_or_default();
    let plate = Plate {
        title: (session.texts.cards.title)(
            lens.about().texts(session.texts).title,
            &name_of(session, run),
            step,
            &part(session, lens),
        ),
        subtitle: format!("{settings}\n{}", lens.caption(session)),
        graphs: lens.graphs(session),
    };
    let png = plate.png(PRINT_SCALE, session.texts)?;
    let svg = plate.svg(session.texts)?;
    let files = [NewFile::new("", "png", &png), NewFile::new("", "svg", svg.as_bytes())];
    save_new(folder, &stem(session, lens), &files)
}

/// The name of a lens' files: of the run and the step that it shows.
fn stem(session: &Session, lens: &dyn Lens) -> String {
    let (run, step) = lens.subject(session);
    format!("{}-{}", name::stem(session.runs.number(run), step), lens.about().kind.name())
}

/// What the user calls the run on screen, or one that is over.
fn name_of(session: &Session, run: RunId) -> String {
    let texts = session.texts;
    let kept = session.runs.get(run).map(|kept| &kept.look);
    let own = (run == session.run.id).then_some(&session.runs.live);
    let called = kept.or(own).map(|look| look.called(texts));
    called.unwrap_or_else(|| (texts.session.run)(session.runs.number(run)))
}

/// A step of the run on screen, or of one that is over, in one short line.
fn settings_of(session: &Session, run: RunId, step: u64) -> Option<String> {
    let recipe = match session.runs.get(run) {
        _ if run == session.run.id => &session.run.recipe,
        kept => &kept?.recipe,
    };
    let changes = changes_felt(&recipe.marks(), step);
    Some(sentence(session.texts, &recipe.config_at(step.max(1)), changes))
}

/// Which layer, and which row of the batch, where there are several.
fn part(session: &Session, lens: &dyn Lens) -> String {
    let (layers, batch) = (session.run.config.layers, session.run.config.batch);
    let layer = lens.layer(session).filter(|_| layers > 1);
    let texts = &session.texts.cards;
    let layer = layer.map(|layer| (texts.part_layer)(layer + 1)).unwrap_or_default();
    let row = (batch > 1 && lens.is_of_a_row(session)).then_some(session.run.row);
    layer + &row.map(texts.part_row).unwrap_or_default()
}

/// Writes a lens' numbers as a table, or as several.
///
/// # Errors
/// One sentence.
pub(super) fn save_csv(folder: &Path, session: &Session, lens: &dyn Lens) -> Saved {
    has_something(session, lens)?;
    let tables = lens.tables(session);
    let files = tables.iter().map(|(suffix, text)| NewFile::new(suffix, "csv", text.as_bytes()));
    save_new(folder, &stem(session, lens), &files.collect::<Vec<_>>())
}

/// An empty lens makes no file.
fn has_something(session: &Session, lens: &dyn Lens) -> Result<(), Reason> {
    match nothing_to_see(lens, session) {
        Some(_) => {
            let about = lens.about();
            Err(Reason::worded(move |texts| (texts.cards.unsaved)(about.texts(texts).title)))
        }
        None => Ok(()),
    }
}
