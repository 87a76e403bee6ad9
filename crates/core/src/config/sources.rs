//! The list of data: a line for each source on a grid of phases, and one for each generator of tables.

/// Hands the list to a macro. Of a source: its module under `data/`, its name in the code and its spelling in
/// files and flags. Of a generator: its module under `generators/`, the same names, and how many rows ahead its
/// targets lie. What each is called in the window, what it is, and where a generator comes from stand in
/// `wording/sources.rs`, under the name of its module.
///
/// The choice in a configuration and what opens the data follow from this list.
macro_rules! each_source {
    ($then:ident) => {
        $then! {
            periodic {
                sin_cos: SinCos = "sin-cos";
                noisy_sine: NoisySine = "noisy-sine";
                formula: Formula = "formula";
            }
            made {
                mackey_glass: MackeyGlass = "mackey-glass", 1;
                lorenz: Lorenz = "lorenz", 1;
                narma10: Narma10 = "narma10", 0;
                chirp: Chirp = "chirp", 1;
                adding: Adding = "adding", 0;
                delay_echo: DelayEcho = "delay-echo", 0;
                random_walk: RandomWalk = "random-walk", 1;
            }
        }
    };
}

pub(crate) use each_source;
