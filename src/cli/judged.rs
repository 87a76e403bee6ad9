//! What a run on a table leaves beside its other files: how good its network is, and how the table may go on.

use super::error::CliError;
use super::{summary, texts};
use crate::config::{Config, Season};
use crate::evaluation::{MOST_NUMBERS, forecast};
use crate::export::ExportError;
use crate::export::csv::RowsWriter;
use crate::export::set::{self, FileSet, Member};
use crate::figure::{PRINT_SCALE, Plate};
use crate::results::Judge;
use crate::results::evaluated::{self, Caption};
use crate::table::Samples;
use crate::text::Texts;

/// A network, judged.
#[derive(Debug)]
pub(super) struct Judged {
    /// The files that say so.
    pub(super) members: Vec<Member>,
    /// What is said of it.
    pub(super) sentences: Vec<String>,
    /// What is to be known of how it was judged.
    pub(super) remarks: Remarks,
    /// Why the files can't be where they were to go, if they can't.
    pub(super) failure: Option<ExportError>,
}

/// What is to be known of how a network was judged.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// The season that was looked for, if one was, and what was found: that is nowhere else to be seen.
    season: Option<Option<usize>>,
    /// Time steps and inputs of which the linear regression was not computed.
    without_linear: Option<(usize, usize)>,
}

impl Remarks {
    /// All of them in one sentence.
    pub(super) fn sentence(&self) -> Option<String> {
        let words = &texts().headless;
        let season = self.season.map(|found| match found {
            Some(rows) => (words.season_found)(rows),
            None => words.no_season_found.to_owned(),
        });
        let left_out =
            |(time_steps, inputs)| (words.linear_left_out)(time_steps, inputs, MOST_NUMBERS);
        let left_out = self.without_linear.map(left_out);
        let remarks: Vec<String> = season.into_iter().chain(left_out).collect();
        (!remarks.is_empty()).then(|| (words.together)(&remarks))
    }
}

/// The files that a run on these samples leaves beside those of every run.
pub(super) fn names(samples: &Samples, config: &Config) -> Vec<&'static str> {
    let is_there = |name: &&str| match *name {
        set::VALIDATION | set::BEST => !samples.parts[1].is_empty(),
        set::FORECAST => config.forecast > 0,
        _ => true,
    };
    set::OF_A_TABLE.into_iter().filter(is_there).collect()
}

/// Sees whether the table can be forecast, if that is asked for: what can't be is no news to hear after an hour.
///
/// # Errors
/// [`CliError::Forecast`].
pub(super) fn check_forecast(samples: &Samples, config: &Config) -> Result<(), CliError> {
    if config.forecast == 0 {
        return Ok(());
    }
    Ok(forecast::check_samples(samples)?)
}

/// What a network's answers are worth, and the files that say so.
///
/// # Errors
/// [`CliError::Export`] when they can't be written anywhere.
pub(super) fn judge(
    judge: &Judge<'_>,
    (config, samples): (&Config, &Samples),
    set: &FileSet,
) -> Result<Judged, CliError> {
    let season = judge.season();
    let baselines = judge.baselines(season);
    let evaluation = judge.evaluation(&baselines)?;
    let mut fitted = RowsWriter::create(set.begin(set::FITTED)?, evaluated::FITTED)?;
    evaluated::write_fitted(&judge.answers()?, &mut fitted)?;
    let failure = fitted.take_failure();
    let members = vec![
        Member::of(set::EVALUATION, evaluated::evaluation_csv(&evaluation, samples)),
        Member::written(set::FITTED, fitted.into_file()),
    ];
    let sentences = summary::of_a_network(&evaluation, samples);
    let window = (config.time_steps, samples.inputs.len());
    let remarks = Remarks {
        season: (config.season == Season::Auto).then_some(season),
        without_linear: baselines.is_linear_too_large().then_some(window),
    };
    Ok(Judged { members, sentences, remarks, failure })
}

/// The other files of a run: scaling, forecast, and pictures in the language in force.
///
/// # Errors
/// When a picture can't be drawn.
pub(super) fn pictures(
    judge: &Judge<'_>,
    (config, samples): (&Config, &Samples),
    caption: &Caption,
) -> Result<Vec<Member>, CliError> {
    let answers = judge.answers()?;
    let ahead = Some(config.forecast).filter(|ahead| *ahead > 0);
    let forecast = ahead.map(|ahead| judge.forecast(ahead)).transpose()?;
    let fit = evaluated::fit(&answers, forecast.as_ref(), caption.clone(), Texts::in_force());
    let residuals = evaluated::residuals(&answers, caption.clone(), Texts::in_force());
    let mut members = vec![Member::of(set::SCALING, evaluated::scaling_csv(samples))];
    members.extend(pictured(&fit, [set::FIT_SVG, set::FIT_PNG])?);
    members.extend(pictured(&residuals, [set::RESIDUALS_SVG, set::RESIDUALS_PNG])?);
    let forecast = forecast.map(|forecast| evaluated::forecast_csv(&forecast, samples));
    members.extend(forecast.map(|text| Member::of(set::FORECAST, text)));
    Ok(members)
}

fn pictured(plate: &Plate, [svg, png]: [&str; 2]) -> Result<[Member; 2], CliError> {
    Ok([
        Member::of(svg, plate.svg(Texts::in_force())?),
        Member::of(png, plate.png(PRINT_SCALE, Texts::in_force())?),
    ])
}
