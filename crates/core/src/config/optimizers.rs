//! The list of optimizers: a line each.

/// Hands the list of optimizers to a macro: for each its module under `optimizer/`, where the rule has
/// the name that it has in the code; its spelling in files and flags; its default weight decay in PyTorch; and
/// the settings that it takes beside those that all take. What it is called in the window stands in
/// `wording/choices.rs`, under the name of its module.
///
/// Whatever there is for every optimizer (the choice in a configuration, the rule that is run for it,
/// what the window shows) follows from this list.
macro_rules! each_optimizer {
    ($then:ident) => {
        $then! {
            adam: Adam = "adam", 0.0, [Beta1, Beta2, Eps, Amsgrad];
            adamw: AdamW = "adamw", 0.01, [Beta1, Beta2, Eps, Amsgrad];
            sgd: Sgd = "sgd", 0.0, [];
            momentum: Momentum = "momentum", 0.0, [];
            rmsprop: RmsProp = "rmsprop", 0.0, [Eps];
            nadam: NAdam = "nadam", 0.0, [Beta1, Beta2, Eps];
        }
    };
}

pub(crate) use each_optimizer;
