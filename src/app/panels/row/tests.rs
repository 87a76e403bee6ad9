//! What a row has room for.

use super::*;
use crate::app::install_style;
use crate::config::Group;
use crate::text::ENGLISH;

#[test]
fn no_label_is_cut() {
    let ctx = egui::Context::default();
    install_style(&ctx);
    let (controls, race, sweep) = (&ENGLISH.controls, &ENGLISH.race, &ENGLISH.sweep);
    let fields = Group::ALL.iter().flat_map(|group| Field::in_group(*group));
    let settings = fields.map(|(field, _)| Row::of(field).label);
    let others = [
        controls.preset,
        controls.own_data,
        controls.pace,
        controls.until_step,
        controls.until_loss,
        controls.snapshot_memory,
        controls.compared_by,
        controls.goal,
        race.steps,
        sweep.seeds,
        sweep.steps,
    ];
    let labels: Vec<&str> = settings.chain(others).collect();
    let mut widths = Vec::new();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let text = |label: &&str| {
            let text = egui::WidgetText::from(*label);
            text.into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body).size().x
        };
        widths = labels.iter().map(text).collect();
    });
    // Nobody draws them.
    output.textures_delta.clear();
    assert!(widths.iter().all(|width| *width > 0.0));
    for (label, width) in labels.iter().zip(widths) {
        assert!(width <= LABEL - BADGE - BADGE_GAP, "{label}: {width}");
    }
}
