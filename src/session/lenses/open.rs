//! Which lenses are open.

use crate::inspector::LensKind;

/// Which lenses are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenLenses {
    /// Whether the panel with the open lenses is in view.
    pub shown: bool,
    /// The open ones, the latest last.
    kinds: Vec<LensKind>,
}

impl OpenLenses {
    /// Lenses as they were left; a name is taken once.
    pub fn new(shown: bool, kinds: impl IntoIterator<Item = LensKind>) -> Self {
        let mut lenses = Self { shown, kinds: Vec::new() };
        kinds.into_iter().for_each(|kind| lenses.set(kind, true));
        lenses
    }

    /// The open lenses in the order in which they were opened, in view or not.
    pub fn kinds(&self) -> &[LensKind] {
        &self.kinds
    }

    /// Whether a lens is open.
    pub fn has(&self, kind: LensKind) -> bool {
        self.kinds.contains(&kind)
    }

    pub(super) fn set(&mut self, kind: LensKind, open: bool) {
        self.kinds.retain(|other| open || *other != kind);
        if open && !self.has(kind) {
            self.kinds.push(kind);
        }
    }
}
