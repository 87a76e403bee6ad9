//! Tables as other programs and people write them.

use super::*;

/// Reads a text and holds it to names, rows and the text of the first and last time.
fn read(text: &[u8], names: &[&str], rows: usize, ends: Option<[&str; 2]>) -> Table {
    let table = Table::parse(text, &Wanted::default()).unwrap();
    assert_eq!((self::names(&table), table.rows), (names.to_vec(), rows));
    let found = table.times.as_ref().map(|times| [times.text(0), times.text(rows - 1)]);
    assert_eq!(found, ends.map(|ends| ends.map(str::to_owned)));
    table
}

#[test]
fn a_weather_service_writes_semicolons_decimal_commas_and_a_footer() {
    let mut text = "Datum;Temperatur [°C];Wind (m/s);Bemerkung\r\n".to_owned();
    for hour in 0..20 {
        let wind = if hour % 7 == 3 { String::new() } else { format!("{hour},25") };
        let note = if hour == 4 { "Sturm; Böen" } else { "" };
        text += &format!("{:02}.12.2021 {hour}:00;-{hour},5;{wind};\"{note}\"\r\n", 1 + hour);
    }
    text += "Quelle: Wetterdienst;;;\r\n";
    let ends = Some(["01.12.2021 0:00", ""]);
    let table = read(text.as_bytes(), &["Temperatur [°C]", "Wind (m/s)"], 21, ends);
    let untimed = "Datum: 1 row has a text in place of the time, and is used like any other; \
        row 21 (line 22) has \"Quelle: Wetterdienst\"";
    assert_eq!(table.notes, ["left out, since not of numbers: Bemerkung", untimed]);
    let [temperature, wind] = [0, 1].map(|column| &table.columns[column]);
    assert_eq!((temperature.values[2], wind.values[2]), (-2.5, 2.25));
    let gaps = |column: &TableColumn| column.values.iter().filter(|v| v.is_nan()).count();
    assert_eq!((gaps(temperature), gaps(wind)), (1, 4));
    assert_eq!((wind.unit.as_deref(), wind.first_gap.as_ref().unwrap().line), (Some("m/s"), 5));
    // Times go on from the last one there is.
    let times = table.times.unwrap();
    assert_eq!(times.step, Some(90_000.0));
    let after = times.after(1).map(|time| times.spelled(time));
    assert_eq!(after.as_deref(), Some("22.12.2021 21:00"));
}

#[test]
fn a_logger_ends_lines_with_commas_and_writes_am_and_pm() {
    let text = "Date Time,Level (m),Battery\n\
        3/31/21 11:00:00 AM,1.20,12.6,\n\
        3/31/21 12:00:00 PM,,12.6,\n\
        3/31/21 1:00:00 PM,-9999,12.5,\n";
    let ends = Some(["3/31/21 11:00:00 AM", "3/31/21 1:00:00 PM"]);
    read(text.as_bytes(), &["Level (m)", "Battery"], 3, ends);
    let marked = Wanted { missing_values: vec!["-9999".to_owned()], ..Wanted::default() };
    let table = Table::parse(text.as_bytes(), &marked).unwrap();
    assert_eq!(values(&table, "Level (m)"), "[1.2, NaN, NaN]");
    let times = table.times.unwrap();
    let after = times.after(11).map(|time| times.spelled(time));
    assert_eq!(after.as_deref(), Some("4/1/21 12:00:00 AM"));
}

#[test]
fn a_database_writes_offsets_which_change_with_summer_time() {
    let text = "ts,load\n\
        2021-10-31T01:00:00+02:00,1\n2021-10-31T02:00:00+02:00,2\n\
        2021-10-31T02:00:00+01:00,3\n2021-10-31T03:00:00+01:00,4\n";
    let ends = Some(["2021-10-31T01:00:00+02:00", "2021-10-31T03:00:00+01:00"]);
    let times = read(text.as_bytes(), &["load"], 4, ends).times.unwrap();
    assert_eq!((times.step, times.text(1)), (Some(3600.0), "2021-10-31T02:00:00+02:00".to_owned()));
    let after = times.after(1).map(|time| times.spelled(time));
    assert_eq!(after.as_deref(), Some("2021-10-31T04:00:00+01:00"));
    let dropped = times.of(&[0, 2]);
    assert_eq!(dropped.text(1), "2021-10-31T02:00:00+01:00");
}

#[test]
fn a_spreadsheet_writes_quotes_blank_columns_and_windows_letters() {
    let text = b"\"Tag\";;\"Gr\xf6\xdfe [\xb5m]\";\"Wert\";\r\n\
        \"1.3.2021\";;\"1,5\";\"7\";\r\n;;;;\r\n\"12.3.2021\";;\"n/a\";\"8\";\r\n";
    let ends = Some(["1.3.2021", "12.3.2021"]);
    let table = read(text, &["Größe [µm]", "Wert"], 2, ends);
    assert_eq!(values(&table, "Größe [µm]"), "[1.5, NaN]");
    assert_eq!(table.notes, ["read as Windows-1252, since line 1 is no UTF-8"]);
}

#[test]
fn a_simulation_writes_columns_of_blanks() {
    let text = "   t        x          v\n   0.0   1.0E+00   -2.5e-01\n   0.1   9.9E-01    .5\n";
    let table = read(text.as_bytes(), &["x", "v"], 2, Some(["0", "0.1"]));
    assert_eq!(values(&table, "v"), "[-0.25, 0.5]");
    assert_eq!(table.times.unwrap().step, Some(0.1));
}

#[test]
fn a_list_of_numbers_is_one_column() {
    for text in ["12\n13.5\n-4\n", "\"12\"\n\"13.5\"\n\"-4\"", "12\r\n\r\n13.5\r\n-4\r\n"] {
        let table = read(text.as_bytes(), &["1"], 3, None);
        assert_eq!(values(&table, "1"), "[12.0, 13.5, -4.0]");
    }
}
