//! The window: eframe's glue; in folders the panels, what plots are made of, the system around, the frame.
//!
//! A frame goes one way: `logic` takes in what the training thread and the system report, `ui` draws
//! the session and gathers what the user wants, and at its end these commands are carried out.

mod command;
mod command_list;
mod focus;
mod fonts;
mod frame;
mod hints;
mod language;
mod news;
mod own_words;
mod panels;
mod plots;
mod spotlight;
mod system;
mod theme;
mod view;

pub use command_list::keys_table;
pub use frame::launch::open;
pub use frame::start::Start;
pub use view::View;

use std::path::PathBuf;
use std::time::Duration;

use egui::{Rect, Ui, ViewportCommand};

use crate::checkpoint::CheckpointError;
use crate::feed::Feed;
use crate::inspector::Inspector;
use crate::moment::Moment;
use crate::session::lesson::LessonPlayer;
use crate::session::race::RaceBoard;
use crate::session::sweep::SweepBoard;
use crate::session::table_setup::TableSetup;
use crate::session::{Action, Session};
use crate::thread::RunId;
use crate::worker::{Command, Event};

use command::WindowCommand;
use focus::FocusRing;
use frame::candidates;
use frame::composition::Composition;
use frame::display::Display;
use frame::input_splitter::InputSplitter;
use frame::key_names::KeyNames;
use frame::lens_width::LensWidth;
use frame::memory::Memory;
use frame::repaint_pacer::RepaintPacer;
use frame::split::Split;
use news::News;
use panels::challenges::ChallengesPanel;
use panels::curves::CurvesPanel;
use panels::data::DataPanel;
use panels::drawing::DrawingPanel;
use panels::formulas::FormulasPanel;
use panels::lenses::LensPanel;
use panels::lessons::LessonsPanel;
use panels::loss::LossPanel;
use panels::notices::Notices;
use panels::palette::CommandPalette;
use panels::race::RacePanel;
use panels::runs::RunsPanel;
use panels::sweep::SweepPanel;
use panels::timeline::TimelinePanel;
use panels::typed_path::TypedPath;
use system::autosave::Autosave;
use system::dialog::Dialogs;
use system::judging::Judging;
use system::lessons::LessonUnderWay;
use system::opening::Opening;
use system::pictures::Pictures;
use system::runs_file::RunsFile;

/// The window's state.
pub struct App {
    /// The app without a window.
    session: Session,
    /// Where the run on screen comes from.
    feed: Box<dyn Feed>,
    inspector: Inspector,
    repaint_pacer: RepaintPacer,
    /// What is being typed into the fields of formulas.
    formulas: FormulasPanel,
    /// The sheet on which a curve is being drawn.
    drawing: Option<DrawingPanel>,
    /// Whether the first lesson is on offer.
    offers_lesson: bool,
    curves: CurvesPanel,
    timeline: TimelinePanel,
    loss: LossPanel,
    lenses: LensPanel,
    /// What fills the window.
    view: View,
    race: RacePanel,
    sweep: SweepPanel,
    data: DataPanel,
    lessons: LessonsPanel,
    /// The lesson that goes on, beside which the user's own session waits.
    lesson: Option<LessonUnderWay>,
    /// How many lessons were begun.
    lessons_begun: u64,
    runs: RunsPanel,
    challenges: ChallengesPanel,
    /// What is to be in view once the moment that was opened is on show, and the run that it is of.
    moment: Option<(RunId, Box<Moment>)>,
    notices: Notices,
    dialogs: Dialogs,
    opening: Opening,
    judging: Judging,
    /// Whether an input method has the keys.
    composition: Composition,
    /// What came after a release of the mouse in the same frame.
    input_splitter: InputSplitter,
    /// What the keys that are held were called when they were pressed.
    key_names: KeyNames,
    /// How curves and loss share the height.
    split: Split,
    lens_width: LensWidth,
    /// Where the plots lie, between the panels.
    plots: Rect,
    help: bool,
    /// The palette of commands; none while it is closed.
    palette: Option<CommandPalette>,
    /// What was chosen in the palette, the newest first.
    recent: Vec<String>,
    focus_ring: FocusRing,
    /// What readers of the screen are told.
    news: News,
    /// A path while it is being typed.
    typed_path: Option<TypedPath>,
    /// The file for the checkpoint that was asked for; none for its own name.
    checkpoint_for: Option<PathBuf>,
    display: Display,
    export_dir: PathBuf,
    /// Threads that the processor has.
    threads: usize,
    pictures: Pictures,
    memory: Memory,
    /// Dropped after the training thread, whose last checkpoint it writes.
    autosave: Option<Autosave>,
    /// Why earlier sessions can't be gone on with, until that is told.
    broken_sessions: Vec<CheckpointError>,
    /// Where tables are kept that were pasted or drawn.
    tables: Option<PathBuf>,
    /// Where the list of runs is kept.
    runs_file: Option<RunsFile>,
}

impl App {
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

    /// The table on show.
    pub fn table(&self) -> Option<&TableSetup> {
        self.data.setup.as_ref()
    }

    /// The app without its window, for whoever looks on: that of a lesson, while one goes on.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The lesson that goes on.
    pub fn lesson(&self) -> Option<&LessonPlayer> {
        self.lesson.as_ref().map(|lesson| &lesson.player)
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

    /// Remembers the window's size. One that is closed goes at once; threads may take a moment.
    fn follow_window(&mut self, ctx: &egui::Context) {
        let (rect, is_full, closing) = ctx.input(|input| {
            let viewport = input.viewport();
            let is_full = self.display.is_projected || viewport.fullscreen == Some(true);
            (viewport.inner_rect, is_full, viewport.close_requested())
        });
        // What fills a screen is no size for a window.
        if let Some(rect) = rect.filter(|_| !is_full) {
            // Zoomed points are larger than those in which the window is opened.
            self.memory.window = (rect.size() * ctx.zoom_factor()).into();
        }
        if closing {
            ctx.send_viewport_cmd(ViewportCommand::Visible(false));
        }
    }

    /// What lies over the panels: a path being typed, the keys, notices, the ring around the focus.
    fn overlays(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        if let Some((purpose, path)) = panels::typed_path::show(ui, &mut self.typed_path) {
            self.use_path(ui.ctx(), purpose, &path);
        }
        panels::help::show(ui, &mut self.help);
        self.show_palette(ui, commands);
        self.challenges.window(ui, &self.session, commands);
        self.display.obey_escape(ui.ctx());
        self.leave_drawing_by_escape(ui.ctx(), commands);
        if self.view == View::Data {
            self.data.obey_escape(ui, commands);
        }
        let now = ui.input(|input| input.time);
        self.notices.ui(ui, now, self.plots, commands);
        self.focus_ring.draw(ui.ctx());
    }

    fn send(&self, commands: Vec<Command>) {
        commands.into_iter().for_each(|command| self.feed.send(command));
    }
}

/// Fonts, colours and sizes, as every window begins with them.
fn install_style(ctx: &egui::Context) {
    fonts::install(ctx);
    theme::install(ctx);
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        self.composition.keep_keys(ctx.text_edit_focused(), &mut input.events);
        self.key_names.settle(&mut input.events);
        if self.input_splitter.split(&mut input.events) {
            ctx.request_repaint();
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.repaint_pacer.begin_picture(ctx);
        let (now, dragging) = ctx.input(|input| (input.time, input.pointer.any_down()));
        self.drain(ctx);
        self.take_up_earlier();
        self.race.drain();
        self.sweep.drain();
        self.challenges.drain();
        self.follow_training(now);
        let commands = self.session.tick(now, dragging);
        self.send(commands);
        self.arrive_at_moment();
        self.follow_lesson(ctx, now);
        self.take_pictures(ctx);
        self.take_answers(ctx);
        self.watch_autosave();
        self.keep_runs(ctx, now);
        for notice in self.session.notices.drain(..) {
            self.notices.add(notice, now);
        }
        self.follow_window(ctx);
        self.display.follow(ctx);
        if self.memory.is_due(now) {
            self.remember();
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        language::choose(ui.ctx(), self.session.texts);
        self.race.speak(self.session.texts);
        let in_view = if self.view == View::Scope { self.lenses.in_view() } else { &[] };
        let commands = self.session.look(in_view);
        self.send(commands);
        self.light_up(ui.ctx());
        let mut commands = self.panels(ui);
        self.note_frame(ui.ctx());
        // What lies over the view stays out of its pictures.
        if !self.pictures.is_wanted() {
            self.overlays(ui, &mut commands);
        }
        self.take_dropped_files(ui);
        for command in commands {
            self.carry_out(ui.ctx(), command);
        }
        if self.session.is_restart_pending() {
            ui.request_repaint_after(Duration::from_millis(100));
        }
        self.tell_news(ui.ctx());
        candidates::stand_below(ui.ctx(), frame);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // A lesson that goes on is left where it is.
        self.leave_lesson();
        self.remember();
        if let Some(file) = &mut self.runs_file {
            file.finish(&self.session.runs);
        }
    }
}
