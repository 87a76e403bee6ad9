//! Runs of millions of steps, in the rooms every series has.

use super::super::{COARSE_TAIL, EXACT_TAIL, HEAD};
use super::*;

const SPIKE: u64 = 3_141_592;
const STEPS: u64 = 10_000_000;

fn loss_at(step: u64) -> f32 {
    if step == SPIKE { 9.0 } else { 0.5 + (step % 1009) as f32 * 1e-4 }
}

fn gathered(from: u64, to: u64) -> Series {
    let mut series = Series::starting_at(from);
    (from..=to).for_each(|step| series.push(loss_at(step)));
    series
}

#[test]
fn a_spike_of_one_step_in_ten_million_stays_a_spike() {
    let series = gathered(1, STEPS);
    assert!(series.bytes() <= 4 << 20, "{} bytes", series.bytes());
    for points in [1280, 2560, 64] {
        let whole = visible(&series, 1, STEPS, points);
        let spikes: Vec<&Bucket> = whole.iter().filter(|bucket| bucket.max == 9.0).collect();
        assert_eq!(spikes.len(), 1);
        assert!((spikes[0].first_step..=spikes[0].last_step).contains(&SPIKE));
        assert!(whole.len() * 2 >= points, "{} buckets", whole.len());
    }
    let near = visible(&series, SPIKE - 5000, SPIKE + 5000, 2560);
    let spike: Vec<&Bucket> = near.iter().filter(|bucket| bucket.max == 9.0).collect();
    assert_eq!(spike.len(), 1);
    assert_eq!(spike[0].last_step - spike[0].first_step + 1, 1024);
    let values: Vec<f32> = (spike[0].first_step..=spike[0].last_step).map(loss_at).collect();
    assert_true_to(&values, spike[0].first_step, spike[0]);
    assert_eq!(series.max(), Some((SPIKE, 9.0)));
}

#[test]
fn long_segments_join_without_a_trace() {
    let mut joined = Series::default();
    for end in [1, 2, 900, 90_000, 90_001, 600_000, 1_700_001, 2_000_000] {
        joined.append(&gathered(joined.next_step(), end)).unwrap();
    }
    assert!(contents(&joined) == contents(&gathered(1, 2_000_000)), "segments left a trace");
}

#[test]
fn a_billion_steps_need_no_more_than_their_levels() {
    const LEVEL: usize = 6;
    let bucket = 4u64.pow(LEVEL as u32);
    let mut series = Series::default();
    // What is left of most of them: buckets of 4096 steps. The others come as they do in a run.
    for _ in 0..980_000_000 / bucket {
        let stats = super::super::stats::Stats::settled(0.5, 0.4, bucket);
        series.push_settled(LEVEL - 1, stats);
    }
    let next = series.next_step();
    for from in [next, next + 4_000_000, next + 8_000_000] {
        series.append(&gathered(from, from + 3_999_999)).unwrap();
    }
    let full = (HEAD + EXACT_TAIL) * 4 + 9 * (HEAD + COARSE_TAIL) * 32;
    assert!(series.bytes() <= full + 2000, "{} bytes", series.bytes());
    assert!(4 * series.bytes() <= 32 << 20);
    let whole = visible(&series, 0, u64::MAX, 2560);
    assert!((1280..=2560).contains(&whole.len()));
    assert!(whole.windows(2).all(|pair| pair[0].last_step + 1 == pair[1].first_step));
}
