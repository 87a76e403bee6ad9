//! Runs on tables: the files they leave, what is said of them, and networks on other data.

use std::collections::BTreeMap;

mod elsewhere;
mod golden;
mod sweeps;
mod validation;

use rnnscope::evaluation::Answers;
use rnnscope::lens::gradient_norm::gradient_norm;
use rnnscope::lens::output::NoChoice;
use rnnscope::lens::phase_portrait::Approach;
use rnnscope::lens::{Evaluated, Frozen, LensContext, LensMemory, LensOutput as _, WholeData};
use rnnscope::recipe::RecipeFile;
use rnnscope::results::evaluated;
use rnnscope::trainer::Trainer;

use crate::harness::Place;

/// Names of columns as they may be: with a comma and quotes, with a unit, plainly.
const HEADER: &str = "time,\"a, \"\"b\"\"\",level [m],c\n";

/// Hours of a day that comes again, with a little that nobody can foretell.
fn table(rows: usize) -> String {
    let mut text = HEADER.to_owned();
    for row in 0..rows {
        let day = std::f64::consts::TAU * row as f64 / 24.0;
        let noise = |n: usize| ((row * n) % 101) as f64 / 101.0 - 0.5;
        let (a, level) = (day.sin() + 0.1 * noise(37), 5.0 + 2.0 * day.cos() + 0.1 * noise(53));
        let time = format!("2021-03-{:02} {:02}:00", 1 + row / 24 % 28, row % 24);
        text += &format!("{time},{a:.4},{level:.4},{:.4}\n", a * level);
    }
    text
}

/// What a run takes, beside its data.
const SETTINGS: &str = "--cell gru --hidden 8 --time-steps 12 --batch 4 --state reset --stride 3 --steps 60 \
                        --lr 0.01 --validate-every 20";

/// Rows of a CSV file by the names of its columns; cells here have no newlines.
fn rows(place: &Place, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = place.read(name);
    let mut lines = text.lines().map(cells);
    let header = lines.next().unwrap();
    lines.map(|row| header.iter().cloned().zip(row).collect()).collect()
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

fn header(place: &Place, name: &str) -> String {
    place.read(name).lines().next().unwrap().to_owned()
}

#[test]
fn a_run_on_a_table_leaves_what_is_promised() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let ran =
        place.succeed(&format!("train --data data.csv --out out {SETTINGS} --predictions 30"));
    let files = [
        "best.safetensors",
        "curves.png",
        "curves.svg",
        "evaluation.csv",
        "fit.png",
        "fit.svg",
        "fitted.csv",
        "metrics.csv",
        "predictions.csv",
        "residuals.png",
        "residuals.svg",
        "run.toml",
        "scaling.csv",
        "validation.csv",
        "weights.safetensors",
    ];
    assert_eq!(place.names("out"), files);

    assert_eq!(header(&place, "out/validation.csv"), "step,epoch,loss");
    assert_eq!(place.column("out/validation.csv", 0), ["20", "40", "60"]);
    assert_eq!(
        header(&place, "out/evaluation.csv"),
        "part,column,samples,mae,rmse,mase,r2,naive_rmse,seasonal_rmse,mean_rmse,linear_rmse"
    );
    // 239 samples; the last number column is the target.
    let judged = rows(&place, "out/evaluation.csv");
    let told: Vec<(&str, &str, &str)> = judged
        .iter()
        .map(|row| (row["part"].as_str(), row["column"].as_str(), row["samples"].as_str()))
        .collect();
    assert_eq!(told, [("train", "c", "167"), ("validation", "c", "35"), ("test", "c", "37")]);
    assert!(judged.iter().all(|row| row["seasonal_rmse"].is_empty()));

    // The same errors, from what was fitted.
    assert_eq!(header(&place, "out/fitted.csv"), "part,row,time,column,target,prediction");
    let fitted = rows(&place, "out/fitted.csv");
    assert_eq!(fitted.len(), 239);
    assert_eq!((fitted[0]["row"].as_str(), fitted[0]["time"].as_str()), ("2", "2021-03-01 01:00"));
    assert_eq!(fitted[238]["row"], "240");
    for row in &judged {
        let errors = fitted.iter().filter(|fitted| fitted["part"] == row["part"]);
        let squares: Vec<f64> = errors
            .map(|fitted| (number(&fitted["target"]) - number(&fitted["prediction"])).powi(2))
            .collect();
        let rmse = (squares.iter().sum::<f64>() / squares.len() as f64).sqrt();
        assert!((rmse / number(&row["rmse"]) - 1.0).abs() < 1e-9);
    }

    let names: Vec<String> =
        rows(&place, "out/scaling.csv").iter().map(|row| row["column"].clone()).collect();
    assert_eq!(names, ["a, b", "level [m]", "c"], "quotes are left out by this reader");

    // In the units of the data, as they stand there.
    assert_eq!(
        header(&place, "out/predictions.csv"),
        "step,row,t,\"input:a, \"\"b\"\"\",input:level [m],input:c,target:c,prediction:c"
    );
    let predicted = rows(&place, "out/predictions.csv");
    assert_eq!(predicted.len(), 2 * 4 * 12);
    let data: Vec<Vec<String>> = table(240).lines().skip(1).map(cells).collect();
    for row in &predicted {
        let target = number(&row["t"]) as usize - 1;
        assert_eq!(number(&row["target:c"]), number(&data[target][3]));
        assert_eq!(number(&row["input:level [m]"]), number(&data[target - 1][2]));
        assert!((number(&row["prediction:c"]) - number(&row["target:c"])).abs() < 30.0);
    }

    let svg = place.read("out/curves.svg");
    assert!(svg.contains("aria-label=\"c\"") && svg.contains("aria-label=\"row\""));
    assert!(!svg.contains("aria-label=\"signal\""), "c has a name");

    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    assert!(lines[0].starts_with("60 steps, loss "), "{}", lines[0]);
    assert!(lines[1].starts_with("validation RMSE "), "{}", lines[1]);
    assert!(lines[1].contains(": naive ") && lines[1].contains(", linear "), "{}", lines[1]);
    assert!(lines[2].starts_with("The network ") && lines[2].ends_with('.'), "{}", lines[2]);
    assert_eq!(
        place.succeed(&format!("train --data data.csv --out quiet --quiet {SETTINGS}")).stdout,
        ""
    );
}

#[test]
fn units_names_and_seasons_are_said() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let line = "--target c --target level~[m] --input c --season 24";
    let mut command = place.command(&format!("train --data data.csv --out out {SETTINGS}"));
    command.args(line.split(' ').map(|word| word.replace('~', " ")));
    let output = command.output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{stdout}{}", String::from_utf8_lossy(&output.stderr));
    assert!(lines[1].starts_with("c: validation RMSE "), "{stdout}");
    assert!(
        lines[2].starts_with("level [m]: validation RMSE ") && lines[2].contains(" m: naive "),
        "{stdout}"
    );
    assert!(lines[2].contains(", seasonal ") && lines[3].starts_with("In "), "{stdout}");
    let who = ["In c the network ", "In level [m] the network ", "In all targets the network "];
    assert!(who.iter().any(|who| lines[3].starts_with(who)), "{stdout}");
}

#[test]
fn a_forecast_goes_on_behind_the_end() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    for state in ["reset", "carry", "none"] {
        let settings = SETTINGS.replace("--state reset --stride 3", &format!("--state {state}"));
        place.succeed(&format!(
            "train --data data.csv --input c --target c --forecast 30 --out {state} {settings}"
        ));
        let file = format!("{state}/forecast.csv");
        assert_eq!(header(&place, &file), "ahead,time,column,prediction,low,high");
        let rows = rows(&place, &file);
        assert_eq!(rows.len(), 30);
        for (row, ahead) in rows.iter().zip(1..) {
            assert_eq!(row["ahead"], ahead.to_string());
            assert_eq!(row["column"], "c");
            // 35 beginnings, of which those reach so far that begin early enough.
            let has_band = 35 - ahead + 1 >= 20;
            assert_eq!((row["low"].is_empty(), row["high"].is_empty()), (!has_band, !has_band));
            if has_band {
                assert!(number(&row["low"]) < number(&row["high"]));
            }
        }
        assert_eq!(rows[0]["time"], "2021-03-11 00:00");
        assert_eq!(rows[29]["time"], "2021-03-12 05:00");
        // Of the same rows the fit tells one step; the forecast's first is as the network's next answer.
        assert!(number(&rows[0]["prediction"]).is_finite());
    }
    let wrong = |flags: &str| {
        place.fail(&format!("train --data data.csv --forecast 5 --out wrong {flags} {SETTINGS}"), 2)
    };
    let said = wrong("--target c");
    assert!(said.starts_with("a forecast needs every input among the targets"), "{said}");
    let said = wrong("--input c --target c --horizon 2");
    assert!(said.starts_with("a forecast needs the horizon 1, not 2"), "{said}");
    assert!(!place.path("wrong").exists() || place.names("wrong").is_empty());
}

#[test]
fn times_are_written_as_the_table_writes_them() {
    let place = Place::new();
    let time = |row: usize| {
        // Summer time ends meanwhile.
        let offset = if row < 50 { "+02:00" } else { "+01:00" };
        format!("2021-10-{:02}T{:02}:00{offset}", 1 + row / 24, row % 24)
    };
    let mut text = "when,x\n".to_owned();
    for row in 0..120 {
        text += &format!("{},{:.4},\n", time(row), (row as f64).sin());
    }
    place.write("data.csv", &text);
    place.succeed(&format!("train --data data.csv --forecast 2 --out out {SETTINGS}"));
    let fitted = rows(&place, "out/fitted.csv");
    assert_eq!(fitted.len(), 119);
    for fitted in fitted {
        assert_eq!(fitted["time"], time(fitted["row"].parse::<usize>().unwrap() - 1));
    }
    let ahead = rows(&place, "out/forecast.csv");
    assert_eq!([&ahead[0]["time"], &ahead[1]["time"]], [&time(120), &time(121)]);
}

#[test]
fn empty_parts_have_no_rows_and_no_files() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let ran = place.succeed(&format!("train --data data.csv --split 80/0/20 --out out {SETTINGS}"));
    let names = place.names("out");
    assert!(!names.iter().any(|name| name == "validation.csv" || name == "best.safetensors"));
    assert_eq!(place.column("out/evaluation.csv", 0), ["train", "test"]);
    assert!(ran.stdout.contains("\ntest RMSE "), "{}", ran.stdout);
    // Files of the run before go.
    place.succeed(&format!(
        "train --data data.csv --input c --target c --forecast 3 --out out {SETTINGS}"
    ));
    assert!(place.names("out").contains(&"forecast.csv".to_owned()));
    place.succeed("train --steps 3 --out out");
    assert_eq!(place.names("out").len(), 6, "{:?}", place.names("out"));
}

/// What a look into the network after the last step of a run finds, as the window has it.
fn looked_at(place: &Place, run: &str) -> (WholeData, Evaluated) {
    let recipe = RecipeFile::read(&place.path(run)).unwrap().complete().unwrap();
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    while trainer.steps() < recipe.steps() {
        recipe.step(&mut trainer).unwrap();
    }
    let frozen = Frozen::now(&trainer, 0).unwrap();
    let norms = gradient_norm(&trainer).unwrap();
    let mut memory = LensMemory::default();
    let (memory, approach) = (&mut memory, Approach::AtOnce);
    let mut context = LensContext { frozen: &frozen, norms: &norms, approach, memory };
    let whole = WholeData::find(&mut context, &NoChoice).unwrap().whole().unwrap().unwrap();
    let judged = Evaluated::find(&mut context, &NoChoice).unwrap().whole().unwrap().unwrap();
    (whole, judged)
}

#[test]
fn a_look_at_a_network_finds_what_its_run_writes_to_the_bit() {
    let place = Place::new();
    place.write("data.csv", &table(240).replace("level [m]", "level_[m]"));
    let columns = ["--input c --target c", "--input c --input level --target c --target level"];
    for (n, (columns, kind)) in columns
        .into_iter()
        .flat_map(|columns| {
            ["--state reset", "--state carry", "--state none --loss-on last"]
                .map(|kind| (columns, kind))
        })
        .enumerate()
    {
        let columns = columns.replace("level", "level_[m]");
        let stride = if kind.contains("carry") { "" } else { "--stride 3" };
        place.succeed(&format!(
            "train --data data.csv --out out{n} {columns} {kind} {stride} --cell gru --hidden 8 --time-steps 12 \
             --batch 4 --steps 40 --lr 0.01 --season 24 --forecast 15"
        ));
        let (whole, judged) = looked_at(&place, &format!("out{n}/run.toml"));
        assert_eq!((whole.step, judged.step), (40, 40));
        let answers = Answers::new(&whole.samples, &whole.prediction).unwrap();
        let targets = whole.samples.targets.len();
        let fitted = rows(&place, &format!("out{n}/fitted.csv"));
        assert_eq!(fitted.len(), whole.samples.len() * targets);
        for (at, row) in fitted.iter().enumerate() {
            let (sample, k) = (at / targets, at % targets);
            let found = answers.prediction(sample, k);
            assert_eq!(number(&row["prediction"]).to_bits(), found.to_bits(), "{kind}, row {at}");
        }
        let written = place.read(&format!("out{n}/evaluation.csv"));
        assert_eq!(evaluated::evaluation_csv(&judged.evaluation, &judged.samples), written);
        let forecast = whole.forecast.unwrap();
        let written = place.read(&format!("out{n}/forecast.csv"));
        assert_eq!(evaluated::forecast_csv(&forecast, &whole.samples), written);
    }
}
