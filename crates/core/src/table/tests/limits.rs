//! Tables at the ends of what there is.

use super::*;

fn samples(text: &str, preparation: Preparation) -> Result<Samples, String> {
    Samples::of(table(text), &preparation).map_err(|error| error.to_string())
}

#[test]
fn a_constant_column_is_scaled_to_zeros() {
    for scale in [Scale::Standard, Scale::Minmax] {
        let samples =
            samples("x\n0.1\n0.1\n0.1\n0.1\n0.1\n", Preparation { scale, ..USUAL }).unwrap();
        assert_eq!(samples.input, [0.0; 4]);
    }
}

#[test]
fn a_column_without_a_number_is_a_sentence() {
    let text = "x,y\n1,NA\n2,\n";
    assert_eq!(names(&table(text)), ["x"]);
    assert_eq!(refusal(text, &wanted("y", "x")), "the column \"y\" has no number in any row");
}

#[test]
fn numbers_far_out_are_scaled_or_refused() {
    let text = "x\n1e300\n-1e300\n1e300\n-1e300\n1e300\n";
    let scaled = samples(text, USUAL).unwrap();
    assert_eq!(scaled.input, [1.0, -1.0, 1.0, -1.0]);
    let said = samples(text, Preparation { scale: Scale::None, ..USUAL }).unwrap_err();
    assert_eq!(said, "\"x\" is too large in row 1: 1e300 scaled is beyond what float32 holds");
    // Calm while it is trained on, and wild later.
    let late = samples("x\n1\n2\n1\n2\n1\n2\n1e99\n", USUAL).unwrap_err();
    assert!(late.starts_with("\"x\" is too large in row 7: 1e99"), "{late}");
    let wide =
        samples("x\n1e308\n-1e308\n1e308\n-1e308\n", Preparation { scale: Scale::Minmax, ..USUAL });
    assert!(wide.unwrap_err().contains("too large"));
    let large = samples("x\n1e9\n1000000001\n1e9\n1000000001\n1e9\n", USUAL).unwrap();
    assert_eq!(large.input, [-1.0, 1.0, -1.0, 1.0]);
}

#[test]
fn one_row_is_a_table() {
    let one = table("x,y\n1,2\n");
    assert_eq!((one.rows, names(&one)), (1, vec!["x", "y"]));
    assert!(
        Samples::new(&one, &Preparation { horizon: 0, split: [100.0, 0.0, 0.0], ..USUAL }).is_ok()
    );
}

#[test]
fn ten_thousand_columns_are_read() {
    let names: Vec<String> = (0..10_000).map(|place| format!("c{place}")).collect();
    let row = |first: usize| {
        (0..10_000).map(|place| (first + place).to_string()).collect::<Vec<_>>().join(";")
    };
    let text = format!("{}\n{}\n{}\n", names.join(";"), row(0), row(1));
    let table = Table::parse(text.as_bytes(), &wanted("c9999 c5", "c0")).unwrap();
    assert_eq!(
        table.columns.iter().map(|column| column.values[1]).collect::<Vec<_>>(),
        [10_000.0, 6.0, 1.0]
    );
    let said = refusal(&text, &Wanted::default());
    assert!(said.starts_with("it has 10000 columns of numbers, and at most 32"), "{said}");
}

#[test]
fn a_cell_may_be_long() {
    let long = "x".repeat(1 << 20);
    let said = refusal(format!("a,b\n1,2\n{long},2\n"), &wanted("a", "b"));
    assert!(said.contains("row 2 (line 3)") && said.len() < 500, "{said}");
    let digits = format!("a\n0.{}\n{}e-100000\n", "3".repeat(100_000), "7".repeat(100_000));
    let values = &table(&digits).columns[0].values;
    assert_eq!(values[..], [1.0 / 3.0, 7.0 / 9.0]);
    let named = format!("{long},b\n1,2\n");
    assert!(refusal(named, &wanted("c", "b")).len() < 500);
}
