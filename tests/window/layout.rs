//! Nothing lies over another, and nothing is hidden that is looked at.

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::App;
use rnnscope::number::short;
use rnnscope::preset::Preset;
use rnnscope::session::Action;
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;

use super::support::window::{click, open, until};
use super::{paused, trained};

fn paused_at(size: (f32, f32)) -> Harness<'static, App> {
    open(size, WindowOptions { paused: true, ..WindowOptions::default() })
}

/// Rests the pointer on a place until a tooltip would show.
fn rest(window: &mut Harness<'_, App>, place: egui::Pos2) {
    window.hover_at(place);
    window.run_steps(60);
}

#[test]
fn the_bar_s_buttons_stand_side_by_side_in_every_window() {
    for size in [(480.0, 320.0), (720.0, 480.0), (800.0, 600.0), (1280.0, 800.0)] {
        let mut window = paused_at(size);
        for view in [Key::F2, Key::F3, Key::F4] {
            window.key_press(view);
            window.run_steps(4);
            let display = window.get_by_role_and_label(Role::Button, "Display").rect();
            let buttons = window.query_all_by_role(Role::Button).map(|button| button.rect());
            let bar: Vec<Rect> = buttons.filter(|rect| rect.top() <= display.bottom()).collect();
            assert!(bar.len() >= 4, "{size:?} {bar:?}");
            for (n, rect) in bar.iter().enumerate() {
                assert!(rect.left() >= 0.0 && rect.right() <= size.0, "{size:?} {rect:?}");
                let others = bar.iter().skip(n + 1);
                let over = others.filter(|other| rect.intersect(**other).is_positive());
                assert_eq!(over.count(), 0, "{size:?} {rect:?} {bar:?}");
            }
        }
    }
}

#[test]
fn the_bar_is_one_line_from_800_points_on() {
    for language in Language::ALL.iter().copied() {
        language.within(|| {
            let mut window = paused_at((800.0, 600.0));
            let texts = window.state().session().texts;
            for run in [texts.transport.run, texts.transport.pause] {
                window.run_steps(4);
                let place = |label: &str| window.get_by_role_and_label(Role::Button, label).rect();
                let [first, last] = [place(run), place("?")];
                assert!(last.left() > first.right() && last.right() <= 800.0, "{first:?} {last:?}");
                assert!((first.center().y - last.center().y).abs() < 2.0, "{first:?} {last:?}");
                window.key_press(Key::Space);
            }
        });
    }
}

#[test]
fn the_tooltip_of_a_control_stands_beside_the_controls() {
    for size in [(720.0, 480.0), (1280.0, 800.0)] {
        let mut window = paused_at(size);
        let preset = window.get_by_role_and_label(Role::Label, "preset").rect();
        rest(&mut window, preset.center());
        let hint = window.get_by_label_contains("Settings of a tutorial").rect();
        assert!(hint.left() >= 340.0 && hint.right() <= size.0, "{hint:?}");
    }
}

/// There the lenses lie where the list of runs is.
#[test]
fn the_list_of_runs_comes_in_a_narrow_window_in_place_of_the_lenses() {
    let mut window =
        open((800.0, 600.0), WindowOptions { paused: true, ..WindowOptions::default() });
    window.state_mut().act(Action::ShowLenses(true));
    window.run_steps(3);
    window.key_press(Key::F5);
    window.run_steps(3);
    assert!(!window.state().session().lenses.open.shown);
    let empty = "A run that is restarted or forked stays here.";
    assert!(window.query_by_label(empty).is_some());
}

#[test]
fn what_the_pointer_reads_off_is_not_broken() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    // At the right edge there is least room.
    for x in [700.0, 1100.0, 1215.0] {
        rest(&mut window, egui::pos2(x, 200.0));
        let readout = window.get_by_label_contains(", t = ");
        let text = readout.value().or(readout.accesskit_node().label()).unwrap();
        let lines = text.lines().count() as f32;
        let line = readout.rect().height() / lines;
        assert!((12.0..18.0).contains(&line), "{text}: {line}");
        assert!(readout.rect().right() <= 1280.0);
    }
}

#[test]
fn a_notice_leaves_the_newest_samples_and_losses_in_sight() {
    for size in [(720.0, 480.0), (1280.0, 800.0)] {
        let export_dir = Some("/dev/null/nowhere".into());
        let options = WindowOptions { export_dir, paused: true, ..WindowOptions::default() };
        let mut window = open(size, options);
        window.key_press_modifiers(egui::Modifiers::COMMAND, Key::E);
        window.run_steps(3);
        let notice = window.get_by_label_contains("Nothing was saved").rect();
        let plots = 344.0..size.0;
        let newest = plots.start + 0.65 * (plots.end - plots.start);
        assert!(notice.left() >= plots.start && notice.right() <= newest, "{notice:?} in {size:?}");
        let loss = window.get_by_label("Loss").rect();
        assert!(notice.bottom() < loss.top(), "{notice:?} {loss:?}");
    }
}

#[test]
fn a_legend_stands_above_the_curves_and_is_whole() {
    for language in Language::ALL.iter().copied() {
        language.within(|| {
            for size in [(720.0, 480.0), (800.0, 600.0), (1280.0, 800.0)] {
                let mut window = paused_at(size);
                window.run_steps(3);
                let texts = window.state().session().texts;
                let plot = window.get_by_role_and_label(Role::Image, texts.spoken.curves).rect();
                for name in
                    [(texts.plots.input_named)("sin t"), (texts.plots.target_named)("cos t")]
                {
                    let name = window.get_by_role_and_label(Role::CheckBox, &name).rect();
                    assert!(name.bottom() <= plot.top(), "{size:?}: {name:?} {plot:?}");
                    assert!(name.left() >= 344.0 && name.right() <= size.0, "{size:?}: {name:?}");
                }
                assert!(plot.height() >= 64.0, "{size:?}: {plot:?}");
            }
        });
    }
}

/// 600 × 450 points are what text of 200 % leaves of 800 × 600.
#[test]
fn a_legend_that_takes_much_of_a_small_plot_is_folded() {
    let name = "target sum";
    let adding = |size| {
        let settings = Preset::from_name("adding").unwrap().settings();
        let mut window =
            open(size, WindowOptions { settings, paused: true, ..WindowOptions::default() });
        window.run_steps(3);
        window.get_by_role_and_label(Role::CheckBox, "inputs").click();
        window.run_steps(3);
        window
    };
    let window = adding((1280.0, 800.0));
    assert!(window.query_by_role_and_label(Role::CheckBox, name).is_some());
    assert!(window.query_by_role_and_label(Role::Button, "legend").is_none());
    let mut window = adding((600.0, 450.0));
    assert!(window.query_by_role_and_label(Role::CheckBox, name).is_none());
    click(&mut window, "legend");
    assert!(window.query_by_role_and_label(Role::CheckBox, name).is_some());
    click(&mut window, "legend");
    assert!(window.query_by_role_and_label(Role::CheckBox, name).is_none());
}

#[test]
fn a_race_is_read_without_scrolling_sideways() {
    for language in Language::ALL.iter().copied() {
        language.within(|| {
            for size in [(800.0, 600.0), (600.0, 450.0)] {
                let mut window = paused_at(size);
                window.key_press(Key::F3);
                window.run_steps(3);
                window.key_press(Key::S);
                until(&mut window, |app| app.race().is_some_and(|board| board.step() == 1));
                window.run_steps(3);
                let texts = window.state().session().texts;
                let board = window.state().race().unwrap();
                for entrant in &board.entrants {
                    let name = (texts.race.open_at_end_name)(&entrant.variant.name);
                    let button = window.get_by_role_and_label(Role::Button, &name).rect();
                    assert!(button.right() <= size.0, "{size:?} {name}: {button:?}");
                    let loss = short(entrant.outcome.loss.unwrap().into());
                    let loss = window.query_all_by_label(&loss).map(|label| label.rect());
                    let mut loss = loss.filter(|rect| rect.top() > 300.0);
                    assert!(loss.all(|rect| rect.right() <= size.0), "{size:?} {name}");
                }
            }
        });
    }
}

#[test]
fn what_has_the_keyboard_has_a_ring() {
    for (theme, ring) in
        [(egui::Theme::Dark, [0xff, 0xd0, 0x5c]), (egui::Theme::Light, [0x8a, 0x2b, 0xa8])]
    {
        let mut window = paused();
        window.ctx.set_theme(theme);
        window.run_steps(3);
        let seen = |window: &mut Harness<'_, App>| {
            let picture = window.render().unwrap();
            picture.pixels().filter(|pixel| pixel.0[..3] == ring).count()
        };
        assert_eq!(seen(&mut window), 0);
        let step = window.get_by_role_and_label(Role::Button, "Step");
        let around = 2.0 * (step.rect().width() + step.rect().height());
        step.focus();
        window.run_steps(3);
        assert!(seen(&mut window) as f32 > 1.5 * around);
    }
}
