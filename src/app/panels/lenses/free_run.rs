//! The network fed with its own output.

use egui::Ui;

use super::lens::{About, Lens, Sees, left_out};
use super::table::Table;
use super::widgets::slider;
use crate::evaluation::forecast::Point;
use crate::evaluation::thinned;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::free_run::{BehindTheEnd, FreeRun, Oscillation};
use crate::results::evaluated::forecast_csv;
use crate::session::{Action, LensKind, Session};
use crate::text::{Graphs, Texts, Verdicts};

const ABOUT: About =
    About { kind: LensKind::FreeRun, sees: Sees::OwnData, texts: |lenses| &lenses.free_run };

/// Rows before a table's end that are shown beside a forecast: twice as many as are foretold, within these.
const LEAST_PAST: usize = 50;
const MOST_PAST: usize = 500;
/// Stretches of a forecast at most.
const STRETCHES: usize = 360;

/// The lens.
pub(super) struct FreeRunLens;

impl Lens for FreeRunLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(Question::FreeRun(asked)) = session.lenses.question(ABOUT.kind) else {
            return;
        };
        if session.run.config.data.is_table() {
            return;
        }
        let (mut warm_up, mut threshold) = (asked.warm_up as f64, asked.threshold);
        slider(ui, session.texts.verdicts.warm_up, &mut warm_up, 0.0..=200.0, false);
        slider(ui, session.texts.verdicts.threshold, &mut threshold, 0.01..=1.0, true);
        let mut plan = asked;
        plan.warm_up = warm_up.round() as usize;
        plan.threshold = threshold;
        if plan != asked {
            actions.push(Action::Inquire(Question::FreeRun(plan)));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let run = match seen(session) {
            Some(FreeRun::Oscillation(run)) => run,
            Some(FreeRun::BehindTheEnd(run)) => return told(&session.texts.verdicts, run),
            None => return String::new(),
        };
        let (texts, threshold) = (&session.texts.verdicts, run.threshold);
        let lost = left_out(&session.texts.cards, &run.prediction);
        match run.holds {
            Some(1) => (texts.stays_one)(threshold) + lost,
            Some(steps) => (texts.stays)(threshold, steps) + lost,
            None => (texts.stays_all)(threshold, run.t.len() - run.warm_up.min(run.t.len())),
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let texts = &session.texts.graphs;
        match seen(session) {
            Some(FreeRun::Oscillation(run)) => vec![curves(texts, run), errors(texts, run)],
            Some(FreeRun::BehindTheEnd(run)) => {
                let texts = session.texts;
                (0..run.samples.targets.len()).map(|k| foretold(texts, run, k)).collect()
            }
            None => Vec::new(),
        }
    }

    fn csv(&self, session: &Session) -> String {
        if let Some(FreeRun::BehindTheEnd(run)) = seen(session) {
            return forecast_csv(&run.forecast, &run.samples);
        }
        let mut table =
            Table::new("step,threshold,time_steps_within,own,t,input,target,prediction");
        let Some(FreeRun::Oscillation(run)) = seen(session) else { return table.text() };
        // Empty where it stays within the threshold to the end.
        let within = run.holds.map(|steps| steps.to_string()).unwrap_or_default();
        let plan = format!("{},{},{within}", run.step, run.threshold);
        let outputs = run.target.iter().zip(&run.prediction);
        let rows = run.t.iter().zip(&run.input).zip(outputs).enumerate();
        for (n, ((t, input), (target, prediction))) in rows {
            let own = u8::from(n >= run.warm_up);
            table.row(format_args!("{plan},{own},{t},{input},{target},{prediction}"));
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&FreeRun> {
    session.lenses.seen()
}

/// Numbers over the time steps, counted from the one at which the network is left alone.
fn over_time(run: &Oscillation, values: impl Iterator<Item = f64>) -> Vec<(f64, f64)> {
    values.enumerate().map(|(n, value)| (n as f64 - run.warm_up as f64, value)).collect()
}

fn time(texts: &Graphs) -> Scale {
    Scale::new(texts.own_time_steps).whole()
}

/// Where the warm-up ends; the first graph says so.
fn begin(name: &str) -> Layer {
    Layer::Upright { name: name.to_owned(), ink: Ink::Mark, at: 0.0 }
}

fn curves(texts: &Graphs, run: &Oscillation) -> Graph {
    let line = |name: &str, ink, values: &[f64]| {
        Layer::line(name, ink, over_time(run, values.iter().copied()))
    };
    let layers = vec![
        line(texts.target, Ink::Target, &run.target),
        line(texts.prediction, Ink::Prediction, &run.prediction),
        begin(texts.warm_up_end),
    ];
    Graph::new(time(texts), Scale::new(texts.value).over(-1.6, 1.6), layers)
}

fn errors(texts: &Graphs, run: &Oscillation) -> Graph {
    let errors = run.prediction.iter().zip(&run.target).map(|(y, target)| (y - target).abs());
    let limit = (texts.threshold)(run.threshold);
    let layers = vec![
        Layer::line("", Ink::Prediction, over_time(run, errors)),
        begin(""),
        Layer::Level { name: limit, ink: Ink::Mark, at: run.threshold },
    ];
    let error = Scale::new(texts.error).logarithmic();
    Graph::new(time(texts), error, layers).titled(texts.distance).low()
}

/// What is foretold, and how sure that is.
fn told(texts: &Verdicts, run: &BehindTheEnd) -> String {
    let points = &run.forecast.points;
    let has_band = |targets: &&Vec<Point>| targets.iter().any(|point| point.band.is_some());
    let band = match points.iter().filter(has_band).count() {
        0 => texts.without_band.to_owned(),
        rows if rows == points.len() => texts.with_band.to_owned(),
        rows => (texts.with_short_band)(rows),
    };
    (texts.behind_the_end)(points.len()) + &band
}

/// The last rows of a target column, and those that are foretold.
fn foretold(texts: &Texts, run: &BehindTheEnd, k: usize) -> Graph {
    let (words, texts) = (texts.plots.date_words(), &texts.graphs);
    let (samples, points) = (&run.samples, &run.forecast.points);
    let column = &samples.columns[samples.targets[k]];
    let rows = column.values.len();
    let first = rows.saturating_sub((2 * points.len()).clamp(LEAST_PAST, MOST_PAST));
    let number = |row: usize| f64::from(samples.rows[row]) + 1.0;
    let past = (first..rows).map(|row| (number(row), column.values[row])).collect();
    let end = number(rows - 1);
    let ahead = |at: usize| end + at as f64 + 1.0;
    let foretold = thinned(0..points.len(), STRETCHES, |at| (ahead(at), points[at][k].prediction));
    // It sets out from what is known.
    let foretold = std::iter::once((end, column.values[rows - 1])).chain(foretold).collect();
    let stretch = points.len().div_ceil(STRETCHES);
    let band = run.forecast.bands(k, 0..points.len(), stretch);
    let band = band.map(|(at, low, high)| (ahead(at), low, high));
    let layers = vec![
        Layer::Between { name: texts.band.to_owned(), ink: Ink::Mark, points: band.collect() },
        Layer::line(texts.target, Ink::Target, past),
        Layer::line(texts.forecast, Ink::Prediction, foretold),
        Layer::Upright { name: String::new(), ink: Ink::Quiet, at: end + 0.5 },
    ];
    let unit = column.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    let value = Scale::new(format!("{}{unit}", texts.value));
    let seen = number(first)..=end + points.len() as f64;
    let dates = run.clock.as_ref().map(|clock| clock.alongs(&seen, &words)).unwrap_or_default();
    let rows = Scale::new(texts.row).whole().along(dates);
    let graph = Graph::new(rows, value, layers).titled(column.plain_name());
    if samples.targets.len() > 2 { graph.low() } else { graph }
}
