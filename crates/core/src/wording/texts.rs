//! How texts are declared: once with their English wording, and once for each other language.

/// Declares a struct of texts together with their English wording: `name = "text";`,
/// `name(value: Type) = expression;` for a sentence with values, or `name: Type = expression;` for several
/// texts that belong together.
#[macro_export]
macro_rules! texts {
    (@type) => { &'static str };
    (@type ($($type:ty),*)) => { fn($($type),*) -> String };
    (@type : $several:ty) => { $several };
    (@text ($($value:ident: $type:ty),*) $text:expr) => { |$($value: $type),*| $text };
    (@text $text:expr) => { $text };
    (
        $(#[$about:meta])*
        $name:ident {
            $($text:ident $(($($value:ident: $type:ty),*))? $(: $several:ty)? = $english:expr;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $name {
            $(
                #[doc = concat!("In English: `", stringify!($english), "`.")]
                pub $text: $crate::texts!(@type $(($($type),*))? $(: $several)?),
            )*
        }

        impl $name {
            /// The English wording.
            pub const ENGLISH: Self =
                Self { $($text: $crate::texts!(@text $(($($value: $type),*))? $english),)* };
        }
    };
}

/// Declares the wording of a struct of [`texts!`] in another language, in the same way: `translation! { Name::CHINESE {
/// … } }`, where no `: Type` is repeated. The compiler lists what it lacks.
#[macro_export]
macro_rules! translation {
    (
        $name:ident::$language:ident {
            $($text:ident $(($($value:ident: $type:ty),*))? = $wording:expr;)*
        }
    ) => {
        impl $name {
            #[doc = concat!("The wording of [`", stringify!($name), "`] in this language.")]
            pub const $language: Self =
                Self { $($text: $crate::texts!(@text $(($($value: $type),*))? $wording),)* };
        }
    };
}

pub use {texts, translation};
