//! The language in force: kept in egui's memory, where every panel finds it, as it finds the colours in
//! the style. A panel asks for it once a frame, so that another language is seen in the next picture.

use egui::{Context, Id};

use crate::text::{ENGLISH, Texts};

/// Shows the panels in this language from now on.
pub(super) fn choose(ctx: &Context, texts: &'static Texts) {
    ctx.data_mut(|data| data.insert_temp(place(), texts));
}

/// The texts of the language in force.
pub(super) fn texts(ctx: &Context) -> &'static Texts {
    ctx.data(|data| data.get_temp(place())).unwrap_or(&ENGLISH)
}

/// Where egui's memory holds them.
fn place() -> Id {
    Id::unique("language")
}
