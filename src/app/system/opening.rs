//! What is to be opened, read on a thread of its own: a slow disk or a long recipe keeps no picture waiting.

use std::convert::Infallible;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::saving::has_extension;
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Field, Settings, read_text};
use crate::data::{DataError, Progress, open_told};
use crate::lesson::{Lesson, is_lesson};
use crate::moment::Moment;
use crate::recipe::{RecipeError, RecipeFile};
use crate::session::Action;
use crate::text::Reason;
use crate::thread::{Handle, ThreadSpec};
use crate::trainer::{Architecture, TrainerError, check_files};
use crate::weights::WeightsFile;

/// What is to be opened.
#[derive(Debug)]
pub(in crate::app) enum Request {
    /// A recipe, a lesson, a checkpoint, or weights, which must fit the network of these controls.
    File(PathBuf, Box<Config>),
    /// Weights, to whose network these controls are to be set.
    Fitting(PathBuf, Box<Config>),
    /// The text of a recipe or a lesson, and the name of where it comes from.
    Text(String, &'static str),
}

/// What is in a file or a text.
#[derive(Debug, PartialEq)]
pub(in crate::app) enum Found {
    /// Something to be done with the session.
    Action(Action),
    /// A lesson.
    Lesson(Box<Lesson>),
}

impl From<Action> for Found {
    fn from(action: Action) -> Self {
        Self::Action(action)
    }
}

/// What a file or a text asks for, or why it can't be opened.
pub(in crate::app) type Opened = Result<Found, Unopened>;

/// Why something can't be opened.
#[derive(Debug, PartialEq)]
pub(in crate::app) enum Unopened {
    /// It is of no use, and why.
    Useless(Reason),
    /// These weights are of another network than the controls ask for.
    Misfit {
        /// The file.
        path: PathBuf,
        /// Its network.
        held: Architecture,
        /// That of the controls.
        asked: Architecture,
    },
    /// No run can begin on these data.
    Unfit(DataError),
}

impl<E: Error + Send + Sync + 'static> From<E> for Unopened {
    fn from(error: E) -> Self {
        Self::Useless(error.into())
    }
}

/// The one thing that is being read, and the newest that waits for that.
#[derive(Debug, Default)]
pub(in crate::app) struct Opening {
    thread: Option<Handle<Infallible, Opened>>,
    next: Option<Request>,
}

/// What is read in this time is opened in the picture in which it was asked for, as most is.
pub(super) const AT_ONCE: Duration = Duration::from_millis(100);

impl Opening {
    /// Begins to read; an answer that is there at once is returned. While something else is being read,
    /// this comes after it, in place of what waited before.
    pub(in crate::app) fn ask(&mut self, request: Request, ctx: &egui::Context) -> Option<Opened> {
        if self.thread.is_some() {
            self.next = Some(request);
            return None;
        }
        let ctx = ctx.clone();
        let waker = Box::new(move || ctx.request_repaint());
        let failed = |panic: String| Some(Err(Unopened::Useless(Reason::said(panic))));
        match ThreadSpec::answering("opening", waker, || request.opened(), failed) {
            Ok(thread) => {
                let opened = thread.wait_for(AT_ONCE);
                self.thread = Some(thread).filter(|_| opened.is_none());
                opened
            }
            Err(reason) => Some(Err(Unopened::Useless(Reason::of_system(reason)))),
        }
    }

    /// The answer, if it has come. One to a question that was followed by another is left out.
    pub(in crate::app) fn answer(&mut self, ctx: &egui::Context) -> Option<Opened> {
        let answer = self.thread.as_ref()?.events().next()?;
        self.thread = None;
        match self.next.take() {
            Some(next) => self.ask(next, ctx),
            None => Some(answer),
        }
    }
}

impl Request {
    fn opened(self) -> Opened {
        match self {
            Self::File(path, controls) => what_is_in(&path, &controls),
            Self::Fitting(path, controls) => fitting(&path, &controls),
            Self::Text(text, name) if is_lesson(&text) => {
                let path = Path::new(name);
                Ok(Found::Lesson(Box::new(Lesson::parse(&text, path)?.playable(path)?)))
            }
            Self::Text(text, name) => played(&text, Path::new(name)),
        }
    }
}

/// Weights must fit the network of the controls, as they are.
fn what_is_in(path: &Path, controls: &Config) -> Opened {
    if !has_extension(path, "safetensors") {
        let text = read_text(path)?;
        if is_lesson(&text) {
            let lesson = Lesson::with_texts(&text, path)?.playable(path)?;
            return Ok(Found::Lesson(Box::new(lesson)));
        }
        return played(&text, path);
    }
    let file = WeightsFile::open(path, &path.to_string_lossy())?;
    if Checkpoint::is_in(&file) {
        return Ok(Action::Resume(Box::new(Checkpoint::from_file(file, path)?)).into());
    }
    let asked = Architecture::of(controls);
    match Architecture::held_by(&file, controls) {
        Some(held) if held != asked => Err(Unopened::Misfit { path: path.to_owned(), held, asked }),
        _ => begin_with(path, controls, Settings::default()),
    }
}

/// The controls are to be set to the network of these weights.
fn fitting(path: &Path, controls: &Config) -> Opened {
    let file = WeightsFile::open(path, &path.to_string_lossy())?;
    let held = Architecture::held_by(&file, controls);
    begin_with(path, controls, held.map(|held| held.settings()).unwrap_or_default())
}

/// A run is to begin with these weights and settings, beside the controls' others.
fn begin_with(path: &Path, controls: &Config, settings: Settings) -> Opened {
    if path.to_str().is_none() {
        return Err(RecipeError::Unnameable(path.to_owned()).into());
    }
    let init = Some(Some(path.to_owned()));
    let settings = Settings { init, init_sha256: Some(None), ..settings };
    check_files(&controls.with(&settings))?;
    Ok(Action::Set(Box::new(settings)).into())
}

/// A run is to begin with this configuration. What it reads is kept for the training thread, which then begins at
/// once; `progress` is told how far a table was read, and can break off.
pub(super) fn begin_on(mut config: Box<Config>, progress: &mut Progress<'_>) -> Option<Opened> {
    match open_told(&mut config, progress) {
        Ok(opened) => opened.map(|_| begin_on_opened(config)),
        Err(error) => Some(Err(Unopened::Unfit(error))),
    }
}

/// The same of data that were opened.
fn begin_on_opened(config: Box<Config>) -> Opened {
    match check_files(&config) {
        Ok(()) => Ok(Action::Train(config).into()),
        Err(TrainerError::Data(error)) => Err(Unopened::Unfit(error)),
        Err(error @ TrainerError::Init { .. }) => {
            Err(Unopened::Unfit(DataError::new(Field::Init, error)))
        }
        Err(error) => Err(Unopened::Unfit(DataError::new(Field::Data, error))),
    }
}

/// A recipe's text: it is played, or where it holds a moment, that is shown.
fn played(text: &str, path: &Path) -> Opened {
    let recipe = Box::new(RecipeFile::parse(text, path)?.playable()?);
    match Moment::in_text(text, path, recipe.steps())? {
        Some(moment) => Ok(Action::OpenMoment(recipe, Box::new(moment)).into()),
        None => Ok(Action::Open(recipe).into()),
    }
}
