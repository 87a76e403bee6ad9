//! Texts of the overlay that lists the keys.

use super::texts;

texts! {
    /// What each key does, in words.
    Keys {
        title = "Keys";
        space = "Space";
        toggle = "run or pause; looking back, choose how to go on";
        step = "train one step; hold to repeat";
        forth = "one step further; at the end, train it (Shift: ten)";
        back = "look one step back (Shift: ten)";
        home = "look at the untrained network";
        end = "back to live: the end of the run";
        best = "look at the best step: the one with the least validation loss";
        fork = "fork: train on from the step on show";
        restart = "restart: same seed, same weights, same curve";
        new_seed = "restart with the next seed";
        undo = "undo a change, a restart, what was done to runs and lenses";
        redo = "redo what was undone";
        palette = "find a command or a setting by its name";
        save_picture = "save a picture of what the view shows";
        open = "open a table, a recipe, a lesson, a checkpoint or weights";
        save_recipe = "save the recipe of the run";
        copy_moment = "hand this moment to the clipboard: the recipe, the step and what is in view";
        copy_picture = "hand that picture to the clipboard";
        csv = "write the data of the view as CSV";
        lenses = "show or hide the lenses";
        scope = "show the run";
        race = "show the race (Space, S and → act on it)";
        sweep = "show the sweep (Space starts it)";
        runs = "show the list of runs, or the controls again";
        lessons = "show the lessons";
        data = "show the table (Space trains on it)";
        side = "show or hide the panel at the left";
        projector = "full screen for a projector, and back";
        larger = "larger text, and all with it";
        smaller = "smaller text";
        usual_size = "text of the usual size";
        help_keys = "F1 or ?";
        help = "show or hide these keys";
        paste = "play the recipe on the clipboard, or open the table";
        quit = "quit";
        close = "close what lies over the window";
        move_gesture = "drag, Shift+wheel";
        move_plot = "move along in time or steps";
        zoom_gesture = "wheel";
        zoom_plot = "zoom a plot or the timeline in time or steps";
        look_back_gesture = "click";
        look_back = "on the loss: look back to that step";
        follow_gesture = "double click";
        follow = "on a plot: follow the newest step again";
    }
}
