//! Where the candidates of an input method stand: below the caret.
//!
//! X11 tells a method one point, the foot of the line. winit gives it the upper end of the caret, so that candidates
//! would lie over what is typed. Other systems are told the caret as a whole.

#[cfg(target_os = "linux")]
use winit::raw_window_handle::{HasDisplayHandle, RawDisplayHandle};

/// Has candidates stand below the caret on X11, too. Done at the end of a frame.
#[cfg(target_os = "linux")]
pub(in crate::app) fn stand_below(ctx: &egui::Context, frame: &eframe::Frame) {
    let is_x11 = frame.display_handle().is_ok_and(|display| {
        matches!(display.as_raw(), RawDisplayHandle::Xlib(_) | RawDisplayHandle::Xcb(_))
    });
    if is_x11 {
        ctx.output_mut(|output| {
            if let Some(ime) = &mut output.ime {
                ime.cursor_rect = foot_of(ime.cursor_rect);
            }
        });
    }
}

/// The same where there is nothing to do.
#[cfg(not(target_os = "linux"))]
pub(in crate::app) fn stand_below(_: &egui::Context, _: &eframe::Frame) {}

/// The lower edge of a caret.
#[cfg(any(test, target_os = "linux"))]
fn foot_of(caret: egui::Rect) -> egui::Rect {
    egui::Rect::from_min_max(caret.left_bottom(), caret.right_bottom())
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;

    #[test]
    fn the_foot_of_a_caret_is_below_it_and_stays_there() {
        let foot = foot_of(Rect::from_min_size(pos2(10.0, 20.0), vec2(1.0, 16.0)));
        assert_eq!((foot.left_top(), foot.height()), (pos2(10.0, 36.0), 0.0));
        assert_eq!(foot_of(foot), foot);
    }
}
