//! "Take its memory away": README's and the first experiment.

use rnnscope::config::{Settings, StateMode};

use crate::page::says;
use crate::replay::{SEEDS, above, after, begin, gets_below, losses, mean};

/// A change of the state alone.
fn state(state: StateMode) -> Settings {
    Settings { state: Some(state), ..Settings::default() }
}

/// A run of a seed at the learning rate at which it is calm.
fn calm(seed: u32) -> Settings {
    Settings { seed: Some(seed), lr: Some(0.005), ..Settings::default() }
}

#[test]
fn within_a_quarter_of_a_minute_blue_lies_on_red() {
    says(
        "README.md",
        &[
            "twenty steps a second",
            "within a quarter of a minute the blue line lies on the red one",
        ],
    );
    let losses = losses(&mut begin("pytorch", Settings::default()), 300);
    // A loss of 1e-3 is a distance of some 0.03 beside an amplitude of 1.
    assert_eq!(above(&losses[280..], 1e-3), 0, "{:?}", &losses[280..]);
}

#[test]
fn the_readme_takes_the_memory_away_and_gives_it_back() {
    says(
        "README.md",
        &[
            "Set *learning rate* to 0.005 and press R",
            "After a quarter of a minute it has learned.",
            "The loss leaps up, the green line rises to 0.1, and no patience brings the loss below it on average.",
            "The weights have stayed, and within seconds the loss falls below 0.01 again.",
        ],
    );
    for seed in SEEDS {
        let mut run = begin("pytorch", calm(seed));
        let learned = losses(&mut run, 300);
        assert!(mean(&learned[280..]) < 0.01, "seed {seed}: {:?}", &learned[280..]);
        let reset = after(&mut run, &state(StateMode::Reset), 1000);
        assert!(above(&reset[..5], 0.2) > 0, "seed {seed}: {:?}", &reset[..5]);
        for hundred in reset.chunks(100) {
            assert!(mean(hundred) > 0.099, "seed {seed}: {}", mean(hundred));
        }
        run.apply(&state(StateMode::Carry)).unwrap();
        assert!(gets_below(&mut run, 0.01, 200), "seed {seed} in ten seconds");
    }
}

#[test]
fn at_0_005_the_losses_go_where_the_first_experiment_says() {
    says(
        "docs/experiments.md",
        &[
            "Preset `pytorch`, *learning rate* 0.005, *steps per second* 200, and R.",
            "a thousand steps or two",
            "within 500 steps it settles at **0.1** on average",
            "Raise *time steps* to 20, and within 1,500 steps it comes down to **0.05**",
            "**none**: within 500 steps it settles at **0.5**",
            "within 1,000 steps, most often within 200, the loss is below 0.01 again",
        ],
    );
    let mut soon = 0;
    for seed in SEEDS {
        let mut run = begin("pytorch", calm(seed));
        losses(&mut run, 600);
        let reset = after(&mut run, &state(StateMode::Reset), 1000);
        assert!(
            (0.099..0.103).contains(&mean(&reset[500..])),
            "seed {seed}: {}",
            mean(&reset[500..])
        );
        let longer = Settings { time_steps: Some(20), ..Settings::default() };
        let longer = after(&mut run, &longer, 2000);
        let settled = mean(&longer[1500..]);
        assert!((0.0495..0.0525).contains(&settled), "seed {seed}: {settled}");
        let none = after(&mut run, &state(StateMode::None), 1000);
        assert!((0.495..0.51).contains(&mean(&none[500..])), "seed {seed}: {}", mean(&none[500..]));
        run.apply(&state(StateMode::Carry)).unwrap();
        let begun = run.steps();
        assert!(gets_below(&mut run, 0.01, 1000), "seed {seed}");
        soon += usize::from(run.steps() - begun <= 200);
    }
    assert!(soon >= 3, "{soon} of five seeds within 200 steps");
}
