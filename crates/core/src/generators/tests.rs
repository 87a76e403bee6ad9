//! What every generator promises, and each one's own formula read off its table.

use super::*;
use crate::config::DataKind;
use crate::table::Table;

/// A generator under its name.
type Make = fn(usize, u32) -> Table;

const ALL: [(DataKind, Make); 7] = [
    (DataKind::MackeyGlass, mackey_glass::make),
    (DataKind::Lorenz, lorenz::make),
    (DataKind::Narma10, narma10::make),
    (DataKind::Chirp, chirp::make),
    (DataKind::Adding, adding::make),
    (DataKind::DelayEcho, delay_echo::make),
    (DataKind::RandomWalk, random_walk::make),
];

fn bits(table: &Table) -> Vec<Vec<u64>> {
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect();
    table.columns.iter().map(|column| bits(&column.values)).collect()
}

fn names(table: &Table, columns: &[usize]) -> Vec<String> {
    columns.iter().map(|&column| table.columns[column].name.clone()).collect()
}

#[test]
fn every_generator_of_the_list_is_here_and_says_where_it_comes_from() {
    let listed = DataKind::ALL.iter().copied().filter(|kind| kind.is_generator());
    assert!(listed.eq(ALL.iter().map(|(kind, _)| *kind)));
    for kind in DataKind::ALL {
        let Some(origin) = origin(*kind) else {
            assert!(!kind.is_generator(), "{kind}");
            continue;
        };
        let has_year = origin
            .source
            .split([' ', ',', ';'])
            .any(|word| word.parse::<u16>().is_ok_and(|year| year > 1800));
        assert!(has_year || origin.source.contains("scipy"), "{kind}: {}", origin.source);
        assert!(origin.formula.len() > 20 && kind.sentence().ends_with('.'), "{kind}");
    }
}

#[test]
fn columns_and_horizons_are_as_they_should_be() {
    let parts = |make: Make| {
        let table = make(3, 1);
        (names(&table, &table.inputs), names(&table, &table.targets))
    };
    let texts = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    for (kind, make) in ALL {
        let (inputs, targets, horizon): (&[&str], &[&str], u64) = match kind {
            DataKind::Lorenz => (&["x", "y", "z"], &["x", "y", "z"], 1),
            DataKind::Narma10 => (&["u"], &["y"], 0),
            DataKind::Adding => (&["value", "marker"], &["sum"], 0),
            DataKind::DelayEcho => (&["x"], &["echo"], 0),
            _ => (&["x"], &["x"], 1),
        };
        assert_eq!(parts(make), (texts(inputs), texts(targets)), "{kind}");
        assert_eq!(kind.horizon(), horizon, "{kind}");
    }
}

#[test]
fn a_table_has_as_many_rows_as_asked_for_and_only_numbers() {
    for (kind, make) in ALL {
        for samples in [0, 1, 7, 3000] {
            let table = make(samples, 5);
            assert_eq!(table.rows, samples, "{kind}");
            for column in &table.columns {
                assert_eq!(column.values.len(), samples, "{kind}");
                assert!(column.values.iter().all(|value| value.is_finite()), "{kind}");
            }
        }
    }
}

#[test]
fn the_seed_decides_every_bit_and_more_rows_only_go_on() {
    for (kind, make) in ALL {
        let (table, again, other) = (make(400, 7), make(400, 7), make(400, 8));
        assert_eq!(bits(&table), bits(&again), "{kind}");
        assert_ne!(bits(&table), bits(&other), "{kind}");
        if kind == DataKind::Chirp {
            continue;
        }
        let longer = make(1000, 7);
        let beginning: Vec<_> =
            bits(&longer).into_iter().map(|column| column[..400].to_vec()).collect();
        assert_eq!(bits(&table), beginning, "{kind}");
    }
}

/// The columns of a generator's table, and numbers that a program of its own has made by the same formula.
/// `golden.json` was written by Python, with numpy's `RandomState` for the random numbers.
#[test]
fn numbers_are_those_of_an_independent_program() {
    let golden: serde_json::Value =
        serde_json::from_str(include_str!("tests/golden.json")).unwrap();
    for (kind, make) in ALL {
        let (golden, rows) = (&golden[kind.name()], golden["rows"].as_u64().unwrap() as usize);
        let table = make(rows, golden["seed"].as_u64().unwrap_or(1) as u32);
        for column in &table.columns {
            let expected = golden[&column.name].as_array().unwrap();
            assert!(expected.len() >= 20, "{kind}");
            for pair in expected {
                let (row, expected) = (pair[0].as_u64().unwrap(), pair[1].as_f64().unwrap());
                let found = column.values[row as usize];
                // Nothing but products, sums and whole numbers: the very bits. The sine and the normal
                // numbers hang on a system's own library in Python.
                let is_exact = !matches!(kind, DataKind::Chirp | DataKind::RandomWalk);
                let tolerance = if is_exact { 0.0 } else { 1e-12 };
                assert!((found - expected).abs() <= tolerance, "{kind} {row}: {found} {expected}");
            }
        }
    }
}

#[test]
fn mackey_glass_stays_between_its_extremes_and_never_repeats() {
    let table = mackey_glass::make(5000, 3);
    let x = &table.columns[0].values;
    let (least, greatest) =
        (x.iter().copied().fold(9.0, f64::min), x.iter().copied().fold(0.0, f64::max));
    // Known of the attractor with this delay.
    assert!((0.2..0.5).contains(&least) && (1.2..1.45).contains(&greatest), "{least} {greatest}");
    // About fifty units from hill to hill.
    let mean = x.iter().sum::<f64>() / x.len() as f64;
    let upwards = x.windows(2).filter(|pair| pair[0] < mean && pair[1] >= mean).count();
    assert!((70..130).contains(&upwards), "{upwards}");
}

#[test]
fn lorenz_is_a_butterfly() {
    let table = lorenz::make(50_000, 3);
    let [x, y, z] = [0, 1, 2].map(|column| &table.columns[column].values);
    let rho = 28.0;
    for ((x, y), z) in x.iter().zip(y).zip(z) {
        // Lorenz' own bound: the attractor lies in this ellipsoid.
        let far = rho * x * x + 10.0 * y * y + 10.0 * (z - 2.0 * rho).powi(2);
        assert!(far < 4.0 * 10.0 * rho * rho, "{far}");
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    assert!((mean(z) - 23.55).abs() < 0.3 && mean(x).abs() < 1.0, "{} {}", mean(z), mean(x));
    let wings = x.windows(2).filter(|pair| pair[0] * pair[1] < 0.0).count();
    assert!(wings > 300, "{wings}");
}

#[test]
fn narma10_follows_its_recursion_and_stays_small() {
    for seed in 0..40 {
        let table = narma10::make(2000, seed);
        let (u, y) = (&table.columns[0].values, &table.columns[1].values);
        assert!(
            u.iter().all(|u| (0.0..0.5).contains(u)) && y.iter().all(|y| (0.0..=1.0).contains(y))
        );
        for k in 9..1999 {
            let mut sum = 0.0;
            for i in 0..10 {
                sum += y[k - i];
            }
            let next = 0.3 * y[k] + 0.05 * y[k] * sum + 1.5 * u[k - 9] * u[k] + 0.1;
            assert!((y[k + 1] - next).abs() < 1e-14, "{seed} {k}");
        }
    }
}

#[test]
fn a_chirps_period_shrinks_from_100_rows_to_10() {
    let table = chirp::make(6000, 3);
    let x = &table.columns[0].values;
    let rises: Vec<usize> = (1..6000).filter(|&k| x[k - 1] < 0.0 && x[k] >= 0.0).collect();
    // The mean frequency times the rows, but for the two ends.
    assert!((rises.len() as f64 - 0.055 * 6000.0).abs() <= 1.0, "{}", rises.len());
    let periods: Vec<usize> = rises.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(periods[0] > 85 && (9..=11).contains(&periods[periods.len() - 1]), "{periods:?}");
    let falls = periods.windows(2).all(|pair| pair[1] <= pair[0] + 1);
    assert!(falls, "{periods:?}");
}

#[test]
fn adding_adds_the_two_values_marked_last() {
    let table = adding::make(5000, 3);
    let [value, marker, sum] = [0, 1, 2].map(|column| &table.columns[column].values);
    let mut gaps = Vec::new();
    for k in 0..5000 {
        assert!((-1.0..1.0).contains(&value[k]) && (marker[k] == 0.0 || marker[k] == 1.0));
        let mut marked = (0..=k).rev().filter(|&i| marker[i] == 1.0);
        let (last, before) = (marked.next(), marked.next());
        let expected = last.map_or(0.0, |i| value[i]) + before.map_or(0.0, |i| value[i]);
        assert!((sum[k] - expected).abs() < 1e-15, "{k}");
        gaps.extend(
            before.zip(last).filter(|(_, last)| *last == k).map(|(before, last)| last - before),
        );
    }
    assert_eq!((gaps.iter().min(), gaps.iter().max()), (Some(&1), Some(&19)));
    let mean = gaps.iter().sum::<usize>() as f64 / gaps.len() as f64;
    assert!((9.0..11.0).contains(&mean), "{mean}");
}

#[test]
fn an_echo_is_ten_rows_late() {
    let table = delay_echo::make(1000, 3);
    let (x, echo) = (&table.columns[0].values, &table.columns[1].values);
    assert_eq!(echo[..10], [0.0; 10]);
    assert_eq!(echo[10..], x[..990]);
}

#[test]
fn a_random_walk_has_normal_steps_that_know_nothing_of_each_other() {
    let table = random_walk::make(200_001, 3);
    let x = &table.columns[0].values;
    assert_eq!(x[0], 0.0);
    let steps: Vec<f64> = x.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mean = |value: &dyn Fn(usize) -> f64| (0..199_999).map(value).sum::<f64>() / 199_999.0;
    let bound = |variance: f64| 5.0 * (variance / 199_999.0).sqrt();
    assert!(mean(&|k| steps[k]).abs() < bound(1.0));
    assert!((mean(&|k| steps[k].powi(2)) - 1.0).abs() < bound(2.0));
    assert!((mean(&|k| steps[k].powi(4)) - 3.0).abs() < bound(96.0));
    assert!(mean(&|k| steps[k] * steps[k + 1]).abs() < bound(1.0));
}
