//! What a list of runs promises that was kept: it is what it was, and nothing is taken for one.

use proptest::prelude::*;

use super::*;
use crate::config::{Config, Settings};
use crate::history::StepRecord;
use crate::session::Run;
use crate::worker::StepChunk;

/// A list of a run with a change and curves, and of one that went through numbers that aren't finite.
fn list() -> Runs {
    let mut runs = Runs::new();
    for (id, gap) in [(1, None), (2, Some(7))] {
        let mut run = Run::new(id, Config { seed: id as u32, ..Config::default() });
        run.record(40, &Settings { lr: Some(0.5), ..Settings::default() }, 1);
        let mut chunk = StepChunk::new(id);
        for step in 1..=3000 {
            let loss = if Some(step) == gap { f32::NAN } else { 1.0 / step as f32 };
            chunk.history.push(StepRecord { loss, ..StepRecord::new(step) }).unwrap();
        }
        let samples = vec![0.25; 10];
        let (input, target, prediction) = (samples.clone(), samples.clone(), samples);
        let (step, row, start, spacing) = (3000, 0, 9.5, 0.1);
        chunk.sequences.push_back(Sequence {
            step,
            row,
            start,
            spacing,
            input,
            target,
            prediction,
            ..Sequence::default()
        });
        chunk.sequences.push_back(of_several_channels());
        chunk.sequences.retain(|one| (one.shape.inputs > 1) == gap.is_some());
        run.take(chunk).unwrap();
        runs.keep(run, false);
    }
    runs.change(3, 1, RunChange::Rename("the \"good\" one\n".to_owned()));
    runs.change(3, 1, RunChange::Pin(true));
    runs.change(3, 2, RunChange::Hide(true));
    runs.change(3, 3, RunChange::Rename("mine".to_owned()));
    runs
}

use super::super::RunChange;

/// Curves of three inputs and two targets.
fn of_several_channels() -> Sequence {
    let numbers = |count: u16| (0..count).map(|n| 0.1 * f32::from(n)).collect::<Vec<f32>>();
    Sequence {
        step: 3000,
        start: 12.0,
        spacing: 1.0,
        is_apart: true,
        shape: Shape { inputs: 3, targets: 2 },
        input: numbers(30),
        target: numbers(20),
        prediction: numbers(20),
        ..Sequence::default()
    }
}

fn read(bytes: &[u8]) -> Result<KeptList, Reason> {
    let name = "runs.safetensors";
    let file = WeightsFile::begin(bytes, bytes.len() as u64, name);
    KeptList::from_file(file?, Path::new(name))
}

#[test]
fn a_list_that_was_kept_is_what_it_was() {
    let old = list();
    let mut new = Runs::new();
    new.take_up(read(&old.to_bytes().unwrap()).unwrap());
    assert_eq!(new.kept.len(), 2);
    for (new, old) in new.kept.iter().zip(&old.kept) {
        assert_eq!(new.look, old.look);
        assert_eq!((&new.recipe, &new.trained, new.changes), (&old.recipe, &old.trained, 1));
        assert_eq!((new.pinned, new.hidden), (old.pinned, old.hidden));
        assert_eq!((new.steps, new.last_loss, new.best), (3000, Some(1.0 / 3000.0), old.best));
        assert_eq!((new.sequences.len(), &new.sequences), (1, &old.sequences));
        let drawn = |run: &KeptRun| {
            let mut buckets = Vec::new();
            run.history.loss().visible(1..=3000, 200, &mut buckets);
            format!("{buckets:?}")
        };
        assert_eq!(drawn(new), drawn(old));
        assert_ne!(new.id, old.id, "no run of this start has its number");
    }
    assert_eq!((new.live.number, new.live.name.as_str()), (3, "run 3"));
    new.call_as_before();
    assert_eq!((new.live.number, new.live.name.as_str()), (3, "mine"));
}

#[test]
fn a_list_that_is_taken_up_twice_has_its_runs_once() {
    let bytes = list().to_bytes().unwrap();
    let mut new = Runs::new();
    new.take_up(read(&bytes).unwrap());
    new.take_up(read(&bytes).unwrap());
    let numbers: Vec<u64> = new.kept.iter().map(|run| run.look.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_ne!(new.kept[0].id, new.kept[1].id);
}

/// Who was paused at the step that was to be the last, changed something and left has a change behind it.
#[test]
fn a_change_behind_the_last_step_is_kept() {
    let mut run = Run::new(1, Config { steps: 2000, ..Config::default() });
    let mut chunk = StepChunk::new(1);
    (1..=2000).for_each(|step| chunk.history.push(StepRecord::new(step)).unwrap());
    run.take(chunk).unwrap();
    run.record(2001, &Settings { lr: Some(0.5), ..Settings::default() }, 1);
    let mut runs = Runs::new();
    let recipe = run.recipe.clone();
    runs.keep(run, false);
    let list = read(&runs.to_bytes().unwrap()).unwrap();
    let kept = &list.runs[0];
    assert!(list.broken.is_empty());
    assert_eq!((kept.steps, &kept.recipe.changes), (2000, &recipe.changes));
    assert_eq!(kept.recipe.steps(), 2001);
}

#[test]
fn a_run_that_is_broken_leaves_the_others() {
    let bytes = list().to_bytes().unwrap();
    // The name of a key, so that the file stays one.
    let key = b"best_step = ";
    let at = bytes.windows(key.len()).position(|part| part == key).unwrap();
    let steps = b"\\nsteps = 3000";
    let at_steps = at + bytes[at..].windows(steps.len()).position(|part| part == steps).unwrap();
    let mut broken = bytes.clone();
    broken[at_steps + 2] = b'x';
    let list = read(&broken).unwrap();
    assert_eq!(list.runs.len(), 1);
    assert_eq!(list.runs[0].look.number, 2);
    let said: Vec<String> = list.broken.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["run 1 in runs.safetensors is broken"]);
}

#[test]
fn an_empty_list_is_one() {
    let read = read(&Runs::new().to_bytes().unwrap()).unwrap();
    assert!(read.runs.is_empty());
}

#[test]
fn what_is_no_list_says_so() {
    let weights = weights::to_bytes(&[]).unwrap();
    let error = read(&weights).unwrap_err();
    assert_eq!(
        error.to_string(),
        "runs.safetensors is not a list of runs: it doesn't say so in its metadata"
    );
    assert!(read(b"garbage").is_err());
}

proptest! {
    #[test]
    fn a_broken_file_is_told_without_a_panic(at in 0..4000_usize, byte: u8, cut in 0..60_000_usize) {
        let mut bytes = list().to_bytes().unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(cut.max(8));
        let _ = read(&bytes);
    }
}
