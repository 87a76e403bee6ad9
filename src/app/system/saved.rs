//! What is told of what was saved, or why nothing was.

use std::path::PathBuf;

use super::tables::absolute;
use crate::app::App;
use crate::session::Notice;
use crate::text::Reason;
use crate::wording::foreign;

impl App {
    /// Tells which files were saved, or why none were.
    pub(in crate::app) fn tell_saved(&mut self, saved: Result<Vec<PathBuf>, Reason>) {
        self.session.notices.push(match saved {
            Ok(paths) => {
                let paths = from_the_root(&paths);
                Notice::info(move |texts| (texts.session.saved)(&paths))
            }
            Err(reason) => {
                Notice::error(move |texts| (texts.session.nothing_saved)(&reason.to_string()))
            }
        });
    }
}

/// Files by their paths from the root on: nobody knows where "." is. Those beside the first are named alone.
fn from_the_root(paths: &[PathBuf]) -> Vec<String> {
    let folder = paths.first().and_then(|first| first.parent());
    let named = |(at, path): (usize, &PathBuf)| match path.file_name() {
        Some(name) if at > 0 && path.parent() == folder => foreign(name),
        _ => foreign(absolute(path)),
    };
    paths.iter().enumerate().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_named_from_the_root_on_and_its_folder_once() {
        let here = std::env::current_dir().expect("a folder to be in");
        let named =
            |paths: &[&str]| from_the_root(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        let first = foreign(here.join("a.svg"));
        assert_eq!(named(&["./a.svg", "./a.png"]), [first.clone(), "a.png".to_owned()]);
        let other = foreign(here.join("tables").join("b.csv"));
        assert_eq!(named(&["a.svg", "tables/b.csv"]), [first, other]);
    }
}
