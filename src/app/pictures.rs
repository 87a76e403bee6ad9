//! Pictures of curves and loss, cut from a screenshot of the window.

use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};
use egui::{ColorImage, Rect};

use super::dialog::Purpose;
use super::{App, saving};
use crate::session::Notice;

/// What a screenshot is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PictureFor {
    /// The export folder.
    Folder,
    /// A file of the user's choice.
    File(PathBuf),
    /// The clipboard.
    Clipboard,
}

/// Screenshots on their way.
#[derive(Debug)]
pub(super) struct Pictures {
    /// What the next screenshot is for; notices keep out of it meanwhile.
    wanted_for: Option<PictureFor>,
    sender: Sender<Arc<ColorImage>>,
    taken: Receiver<Arc<ColorImage>>,
}

impl Default for Pictures {
    fn default() -> Self {
        let (sender, taken) = crossbeam_channel::bounded(4);
        Self { wanted_for: None, sender, taken }
    }
}

impl Pictures {
    /// Whether a screenshot is about to be taken.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted_for.is_some()
    }
}

impl App {
    pub(super) fn request_picture(&mut self, ctx: &egui::Context, purpose: PictureFor) {
        self.pictures.wanted_for = Some(purpose);
        let (sender, repaint) = (self.pictures.sender.clone(), ctx.clone());
        ctx.request_screenshot(move |picture| {
            // Fails only when nobody looks any more.
            let _ = sender.try_send(picture);
            repaint.request_repaint();
        });
        ctx.request_repaint();
    }

    /// Takes in screenshots that have been made.
    pub(super) fn take_pictures(&mut self, ctx: &egui::Context) {
        while let Ok(picture) = self.pictures.taken.try_recv() {
            let Some(purpose) = self.pictures.wanted_for.take() else { continue };
            let Some(picture) = self.crop(&picture, ctx.pixels_per_point()) else { continue };
            let saved = match purpose {
                PictureFor::Folder => self.save_picture(&picture),
                PictureFor::File(path) => saving::save_at(&path, &picture),
                PictureFor::Clipboard => {
                    ctx.copy_image(picture);
                    self.session.notices.push(Notice::info("The picture is on the clipboard."));
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

    pub(super) fn save_picture_as(&mut self, ctx: &egui::Context) {
        let name = saving::stem(&self.session) + ".png";
        if !self.ask(ctx, Purpose::Picture, &name) {
            self.request_picture(ctx, PictureFor::Folder);
        }
    }
}
