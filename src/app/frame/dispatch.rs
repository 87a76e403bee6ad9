//! Carrying out what the user wants of the window.

use std::path::Path;

use super::repaint_pacer::waker;
use crate::app::App;
use crate::app::command::{
    ChallengeCommand, DataCommand, RaceCommand, SweepCommand, WindowCommand,
};
use crate::app::panels::lenses;
use crate::app::system::dialog::{Dialogs, Purpose};
use crate::app::system::pictures::PictureFor;
use crate::app::system::tables::absolute;
use crate::app::view::View;
use crate::session::{Action, LensKind, Notice};
use crate::text::Reason;
use crate::wording::foreign;
use crate::worker::Until;

/// Which view an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The run's: in another view its key is that view's, or nobody's.
    Scope,
    /// Any: it puts another run on screen, and brings that into view.
    BringsARun,
    /// Any, and the view stays.
    Anywhere,
}

fn reach(action: &Action) -> Reach {
    match action {
        Action::Toggle
        | Action::Step
        | Action::Forth(_)
        | Action::Back(_)
        | Action::Rewind(_)
        | Action::LookAtBest
        | Action::BackToLive
        | Action::Fork
        | Action::Restart
        | Action::NewSeed
        | Action::ShowLenses(_) => Reach::Scope,
        Action::Set(_)
        | Action::UsePreset(_)
        | Action::Train(_)
        | Action::Open(_)
        | Action::OpenAtEnd(_)
        | Action::OpenMoment(..)
        | Action::Resume(_)
        | Action::ResumeLast(_)
        | Action::Undo
        | Action::Redo => Reach::BringsARun,
        Action::LeaveLast
        | Action::ContinueFromEnd
        | Action::StayHere
        | Action::SetPace(_)
        | Action::SetUntil(_)
        | Action::SetSnapshotMemory(_)
        | Action::ShowRow(_)
        | Action::OpenLens(..)
        | Action::ShowWholeData(_)
        | Action::Inquire(_)
        | Action::StepTrace(_)
        | Action::PinUnit(_)
        | Action::ChangeRun(..) => Reach::Anywhere,
    }
}

/// Whether an action is about a run that no lesson is: it begins, or is opened, for the user's own sake.
fn is_of_another_run(action: &Action) -> bool {
    matches!(
        action,
        Action::UsePreset(_)
            | Action::Train(_)
            | Action::Open(_)
            | Action::OpenAtEnd(_)
            | Action::OpenMoment(..)
            | Action::Resume(_)
            | Action::ResumeLast(_)
    )
}

impl App {
    /// Does what the user wants.
    pub(in crate::app) fn carry_out(&mut self, ctx: &egui::Context, command: WindowCommand) {
        match command {
            WindowCommand::Session(action) => self.carry_out_action(ctx, action),
            WindowCommand::Draw(command) => self.carry_out_drawing(ctx, command),
            WindowCommand::Show(View::Data) => self.show_table(ctx),
            WindowCommand::Show(view) => self.view = view,
            WindowCommand::ToggleRuns => self.toggle_runs(ctx),
            WindowCommand::Race(command) => self.carry_out_race(ctx, command),
            WindowCommand::Sweep(command) => self.carry_out_sweep(ctx, command),
            WindowCommand::Data(command) => self.carry_out_data(ctx, command),
            WindowCommand::Lesson(command) => self.carry_out_lesson(ctx, command),
            WindowCommand::SavePicture => self.request_picture(ctx, PictureFor::Folder),
            WindowCommand::CopyPicture => self.request_picture(ctx, PictureFor::Clipboard),
            WindowCommand::SavePictureAs => self.request_picture(ctx, PictureFor::Choice),
            WindowCommand::ExportFigure => self.export_figure(),
            WindowCommand::ExportCsv => self.export_csv(),
            WindowCommand::SaveOfTable(what) => self.save_of_table(what),
            WindowCommand::SaveLens(kind) => self.save_lens(kind),
            WindowCommand::SaveLensCsv(kind) => self.save_lens_csv(kind),
            WindowCommand::ToggleLenses => self.toggle_lenses(ctx),
            WindowCommand::ShowLens(kind) => self.show_lens(ctx, kind),
            WindowCommand::Open => self.ask_what_to_open(ctx),
            WindowCommand::SaveRecipe => self.save_recipe(ctx),
            WindowCommand::SaveCheckpoint => self.save_checkpoint(ctx),
            WindowCommand::CopyRecipe => self.copy_recipe(ctx),
            WindowCommand::CopyMoment => self.copy_moment(ctx),
            WindowCommand::Paste(text) => self.paste(ctx, text),
            WindowCommand::ToggleChallenges => self.challenges.shown = !self.challenges.shown,
            WindowCommand::Challenge(command) => self.carry_out_challenge(ctx, command),
            WindowCommand::ChooseFolder => self.choose_folder(ctx),
            WindowCommand::FitControls(path) => self.fit_controls(ctx, &path),
            WindowCommand::ToggleHelp => self.help = !self.help,
            WindowCommand::TogglePalette => self.toggle_palette(),
            WindowCommand::ToggleInput => self.curves.show_input = !self.curves.show_input,
            WindowCommand::ToggleWholeData => self.curves.toggle_whole(),
            WindowCommand::ToggleLogarithmic => {
                self.loss.axes.logarithmic = !self.loss.axes.logarithmic;
            }
            WindowCommand::SetSmoothing(factor) => self.loss.smoothed.set_factor(factor),
            WindowCommand::Follow => {
                self.curves.follow = true;
                self.loss.follow = true;
            }
            WindowCommand::Display(command) => self.display.carry_out(ctx, command),
            WindowCommand::SetLanguage(language) => self.set_language(ctx, language),
        }
    }

    /// In the other views the run's keys are theirs, or nobody's.
    fn carry_out_action(&mut self, ctx: &egui::Context, action: Action) {
        match (self.view, &action) {
            (View::Race, Action::Toggle) => self.carry_out_race(ctx, RaceCommand::Toggle),
            (View::Race, Action::Step) => self.carry_out_race(ctx, RaceCommand::Step(1)),
            (View::Race, Action::Forth(steps)) => {
                self.carry_out_race(ctx, RaceCommand::Step(*steps));
            }
            (View::Sweep, Action::Toggle) => self.carry_out_sweep(ctx, SweepCommand::Start),
            (View::Data, Action::Toggle) => self.carry_out_data(ctx, DataCommand::Train),
            (View::Data, Action::Undo | Action::Redo) => {
                if let Some(marks) = self.data.undo(action == Action::Redo) {
                    self.carry_out_data(ctx, DataCommand::ReadAgain(marks));
                }
            }
            (View::Race | View::Sweep | View::Data | View::Lessons, action)
                if reach(action) == Reach::Scope => {}
            _ => {
                if is_of_another_run(&action) {
                    self.leave_lesson();
                }
                if reach(&action) == Reach::BringsARun {
                    self.view = View::Scope;
                    // A setting that is changed meanwhile doesn't take the sheet away.
                    self.drawing = self.drawing.take().filter(|_| matches!(action, Action::Set(_)));
                }
                let moment = match &action {
                    Action::OpenMoment(_, moment) => Some(moment.clone()),
                    _ => None,
                };
                self.act(action);
                if let Some(moment) = moment {
                    self.turn_to_moment(ctx, moment);
                }
                ctx.request_repaint();
            }
        }
    }

    fn toggle_runs(&mut self, ctx: &egui::Context) {
        // In a narrow window the lenses lie where the list is.
        let is_narrow = ctx.content_rect().width() < lenses::WIDE;
        let is_covered = self.view == View::Scope && self.session.lenses.open.shown && is_narrow;
        if is_covered {
            self.carry_out_action(ctx, Action::ShowLenses(false));
        }
        self.runs.shown = is_covered || self.view != View::Scope || !self.runs.shown;
        self.view = View::Scope;
    }

    fn toggle_lenses(&mut self, ctx: &egui::Context) {
        let shown = !self.session.lenses.open.shown;
        self.carry_out_action(ctx, Action::ShowLenses(shown));
    }

    fn show_lens(&mut self, ctx: &egui::Context, kind: LensKind) {
        self.view = View::Scope;
        self.act(Action::OpenLens(kind, true));
        self.carry_out_action(ctx, Action::ShowLenses(true));
    }

    fn carry_out_race(&mut self, ctx: &egui::Context, command: RaceCommand) {
        let notice = self.race.carry_out(
            command,
            &self.session.controls,
            self.session.texts,
            waker(ctx.clone()),
        );
        self.session.notices.extend(notice);
        ctx.request_repaint();
    }

    fn carry_out_sweep(&mut self, ctx: &egui::Context, command: SweepCommand) {
        match command {
            SweepCommand::Start => {
                let notice = self.sweep.start(&self.session.controls, waker(ctx.clone()));
                self.session.notices.extend(notice);
            }
            SweepCommand::Cancel => self.sweep.cancel(),
            SweepCommand::Save => self.save_sweep(),
        }
        ctx.request_repaint();
    }

    fn carry_out_challenge(&mut self, ctx: &egui::Context, command: ChallengeCommand) {
        match command {
            ChallengeCommand::Begin(place) => {
                let Some(challenge) = self.challenges.begin(place) else { return };
                let (config, within) = (challenge.base.clone(), challenge.goal.within);
                let until = Until { step: Some(within), loss: None };
                self.leave_lesson();
                self.carry_out_action(ctx, Action::SetUntil(until));
                self.carry_out_action(ctx, Action::Train(Box::new(config)));
            }
            ChallengeCommand::Prove => {
                let notice = self.challenges.prove(&self.session.run.played(), waker(ctx.clone()));
                self.session.notices.extend(notice);
            }
            ChallengeCommand::Stop => self.challenges.stop(),
            ChallengeCommand::Save => self.save_checked(),
        }
        ctx.request_repaint();
    }

    fn choose_folder(&mut self, ctx: &egui::Context) {
        if !self.ask(ctx, Purpose::Folder, "") {
            self.type_path(Purpose::Folder);
        }
    }

    /// Opens the system's dialog; false, and a notice, where it has none.
    pub(in crate::app) fn ask(
        &mut self,
        ctx: &egui::Context,
        purpose: Purpose,
        name: &str,
    ) -> bool {
        let opened = self.has_dialog(ctx, purpose, name);
        if !opened {
            self.session.notices.push(Notice::info(move |texts| {
                let text = match purpose {
                    Purpose::Picture => texts.session.no_file_dialog,
                    Purpose::Folder | Purpose::Open | Purpose::Recipe | Purpose::Checkpoint => {
                        texts.session.no_folder_dialog
                    }
                };
                text.to_owned()
            }));
        }
        opened
    }

    /// Opens the system's dialog; false where it has none.
    pub(in crate::app) fn has_dialog(
        &mut self,
        ctx: &egui::Context,
        purpose: Purpose,
        name: &str,
    ) -> bool {
        Dialogs::exist() && self.dialogs.open(purpose, &self.export_dir, name, ctx).is_ok()
    }

    /// Takes in what dialogs answered, and what was read.
    pub(in crate::app) fn take_answers(&mut self, ctx: &egui::Context) {
        while let Some((purpose, answer)) = self.dialogs.answer() {
            if let Some(path) = answer {
                self.use_path(ctx, purpose, &path);
            }
        }
        if let Some(purpose) = self.dialogs.silent(ctx) {
            self.do_without_dialog(ctx, purpose);
        }
        self.take_table(ctx);
        if let Some(opened) = self.opening.answer(ctx) {
            self.take_opened(ctx, opened);
        }
        self.take_judged(ctx);
    }

    /// What is done where the system's dialog doesn't come: a path is typed, and what is saved goes to the
    /// export folder.
    fn do_without_dialog(&mut self, ctx: &egui::Context, purpose: Purpose) {
        let notice = Notice::info(|texts| texts.session.silent_dialog.to_owned());
        self.session.notices.push(notice);
        match purpose {
            Purpose::Open | Purpose::Folder => self.type_path(purpose),
            Purpose::Picture => self.request_picture(ctx, PictureFor::Folder),
            Purpose::Recipe => self.write_recipe(None),
            Purpose::Checkpoint => self.want_checkpoint(None),
        }
    }

    /// Does what a chosen path is for.
    pub(in crate::app) fn use_path(&mut self, ctx: &egui::Context, purpose: Purpose, path: &Path) {
        match purpose {
            Purpose::Open => self.open(ctx, path),
            Purpose::Folder => self.set_folder(path),
            Purpose::Picture => self.save_picture_at(path),
            Purpose::Recipe => self.write_recipe(Some(path.to_owned())),
            Purpose::Checkpoint => self.want_checkpoint(Some(path.to_owned())),
        }
    }

    /// From now on everything goes to this folder.
    pub(in crate::app) fn set_folder(&mut self, folder: &Path) {
        self.export_dir = folder.to_owned();
        self.memory.export_dir = Some(folder.to_owned());
        let folder = foreign(absolute(folder));
        let notice = Notice::info(move |texts| (texts.session.folder_set)(&folder));
        self.session.notices.push(notice);
    }

    /// A file dropped on the window is opened.
    pub(in crate::app) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        match dropped.as_slice() {
            [] => {}
            [file] => self.open(ctx, file.path()),
            files => {
                let count = files.len();
                self.tell_unopened(Reason::worded(move |texts| {
                    (texts.session.several_dropped)(count)
                }));
            }
        }
    }
}
