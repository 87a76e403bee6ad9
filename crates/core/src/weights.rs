//! Arrays of numbers under names, as safetensors: weights under PyTorch's names (`rnn.weight_ih_l0` …
//! `out.bias`), so that `safetensors.torch.load_file` gives a state dict.
//!
//! Whatever reads or writes such a file does it through here: initial weights, checkpoints, exports.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use half::{bf16, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors, View};

use crate::wording::{WeightsWords, Wording, complaint, foreign};

mod digest;
mod file;
mod found;
#[cfg(test)]
mod tests;

pub use digest::{digest, sha256_of};
pub use file::WeightsFile;
use file::explained;
pub use found::{Found, Misfit};

/// An array and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedArray {
    /// PyTorch's name of the parameter.
    pub name: String,
    /// Lengths of the dimensions, outermost first; none for a single value.
    pub shape: Vec<usize>,
    /// The values, row by row: as many as the product of `shape`.
    pub values: Vec<f32>,
}

/// Why weights couldn't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file can't be read.
    #[error("{}", (words().unreadable)(&foreign(file), &complaint(reason)))]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        reason: io::Error,
    },
    /// The bytes are not what safetensors are.
    #[error("{}", (words().format)(&foreign(file), reason))]
    Format {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A number format that isn't read.
    #[error("{}", (words().number_type)(&foreign(name), &foreign(file), &dtype.to_string()))]
    Type {
        /// The file.
        file: String,
        /// The array.
        name: String,
        /// Its number format.
        dtype: Dtype,
    },
    /// A value no network can begin with.
    #[error("{}", (words().not_finite)(&foreign(name), &foreign(file), *value, *index))]
    NotFinite {
        /// The file.
        file: String,
        /// The array.
        name: String,
        /// Where in its values, counted from 0.
        index: usize,
        /// The value.
        value: f32,
    },
    /// An array that contradicts itself, or a name twice.
    #[error("{}", (words().array)(name, reason))]
    Array {
        /// The array.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

fn words() -> &'static WeightsWords {
    &Wording::in_force().weights
}

/// `arrays` as the bytes of a safetensors file; the same arrays always give the same bytes.
///
/// # Errors
/// [`WeightsError::Array`].
pub fn to_bytes(arrays: &[NamedArray]) -> Result<Vec<u8>, WeightsError> {
    to_bytes_about(arrays, BTreeMap::new())
}

/// [`to_bytes`], with more to say about the arrays in the file's metadata.
///
/// # Errors
/// [`WeightsError::Array`].
pub fn to_bytes_about(
    arrays: &[NamedArray],
    mut about: BTreeMap<String, String>,
) -> Result<Vec<u8>, WeightsError> {
    for (i, array) in arrays.iter().enumerate() {
        let failed = |reason| Err(WeightsError::Array { name: array.name.clone(), reason });
        let product =
            array.shape.iter().try_fold(1_usize, |product, length| product.checked_mul(*length));
        if product != Some(array.values.len()) {
            let shape = format!("{:?}", array.shape);
            return failed((words().unfilled)(array.values.len(), &shape));
        }
        if arrays[..i].iter().any(|earlier| earlier.name == array.name) {
            return failed(words().two_of_a_name.to_owned());
        }
    }
    // Libraries that ask which framework wrote a file take "pt" for PyTorch's names and layout.
    about.insert("format".to_owned(), "pt".to_owned());
    let views = arrays.iter().map(|array| (array.name.as_str(), F32View(array)));
    let bytes = safetensors::serialize(views, None).map_err(|error| WeightsError::Array {
        name: words().the_weights.to_owned(),
        reason: error.to_string(),
    })?;
    Ok(with_metadata(&bytes, &about))
}

/// Length of the number at the start of a file, which is that of the header; headers fill up a
/// multiple of it.
const LENGTH: usize = size_of::<u64>();

/// The bytes of a safetensors file without metadata, with `about` as its metadata. The library
/// writes it in an order that changes from call to call.
fn with_metadata(bytes: &[u8], about: &BTreeMap<String, String>) -> Vec<u8> {
    let (length, rest) = bytes.split_at(LENGTH.min(bytes.len()));
    let length = length.try_into().map_or(0, u64::from_le_bytes) as usize;
    let (old, data) = rest.split_at(length.min(rest.len()));
    let old = old.trim_ascii_end().strip_prefix(b"{").unwrap_or(b"}");
    let pairs: Vec<String> =
        about.iter().map(|(key, text)| format!("{}:{}", quoted(key), quoted(text))).collect();
    let separator = if old == b"}" { "" } else { "," };
    let mut header = format!("{{\"__metadata__\":{{{}}}{separator}", pairs.join(",")).into_bytes();
    header.extend_from_slice(old);
    header.resize(header.len().next_multiple_of(LENGTH), b' ');
    let length = (header.len() as u64).to_le_bytes();
    [&length, header.as_slice(), data].concat()
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            // JSON wants these as numbers; a recipe has none but tabs.
            letter if letter < ' ' => quoted.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// The arrays in the bytes of a safetensors file, sorted by name; `file` names it in errors.
/// Other number formats become the nearest f32.
///
/// # Errors
/// [`WeightsError::Format`], [`WeightsError::Type`], [`WeightsError::NotFinite`].
pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Vec<NamedArray>, WeightsError> {
    let tensors = SafeTensors::deserialize(bytes)
        .map_err(|error| WeightsError::format(file, explained(&error)))?;
    let arrays = tensors.iter().map(|(name, view)| array(name, &view, file));
    let mut arrays = arrays.collect::<Result<Vec<_>, _>>()?;
    arrays.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(arrays)
}

fn array(name: &str, view: &TensorView<'_>, file: &str) -> Result<NamedArray, WeightsError> {
    let bytes = view.data();
    let values: Vec<f32> = match view.dtype() {
        Dtype::F32 => numbers(bytes, f32::from_le_bytes),
        Dtype::F64 => numbers(bytes, |bytes| f64::from_le_bytes(bytes) as f32),
        Dtype::F16 => numbers(bytes, |bytes| f16::from_le_bytes(bytes).to_f32()),
        Dtype::BF16 => numbers(bytes, |bytes| bf16::from_le_bytes(bytes).to_f32()),
        dtype => {
            let (file, name) = (file.to_owned(), name.to_owned());
            return Err(WeightsError::Type { file, name, dtype });
        }
    };
    if let Some(index) = values.iter().position(|value| !value.is_finite()) {
        let (file, name, value) = (file.to_owned(), name.to_owned(), values[index]);
        return Err(WeightsError::NotFinite { file, name, index, value });
    }
    Ok(NamedArray { name: name.to_owned(), shape: view.shape().to_vec(), values })
}

/// Numbers of `N` bytes each, wherever in memory they begin.
fn numbers<const N: usize>(bytes: &[u8], read: impl Fn([u8; N]) -> f32) -> Vec<f32> {
    bytes.as_chunks::<N>().0.iter().map(|number| read(*number)).collect()
}

impl WeightsError {
    fn format(file: &str, reason: String) -> Self {
        Self::Format { file: file.to_owned(), reason }
    }
}

/// An array as the safetensors crate wants to see it.
struct F32View<'a>(&'a NamedArray);

impl View for F32View<'_> {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.0.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        self.0.values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    fn data_len(&self) -> usize {
        self.0.values.len() * size_of::<f32>()
    }
}
