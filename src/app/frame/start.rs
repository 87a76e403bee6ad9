//! How the window begins: what is remembered and asked for, the first run, the threads behind it.

use std::path::{Path, PathBuf};

use super::composition::Composition;
use super::display::Display;
use super::input_splitter::InputSplitter;
use super::key_names::KeyNames;
use super::lens_width::LensWidth;
use super::memory::Memory;
use super::repaint_pacer::{RepaintPacer, waker};
use super::split::Split;
use crate::app::focus::FocusRing;
use crate::app::news::News;
use crate::app::panels::challenges::ChallengesPanel;
use crate::app::panels::curves::CurvesPanel;
use crate::app::panels::data::DataPanel;
use crate::app::panels::formulas::FormulasPanel;
use crate::app::panels::lenses::LensPanel;
use crate::app::panels::lessons::LessonsPanel;
use crate::app::panels::loss::LossPanel;
use crate::app::panels::notices::Notices;
use crate::app::panels::race::RacePanel;
use crate::app::panels::runs::RunsPanel;
use crate::app::panels::sweep::SweepPanel;
use crate::app::panels::timeline::TimelinePanel;
use crate::app::system::autosave::Autosave;
use crate::app::system::dialog::Dialogs;
use crate::app::system::judging::Judging;
use crate::app::system::opening::Opening;
use crate::app::system::pictures::Pictures;
use crate::app::system::runs_file::RunsFile;
use crate::app::system::saving;
use crate::app::view::View;
use crate::app::{App, focus, install_style, own_words};
use crate::checkpoint::CheckpointError;
use crate::config::Config;
use crate::feed::Feed;
use crate::inspector::Inspector;
use crate::recipe::Recipe;
use crate::session::{Action, Notice, Session, Status};
use crate::settings::Remembered;
use crate::thread::Waker;
use crate::window::WindowOptions;
use crate::wording::Language;
use crate::worker::{Command, SaveCheckpoint, Until, Worker};

/// Where an app remembers, and what it starts with.
#[derive(Debug, Default)]
pub struct Start {
    /// The file of remembered settings; none to remember nothing.
    pub settings_path: Option<PathBuf>,
    /// The folder in which sessions are kept; none to keep none.
    pub sessions: Option<PathBuf>,
    /// The folder in which tables are kept that were pasted or drawn; none where there is none.
    pub tables: Option<PathBuf>,
    /// The system's language.
    pub language: Language,
    /// What the command line asks for.
    pub options: WindowOptions,
}

impl App {
    /// An app that trains at once unless it is told to wait.
    ///
    /// # Errors
    /// When there is no training thread to be had.
    pub fn new(ctx: &egui::Context, start: Start) -> std::io::Result<Self> {
        Self::fed_by(ctx, start, |waker, save| {
            Ok(Box::new(Worker::spawn_with_autosave(waker, save)?))
        })
    }

    /// An app that shows the run of another feed than a training thread.
    ///
    /// # Errors
    /// When there is no thread for the lenses to be had.
    pub fn showing(
        ctx: &egui::Context,
        start: Start,
        feed: Box<dyn Feed>,
    ) -> std::io::Result<Self> {
        Self::fed_by(ctx, start, |_, _| Ok(feed))
    }

    fn fed_by(
        ctx: &egui::Context,
        mut start: Start,
        make: impl FnOnce(Waker, Option<SaveCheckpoint>) -> std::io::Result<Box<dyn Feed>>,
    ) -> std::io::Result<Self> {
        let (mut memory, unusable) = Memory::load(start.settings_path);
        let remembered = memory.remembered().clone();
        // All that is said from here on, errors too.
        start.options.language.or(remembered.language).unwrap_or(start.language).speak();
        let (lesson, table) = (start.options.lesson.take(), start.options.table.take());
        let asks_for_nothing = start.options == WindowOptions::default();
        let export_dir = start.options.export_dir.clone().or_else(|| remembered.export_dir.clone());
        let moment = start.options.moment.clone();
        let (mut session, commands) = first_run(&remembered, start.options);
        session.notices.extend(
            unusable.map(|unusable| Notice::error(move |texts| unusable.sentence(&texts.window))),
        );
        let offers_lesson = lesson.is_none() && asks_for_nothing && is_first_offer(&mut memory);
        let sessions = start.sessions.as_deref();
        let (autosave, save) = start_autosave(ctx, sessions, &mut session);
        let runs_file = start_runs_file(ctx, sessions, &mut session);
        let feed = make(waker(ctx.clone()), save)?;
        session.can = feed.capabilities();
        commands.into_iter().for_each(|command| feed.send(command));
        install_style(ctx);
        focus::install(ctx);
        own_words::install(ctx);
        let display = Display::new(ctx, &remembered);
        let mut app = Self {
            race: RacePanel::new(&session.controls),
            session,
            feed,
            inspector: Inspector::spawn(waker(ctx.clone()))?,
            repaint_pacer: RepaintPacer::default(),
            tables: start.tables,
            drawing: None,
            offers_lesson,
            formulas: FormulasPanel::default(),
            curves: CurvesPanel::new(remembered.show_input),
            timeline: TimelinePanel::default(),
            loss: LossPanel::new(remembered.logarithmic, remembered.smoothing),
            lenses: LensPanel::new(),
            view: View::default(),
            sweep: SweepPanel::default(),
            data: DataPanel::default(),
            lessons: LessonsPanel::default(),
            lesson: None,
            lessons_begun: 0,
            runs: RunsPanel::default(),
            challenges: ChallengesPanel::default(),
            moment: None,
            notices: Notices::default(),
            dialogs: Dialogs::default(),
            opening: Opening::default(),
            judging: Judging::default(),
            composition: Composition::default(),
            input_splitter: InputSplitter::default(),
            key_names: KeyNames::default(),
            split: Split::default(),
            lens_width: LensWidth::new(remembered.lens_width),
            plots: egui::Rect::ZERO,
            help: false,
            palette: None,
            recent: remembered.recent_commands,
            focus_ring: FocusRing::default(),
            news: News::default(),
            typed_path: None,
            checkpoint_for: None,
            display,
            export_dir: export_dir.unwrap_or_else(saving::default_folder),
            threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            pictures: Pictures::default(),
            memory,
            autosave,
            broken_sessions: Vec::new(),
            runs_file,
        };
        if let Some(moment) = moment {
            app.turn_to_moment(ctx, Box::new(moment));
        }
        app.take_up_earlier();
        if let Some(lesson) = lesson {
            app.play_lesson(ctx, *lesson);
        }
        if let Some(table) = table {
            app.open_table(ctx, &table);
        }
        Ok(app)
    }

    /// Takes up what earlier starts left, once it is read: the sessions to go on with, the list of runs.
    pub(in crate::app) fn take_up_earlier(&mut self) {
        if let Some(left) = self.autosave.as_mut().and_then(Autosave::earlier) {
            self.own_session_mut().last_sessions = left.sessions;
            self.broken_sessions = left.broken;
        }
        self.tell_broken_sessions();
        if let Some(earlier) = self.runs_file.as_mut().and_then(RunsFile::earlier) {
            let unreadable = earlier.broken.into_iter().map(|reason| {
                Notice::error(move |texts| (texts.session.runs_unreadable)(&reason.to_string()))
            });
            let left_out = earlier.lists.iter().flat_map(|list| list.broken.clone());
            let left_out = left_out.map(|reason| {
                Notice::error(move |texts| (texts.session.run_left_out)(&reason.to_string()))
            });
            self.session.notices.extend(unreadable.chain(left_out));
            let runs = &mut self.own_session_mut().runs;
            earlier.lists.into_iter().for_each(|list| runs.take_up(list));
        }
    }
}

impl App {
    /// Tells which sessions can't be gone on with, once it is known whether the first run begins: what keeps it from
    /// that, such as a table that is gone, isn't told twice.
    fn tell_broken_sessions(&mut self) {
        let Session { run, status, .. } = self.own_session();
        if self.broken_sessions.is_empty()
            || !(run.has_begun || matches!(status, Status::Failed(_)))
        {
            return;
        }
        let broken = std::mem::take(&mut self.broken_sessions);
        let untold =
            broken.into_iter().filter(|reason| !is_told_of_run(self.own_session(), reason));
        let told = |reason: CheckpointError| {
            Notice::error(move |texts| (texts.session.last_unreadable)(&reason.to_string()))
        };
        let notices: Vec<Notice> = untold.map(told).collect();
        self.session.notices.extend(notices);
    }
}

/// Whether the run on screen can't begin for the same reason: the same table isn't there, or has changed.
fn is_told_of_run(session: &Session, broken: &CheckpointError) -> bool {
    let (CheckpointError::Data { table: Some(table), reason, .. }, Status::Failed(said)) =
        (broken, &session.status)
    else {
        return false;
    };
    let own = session.run.config.data.file().and_then(|own| own.file_name());
    own == table.file_name() && reason.to_string() == said.to_string()
}

/// The session of the first run, and what the training thread is to be told.
fn first_run(remembered: &Remembered, options: WindowOptions) -> (Session, Vec<Command>) {
    let (config, conflict) = first_config(&remembered.config, &options);
    let pace = options.pace.unwrap_or(remembered.pace);
    let step = options.until_step.or(options.recipe.as_ref().map(Recipe::steps));
    let until = Until { step, loss: options.until_loss };
    let is_of_flags = options.recipe.is_none() && options.settings.data.is_some();
    let recipe = options.recipe.unwrap_or_else(|| Recipe::from(config));
    let end = recipe.steps();
    let (mut session, mut commands) = Session::new(recipe, pace, until, !options.paused);
    session.tells_table = is_of_flags;
    session.lenses.open = remembered.lenses.clone();
    if let Some(moment) = &options.moment {
        commands.push(Command::HurryTo(end));
        commands.extend(session.turn_to_moment(moment));
    }
    session.notices.extend(conflict);
    let memory = options.snapshot_memory.unwrap_or(remembered.snapshot_memory);
    commands.extend(session.act(Action::SetSnapshotMemory(memory)));
    if let Some(checkpoint) = options.checkpoint {
        commands.extend(session.act(Action::Resume(checkpoint)));
        if options.paused {
            commands.extend(session.act(Action::Toggle));
        }
    }
    (session, commands)
}

/// The settings of the first run: what is remembered, and over it what was asked for. If the two
/// contradict each other, what was asked for stands on the defaults, and a sentence says so.
fn first_config(remembered: &Config, options: &WindowOptions) -> (Config, Option<Notice>) {
    let asked = &options.settings;
    let config = remembered.adopting(asked);
    match config.check() {
        Ok(()) => (config, None),
        Err(conflict) => match Config::resolve(asked) {
            Ok(config) => {
                let notice = Notice::error(move |texts| {
                    (texts.session.contradicts_remembered)(&conflict.to_string())
                });
                (config, Some(notice))
            }
            Err(error) => {
                let notice =
                    Notice::error(move |texts| (texts.session.defaults_hold)(&error.to_string()));
                (Config::default(), Some(notice))
            }
        },
    }
}

/// Whether the first lesson is to be offered, which is so once ever: where nothing can be remembered, never.
fn is_first_offer(memory: &mut Memory) -> bool {
    memory.remembers() && !std::mem::replace(&mut memory.lessons.offered, true)
}

/// Takes a file for the session.
fn start_autosave(
    ctx: &egui::Context,
    folder: Option<&Path>,
    session: &mut Session,
) -> (Option<Autosave>, Option<SaveCheckpoint>) {
    let Some(folder) = folder else { return (None, None) };
    match Autosave::start(folder, waker(ctx.clone())) {
        Ok((autosave, save)) => (Some(autosave), Some(save)),
        Err(reason) => {
            session
                .notices
                .push(Notice::error(move |texts| (texts.session.unkept)(&reason.to_string())));
            (None, None)
        }
    }
}

/// Takes a file for the list of runs.
fn start_runs_file(
    ctx: &egui::Context,
    folder: Option<&Path>,
    session: &mut Session,
) -> Option<RunsFile> {
    match RunsFile::start(folder?, waker(ctx.clone())) {
        Ok(file) => Some(file),
        Err(reason) => {
            session
                .notices
                .push(Notice::error(move |texts| (texts.session.runs_unkept)(&reason.to_string())));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, Spacing};

    #[test]
    fn what_contradicts_what_is_remembered_is_told() {
        let remembered = Config { endpoint: true, hidden: 7, ..Config::default() };
        let spacing = Some(Spacing::Radians(0.3));
        let settings = Settings { spacing, ..Settings::default() };
        let options = WindowOptions { settings, ..WindowOptions::default() };
        let (config, told) = first_config(&remembered, &options);
        assert_eq!(config, Config { spacing: Spacing::Radians(0.3), ..Config::default() });
        assert!(told.unwrap().text.to_string().contains("remembered"));
        let remembered = Config { endpoint: false, ..remembered };
        let (config, told) = first_config(&remembered, &options);
        assert_eq!((config.hidden, told), (7, None));
    }
}
