//! The window without a mouse, and for who doesn't see it: what readers of the screen find there, and where keys lead.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod drawing;
mod keyboard;
mod news;
mod plots;
#[path = "../support/mod.rs"]
mod support;
mod tree;

use std::time::Instant;

use egui::accesskit::{Action as Wish, Live, Role};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use rnnscope::app::App;
use rnnscope::config::Settings;
use rnnscope::text::Texts;
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;
use support::window::{PATIENCE, open, until};

/// Does this in each language.
fn in_each_language(test: impl Fn()) {
    Language::ALL.iter().for_each(|language| language.within(&test));
}

/// A window with a small network.
fn window(options: WindowOptions) -> Harness<'static, App> {
    let settings = Settings { hidden: Some(6), ..options.settings };
    let mut window = open((1280.0, 800.0), WindowOptions { settings, ..options });
    window.run_steps(3);
    window
}

/// One that waits at step 0.
fn paused() -> Harness<'static, App> {
    window(WindowOptions { paused: true, ..WindowOptions::default() })
}

/// One that has trained so many steps and waits.
fn trained(steps: u64) -> Harness<'static, App> {
    let mut window = window(WindowOptions {
        until_step: Some(steps),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    });
    until(&mut window, |app| app.session().run.step() == steps && !app.session().is_running());
    window.run_steps(3);
    window
}

/// What the window says in its language.
fn texts(window: &Harness<'_, App>) -> &'static Texts {
    window.state().session().texts
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

fn press_with(window: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

/// Everything that readers of the screen find.
fn nodes<'a>(window: &'a Harness<'_, App>) -> impl Iterator<Item = Node<'a>> {
    window.root().children_recursive().filter(|node| !node.accesskit_node().is_hidden())
}

/// The one of this kind and name.
fn node<'a>(window: &'a Harness<'_, App>, role: Role, name: &str) -> Node<'a> {
    let is_meant = |node: &Node<'_>| {
        let node = node.accesskit_node();
        node.role() == role && node.label().as_deref() == Some(name)
    };
    nodes(window).find(is_meant).unwrap_or_else(|| panic!("there is no {name:?}"))
}

/// Gives the keyboard to the one of this kind and name.
fn focus(window: &mut Harness<'_, App>, role: Role, name: &str) {
    node(window, role, name).focus();
    window.run_steps(3);
}

/// What has the keyboard.
fn focused<'a>(window: &'a Harness<'_, App>) -> Option<Node<'a>> {
    nodes(window).find(|node| node.is_focused())
}

/// The name of what has the keyboard.
fn focused_name(window: &Harness<'_, App>) -> Option<String> {
    focused(window)?.accesskit_node().label()
}

/// Whether it can have the keyboard.
fn takes_keyboard(node: &Node<'_>) -> bool {
    node.accesskit_node().data().supports_action(Wish::Focus)
}

/// A text, and what tells it from what was announced before.
type Announced = (String, String);

/// What is announced of this kind, with what tells it from what was announced before.
fn announced(window: &Harness<'_, App>, role: Role) -> Vec<Announced> {
    let node = nodes(window).map(|node| node.accesskit_node());
    let live = node.filter(|node| node.live() == Live::Polite && node.role() == role);
    live.map(|node| {
        let text = if role == Role::Label { node.value() } else { node.label() };
        (text.unwrap_or_default(), format!("{:?}", node.id()))
    })
    .collect()
}

/// Pastes what is neither a recipe nor a table; the notice that says so, once it is there.
fn refused_paste(window: &mut Harness<'_, App>, known: Option<&Announced>) -> Announced {
    window.event(Event::Paste("nothing of use".to_owned()));
    let begin = Instant::now();
    loop {
        assert!(begin.elapsed() < PATIENCE, "there is no notice");
        window.step();
        let notices = announced(window, Role::Label);
        if let Some(notice) = notices.into_iter().find(|notice| Some(notice) != known) {
            return notice;
        }
    }
}
