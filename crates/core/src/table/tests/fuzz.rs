//! Tables at random: written down in every way and read back, and texts with every kind of damage.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// A table that isn't written yet, and how it is to be.
#[derive(Clone, Debug)]
struct Written {
    /// Column by column.
    columns: Vec<(String, Vec<Option<f64>>)>,
    separator: char,
    comma: bool,
    end: &'static str,
    is_quoted: bool,
    has_bom: bool,
    ends_line: bool,
}

fn written() -> impl Strategy<Value = Written> {
    let cell = prop_oneof![
        6 => (-1e6..1e6).prop_map(Some),
        2 => any::<i16>().prop_map(|number| Some(f64::from(number))),
        1 => any::<f64>().prop_map(|number| number.is_finite().then_some(number)),
    ];
    let name = r#"[a-zé][a-z ,;"\n]{0,5}"#;
    let columns = (1_usize..6, 1_usize..9).prop_flat_map(move |(columns, rows)| {
        prop::collection::vec((name, prop::collection::vec(cell.clone(), rows)), columns)
    });
    let ways = (select(vec![',', ';', '\t']), any::<bool>(), select(vec!["\n", "\r\n", "\r"]));
    (columns, ways, any::<[bool; 3]>()).prop_map(
        |(columns, (separator, comma, end), [is_quoted, has_bom, ends_line])| {
            let mut number = 0;
            // Names that differ.
            let columns = columns.into_iter().map(|(name, values)| {
                number += 1;
                (format!("{}{number}", name.trim()), values)
            });
            let columns: Vec<_> = columns.collect();
            // A single column's commas would separate.
            let comma = comma && separator != ',' && columns.len() > 1;
            Written { columns, separator, comma, end, is_quoted, has_bom, ends_line }
        },
    )
}

impl Written {
    fn quoted(&self, text: &str) -> String {
        let needs = text.contains(['"', ',', ';', '\t', '\n']);
        if needs || self.is_quoted {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }

    fn cell(&self, value: Option<f64>) -> String {
        let text = value.map_or_else(|| "NA".to_owned(), |value| format!("{value:?}"));
        let text = if self.comma { text.replace('.', ",") } else { text };
        if self.is_quoted { format!("\"{text}\"") } else { text }
    }

    fn text(&self) -> String {
        let separator = self.separator.to_string();
        let names: Vec<String> = self.columns.iter().map(|(name, _)| self.quoted(name)).collect();
        let mut lines = vec![names.join(&separator)];
        for row in 0..self.columns[0].1.len() {
            let cells: Vec<String> =
                self.columns.iter().map(|(_, values)| self.cell(values[row])).collect();
            lines.push(cells.join(&separator));
        }
        let bom = if self.has_bom { "\u{feff}" } else { "" };
        format!("{bom}{}{}", lines.join(self.end), if self.ends_line { self.end } else { "" })
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_to_the_bit(written in written()) {
        let names: Vec<String> = written.columns.iter().map(|(name, _)| name.clone()).collect();
        let wanted = Wanted { targets: names[..1].to_vec(), inputs: names, missing_values: Vec::new() };
        let text = written.text();
        let empty = written.columns.iter().any(|(_, values)| values.iter().all(Option::is_none));
        match Table::parse(text.as_bytes(), &wanted) {
            Ok(table) => for (column, (name, values)) in table.columns.iter().zip(&written.columns) {
                prop_assert_eq!(&column.name, name);
                let found: Vec<Option<u64>> = column.values.iter().map(|value| value.is_finite().then(|| value.to_bits())).collect();
                let expected: Vec<Option<u64>> = values.iter().map(|value| value.map(f64::to_bits)).collect();
                prop_assert_eq!(found, expected, "{:?}", text);
            },
            Err(error) => prop_assert!(empty, "{} of {:?}", error, text),
        }
    }

    #[test]
    fn any_text_is_a_table_or_a_sentence(
        text in prop::collection::vec(select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat()),
    ) {
        hold(&text);
    }

    #[test]
    fn any_bytes_are_a_table_or_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        hold(&bytes);
    }
}

/// What texts are put together of.
pub(super) const PIECES: [&[u8]; 30] = [
    b"1",
    b"2.5",
    b"-3e4",
    b"1e999",
    b"NA",
    b"",
    b"x",
    b"time",
    b"t",
    b"2021-03-01",
    b"1.2.2021 3:04",
    b"12/31/99",
    b",",
    b",",
    b",",
    b";",
    b"\t",
    b" ",
    b"\n",
    b"\n",
    b"\n",
    b"\r\n",
    b"\r",
    b"\"",
    b"\"\"",
    b"\xff",
    b"\xc3\xa9",
    b"\xef\xbb\xbf",
    b"0",
    b"[s]",
];

/// Reads a text whatever it is, makes samples of it if it is a table, and holds both to what was promised.
fn hold(bytes: &[u8]) {
    for wanted in [Wanted::default(), wanted("x", "2"), wanted("", "1")] {
        let table = match Table::parse(bytes, &wanted) {
            Ok(table) => table,
            Err(error) => {
                is_sentence(&error.to_string());
                continue;
            }
        };
        assert!(table.rows > 0 && table.rows <= bytes.len());
        assert!(
            (1..=MOST_INPUTS).contains(&table.inputs.len())
                && (1..=MOST_TARGETS).contains(&table.targets.len())
        );
        for column in &table.columns {
            assert_eq!(column.values.len(), table.rows);
            assert!(column.values.iter().any(|value| value.is_finite()));
            assert_eq!(
                column.first_gap.is_some(),
                column.values.iter().any(|value| value.is_nan())
            );
        }
        table.notes.iter().for_each(|note| is_sentence(&note.to_string()));
        for missing in Missing::ALL {
            match Samples::new(&table, &Preparation { missing: *missing, ..USUAL }) {
                Ok(samples) => fit(&samples),
                Err(error) => is_sentence(&error.to_string()),
            }
        }
    }
}

fn fit(samples: &Samples) {
    let kept = samples.rows.len();
    assert!(samples.columns.iter().all(|column| column.values.len() == kept));
    assert!(
        samples.columns.iter().flat_map(|column| &column.values).all(|value| value.is_finite())
    );
    assert_eq!(samples.input.len(), samples.len() * samples.inputs.len());
    assert_eq!(samples.target.len(), samples.len() * samples.targets.len());
    assert!(samples.input.iter().chain(&samples.target).all(|value| value.is_finite()));
    if let Some(times) = &samples.times {
        assert_eq!(times.values.len(), kept);
        let _ = (times.text(0), times.after(3).map(|time| times.spelled(time)));
    }
}

fn is_sentence(text: &str) {
    assert!(
        !text.is_empty() && text.len() < 4000 && !text.contains(|c: char| c.is_control()),
        "{text:?}"
    );
}

/// Tables to be damaged.
fn whole() -> Vec<Vec<u8>> {
    let mut long = "when;x;y [m]\n".to_owned();
    for row in 0..40 {
        let _ = writeln!(long, "2021-03-01 {:02}:00;{row},5;{}", row % 24, row * row);
    }
    vec![
        b"time,a,x\n2021-03-01,1,\"2\"\n2021-03-02,3,NA\n2021-03-03,5,6\n".to_vec(),
        b"t x 2\n0 1 2\n0.5 3 -4e5\n1 1 1\n".to_vec(),
        b"\xef\xbb\xbf1\t2\r\n3\t4,5\r\n5\t6\r\n".to_vec(),
        b"name [\xb0C],\"x\",2,\n1,2,3,\n4,5,6,\n".to_vec(),
        long.into_bytes(),
    ]
}

/// Damages texts `times` times, and shows each: bytes are changed, taken out, put in and repeated.
pub(super) fn damage(times: u64, seed: u64, show: fn(&[u8])) {
    let whole = whole();
    let mut state = seed;
    let mut random = |below: usize| {
        // Knuth's generator; its upper bits are random enough.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..times {
        let mut bytes = whole[random(whole.len())].clone();
        for _ in 0..=random(6) {
            let at = random(bytes.len() + 1);
            match random(5) {
                0 if at < bytes.len() => bytes[at] = random(256) as u8,
                1 if at < bytes.len() => drop(bytes.remove(at)),
                2 => bytes
                    .splice(at..at, PIECES[random(PIECES.len())].iter().copied())
                    .for_each(drop),
                3 => bytes.truncate(at),
                _ => {
                    let piece = bytes[at..(at + random(30)).min(bytes.len())].to_vec();
                    let to = random(bytes.len() + 1);
                    bytes.splice(to..to, piece).for_each(drop);
                }
            }
        }
        show(&bytes);
    }
}

#[test]
fn damaged_tables_are_tables_or_sentences() {
    damage(3000, 1, hold);
}

#[test]
#[ignore = "takes minutes; to be run in release"]
fn millions_of_damaged_tables_are_tables_or_sentences() {
    let seed =
        std::env::var("RNNSCOPE_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
    damage(2_000_000, seed, hold);
}
