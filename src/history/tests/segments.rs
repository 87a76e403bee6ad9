//! Segments gathered elsewhere give what pushing every value gives.

use proptest::prelude::*;

use super::super::{History, HistoryError, StepRecord};
use super::*;

/// A series put together from segments of these lengths, the last as long as it takes.
fn joined(first: u64, values: &[f32], lengths: &[usize]) -> Series {
    let mut series = Series::with_limits(first, TIGHT);
    let mut rest = values;
    for length in lengths.iter().copied().chain([usize::MAX]) {
        let (segment, later) = rest.split_at(length.min(rest.len()));
        let segment = tight(series.next_step(), segment);
        series.append(&segment).unwrap();
        rest = later;
    }
    series
}

proptest! {
    #[test]
    fn segments_of_any_length_join_without_a_trace(
        (first, values) in runs(3000), lengths in prop::collection::vec(0usize..1500, 0..6),
    ) {
        let (joined, pushed) = (joined(first, &values, &lengths), tight(first, &values));
        prop_assert_eq!(contents(&joined), contents(&pushed));
    }

    #[test]
    fn many_short_segments_join_without_a_trace(
        (first, values) in runs(1500), lengths in prop::collection::vec(0usize..40, 0..80),
    ) {
        let (joined, pushed) = (joined(first, &values, &lengths), tight(first, &values));
        prop_assert_eq!(contents(&joined), contents(&pushed));
    }

    #[test]
    fn joining_is_associative((first, values) in runs(3000), cuts in prop::array::uniform2(0usize..3000)) {
        let cut = |index: usize| cuts[index].min(values.len());
        let (one, two) = (cut(0).min(cut(1)), cut(0).max(cut(1)));
        let part = |from: usize, to: usize| tight(first + from as u64, &values[from..to]);
        let (mut later, end) = (part(one, two), part(two, values.len()));
        later.append(&end).unwrap();
        let mut whole = part(0, one);
        whole.append(&later).unwrap();
        prop_assert_eq!(contents(&whole), contents(&tight(first, &values)));
    }

    #[test]
    fn a_history_is_joined_like_its_series(
        losses in prop::collection::vec(0f32..10.0, 1..400), cut in 0usize..400,
    ) {
        let record = |(step, &loss): (u64, &f32)| StepRecord {
            loss, grad_norm: 2.0 * loss, clipped: loss > 9.0, ..StepRecord::new(step)
        };
        let records: Vec<StepRecord> = (1..).zip(&losses).map(record).collect();
        let gathered = |records: &[StepRecord]| {
            let mut history = History::default();
            records.iter().for_each(|&record| history.push(record).unwrap());
            history
        };
        let (early, late) = records.split_at(cut.min(records.len()));
        let mut joined = gathered(early);
        joined.append(&gathered(late)).unwrap();
        prop_assert_eq!(format!("{joined:?}"), format!("{:?}", gathered(&records)));
        records.iter().for_each(|record| assert_eq!(joined.at(record.step), Some(*record)));
        let best = losses.iter().copied().reduce(f32::min);
        prop_assert_eq!(joined.best_loss().map(|(_, loss)| loss), best);
        prop_assert_eq!(joined.len(), losses.len() as u64);
    }
}

#[test]
fn a_segment_from_elsewhere_is_refused_and_changes_nothing() {
    let mut series = tight(1, &[1.0, 2.0]);
    let before = contents(&series);
    for (first, found) in [(2, 2), (4, 4)] {
        let error = series.append(&tight(first, &[3.0])).unwrap_err();
        assert_eq!(error, HistoryError::NotConsecutive { expected: 3, found });
        assert_eq!(contents(&series), before);
    }
    assert_eq!(
        series.append(&tight(4, &[3.0])).unwrap_err().to_string(),
        "step 4 can't be added: the history goes on with step 3"
    );
}

#[test]
fn a_history_starts_anywhere_and_then_goes_on_step_by_step() {
    let record = |step| StepRecord { loss: 0.5, clipped: true, ..StepRecord::new(step) };
    let mut history = History::default();
    history.push(record(41)).unwrap();
    history.push(record(42)).unwrap();
    let error = history.push(record(44)).unwrap_err();
    assert_eq!(error, HistoryError::NotConsecutive { expected: 43, found: 44 });
    assert_eq!((history.first_step(), history.last_step(), history.len()), (Some(41), Some(42), 2));
    assert_eq!(history.at(42), Some(record(42)));
    assert_eq!(history.at(43), None);
}
