//! A preset and settings in a table of a file, such as a sweep's `[base]`.

use toml::de::DeTable;

use super::Preset;
use crate::config::Field;
use crate::config::items::{
    Checked, Item, PRESET_KEY, VERSION_KEY, field, in_order, mistake, preset_name, version,
};

/// Reads such a table: the preset that it names, and each setting by `set`.
///
/// # Errors
/// The first mistake in the order of the text: a setting or preset that there isn't, an unknown version, or what
/// `set` doesn't take.
pub fn read_base(
    table: &DeTable<'_>,
    mut set: impl FnMut(Field, &Item<'_>) -> Checked<()>,
) -> Checked<Option<&'static Preset>> {
    let mut preset = None;
    for (key, item) in in_order(table) {
        match key.get_ref().as_ref() {
            VERSION_KEY => version(item)?,
            PRESET_KEY => {
                let found = Preset::from_name(preset_name(item)?);
                preset = Some(found.or_else(|error| mistake(item.span(), error))?);
            }
            _ => set(field(key)?, item)?,
        }
    }
    Ok(preset)
}
