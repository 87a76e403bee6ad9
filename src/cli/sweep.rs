//! A sweep without a window: the runs, two tables, the heatmaps, and the last line.

use super::error::CliError;
use super::options::Arguments;
use super::progress::{self, SweepProgress};
use super::sources;
use crate::export::atomic::{self, AtomicFile};
use crate::figure::PRINT_SCALE;
use crate::number;
use crate::race::sweep::{StopSignal, Summary, SweepPlan, summarise, train};
use crate::race::{Criterion, Outcome};
use crate::results;
use crate::thread::Courtesy;
use crate::wording::counted;

/// The files.
const RUNS: &str = "runs.csv";
const POINTS: &str = "sweep.csv";
const SVG: &str = "heatmap.svg";
const PNG: &str = "heatmap.png";

/// Trains the sweep that the arguments name and writes its files: `runs.csv`, `sweep.csv`,
/// `heatmap.svg`, `heatmap.png`. On success the last line on stdout is the summary.
///
/// # Errors
/// Whatever kept the sweep from its end; no file has appeared then.
pub(super) fn sweep(arguments: &Arguments) -> Result<(), CliError> {
    let planned = sources::plan(arguments)?;
    let plan = &planned.plan;
    let options = &arguments.train_options;
    // A folder that can't be written to is no news to hear after an hour. Nothing stays there as long
    // as the sweep can be cancelled.
    for name in [RUNS, POINTS, SVG, PNG] {
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
    if options.quiet { Ok(()) } else { progress::print_line(&last_line(plan, &summaries)) }
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
                Criterion::FinalLoss | Criterion::BestLoss => number::loss(best.median),
            };
            let point = best.point;
            format!(
                "{runs}, {diverged} diverged; best median of {criterion}: {median} with {point}"
            )
        }
        None => format!("{runs}, {diverged} diverged; no point has a median of {criterion}"),
    }
}
