//! The list of optimizers, from which [`super::OptimizerKind`] and the optimizers' own room follow.

/// Hands the list of optimizers to a macro.
///
/// An entry names the kind; the module under `optimizer/` with the rule, which has the kind's name; the
/// spelling in files and flags; the one in the window; and PyTorch's default weight decay.
macro_rules! optimizers {
    ($then:ident) => {
        $then! {
            Adam = adam: "adam" => "Adam", 0.0;
            AdamW = adamw: "adamw" => "AdamW", 0.01;
            Sgd = sgd: "sgd" => "SGD", 0.0;
            Momentum = momentum: "momentum" => "SGD + momentum", 0.0;
            RmsProp = rmsprop: "rmsprop" => "RMSprop", 0.0;
        }
    };
}
pub(crate) use optimizers;
