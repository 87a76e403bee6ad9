//! The gradient norm of every step, and where it was clipped.

use std::collections::BTreeMap;

use super::lens::{About, Lens, Sees, over_training};
use super::table::Table;
use crate::app::plots::spoken::joined;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::history::{Bucket, Series};
use crate::lens::gradient_norm::{GROUPS, group_words};
use crate::number::{percent, short};
use crate::session::{LensKind, Run, Session, Trend};
use crate::text::Graphs;
use crate::thread::RunId;

/// Stretches of steps in view at most.
const POINTS: usize = 300;
/// Rows of the table at most; of more steps it has the last of each stretch.
const ROWS: usize = 200_000;

const ABOUT: About = About {
    kind: LensKind::GradientNorm,
    sees: Sees::Gradients,
    texts: |lenses| &lenses.gradient_norm,
};

/// The lens.
pub(super) struct GradientNormLens;

impl Lens for GradientNormLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn step(&self, session: &Session) -> Option<u64> {
        Some(session.step_on_show())
    }

    fn nothing(&self, session: &Session) -> Option<&'static str> {
        (session.step_on_show() == 0).then_some(session.texts.verdicts.no_gradient)
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(last) = session.record() else { return String::new() };
        let texts = &session.texts.verdicts;
        match session.config().clip {
            Some(clip) if last.clipped => (texts.clipped)(last.grad_norm.into(), clip),
            // As long as the other sentence, so that the graphs stay where they are.
            Some(clip) => (texts.unclipped)(last.grad_norm.into(), clip),
            None => String::new(),
        }
    }

    fn told(&self, session: &Session) -> String {
        let Some(last) = session.record() else { return String::new() };
        let (words, history) = (&session.texts.spoken, &session.run.history);
        let norms = buckets(history.grad_norm(), last.step, POINTS);
        let known = norms.iter().filter(|norm| !norm.is_gap());
        let ends = (f32::INFINITY, f32::NEG_INFINITY);
        let (least, most) =
            known.fold(ends, |(low, high), norm| (low.min(norm.min), high.max(norm.max)));
        let [norm, least, most] = [last.grad_norm, least, most].map(|norm| short(norm.into()));
        let mut told = (words.gradient_norm)(last.step, &norm, &least, &most);
        let clipped = buckets(history.clipped(), last.step, POINTS);
        let length = |of: &Bucket| (of.last_step - of.first_step + 1) as f64;
        let of_all: f64 = clipped.iter().map(&length).sum();
        let part: f64 = clipped.iter().map(|of| f64::from(of.mean) * length(of)).sum();
        if part > 0.0 {
            told.push_str(&(words.clipped)(&percent(part / of_all)));
        }
        joined(session.texts, [told, self.verdict(session)])
    }

    fn subject(&self, session: &Session) -> (RunId, u64) {
        (session.run.id, session.step_on_show())
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let (run, last) = (&session.run, session.step_on_show());
        let remembered = remembered(session.lenses.trends.of(ABOUT.kind), last);
        let mut graphs = vec![whole(&session.texts.graphs, run, last, remembered)];
        graphs.extend(by_group(session));
        graphs
    }

    fn csv(&self, session: &Session) -> String {
        let (run, last) = (&session.run, session.step_on_show());
        let mut rows: BTreeMap<u64, Row<'_>> = BTreeMap::new();
        let norms = buckets(run.history.grad_norm(), last, ROWS);
        for (norm, clipped) in norms.iter().zip(&buckets(run.history.clipped(), last, ROWS)) {
            let clipped = if clipped.max > 0.0 { "1" } else { "0" };
            rows.insert(norm.last_step, (norm.last.to_string(), clipped, None));
        }
        for (step, norms) in session.lenses.trends.of(ABOUT.kind).until(last) {
            // Where the steps are thinned out, one that the lens saw may have gone.
            let row = rows.entry(*step).or_insert((String::new(), "", None));
            row.2 = Some(norms);
        }
        table(&rows)
    }
}

/// Norm, whether clipped, and where they were seen the groups' norms and the one that is remembered.
type Row<'a> = (String, &'static str, Option<&'a [f64]>);

fn table(rows: &BTreeMap<u64, Row<'_>>) -> String {
    let names = GROUPS.map(|(name, _)| name).join(",");
    let mut table = Table::new(&format!("step,grad_norm,clipped,{names},remembered_norm"));
    for (step, (norm, clipped, seen)) in rows {
        let cell = |number: &f64| if number.is_nan() { String::new() } else { number.to_string() };
        let seen = match seen {
            Some(seen) => seen.iter().map(cell).collect::<Vec<_>>().join(","),
            None => ",".repeat(GROUPS.len()),
        };
        table.row(format_args!("{step},{norm},{clipped},{seen}"));
    }
    table.text()
}

/// What the optimizer divides by, as far as it was seen; nothing where it doesn't divide.
fn remembered(trend: &Trend, last: u64) -> Vec<(f64, f64)> {
    let point = |(step, norms): &(u64, Vec<f64>)| (*step as f64, norms[GROUPS.len()]);
    let points: Vec<_> = trend.until(last).iter().map(point).collect();
    if points.iter().any(|(_, norm)| norm.is_finite()) { points } else { Vec::new() }
}

/// The norm of the whole gradient up to a step, with that which is remembered, and where it was clipped.
fn whole(texts: &Graphs, run: &Run, last: u64, remembered: Vec<(f64, f64)>) -> Graph {
    let norms = buckets(run.history.grad_norm(), last, POINTS);
    let mut layers = Vec::new();
    if !remembered.is_empty() {
        layers.push(Layer::line(texts.remembered, Ink::Mark, remembered));
    }
    layers.push(Layer::line(texts.norm, Ink::Prediction, points(&norms)));
    let clipped = clipped(&norms, &buckets(run.history.clipped(), last, POINTS));
    if !clipped.is_empty() {
        layers.push(Layer::dots(texts.clipped, Ink::Mark, clipped));
    }
    let threshold = threshold(run, last);
    if threshold.iter().any(|(_, clip)| clip.is_finite()) {
        layers.push(Layer::line(texts.clip_threshold, Ink::Quiet, threshold));
    }
    Graph::new(Scale::new(texts.step).whole(), Scale::new(texts.norm).logarithmic(), layers)
}

/// The norms of the groups of parameters, as far as they were seen.
fn by_group(session: &Session) -> Option<Graph> {
    let (trend, now) = (session.lenses.trends.of(ABOUT.kind), session.step_on_show());
    let norms = Some(trend.until(now)).filter(|norms| norms.len() > 1)?;
    let lines = group_words(session.texts).into_iter().enumerate().map(|(n, name)| {
        let points = norms.iter().map(|(step, groups)| (*step as f64, groups[n]));
        Layer::line(name, Ink::Nth(n), points.collect())
    });
    let texts = &session.texts.graphs;
    let y = Scale::new(texts.norm).logarithmic();
    let graph = Graph::new(Scale::new(texts.step).whole(), y, lines.collect());
    let since = over_training(&session.texts.cards, trend, now);
    Some(graph.titled((texts.by_group)(&since)))
}

/// The clip threshold over the steps, with gaps where there was none.
fn threshold(run: &Run, last: u64) -> Vec<(f64, f64)> {
    let changed = run.recipe.changes.iter().map(|change| change.step);
    let from: Vec<u64> = std::iter::once(1).chain(changed.filter(|step| *step <= last)).collect();
    let to = from.iter().skip(1).map(|step| step - 1).chain([last.max(1)]);
    let stretch = |(from, to): (&u64, u64)| {
        let clip = run.recipe.config_at(*from).clip.unwrap_or(f64::NAN);
        [(*from as f64 - 0.5, clip), (to as f64 + 0.5, clip)]
    };
    from.iter().zip(to).flat_map(stretch).collect()
}

fn buckets(series: &Series, last: u64, most: usize) -> Vec<Bucket> {
    let mut buckets = Vec::new();
    series.visible(1..=last.max(1), most, &mut buckets);
    buckets
}

/// The step itself, or the least and the greatest value of a stretch of steps.
fn points(buckets: &[Bucket]) -> Vec<(f64, f64)> {
    let drawn = buckets.iter().filter(|bucket| !bucket.is_gap());
    drawn
        .flat_map(|bucket| {
            let middle = 0.5 * (bucket.first_step as f64 + bucket.last_step as f64);
            let second = (!bucket.is_exact()).then_some((middle, f64::from(bucket.max)));
            std::iter::once((middle, f64::from(bucket.min))).chain(second)
        })
        .collect()
}

/// Where a step, or a stretch of steps, was clipped: its largest norm.
fn clipped(norms: &[Bucket], clipped: &[Bucket]) -> Vec<(f64, f64)> {
    let pairs = norms.iter().zip(clipped).filter(|(_, clipped)| clipped.max > 0.0);
    let middle = |norm: &Bucket| 0.5 * (norm.first_step as f64 + norm.last_step as f64);
    pairs.map(|(norm, _)| (middle(norm), f64::from(norm.max))).collect()
}
