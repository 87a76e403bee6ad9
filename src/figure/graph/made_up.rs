//! Graphs of made-up data for pictures: each kind of layer, axis and size, without a network whose
//! bits a machine decides.

use super::{Cells, Graph, Ink, Layer, Scale, TrailPoint};

/// Points of a curve, so many, `f` of their part of the way.
fn curve(count: u32, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    (0..count).map(|n| (f64::from(n), f(f64::from(n) / f64::from(count - 1)))).collect()
}

/// Each kind of graph, by name.
pub(crate) fn graphs() -> Vec<(&'static str, Graph)> {
    vec![
        ("lines", lines()),
        ("logarithmic", logarithmic()),
        ("bars", bars()),
        ("trail", trail()),
        ("path", path()),
        ("cells", cells()),
        ("few-cells", few_cells()),
    ]
}

/// Curves with a gap, dots and a level.
fn lines() -> Graph {
    let gap = |x: f64| if (0.4..0.5).contains(&x) { f64::NAN } else { x * (1.0 - x) };
    let layers = vec![
        Layer::line("target", Ink::Target, curve(41, |x| 0.25 - x * (1.0 - x))),
        Layer::line("prediction", Ink::Prediction, curve(41, gap)),
        Layer::dots("clipped", Ink::Mark, vec![(4.0, 0.2), (30.0, 0.1)]),
        Layer::Level { name: "threshold".to_owned(), ink: Ink::Quiet, at: 0.125 },
    ];
    Graph::new(Scale::new("t in radians"), Scale::new("value"), layers).titled("curves with a gap")
}

/// Eight decades, and values that have no place on a logarithmic axis.
fn logarithmic() -> Graph {
    let decades = |x: f64| if x == 0.5 { 0.0 } else { 10.0_f64.powi((8.0 * x) as i32 - 6) };
    let layers = vec![
        Layer::line("layer 1", Ink::Nth(0), curve(9, decades)),
        Layer::line("layer 2", Ink::Nth(1), curve(9, |x| 0.1 + x)),
    ];
    Graph::new(Scale::new("step").whole(), Scale::new("norm").logarithmic(), layers).low()
}

/// Bars in line with a heatmap, and a line from bottom to top.
fn bars() -> Graph {
    let bars = (1..=6).map(|n| (f64::from(n), f64::from(n * n) / 36.0)).collect();
    let layers = vec![
        Layer::Bars { name: "‖∂L/∂h‖".to_owned(), ink: Ink::Prediction, bars, width: 0.7 },
        Layer::Upright { name: "border".to_owned(), ink: Ink::Mark, at: 3.5 },
    ];
    let x = Scale::new("time step").over(0.5, 6.5).whole();
    Graph::new(x, Scale::new("norm").over(0.0, 1.1), layers).in_line()
}

/// Places on a square, older and newer ones.
fn trail() -> Graph {
    let past = |n: u32| {
        let age = f64::from(n) / 24.0;
        TrailPoint { x: 1.2 - 0.6 * age, y: 0.8 * (age - 0.5), age, time: 100.0 + f64::from(n) }
    };
    let points = (0..=24).map(past).collect();
    let square = vec![(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
    let layers = vec![
        Layer::line("", Ink::Quiet, square),
        Layer::Trail { clock: "step".to_owned(), points, joined: false },
        Layer::dots("eigenvalues", Ink::Prediction, vec![(0.6, 0.4), (0.6, -0.4)]),
    ];
    let axis = |name: &str| Scale::new(name).over(-1.5, 1.5);
    Graph::new(axis("real part"), axis("imaginary part"), layers).square()
}

/// A joined trail that tells no time.
fn path() -> Graph {
    let corner = |n: u32| {
        let (x, y) = [(0.0, 0.0), (2.0, 0.5), (2.5, 2.0), (1.0, 2.5), (-0.5, 1.0)][n as usize % 5];
        TrailPoint { x, y, age: f64::from(n) / 5.0, time: f64::from(n) }
    };
    let points = (0..=5).map(corner).collect();
    let layers = vec![Layer::Trail { clock: String::new(), points, joined: true }];
    Graph::new(Scale::new("first component"), Scale::new("second"), layers).low()
}

/// Many cells, some of them without a number, in rows that have names.
fn cells() -> Graph {
    let value = |row: usize, column: usize| match (row, column) {
        (5.., 12..) => f32::NAN,
        _ => (row as f32 - 3.5) * (column as f32 - 10.0) / 40.0,
    };
    let values = (0..8).flat_map(|row| (0..20).map(move |column| value(row, column))).collect();
    let cells = Cells {
        row_names: [7, 2, 0, 5, 1, 6, 3, 4].iter().map(usize::to_string).collect(),
        origin: (0.0, 1.0),
        ..Cells::of_states("h", 20, values)
    };
    let border = Layer::Upright { name: "border".to_owned(), ink: Ink::Mark, at: 9.5 };
    Graph::new(Scale::new("time step"), Scale::new("unit"), vec![Layer::Cells(cells), border])
        .titled("hidden state, the units sorted by phase")
}

/// Few cells, their numbers far from one.
fn few_cells() -> Graph {
    let values = vec![2e-5, -1e-5, 0.0, 1.5e-5, -2e-5, 5e-6];
    let cells = Cells::around_zero("∂L/∂w", 3, values, 0.0);
    Graph::new(Scale::new("column"), Scale::new("row"), vec![Layer::Cells(cells)])
        .titled("its gradient")
        .low()
}
