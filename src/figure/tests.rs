//! What a figure promises: it always comes out, it shows what was given, and its labels are true.

mod colours;
mod heatmap;
mod plate;

use std::f64::consts::PI;

use proptest::prelude::*;
use resvg::usvg;
use usvg::roxmltree::Document;

use super::*;
use crate::text::ENGLISH;

/// Windows of half a turn with `samples` samples each, the prediction a little low.
fn windows(first: u32, count: u32, samples: u32) -> Vec<Segment> {
    let window = |i: u32| {
        let t: Vec<f64> =
            (0..samples).map(|k| (f64::from(i) + f64::from(k) / f64::from(samples)) * PI).collect();
        Segment {
            input: t.iter().map(|t| t.sin()).collect(),
            target: t.iter().map(|t| t.cos()).collect(),
            prediction: t.iter().map(|t| 0.8 * t.cos()).collect(),
            t,
        }
    };
    (first..first + count).map(window).collect()
}

fn decay(steps: u32) -> Vec<(f64, f64)> {
    (1..=steps)
        .map(|step| (f64::from(step), 0.8 * (-f64::from(step) / 15.0).exp() + 0.003))
        .collect()
}

fn example() -> Figure {
    Figure {
        title: "cos from sin".to_owned(),
        subtitle: "hidden size 32".to_owned(),
        curves: Curves::of_windows(&windows(90, 10, 10), false, &ENGLISH),
        below: Vec::new(),
        loss: LossPlot { points: decay(100), log: true, ..LossPlot::default() },
    }
}

/// The texts of a figure, in the order in which they are drawn.
fn texts(figure: &Figure) -> Vec<String> {
    let svg = figure.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    document
        .descendants()
        .filter_map(|node| Some(node.attribute("aria-label")?.to_owned()))
        .collect()
}

/// The path data drawn in a colour.
fn paths(figure: &Figure, colour: &str) -> Vec<String> {
    let svg = figure.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let drawn = document.descendants().filter(|node| {
        node.attribute("stroke") == Some(colour) || node.attribute("fill") == Some(colour)
    });
    drawn.filter_map(|node| Some(node.attribute("d")?.to_owned())).collect()
}

#[test]
fn a_png_has_the_size_asked_for_and_the_colours_of_both_curves() {
    let figure = example();
    let tree =
        usvg::Tree::from_str(&figure.svg(&ENGLISH).unwrap(), &usvg::Options::default()).unwrap();
    let image = image::load_from_memory(&figure.png(2.0, &ENGLISH).unwrap()).unwrap().into_rgb8();
    assert_eq!(image.width(), 1600);
    assert_eq!(image.height(), 2 * tree.size().height() as u32);
    let count = |colour| image.pixels().filter(|pixel| pixel.0 == colour).count();
    assert!(count([0xD6, 0x27, 0x28]) > 1000, "red: the target");
    assert!(count([0x1F, 0x77, 0xB4]) > 1000, "blue: the prediction");
    assert!(count([255, 255, 255]) > 1_000_000, "on white");
}

#[test]
fn a_scale_no_picture_can_have_is_an_error() {
    for scale in [0.0, -1.0, 17.0, f32::NAN, f32::INFINITY] {
        let error = example().png(scale, &ENGLISH).unwrap_err().to_string();
        assert!(error.starts_with("a figure's scale must be between 0.1 and 16"), "{error}");
    }
}

#[test]
fn every_text_is_there_and_true() {
    let mut figure = example();
    figure.curves = Curves::of_windows(&windows(90, 10, 10), true, &ENGLISH);
    let texts = texts(&figure);
    for expected in [
        "cos from sin",
        "hidden size 32",
        "target",
        "prediction",
        "input",
        "t (radians)",
        "step",
        "loss",
        "90π",
        "95π",
        "100π",
        "1.0",
        "−1.0",
        "0.01",
        "0.1",
        "0",
        "100",
    ] {
        assert!(texts.iter().any(|text| text == expected), "{expected} in {texts:?}");
    }
}

#[test]
fn values_are_named_and_long_names_cut() {
    let mut figure = example();
    assert!(texts(&figure).contains(&"signal".to_owned()));
    figure.curves.value_name = Some("level [m]".to_owned());
    let named = texts(&figure);
    assert!(named.contains(&"level [m]".to_owned()) && !named.contains(&"signal".to_owned()));
    figure.curves.value_name = Some("W".repeat(500));
    let cut = texts(&figure).into_iter().find(|text| text.starts_with("WWW")).unwrap();
    assert!(cut.ends_with('…') && cut.len() < 60, "{cut}");
}

#[test]
fn titles_may_hold_anything() {
    let title = "<b> & \"c\" 'd' \u{0}\u{7}\u{ffff} 中文 μ\n\t]]>";
    let figure = Figure { title: title.to_owned(), subtitle: title.repeat(50), ..example() };
    let svg = figure.svg(&ENGLISH).unwrap();
    let document = Document::parse(&svg).unwrap();
    let node = document.descendants().find(|node| node.has_tag_name("title")).unwrap();
    assert_eq!(node.text(), Some("<b> & \"c\" 'd'  中文 μ  ]]>"));
    assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
}

#[test]
fn windows_are_not_joined() {
    let figure = example();
    for colour in ["#d62728", "#1f77b4"] {
        let lines: Vec<String> = paths(&figure, colour);
        assert_eq!(lines.len(), 1, "one path for all windows");
        assert_eq!(lines[0].matches('M').count(), 10);
        assert_eq!(lines[0].matches('L').count(), 10 * 9);
    }
}

#[test]
fn what_is_not_finite_leaves_a_gap() {
    let mut figure = example();
    let mut windows = windows(0, 1, 10);
    windows[0].prediction[3] = f64::NAN;
    windows[0].prediction[8] = f64::INFINITY;
    figure.curves = Curves::of_windows(&windows, false, &ENGLISH);
    let drawn = paths(&figure, "#1f77b4");
    // Samples 0 to 2 and 4 to 7 are lines, 9 has no neighbour and is a dot.
    assert_eq!(drawn[0].matches('M').count(), 2);
    assert_eq!(drawn[0].matches('L').count(), 2 + 3);
    assert_eq!(drawn[1].matches('Z').count(), 1);
}

#[test]
fn zero_loss_on_a_logarithmic_axis_leaves_a_gap() {
    let mut figure = example();
    figure.loss.points[50].1 = 0.0;
    let lines = paths(&figure, "#3d3d3d");
    assert_eq!(lines[0].matches('M').count(), 2);
    assert_eq!(lines[0].matches('L').count(), 49 + 48);
}

#[test]
fn a_range_reversed_is_the_same_range() {
    let (mut forth, mut back) = (example(), example());
    forth.curves.x_range = Some((92.0 * PI, 95.0 * PI));
    forth.loss.y_range = Some((0.01, 0.5));
    back.curves.x_range = Some((95.0 * PI, 92.0 * PI));
    back.loss.y_range = Some((0.5, 0.01));
    assert_eq!(forth.svg(&ENGLISH).unwrap(), back.svg(&ENGLISH).unwrap());
}

#[test]
fn a_small_range_makes_no_large_coordinates() {
    let mut figure = example();
    figure.curves.x_range = Some((92.3 * PI, 92.300_001 * PI));
    figure.curves.y_range = Some((0.5, 0.500_001));
    figure.loss.x_range = Some((10.2, 10.3));
    let coordinate = |text: &str| text.parse::<f64>().unwrap();
    for path in ["#d62728", "#1f77b4", "#3d3d3d"].iter().flat_map(|colour| paths(&figure, colour)) {
        let numbers =
            path.split(|c: char| c.is_alphabetic() || c == ' ').filter(|text| !text.is_empty());
        assert!(numbers.map(coordinate).all(|number| (0.0..=800.0).contains(&number)), "{path}");
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    assert_eq!(example().svg(&ENGLISH).unwrap(), example().svg(&ENGLISH).unwrap());
    assert_eq!(example().png(1.0, &ENGLISH).unwrap(), example().png(1.0, &ENGLISH).unwrap());
}

#[test]
fn thinning_keeps_every_spike() {
    let spike = |i: u32| {
        if i == 123_456 {
            7.0
        } else if i == 777 {
            -3.0
        } else {
            f64::from(i % 10) / 10.0
        }
    };
    let points: Vec<(f64, f64)> = (0..200_000).map(|i| (f64::from(i), spike(i))).collect();
    let thin = line::thinned(&points, 4000);
    assert!(thin.len() <= 4000 && thin.len() > 3000, "{}", thin.len());
    assert!(thin.contains(&(123_456.0, 7.0)) && thin.contains(&(777.0, -3.0)));
    assert!(thin.windows(2).all(|pair| pair[0].0 < pair[1].0), "in the order of x");
    assert_eq!(line::thinned(&points[..4000], 4000), points[..4000]);
}

#[test]
fn marks_show_their_texts_and_those_of_one_step_share_a_line() {
    let mut figure = example();
    let mark = |step, text: &str| (step, text.to_owned());
    figure.loss.marks = vec![
        mark(40.0, "batch 8"),
        mark(40.0, "clip 1"),
        mark(90.0, "lr 0.01"),
        mark(500.0, "unseen"),
    ];
    let texts = texts(&figure);
    assert!(texts.contains(&"batch 8, clip 1".to_owned()) && texts.contains(&"lr 0.01".to_owned()));
    assert!(!texts.contains(&"unseen".to_owned()));
    let svg = figure.svg(&ENGLISH).unwrap();
    let is_mark = |line: &&str| line.contains("#8c8c8c") && line.contains("stroke-dasharray");
    assert_eq!(svg.lines().filter(is_mark).count(), 2);
}

#[test]
fn without_data_the_panels_say_so() {
    let texts = texts(&Figure::default());
    assert_eq!(texts.iter().filter(|text| *text == "no data").count(), 2);
}

#[test]
fn lines_beside_the_run_have_names_colours_and_styles() {
    let mut figure = example();
    let other = |n: usize| LossLine {
        name: format!("run {n}"),
        ink: Ink::Nth(n),
        points: vec![(1.0, 0.3), (90.0, 0.03)],
        smoothed: Vec::new(),
    };
    figure.loss.others = vec![other(1), other(7)];
    let pieces = vec![vec![(90.0 * PI, 0.0), (91.0 * PI, 1.0)]];
    let moved = Line { name: "run 7, moved on 40 periods".to_owned(), ink: Ink::Nth(7), pieces };
    figure.curves.lines.insert(1, moved);
    let texts = texts(&figure);
    for expected in ["every step", "run 1", "run 7", "run 7, moved on 40 periods"] {
        assert!(texts.iter().any(|text| text == expected), "{expected} in {texts:?}");
    }
    // The same colour and dashes, but not the same width; each also in its legend.
    assert_eq!(paths(&figure, "#c68200").len(), 3);
    let svg = figure.svg(&ENGLISH).unwrap();
    let drawn = |width: &str| {
        let look = format!("stroke-width=\"{width}\" stroke-dasharray=\"8 3 1.5 3\"");
        svg.matches(&look).count()
    };
    assert_eq!((drawn("1.5"), drawn("2.3")), (2, 4));
}

#[test]
fn a_line_too_dense_for_dashes_is_drawn_in_one_stroke() {
    let target = |waves: f64| {
        let value = |n: u32| (f64::from(n) * PI / 500.0, (waves * f64::from(n) * PI / 500.0).sin());
        let pieces = vec![(0..2000).map(value).collect()];
        let line = Line { name: String::new(), ink: Ink::Target, pieces };
        let curves = Curves { lines: vec![line], ..Curves::default() };
        let svg = Figure { curves, ..example() }.svg(&ENGLISH).unwrap();
        let drawn = svg.lines().find(|line| line.contains("#d62728")).unwrap();
        drawn.contains("stroke-dasharray")
    };
    assert!(target(1.0) && !target(40.0));
}

#[test]
fn many_names_stand_in_rows_and_long_ones_are_cut() {
    let mut figure = example();
    let bottom = |figure: &Figure| {
        let svg = figure.svg(&ENGLISH).unwrap();
        usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap().size().height()
    };
    let low = bottom(&figure);
    let line =
        |n| Line { name: format!("{n} {}", "x".repeat(200)), ink: Ink::Nth(n), pieces: vec![] };
    figure.curves.lines.extend((0..4).map(line));
    let names: Vec<String> =
        texts(&figure).into_iter().filter(|text| text.contains("xx")).collect();
    assert_eq!(names.len(), 4);
    assert!(names.iter().all(|name| name.ends_with('…')), "{names:?}");
    assert!(bottom(&figure) > low + 30.0);
}

/// Values of every kind a figure may be handed.
fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -10.0..10.0_f64,
        2 => prop::sample::select(vec![0.0, -0.0, 1.0, 1e7 * PI, 1e-300, 1e300, f64::MAX, -f64::MAX, 5e-324]),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
        1 => any::<f64>(),
    ]
}

fn wild_range() -> impl Strategy<Value = Option<(f64, f64)>> {
    prop::option::of((wild(), wild()))
}

fn wild_points() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((wild(), wild()), 0..12)
}

fn wild_curves() -> impl Strategy<Value = Curves> {
    let values = || prop::collection::vec(wild(), 0..6);
    let segment = (prop::collection::vec(wild(), 0..6), values(), values(), values())
        .prop_map(|(t, input, target, prediction)| Segment { t, input, target, prediction });
    (prop::collection::vec(segment, 0..4), any::<bool>(), wild_range(), wild_range()).prop_map(
        |(windows, show_input, x_range, y_range)| Curves {
            x_range,
            y_range,
            ..Curves::of_windows(&windows, show_input, &ENGLISH)
        },
    )
}

fn wild_loss() -> impl Strategy<Value = LossPlot> {
    let marks = prop::collection::vec((wild(), "[o-z →]{0,60}"), 0..5);
    let floor = (wild(), prop::option::of(wild()), wild(), "[o-z ]{0,90}")
        .prop_map(|(from, to, loss, because)| Floor { from, to, loss, because });
    let floors = prop::collection::vec(floor, 0..4);
    let other = ("[o-z ]{0,90}", 0..20_usize, wild_points(), wild_points());
    let other = other.prop_map(|(name, n, points, smoothed)| LossLine {
        name,
        ink: Ink::Nth(n),
        points,
        smoothed,
    });
    let lines = (wild_points(), wild_points(), prop::collection::vec(other, 0..8));
    (lines, any::<bool>(), wild_range(), wild_range(), marks, floors).prop_map(
        |((points, smoothed, others), log, x_range, y_range, marks, floors)| LossPlot {
            points,
            smoothed,
            others,
            log,
            x_range,
            y_range,
            marks,
            floors,
            ..LossPlot::default()
        },
    )
}

/// What is written of these floors, each from one step to the next one's beginning.
fn floor_texts(losses: &[(f64, f64)], log: bool) -> Vec<String> {
    let ends = losses.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]);
    let because = || "Nothing is ambiguous".to_owned();
    let floors = losses.iter().zip(ends);
    let floors =
        floors.map(|((from, loss), to)| Floor { from: *from, to, loss: *loss, because: because() });
    let loss =
        LossPlot { points: decay(100), log, floors: floors.collect(), ..LossPlot::default() };
    let texts = texts(&Figure { loss, ..example() });
    texts.into_iter().filter(|text| text.starts_with("floor")).collect()
}

#[test]
fn a_floor_is_a_line_with_its_number() {
    let with = |loss: f64, log| floor_texts(&[(0.5, loss)], log);
    assert_eq!(with(0.1, true), ["floor 0.1"]);
    assert_eq!(with(0.1, false), ["floor 0.1"]);
    assert_eq!(with(0.0, false), ["floor 0"]);
    assert_eq!(floor_texts(&[], true), [""; 0]);
    assert_eq!(with(50.0, true), [""; 0], "above what is in view");
}

#[test]
fn a_floor_without_a_place_on_the_axis_is_an_arrow_with_its_sentence() {
    let with = |loss: f64| floor_texts(&[(0.5, loss)], true);
    assert_eq!(with(0.0), ["floor 0. Nothing is ambiguous"]);
    assert_eq!(with(1e-5), ["floor 1.0e-5 (below). Nothing is ambiguous"]);
    let drawn = |loss: f64| {
        let floors = vec![Floor { from: 0.5, loss, ..Floor::default() }];
        let loss = LossPlot { points: decay(100), log: true, floors, ..LossPlot::default() };
        let svg = Figure { loss, ..example() }.svg(&ENGLISH).unwrap();
        svg.lines().filter(|line| line.contains("#1b804d") && line.contains("dasharray")).count()
    };
    assert_eq!((drawn(0.0), drawn(0.1)), (0, 1), "no height among the losses is that of zero");
}

#[test]
fn validations_and_what_they_have_to_beat_are_named() {
    let level = |name: &str, loss| Level { name: name.to_owned(), loss, ..Level::default() };
    let levels = vec![level("naive", 0.1), level("mean", 0.099), level("far", 1e9)];
    let validations = vec![(10.0, 0.5), (50.0, 0.2), (90.0, 0.1)];
    let points = decay(100);
    let loss = LossPlot { points, log: true, levels, validations, ..LossPlot::default() };
    let figure = Figure { loss, ..example() };
    let texts = texts(&figure);
    for text in ["every step", "validation", "naive 0.1", "mean 0.099"] {
        assert!(texts.iter().any(|it| it == text), "{text}: {texts:?}");
    }
    assert!(!texts.iter().any(|text| text.starts_with("far")), "it isn't in view");
    assert!(paths(&figure, "#c44e00").len() >= 2, "a line and its dots");
}

#[test]
fn curves_below_each_other_share_their_times() {
    let ticks = [(10.0, "Mon"), (14.0, "Tue")];
    let ticks = ticks.map(|(at, label)| Tick { at, label: label.to_owned() }).to_vec();
    let curves = |name: &str| Curves {
        along: Some("day".to_owned()),
        x_ticks: Some(ticks.clone()),
        value_name: Some(name.to_owned()),
        ..Curves::of_windows(&windows(3, 10, 2), false, &ENGLISH)
    };
    let below = vec![curves("b"), curves("c")];
    let texts = texts(&Figure { curves: curves("a"), below, ..example() });
    let count = |text: &str| texts.iter().filter(|it| *it == text).count();
    assert_eq!(["a", "b", "c", "Mon", "Tue", "day"].map(count), [1, 1, 1, 3, 3, 3]);
}

#[test]
fn each_stretch_of_steps_has_its_floor() {
    let found = floor_texts(&[(0.5, 0.5), (30.5, 0.1), (31.5, 0.5), (60.5, 0.1)], false);
    // The second is too short for its label.
    assert_eq!(found, ["floor 0.5", "floor 0.5", "floor 0.1"]);
    let one_step = floor_texts(&[(0.5, 0.5), (99.5, 0.1)], false);
    assert_eq!(one_step, ["floor 0.5", "floor 0.1"], "what is in force is labelled");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_data_a_sound_figure_comes_out(curves in wild_curves(), loss in wild_loss()) {
        let figure = Figure { curves, loss, ..Figure::default() };
        let svg = figure.svg(&ENGLISH).unwrap();
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        let drawn = tree.root().abs_stroke_bounding_box();
        // Lines may go on for a few clipped pixels; nothing else comes near the edge.
        prop_assert!(drawn.left() >= 0.0 && drawn.right() <= tree.size().width(), "{drawn:?}");
        prop_assert!(drawn.top() >= 0.0 && drawn.bottom() <= tree.size().height(), "{drawn:?}");
    }
}
