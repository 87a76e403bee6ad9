//! What the user can ask of the window, by a button or a key.

use std::path::PathBuf;

use super::view::View;
use crate::session::{Action, LensKind};
use crate::settings::ThemeChoice;
use crate::wording::Language;

/// What a button, a key or a file asks of the window: an action of the session, as it is, or the window's
/// own matter. The session's actions become commands of the training thread, and there is no third.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum WindowCommand {
    /// Something about training.
    Session(Action),
    /// Write the picture to the export folder.
    SavePicture,
    /// Write the picture where the user says.
    SavePictureAs,
    /// Write the figure.
    ExportFigure,
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Write the visible data.
    ExportCsv,
    /// Write how good the network is on its table, at the step on show.
    SaveOfTable(OfTable),
    /// Write a lens as a figure.
    SaveLens(LensKind),
    /// Write a lens' numbers.
    SaveLensCsv(LensKind),
    /// Show or hide the lenses.
    ToggleLenses,
    /// Open a lens, and bring the lenses into view.
    ShowLens(LensKind),
    /// Open a recipe, a checkpoint, weights or a table.
    Open,
    /// Save the recipe of the run.
    SaveRecipe,
    /// Save what it takes to go on with the run elsewhere.
    SaveCheckpoint,
    /// Put the recipe on the clipboard.
    CopyRecipe,
    /// Put the recipe on the clipboard, with what is on show.
    CopyMoment,
    /// Take what was pasted for a recipe.
    Paste(String),
    /// Show the list of runs, or the controls again.
    ToggleRuns,
    /// Something about a curve that is drawn.
    Draw(DrawCommand),
    /// Show the run, the race, the sweep or the table.
    Show(View),
    /// Something about the race.
    Race(RaceCommand),
    /// Something about the sweep.
    Sweep(SweepCommand),
    /// Something about the table.
    Data(DataCommand),
    /// Something about the lessons.
    Lesson(LessonCommand),
    /// Show or hide the challenges.
    ToggleChallenges,
    /// Something about a challenge.
    Challenge(ChallengeCommand),
    /// Choose the export folder.
    ChooseFolder,
    /// Set the controls to the network of this file of weights, and begin with them.
    FitControls(PathBuf),
    /// Show or hide the list of keys.
    ToggleHelp,
    /// Open the palette of commands, or close it.
    TogglePalette,
    /// Draw the input among the curves, or not.
    ToggleInput,
    /// Draw the whole table, or the newest windows.
    ToggleWholeData,
    /// A logarithmic axis for the loss, or a linear one.
    ToggleLogarithmic,
    /// Smooth the loss by this factor, 0…1.
    SetSmoothing(f64),
    /// Have curves and loss follow the newest step again.
    Follow,
    /// Something about how the window shows itself.
    Display(DisplayCommand),
    /// Speak another language.
    SetLanguage(Language),
}

impl From<Action> for WindowCommand {
    fn from(action: Action) -> Self {
        Self::Session(action)
    }
}

impl From<LessonCommand> for WindowCommand {
    fn from(command: LessonCommand) -> Self {
        Self::Lesson(command)
    }
}

impl From<DisplayCommand> for WindowCommand {
    fn from(command: DisplayCommand) -> Self {
        Self::Display(command)
    }
}

/// What the user wants of how the window shows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DisplayCommand {
    /// Go dark, light, or with the system; with high contrast or without.
    Theme(ThemeChoice),
    /// Show text, and all with it, in this size, in percent.
    TextSize(u32),
    /// Show it in the next larger size.
    Larger,
    /// Show it in the next smaller size.
    Smaller,
    /// Let nothing move that needn't, or let it move again.
    ToggleMotion,
    /// Show or hide the panel at the left.
    ToggleSide,
    /// Fill the screen of a projector, or go back.
    ToggleProjector,
}

/// What the user wants of a curve that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DrawCommand {
    /// Show the sheet, an empty one unless one is drawn on already.
    Begin,
    /// Leave it.
    Cancel,
    /// Make a table of the curve and train on it.
    Train,
}

/// What the user wants of the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RaceCommand {
    /// Start it, or pause it, or let it go on.
    Toggle,
    /// Pause it, and train so many steps of every variant.
    Step(u64),
    /// End it before its end.
    Cancel,
}

/// What the user wants of the sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SweepCommand {
    /// Start it, unless it is under way.
    Start,
    /// End it before its end.
    Cancel,
    /// Write tables and heatmaps to the export folder.
    Save,
}

/// What the user wants of a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChallengeCommand {
    /// Begin a run with the settings of the one at this place of the list.
    Begin(usize),
    /// Check the run on screen.
    Prove,
    /// End the check before its end.
    Stop,
    /// Save what was checked.
    Save,
}

/// What can be saved of a network on a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfTable {
    /// Target and prediction over the whole table, as a figure.
    Fit,
    /// How good it is, part by part.
    Evaluation,
    /// Target and prediction of every row.
    Fitted,
    /// How the table may go on.
    Forecast,
}

/// What the user wants of the lessons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum LessonCommand {
    /// Begin the lesson at this place of the list, or go on where it was left.
    Begin(usize),
    /// Begin the lesson at this place of the list anew.
    Anew(usize),
    /// Show the lesson that goes on.
    Show,
    /// Choose this answer, or this expectation.
    Choose(usize),
    /// Go on to the next step, done or not.
    GoOn,
    /// Read the step before once more.
    Back,
    /// Begin the lesson that goes on anew.
    Again,
    /// Leave it, and go on with one's own run.
    Leave,
    /// Leave it, and take its run along.
    TakeAlong,
}

/// What the user wants of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DataCommand {
    /// Show the table of the run.
    ShowRuns,
    /// Begin a run on the table.
    Train,
    /// Stop reading, or show the run again.
    Leave,
    /// Read the file once more, with these marks of missing values.
    ReadAgain(Vec<String>),
}
