//! A trained network on other data.

use super::{SETTINGS, number, rows, table};
use crate::harness::Place;

#[test]
fn a_network_is_judged_on_other_data() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    place.write("new.csv", &table(400));
    let ran = place.succeed(&format!("train --data data.csv --season 24 --out out {SETTINGS}"));
    // On its own data it is what it was.
    let again = place.succeed("evaluate out --data data.csv --out own");
    assert_eq!(place.names("own"), ["evaluation.csv", "fitted.csv"]);
    for name in place.names("own") {
        assert!(
            place.bytes(&format!("own/{name}")) == place.bytes(&format!("out/{name}")),
            "{name}"
        );
    }
    let told: Vec<&str> = ran.stdout.lines().skip(1).collect();
    assert_eq!(again.stdout.lines().collect::<Vec<_>>(), told);
    // Elsewhere, by the file of its weights, also when its own data are gone.
    let new = place.succeed("evaluate out/weights.safetensors --data new.csv --out new");
    std::fs::remove_file(place.path("data.csv")).unwrap();
    let gone = place.succeed("evaluate out --data new.csv --out gone");
    assert_eq!(new.stdout, gone.stdout);
    assert!(place.bytes("new/fitted.csv") == place.bytes("gone/fitted.csv"));
    assert_eq!(rows(&place, "new/fitted.csv").len(), 399);
    assert_eq!(place.succeed("evaluate out --data new.csv --out quiet --quiet").stdout, "");
}

#[test]
fn an_evaluation_that_makes_no_sense_is_one_sentence() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    place.write("other.csv", "x,y\n1,2\n3,4\n5,6\n");
    place.succeed(&format!("train --data data.csv --out out {SETTINGS}"));
    place.succeed("train --steps 2 --out sine");
    let said = |line: &str| place.fail(line, 2);
    assert!(said("evaluate out").contains("--data NEW.csv"));
    assert!(said("evaluate --data data.csv").contains("needs a network"));
    assert!(said("evaluate out --data data.csv --out out").contains("would overwrite"));
    assert!(
        said("evaluate out --data data.csv --out sine").contains("would overwrite the results")
    );
    assert!(said("evaluate sine --data data.csv --out new").contains("scaling.csv"));
    assert!(said("evaluate out --data other.csv --out new").contains("other.csv"));
    assert!(said("evaluate out --data none.csv --out new").contains("none.csv"));
    assert!(said("evaluate out --data data.csv --lr 1 --out new").contains("--lr"));
    assert!(said("--lr 1 evaluate out --data data.csv --out new").contains("--lr"));
    assert!(said("evaluate out --data data.csv --preset keras --out new").contains("--preset"));
    assert!(said("evaluate out --data data.csv --metrics none --out new").contains("--metrics"));
    assert!(said("evaluate nowhere --data data.csv --out new").contains("nowhere"));
    place.write("out/scaling.csv", "column,offset,scale\nx,0,1\n");
    assert!(said("evaluate out --data data.csv --out new").contains("scaling.csv"));
    place.write("out/scaling.csv", "what?");
    assert!(said("evaluate out --data data.csv --out new").contains("isn't a file of scalings"));
    assert!(!place.path("new").exists());
}

#[test]
fn another_split_cuts_other_parts_and_scales_as_before() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    place.succeed(&format!("train --data data.csv --out out {SETTINGS}"));
    place.succeed("evaluate out --data data.csv --split 50/25/25 --out new");
    let judged = rows(&place, "new/evaluation.csv");
    let counts: Vec<(&str, &str)> =
        judged.iter().map(|row| (row["part"].as_str(), row["samples"].as_str())).collect();
    assert_eq!(counts, [("train", "119"), ("validation", "59"), ("test", "61")]);
    let fitted = rows(&place, "new/fitted.csv");
    for row in &judged {
        let own: Vec<_> = fitted.iter().filter(|fitted| fitted["part"] == row["part"]).collect();
        assert_eq!(own.len().to_string(), row["samples"]);
        let error = |row: &&std::collections::BTreeMap<String, String>| {
            (number(&row["target"]) - number(&row["prediction"])).powi(2)
        };
        let rmse = (own.iter().map(error).sum::<f64>() / own.len() as f64).sqrt();
        assert!((rmse / number(&row["rmse"]) - 1.0).abs() < 1e-9);
    }
    // The first part begins where it began: the same windows, scaled as before, have the same answers.
    let before = rows(&place, "out/fitted.csv");
    for (new, old) in fitted.iter().zip(&before).take(108) {
        assert_eq!(new["target"], old["target"]);
        let apart = number(&new["prediction"]) - number(&old["prediction"]);
        assert!(apart.abs() < 1e-4, "row {}", new["row"]);
    }
    // What it is compared with learns from the new training part: the mean is another.
    let old = rows(&place, "out/evaluation.csv");
    assert_ne!(judged[2]["mean_rmse"], old[2]["mean_rmse"]);
    // Without a validation part another one speaks.
    let ran = place.succeed("evaluate out --data data.csv --split 60/0/40 --out test");
    assert!(ran.stdout.starts_with("test RMSE "), "{}", ran.stdout);
    assert_eq!(place.column("test/evaluation.csv", 0), ["train", "test"]);
}
