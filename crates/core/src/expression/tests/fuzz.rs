//! Whatever anybody may type: it is read or refused in a sentence, and nothing else happens.

use proptest::prelude::*;
use rand_mt::Mt;

use super::Expression;

/// What is right and what isn't, to be mixed.
const PIECES: [&str; 48] = [
    "t",
    "pi",
    "1",
    "0",
    "2.5",
    ".",
    "1e",
    "1e308",
    "1e-400",
    "99999",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    ",",
    "**",
    " ",
    "\n",
    "−",
    "sin",
    "sin(",
    "cos(",
    "min(",
    "max(",
    "mod(",
    "square(",
    "saw(",
    "triangle(",
    "pulse(",
    "floor(",
    "log(",
    "exp(",
    "abs(t)",
    "sign",
    "e",
    "E",
    "_",
    "ä",
    "\u{301}",
    "\0",
    "\u{202e}",
    "π",
    "²",
    "💥",
    "t)",
];

/// What mutation begins with.
const TEXTS: [&str; 6] = [
    "sin(t)",
    "min(t, 1, 2) + max(cos(2*t), -t^2)",
    "square(t/2) * exp(-mod(t, 2*pi))",
    "((((t))))^2^-3^t",
    "1.5e-3 * (t - floor(t)) / sqrt(abs(t) + 1)",
    "-(-(-(t)))",
];

/// Reads a text, and whatever there is to ask of what comes of it.
fn try_out(text: &str) {
    match Expression::parse(text) {
        Ok(expression) => {
            assert!(!expression.text().contains(['\n', '\0']), "{text:?}");
            assert_eq!(Expression::parse(expression.text()), Ok(expression.clone()));
            for t in [0.0, -0.5, 3.0, 1e300, f64::INFINITY, f64::NAN] {
                let value = expression.value(t);
                assert_eq!(value.to_bits(), expression.value(t).to_bits(), "{text:?}");
            }
        }
        Err(error) => {
            let sentence = error.to_string();
            assert!(!sentence.is_empty() && !sentence.contains(char::is_control), "{text:?}");
            assert!(sentence.chars().count() < 600, "{sentence}");
        }
    }
}

/// A place in a text between two characters.
fn place(text: &str, random: &mut Mt) -> usize {
    let mut at = random.next_u32() as usize % (text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Changes a text somewhere: something in, something out, a part of it once more.
fn mutate(text: &mut String, random: &mut Mt) {
    let (one, other) = (place(text, random), place(text, random));
    let (from, to) = (one.min(other), one.max(other));
    match random.next_u32() % 8 {
        0..4 => text.insert_str(from, PIECES[random.next_u32() as usize % PIECES.len()]),
        4 | 5 => text.replace_range(from..to, ""),
        6 if text.len() < 2000 => {
            let piece = text[from..to].to_owned();
            text.insert_str(to, &piece);
        }
        _ => text.truncate(to),
    }
}

/// Texts that come of each other by so many changes.
fn mutate_and_try(rounds: u32, seed: u32) {
    let mut random = Mt::new(seed);
    let mut text = String::new();
    for round in 0..rounds {
        if round % 40 == 0 {
            TEXTS[random.next_u32() as usize % TEXTS.len()].clone_into(&mut text);
        }
        mutate(&mut text, &mut random);
        try_out(&text);
    }
}

#[test]
fn mutated_texts_are_read_or_refused() {
    mutate_and_try(200_000, 1);
}

#[test]
#[ignore = "millions of texts, for a minute"]
fn millions_of_mutated_texts_are_read_or_refused() {
    mutate_and_try(10_000_000, 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        try_out(&text);
    }

    #[test]
    fn any_mix_of_pieces_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..300),
    ) {
        try_out(&pieces.concat());
    }
}
