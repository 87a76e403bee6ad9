//! What the window writes: its picture, the figure, the visible data.

use std::path::{Path, PathBuf};

use egui::ColorImage;
use image::ImageEncoder as _;

use crate::app::panels::curves::CurvesPanel;
use crate::app::panels::lenses::{Lens, nothing_to_see};
use crate::app::panels::loss::LossPanel;
use crate::export::{self, csv, name};
use crate::figure::{Curves, Figure, Floor, LossPlot, PRINT_SCALE, Plate, Segment};
use crate::history::{Bucket, SeriesId};
use crate::lens::floor::FloorStretch;
use crate::session::{Session, sentence};
use crate::text::ENGLISH;
use crate::thread::RunId;
use crate::wording::capitalised;
use crate::worker::Sequence;

/// Rows of a table and points of a figure at most; more steps in view are summed up.
const MOST_STEPS: usize = 200_000;

/// The user's pictures folder, or the folder the program was started in.
pub(in crate::app) fn default_folder() -> PathBuf {
    let folders = directories::UserDirs::new();
    let pictures = folders.as_ref().and_then(|folders| folders.picture_dir());
    pictures.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A picture as a PNG file.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn png(picture: &ColorImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width() as u32, picture.height() as u32);
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(picture.as_raw(), width, height, image::ExtendedColorType::Rgba8)
        .map_err(|error| (ENGLISH.errors.not_png)(&error.to_string()))?;
    Ok(bytes)
}

/// Writes a file to the export folder under a name that tells run and step.
///
/// # Errors
/// One sentence with the path and the reason.
pub(in crate::app) fn save(
    folder: &Path,
    session: &Session,
    suffix: &str,
    extension: &str,
    bytes: &[u8],
) -> Result<PathBuf, String> {
    save_as(folder, &(stem(session) + suffix), extension, bytes)
}

fn save_as(folder: &Path, stem: &str, extension: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    name::save_new(folder, stem, extension, bytes).map_err(|error| error.to_string())
}

/// The name of a file without its extension.
pub(in crate::app) fn stem(session: &Session) -> String {
    name::stem(session.runs.live.number, session.step_on_show())
}

/// Writes the figure as PNG at 2× and as SVG.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save_figure(
    folder: &Path,
    session: &Session,
    curves: &CurvesPanel,
    loss: &LossPanel,
) -> Result<Vec<PathBuf>, String> {
    let figure = figure(session, curves, loss);
    let png = figure.png(PRINT_SCALE).map_err(|error| error.to_string())?;
    let svg = figure.svg().map_err(|error| error.to_string())?;
    Ok(vec![
        save(folder, session, "-figure", "png", &png)?,
        save(folder, session, "-figure", "svg", svg.as_bytes())?,
    ])
}

/// Writes a lens' graphs as PNG at 2× and as SVG.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save_lens(
    folder: &Path,
    session: &Session,
    lens: &mut dyn Lens,
) -> Result<Vec<PathBuf>, String> {
    has_something(session, lens)?;
    let (run, step) = lens.subject(session);
    let settings = settings_of(session, run, step).unwrap_or_default();
    let plate = Plate {
        title: (session.texts.cards.title)(
            lens.about().texts(session.texts).title,
            session.runs.number(run),
            step,
            &part(session, lens),
        ),
        subtitle: format!("{settings}\n{}", lens.caption(session)),
        graphs: lens.graphs(session),
    };
    let png = plate.png(PRINT_SCALE).map_err(|error| error.to_string())?;
    let svg = plate.svg().map_err(|error| error.to_string())?;
    let stem = lens_stem(session, lens);
    Ok(vec![save_as(folder, &stem, "png", &png)?, save_as(folder, &stem, "svg", svg.as_bytes())?])
}

/// The name of a lens' files: of the run and the step that it shows.
fn lens_stem(session: &Session, lens: &dyn Lens) -> String {
    let (run, step) = lens.subject(session);
    format!("{}-{}", name::stem(session.runs.number(run), step), lens.about().kind.name())
}

/// A step of the run on screen, or of one that is over, in one short line.
fn settings_of(session: &Session, run: RunId, step: u64) -> Option<String> {
    let recipe = match session.runs.get(run) {
        _ if run == session.run.id => &session.run.recipe,
        kept => &kept?.recipe,
    };
    let changes = recipe.marks().iter().filter(|mark| mark.step <= step).count();
    Some(sentence(&session.texts.session, &recipe.config_at(step.max(1)), changes))
}

/// Which layer, and which row of the batch, where there are several.
fn part(session: &Session, lens: &dyn Lens) -> String {
    let (layers, batch) = (session.run.config.layers, session.run.config.batch);
    let layer = lens.layer(session).filter(|_| layers > 1);
    let texts = &session.texts.cards;
    let layer = layer.map(|layer| (texts.part_layer)(layer + 1)).unwrap_or_default();
    let row = (batch > 1 && lens.is_of_a_row(session)).then_some(session.run.row);
    layer + &row.map(texts.part_row).unwrap_or_default()
}

/// Writes a lens' numbers as a table, or as several.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save_lens_csv(
    folder: &Path,
    session: &Session,
    lens: &dyn Lens,
) -> Result<Vec<PathBuf>, String> {
    has_something(session, lens)?;
    let stem = lens_stem(session, lens);
    let save = |(ending, text): (&str, String)| {
        save_as(folder, &format!("{stem}{ending}"), "csv", text.as_bytes())
    };
    lens.tables(session).into_iter().map(save).collect()
}

/// An empty lens makes no file.
fn has_something(session: &Session, lens: &dyn Lens) -> Result<(), String> {
    match nothing_to_see(lens, session) {
        Some(_) => {
            let title = lens.about().texts(session.texts).title;
            Err((session.texts.cards.unsaved)(title))
        }
        None => Ok(()),
    }
}

/// The same data and ranges as on screen.
fn figure(session: &Session, curves: &CurvesPanel, loss: &LossPanel) -> Figure {
    let run = &session.run;
    let range = |range: &std::ops::RangeInclusive<f64>| Some((*range.start(), *range.end()));
    let in_view = |sequence: &&Sequence| {
        sequence.end() >= *curves.t_range.start() && sequence.start <= *curves.t_range.end()
    };
    let (points, smoothed) = loss.visible(run);
    let marks = run.marks.iter().map(|mark| (mark.place(), mark.text()));
    Figure {
        title: (session.texts.session.figure)(session.runs.live.number, session.step_on_show()),
        subtitle: session.sentence(),
        curves: Curves {
            segments: session.sequences().iter().filter(in_view).map(segment).collect(),
            show_input: curves.show_input,
            x_range: range(&curves.t_range),
            y_range: range(&curves.y_range),
        },
        loss: LossPlot {
            points,
            smoothed,
            log: loss.axes.logarithmic,
            x_range: range(&loss.axes.steps),
            y_range: Some(loss.axes.losses()),
            marks: marks.collect(),
            floors: loss.floors().iter().map(floor).collect(),
        },
    }
}

fn floor(stretch: &FloorStretch) -> Floor {
    let FloorStretch { first, last, floor } = stretch;
    Floor {
        // A change stands between two steps.
        from: *first as f64 - 0.5,
        to: last.map(|last| last as f64 + 0.5),
        loss: floor.loss,
        because: capitalised(&floor.because),
    }
}

fn segment(sequence: &Sequence) -> Segment {
    Segment {
        t: (0..sequence.target.len()).map(|i| sequence.t(i)).collect(),
        input: sequence.input.clone(),
        target: sequence.target.clone(),
        prediction: sequence.prediction.clone(),
    }
}

/// Writes the losses and the curves in view as two tables.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save_csv(
    folder: &Path,
    session: &Session,
    curves: &CurvesPanel,
    loss: &LossPanel,
) -> Result<Vec<PathBuf>, String> {
    let metrics = metrics(session, loss);
    let predictions = predictions(session, curves);
    Ok(vec![
        save(folder, session, "-metrics", "csv", metrics.as_bytes())?,
        save(folder, session, "-predictions", "csv", predictions.as_bytes())?,
    ])
}

/// Every step in view where there are few enough; else the last of each stretch of steps.
fn metrics(session: &Session, loss: &LossPanel) -> String {
    let steps = loss.axes.steps_in_view();
    let columns = SeriesId::standard().map(|series| {
        let mut buckets = Vec::new();
        session.run.history.visible(series, steps.clone(), MOST_STEPS, &mut buckets);
        buckets
    });
    let columns: Vec<Vec<Bucket>> = columns.collect();
    let mut text = csv::metrics_header(SeriesId::standard().map(|series| series.info().name));
    // All of them have the same steps, and so the same buckets.
    for (row, bucket) in columns.first().into_iter().flatten().enumerate() {
        let values = columns.iter().map(|column| column.get(row).map(|bucket| bucket.last));
        csv::add_metrics(&mut text, bucket.last_step, values);
    }
    text
}

fn predictions(session: &Session, curves: &CurvesPanel) -> String {
    let mut text = String::from(csv::PREDICTIONS);
    for sequence in session.sequences() {
        for (i, prediction) in sequence.prediction.iter().enumerate() {
            let t = sequence.t(i);
            if curves.t_range.contains(&t) {
                let sample = [sequence.input[i], sequence.target[i], *prediction];
                csv::add_prediction(&mut text, (sequence.step, sequence.row), t, sample);
            }
        }
    }
    text
}

/// Whether a path ends in this extension, however it is written.
pub(in crate::app) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

/// Writes the file that the user named. The dialog has asked whether it may be replaced; where the
/// name lacks the extension by which the file is known again, it gets it, and replaces nothing that
/// nobody was asked about.
///
/// # Errors
/// As those of [`export`].
pub(in crate::app) fn write_as_said(
    path: PathBuf,
    extension: &str,
    bytes: &[u8],
) -> Result<PathBuf, export::ExportError> {
    if has_extension(&path, extension) {
        return export::atomic::write(&path, bytes).map(|()| path);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    name::save_new(folder, &name, extension, bytes)
}

/// Writes a picture where the user said.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save_at(path: &Path, picture: &ColorImage) -> Result<PathBuf, String> {
    write_as_said(path.to_owned(), "png", &png(picture)?).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_user_named_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("foo.png"), "old").unwrap();
        let write = |name: &str, bytes: &str| {
            let path = write_as_said(path(name), "png", bytes.as_bytes()).unwrap();
            path.file_name().unwrap().to_string_lossy().into_owned()
        };
        assert_eq!(write("foo", "new"), "foo-2.png");
        assert_eq!(std::fs::read_to_string(path("foo.png")).unwrap(), "old");
        assert_eq!(write("foo.png", "new"), "foo.png");
        assert_eq!(std::fs::read_to_string(path("foo.png")).unwrap(), "new");
        // What comes after the dot of a version, or another kind of file, is no extension.
        assert_eq!(write("net v1.2", "new"), "net v1.2.png");
        assert_eq!(write("FOO.PNG", "new"), "FOO.PNG");
    }
}
