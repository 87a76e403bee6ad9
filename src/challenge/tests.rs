//! What a challenge's file can say, what a recipe may do, and how it is checked.

use std::path::Path;

use super::*;
use crate::config::{Cell, Settings};
use crate::thread::Courtesy;

const FILE: &str = r#"challenge = 1
changes = ["lr"]

[title]
en = "Small"
zh = "小"

[base]
hidden = 4
lr = 0.001

[goal]
loss = 0.3
within = 40
last = 5
par = 30

[allowed]
lr = { from = 0.0001, to = 0.1 }
clip = ["off", 1]
time_steps = true
"#;

fn parsed(text: &str) -> Result<Challenge, String> {
    parse_challenge(text, Path::new("a.toml")).map_err(|error| error.to_string())
}

fn challenge() -> Challenge {
    parsed(FILE).unwrap()
}

fn with(settings: Settings) -> Recipe {
    Recipe::from(challenge().base.with(&settings))
}

fn proof(challenge: &Challenge, recipe: &Recipe) -> Result<Proof, CheckError> {
    check(challenge, recipe, Courtesy::insists(), || true, |_| {})
}

#[test]
fn a_file_is_read() {
    let challenge = challenge();
    let goal = Goal { loss: 0.3, within: 40, last: 5, on: LossOf::Training, pass: 4, par: 30 };
    assert_eq!(challenge.goal, goal);
    assert_eq!((challenge.base.hidden, challenge.base.lr, challenge.base.steps), (4, 0.001, 40));
    assert_eq!(challenge.title.within(Language::Chinese), "小");
    assert_eq!(challenge.sentence.within(Language::Chinese), "");
    assert_eq!(challenge.changing, [Field::Lr]);
    let fields: Vec<Field> = challenge.allowed.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Field::Lr, Field::Clip, Field::TimeSteps]);
}

#[test]
fn a_mistake_is_a_sentence_with_its_line() {
    for (from, to, line, said) in [
        ("challenge = 1", "", 1, "a challenge begins with challenge = 1"),
        ("challenge = 1", "challenge = 2", 1, "challenge = 2 is not known"),
        ("changes =", "change =", 2, "there is no key change here"),
        ("[title]", "[titles]", 4, "there is no key titles here"),
        ("en = ", "fr = ", 5, "there is no language fr here; it must be en or zh"),
        ("\"Small\"", "3", 5, "en = 3 is no text"),
        ("hidden = 4", "hiden = 4", 9, "hiden"),
        ("hidden = 4", "hidden = 0", 9, "hidden = 0 is not possible"),
        ("hidden = 4", "data = \"./x.csv\"", 9, "data can't name a file"),
        ("hidden = 4", "init = \"x.safetensors\"", 9, "init can't name a file"),
        ("[goal]", "[goals]", 12, "there is no key goals here"),
        ("loss = 0.3", "", 12, "a challenge needs loss, such as loss = 0.01"),
        ("loss = 0.3", "loss = 0", 13, "loss = 0 is not possible: it must be a number above 0"),
        ("within = 40", "within = 50001", 14, "within = 50001 is not possible"),
        ("last = 5", "last = 41", 15, "last = 41 is not possible: the challenge has 40 steps"),
        ("last = 5", "on = \"test\"", 15, "on = \"test\" is not possible"),
        ("last = 5", "on = \"validation\"", 15, "needs data with a validation part"),
        ("last = 5", "pass = 6", 15, "pass = 6 is not possible"),
        ("par = 30", "par = 41", 16, "par = 41 is not possible"),
        ("lr = { from = 0.0001, to = 0.1 }", "lr = { from = 1 }", 19, "lr needs both from and to"),
        ("from = 0.0001", "from = 1", 19, "the first must be the smaller"),
        ("[\"off\", 1]", "[]", 20, "it must be true, a list of values, or { from"),
        ("[\"off\", 1]", "[\"on\"]", 20, "clip = \"on\" is not possible"),
        ("clip =", "seed =", 20, "seed can't be left to the player"),
        ("clip =", "init =", 20, "init can't name a file"),
        ("clip = [\"off\", 1]", "cell = { from = 1, to = 2 }", 20, "cell has no numbers"),
        ("[\"lr\"]", "true", 2, "changes = true is not possible"),
        ("[\"lr\"]", "[\"hidden\"]", 2, "hidden can't change while a run goes on"),
        ("[\"lr\"]", "[\"batch\"]", 2, "batch can change on the way only if it stands under"),
    ] {
        let error = parsed(&FILE.replacen(from, to, 1)).unwrap_err();
        assert!(error.contains(&format!("line {line}: ")), "{to}: {error}");
        assert!(error.contains(said), "{to}: {error}");
    }
}

#[test]
fn what_is_not_allowed_is_a_sentence() {
    let challenge = challenge();
    let said = |recipe: &Recipe| challenge.allows(recipe).map_err(|breach| breach.to_string());
    assert_eq!(said(&challenge.begin()), Ok(()));
    let lr = |lr| Settings { lr: Some(lr), ..Settings::default() };
    // Seeds are the challenge's, fewer steps are none the worse, and noise means nothing to these data.
    let free = Settings { seed: Some(9), steps: Some(3), noise: Some(2.0), ..lr(0.1) };
    assert_eq!(said(&with(free)), Ok(()));
    let clip = |clip| with(Settings { clip: Some(clip), ..Settings::default() });
    assert_eq!(said(&clip(Some(1.0))), Ok(()));
    for (recipe, sentence) in [
        (clip(Some(2.0)), "clip = 2.0 is not allowed: in this challenge it must be off or 1.0"),
        (with(lr(0.2)), "lr = 0.2 is not allowed: in this challenge it must be 0.0001 to 0.1"),
        (
            with(Settings { cell: Some(Cell::Gru), ..Settings::default() }),
            "cell = \"gru\" is not allowed: this challenge has cell = \"rnn\"; what may be set is lr, clip, time_steps",
        ),
        (
            with(Settings { steps: Some(41), ..Settings::default() }),
            "the recipe has 41 steps; this challenge ends at step 40",
        ),
    ] {
        assert_eq!(said(&recipe), Err(sentence.to_owned()));
    }
    let mut steered = challenge.begin();
    steered.record(1, &Settings { time_steps: Some(5), ..Settings::default() });
    steered.record(20, &lr(0.01));
    assert_eq!(said(&steered), Ok(()), "before the first step is how the run begins");
    steered.record(30, &lr(0.5));
    assert!(said(&steered).unwrap_err().starts_with("lr = 0.5 is not allowed"));
    let mut steered = challenge.begin();
    steered.record(30, &Settings { time_steps: Some(5), ..Settings::default() });
    assert_eq!(
        said(&steered),
        Err("time_steps changes at step 30, and in this challenge only lr may change on the way"
            .into())
    );
}

#[test]
fn a_check_trains_what_the_recipe_says_on_other_seeds() {
    let challenge = challenge();
    let mut recipe = with(Settings { lr: Some(0.02), steps: Some(7), ..Settings::default() });
    recipe.record(6, &Settings { lr: Some(0.05), ..Settings::default() });
    let checked = proof(&challenge, &recipe).unwrap();
    for (run, seed) in checked.runs.iter().zip(challenge.seeds()) {
        assert_eq!(run.seed, seed);
        // The same run by hand: means of five losses, to step 40 whatever the recipe's length.
        let mut own = recipe.ending_at(40);
        own.config.seed = seed;
        let mut trainer = crate::trainer::Trainer::new(&own.config).unwrap();
        let losses: Vec<f64> =
            (0..40).map(|_| own.step(&mut trainer).unwrap().loss.into()).collect();
        let means: Vec<f64> =
            losses.windows(5).map(|losses| losses.iter().sum::<f64>() / 5.0).collect();
        let reached = means.iter().position(|mean| *mean <= 0.3).map(|at| at as u64 + 5);
        assert_eq!(run.reached, reached);
        let seen = &means[..reached.map_or(means.len(), |step| step as usize - 4)];
        let least = seen.iter().copied().reduce(f64::min).unwrap();
        assert_eq!(run.least.unwrap().1, least);
    }
    assert_eq!(proof(&challenge, &recipe).unwrap(), checked, "it repeats");
    assert!(checked.reached() > 0, "{checked:?}");
}

#[test]
fn a_breach_is_told_before_the_first_step() {
    let challenge = challenge();
    let recipe = with(Settings { lr: Some(0.5), ..Settings::default() });
    assert!(matches!(proof(&challenge, &recipe), Err(CheckError::Breach(_))));
    let stopped = check(&challenge, &challenge.begin(), Courtesy::insists(), || false, |_| {});
    assert!(matches!(stopped, Err(CheckError::Stopped)));
}

#[test]
fn a_run_that_diverges_is_no_error() {
    let text =
        FILE.replace("lr = 0.001", "lr = 10.0\noptimizer = \"sgd\"\nnonlinearity = \"relu\"");
    let challenge = parsed(&text.replace("within = 40", "within = 400")).unwrap();
    let checked = proof(&challenge, &challenge.begin()).unwrap();
    assert!(!checked.has_passed());
    assert!(checked.runs.iter().any(|run| run.diverged.is_some()), "{checked:?}");
}

#[test]
fn a_validation_part_can_decide() {
    let text = FILE
        .replace(
            "hidden = 4",
            "hidden = 4\npreset = \"mackey-glass\"\nsamples = 600\nvalidate_every = 10",
        )
        .replace("last = 5", "on = \"validation\"")
        .replace("loss = 0.3", "loss = 100");
    let challenge = parsed(&text).unwrap();
    let checked = proof(&challenge, &challenge.begin()).unwrap();
    let reached: Vec<Option<u64>> = checked.runs.iter().map(|run| run.reached).collect();
    assert_eq!(reached, [Some(10); SEEDS]);
}

#[test]
fn a_thread_checks_and_is_let_go_of() {
    let challenge = challenge();
    let recipe = with(Settings { lr: Some(0.02), ..Settings::default() });
    let own = proof(&challenge, &recipe).unwrap();
    let checking = Checking::spawn(challenge.clone(), recipe, Box::new(|| {})).unwrap();
    let done = std::iter::from_fn(|| checking.wait()).find_map(|event| match event {
        CheckEvent::Done(proof) => Some(proof),
        CheckEvent::News(_) => None,
        CheckEvent::Failed(reason) => panic!("{reason}"),
    });
    assert_eq!(done, Some(own));
    let refused = with(Settings { lr: Some(0.5), ..Settings::default() });
    let checking = Checking::spawn(challenge, refused, Box::new(|| {})).unwrap();
    assert!(matches!(checking.wait(), Some(CheckEvent::Failed(_))));
}

#[test]
fn a_run_that_went_on_is_cut_where_the_challenge_ends() {
    let challenge = challenge();
    let mut recipe = with(Settings { steps: Some(500), ..Settings::default() });
    recipe.record(20, &Settings { lr: Some(0.01), ..Settings::default() });
    recipe.record(200, &Settings { batch: Some(3), ..Settings::default() });
    let cut = challenge.cut(&recipe);
    assert_eq!((cut.steps(), cut.changes.len()), (40, 1));
    assert_eq!(challenge.allows(&cut), Ok(()));
}
