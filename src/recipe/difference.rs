//! In what two recipes differ, in words.

use super::Recipe;
use super::words::words_apart;
use crate::config::{Config, Field, Value};
use crate::text::Texts;

/// Values of a setting that are listed one by one at the most.
const MOST_VALUES: usize = 6;

/// A setting in which two runs differ from a step on.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The first step that feels it; 0 where the configurations differ from the start.
    pub step: u64,
    /// The step that feels the last of its values first, where there are many; `step` where not.
    pub until: u64,
    /// How many values there are.
    pub values: usize,
    /// The setting.
    pub field: Field,
    /// Its value in the first run; `None` where it has none.
    pub from: Option<Value>,
    /// Its value in the second.
    pub to: Option<Value>,
}

impl Difference {
    /// "learning rate 0.02 → 0.005 at step 120", or "… over steps 120 to 180, in 30 values".
    pub fn text(&self, texts: &Texts) -> String {
        let [from, to] = words_apart(self.field, self.from.as_ref(), self.to.as_ref(), texts);
        let change = format!("{} {from} → {to}", self.field.label());
        if self.until > self.step {
            // What differs from the start on is first felt by step 1.
            let first = self.step.max(1);
            return (texts.recipes.over_steps)(&change, first, self.until, self.values);
        }
        if self.step > 0 { (texts.recipes.at_step)(&change, self.step) } else { change }
    }
}

impl Recipe {
    /// The settings in which `other` differs from this recipe, in the order of the steps. A drag,
    /// which changes a setting step after step, is one difference; so are more values of a setting
    /// than anyone would read, such as those of a slow drag.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut all = Vec::new();
        for field in Field::ALL {
            all.extend(differences_in(*field, self, other));
        }
        all.sort_by_key(|difference| difference.step);
        all
    }
}

/// The steps from which a field's two values are others than before, where they differ.
fn differences_in(field: Field, first: &Recipe, second: &Recipe) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let (mut before, mut newest) = (None, 0);
    for (step, from, to) in values(field, first, second) {
        let pair = (from, to);
        if before.as_ref() == Some(&pair) {
            continue;
        }
        before = Some(pair.clone());
        let (from, to) = pair;
        match found.last_mut() {
            Some(last) if step > 1 && newest + 1 == step => last.to = to,
            _ if from == to => continue,
            _ => found.push(Difference { step, until: step, values: 1, field, from, to }),
        }
        newest = step;
    }
    found.retain(|difference| difference.from != difference.to);
    if found.len() > MOST_VALUES { summarised(found).into_iter().collect() } else { found }
}

/// Differences in one field as a single one, which ends as the last of them does.
fn summarised(differences: Vec<Difference>) -> Option<Difference> {
    let (step, values) = (differences.first()?.step, differences.len());
    let last = differences.into_iter().next_back()?;
    Some(Difference { step, until: last.step, values, ..last })
}

/// A field's value in both recipes at the start (step 0) and at each step where one changes. What
/// changes just before step 1 is how the run starts.
fn values<'a>(
    field: Field,
    first: &'a Recipe,
    second: &'a Recipe,
) -> impl Iterator<Item = (u64, Option<Value>, Option<Value>)> + 'a {
    let changes = first.changes.iter().chain(&second.changes);
    let mut steps: Vec<u64> = changes.map(|change| change.step).filter(|step| *step > 1).collect();
    steps.push(0);
    steps.sort_unstable();
    steps.dedup();
    let (mut one, mut other) = (Follower::of(first), Follower::of(second));
    steps.into_iter().map(move |step| {
        let felt = step.max(1);
        (step, one.value(field, felt), other.value(field, felt))
    })
}

/// The configuration of a run, step after step.
struct Follower<'a> {
    recipe: &'a Recipe,
    config: Config,
    /// Changes made so far.
    made: usize,
}

impl<'a> Follower<'a> {
    fn of(recipe: &'a Recipe) -> Self {
        Self { recipe, config: recipe.config.clone(), made: 0 }
    }

    fn value(&mut self, field: Field, step: u64) -> Option<Value> {
        while let Some(change) = self.recipe.changes.get(self.made).filter(|next| next.step <= step)
        {
            self.config = self.config.with(&change.settings());
            self.made += 1;
        }
        field.get(&self.config)
    }
}
