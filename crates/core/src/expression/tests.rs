//! Expressions against arithmetic done by hand, against a naive evaluation of made-up trees, and against
//! whatever anybody may type.

mod fuzz;
mod trees;

use std::f64::consts::{E, PI};

use super::*;

fn value(text: &str, t: f64) -> f64 {
    Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).value(t)
}

fn complaint(text: &str) -> String {
    Expression::parse(text).unwrap_err().to_string()
}

#[test]
fn operators_bind_as_in_mathematics() {
    for (text, expected) in [
        ("1 + 2*3", 7.0),
        ("(1 + 2)*3", 9.0),
        ("2 - 3 - 4", -5.0),
        ("24/4/2", 3.0),
        ("24/4*2", 12.0),
        ("2^3^2", 512.0),
        ("(2^3)^2", 64.0),
        ("-t^2", -9.0),
        ("(-t)^2", 9.0),
        ("2^-t", 0.125),
        ("2^-t^2", 1.0 / 512.0),
        ("2^-1*t", 1.5),
        ("-t*2 + 1", -5.0),
        ("2*-t^2", -18.0),
        ("- -t", 3.0),
        ("+t - +-t", 6.0),
        ("−t − 1", -4.0),
        ("6/2*(1+2)", 9.0),
    ] {
        assert_eq!(value(text, 3.0), expected, "{text}");
    }
}

#[test]
fn numbers_and_names_are_read_as_they_are_written() {
    for (text, expected) in [
        ("2", 2.0),
        ("2.", 2.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.5E-3", 0.0015),
        ("2e+2", 200.0),
        ("  pi\t*\n2 ", 2.0 * PI),
        ("t", 0.25),
        ("0.1", 0.1),
        ("1e-400", 0.0),
    ] {
        assert_eq!(value(text, 0.25), expected, "{text}");
    }
}

#[test]
fn functions_are_what_they_are_called() {
    let near = |text: &str, t: f64, expected: f64| {
        let found = value(text, t);
        assert!((found - expected).abs() <= 1e-15 * expected.abs().max(1.0), "{text}: {found}");
    };
    near("sin(t)", 1.0, 0.841_470_984_807_896_5);
    near("cos(t)", 1.0, 0.540_302_305_868_139_8);
    near("tan(t)", 1.0, 1.557_407_724_654_902_3);
    near("exp(t)", 1.0, E);
    near("log(t)", E, 1.0);
    near("sqrt(t)", 2.0, std::f64::consts::SQRT_2);
    for (text, expected) in [
        ("abs(t)", 2.5),
        ("abs(-t)", 2.5),
        ("floor(t)", -3.0),
        ("floor(2.5)", 2.0),
        ("sign(t)", -1.0),
        ("sign(0)", 0.0),
        ("sign(9)", 1.0),
        ("mod(t, 2)", 1.5),
        ("mod(t, -2)", 1.5),
        ("mod(7, 2.5)", 2.0),
        ("mod(-4, 2)", 0.0),
        ("mod(-1e-20, 1)", 0.0),
        ("min(t, 1)", -2.5),
        ("max(t, 1)", 1.0),
        ("min(3, 1, 2)", 1.0),
        ("max(1, 2, 4, 3)", 4.0),
        ("min(5, max(1, 2), 4 - 1)", 2.0),
    ] {
        assert_eq!(value(text, -2.5), expected, "{text}");
    }
}

#[test]
fn what_has_no_value_is_not_a_number_anywhere() {
    for text in [
        "0/t",
        "log(-1)",
        "sqrt(-1)",
        "(-8)^(1/3)",
        "mod(1, 0)",
        "sign(0/t)",
        "min(1, 0/t)",
        "min(0/t, 1)",
        "max(1, 0/t)",
        "max(0/t, 1)",
        "square(1/t)",
        "saw(1/t)",
        "triangle(1/t)",
        "pulse(1/t)",
        "square(0/t)",
        "floor(0/t)",
        "sin(1/t)",
    ] {
        assert!(value(text, 0.0).is_nan(), "{text}");
    }
    assert_eq!(value("1/t", 0.0), f64::INFINITY);
    assert_eq!(value("log(t)", 0.0), f64::NEG_INFINITY);
}

/// The waves of a naive model, for places that aren't near an edge: the sine says which half it is, and
/// its inverse where in a quarter.
#[test]
fn waves_go_with_the_sine() {
    for k in -700..700 {
        let t = f64::from(k) * 0.0531 + 0.01;
        let (sin, cos) = t.sin_cos();
        if sin.abs() < 1e-3 {
            continue;
        }
        let angle = if sin > 0.0 { cos.acos() } else { 2.0 * PI - cos.acos() };
        assert_eq!(value("square(t)", t), sin.signum(), "{t}");
        assert!((value("saw(t)", t) - (angle / PI - 1.0)).abs() < 1e-9, "{t}");
        assert!((value("triangle(t)", t) - sin.asin() * 2.0 / PI).abs() < 1e-6, "{t}");
        let pulse = if angle < 0.2 * PI { 1.0 } else { 0.0 };
        assert_eq!(value("pulse(t)", t), pulse, "{t}");
    }
}

#[test]
fn a_wave_changes_at_its_edges_however_far_away_they_are() {
    let waves = ["square(t)", "saw(t)", "triangle(t)", "pulse(t)"];
    let waves = waves.map(|text| Expression::parse(text).unwrap());
    let values = |t: f64| waves.clone().map(|wave| wave.value(t));
    let halves = (0..20_000).chain(9_999_990..10_000_010);
    for half in halves.flat_map(|half: i64| [half, -half]) {
        let t = half as f64 * PI;
        let [square, saw, triangle, pulse] = values(t);
        let is_first = half.rem_euclid(2) == 0;
        assert_eq!(square, if is_first { 1.0 } else { -1.0 }, "{half}");
        assert!((saw - if is_first { -1.0 } else { 0.0 }).abs() < 1e-6, "{half}");
        assert!(triangle.abs() < 1e-6, "{half}");
        assert_eq!(pulse, if is_first { 1.0 } else { 0.0 }, "{half}");
    }
    // A half turn of ten samples, half a period on: nine tenths of it are over at the last one.
    for sample in 0..10 {
        let t = f64::from(sample) * (PI / 10.0);
        assert_eq!(values(t)[3], if sample < 2 { 1.0 } else { 0.0 }, "{sample}");
        assert_eq!(values(t)[0], 1.0);
        assert_eq!(values(t + PI)[0], -1.0);
    }
    assert_eq!(values(PI / 2.0)[2], 1.0);
    assert_eq!(values(1.5 * PI)[2], -1.0);
}

#[test]
fn a_complaint_says_where_and_what_would_be_right() {
    for (text, expected) in [
        ("", "it is empty, where something of t is needed, such as sin(t)"),
        (" \n ", "it is empty, where something of t is needed, such as sin(t)"),
        ("t +", "it ends at character 3, where a value is missing, such as t or a number"),
        ("2*(", "it ends at character 3, where a value is missing, such as t or a number"),
        ("sin(t", "the parenthesis at character 4 is never closed"),
        ("min(t, (1)", "the parenthesis at character 4 is never closed"),
        ("sin(t))", "the parenthesis at character 7 closes none"),
        (")", "before ) at character 1 a value is missing, such as t or a number"),
        ("sin()", "before ) at character 5 a value is missing, such as t or a number"),
        ("1 + * 2", "before * at character 5 a value is missing, such as t or a number"),
        ("2t", "before t at character 2 an operator is missing, such as *"),
        ("(t)(t)", "before ( at character 4 an operator is missing, such as *"),
        ("(t 2)", "before 2 at character 4 an operator is missing, such as *"),
        ("1.2.3", "before .3 at character 4 an operator is missing, such as *"),
        ("2exp(t)", "before exp at character 2 an operator is missing, such as *"),
        ("t**2", "** at character 2 would be a power, which is written ^"),
        (
            "1,5*t",
            "the comma at character 2 stands between no function's arguments; decimals have a point",
        ),
        (
            "(1, 2)",
            "the comma at character 3 stands between no function's arguments; decimals have a point",
        ),
        (
            "ä + $",
            "$ at character 5 means nothing; there are numbers, names, + - * / ^, commas and \
             parentheses",
        ),
        ("sin t", "sin at character 1 needs parentheses, as in sin(t)"),
        ("t + mod", "mod at character 5 needs parentheses, as in mod(t, 1)"),
        ("sin(t, 1)", "sin at character 1 takes one argument, not 2"),
        ("mod(t)", "mod at character 1 takes two arguments, not 1"),
        ("mod(t, 1, 2)", "mod at character 1 takes two arguments, not 3"),
        ("1 + min(t)", "min at character 5 takes two arguments or more, not 1"),
        ("1e999 + t", "1e999 at character 1 is too large; numbers go up to 1e308"),
        (
            "Sin(t)",
            "nothing is called Sin, at character 1; there are t, pi, sin, cos, tan, exp, log, sqrt, \
             abs, sign, floor, square, saw, triangle, pulse, mod, min and max",
        ),
    ] {
        assert_eq!(complaint(text), expected, "{text}");
    }
}

#[test]
fn the_characters_to_blame_are_those_of_the_complaint() {
    for (text, blamed) in [
        ("t +", "+"),
        ("sin(t", "("),
        ("sin(t))", ")"),
        ("2exp(t)", "exp"),
        ("t**2", "**"),
        ("π·t", "·"),
        ("1 + min(t)", "min"),
        ("t + sinus(t)", "sinus"),
        ("1e999 + t", "1e999"),
        ("3,5*t", ","),
    ] {
        let span = Expression::parse(text).unwrap_err().span().unwrap();
        let characters: String = text.chars().skip(span.start).take(span.len()).collect();
        assert_eq!(characters, blamed, "{text}");
    }
    for text in ["", "  ", &"t+".repeat(600)] {
        assert_eq!(Expression::parse(text).unwrap_err().span(), None);
    }
}

#[test]
fn foreign_characters_do_nothing_to_a_terminal() {
    assert!(complaint("t + \u{1b}[31m").starts_with("\"\\u{1b}\" at character 5"));
    assert!(complaint("t\u{202e}").starts_with("\"\\u{202e}\" at character 2"));
    let name = "x".repeat(900);
    assert!(complaint(&name).chars().count() < 500);
}

#[test]
fn what_is_too_long_or_too_deep_is_refused_unread() {
    let long = |length: usize| format!("{}t", " ".repeat(length - 1));
    assert_eq!(value(&long(1000), 2.0), 2.0);
    assert_eq!(complaint(&long(1001)), "it has 1001 characters, and may have 1000");
    let nested = |n: usize| format!("{}t{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(value(&nested(64), 0.5), 0.5);
    let deep = "at character 65 more than 64 parentheses, signs and powers are open at once";
    assert_eq!(complaint(&nested(65)), deep);
    let parentheses = format!("{}t{}", "(".repeat(50_000), ")".repeat(50_000));
    assert!(complaint(&parentheses).starts_with("it has 100001 characters"));
    assert!(complaint(&"(".repeat(50_000)).starts_with("it has 50000 characters"));
    assert_eq!(complaint(&"(".repeat(1000)), deep);
    assert_eq!(complaint(&("-".repeat(999) + "t")), deep);
    assert!(complaint(&("t^".repeat(499) + "t")).starts_with("at character 130 more than 64"));
    // What only goes on isn't deep.
    assert_eq!(value(&("t+".repeat(499) + "t"), 2.0), 1000.0);
    assert_eq!(value(&("-t*".repeat(300) + "t"), 1.0), 1.0);
    assert_eq!(value(&("t^2+".repeat(200) + "1"), 1.0), 201.0);
    assert_eq!(value(&("(t)*".repeat(200) + "1"), 1.0), 1.0);
}

/// The strangest shapes that are still allowed, on a stack as small as any thread's.
#[test]
fn what_is_allowed_needs_little_stack() {
    let shapes = [
        format!("{}t{}", "(".repeat(64), ")".repeat(64)),
        format!("{}t{}", "1+2*(".repeat(64), ")".repeat(64)),
        format!("{}t{}", "1-min(1,2/sin(".repeat(32), "))".repeat(32)),
        format!("{}t", "t^-".repeat(32)),
        format!("{}t{}", "1+2*3^(".repeat(32), ")".repeat(32)),
        format!("{}t", "-".repeat(64)),
        format!("min({}t)", "t,".repeat(400)),
    ];
    let read = move || shapes.iter().map(|text| value(text, 0.5)).collect::<Vec<_>>();
    let small = std::thread::Builder::new().stack_size(256 << 10).spawn(read);
    let values = small.unwrap().join().unwrap();
    assert_eq!(values[0], 0.5);
    assert_eq!(values[6], 0.5);
}

#[test]
fn the_text_is_kept_in_one_line() {
    let text = |text: &str| Expression::parse(text).unwrap().text().to_owned();
    assert_eq!(text("  sin( t )\n\t+ 1 "), "sin( t ) + 1");
    assert_eq!(text("−t"), "−t");
    assert_eq!(Expression::parse("t+1"), Expression::parse(" t+1\n"));
    assert_ne!(Expression::parse("t+1"), Expression::parse("t+2"));
}
