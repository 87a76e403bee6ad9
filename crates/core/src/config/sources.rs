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
                mackey_glass: MackeyGlass = "mackey-glass" => "Mackey-Glass", 1, "A chaotic series with a memory of 17: what a short memory can foretell.";
                lorenz: Lorenz = "lorenz" => "Lorenz", 1, "A chaotic path in three coordinates: several inputs and targets.";
                narma10: Narma10 = "narma10" => "NARMA10", 0, "A series driven by noise with a memory of ten steps: what a memory must hold.";
                chirp: Chirp = "chirp" => "chirp", 1, "A tone that rises: what is learned at low frequencies, and asked for at high ones.";
                adding: Adding = "adding" => "adding", 0, "Add the last two marked values: a long memory with nothing to interpolate.";
                delay_echo: DelayEcho = "delay-echo" => "delay echo", 0, "Repeat what was read ten steps ago: memory and nothing else.";
                random_walk: RandomWalk = "random-walk" => "random walk", 1, "A walk of random steps: nothing beats the naive guess.";
            }
        }
    };
}

pub(crate) use each_source;
