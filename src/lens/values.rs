//! The numbers of one variable.

/// One variable of a frozen network.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// PyTorch's name, `rnn.weight_ih_l0` … `out.bias`.
    pub name: String,
    /// Dimensions, outermost first.
    pub shape: Vec<usize>,
    /// Row-major.
    pub values: Vec<f32>,
}

impl Values {
    /// Numbers in a row; all of a bias.
    pub fn columns(&self) -> usize {
        self.shape.last().copied().unwrap_or(1).max(1)
    }
}
