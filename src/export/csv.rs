//! `metrics.csv` and `predictions.csv`: plain CSV whose numbers read back to the same bits.
//!
//! Numbers are the shortest decimals that do so, with an exponent (1e-7) where that is shorter; every
//! CSV reader knows it. Rows are written as they come and nothing of them is kept.

use std::path::Path;

use super::ExportError;
use super::atomic::AtomicFile;

/// The shortest decimals that read back to the same value, as all files have them.
pub fn decimals(value: impl zmij::Float) -> String {
    zmij::Buffer::new().format(value).to_owned()
}

/// Writes `metrics.csv`: `step,loss,grad_norm,learning_rate`.
#[derive(Debug)]
pub struct MetricsWriter(Table);

impl MetricsWriter {
    /// Begins the file with its header.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn create(path: &Path) -> Result<Self, ExportError> {
        Table::create(path, "step,loss,grad_norm,learning_rate\n").map(Self)
    }

    /// Adds the row of one step (from 1).
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn row(
        &mut self,
        step: u64,
        loss: f32,
        grad_norm: f32,
        learning_rate: f32,
    ) -> Result<(), ExportError> {
        self.0.integer(step);
        for value in [loss, grad_norm, learning_rate] {
            self.0.float(value);
        }
        self.0.end_row()
    }

    /// Lets the file appear. Dropped instead, it never does.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn finish(self) -> Result<(), ExportError> {
        self.0.file.commit()
    }
}

/// One batch row of one window: samples in the order of time, all slices of the same length.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'a> {
    /// Radians.
    pub t: &'a [f64],
    /// What the network was given.
    pub input: &'a [f32],
    /// What it should have answered.
    pub target: &'a [f32],
    /// What it answered.
    pub prediction: &'a [f32],
}

/// Writes `predictions.csv`: `step,row,t,input,target,prediction`, t in radians.
#[derive(Debug)]
pub struct PredictionsWriter(Table);

impl PredictionsWriter {
    /// Begins the file with its header.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn create(path: &Path) -> Result<Self, ExportError> {
        Table::create(path, "step,row,t,input,target,prediction\n").map(Self)
    }

    /// Adds the window of one step: one item of `rows` for each batch row, numbered from 0.
    ///
    /// # Errors
    /// [`ExportError::Samples`] when the slices of a row differ in length (nothing of that row is then
    /// written), [`ExportError::Write`].
    pub fn window<'a>(
        &mut self,
        step: u64,
        rows: impl IntoIterator<Item = Samples<'a>>,
    ) -> Result<(), ExportError> {
        for (row, samples) in (0..).zip(rows) {
            let Samples { t, input, target, prediction } = samples;
            let lengths = [t.len(), input.len(), target.len(), prediction.len()];
            if lengths != [t.len(); 4] {
                return Err(ExportError::Samples { path: self.0.file.path().to_owned(), lengths });
            }
            for (((t, input), target), prediction) in
                t.iter().zip(input).zip(target).zip(prediction)
            {
                self.0.integer(step);
                self.0.integer(row);
                self.0.float(*t);
                for value in [*input, *target, *prediction] {
                    self.0.float(value);
                }
                self.0.end_row()?;
            }
        }
        Ok(())
    }

    /// Lets the file appear. Dropped instead, it never does.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn finish(self) -> Result<(), ExportError> {
        self.0.file.commit()
    }
}

/// A CSV file of numbers.
#[derive(Debug)]
struct Table {
    file: AtomicFile,
    /// The row being written, kept to spare an allocation for each.
    row: Vec<u8>,
}

impl Table {
    fn create(path: &Path, header: &str) -> Result<Self, ExportError> {
        let mut file = AtomicFile::create(path)?;
        file.append(header.as_bytes())?;
        Ok(Self { file, row: Vec::new() })
    }

    fn integer(&mut self, value: u64) {
        self.field(value.to_string().as_bytes());
    }

    /// The shortest decimals that read back to the same value.
    fn float(&mut self, value: impl zmij::Float) {
        let mut digits = zmij::Buffer::new();
        self.field(digits.format(value).as_bytes());
    }

    fn field(&mut self, text: &[u8]) {
        if !self.row.is_empty() {
            self.row.push(b',');
        }
        self.row.extend_from_slice(text);
    }

    fn end_row(&mut self) -> Result<(), ExportError> {
        self.row.push(b'\n');
        let written = self.file.append(&self.row);
        self.row.clear();
        written
    }
}
