//! egui's own words to readers of the screen, in the language in force, and which language that is; and what is chosen in
//! a menu, which some of them only find in its description.

use egui::accesskit::Orientation;
use egui::{Context, FullOutput, Plugin, Role, accesskit_root_id};

use super::language::texts;
use crate::text::Texts;
use crate::wording::Language;

/// The part of egui that sees what goes out last.
#[derive(Debug)]
struct OwnWords;

/// Has egui speak as the window does from now on.
pub(super) fn install(ctx: &Context) {
    ctx.add_plugin(OwnWords);
}

impl Plugin for OwnWords {
    fn debug_name(&self) -> &'static str {
        "OwnWords"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let Some(update) = &mut output.platform_output.accesskit_update else { return };
        let Texts { spoken: texts, words, .. } = texts(ctx);
        let root = accesskit_root_id().accesskit_id();
        for (id, node) in &mut update.nodes {
            if *id == root {
                node.set_language(Language::in_force().name());
            }
            if let (Role::ComboBox, Some(chosen)) = (node.role(), node.value()) {
                let said = match node.description() {
                    Some(hint) => (words.note)(chosen, hint),
                    None => chosen.to_owned(),
                };
                node.set_description(said);
            }
            let word = match (node.role(), node.label()) {
                (Role::Button, Some("Close window")) => texts.close,
                (Role::Splitter, Some("Resize panel")) => match node.orientation() {
                    Some(Orientation::Horizontal) => texts.height_of_loss,
                    Some(Orientation::Vertical) | None => texts.width_of_lenses,
                },
                _ => continue,
            };
            node.set_label(word);
        }
    }
}
