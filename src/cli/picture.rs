//! What the figure of a run without a window shows.

use super::tail::Tail;
use crate::config::{Config, Field, Spacing};
use crate::data::{Loader, Shape, source};
use crate::figure::{Curves, Figure, LossPlot, Segment};
use crate::history::{Bucket, Series};
use crate::number::short;
use crate::recipe::{Recipe, changes_felt, unusual_words};
use crate::results::evaluated::Caption;
use crate::wording::counted;

/// Stretches of steps that the loss is drawn with at most.
const STRETCHES: usize = 2000;

/// Where the losses span more than this factor, their axis is logarithmic.
const LINEAR_UP_TO: f32 = 10.0;

/// Target and prediction of the last windows, and the loss of the whole run.
pub(super) fn figure(recipe: &Recipe, steps: u64, loss: &Series, tail: &Tail) -> Figure {
    let marks = recipe.marks();
    let felt = marks.iter().filter(|mark| mark.step <= steps);
    let marks = felt.map(|mark| (mark.place(), mark.text())).collect();
    let Caption { title, subtitle } = caption(recipe, steps);
    Figure {
        title,
        subtitle,
        curves: Curves {
            along: source(&recipe.config).axis().along(),
            ..Curves::of_windows(&segments(recipe, tail), false)
        },
        loss: LossPlot {
            points: points(loss),
            log: spans_decades(loss),
            marks,
            ..LossPlot::default()
        },
    }
}

/// What stands above a picture of the network after so many steps.
pub(super) fn caption(recipe: &Recipe, steps: u64) -> Caption {
    let config = &recipe.config_at(steps.max(1));
    let changes = changes_felt(&recipe.marks(), steps);
    let (network, task) = (config.cell.label(), source(config));
    Caption {
        title: format!("{network} learns {}: {}", task.task(), counted(steps as usize, "step")),
        subtitle: settings(config, changes),
    }
}

/// The settings of the last step as the caption of a figure gives them, and how many changes led there.
fn settings(config: &Config, changes: usize) -> String {
    let Config { hidden, layers, time_steps, batch, lr, seed, .. } = config;
    let nonlinearity = if config.cell.chooses_nonlinearity() {
        format!(" ({})", config.nonlinearity.label())
    } else {
        String::new()
    };
    let spacing = match config.spacing {
        _ if !Field::Spacing.belongs(&config.data) => String::new(),
        Spacing::HalfTurn if config.endpoint => "spacing half-turn with end point, ".to_owned(),
        Spacing::HalfTurn => "spacing half-turn, ".to_owned(),
        Spacing::Radians(radians) => format!("spacing {} radians, ", short(radians)),
    };
    let others: String = unusual_words(config).map(|words| format!(", {words}")).collect();
    let clip = config.clip.map_or(String::new(), |norm| format!(", clipped at {}", short(norm)));
    let changed =
        if changes == 0 { String::new() } else { format!(", {}", counted(changes, "change")) };
    format!(
        "hidden size {hidden}{nonlinearity}, layers {layers}, time steps {time_steps}, batch {batch}, \
         {spacing}state {}, {}, learning rate {}{clip}{others}, seed {seed}{changed}",
        config.state.label(),
        config.optimizer.label(),
        short(*lr),
    )
}

fn segments(recipe: &Recipe, tail: &Tail) -> Vec<Segment> {
    let window = |step| tail.window(recipe, step);
    let segment = |(data, prediction): (Loader, &[f32])| segment(&data, prediction);
    tail.steps().filter_map(window).map(segment).collect()
}

/// Batch row 0 of a window, and of several inputs or targets the first.
fn segment(data: &Loader, prediction: &[f32]) -> Segment {
    let count = data.time_steps();
    let Shape { inputs, targets } = data.source().shape();
    let first = |samples: &[f32], channels: usize| {
        samples.iter().step_by(channels).take(count).copied().collect()
    };
    Segment {
        t: (0..count).map(|i| data.t(0, i)).collect(),
        input: first(data.input(), inputs),
        target: first(data.target(), targets),
        prediction: first(prediction, targets),
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
