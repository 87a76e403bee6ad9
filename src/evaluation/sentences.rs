//! What is said of a network's errors: a line for each target, and a sentence on what it beats.

use super::{Evaluation, Judgement, Part};
use crate::number::{short, short_apart};
use crate::table::Samples;
use crate::text::Texts;
use crate::wording::foreign;

impl Evaluation {
    /// A line for each target such as "validation RMSE 0.699 °C: naive 1.24, seasonal 0.82, linear 0.51", and
    /// one sentence on which of these the network beats. [`Part::speaking`] says of which part they are.
    pub fn sentences(&self, samples: &Samples, texts: &Texts) -> Vec<String> {
        let part = Part::speaking(samples);
        let several = samples.targets.len() > 1;
        let mut lines = Vec::new();
        let mut verdicts: Vec<(Verdict, Vec<String>)> = Vec::new();
        for row in self.of(part) {
            let column = super::target_column(samples, row.target);
            let (name, unit) = (foreign(&column.name), column.unit.as_deref());
            let line = line(row, unit, texts);
            lines.push(if several { (texts.evaluation.named)(&name, &line) } else { line });
            let Some(verdict) = Verdict::of(row, texts) else { continue };
            match verdicts.iter_mut().find(|(other, _)| *other == verdict) {
                Some((_, columns)) => columns.push(name),
                None => verdicts.push((verdict, vec![name])),
            }
        }
        if !verdicts.is_empty() {
            lines.push(sentence(&verdicts, samples.targets.len(), texts));
        }
        lines
    }
}

/// One sentence on all of so many targets: what is alike is said once.
fn sentence(verdicts: &[(Verdict, Vec<String>)], targets: usize, texts: &Texts) -> String {
    let words = &texts.evaluation;
    let who = |first: bool, columns: &[String]| match columns.len() {
        _ if targets == 1 => words.the_network.to_owned(),
        all if all == targets => words.in_all_columns.to_owned(),
        _ => {
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            let columns = (words.together)(&columns);
            if first { (words.in_columns)(&columns) } else { (words.in_other_columns)(&columns) }
        }
    };
    let parts = verdicts.iter().enumerate();
    let parts = parts.map(|(at, (verdict, columns))| verdict.text(&who(at == 0, columns), texts));
    (texts.words.sentence)(&(texts.words.clauses)(&parts.collect::<Vec<_>>()))
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
    let line = (words.rmse)(row.part.word(texts), &rmse);
    let other = |(name, other): &Rival| {
        format!(
            "{name} {}",
            row.rmse.map_or_else(|| short(*other), |rmse| short_apart(rmse, *other).1)
        )
    };
    let others: Vec<String> = rivals.iter().map(other).collect();
    if others.is_empty() { line } else { (words.beside)(&line, &(texts.words.listed)(&others)) }
}

/// Which baselines the network beats, by their names, and which it doesn't.
#[derive(Debug, PartialEq)]
struct Verdict {
    beaten: Vec<&'static str>,
    others: Vec<&'static str>,
    /// Whether what counts is among the others.
    in_vain: bool,
}

impl Verdict {
    /// Of the answers to a target over a part; none where there are no baselines.
    fn of(row: &Judgement, texts: &Texts) -> Option<Self> {
        let rivals = rivals(row, texts);
        let is_beaten = |rmse: f64| row.rmse.is_some_and(|own| own < rmse);
        let names = |beaten: bool| -> Vec<&'static str> {
            let found = rivals.iter().filter(|(_, rmse)| is_beaten(*rmse) == beaten);
            found.map(|(name, _)| *name).collect()
        };
        // What counts is the last value and the line; a season may be there or not.
        let counts = [row.baseline.naive, row.baseline.linear].into_iter().flatten();
        let mut counts: Vec<f64> = counts.collect();
        if counts.is_empty() {
            counts.extend(row.baseline.mean);
        }
        let in_vain = !counts.into_iter().any(is_beaten);
        (!rivals.is_empty()).then(|| Self { beaten: names(true), others: names(false), in_vain })
    }

    fn text(&self, who: &str, texts: &Texts) -> String {
        let (words, Self { beaten, others, in_vain }) = (&texts.evaluation, self);
        let sentence = match (&beaten[..], &others[..]) {
            (_, []) => (words.beats)(who, &(words.together)(beaten)),
            ([], [_]) => (words.beats_none)(who, &(words.together)(others)),
            ([], _) => (words.beats_neither)(who, &(words.neither)(others)),
            _ => (words.beats_some)(who, &(words.together)(beaten), &(words.either)(others)),
        };
        if *in_vain { (words.in_vain)(&sentence) } else { sentence }
    }
}
