//! Writing a sweep's tables and heatmaps, the same as without a window.

use std::path::{Path, PathBuf};

use crate::export::name::save_new;
use crate::figure::PRINT_SCALE;
use crate::results;
use crate::session::sweep::SweepBoard;

/// Names of the files, without what is added where they exist.
const STEM: &str = "rnnscope-sweep";

/// Writes what has ended so far.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save(folder: &Path, board: &SweepBoard) -> Result<Vec<PathBuf>, String> {
    let figure = results::heatmap(&board.plan, &board.summaries);
    let svg = figure.svg().map_err(|error| error.to_string())?;
    let png = figure.png(PRINT_SCALE).map_err(|error| error.to_string())?;
    let points = results::points_csv(&board.plan, &board.summaries);
    let runs = results::runs_csv(&board.plan, &board.outcomes);
    let save = |suffix: &str, extension: &str, bytes: &[u8]| {
        save_new(folder, &format!("{STEM}{suffix}"), extension, bytes)
            .map_err(|error| error.to_string())
    };
    Ok(vec![
        save("", "csv", points.as_bytes())?,
        save("-runs", "csv", runs.as_bytes())?,
        save("-heatmap", "svg", svg.as_bytes())?,
        save("-heatmap", "png", &png)?,
    ])
}
