//! What the session and the window tell.

use super::{counted, texts};
use crate::number::grouped;

texts! {
    /// News that the session and the window tell, and names that they give.
    Session {
        run(run: u64) = format!("run {run}");
        nothing_changed(reason: &str) = format!("Nothing changed: {reason}.");
        nothing_to_look_into(reason: &str) = format!("No step to look into: {reason}.");
        unreachable(reason: &str) = format!("These steps can't be replayed: {reason}.");
        state_zeroed = "The hidden state did not fit the new batch and starts from zeros.";
        on_the_way = "Still on the way to this step; fork once it is there.";
        no_best_step = "No step has been validated yet, so that none is known to be the best.";
        forked(fork: &str, step: u64, parent: &str) =
            format!("Forked: {fork} goes on from step {} of {parent}.", grouped(step));
        branched(fork: &str, step: u64, parent: &str) = format!(
            "Forked: {fork} goes on from step {} of {parent}, whose recipe stays whole in the \
             list of runs.",
            grouped(step)
        );
        needs_new_weights(setting: &str, value: &str, run: &str, step: u64, old: &str) = format!(
            "{setting} {value} needs new weights: {run} begins at its first step, with the other \
             settings of step {} of {old}, which stays in the list of runs.",
            grouped(step)
        );

        forgotten(run: &str, steps: u64) = format!("Forgot {run}, of {}.", counted(steps, "step"));

        run_is_gone = "that run can't be had back any more";
        undo = "Undo";
        redo = "Redo";
        nothing_to_undo = "There is nothing to undo (Ctrl+Z). Steps are never undone: look back instead (←).";
        nothing_to_redo = "There is nothing to redo (Ctrl+Shift+Z).";
        undo_hint(does: &str) = format!("After undoing: {does} (Ctrl+Z).");
        redo_hint(does: &str) = format!("After redoing: {does} (Ctrl+Shift+Z).");
        undo_restart = "the run stays as it is";
        undo_set(settings: &str) = format!("{settings} from the next step on");
        undo_begun(run: &str) = format!("{run} comes back, whole");
        undo_pinned(run: &str, pinned: bool) =
            format!("{run} is {}pinned", if pinned { "" } else { "no longer " });
        undo_hidden(run: &str, hidden: bool) =
            format!("{run} is {}", if hidden { "hidden" } else { "shown" });
        undo_renamed(run: &str, name: &str) = format!("{run} is called {name}");
        undo_recoloured(run: &str) = format!("{run} has its other colour");
        undo_forgotten(run: &str, forgotten: bool) =
            format!("{run} is {}", if forgotten { "forgotten" } else { "in the list again" });
        undo_open(lens: &str) = format!("the lens {lens} opens");
        undo_close(lens: &str) = format!("the lens {lens} closes");
        undo_show_lenses = "the lenses are shown";
        undo_hide_lenses = "the lenses are hidden";
        undo_unit = "the unit among the curves";

        layers(layers: usize) = counted(layers as u64, "layer");
        time_steps(steps: usize) = format!("T {steps}");
        end_point = "end point";
        spacing(radians: &str) = format!("spacing {radians}");
        batch(rows: usize) = format!("batch {rows}");
        clip(norm: &str) = format!("clip {norm}");
        state(state: &str) = format!("state {state}");
        seed(seed: u32) = format!("seed {seed}");
        changes(count: usize) = counted(count as u64, "change");

        figure(run: &str, step: u64) = format!("{run}, step {}", grouped(step));
        saved(paths: &[String]) = format!("Saved {}.", paths.join(" and "));
        judging = "The network is being judged on the whole table; what comes of it is saved then.";
        no_table = "the run isn't trained on a table";
        nothing_saved(reason: &str) = format!("Nothing was saved: {reason}.");
        nothing_opened(reason: &str) = format!("Nothing was opened: {reason}.");
        not_pasted = "the clipboard holds no table, recipe or lesson";
        misfit(file: &str, held: &str, asked: &str) =
            format!("{file} holds {held}; these controls ask for {asked}");
        table_read(table: &str, note: &str) = format!("How {table} was read: {note}.");
        table_kept(path: &str) = format!("The pasted table is kept as {path}.");
        nothing_kept(reason: &str) = format!("The table can't be kept: {reason}.");
        no_folder_for_tables = "this system has no folder for the data of programs";
        table_not_beside(reason: &str) = format!(
            "The table of the run isn't beside it: {reason}. Who opens this elsewhere needs the table, too."
        );
        clipboard = "the clipboard";
        recipe_handed_over = "The recipe was handed to the system's clipboard.";
        picture_handed_over = "The picture was handed to the system's clipboard; where pasting \
                               brings nothing, save it instead (Ctrl+S).";
        folder_set(folder: &str) = format!("Pictures and tables go to {folder}.");
        no_file_dialog =
            "This system has no dialog for files; the picture goes to the export folder.";
        no_folder_dialog = "This system has no dialog for folders; type its path instead.";
        silent_dialog = "The system's dialog for files doesn't answer. A path can be typed; what is saved \
                         goes to the export folder.";
        several_dropped(files: usize) = format!(
            "{files} files were dropped, and one at a time can be opened; drop the one that is meant"
        );
        unkept(reason: &str) = format!("This session can't be kept: {reason}.");
        last_unreadable(reason: &str) =
            format!("The last session can't be gone on with: {reason}.");
        runs_unkept(reason: &str) = format!("The list of runs can't be kept: {reason}.");
        runs_unreadable(reason: &str) =
            format!("The list of runs of an earlier start can't be taken up: {reason}.");
        run_left_out(reason: &str) =
            format!("The list of runs of an earlier start lacks one: {reason}.");
        contradicts_remembered(conflict: &str) = format!(
            "What was asked for doesn't go with the remembered settings ({conflict}); it stands \
             on the defaults instead."
        );
        defaults_hold(reason: &str) = format!("The defaults hold: {reason}.");
        processor(threads: usize) = format!("CPU, {threads} threads");
    }
}
