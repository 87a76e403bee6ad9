//! How colours are seen, for the tests of window and print: their contrast, and what is left of their difference to
//! who lacks a kind of cones.

/// Red, green and blue.
pub(crate) type Rgb = [u8; 3];

/// What becomes of linear light, for who sees all colours, and for who lacks the cones for long, for middle and for
/// short waves: Machado, Oliveira and Fernandes, *A Physiologically-based Model for Simulation of Color Vision
/// Deficiency*, IEEE Transactions on Visualization and Computer Graphics 15 (2009), the matrices of severity 1.
pub(crate) const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Least difference of two colours (CIE 1976, ΔE*ab) at which thin lines are told apart by colour alone. A patch of
/// 0.05°, which a line two points wide is from 60 cm, needs a difference of 20 in lightness to be noticed by half of
/// those who look, and more in hue: Stone, Szafir and Setlur, *An Engineering Model for Color Difference as a Function
/// of Size*, Color and Imaging Conference 2014 (5.1 + 0.75 / size).
pub(crate) const APART: f64 = 20.0;

fn linear(part: u8) -> f64 {
    match f64::from(part) / 255.0 {
        dark if dark <= 0.040_45 => dark / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    }
}

/// Contrast of two colours by WCAG 2.1, from 1 to 21.
pub(crate) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let light = |colour: Rgb| {
        let [r, g, b] = colour.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    (light(a) / light(b)).max(light(b) / light(a))
}

/// A colour of this opacity, from 0 to 1, on a ground, as screens blend them.
pub(crate) fn over(colour: Rgb, opacity: f64, ground: Rgb) -> Rgb {
    let blend =
        |(a, b): (u8, u8)| (f64::from(a) * opacity + f64::from(b) * (1.0 - opacity)).round() as u8;
    std::array::from_fn(|part| blend((colour[part], ground[part])))
}

/// CIELAB of linear light under daylight (D65).
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
    let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b;
    let z = (0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83;
    let [x, y, z] = [x, y, z].map(|t: f64| match t {
        bright if bright > 216.0 / 24_389.0 => bright.cbrt(),
        t => (24_389.0 / 27.0 * t + 16.0) / 116.0,
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The difference of two colours (ΔE*ab) to who sees them by one of the [`SIGHTS`].
pub(crate) fn difference(sight: &[[f64; 3]; 3], a: Rgb, b: Rgb) -> f64 {
    let seen = |colour: Rgb| {
        let light = colour.map(linear);
        let part = |row: &[f64; 3]| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>();
        // Beyond what a screen can show there is nothing.
        lab(std::array::from_fn(|row| part(&sight[row]).clamp(0.0, 1.0)))
    };
    let (a, b) = (seen(a), seen(b));
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// The least difference of two colours, whoever looks, and who that is.
pub(crate) fn least_difference(a: Rgb, b: Rgb) -> (f64, &'static str) {
    let each = SIGHTS.iter().map(|(name, sight)| (difference(sight, a, b), *name));
    each.reduce(|least, one| if one.0 < least.0 { one } else { least }).unwrap_or((0.0, ""))
}

#[test]
fn colours_are_measured_as_they_are_defined() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    // A grey is the same to everybody, white is 100 away from black, and sRGB's red is L 53.2, a 80.1, b 67.2.
    for (name, sight) in &SIGHTS {
        assert!((difference(sight, [0; 3], [255; 3]) - 100.0).abs() < 0.1, "{name}");
    }
    let red = lab([1.0, 0.0, 0.0]);
    let known = [53.24, 80.09, 67.20];
    assert!(red.iter().zip(known).all(|(a, b)| (a - b).abs() < 0.05), "{red:?}");
    // Who lacks the cones for long waves sees red as dark, and hardly tells it from a dark green.
    let (red, green) = ([200, 40, 40], [80, 90, 20]);
    assert!(difference(&SIGHTS[0].1, red, green) > 60.0);
    assert!(difference(&SIGHTS[1].1, red, green) < 15.0);
}
