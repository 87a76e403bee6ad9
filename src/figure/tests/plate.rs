//! Plates: whatever a lens shows can be printed, and every number of a heatmap has its colour.

use super::*;
use crate::figure::Plate;
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};

fn heatmap(values: Vec<f32>, columns: usize) -> Graph {
    let cells = Cells {
        columns,
        values,
        name: "h".to_owned(),
        map: ColourMap::Diverging,
        range: (-1.0, 1.0),
        row_names: Vec::new(),
        origin: (1.0, 1.0),
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
    let trail = points.iter().map(|(x, y)| (*x, *y, 0.5)).collect();
    Graph {
        x: Scale::new("step"),
        y,
        layers: vec![
            Layer::Line { name: "norm".to_owned(), ink: Ink::Prediction, points: points.clone() },
            Layer::Dots { name: "clipped".to_owned(), ink: Ink::Mark, points: points.clone() },
            Layer::Trail { points: trail, joined: true },
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
    let svg = plate.svg().unwrap();
    let document = Document::parse(&svg).unwrap();
    let labels: Vec<_> =
        document.descendants().filter_map(|node| node.attribute("aria-label")).collect();
    for text in [&plate.title[..], "step", "norm", "clipped", "threshold", "hidden state", "unit"] {
        assert!(labels.contains(&text), "{text}");
    }
    let png = plate.png(1.0).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn a_number_of_a_heatmap_has_the_colour_of_the_map() {
    let count = |values: Vec<f32>, colour: &str| {
        let plate = Plate { graphs: vec![heatmap(values, 2)], ..Plate::default() };
        let svg = plate.svg().unwrap();
        let document = Document::parse(&svg).unwrap();
        let fills = document.descendants().filter(|node| node.attribute("fill") == Some(colour));
        fills.filter_map(|node| node.attribute("d")).map(|d| d.matches('M').count()).sum::<usize>()
    };
    // One more of each stands in the colour bar.
    assert_eq!(count(vec![-1.0, 1.0, 1.0, f32::NAN], "#124482"), 2);
    assert_eq!(count(vec![-1.0, 1.0, 1.0, f32::NAN], "#8c3e05"), 3);
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
        let svg = Plate { graphs, ..Plate::default() }.svg().unwrap();
        prop_assert!(Document::parse(&svg).is_ok());
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}
