//! All eigenvalues of a real matrix, without eigenvectors, found bit by bit.
//!
//! Reduction to Hessenberg form by reflections (Householder 1958), then Francis' implicit double
//! shifts with deflation (Francis 1961; Golub & Van Loan, "Matrix Computations", 7.4 and 7.5).

use nalgebra::DMatrix;

use super::product::{add, dot, norm};

/// Iterations for one eigenvalue before the search ends; three are usual.
const PATIENCE: usize = 60;
/// Every so many iterations without success the shift is one that no symmetry can trap.
const EXCEPTIONAL: usize = 10;

/// The search for a matrix' eigenvalues.
pub(super) struct Search {
    matrix: Reduced,
    /// The largest number of the matrix at first.
    scale: f64,
    /// Columns that are reduced.
    reduced: usize,
    values: Vec<[f64; 2]>,
    /// Rows whose eigenvalues aren't found yet.
    end: usize,
    /// Without success so far.
    iterations: usize,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    More,
    Done,
    /// The iteration doesn't end.
    Failed,
}

impl Search {
    /// For the eigenvalues of a square matrix of finite numbers.
    pub(super) fn new(matrix: &DMatrix<f64>) -> Self {
        let (size, scale) = (matrix.nrows(), matrix.amax());
        let numbers = matrix.transpose().iter().copied().collect();
        let matrix = Reduced { size, numbers };
        Self { matrix, scale, reduced: 0, values: Vec::new(), end: size, iterations: 0 }
    }

    /// Reduces a column, or takes one step of the iteration: a part of the work that grows with the
    /// square of the matrix' size.
    pub(super) fn advance(&mut self) -> Progress {
        if self.reduced + 2 < self.matrix.size {
            self.matrix.reduce(self.reduced);
            self.reduced += 1;
            return Progress::More;
        }
        if self.end == 0 {
            return Progress::Done;
        }
        let begin = self.matrix.block(self.end, self.scale);
        match self.end - begin {
            1 => self.values.push([self.matrix.at(begin, begin), 0.0]),
            2 => self.values.extend(self.matrix.pair(begin)),
            _ if self.iterations == PATIENCE => return Progress::Failed,
            _ => {
                self.iterations += 1;
                let exceptional = self.iterations.is_multiple_of(EXCEPTIONAL);
                self.matrix.turn(begin, self.end, exceptional);
                return Progress::More;
            }
        }
        (self.end, self.iterations) = (begin, 0);
        if self.end == 0 { Progress::Done } else { Progress::More }
    }

    /// About the part of the work that is done, from 0 to 1. What is left shrinks with the square of
    /// the columns to reduce, then with the cube of the rows without eigenvalues.
    pub(super) fn part(&self) -> f32 {
        const REDUCTION: f32 = 0.3;
        let size = self.matrix.size.max(1) as f32;
        let columns = (1.0 - self.reduced as f32 / size).powi(2);
        let rows = (self.end as f32 / size).powi(3);
        1.0 - REDUCTION * columns - (1.0 - REDUCTION) * rows
    }

    /// Real and imaginary part of each eigenvalue found so far, in no order.
    pub(super) fn values(&self) -> &[[f64; 2]] {
        &self.values
    }
}

/// A matrix on the way to being zero below its first subdiagonal, row-major.
struct Reduced {
    size: usize,
    numbers: Vec<f64>,
}

impl Reduced {
    /// Clears a column below its subdiagonal: A ← P A P with P = 1 − 2 n nᵀ / (n · n).
    fn reduce(&mut self, column: usize) {
        let first = column + 1;
        let size = self.size;
        let vector: Vec<f64> = (first..size).map(|row| self.at(row, column)).collect();
        let Some(mirror) = Mirror::of(vector) else { return };
        let mut sums = vec![0.0; size - column];
        for (row, normal) in (first..size).zip(&mirror.normal) {
            add(*normal, &self.numbers[row * size + column..(row + 1) * size], &mut sums);
        }
        for (row, normal) in (first..size).zip(&mirror.normal) {
            let numbers = &mut self.numbers[row * size + column..(row + 1) * size];
            add(-mirror.twice * normal, &sums, numbers);
        }
        for row in self.numbers.chunks_exact_mut(size) {
            let numbers = &mut row[first..];
            let dot = dot(numbers, &mirror.normal);
            add(-mirror.twice * dot, &mirror.normal, numbers);
        }
        // What the reflection made zero is zero.
        (first + 1..size).for_each(|row| self.set(row, column, 0.0));
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.numbers[row * self.size + column]
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        self.numbers[row * self.size + column] = value;
    }

    /// Where the last block that doesn't fall apart begins, of the rows before `end`.
    fn block(&self, end: usize, scale: f64) -> usize {
        let joined = |row: &usize| {
            let near = self.at(*row, *row).abs() + self.at(row - 1, row - 1).abs();
            let near = if near > 0.0 { near } else { scale };
            self.at(*row, row - 1).abs() > f64::EPSILON * near
        };
        end - 1 - (1..end).rev().take_while(joined).count()
    }

    /// The eigenvalues of the 2 × 2 block at a row.
    fn pair(&self, row: usize) -> [[f64; 2]; 2] {
        let [a, b] = [self.at(row, row), self.at(row, row + 1)];
        let [c, d] = [self.at(row + 1, row), self.at(row + 1, row + 1)];
        let half = (a - d) / 2.0;
        let (middle, under) = (d + half, half * half + b * c);
        let root = under.abs().sqrt();
        if under < 0.0 {
            return [[middle, root], [middle, -root]];
        }
        // The larger one first, the other from the product: no digits are lost.
        let far = half + if half < 0.0 { -root } else { root };
        let near = if far == 0.0 { 0.0 } else { -b * c / far };
        [[d + far, 0.0], [d + near, 0.0]]
    }

    /// One double step of the iteration on the block `begin..end`, three rows at least.
    fn turn(&mut self, begin: usize, end: usize, exceptional: bool) {
        let last = end - 1;
        // Sum and product of the two shifts: the eigenvalues of the block's last corner.
        let (sum, product) = if exceptional {
            let off = self.at(last, last - 1).abs() + self.at(last - 1, last - 2).abs();
            let corner = self.at(last, last) + 0.75 * off;
            (2.0 * corner, corner * corner + 0.4375 * off * off)
        } else {
            let [a, b] = [self.at(last - 1, last - 1), self.at(last - 1, last)];
            let [c, d] = [self.at(last, last - 1), self.at(last, last)];
            (a + d, a * d - b * c)
        };
        let mut bulge = self.first_column(begin, sum, product);
        for row in begin..last {
            let rows = (end - row).min(3);
            if let Some(mirror) = Mirror::of(bulge) {
                self.reflect(&mirror, row, rows, (begin, end));
            }
            let under = |below: usize| (row + below < end).then(|| self.at(row + below, row));
            bulge = [1, 2, 3].map(|below| under(below).unwrap_or(0.0));
            if row > begin {
                // What the reflection made zero is zero.
                (1..rows).for_each(|below| self.set(row + below, row - 1, 0.0));
            }
        }
    }

    /// The first three numbers of the first column of (A − s₁)(A − s₂).
    fn first_column(&self, row: usize, sum: f64, product: f64) -> [f64; 3] {
        let [a, b] = [self.at(row, row), self.at(row, row + 1)];
        let [c, d] = [self.at(row + 1, row), self.at(row + 1, row + 1)];
        [a * (a - sum) + product + b * c, c * (a + d - sum), c * self.at(row + 2, row + 1)]
    }

    /// A ← P A P on `rows` rows and columns from `row` on, within the block `begin..end`.
    fn reflect(
        &mut self,
        mirror: &Mirror<[f64; 3]>,
        row: usize,
        rows: usize,
        (begin, end): (usize, usize),
    ) {
        let size = self.size;
        // From the column that the reflection clears.
        let from = row.max(begin + 1) - 1;
        let mut sums = vec![0.0; end - from];
        let normals = mirror.normal[..rows].iter();
        for (at, normal) in (row..).zip(normals.clone()) {
            add(*normal, &self.numbers[at * size + from..at * size + end], &mut sums);
        }
        for (at, normal) in (row..).zip(normals) {
            let numbers = &mut self.numbers[at * size + from..at * size + end];
            add(-mirror.twice * normal, &sums, numbers);
        }
        // Below the row after the bulge these columns are zero.
        for other in begin..(row + 4).min(end) {
            let numbers = &mut self.numbers[other * size + row..][..rows];
            let dot: f64 = numbers.iter().zip(&mirror.normal).map(|(x, n)| x * n).sum();
            for (x, normal) in numbers.iter_mut().zip(&mirror.normal) {
                *x -= mirror.twice * dot * normal;
            }
        }
    }
}

/// A reflection P = 1 − 2 n nᵀ / (n · n) that turns a vector onto the first axis (Householder 1958).
struct Mirror<V> {
    normal: V,
    /// 2 / (n · n).
    twice: f64,
}

impl<V: AsRef<[f64]> + AsMut<[f64]>> Mirror<V> {
    /// None where there is nothing to turn.
    fn of(mut vector: V) -> Option<Self> {
        let numbers = vector.as_mut();
        let largest = numbers.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
        if largest == 0.0 || numbers[1..].iter().all(|x| *x == 0.0) {
            return None;
        }
        numbers.iter_mut().for_each(|x| *x /= largest);
        let length = norm(numbers);
        numbers[0] += if numbers[0] < 0.0 { -length } else { length };
        let twice = 2.0 / dot(numbers, numbers);
        Some(Self { normal: vector, twice })
    }
}
