//! Formulas while they are being typed: what stands in their fields, what is wrong with each, and what they
//! look like. Nothing of it is a run's until all of them are right.

use std::f64::consts::TAU;

use crate::config::{Config, DataKind, Field, Settings, Shape};
use crate::data::{FormulaProblem, formula_problems};
use crate::expression::Expression;
use crate::wording::Language;

/// Radians that the preview shows: three periods.
pub const SPAN: f64 = 3.0 * TAU;
/// Stretches of a curve in the preview.
const STRETCHES: usize = 240;

/// The points of a formula; a height that isn't a finite number is a gap.
pub type Curve = Vec<[f64; 2]>;

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub struct FormulaDraft {
    /// Inputs, and targets.
    texts: [Vec<String>; 2],
    /// Those that the controls have.
    in_force: [Vec<String>; 2],
    /// What `problems` and `curves` were found for, and the language in which they are told.
    seen: Option<(Config, Language)>,
    problems: Vec<FormulaProblem>,
    curves: [Vec<Curve>; 2],
}

/// The place of a side in pairs of inputs and targets.
const fn side(field: Field) -> usize {
    match field {
        Field::Targets => 1,
        _ => 0,
    }
}

impl FormulaDraft {
    /// Follows the controls: where their formulas have changed, what was being typed is gone. Finds again what
    /// is wrong, where anything has changed.
    pub fn follow(&mut self, config: &Config) {
        let formulas = config.formulas();
        if formulas != self.in_force || self.texts.iter().any(Vec::is_empty) {
            self.texts = formulas.clone();
            self.in_force = formulas;
            // There is a field to type into.
            for texts in self.texts.iter_mut().filter(|texts| texts.is_empty()) {
                texts.push(String::new());
            }
        }
        self.look(config);
    }

    /// Finds out what is wrong with the texts beside the controls' other settings, and what they look like.
    fn look(&mut self, config: &Config) {
        let [inputs, targets] = self.texts.clone();
        let drafted = Config { data: DataKind::Formula.into(), inputs, targets, ..config.clone() };
        let seen = (drafted, Language::in_force());
        if self.seen.as_ref() == Some(&seen) {
            return;
        }
        self.problems = formula_problems(&seen.0);
        self.curves =
            self.texts.each_ref().map(|texts| texts.iter().map(|text| curve(text)).collect());
        self.seen = Some(seen);
    }

    /// What stands in the fields of one side.
    pub fn texts(&self, field: Field) -> &[String] {
        &self.texts[side(field)]
    }

    /// The curves of one side; those of texts that are no formulas are empty.
    pub fn curves(&self, field: Field) -> &[Curve] {
        &self.curves[side(field)]
    }

    /// What is wrong with a text; as they were when they were followed last.
    pub fn problem(&self, field: Field, place: usize) -> Option<&FormulaProblem> {
        self.problems.iter().find(|problem| problem.field == field && problem.place == place)
    }

    /// Whether there may be one more.
    pub fn can_add(&self, field: Field) -> bool {
        let most = match field.shape() {
            Shape::Texts(_, most) => most,
            _ => 1,
        };
        self.texts(field).len() < most
    }

    /// Whether there may be one less.
    pub fn can_remove(&self, field: Field) -> bool {
        self.texts(field).len() > 1
    }

    /// Adds an empty field, and says where it stands.
    pub fn add(&mut self, field: Field) -> Option<usize> {
        let may = self.can_add(field);
        let texts = &mut self.texts[side(field)];
        may.then(|| texts.push(String::new()))?;
        Some(texts.len() - 1)
    }

    /// Takes a field away, unless it is the last.
    pub fn remove(&mut self, field: Field, place: usize) {
        if self.can_remove(field) && place < self.texts(field).len() {
            self.texts[side(field)].remove(place);
        }
    }

    /// Types into a field.
    pub fn edit(&mut self, field: Field, place: usize, text: String) {
        if let Some(own) = self.texts[side(field)].get_mut(place) {
            *own = text;
        }
    }

    /// Typing is over: an empty field goes where there are others.
    pub fn leave(&mut self, field: Field, place: usize) {
        let Some(text) = self.texts[side(field)].get_mut(place) else { return };
        *text = text.trim().to_owned();
        if text.is_empty() {
            self.remove(field, place);
        }
    }

    /// Typing was no good: the field has what is in force again, and one that is new goes.
    pub fn revert(&mut self, field: Field, place: usize) {
        let side = side(field);
        let is_same_length = self.texts[side].len() == self.in_force[side].len();
        match self.in_force[side].get(place) {
            Some(text) if is_same_length => self.edit(field, place, text.clone()),
            _ if place >= self.in_force[side].len() => self.remove(field, place),
            _ => {}
        }
    }

    /// What the controls are to have: nothing while anything is wrong, or is as it was.
    pub fn change(&mut self, config: &Config) -> Option<Settings> {
        self.look(config);
        if !self.problems.is_empty() || self.texts == self.in_force {
            return None;
        }
        let [inputs, targets] = self.texts.clone();
        Some(Settings { inputs: Some(inputs), targets: Some(targets), ..Settings::default() })
    }
}

fn curve(text: &str) -> Curve {
    let Ok(expression) = Expression::parse(text) else { return Curve::new() };
    let place = |at: usize| SPAN * at as f64 / STRETCHES as f64;
    (0..=STRETCHES).map(|at| [place(at), expression.value(place(at))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INPUTS: Field = Field::Inputs;

    fn formulas(inputs: &[&str], targets: &[&str]) -> Config {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let (inputs, targets) = (texts(inputs), texts(targets));
        Config { data: DataKind::Formula.into(), inputs, targets, ..Config::default() }
    }

    fn draft(config: &Config) -> FormulaDraft {
        let mut draft = FormulaDraft::default();
        draft.follow(config);
        draft
    }

    #[test]
    fn nothing_is_applied_while_anything_is_wrong() {
        let config = formulas(&["sin(t)"], &["cos(t)"]);
        let mut draft = draft(&config);
        assert_eq!(draft.change(&config), None, "nothing was typed");
        draft.edit(Field::Targets, 0, "cos(t".to_owned());
        draft.edit(INPUTS, 0, "sin(2*t)".to_owned());
        draft.follow(&config);
        let problem = draft.problem(Field::Targets, 0).unwrap();
        assert_eq!(problem.span, Some(3..4));
        assert!(problem.reason.contains("never closed"), "{}", problem.reason);
        assert_eq!(draft.problem(INPUTS, 0), None);
        assert_eq!(draft.change(&config), None);
        draft.edit(Field::Targets, 0, "cos(t)".to_owned());
        let change = draft.change(&config).unwrap();
        let wanted = Settings {
            inputs: Some(vec!["sin(2*t)".to_owned()]),
            targets: Some(vec!["cos(t)".to_owned()]),
            ..Settings::default()
        };
        assert_eq!(change, wanted);
        // Once the controls have it, there is nothing to change.
        let config = config.with(&change);
        draft.follow(&config);
        assert_eq!(draft.change(&config), None);
    }

    #[test]
    fn what_has_no_value_at_first_is_wrong_too() {
        let config = formulas(&["1/t"], &["cos(t)"]);
        let draft = draft(&config);
        let problem = draft.problem(INPUTS, 0).unwrap();
        assert_eq!(problem.span, None);
        assert!(problem.reason.starts_with("it is inf at t = 0, "), "{}", problem.reason);
    }

    #[test]
    fn fields_come_and_go() {
        let config = formulas(&["sin(t)"], &["cos(t)"]);
        let mut draft = draft(&config);
        assert!(!draft.can_remove(INPUTS));
        draft.remove(INPUTS, 0);
        assert_eq!(draft.texts(INPUTS).len(), 1, "there is always one");
        assert_eq!(draft.add(INPUTS), Some(1));
        draft.leave(INPUTS, 1);
        assert_eq!(draft.texts(INPUTS).len(), 1, "an empty one goes when it is left");
        draft.add(INPUTS);
        draft.edit(INPUTS, 1, " t/10 ".to_owned());
        draft.leave(INPUTS, 1);
        assert_eq!(draft.texts(INPUTS), ["sin(t)", "t/10"]);
        draft.revert(INPUTS, 1);
        assert_eq!(draft.texts(INPUTS), ["sin(t)"], "a new one goes when it was no good");
        draft.edit(INPUTS, 0, "x".to_owned());
        draft.revert(INPUTS, 0);
        assert_eq!(draft.texts(INPUTS), ["sin(t)"]);
        for most in [(INPUTS, 32), (Field::Targets, 8)] {
            while draft.add(most.0).is_some() {}
            assert_eq!(draft.texts(most.0).len(), most.1);
        }
    }

    #[test]
    fn another_choice_of_formulas_takes_the_place_of_what_was_typed() {
        let config = formulas(&["sin(t)"], &["cos(t)"]);
        let mut draft = draft(&config);
        draft.edit(INPUTS, 0, "sin(".to_owned());
        draft.follow(&Config { lr: 0.5, ..config });
        assert_eq!(draft.texts(INPUTS), ["sin("], "other settings don't matter");
        draft.follow(&formulas(&["saw(t)", "t"], &["t"]));
        assert_eq!(draft.texts(INPUTS), ["saw(t)", "t"]);
        // A file may name one side only.
        draft.follow(&formulas(&["t"], &[]));
        assert_eq!(draft.texts(Field::Targets), [""]);
        assert!(draft.problem(Field::Targets, 0).is_some());
    }

    #[test]
    fn the_preview_shows_three_periods_with_gaps() {
        let draft = draft(&formulas(&["sin(t)", "sqrt(sin(t))", "sin("], &["cos(t)"]));
        let curves = draft.curves(INPUTS);
        let (first, last) = (curves[0][0], curves[0][STRETCHES]);
        assert!(first == [0.0, 0.0] && (last[0] - SPAN).abs() < 1e-9);
        assert!(curves[0].iter().all(|[t, height]| (height - t.sin()).abs() < 1e-12));
        assert!(curves[1].iter().any(|[_, height]| height.is_nan()));
        assert!(curves[2].is_empty() && draft.curves(Field::Targets).len() == 1);
    }
}
