//! How a lesson begins: which run, where in it, and what of the window is there.

use toml::de::DeTable;

use super::draft::{each_name, no_key, table_of, text_of};
use crate::config::items::{Checked, Item, Key, in_order, mistake, set, whole};
use crate::config::{Config, Field, MAX_STEPS, Settings};
use crate::inspector::LensKind;
use crate::moment::{pace, switch};
use crate::preset::{Preset, read_base};
use crate::recipe::Recipe;
use crate::text::Texts;
use crate::thread::Pace;
use crate::wording::foreign;

/// What can fill the window while a lesson goes on, as files name it.
pub const VIEWS: &[&str] = &["scope", "race", "sweep", "data"];

/// Steps that are trained before a lesson begins, at the most: a moment's work.
const MOST_BEFORE: u64 = 20_000;

/// The keys of a stage.
const KEYS: &[&str] =
    &["recipe", "step", "pace", "playing", "view", "lenses", "input", "controls", "locked"];

/// How a lesson begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The run.
    pub recipe: Recipe,
    /// The step that it is trained to first.
    pub step: u64,
    /// Steps a second from there on.
    pub pace: Pace,
    /// Whether it trains at once.
    pub playing: bool,
    /// What fills the window, one of [`VIEWS`].
    pub view: &'static str,
    /// The lenses that are open.
    pub lenses: Vec<LensKind>,
    /// Whether what is read is drawn among the curves.
    pub input: bool,
    /// The settings whose controls are there; none where all are.
    controls: Option<Vec<Field>>,
    /// The settings that can't be changed.
    locked: Vec<Field>,
}

impl Stage {
    /// Whether a setting's control is there.
    pub fn shows(&self, field: Field) -> bool {
        self.controls.as_ref().is_none_or(|controls| controls.contains(&field))
    }

    /// Whether only some of the controls are there.
    pub fn hides_some(&self) -> bool {
        self.controls.is_some()
    }

    /// Whether a setting can't be changed, though its control is there.
    pub fn locks(&self, field: Field) -> bool {
        self.locked.contains(&field)
    }

    /// Whether a learner can change a setting.
    pub fn offers(&self, field: Field) -> bool {
        self.shows(field) && !self.locks(field)
    }
}

/// Reads the stage of a lesson.
pub(super) fn read(key: &Key<'_>, item: &Item<'_>) -> Checked<Stage> {
    let mut stage = Stage {
        recipe: Recipe::from(Config::default()),
        step: 0,
        pace: Pace::PerSecond(20.0),
        playing: false,
        view: "scope",
        lenses: Vec::new(),
        input: false,
        controls: None,
        locked: Vec::new(),
    };
    for (key, item) in in_order(table_of(key, item)?) {
        match key.get_ref().as_ref() {
            "recipe" => stage.recipe = recipe(key, item)?,
            "step" => stage.step = whole("step", item, 0, MOST_BEFORE)?,
            "pace" => stage.pace = pace(item)?,
            "playing" => stage.playing = switch("playing", item)?,
            "view" => stage.view = view(item)?,
            "lenses" => stage.lenses = each_name("lenses", item, lens)?,
            "input" => stage.input = switch("input", item)?,
            "controls" => stage.controls = Some(each_name("controls", item, control)?),
            "locked" => stage.locked = each_name("locked", item, control)?,
            _ => return no_key(key, KEYS),
        }
    }
    Ok(stage)
}

/// The settings of the run, and a preset that fills the gaps.
fn recipe(key: &Key<'_>, item: &Item<'_>) -> Checked<Recipe> {
    let mut settings = Settings::default();
    let preset = read_base(table_of(key, item)?, |field, item| set(field, item, &mut settings))?;
    let preset = preset.unwrap_or(Preset::DEFAULT);
    let config = Config::resolve(&settings.or(preset.settings()));
    config.map(Recipe::from).or_else(|reason| mistake(item.span(), reason))
}

/// One of [`VIEWS`].
pub(super) fn view(item: &Item<'_>) -> Checked<&'static str> {
    let name = text_of("view", item)?;
    let found = VIEWS.iter().copied().find(|view| *view == name);
    let wrong = || (Texts::in_force().lesson_files.no_view)(&foreign(name), VIEWS);
    found.map_or_else(|| mistake(item.span(), wrong()), Ok)
}

/// The lens of this name.
pub(super) fn lens(item: &Item<'_>) -> Checked<LensKind> {
    let name = text_of("lens", item)?;
    let names: Vec<&str> = LensKind::ALL.iter().map(|kind| kind.name()).collect();
    let wrong = || (Texts::in_force().lesson_files.no_lens)(&foreign(name), &names);
    LensKind::from_name(name).map_or_else(|| mistake(item.span(), wrong()), Ok)
}

/// The setting of this name, which has a control.
fn control(item: &Item<'_>) -> Checked<Field> {
    let name = text_of("control", item)?;
    setting(name).or_else(|reason| mistake(item.span(), reason))
}

/// The setting of this name, which has a control, or why there is none.
pub(super) fn setting(name: &str) -> Result<Field, String> {
    let field = Field::named(name).map_err(|error| error.to_string())?;
    if field.entry().placement.is_some() {
        return Ok(field);
    }
    Err((Texts::in_force().lesson_files.no_control)(field.name()))
}

/// A step of a run, from 1.
pub(super) fn step(name: &str, item: &Item<'_>) -> Checked<u64> {
    whole(name, item, 1, MAX_STEPS)
}

/// A lesson has no stage.
pub(super) fn missing<T>(table: &DeTable<'_>) -> Checked<T> {
    let first = in_order(table).next().map_or(0..0, |(key, _)| key.span());
    mistake(first, Texts::in_force().lesson_files.no_stage)
}
