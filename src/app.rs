//! The window: eframe's glue, and one small file a panel.
//!
//! A frame goes one way: `logic` takes in what the training thread and the system report, `ui` draws
//! the session and gathers what the user wants, and at its end the wishes are carried out.

mod controls;
mod criterion;
mod curves;
mod dialog;
mod files;
mod floor;
mod ghosts;
mod header;
mod help;
mod intent;
mod keeper;
mod last_session;
mod launch;
mod lenses;
mod loss;
mod marks;
mod notices;
mod race;
mod rhythm;
mod row;
mod runs;
mod saving;
mod split;
mod status;
mod sweep;
mod theme;
mod ticks;
mod timeline;
mod trace;
mod transport;
mod typed_path;
mod view;
mod wishes;

pub use launch::open;
pub use view::View;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};
use egui::{CentralPanel, ColorImage, Panel, ScrollArea, Ui};

use crate::config::Config;
use crate::inspector::Inspector;
use crate::recipe::Recipe;
use crate::session::race::RaceBoard;
use crate::session::sweep::SweepBoard;
use crate::session::{Action, Notice, Session};
use crate::settings::{Remembered, ThemeChoice};
use crate::window::WindowOptions;
use crate::worker::{Command, Event, REFRESH, Until, Worker};

use curves::CurvesPanel;
use dialog::Dialogs;
use intent::Intent;
use keeper::Keeper;
use lenses::LensPanel;
use loss::LossPanel;
use notices::Notices;
use race::RacePanel;
use rhythm::Rhythm;
use runs::RunsPanel;
use split::Split;
use sweep::SweepPanel;
use typed_path::TypedPath;
use wishes::PictureFor;

/// Time a frame may spend on taking in what was trained.
const DRAIN: Duration = Duration::from_millis(4);
/// Seconds between two looks at whether something must be remembered.
const REMEMBER: f64 = 3.0;

/// The window's state.
pub struct App {
    /// The app without a window.
    session: Session,
    worker: Worker,
    inspector: Inspector,
    rhythm: Rhythm,
    curves: CurvesPanel,
    loss: LossPanel,
    lenses: LensPanel,
    /// What fills the window.
    view: View,
    race: RacePanel,
    sweep: SweepPanel,
    runs: RunsPanel,
    notices: Notices,
    dialogs: Dialogs,
    /// How curves and loss share the height.
    split: Split,
    help: bool,
    /// A path while it is being typed.
    typed_path: Option<TypedPath>,
    /// The file for the checkpoint that was asked for; none for its own name.
    checkpoint_for: Option<PathBuf>,
    theme: ThemeChoice,
    export_dir: PathBuf,
    device: String,
    /// What the next screenshot is for; notices keep out of it meanwhile.
    picture_for: Option<PictureFor>,
    pictures: (Sender<Arc<ColorImage>>, Receiver<Arc<ColorImage>>),
    /// What can't be read off the panels: the window's size and a chosen export folder.
    remembered: Remembered,
    /// What the file holds.
    written: Remembered,
    settings_path: Option<PathBuf>,
    next_look: f64,
    /// Dropped after the training thread, whose last checkpoint it writes.
    keeper: Option<Keeper>,
}

/// Where an app remembers, and what it starts with.
#[derive(Debug, Default)]
pub struct Start {
    /// The file of remembered settings; none to remember nothing.
    pub settings_path: Option<PathBuf>,
    /// The folder in which sessions are kept; none to keep none.
    pub sessions: Option<PathBuf>,
    /// What the command line asks for.
    pub options: WindowOptions,
}

impl App {
    /// An app that trains at once unless it is told to wait.
    ///
    /// # Errors
    /// When there is no training thread to be had.
    pub fn new(ctx: &egui::Context, start: Start) -> std::io::Result<Self> {
        let (remembered, broken) = match &start.settings_path {
            Some(path) => Remembered::load(path),
            None => (Remembered::default(), None),
        };
        let options = start.options;
        let (config, conflict) = first_config(&remembered.config, &options);
        let until = Until { step: options.until_step, loss: options.until_loss };
        let pace = options.pace.unwrap_or(remembered.pace);
        let (recipe, until) = match options.recipe {
            Some(recipe) => {
                let step = until.step.or(Some(recipe.steps()));
                (recipe, Until { step, ..until })
            }
            None => (Recipe::from(config), until),
        };
        let (mut session, commands) = Session::new(recipe, pace, until, !options.paused);
        session.lenses.open = remembered.lenses.clone();
        let memory = options.snapshot_memory.unwrap_or(remembered.snapshot_memory);
        let mut commands = commands;
        commands.extend(session.act(Action::SetSnapshotMemory(memory)));
        if let Some(checkpoint) = options.checkpoint {
            commands.extend(session.act(Action::Resume(checkpoint)));
            if options.paused {
                commands.extend(session.act(Action::Toggle));
            }
        }
        session.notices.extend(broken.into_iter().chain(conflict).map(Notice::error));
        theme::install(ctx);
        let (keeper, keep) = keep_session(start.sessions.as_deref(), &mut session);
        let worker = Worker::spawn_kept(rhythm::waker(ctx.clone()), keep)?;
        commands.into_iter().for_each(|command| worker.send(command));
        let inspector = Inspector::spawn(rhythm::waker(ctx.clone()))?;
        let race = RacePanel::new(&session.controls);
        let export_dir = options.export_dir.or_else(|| remembered.export_dir.clone());
        let app = Self {
            session,
            worker,
            inspector,
            rhythm: Rhythm::default(),
            curves: CurvesPanel { show_input: remembered.show_input, ..CurvesPanel::default() },
            loss: LossPanel::new(remembered.logarithmic, remembered.smoothing),
            lenses: LensPanel::new(),
            view: View::default(),
            race,
            sweep: SweepPanel::default(),
            runs: RunsPanel::default(),
            notices: Notices::default(),
            dialogs: Dialogs::default(),
            split: Split::default(),
            help: false,
            typed_path: None,
            checkpoint_for: None,
            theme: remembered.theme,
            export_dir: export_dir.unwrap_or_else(saving::default_folder),
            device: device(),
            picture_for: None,
            pictures: crossbeam_channel::bounded(4),
            written: remembered.clone(),
            remembered,
            settings_path: start.settings_path,
            next_look: REMEMBER,
            keeper,
        };
        app.set_theme(ctx);
        Ok(app)
    }

    /// What fills the window.
    pub fn view(&self) -> View {
        self.view
    }

    /// The race on show.
    pub fn race(&self) -> Option<&RaceBoard> {
        self.race.board()
    }

    /// The sweep on show.
    pub fn sweep(&self) -> Option<&SweepBoard> {
        self.sweep.board()
    }

    /// The app without its window, for whoever looks on.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Does what a user could ask for.
    pub fn act(&mut self, action: Action) {
        let commands = self.session.act(action);
        self.send(commands);
    }

    /// Takes in something the training thread reports, as every frame does with what is ready.
    pub fn take_in(&mut self, event: Event) {
        self.session.apply(event);
    }

    /// Points that the last frame handed to its plots.
    pub fn plotted(&self) -> usize {
        self.curves.plotted + self.loss.plotted
    }

    /// Takes in what was trained since the last frame.
    fn drain(&mut self, ctx: &egui::Context) {
        let begin = Instant::now();
        let mut checkpoints = Vec::new();
        for event in self.worker.events() {
            match event {
                Event::Checkpoint(checkpoint) => checkpoints.push(checkpoint),
                event => self.session.apply(event),
            }
            if begin.elapsed() > DRAIN {
                ctx.request_repaint_after(REFRESH);
                break;
            }
        }
        self.inspector.reports().for_each(|report| self.session.apply_report(report));
        if let Some(task) = self.session.lenses.take_task() {
            self.inspector.send(task).unwrap_or_else(|task| self.session.lenses.put_back(task));
        }
        for checkpoint in checkpoints {
            self.write_checkpoint(&checkpoint);
        }
    }

    /// Has pictures give way to training where both need the processors.
    fn follow_training(&mut self, now: f64) {
        if let Some(interval) = self.rhythm.follow(now, self.session.run.processor) {
            self.worker.send(Command::ShowEvery(interval));
        }
    }

    fn send(&self, commands: Vec<Command>) {
        commands.into_iter().for_each(|command| self.worker.send(command));
    }

    fn set_theme(&self, ctx: &egui::Context) {
        ctx.set_theme(match self.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
            ThemeChoice::Light => egui::ThemePreference::Light,
        });
    }

    /// Lays out the panels and gathers wishes.
    fn panels(&mut self, ui: &mut Ui) -> Vec<Intent> {
        let mut intents = intent::pressed(ui.ctx());
        let mut actions = Vec::new();
        let session = &self.session;
        Panel::top("transport").show(ui, |ui| {
            ui.add_space(3.0);
            transport::show(ui, session, self.view, &mut intents);
            ui.add_space(3.0);
        });
        Panel::bottom("status").show(ui, |ui| status::show(ui, session, &self.device));
        // In a narrow window the lenses take the controls' place.
        let narrow = ui.available_width() < lenses::WIDE;
        let shown = session.lenses.open.shown && self.view == View::Scope;
        if shown && !narrow {
            let panel = Panel::right("lenses").default_size(lenses::WIDTH).min_size(300.0);
            panel.show(ui, |ui| self.lenses.ui(ui, session, &mut intents));
        }
        Panel::left("controls").exact_size(344.0).resizable(false).show(ui, |ui| {
            if shown && narrow {
                return self.lenses.ui(ui, session, &mut intents);
            }
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.add_space(4.0);
                match self.view {
                    View::Scope => {
                        self.runs.tabs(ui, session);
                        if self.runs.shown {
                            self.runs.ui(ui, session, &mut intents);
                        } else {
                            controls::show(ui, session, &mut actions);
                        }
                    }
                    View::Race => self.race.controls(ui, &session.controls, &mut intents),
                    View::Sweep => self.sweep.controls(ui, &session.controls, &mut intents),
                }
            });
        });
        CentralPanel::default().show(ui, |ui| {
            match self.view {
                View::Scope => {}
                View::Race => return self.race.ui(ui, &mut intents),
                View::Sweep => return self.sweep.ui(ui, &mut intents),
            }
            notices::banner(ui, session, &mut intents);
            self.split.bottom(ui).show(ui, |ui| {
                ui.add_space(6.0);
                self.loss.ui(ui, session);
            });
            self.split.follow(self.loss.rect.height());
            let timeline = Panel::bottom("timeline").frame(egui::Frame::NONE);
            timeline.exact_size(timeline::HEIGHT).show_separator_line(false).show(ui, |ui| {
                timeline::show(ui, session, &mut actions);
            });
            CentralPanel::no_frame().show(ui, |ui| self.curves.ui(ui, session, &mut actions));
        });
        intents.extend(actions.into_iter().map(Intent::Do));
        intents
    }

    /// Remembers what has changed since the last look.
    fn remember(&mut self) {
        let remembered = Remembered {
            config: self.session.controls.clone(),
            pace: self.session.pace,
            theme: self.theme,
            show_input: self.curves.show_input,
            logarithmic: self.loss.logarithmic,
            smoothing: self.loss.smoothed.factor(),
            window: self.remembered.window,
            export_dir: self.remembered.export_dir.clone(),
            lenses: self.session.lenses.open.clone(),
            snapshot_memory: self.session.snapshot_memory,
        };
        let Some(path) = &self.settings_path else { return };
        if remembered == self.written {
            return;
        }
        // Remembering is a courtesy: a folder that can't be written to is no reason to disturb.
        if remembered.save(path).is_ok() {
            self.written = remembered;
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.rhythm.begin_picture(ctx);
        self.drain(ctx);
        self.race.drain();
        self.sweep.drain();
        let (now, dragging) = ctx.input(|input| (input.time, input.pointer.any_down()));
        self.follow_training(now);
        let commands = self.session.tick(now, dragging);
        self.send(commands);
        self.take_pictures(ctx);
        self.take_answers(ctx);
        for notice in self.session.notices.drain(..) {
            self.notices.add(notice, now);
        }
        if let Some(size) = ctx.input(|input| input.viewport().inner_rect).map(|rect| rect.size()) {
            self.remembered.window = size.into();
        }
        if let Some(reason) = self.keeper.as_ref().and_then(Keeper::failure) {
            let text = format!("This session can't be kept: {reason}.");
            self.session.notices.push(Notice::error(text));
        }
        if now >= self.next_look {
            self.next_look = now + REMEMBER;
            self.remember();
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let commands = self.session.look();
        self.send(commands);
        let mut intents = self.panels(ui);
        help::show(ui, &mut self.help);
        let mut answers = Vec::new();
        last_session::show(ui, &self.session, &mut answers);
        intents.extend(answers.into_iter().map(Intent::Do));
        if let Some((purpose, path)) = typed_path::show(ui, &mut self.typed_path) {
            self.use_path(ui.ctx(), purpose, &path);
        }
        if self.picture_for.is_none() {
            let now = ui.input(|input| input.time);
            self.notices.ui(ui, now);
        }
        self.take_dropped_files(ui);
        for intent in intents {
            self.carry_out(ui.ctx(), intent);
        }
        if self.session.is_restart_pending() {
            ui.request_repaint_after(Duration::from_millis(100));
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.remember();
    }
}

/// The settings of the first run: what is remembered, and over it what was asked for. If the two
/// contradict each other, what was asked for stands on the defaults, and a sentence says so.
fn first_config(remembered: &Config, options: &WindowOptions) -> (Config, Option<String>) {
    let mut config = remembered.with(&options.settings);
    let (asked, untouched) = (&options.settings, options.settings.weight_decay.is_none());
    if asked.optimizer.is_some() && untouched {
        config.weight_decay = config.optimizer.default_weight_decay();
    }
    match config.check() {
        Ok(()) => (config, None),
        Err(_) => match Config::resolve(asked) {
            Ok(config) => (config, None),
            Err(error) => (Config::default(), Some(format!("The defaults hold: {error}."))),
        },
    }
}

/// Takes a file for the session, and offers to go on with the last one.
fn keep_session(
    folder: Option<&Path>,
    session: &mut Session,
) -> (Option<Keeper>, Option<crate::worker::Keep>) {
    let Some(folder) = folder else { return (None, None) };
    let (keeper, keep, last) = match Keeper::start(folder) {
        Ok(started) => started,
        Err(reason) => {
            let text = format!("This session can't be kept: {reason}.");
            session.notices.push(Notice::error(text));
            return (None, None);
        }
    };
    match last {
        Some(Ok(checkpoint)) if checkpoint.step() > 0 => {
            session.last_session = Some(Box::new(checkpoint));
        }
        Some(Err(reason)) => {
            let text = format!("The last session can't be gone on with: {reason}.");
            session.notices.push(Notice::error(text));
        }
        _ => {}
    }
    (Some(keeper), Some(keep))
}

/// What the network is computed on.
fn device() -> String {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("CPU, {threads} threads")
}
