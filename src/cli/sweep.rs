//! A sweep without a window: the runs, two tables, the heatmaps, and the last line.

use std::fs;

use super::error::CliError;
use super::options::Arguments;
use super::overwriting::is_same;
use super::progress::{self, SweepProgress};
use super::{sources, usage};
use crate::export::atomic::{self, AtomicFile};
use crate::figure::PRINT_SCALE;
use crate::race::sweep::{MARK, StopSignal, Summary, SweepPlan, summarise, train};
use crate::race::{Criterion, Outcome};
use crate::results;
use crate::thread::Courtesy;
use crate::wording::counted;

/// The files.
const RUNS: &str = "runs.csv";
const POINTS: &str = "sweep.csv";
const SVG: &str = "heatmap.svg";
const PNG: &str = "heatmap.png";
const PLAN: &str = "sweep.toml";

/// Trains the sweep that the arguments name and writes its files: `runs.csv`, `sweep.csv`,
/// `heatmap.svg`, `heatmap.png`, and `sweep.toml`, which repeats it; a file that it was read from stays
/// as it is. On success the last line on stdout is the summary.
///
/// # Errors
/// Whatever kept the sweep from its end; no file has appeared then.
pub(super) fn sweep(arguments: &Arguments) -> Result<(), CliError> {
    let planned = sources::plan(arguments)?;
    let held = planned.plan.with_weights_held();
    let plan = &held.map_err(|error| planned.blame_file(error.into()))?;
    let options = &arguments.train_options;
    let own_plan = own_plan(arguments)?;
    // A folder that can't be written to is no news to hear after an hour. Nothing stays there as long
    // as the sweep can be cancelled.
    for name in [RUNS, POINTS, SVG, PNG].into_iter().chain(own_plan) {
        drop(AtomicFile::create(&options.out.join(name))?);
    }
    let outcomes = trained(plan, arguments).map_err(|error| planned.blame_file(error))?;
    let summaries = summarise(plan, &outcomes);
    let figure = results::heatmap(plan, &summaries);
    let (svg, png) = (figure.svg()?, figure.png(PRINT_SCALE)?);
    let runs = results::runs_csv(plan, &outcomes);
    let points = results::points_csv(plan, &summaries);
    let write = |name: &str, bytes: &[u8]| atomic::write(&options.out.join(name), bytes);
    write(RUNS, runs.as_bytes())?;
    write(POINTS, points.as_bytes())?;
    write(SVG, svg.as_bytes())?;
    write(PNG, &png)?;
    if let Some(name) = own_plan {
        write(name, plan.to_toml().as_bytes())?;
    }
    if options.quiet { Ok(()) } else { progress::print_line(&last_line(plan, &summaries)) }
}

/// The name of the file that the sweep itself is written to; none where it was read from that very
/// file.
///
/// # Errors
/// [`CliError::Usage`] when a file stands there that somebody wrote by hand.
fn own_plan(arguments: &Arguments) -> Result<Option<&'static str>, CliError> {
    let path = arguments.train_options.out.join(PLAN);
    if arguments.recipe.as_ref().is_some_and(|read| is_same(read, &path)) {
        return Ok(None);
    }
    match fs::read(&path) {
        Ok(text) if !text.starts_with(MARK.as_bytes()) => {
            Err(CliError::Usage(usage::written_by_hand(&path)))
        }
        _ => Ok(Some(PLAN)),
    }
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

fn last_line(plan: &SweepPlan, summaries: &[Summary]) -> String {
    let diverged: usize = summaries.iter().map(|summary| summary.diverged).sum();
    let runs = counted(plan.runs().len(), "run");
    let finite = summaries.iter().filter(|summary| summary.median.is_finite());
    let criterion = plan.criterion.label();
    match finite.min_by(|a, b| a.median.total_cmp(&b.median)) {
        Some(best) => {
            let median = match plan.criterion {
                Criterion::StepsTo(_) => best.median.to_string(),
                Criterion::FinalLoss | Criterion::BestLoss => format!("{:.6}", best.median),
            };
            let point = best.point;
            format!(
                "{runs}, {diverged} diverged; best median of {criterion}: {median} with {point}"
            )
        }
        None => format!("{runs}, {diverged} diverged; no point has a median of {criterion}"),
    }
}
