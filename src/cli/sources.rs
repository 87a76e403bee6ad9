//! Where settings come from: preset, file and flags, of which the later wins.

use std::path::Path;

use super::error::CliError;
use super::options::Arguments;
use crate::config::{Config, FileError, Settings, read_settings};
use crate::preset::{Preset, UnknownPreset};

/// What was asked for in so many words.
#[derive(Debug)]
pub(super) struct Explicit {
    /// The preset that was named.
    pub(super) preset: Option<&'static Preset>,
    /// Settings of that preset, the file and the flags.
    pub(super) settings: Settings,
}

impl Explicit {
    /// The configuration of a run without a window: gaps are filled from the default preset.
    ///
    /// # Errors
    /// When two settings contradict each other.
    pub(super) fn complete(&self) -> Result<Config, CliError> {
        let base = Preset::DEFAULT.settings();
        Ok(Config::resolve(&over(self.settings.clone(), base))?)
    }
}

/// Reads preset and file, and lays the flags over them.
///
/// # Errors
/// When the preset isn't known, the file can't be used, or two settings contradict each other.
pub(super) fn explicit(arguments: &Arguments) -> Result<Explicit, CliError> {
    let (in_file, file) = match &arguments.config {
        Some(path) => read_file(path)?,
        None => (None, Settings::default()),
    };
    let named = arguments.preset.as_deref().map(Preset::from_name).transpose()?;
    let preset = named.or(in_file);
    let base = preset.map(Preset::settings).unwrap_or_default();
    let explicit = Explicit { preset, settings: over(arguments.flags.clone(), over(file, base)) };
    explicit.complete()?;
    Ok(explicit)
}

/// The preset that a file names, and its settings.
fn read_file(path: &Path) -> Result<(Option<&'static Preset>, Settings), FileError> {
    let file = read_settings(path)?;
    let preset = file.preset.as_deref().map(Preset::from_name).transpose();
    let invalid = |unknown: UnknownPreset| FileError::Invalid {
        path: path.to_owned(),
        line: file.preset_line,
        reason: unknown.to_string(),
    };
    Ok((preset.map_err(invalid)?, file.settings))
}

/// `upper` over `lower`. A source that says where the weights come from is not bound to the file of
/// a lower one, nor to its fingerprint.
fn over(mut upper: Settings, lower: Settings) -> Settings {
    if upper.weights.is_some() {
        upper.init.get_or_insert(None);
    }
    if upper.init.is_some() {
        upper.init_sha256.get_or_insert(None);
    }
    upper.or(lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::InitialWeights;

    #[test]
    fn a_new_weights_file_is_not_held_to_the_old_fingerprint() {
        let file = Settings {
            init: Some(Some("old".into())),
            init_sha256: Some(Some("0".repeat(64))),
            ..Settings::default()
        };
        let init = Settings { init: Some(Some("new".into())), ..Settings::default() };
        let merged = over(init, file.clone());
        assert_eq!(merged.init, Some(Some("new".into())));
        assert_eq!(merged.init_sha256, Some(None));

        let drawn = Settings { weights: Some(InitialWeights::Keras), ..Settings::default() };
        let merged = over(drawn, file.clone());
        assert_eq!((merged.init, merged.init_sha256), (Some(None), Some(None)));

        let seed = Settings { seed: Some(3), ..Settings::default() };
        let merged = over(seed, file.clone());
        assert_eq!((merged.init, merged.init_sha256), (file.init, file.init_sha256));
    }
}
