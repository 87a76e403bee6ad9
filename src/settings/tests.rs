//! What is remembered comes back; what isn't possible has its default.

use super::*;
use crate::config::Spacing;
use crate::recipe::Recipe;
use crate::session::LensKind;
use crate::session::lesson::{Bookmark, Predictions};
use crate::text::ENGLISH;

#[test]
fn what_is_saved_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/settings.toml");
    let config = Config { hidden: 77, spacing: Spacing::Radians(0.25), ..Config::default() };
    let remembered = Remembered {
        config,
        pace: Pace::Max,
        window: [900.0, 700.0],
        theme: ThemeChoice::HighContrastLight,
        text_size: 175,
        reduced_motion: true,
        language: Some(Language::Chinese),
        show_input: true,
        logarithmic: false,
        smoothing: 0.25,
        export_dir: Some("/tmp/pictures".into()),
        lenses: OpenLenses::new(true, [LensKind::Spectrum, LensKind::HiddenState]),
        lens_width: Some(455.0),
        snapshot_memory: 7,
        recent_commands: vec!["lens:spectrum".to_owned(), "step".to_owned()],
        lessons: lessons(),
    };
    remembered.save(&path).unwrap();
    assert_eq!(Remembered::load(&path), (remembered, None));
}

/// One lesson is done, and another was left.
fn lessons() -> LessonProgress {
    let config = Config { hidden: 5, ..Config::default() };
    let predictions = Predictions {
        chosen: [(0, 2), (2, 1)].into(),
        drawn: [(1, vec![(1, 0.5), (400, 0.01)])].into(),
    };
    let recipe = Recipe::from(config).ending_at(40);
    let left = Bookmark { step: 2, at: 40, recipe, predictions };
    let mut lessons = LessonProgress { offered: true, ..LessonProgress::default() };
    lessons.finish("reads");
    lessons.leave("memory", Some(left));
    lessons
}

#[test]
fn one_bad_value_has_its_default_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let good = Remembered {
        config: Config { hidden: 77, ..Config::default() },
        pace: Pace::PerSecond(3.0),
        theme: ThemeChoice::Light,
        language: Some(Language::Chinese),
        snapshot_memory: 7,
        ..Remembered::default()
    };
    good.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let default = Remembered::default();
    for (from, to, name, expected) in [
        ("[1280.0, 800.0]", "[190.0, 120.0]", "window", good.clone()),
        ("pace = 3.0", "pace = 1e-19", "pace", Remembered { pace: default.pace, ..good.clone() }),
        (
            "theme = \"light\"",
            "theme = 3",
            "theme",
            Remembered { theme: default.theme, ..good.clone() },
        ),
        (
            "theme = \"light\"",
            "theme = \"higher-contrast\"",
            "theme",
            Remembered { theme: default.theme, ..good.clone() },
        ),
        ("text_size = 100", "text_size = 201", "text_size", good.clone()),
        ("reduced_motion = false", "reduced_motion = 1", "reduced_motion", good.clone()),
        (
            "language = \"zh\"",
            "language = \"fr\"",
            "language",
            Remembered { language: None, ..good.clone() },
        ),
        (
            "hidden = 77",
            "hidden = 7700",
            "hidden",
            Remembered { config: Config::default(), ..good.clone() },
        ),
    ] {
        assert!(text.contains(from), "{text}");
        std::fs::write(&path, text.replace(from, to)).unwrap();
        let (remembered, notice) = Remembered::load(&path);
        assert_eq!(remembered, expected);
        let told = notice.unwrap().sentence(&ENGLISH.window);
        assert!(told.ends_with(&format!(": {name}.")), "{told}");
    }
    std::fs::write(&path, text + "[of_a_later_version]\nx = 1\n").unwrap();
    assert_eq!(Remembered::load(&path), (good, None));
}

#[test]
fn a_theme_is_spelled_as_files_have_had_it() {
    let spelled = ThemeChoice::ALL.map(|theme| {
        let remembered = Remembered { theme, ..Remembered::default() };
        let text = remembered.print().unwrap();
        let line = text.lines().find(|line| line.starts_with("theme")).unwrap().to_owned();
        assert_eq!(Remembered::parse(&text), Ok((remembered, Vec::new())));
        line
    });
    let names = ["system", "dark", "light", "high-contrast", "high-contrast-light"];
    assert_eq!(spelled, names.map(|name| format!("theme = \"{name}\"")));
}

#[test]
fn a_file_of_an_earlier_version_has_text_of_the_usual_size() {
    let (remembered, wrong) = Remembered::parse("theme = \"dark\"\nsmoothing = 0.5\n").unwrap();
    assert_eq!((remembered.text_size, remembered.reduced_motion, wrong), (100, false, Vec::new()));
}

#[test]
fn no_file_means_the_defaults_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let (remembered, notice) = Remembered::load(&folder.path().join("settings.toml"));
    assert_eq!((remembered, notice), (Remembered::default(), None));
}

#[test]
fn a_broken_file_is_kept_beside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    for text in ["not toml at all [", "window = [1, 2"] {
        std::fs::write(&path, text).unwrap();
        let (remembered, notice) = Remembered::load(&path);
        assert_eq!(remembered, Remembered::default());
        let told = notice.unwrap().sentence(&ENGLISH.window);
        assert!(told.contains("settings.toml.broken"), "{told}");
        assert!(!path.exists());
        let kept = std::fs::read_to_string(folder.path().join("settings.toml.broken")).unwrap();
        assert_eq!(kept, text);
    }
}
