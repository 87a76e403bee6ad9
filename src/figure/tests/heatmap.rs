//! Heatmaps: bars and axes of values that are all the same say that value, and no range around it.

use super::*;
use crate::figure::{ColourScale, Heatmap, Map, Numbers, Places, Quantity};

fn labels(heatmap: &Heatmap) -> Vec<String> {
    let svg = heatmap.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let texts = document.descendants().filter_map(|node| node.attribute("aria-label"));
    texts.map(str::to_owned).collect()
}

fn quantity(values: Vec<f64>) -> Vec<Quantity> {
    vec![Quantity { name: "spread".to_owned(), maps: vec![Map { title: String::new(), values }] }]
}

#[test]
fn the_bar_of_a_single_value_has_its_label_only() {
    for (value, label) in [(0.0, "0"), (0.02, "0.02"), (1.234e-7, "1.2e-7")] {
        let scale = ColourScale::of([value, value, f64::INFINITY]);
        assert_eq!(scale.ticks(5), [(0.5, label.to_owned())]);
        assert_eq!((scale.part(value), scale.part(f64::INFINITY)), (Some(0.5), None));
    }
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let places = Places::Grid {
        x_name: "learning rate".to_owned(),
        x: names(&["0.1", "0.2"]),
        y_name: "hidden size".to_owned(),
        y: names(&["4"]),
    };
    let heatmap = Heatmap {
        title: String::new(),
        subtitle: String::new(),
        places,
        quantities: quantity(vec![0.0, 0.0]),
    };
    let found = labels(&heatmap);
    // One in each cell, and one at the bar.
    assert_eq!(found.iter().filter(|label| *label == "0").count(), 3, "{found:?}");
    assert!(!found.iter().any(|label| label.contains('⁻')), "{found:?}");
}

#[test]
fn a_constant_setting_has_an_axis_around_itself() {
    let numbers = |name: &str, values: [f64; 3]| Numbers {
        name: name.to_owned(),
        values: values.to_vec(),
        log: false,
    };
    let heatmap = Heatmap {
        title: String::new(),
        subtitle: String::new(),
        places: Places::Points {
            x: numbers("learning rate", [0.02; 3]),
            y: numbers("hidden size", [4.0, 8.0, 16.0]),
        },
        quantities: quantity(vec![1.0, 2.0, 3.0]),
    };
    let found = labels(&heatmap);
    assert!(found.iter().any(|label| label == "0.020"), "{found:?}");
    assert!(!found.iter().any(|label| label.starts_with('−')), "{found:?}");
}
