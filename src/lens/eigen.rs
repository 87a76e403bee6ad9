//! All eigenvalues of a real matrix, without eigenvectors.
//!
//! Reduction to Hessenberg form, then Francis' implicit double shifts with deflation (Francis 1961;
//! Golub & Van Loan, "Matrix Computations", 7.5). nalgebra reduces; its own iteration would carry
//! the eigenvectors along, at several times the cost, and doesn't end on some matrices.

use nalgebra::DMatrix;
use nalgebra::linalg::Hessenberg;

/// Iterations for one eigenvalue before the search ends; three are usual.
const PATIENCE: usize = 60;
/// Every so many iterations without success the shift is one that no symmetry can trap.
const EXCEPTIONAL: usize = 10;

/// Real and imaginary part of each eigenvalue of a square matrix of finite numbers, in no order;
/// none if they can't be found.
pub(super) fn eigenvalues(matrix: DMatrix<f64>) -> Option<Vec<[f64; 2]>> {
    let size = matrix.nrows();
    if size == 0 {
        return Some(Vec::new());
    }
    let scale = matrix.amax();
    let mut reduced = Reduced::new(matrix);
    let mut values = Vec::with_capacity(size);
    let (mut end, mut iterations) = (size, 0);
    while end > 0 {
        let begin = reduced.block(end, scale);
        match end - begin {
            1 => values.push([reduced.at(begin, begin), 0.0]),
            2 => values.extend(reduced.pair(begin)),
            _ if iterations == PATIENCE => return None,
            _ => {
                iterations += 1;
                reduced.turn(begin, end, iterations % EXCEPTIONAL == 0);
                continue;
            }
        }
        (end, iterations) = (begin, 0);
    }
    Some(values)
}

/// A matrix that is zero below its first subdiagonal, row-major.
struct Reduced {
    size: usize,
    numbers: Vec<f64>,
}

impl Reduced {
    fn new(matrix: DMatrix<f64>) -> Self {
        let size = matrix.nrows();
        let reduced = if size > 2 { Hessenberg::new(matrix).unpack_h() } else { matrix };
        Self { size, numbers: reduced.transpose().iter().copied().collect() }
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
            if let Some(mirror) = Mirror::of(&bulge[..rows]) {
                self.reflect(&mirror, row, rows, begin, end);
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
    fn reflect(&mut self, mirror: &Mirror, row: usize, rows: usize, begin: usize, end: usize) {
        let size = self.size;
        // From the column that the reflection clears.
        for column in row.max(begin + 1) - 1..end {
            let dot: f64 =
                (0..rows).map(|i| mirror.normal[i] * self.numbers[(row + i) * size + column]).sum();
            for i in 0..rows {
                self.numbers[(row + i) * size + column] -= mirror.twice * dot * mirror.normal[i];
            }
        }
        // Below the row after the bulge these columns are zero.
        for other in begin..(row + 4).min(end) {
            let numbers = &mut self.numbers[other * size + row..][..rows];
            let dot: f64 = numbers.iter().zip(&mirror.normal).map(|(x, n)| x * n).sum();
            numbers
                .iter_mut()
                .zip(&mirror.normal)
                .for_each(|(x, normal)| *x -= mirror.twice * dot * normal);
        }
    }
}

/// A reflection P = 1 − 2 n nᵀ / (n · n) that turns a vector onto the first axis (Householder 1958).
struct Mirror {
    normal: [f64; 3],
    /// 2 / (n · n).
    twice: f64,
}

impl Mirror {
    /// None where there is nothing to turn.
    fn of(vector: &[f64]) -> Option<Self> {
        let largest = vector.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
        if largest == 0.0 || vector[1..].iter().all(|x| *x == 0.0) {
            return None;
        }
        let mut normal = [0.0; 3];
        normal.iter_mut().zip(vector).for_each(|(n, x)| *n = x / largest);
        let length = normal.iter().map(|x| x * x).sum::<f64>().sqrt();
        normal[0] += if normal[0] < 0.0 { -length } else { length };
        Some(Self { normal, twice: 2.0 / normal.iter().map(|x| x * x).sum::<f64>() })
    }
}
