//! Dumps.
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
fn main() {
    let all = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let show: Option<usize> = std::env::args().nth(2).and_then(|n| n.parse().ok());
    let mut at = 0;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut n = 0;
    while at < all.len() {
        let len = u32::from_le_bytes(all[at..at + 4].try_into().unwrap()) as usize;
        let bytes = &all[at + 4..at + 4 + len];
        at += 4 + len;
        let mut said = String::new();
        for missing in [vec![], vec!["-999".to_owned(), "x".to_owned()]] {
            let wanted = rnnscope_core::table::Wanted {
                missing_values: missing.clone(),
                ..Default::default()
            };
            let table = rnnscope_core::table::Table::parse(bytes, &wanted);
            said += &match &table {
                Ok(t) => format!("{t:?}\n"),
                Err(e) => format!("{e}\n"),
            };
            if let Ok(t) = &table
                && let Some(times) = &t.times
            {
                for row in 0..t.rows {
                    said += &times.text(row);
                    said.push('|');
                }
            }
            let overview = rnnscope_core::table::Overview::parse(bytes, &missing);
            said += &match &overview {
                Ok(t) => format!(
                    "{:?} {} {:?} {:?} {:?} {:?} {:?}\n",
                    t.sha256,
                    t.rows,
                    t.separator,
                    t.has_decimal_comma,
                    t.foreign_line,
                    t.columns,
                    t.first_rows
                ),
                Err(e) => format!("{e}\n"),
            };
        }
        // How offsets are kept is nobody's business.
        let mut kept = String::new();
        let mut rest = said.as_str();
        while let Some(i) = rest.find("offsets: Offsets([") {
            kept += &rest[..i];
            rest = &rest[i..];
            let e = rest.find("])").unwrap();
            rest = &rest[e + 2..];
        }
        kept += rest;
        if show == Some(n) {
            println!("{:?}\n{kept}", String::from_utf8_lossy(bytes));
            return;
        }
        let mut h = DefaultHasher::new();
        kept.hash(&mut h);
        writeln!(out, "{n} {:016x} {}", h.finish(), u8::from(kept.starts_with("Table"))).unwrap();
        n += 1;
    }
}
