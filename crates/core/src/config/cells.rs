//! The list of cells: a line each.

/// Hands the list of cells to a macro: for each its module under `network/cell/`, its name in the
/// code, its spelling in files and flags, what settings ask of it, and what it is, for its documentation.
/// Settings ask how many row blocks its weights have, and whether it `chooses` among the
/// nonlinearities or has its `own`. What it is called in the window stands in `wording/choices.rs`, under
/// the name of its module.
///
/// Whatever there is for every cell (the choice in a configuration, what stands in its folder, the
/// kernel that is compiled for it) follows from this list.
macro_rules! each_cell {
    ($then:ident) => {
        $then! {
            rnn: Rnn = "rnn", (1, chooses), "Elman network: h = tanh(W x + U h + b).";
            lstm: Lstm = "lstm", (4, own), "Long short-term memory: four gates and a cell state.";
            gru: Gru = "gru", (3, own), "Gated recurrent unit: three gates.";
            indrnn: IndRnn = "indrnn", (1, chooses), "Elman network whose units each remember for themselves.";
        }
    };
}

pub(crate) use each_cell;
