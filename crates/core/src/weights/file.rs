//! A file of arrays: its header first, and its numbers once that promises what is wanted.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use safetensors::tensor::Metadata;
use safetensors::{Dtype, SafeTensorError};

use super::{LENGTH, Misfit, NamedArray, WeightsError, from_bytes, words};
use crate::regular_file;

/// Bytes of a header at the most: a checkpoint's holds its recipe, which may double in JSON.
const MOST_HEADER: u64 = 40 << 20;

/// What files that Python's pickle wrote begin with: `torch.save` of today's makes a zip archive, that of
/// old a pickle of protocol 2 or later.
const PICKLES: [&[u8]; 5] = [b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"];

/// A file of arrays of which the header is read, and nothing else yet.
#[derive(Debug)]
pub struct WeightsFile<R> {
    /// What names the file in errors.
    name: String,
    /// The header, and its length before it.
    begin: Vec<u8>,
    header: Metadata,
    rest: R,
}

impl WeightsFile<File> {
    /// Reads the header of the file at `path`; `name` names it in errors.
    ///
    /// # Errors
    /// [`WeightsError::Unreadable`], [`WeightsError::Format`], [`WeightsError::Type`].
    pub fn open(path: &Path, name: &str) -> Result<Self, WeightsError> {
        let opened = regular_file::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (length, file) = opened.map_err(|reason| unreadable(name, reason))?;
        Self::begin(file, length, name)
    }
}

impl<R: Read> WeightsFile<R> {
    /// Reads the header of a file of `length` bytes; `name` names it in errors.
    ///
    /// # Errors
    /// As [`WeightsFile::open`].
    pub fn begin(mut file: R, length: u64, name: &str) -> Result<Self, WeightsError> {
        let failed = |reason| unreadable(name, reason);
        let mut begin = Vec::new();
        file.by_ref().take(LENGTH as u64).read_to_end(&mut begin).map_err(failed)?;
        // A header of 640 bytes has such a length, too: only what has no header is taken for a pickle.
        let is_pickled = PICKLES.iter().any(|magic| begin.starts_with(magic));
        let wrong = |error: &SafeTensorError| {
            let reason = if is_pickled { words().pickled.to_owned() } else { explained(error) };
            WeightsError::format(name, reason)
        };
        let size = begin.first_chunk().map(|length| u64::from_le_bytes(*length));
        let size = size.ok_or_else(|| wrong(&SafeTensorError::HeaderTooSmall))?;
        if size > MOST_HEADER {
            return Err(wrong(&SafeTensorError::HeaderTooLarge));
        }
        file.by_ref().take(size).read_to_end(&mut begin).map_err(failed)?;
        if begin.len() as u64 != LENGTH as u64 + size {
            return Err(wrong(&SafeTensorError::InvalidHeaderLength));
        }
        let header: Metadata = serde_json::from_slice(&begin[LENGTH..])
            .map_err(|error| wrong(&SafeTensorError::InvalidHeaderDeserialization(error)))?;
        if (begin.len() as u64).checked_add(header.data_len() as u64) != Some(length) {
            let reason = explained(&SafeTensorError::MetadataIncompleteBuffer);
            return Err(WeightsError::format(name, reason));
        }
        let file = Self { name: name.to_owned(), begin, header, rest: file };
        file.check_types().map(|()| file)
    }

    fn check_types(&self) -> Result<(), WeightsError> {
        let is_read = |dtype| matches!(dtype, Dtype::F32 | Dtype::F64 | Dtype::F16 | Dtype::BF16);
        let tensors = self.header.tensors();
        let wrong = tensors.iter().filter(|(_, info)| !is_read(info.dtype));
        match wrong.min_by_key(|(name, _)| *name) {
            None => Ok(()),
            Some((name, info)) => Err(WeightsError::Type {
                file: self.name.clone(),
                name: name.clone(),
                dtype: info.dtype,
            }),
        }
    }

    /// What the file says about itself.
    pub fn about(&self) -> BTreeMap<String, String> {
        self.header.metadata().clone().unwrap_or_default().into_iter().collect()
    }

    /// The shape of the array of this name, if it has one.
    pub fn shape(&self, name: &str) -> Option<&[usize]> {
        self.header.info(name).map(|info| info.shape.as_slice())
    }

    /// Whether the file has exactly the arrays that are `needed`, by their names and shapes.
    ///
    /// # Errors
    /// The first that doesn't fit.
    pub fn fit(&self, needed: &[(String, Vec<usize>)]) -> Result<(), Misfit> {
        let mut left = self.header.tensors();
        for (name, shape) in needed {
            let Some(info) = left.remove(name) else { return Err(Misfit::Missing(name.clone())) };
            if info.shape != *shape {
                let (name, found, needed) = (name.clone(), info.shape.clone(), shape.clone());
                return Err(Misfit::Shape { name, found, needed });
            }
        }
        left.into_keys().min().map_or(Ok(()), |name| Err(Misfit::Superfluous(name)))
    }

    /// All bytes of the file: ask only for those of one that fits.
    ///
    /// # Errors
    /// [`WeightsError::Unreadable`], also when the file was changed meanwhile.
    pub fn bytes(self) -> Result<Vec<u8>, WeightsError> {
        let Self { name, begin: mut bytes, header, rest } = self;
        let length = header.data_len();
        bytes.reserve_exact(length);
        let read = rest.take(length as u64).read_to_end(&mut bytes);
        match read {
            Ok(read) if read == length => Ok(bytes),
            Ok(_) => Err(unreadable(&name, ErrorKind::UnexpectedEof.into())),
            Err(reason) => Err(unreadable(&name, reason)),
        }
    }

    /// The arrays, sorted by name.
    ///
    /// # Errors
    /// As [`WeightsFile::bytes`] and [`from_bytes`].
    pub fn arrays(self) -> Result<Vec<NamedArray>, WeightsError> {
        let name = self.name.clone();
        from_bytes(&self.bytes()?, &name)
    }
}

fn unreadable(name: &str, reason: io::Error) -> WeightsError {
    WeightsError::Unreadable { file: name.to_owned(), reason }
}

/// What is wrong with a file, in words of someone who has one.
pub(super) fn explained(error: &SafeTensorError) -> String {
    let reason = match error {
        SafeTensorError::HeaderTooSmall => words().too_short,
        SafeTensorError::HeaderTooLarge
        | SafeTensorError::InvalidHeader(_)
        | SafeTensorError::InvalidHeaderDeserialization(_) => words().no_header,
        SafeTensorError::InvalidHeaderLength => words().ends_in_header,
        SafeTensorError::MetadataIncompleteBuffer => words().cut_off,
        // What the library says itself, which is English.
        other => return other.to_string(),
    };
    reason.to_owned()
}
