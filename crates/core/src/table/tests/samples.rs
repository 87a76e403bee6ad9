//! Samples of tables made by hand.

use super::*;

/// A column of so many rows, which counts them.
fn counting(rows: usize) -> Table {
    let values = (0..rows).map(|row| row as f64).collect();
    Table::made(vec![("x", values)], &["x"], &["x"])
}

#[test]
fn a_sample_answers_the_row_that_is_the_horizon_away() {
    let columns = vec![("a", vec![1.0, 2.0, 3.0, 4.0]), ("b", vec![5.0, 6.0, 7.0, 8.0])];
    let table = Table::made(columns, &["a", "b"], &["b"]);
    let unscaled =
        Preparation { horizon: 2, scale: Scale::None, split: [50.0, 50.0, 0.0], ..USUAL };
    let samples = Samples::new(&table, &unscaled).unwrap();
    assert_eq!(samples.len(), 2);
    assert_eq!(samples.input, [1.0, 5.0, 2.0, 6.0]);
    assert_eq!(samples.target, [7.0, 8.0]);
    assert_eq!(samples.parts, [0..1, 1..2, 2..2]);
    let same = Samples::new(&table, &Preparation { horizon: 0, ..unscaled }).unwrap();
    assert_eq!((same.len(), same.target), (4, vec![5.0, 6.0, 7.0, 8.0]));
}

#[test]
fn parts_are_whole_samples_and_the_last_takes_the_rest() {
    for (rows, split, expected) in [
        (11, [70.0, 15.0, 15.0], [0..7, 7..8, 8..10]),
        (101, [29.0, 29.0, 42.0], [0..28, 28..56, 56..100]),
        (2, [100.0, 0.0, 0.0], [0..1, 1..1, 1..1]),
        (4, [33.4, 33.3, 33.3], [0..1, 1..1, 1..3]),
    ] {
        let samples = Samples::new(&counting(rows), &Preparation { split, ..USUAL }).unwrap();
        assert_eq!(samples.parts, expected, "{rows} {split:?}");
    }
}

#[test]
fn columns_are_scaled_by_the_rows_that_are_trained_on() {
    let samples = Samples::new(&counting(11), &USUAL).unwrap();
    // Rows 0 to 6, for inputs and targets alike.
    assert_eq!(samples.columns[0].scaling, Scaling { offset: 3.0, scale: 2.0 });
    assert_eq!(samples.input, (0..10).map(|row| (row as f32 - 3.0) / 2.0).collect::<Vec<_>>());
    assert_eq!(samples.target, (1..11).map(|row| (row as f32 - 3.0) / 2.0).collect::<Vec<_>>());
    let other = Scaling { offset: 1.0, scale: 4.0 };
    let again = Samples::scaled_by(
        &counting(3),
        &Preparation { split: [0.0, 0.0, 100.0], ..USUAL },
        &[other],
    )
    .unwrap();
    assert_eq!((again.input, again.parts), (vec![-0.25, 0.0], [0..0, 0..0, 0..2]));
    assert!(Samples::scaled_by(&counting(3), &USUAL, &[]).is_err());
}

#[test]
fn dropped_rows_close_up_and_keep_their_numbers_and_times() {
    let text = "when,x,y\n2021-03-01,1,1\n2021-03-02,,2\n2021-03-03,3,3\n2021-03-04,4,NA\n2021-03-05,5,5\n";
    let drop = Preparation { missing: Missing::Drop, scale: Scale::None, ..USUAL };
    let samples = Samples::new(&table(text), &drop).unwrap();
    assert_eq!((samples.rows.as_slice(), samples.len()), (&[0, 2, 4][..], 2));
    let rows = [0, 1].map(|sample| samples.target_row(sample));
    assert_eq!((rows, rows.map(|row| samples.with_target_row(row as f64))), ([3, 5], [0, 1]));
    assert_eq!((samples.input, samples.target), (vec![1.0, 1.0, 3.0, 3.0], vec![3.0, 5.0]));
    let times = samples.times.unwrap();
    assert_eq!((times.text(1), times.step), ("2021-03-03".to_owned(), Some(2.0 * 86_400.0)));
    assert_eq!(samples.note.unwrap(), "left out 2 rows, where a used column has no number");
    // A column that isn't used may have gaps.
    let x = Table::parse(text.as_bytes(), &wanted("x", "x")).unwrap();
    assert_eq!(Samples::new(&x, &drop).unwrap().rows, [0, 2, 3, 4]);
}

#[test]
fn how_many_cells_were_filled_is_said() {
    let text = "x,y [m]\n1,1\n,2\n,3\n4,NA\n5,5\n";
    let samples = Samples::new(&table(text), &USUAL).unwrap();
    assert_eq!(samples.note.unwrap(), "filled 3 missing cells: x 2, y [m] 1");
    assert_eq!(samples.columns[0].values, [1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(samples.columns.iter().map(|column| column.filled).collect::<Vec<_>>(), [2, 1]);
    let strict = Preparation { missing: Missing::Error, ..USUAL };
    let said = Samples::new(&table(text), &strict).unwrap_err().to_string();
    assert!(said.starts_with("\"x\" has no number in row 2 (line 3):"), "{said}");
    assert_eq!(Samples::new(&table("x\n1\n2\n3\n"), &strict).unwrap().note, None);
}

#[test]
fn too_few_rows_are_a_sentence() {
    let said = |rows: usize, preparation: Preparation| {
        Samples::new(&counting(rows), &preparation).unwrap_err().to_string()
    };
    assert_eq!(
        said(1, USUAL),
        "1 row leaves no sample at horizon 1: there must be more rows than that"
    );
    assert!(
        said(7, Preparation { horizon: 10_000, ..USUAL })
            .starts_with("7 rows leave no sample at horizon 10000")
    );
    assert!(said(2, USUAL).starts_with("70 % of 1 sample is no sample to train on"));
    let none = Preparation { missing: Missing::Drop, ..USUAL };
    let gaps =
        Table::made(vec![("x", vec![1.0, f64::NAN]), ("y", vec![f64::NAN, 1.0])], &["x"], &["y"]);
    assert!(
        Samples::new(&gaps, &none).unwrap_err().to_string().starts_with("0 rows leave no sample")
    );
}
