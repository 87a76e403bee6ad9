//! What the figure of a run without a window shows.

use super::tail::Tail;
use super::window_rows::in_units;
use crate::config::{Config, Field, Spacing};
use crate::data::{Loader, Shape, source};
use crate::figure::{Curves, Figure, LossPlot, Segment};
use crate::history::{Bucket, Series};
use crate::number::short;
use crate::recipe::{Recipe, changes_felt, unusual_words};
use crate::results::evaluated::Caption;
use crate::text::{Captions, Texts};

/// Stretches of steps that the loss is drawn with at most.
const STRETCHES: usize = 2000;

/// Where the losses span more than this factor, their axis is logarithmic.
const LINEAR_UP_TO: f32 = 10.0;

/// Target and prediction of the last windows, and the loss of the whole run.
pub(super) fn figure(
    recipe: &Recipe,
    steps: u64,
    loss: &Series,
    tail: &Tail,
    texts: &Texts,
) -> Figure {
    let marks = recipe.marks();
    let felt = marks.iter().filter(|mark| mark.step <= steps);
    let marks = felt.map(|mark| (mark.place(), mark.text(texts))).collect();
    let Caption { title, subtitle } = caption(recipe, steps, texts);
    Figure {
        title,
        subtitle,
        curves: Curves {
            along: source(&recipe.config).axis().along().map(str::to_owned),
            value_name: value_name(&recipe.config),
            ..Curves::of_windows(&segments(recipe, tail), false, texts)
        },
        below: Vec::new(),
        loss: LossPlot {
            points: points(loss),
            log: spans_decades(loss),
            marks,
            ..LossPlot::default()
        },
    }
}

/// The first target's column with its unit; none where data have no columns.
fn value_name(config: &Config) -> Option<String> {
    let source = source(config);
    source.samples().map(|_| source.target_name(0).to_owned())
}

/// What stands above a picture of the network after so many steps.
pub(super) fn caption(recipe: &Recipe, steps: u64, texts: &Texts) -> Caption {
    let words = &texts.captions;
    let config = &recipe.config_at(steps.max(1));
    let changes = changes_felt(&recipe.marks(), steps);
    Caption {
        title: (words.title)(config.cell.label(), &source(config).task(), steps),
        subtitle: settings(config, changes, texts),
    }
}

/// The settings of the last step as the caption of a figure gives them, and how many changes led there.
fn settings(config: &Config, changes: usize, texts: &Texts) -> String {
    let words = &texts.captions;
    let nonlinearity = config.cell.chooses_nonlinearity().then(|| config.nonlinearity.label());
    let hidden = match nonlinearity {
        Some(nonlinearity) => (words.hidden_of)(config.hidden, nonlinearity),
        None => (words.hidden)(config.hidden),
    };
    let mut parts = vec![
        hidden,
        (words.layers)(config.layers),
        (words.time_steps)(config.time_steps),
        (words.batch)(config.batch),
    ];
    parts.extend(spacing(config, words));
    parts.push((words.state)(config.state.label()));
    parts.push(config.optimizer.label().to_owned());
    parts.push((words.learning_rate)(&short(config.lr)));
    parts.extend(config.clip.map(|norm| (words.clipped)(&short(norm))));
    parts.extend(unusual_words(config, texts));
    parts.push((words.seed)(config.seed));
    parts.extend((changes > 0).then(|| (words.changes)(changes)));
    (words.together)(&parts)
}

/// How far apart the samples are, of data to which that is a setting.
fn spacing(config: &Config, words: &Captions) -> Option<String> {
    Field::Spacing.belongs(&config.data).then(|| match config.spacing {
        Spacing::HalfTurn if config.endpoint => words.half_turn_with_end_point.to_owned(),
        Spacing::HalfTurn => words.half_turn.to_owned(),
        Spacing::Radians(radians) => (words.radians)(&short(radians)),
    })
}

fn segments(recipe: &Recipe, tail: &Tail) -> Vec<Segment> {
    let window = |step| tail.window(recipe, step);
    let segment = |(data, prediction): (Loader, &[f32])| segment(&data, prediction);
    tail.steps().filter_map(window).map(segment).collect()
}

/// Batch row 0 of a window, and of several inputs or targets the first; of a table, in its units.
fn segment(data: &Loader, prediction: &[f32]) -> Segment {
    let t: Vec<f64> = (0..data.time_steps()).map(|i| data.t(0, i)).collect();
    let Some(table) = data.source().samples() else {
        return first_channels(data, t, [data.input(), data.target(), prediction]);
    };
    let mut units = Default::default();
    in_units(table, &t, prediction, &mut units);
    first_channels(data, t, units.each_ref().map(Vec::as_slice))
}

/// The first of several inputs or targets, at these times.
fn first_channels<N: Copy + Into<f64>>(
    data: &Loader,
    t: Vec<f64>,
    [input, target, prediction]: [&[N]; 3],
) -> Segment {
    let Shape { inputs, targets } = data.source().shape();
    let first = |samples: &[N], channels: usize| {
        samples.iter().step_by(channels).take(t.len()).map(|value| (*value).into()).collect()
    };
    Segment {
        input: first(input, inputs),
        target: first(target, targets),
        prediction: first(prediction, targets),
        t,
    }
}

/// (step, loss): each step's, or of a long run the least and greatest of stretches of steps.
fn points(loss: &Series) -> Vec<(f64, f64)> {
    let mut stretches = Vec::new();
    let first = loss.first_step().unwrap_or(1);
    loss.visible(first..=loss.last_step().unwrap_or(first), STRETCHES, &mut stretches);
    stretches.iter().flat_map(Bucket::points).collect()
}

fn spans_decades(loss: &Series) -> bool {
    match (loss.min(), loss.max()) {
        (Some((_, least)), Some((_, greatest))) => least > 0.0 && greatest > LINEAR_UP_TO * least,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataKind;
    use crate::data;

    /// Data of a kind after their first draw.
    fn drawn(kind: DataKind) -> (Config, Loader) {
        let mut config = Config { data: kind.into(), ..Config::default() };
        data::open(&mut config).unwrap();
        let mut data = Loader::new(&config);
        data.draw();
        (config, data)
    }

    #[test]
    fn a_table_is_drawn_in_its_units_and_under_its_columns_name() {
        let (config, data) = drawn(DataKind::Lorenz);
        let table = data.source().samples().unwrap();
        let (input, target) = (&table.columns[table.inputs[0]], &table.columns[table.targets[0]]);
        let windows = segment(&data, data.target());
        assert_eq!(windows.t.len(), config.time_steps);
        for (i, row) in windows.t.iter().enumerate() {
            // Rows count from 1, and none of this table is left out.
            let row = *row as usize - 1;
            assert_eq!(windows.target[i], target.values[row]);
            assert_eq!(windows.input[i], input.values[row - table.horizon]);
            let off = (windows.prediction[i] - target.values[row]).abs();
            assert!(off < 1e-5 * target.values[row].abs().max(1.0), "{off} in row {row}");
        }
        assert!(data.target()[0] != windows.target[0] as f32, "the network reads scaled numbers");
        assert_eq!(value_name(&config), Some(target.name.clone()));
    }

    #[test]
    fn a_wave_is_drawn_as_the_network_reads_it() {
        let (config, data) = drawn(DataKind::SinCos);
        let window = segment(&data, data.target());
        let read = &data.target()[..config.time_steps];
        assert!(window.target.iter().zip(read).all(|(drawn, read)| *drawn == f64::from(*read)));
        assert_eq!(window.target, window.prediction);
        assert_eq!(value_name(&config), None);
    }
}
