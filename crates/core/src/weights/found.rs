//! The arrays of a file, held to what a network needs.

use super::NamedArray;

/// The arrays of a file that nobody has taken yet.
#[derive(Debug)]
pub struct Found(Vec<NamedArray>);

/// How a file's arrays differ from what a network needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// There is no array of this name.
    Missing(String),
    /// An array has another shape.
    Shape {
        /// Its name.
        name: String,
        /// Its shape in the file.
        found: Vec<usize>,
        /// The shape that is needed.
        needed: Vec<usize>,
    },
    /// There is an array that the network hasn't.
    Superfluous(String),
}

impl Found {
    /// The arrays of a file.
    pub fn new(arrays: Vec<NamedArray>) -> Self {
        Self(arrays)
    }

    /// Takes the values of an array.
    ///
    /// # Errors
    /// [`Misfit::Missing`], [`Misfit::Shape`].
    pub fn take(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Misfit> {
        let at = self.0.iter().position(|array| array.name == name);
        let array = at.map(|at| self.0.remove(at));
        let array = array.ok_or_else(|| Misfit::Missing(name.to_owned()))?;
        if array.shape == shape {
            Ok(array.values)
        } else {
            let (found, needed) = (array.shape, shape.to_vec());
            Err(Misfit::Shape { name: array.name, found, needed })
        }
    }

    /// Refuses a file that has more than was taken.
    ///
    /// # Errors
    /// [`Misfit::Superfluous`], for the first of them by name.
    pub fn nothing_is_left(&self) -> Result<(), Misfit> {
        match self.0.iter().map(|array| &array.name).min() {
            None => Ok(()),
            Some(name) => Err(Misfit::Superfluous(name.clone())),
        }
    }
}
