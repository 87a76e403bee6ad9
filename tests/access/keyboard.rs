//! Where keys lead: to everything, in the order in which one reads, and back.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use rnnscope::app::App;
use rnnscope::config::Field;
use rnnscope::session::{Action, LensKind};
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;

use super::support::window::{open, until};
use super::{
    focus, focused, focused_name, in_each_language, node, nodes, paused, press, press_with,
    takes_keyboard, texts, trained,
};

/// What Tab stops at.
#[derive(Clone, Debug, PartialEq)]
struct Stop {
    name: String,
    rect: Rect,
}

fn stop(window: &Harness<'_, App>) -> Stop {
    let node = focused(window).expect("what has the keyboard is known to readers of the screen");
    let name = node.accesskit_node().label().unwrap_or_default();
    assert!(!name.is_empty(), "a stop at {:?} has no name", node.rect());
    Stop { name, rect: node.rect() }
}

/// All stops, once round.
fn round(window: &mut Harness<'_, App>) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    loop {
        press(window, Key::Tab);
        let stop = stop(window);
        if stops.first() == Some(&stop) {
            return stops;
        }
        let is_trapped = stops.last() == Some(&stop) || stops.len() > 500;
        assert!(!is_trapped, "there is no way on from {stop:?}");
        stops.push(stop);
    }
}

/// Whether one reads `b` after `a`: it is below, or at the right of it, or in it.
fn is_read_after(a: &Stop, b: &Stop) -> bool {
    let (a, b) = (a.rect, b.rect);
    let common = a.y_range().intersection(b.y_range()).span();
    if a.contains_rect(b) {
        true
    } else if b.bottom() <= a.top() + 1.0 {
        b.left() >= a.right() - 1.0
    } else if common > 0.5 * a.height().min(b.height()) {
        b.left() >= a.left() - 1.0
    } else {
        true
    }
}

/// The same round from what is first at the top.
fn from_the_top(stops: &[Stop]) -> Vec<Stop> {
    let top = stops.iter().map(|stop| stop.rect.top()).fold(f32::INFINITY, f32::min);
    let upper = stops.iter().filter(|stop| stop.rect.top() < top + 20.0);
    let first = upper.min_by(|a, b| a.rect.left().total_cmp(&b.rect.left()));
    let at = stops.iter().position(|stop| Some(stop) == first).unwrap_or(0);
    [&stops[at..], &stops[..at]].concat()
}

/// So tall that nothing scrolls.
#[test]
fn tab_goes_round_in_reading_order_and_back() {
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let mut window = open((1500.0, 2000.0), options);
    window.state_mut().act(Action::ShowLenses(true));
    window.run_steps(6);
    for view in [Key::F2, Key::F3, Key::F4, Key::F7] {
        press(&mut window, view);
        let there = round(&mut window);
        assert!(there.len() > 5, "{there:?}");
        for pair in from_the_top(&there).windows(2) {
            assert!(is_read_after(&pair[0], &pair[1]), "{view:?}: {pair:?}");
        }
        // The round ended where it began; from there it goes the other way.
        let mut back = Vec::new();
        for _ in &there {
            press_with(&mut window, Modifiers::SHIFT, Key::Tab);
            back.push(stop(&window));
        }
        back.reverse();
        assert_eq!(back, there);
    }
}

/// These, in the order in which readers of the screen find them.
fn in_tree(window: &Harness<'_, App>, names: &[String]) -> Vec<String> {
    let found = nodes(window).filter(takes_keyboard);
    let found = found.filter_map(|node| node.accesskit_node().label());
    found.filter(|name| names.contains(name)).collect()
}

/// egui makes what stands at the right of a line from its end.
#[test]
fn what_stands_at_the_right_is_reached_from_left_to_right() {
    for size in [(1500.0, 1000.0), (1280.0, 800.0), (800.0, 600.0)] {
        in_each_language(|| {
            let options = WindowOptions { paused: true, ..WindowOptions::default() };
            let mut window = open(size, options);
            window.state_mut().act(Action::OpenLens(LensKind::Spectrum, true));
            window.state_mut().act(Action::ShowLenses(true));
            window.run_steps(6);
            let texts = texts(&window);
            let other = Language::ALL.iter().find(|one| **one != Language::in_force()).unwrap();
            let lens = texts.lenses.spectrum.title;
            let there = round(&mut window);
            for group in [
                vec![other.own_name().to_owned(), texts.display.menu.to_owned(), "?".to_owned()],
                vec![texts.plots.smoothing.to_owned(), texts.plots.log.to_owned()],
                vec![(texts.cards.explain)(lens), (texts.cards.close)(lens)],
            ] {
                let at = |name: &String| {
                    let at = there.iter().position(|stop| stop.name == *name);
                    at.unwrap_or_else(|| panic!("{size:?}: there is no {name:?}"))
                };
                let places: Vec<usize> = group.iter().map(at).collect();
                assert_eq!(in_tree(&window, &group), group, "{size:?}");
                for pair in places.windows(2) {
                    let (before, after) = (&there[pair[0]], &there[pair[1]]);
                    assert_eq!(pair[0] + 1, pair[1], "{size:?}: {before:?} {after:?}");
                    assert!(is_read_after(before, after), "{size:?}: {before:?} {after:?}");
                }
            }
        });
    }
}

#[test]
fn what_is_scrolled_away_comes_into_view() {
    let mut window =
        open((1280.0, 500.0), WindowOptions { paused: true, ..WindowOptions::default() });
    window.run_steps(3);
    let whole = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 500.0));
    for _ in 0..60 {
        press(&mut window, Key::Tab);
        window.run_steps(6);
        let stop = stop(&window);
        // A card or a plot may be higher than its place.
        assert!(whole.intersects(stop.rect), "{stop:?}");
        assert!(stop.rect.height() > 60.0 || whole.contains_rect(stop.rect), "{stop:?}");
    }
}

#[test]
fn dialogs_take_the_keyboard_and_give_it_back() {
    in_each_language(|| {
        let mut window = paused();
        let texts = texts(&window);
        let step = texts.transport.step;
        focus(&mut window, Role::Button, step);
        press(&mut window, Key::F1);
        let list = texts.spoken.list_of_keys;
        assert_eq!(focused_name(&window).as_deref(), Some(list));
        press(&mut window, Key::Escape);
        assert_eq!(focused_name(&window).as_deref(), Some(step));
        press_with(&mut window, Modifiers::COMMAND, Key::K);
        assert_eq!(focused_name(&window).as_deref(), Some(texts.commands.field));
        press(&mut window, Key::Escape);
        assert_eq!(focused_name(&window).as_deref(), Some(step));
    });
}

#[test]
fn a_menu_is_opened_used_and_left_by_keys() {
    let mut window = paused();
    let menu = Field::Optimizer.label();
    focus(&mut window, Role::ComboBox, menu);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Tab);
    let item = stop(&window).name;
    assert_ne!(item, menu);
    press(&mut window, Key::Escape);
    assert_eq!(focused_name(&window).as_deref(), Some(menu));
    assert!(!super::nodes(&window).any(|node| node.accesskit_node().label() == Some(item.clone())));
    // The second one is taken.
    let before = window.state().session().controls.optimizer;
    press(&mut window, Key::Enter);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Enter);
    assert_ne!(window.state().session().controls.optimizer, before);
    assert_eq!(focused_name(&window).as_deref(), Some(menu));
}

#[test]
fn sliders_go_by_round_steps_and_say_what_is_written() {
    in_each_language(|| {
        let mut window = paused();
        let name = Field::Lr.label();
        let lr = |window: &Harness<'_, App>| {
            let value = node(window, Role::Slider, name).value();
            (window.state().session().controls.lr, value)
        };
        focus(&mut window, Role::Slider, name);
        press(&mut window, Key::ArrowRight);
        assert_eq!(lr(&window), (0.022, Some("0.022".to_owned())));
        press(&mut window, Key::ArrowLeft);
        press(&mut window, Key::ArrowLeft);
        assert_eq!(lr(&window), (0.018, Some("0.018".to_owned())));
        press_with(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
        assert_eq!(lr(&window), (0.01, Some("0.01".to_owned())));
    });
}

#[test]
fn borders_are_moved_by_arrows() {
    in_each_language(|| {
        let mut window = paused();
        window.state_mut().act(Action::ShowLenses(true));
        window.run_steps(3);
        let name = texts(&window).spoken.width_of_lenses;
        let place =
            |window: &Harness<'_, App>| node(window, Role::Splitter, name).rect().center().x;
        let before = place(&window);
        focus(&mut window, Role::Splitter, name);
        press(&mut window, Key::ArrowLeft);
        let after = place(&window);
        assert!(after < before, "{before} {after}");
        press(&mut window, Key::ArrowRight);
        assert!(place(&window) > after);
    });
}

#[test]
fn cards_of_runs_are_gone_through_and_compared_by_keys() {
    in_each_language(|| {
        let mut window = trained(5);
        window.state_mut().act(Action::Restart);
        until(&mut window, |app| app.session().run.id == 2);
        press(&mut window, Key::F5);
        let session = window.state().session();
        let live = (session.texts.spoken.live_run)(&session.runs.live.called(session.texts));
        let other = session.runs.kept[0].look.called(session.texts);
        focus(&mut window, Role::ListItem, &live);
        press(&mut window, Key::ArrowDown);
        assert_eq!(focused_name(&window), Some(other.clone()));
        let menus = |window: &Harness<'_, App>| {
            let from = texts(window).runs.from_here_to;
            super::nodes(window)
                .filter(|node| {
                    let node = node.accesskit_node();
                    node.role() == Role::ComboBox && node.label().as_deref() == Some(from)
                })
                .count()
        };
        assert_eq!(menus(&window), 0);
        press(&mut window, Key::Enter);
        assert_eq!(menus(&window), 1);
        press(&mut window, Key::ArrowUp);
        assert_eq!(focused_name(&window), Some(live));
    });
}
