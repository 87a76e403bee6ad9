//! What is announced: what begins, pauses and ends, and notices; steps are not.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use rnnscope::app::App;
use rnnscope::config::{Nonlinearity, OptimizerKind, Settings};
use rnnscope::number::short;
use rnnscope::session::Status;
use rnnscope::text::Texts;
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;
use rnnscope::worker::PauseReason;

use super::support::window::until;
use super::{announced, in_each_language, paused, press, refused_paste, texts, window};

/// The news.
fn news(window: &Harness<'_, App>) -> String {
    announced(window, Role::Status).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn a_run_that_goes_on_and_pauses_is_told_and_its_steps_are_not() {
    in_each_language(|| {
        let mut window = paused();
        assert_eq!(news(&window), "");
        press(&mut window, Key::S);
        until(&mut window, |app| app.session().run.step() == 1);
        assert_eq!(news(&window), "", "a step is no news");
        press(&mut window, Key::Space);
        let words = &texts(&window).spoken;
        let begun = [words.training.to_owned(), (words.training_from)(1)];
        until(&mut window, |app| app.session().run.step() > 3);
        let told = announced(&window, Role::Status);
        assert!(begun.contains(&told[0].0), "{told:?}");
        press(&mut window, Key::Space);
        until(&mut window, |app| !app.session().is_running());
        let session = window.state().session();
        let loss = short(session.record().unwrap().loss.into());
        assert_eq!(news(&window), (words.paused)(session.run.step(), &loss));
        assert_ne!(announced(&window, Role::Status)[0].1, told[0].1, "it is another one");
    });
}

#[test]
fn divergence_is_told() {
    in_each_language(|| {
        let settings = Settings {
            nonlinearity: Some(Nonlinearity::Relu),
            optimizer: Some(OptimizerKind::Sgd),
            lr: Some(10.0),
            ..Settings::default()
        };
        let (pace, paused) = (Some(Pace::Max), true);
        let mut window =
            window(WindowOptions { settings, pace, paused, ..WindowOptions::default() });
        // What the window begins with is no news.
        press(&mut window, Key::Space);
        until(&mut window, |app| {
            matches!(app.session().status, Status::Paused(PauseReason::Diverged(_)))
        });
        let Status::Paused(PauseReason::Diverged(at)) = window.state().session().status else {
            panic!("it diverged");
        };
        let words = &texts(&window).spoken;
        assert_eq!(news(&window), (words.diverged)(at.step, &short(at.loss.into())));
    });
}

#[test]
fn a_notice_is_told_where_it_stands_and_once_more_when_it_comes_again() {
    in_each_language(|| {
        let mut window = paused();
        let first = refused_paste(&mut window, None);
        assert!(!first.0.is_empty());
        let again = refused_paste(&mut window, Some(&first));
        assert_eq!(first.0, again.0);
        assert_eq!(announced(&window, Role::Label), [again], "it stands once");
    });
}

#[test]
fn a_race_is_told() {
    in_each_language(|| {
        let mut window = paused();
        press(&mut window, Key::F3);
        press(&mut window, Key::S);
        until(&mut window, |app| app.race().is_some_and(|board| board.step() == 1));
        let Texts { spoken, words, .. } = texts(&window);
        window.key_press(Key::Space);
        let mut told = Vec::new();
        while window.state().race().is_none_or(|board| board.step() <= 3) {
            window.step();
            told.push(news(&window));
        }
        let board = window.state().race().unwrap();
        let names: Vec<&str> =
            board.entrants.iter().map(|entrant| entrant.variant.name.as_str()).collect();
        assert!(told.contains(&(spoken.race_runs)(&(words.names)(&names))), "{told:?}");
    });
}
