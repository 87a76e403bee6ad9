//! A table's file, read on a thread of its own, which tells how far it has come and ends once nobody waits for it:
//! for its overview, or for the run that is to begin on it.

use std::convert::Infallible;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::opening::{AT_ONCE, Opened, Unopened, begin_on};
use crate::config::Config;
use crate::data::Progress;
use crate::table::Overview;
use crate::text::Reason;
use crate::thread::{Handle, Inbox, Outbox, ThreadSpec};

/// A file that is being read for a `T`. Letting go of it stops that.
#[derive(Debug)]
pub(in crate::app) struct FileReading<T> {
    /// The file.
    pub(in crate::app) path: PathBuf,
    /// Which part of it was read.
    pub(in crate::app) part: f32,
    thread: Handle<Infallible, News<T>>,
}

/// A table that is read to be shown.
pub(in crate::app) type TableReading = FileReading<Read>;

/// A table that is read for a run to begin on it.
pub(in crate::app) type RunReading = FileReading<Opened>;

/// An overview, or why there is none.
pub(in crate::app) type Read = Result<Box<Overview>, Reason>;

/// What the thread tells.
#[derive(Debug)]
enum News<T> {
    /// Which part of the file was read.
    Part(f32),
    /// All of it.
    Done(T),
}

/// It takes no commands. What it tells of its progress is lost where nobody reads it.
const THREAD: ThreadSpec = ThreadSpec { name: "table", commands: Some(0), events: 4, stack: None };

/// The least progress that is told.
const TOLD: f64 = 0.01;

/// How near to a file's ends reading must be seen, for a second reading to be known from the first.
const ENDS: f64 = 0.1;

impl TableReading {
    /// Begins to read a file, with these marks of missing values.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(in crate::app) fn begin(
        path: PathBuf,
        missing_values: Vec<String>,
        ctx: &egui::Context,
    ) -> io::Result<Self> {
        let file = path.clone();
        let read = move |progress: &mut Progress<'_>| {
            let read = Overview::read(&file, &missing_values, progress).transpose()?;
            Some(read.map(Box::new).map_err(Reason::from))
        };
        Self::spawn(path, ctx, read, |panic| Err(Reason::said(panic)))
    }
}

impl RunReading {
    /// Begins to read the table of a configuration, so that a run can begin on it.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(in crate::app) fn begin_run(config: Config, ctx: &egui::Context) -> io::Result<Self> {
        let path = config.data.file().map(Into::into).unwrap_or_default();
        let config = Box::new(config);
        let read = move |progress: &mut Progress<'_>| begin_on(config, progress);
        Self::spawn(path, ctx, read, |panic| Err(Unopened::Useless(Reason::said(panic))))
    }
}

impl<T: Send + 'static> FileReading<T> {
    fn spawn(
        path: PathBuf,
        ctx: &egui::Context,
        read: impl FnOnce(&mut Progress<'_>) -> Option<T> + Send + 'static,
        failed: impl FnOnce(String) -> T + Send + 'static,
    ) -> io::Result<Self> {
        let ctx = ctx.clone();
        let work = move |inbox: &Inbox<Infallible>, outbox: &Outbox<News<T>>| {
            let mut told = 0.0;
            let mut progress = |part: f64| {
                // A file of which all was read may be read once more.
                let begins_anew = told > 1.0 - ENDS && part < ENDS;
                if part - told >= TOLD || begins_anew {
                    told = part;
                    // There will be other news.
                    let _ = outbox.offer(News::Part(part as f32));
                    outbox.wake();
                }
                if inbox.is_dropped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            read(&mut progress).map(News::Done)
        };
        let waker = Box::new(move || ctx.request_repaint());
        let thread = THREAD.spawn(waker, work, |panic| Some(News::Done(failed(panic))))?;
        Ok(Self { path, part: 0.0, thread })
    }

    /// The answer, if it has come.
    pub(in crate::app) fn answer(&mut self) -> Option<T> {
        for news in self.thread.events() {
            match news {
                News::Part(part) => self.part = part,
                News::Done(read) => return Some(read),
            }
        }
        None
    }

    /// The answer, if it comes in the time for which a picture waits: most tables are small.
    pub(in crate::app) fn answer_at_once(&mut self) -> Option<T> {
        match self.thread.wait_for(AT_ONCE)? {
            News::Part(part) => {
                self.part = part;
                None
            }
            News::Done(read) => Some(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::opening::Found;
    use super::*;
    use crate::config::DataChoice;
    use crate::data;
    use crate::session::Action;

    #[test]
    fn a_table_is_read_with_progress_and_not_on_when_nobody_waits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.csv");
        let text = format!("a,b\n{}", "1,2\n".repeat(1_000_000));
        std::fs::write(&path, text).unwrap();
        let ctx = egui::Context::default();
        let reading = TableReading::begin(path.clone(), Vec::new(), &ctx).unwrap();
        let mut parts = Vec::new();
        let read = loop {
            match reading.thread.wait().unwrap() {
                News::Part(part) => parts.push(part),
                News::Done(read) => break read,
            }
        };
        assert_eq!(read.unwrap().rows, 1_000_000);
        assert!(!parts.is_empty() && parts.is_sorted() && parts.iter().all(|part| *part <= 1.0));
        // Nothing is said any more, and so no overview is made.
        let mut reading = TableReading::begin(path, Vec::new(), &ctx).unwrap();
        let told: Vec<News<Read>> = reading.thread.end().collect();
        assert!(told.iter().all(|news| matches!(news, News::Part(_))), "{told:?}");
    }

    #[test]
    fn a_table_is_read_for_a_run_with_progress_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.csv");
        std::fs::write(&path, format!("a,b\n{}", "1,2\n3,4\n".repeat(500_000))).unwrap();
        let ctx = egui::Context::default();
        let config = Config { data: DataChoice::File(path.clone()), ..Config::default() };
        // Nobody waits for it.
        let mut reading = RunReading::begin_run(config.clone(), &ctx).unwrap();
        assert_eq!(reading.path, path);
        let told: Vec<News<Opened>> = reading.thread.end().collect();
        assert!(told.iter().all(|news| matches!(news, News::Part(_))), "{told:?}");
        assert!(data::source(&config).samples().is_none(), "nothing of it is kept");
        let reading = RunReading::begin_run(config, &ctx).unwrap();
        let mut parts = Vec::new();
        let opened = loop {
            match reading.thread.wait().unwrap() {
                News::Part(part) => parts.push(part),
                News::Done(opened) => break opened,
            }
        };
        assert!(!parts.is_empty() && parts.is_sorted() && parts.iter().all(|part| *part <= 1.0));
        let Ok(Found::Action(Action::Train(config))) = opened else { panic!("{opened:?}") };
        // Whoever trains on it finds it as it was read, whatever has become of the file.
        std::fs::remove_file(&path).unwrap();
        assert_eq!(data::source(&config).samples().unwrap().rows.len(), 1_000_000);
    }

    #[test]
    fn what_is_no_table_is_a_sentence() {
        let ctx = egui::Context::default();
        let reading = TableReading::begin("nowhere.csv".into(), Vec::new(), &ctx).unwrap();
        let News::Done(Err(reason)) = reading.thread.wait().unwrap() else { unreachable!() };
        assert_eq!(reason.to_string(), "there is no such file or folder");
    }
}
