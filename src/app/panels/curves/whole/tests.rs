//! All of a table, drawn of answers that are known.

use super::*;
use crate::config::{Config, DataKind};
use crate::data::{self, Source};
use crate::evaluation::forecast::Point;

/// A random walk of so many rows, and a view of right answers to all samples but some of the middle.
fn view(rows: u64) -> (Arc<dyn Source>, TableView, WholeView) {
    let mut config =
        Config { data: DataKind::RandomWalk.into(), samples: rows, ..Config::default() };
    let source = data::open(&mut config).unwrap();
    let samples = Arc::clone(source.samples().unwrap());
    let mut prediction = samples.target.clone();
    let (from, to) = (samples.len() / 4, samples.len() / 2);
    prediction[from..to].fill(f32::NAN);
    let prediction = Arc::new(prediction);
    let found = WholeData { step: 7, samples, prediction, forecast: None };
    let view = WholeView { found: Some(found), ..WholeView::default() };
    let table = TableView::of(&*source, None).unwrap();
    (source, table, view)
}

#[test]
fn all_of_a_table_is_drawn_in_few_points_in_its_units() {
    let (source, table, mut view) = view(20_000);
    while view.prepare(&table, &[0], true) {}
    let channels = Channels::with_inputs(&*source, 0);
    let (whole, _) = view.lines(&table, &(1.0..=20_000.0), 300, &channels);
    for line in [&whole.target, &whole.older, &whole.inputs[0]] {
        let points = line.iter().map(Vec::len).sum::<usize>();
        assert!((300..=606).contains(&points), "{points}");
    }
    assert_eq!((whole.target.len(), whole.older.len()), (1, 2), "a gap where nothing is known");
    let (low, high) = table.range_of_target(0).unwrap();
    let seen = |line: &Pieces| line.iter().flatten().map(|point| point.y).collect::<Vec<_>>();
    let (least, most) = (seen(&whole.target), seen(&whole.target));
    assert_eq!(least.into_iter().fold(f64::MAX, f64::min), low);
    assert_eq!(most.into_iter().fold(f64::MIN, f64::max), high);
    // Near by every row is a point, where the table has it.
    let (near, _) = view.lines(&table, &(100.0..=120.0), 300, &channels);
    let values = &table.samples.columns[table.samples.targets[0]].values;
    for line in [&near.target, &near.older] {
        for point in line.iter().flatten() {
            let value = values[point.x as usize - 1];
            assert!((point.y - value).abs() < 1e-4 * value.abs().max(1.0), "{point:?}");
        }
        assert!((21..=24).contains(&line[0].len()), "{}", line[0].len());
    }
}

#[test]
fn what_was_found_is_told_where_it_is_known() {
    let (_, table, mut view) = view(400);
    assert!(view.is_empty(), "of which table isn't known yet");
    while view.prepare(&table, &[0], false) {}
    assert_eq!((view.is_empty(), view.step(), view.ahead()), (false, Some(7), 0));
    let right = table.samples.target[5];
    assert_eq!((view.answer(5, 0), view.answer(150, 0)), (Some(right), None));
    assert_eq!(view.answer(table.samples.len(), 0), None);
}

#[test]
fn a_forecast_is_drawn_row_by_row_near_by_and_by_its_extremes_from_afar() {
    // Every third row is high, which every fourth one alone would show as a slow wave.
    let value = |n: usize| if n.is_multiple_of(3) { 1.0 } else { 0.0 };
    let point = |n: usize| Point { prediction: value(n), band: Some((value(n) - 1.0, 2.0)) };
    let forecast = Forecast { points: (0..1200).map(|n| vec![point(n)]).collect() };
    let near = foretold(&forecast, 0, 50.0, (9.5..=20.5, 300));
    let rows: Vec<(f64, f64)> = (8..22).map(|n| (51.0 + n as f64, value(n))).collect();
    assert_eq!(near.line, rows);
    assert!(near.band.iter().map(|(row, ..)| *row).eq(rows.iter().map(|(row, _)| *row)));
    let far = foretold(&forecast, 0, 50.0, (-100.0..=1300.0, 300));
    assert!((300..=602).contains(&far.line.len()), "{}", far.line.len());
    assert!(far.line.chunks_exact(2).all(|pair| (pair[0].1 - pair[1].1).abs() == 1.0));
    assert_eq!(far.band.len(), 300);
    assert!(far.band.iter().all(|(_, low, high)| (*low, *high) == (-1.0, 2.0)));
    let before = foretold(&forecast, 0, 50.0, (-40.0..=-10.0, 300));
    assert_eq!(before, Foretold::default());
}
