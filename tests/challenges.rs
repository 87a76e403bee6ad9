//! The challenges that come with the program: each has a solution, and what is no solution doesn't pass.
//!
//! Both lie in `tests/challenges/`, as recipes that a player could have saved. Their goals leave room for what vectors
//! of another width make of the last bit of a sum.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, and so do its helpers")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use rnnscope::challenge::{Challenge, Proof, Shipped, check};
use rnnscope::recipe::Recipe;
use rnnscope::thread::Courtesy;
use rnnscope::wording::Language;

fn recipe(name: &str) -> Recipe {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/challenges");
    Recipe::read(&folder.join(format!("{name}.toml"))).unwrap()
}

fn proof(challenge: &Challenge, recipe: &Recipe) -> Proof {
    check(challenge, recipe, Courtesy::insists(), || true, |_| {}).unwrap()
}

#[test]
fn each_has_a_solution_that_is_about_as_fast_as_par() {
    for shipped in Shipped::ALL {
        let challenge = shipped.challenge().unwrap();
        let solution = proof(&challenge, &recipe(shipped.name));
        assert!(solution.has_passed(), "{}: {:?}", shipped.name, solution.runs);
        let mut steps: Vec<u64> = solution.runs.iter().filter_map(|run| run.reached).collect();
        steps.sort_unstable();
        let (median, par) = (steps[steps.len() / 2] as f64, challenge.goal.par as f64);
        assert!((0.75 * par..=1.25 * par).contains(&median), "{}: {steps:?}", shipped.name);
    }
}

#[test]
fn what_is_no_solution_does_not_pass() {
    for shipped in Shipped::ALL {
        let challenge = shipped.challenge().unwrap();
        for recipe in [challenge.begin(), recipe(&format!("{}-fails", shipped.name))] {
            let attempt = proof(&challenge, &recipe);
            assert!(!attempt.has_passed(), "{}: {:?}", shipped.name, attempt.runs);
        }
    }
}

#[test]
fn their_seeds_are_nobodys_and_each_ones_own() {
    let mut all = BTreeSet::new();
    for shipped in Shipped::ALL {
        let seeds = shipped.challenge().unwrap().seeds();
        assert_eq!(seeds, shipped.challenge().unwrap().seeds());
        assert!(seeds.iter().all(|seed| *seed > 1000 && all.insert(*seed)), "{seeds:?}");
    }
    // Recorded once: whoever has passed on one machine has passed on any.
    assert_eq!(
        Shipped::ALL[0].challenge().unwrap().seeds(),
        [2_930_952_499, 2_760_997_563, 1_625_198_591, 1_367_269_655, 4_131_742_630]
    );
}

#[test]
fn they_speak_every_language() {
    for shipped in Shipped::ALL {
        let challenge = shipped.challenge().unwrap();
        for telling in [&challenge.title, &challenge.sentence] {
            let said: BTreeSet<&str> =
                Language::ALL.iter().map(|language| telling.within(*language)).collect();
            assert_eq!(said.len(), Language::ALL.len(), "{}: {said:?}", shipped.name);
            assert!(!said.contains(""), "{}", shipped.name);
        }
    }
}
