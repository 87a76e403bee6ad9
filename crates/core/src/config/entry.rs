//! What the list says of a setting besides its type and its values, and the macro that makes the rest
//! of it.
//!
//! The list itself is [`super::list`]. An entry there begins with the setting's name, type, default
//! and [`Domain`](super::domain::Domain), then come its [`Effect`] and whichever fields of [`Entry`] aren't
//! as in [`Entry::new`]. Its label and its meaning stand in `wording/settings.rs`, under its name; the macro
//! asks for them there, so that no setting is without words.

use super::{Config, ConfigError, DataChoice, Field, Value};
use crate::wording::Wording;

/// When a new value of a setting is felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Just before the next step; weights and run stay.
    Live,
    /// A new run begins.
    Restarts,
}

/// A part of the window's controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What the network sees.
    Data,
    /// What is trained.
    Network,
    /// How it is trained.
    Training,
}

impl Group {
    /// Every group, from top to bottom.
    pub const ALL: &'static [Self] = &[Self::Data, Self::Network, Self::Training];

    /// Its title.
    pub fn title(self) -> &'static str {
        self.title_in(Wording::in_force())
    }

    /// Its title in a language.
    pub fn title_in(self, words: &'static Wording) -> &'static str {
        match self {
            Self::Data => words.choices.group_data,
            Self::Network => words.choices.group_network,
            Self::Training => words.choices.group_training,
        }
    }
}

/// How a slider's way is spread over its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// Equal ways for equal differences.
    Linear,
    /// Equal ways for equal ratios.
    Log,
}

/// The widgets that set a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// Whole numbers: a slider over the range, and a number beside it.
    Slider(Travel),
    /// Numbers whose size matters: a logarithmic slider over what is sensible, from one end to the
    /// other, and beside it a number for all that is possible.
    Rate(f64, f64),
    /// Numbers from the least on: a slider to what is sensible, and beside it a number for all that is
    /// possible.
    Slide(f64),
    /// A number that is typed or dragged.
    Number {
        /// What a point of dragging adds.
        speed: f64,
    },
    /// A checkbox, and a number where it is checked.
    Optional {
        /// The number when it is switched on.
        first: f64,
        /// The least and the greatest that can be dragged to.
        travel: (f64, f64),
        /// What a point of dragging adds.
        speed: f64,
    },
    /// Choices side by side.
    Choice,
    /// Choices in a menu.
    Menu,
    /// A checkbox.
    Checkbox,
    /// Half turns, or a number of radians.
    Spacing,
    /// The name of a file that was opened, and a button that takes it away.
    File,
    /// Formulas of t, each in a field of its own, and buttons that add and remove one.
    Formulas,
    /// A text that is typed.
    Text,
    /// Words side by side, the last of them for a number beside them; that is
    /// [`Field::number_word`].
    WordsOr {
        /// The number when it is chosen.
        first: u64,
    },
}

/// Where the window's controls show a setting, and by which widgets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The group.
    pub group: Group,
    /// Rows of a group stand in the order of these numbers, which leave gaps for rows to come.
    pub position: u8,
    /// The widgets.
    pub control: Control,
}

/// The [`Placement`] of an entry.
pub(super) const fn at(group: Group, position: u8, control: Control) -> Option<Placement> {
    Some(Placement { group, position, control })
}

/// A default that another setting decides.
#[derive(Clone, Copy, Debug)]
pub struct Follows {
    /// The other setting.
    pub field: Field,
    /// The default beside the other settings.
    pub default: fn(&Config) -> Value,
}

/// What a setting is, beside its type and its values, and how it goes together with the others.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name in files; a flag has dashes for the underscores.
    pub name: &'static str,
    /// When a new value is felt.
    pub effect: Effect,
    /// What stands for the value in `--help`; empty where that follows from the values.
    pub placeholder: &'static str,
    /// The flag without its dashes, where it isn't the name with dashes for the underscores.
    pub flag: &'static str,
    /// Whether there is a flag for it. What only a program can know is for files.
    pub has_flag: bool,
    /// Whether it came after the files that must stay as they were: it is written only where it isn't
    /// at its default.
    pub is_newer: bool,
    /// Whether runs that are compared side by side may differ in it.
    pub is_compared: bool,
    /// What decides its default, where that isn't always the same.
    pub follows: Option<Follows>,
    /// Whether it belongs to this choice of data: beside others it is kept in files, and neither checked
    /// nor shown, nor taken as a flag.
    pub belongs: fn(&DataChoice) -> bool,
    /// What must hold between it and other settings.
    pub check: fn(&Config) -> Result<(), ConfigError>,
    /// Where the window shows it; `None` where it doesn't.
    pub placement: Option<Placement>,
    /// Whether it acts beside these settings; grey where it doesn't.
    pub acts: fn(&Config) -> bool,
    /// Whether it means anything beside these settings; not in the window where it doesn't.
    pub is_shown: fn(&Config) -> bool,
}

impl Entry {
    /// A setting of which there is no more to say than this.
    pub(super) const fn new(name: &'static str, effect: Effect) -> Self {
        Self {
            name,
            effect,
            placeholder: "",
            flag: "",
            has_flag: true,
            is_newer: false,
            is_compared: false,
            follows: None,
            belongs: |_| true,
            check: |_| Ok(()),
            placement: None,
            acts: |_| true,
            is_shown: |_| true,
        }
    }
}

/// Declares the complete [`Config`], the partial [`Settings`](super::Settings) and the [`Field`]s from
/// the list, and all that needs a setting's type.
macro_rules! settings {
    ($(
        $(#[$doc:meta])*
        $variant:ident, $field:ident: $type:ty = $default:expr, $domain:expr => {
            effect: $effect:ident,
            $($key:ident: $value:expr,)*
        }
    )+) => {
        /// Everything that decides a run's numbers, together with the changes made while it runs.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Config { $($(#[$doc])* pub $field: $type,)+ }

        impl Default for Config {
            /// The PyTorch tutorial's setting.
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Config {
            /// This configuration with the named fields replaced. Nothing is checked.
            #[must_use]
            pub fn with(&self, settings: &Settings) -> Self {
                let settings = settings.clone();
                let base = self.clone();
                Self { $($field: settings.$field.unwrap_or(base.$field),)+ }
            }
        }

        /// Some fields of a [`Config`]; the others are left as they are.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Settings { $($(#[$doc])* pub $field: Option<$type>,)+ }

        impl Settings {
            /// These settings, and `lower`'s where these say nothing.
            #[must_use]
            pub fn or(self, lower: Self) -> Self {
                Self { $($field: self.$field.or(lower.$field),)+ }
            }
        }

        impl From<Config> for Settings {
            fn from(config: Config) -> Self {
                Self { $($field: Some(config.$field),)+ }
            }
        }

        /// A setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $($(#[$doc])* $variant,)+ }

        impl Field {
            /// Every field, in the order of files.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Those in which runs that are compared side by side may differ, in the order of files.
            pub fn compared() -> impl Iterator<Item = Self> {
                Self::ALL.iter().copied().filter(|field| field.entry().is_compared)
            }

            /// All that the list says of it.
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$variant => {
                        const ENTRY: Entry = Entry {
                            $($key: $value,)*
                            ..Entry::new(stringify!($field), Effect::$effect)
                        };
                        &ENTRY
                    })+
                }
            }

            /// All that is said of it in a language.
            pub fn words(self, words: &'static Wording) -> &'static SettingText {
                match self { $(Self::$variant => &words.settings.$field,)+ }
            }

            /// The values that it can have, with what choices are called in a language.
            pub fn shape_in(self, words: &'static Wording) -> Shape {
                match self { $(Self::$variant => Domain::<$type>::shape(&$domain, words),)+ }
            }

            /// The value in `config`; `None` where there is nothing to write.
            pub fn get(self, config: &Config) -> Option<Value> {
                match self { $(Self::$variant => Domain::<$type>::write(&$domain, &config.$field),)+ }
            }

            /// Reads `value` into `settings`.
            ///
            /// # Errors
            /// [`ConfigError::BadValue`] when it is of the wrong type or out of range; `settings` are
            /// left as they were.
            pub fn set(self, settings: &mut Settings, value: &Value) -> Result<(), ConfigError> {
                match self {
                    $(Self::$variant => {
                        let read = Domain::<$type>::read(&$domain, value);
                        settings.$field = Some(read.ok_or_else(|| self.bad_value(value))?);
                    })+
                }
                Ok(())
            }

            /// Whether `settings` say something about this field.
            pub fn is_named_in(self, settings: &Settings) -> bool {
                match self { $(Self::$variant => settings.$field.is_some(),)+ }
            }

            /// Whether both have the same value.
            pub fn is_same(self, one: &Config, other: &Config) -> bool {
                match self { $(Self::$variant => one.$field == other.$field,)+ }
            }

            /// Names the value of `config` in `settings`.
            pub fn copy(self, config: &Config, settings: &mut Settings) {
                match self {
                    $(Self::$variant => settings.$field = Some(config.$field.clone()),)+
                }
            }

            /// Leaves it out of `settings`.
            pub(super) fn forget(self, settings: &mut Settings) {
                match self { $(Self::$variant => settings.$field = None,)+ }
            }
        }
    };
}

pub(super) use settings;
