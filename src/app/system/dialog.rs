//! The system's dialogs for files, asked on a thread of their own so that the window goes on.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use crate::thread::{Handle, Inbox, Outbox, ThreadSpec};

/// What a dialog was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Purpose {
    /// A file for the picture.
    Picture,
    /// The export folder.
    Folder,
    /// A recipe or a checkpoint to open.
    Open,
    /// A file for the recipe.
    Recipe,
    /// A file for a checkpoint.
    Checkpoint,
}

/// Dialogs under way, and their answers.
#[derive(Debug, Default)]
pub(in crate::app) struct Dialogs {
    open: Vec<Handle<Infallible, Answer>>,
}

/// What a dialog was opened for, and the file; none where the user wants none.
pub(in crate::app) type Answer = (Purpose, Option<PathBuf>);

/// A dialog takes no commands, and answers once.
const THREAD: ThreadSpec = ThreadSpec { name: "dialog", commands: Some(0), events: 1, stack: None };

impl Dialogs {
    /// Whether this system has such dialogs. rfd answers nothing both for "cancelled" and for "there
    /// is none", so that this must be known before.
    pub(in crate::app) fn exist() -> bool {
        !cfg!(target_os = "linux") || portal_exists() || program_exists("zenity")
    }

    /// Opens a dialog; the answer comes later.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(in crate::app) fn open(
        &mut self,
        purpose: Purpose,
        folder: &Path,
        name: &str,
        ctx: &egui::Context,
    ) -> std::io::Result<()> {
        let dialog = rfd::FileDialog::new().set_directory(folder).set_file_name(name);
        let ctx = ctx.clone();
        let ask = move |_: &Inbox<Infallible>, _: &Outbox<Answer>| {
            let answer = match purpose {
                Purpose::Picture => dialog.add_filter("PNG picture", &["png"]).save_file(),
                Purpose::Folder => dialog.pick_folder(),
                Purpose::Open => {
                    dialog.add_filter("recipes, checkpoints", &["toml", "safetensors"]).pick_file()
                }
                Purpose::Recipe => dialog.add_filter("recipe", &["toml"]).save_file(),
                Purpose::Checkpoint => {
                    dialog.add_filter("checkpoint", &["safetensors"]).save_file()
                }
            };
            Some((purpose, answer))
        };
        let waker = Box::new(move || ctx.request_repaint());
        // A dialog that fails is one that was left.
        let thread = THREAD.spawn(waker, ask, move |_| Some((purpose, None)))?;
        self.open.push(thread);
        Ok(())
    }

    /// The next answer, if one has come.
    pub(in crate::app) fn answer(&mut self) -> Option<Answer> {
        let answered = |(at, dialog): (usize, &Handle<_, _>)| Some((at, dialog.events().next()?));
        let (at, answer) = self.open.iter().enumerate().find_map(answered)?;
        self.open.remove(at);
        Some(answer)
    }
}

/// Whether a desktop portal can be asked: its service is installed and there is a bus to ask on.
fn portal_exists() -> bool {
    const SERVICE: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists());
    let folders = ["/usr/share", "/usr/local/share", "/run/current-system/sw/share"];
    bus && folders.iter().any(|folder| Path::new(folder).join(SERVICE).exists())
}

fn program_exists(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
