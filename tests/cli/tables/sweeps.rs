//! Sweeps on tables.

use super::{header, number, rows, table};
use crate::harness::Place;

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
