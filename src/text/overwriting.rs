//! What is said of files that would take the place of others.

use super::texts;

texts! {
    /// What would be overwritten, by what, and what would mend it.
    Overwriting {
        overwrites(what: &str, lost: &str, path: &str, another: &str) =
            format!("{what} would overwrite {lost} in {path}; give it another {another}");
        written_by_hand(path: &str) = format!(
            "{path} was written by hand, and the sweep would overwrite it; give it another --out"
        );
        another_name = "name";
        another_out = "--out";

        the_checkpoint = "the checkpoint";
        runs_weights = "the run's initial weights";
        runs_data = "the run's data";
        runs_file = "the file that the run begins from";
        runs_results = "the run's results";

        the_run = "the run";
        own_weights = "its own initial weights";
        own_data = "its own data";
        own_file = "the file that it begins from";

        the_sweep = "the sweep";
        weights_of_its_runs = "its runs' initial weights";
        data_of_its_runs = "its runs' data";
        plan = "the file that says what it varies";

        the_evaluation = "the evaluation";
        own_evaluation = "that of the network's own run";
        results = "the results";
        data = "the data";
    }
}
