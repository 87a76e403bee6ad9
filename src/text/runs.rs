//! Texts of the list of runs.

use super::{counted, texts};
use crate::number::{grouped, short};

texts! {
    /// Texts of the list of runs, and of the names that a screen reader calls its buttons by.
    Runs {
        controls = "Controls";
        runs(count: usize) = format!("Runs ({count})");
        runs_hint = "Runs that are over: pin one to see it beside the live one (F5).";
        none = "A run that is restarted or forked stays here.";
        hidden(count: usize) = format!("{count} hidden");
        live = "live";
        from_here_to = "from here to";
        same = "The same recipe, step by step.";
        more(count: usize) = format!("and {count} more");
        delete_hint = "Forgets this run.";
        delete_name(run: &str) = format!("delete {run}");
        show = "Show";
        hide = "Hide";
        hide_hint = "Leaves it out of list and plots.";
        hide_name(run: &str) = format!("hide {run}");
        pin = "Pin";
        pin_hint = "Draws its loss under the live one, and its prediction beside it.";
        pin_name(run: &str) = format!("pin {run}");
        differences = "Differences";
        differences_hint = "In what its recipe differs from another's.";
        differences_name(run: &str) = format!("differences of {run}");
        replay = "Replay";
        replay_hint = "Plays its recipe from the first step.";
        replay_name(run: &str) = format!("replay {run}");
        colour_hint = "Another colour.";
        colour_name(run: &str) = format!("colour of {run}");
        name_of_run(run: u64) = format!("name of run {run}");
        unknown = "–";
        best(step: u64, loss: f64) = format!("{} at {}", short(loss), grouped(step));
        facts(steps: u64, loss: &str, best: &str) =
            format!("{} · loss {loss} · best {best}", counted(steps, "step"));
    }
}
