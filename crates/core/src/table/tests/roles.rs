//! Which columns are used.

use super::*;

const TEXT: &str = "time,a,b,comment,c\n2021-03-01,1,2,x,3\n2021-03-02,4,5,y,6\n";

/// The names of inputs and targets.
fn roles(inputs: &str, targets: &str) -> (Vec<String>, Vec<String>) {
    let table = Table::parse(TEXT.as_bytes(), &wanted(inputs, targets)).unwrap();
    let names =
        |places: &[usize]| places.iter().map(|place| table.columns[*place].name.clone()).collect();
    (names(&table.inputs), names(&table.targets))
}

fn both(inputs: &[&str], targets: &[&str]) -> (Vec<String>, Vec<String>) {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    (owned(inputs), owned(targets))
}

#[test]
fn what_is_not_named_has_a_default() {
    assert_eq!(roles("", ""), both(&["a", "b", "c"], &["c"]));
    assert_eq!(roles("", "a"), both(&["a", "b", "c"], &["a"]));
    assert_eq!(roles("b", ""), both(&["b"], &["c"]));
    assert_eq!(roles("c a", "b a"), both(&["c", "a"], &["b", "a"]));
}

#[test]
fn used_columns_stand_in_the_order_of_their_roles() {
    let table = Table::parse(TEXT.as_bytes(), &wanted("c a", "b a")).unwrap();
    assert_eq!(
        (names(&table), &table.inputs[..], &table.targets[..]),
        (vec!["c", "a", "b"], &[0, 1][..], &[2, 1][..])
    );
    let made = vec![("x", vec![1.0, 2.0]), ("left", vec![6.0; 2]), ("y", vec![3.0, 4.0, 5.0])];
    let made = Table::made(made, &["y"], &["x", "none"]);
    assert_eq!(
        (names(&made), made.inputs.clone(), made.targets.clone(), made.rows),
        (vec!["y", "x"], vec![0], vec![1], 2)
    );
}

#[test]
fn a_name_that_no_column_has_is_refused_with_those_that_come_near() {
    let said = |text: &str, name: &str| refusal(text, &wanted(name, ""));
    let columns = "temperature,humidity,wind\n1,2,3\n";
    assert_eq!(
        said(columns, "temprature"),
        "it has no column \"temprature\"; of its 3 columns, temperature comes nearest"
    );
    assert!(said(columns, "Wind").contains("wind comes nearest"));
    assert_eq!(
        said(columns, "zzz"),
        "it has no column \"zzz\"; its columns are temperature, humidity, wind"
    );
    let wide: Vec<String> = (0..5000).map(|place| format!("column{place}")).collect();
    let wide = format!("{}\n{}\n", wide.join(","), vec!["1"; 5000].join(","));
    assert!(said(&wide, "colum17").contains("column17"), "{}", said(&wide, "colum17"));
}

#[test]
fn a_column_is_named_once_in_a_role_and_neither_too_many_nor_too_few_are() {
    assert!(refusal(TEXT, &wanted("a a", "")).contains("\"a\" is named twice as an input"));
    assert!(refusal(TEXT, &wanted("a", "b b")).contains("\"b\" is named twice as a target"));
    let names: Vec<String> = (1..=33).map(|place| place.to_string()).collect();
    let row = names.join(",");
    assert!(
        refusal(&row, &wanted(&names.join(" "), "1"))
            .contains("33 inputs named, but there can be 1 to 32")
    );
    assert!(
        refusal(&row, &wanted("1", &names[..9].join(" ")))
            .contains("9 targets named, but there can be 1 to 8")
    );
    assert!(
        Table::parse(row.as_bytes(), &wanted(&names[..32].join(" "), &names[..8].join(" ")))
            .is_ok()
    );
    for crowded in [wanted("", ""), wanted("", "3")] {
        let said = refusal(&row, &crowded);
        assert_eq!(
            said,
            "it has 33 columns of numbers, and at most 32 can be inputs: name those to read"
        );
    }
    assert!(Table::parse(row.as_bytes(), &wanted("3", "")).is_ok());
}

#[test]
fn the_whole_file_decides_what_a_column_is() {
    // The look at the beginning takes `late` for text, `early` for numbers and `when` for nothing at all.
    let mut text = "late,early,when,x\n".to_owned();
    let rows = 100 * look::ROWS;
    for row in 0..rows {
        let is_first = row < look::ROWS + 5;
        let (late, early) = if is_first { ("odd", "1") } else { ("1", "odd") };
        let when = if is_first { "" } else { "2021-03-01" };
        text += &format!("{late},{early},{when},{row}\n");
    }
    let table = table(&text);
    assert_eq!(names(&table), ["late", "x"]);
    assert_eq!(
        (table.columns[0].values.len(), table.columns[0].other_texts),
        (rows, look::ROWS + 5)
    );
    assert_eq!(table.columns[1].values, (0..rows).map(|row| row as f64).collect::<Vec<_>>());
    let times = table.times.unwrap();
    assert_eq!(
        (times.name.as_str(), times.values.len(), times.text(rows - 1)),
        ("when", rows, "2021-03-01".to_owned())
    );
    assert!(refusal(&text, &wanted("early", "")).contains(&format!("row {}", look::ROWS + 6)));
}
