//! A table's file, read on a thread of its own, which tells how far it has come and ends once nobody waits for it.

use std::convert::Infallible;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::table::Overview;
use crate::text::Reason;
use crate::thread::{Handle, Inbox, Outbox, ThreadSpec};

/// A table that is being read. Letting go of it stops that.
#[derive(Debug)]
pub(in crate::app) struct TableReading {
    /// Its file.
    pub(in crate::app) path: PathBuf,
    /// Which part of the file was read.
    pub(in crate::app) part: f32,
    thread: Handle<Infallible, News>,
}

/// An overview, or why there is none.
pub(in crate::app) type Read = Result<Box<Overview>, Reason>;

/// What the thread tells.
#[derive(Debug)]
enum News {
    /// Which part of the file was read.
    Part(f32),
    /// All of it.
    Done(Read),
}

/// It takes no commands. What it tells of its progress is lost where nobody reads it.
const THREAD: ThreadSpec = ThreadSpec { name: "table", commands: Some(0), events: 4, stack: None };

/// The least progress that is told.
const TOLD: f64 = 0.01;

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
        let (ctx, file) = (ctx.clone(), path.clone());
        let read = move |inbox: &Inbox<Infallible>, outbox: &Outbox<News>| {
            let mut told = 0.0;
            let progress = |part: f64| {
                if part - told >= TOLD {
                    told = part;
                    // There will be other news.
                    let _ = outbox.offer(News::Part(part as f32));
                    outbox.wake();
                }
                if inbox.is_dropped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let read = Overview::read(&file, &missing_values, progress).transpose()?;
            Some(News::Done(read.map(Box::new).map_err(Reason::from)))
        };
        let waker = Box::new(move || ctx.request_repaint());
        let thread =
            THREAD.spawn(waker, read, |panic| Some(News::Done(Err(Reason::said(panic)))))?;
        Ok(Self { path, part: 0.0, thread })
    }

    /// The answer, if it has come.
    pub(in crate::app) fn answer(&mut self) -> Option<Read> {
        for news in self.thread.events() {
            match news {
                News::Part(part) => self.part = part,
                News::Done(read) => return Some(read),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let told: Vec<News> = reading.thread.end().collect();
        assert!(told.iter().all(|news| matches!(news, News::Part(_))), "{told:?}");
    }

    #[test]
    fn what_is_no_table_is_a_sentence() {
        let ctx = egui::Context::default();
        let reading = TableReading::begin("nowhere.csv".into(), Vec::new(), &ctx).unwrap();
        let News::Done(Err(reason)) = reading.thread.wait().unwrap() else { unreachable!() };
        assert_eq!(reason.to_string(), "there is no such file or folder");
    }
}
