//! Reading a table: a million rows of ten columns of numbers, without times and with them; and making samples of it.
//!
//! `cargo bench --bench table` prints the most memory that the first reading took, and criterion's times.
//! They are read from files that stay in the system's temporary folder, for `benches/peers/pandas_read.py`.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand_mt::Mt;
use rnnscope::config::Config;
use rnnscope::table::{Preparation, Samples, Table, Wanted};

const ROWS: usize = 1_000_000;
const COLUMNS: usize = 10;

/// Writes numbers between −10 and 10 with six decimals, behind a time where that is asked for.
fn write(path: &Path, has_times: bool) -> io::Result<()> {
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    let mut random = Mt::new(1);
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    writeln!(file, "{}{}", if has_times { "time," } else { "" }, names.join(","))?;
    let mut line = String::new();
    for row in 0..ROWS {
        line.clear();
        if has_times {
            let (day, hour, minute) = (row / 1440, row / 60 % 24, row % 60);
            // Each month has 28 days, which is no matter here.
            let (year, month) = (2000 + day / 336, day / 28 % 12 + 1);
            let _ = write!(line, "{year}-{month:02}-{:02} {hour:02}:{minute:02},", day % 28 + 1);
        }
        for column in 0..COLUMNS {
            let value = f64::from(random.next_u32()) / f64::from(u32::MAX) * 20.0 - 10.0;
            let separator = if column + 1 < COLUMNS { ',' } else { '\n' };
            let _ = write!(line, "{value:.6}{separator}");
        }
        file.write_all(line.as_bytes())?;
    }
    file.flush()
}

/// The most memory that the process has had, as Linux tells it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("VmHWM: not known").to_owned()
}

fn read(criterion: &mut Criterion) {
    let folder = std::env::temp_dir();
    let mut group = criterion.benchmark_group("table");
    group.sample_size(10);
    for (name, has_times) in [("numbers", false), ("with times", true)] {
        let path = folder.join(format!("rnnscope-bench-{}.csv", name.replace(' ', "-")));
        if let Err(error) = write(&path, has_times) {
            let _ = writeln!(io::stdout(), "{}: {error}", path.display());
            continue;
        }
        let length = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
        let table = Table::read(&path, &Wanted::default());
        let rows = table.map_or(0, |(table, _)| table.rows);
        let path_text = path.display();
        let _ =
            writeln!(io::stdout(), "{path_text}: {length} bytes, {rows} rows; {}", most_memory());
        group.throughput(Throughput::Bytes(length));
        group.bench_function(name, |bencher| {
            bencher.iter(|| Table::read(black_box(&path), &Wanted::default()));
        });
        let preparation = Preparation::of(&Config::default());
        group.bench_function(format!("{name}, cleaned and scaled"), |bencher| {
            bencher.iter(|| {
                let (table, _) = Table::read(black_box(&path), &Wanted::default()).ok()?;
                Samples::of(table, &preparation).ok()
            });
        });
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
