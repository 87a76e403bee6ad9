//! How good the network is on its table, beside what needs no network.

use egui::{Grid, RichText, Ui};

use super::lens::{About, Lens, Sees};
use super::widgets::channel_choice;
use crate::app::hints::Hints;
use crate::app::panels::lenses::chart::Pointed;
use crate::app::panels::small_button::small_button;
use crate::config::{Config, LossOn, StateMode};
use crate::evaluation::{Evaluation, Judgement, Part};
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::lens::Evaluated;
use crate::lens::baseline_losses::Rival;
use crate::number::short;
use crate::results::evaluated::evaluation_csv;
use crate::session::{Action, LensKind, Session};
use crate::text::Texts;

const ABOUT: About =
    About { kind: LensKind::Evaluated, sees: Sees::Table, texts: |lenses| &lenses.evaluated };

/// Errors farther apart than this are drawn on a logarithmic axis.
const FAR: f64 = 20.0;

/// The lens.
#[derive(Default)]
pub(super) struct EvaluatedLens {
    /// The target column shown.
    target: usize,
}

impl Lens for EvaluatedLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, _: &mut Vec<Action>) {
        let Some(seen) = seen(session) else { return };
        let names: Vec<&str> = names(seen).collect();
        let name = session.texts.cards.target;
        if let Some(target) = channel_choice(ui, name, &names, self.shown(seen)) {
            self.target = target;
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(seen) = seen(session) else { return String::new() };
        let own = |row: &&Judgement| row.target == self.shown(seen);
        let rows: Vec<Judgement> = seen.evaluation.rows.iter().filter(own).copied().collect();
        let texts = session.texts;
        let speaking = rows.iter().find(|row| row.part == Part::speaking(&seen.samples));
        let margins = speaking.and_then(|row| row.margins(texts));
        let sentences = Evaluation { rows: rows.clone() }.sentences(&seen.samples, texts);
        let fresh = speaking.and_then(|row| fresh_starts(texts, &seen.config, row));
        let sentences: Vec<String> = sentences.into_iter().chain(margins).chain(fresh).collect();
        sentences.join("\n")
    }

    fn choices(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(seen) = seen(session) else { return };
        way_to_best(ui, session, actions);
        let rows = seen.evaluation.rows.iter().filter(|row| row.target == self.shown(seen));
        table(ui, session.texts, seen.season, &rows.collect::<Vec<_>>());
        ui.add_space(4.0);
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(seen) = seen(session) else { return Vec::new() };
        let (part, target) = (Part::speaking(&seen.samples), self.shown(seen));
        let row = seen.evaluation.of(part).find(|row| row.target == target);
        row.map(|row| bars(session.texts, seen, row)).into_iter().collect()
    }

    fn point(&mut self, _: usize, pointed: &Pointed, _: &Session, _: &mut Vec<Action>) -> String {
        // Where a bar stands says nothing.
        let lines: Vec<&str> = pointed.text.lines().collect();
        match lines[..] {
            [name, _, value] => format!("{name}\n{value}"),
            _ => pointed.text.clone(),
        }
    }

    fn csv(&self, session: &Session) -> String {
        seen(session)
            .map_or_else(String::new, |seen| evaluation_csv(&seen.evaluation, &seen.samples))
    }
}

impl EvaluatedLens {
    /// The target column shown, of those that there are.
    fn shown(&self, seen: &Evaluated) -> usize {
        self.target.min(seen.samples.targets.len().saturating_sub(1))
    }
}

fn seen(session: &Session) -> Option<&Evaluated> {
    session.lenses.seen()
}

fn names(seen: &Evaluated) -> impl Iterator<Item = &str> {
    seen.samples.targets.iter().map(|column| seen.samples.columns[*column].name.as_str())
}

/// Why the network knows less than the regression that it is compared with, where that is so.
fn fresh_starts(texts: &Texts, config: &Config, row: &Judgement) -> Option<String> {
    let rows = config.time_steps;
    row.baseline.linear.filter(|_| rows > 1)?;
    match (config.state, config.loss_on) {
        (StateMode::None, _) => Some((texts.verdicts.fresh_steps)(rows)),
        (StateMode::Reset, LossOn::All) => Some((texts.verdicts.fresh_windows)(rows)),
        (StateMode::Carry, _) | (StateMode::Reset, LossOn::Last) => None,
    }
}

/// The way to the step with the least validation loss, where that isn't the one on show.
fn way_to_best(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let Some(best) = session.better_step() else { return };
    let words = &session.texts.verdicts;
    let text = (words.look_at_best)(best);
    let answer = ui.add_enabled(session.can_do(&Action::LookAtBest), small_button(&text));
    if answer.hint_beside(ui, words.look_at_best_hint).clicked() {
        actions.push(Action::LookAtBest);
    }
    ui.add_space(2.0);
}

/// The numbers of `evaluation.csv` of one target column: a row for each number, a column for each part.
fn table(ui: &mut Ui, texts: &Texts, season: Option<usize>, parts: &[&Judgement]) {
    let words = &texts.evaluation;
    let of = |number: fn(&Judgement) -> Option<f64>| {
        parts.iter().map(|row| number(row)).collect::<Vec<Option<f64>>>()
    };
    let own = [
        ("RMSE", of(|row| row.rmse)),
        ("MAE", of(|row| row.mae)),
        ("MASE", of(|row| row.mase)),
        ("R²", of(|row| row.r2)),
    ];
    let rivals = Rival::ALL.map(|rival| {
        let errors = parts.iter().map(|row| rival.of(&row.baseline)).collect::<Vec<_>>();
        let name = (words.rmse_of)(rival.name(texts));
        let season = season.filter(|_| rival == Rival::Seasonal);
        (season.map_or_else(|| name.clone(), |rows| (words.of_rows)(&name, rows)), errors)
    });
    let small = |text: &str| RichText::new(text).small();
    let grid = Grid::new("evaluation").num_columns(parts.len() + 1).min_row_height(14.0);
    grid.spacing([14.0, 2.0]).show(ui, |ui| {
        ui.label("");
        for row in parts {
            ui.label(small(row.part.word(texts)).weak());
        }
        ui.end_row();
        let own = own.into_iter().map(|(name, numbers)| (name.to_owned(), numbers));
        for (name, numbers) in own.chain(rivals).filter(|(_, all)| all.iter().any(Option::is_some))
        {
            ui.label(small(&name).weak());
            for number in numbers {
                // Beside the others of its line, to which it is compared.
                ui.label(small(&number.map_or_else(|| "—".to_owned(), short)).monospace());
            }
            ui.end_row();
        }
    });
}

/// The network's error beside those of the baselines, over the part that speaks for it.
fn bars(texts: &Texts, seen: &Evaluated, row: &Judgement) -> Graph {
    let own = (texts.evaluation.network, Ink::Prediction, row.rmse);
    let rivals = Rival::ALL
        .into_iter()
        .enumerate()
        .map(|(n, rival)| (rival.name(texts), Ink::Nth(n + 1), rival.of(&row.baseline)));
    let all = std::iter::once(own).chain(rivals);
    let all = all.filter_map(|(name, ink, error)| Some((name, ink, error?)));
    let errors: Vec<(&str, Ink, f64)> = all.collect();
    let count = errors.len() as f64;
    // Between two whole numbers, where the axis has nothing to name.
    let place = |n: usize| (n as f64 + 1.0) / (count + 1.0);
    let bar = |(n, (name, ink, error)): (usize, &(&str, Ink, f64))| Layer::Bars {
        name: (*name).to_owned(),
        ink: *ink,
        bars: vec![(place(n), *error)],
        width: 0.7 / (count + 1.0),
    };
    let layers = errors.iter().enumerate().map(bar).collect();
    let column = &seen.samples.columns[seen.samples.targets[row.target]];
    let unit = column.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    let scale = Scale::new(format!("RMSE{unit}"));
    let positive = || errors.iter().map(|(.., error)| *error).filter(|error| *error > 0.0);
    let (least, most) = (positive().fold(f64::INFINITY, f64::min), positive().fold(0.0, f64::max));
    let scale = match most / least > FAR {
        true => scale.over(least / 2.0, 1.3 * most).logarithmic(),
        false if most > 0.0 => scale.over(0.0, 1.1 * most),
        false => scale,
    };
    let title = (texts.graphs.error_over)(column.plain_name(), row.part.word(texts));
    Graph::new(Scale::new("").over(0.02, 0.98).whole(), scale, layers).titled(title).low()
}
