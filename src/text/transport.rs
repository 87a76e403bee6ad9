//! Texts of the bar at the top.

use super::texts;

texts! {
    /// Texts of the bar at the top: what is on show, what acts on the run, what can be saved of it.
    Transport {
        scope = "Scope";
        scope_hint = "The run and its controls (F2).";
        race = "Race";
        race_hint = "Two to six variants side by side (F3).";
        sweep = "Sweep";
        sweep_hint = "Many runs over a grid of settings (F4).";
        data = "Data";
        data_hint = "A table of your own: what is read, and what should be answered (F7).";
        lessons = "Lessons";
        lessons_hint = "Short lessons that wait for what you do (F6).";
        help_hint = "All keys (F1).";
        run = "Run";
        run_hint = "Trains (Space).";
        pause = "Pause";
        pause_hint = "Stops after the step at hand (Space).";
        step = "Step";
        step_hint = "Trains one step, pausing first (S or →; hold to repeat).";
        restart = "Restart";
        restart_hint = "Begins anew: same seed, same weights, same curve (R).";
        new_seed = "New seed";
        new_seed_hint = "Begins anew with the next seed: other weights, another curve (N).";
        lenses = "Lenses";
        lenses_hint =
            "Look into the network while it learns: hidden state, gradients, eigenvalues … (L).";
        light = "Light";
        dark = "Dark";
        file = "File";
        open = "Open…";
        open_hint = "Shows a table (CSV) to train on, plays a recipe from step 1, goes on from a \
                     checkpoint, or begins a run from a file of weights. Dropping the file on the window does too, except on \
                     Wayland: pasting a recipe (Ctrl+V) works there.";
        save_recipe = "Save recipe…";
        save_recipe_hint =
            "Settings, seed and changes: whoever plays it gets this very run (TOML).";
        copy_recipe = "Copy recipe";
        copy_recipe_hint = "The same as text; pasted into the window, it is played.";
        copy_moment = "Copy this moment";
        copy_moment_hint = "The recipe with the step, the view, the lenses and the zoom; pasted into the window, it \
                            shows what you see now.";
        challenges = "Challenges…";
        challenges_hint = "Six goals to reach, each proven on seeds that you haven't seen.";
        save_checkpoint = "Save checkpoint…";
        save_checkpoint_hint =
            "Recipe, weights, optimizer and state: the run goes on elsewhere from here.";
        save = "Save";
        picture = "Picture";
        picture_hint = "Writes what this view shows, exactly as seen, to the export folder (PNG).";
        picture_as = "Picture as…";
        picture_as_hint = "The same, under a name and in a folder of your choice.";
        figure = "Export figure";
        figure_hint = "Draws the same data as a figure for print: PNG at 2× and SVG.";
        copy_picture = "Copy picture";
        copy_picture_hint = "Hands the picture to the system's clipboard.";
        csv = "Data as CSV";
        csv_hint = "Writes what this view shows as tables: losses and curves in view, the race's \
                    losses, or the sweep's runs and points.";
        fit = "Figure of the fit";
        fit_hint = "Draws target and prediction over the whole table, of the step on show: PNG at 2× and SVG.";
        evaluation = "Evaluation as CSV";
        evaluation_hint = "Writes how good the network of the step on show is on each part of the table, beside \
                           naive, seasonal, mean and linear.";
        fitted = "Fitted values as CSV";
        fitted_hint = "Writes target and prediction of every row of the table, of the step on show.";
        forecast = "Forecast as CSV";
        forecast_hint = "Writes how the table goes on behind its end, as the network of the step on show has it: \
                         as many rows as the setting forecast says, or one window.";
        no_table_hint = "There is nothing of the kind to save: the run isn't trained on a table.";
        no_forecast_hint(reason: &str) = format!("There is none to save: {reason}.");
        folder = "Export folder…";
        folder_hint = "Where all of this goes.";
    }
}
