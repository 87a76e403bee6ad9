//! Where the cards' texts are. How graphs look is shown by pictures of made-up data, beside their code.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::config::{Cell, Settings, StateMode};
use rnnscope::session::{Action, LensKind};
use rnnscope::window::WindowOptions;

use super::support::window::{click, start};
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

/// Lies the panel's text beside the plots, its width follows the window and then the hand.
#[test]
fn the_lenses_are_as_wide_as_the_window_allows_or_the_hand_chose() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.toml");
    let open = |size: (f32, f32)| {
        let options = WindowOptions { paused: true, ..WindowOptions::default() };
        let settings_path = Some(settings.clone());
        let mut window = start(size, Start { settings_path, options, ..Start::default() });
        let actions = [Action::OpenLens(LensKind::Dependence, true), Action::ShowLenses(true)];
        actions.into_iter().for_each(|action| window.state_mut().act(action));
        window.run_steps(5);
        window
    };
    let left = |window: &Harness<'_, App>| {
        window.get_by_role_and_label(Role::Button, "Hidden state").rect().left()
    };
    assert!((1280.0 - left(&open((1280.0, 800.0)))) < 400.0);
    let mut window = open((1920.0, 1080.0));
    let before = left(&window);
    assert!(1920.0 - before > 520.0, "{before}");
    // The border is drawn to the left.
    let border = egui::pos2(before - 8.0, 700.0);
    window.hover_at(border);
    window.run_steps(2);
    window.drag_at(border);
    window.run_steps(2);
    window.hover_at(border - egui::vec2(100.0, 0.0));
    window.run_steps(2);
    window.drop_at(border - egui::vec2(100.0, 0.0));
    window.run_steps(3);
    let drawn = left(&window);
    assert!((before - drawn - 100.0).abs() < 12.0, "{before} {drawn}");
    drop(window);
    assert!((left(&open((1920.0, 1080.0))) - drawn).abs() < 1.5);
}

/// The future is 0 like any number: nothing is hatched, nothing is said to be missing.
#[test]
fn no_answer_depends_on_the_future() {
    let mut window = trained((1280.0, 800.0), Settings::default(), 20);
    show(&mut window, &[LensKind::Dependence]);
    assert!(window.query_by_label("no number").is_none());
    assert!(window.query_by_label_contains("an integrator").is_some());
}

/// A lens that has nothing to see yet doesn't hold the panel: whoever has opened it can look at another.
#[test]
fn a_lens_that_waits_lets_others_be_scrolled_into_view() {
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let mut window = start((1280.0, 800.0), Start { options, ..Start::default() });
    let open = [LensKind::HiddenState, LensKind::Weights].map(|kind| Action::OpenLens(kind, true));
    open.into_iter()
        .chain([Action::ShowLenses(true)])
        .for_each(|action| window.state_mut().act(action));
    window.run_steps(10);
    click(&mut window, "Gradient norm");
    window.run_steps(10);
    let close = |window: &Harness<'_, App>, kind: LensKind| {
        let name = format!("Close {}", title(kind));
        window.query_by_role_and_label(Role::Button, &name).map(|button| button.rect())
    };
    let opened = close(&window, LensKind::GradientNorm).unwrap();
    assert!(opened.bottom() < 800.0, "what was opened comes into view: {opened:?}");
    assert!(window.query_by_label_contains("before the first step").is_some());
    window.hover_at(opened.left_bottom() + egui::vec2(-60.0, 10.0));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 4000.0),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    });
    window.run_steps(40);
    let first = close(&window, LensKind::HiddenState);
    assert!(first.is_some_and(|rect| rect.top() > 100.0), "{first:?}");
}
