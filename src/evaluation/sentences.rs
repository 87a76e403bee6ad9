//! What is said of a network's errors: a line for each target, and a sentence on what it beats.

use super::{Evaluation, Judgement, Part};
use crate::number::{short, short_apart};
use crate::table::Samples;
use crate::text::Texts;
use crate::wording::{capitalised, foreign};

impl Evaluation {
    /// A line for each target such as "validation RMSE 0.699 °C: naive 1.24, seasonal 0.82, linear 0.51", and
    /// one sentence on which of these the network beats. [`Part::speaking`] says of which part they are.
    pub fn sentences(&self, samples: &Samples, texts: &Texts) -> Vec<String> {
        let part = Part::speaking(samples);
        let several = samples.targets.len() > 1;
        let mut lines = Vec::new();
        let mut verdicts = Vec::new();
        for row in self.of(part) {
            let column = super::target_column(samples, row.target);
            let (name, unit) = (foreign(&column.name), column.unit.as_deref());
            let line = line(row, unit, texts);
            lines.push(if several { (texts.evaluation.named)(&name, &line) } else { line });
            let who = if several {
                (texts.evaluation.in_column)(&name)
            } else {
                texts.evaluation.the_network.to_owned()
            };
            verdicts.extend(verdict(row, &who, texts));
        }
        if !verdicts.is_empty() {
            lines.push(format!("{}.", capitalised(&verdicts.join("; "))));
        }
        lines
    }
}

impl Judgement {
    /// By how much the network's error is less than those of the baselines, or more; nothing where there is none
    /// to compare with.
    pub fn margins(&self, texts: &Texts) -> Option<String> {
        let words = &texts.evaluation;
        let own = self.rmse?;
        let margin = |(name, other): &Rival| match own / other - 1.0 {
            part if !part.is_finite() => None,
            // Less than would be seen.
            part if part.abs() < 0.005 => Some((words.margin_none)(name)),
            part if part < 0.0 => Some((words.margin_below)(name, -part)),
            part => Some((words.margin_above)(name, part)),
        };
        let margins: Vec<String> = rivals(self, texts).iter().filter_map(margin).collect();
        let margins: Vec<&str> = margins.iter().map(String::as_str).collect();
        (!margins.is_empty()).then(|| (words.margins)(&margins))
    }
}

/// A baseline's name, and its error.
type Rival = (&'static str, f64);

/// The baselines that have a number; the mean, which is easily beaten, only where there is no other.
fn rivals(row: &Judgement, texts: &Texts) -> Vec<Rival> {
    let (words, baseline) = (&texts.evaluation, row.baseline);
    let all = [
        (words.naive, baseline.naive),
        (words.seasonal, baseline.seasonal),
        (words.linear, baseline.linear),
    ];
    let found: Vec<Rival> =
        all.into_iter().filter_map(|(name, rmse)| Some((name, rmse?))).collect();
    if found.is_empty() {
        baseline.mean.map(|rmse| (words.mean, rmse)).into_iter().collect()
    } else {
        found
    }
}

fn line(row: &Judgement, unit: Option<&str>, texts: &Texts) -> String {
    let words = &texts.evaluation;
    let rivals = rivals(row, texts);
    let own = |rmse: f64| {
        // As many digits as tell it from all the others.
        let apart = rivals.iter().map(|(_, other)| short_apart(rmse, *other).0);
        apart.chain([short(rmse)]).max_by_key(String::len).unwrap_or_default()
    };
    let unit = unit.map(|unit| format!(" {}", foreign(unit))).unwrap_or_default();
    let rmse = row.rmse.map_or(words.unknown.to_owned(), |rmse| own(rmse) + &unit);
    let line = (words.rmse)(row.part.name(), &rmse);
    let other = |(name, other): &Rival| {
        format!(
            "{name} {}",
            row.rmse.map_or_else(|| short(*other), |rmse| short_apart(rmse, *other).1)
        )
    };
    let others: Vec<String> = rivals.iter().map(other).collect();
    if others.is_empty() { line } else { (words.beside)(&line, &others.join(", ")) }
}

/// Which baselines the network beats; nothing where there are none.
fn verdict(row: &Judgement, who: &str, texts: &Texts) -> Option<String> {
    let words = &texts.evaluation;
    let rivals = rivals(row, texts);
    let is_beaten = |rmse: f64| row.rmse.is_some_and(|own| own < rmse);
    let names = |beaten: bool| -> Vec<&str> {
        rivals
            .iter()
            .filter(|(_, rmse)| is_beaten(*rmse) == beaten)
            .map(|(name, _)| *name)
            .collect()
    };
    let (beaten, others) = (names(true), names(false));
    let sentence = match (&beaten[..], &others[..]) {
        ([], []) => return None,
        (_, []) => (words.beats)(who, &(words.together)(&beaten)),
        ([], [_]) => (words.beats_none)(who, &(words.together)(&others)),
        ([], _) => (words.beats_neither)(who, &(words.neither)(&others)),
        _ => (words.beats_some)(who, &(words.together)(&beaten), &(words.either)(&others)),
    };
    // What counts is the last value and the line; a season may be there or not.
    let counts = [row.baseline.naive, row.baseline.linear].into_iter().flatten();
    let mut counts: Vec<f64> = counts.collect();
    if counts.is_empty() {
        counts.extend(row.baseline.mean);
    }
    let in_vain = !counts.into_iter().any(is_beaten);
    Some(if in_vain { (words.in_vain)(&sentence) } else { sentence })
}
