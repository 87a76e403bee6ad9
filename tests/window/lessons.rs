//! Lessons in the window: begun, gone through by keys and buttons, left, gone on with; the user's own run waits.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::{App, Start, View};
use rnnscope::session::lesson::{Awaited, Place};
use rnnscope::settings::Remembered;
use rnnscope::window::WindowOptions;

use super::support::window::{click, open, shows, start, until};
use super::tables::let_go;

const FIRST: &str = "What the network reads and answers";

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run_steps(3);
}

/// A window whose own run has seven steps, and waits.
fn own_run() -> Harness<'static, App> {
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let mut window = open((1280.0, 800.0), options);
    for step in 1..=7 {
        press(&mut window, Key::S);
        until(&mut window, |app| app.session().run.step() == step);
    }
    window
}

/// A window in which the first lesson has begun.
fn in_first_lesson() -> Harness<'static, App> {
    let mut window = own_run();
    press(&mut window, Key::F6);
    assert_eq!(window.state().view(), View::Lessons);
    assert!(window.query_all_by_label_contains("0 of 12 done").next().is_some());
    click(&mut window, &format!("begin {FIRST}"));
    until(&mut window, |app| app.lesson().is_some() && app.session().run.has_begun);
    window
}

fn place(app: &App) -> Option<Place> {
    app.lesson().map(|player| player.place())
}

#[test]
fn a_step_is_done_by_doing_it() {
    let mut window = in_first_lesson();
    assert_eq!(window.state().view(), View::Scope);
    assert!(window.query_by_label("page 1 of 4").is_some());
    assert!(window.query_by_label("What do you expect?").is_some());
    assert!(window.query_by_role_and_label(Role::Button, "Go on").is_none(), "not yet");
    click(&mut window, "A copy of what it reads, sin t");
    press(&mut window, Key::S);
    until(&mut window, |app| app.lesson().is_some_and(|it| it.awaited() == Awaited::Reader));
    assert!(window.query_by_label("You expected: A copy of what it reads, sin t").is_some());
    assert!(window.query_by_label("In fact: Flat, near zero, nothing like the red line").is_some());
    click(&mut window, "Go on");
    assert_eq!(place(window.state()), Some(Place::Step(1)));
    // It pauses by itself where the lesson says.
    assert_eq!(window.state().session().until.step, Some(300));
}

#[test]
fn controls_that_a_lesson_hides_arent_there() {
    let mut window = in_first_lesson();
    assert!(window.query_by_role_and_label(Role::Slider, "hidden size").is_none());
    click(&mut window, "Leave");
    press(&mut window, Key::F2);
    assert!(window.query_by_role_and_label(Role::Slider, "hidden size").is_some());
}

#[test]
fn leaving_brings_the_own_run_back_and_the_lesson_is_gone_on_with_where_it_was() {
    let mut window = in_first_lesson();
    let own = |app: &App| (app.session().run.id, app.session().run.step());
    assert_ne!(own(window.state()).0, 1);
    click(&mut window, "A copy of what it reads, sin t");
    press(&mut window, Key::S);
    until(&mut window, |app| app.lesson().is_some_and(|it| it.awaited() == Awaited::Reader));
    click(&mut window, "Go on");
    click(&mut window, "Leave");
    assert_eq!((own(window.state()), window.state().view()), ((1, 7), View::Lessons));
    assert_eq!(window.state().session().until.step, None);
    assert!(window.query_by_label("left on page 2 of 4").is_some());
    click(&mut window, &format!("go on with {FIRST}"));
    until(&mut window, |app| app.session().run.step() == 1);
    until(&mut window, |app| app.session().until.step == Some(300));
    assert_eq!(place(window.state()), Some(Place::Step(1)));
    click(&mut window, "Again");
    until(&mut window, |app| app.session().run.has_begun);
    assert_eq!(
        (place(window.state()), window.state().session().run.step()),
        (Some(Place::Step(0)), 0)
    );
}

#[test]
fn a_run_can_be_taken_along() {
    let mut window = in_first_lesson();
    press(&mut window, Key::S);
    until(&mut window, |app| app.session().run.step() == 1);
    click(&mut window, "Go on by myself");
    until(&mut window, |app| app.lesson().is_none() && app.session().run.step() > 1);
    let session = window.state().session();
    assert_eq!((window.state().view(), session.run.config.lr), (View::Scope, 0.005));
    assert_eq!(session.runs.kept.len(), 1, "the own run is in the list");
    assert_eq!(session.runs.kept[0].steps, 7);
}

#[test]
fn the_loss_that_is_expected_is_drawn_with_one_stroke() {
    let mut window = own_run();
    press(&mut window, Key::F6);
    click(&mut window, "begin The learning rate");
    until(&mut window, |app| app.lesson().is_some_and(|it| it.is_to_draw() == Some(400)));
    window.run_steps(3);
    assert!(window.query_by_label_contains("with one stroke").is_some());
    // Below the timeline, right of the controls.
    let timeline = window.get_by_role_and_label(Role::Slider, "Timeline").rect();
    let at = |part: f32| pos2(500.0 + 600.0 * part, timeline.bottom() + 90.0 + 60.0 * part);
    let button = |pos, pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    window.event(Event::PointerMoved(at(0.0)));
    window.run_steps(2);
    window.event(button(at(0.0), true));
    window.run_steps(1);
    for part in [0.25, 0.5, 0.75, 1.0] {
        window.event(Event::PointerMoved(at(part)));
        window.run_steps(1);
    }
    window.event(button(at(1.0), false));
    window.run_steps(3);
    let player = window.state().lesson().unwrap();
    let stroke = player.stroke().expect("it was drawn");
    assert!(stroke.len() >= 4, "{stroke:?}");
    assert!(stroke.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 > two[1].1), "{stroke:?}");
    assert_eq!(player.awaited(), Awaited::Deed);
    // Nothing was looked back to, and nothing was moved.
    assert!(window.state().session().is_live());
}

#[test]
fn a_recipe_that_is_opened_is_for_the_own_session() {
    let mut window = in_first_lesson();
    let recipe = rnnscope::recipe::Recipe::default().to_toml();
    window.event(egui::Event::Paste(recipe));
    window.run_steps(3);
    until(&mut window, |app| app.lesson().is_none() && app.session().run.id == 2);
}

#[test]
fn a_lesson_of_ones_own_is_opened_like_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let text = "lesson = 1\n[stage]\n[[step]]\ntext = \"go\"\nlook = [\"loss\", \"lr\"]\n\
                deed = { running = true }\n[text]\nen = \"\"\"\n# Mine\nAbout.\n## go\nPress Space.\n\"\"\"\n";
    std::fs::write(&path, text).unwrap();
    let mut window = own_run();
    let_go(&mut window, &path);
    until(&mut window, |app| app.lesson().is_some());
    shows(&mut window, "Press Space.");
    press(&mut window, Key::Space);
    until(&mut window, |app| place(app) == Some(Place::End));
    press(&mut window, Key::F6);
    assert!(window.query_by_label("Opened from a file").is_some());
    // A wrong one is told, and changes nothing.
    std::fs::write(&path, text.replace("running", "runing")).unwrap();
    let_go(&mut window, &path);
    shows(&mut window, "there is no key runing here");
}

#[test]
fn what_answers_the_question_is_called_the_answer() {
    let mut window = own_run();
    let text = "lesson = 1\n[stage]\n[[step]]\ntext = \"go\"\ndeed = { running = true }\n\
                [question]\ntext = \"ask\"\nchoices = [\"a\", \"b\"]\nright = \"b\"\n\
                [text]\nen = \"\"\"\n# Mine\nAbout.\n## go\nPress Space.\n\
                ## ask\nWhich?\n- a: This one\n- b: None\n### why\nSo it is.\n\"\"\"\n";
    window.event(Event::Paste(text.to_owned()));
    window.run_steps(3);
    until(&mut window, |app| app.lesson().is_some());
    shows(&mut window, "Press Space.");
    press(&mut window, Key::Space);
    until(&mut window, |app| place(app) == Some(Place::Question));
    shows(&mut window, "Which?");
    click(&mut window, "This one");
    shows(&mut window, "You answered: This one");
    assert!(window.query_by_label("The answer: None").is_some());
}

#[test]
fn a_floor_tells_nothing_before_the_prediction() {
    let mut window = own_run();
    let text = "lesson = 1\n[stage]\nplaying = false\nstep = 3\n[[step]]\ntext = \"go\"\n\
                choices = [\"a\", \"b\"]\nright = \"b\"\n\
                deed = { set = { state = \"reset\" }, trained = 1 }\n\
                [text]\nen = \"\"\"\n# Mine\nAbout.\n## go\nHow low?\n- a: This low\n- b: That low\n\"\"\"\n";
    window.event(Event::Paste(text.to_owned()));
    window.run_steps(3);
    until(&mut window, |app| app.lesson().is_some() && app.session().run.step() == 3);
    shows(&mut window, "How low?");
    // Whoever switches first sees no answer on the loss.
    click(&mut window, "reset");
    window.run_steps(3);
    assert!(window.query_by_label("floor 0.1").is_none());
    click(&mut window, "This low");
    shows(&mut window, "floor 0.1");
}

#[test]
fn in_a_narrow_window_a_control_that_a_page_asks_for_comes_before_lenses() {
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let mut window = open((800.0, 600.0), options);
    let text = "lesson = 1\n[stage]\nlenses = [\"weights\"]\n[[step]]\ntext = \"go\"\nlook = [\"lens:weights\"]\n\
                deed = { running = true }\n[[step]]\ntext = \"set\"\nlook = [\"clip\"]\n\
                deed = { set = { clip = 1.0 } }\n[text]\nen = \"\"\"\n# Mine\nAbout.\n## go\nPress Space.\n\
                ## set\nClip it.\n\"\"\"\n";
    window.event(Event::Paste(text.to_owned()));
    window.run_steps(3);
    until(&mut window, |app| app.lesson().is_some() && app.session().lenses.open.shown);
    assert!(window.query_by_label("clip norm at").is_none());
    press(&mut window, Key::Space);
    until(&mut window, |app| place(app) == Some(Place::Step(1)));
    shows(&mut window, "clip norm at");
    assert!(!window.state().session().lenses.open.shown);
    // It has been scrolled to, though it stands far below.
    window.run_steps(20);
    let row = window.query_all_by_label("clip norm at").next().expect("the row").rect();
    assert!(row.top() > 300.0 && row.bottom() < 570.0, "{row:?}");
}

/// What readers of the screen were told last.
fn told(window: &Harness<'_, App>) -> String {
    window.get_by_role(Role::Status).accesskit_node().label().unwrap_or_default()
}

#[test]
fn readers_of_the_screen_are_told_what_a_lesson_says() {
    let mut window = in_first_lesson();
    let begun = told(&window);
    assert!(begun.contains(&format!("{FIRST}. page 1 of 4: ")), "{begun}");
    assert!(!begun.contains("In fact"), "{begun}");
    click(&mut window, "A copy of what it reads, sin t");
    press(&mut window, Key::S);
    until(&mut window, |app| app.lesson().is_some_and(|it| it.awaited() == Awaited::Reader));
    window.run_steps(2);
    let found = told(&window);
    assert!(found.contains("In fact: Flat, near zero"), "{found}");
    click(&mut window, "Go on");
    let next = told(&window);
    assert!(next.contains("page 2 of 4: ") && !next.contains(FIRST), "{next}");
}

/// A window that keeps its settings in this folder, as one begins that was never there before.
fn first_start(folder: &Path) -> Harness<'static, App> {
    let settings_path = Some(folder.join("settings.toml"));
    let mut window = start((1280.0, 800.0), Start { settings_path, ..Start::default() });
    window.run_steps(3);
    window
}

fn offers(window: &Harness<'_, App>) -> bool {
    window.query_by_label_contains("New to recurrent networks?").is_some()
}

#[test]
fn the_first_lesson_is_offered_once() {
    let folder = tempfile::tempdir().unwrap();
    let window = first_start(folder.path());
    assert!(offers(&window));
    drop(window);
    assert!(!offers(&first_start(folder.path())));
}

#[test]
fn the_offer_of_the_first_lesson_stands_until_it_is_answered_and_covers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = first_start(folder.path());
    let offer = window.get_by_label_contains("New to recurrent networks?").rect();
    let title = window.get_by_label("Curves").rect();
    assert!(offer.bottom() <= title.top(), "{offer} {title}");
    // It is no notice that goes by itself.
    window.run_steps(100);
    assert!(offers(&window));
    click(&mut window, "Not now");
    assert!(!offers(&window));
    let folder = tempfile::tempdir().unwrap();
    let mut window = first_start(folder.path());
    click(&mut window, "Begin the first lesson");
    assert_eq!(place(window.state()), Some(Place::Step(0)));
    assert!(!offers(&window));
}

#[test]
fn where_a_lesson_was_left_is_written_down_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = first_start(folder.path());
    click(&mut window, "Begin the first lesson");
    until(&mut window, |app| app.session().run.has_begun);
    click(&mut window, "Leave");
    // No later look at what there is to be remembered, which no frame may follow.
    let (remembered, _) = Remembered::load(&folder.path().join("settings.toml"));
    assert!(remembered.lessons.left.contains_key("reads"), "{:?}", remembered.lessons);
}
