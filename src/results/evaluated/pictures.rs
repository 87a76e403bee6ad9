//! Target, prediction and forecast over a table, and what is left between them.

use crate::evaluation::{self, clock::Clock, forecast::Forecast};
use crate::evaluation::{Answers, Part, Recurrence, Spread};
use crate::figure::Plate;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::number::short;
use crate::table::{SampleColumn, Samples};
use crate::text::{Figures, Texts};
use crate::wording::foreign;

/// Stretches of a line at most, each drawn by its least and its greatest value: one for each pixel.
const STRETCHES: usize = 700;

/// What stands above a picture.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    /// One line.
    pub title: String,
    /// Below it, smaller; at most three lines.
    pub subtitle: String,
}

/// Target and prediction of the whole table, a graph for each target column, its parts shaded, and what is
/// foretold behind its end.
pub fn fit(
    answers: &Answers<'_>,
    forecast: Option<&Forecast>,
    caption: Caption,
    texts: &Texts,
) -> Plate {
    let (samples, words) = (answers.samples(), &texts.figures);
    let rows = rows(answers, forecast.map_or(0, |forecast| forecast.points.len()), texts);
    let graph = |k: usize| {
        let mut layers = stretches(answers, texts);
        layers.extend(forecast.map(|forecast| band(answers, forecast, k, words)));
        layers.push(line(answers, words.target, Ink::Target, |sample| answers.target(sample, k)));
        let answered = |sample| answers.prediction(sample, k);
        layers.push(line(answers, words.prediction, Ink::Prediction, answered));
        layers.extend(forecast.map(|forecast| foretold(answers, forecast, k, words)));
        Graph::new(rows.clone(), Scale::new(column(samples, k).title()), layers)
    };
    plate(samples, caption, (0..samples.targets.len()).map(graph).collect(), words)
}

/// What is left between target and prediction, for each target column: over the whole table, how often, and
/// how much of it comes again some rows later. The last two are of the part that speaks for the network.
pub fn residuals(answers: &Answers<'_>, caption: Caption, texts: &Texts) -> Plate {
    let samples = answers.samples();
    let part = Part::speaking(samples);
    let graphs = (0..samples.targets.len()).flat_map(|k| {
        let left: Vec<f64> = part.of(samples).map(|sample| answers.residual(sample, k)).collect();
        [
            series(answers, k, texts),
            histogram(&left, part, column(samples, k), texts),
            correlations(&left, part, texts),
        ]
    });
    plate(samples, caption, graphs.collect(), &texts.figures)
}

fn plate(samples: &Samples, caption: Caption, graphs: Vec<Graph>, words: &Figures) -> Plate {
    let Caption { title, mut subtitle } = caption;
    if let Some(times) = &samples.times {
        let (first, last) = (times.text(0), times.text(times.values.len().saturating_sub(1)));
        if !first.is_empty() && !last.is_empty() {
            let spans = (words.rows_from)(&foreign(first), &foreign(last));
            subtitle = if subtitle.is_empty() { spans } else { format!("{subtitle}\n{spans}") };
        }
    }
    Plate { title, subtitle, graphs }
}

fn column(samples: &Samples, k: usize) -> &SampleColumn {
    &samples.columns[samples.targets[k]]
}

/// The axis of the rows, and of so many behind them; with dates, where the rows have some.
fn rows(answers: &Answers<'_>, ahead: usize, texts: &Texts) -> Scale {
    let samples = answers.samples();
    let last = samples.len().saturating_sub(1);
    let range = samples.target_row(0) as f64..=samples.target_row(last) as f64 + ahead as f64;
    let words = texts.plots.date_words();
    let dates = Clock::of(samples).map(|clock| clock.alongs(&range, &words));
    Scale::new(texts.figures.row).whole().along(dates.unwrap_or_default())
}

/// The parts that have samples, shaded but for the first.
fn stretches(answers: &Answers<'_>, texts: &Texts) -> Vec<Layer> {
    let layer = |(part, from, to): (Part, f64, f64)| {
        let (name, shade) = (part.word(texts).to_owned(), part as usize);
        Layer::Stretch { name, shade, from, to }
    };
    Part::stretches(answers.samples()).map(layer).collect()
}

/// A value of each sample over the rows of the targets; of many, the extremes of stretches.
fn line(answers: &Answers<'_>, name: &str, ink: Ink, value: impl Fn(usize) -> f64) -> Layer {
    let point = |sample: usize| (answers.row(sample) as f64, value(sample));
    Layer::line(name, ink, thinned(answers.samples().len(), point))
}

/// The points of so many; where they are more than a picture has pixels, the least and the greatest of each
/// stretch in their order.
fn thinned(count: usize, point: impl Fn(usize) -> (f64, f64)) -> Vec<(f64, f64)> {
    evaluation::thinned(0..count, STRETCHES, point)
}

/// The row so many after the last one of the table.
fn row_ahead(answers: &Answers<'_>, ahead: usize) -> f64 {
    answers.row(answers.samples().len() - 1) as f64 + ahead as f64
}

fn foretold(answers: &Answers<'_>, forecast: &Forecast, k: usize, words: &Figures) -> Layer {
    let point = |at: usize| (row_ahead(answers, at + 1), forecast.points[at][k].prediction);
    Layer::line(words.forecast, Ink::Mark, thinned(forecast.points.len(), point))
}

/// What 90 % of such forecasts lay between.
fn band(answers: &Answers<'_>, forecast: &Forecast, k: usize, words: &Figures) -> Layer {
    let ends = |at: usize| forecast.points[at][k].band;
    let count = forecast.points.iter().take_while(|points| points[k].band.is_some()).count();
    let low = thinned_by(count, |at| ends(at).map_or(f64::NAN, |(low, _)| low), f64::min);
    let high = thinned_by(count, |at| ends(at).map_or(f64::NAN, |(_, high)| high), f64::max);
    let points = low.into_iter().zip(high);
    let points = points.map(|((at, low), (_, high))| (row_ahead(answers, at + 1), low, high));
    Layer::Between { name: words.band.to_owned(), ink: Ink::Mark, points: points.collect() }
}

/// For each stretch its middle and the extreme value in it.
fn thinned_by(
    count: usize,
    value: impl Fn(usize) -> f64,
    extreme: fn(f64, f64) -> f64,
) -> Vec<(usize, f64)> {
    let stretch = count.div_ceil(STRETCHES).max(1);
    let starts = (0..count).step_by(stretch);
    let of = |start: usize| {
        let end = (start + stretch).min(count);
        ((start + end - 1) / 2, (start..end).map(&value).fold(f64::NAN, extreme))
    };
    starts.map(of).collect()
}

/// An axis of residuals, in the unit of their column.
fn residual(column: &SampleColumn, words: &Figures) -> Scale {
    let unit = column.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    Scale::new(format!("{}{unit}", words.residual))
}

fn series(answers: &Answers<'_>, k: usize, texts: &Texts) -> Graph {
    let (column, words) = (column(answers.samples(), k), &texts.figures);
    let mut layers = stretches(answers, texts);
    layers.push(Layer::Level { name: String::new(), ink: Ink::Quiet, at: 0.0 });
    layers.push(line(answers, "", Ink::Prediction, |sample| answers.residual(sample, k)));
    let title = (words.residuals_of)(&column.title());
    Graph::new(rows(answers, 0, texts), residual(column, words), layers).titled(title)
}

/// How often residuals fall into each of some intervals.
fn histogram(left: &[f64], part: Part, column: &SampleColumn, texts: &Texts) -> Graph {
    let words = &texts.figures;
    let spread = Spread::of(left);
    let (bars, width) = (spread.bars(), 0.92 * spread.width);
    let layers = vec![
        Layer::Bars { name: String::new(), ink: Ink::Prediction, bars, width },
        Layer::Upright { name: String::new(), ink: Ink::Quiet, at: 0.0 },
    ];
    let graph = Graph::new(residual(column, words), Scale::new(words.samples), layers);
    graph.titled((words.how_often)(part.word(texts))).low()
}

/// How much of a residual comes again so many rows later, and how much chance alone would bring.
fn correlations(left: &[f64], part: Part, texts: &Texts) -> Graph {
    let words = &texts.figures;
    let Recurrence { lags, chance } = Recurrence::of(left);
    let bars = (1..).map(f64::from).zip(lags).collect();
    let level = |name: &str, at: f64| Layer::Level { name: name.to_owned(), ink: Ink::Mark, at };
    let layers = vec![
        Layer::Bars { name: String::new(), ink: Ink::Prediction, bars, width: 0.6 },
        level(&(words.white_noise)(&short(chance)), chance),
        level("", -chance),
    ];
    let (x, y) = (Scale::new(words.rows_later).whole(), Scale::new(words.autocorrelation));
    Graph::new(x, y, layers).titled((words.comes_again)(part.word(texts))).low()
}
