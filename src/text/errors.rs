//! What is said of things that went wrong.

use super::texts;

texts! {
    /// Sentences on what went wrong with files that are written, and why there is no window. The other
    /// errors word themselves where they are.
    Errors {
        unwritten(path: &str, reason: &str) = format!("{path} can't be written: {reason}");
        unread(path: &str, reason: &str) = format!("{path} can't be read: {reason}");
        unequal_samples(path: &str, lengths: &str) = format!(
            "{path} can't be written: a window's times, inputs, targets and predictions must be \
             equally many, not {lengths}"
        );
        taken(folder: &str) = format!(
            "another rnnscope is writing its results to {folder}; give these another folder"
        );
        table_too_large(bytes: usize, most: usize) = format!(
            "the table takes {:.1} MB, and one of up to {} MB can be kept; save it as a file and open \
             that", bytes as f64 / 1e6, most >> 20
        );
        another_file(path: &str) = format!("{path} is another file than the table of this run");
        elsewhere(reason: &str, folder: &str) =
            format!("{reason}; what was to be written is in {folder} instead");
        not_png(reason: &str) = format!("the picture can't be written as PNG: {reason}");

        wayland_silent =
            "the display that WAYLAND_DISPLAY names doesn't answer, and DISPLAY isn't set";
        no_display = "neither WAYLAND_DISPLAY nor DISPLAY is set";
        display_silent = "the display that DISPLAY names doesn't answer";
        no_opengl = "the display has no usable OpenGL (libGL or libEGL with a driver)";
        opengl_failed(reason: &str) = format!("OpenGL failed ({reason})");
        library_missing(library: &str) = format!("the library {library} is missing");
    }
}
