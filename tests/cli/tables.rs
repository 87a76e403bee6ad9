//! Runs on tables: the files they leave, what is said of them, and networks on other data.

use std::collections::BTreeMap;
use std::path::Path;

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
fn the_same_recipe_leaves_the_same_files() {
    let place = Place::new();
    place.write("data.csv", &table(200));
    let flags = "--target c --season auto --patience 2 --validate-every 5";
    place.succeed(&format!("train --data data.csv --out one --quiet {SETTINGS} {flags}"));
    place.succeed("train one/run.toml --out two --quiet");
    assert_eq!(place.names("one"), place.names("two"));
    for name in place.names("one").iter().filter(|name| *name != "run.toml") {
        assert!(
            place.bytes(&format!("one/{name}")) == place.bytes(&format!("two/{name}")),
            "{name}"
        );
    }
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
    assert!(lines[2].contains(", seasonal ") && lines[3].starts_with("In c it "), "{stdout}");
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

#[test]
fn with_patience_the_best_weights_stand() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let settings = "--cell gru --hidden 8 --time-steps 12 --batch 4 --state reset --steps 400 --lr 0.3 \
                    --validate-every 3 --patience 4";
    let ran = place.succeed(&format!("train --data data.csv --out out {settings}"));
    assert!(place.bytes("out/weights.safetensors") == place.bytes("out/best.safetensors"));
    let losses: Vec<f64> =
        place.column("out/validation.csv", 2).iter().map(|loss| number(loss)).collect();
    let steps = place.column("out/validation.csv", 0);
    let best = (0..losses.len()).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap();
    assert_eq!(losses.len() - 1 - best, 4, "the run ends four validations after its best");
    let first = ran.stdout.lines().next().unwrap();
    let said = format!("; the weights are those of step {}, the best", steps[best]);
    assert!(first.ends_with(&said), "{first}");
}

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
    assert!(said("evaluate out --data data.csv --metrics none --out new").contains("--metrics"));
    assert!(said("evaluate nowhere --data data.csv --out new").contains("nowhere"));
    place.write("out/scaling.csv", "column,offset,scale\nx,0,1\n");
    assert!(said("evaluate out --data data.csv --out new").contains("scaling.csv"));
    place.write("out/scaling.csv", "what?");
    assert!(said("evaluate out --data data.csv --out new").contains("isn't a file of scalings"));
    assert!(!place.path("new").exists());
}

#[test]
fn a_sweep_compares_by_the_validation_part() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let base = "[vary]\nhidden = [4, 8]\n\n[base]\ndata = \"data.csv\"\ntime_steps = 12\nstate = \"reset\"\n\
                validate_every = 15\n";
    for criterion in ["validation-loss", "best-validation-loss"] {
        place.write("sweep.toml", &format!("steps = 50\ncriterion = \"{criterion}\"\n\n{base}"));
        let ran = place.succeed(&format!("sweep sweep.toml --out {criterion}"));
        assert!(ran.stdout.contains("best median of"), "{}", ran.stdout);
        let file = format!("{criterion}/runs.csv");
        assert!(header(&place, &file).ends_with(",mean_loss,validation_loss,best_validation_loss"));
        for (n, row) in rows(&place, &file).iter().enumerate() {
            // The very run by itself.
            let hidden = &row["hidden"];
            let single = format!("{criterion}-{n}");
            place.succeed(&format!(
                "train --data data.csv --hidden {hidden} --time-steps 12 --state reset --validate-every 15 \
                 --steps 50 --out {single}"
            ));
            let validation = format!("{single}/validation.csv");
            assert_eq!(
                place.column(&validation, 0),
                ["15", "30", "45", "50"],
                "the last step as well"
            );
            let losses = place.column(&validation, 2);
            assert_eq!(row["validation_loss"], losses[3]);
            let best = losses.iter().min_by(|a, b| number(a).total_cmp(&number(b))).unwrap();
            assert_eq!(&row["best_validation_loss"], best);
        }
    }
    place.write(
        "sweep.toml",
        "criterion = \"validation-loss\"\nsteps = 5\n\n[vary]\nhidden = [4, 8]\n",
    );
    let said = place.fail("sweep sweep.toml --out none", 2);
    assert!(said.contains("needs data with a validation part"), "{said}");
    place.write("sweep.toml", "steps = 5\n\n[vary]\nhidden = [4, 8]\n");
    place.succeed("sweep sweep.toml --out sine");
    assert!(header(&place, "sine/runs.csv").ends_with(",mean_loss"));
}

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
