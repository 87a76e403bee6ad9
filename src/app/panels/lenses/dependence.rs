//! Which inputs each answer depends on.

use egui::Ui;

use super::lens::{About, Lens, Sees, left_empty};
use super::table::Table;
use super::widgets::channel_choice;
use crate::app::plots::spoken::joined;
use crate::data::{self, Shape};
use crate::figure::graph::{Cells, Graph, Layer, Scale};
use crate::inspector::Question;
use crate::lens::dependence::{Channels, Dependence};
use crate::number::short;
use crate::session::{Action, LensKind, Session};

const ABOUT: About =
    About { kind: LensKind::Dependence, sees: Sees::Window, texts: |lenses| &lenses.dependence };

/// The lens.
pub(super) struct DependenceLens;

impl Lens for DependenceLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(Question::Dependence(asked)) = session.lenses.question(ABOUT.kind) else { return };
        let source = data::source(&session.config());
        let Shape { inputs, targets } = source.shape();
        let inputs: Vec<&str> = (0..inputs).map(|channel| source.input_name(channel)).collect();
        let targets: Vec<&str> = (0..targets).map(|channel| source.target_name(channel)).collect();
        let texts = &session.texts.cards;
        let mut channels = asked;
        if let Some(input) = channel_choice(ui, texts.input, &inputs, asked.input) {
            channels.input = input;
        }
        if let Some(target) = channel_choice(ui, texts.target, &targets, asked.target) {
            channels.target = target;
        }
        if channels != asked {
            actions.push(Action::Inquire(Question::Dependence(channels)));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(dependence) = seen(session) else { return String::new() };
        let rows = dependence.rows.iter().enumerate();
        let known = rows.flat_map(|(t, row)| row.iter().flatten().take(t + 1));
        match dependence.progress() {
            done if done < 1.0 => (session.texts.verdicts.rows_done)(done.into()),
            _ => left_empty(&session.texts.cards, known).trim_start().to_owned(),
        }
    }

    fn told(&self, session: &Session) -> String {
        let (verdict, words) = (self.verdict(session), &session.texts.spoken);
        let Some(dependence) = seen(session).filter(|found| found.progress() >= 1.0) else {
            return verdict;
        };
        let rows = dependence.rows.iter().enumerate();
        let all = rows.flat_map(|(t, row)| {
            let known = row.iter().flatten().take(t + 1).enumerate();
            known.map(move |(s, value)| (t, s, *value))
        });
        let finite = all.filter(|(.., value)| value.is_finite());
        let most = finite.max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()));
        let Some((t, s, value)) = most else { return verdict };
        let first = dependence.skipped + 1;
        let mut told =
            (words.depends_most)(&(t + first).to_string(), &(s + first).to_string(), &short(value));
        if let Some(Some(last)) = dependence.rows.last() {
            let counts = last.iter().position(|of| of.abs() > 0.1 * value.abs());
            let reach = counts.map(|s| last.len() - 1 - s);
            told.extend(reach.map(words.depends_last));
        }
        joined(session.texts, [told, verdict])
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(dependence) = seen(session) else { return Vec::new() };
        let steps = dependence.rows.len();
        let row = |t: usize| {
            let shown = dependence.shown(t);
            (0..steps).map(move |s| match shown {
                // An answer can't depend on what comes after it.
                _ if s > t => 0.0,
                Some(row) => row[s] as f32,
                None => f32::NAN,
            })
        };
        let values = (0..steps).flat_map(row).collect();
        let first = dependence.skipped + 1;
        let cells = Cells {
            row_names: (first..first + steps).map(|t| t.to_string()).collect(),
            origin: (first as f64, 1.0),
            ..Cells::around_zero("∂ŷ/∂x", steps, values, 1e-6)
        };
        let texts = &session.texts.graphs;
        let (x, y) = (Scale::new(texts.input_at), Scale::new(texts.answer_at));
        vec![Graph::new(x, y, vec![Layer::Cells(cells)])]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,target,input,answer_time_step,input_time_step,derivative");
        let Some(dependence) = seen(session) else { return table.text() };
        let (step, first) = (dependence.step, dependence.skipped + 1);
        for (t, row) in dependence.rows.iter().enumerate() {
            for (s, value) in row.iter().flatten().enumerate().take(t + 1) {
                let Channels { input, target } = dependence.channels;
                let place = format!("{target},{input},{},{}", t + first, s + first);
                table.row(format_args!("{step},{place},{value}"));
            }
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&Dependence> {
    session.lenses.seen()
}
