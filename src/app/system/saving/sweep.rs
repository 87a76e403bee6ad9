//! What is saved of a sweep: its tables and heatmaps, the same as without a window, and the sweep
//! itself as the file that repeats it.

use std::path::{Path, PathBuf};

use super::{Saved, nothing, save_new};
use crate::app::panels::sweep::SweepPanel;
use crate::config::DataChoice;
use crate::export::name::NewFile;
use crate::figure::PRINT_SCALE;
use crate::race::sweep::SweepPlan;
use crate::results;
use crate::session::Session;
use crate::session::sweep::SweepBoard;
use crate::text::{Reason, Texts};

/// Names of the files, without what is added to tell them apart and where they exist.
pub(super) const STEM: &str = "rnnscope-sweep";

/// A file's suffix, its extension, and what it holds.
type Made = (&'static str, &'static str, Vec<u8>);

/// Writes what has ended so far, as tables and as pictures.
///
/// # Errors
/// One sentence.
pub(super) fn save(folder: &Path, sweep: &SweepPanel, session: &Session) -> Saved {
    let board = board(sweep)?;
    write(folder, tables(board).into_iter().chain(pictures(board, session.texts)?).collect())
}

/// Writes the tables, and the sweep itself.
///
/// # Errors
/// One sentence.
pub(super) fn save_tables(folder: &Path, sweep: &SweepPanel) -> Saved {
    write(folder, tables(board(sweep)?).into())
}

/// Writes the heatmaps as PNG at 2× and as SVG.
///
/// # Errors
/// One sentence.
pub(super) fn save_figure(folder: &Path, sweep: &SweepPanel, session: &Session) -> Saved {
    write(folder, pictures(board(sweep)?, session.texts)?.into())
}

/// The sweep on show, once something of it has ended.
fn board(sweep: &SweepPanel) -> Result<&SweepBoard, Reason> {
    let board = sweep.board().filter(|board| board.ended() > 0);
    board.ok_or_else(|| nothing(|texts| texts.sweep.nothing_yet))
}

fn tables(board: &SweepBoard) -> [Made; 3] {
    let points = results::points_csv(&board.plan, &board.summaries);
    let runs = results::runs_csv(&board.plan, &board.outcomes);
    let plan = results::sweep_toml(&named(&board.plan));
    [
        ("", "csv", points.into_bytes()),
        ("-runs", "csv", runs.into_bytes()),
        ("", "toml", plan.into_bytes()),
    ]
}

/// The plan whose weights' file and table are found from any folder.
fn named(plan: &SweepPlan) -> SweepPlan {
    let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    let mut plan = plan.clone();
    plan.base.init = plan.base.init.map(absolute);
    if let DataChoice::File(table) = plan.base.data {
        plan.base.data = DataChoice::File(absolute(table));
    }
    plan
}

fn pictures(board: &SweepBoard, texts: &'static Texts) -> Result<[Made; 2], Reason> {
    let figure = results::heatmap(&board.plan, &board.summaries, texts);
    let svg = figure.svg(texts)?;
    let png = figure.png(PRINT_SCALE, texts)?;
    Ok([("-heatmap", "svg", svg.into_bytes()), ("-heatmap", "png", png)])
}

fn write(folder: &Path, files: Vec<Made>) -> Saved {
    let files =
        files.iter().map(|(suffix, extension, bytes)| NewFile::new(suffix, extension, bytes));
    save_new(folder, STEM, &files.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::session::sweep::SweepSetup;

    #[test]
    fn a_saved_sweep_finds_its_files_from_any_folder() {
        let data = DataChoice::File("here/table.csv".into());
        let base = Config { data, init: Some("w.safetensors".into()), ..Config::default() };
        let named = named(&SweepSetup::default().plan(&base));
        for (path, end) in [
            (named.base.init.as_ref(), "w.safetensors"),
            (named.base.data.file(), "here/table.csv"),
        ] {
            let path = path.unwrap();
            assert!(path.is_absolute() && path.ends_with(end), "{path:?}");
        }
    }
}
