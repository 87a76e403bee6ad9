//! What is wrong with formulas one by one, for whoever has each of them in a field of its own.

use std::ops::Range;

use super::{Grid, Layout, Position, words};
use crate::config::{Config, Field};
use crate::expression::Expression;

/// Samples of the first step at which a formula is looked at while it is being typed: a run looks at all.
const LOOKED_AT: usize = 4096;

/// What is wrong with one formula.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaProblem {
    /// Whether it is read or answered: `Inputs` or `Targets`.
    pub field: Field,
    /// Which of them, from 0.
    pub place: usize,
    /// The characters to blame, counted from 0; `None` where it is all of them.
    pub span: Option<Range<usize>>,
    /// What is wrong, and what would be right, to follow a colon.
    pub reason: String,
}

/// The first thing that is wrong with each formula of `config`; nothing of those that are right.
pub fn problems(config: &Config) -> Vec<FormulaProblem> {
    let grid = Grid::new(config);
    let sides = [Field::Inputs, Field::Targets].into_iter().zip(config.formulas());
    let numbered = sides.flat_map(|(field, texts)| {
        texts.into_iter().enumerate().map(move |(place, text)| (field, place, text))
    });
    let problem = |(field, place, text): (Field, usize, String)| {
        let (span, reason) = problem(&text, &grid)?;
        Some(FormulaProblem { field, place, span, reason })
    };
    numbered.filter_map(problem).collect()
}

/// The first thing that is wrong with a formula on this grid, and where it stands.
fn problem(text: &str, grid: &Grid) -> Option<(Option<Range<usize>>, String)> {
    let expression = match Expression::parse(text) {
        Ok(expression) => expression,
        Err(reason) => return Some((reason.span(), reason.to_string())),
    };
    let Layout { batch, time_steps } = grid.layout;
    let samples = 0..(batch * time_steps).min(LOOKED_AT);
    let mut places = samples.map(|at| grid.t(Position::START, at / time_steps, at % time_steps));
    let value = |t: f64| expression.value(t) as f32;
    let t = places.find(|t| !value(*t).is_finite())?;
    Some((None, (words().has_no_value)(value(t), t)))
}
