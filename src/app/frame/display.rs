//! How the window shows itself: theme, size of the text, motion, and full screen for a projector.

use egui::{Context, Popup, Vec2, ViewportCommand, vec2};

use super::keys::escape;
use crate::app::command::DisplayCommand;
use crate::app::theme;
use crate::settings::{Remembered, TEXT_SIZES, ThemeChoice};

/// Sizes of the text that are offered, in percent.
pub(in crate::app) const SIZES: [u32; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
/// What large text leaves of the window at the least, in its own points: every layout has room in it.
pub(in crate::app) const LEAST: Vec2 = vec2(600.0, 400.0);
/// The same on a projector, where the plots have all of it.
pub(in crate::app) const LEAST_PROJECTED: Vec2 = vec2(660.0, 480.0);
/// How many times as large everything is on a projector, and how many times as thick lines are beside that.
const PROJECTED: f32 = 1.5;
const PROJECTED_LINES: f32 = 1.4;
/// A change of size that is none.
const SAME: f32 = 0.005;

/// What the user wants of how the window shows itself.
#[derive(Debug)]
pub(in crate::app) struct Display {
    /// Dark, light, or with the system; with high contrast or without.
    pub(in crate::app) theme: ThemeChoice,
    /// The size of the text, and of all with it, in percent.
    pub(in crate::app) text_size: u32,
    /// Whether nothing moves that needn't.
    pub(in crate::app) reduced_motion: bool,
    /// Whether the window fills the screen of a projector, with large type and few controls.
    pub(in crate::app) is_projected: bool,
    /// Whether the panel at the left is shown.
    pub(in crate::app) has_side: bool,
    /// Whether something had the keyboard, or lay over the window, when it was drawn last: Escape is for that.
    was_taken: bool,
}

impl Display {
    /// What the last start left, put on at once.
    pub(in crate::app) fn new(ctx: &Context, remembered: &Remembered) -> Self {
        let display = Self {
            theme: remembered.theme,
            text_size: remembered.text_size,
            reduced_motion: remembered.reduced_motion,
            is_projected: false,
            has_side: true,
            was_taken: false,
        };
        theme::choose(ctx, display.theme);
        theme::keep_still(ctx, display.reduced_motion);
        // The keys for the size are the window's own: it is remembered.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.set_zoom_factor(display.text_size as f32 / 100.0);
        display
    }

    /// Does what the user wants.
    pub(in crate::app) fn carry_out(&mut self, ctx: &Context, command: DisplayCommand) {
        match command {
            DisplayCommand::Theme(theme) => {
                self.theme = theme;
                theme::choose(ctx, theme);
            }
            DisplayCommand::TextSize(percent) => self.resize(percent),
            DisplayCommand::Larger => self.resize(self.larger()),
            DisplayCommand::Smaller => self.resize(self.smaller()),
            DisplayCommand::ToggleMotion => {
                self.reduced_motion = !self.reduced_motion;
                theme::keep_still(ctx, self.reduced_motion);
            }
            DisplayCommand::ToggleSide => self.has_side = !self.has_side,
            DisplayCommand::ToggleProjector => self.project(ctx, !self.is_projected),
        }
        ctx.request_repaint();
    }

    fn resize(&mut self, percent: u32) {
        self.text_size = percent.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
    }

    /// The next size that is offered.
    pub(in crate::app) fn larger(&self) -> u32 {
        SIZES.into_iter().find(|size| *size > self.text_size).unwrap_or(self.text_size)
    }

    /// The size before that.
    pub(in crate::app) fn smaller(&self) -> u32 {
        SIZES.into_iter().rev().find(|size| *size < self.text_size).unwrap_or(self.text_size)
    }

    /// Fills the screen, or goes back to how the window was.
    fn project(&mut self, ctx: &Context, is_projected: bool) {
        self.is_projected = is_projected;
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(is_projected));
        theme::scale_lines(ctx, if is_projected { PROJECTED_LINES } else { 1.0 });
    }

    /// Has everything as large as is wanted, and as the window has room for.
    pub(in crate::app) fn follow(&self, ctx: &Context) {
        let now = ctx.zoom_factor();
        let wanted = self.zoom(ctx.content_rect().size() * now);
        if (wanted - now).abs() > SAME {
            ctx.set_zoom_factor(wanted);
        }
    }

    /// How many times as large as usual everything is, in a window of this size in points of the usual size.
    fn zoom(&self, window: Vec2) -> f32 {
        let wanted = self.text_size as f32 / 100.0;
        let (wanted, least) =
            if self.is_projected { (PROJECTED * wanted, LEAST_PROJECTED) } else { (wanted, LEAST) };
        // In a window that is too small for the usual size, too, that is no help.
        wanted.min((window / least).min_elem().max(1.0))
    }

    /// Escape leaves the projector, unless it is for something else; asked once in a frame.
    pub(in crate::app) fn obey_escape(&mut self, ctx: &Context) {
        // A menu is closed, and a text left, before this is asked.
        if self.is_projected && !self.was_taken && escape(ctx) {
            self.project(ctx, false);
        }
        self.was_taken = ctx.egui_wants_keyboard_input() || Popup::is_any_open(ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn display(text_size: u32, is_projected: bool) -> Display {
        let remembered = Remembered { text_size, ..Remembered::default() };
        Display { is_projected, ..Display::new(&Context::default(), &remembered) }
    }

    #[test]
    fn text_is_as_large_as_it_is_wanted_and_the_window_has_room_for() {
        let zoom = |percent, window: (f32, f32)| display(percent, false).zoom(window.into());
        assert_eq!(zoom(200, (1280.0, 800.0)), 2.0);
        assert_eq!(zoom(200, (720.0, 480.0)), 1.2);
        for (percent, window) in [(200, (900.0, 700.0)), (150, (720.0, 480.0))] {
            let size = Vec2::from(window) / zoom(percent, window);
            assert!(size.x >= LEAST.x - 0.01 && size.y >= LEAST.y - 0.01, "{size:?}");
        }
        // Small text needs no room, and a tiny window has it as it is.
        assert_eq!((zoom(80, (400.0, 300.0)), zoom(100, (400.0, 300.0))), (0.8, 1.0));
    }

    #[test]
    fn a_projector_of_1024_by_768_has_type_half_as_large_again() {
        let zoom = display(100, true).zoom(vec2(1024.0, 768.0));
        assert!(zoom >= 1.5, "{zoom}");
        let size = vec2(1024.0, 768.0) / display(200, true).zoom(vec2(1024.0, 768.0));
        assert!(size.x >= LEAST_PROJECTED.x - 0.01 && size.y >= LEAST_PROJECTED.y - 0.01);
    }

    #[test]
    fn the_keys_go_through_every_size_that_is_offered() {
        let mut display = display(100, false);
        let mut seen = vec![display.smaller(), display.text_size];
        while display.larger() > display.text_size {
            display.resize(display.larger());
            seen.push(display.text_size);
        }
        assert_eq!(seen, [90, 100, 110, 125, 150, 175, 200]);
        display.resize(400);
        assert_eq!((display.text_size, display.larger()), (200, 200));
        display.resize(0);
        assert_eq!((display.text_size, display.smaller()), (80, 80));
    }
}
