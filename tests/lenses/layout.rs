//! Where the cards' texts are. How graphs look is shown by pictures of made-up data, beside their code.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rnnscope::config::{Cell, Settings, StateMode};
use rnnscope::session::LensKind;

use super::support::window::click;
use super::{show, take_apart, title, trained};

/// In a narrow window the lenses take the controls' place, and no text of theirs reaches beyond it.
#[test]
fn in_a_narrow_window_no_text_of_a_lens_is_cut_off() {
    for (n, kind) in LensKind::ALL.iter().enumerate() {
        let cell = [Cell::Lstm, Cell::Gru, Cell::Rnn][n % 3];
        let settings = Settings { cell: Some(cell), clip: Some(Some(0.5)), ..Settings::default() };
        let mut window = trained((800.0, 3000.0), settings, 20);
        match kind {
            LensKind::StepTrace => take_apart(&mut window),
            kind => show(&mut window, &[*kind]),
        }
        let close = format!("Close {}", title(*kind));
        let close = window.get_by_role_and_label(Role::Button, &close).rect();
        let (right, top) = (close.right(), close.top());
        let mut texts = 0;
        for text in window.query_all_by_role(Role::Label) {
            let rect = text.rect();
            // Below the panel lies the status line.
            if rect.left() < right && rect.top() > top && rect.bottom() < 2960.0 {
                assert!(rect.left() >= 0.0 && rect.right() <= right + 1.0, "{kind:?} {text:?}");
                texts += 1;
            }
        }
        assert!(texts > 1, "{kind:?}");
    }
}

/// Curves, loss and its floor stay beside the lenses.
#[test]
fn a_small_window_has_room_for_lenses_and_plots() {
    let reset = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    let mut window = trained((800.0, 600.0), reset, 30);
    show(&mut window, &[LensKind::HiddenState, LensKind::Backprop]);
    let floor = window.get_by_label_contains("floor 0.1").rect();
    let card = window.get_by_role_and_label(Role::Button, "Close Hidden state").rect();
    assert!(card.right() < floor.left() && floor.right() < 800.0, "{card:?} {floor:?}");
    click(&mut window, "Lenses");
    assert!(window.query_by_label("Close Hidden state").is_none());
    assert!(window.query_by_label_contains("floor 0.1").is_some());
}
