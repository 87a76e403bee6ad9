//! What a lesson points at: a control, a plot, a lens, a button.

use crate::config::Field;
use crate::inspector::LensKind;

/// Something on the screen that can be lit up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A row of the controls: a setting's by its key, or one of [`Target::ROWS`].
    Row(&'static str),
    /// One of [`Target::PLOTS`].
    Plot(&'static str),
    /// A lens: its card, or its name in the list of lenses while it is closed.
    Lens(LensKind),
    /// A button of the bar, one of [`Target::BUTTONS`].
    Button(&'static str),
}

/// What may stand before a name that means several things.
const SETTING: &str = "setting:";
const LENS: &str = "lens:";

impl Target {
    /// Rows of the controls that are no settings.
    pub const ROWS: &'static [&'static str] = &["pace"];
    /// What is drawn in the middle of the window.
    pub const PLOTS: &'static [&'static str] = &["curves", "loss", "timeline"];
    /// Buttons of the bar, called as their commands are.
    pub const BUTTONS: &'static [&'static str] =
        &["toggle", "step", "restart", "new-seed", "undo", "lenses"];

    /// What has this name. A plot or a button is meant before a setting, a setting before a lens; `setting:loss` and
    /// `lens:weights` say which.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(name) = name.strip_prefix(SETTING) {
            return setting(name);
        }
        if let Some(name) = name.strip_prefix(LENS) {
            return LensKind::from_name(name).map(Self::Lens);
        }
        let among = |names: &[&'static str]| names.iter().copied().find(|known| *known == name);
        among(Self::PLOTS)
            .map(Self::Plot)
            .or_else(|| among(Self::BUTTONS).map(Self::Button))
            .or_else(|| among(Self::ROWS).map(Self::Row))
            .or_else(|| setting(name))
            .or_else(|| LensKind::from_name(name).map(Self::Lens))
    }

    /// The names that are no setting's, for who has written one that is nothing's.
    pub fn names() -> Vec<&'static str> {
        let lenses = LensKind::ALL.iter().map(|kind| kind.name());
        let own = [Self::PLOTS, Self::BUTTONS, Self::ROWS].concat();
        own.into_iter().chain(lenses).collect()
    }
}

/// The row of a setting that has one.
fn setting(name: &str) -> Option<Target> {
    let field = Field::from_name(name).filter(|field| field.entry().placement.is_some())?;
    Some(Target::Row(field.name()))
}
