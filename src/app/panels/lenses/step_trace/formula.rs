//! The arithmetic of a phase, in letters and in numbers.

use std::mem::{Discriminant, discriminant};

use egui::text::LayoutJob;
use egui::{FontId, Label, RichText, TextFormat, Ui};

use crate::lens::step_trace::{Equation, Focus, Phase, StepTrace};
use crate::number::short;
use crate::text::Texts;

/// The room that formulas have needed so far on their way forward, or back: graphs below them stay where
/// they are.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// What it was measured for: the width, and the kind of phase.
    of: Option<(f32, Discriminant<Phase>)>,
    height: f32,
}

/// Draws the equations of a phase below whose numbers they are.
pub(super) fn show(
    ui: &mut Ui,
    texts: &Texts,
    (step, phase): (&StepTrace, Phase),
    focus: Focus,
    room: &mut Room,
) {
    let by_time_steps = matches!(phase, Phase::Forward(_) | Phase::Backward(_));
    let of = Some((ui.available_width(), discriminant(&phase)));
    if room.of != of {
        *room = Room { of, height: 0.0 };
    }
    let drawn = ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if by_time_steps {
            let several = step.norms.len() > 1;
            let whose = (texts.verdicts.numbers_of)(focus.unit, several.then_some(focus.layer + 1));
            ui.label(RichText::new(whose).small().weak());
        }
        for equation in step.equations(phase, focus, texts) {
            ui.add(Label::new(job(ui, &equation)).wrap());
        }
    });
    let height = drawn.response.rect.height();
    if height < room.height {
        ui.add_space(room.height - height);
    }
    room.height = room.height.max(height);
}

/// "c = f·c′ + i·g = 0.5·0.2 + 0.6·0.3 = 0.28", the numbers stronger than the letters.
fn job(ui: &Ui, equation: &Equation) -> LayoutJob {
    let (text, weak) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
    let mut job = LayoutJob::default();
    let format =
        |color| TextFormat { font_id: FontId::monospace(11.0), color, ..TextFormat::default() };
    let Equation { name, symbols, value, .. } = equation;
    job.append(name, 0.0, format(text));
    job.append(&format!(" = {symbols} = "), 0.0, format(weak));
    job.append(&format!("{} = {}", equation.in_numbers(short), short(*value)), 0.0, format(text));
    job
}
