//! Buffers that start on a cache line and live as long as their kernel.
//!
//! A `Vec<f32>` is aligned to 4 bytes only; a vector load that straddles two cache lines costs twice.
//! Slack at the front of the allocation is skipped instead of asking the allocator for alignment,
//! which takes no `unsafe`.

/// Bytes in a cache line, and in the widest vector.
const ALIGNMENT: usize = 64;
const SLACK: usize = CACHE_LINE;
/// Floats in a cache line.
pub(super) const CACHE_LINE: usize = ALIGNMENT / size_of::<f32>();

/// A slice of floats whose first element lies on a 64-byte border.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    buffer: Vec<f32>,
    start: usize,
    len: usize,
}

impl Aligned {
    /// Makes room for `len` floats, all zero. Allocates only when the buffer has to grow.
    pub(super) fn reset(&mut self, len: usize) {
        self.buffer.clear();
        self.buffer.resize(len + SLACK, 0.0);
        // `align_offset` may decline (under Miri); alignment is only a matter of speed.
        self.start = self.buffer.as_ptr().align_offset(ALIGNMENT).min(SLACK);
        self.len = len;
    }

    /// The floats.
    pub(super) fn get(&self) -> &[f32] {
        &self.buffer[self.start..self.start + self.len]
    }

    /// The floats, to write.
    pub(super) fn get_mut(&mut self) -> &mut [f32] {
        &mut self.buffer[self.start..self.start + self.len]
    }
}

/// `len` rounded up to whole vectors of `lanes` floats.
pub(super) const fn padded(len: usize, lanes: usize) -> usize {
    len.div_ceil(lanes) * lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_on_a_cache_line_at_any_length() {
        let mut aligned = Aligned::default();
        for len in [1, 7, 16, 1000, 3] {
            aligned.reset(len);
            aligned.get_mut().fill(1.0);
            assert_eq!(aligned.get().len(), len);
            assert_eq!(aligned.get().as_ptr().addr() % ALIGNMENT, 0);
            aligned.reset(len);
            assert!(aligned.get().iter().all(|&value| value == 0.0));
        }
    }
}
