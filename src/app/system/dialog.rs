//! The system's dialogs for files, asked on a thread of their own so that the window goes on.

use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::language::texts;
use crate::text::Texts;
use crate::thread::{Handle, ThreadSpec};

/// What a dialog was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Purpose {
    /// A file for the picture.
    Picture,
    /// The export folder.
    Folder,
    /// A table, a recipe, a checkpoint or weights to open.
    Open,
    /// A file for the recipe.
    Recipe,
    /// A file for a checkpoint.
    Checkpoint,
}

/// The dialog under way, and its answer.
#[derive(Debug, Default)]
pub(in crate::app) struct Dialogs {
    open: Option<Open>,
}

/// A dialog that was asked for.
#[derive(Debug)]
struct Open {
    purpose: Purpose,
    thread: Handle<Infallible, Answer>,
    /// When it was asked for, in seconds, and whether the window had the focus then.
    asked: f64,
    had_focus: bool,
    /// Whether it was done without.
    is_given_up: bool,
}

/// Seconds after which a dialog is done without that hasn't taken the focus from the window: one that is
/// there has, but the service that would show it may hang.
const PATIENCE: f64 = 4.0;

/// Endings of the files that can be opened.
const OPENED: &[&str] = &["csv", "tsv", "tab", "txt", "dat", "toml", "safetensors"];

/// What a dialog was opened for, and the file; none where the user wants none.
pub(in crate::app) type Answer = (Purpose, Option<PathBuf>);

impl Dialogs {
    /// Whether this system has such dialogs. rfd answers nothing both for "cancelled" and for "there
    /// is none", so that this must be known before.
    pub(in crate::app) fn exist() -> bool {
        !cfg!(target_os = "linux") || portal_exists() || program_exists("zenity")
    }

    /// Opens a dialog; the answer comes later. One for the same purpose that is open already stays.
    ///
    /// # Errors
    /// When another is open, or one was asked for that never came, or the system has no thread to give.
    pub(in crate::app) fn open(
        &mut self,
        purpose: Purpose,
        folder: &Path,
        name: &str,
        ctx: &egui::Context,
    ) -> io::Result<()> {
        let dialog = rfd::FileDialog::new().set_directory(folder).set_file_name(name);
        let Texts { notices, on_disk, .. } = texts(ctx);
        self.ask(purpose, ctx, move || match purpose {
            Purpose::Picture => dialog.add_filter(on_disk.png_picture, &["png"]).save_file(),
            Purpose::Folder => dialog.pick_folder(),
            Purpose::Open => dialog.add_filter(notices.opened_files, OPENED).pick_file(),
            Purpose::Recipe => dialog.add_filter(on_disk.recipe, &["toml"]).save_file(),
            Purpose::Checkpoint => {
                dialog.add_filter(on_disk.checkpoint, &["safetensors"]).save_file()
            }
        })
    }

    /// Has `dialog` answered on a thread, of which there is one at a time: a dialog that hangs would
    /// leave another at every click.
    fn ask(
        &mut self,
        purpose: Purpose,
        ctx: &egui::Context,
        dialog: impl FnOnce() -> Option<PathBuf> + Send + 'static,
    ) -> io::Result<()> {
        match &self.open {
            Some(open) if open.purpose == purpose && !open.is_given_up => return Ok(()),
            Some(_) => return Err(io::ErrorKind::ResourceBusy.into()),
            None => {}
        }
        let (asked, had_focus) = ctx.input(|input| (input.time, input.focused));
        let waker = ctx.clone();
        let waker = Box::new(move || waker.request_repaint());
        let ask = move || (purpose, dialog());
        // A dialog that fails is one that was left.
        let thread = ThreadSpec::answering("dialog", waker, ask, move |_| Some((purpose, None)))?;
        self.open = Some(Open { purpose, thread, asked, had_focus, is_given_up: false });
        Ok(())
    }

    /// The next answer, if one has come.
    pub(in crate::app) fn answer(&mut self) -> Option<Answer> {
        let answer = self.open.as_ref()?.thread.events().next()?;
        self.open = None;
        Some(answer)
    }

    /// What a dialog was opened for that doesn't come; told once.
    pub(in crate::app) fn silent(&mut self, ctx: &egui::Context) -> Option<Purpose> {
        let open = self.open.as_mut().filter(|open| !open.is_given_up)?;
        let (now, focused) = ctx.input(|input| (input.time, input.focused));
        let left = PATIENCE - (now - open.asked);
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
            return None;
        }
        if open.had_focus && !focused {
            return None;
        }
        open.is_given_up = true;
        Some(open.purpose)
    }
}

/// Whether a desktop portal can be asked: its service is installed and there is a bus to ask on.
fn portal_exists() -> bool {
    const SERVICE: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists());
    let usual = ["/usr/share", "/usr/local/share", "/run/current-system/sw/share"];
    let named = std::env::var_os("XDG_DATA_DIRS").unwrap_or_default();
    let mut folders = usual.map(PathBuf::from).into_iter().chain(std::env::split_paths(&named));
    bus && folders.any(|folder| folder.join(SERVICE).exists())
}

fn program_exists(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame at this time, with or without the focus.
    fn at(ctx: &egui::Context, time: f64, focused: bool) {
        let input = egui::RawInput { time: Some(time), focused, ..egui::RawInput::default() };
        ctx.run_ui(input, |_| {}).textures_delta.clear();
    }

    #[test]
    fn a_dialog_that_never_comes_is_done_without_and_asked_for_no_more() {
        let (ctx, mut dialogs) = (egui::Context::default(), Dialogs::default());
        let (answer, waiting) = crossbeam_channel::bounded::<Option<PathBuf>>(0);
        let hang = |waiting: crossbeam_channel::Receiver<_>| move || waiting.recv().ok().flatten();
        at(&ctx, 0.0, true);
        dialogs.ask(Purpose::Open, &ctx, hang(waiting.clone())).unwrap();
        // A second press of the key asks for nothing more.
        dialogs.ask(Purpose::Open, &ctx, hang(waiting.clone())).unwrap();
        at(&ctx, 3.9, true);
        assert_eq!(dialogs.silent(&ctx), None);
        at(&ctx, 4.1, true);
        assert_eq!(dialogs.silent(&ctx), Some(Purpose::Open));
        assert_eq!(dialogs.silent(&ctx), None);
        assert!(dialogs.ask(Purpose::Open, &ctx, || None).is_err());
        assert!(dialogs.ask(Purpose::Recipe, &ctx, || None).is_err());
        // It comes after all, and the next is asked for again.
        answer.send(Some("late.toml".into())).unwrap();
        let open = dialogs.open.as_ref().unwrap();
        assert_eq!(open.thread.wait(), Some((Purpose::Open, Some("late.toml".into()))));
    }

    #[test]
    fn a_dialog_that_has_taken_the_focus_may_take_its_time() {
        let (ctx, mut dialogs) = (egui::Context::default(), Dialogs::default());
        let (_answer, waiting) = crossbeam_channel::bounded::<Option<PathBuf>>(0);
        at(&ctx, 0.0, true);
        dialogs.ask(Purpose::Folder, &ctx, move || waiting.recv().ok().flatten()).unwrap();
        at(&ctx, 60.0, false);
        assert_eq!(dialogs.silent(&ctx), None);
        at(&ctx, 61.0, true);
        assert_eq!(dialogs.silent(&ctx), Some(Purpose::Folder));
    }
}
