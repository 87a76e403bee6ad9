//! Texts of how the window shows itself.

use super::texts;

texts! {
    /// Texts of the menu of theme, text size and motion, and of the bar on a projector. Dark and light are named by the
    /// bar at the top.
    Display {
        menu = "Display";
        menu_hint = "Theme, text size, motion, and full screen for a projector (F11).";
        theme = "theme";
        system = "As the system";
        system_hint = "Dark or light, as the system says; dark where it says nothing.";
        dark_hint = "Light on dark.";
        light_hint = "Dark on light.";
        high_contrast = "High contrast, black";
        high_contrast_hint = "White on black, with thick lines, and borders around all that can be pressed.";
        high_contrast_light = "High contrast, white";
        high_contrast_light_hint = "Black on white, with thick lines, and borders around all that can be pressed.";
        text_size = "text size";
        percent(percent: u32) = format!("{percent} %");
        text_size_hint = "How large text is, and all with it; in a small window as large as there is room for.";
        smaller = "Smaller text";
        larger = "Larger text";
        usual_size = "Usual text size";
        reduced_motion = "Reduced motion";
        reduced_motion_hint = "Nothing moves that needn't: menus don't fade, lists don't glide, the caret doesn't blink, \
                               and pictures of lenses keep their scale. The curves go on with the run.";
        side = "Controls at the left";
        side_hint = "Shows the panel at the left, or leaves its room to the plots (F9).";
        projector = "Full screen for a projector";
        projector_hint = "Fills the screen, with larger type, thicker lines and few controls; F11 or Esc leads back.";
        toggle = "Start or pause";
        toggle_hint = "What Space does.";
        leave = "Leave full screen";
        leave_hint = "Back to the window as it was (F11 or Esc).";
    }
}
