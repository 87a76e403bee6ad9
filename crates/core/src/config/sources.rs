//! The list of data: a line for each source on a grid of phases, and one for each generator of tables.

/// Hands the list to a macro. Of a source: its module under `data/`, its name in the code, its spelling in
/// files and flags, its spelling in the window, and what it is. Of a generator: its module under
/// `generators/`, the same names, how many rows ahead its targets lie, and what it is good for.
///
/// The choice in a configuration and what opens the data follow from this list.
macro_rules! each_source {
    ($then:ident) => {
        $then! {
            periodic {
                sin_cos: SinCos = "sin-cos" => "sin → cos", "Read sin t, answer cos t.";
                noisy_sine: NoisySine = "noisy-sine" => "noisy sin → cos", "The same, with noise on what is read.";
                formula: Formula = "formula" => "formula", "Formulas of t: what is read, and what should be answered.";
            }
            made {
            }
        }
    };
}

pub(crate) use each_source;
