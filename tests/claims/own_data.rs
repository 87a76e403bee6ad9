//! "Your own data": the table that the page trains on, judged for the first five seeds.

use std::process::Command;

use crate::page::{says, table};
use crate::replay::SEEDS;

const PAGE: &str = "docs/your-own-data.md";

/// The page's command, with another seed and folder, and what it prints.
fn trained(seed: u32, folder: &std::path::Path) -> Vec<String> {
    let command = "train tests/golden/tables/weather.csv --input temperature --target temperature \
                   --season 24 --forecast 48";
    says(PAGE, &[&format!("rnnscope {command} --out weather")]);
    let output = Command::new(env!("CARGO_BIN_EXE_rnnscope"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(command.split(' '))
        .args(["--seed", &seed.to_string(), "--out"])
        .arg(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The number behind a word in a line such as "validation RMSE 0.621: naive 1.24".
fn behind(line: &str, word: &str) -> f64 {
    let rest = line.split_once(word).unwrap().1.trim_start();
    rest.split([' ', ',', ':']).next().unwrap().parse().unwrap()
}

#[test]
fn the_network_beats_a_season_and_not_a_linear_filter() {
    let rows = table(PAGE, "| guess | validation RMSE |");
    let said = |at: usize| rows[at][1].clone();
    for seed in SEEDS {
        let folder = tempfile::tempdir().unwrap();
        let lines = trained(seed, folder.path());
        let [.., judged, verdict] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!(said(0), "between 0.55 and 0.70");
        let own = behind(judged, "RMSE");
        assert!((0.55..0.70).contains(&own), "seed {seed}: {judged}");
        for (at, word) in [(1, "naive"), (2, "seasonal"), (3, "linear")] {
            let (found, said) = (behind(judged, word), said(at).parse::<f64>().unwrap());
            assert!((found - said).abs() < 1e-3, "{word}: {judged}");
        }
        assert_eq!(verdict, "The network beats naive and seasonal, but not linear.");
        says(PAGE, &[verdict]);
        let forecast = std::fs::read_to_string(folder.path().join("forecast.csv")).unwrap();
        assert_eq!(forecast.lines().count(), 1 + 48);
    }
}
