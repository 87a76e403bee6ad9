//! A whole training step, window to update, as `benches/peers/pytorch_step.py` measures it in PyTorch and
//! `benches/peers/jax_step.py` in compiled JAX.
//!
//! `cargo bench --bench step` prints a Markdown table: µs a step on healthy weights, on weights that a
//! far too large learning rate has saturated, and of the readable formulation on candle's own
//! operations. Medians over several repeats; compare columns of one run only. Words after `--` choose the
//! steps whose name contains one of them; `--fast` leaves out the readable formulation.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and ends when something is wrong"
)]

use std::time::{Duration, Instant};

use candle_core::{Device, Result, Tensor};
use rnnscope::config::{Cell, Config, DataKind, Settings, Spacing};
use rnnscope::network::{Spec, readable};
use rnnscope::trainer::Trainer;

/// Cell, hidden size, time steps, batch, inputs.
type Case = (Cell, usize, usize, usize, usize);

const CASES: [Case; 10] = [
    (Cell::Rnn, 32, 10, 1, 1),
    (Cell::Rnn, 128, 10, 1, 1),
    (Cell::Rnn, 256, 100, 1, 1),
    (Cell::Rnn, 20, 20, 50, 1),
    (Cell::Lstm, 20, 20, 50, 1),
    (Cell::Lstm, 256, 100, 1, 1),
    (Cell::Gru, 32, 10, 1, 1),
    (Cell::Gru, 32, 24, 16, 1),
    (Cell::Gru, 32, 24, 16, 4),
    (Cell::Gru, 32, 24, 16, 16),
];
const REPEATS: usize = 7;
const REPEAT: Duration = Duration::from_millis(150);
/// Steps between two looks at the clock, which takes a hundredth of the smallest step.
const STEPS_A_LOOK: u32 = 16;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, words): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let fast = flags.iter().any(|flag| *flag == "--fast");
    println!("| step | µs | saturated | readable | readable / step |");
    println!("|---|---:|---:|---:|---:|");
    for case in CASES {
        let name = name(case);
        if !words.is_empty() && !words.iter().any(|word| name.contains(*word)) {
            continue;
        }
        let config = config(case);
        let healthy = microseconds(&mut trained(&config, config.lr));
        let saturated = microseconds(&mut trained(&config, 1.0));
        let readable = if fast { f64::NAN } else { readable_microseconds(&config) };
        println!(
            "| {name} | {healthy:.1} | {saturated:.1} | {readable:.0} | {:.0} |",
            readable / healthy
        );
    }
}

fn name((cell, hidden, time_steps, batch, inputs): Case) -> String {
    format!("{} {hidden} × {time_steps}, batch {batch}, inputs {inputs}", cell.label())
}

fn config((cell, hidden, time_steps, batch, inputs): Case) -> Config {
    let base = Config { cell, hidden, time_steps, batch, lr: 1e-4, ..Config::default() };
    if inputs > 1 {
        // Input k is sin kt.
        return Config {
            data: DataKind::Formula.into(),
            noise: 0.0,
            inputs: (1..=inputs).map(|k| format!("sin({k} * t)")).collect(),
            targets: vec!["cos(t)".to_owned()],
            ..base
        };
    }
    // The Keras tutorial's spacing where there is a batch, the PyTorch tutorial's elsewhere.
    let spacing =
        if batch > 1 { Spacing::Radians(0.1 / std::f64::consts::PI) } else { Spacing::HalfTurn };
    Config { spacing, ..base }
}

/// A step of a trainer that has seen some windows at this learning rate, and goes on at the case's.
fn trained(config: &Config, learning_rate: f64) -> impl FnMut() {
    let first = Config { lr: learning_rate, ..config.clone() };
    let mut trainer = Trainer::new(&first).expect("a possible configuration");
    // The peers don't measure it either.
    trainer.skip_effective_step();
    for _ in 0..40 {
        trainer.step().expect("a finite loss");
    }
    let rate = Settings { lr: Some(config.lr), ..Settings::default() };
    trainer.apply(&rate).expect("a live setting");
    let start = trainer.snapshot().expect("readable weights");
    move || {
        // Gradients of a saturated network can overflow; it then starts again.
        if std::hint::black_box(trainer.step()).is_err() {
            trainer = Trainer::restore(&start).expect("its own snapshot");
            trainer.skip_effective_step();
        }
    }
}

/// Median time of one call in microseconds.
fn microseconds(step: &mut impl FnMut()) -> f64 {
    // Caches, pages and the processor's clock settle first.
    repeat(step);
    let mut times: Vec<f64> = (0..REPEATS).map(|_| repeat(step)).collect();
    times.sort_by(f64::total_cmp);
    times[REPEATS / 2]
}

fn repeat(step: &mut impl FnMut()) -> f64 {
    let begin = Instant::now();
    let mut count = 0_u32;
    while begin.elapsed() < REPEAT {
        (0..STEPS_A_LOOK).for_each(|_| step());
        count += STEPS_A_LOOK;
    }
    begin.elapsed().as_secs_f64() * 1e6 / f64::from(count)
}

/// Forward and backward of one window on candle's own operations.
fn readable_microseconds(config: &Config) -> f64 {
    let trainer = Trainer::new(config).expect("a possible configuration");
    let parameters = trainer.network().parameters().tensors();
    let spec = Spec::new(config);
    let zeros = |shape: &[usize]| Tensor::zeros(shape, candle_core::DType::F32, &Device::Cpu);
    let window = || -> Result<()> {
        let [input, target] = [spec.inputs, spec.outputs]
            .map(|channels| zeros(&[spec.batch, spec.time_steps, channels]));
        let state = zeros(&[spec.layers, spec.batch, spec.hidden])?;
        let trace = readable::forward(&spec, &parameters, &input?, &target?, &state, &state)?;
        std::hint::black_box(trace.backward()?);
        Ok(())
    };
    let mut step = || window().expect("candle computes");
    step();
    repeat(&mut step)
}
