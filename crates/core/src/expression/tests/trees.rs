//! Made-up trees: written as text with few parentheses or many, their values must be those of the tree.

use proptest::prelude::*;

use super::Expression;

/// An expression as a child would draw it.
#[derive(Clone, Debug)]
enum Tree {
    Number(f64),
    Time,
    Minus(Box<Tree>),
    Pair(char, Box<Tree>, Box<Tree>),
    Call(&'static str, Vec<Tree>),
}

impl Tree {
    /// Its value, each operation by itself and with the bits that the house promises.
    fn value(&self, t: f64) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Time => t,
            Self::Minus(of) => -of.value(t),
            Self::Pair(sign, a, b) => {
                let (a, b) = (a.value(t), b.value(t));
                match sign {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    '/' => a / b,
                    _ => libm::pow(a, b),
                }
            }
            Self::Call(name, of) => {
                let of: Vec<f64> = of.iter().map(|tree| tree.value(t)).collect();
                // What isn't a number wins, and of two equal ones the last.
                let extreme = |is_before: fn(f64, f64) -> bool| {
                    let keep = |kept: f64, other: f64| kept.is_nan() || is_before(kept, other);
                    let or = |kept, other| if keep(kept, other) { kept } else { other };
                    of.iter().copied().reduce(or).unwrap()
                };
                match *name {
                    "sin" => libm::sin(of[0]),
                    "exp" => libm::exp(of[0]),
                    "abs" => of[0].abs(),
                    "min" => extreme(|a, b| a < b),
                    _ => extreme(|a, b| a > b),
                }
            }
        }
    }

    /// How tightly its outermost part holds together.
    fn strength(&self) -> u8 {
        match self {
            Self::Pair('+' | '-', ..) => 1,
            Self::Pair('*' | '/', ..) => 2,
            Self::Minus(_) => 3,
            Self::Pair(..) => 4,
            Self::Number(_) | Self::Time | Self::Call(..) => 5,
        }
    }

    /// As text, in parentheses where it holds together less tightly than `strength`, or always.
    fn written(&self, strength: u8, always: bool) -> String {
        let text = match self {
            Self::Number(number) => format!("{number:?}"),
            Self::Time => "t".to_owned(),
            Self::Minus(of) => format!("-{}", of.written(3, always)),
            Self::Pair('^', a, b) => {
                // A sign may stand before the right side without parentheses.
                format!("{}^{}", a.written(5, always), b.written(3, always))
            }
            Self::Pair(sign, a, b) => {
                let own = self.strength();
                format!("{} {sign} {}", a.written(own, always), b.written(own + 1, always))
            }
            Self::Call(name, of) => {
                let of: Vec<String> = of.iter().map(|tree| tree.written(0, always)).collect();
                format!("{name}({})", of.join(", "))
            }
        };
        let needs = always && strength > 0 || self.strength() < strength;
        if needs { format!("({text})") } else { text }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let number = prop_oneof![Just(0.0), Just(1.0), Just(2.0), 0.0..100.0, 0.0..1e-3];
    let leaf = prop_oneof![Just(Tree::Time), number.prop_map(Tree::Number)];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let pair =
            (prop::sample::select(vec!['+', '-', '*', '/', '^']), inner.clone(), inner.clone());
        let one = (prop::sample::select(vec!["sin", "exp", "abs"]), inner.clone());
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.prop_map(|of| Tree::Minus(Box::new(of))),
            pair.prop_map(|(sign, a, b)| Tree::Pair(sign, Box::new(a), Box::new(b))),
            one.prop_map(|(name, of)| Tree::Call(name, vec![of])),
            (prop::sample::select(vec!["min", "max"]), several)
                .prop_map(|(name, of)| Tree::Call(name, of)),
        ]
    })
}

/// The bits of a number; those of NaN are any.
fn bits(value: f64) -> u64 {
    if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tree_has_the_value_of_its_text(tree in trees(), t in -10.0..10.0) {
        for always in [false, true] {
            let text = tree.written(0, always);
            if text.chars().count() > super::MOST_CHARACTERS {
                continue;
            }
            let read = Expression::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
            prop_assert_eq!(bits(read.value(t)), bits(tree.value(t)), "{}", text);
        }
    }
}
