//! The list of data sources: a line each.

/// Hands the list of sources to a macro: for each its module under `data/`, its name in the code, its
/// spelling in files and flags, its spelling in the window, and what it is.
///
/// The choice in a configuration and what opens the source follow from this list.
macro_rules! each_source {
    ($then:ident) => {
        $then! {
            sin_cos: SinCos = "sin-cos" => "sin → cos", "Read sin t, answer cos t.";
            noisy_sine: NoisySine = "noisy-sine" => "noisy sin → cos", "The same, with noise on what is read.";
        }
    };
}

pub(crate) use each_source;
