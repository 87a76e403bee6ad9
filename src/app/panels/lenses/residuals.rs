//! What is left between target and prediction.

use egui::Ui;

use super::lens::{About, Lens, Sees};
use super::table::Table;
use super::widgets::channel_choice;
use crate::data;
use crate::evaluation::Part;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::Residuals;
use crate::number::short;
use crate::number::ticks::Along;
use crate::session::{Action, LensKind, Session};
use crate::text::Texts;

const ABOUT: About =
    About { kind: LensKind::Residuals, sees: Sees::Table, texts: |lenses| &lenses.residuals };

/// Points of the normal curve.
const CURVE: usize = 80;

/// The lens.
pub(super) struct ResidualsLens;

impl Lens for ResidualsLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn is_of_a_row(&self, session: &Session) -> bool {
        seen(session).is_some_and(|seen| seen.part.is_none())
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(seen) = seen(session) else { return };
        let names: Vec<&str> = seen.names.iter().map(String::as_str).collect();
        let name = session.texts.cards.target;
        if let Some(target) = channel_choice(ui, name, &names, seen.target) {
            actions.push(Action::Inquire(Question::Residuals(target)));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        seen(session).map_or_else(String::new, |seen| told(session.texts, seen))
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(seen) = seen(session) else { return Vec::new() };
        let texts = session.texts;
        let axis = match seen.part {
            Some(_) => texts.graphs.row.to_owned(),
            None => data::source(&session.config()).axis().label(),
        };
        vec![
            series(texts, seen, axis),
            spread(texts, seen),
            again(texts, seen),
            against(texts, seen),
        ]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,target,t,residual");
        let Some(seen) = seen(session) else { return table.text() };
        for (t, residual) in &seen.series {
            table.row(format_args!("{},{},{t},{residual}", seen.step, seen.target));
        }
        table.text()
    }

    fn tables(&self, session: &Session) -> Vec<(&'static str, String)> {
        let mut spread = Table::new("step,target,low,high,samples");
        let mut again = Table::new("step,target,lag,autocorrelation");
        let mut against = Table::new("step,target,prediction,residual");
        if let Some(seen) = seen(session) {
            let begin = format!("{},{}", seen.step, seen.target);
            for (n, count) in seen.spread.counts.iter().enumerate() {
                let low = seen.spread.low + n as f64 * seen.spread.width;
                spread.row(format_args!("{begin},{low},{},{count}", low + seen.spread.width));
            }
            for (lag, value) in (1..).zip(&seen.again.lags) {
                again.row(format_args!("{begin},{lag},{value}"));
            }
            for (prediction, residual) in &seen.against {
                against.row(format_args!("{begin},{prediction},{residual}"));
            }
        }
        vec![
            ("", self.csv(session)),
            ("-histogram", spread.text()),
            ("-autocorrelation", again.text()),
            ("-against-prediction", against.text()),
        ]
    }
}

fn seen(session: &Session) -> Option<&Residuals> {
    session.lenses.seen()
}

/// What there is to see, in words.
fn told(texts: &Texts, seen: &Residuals) -> String {
    let words = &texts.residuals;
    let unit = seen.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let Some((mean, deviation)) = seen.moments.mean.zip(seen.moments.deviation) else {
        return words.infinite.to_owned();
    };
    let place = seen
        .part
        .map_or_else(|| words.of_windows.to_owned(), |part| (words.of_part)(part.word(texts)));
    let first = (words.mean)(&place, &(short(mean) + &unit), &(short(deviation) + &unit));
    let off = match seen.moments.is_off() {
        true if mean > 0.0 => words.too_low,
        true => words.too_high,
        false => words.not_off,
    };
    let again = match seen.again.strongest() {
        None => String::new(),
        Some((lag, value)) if seen.again.is_more_than_chance() => {
            (words.again)(seen.again.beyond(), seen.again.lags.len(), lag, value)
        }
        Some(_) => words.not_again.to_owned(),
    };
    let tails = match seen.moments.excess {
        Some(excess) if seen.moments.has_heavy_tails() => (words.heavy)(excess),
        Some(_) => words.not_heavy.to_owned(),
        None => String::new(),
    };
    let sentences = [first, off.to_owned(), again, tails].into_iter();
    let sentences: Vec<String> = sentences.filter(|text| !text.is_empty()).collect();
    (texts.words.sentences)(&sentences)
}

fn residual(texts: &Texts, seen: &Residuals) -> Scale {
    let unit = seen.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    Scale::new(format!("{}{unit}", texts.graphs.residual))
}

fn series(texts: &Texts, seen: &Residuals, axis: String) -> Graph {
    let shade = |(part, from, to): &(Part, f64, f64)| Layer::Stretch {
        name: part.word(texts).to_owned(),
        shade: *part as usize,
        from: *from,
        to: *to,
    };
    let mut layers: Vec<Layer> = seen.stretches.iter().map(shade).collect();
    layers.push(Layer::Level { name: String::new(), ink: Ink::Quiet, at: 0.0 });
    layers.push(Layer::line("", Ink::Prediction, seen.series.clone()));
    let x = if seen.part.is_some() { Scale::new(axis).whole() } else { Scale::new(axis) };
    let x = x.along(dates(texts, seen));
    let title = match seen.names.get(seen.target) {
        Some(name) => (texts.graphs.residuals_of)(name),
        None => texts.graphs.residual.to_owned(),
    };
    Graph::new(x, residual(texts, seen), layers).titled(title)
}

/// Dates along the series, where its rows have some.
fn dates(texts: &Texts, seen: &Residuals) -> Vec<Along> {
    let ends = seen.series.first().zip(seen.series.last());
    let (Some(clock), Some((first, last))) = (&seen.clock, ends) else { return Vec::new() };
    clock.alongs(&(first.0..=last.0), &texts.plots.date_words())
}

/// How often residuals lie where, and how often a normal curve has them there.
fn spread(texts: &Texts, seen: &Residuals) -> Graph {
    let (width, bars) = (seen.spread.width, seen.spread.bars());
    let (low, high) = (seen.spread.low, seen.spread.low + width * bars.len() as f64);
    let at = |n: usize| low + (high - low) * n as f64 / (CURVE - 1) as f64;
    let curve = (0..CURVE).filter_map(|n| Some((at(n), seen.moments.normal(at(n), width)?)));
    let words = &texts.graphs;
    let bars = Layer::Bars {
        name: words.residuals.to_owned(),
        ink: Ink::Prediction,
        bars,
        width: 0.92 * width,
    };
    let layers = vec![bars, Layer::line(words.normal_curve, Ink::Mark, curve.collect())];
    let place = seen.part.map_or_else(String::new, |part| (words.in_part)(part.word(texts)));
    Graph::new(residual(texts, seen), Scale::new(words.samples), layers)
        .titled(format!("{}{place}", words.how_often))
        .low()
}

/// How much of a residual comes again so many rows later, and how much chance alone would bring.
fn again(texts: &Texts, seen: &Residuals) -> Graph {
    let (words, chance) = (&texts.graphs, seen.again.chance);
    let bars = (1..).map(f64::from).zip(seen.again.lags.iter().copied()).collect();
    let level = |name: String, at: f64| Layer::Level { name, ink: Ink::Mark, at };
    let layers = vec![
        Layer::Bars { name: String::new(), ink: Ink::Prediction, bars, width: 0.6 },
        level((words.white_noise)(chance), chance),
        level(String::new(), -chance),
    ];
    let later = if seen.part.is_some() { words.rows_later } else { words.samples_later };
    let place = seen.part.map_or_else(String::new, |part| (words.in_part)(part.word(texts)));
    Graph::new(Scale::new(later).whole(), Scale::new(words.correlation), layers)
        .titled(format!("{}{place}", words.autocorrelation))
        .low()
}

fn against(texts: &Texts, seen: &Residuals) -> Graph {
    let words = &texts.graphs;
    let layers = vec![
        Layer::Level { name: String::new(), ink: Ink::Quiet, at: 0.0 },
        Layer::dots("", Ink::Prediction, seen.against.clone()),
    ];
    let unit = seen.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    let x = Scale::new(format!("{}{unit}", words.prediction));
    // As high as the name of the vertical axis is long.
    Graph::new(x, residual(texts, seen), layers).titled(words.against_prediction)
}
