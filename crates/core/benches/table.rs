//! Reading a table: a million rows of ten columns of numbers, without times, with them, with quotes around every cell;
//! half a million of numbers as computers print them; and making samples of it.
//!
//! `cargo bench --bench table` writes them into the system's temporary folder, where they stay, and prints for each the
//! median time of several readings and the most memory that the process has had.
//! With `-- --lines` it reads those whose paths come on standard input, for `benches/peers/pandas_read.py`, which has
//! pandas read the same in turn.

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufRead as _, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rand_mt::Mt;
use rnnscope_core::config::Config;
use rnnscope_core::table::{Preparation, Samples, Table, Wanted};

const COLUMNS: usize = 10;

/// Readings of each table.
const READINGS: usize = 11;

/// How a table is written.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    rows: usize,
    has_times: bool,
    has_quotes: bool,
    /// Places of each number; all that a float64 has where none are said.
    places: Option<usize>,
}

const NUMBERS: Kind =
    Kind { name: "numbers", rows: 1_000_000, has_times: false, has_quotes: false, places: Some(6) };

const KINDS: [Kind; 4] = [
    NUMBERS,
    Kind { name: "with-times", has_times: true, ..NUMBERS },
    Kind { name: "in-quotes", has_times: true, has_quotes: true, ..NUMBERS },
    Kind { name: "long-numbers", rows: 500_000, places: None, ..NUMBERS },
];

impl Kind {
    /// Writes it into the system's temporary folder.
    fn write(self) -> io::Result<PathBuf> {
        let path = std::env::temp_dir().join(format!("rnnscope-bench-{}.csv", self.name));
        let mut file = BufWriter::new(File::create(&path)?);
        let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
        writeln!(file, "{}{}", if self.has_times { "time," } else { "" }, names.join(","))?;
        let mut random = Mt::new(1);
        let mut line = String::new();
        for row in 0..self.rows {
            line.clear();
            self.row(row, &mut random, &mut line);
            file.write_all(line.as_bytes())?;
        }
        file.flush()?;
        Ok(path)
    }

    /// Appends a row of numbers between −10 and 10, behind a time where there are times.
    fn row(self, row: usize, random: &mut Mt, line: &mut String) {
        let quote = if self.has_quotes { "\"" } else { "" };
        if self.has_times {
            let (day, hour, minute) = (row / 1440, row / 60 % 24, row % 60);
            // Each month has 28 days, which is no matter here.
            let (year, month, day) = (2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
            let _ = write!(line, "{quote}{year}-{month:02}-{day:02} {hour:02}:{minute:02}{quote},");
        }
        for column in 0..COLUMNS {
            let value = f64::from(random.next_u32()) / f64::from(u32::MAX) * 20.0 - 10.0;
            let separator = if column + 1 < COLUMNS { ',' } else { '\n' };
            let _ = match self.places {
                Some(places) => write!(line, "{quote}{value:.places$}{quote}{separator}"),
                None => write!(line, "{quote}{value}{quote}{separator}"),
            };
        }
    }
}

/// The most memory that the process has had, as Linux tells it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "?".to_owned(), |line| line.trim().to_owned())
}

/// How long a reading took, and one with which samples were made, in ms; and how many samples there are.
fn measure(path: &Path) -> (f64, f64, usize) {
    let begin = Instant::now();
    drop(black_box(Table::read(path, &Wanted::default())));
    let read = begin.elapsed();
    let begin = Instant::now();
    let table = Table::read(path, &Wanted::default());
    let preparation = Preparation::of(&Config::default());
    let samples = table.and_then(|(table, _)| Samples::of(table, &preparation));
    let prepared = begin.elapsed();
    let count = black_box(&samples).as_ref().map_or(0, Samples::len);
    (1e3 * read.as_secs_f64(), 1e3 * prepared.as_secs_f64(), count)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let kinds = KINDS.into_iter().map(|kind| Ok((kind.name, kind.write()?)));
    let kinds: Vec<(&str, PathBuf)> = kinds.collect::<io::Result<_>>()?;
    if std::env::args().any(|argument| argument == "--lines") {
        for (_, path) in &kinds {
            writeln!(out, "{}", path.display())?;
        }
        writeln!(out)?;
        for path in io::stdin().lock().lines() {
            let (read, prepared, _) = measure(Path::new(&path?));
            writeln!(out, "{read} {prepared} {}", most_memory())?;
        }
        return Ok(());
    }
    for (name, path) in kinds {
        let times: Vec<(f64, f64, usize)> = (0..READINGS).map(|_| measure(&path)).collect();
        let read = median(times.iter().map(|(read, ..)| *read));
        let prepared = median(times.iter().map(|(_, prepared, _)| *prepared));
        let samples = times.first().map_or(0, |(.., samples)| *samples);
        let (length, most) = (path.metadata()?.len(), most_memory());
        writeln!(
            out,
            "{name}: {length} bytes, {samples} samples: {read:.0} ms, cleaned and scaled {prepared:.0} ms; {most}"
        )?;
    }
    Ok(())
}
