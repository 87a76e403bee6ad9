//! What a command prints on the standard output of what came of it. Scripts read that: it is English, whatever
//! language the program speaks.

use std::time::Duration;

use crate::challenge::Proof;
use crate::evaluation::Evaluation;
use crate::history::StepRecord;
use crate::number;
use crate::race::sweep::{Summary, SweepPlan};
use crate::table::Samples;
use crate::text::ENGLISH;
use crate::wording::{Language, counted};

/// A step of a run that goes on.
pub(super) fn of_a_step(report: &StepRecord) -> String {
    format!("step {}, loss {}", report.step, number::loss(report.loss))
}

/// A run that has ended with the step `last`, after so many of them, and the step of its best weights where it
/// leaves those.
pub(super) fn of_a_run(
    last: &StepRecord,
    trained: u64,
    elapsed: Duration,
    best: Option<u64>,
) -> String {
    let rate = trained as f64 / elapsed.as_secs_f64().max(f64::MIN_POSITIVE);
    let loss = number::loss(last.loss);
    let steps = Language::English.within(|| counted(last.step as usize, "step"));
    let best = best.map(|step| format!("; the weights are those of step {step}, the best"));
    format!("{steps}, loss {loss}, {rate:.0} steps/s{}", best.unwrap_or_default())
}

/// How good a network is on a table, and what it beats.
pub(super) fn of_a_network(evaluation: &Evaluation, samples: &Samples) -> Vec<String> {
    Language::English.within(|| evaluation.sentences(samples, &ENGLISH))
}

/// A sweep, with the point at which it went best.
pub(super) fn of_a_sweep(plan: &SweepPlan, summaries: &[Summary]) -> String {
    Language::English.within(|| {
        let diverged: usize = summaries.iter().map(|summary| summary.diverged).sum();
        let runs = counted(plan.runs().len(), "run");
        let criterion = plan.criterion.label(&ENGLISH);
        let best = best(plan, summaries).map(|(median, best)| {
            format!("best median of {criterion}: {median} with {}", best.point.label(&ENGLISH))
        });
        let best = best.unwrap_or_else(|| format!("no point has a median of {criterion}"));
        format!("{runs}, {diverged} diverged; {best}")
    })
}

/// How a recipe did on a challenge: a line for each seed, and one for all of them.
pub(super) fn of_a_check(proof: &Proof) -> Vec<String> {
    Language::English.within(|| {
        let mut lines: Vec<String> = proof.runs.iter().map(|run| run.words(&ENGLISH)).collect();
        let summary = ENGLISH.challenges.summary;
        lines.push(summary(proof.reached(), proof.runs.len(), proof.goal.par));
        lines
    })
}

/// The point with the least median, and that as it is written.
fn best<'a>(plan: &SweepPlan, summaries: &'a [Summary]) -> Option<(String, &'a Summary)> {
    let finite = summaries.iter().filter(|summary| summary.median.is_finite());
    let best = finite.min_by(|a, b| a.median.total_cmp(&b.median))?;
    let median = match best.median {
        loss if plan.criterion.is_loss() => number::loss(loss),
        steps => steps.to_string(),
    };
    Some((median, best))
}
