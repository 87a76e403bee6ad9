//! Texts of notices, of the banner, and of what the window asks.

use super::texts;
use crate::number::grouped;

texts! {
    /// Texts of the banner for a run that can't go on, of the offer to go on with the last session, and
    /// of a path that is typed.
    Notices {
        begin_anew = "Begin anew";
        diverged_advice = "A smaller learning rate or gradient clipping usually helps; the curves \
                           show the run up to there.";
        weights_advice = "Open another file, or press \"Use none\" beside \"weights file\".";
        table_advice = "Open the table again (Ctrl+O), as it is and where it lies now, or choose other data.";
        open_table = "Open the table…";
        open_table_hint = "Opens the table from where it lies now (Ctrl+O).";
        begin_without = "Begin with sin → cos";
        begin_without_hint = "Begins a run that learns cos from sin, which needs no file.";
        last_session(step: u64) =
            format!("The last session ended at step {}.", grouped(step));
        session_before(step: u64) =
            format!("One before it ended at step {}.", grouped(step));
        not_now = "Not now";
        not_now_hint = "Leaves them where they are: the next start offers them again, unless this \
                        run has come as far by then. Up to three sessions are kept: the newest, \
                        and of the others those with the most steps.";
        go_on = "Go on with it";
        go_on_hint = "Trains on from there; the run on screen joins the list of runs.";
        have_back = "Undo";
        have_back_hint = "The run is back in the list, as it was.";
        fit_controls = "Set the controls to fit";
        fit_controls_hint = "Takes over the file's network and begins a run with its weights.";
        open = "Open";
        open_sentence = "The path of a table (.csv), a recipe or a lesson (.toml), or a checkpoint (.safetensors).";
        opened_files = "tables, recipes, lessons, checkpoints";
        folder = "Export folder";
        folder_sentence = "Pictures and tables go to this folder; it is made if need be.";
        use_folder = "Use this folder";
    }
}
