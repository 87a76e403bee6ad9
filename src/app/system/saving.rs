//! What the window writes, each of what its view shows: its picture, the figure, the data.

mod challenge;
mod lens;
mod race;
mod scope;
mod sweep;
pub(in crate::app::system) mod table;

use std::path::{Path, PathBuf};

use egui::{ColorImage, Rect};
use image::ImageEncoder as _;

use crate::app::App;
use crate::app::view::View;
use crate::export;
use crate::export::name::{self, NewFile};
use crate::figure::{Figure, PRINT_SCALE};
use crate::session::LensKind;
use crate::text::{Reason, Texts};

/// The name of pictures of a table.
const DATA_STEM: &str = "rnnscope-table";
/// The name of pictures of the list of lessons.
const LESSONS_STEM: &str = "rnnscope-lessons";

/// What a figure's name adds to the picture's.
const FIGURE: &str = "-figure";

/// Files, or why there are none.
type Saved = Result<Vec<PathBuf>, Reason>;

impl App {
    /// The name of what the view shows, for its files: it tells the run and the step.
    pub(in crate::app) fn stem(&self) -> String {
        match self.view {
            View::Scope => scope::stem(&self.session),
            View::Race => race::stem(&self.race),
            View::Sweep => sweep::STEM.to_owned(),
            View::Data => DATA_STEM.to_owned(),
            View::Lessons => LESSONS_STEM.to_owned(),
        }
    }

    /// Where what the view shows lies in the window.
    pub(in crate::app) fn shown_rect(&self) -> Rect {
        match self.view {
            View::Scope => self.curves.rect.union(self.loss.rect),
            View::Race => self.race.rect,
            View::Sweep => self.sweep.rect,
            View::Data => self.data.rect,
            View::Lessons => self.lessons.rect,
        }
    }

    /// Writes what the view shows as a figure.
    pub(in crate::app) fn export_figure(&mut self) {
        let folder = &self.export_dir;
        let saved = match self.view {
            View::Scope => scope::save_figure(folder, &self.session, &self.curves, &self.loss),
            View::Race => race::save_figure(folder, &self.race, &self.session),
            View::Sweep => sweep::save_figure(folder, &self.sweep, &self.session),
            View::Data => Err(nothing(|texts| texts.own_data.no_figure)),
            View::Lessons => Err(nothing(|texts| texts.lessons.no_figure)),
        };
        self.tell_saved(saved);
    }

    /// Writes what the view shows as tables.
    pub(in crate::app) fn export_csv(&mut self) {
        let folder = &self.export_dir;
        let saved = match self.view {
            View::Scope => scope::save_csv(folder, &self.session, &self.curves, &self.loss),
            View::Race => race::save_csv(folder, &self.race),
            View::Sweep => sweep::save_tables(folder, &self.sweep),
            View::Data => Err(nothing(|texts| texts.own_data.no_figure)),
            View::Lessons => Err(nothing(|texts| texts.lessons.no_figure)),
        };
        self.tell_saved(saved);
    }

    /// Writes all of a sweep.
    pub(in crate::app) fn save_sweep(&mut self) {
        let saved = sweep::save(&self.export_dir, &self.sweep, &self.session);
        self.tell_saved(saved);
    }

    /// Writes a lens' graphs as a figure.
    pub(in crate::app) fn save_lens(&mut self, kind: LensKind) {
        let Some(lens) = self.lenses.lens(kind) else { return };
        let saved = lens::save_figure(&self.export_dir, &self.session, lens);
        self.tell_saved(saved);
    }

    /// Writes a lens' numbers.
    pub(in crate::app) fn save_lens_csv(&mut self, kind: LensKind) {
        let Some(lens) = self.lenses.lens(kind) else { return };
        let saved = lens::save_csv(&self.export_dir, &self.session, lens);
        self.tell_saved(saved);
    }
}

/// There is nothing to save, for which these are the words.
fn nothing(words: fn(&'static Texts) -> &'static str) -> Reason {
    Reason::worded(move |texts| words(texts).to_owned())
}

/// The user's pictures folder, or the folder the program was started in.
pub(in crate::app) fn default_folder() -> PathBuf {
    let folders = directories::UserDirs::new();
    let pictures = folders.as_ref().and_then(|folders| folders.picture_dir());
    pictures.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A picture as a PNG file.
///
/// # Errors
/// Where it can't be one.
pub(in crate::app) fn png(picture: &ColorImage) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width() as u32, picture.height() as u32);
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(picture.as_raw(), width, height, image::ExtendedColorType::Rgba8)
        .map_err(|error| Reason::worded(move |texts| (texts.errors.not_png)(&error.to_string())))?;
    Ok(bytes)
}

/// Writes files that belong together to the export folder, under a name that is new for all of them.
fn save_new(folder: &Path, stem: &str, files: &[NewFile<'_>]) -> Saved {
    name::save_all_new(folder, stem, files).map_err(Reason::from)
}

/// Writes a picture to the export folder.
///
/// # Errors
/// One sentence with the path and the reason.
pub(in crate::app) fn save_picture(
    folder: &Path,
    stem: &str,
    picture: &ColorImage,
) -> Result<PathBuf, Reason> {
    name::save_new(folder, stem, "png", &png(picture)?).map_err(Reason::from)
}

/// Writes a figure as PNG at 2× and as SVG.
fn save_figure(folder: &Path, stem: &str, figure: &Figure, texts: &'static Texts) -> Saved {
    let png = figure.png(PRINT_SCALE, texts)?;
    let svg = figure.svg(texts)?;
    let files = [NewFile::new(FIGURE, "png", &png), NewFile::new(FIGURE, "svg", svg.as_bytes())];
    save_new(folder, stem, &files)
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
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    name::save_new(folder, path.file_name().unwrap_or_default(), extension, bytes)
}

/// Writes a picture where the user said.
///
/// # Errors
/// One sentence.
pub(in crate::app) fn save_at(path: &Path, picture: &ColorImage) -> Result<PathBuf, Reason> {
    write_as_said(path.to_owned(), "png", &png(picture)?).map_err(Reason::from)
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

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf_8_stays_what_it_is() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
        let saved = write_as_said(folder.path().join(name), "png", b"new").unwrap();
        assert_eq!(saved.file_name().unwrap().as_bytes(), b"caf\xe9.png");
        assert_eq!(std::fs::read(saved).unwrap(), b"new");
    }
}
