//! Whole runs on tables, held to PyTorch's numbers.

use std::path::Path;

use super::{number, rows};
use crate::harness::Place;

/// PyTorch's number for a cell, within the tolerance that golden files are held to.
fn assert_golden(found: &str, wanted: &serde_json::Value, what: &str) {
    match (found.is_empty(), wanted.as_f64()) {
        (true, None) => {}
        (false, Some(wanted)) => {
            let found = number(found);
            let room = 1e-2 * wanted.abs() + 1e-4;
            assert!((found - wanted).abs() <= room, "{what}: {found}, not {wanted}");
        }
        _ => assert!(found.is_empty() && wanted.is_null(), "{what}: {found:?}, not {wanted}"),
    }
}

#[test]
fn evaluations_are_those_of_pytorch() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tables");
    let place = Place::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let golden: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut line = format!(
            "train --out {name} --data {}",
            folder.join(golden["table"].as_str().unwrap()).display()
        );
        for (key, value) in golden["config"].as_object().unwrap() {
            let flag = format!(" --{}", key.replace('_', "-"));
            match (key.as_str(), value) {
                ("inputs" | "targets", names) => {
                    let flag = flag.trim_end_matches('s').to_owned();
                    names
                        .as_array()
                        .unwrap()
                        .iter()
                        .for_each(|name| line += &format!("{flag} {}", name.as_str().unwrap()));
                }
                ("split", parts) => {
                    let parts: Vec<String> = parts
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|part| (100.0 * part.as_f64().unwrap()).to_string())
                        .collect();
                    line += &format!("{flag} {}", parts.join("/"));
                }
                ("stride", serde_json::Value::Null) => {}
                (_, serde_json::Value::Null) => line += &format!("{flag} off"),
                (_, serde_json::Value::String(text)) => line += &format!("{flag} {text}"),
                ("shuffle", value) => line += &format!("{flag}={value}"),
                (_, value) => line += &format!("{flag} {value}"),
            }
        }
        let ran = place.run(&line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.stderr);
        let found = rows(&place, &format!("{name}/evaluation.csv"));
        let wanted = golden["evaluation"].as_array().unwrap();
        assert_eq!(found.len(), wanted.len(), "{name}");
        for (found, wanted) in found.iter().zip(wanted) {
            for (key, cell) in found {
                match key.as_str() {
                    "part" | "column" => assert_eq!(cell, wanted[key].as_str().unwrap(), "{name}"),
                    "samples" => assert_eq!(*cell, wanted[key].to_string(), "{name}"),
                    _ => assert_golden(
                        cell,
                        &wanted[key],
                        &format!("{name}, {}, {key}", found["part"]),
                    ),
                }
            }
        }
    }
}
