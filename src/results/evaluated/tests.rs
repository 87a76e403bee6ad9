//! Tables that read back, and pictures that show what they should.

use resvg::usvg::roxmltree::Document;

use super::*;
use crate::config::{Missing, Scale};
use crate::evaluation::Baselines;
use crate::evaluation::forecast::Point;
use crate::figure::Plate;
use crate::table::{Preparation, Table};
use crate::text::ENGLISH;

const NAME: &str = "a, \"b\"\nc";

/// A wave under a name that no cell can have as it is, and another one.
fn samples(count: usize, split: [f64; 3], horizon: usize) -> Samples {
    let wave = |size: f64| (0..count).map(|n| 0.1 + size * libm::sin(n as f64 / 3.0)).collect();
    let columns = vec![(NAME, wave(1.0)), ("unused", wave(3.0)), ("y", wave(1e9))];
    let table = Table::made(columns, &[NAME, "y"], &[NAME, "y"]);
    let (scale, missing) = (Scale::Standard, Missing::Error);
    Samples::new(&table, &Preparation { horizon, split, scale, missing }).unwrap()
}

/// Answers that are all off by a hundredth.
fn prediction(samples: &Samples) -> Vec<f32> {
    samples.target.iter().map(|target| target + 0.01).collect()
}

fn cells(text: &str) -> Vec<Vec<String>> {
    super::cells(text).expect("rows of cells")
}

fn number(cell: &str) -> Option<f64> {
    (!cell.is_empty()).then(|| cell.parse().unwrap())
}

#[test]
fn the_evaluation_reads_back_to_the_bit() {
    let samples = samples(90, [70.0, 20.0, 10.0], 2);
    let prediction = prediction(&samples);
    let answers = Answers::new(&samples, &prediction).unwrap();
    let evaluation = Evaluation::new(&answers, &Baselines::new(&samples, 4, None));
    let rows = cells(&evaluation_csv(&evaluation, &samples));
    assert_eq!(
        rows[0].join(","),
        "part,column,samples,mae,rmse,mase,r2,naive_rmse,seasonal_rmse,mean_rmse,linear_rmse"
    );
    assert_eq!(rows.len(), 7);
    for (row, judged) in rows[1..].iter().zip(&evaluation.rows) {
        assert_eq!(row[0], judged.part.name());
        assert_eq!(row[1], [NAME, "y"][judged.target]);
        assert_eq!(row[2], judged.samples.to_string());
        let baseline = judged.baseline;
        let wanted = [
            judged.mae,
            judged.rmse,
            judged.mase,
            judged.r2,
            baseline.naive,
            None,
            baseline.mean,
            baseline.linear,
        ];
        let found: Vec<Option<f64>> = row[3..].iter().map(|cell| number(cell)).collect();
        assert_eq!(found, wanted);
        assert!(judged.rmse.is_some() && judged.r2.is_some());
    }
}

/// `fitted.csv` as it is written.
fn fitted(answers: &Answers<'_>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fitted.csv");
    let file = crate::export::atomic::AtomicFile::create(&path).unwrap();
    let mut writer = RowsWriter::create(file, FITTED).unwrap();
    write_fitted(answers, &mut writer).unwrap();
    writer.into_file().commit().unwrap();
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_row_with_a_target_is_fitted_and_counted_from_one() {
    let samples = samples(50, [60.0, 0.0, 40.0], 3);
    let prediction = prediction(&samples);
    let answers = Answers::new(&samples, &prediction).unwrap();
    let rows = cells(&fitted(&answers));
    assert_eq!(rows[0].join(","), "part,row,time,column,target,prediction");
    assert_eq!(rows.len(), 1 + 2 * 47);
    for (at, row) in rows[1..].iter().enumerate() {
        let (sample, k) = (at / 2, at % 2);
        // 60 % of 47 samples, rounded down.
        assert_eq!(row[0], if sample < 28 { "train" } else { "test" });
        assert_eq!(row[1], (sample + 3 + 1).to_string());
        assert_eq!((row[2].as_str(), row[3].as_str()), ("", [NAME, "y"][k]));
        let column = &samples.columns[samples.targets[k]];
        assert_eq!(number(&row[4]), Some(column.values[sample + 3]));
        let scaled = f64::from(prediction[2 * sample + k]);
        let wanted = scaled * column.scaling.scale + column.scaling.offset;
        assert_eq!(number(&row[5]), Some(wanted));
    }
}

#[test]
fn by_the_scaling_a_column_is_what_the_network_reads() {
    let samples = samples(40, [100.0, 0.0, 0.0], 1);
    let rows = cells(&scaling_csv(&samples));
    assert_eq!(rows[0], ["column", "offset", "scale"]);
    assert_eq!(rows.len(), 3, "of the columns that are used");
    for (at, column) in samples.inputs.iter().enumerate() {
        let column = &samples.columns[*column];
        let row = rows.iter().find(|row| row[0] == column.name).unwrap();
        let (offset, scale) = (number(&row[1]).unwrap(), number(&row[2]).unwrap());
        for sample in 0..39 {
            let wanted = ((column.values[sample] - offset) / scale) as f32;
            assert_eq!(samples.input[2 * sample + at], wanted);
        }
    }
}

#[test]
fn a_scaling_reads_back_and_nothing_else_does() {
    let samples = samples(40, [100.0, 0.0, 0.0], 1);
    let text = scaling_csv(&samples);
    let wanted: Vec<(String, Scaling)> =
        samples.columns.iter().map(|column| (column.name.clone(), column.scaling)).collect();
    assert_eq!(read_scaling(&text), Some(wanted));
    assert_eq!(read_scaling("column,offset,scale\n"), Some(Vec::new()));
    for other in [
        "",
        "column,offset\n",
        "column,offset,scale\nx,0,0\n",
        "column,offset,scale\nx,nan,1\n",
        "column,offset,scale\nx,0,inf\n",
        "column,offset,scale\nx,0\n",
        "column,offset,scale\nx,0,1",
        "column,offset,scale\n\"x,0,1\n",
    ] {
        assert_eq!(read_scaling(other), None, "{other}");
    }
}

/// A forecast of so many rows with a band for the first ones.
fn forecast(ahead: usize, banded: usize) -> Forecast {
    let point = |at: usize, k: usize| {
        let prediction = at as f64 + 0.5 * k as f64;
        let band = (at < banded).then_some((prediction - 1.0, prediction + 0.25));
        Point { prediction, band }
    };
    Forecast { points: (0..ahead).map(|at| vec![point(at, 0), point(at, 1)]).collect() }
}

#[test]
fn a_forecast_has_a_row_for_each_row_ahead_and_column() {
    let samples = samples(50, [60.0, 20.0, 20.0], 1);
    let rows = cells(&forecast_csv(&forecast(3, 2), &samples));
    assert_eq!(rows[0].join(","), "ahead,time,column,prediction,low,high");
    let rows: Vec<String> = rows[1..].iter().map(|row| row.join("|")).collect();
    let named = |cells: &str| cells.replace('@', NAME);
    assert_eq!(rows[0], named("1||@|0.0|-1.0|0.25"));
    assert_eq!(rows[1], "1||y|0.5|-0.5|0.75");
    assert_eq!(rows[4], named("3||@|2.0||"));
    assert_eq!(rows.len(), 6);
}

/// 48 hours.
fn hours() -> Samples {
    let mut csv = "time;x\n".to_owned();
    for hour in 0..48 {
        csv += &format!("{}.3.2021 {:02}:00;{}\n", 1 + hour / 24, hour % 24, hour % 5);
    }
    let wanted = crate::table::Wanted {
        inputs: vec!["x".to_owned()],
        targets: vec!["x".to_owned()],
        missing_values: Vec::new(),
    };
    let table = Table::parse(csv.as_bytes(), &wanted).unwrap();
    let preparation = Preparation {
        horizon: 1,
        split: [70.0, 15.0, 15.0],
        scale: Scale::Minmax,
        missing: Missing::Error,
    };
    Samples::new(&table, &preparation).unwrap()
}

#[test]
fn rows_that_have_times_are_named_by_them_in_pictures() {
    let samples = hours();
    let prediction = prediction(&samples);
    let answers = Answers::new(&samples, &prediction).unwrap();
    for plate in
        [fit(&answers, None, caption(), &ENGLISH), residuals(&answers, caption(), &ENGLISH)]
    {
        let (texts, _) = drawn(&plate);
        for text in ["time, 2021", "2 Mar", "12:00"] {
            assert!(texts.iter().any(|found| found == text), "{text} in {texts:?}");
        }
        assert!(!texts.iter().any(|text| text == "row"), "{texts:?}");
    }
}

#[test]
fn time_goes_on_behind_the_end() {
    let samples = hours();
    let point = |at: usize| vec![Point { prediction: at as f64, band: None }];
    let forecast = Forecast { points: (0..2).map(point).collect() };
    let text = forecast_csv(&forecast, &samples);
    let times: Vec<&str> = text.lines().skip(1).map(|row| row.split(',').nth(1).unwrap()).collect();
    assert_eq!(times, ["3.3.2021 00:00", "3.3.2021 01:00"]);
    let prediction = prediction(&samples);
    let answers = Answers::new(&samples, &prediction).unwrap();
    let text = fitted(&answers);
    assert!(text.lines().nth(1).unwrap().starts_with("train,2,1.3.2021 01:00,x,1.0,"), "{text}");
    assert!(text.lines().last().unwrap().starts_with("test,48,2.3.2021 23:00,x,2.0,"), "{text}");
}

/// All texts of a picture, and how many points its lines have.
fn drawn(plate: &Plate) -> (Vec<String>, usize) {
    let svg = plate.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let nodes = || document.descendants();
    let texts = nodes().filter_map(|node| node.attribute("aria-label")).map(str::to_owned);
    let lines = nodes().filter(|node| node.attribute("fill") == Some("none"));
    let points = lines.filter_map(|node| node.attribute("d"));
    (texts.collect(), points.map(|d| d.matches(['M', 'L']).count()).sum())
}

fn caption() -> Caption {
    Caption { title: "GRU learns y".to_owned(), subtitle: "hidden size 24".to_owned() }
}

#[test]
fn the_fit_shows_parts_lines_and_what_is_foretold() {
    let samples = samples(400, [70.0, 15.0, 15.0], 1);
    let prediction = prediction(&samples);
    let answers = Answers::new(&samples, &prediction).unwrap();
    let foretold = forecast(60, 40);
    let (texts, _) = drawn(&fit(&answers, Some(&foretold), caption(), &ENGLISH));
    for text in [
        "GRU learns y",
        "train",
        "validation",
        "test",
        "target",
        "prediction",
        "forecast",
        "90 %",
        "y",
    ] {
        assert!(texts.iter().any(|found| found == text), "{text} in {texts:?}");
    }
    let (texts, _) = drawn(&fit(&answers, None, caption(), &ENGLISH));
    assert!(!texts.iter().any(|text| text == "forecast"));
}

#[test]
fn points_are_no_more_than_pixels_and_no_extreme_is_lost() {
    let count = 100_000;
    let samples = samples(count, [70.0, 15.0, 15.0], 1);
    let mut prediction = prediction(&samples);
    // A spike of one sample.
    prediction[2 * 77_777] = 60.0;
    let answers = Answers::new(&samples, &prediction).unwrap();
    let plate = fit(&answers, None, caption(), &ENGLISH);
    let (_, points) = drawn(&plate);
    assert!((2000..6500).contains(&points), "{points}");
    let Layer::Line { points, .. } = &plate.graphs[0].layers[4] else { panic!("no line") };
    let spike = answers.prediction(77_777, 0);
    assert!(points.contains(&(answers.row(77_777) as f64, spike)));
    assert!(points.is_sorted_by(|a, b| a.0 < b.0));
}

use crate::figure::graph::Layer;

#[test]
fn residuals_are_shown_over_time_by_size_and_by_what_comes_again() {
    let samples = samples(400, [70.0, 15.0, 15.0], 1);
    let prediction = prediction(&samples);
    let answers = Answers::new(&samples, &prediction).unwrap();
    let plate = residuals(&answers, caption(), &ENGLISH);
    assert_eq!(plate.graphs.len(), 6);
    let (texts, _) = drawn(&plate);
    for text in ["residual", "samples", "autocorrelation", "rows later", "validation"] {
        assert!(texts.iter().any(|found| found == text), "{text} in {texts:?}");
    }
    for graph in plate.graphs.iter().skip(1).step_by(3) {
        let Layer::Bars { bars, .. } = &graph.layers[0] else { panic!("no bars") };
        let all: f64 = bars.iter().map(|(_, height)| height).sum();
        assert_eq!(all, 59.0, "each sample of the part is counted once");
    }
}

#[test]
fn whatever_is_left_a_picture_comes_out() {
    let samples = samples(30, [70.0, 15.0, 15.0], 1);
    for odd in [0.0, f32::NAN, f32::INFINITY, f32::MAX, 1e-38] {
        let prediction = vec![odd; 58];
        let answers = Answers::new(&samples, &prediction).unwrap();
        for plate in
            [fit(&answers, None, caption(), &ENGLISH), residuals(&answers, caption(), &ENGLISH)]
        {
            let svg = plate.svg(&ENGLISH).unwrap();
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{odd}");
        }
    }
}
