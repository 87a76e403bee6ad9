//! The language in force: which it is at first, where it is switched, and where every panel finds its texts.
//!
//! They are kept in egui's memory, where a panel asks for them once a frame, as it finds the colours in the style. So
//! another language is seen in the next picture; nothing of the run changes with it.

use egui::{Context, Id};

use super::App;
use crate::text::Texts;
use crate::wording::Language;

impl App {
    /// Speaks this language from now on, and at the next start. What stands there already is worded anew.
    pub(super) fn set_language(&mut self, ctx: &Context, language: Language) {
        language.speak();
        self.session.texts = Texts::of(language);
        self.memory.language = Some(language);
        self.news.forget();
        ctx.request_repaint();
    }
}

/// Shows the panels in this language from now on.
pub(super) fn choose(ctx: &Context, texts: &'static Texts) {
    ctx.data_mut(|data| data.insert_temp(place(), texts));
}

/// The texts of the language in force.
pub(super) fn texts(ctx: &Context) -> &'static Texts {
    ctx.data(|data| data.get_temp(place())).unwrap_or_else(Texts::in_force)
}

/// Where egui's memory holds them.
fn place() -> Id {
    Id::unique("language")
}

/// The language of the system's own windows.
#[cfg(any(target_os = "macos", target_os = "windows"))]
pub(super) fn of_system() -> Language {
    sys_locale::get_locale().map_or_else(Language::default, |locale| Language::of_locale(&locale))
}

/// The language of the system's messages.
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
pub(super) fn of_system() -> Language {
    of_environment(|name| std::env::var(name).ok())
}

/// The language that POSIX' variables ask for: the first that is set decides.
#[cfg(any(test, not(any(target_os = "macos", target_os = "windows"))))]
fn of_environment(value: impl Fn(&str) -> Option<String>) -> Language {
    let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(value);
    let locale = set.find(|value| !value.is_empty());
    locale.map_or_else(Language::default, |locale| Language::of_locale(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        use Language::{Chinese, English};
        for (all, messages, lang, language) in [
            ("", "", "zh_CN.UTF-8", Chinese),
            ("", "en_GB.UTF-8", "zh_CN.UTF-8", English),
            ("zh_HK", "en_GB.UTF-8", "en_US", Chinese),
            ("C", "", "zh_TW", English),
            ("", "", "zh-Hans-SG", Chinese),
            ("", "", "", English),
        ] {
            let set = |name: &str| match name {
                "LC_ALL" => Some(all.to_owned()),
                // One that isn't set is as good as an empty one.
                "LC_MESSAGES" => Some(messages.to_owned()).filter(|value| !value.is_empty()),
                "LANG" => Some(lang.to_owned()),
                _ => None,
            };
            assert_eq!(of_environment(set), language, "{all:?} {messages:?} {lang:?}");
        }
    }
}
