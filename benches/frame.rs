//! The whole interface, headless: what a frame costs without drawing, and what it leaves to training.
//!
//! `cargo bench --bench frame` prints two Markdown tables. The first has the CPU time of a frame at
//! 1280 × 800 (taking in what was trained, layout, tessellation) and the points handed to plots, for
//! histories of 10 thousand, 1 million and 10 million steps; the last row puts the longest beside
//! the shortest. Below it stands what a frame costs while all of a table of a million rows is on show: as it
//! stands, and while it is zoomed. The second has the speed of training at "max" pace alone, and while the interface
//! runs at 60 frames a second; below it stands what a frame costs with the lenses' results of such a
//! run. The third has frames at 60 a second while a race of six or a sweep takes all cores: how long
//! they take with the waits that this means, and how late they are done. All panels and lenses are
//! open. Medians where nothing else is said; compare rows of one run only.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and ends when something is wrong"
)]

use std::f64::consts::PI;
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::accesskit::Role;
use egui::{Event as Input, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use rnnscope::app::{App, Start};
use rnnscope::config::{Config, DataKind, Settings};
use rnnscope::history::{History, StepRecord};
use rnnscope::lens::WholeData;
use rnnscope::session::{Action, LensKind};
use rnnscope::thread::Pace;
use rnnscope::trainer::Trainer;
use rnnscope::window::WindowOptions;
use rnnscope::worker::{Event, Sequence, StepChunk};

const LENGTHS: [u64; 3] = [10_000, 1_000_000, 10_000_000];
/// Frames of which a median is taken.
const FRAMES: usize = 240;
/// Steps that come with a frame: 60 times as many are trained in a second.
const STEPS_A_FRAME: u64 = 3000;
/// Samples of a window.
const SAMPLES: usize = 10;
/// Windows that come with a frame: as many as the training thread keeps.
const WINDOWS_A_FRAME: u64 = 400;
/// Rows of a large table.
const ROWS: u64 = 1_000_000;
/// What the switch is called that brings all of it into view.
const WHOLE_DATA: &str = "whole data";
/// A display's rhythm.
const REFRESH: Duration = Duration::from_nanos(16_666_667);
/// How long training is watched.
const WATCHED: Duration = Duration::from_secs(4);

fn main() {
    frames();
    println!();
    whole_table();
    println!();
    training();
    println!();
    crowded();
}

// ------------------------------------------------------------------------------------- frames

/// What a frame cost: the CPU time in milliseconds, and the points it handed to plots.
#[derive(Clone, Copy)]
struct Cost {
    milliseconds: f64,
    points: usize,
}

fn frames() {
    println!(
        "| CPU time a frame in ms | untouched | running | pointer on the loss | smoothing is dragged | points"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let costs = LENGTHS.map(|steps| {
        let costs = costs(steps);
        let texts = costs.map(|cost| format!("{:.2}", cost.milliseconds));
        println!("| {steps} steps | {} | {} |", texts.join(" | "), costs[1].points);
        costs
    });
    let (short, long) = (costs[0], costs[costs.len() - 1]);
    let ratio = |n: usize| format!("{:.2}", long[n].milliseconds / short[n].milliseconds);
    println!("| ratio | {} | |", [0, 1, 2, 3].map(ratio).join(" | "));
}

/// A frame of a run of so many steps: as it stands, with new steps, under the pointer, under a drag.
fn costs(steps: u64) -> [Cost; 4] {
    let mut screen = Screen::new(WindowOptions { paused: true, ..WindowOptions::default() });
    screen.open_all();
    screen.app.take_in(chunk(1, steps));
    (0..30).for_each(|_| drop(screen.frame(Vec::new())));
    let untouched = screen.median(|| (None, Vec::new()));
    let mut newest = steps;
    let running = screen.median(|| {
        newest += STEPS_A_FRAME;
        (Some(chunk(newest + 1 - STEPS_A_FRAME, newest)), Vec::new())
    });
    let mut frame = 0.0;
    let hovered = screen.median(|| {
        frame += 1.0;
        (None, vec![Input::PointerMoved(pos2(600.0 + frame, 650.0))])
    });
    [untouched, running, hovered, dragged(&mut screen)]
}

fn dragged(screen: &mut Screen) -> Cost {
    let handle = screen.smoothing;
    let button = |pressed| Input::PointerButton {
        pos: handle,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    screen.frame(vec![Input::PointerMoved(handle)]);
    screen.frame(vec![button(true)]);
    let mut frame = 0.0_f32;
    let cost = screen.median(|| {
        frame += 1.0;
        (None, vec![Input::PointerMoved(handle + vec2(20.0 * (0.1 * frame).sin(), 0.0))])
    });
    screen.frame(vec![button(false)]);
    cost
}

/// The steps `from` to `to` as the training thread hands them over.
fn chunk(from: u64, to: u64) -> Event {
    let mut history = History::default();
    for step in from..=to {
        let noise = (step.wrapping_mul(2_654_435_761) % 1009) as f32 / 1009.0;
        let loss = (0.01 + 1.0 / (1.0 + step as f32 / 1000.0)) * (0.5 + noise);
        let record = StepRecord {
            loss,
            grad_norm: 2.0 * loss,
            learning_rate: 1e-3,
            ..StepRecord::new(step)
        };
        history.push(record).expect("steps follow each other");
    }
    let sequences = (to.saturating_sub(WINDOWS_A_FRAME).max(from)..=to).map(window).collect();
    let (run, elapsed) = (1, Duration::from_secs(1));
    Event::Steps(Box::new(StepChunk { run, history, sequences, elapsed, ..StepChunk::default() }))
}

fn window(step: u64) -> Sequence {
    let spacing = PI / SAMPLES as f64;
    let start = (step - 1) as f64 * PI;
    let wave = |of: fn(f64) -> f64| -> Vec<f32> {
        (0..SAMPLES).map(|i| of(start + i as f64 * spacing) as f32).collect()
    };
    let (input, target) = (wave(f64::sin), wave(f64::cos));
    let prediction = target.iter().map(|value| 0.9 * value).collect();
    Sequence { step, start, spacing, input, target, prediction, ..Sequence::default() }
}

/// An app without a window around it.
struct Screen {
    ctx: egui::Context,
    app: App,
    integration: eframe::Frame,
    begun: Instant,
    /// Where the smoothing slider's handle is.
    smoothing: Pos2,
}

impl Screen {
    fn new(options: WindowOptions) -> Self {
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        let app = App::new(&ctx, Start { options, ..Start::default() }).expect("a thread");
        let integration = eframe::Frame::_new_kittest();
        let mut screen =
            Self { ctx, app, integration, begun: Instant::now(), smoothing: Pos2::ZERO };
        (0..3).for_each(|_| drop(screen.frame(Vec::new())));
        screen.smoothing = screen.find("smoothing");
        screen.ctx.disable_accesskit();
        screen
    }

    /// Opens every lens.
    fn open_all(&mut self) {
        let closed = |kind: &&LensKind| !self.app.session().lenses.open.has(**kind);
        let closed: Vec<_> = LensKind::ALL.iter().filter(closed).collect();
        closed.into_iter().for_each(|kind| self.app.act(Action::OpenLens(*kind, true)));
    }

    /// One frame: everything a window does but draw.
    fn frame(&mut self, events: Vec<Input>) -> egui::PlatformOutput {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.begun.elapsed().as_secs_f64()),
            focused: true,
            events,
            ..RawInput::default()
        };
        let (app, integration) = (&mut self.app, &mut self.integration);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), integration);
            app.ui(ui, integration);
        });
        output.textures_delta.clear();
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(primitives);
        output.platform_output
    }

    /// Presses a key.
    fn press(&mut self, key: Key) {
        let event = |pressed| Input::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![event(true)]);
        self.frame(vec![event(false)]);
    }

    /// Clicks the button of this name.
    fn click(&mut self, name: &str) {
        let pos = self.named(Role::Button, name);
        self.press_at(pos);
    }

    /// The middle of what has this name.
    fn named(&mut self, role: Role, name: &str) -> Pos2 {
        self.ctx.enable_accesskit();
        let update = self.frame(Vec::new()).accesskit_update.expect("it was asked for");
        self.ctx.disable_accesskit();
        let is_it =
            |node: &egui::accesskit::Node| node.role() == role && node.label() == Some(name);
        let (_, node) = update.nodes.iter().find(|(_, node)| is_it(node)).expect("it is there");
        let bounds = node.bounds().expect("a place");
        pos2((bounds.x0 + bounds.x1) as f32 / 2.0, (bounds.y0 + bounds.y1) as f32 / 2.0)
    }

    /// Clicks there.
    fn press_at(&mut self, pos: Pos2) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.frame(vec![Input::PointerMoved(pos)]);
        for pressed in [true, false] {
            self.frame(vec![Input::PointerButton { pos, button, pressed, modifiers }]);
        }
    }

    /// The middle of the slider of this name.
    fn find(&mut self, name: &str) -> Pos2 {
        let update = self.frame(Vec::new()).accesskit_update.expect("it was asked for");
        let is_it = |node: &egui::accesskit::Node| {
            node.role() == egui::accesskit::Role::Slider && !node.labelled_by().is_empty() && {
                let label = update.nodes.iter().find(|(id, _)| *id == node.labelled_by()[0]);
                label.is_some_and(|(_, label)| {
                    label.value() == Some(name) || label.label() == Some(name)
                })
            }
        };
        let (_, node) = update.nodes.iter().find(|(_, node)| is_it(node)).expect("a slider");
        let bounds = node.bounds().expect("a place");
        pos2((bounds.x0 + bounds.x1) as f32 / 2.0, (bounds.y0 + bounds.y1) as f32 / 2.0)
    }

    /// The median cost of frames, each with what `given` gives it: trained steps and input.
    fn median(&mut self, mut given: impl FnMut() -> (Option<Event>, Vec<Input>)) -> Cost {
        let mut costs: Vec<f64> = (0..FRAMES)
            .map(|_| {
                let (trained, input) = given();
                // The thread never waits: its time is the CPU's, but for what else the machine does.
                let begin = Instant::now();
                trained.into_iter().for_each(|event| self.app.take_in(event));
                drop(self.frame(input));
                begin.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        costs.sort_by(f64::total_cmp);
        Cost { milliseconds: costs[costs.len() / 2], points: self.app.plotted() }
    }
}

/// A frame with all of a table of a million rows on show.
fn whole_table() {
    let settings = Settings {
        data: Some(DataKind::RandomWalk.into()),
        samples: Some(ROWS),
        hidden: Some(4),
        ..Settings::default()
    };
    let options = WindowOptions { paused: true, settings, ..WindowOptions::default() };
    let mut screen = Screen::new(options);
    screen.open_all();
    while screen.app.session().run.epochs.of(1).is_none() {
        drop(screen.frame(Vec::new()));
        std::thread::sleep(REFRESH);
    }
    drop(screen.frame(Vec::new()));
    let at = screen.named(Role::CheckBox, WHOLE_DATA);
    screen.press_at(at);
    let is_there = |app: &App| {
        let seen = app.session().lenses.seen::<WholeData>();
        seen.is_some_and(|seen| seen.prediction.iter().all(|answer| answer.is_finite()))
    };
    while !is_there(&screen.app) {
        drop(screen.frame(Vec::new()));
        std::thread::sleep(REFRESH);
    }
    (0..30).for_each(|_| drop(screen.frame(Vec::new())));
    let untouched = screen.median(|| (None, Vec::new()));
    screen.frame(vec![Input::PointerMoved(pos2(800.0, 250.0))]);
    let mut frame = 0.0_f32;
    let zoomed = screen.median(|| {
        frame += 1.0;
        let delta = vec2(0.0, if (frame / 40.0).sin() > 0.0 { 1.0 } else { -1.0 });
        let (unit, phase) = (egui::MouseWheelUnit::Line, egui::TouchPhase::Move);
        let (source, modifiers) = (egui::MouseWheelSource::Unknown, Modifiers::NONE);
        (None, vec![Input::MouseWheel { unit, delta, phase, source, modifiers }])
    });
    println!("| all of a table of {ROWS} rows on show | CPU time a frame in ms | points |");
    println!("|---|---:|---:|");
    for (name, cost) in [("untouched", untouched), ("while it is zoomed", zoomed)] {
        println!("| {name} | {:.2} | {} |", cost.milliseconds, cost.points);
    }
}

// ----------------------------------------------------------------------------------- training

fn training() {
    println!("| training at max pace | steps/s |");
    println!("|---|---:|");
    // One after the other, twice, so that a machine that slows down doesn't count for one of them.
    let pairs: Vec<(f64, f64)> = (0..2).map(|_| (alone(), under_the_interface())).collect();
    let best = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).fold(0.0, f64::max);
    let (alone, beside) = (best(|pair| pair.0), best(|pair| pair.1));
    println!("| headless | {alone:.0} |");
    println!("| under the interface at 60 frames/s | {beside:.0} |");
    println!("| kept | {:.0} % |", 100.0 * beside / alone);
    println!();
    let cost = under_all_lenses();
    println!("a frame while this network trains, every lens open: {:.2} ms", cost.milliseconds);
}

/// A frame with what lenses show of a network that trains at max pace.
fn under_all_lenses() -> Cost {
    let pace = Some(Pace::Max);
    let mut screen = Screen::new(WindowOptions { pace, ..WindowOptions::default() });
    screen.open_all();
    screen.median(|| {
        std::thread::sleep(REFRESH);
        (None, Vec::new())
    })
}

fn alone() -> f64 {
    let mut trainer = Trainer::new(&Config::default()).expect("a possible configuration");
    let begin = Instant::now();
    while begin.elapsed() < WATCHED {
        for _ in 0..64 {
            trainer.step().expect("a healthy run");
        }
    }
    trainer.steps() as f64 / begin.elapsed().as_secs_f64()
}

fn under_the_interface() -> f64 {
    let pace = Some(Pace::Max);
    let mut screen = Screen::new(WindowOptions { pace, ..WindowOptions::default() });
    let (begin, first) = (Instant::now(), screen.app.session().run.step());
    let mut due = begin;
    while begin.elapsed() < WATCHED {
        due += REFRESH;
        drop(screen.frame(Vec::new()));
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
    }
    let trained = screen.app.session().run.step() - first;
    trained as f64 / begin.elapsed().as_secs_f64()
}

// -------------------------------------------------------------------------------- races, sweeps

fn crowded() {
    println!(
        "| frames at 60 a second beside | median ms | 99 of 100 within ms | longest ms | later than 16.7 ms |"
    );
    println!("|---|---:|---:|---:|---:|");
    row("nothing", |screen| screen.press(Key::F3), |_| true);
    let start_race = |screen: &mut Screen| {
        screen.press(Key::F3);
        (0..3).for_each(|_| screen.click("Add variant"));
    };
    let is_racing = |app: &App| app.race().is_some_and(|board| board.is_under_way());
    row("a race of six", start_race, is_racing);
    let is_sweeping = |app: &App| app.sweep().is_some_and(|board| board.progress() < 1.0);
    row("a sweep", |screen| screen.press(Key::F4), is_sweeping);
}

/// Watches frames in a view in which Space begins anew whatever is to go on.
fn row(name: &str, open: impl Fn(&mut Screen), goes_on: impl Fn(&App) -> bool) {
    let mut screen = Screen::new(WindowOptions::default());
    open(&mut screen);
    let mut due = Instant::now();
    let end = due + WATCHED;
    let (mut costs, mut late) = (Vec::new(), 0_u32);
    while due < end {
        if !goes_on(&screen.app) {
            screen.press(Key::Space);
        }
        due = (due + REFRESH).max(Instant::now());
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let begin = Instant::now();
        drop(screen.frame(Vec::new()));
        costs.push(begin.elapsed().as_secs_f64() * 1e3);
        late += u32::from(due.elapsed() > REFRESH);
    }
    costs.sort_by(f64::total_cmp);
    let part = |part: usize| costs[(costs.len() - 1) * part / 100];
    let share = 100.0 * f64::from(late) / costs.len() as f64;
    println!("| {name} | {:.2} | {:.2} | {:.2} | {share:.1} % |", part(50), part(99), part(100));
}
