//! A recipe that was checked by a challenge, saved.

use crate::app::App;
use crate::export::name;
use crate::text::Reason;

impl App {
    /// Saves what was checked last under the challenge's name in the export folder.
    pub(in crate::app) fn save_checked(&mut self) {
        let Some(((challenge, _), recipe)) = self.challenges.begun().zip(self.challenges.checked())
        else {
            return;
        };
        let text = recipe.written().map_err(Reason::from);
        let saved = text.and_then(|text| {
            let stem = format!("rnnscope-{challenge}");
            name::save_new(&self.export_dir, stem, "toml", text.as_bytes()).map_err(Reason::from)
        });
        self.tell_saved(saved.map(|path| vec![path]));
    }
}
