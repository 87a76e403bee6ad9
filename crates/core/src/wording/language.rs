//! The languages there are, and the one in which the program speaks.
//!
//! Who shows a text takes the language as an argument, and so do figures and files. Errors and the system's
//! complaints are data until somebody reads them, and `Display` has no arguments: they speak the language in force.

use std::cell::Cell;
use std::sync::atomic::{AtomicU8, Ordering};

/// A language of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese in simplified characters.
    Chinese,
}

/// The place in [`Language::ALL`] of the program's language.
static PROGRAM: AtomicU8 = AtomicU8::new(0);

thread_local! {
    /// The language of what this thread is doing, where that isn't the program's.
    static HERE: Cell<Option<Language>> = const { Cell::new(None) };
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[Self::English, Self::Chinese];

    /// The spelling in flags and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The language with this spelling, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.name() == name)
    }

    /// The language of a locale as systems write it: `zh_CN.UTF-8`, `zh-Hans-CN`, `en_GB`, `C`. Every Chinese one is
    /// Chinese, all others English.
    pub fn of_locale(locale: &str) -> Self {
        let end = locale.find(['_', '-', '.', '@']).unwrap_or(locale.len());
        if locale[..end].eq_ignore_ascii_case("zh") { Self::Chinese } else { Self::English }
    }

    /// The language in force: that of [`Language::within`], or the program's.
    pub fn in_force() -> Self {
        let place = usize::from(PROGRAM.load(Ordering::Relaxed));
        HERE.get().or_else(|| Self::ALL.get(place).copied()).unwrap_or_default()
    }

    /// The language of [`Language::within`], where this thread's work goes on in one: what whoever starts another
    /// thread hands on to it.
    pub fn here() -> Option<Self> {
        HERE.get()
    }

    /// Has the program speak this language from now on.
    pub fn speak(self) {
        let place = Self::ALL.iter().position(|language| *language == self).unwrap_or_default();
        PROGRAM.store(u8::try_from(place).unwrap_or_default(), Ordering::Relaxed);
    }

    /// Does something on this thread in this language, whatever the program speaks.
    pub fn within<T>(self, work: impl FnOnce() -> T) -> T {
        /// Takes the thread's language back, also where `work` panics.
        struct Back(Option<Language>);
        impl Drop for Back {
            fn drop(&mut self) {
                HERE.set(self.0);
            }
        }
        let _back = Back(HERE.replace(Some(self)));
        work()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chinese_locale_is_chinese() {
        for locale in ["zh", "zh_CN.UTF-8", "zh-Hans-CN", "ZH_TW", "zh_HK@stroke", "zh.GB18030"] {
            assert_eq!(Language::of_locale(locale), Language::Chinese, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "POSIX", "en_US.UTF-8", "de", "zhu", "z"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }

    #[test]
    fn a_language_holds_on_its_thread_while_its_work_goes_on() {
        let before = Language::in_force();
        Language::Chinese.within(|| {
            assert_eq!(Language::in_force(), Language::Chinese);
            let elsewhere = std::thread::spawn(Language::in_force).join().unwrap();
            assert_eq!((elsewhere, Language::here()), (before, Some(Language::Chinese)));
            Language::English.within(|| assert_eq!(Language::in_force(), Language::English));
            assert_eq!(Language::in_force(), Language::Chinese);
        });
        assert_eq!(Language::in_force(), before);
    }

    #[test]
    fn a_name_is_read_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_name(language.name()), Some(*language));
        }
        assert_eq!(Language::from_name("fr"), None);
    }
}
