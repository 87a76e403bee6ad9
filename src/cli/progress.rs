//! What a run shows of itself while it goes on: a bar on a terminal, and lines for a log.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::error::CliError;
use super::options::TrainOptions;
use super::{summary, texts};
use crate::config::Config;
use crate::history::StepRecord;
use crate::network::Spec;
use crate::number;

/// Time between two pictures of the bar.
const TICK: Duration = Duration::from_millis(100);

/// Multiply-adds of a step that takes seconds, on whatever machine.
const SLOW: usize = 100_000_000_000;

/// What is said before the first of steps so large that nothing is seen for long.
pub(super) fn warning(config: &Config) -> Option<String> {
    let work = Spec::new(config).work();
    (work >= SLOW).then(|| (texts().headless.slow_steps)(work as f64 / 1e9))
}

/// Shows a run's progress.
#[derive(Debug)]
pub(super) struct Progress {
    bar: Option<Bar>,
    log_every: Option<u64>,
}

/// The bar, drawn on stderr so that it never mixes with what is printed.
#[derive(Debug)]
struct Bar {
    bar: ProgressBar,
    drawn: Instant,
}

impl Progress {
    /// Progress of a run of so many steps.
    pub(super) fn new(steps: u64, options: &TrainOptions) -> Self {
        let on_terminal = io::stderr().is_terminal() && !options.quiet;
        let log_every = options.log_every.filter(|_| !options.quiet);
        Self { bar: on_terminal.then(|| Bar::new(steps)), log_every }
    }

    /// Shows a step, if it is its turn.
    ///
    /// # Errors
    /// [`CliError::Output`] when a line can't be printed.
    pub(super) fn show(&mut self, report: &StepRecord) -> Result<(), CliError> {
        if let Some(bar) = &mut self.bar {
            bar.show(report);
        }
        match self.log_every {
            Some(number) if report.step.is_multiple_of(number) => self.log(report),
            _ => Ok(()),
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        if let Some(Bar { bar, .. }) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn log(&self, report: &StepRecord) -> Result<(), CliError> {
        let line = summary::of_a_step(report);
        match &self.bar {
            Some(Bar { bar, .. }) => bar.suspend(|| print_line(&line)),
            None => print_line(&line),
        }
    }
}

/// Shows a sweep's progress: a bar on a terminal, else nothing.
#[derive(Debug)]
pub(super) struct SweepProgress {
    bar: Option<ProgressBar>,
}

impl SweepProgress {
    /// Progress of a sweep of so many steps and runs.
    pub(super) fn new(steps: u64, runs: usize, options: &TrainOptions) -> Self {
        let on_terminal = io::stderr().is_terminal() && !options.quiet;
        let bar = || {
            let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
            let template = (texts().headless.bar_of_sweep)(runs);
            if let Ok(style) = ProgressStyle::with_template(&template) {
                bar.set_style(style);
            }
            bar
        };
        Self { bar: on_terminal.then(bar) }
    }

    /// So many steps more were trained, and so many runs have ended by now.
    pub(super) fn show(&self, steps: u64, runs: usize) {
        if let Some(bar) = &self.bar {
            bar.inc(steps);
            bar.set_message(runs.to_string());
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Bar {
    fn new(steps: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(texts().headless.bar) {
            // A state that can't be written is drawn without its rate.
            let rate = |state: &ProgressState, text: &mut dyn fmt::Write| {
                let _ = write!(text, "{:.0}", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        Self { bar, drawn: Instant::now() }
    }

    fn show(&mut self, report: &StepRecord) {
        if self.drawn.elapsed() >= TICK {
            self.drawn = Instant::now();
            self.bar.set_message(number::loss(report.loss));
            self.bar.set_position(report.step);
        }
    }
}

/// Prints a line on stdout. A reader that has gone away is no error: the files are still wanted.
///
/// # Errors
/// [`CliError::Output`] when it can't be written for another reason.
pub(super) fn print_line(line: &str) -> Result<(), CliError> {
    printed(writeln!(io::stdout(), "{line}"))
}

/// What became of something that was printed. A reader that has gone away is no error.
///
/// # Errors
/// [`CliError::Output`].
pub(super) fn printed(result: io::Result<()>) -> Result<(), CliError> {
    match result.and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}
