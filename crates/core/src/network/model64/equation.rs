//! A cell's arithmetic as it is written down: one unit at one time step, in symbols and in numbers.

/// What one block of a unit's sums is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// W x.
    pub input: f64,
    /// b.
    pub input_bias: f64,
    /// U h, or u · h; 0 without recurrence.
    pub state: f64,
    /// b′; 0 where the cell has none.
    pub state_bias: f64,
}

/// What one unit's new state is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitSums {
    /// One for each gate, or one.
    pub blocks: Vec<Terms>,
    /// The unit's recurrent weight where it sees itself only, of the first block.
    pub own_weight: Option<f64>,
    /// The unit's hidden state before.
    pub h: f64,
    /// The unit's cell state before; 0 where the cell has none.
    pub c: f64,
}

/// An equation with its numbers: `name` = `symbols` = `numbers` = `value`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Equation {
    /// What is computed.
    pub name: String,
    /// How, in letters.
    pub symbols: String,
    /// How, in numbers: the same with `{}` for each of `values`.
    pub numbers: String,
    /// In their order.
    pub values: Vec<f64>,
    /// What comes out.
    pub value: f64,
}

impl Equation {
    /// An equation of one line.
    pub fn new(
        name: impl Into<String>,
        symbols: impl Into<String>,
        numbers: impl Into<String>,
        values: impl Into<Vec<f64>>,
        value: f64,
    ) -> Self {
        let (name, symbols, numbers) = (name.into(), symbols.into(), numbers.into());
        Self { name, symbols, numbers, values: values.into(), value }
    }

    /// A gate's or candidate's: `squash`(W x + b + U h + b′).
    pub(in crate::network) fn of_sum(name: &str, squash: &str, terms: Terms, value: f64) -> Self {
        let Terms { input, input_bias, state, state_bias } = terms;
        let symbols = format!("{squash}(W x + b_ih + U h′ + b_hh)");
        let numbers = format!("{squash}({{}} + {{}} + {{}} + {{}})");
        Self::new(name, symbols, numbers, [input, input_bias, state, state_bias], value)
    }

    /// The numbers in their places, each spelled by `spell`; negative ones in brackets where another
    /// sign stands before them.
    pub fn in_numbers(&self, spell: impl Fn(f64) -> String) -> String {
        let mut text = String::new();
        let mut values = self.values.iter();
        for (n, piece) in self.numbers.split("{}").enumerate() {
            if n > 0 {
                let value = values.next().copied().unwrap_or(f64::NAN);
                let apart = value < 0.0 && !(text.is_empty() || text.ends_with('('));
                let number = spell(value);
                text.push_str(&if apart { format!("({number})") } else { number });
            }
            text.push_str(piece);
        }
        text
    }
}

impl Terms {
    /// The whole sum.
    pub fn sum(self) -> f64 {
        self.input + self.input_bias + self.state + self.state_bias
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_their_places() {
        let equation =
            Equation::new("c", "f·c′ + i·g", "{}·{} + {}·{}", [0.5, -1.0, 2.0, 3.0], 5.5);
        assert_eq!(equation.in_numbers(|value| value.to_string()), "0.5·(-1) + 2·3");
        let terms = Terms { input: -1.0, input_bias: 0.25, state: -2.0, state_bias: 0.0 };
        let equation = Equation::of_sum("i", "σ", terms, 0.0);
        assert_eq!(equation.in_numbers(|value| value.to_string()), "σ(-1 + 0.25 + (-2) + 0)");
        assert_eq!(terms.sum(), -2.75);
    }
}
