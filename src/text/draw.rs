//! Texts of the sheet on which a curve is drawn.

use super::texts;

texts! {
    /// Texts of the sheet on which a curve is drawn, and of what becomes of it.
    Draw {
        title = "Draw";
        sentence = "a curve of your own, which the network learns to go on with";
        stroke = "draw one stroke from left to right";
        cancel = "Cancel";
        cancel_hint = "Back to the run (Esc).";
        again = "Again";
        again_hint = "An empty sheet.";
        train = "Train";
        train_hint = "A new run learns to go on with this curve, point by point (Enter).";
        too_short = "There is nothing to learn yet: draw a stroke that takes a tenth of the sheet's width, \
                     or take a ready shape.";
        ready = "or take a ready one:";
        sine = "Sine";
        square = "Square";
        sawtooth = "Sawtooth";
        sheet_empty = "sheet to draw one stroke on from left to right, with no curve yet";
        sheet_drawn = "sheet with a curve on it";
        becomes(points: usize) = format!(
            "The curve becomes {points} points of a table, again and again; from those so far the network \
             is to tell the next one."
        );
        by_keys = "A line over an older one takes its place. By keys: the arrows draw (with Shift ten times \
                   as far), Enter trains, Esc leaves.";
    }
}
