//! Overviews, held to what the reader and the samples make of the same table.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::super::overview::*;
use super::*;

/// Tables of every kind, good and bad.
const TEXTS: [&str; 16] = [
    "a,b\n1,2\n3,4\n",
    "1;2,5\n3;4,5\n",
    "time;temperature [°C];wind;remark\n01.03.2021 00:00;1,5;;calm\n01.03.2021 01:00;2,5;3;windy\n",
    "t,x\n0,1\n0.5,2\n1,3\n",
    "t\n0\n1\n",
    "x,empty,y,\n1,,2,\n3,,4,\n",
    "date,other,x\n2021-03-01,2021-03-02,1\n2021-03-02,2021-03-03,2\n",
    "x\n1\n2\n3\n4\n5\n6\n7\n8\n9\noops\n",
    "x\n1\n2\noops\n",
    "x,y\n1,NA\n?,4\n-,6\n",
    "x y\n1 2\n3 4\n",
    "name,town\nA,B\nC,D\n",
    "",
    "a,b\n",
    "a,b\n1,2\n3\n",
    "a,a\n1,2\n",
];

fn overview(text: impl AsRef<[u8]>) -> Overview {
    Overview::parse(text.as_ref(), &[]).unwrap()
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/tables").join(name)
}

/// The names of columns in their roles.
fn chosen(overview: &Overview, places: &[usize]) -> Vec<String> {
    places.iter().map(|place| overview.columns[*place].name.clone()).collect()
}

/// What a column is wanted for: to be read and answered.
fn alone(name: &str) -> Wanted {
    Wanted { inputs: vec![name.to_owned()], targets: vec![name.to_owned()], ..Wanted::default() }
}

/// Holds an overview to what a reader makes of the same bytes.
fn holds(bytes: &[u8]) {
    let overview = match Overview::parse(bytes, &[]) {
        Ok(overview) => overview,
        Err(error) => return assert_eq!(refusal(bytes, &Wanted::default()), error.to_string()),
    };
    let wanted = Wanted::default();
    match (Table::parse(bytes, &wanted), overview.roles(&wanted)) {
        (Ok(table), Ok(roles)) => {
            assert_eq!(chosen(&overview, &roles.used()), names(&table));
            assert_eq!((roles.inputs.len(), roles.targets.len()), (table.inputs.len(), 1));
            assert_eq!(overview.notes(&wanted), table.notes);
            assert_eq!(overview.rows, table.rows);
            assert_eq!(overview.time.is_some(), table.times.is_some());
        }
        (Err(one), Err(other)) => assert_eq!(one.to_string(), other.to_string()),
        (one, other) => panic!("{one:?}, but {other:?}"),
    }
    for (at, column) in overview.columns.iter().enumerate() {
        match Table::parse(bytes, &alone(&column.name)) {
            Ok(table) => is_the_same(column, &table),
            Err(error) => {
                assert_eq!(overview.check(at).unwrap_err().to_string(), error.to_string());
                assert_ne!(column.kind, ColumnKind::Numbers);
            }
        }
    }
}

/// Holds a column of numbers to the same one in a table.
fn is_the_same(column: &ColumnOverview, table: &Table) {
    let same = &table.columns[0];
    assert_eq!(column.kind, ColumnKind::Numbers);
    assert_eq!(
        (&column.name, &column.unit, column.others),
        (&same.name, &same.unit, same.other_texts)
    );
    assert_eq!(column.first_gap, same.first_gap);
    let values: Vec<f64> = same.values.iter().copied().filter(|value| value.is_finite()).collect();
    assert_eq!(column.filled - column.others, values.len());
    let (least, most) = column.range.unwrap();
    assert_eq!(least, values.iter().copied().fold(f64::INFINITY, f64::min));
    assert_eq!(most, values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let size = least.abs().max(most.abs());
    assert!((column.mean.unwrap() - mean).abs() <= 1e-9 * size.max(1e-300), "{mean}");
}

#[test]
fn an_overview_is_what_the_reader_finds() {
    for text in TEXTS {
        holds(text.as_bytes());
    }
    for name in ["gaps.csv", "mackey-glass.csv", "weather.csv"] {
        holds(&std::fs::read(golden(name)).unwrap());
    }
    // Kinds are decided by all rows, wherever the first look was deceived.
    let late = format!("a,b\n{}{}", "1,x\n".repeat(look::ROWS), "2,2\n".repeat(100 * look::ROWS));
    holds(late.as_bytes());
    assert_eq!(overview(late).columns[1].kind, ColumnKind::Numbers);
}

#[test]
fn each_kind_of_column_says_what_is_in_it() {
    let text = "time;temperature [°C];remark;nothing\n01.03.2021 00:00;1,5;calm;\n\
                01.03.2021 01:00;NA;windy;\n01.03.2021 02:00;2,5;calm;\n";
    let overview = overview(text);
    let kinds: Vec<ColumnKind> = overview.columns.iter().map(|column| column.kind).collect();
    use ColumnKind::{Empty, Numbers, Texts, Times};
    assert_eq!(kinds, [Times, Numbers, Texts, Empty]);
    assert_eq!((overview.separator, overview.has_decimal_comma), (';', true));
    assert_eq!((overview.time, overview.rows), (Some(0), 3));
    let [time, temperature, remark, nothing] = &overview.columns[..] else { unreachable!() };
    let (first, last) = time.range.unwrap();
    assert_eq!(time.spelled(first), "01.03.2021 00:00");
    assert_eq!(time.spelled(last), "01.03.2021 02:00");
    assert_eq!(temperature.unit.as_deref(), Some("°C"));
    assert_eq!((temperature.filled, temperature.range), (2, Some((1.5, 2.5))));
    assert_eq!(remark.texts, ["calm", "windy"]);
    assert_eq!((nothing.filled, nothing.range, nothing.mean), (0, None, None));
    assert_eq!(overview.first_rows[0], ["01.03.2021 00:00", "1,5", "calm", ""]);
    assert_eq!(overview.first_rows.len(), 3);
}

#[test]
fn a_first_column_of_seconds_is_one_of_times() {
    let overview = overview("t,x\n0,1\n0.5,2\n1,3\n");
    assert_eq!((overview.time, overview.columns[0].kind), (Some(0), ColumnKind::Times));
    assert_eq!((overview.columns[0].range, overview.columns[0].others), (Some((0.0, 1.0)), 0));
    assert_eq!(overview.columns[0].spelled(0.5), "0.5");
}

#[test]
fn long_cells_and_many_columns_are_cut() {
    let long = overview(format!("x\n{}\n", "y".repeat(500)));
    assert_eq!(long.first_rows[0][0].chars().count(), 61);
    let columns = 3000;
    let header: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let text = format!("{}\n{}\n", header.join(","), vec!["1"; columns].join(","));
    let overview = overview(text);
    assert_eq!((overview.columns.len(), overview.first_rows[0].len()), (columns, 2000));
    // What isn't watched is counted all the same.
    assert_eq!(overview.columns[2999].kind, ColumnKind::Numbers);
    assert!(overview.columns[2999].picture.buckets.is_empty());
}

#[test]
fn a_file_is_read_with_progress_and_no_further_than_it_is_wanted() {
    let path = golden("weather.csv");
    let mut parts = Vec::new();
    let read = Overview::read(&path, &[], |part| {
        parts.push(part);
        ControlFlow::Continue(())
    });
    let (_, digest) = Table::read(&path, &Wanted::default()).unwrap();
    assert_eq!(read.unwrap().unwrap().sha256, digest);
    assert!(parts.iter().all(|part| (0.0..=1.0).contains(part)));
    assert!(parts.iter().any(|part| *part > 0.0), "{parts:?}");
    for told in [1, 2, 3] {
        let mut calls = 0;
        let read = Overview::read(&path, &[], |_| {
            calls += 1;
            if calls < told { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert!(read.unwrap().is_none());
        assert_eq!(calls, told, "nothing is read on");
    }
    let none = |path: &Path| {
        Overview::read(path, &[], |_| ControlFlow::Continue(())).unwrap_err().to_string()
    };
    assert_eq!(none(Path::new("nowhere.csv")), "there is no such file or folder");
}

#[test]
fn marks_of_missing_values_are_those_that_were_named() {
    let marks = ["-999".to_owned()];
    let overview = Overview::parse(b"x\n1\n-999\n3\n", &marks).unwrap();
    assert_eq!((overview.columns[0].filled, overview.columns[0].range), (2, Some((1.0, 3.0))));
    assert_eq!(overview.missing_values, marks);
}

/// What is usual, but for the horizon, the training part, and missing cells.
fn prepared(horizon: usize, train: f64, missing: Missing) -> Preparation {
    Preparation {
        horizon,
        split: [train, (100.0 - train) / 2.0, (100.0 - train) / 2.0],
        missing,
        ..USUAL
    }
}

#[test]
fn parts_are_those_of_the_samples() {
    let bytes = std::fs::read(golden("gaps.csv")).unwrap();
    let overview = overview(&bytes);
    let wanted =
        [wanted("temperature humidity", "wind"), wanted("wind", "wind"), Wanted::default()];
    for wanted in &wanted {
        let table = Table::parse(&bytes, wanted).unwrap();
        let roles = overview.roles(wanted).unwrap();
        for missing in [Missing::Error, Missing::Drop, Missing::Forward, Missing::Interpolate] {
            for (horizon, train) in [(0, 70.0), (1, 0.01), (24, 50.0), (100_000, 70.0)] {
                let preparation = prepared(horizon, train, missing);
                let expected = Samples::new(&table, &preparation);
                match (overview.parts(&roles, &preparation), expected) {
                    (Ok(parts), Ok(samples)) => assert_eq!(parts, samples.parts),
                    (Err(one), Err(other)) => assert_eq!(one.to_string(), other.to_string()),
                    (one, other) => panic!("{missing:?}, {horizon}: {one:?}, but {other:?}"),
                }
            }
        }
    }
}

#[test]
fn the_beginning_is_that_of_the_whole_table() {
    let bytes = std::fs::read(golden("weather.csv")).unwrap();
    let overview = overview(&bytes);
    let (wanted, preparation) =
        (wanted("wind temperature", "temperature"), prepared(3, 70.0, Missing::Interpolate));
    let beginning = overview.beginning(&overview.roles(&wanted).unwrap(), &preparation).unwrap();
    let whole = Samples::new(&Table::parse(&bytes, &wanted).unwrap(), &preparation).unwrap();
    assert_eq!((&beginning.inputs, &beginning.targets), (&whole.inputs, &whole.targets));
    for (part, whole) in beginning.columns.iter().zip(&whole.columns) {
        assert_eq!((&part.name, &part.values[..1000]), (&whole.name, &whole.values[..1000]));
    }
}
