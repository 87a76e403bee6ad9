//! Races against single runs, bit for bit, on any number of threads.

use crate::config::{
    Cell, Config, DataChoice, DataKind, Nonlinearity, OptimizerKind, ValidateEvery,
};
use crate::data;
use crate::race::{Command, Event, LaneReport, Lockstep, MOST_STEPS, Race, Variant, pool};
use crate::thread::Pace;
use crate::trainer::{Trainer, TrainerError};

/// One of each cell, one of them large enough for the kernel to share its blocks out, and one that
/// diverges.
fn variants() -> Vec<Variant> {
    let base = Config::default();
    let large = Config { hidden: 96, batch: 96, time_steps: 12, ..base.clone() };
    let diverging = Config {
        optimizer: OptimizerKind::Sgd,
        lr: 10.0,
        nonlinearity: Nonlinearity::Relu,
        ..base.clone()
    };
    let lstm = Config { cell: Cell::Lstm, ..base.clone() };
    let gru = Config { cell: Cell::Gru, lr: 0.005, ..base.clone() };
    [("rnn", base), ("lstm", lstm), ("gru", gru), ("large", large), ("diverging", diverging)]
        .map(|(name, config)| Variant { name: name.to_owned(), config })
        .into()
}

/// Loss and gradient norm of each step as bits, and where the run diverged.
type Bits = (Vec<(u32, u32)>, Option<u64>);

/// The bits of a run trained alone.
fn alone(config: &Config, steps: u64) -> Bits {
    let mut trainer = Trainer::new(config).unwrap();
    let mut bits = Vec::new();
    for _ in 0..steps {
        match trainer.step() {
            Ok(report) => bits.push((report.loss.to_bits(), report.grad_norm.to_bits())),
            Err(TrainerError::Diverged(at)) => return (bits, Some(at.step)),
            Err(error) => panic!("{error}"),
        }
    }
    (bits, None)
}

/// The same of the reports of a race, put together.
fn raced(reports: Vec<Vec<LaneReport>>) -> Vec<Bits> {
    let mut lanes: Vec<Bits> = Vec::new();
    for report in reports {
        lanes.resize_with(report.len(), Default::default);
        for (lane, (bits, diverged)) in report.into_iter().zip(&mut lanes) {
            let steps = lane.chunk.history.first_step()..=lane.chunk.history.last_step();
            if let (Some(first), Some(last)) = (steps.start(), steps.end()) {
                assert_eq!(*first, bits.len() as u64 + 1);
                let records = (*first..=*last).map(|step| lane.chunk.history.at(step).unwrap());
                bits.extend(records.map(|at| (at.loss.to_bits(), at.grad_norm.to_bits())));
            }
            *diverged = lane.diverged.map(|at| at.step);
        }
    }
    lanes
}

#[test]
fn a_race_is_its_single_runs_bit_for_bit_on_any_number_of_threads() {
    let steps = 90;
    let single: Vec<_> = variants().iter().map(|lane| alone(&lane.config, steps)).collect();
    assert!(single[4].1.is_some(), "one of them diverges");
    for threads in [1, 2, 5] {
        let mut race = Lockstep::on(pool::of(threads).unwrap(), variants()).unwrap();
        let mut reports = Vec::new();
        for chunk in [1, 2, 30, 57] {
            race.train(chunk).unwrap();
            reports.push(race.take());
        }
        assert_eq!(race.step(), steps);
        assert_eq!(raced(reports), single, "{threads} threads");
    }
}

/// The next event after the beginning.
fn next(race: &Race) -> Option<Event> {
    match race.wait() {
        Some(Event::Began(_)) => race.wait(),
        other => other,
    }
}

fn wait_for_the_end(race: &Race) -> Result<Vec<Vec<LaneReport>>, String> {
    let mut reports = Vec::new();
    loop {
        match next(race) {
            Some(Event::Steps(report)) => reports.push(report),
            Some(Event::Finished) => return Ok(reports),
            Some(Event::Failed(reason)) => return Err(reason.to_string()),
            Some(Event::Began(_)) => return Err("it begins twice".to_owned()),
            None => return Err("the thread ended without a word".to_owned()),
        }
    }
}

fn start(variants: Vec<Variant>, steps: u64, pace: Pace) -> Race {
    Race::spawn(variants, steps, pace, true, Box::new(|| {})).unwrap()
}

#[test]
fn the_thread_reports_every_step_of_every_variant() {
    for pace in [Pace::Max, Pace::PerSecond(5000.0)] {
        let race = start(variants(), 120, pace);
        let single: Vec<_> = variants().iter().map(|lane| alone(&lane.config, 120)).collect();
        assert_eq!(raced(wait_for_the_end(&race).unwrap()), single);
    }
}

#[test]
fn a_paused_race_goes_on_where_it_was() {
    let race = start(variants(), 60, Pace::PerSecond(200.0));
    let mut reports = Vec::new();
    if let Some(Event::Steps(report)) = next(&race) {
        reports.push(report);
    }
    race.send(Command::Pause);
    race.send(Command::SetPace(Pace::Max));
    race.send(Command::Play);
    reports.extend(wait_for_the_end(&race).unwrap());
    let single: Vec<_> = variants().iter().map(|lane| alone(&lane.config, 60)).collect();
    assert_eq!(raced(reports), single);
}

/// The newest step of each variant, reports put together.
fn steps_of(reports: &[Vec<LaneReport>]) -> Vec<u64> {
    let newest = |lane: usize| {
        let steps = reports.iter().filter_map(|report| report[lane].chunk.history.last_step());
        steps.max().unwrap_or(0)
    };
    (0..reports.first().map_or(0, Vec::len)).map(newest).collect()
}

#[test]
fn every_report_has_all_variants_at_the_same_step() {
    let healthy = || variants()[..4].to_vec();
    for pace in [Pace::Max, Pace::PerSecond(2000.0)] {
        let reports = wait_for_the_end(&start(healthy(), 300, pace)).unwrap();
        for until in 1..=reports.len() {
            let steps = steps_of(&reports[..until]);
            assert!(steps.iter().all(|step| *step == steps[0]), "{steps:?}");
        }
        assert_eq!(steps_of(&reports), [300; 4]);
    }
}

#[test]
fn a_race_takes_single_steps_while_it_waits() {
    let (steps, pace) = (20, Pace::Max);
    let race = Race::spawn(variants(), steps, pace, false, Box::new(|| {})).unwrap();
    let mut reports = Vec::new();
    for (more, reached) in [(1, 1), (1, 2), (10, 12)] {
        race.send(Command::Step(more));
        while reports.is_empty() || steps_of(&reports)[0] < reached {
            match next(&race) {
                Some(Event::Steps(report)) => reports.push(report),
                other => panic!("{other:?}"),
            }
        }
        let steps = steps_of(&reports);
        assert_eq!(steps[..4], [reached; 4], "all but the one that may have diverged");
    }
    // Beyond the last one there is none.
    race.send(Command::Step(10));
    reports.extend(wait_for_the_end(&race).unwrap());
    assert_eq!(steps_of(&reports)[..4], [steps; 4]);
}

#[test]
fn a_race_ends_early_when_all_have_diverged() {
    let diverging = variants().pop().unwrap();
    let race = start(vec![diverging.clone(), diverging], MOST_STEPS, Pace::Max);
    let lanes = raced(wait_for_the_end(&race).unwrap());
    assert!(lanes.iter().all(|(bits, diverged)| *diverged == Some(bits.len() as u64 + 1)));
}

#[test]
fn what_is_wrong_with_a_race_is_one_sentence() {
    let say = |variants, steps| wait_for_the_end(&start(variants, steps, Pace::Max)).unwrap_err();
    assert_eq!(say(variants()[..1].to_vec(), 5), "a race takes 2 to 6 variants, not 1");
    assert_eq!(say(variants(), 0), "a race takes 1 to 50000 steps, not 0");
    let mut wrong = variants();
    wrong[1].config.lr = 20.0;
    let error = say(wrong, 5);
    assert!(error.starts_with("lstm: lr = 20.0 is not possible"), "{error}");
}

/// Two that learn nothing from a random walk, of which one has patience.
fn impatient() -> Vec<Variant> {
    let base = Config {
        data: DataKind::RandomWalk.into(),
        samples: 200,
        hidden: 4,
        validate_every: ValidateEvery::Steps(4),
        lr: 0.1,
        ..Config::default()
    };
    let patient = Config { patience: Some(2), ..base.clone() };
    [("patient", patient), ("endless", base)]
        .map(|(name, config)| Variant { name: name.to_owned(), config })
        .into()
}

#[test]
fn a_variant_out_of_patience_stops_there_and_keeps_its_numbers() {
    const STEPS: u64 = 203;
    let mut trainer = Trainer::new(&impatient()[0].config).unwrap();
    while !trainer.is_out_of_patience() {
        trainer.step().unwrap();
    }
    let end = trainer.steps();
    assert!(end < STEPS - 1, "{end}");
    let reports = wait_for_the_end(&start(impatient(), STEPS, Pace::Max)).unwrap();
    let last = reports.last().unwrap();
    assert_eq!(last.iter().map(|lane| lane.out_of_patience).collect::<Vec<_>>(), [Some(end), None]);
    assert_eq!(steps_of(&reports), [end, STEPS]);
    let lanes = raced(reports);
    assert_eq!(lanes[0], alone(&impatient()[0].config, end));
    assert_eq!(lanes[1], alone(&impatient()[1].config, STEPS));
}

#[test]
fn a_race_is_over_when_nobody_has_patience_left() {
    let patient = impatient().remove(0);
    let reports = wait_for_the_end(&start(vec![patient.clone(), patient], MOST_STEPS, Pace::Max));
    let reports = reports.unwrap();
    let [one, other] = steps_of(&reports)[..] else { panic!("two variants") };
    assert!(one == other && one < MOST_STEPS, "{one}, {other}");
}

#[test]
fn the_last_step_of_a_race_is_judged_whatever_the_controls_say() {
    const STEPS: u64 = 7;
    let variants = impatient()
        .into_iter()
        .map(|variant| Variant { config: Config { steps: 100, ..variant.config }, ..variant });
    let reports = wait_for_the_end(&start(variants.collect(), STEPS, Pace::Max)).unwrap();
    let judged = |step| {
        let histories = reports.iter().map(|report| &report[1].chunk.history);
        histories.filter_map(|history| history.validation_loss().exact_at(step)).next()
    };
    let mut trainer = Trainer::new(&impatient()[1].config).unwrap();
    let at_4 = (0..4).map(|_| trainer.step().unwrap()).last().unwrap().validation_loss;
    (4..STEPS).for_each(|_| _ = trainer.step().unwrap());
    assert_eq!([3, 4, 7].map(judged), [None, at_4, trainer.validation_loss().unwrap()]);
}

#[test]
fn a_race_tells_with_which_files_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    let rows = (0..90).map(|row| format!("{}\n", (f64::from(row) / 5.0).sin()));
    std::fs::write(&path, std::iter::once("x\n".to_owned()).chain(rows).collect::<String>())
        .unwrap();
    let config = Config { data: DataChoice::File(path), hidden: 4, ..Config::default() };
    let variant = |name: &str| Variant { name: name.to_owned(), config: config.clone() };
    let race = start(vec![variant("one"), variant("other")], 3, Pace::Max);
    match race.wait() {
        Some(Event::Began(configs)) => {
            assert!(configs.iter().all(|config| config.data_sha256.is_some()));
            // What they are called by is known from them.
            let source = data::source(&configs[0]);
            assert_eq!(source.target_name(0), "x");
        }
        other => panic!("{other:?}"),
    }
}
