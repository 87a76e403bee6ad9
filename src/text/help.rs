//! What `--help` says.

use super::texts;

texts! {
    /// The help: what the program and its commands do, the headings, and what each flag is for. A setting's
    /// flag has its words from the list of settings.
    Help {
        about = "An oscilloscope for recurrent networks: watch one learn cos from sin.

Without a command a window opens; `rnnscope train` runs without one and writes files, \
`rnnscope sweep` trains many runs, `rnnscope evaluate` judges a network on other data, `rnnscope check` checks a \
recipe by a challenge. Window and `train` play a recipe where one is named. \
Of preset, file and flags the later wins.";
        train = "Trains without a window and writes the results to files";
        sweep = "Trains many runs, as a sweep.toml says, and writes tables and heatmaps of them";
        evaluate = "Judges a trained network on other data (--data), and writes evaluation.csv and fitted.csv";
        check = "Checks a recipe by the goal of a challenge, on five seeds that nobody has seen";
        help_command = "Print this message or the help of the given subcommand(s)";
        which_command = "Print help for the subcommand(s)";

        // Between `on` and `off` it is drawn as a heading.
        usage(on: &str, off: &str) = format!("{on}Usage:{off} ");
        command = "COMMAND";
        commands = "Commands";
        arguments = "Arguments";
        options = "Options";
        sources = "Where settings come from";
        settings = "Settings";
        without_window = "Without a window";
        window = "The window";
        // What can't be told to clap is mended in what it has made.
        mended(help: &str) = help.to_owned();

        file = "A recipe, such as a run's run.toml, which is played with its changes at their steps; a \
                checkpoint (.safetensors), whose run goes on; or a table (.csv, .tsv) to train on.";
        file_of_sweep = "The sweep, such as sweep.toml; --config names it as well.";
        file_of_evaluate = "The folder that a run on a table has left, or a weights file in one.";
        challenge = "A challenge, by its name (one-slider, …) or its file.";
        recipe_of_check = "The recipe that is to pass it, as the window saves one.";
        language = "Speaks English (en) or Chinese (zh), in figures as well; otherwise the system's language, \
                    with figures in English.";
        help = "Print help";
        version = "Print version";
        config = "Reads settings from a file such as a run's run.toml.";
        preset = "Begins with the settings of a tutorial or a lesson, or those for a table.";
        out = "Folder for the files.";
        quiet = "Prints nothing but errors.";
        metrics = "Rows in metrics.csv: every step, none, or every Nth.";
        metrics_columns(names: &[&str]) = format!("Adds columns to metrics.csv, of: {}.", names.join(", "));
        predictions = "Steps in predictions.csv: every one, the last, or every Nth.";
        checkpoint = "Also writes a checkpoint, from which the run goes on as FILE.";
        log_every = "Prints step and loss every N steps.";
        until_loss = "Stops when the loss falls to X; in the window, training pauses then.";
        pace = "Steps a second, or as many as the machine can.";
        paused = "Waits at step 0 instead of training at once.";
        export_dir = "Folder for saved pictures.";
        snapshot_memory =
            "Memory for a run's snapshots, from which earlier steps are replayed (1 to 4096).";

        with_default(help: &str, value: &str) = format!("{help} [default: {value}]");
        with_values(help: &str, values: &str) = format!("{help} [{values}]");
    }
}
