//! How a text is read.

use super::*;

#[test]
fn cells_are_separated_by_any_of_four() {
    for text in
        ["a,b\n1,2.5\n3,4\n", "a;b\n1;2,5\n3;4\n", "a\tb\n1\t2,5\n3\t4", " a  b\n1 2.5\n 3   4\n"]
    {
        let table = table(text);
        assert_eq!(names(&table), ["a", "b"], "{text:?}");
        assert_eq!(
            (values(&table, "a"), values(&table, "b")),
            ("[1.0, 3.0]".to_owned(), "[2.5, 4.0]".to_owned())
        );
    }
}

#[test]
fn a_decimal_comma_needs_another_separator() {
    let mixed = table("a;b\n1,5;2.5\n2,5;3,5\n");
    assert_eq!(
        (values(&mixed, "a"), values(&mixed, "b")),
        ("[1.5, 2.5]".to_owned(), "[2.5, 3.5]".to_owned())
    );
    // Which may come of thousands that are set apart.
    assert_eq!(mixed.notes, ["b: both commas and points were read as decimal signs"]);
    // In quotes it is a text.
    assert!(refusal("a,b\n\"1,5\",2\n", &wanted("a", "b")).contains("row 1 (line 2) has \"1,5\""));
    assert!(refusal("a;b\n1.234,5;2\n", &wanted("a", "b")).contains("\"1.234,5\""));
    assert_eq!(
        table("a;b;note\n900,0;2;dry\n1.234,5;3;wet\n").notes,
        [
            "left out, since not of numbers: a, note",
            "a: numbers are read once nothing sets their thousands apart; row 2 (line 3) has \"1.234,5\"",
        ]
    );
}

#[test]
fn percent_signs_behind_numbers_are_told_of() {
    let text = "day,occupancy,rate,booked\n1,44 %,126.6,30.2%\n2,47 %,119.7,-1%\n";
    assert_eq!(
        table(text).notes,
        [
            "left out, since not of numbers: occupancy, booked",
            "occupancy: numbers are read once no percent sign stands behind them; row 1 (line 2) has \"44 %\"",
            "booked: numbers are read once no percent sign stands behind them; row 1 (line 2) has \"30.2%\"",
        ]
    );
    let refused = refusal(text, &wanted("occupancy", "rate"));
    assert_eq!(
        refused,
        "\"occupancy\" is no column of numbers as long as percent signs stand behind them: row 1 (line 2) has \"44 %\""
    );
    // Without them it is one.
    assert_eq!(
        names(&table(&text.replace(" %", "").replace('%', ""))),
        ["day", "occupancy", "rate", "booked"]
    );
}

#[test]
fn thousands_that_may_be_decimals_are_refused() {
    let said = "is ambiguous: row 2 (line 3) has \"1.733\", a decimal number or one with";
    // Commas are decimal signs elsewhere in the file, or in the column itself; or other texts have thousands.
    for text in [
        "a;b\n1,5;900\n2,5;1.733\n",
        "a;b\n1;900,5\n2;1.733\n",
        "a;b\n1;900\n2;1.733\n3;2.001.733\n4;12.733\n5;1\n6;1\n7;1\n8;1\n9;1\n10;1\n",
    ] {
        let refused = refusal(text, &wanted("b", "a"));
        assert!(refused.starts_with("\"b\"") && refused.contains(said), "{refused}");
        let rest = table(text);
        assert_eq!(names(&rest), ["a"]);
        assert!(rest.notes.iter().any(|note| note.to_string().contains(said)), "{:?}", rest.notes);
        let overview = Overview::parse(text.as_bytes(), &[]).unwrap();
        assert_eq!(overview.check(1).unwrap_err().to_string(), refused);
        let b = &overview.columns[1];
        assert_eq!((b.kind, b.others, b.texts.len()), (ColumnKind::Texts, 0, 1));
    }
    // What else is in the file tells, too, whatever becomes of it.
    let sales = "sales;b;n\n900,00;954;1\n1.234,50;1.733;2\n";
    assert!(refusal(sales, &wanted("b", "n")).contains(said));
    let alone = "b\n900,5\n1.733\n";
    assert!(refusal(alone, &Wanted::default()).contains(said));
    // Commas that may set thousands apart beside decimal points of the same column.
    let refused = refusal("a\tb\n1\t2.5\n2\t1,733\n", &wanted("b", "a"));
    assert!(refused.contains("row 2 (line 3) has \"1,733\""), "{refused}");
}

#[test]
fn decimals_that_can_be_nothing_else_are_read() {
    for (text, expected) in [
        // No comma, no doubt.
        ("a;b\n1;900\n2;1.733\n", "[900.0, 1.733]"),
        ("a,b\n1,900\n2,1.733\n", "[900.0, 1.733]"),
        // A point that is a decimal sign somewhere is one everywhere in its column.
        ("a;b\n1,5;0.733\n2,5;1.733\n", "[0.733, 1.733]"),
        ("a;b\n1,5;2.5\n2,5;1.733\n", "[2.5, 1.733]"),
        ("a;b\n1,5;1,733\n2,5;12,001\n", "[1.733, 12.001]"),
    ] {
        let table = table(text);
        assert_eq!(
            (values(&table, "b"), table.notes),
            (expected.to_owned(), Vec::new()),
            "{text:?}"
        );
    }
    let other = table("a;b;c\n1;900;x\n2;1.733;1,234.50\n");
    assert_eq!(values(&other, "b"), "[900.0, 1.733]");
    let told = table("a\tb\n1,234\t2.5\n2,345\t1.5\n");
    assert!(
        told.notes[0].to_string().contains("although other columns have decimal points"),
        "{:?}",
        told.notes
    );
}

#[test]
fn seasons_are_no_months() {
    let column = |cells: &[&str]| {
        let rows: String = cells.iter().zip(1..).map(|(cell, n)| format!("{n},{cell}\n")).collect();
        format!("x,when\n{rows}")
    };
    let names_of = |cells: &[&str]| table(&column(cells)).times.map(|times| times.name);
    let months = ["2011-10", "2011-11", "", "2012-01"];
    assert_eq!(names_of(&months), Some("when".to_owned()));
    assert_eq!(names_of(&["2011-12"]), Some("when".to_owned()), "one alone is a month");
    assert_eq!(names_of(&["2011-12", "2011-12"]), Some("when".to_owned()), "and stays it");
    assert_eq!(names_of(&["2011-12", "2012-01", "2012-02"]), Some("when".to_owned()));
    // A line below the table changes nothing.
    let long = ["2011-01", "2011-02", "2011-03", "2011-04", "2011-05", "2011-06", "2011-07"];
    let long = [&long[..], &["2011-08", "2011-09", "2011-10", "total"]].concat();
    assert_eq!(names_of(&long), Some("when".to_owned()));
    let one_too_many = [&long[..10], &["2012-13"]].concat();
    for seasons in [
        &["2001-02", "2002-03", "2003-04", "2004-05"][..],
        &["2008-09", "2009-10", "2010-11", "2011-12", "2012-13"],
        &["2012-13", "2011-12"],
        &["1949-00", "1949-01"],
        &one_too_many,
    ] {
        let text = column(seasons);
        assert_eq!(names_of(seasons), None, "{seasons:?}");
        let refused = refusal(&text, &wanted("when", "x"));
        assert!(refused.contains("is no column of numbers: row 1 (line 2) has"), "{refused}");
        let overview = Overview::parse(text.as_bytes(), &[]).unwrap();
        let when = &overview.columns[1];
        assert_eq!((overview.time, when.kind, when.others), (None, ColumnKind::Texts, 0));
        assert!(!when.texts.is_empty());
    }
}

#[test]
fn a_table_whose_newest_row_comes_first_is_told_of() {
    let rows = |days: [u8; 4]| days.map(|day| format!("2021-03-0{day},{day}\n")).concat();
    let notes = |days| table(&format!("day,x\n{}", rows(days))).notes;
    assert!(notes([4, 3, 2, 1])[0].to_string().starts_with("day: the newest row comes first"));
    // They may go back now and then, as at the end of summer time.
    for days in [[1, 2, 3, 4], [1, 2, 2, 4], [1, 3, 2, 4]] {
        assert_eq!(notes(days), [""; 0]);
    }
}

#[test]
fn a_header_is_a_first_row_with_a_text() {
    for (text, expected) in [
        ("a,b\n1,2\n", &["a", "b"][..]),
        ("1,b\n1,2\n", &["1", "b"]),
        ("1,2\n3,4\n", &["1", "2"]),
        ("NA,2\n3,4\n", &["1", "2"]),
        (",2\n3,4\n", &["1", "2"]),
        ("2021,2022\n3,4\n", &["1", "2"]),
        ("\n\n1\n2\n", &["1"]),
    ] {
        assert_eq!(names(&table(text)), expected, "{text:?}");
    }
    let without = table("2021-03-01,5,\n2021-03-02,6,y\n");
    assert_eq!((names(&without), without.rows), (vec!["2"], 2));
    assert_eq!(without.times.unwrap().name, "1");
}

#[test]
fn quotes_bom_line_ends_and_blank_rows_change_nothing() {
    let plain = table("a,b\n1,2\n3,4\n");
    for text in [
        "\u{feff}a,b\n1,2\n3,4",
        "a,b\r\n1,2\r\n3,4\r\n",
        "a,b\r1,2\r3,4\r",
        "\"a\",\"b\"\n\"1\",\" 2 \"\n3,\"4\"\n",
        "\n a , b\n\n,\n1,2\n  \n\" \",\n3,4\n\n\n",
    ] {
        let table = table(text);
        assert_eq!((names(&table), table.rows), (names(&plain), 2), "{text:?}");
        assert_eq!(
            (values(&table, "a"), values(&table, "b")),
            (values(&plain, "a"), values(&plain, "b"))
        );
    }
}

#[test]
fn names_may_hold_anything() {
    let table = table("\"a, b\",\"c \"\"d\"\"\",\"e\nf\",\u{1b}[31m\n1,2,3,4\n");
    assert_eq!(names(&table), ["a, b", "c \"d\"", "e\nf", "\u{1b}[31m"]);
    let said = refusal("a,\u{1b}[31m\n1,2\n", &wanted("x", ""));
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn columns_without_name_and_content_are_ignored() {
    let table = table("a,,b,\n1,,2,\n3,,4,NA\n");
    assert_eq!(names(&table), ["a", "b"]);
    // One with content is called by its place, as in a table without header.
    let index = self::table(",a\n0,1\n1,3\n");
    assert_eq!(names(&index), ["1", "a"]);
    assert_eq!(index.notes, ["a column without a name is called 1, by its place"]);
    assert!(refusal("2,,b\n1,5,3\nx,y,z", &wanted("b", "b")).contains("two columns \"2\""));
    // Without a name, a blank column in between.
    assert_eq!(names(&self::table("1,,2\n3,,4\n")), ["1", "3"]);
}

#[test]
fn a_separator_at_the_end_of_a_line_is_no_cell() {
    for text in [
        "a,b\n1,2,\n3,4,\n",
        "a,b\n1,2, ,\n3,4\n",
        "a;b\r\n1;2;\r\n3;4;\r\n",
        "a\tb\n1\t2\t\n3\t4\t",
        "a,b\n\"1\",2,\n3,4,\"\"\n",
        "a,b,\n1,2,\n3,4,,\n",
    ] {
        let table = table(text);
        assert_eq!((names(&table), table.rows), (vec!["a", "b"], 2), "{text:?}");
        assert_eq!(
            (values(&table, "a"), values(&table, "b")),
            ("[1.0, 3.0]".to_owned(), "[2.0, 4.0]".to_owned())
        );
        assert_eq!(table.notes, [""; 0]);
    }
}

#[test]
fn a_single_column_may_have_a_decimal_comma() {
    for text in ["temperature\n1,5\n2,25\n-3\n", "temperature\r\n1,5\r\n2,25\r\n-3,0\r\n"] {
        let table = table(text);
        assert_eq!(values(&table, "temperature"), "[1.5, 2.25, -3.0]");
        assert_eq!(table.notes, ["temperature: commas were read as decimal signs"]);
    }
    // Without a header it is two columns, and how to make it one is said.
    let two = table("1,5\n2,25\n");
    assert_eq!((names(&two), values(&two, "2")), (vec!["1", "2"], "[5.0, 25.0]".to_owned()));
    assert!(two.notes[0].to_string().contains("if the comma is a decimal sign"), "{:?}", two.notes);
    assert_eq!(table("1,5.0\n2,25.0\n").notes, [""; 0]);
    let said = refusal("x\n1,2,3\n4,5,6\n", &Wanted::default());
    assert!(said.starts_with("line 2 has 3 cells, but the first row has 1"), "{said}");
    let said = refusal("# from a logger\ntime,x\n1,2\n", &Wanted::default());
    assert!(said.ends_with("what stands above the columns' names must go"), "{said}");
}

#[test]
fn double_names_and_ragged_rows_are_refused_with_their_line() {
    let any = Wanted::default();
    assert_eq!(
        refusal("\na,b,a\n1,2,3\n", &any),
        "line 2 names two columns \"a\"; each needs a name of its own"
    );
    let said = "line 4 has 3 cells, but the first row has 2; every row needs as many";
    assert_eq!(refusal("a,b\n1,\"2\n\"\n1,2,3\n4,5\n", &any), said);
    assert_eq!(refusal("a,b\n1,2\n\n3\n", &any), said.replace("3 cells", "1 cell"));
    for ragged in ["a,b\n1,2\n\n1,2,x\n", "a,b\n1,2,\n\n1,2,0\n", "a,b\n1,2\n\n1,,2\n"] {
        assert_eq!(refusal(ragged, &any), said);
    }
    assert!(refusal("a,b\n1,2,,x\n", &any).contains("line 2 has 4 cells"));
    // Names that differ in their case are two.
    assert_eq!(names(&table("a,A\n1,2\n")), ["a", "A"]);
}

#[test]
fn a_column_of_numbers_is_one_in_nine_of_ten_filled_cells() {
    let column = |numbers: usize, texts: usize, gaps: usize| {
        let cells =
            ["x\n", &"1\n".repeat(numbers), &"odd\n".repeat(texts), &"NA\n".repeat(gaps)].concat();
        format!("y,{}", cells.replace('\n', "\n5,")).trim_end_matches("5,").to_owned()
    };
    let table = table(&column(9, 1, 50));
    assert_eq!(names(&table), ["y", "x"]);
    let x = &table.columns[1];
    let gap = Gap { text: "odd".to_owned(), row: 10, line: 11 };
    assert_eq!((x.other_texts, x.first_gap.as_ref()), (1, Some(&gap)));
    assert_eq!(x.values.iter().filter(|value| value.is_nan()).count(), 51);
    assert_eq!(
        table.notes,
        ["x: 1 cell without a number counts as missing; row 10 (line 11) has \"odd\""]
    );

    let (few, many) = (column(8, 1, 50), column(89, 10, 0));
    assert_eq!(names(&self::table(&few)), ["y"]);
    assert_eq!(names(&self::table(&many)), ["y"]);
    assert_eq!(
        refusal(&few, &wanted("x", "")),
        "\"x\" is no column of numbers: row 9 (line 10) has \"odd\""
    );
    assert_eq!(self::table(&few).notes, ["left out, since not of numbers: x"]);
}

#[test]
fn missing_values_are_blanks_and_marks() {
    let table =
        table("y,x\n1,\n2,?\n3,NA\n4,N/A\n5,NaN\n6,null\n7,-\n8,inf\n9,-1e999\n10, \n11,0.5\n");
    assert_eq!(values(&table, "x"), format!("[{}0.5]", "NaN, ".repeat(10)));
    assert_eq!(table.columns[1].other_texts, 0);
    let marked =
        Wanted { missing_values: vec!["-999".to_owned(), "gone".to_owned()], ..Wanted::default() };
    let table = Table::parse(b"x\n1\n-999\n-999.0\ngone\n2\n", &marked).unwrap();
    assert_eq!(values(&table, "x"), "[1.0, NaN, NaN, NaN, 2.0]");
    assert_eq!(table.columns[0].first_gap.as_ref().map(|gap| (gap.row, gap.line)), Some((2, 3)));
}

#[test]
fn what_is_not_utf_8_is_windows_1252_and_said() {
    let table = Table::parse(b"y,temp [\xb0C]\n1,2\n", &Wanted::default()).unwrap();
    assert_eq!(
        (names(&table), table.columns[1].unit.as_deref()),
        (vec!["y", "temp [°C]"], Some("°C"))
    );
    assert_eq!(table.notes, ["read as Windows-1252, since line 1 is no UTF-8"]);
    assert_eq!(self::table("y,temp [°C]\n1,2\n").notes, [""; 0]);
}

#[test]
fn units_are_in_the_name() {
    let table = table("temperature [°C],wind (m/s),x\n1,2,3\n");
    let units: Vec<Option<&str>> =
        table.columns.iter().map(|column| column.unit.as_deref()).collect();
    assert_eq!(units, [Some("°C"), Some("m/s"), None]);
    assert_eq!(table.columns[0].plain_name(), "temperature");
}

#[test]
fn times_are_known_and_never_fed() {
    for (cells, first) in [
        (["2021-03-01", "2021-03-02"], "2021-03-01"),
        (["2021-03-01 00:00", "2021-03-01 01:00"], "2021-03-01 00:00"),
        (["2021-03-01T00:00:00Z", "2021-03-01T01:00:00Z"], "2021-03-01T00:00:00Z"),
        (["1.3.2021 0:00", "1.3.2021 1:00"], "1.3.2021 0:00"),
        (["12/31/2020", "1/1/2021"], "12/31/2020"),
        (["1949-01", "1949-02"], "1949-01"),
        (["01.03.21 00:00", "01.03.21 01:00"], "01.03.21 00:00"),
        (["2021-03-01T00:00+01:00", "2021-03-01T01:00+01:00"], "2021-03-01T00:00+01:00"),
        // They may repeat, as at the end of summer time.
        (["2021-10-31 02:00", "2021-10-31 02:00"], "2021-10-31 02:00"),
    ] {
        let table = table(&format!("x,when\n1,{}\n2,{}\n", cells[0], cells[1]));
        assert_eq!(names(&table), ["x"]);
        assert_eq!(
            table.times.as_ref().map(|times| (times.name.as_str(), times.text(0))),
            Some(("when", first.to_owned()))
        );
    }
    let said = refusal("x,when\n1,2021-03-01\n", &wanted("when", "x"));
    assert!(said.starts_with("\"when\" is the time column"), "{said}");
}

#[test]
fn seconds_are_times_in_a_first_column_of_such_a_name_only() {
    for name in ["t", "time", "Time", "seconds", "time [s]", "t (ms)", "TIMESTAMP"] {
        let table = table(&format!("{name},x\n0.5,1\n1.0,2\n"));
        assert_eq!(names(&table), ["x"], "{name}");
        let times = table.times.unwrap();
        assert_eq!(
            (times.kind, times.values, times.step),
            (TimeKind::Seconds, vec![0.5, 1.0], Some(0.5))
        );
    }
    for text in ["x,t\n1,0\n2,1\n", "temperature,x\n1,0\n2,1\n", "0,1\n1,2\n", "t\n1\n2\n"] {
        assert!(table(text).times.is_none(), "{text:?}");
    }
    // A nameless column of nothing before it doesn't count.
    assert!(table(",t,x\n,0,1\n").times.is_some());
    // The first column of times is the time, and other dates are left out.
    let two = "t,date,x\n0,2021-03-01,1\n1,2021-03-02,2\n";
    assert_eq!(table(two).times.unwrap().name, "t");
    assert_eq!(
        refusal(two, &wanted("x date", "x")),
        "\"date\" is a column of dates, which are kept for the axis and never fed, and no column of \
         numbers: row 1 (line 2) has \"2021-03-01\""
    );
}

#[test]
fn what_is_no_table_is_a_sentence() {
    let any = Wanted::default();
    for (text, said) in [
        ("", "it is empty"),
        ("\n\n , \n", "it is empty"),
        ("a,b\n", "a header and no rows"),
        ("a,b\n,\n", "a header and no rows"),
        ("a\nx\n", "it has no column of numbers: row 1 (line 2) has \"x\""),
        (
            "month,sold\n2005-01,\"1,850,819\"\n2005-02,\"532,416\"\n",
            "\"sold\" is no column of numbers as long as something sets their thousands apart: \
             row 1 (line 2) has \"1,850,819\"",
        ),
        ("NA\nNA\n", "it has no column of numbers"),
        ("when\n2021-03-01\n", "it has no column of numbers"),
        ("PK\x03\x04", "it is a spreadsheet"),
        ("a\n1\0", "it is no text"),
        ("a,b\n1,\"2\n3,4\n", "the quote that is opened in or after line 2 is never closed"),
    ] {
        assert!(refusal(text, &any).contains(said), "{text:?}: {}", refusal(text, &any));
    }
}
