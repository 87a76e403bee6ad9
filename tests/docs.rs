//! The documentation's generated parts, held to what the program says of itself.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes them anew.

use std::fs;
use std::path::Path;

use rnnscope::config::settings_table;

/// A part of a page, between two comments that name it.
fn check(page: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name}: begin -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (found, after) = rest.split_once(&end).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{begin}{expected}{end}{after}")).unwrap();
    } else {
        assert!(
            found == expected,
            "docs/{page} isn't what the list of settings says; UPDATE_DOCS=1 cargo test --test docs \
             writes:\n{expected}"
        );
    }
}

#[test]
fn the_table_of_settings_is_the_list() {
    check("command-line.md", "settings", &settings_table());
}
