//! How wide the vectors are that a kernel computes with: the machine's widest, or those that a test asks for.
//!
//! Sums run over a vector's lanes, so their last bits depend on its width; what holds on one machine only isn't
//! true. `RNNSCOPE_VECTORS` = `scalar`, `256` or `512` forces a width, in tests and in the program alike.

use pulp::{Arch, WithSimd};

use crate::wording::Wording;

/// The environment variable that forces a width.
pub const VARIABLE: &str = "RNNSCOPE_VECTORS";

/// The vectors that a kernel or an optimizer computes with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Vectors {
    /// An instruction set of this machine.
    Native(Arch),
    /// 512 bits, lane by lane, for tests on machines without them; their bits are AVX-512's.
    #[cfg(debug_assertions)]
    Emulated(pulp::Scalar512b),
}

/// A width that can't be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VectorsError {
    /// There is no such width.
    #[error("{}", (Wording::in_force().network.no_such_vectors)(VARIABLE, .0))]
    Unknown(String),
    /// This machine hasn't vectors so wide.
    #[error("{}", (Wording::in_force().network.no_vectors_here)(VARIABLE, *.0))]
    Missing(u32),
}

impl Vectors {
    /// The vectors forced by [`VARIABLE`], else the widest of this machine, also where those that are forced can't
    /// be had, of which [`check`] warns.
    pub(crate) fn new() -> Self {
        forced().ok().flatten().unwrap_or_else(|| Self::Native(Arch::new()))
    }

    /// One float at a time, the same on every machine.
    pub(crate) const SCALAR: Self = Self::Native(Arch::Scalar);

    /// Vectors of 8 floats.
    fn of_256_bits() -> Option<Self> {
        #[cfg(target_arch = "x86_64")]
        return pulp::x86::V3::try_new().map(|v3| Self::Native(Arch::V3(v3)));
        #[cfg(not(target_arch = "x86_64"))]
        None
    }

    /// Vectors of 16 floats.
    pub(super) fn of_512_bits() -> Option<Self> {
        #[cfg(target_arch = "x86_64")]
        if let Some(v4) = pulp::x86::V4::try_new() {
            return Some(Self::Native(Arch::V4(v4)));
        }
        Self::emulated_512_bits()
    }

    /// Vectors of 16 floats, lane by lane; a release build leaves them out, which would be compiled for nothing.
    pub(super) fn emulated_512_bits() -> Option<Self> {
        #[cfg(debug_assertions)]
        return Some(Self::Emulated(pulp::Scalar512b));
        #[cfg(not(debug_assertions))]
        None
    }

    /// Every kind that can be had here.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        let widths = [Self::of_256_bits(), Self::of_512_bits(), Self::emulated_512_bits()];
        [Some(Self::SCALAR)].into_iter().chain(widths).flatten().collect()
    }

    /// Runs `operation` with these vectors, compiled for them.
    #[inline(always)]
    pub(crate) fn dispatch<O: WithSimd>(self, operation: O) -> O::Output {
        match self {
            Self::Native(arch) => arch.dispatch(operation),
            #[cfg(debug_assertions)]
            Self::Emulated(simd) => operation.with_simd(simd),
        }
    }
}

/// Checks that the width that [`VARIABLE`] forces, if any, can be had.
///
/// # Errors
/// When there is no such width, or not on this machine.
pub fn check() -> Result<(), VectorsError> {
    forced().map(|_| ())
}

fn forced() -> Result<Option<Vectors>, VectorsError> {
    let Some(width) = std::env::var_os(VARIABLE) else { return Ok(None) };
    let (bits, vectors) = match width.to_str() {
        Some("scalar") => (32, Some(Vectors::SCALAR)),
        Some("256") => (256, Vectors::of_256_bits()),
        Some("512") => (512, Vectors::of_512_bits()),
        _ => return Err(VectorsError::Unknown(width.to_string_lossy().into_owned())),
    };
    vectors.map(Some).ok_or(VectorsError::Missing(bits))
}
