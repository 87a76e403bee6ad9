//! Moments: what is on show in one window is on show in another.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use rnnscope::app::{App, View};
use rnnscope::moment::Moment;
use rnnscope::session::{Action, LensKind};
use rnnscope::text::ENGLISH;

use super::looking_closer::{middle, wheel};
use super::support::window::{shows, until};
use super::{paused, trained};

/// What Ctrl+Shift+C hands to the clipboard, once that is told.
fn copied(window: &mut Harness<'_, App>) -> String {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    shows(window, ENGLISH.moments.handed_over);
    let app = window.state();
    app.session().run.played().written().unwrap() + &app.moment_on_show().to_comments()
}

/// Whether two ranges are the same but for what rounding makes of them.
fn are_close(one: &Moment, other: &Moment) -> bool {
    [(&one.loss, &other.loss), (&one.curves, &other.curves)].into_iter().all(|pair| match pair {
        (None, None) => true,
        (Some(one), Some(other)) => {
            (one.start() - other.start()).abs() < 1e-6 && (one.end() - other.end()).abs() < 1e-6
        }
        _ => false,
    })
}

#[test]
fn what_is_copied_in_one_window_is_seen_in_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = trained(folder.path());
    let at = middle(&first, "Loss");
    wheel(&mut first, at, 5.0, Modifiers::NONE);
    let app = first.state_mut();
    app.act(Action::OpenLens(LensKind::Spectrum, true));
    app.act(Action::ShowLenses(true));
    app.act(Action::Rewind(60));
    until(&mut first, |app| app.session().step_on_show() == 60);
    let seen = first.state().moment_on_show();
    assert!(seen.loss.is_some(), "{seen:?}");
    let text = copied(&mut first);

    let mut second = paused();
    second.event(Event::Paste(text));
    until(&mut second, |app| {
        app.session().run.id == 2
            && app.session().run.step() == 120
            && !app.session().is_on_the_way()
    });
    second.run_steps(3);
    let shown = second.state().moment_on_show();
    assert!(are_close(&shown, &seen), "{shown:?}, {seen:?}");
    let ranges = |moment: Moment| Moment { loss: None, curves: None, ..moment };
    assert_eq!(ranges(shown), ranges(seen));
    let (one, other) = (first.state().session(), second.state().session());
    assert_eq!(one.run.played(), other.run.played());
    assert_eq!(one.record().unwrap().loss, other.record().unwrap().loss);
}

#[test]
fn a_moment_of_the_sweep_shows_the_sweep() {
    let mut window = paused();
    window
        .event(Event::Paste("steps = 5\n# [moment]\n# view = \"sweep\"\n# step = 2\n".to_owned()));
    until(&mut window, |app| app.session().step_on_show() == 2);
    assert_eq!(window.state().view(), View::Sweep);
}

#[test]
fn a_wrong_moment_changes_nothing() {
    let mut window = paused();
    window.event(Event::Paste("steps = 5\n# [moment]\n# step = 6\n".to_owned()));
    shows(&mut window, "the clipboard, line 3: step = 6 is not possible");
    assert_eq!(window.state().session().run.id, 1);
}
