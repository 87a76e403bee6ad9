//! What is wrong with an optimizer's state.

use super::texts;

texts! {
    /// Why an optimizer can't go on with a state. Each keeps so many numbers for each weight (`moments`), and so
    /// many beside them (`scalars`).
    OptimizerWords {
        other_shape(moments: usize, scalars: usize, found_moments: usize, found_scalars: usize) = format!(
            "the optimizer keeps {moments} numbers for each weight and {scalars} beside them, not \
             {found_moments} and {found_scalars}"
        );
        other_network = "the optimizer's state isn't of this network's variables";
    }
}
