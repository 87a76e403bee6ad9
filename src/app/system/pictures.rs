//! Pictures of what the view shows, cut from a screenshot of the window.

use std::path::Path;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};
use egui::{ColorImage, Rect};

use super::dialog::Purpose;
use super::saving;
use crate::app::App;
use crate::session::Notice;

/// Screenshots on their way at most; nobody presses more keys between two frames.
const MOST: usize = 8;

/// Points around what is shown that belong to its picture.
const MARGIN: f32 = 4.0;

/// What a screenshot is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum PictureFor {
    /// The export folder.
    Folder,
    /// A file of the user's choice, who is asked once there is a picture.
    Choice,
    /// The clipboard.
    Clipboard,
}

/// What a frame shows. Until its screenshot comes, training goes on and the view may have changed.
#[derive(Clone, Debug)]
struct Shown {
    /// The name of its files.
    stem: String,
    /// Where it lies in the window, in points.
    rect: Rect,
    /// Pixels of a point.
    scale: f32,
}

/// Screenshots on their way.
#[derive(Debug)]
pub(in crate::app) struct Pictures {
    /// Screenshots that haven't come yet; what lies over the view keeps out of them meanwhile.
    wanted: usize,
    /// Those of them that the next frame asks for, from which all that has been kept out.
    to_ask: Vec<PictureFor>,
    /// One that waits for the user to say where it goes.
    unsaved: Option<ColorImage>,
    /// What the frame shows that they are taken of.
    frame: Option<Shown>,
    sender: Sender<(PictureFor, Arc<ColorImage>)>,
    taken: Receiver<(PictureFor, Arc<ColorImage>)>,
}

impl Default for Pictures {
    fn default() -> Self {
        let (sender, taken) = crossbeam_channel::bounded(MOST);
        Self { wanted: 0, to_ask: Vec::new(), unsaved: None, frame: None, sender, taken }
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
        self.pictures.to_ask.push(purpose);
        ctx.request_repaint();
    }

    /// Keeps what this frame shows, where a screenshot is taken of it, and asks for that.
    pub(in crate::app) fn note_frame(&mut self, ctx: &egui::Context) {
        if !self.pictures.is_wanted() {
            return;
        }
        let (stem, rect) = (self.stem(), self.shown_rect());
        self.pictures.frame = Some(Shown { stem, rect, scale: ctx.pixels_per_point() });
        for purpose in std::mem::take(&mut self.pictures.to_ask) {
            let (sender, repaint) = (self.pictures.sender.clone(), ctx.clone());
            ctx.request_screenshot(move |picture| {
                // Fails only when nobody looks any more.
                let _ = sender.try_send((purpose, picture));
                repaint.request_repaint();
            });
            ctx.request_repaint();
        }
    }

    /// Takes in screenshots that have been made.
    pub(in crate::app) fn take_pictures(&mut self, ctx: &egui::Context) {
        while let Ok((purpose, picture)) = self.pictures.taken.try_recv() {
            self.pictures.wanted -= 1;
            let Some(shown) = self.pictures.frame.clone() else { continue };
            let Some(picture) = shown.of(&picture) else { continue };
            match purpose {
                PictureFor::Folder => self.save_in_folder(&shown.stem, &picture),
                PictureFor::Choice => self.save_by_choice(ctx, &shown.stem, picture),
                PictureFor::Clipboard => self.copy(ctx, picture),
            }
        }
    }

    fn save_in_folder(&mut self, stem: &str, picture: &ColorImage) {
        let saved = saving::save_picture(&self.export_dir, stem, picture);
        self.tell_saved(saved.map(|path| vec![path]));
    }

    /// Asks where the picture goes, and keeps it until there is an answer.
    fn save_by_choice(&mut self, ctx: &egui::Context, stem: &str, picture: ColorImage) {
        if self.ask(ctx, Purpose::Picture, &format!("{stem}.png")) {
            self.pictures.unsaved = Some(picture);
        } else {
            self.save_in_folder(stem, &picture);
        }
    }

    /// Hands a picture to the system's clipboard. Whether that takes it nobody learns.
    fn copy(&mut self, ctx: &egui::Context, picture: ColorImage) {
        ctx.copy_image(picture);
        let notice = Notice::info(|texts| texts.session.picture_handed_over.to_owned());
        self.session.notices.push(notice);
    }

    /// Writes the picture that waits for it to the file that the user chose.
    pub(in crate::app) fn save_picture_at(&mut self, path: &Path) {
        if let Some(picture) = self.pictures.unsaved.take() {
            let saved = saving::save_at(path, &picture);
            self.tell_saved(saved.map(|path| vec![path]));
        }
    }
}

impl Shown {
    /// Its part of the screenshot, pixel by pixel; none where it has none.
    fn of(&self, picture: &ColorImage) -> Option<ColorImage> {
        let part = self.rect.expand(MARGIN) * self.scale;
        let pixel = |at: f32, most: usize| (at.round().max(0.0) as usize).min(most);
        let [left, right] = [part.left(), part.right()].map(|x| pixel(x, picture.width()));
        let [top, bottom] = [part.top(), part.bottom()].map(|y| pixel(y, picture.height()));
        let is_there = left < right && top < bottom;
        is_there.then(|| picture.region_by_pixels([left, top], [right - left, bottom - top]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, pos2};

    #[test]
    fn a_picture_has_the_very_pixels_of_the_screen_at_any_scale() {
        let colour = |x: usize, y: usize| Color32::from_rgb(x as u8, y as u8, (x / 256) as u8);
        let size = [500, 250];
        let pixels = (0..size[1]).flat_map(|y| (0..size[0]).map(move |x| colour(x, y)));
        let screen = ColorImage::new(size, pixels.collect());
        for scale in [1.0, 1.25, 1.5, 2.0] {
            let rect = Rect::from_min_max(pos2(24.0, 12.0), pos2(104.0, 84.0));
            let part = Shown { stem: String::new(), rect, scale }.of(&screen).unwrap();
            let first = [20.0 * scale, 8.0 * scale].map(|at: f32| at as usize);
            assert_eq!(part.size, [88.0 * scale, 80.0 * scale].map(|side: f32| side as usize));
            for (x, y) in [(0, 0), (7, 31), (part.width() - 1, part.height() - 1)] {
                assert_eq!(part[(x, y)], colour(first[0] + x, first[1] + y), "{scale}: {x}, {y}");
            }
        }
        // What the window cuts off is cut off, and what isn't there makes no picture.
        let beyond = Rect::from_min_max(pos2(400.0, 100.0), pos2(900.0, 900.0));
        let shown = |rect| Shown { stem: String::new(), rect, scale: 1.0 };
        assert_eq!(shown(beyond).of(&screen).unwrap().size, [104, 154]);
        assert!(shown(beyond.translate(egui::vec2(500.0, 0.0))).of(&screen).is_none());
        assert!(shown(Rect::NOTHING).of(&screen).is_none());
    }
}
