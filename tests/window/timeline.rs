//! The playhead in the user's hand.

use egui::accesskit::Role;
use egui::{Pos2, Rect, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;

use super::support::window::{open, until};

/// A window of `size` that trains and has come past step 300.
fn training(size: (f32, f32)) -> Harness<'static, App> {
    let mut window =
        open(size, WindowOptions { pace: Some(Pace::PerSecond(1000.0)), ..Default::default() });
    until(&mut window, |app| app.session().run.step() > 300);
    window
}

fn track(window: &Harness<'_, App>) -> Rect {
    window.get_by_role_and_label(Role::Slider, "Timeline").rect()
}

/// Where the handle's centre is at this part of the run.
fn place(track: Rect, part: f32) -> Pos2 {
    let handle = track.height() / 2.5;
    let rail = track.x_range().shrink(handle);
    pos2(rail.min + part * rail.span(), track.center().y)
}

#[test]
fn the_playhead_follows_the_pointer_from_live_to_the_end_of_the_drag() {
    for size in [(1280.0, 800.0), (800.0, 600.0)] {
        let mut window = training(size);
        let before = track(&window);
        window.drag_at(place(before, 1.0));
        window.run_steps(1);
        let mut part = 0.95;
        while part > 0.2 {
            window.hover_at(place(before, part));
            window.run_steps(1);
            let session = window.state().session();
            let (step, end) = (session.step() as f32, session.run.step() as f32);
            // A point of the track may be some steps, which the slider rounds to comfortable ones.
            assert!((step / end - part).abs() < 0.02, "step {step} of {end} at {part}, {size:?}");
            part -= 0.05;
        }
        window.drop_at(place(before, 0.25));
        until(&mut window, |app| {
            app.session().playhead.as_ref().is_some_and(|head| head.is_there())
        });
        assert_eq!(track(&window), before, "the track stays where it is");
        let session = window.state().session();
        let part = session.step_on_show() as f32 / session.run.step() as f32;
        assert!((part - 0.25).abs() < 0.02, "{part}");
    }
}

#[test]
fn the_track_is_long_enough_to_aim_at() {
    for (size, least) in [((800.0, 600.0), 200.0), ((1280.0, 800.0), 350.0)] {
        let window = training(size);
        assert!(track(&window).width() >= least, "{:?} in {size:?}", track(&window));
    }
}
