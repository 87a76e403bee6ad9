//! A sweep without a window: the runs, two tables, the heatmaps, and the last line.

use super::error::CliError;
use super::options::Arguments;
use super::overwriting::{self, is_same};
use super::progress::{self, SweepProgress};
use super::{naming, say, sources, summary, usage};
use crate::export::set::{self, FileSet, Member};
use crate::figure::PRINT_SCALE;
use crate::network::Spec;
use crate::race::Outcome;
use crate::race::sweep::{StopSignal, Summary, SweepPlan, summarise, train};
use crate::results;
use crate::text::Texts;
use crate::thread::Courtesy;

/// Trains the sweep that the arguments name and writes its files: `runs.csv`, `sweep.csv`,
/// `heatmap.svg`, `heatmap.png`, and `sweep.toml`, which repeats it; a file that it was read from stays
/// as it is. On success the last line on stdout is the summary.
///
/// # Errors
/// Whatever kept the sweep from its end; no file has appeared then.
pub(super) fn sweep(arguments: &Arguments) -> Result<(), CliError> {
    let planned = sources::plan(arguments)?;
    let plan = &planned.plan;
    let options = &arguments.train_options;
    overwriting::refuse_of_sweep(plan, arguments)?;
    let own_plan = own_plan(plan, arguments).map_err(|error| planned.blame_file(error))?;
    // A folder that can't be written to is no news to hear after an hour. Nothing appears there as
    // long as the sweep can be cancelled.
    let names: Vec<&str> =
        set::SWEEP.into_iter().chain(own_plan.as_ref().map(|_| set::PLAN)).collect();
    let files = FileSet::open(&options.out, &names)?;
    let largest = plan.runs().into_iter().max_by_key(|run| Spec::new(run).work());
    if !options.quiet {
        largest.and_then(|run| progress::warning(&run)).iter().for_each(|warning| say(warning));
    }
    let outcomes = trained(plan, arguments).map_err(|error| planned.blame_file(error))?;
    let summaries = summarise(plan, &outcomes);
    let mut members = vec![
        Member::of(set::RUNS, results::runs_csv(plan, &outcomes)),
        Member::of(set::POINTS, results::points_csv(plan, &summaries)),
    ];
    members.extend(options.files.within(|| pictures(plan, &summaries))?);
    members.extend(own_plan.map(|text| Member::of(set::PLAN, text)));
    files.save(members)?;
    if options.quiet {
        return Ok(());
    }
    progress::print_line(&summary::of_a_sweep(plan, &summaries))
}

/// The heatmaps, in the language in force.
fn pictures(plan: &SweepPlan, summaries: &[Summary]) -> Result<[Member; 2], CliError> {
    let texts = Texts::in_force();
    let figure = results::heatmap(plan, summaries, texts);
    Ok([
        Member::of(set::MAPS_SVG, figure.svg(texts)?),
        Member::of(set::MAPS_PNG, figure.png(PRINT_SCALE, texts)?),
    ])
}

/// What the sweep's own file is to hold; none where it was read from that very file.
///
/// # Errors
/// [`CliError::Usage`] when a file stands there that somebody wrote by hand, or can't name the weights.
fn own_plan(plan: &SweepPlan, arguments: &Arguments) -> Result<Option<String>, CliError> {
    let folder = &arguments.train_options.out;
    let path = folder.join(set::PLAN);
    if arguments.recipe.as_ref().is_some_and(|read| is_same(read, &path)) {
        return Ok(None);
    }
    if set::is_written_by_hand(&path) {
        return Err(CliError::Usage(usage::written_by_hand(&path)));
    }
    let mut plan = plan.with_files_held()?;
    plan.base = naming::nameable_config(plan.base, folder)?;
    Ok(Some(results::sweep_toml(&plan)))
}

fn trained(plan: &SweepPlan, arguments: &Arguments) -> Result<Vec<Option<Outcome>>, CliError> {
    let count = plan.runs().len();
    let progress = SweepProgress::new(plan.total_steps(), count, &arguments.train_options);
    let (mut outcomes, mut ended) = (vec![None; count], 0);
    let end = train(plan, &StopSignal::never(), Courtesy::insists(), |steps, run| {
        if let Some((place, outcome)) = run {
            outcomes[place] = Some(outcome);
            ended += 1;
        }
        progress.show(steps, ended);
    });
    progress.clear();
    end?;
    Ok(outcomes)
}
