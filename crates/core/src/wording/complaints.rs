//! What the system complains of, in plain words.

use std::io::{Error, ErrorKind};

use super::{Wording, texts};

texts! {
    /// Why a file or folder can't be used, to follow a colon.
    ComplaintWords {
        missing = "there is no such file or folder";
        denied = "permission denied";
        a_folder = "it is a folder, not a file";
        not_a_folder = "a part of its path is a file, not a folder";
        no_space = "there is no space left";
        far_too_large = "it is far larger than any such file";
        read_only = "read-only file system";
        bad_name = "file name too long";
        a_pipe = "it is a pipe, not a regular file";
        a_socket = "it is a socket, not a regular file";
        a_device = "it is a device, not a regular file";
        something_else = "it is something else, not a regular file";
        // What the system says itself, which is English.
        other(said: &str) = said.to_owned();
    }
}

/// Why a file or folder can't be used, to follow a colon: without the system's error number, and in
/// plain words where it is one of the usual reasons.
pub fn complaint(error: &Error) -> String {
    let words = &Wording::in_force().complaints;
    let usual = match error.kind() {
        ErrorKind::NotFound => words.missing,
        ErrorKind::PermissionDenied => words.denied,
        ErrorKind::IsADirectory => words.a_folder,
        ErrorKind::NotADirectory => words.not_a_folder,
        ErrorKind::StorageFull => words.no_space,
        ErrorKind::FileTooLarge => words.far_too_large,
        ErrorKind::ReadOnlyFilesystem => words.read_only,
        ErrorKind::InvalidFilename => words.bad_name,
        // What we say ourselves speaks the language in force.
        _ if error.get_ref().is_some() => return unnumbered(&error.to_string()),
        _ => return (words.other)(&unnumbered(&error.to_string())),
    };
    usual.to_owned()
}

/// What the system says, without its error number and as part of a sentence.
fn unnumbered(text: &str) -> String {
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut words = text[..end].chars();
    words.next().map_or_else(String::new, |first| first.to_lowercase().chain(words).collect())
}
