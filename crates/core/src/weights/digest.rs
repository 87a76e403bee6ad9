//! Fingerprints: of a file's bytes, and of arrays whichever way they are written.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::NamedArray;

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256_of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of arrays, in whatever order they come: of each, sorted by their names, its name and
/// its shape, both with their lengths before them, and its values.
pub fn digest(arrays: &[NamedArray]) -> String {
    let mut sorted: Vec<&NamedArray> = arrays.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut hash = Sha256::new();
    let number = |hash: &mut Sha256, number: usize| hash.update((number as u64).to_le_bytes());
    for array in sorted {
        number(&mut hash, array.name.len());
        hash.update(array.name.as_bytes());
        number(&mut hash, array.shape.len());
        array.shape.iter().for_each(|length| number(&mut hash, *length));
        let bytes: Vec<u8> = array.values.iter().flat_map(|value| value.to_le_bytes()).collect();
        hash.update(bytes);
    }
    hexadecimal(&hash.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
