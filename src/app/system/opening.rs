//! What is to be opened, read on a thread of its own: a slow disk or a long recipe keeps no picture waiting.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::saving::has_extension;
use crate::checkpoint::Checkpoint;
use crate::config::{Config, FileError, Settings};
use crate::recipe::{RecipeError, RecipeFile};
use crate::session::Action;
use crate::thread::{Handle, Inbox, Outbox, ThreadSpec};
use crate::trainer::check_weights;
use crate::weights::WeightsFile;
use crate::wording::complaint;

/// What is to be opened.
#[derive(Debug)]
pub(in crate::app) enum Request {
    /// A recipe, a checkpoint, or weights, which must fit the network of these controls.
    File(PathBuf, Box<Config>),
    /// The text of a recipe, and the name of where it comes from.
    Text(String, &'static str),
}

/// What a file or a text asks for, or a sentence why it can't be opened.
pub(in crate::app) type Opened = Result<Action, String>;

/// The one thing that is being read, and the newest that waits for that.
#[derive(Debug, Default)]
pub(in crate::app) struct Opening {
    thread: Option<Handle<Infallible, Opened>>,
    next: Option<Request>,
}

/// It takes no commands, and answers once.
const THREAD: ThreadSpec =
    ThreadSpec { name: "opening", commands: Some(0), events: 1, stack: None };

/// What is read in this time is opened in the picture in which it was asked for, as most is.
const AT_ONCE: Duration = Duration::from_millis(100);

impl Opening {
    /// Begins to read; an answer that is there at once is returned. While something else is being read,
    /// this comes after it, in place of what waited before.
    pub(in crate::app) fn ask(&mut self, request: Request, ctx: &egui::Context) -> Option<Opened> {
        if self.thread.is_some() {
            self.next = Some(request);
            return None;
        }
        let ctx = ctx.clone();
        let read = |_: &Inbox<Infallible>, _: &Outbox<Opened>| Some(request.opened());
        let thread =
            THREAD.spawn(Box::new(move || ctx.request_repaint()), read, |panic| Some(Err(panic)));
        match thread {
            Ok(thread) => {
                let opened = thread.wait_for(AT_ONCE);
                self.thread = Some(thread).filter(|_| opened.is_none());
                opened
            }
            Err(reason) => Some(Err(complaint(&reason))),
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
            Self::Text(text, name) => played(RecipeFile::parse(&text, Path::new(name))),
        }
    }
}

/// Weights must fit the network of the controls, as they are.
fn what_is_in(path: &Path, controls: &Config) -> Opened {
    if !has_extension(path, "safetensors") {
        return played(RecipeFile::read(path));
    }
    let file =
        WeightsFile::open(path, &path.to_string_lossy()).map_err(|error| error.to_string())?;
    if Checkpoint::is_in(&file) {
        let checkpoint = Checkpoint::from_file(file, path).map_err(|error| error.to_string())?;
        return Ok(Action::Resume(Box::new(checkpoint)));
    }
    if path.to_str().is_none() {
        return Err(RecipeError::Unnameable(path.to_owned()).to_string());
    }
    let init = Settings { init: Some(Some(path.to_owned())), ..Settings::default() };
    let init = Settings { init_sha256: Some(None), ..init };
    check_weights(&controls.with(&init)).map_err(|error| error.to_string())?;
    Ok(Action::Set(Box::new(init)))
}

fn played(file: Result<RecipeFile, FileError>) -> Opened {
    let recipe = file.and_then(RecipeFile::playable).map_err(|error| error.to_string())?;
    Ok(Action::Open(Box::new(recipe)))
}
