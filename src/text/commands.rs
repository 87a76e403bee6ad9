//! Texts of the command palette.

use super::texts;

texts! {
    /// Texts of the command palette, and the names of commands that have no key.
    Commands {
        key = "key";
        does = "does";
        title = "Command palette";
        field = "command, setting or view";
        field_hint = "a name, or a setting with its value: lr 0.005";
        found(count: usize) = match count {
            0 => "Nothing is called so.".to_owned(),
            1 => "1 found".to_owned(),
            count => format!("{count} found"),
        };
        type_value(setting: &str, now: &str, must_be: &str) =
            format!("{setting} is {now}; type {must_be}.");
        set(setting: &str, value: &str) = format!("{setting}: {value}");
        now(value: &str) = format!("now {value}");
        pace_must_be = "max, or a number of steps a second from 0.01 to 1 000 000";
        off = "off";
        on = "on";
        lens(title: &str) = format!("lens: {title}");
        preset(name: &str) = format!("preset: {name}");
        lesson(title: &str) = format!("lesson: {title}");
        is_open = "open";
        is_closed = "closed";
        smoothing_steps = "smoothing of the loss, in steps";

        forth_ten = "ten steps further";
        back_ten = "look ten steps back";
        continue_from_end = "train on from the end of the run";
        save_picture_as = "save a picture where you choose";
        figure = "export a figure for print";
        copy_recipe = "hand the recipe of the run to the clipboard";
        save_checkpoint = "save a checkpoint, to go on with the run elsewhere";
        fit = "save the fit to the table as a figure";
        evaluation = "save how good the network is on its table";
        fitted = "save target and prediction of every row of the table";
        forecast = "save how the table may go on";
        folder = "choose the export folder";
        draw = "draw a curve to learn";
        challenges = "challenges: a goal, and a proof";
        input = "draw the input among the curves, or not";
        whole_data = "draw the whole table, or the newest windows";
        log = "logarithmic loss axis, or a linear one";
        follow = "have the plots follow the newest step again";
        system_theme = "theme of the system, dark or light";
        dark = "dark theme";
        light = "light theme";
        high_contrast = "high contrast theme, black";
        high_contrast_light = "high contrast theme, white";
        motion = "reduced motion, or the usual";
    }
}
