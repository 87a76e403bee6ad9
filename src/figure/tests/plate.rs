//! Plates: whatever a lens shows can be printed, and every number of a heatmap has its colour.

use super::*;
use crate::figure::Plate;
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale, TrailPoint, made_up};
use crate::number::ticks::{Along, Tick};

fn heatmap(values: Vec<f32>, columns: usize) -> Graph {
    let cells = Cells {
        columns,
        values,
        name: "h".to_owned(),
        map: ColourMap::Diverging,
        range: (-1.0, 1.0),
        row_names: Vec::new(),
        origin: (1.0, 1.0),
        blocks: Vec::new(),
    };
    Graph {
        title: "hidden state".to_owned(),
        x: Scale::new("time step"),
        y: Scale::new("unit"),
        layers: vec![Layer::Cells(cells)],
        ..Graph::default()
    }
}

fn lines(points: Vec<(f64, f64)>, log: bool) -> Graph {
    let y = Scale { log, ..Scale::new("norm") };
    let past = |(x, y): &(f64, f64)| TrailPoint { x: *x, y: *y, age: 0.5, time: *x };
    let trail = points.iter().map(past).collect();
    Graph {
        x: Scale::new("step"),
        y,
        layers: vec![
            Layer::Line { name: "norm".to_owned(), ink: Ink::Prediction, points: points.clone() },
            Layer::Dots { name: "clipped".to_owned(), ink: Ink::Mark, points: points.clone() },
            Layer::Trail { clock: "step".to_owned(), points: trail, joined: true },
            Layer::Bars { name: String::new(), ink: Ink::Nth(1), bars: points, width: 0.5 },
            Layer::Level { name: "threshold".to_owned(), ink: Ink::Mark, at: 1.0 },
            Layer::Upright { name: String::new(), ink: Ink::Quiet, at: 1.0 },
        ],
        ..Graph::default()
    }
}

#[test]
fn names_and_legends_are_in_the_picture() {
    let plate = Plate {
        title: "Gradient norm, run 1, step 300".to_owned(),
        subtitle: "RNN 32".to_owned(),
        graphs: vec![
            lines((1..60).map(|n| (f64::from(n), (-f64::from(n) / 9.0).exp())).collect(), true),
            heatmap((0..60).map(|n| (n as f32 * 0.4).sin()).collect(), 10),
        ],
    };
    let svg = plate.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let labels: Vec<_> =
        document.descendants().filter_map(|node| node.attribute("aria-label")).collect();
    for text in [&plate.title[..], "step", "norm", "clipped", "threshold", "hidden state", "unit"] {
        assert!(labels.contains(&text), "{text}");
    }
    let png = plate.png(1.0, &ENGLISH).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn a_number_of_a_heatmap_has_the_colour_of_the_map() {
    let count = |values: Vec<f32>, colour: &str| {
        let plate = Plate { graphs: vec![heatmap(values, 2)], ..Plate::default() };
        let svg = plate.svg(&ENGLISH).unwrap();
        let document = Document::parse(&svg).unwrap();
        let fills = document.descendants().filter(|node| node.attribute("fill") == Some(colour));
        fills.filter_map(|node| node.attribute("d")).map(|d| d.matches('M').count()).sum::<usize>()
    };
    // One more of each stands in the colour bar.
    assert_eq!(count(vec![-1.0, 1.0, 1.0, f32::NAN], "#124482"), 2);
    assert_eq!(count(vec![-1.0, 1.0, 1.0, f32::NAN], "#8c3e05"), 3);
}

/// The elements of a plate with one graph that have this attribute, as their attribute `wanted`.
fn drawn(graph: Graph, attribute: (&str, &str), wanted: &str) -> Vec<String> {
    let svg = Plate { graphs: vec![graph], ..Plate::default() }.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let nodes = document.descendants();
    let nodes = nodes.filter(|node| node.attribute(attribute.0) == Some(attribute.1));
    nodes.filter_map(|node| Some(node.attribute(wanted)?.to_owned())).collect()
}

fn labels(graph: Graph) -> Vec<String> {
    let svg = Plate { graphs: vec![graph], ..Plate::default() }.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let labels = document.descendants().filter_map(|node| node.attribute("aria-label"));
    labels.map(str::to_owned).collect()
}

#[test]
fn dots_are_seen_and_a_perfect_prediction_hides_no_target() {
    let points = || vec![(1.0, 1.0), (2.0, 3.0)];
    let graph = || {
        let layers = vec![
            Layer::line("", Ink::Target, points()),
            Layer::dots("", Ink::Target, points()),
            Layer::line("", Ink::Prediction, points()),
            Layer::dots("", Ink::Prediction, points()),
        ];
        Graph::new(Scale::new("x"), Scale::new("y"), layers)
    };
    let widths = ["#d62728", "#1f77b4"].map(|colour| {
        let width = drawn(graph(), ("stroke", colour), "stroke-width").remove(0);
        let disc = drawn(graph(), ("fill", colour), "d").remove(0);
        assert_eq!(disc.matches('M').count(), 2, "{disc}");
        let radius = disc.split('a').nth(1).unwrap().split(' ').next().unwrap();
        (width.parse::<f64>().unwrap(), radius.parse::<f64>().unwrap())
    });
    let [target, prediction] = widths;
    assert!(target.0 > 1.5 * prediction.0 && target.1 > 1.5 * prediction.1, "{widths:?}");
    assert!(prediction.1 >= 2.5, "{widths:?}");
}

#[test]
fn a_trail_has_a_colour_bar_with_its_times() {
    let past = |n: u32| TrailPoint {
        x: f64::from(n),
        y: 1.0,
        age: f64::from(n) / 9.0,
        time: 1_145_800.0 + f64::from(n),
    };
    let points = (0..10).map(past).collect();
    let trail = Layer::Trail { clock: "step".to_owned(), points, joined: false };
    let labels = labels(Graph::new(Scale::new("x"), Scale::new("y"), vec![trail]).square());
    for time in ["step 1145800", "step 1145809"] {
        assert!(labels.iter().any(|label| label == time), "{labels:?}");
    }
}

#[test]
fn a_cell_without_a_number_is_hatched_and_the_hatching_explained() {
    let hatched = |values: Vec<f32>| {
        let lines = drawn(heatmap(values.clone(), 2), ("stroke", "#7d8590"), "d");
        let said = labels(heatmap(values, 2)).iter().any(|label| label == "no number");
        (lines.iter().map(|path| path.matches('M').count()).sum::<usize>(), said)
    };
    assert_eq!(hatched(vec![0.0; 4]), (0, false));
    let (lines, said) = hatched(vec![0.0, 0.0, 0.0, f32::NAN]);
    assert!(lines > 10 && said, "{lines}");
}

#[test]
fn what_counts_is_named_at_whole_numbers() {
    let points = vec![(1.0, 1.0), (3.0, 2.0)];
    let line = vec![Layer::line("", Ink::Prediction, points)];
    let graph = Graph::new(Scale::new("step").whole(), Scale::new("y").over(1.0, 1.01), line);
    let labels = labels(graph);
    assert!(["1", "2", "3"].iter().all(|step| labels.iter().any(|label| label == step)));
    assert!(labels.iter().all(|label| label != "1.5" && label != "2.5"), "{labels:?}");
}

#[test]
fn an_axis_with_ticks_of_its_own_has_as_many_as_have_room() {
    let along = |count: u32, label: &str| Along {
        ticks: (0..count)
            .map(|n| {
                let at = 100.0 * (f64::from(n) + 0.5) / f64::from(count);
                Tick { at, label: format!("the {n}. day of March of {count}") }
            })
            .collect(),
        label: label.to_owned(),
    };
    let line = Layer::line("", Ink::Prediction, vec![(0.0, 1.0), (100.0, 2.0)]);
    let found = |alongs: Vec<Along>| {
        let x = Scale::new("row").whole().along(alongs);
        labels(Graph::new(x, Scale::new("y"), vec![line.clone()]))
    };
    let labels = found(vec![along(50, "crowded"), along(4, "March"), along(2, "sparse")]);
    for text in ["March", "the 0. day of March of 4", "the 3. day of March of 4"] {
        assert!(labels.iter().any(|label| label == text), "{text} in {labels:?}");
    }
    assert!(labels.iter().all(|label| label != "row" && !label.ends_with("of 50")), "{labels:?}");
    // Where none has room, the fewest stand there all the same.
    assert!(
        found(vec![along(60, "crowded"), along(50, "less")]).iter().any(|label| label == "less")
    );
}

/// What the window draws of the same graphs is in the pictures of the lenses.
#[test]
fn a_picture_of_each_kind_of_graph() {
    let (title, subtitle) = ("Each kind of graph".to_owned(), "made-up data".to_owned());
    let graphs = made_up::graphs().into_iter().map(|(_, graph)| graph).collect();
    let png = Plate { title, subtitle, graphs }.png(1.0, &ENGLISH).unwrap();
    let image = image::load_from_memory(&png).unwrap().into_rgba8();
    egui_kittest::image_snapshot(&image, "figure-graphs");
}

proptest! {
    #[test]
    fn whatever_the_numbers_a_plate_comes_out(
        points in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..12),
        values in proptest::collection::vec(any::<f32>(), 0..12),
        columns in 0..5_usize,
        log in any::<bool>(),
        square in any::<bool>(),
    ) {
        let graphs = vec![Graph { square, ..lines(points, log) }, heatmap(values, columns)];
        let svg = Plate { graphs, ..Plate::default() }.svg(&ENGLISH).unwrap();
        prop_assert!(Document::parse(&svg).is_ok());
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn stretches_are_shaded_and_named_and_bands_lie_between_their_ends() {
    let stretch =
        |name: &str, shade, from, to| Layer::Stretch { name: name.to_owned(), shade, from, to };
    let band: Vec<(f64, f64, f64)> = (80..=120).map(|n| (f64::from(n), -1.0, 1.0)).collect();
    let layers = vec![
        stretch("train", 0, 0.0, 60.0),
        stretch("validation", 1, 60.0, 80.0),
        stretch("too narrow for its name", 2, 80.0, 81.0),
        Layer::Between { name: "90 %".to_owned(), ink: Ink::Mark, points: band },
        Layer::line("target", Ink::Target, (0..=80).map(|n| (f64::from(n), 0.5)).collect()),
    ];
    let graph = Graph::new(Scale::new("row"), Scale::new("x"), layers);
    let reached: Vec<f64> = graph.reached(true).collect();
    assert!(reached.contains(&120.0), "the band is in view");
    let plate = Plate { graphs: vec![graph], ..Plate::default() };
    let svg = plate.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let nodes = || document.descendants();
    let labels: Vec<_> = nodes().filter_map(|node| node.attribute("aria-label")).collect();
    assert!(
        labels.contains(&"train") && labels.contains(&"validation") && labels.contains(&"90 %")
    );
    assert!(!labels.contains(&"too narrow for its name"));
    let filled =
        |colour: &str| nodes().filter(|node| node.attribute("fill") == Some(colour)).count();
    assert_eq!((filled("#f2c14e"), filled("#7fb2d9"), filled("#a86a00")), (1, 1, 1));
}

#[test]
fn a_band_breaks_where_it_has_no_end() {
    let ends = [
        (0.0, f64::NAN, 1.0),
        (1.0, -1.0, 1.0),
        (2.0, -1.0, 1.0),
        (3.0, -1.0, f64::INFINITY),
        (4.0, 0.0, 1e300),
    ];
    let points = ends.into_iter().chain((5..8).map(|n| (f64::from(n), -2.0, 2.0))).collect();
    let band = Layer::Between { name: String::new(), ink: Ink::Mark, points };
    let plate = Plate {
        graphs: vec![Graph::new(Scale::new("row"), Scale::new("x").over(-3.0, 3.0), vec![band])],
        ..Plate::default()
    };
    let svg = plate.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let mut nodes = document.descendants();
    let path = nodes.find(|node| node.attribute("fill") == Some("#a86a00")).unwrap();
    assert_eq!(path.attribute("d").unwrap().matches('M').count(), 2);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}
