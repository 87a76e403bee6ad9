//! A heatmap as plain data.

use super::ColourMap;

/// Numbers as colours, row after row, the first row at the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    /// How many stand side by side.
    pub columns: usize,
    /// rows × columns numbers; where there is no finite one the cell is hatched.
    pub values: Vec<f32>,
    /// What the numbers are.
    pub name: String,
    /// How numbers become colours.
    pub map: ColourMap,
    /// The numbers at the ends of the colour bar.
    pub range: (f32, f32),
    /// What each row is called; its number, from 0, where there is none.
    pub row_names: Vec<String>,
    /// Where the columns begin on the horizontal axis, and how wide each is.
    pub origin: (f64, f64),
    /// Equal parts of the rows from the top, with names; of the columns, where there is one row.
    pub blocks: Vec<Block>,
}

/// A part of a matrix with a meaning of its own, as the rows of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its letter, which stands beside it.
    pub letter: &'static str,
    /// What it is called.
    pub name: &'static str,
}

impl Cells {
    /// Numbers of either sign, as colours around zero; the range holds them all, and ±`least`.
    pub fn around_zero(
        name: impl Into<String>,
        columns: usize,
        values: Vec<f32>,
        least: f32,
    ) -> Self {
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let most = finite.map(f32::abs).fold(least, f32::max);
        Self {
            columns,
            values,
            name: name.into(),
            map: ColourMap::Diverging,
            range: (-most, most),
            row_names: Vec::new(),
            origin: (1.0, 1.0),
            blocks: Vec::new(),
        }
    }

    /// Whether there are blocks, and they stand side by side.
    pub fn blocks_lie(&self) -> bool {
        !self.blocks.is_empty() && self.rows() == 1
    }

    /// The block of a cell, and the row's place in it; the column's, where they lie.
    pub fn block_at(&self, row: usize, column: usize) -> Option<(Block, usize)> {
        let (place, count) =
            if self.blocks_lie() { (column, self.columns) } else { (row, self.rows()) };
        let size = count.checked_div(self.blocks.len()).filter(|size| *size > 0)?;
        Some((*self.blocks.get(place / size)?, place % size))
    }

    /// States, which lie within ±1 where the cell's outputs do. Where all of them are small the
    /// colours tell finer, in few steps, so that they rarely jump.
    pub fn of_states(name: impl Into<String>, columns: usize, values: Vec<f32>) -> Self {
        const REACHES: [f32; 4] = [0.05, 0.1, 0.2, 0.5];
        let finite = values.iter().filter(|value| value.is_finite());
        let most = finite.map(|value| value.abs()).fold(0.0, f32::max);
        let least = REACHES.into_iter().find(|reach| most <= *reach).unwrap_or(1.0);
        Self::around_zero(name, columns, values, least)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// The number in a place, if there is one.
    pub fn at(&self, row: usize, column: usize) -> Option<f32> {
        let inside = column < self.columns;
        self.values.get(row * self.columns + column).copied().filter(|_| inside)
    }

    /// What a row is called.
    pub fn row_name(&self, row: usize) -> String {
        self.row_names.get(row).cloned().unwrap_or_else(|| row.to_string())
    }

    /// Whether both would be drawn alike, to the bit: what isn't a number is like itself here.
    pub fn looks_like(&self, other: &Self) -> bool {
        let alike = |(a, b): (&f32, &f32)| a.to_bits() == b.to_bits();
        (self.columns, self.map, self.range) == (other.columns, other.map, other.range)
            && self.values.len() == other.values.len()
            && self.values.iter().zip(&other.values).all(alike)
    }

    /// Colour of a number; `None` for what isn't finite.
    pub fn colour(&self, value: f32) -> Option<[u8; 3]> {
        let (low, high) = self.range;
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        value.is_finite().then(|| self.map.colour(part.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finite_has_no_colour() {
        let cells = Cells { columns: 2, values: vec![0.0, f32::NAN], ..Cells::default() };
        assert_eq!(cells.rows(), 1);
        assert!(cells.colour(f32::NAN).is_none());
        assert!(cells.colour(0.0).is_some());
        assert_eq!((cells.at(0, 1).is_some(), cells.at(0, 2), cells.at(1, 0)), (true, None, None));
    }

    #[test]
    fn a_cell_is_in_the_block_of_its_row_or_column() {
        let blocks = ["r", "z", "n"].map(|letter| Block { letter, name: letter }).to_vec();
        let cells = |columns| Cells {
            columns,
            values: vec![0.0; 12],
            blocks: blocks.clone(),
            ..Cells::default()
        };
        let at = |cells: Cells, row, column| {
            cells.block_at(row, column).map(|(block, unit)| (block.letter, unit))
        };
        assert_eq!(at(cells(2), 3, 1), Some(("z", 1)));
        assert_eq!(at(cells(12), 0, 11), Some(("n", 3)));
        assert_eq!(at(Cells { blocks: Vec::new(), ..cells(2) }, 3, 1), None);
    }

    #[test]
    fn cells_without_a_number_look_like_themselves() {
        let cells = Cells { columns: 2, values: vec![0.5, f32::NAN], ..Cells::default() };
        assert!(cells != cells.clone() && cells.looks_like(&cells.clone()));
        let other = Cells { values: vec![0.5, 0.5], ..cells.clone() };
        assert!(!cells.looks_like(&other));
    }
}
