//! What is said of the inside of a network that has learned.

use rnnscope::config::Settings;
use rnnscope::lens::Frozen;
use rnnscope::lens::hidden_state::hidden_state;
use rnnscope::text::ENGLISH;
use rnnscope::trainer::Trainer;

use crate::page::says;
use crate::replay::{SEEDS, begin, losses};

fn of_seed(seed: u32) -> Trainer {
    begin("pytorch", Settings { seed: Some(seed), ..Settings::default() })
}

/// A variable's numbers.
fn values(run: &Trainer, name: &str) -> Vec<f32> {
    let parameters = run.network().parameters();
    let at = parameters.iter().position(|parameter| parameter.name == name).unwrap();
    parameters.values().unwrap().swap_remove(at)
}

fn norm(values: impl Iterator<Item = f32>) -> f32 {
    values.map(|value| value * value).sum::<f32>().sqrt()
}

/// How far a variable has moved, by its length at first.
fn moved(before: &[f32], after: &[f32]) -> f32 {
    norm(before.iter().zip(after).map(|(before, after)| after - before))
        / norm(before.iter().copied())
}

#[test]
fn weights_move_as_far_as_their_lens_says() {
    let sentence = "the recurrent matrix moves by about its own length within 300 steps, the input \
                    weights by one and a half to four times theirs";
    assert!(ENGLISH.lenses.weights.why.contains(sentence), "this test proves {sentence:?}");
    for seed in SEEDS {
        let mut run = of_seed(seed);
        let names = ["rnn.weight_hh_l0", "rnn.weight_ih_l0"];
        let before = names.map(|name| values(&run, name));
        losses(&mut run, 300);
        let [recurrent, input] = [0, 1].map(|at| moved(&before[at], &values(&run, names[at])));
        assert!((0.6..1.6).contains(&recurrent), "seed {seed}: {recurrent}");
        assert!((1.5..4.0).contains(&input), "seed {seed}: {input}");
    }
}

#[test]
fn most_units_oscillate_each_with_a_phase_of_its_own() {
    says(
        "README.md",
        &[
            "*Hidden state* shows 32 units over time, most of them oscillating, each with a phase of its own.",
        ],
    );
    for seed in SEEDS {
        let mut run = of_seed(seed);
        losses(&mut run, 400);
        let seen = hidden_state(&Frozen::now(&run, 0).unwrap(), 0, 6);
        let period = 2 * seen.time_steps;
        let waves: Vec<[f64; 2]> =
            (0..seen.units).map(|unit| wave(&seen.unit(0, unit)[..2 * period], period)).collect();
        let swinging: Vec<_> = waves.iter().filter(|wave| wave[0] > 0.1).collect();
        assert!(swinging.len() > 16, "seed {seed}: {waves:?}");
        let mut phases: Vec<f64> = swinging.iter().map(|wave| wave[1]).collect();
        phases.sort_by(f64::total_cmp);
        assert!(phases.windows(2).all(|two| two[0] < two[1]), "seed {seed}: {phases:?}");
    }
}

/// Amplitude and phase of a unit's oscillation with the data's period.
fn wave(values: &[f64], period: usize) -> [f64; 2] {
    let (mut cos, mut sin) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        let angle = std::f64::consts::TAU * at as f64 / period as f64;
        cos += value * angle.cos();
        sin += value * angle.sin();
    }
    [2.0 * cos.hypot(sin) / values.len() as f64, sin.atan2(cos)]
}
