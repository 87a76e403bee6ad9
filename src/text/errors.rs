//! What is said of things that went wrong.

use super::texts;

texts! {
    /// Reasons and sentences of what went wrong: those of the system, of files that are written, of the
    /// command line, and why there is no window. The other errors word themselves where they are.
    Errors {
        missing = "there is no such file or folder";
        denied = "permission denied";
        is_folder = "it is a folder, not a file";
        is_file = "a part of its path is a file, not a folder";
        full = "there is no space left";
        unwritten(path: &str, reason: &str) = format!("{path} can't be written: {reason}");
        unread(path: &str, reason: &str) = format!("{path} can't be read: {reason}");
        unequal_samples(path: &str, lengths: &str) = format!(
            "{path} can't be written: a window's times, inputs, targets and predictions must be \
             equally many, not {lengths}"
        );
        not_png(reason: &str) = format!("the picture can't be written as PNG: {reason}");

        kept(divergence: &str, folder: &str) =
            format!("{divergence}; what came before is in {folder}");
        no_output(reason: &str) = format!("can't write to the standard output: {reason}");

        wayland_silent =
            "the display that WAYLAND_DISPLAY names doesn't answer, and DISPLAY isn't set";
        no_display = "neither WAYLAND_DISPLAY nor DISPLAY is set";
        display_silent = "the display that DISPLAY names doesn't answer";
        no_opengl = "the display has no usable OpenGL (libGL or libEGL with a driver)";
        opengl_failed(reason: &str) = format!("OpenGL failed ({reason})");
        library_missing(library: &str) = format!("the library {library} is missing");
    }
}
