//! What is remembered between starts, and when it is written.

use std::path::PathBuf;

use crate::app::App;
use crate::app::system::lessons::LessonUnderWay;
use crate::session::lesson::LessonProgress;
use crate::settings::{Remembered, Unusable};
use crate::wording::Language;

/// Seconds between two looks at whether something must be remembered.
const REMEMBER: f64 = 3.0;

/// What is remembered, and where.
#[derive(Debug)]
pub(in crate::app) struct Memory {
    /// The file; none to remember nothing.
    path: Option<PathBuf>,
    /// What the file holds.
    written: Remembered,
    /// The window's size, and a language and an export folder that were chosen: what can't be read off the panels.
    pub(in crate::app) window: [f32; 2],
    pub(in crate::app) language: Option<Language>,
    pub(in crate::app) export_dir: Option<PathBuf>,
    /// What is remembered of lessons.
    pub(in crate::app) lessons: LessonProgress,
    next_look: f64,
}

impl Memory {
    /// Reads the file, and says what of it can't be used.
    pub(in crate::app) fn load(path: Option<PathBuf>) -> (Self, Option<Unusable>) {
        let (written, unusable) = match &path {
            Some(path) => Remembered::load(path),
            None => (Remembered::default(), None),
        };
        let Remembered { window, language, .. } = written;
        let export_dir = written.export_dir.clone();
        let lessons = written.lessons.clone();
        let next_look = REMEMBER;
        (Self { path, written, window, language, export_dir, lessons, next_look }, unusable)
    }

    /// What the last start left.
    pub(in crate::app) fn remembered(&self) -> &Remembered {
        &self.written
    }

    /// Whether it is time for another look at `now`, in seconds.
    pub(in crate::app) fn is_due(&mut self, now: f64) -> bool {
        let due = now >= self.next_look;
        if due {
            self.next_look = now + REMEMBER;
        }
        due
    }

    /// Whether anything is remembered at all.
    pub(in crate::app) fn remembers(&self) -> bool {
        self.path.is_some()
    }

    fn write(&mut self, remembered: Remembered) {
        let Some(path) = &self.path else { return };
        // Remembering is a courtesy: a folder that can't be written to is no reason to disturb.
        if remembered != self.written && remembered.save(path).is_ok() {
            self.written = remembered;
        }
    }
}

impl App {
    /// Remembers what has changed since the last look.
    pub(in crate::app) fn remember(&mut self) {
        // What a lesson sets is its own.
        let session = self.own_session();
        let (config, pace) = (session.controls.clone(), session.pace);
        let (lenses, snapshot_memory) = (session.lenses.open.clone(), session.snapshot_memory);
        self.memory.write(Remembered {
            config,
            pace,
            theme: self.display.theme,
            text_size: self.display.text_size,
            reduced_motion: self.display.reduced_motion,
            language: self.memory.language,
            show_input: self
                .lesson
                .as_ref()
                .map_or(self.curves.show_input, LessonUnderWay::shows_input),
            logarithmic: self.loss.axes.logarithmic,
            smoothing: self.loss.smoothed.factor(),
            window: self.memory.window,
            export_dir: self.memory.export_dir.clone(),
            lenses,
            lens_width: self.lens_width.chosen,
            snapshot_memory,
            recent_commands: self.recent.clone(),
            lessons: self.memory.lessons.clone(),
        });
    }
}
