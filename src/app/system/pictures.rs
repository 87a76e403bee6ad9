//! Pictures of curves and loss, cut from a screenshot of the window.

use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};
use egui::{ColorImage, Rect};

use super::dialog::Purpose;
use super::saving;
use crate::app::App;
use crate::session::Notice;

/// Screenshots on their way at most; nobody presses more keys between two frames.
const MOST: usize = 8;

/// What a screenshot is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum PictureFor {
    /// The export folder.
    Folder,
    /// A file of the user's choice.
    File(PathBuf),
    /// The clipboard.
    Clipboard,
}

/// Screenshots on their way.
#[derive(Debug)]
pub(in crate::app) struct Pictures {
    /// Screenshots that haven't come yet; notices keep out of them meanwhile.
    wanted: usize,
    sender: Sender<(PictureFor, Arc<ColorImage>)>,
    taken: Receiver<(PictureFor, Arc<ColorImage>)>,
}

impl Default for Pictures {
    fn default() -> Self {
        let (sender, taken) = crossbeam_channel::bounded(MOST);
        Self { wanted: 0, sender, taken }
    }
}

impl Pictures {
    /// Whether a screenshot is about to be taken.
    pub(in crate::app) fn is_wanted(&self) -> bool {
        self.wanted > 0
    }
}

impl App {
    pub(in crate::app) fn request_picture(&mut self, ctx: &egui::Context, purpose: PictureFor) {
        if self.pictures.wanted == MOST {
            return;
        }
        self.pictures.wanted += 1;
        let (sender, repaint) = (self.pictures.sender.clone(), ctx.clone());
        ctx.request_screenshot(move |picture| {
            // Fails only when nobody looks any more.
            let _ = sender.try_send((purpose, picture));
            repaint.request_repaint();
        });
        ctx.request_repaint();
    }

    /// Takes in screenshots that have been made.
    pub(in crate::app) fn take_pictures(&mut self, ctx: &egui::Context) {
        while let Ok((purpose, picture)) = self.pictures.taken.try_recv() {
            self.pictures.wanted -= 1;
            let Some(picture) = self.crop(&picture, ctx.pixels_per_point()) else { continue };
            let saved = match purpose {
                PictureFor::Folder => self.save_picture(&picture),
                PictureFor::File(path) => saving::save_at(&path, &picture),
                PictureFor::Clipboard => {
                    ctx.copy_image(picture);
                    self.session
                        .notices
                        .push(Notice::info(self.session.texts.session.picture_copied));
                    continue;
                }
            };
            self.tell_saved(saved.map(|path| vec![path]));
        }
    }

    fn save_picture(&self, picture: &ColorImage) -> Result<PathBuf, String> {
        let png = saving::png(picture)?;
        saving::save(&self.export_dir, &self.session, "", "png", &png)
    }

    /// The part of the screenshot that shows curves and loss.
    fn crop(&self, picture: &Arc<ColorImage>, scale: f32) -> Option<ColorImage> {
        let size = egui::vec2(picture.width() as f32, picture.height() as f32) / scale;
        let whole = Rect::from_min_size(egui::Pos2::ZERO, size);
        let part = self.curves.rect.union(self.loss.rect).expand(4.0).intersect(whole);
        part.is_positive().then(|| picture.region(&part, Some(scale)))
    }

    pub(in crate::app) fn save_picture_as(&mut self, ctx: &egui::Context) {
        let name = saving::stem(&self.session) + ".png";
        if !self.ask(ctx, Purpose::Picture, &name) {
            self.request_picture(ctx, PictureFor::Folder);
        }
    }
}
