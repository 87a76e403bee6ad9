//! Results as tables and pictures, a sweep's and those of a run on a table: from outcomes to the plain data that
//! files are made of.
//!
//! Window and command line share it, so that the same run leaves the same bytes. No file is begun or
//! finished here.

pub mod evaluated;
mod judge;

pub use judge::Judge;

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::config::Field;
use crate::export::csv::decimals;
use crate::export::set::PLAN_MARK;
use crate::figure::{Heatmap, Map, Numbers, Places, Quantity};
use crate::number::plain;
use crate::race::Outcome;
use crate::race::sweep::{Axis, Scale, Summary, SweepPlan};
use crate::text::Texts;

/// The columns of [`runs_csv`].
const RUNS: &str = "lr,hidden,time_steps,seed,steps,final_loss,best_loss,best_step,reached_step,\
                    diverged_step,mean_loss";
/// Its columns where the runs have a validation part.
const VALIDATED: &str = ",validation_loss,best_validation_loss";
/// The columns of [`points_csv`].
const POINTS: &str =
    "lr,hidden,time_steps,runs,diverged,median,low_quartile,high_quartile,least,greatest\n";

/// Every run that has ended, as CSV: what it was trained with and what came of it. A cell is empty
/// where there is no such number. Numbers are the shortest that read back to the same bits.
pub fn runs_csv(plan: &SweepPlan, outcomes: &[Option<Outcome>]) -> String {
    let has_validation = |outcome: &Outcome| outcome.validation.is_some();
    let validated =
        plan.criterion.needs_validation() || outcomes.iter().flatten().any(has_validation);
    let mut text = format!("{RUNS}{}\n", if validated { VALIDATED } else { "" });
    for (run, outcome) in plan.runs().iter().zip(outcomes) {
        let Some(outcome) = outcome else { continue };
        let finite = |loss: Option<f32>| loss.filter(|loss| loss.is_finite());
        let loss = |loss: Option<f32>| finite(loss).map_or(String::new(), decimals);
        let step = |step: Option<u64>| step.map_or(String::new(), |step| step.to_string());
        let best = outcome.best;
        // Writing to a string can't fail.
        let _ = write!(
            text,
            "{},{},{},{},{},{},{},{},{},{},{}",
            decimals(run.lr),
            run.hidden,
            run.time_steps,
            run.seed,
            outcome.steps,
            loss(outcome.final_loss()),
            loss(best.map(|(_, loss)| loss)),
            step(best.map(|(step, _)| step)),
            step(outcome.reached),
            step(outcome.diverged),
            loss(outcome.mean_loss()),
        );
        if validated {
            let best = outcome.best_validation.map(|(_, loss)| loss);
            let _ = write!(text, ",{},{}", loss(outcome.validation_loss()), loss(best));
        }
        text.push('\n');
    }
    text
}

/// The sweep itself as a sweep.toml that repeats it.
pub fn sweep_toml(plan: &SweepPlan) -> String {
    format!("{PLAN_MARK}\n{}", plan.to_toml())
}

/// Every point as CSV: median and spread over its seeds of what counts. `inf` stands where too many
/// runs have nothing to show.
pub fn points_csv(plan: &SweepPlan, summaries: &[Summary]) -> String {
    let mut text = POINTS.to_owned();
    let value = |value: f64| match plan.criterion {
        _ if !value.is_finite() => "inf".to_owned(),
        // A loss has single precision; a median of two of them needs no more.
        criterion if criterion.is_loss() => decimals(value as f32),
        _ => value.to_string(),
    };
    for summary in summaries.iter().filter(|summary| summary.runs > 0) {
        let Summary { point, runs, diverged, .. } = summary;
        let lr = decimals(point.lr);
        // Writing to a string can't fail.
        let _ = write!(text, "{lr},{},{},{runs},{diverged}", point.hidden, point.time_steps);
        let Summary { median, low, high, least, greatest, .. } = *summary;
        for number in [median, low, high, least, greatest] {
            let _ = write!(text, ",{}", value(number));
        }
        text.push('\n');
    }
    text
}

/// How the points of a plan lie in a picture: two settings along its axes, the third one map each.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The setting along the columns, and its values in order.
    pub x: (Field, Vec<f64>),
    /// The setting along the rows, and its values in order.
    pub y: (Field, Vec<f64>),
    /// The third setting; one map for each value.
    pub maps: (Field, Vec<f64>),
}

impl Arrangement {
    /// The settings that are varied come first.
    pub fn of(plan: &SweepPlan) -> Self {
        let mut fields = SweepPlan::FIELDS;
        fields.sort_by_key(|field| !plan.axis(*field).is_varied());
        let [x, y, maps] = fields.map(|field| {
            let mut values = plan.axis(field).values(field);
            values.sort_by(f64::total_cmp);
            (field, values)
        });
        Self { x, y, maps }
    }

    /// The places in `summaries` of a grid's points, by their values along columns, rows and maps.
    fn places(&self, summaries: &[Summary]) -> HashMap<[u64; 3], usize> {
        let fields = [self.x.0, self.y.0, self.maps.0];
        let key = |summary: &Summary| fields.map(|field| summary.point.value(field).to_bits());
        summaries.iter().enumerate().map(|(place, summary)| (key(summary), place)).collect()
    }
}

/// Median and spread over the seeds, as a figure.
pub fn heatmap(plan: &SweepPlan, summaries: &[Summary], texts: &Texts) -> Heatmap {
    let arrangement = Arrangement::of(plan);
    let criterion = plan.criterion.label(texts);
    let quantities = [
        (quantity_name(plan, false, texts), (|summary| summary.median) as fn(&Summary) -> f64),
        (quantity_name(plan, true, texts), Summary::spread),
    ];
    let (places, maps): (_, Maps) = match plan.sample {
        None => (grid(&arrangement), grid_maps),
        Some(_) => (points(plan, &arrangement, summaries), point_maps),
    };
    let quantity = |(name, value)| Quantity { name, maps: maps(&arrangement, summaries, value) };
    let infinite = summaries.iter().any(|summary| summary.median.is_infinite());
    Heatmap {
        title: (texts.figures.sweep)(plan.count_runs(), &criterion),
        subtitle: subtitle(plan, &arrangement, infinite, texts),
        places,
        quantities: quantities.into_iter().map(quantity).collect(),
    }
}

/// What the colours of a map tell of what runs are judged by: its median, or its spread over seeds.
pub fn quantity_name(plan: &SweepPlan, spread: bool, texts: &Texts) -> String {
    let words = &texts.figures;
    let name = if spread { words.spread_of } else { words.median_of };
    name(&plan.criterion.label(texts))
}

/// From summaries to the maps of one quantity.
type Maps = fn(&Arrangement, &[Summary], fn(&Summary) -> f64) -> Vec<Map>;

fn subtitle(plan: &SweepPlan, arrangement: &Arrangement, infinite: bool, texts: &Texts) -> String {
    let (base, words) = (&plan.base, &texts.figures);
    let steps = (words.steps_each)(base.steps as usize);
    let mut parts = vec![base.cell.label().to_owned(), steps];
    for (field, values) in [&arrangement.x, &arrangement.y, &arrangement.maps] {
        let axis = plan.axis(*field);
        if !axis.is_varied() {
            parts.push(format!(
                "{} {}",
                field.label(),
                values.first().copied().unwrap_or_default()
            ));
        }
    }
    if plan.sample.is_some() && plan.axis(arrangement.maps.0).is_varied() {
        parts.push((words.drawn_too)(arrangement.maps.0.label()));
    }
    parts.push((words.seeds_a_point)(plan.seeds.len()));
    parts.push(base.optimizer.label().to_owned());
    let subtitle = (texts.words.listed)(&parts);
    if infinite { (words.grey)(&subtitle) } else { subtitle }
}

fn grid(arrangement: &Arrangement) -> Places {
    let texts = |values: &[f64]| values.iter().map(|value| plain(*value)).collect();
    let Arrangement { x, y, .. } = arrangement;
    Places::Grid {
        x_name: x.0.label().to_owned(),
        x: texts(&x.1),
        y_name: y.0.label().to_owned(),
        y: texts(&y.1),
    }
}

fn grid_maps(
    arrangement: &Arrangement,
    summaries: &[Summary],
    value: fn(&Summary) -> f64,
) -> Vec<Map> {
    let Arrangement { x, y, maps } = arrangement;
    let places = arrangement.places(summaries);
    let cell = |map: usize, n: usize| {
        let (column, row) = (n % x.1.len(), n / x.1.len());
        let found = places.get(&[x.1[column], y.1[row], maps.1[map]].map(f64::to_bits));
        found.map_or(f64::NAN, |found| value(&summaries[*found]))
    };
    let title = |third: &f64| match maps.1.len() {
        1 => String::new(),
        _ => format!("{} {}", maps.0.label(), plain(*third)),
    };
    let map = |(map, third): (usize, &f64)| Map {
        title: title(third),
        values: (0..x.1.len() * y.1.len()).map(|n| cell(map, n)).collect(),
    };
    maps.1.iter().enumerate().map(map).collect()
}

fn points(plan: &SweepPlan, arrangement: &Arrangement, summaries: &[Summary]) -> Places {
    let numbers = |field: Field| Numbers {
        name: field.label().to_owned(),
        values: summaries.iter().map(|summary| summary.point.value(field)).collect(),
        log: matches!(plan.axis(field), Axis::Range { scale: Scale::Log, .. }),
    };
    Places::Points { x: numbers(arrangement.x.0), y: numbers(arrangement.y.0) }
}

fn point_maps(_: &Arrangement, summaries: &[Summary], value: fn(&Summary) -> f64) -> Vec<Map> {
    vec![Map { title: String::new(), values: summaries.iter().map(value).collect() }]
}

#[cfg(test)]
mod tests;
