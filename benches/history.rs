//! The history's speed and size: pushes, segments handed over, views of a plot, smoothing.
//!
//! `cargo bench --bench history` prints the bytes at each length first, then criterion's times.

use std::hint::black_box;
use std::io::Write;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rnnscope::history::{History, Series, Smoothed, StepRecord};

const LENGTHS: [u64; 3] = [10_000, 1_000_000, 10_000_000];

/// Minimum and maximum for each of 1280 pixels.
const POINTS: usize = 2560;

fn record(step: u64) -> StepRecord {
    let loss = 0.5 + (step % 1009) as f32 * 1e-4;
    StepRecord {
        loss,
        grad_norm: 2.0 * loss,
        learning_rate: 1e-3,
        clipped: step.is_multiple_of(97),
        ..StepRecord::new(step)
    }
}

fn gathered(from: u64, to: u64) -> History {
    let mut history = History::default();
    for step in from..=to {
        // Consecutive by construction: nothing to report.
        let _ = history.push(record(step));
    }
    history
}

fn series(steps: u64) -> Series {
    let mut series = Series::default();
    (1..=steps).for_each(|step| series.push(record(step).loss));
    series
}

fn bytes(_: &mut Criterion) {
    let mut out = std::io::stdout().lock();
    for steps in LENGTHS {
        let mut history = gathered(1, steps);
        let live = history.bytes();
        history.thin(1 << 20);
        let thinned = history.bytes();
        let _ = writeln!(out, "{steps:>10} steps: {live:>10} bytes live, {thinned:>8} finished");
    }
}

fn push(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("push");
    group.sample_size(10);
    for steps in LENGTHS {
        group.throughput(Throughput::Elements(steps));
        group.bench_function(BenchmarkId::new("series", steps), |bencher| {
            bencher.iter(|| series(black_box(steps)));
        });
        group.bench_function(BenchmarkId::new("history", steps), |bencher| {
            bencher.iter(|| gathered(1, black_box(steps)));
        });
    }
    group.finish();
}

/// What is gathered within a frame at 60 Hz and 400 000 steps a second, and in a hidden window.
fn append(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("append");
    for steps in [6_700, 1_000_000] {
        let (mut whole, mut end) = (gathered(1, 1_000_000), 1_000_000);
        group.bench_function(BenchmarkId::new("segment", steps), |bencher| {
            bencher.iter_custom(|rounds| {
                let mut spent = std::time::Duration::ZERO;
                for _ in 0..rounds {
                    let segment = gathered(end + 1, end + steps);
                    let start = std::time::Instant::now();
                    let _ = whole.append(black_box(&segment));
                    spent += start.elapsed();
                    end += steps;
                }
                spent
            });
        });
    }
    group.finish();
}

fn view(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("view");
    let mut buckets = Vec::new();
    for steps in LENGTHS {
        let series = series(steps);
        let ranges = [("whole", 1..=steps), ("middle", steps / 3..=steps / 3 + steps / 50)];
        for (name, range) in ranges {
            group.bench_function(BenchmarkId::new(name, steps), |bencher| {
                bencher.iter(|| series.visible(black_box(range.clone()), POINTS, &mut buckets));
            });
        }
    }
    group.finish();
}

fn smooth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("smooth");
    for steps in LENGTHS {
        let series = series(steps);
        group.bench_function(BenchmarkId::new("anew", steps), |bencher| {
            bencher.iter(|| Smoothed::new(black_box(0.9)).follow(&series));
        });
    }
    group.finish();
}

criterion_group!(benches, bytes, push, append, view, smooth);
criterion_main!(benches);
