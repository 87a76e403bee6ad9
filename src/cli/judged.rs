//! What a run on a table leaves beside its other files: how good its network is, and how the table may go on.

use super::error::CliError;
use crate::config::{Config, Season};
use crate::evaluation::MOST_NUMBERS;
use crate::evaluation::forecast::{self, ForecastError};
use crate::export::ExportError;
use crate::export::csv::RowsWriter;
use crate::export::set::{self, FileSet, Member};
use crate::figure::{PRINT_SCALE, Plate};
use crate::results::Judge;
use crate::results::evaluated::{self, Caption};
use crate::table::Samples;
use crate::text::{ENGLISH, Texts};
use crate::wording::counted;

/// A network, judged.
#[derive(Debug)]
pub(super) struct Judged {
    /// The files that say so.
    pub(super) members: Vec<Member>,
    /// What is said of it.
    pub(super) sentences: Vec<String>,
    /// What is to be known of how it was judged.
    pub(super) remark: Option<String>,
    /// Why the files can't be where they were to go, if they can't.
    pub(super) failure: Option<ExportError>,
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
/// [`CliError::Usage`].
pub(super) fn check_forecast(samples: &Samples, config: &Config) -> Result<(), CliError> {
    if config.forecast == 0 {
        return Ok(());
    }
    forecast::check_samples(samples).map_err(unusable)
}

fn unusable(error: ForecastError) -> CliError {
    CliError::Usage(error.to_string())
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
    let sentences = evaluation.sentences(samples, &ENGLISH);
    let too_large = baselines.is_linear_too_large().then(|| too_large(config, samples));
    // Which season was found is nowhere else to be seen.
    let found = (config.season == Season::Auto).then(|| match season {
        Some(rows) => format!("season = auto found a season of {}", counted(rows, "row")),
        None => "season = auto found no season".to_owned(),
    });
    let remarks: Vec<String> = found.into_iter().chain(too_large).collect();
    let remark = (!remarks.is_empty()).then(|| remarks.join("; "));
    Ok(Judged { members, sentences, remark, failure })
}

/// The other files of a run: scaling, forecast and pictures.
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
    let forecast = ahead.map(|ahead| judge.forecast(ahead)).transpose().map_err(unusable)?;
    let fit = evaluated::fit(&answers, forecast.as_ref(), caption.clone(), Texts::in_force());
    let residuals = evaluated::residuals(&answers, caption.clone(), Texts::in_force());
    let mut members = vec![Member::of(set::SCALING, evaluated::scaling_csv(samples))];
    members.extend(pictured(&fit, [set::FIT_SVG, set::FIT_PNG])?);
    members.extend(pictured(&residuals, [set::RESIDUALS_SVG, set::RESIDUALS_PNG])?);
    let forecast = forecast.map(|forecast| evaluated::forecast_csv(&forecast, samples));
    members.extend(forecast.map(|text| Member::of(set::FORECAST, text)));
    Ok(members)
}

fn too_large(config: &Config, samples: &Samples) -> String {
    let (time_steps, inputs) = (config.time_steps, samples.inputs.len());
    format!(
        "linear is left out: {time_steps} time steps of {inputs} inputs are more numbers than the {MOST_NUMBERS} \
         that it is computed for"
    )
}

fn pictured(plate: &Plate, [svg, png]: [&str; 2]) -> Result<[Member; 2], CliError> {
    Ok([
        Member::of(svg, plate.svg(Texts::in_force())?),
        Member::of(png, plate.png(PRINT_SCALE, Texts::in_force())?),
    ])
}
