//! The system's dialogs for files, asked on a thread of their own so that the window goes on.

use std::path::{Path, PathBuf};

use crossbeam_channel::{Receiver, Sender};

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
#[derive(Debug)]
pub(in crate::app) struct Dialogs {
    sender: Sender<(Purpose, Option<PathBuf>)>,
    answers: Receiver<(Purpose, Option<PathBuf>)>,
}

impl Default for Dialogs {
    fn default() -> Self {
        let (sender, answers) = crossbeam_channel::bounded(8);
        Self { sender, answers }
    }
}

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
        &self,
        purpose: Purpose,
        folder: &Path,
        name: &str,
        ctx: &egui::Context,
    ) -> std::io::Result<()> {
        let dialog = rfd::FileDialog::new().set_directory(folder).set_file_name(name);
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        let ask = move || {
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
            // Fails only when the window is gone.
            let _ = sender.try_send((purpose, answer));
            ctx.request_repaint();
        };
        std::thread::Builder::new().name("dialog".to_owned()).spawn(ask).map(|_| ())
    }

    /// The next answer, if one has come.
    pub(in crate::app) fn answer(&self) -> Option<(Purpose, Option<PathBuf>)> {
        self.answers.try_recv().ok()
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
