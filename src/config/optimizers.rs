//! The list of optimizers, from which [`super::OptimizerKind`] and the optimizers' own room follow.

/// Hands the list of optimizers to a macro.
///
/// An entry names the kind; the module under `optimizer/` with the rule, which has the kind's name; the
/// spelling in files and flags; the one in the window; PyTorch's default weight decay;
/// and the settings it takes beside learning rate and weight decay.
macro_rules! optimizers {
    ($then:ident) => {
        $then! {
            Adam = adam: "adam" => "Adam", 0.0, [Beta1, Beta2, Eps, Amsgrad];
            AdamW = adamw: "adamw" => "AdamW", 0.01, [Beta1, Beta2, Eps, Amsgrad];
            Sgd = sgd: "sgd" => "SGD", 0.0, [];
            Momentum = momentum: "momentum" => "SGD + momentum", 0.0, [];
            RmsProp = rmsprop: "rmsprop" => "RMSprop", 0.0, [Eps];
            NAdam = nadam: "nadam" => "NAdam", 0.0, [Beta1, Beta2, Eps];
        }
    };
}
pub(crate) use optimizers;
