//! What readers of the screen have of a plot: a name, and a sentence on what it shows now.

use egui::{Response, Role, Ui, WidgetInfo};

use crate::app::language::texts;
use crate::history::{Bucket, Series};
use crate::text::{Spoken, Texts};

/// Seconds after which a sentence is made anew, and after which it is while the plot has the keyboard: then each new one
/// would be read out.
const ANEW: f64 = 0.5;
const ANEW_IN_HAND: f64 = 10.0;
/// Part of a run's steps over which its trend is taken, twice.
const TREND: u64 = 10;
/// Stretches of steps that are looked through for it.
const STRETCHES: usize = 16;
/// Changes of a loss, as a factor, from which on it falls or rises.
const CHANGE: f64 = 1.1;

/// A sentence, and when it was made.
#[derive(Clone, Debug)]
struct Said {
    sentence: String,
    at: f64,
}

/// Names a plot, and has readers of the screen say what it shows. Where nobody reads the screen, `say` isn't called.
pub(in crate::app) fn describe(ui: &Ui, plot: &Response, name: &str, say: impl FnOnce() -> String) {
    plot.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), name));
    say_of(ui, plot, say);
}

/// Has readers of the screen say what something with a name shows.
pub(in crate::app) fn say_of(ui: &Ui, plot: &Response, say: impl FnOnce() -> String) {
    if !ui.ctx().has_accesskit_node(plot.id) {
        return;
    }
    let (place, now) = (plot.id.with("said"), ui.input(|input| input.time));
    let pause = if plot.has_focus() { ANEW_IN_HAND } else { ANEW };
    let known = ui.data(|data| data.get_temp::<Said>(place));
    let said = known.filter(|said| (0.0..pause).contains(&(now - said.at))).unwrap_or_else(|| {
        let said = Said { sentence: say(), at: now };
        ui.data_mut(|data| data.insert_temp(place, said.clone()));
        said
    });
    ui.ctx().accesskit_node_builder(plot.id, |node| node.set_description(said.sentence.as_str()));
}

/// How far a prediction is off its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Distance {
    /// On average.
    pub(in crate::app) mean: f64,
    /// At the most.
    pub(in crate::app) most: f64,
    /// Where that is, on the horizontal axis.
    pub(in crate::app) at: f64,
}

impl Distance {
    /// That of these (place, target, prediction), as far as they are numbers; none where there are none.
    pub(in crate::app) fn of(pairs: impl Iterator<Item = (f64, f64, f64)>) -> Option<Self> {
        let (mut count, mut sum, mut most) = (0_u64, 0.0, None);
        for (at, target, prediction) in pairs {
            let distance = (prediction - target).abs();
            if !distance.is_finite() {
                continue;
            }
            count += 1;
            sum += distance;
            if most.is_none_or(|(known, _)| distance > known) {
                most = Some((distance, at));
            }
        }
        let (most, at) = most?;
        Some(Self { mean: sum / count as f64, most, at })
    }
}

/// Where a loss is going: the word for it.
pub(in crate::app) fn trend(texts: &Spoken, loss: &Series) -> &'static str {
    let (Some(first), Some(last)) = (loss.first_step(), loss.last_step()) else {
        return texts.steady;
    };
    let part = ((last - first + 1) / TREND).max(1);
    let newer = mean(loss, last.saturating_sub(part - 1)..=last);
    let end = last.saturating_sub(part);
    let older = mean(loss, end.saturating_sub(part - 1).max(first)..=end);
    match newer.zip(older).map(|(newer, older)| newer / older) {
        Some(change) if change >= CHANGE => texts.rising,
        Some(change) if change <= 1.0 / CHANGE => texts.falling,
        _ => texts.steady,
    }
}

/// The mean of a loss over these steps; none where there are none.
fn mean(loss: &Series, steps: std::ops::RangeInclusive<u64>) -> Option<f64> {
    let mut buckets = Vec::new();
    if steps.is_empty() {
        return None;
    }
    loss.visible(steps, STRETCHES, &mut buckets);
    let known = buckets.iter().filter(|bucket| !bucket.is_gap());
    let length = |bucket: &Bucket| (bucket.last_step - bucket.first_step + 1) as f64;
    let (sum, count) = known.fold((0.0, 0.0), |(sum, count), bucket| {
        (sum + length(bucket) * f64::from(bucket.mean), count + length(bucket))
    });
    (count > 0.0).then(|| sum / count)
}

/// Clauses one after the other.
pub(in crate::app) fn joined(texts: &Texts, parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (texts.words.clauses)(&parts)
}

/// The texts for readers of the screen in the language in force.
pub(in crate::app) fn words(ui: &Ui) -> &'static Spoken {
    &texts(ui.ctx()).spoken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ENGLISH;

    fn series(losses: impl IntoIterator<Item = f32>) -> Series {
        let mut series = Series::default();
        losses.into_iter().for_each(|loss| series.push(loss));
        series
    }

    #[test]
    fn a_distance_leaves_out_what_is_no_number() {
        let pairs = [(1.0, 0.0, 0.5), (2.0, 1.0, f64::NAN), (3.0, 0.0, -1.5)];
        let distance = Distance::of(pairs.into_iter());
        assert_eq!(distance, Some(Distance { mean: 1.0, most: 1.5, at: 3.0 }));
        assert_eq!(Distance::of([(0.0, f64::NAN, 1.0)].into_iter()), None);
    }

    #[test]
    fn a_trend_is_that_of_the_last_steps_and_not_of_one() {
        let of = |series: &Series| trend(&ENGLISH.spoken, series);
        let falling = series((0..1000).map(|step| (-0.01 * step as f32).exp()));
        assert_eq!(of(&falling), ENGLISH.spoken.falling);
        let rising = series((0..1000).map(|step| (0.01 * step as f32).exp()));
        assert_eq!(of(&rising), ENGLISH.spoken.rising);
        // It fell long ago, and only its last step is lower.
        let steady = series((0..1000).map(|step| match step {
            0..500 => 10.0,
            999 => 0.5,
            _ => 1.0 + 0.1 * (step % 2) as f32,
        }));
        assert_eq!(of(&steady), ENGLISH.spoken.steady);
        assert_eq!(of(&series([1.0])), ENGLISH.spoken.steady);
        assert_eq!(of(&series([])), ENGLISH.spoken.steady);
    }
}
