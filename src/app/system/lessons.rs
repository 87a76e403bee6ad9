//! Lessons begun, gone on with and left. A lesson has a session of its own, with threads of its own: the user's waits
//! meanwhile, untouched, and is there again when the lesson is left.

use std::io;
use std::sync::Arc;

use crate::app::App;
use crate::app::command::{LessonCommand, WindowCommand};
use crate::app::frame::repaint_pacer::waker;
use crate::app::spotlight;
use crate::app::view::View;
use crate::checkpoint::Checkpoint;
use crate::feed::Feed;
use crate::inspector::Inspector;
use crate::lesson::Lesson;
use crate::session::lesson::{Bookmark, LessonPlayer, on_stage};
use crate::session::{Action, Notice, Session, Status};
use crate::text::Texts;
use crate::thread::RunId;
use crate::wording::{Language, complaint};
use crate::worker::{Command, Event, PauseReason, Worker};

/// Bits of a run's number that tell the runs of one session apart: those above tell the sessions.
const OF_A_SESSION: u32 = 32;

/// A session, and the threads behind it.
pub(in crate::app) struct Seat {
    session: Session,
    feed: Box<dyn Feed>,
    inspector: Inspector,
}

/// A lesson that goes on.
pub(in crate::app) struct LessonUnderWay {
    /// Where one is in it.
    pub(in crate::app) player: LessonPlayer,
    /// The user's own session, which waits.
    own: Seat,
    /// Whether its run was training.
    was_running: bool,
    /// What filled the window before.
    view: View,
    /// Whether the curves showed what is read.
    show_input: bool,
    /// Whether its run is about to be taken along.
    takes_along: bool,
}

impl LessonUnderWay {
    /// The user's own session.
    pub(in crate::app) fn own(&self) -> &Session {
        &self.own.session
    }

    /// Whether the user has what is read among the curves, outside of the lesson.
    pub(in crate::app) fn shows_input(&self) -> bool {
        self.show_input
    }

    /// The user's own session, to be changed.
    pub(in crate::app) fn own_mut(&mut self) -> &mut Session {
        &mut self.own.session
    }
}

impl App {
    /// The user's own session, whichever is on show.
    pub(in crate::app) fn own_session(&self) -> &Session {
        self.lesson.as_ref().map_or(&self.session, LessonUnderWay::own)
    }

    /// [`App::own_session`], to be changed.
    pub(in crate::app) fn own_session_mut(&mut self) -> &mut Session {
        match &mut self.lesson {
            Some(lesson) => lesson.own_mut(),
            None => &mut self.session,
        }
    }

    /// Does what the user wants of the lessons.
    pub(in crate::app) fn carry_out_lesson(&mut self, ctx: &egui::Context, command: LessonCommand) {
        match command {
            LessonCommand::Begin(at) | LessonCommand::Anew(at) => {
                let Some(lesson) = self.lessons.list().get(at).cloned() else { return };
                self.leave_lesson();
                let left = self.memory.lessons.left.get(&lesson.key).cloned();
                let left = left.filter(|_| command == LessonCommand::Begin(at));
                self.begin_lesson(ctx, lesson, left);
            }
            LessonCommand::Show => self.show_lesson(),
            LessonCommand::Choose(choice) => {
                if let Some(lesson) = &mut self.lesson {
                    lesson.player.choose(choice);
                }
                self.note_finished_lesson();
            }
            LessonCommand::GoOn => self.turn_lesson(LessonPlayer::go_on),
            LessonCommand::Back => self.turn_lesson(LessonPlayer::back),
            LessonCommand::Again => {
                let Some(lesson) = &self.lesson else { return };
                let lesson = Arc::clone(lesson.player.lesson());
                self.leave_lesson();
                self.begin_lesson(ctx, lesson, None);
            }
            LessonCommand::Leave => {
                let is_left = self.leave_lesson();
                let notice = || Notice::info(|texts| texts.lessons.left.to_owned());
                self.session.notices.extend(is_left.then(notice));
            }
            LessonCommand::TakeAlong => self.take_run_along(),
        }
        ctx.request_repaint();
    }

    /// Plays a lesson from a file.
    pub(in crate::app) fn play_lesson(&mut self, ctx: &egui::Context, lesson: Lesson) {
        let at = self.lessons.add(lesson);
        self.carry_out(ctx, WindowCommand::Lesson(LessonCommand::Begin(at)));
    }

    /// Sets a lesson's stage, or goes on where it was left, while the user's session waits.
    fn begin_lesson(&mut self, ctx: &egui::Context, lesson: Arc<Lesson>, left: Option<Bookmark>) {
        self.lessons_begun += 1;
        let first: RunId = self.lessons_begun << OF_A_SESSION;
        let (session, commands) = on_stage(&lesson.stage, left.as_ref(), first);
        let seat = match Seat::new(ctx, session) {
            Ok(seat) => seat,
            Err(reason) => {
                let notice =
                    Notice::error(move |texts| (texts.lessons.no_thread)(&complaint(&reason)));
                return self.session.notices.push(notice);
            }
        };
        let was_running = self.session.is_running();
        if was_running {
            self.feed.send(Command::Pause);
        }
        let now = ctx.input(|input| input.time);
        let view = View::from_name(lesson.stage.view).unwrap_or_default();
        let view = std::mem::replace(&mut self.view, view);
        let show_input = std::mem::replace(&mut self.curves.show_input, lesson.stage.input);
        let player = match &left {
            Some(left) => LessonPlayer::resumed(lesson, left, &seat.session, now),
            None => LessonPlayer::new(lesson, &seat.session, now),
        };
        let own = self.sit_down(seat);
        self.drawing = None;
        self.offers_lesson = false;
        self.runs.shown = false;
        // The guide stands there.
        self.display.has_side = true;
        let takes_along = false;
        self.lesson =
            Some(LessonUnderWay { player, own, was_running, view, show_input, takes_along });
        self.send(commands);
    }

    /// Takes the place of the session on show; what was there comes back.
    fn sit_down(&mut self, seat: Seat) -> Seat {
        Seat {
            session: std::mem::replace(&mut self.session, seat.session),
            feed: std::mem::replace(&mut self.feed, seat.feed),
            inspector: std::mem::replace(&mut self.inspector, seat.inspector),
        }
    }

    /// Leaves the lesson that goes on, to which one can come back; false where there is none. The user's own session
    /// is as it was, and so is the view.
    pub(in crate::app) fn leave_lesson(&mut self) -> bool {
        let Some(lesson) = self.lesson.take() else { return false };
        let LessonUnderWay { player, own, was_running, view, show_input, .. } = lesson;
        if !player.is_finished() {
            let bookmark = player.bookmark(&self.session);
            self.memory.lessons.leave(&player.lesson().key, bookmark);
        }
        // The lesson's threads end here.
        drop(self.sit_down(own));
        self.session.texts = Texts::of(Language::in_force());
        if was_running {
            self.feed.send(Command::Play);
        }
        self.view = view;
        self.curves.show_input = show_input;
        self.remember();
        true
    }

    fn show_lesson(&mut self) {
        if let Some(lesson) = &self.lesson {
            let view = View::from_name(lesson.player.lesson().stage.view);
            self.view = view.unwrap_or_default();
            self.display.has_side = true;
        }
    }

    fn turn_lesson(&mut self, turn: fn(&mut LessonPlayer, &Session) -> Vec<Action>) {
        let Some(lesson) = &mut self.lesson else { return };
        let actions = turn(&mut lesson.player, &self.session);
        actions.into_iter().for_each(|action| self.act(action));
        self.note_finished_lesson();
    }

    /// Has the player look at what has happened. `now` is in seconds.
    pub(in crate::app) fn follow_lesson(&mut self, ctx: &egui::Context, now: f64) {
        let Some(lesson) = &mut self.lesson else { return };
        let actions = lesson.player.follow(&self.session, self.view.name(), now);
        if let Some(wait) = lesson.player.hint_in() {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(wait + 0.05));
        }
        actions.into_iter().for_each(|action| self.act(action));
        self.note_finished_lesson();
    }

    fn note_finished_lesson(&mut self) {
        let finished = self.lesson.as_ref().filter(|lesson| lesson.player.is_finished());
        let is_news =
            finished.is_some_and(|lesson| self.memory.lessons.finish(&lesson.player.lesson().key));
        // At once: a window in which nothing moves looks no more whether there is something to be remembered.
        if is_news {
            self.remember();
        }
    }

    /// Frames what the step wants to be looked at.
    pub(in crate::app) fn light_up(&self, ctx: &egui::Context) {
        let step = self.lesson.as_ref().and_then(|lesson| lesson.player.step());
        // What is saved is the run's picture, and not the lesson's.
        let step = step.filter(|_| !self.pictures.is_wanted());
        spotlight::look_at(ctx, step.map_or(&[], |step| &step.look));
    }

    /// Asks for the lesson's run, to be gone on with as one's own. One that has ended can't be; another begins with the
    /// same settings.
    fn take_run_along(&mut self) {
        let Some(lesson) = &mut self.lesson else { return };
        let ended = matches!(
            self.session.status,
            Status::Failed(_) | Status::Paused(PauseReason::Diverged(_))
        );
        if !ended {
            lesson.takes_along = true;
            return self.send(vec![Command::Checkpoint]);
        }
        let config = self.session.controls.clone();
        self.leave_lesson();
        self.view = View::Scope;
        self.act(Action::Train(Box::new(config)));
    }

    /// Takes in what the user's waiting session is told, and writes its checkpoints.
    pub(in crate::app) fn drain_waiting(&mut self) {
        let Some(lesson) = &mut self.lesson else { return };
        let Seat { session, feed, .. } = &mut lesson.own;
        let mut checkpoints = Vec::new();
        while let Some(event) = feed.next_event() {
            match event {
                Event::Checkpoint(checkpoint) => checkpoints.push(checkpoint),
                event => session.apply(event),
            }
        }
        for checkpoint in checkpoints {
            self.write_checkpoint(&checkpoint);
        }
    }

    /// Goes on with the lesson's run as one's own, if that is what its checkpoint was asked for.
    pub(in crate::app) fn took_along(
        &mut self,
        checkpoint: Box<Checkpoint>,
    ) -> Option<Box<Checkpoint>> {
        if !self.lesson.as_ref().is_some_and(|lesson| lesson.takes_along) {
            return Some(checkpoint);
        }
        self.leave_lesson();
        self.view = View::Scope;
        self.act(Action::Resume(checkpoint));
        let notice = Notice::info(|texts| texts.lessons.taken_along.to_owned());
        self.session.notices.push(notice);
        None
    }
}

impl Seat {
    /// A session with threads of its own, which keep nothing.
    fn new(ctx: &egui::Context, session: Session) -> io::Result<Self> {
        let feed = Worker::spawn(waker(ctx.clone()))?;
        let inspector = Inspector::spawn(waker(ctx.clone()))?;
        Ok(Self { session, feed: Box::new(feed), inspector })
    }
}
