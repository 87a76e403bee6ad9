//! `rnnscope check`: a recipe by a challenge's goal, its lines, its sentences and its exit codes.

use crate::harness::Place;

/// A challenge that takes no time.
const CHALLENGE: &str = r#"challenge = 1
changes = ["lr"]

[title]
en = "Quick"

[base]
hidden = 2
lr = 0.001

[goal]
loss = 0.25
within = 30
last = 5
pass = 1
par = 12

[allowed]
lr = { from = 0.0001, to = 1.0 }
"#;

#[test]
fn a_solution_passes_with_a_line_for_each_seed() {
    let place = Place::new();
    place.write("mine.toml", "rnnscope = 1\nlr = 0.005\n");
    let ran = place.succeed("check one-slider mine.toml");
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let [seeds @ .., summary] = lines.as_slice() else { panic!("{}", ran.stdout) };
    assert_eq!((seeds.len(), *summary), (5, "5 of 5; par 25 steps"));
    assert!(seeds[0].starts_with("seed 2930952499: reached at step 2"), "{}", seeds[0]);
    assert!(place.names(".") == ["mine.toml"], "a check writes nothing");
    assert_eq!(place.succeed("check one-slider mine.toml --quiet").stdout, "");
    // Scripts read it: in any language and on any number of threads.
    let mut command = place.command("check one-slider mine.toml --lang zh");
    let output = command.env("RAYON_NUM_THREADS", "1").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), ran.stdout);
}

#[test]
fn what_does_not_reach_the_goal_ends_with_1() {
    let place = Place::new();
    place.write("mine.toml", "rnnscope = 1\nlr = 0.0002\n");
    let ran = place.run("check one-slider mine.toml");
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.ends_with("\n0 of 5; par 25 steps\n"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches(": not reached, least 0.").count(), 5, "{}", ran.stdout);
    let said = "not passed: 0 of 5 seeds reach mean loss of the last 10 steps 0.05 within 60 steps, and it takes 4\n";
    assert_eq!(ran.stderr, said);
    assert_eq!(place.run("check one-slider mine.toml --quiet").stdout, "");
}

#[test]
fn a_challenge_in_a_file_is_checked_alike() {
    let place = Place::new();
    place.write("quick.toml", CHALLENGE);
    let head = "rnnscope = 1\nhidden = 2\nlr = 0.001\n";
    place.write("mine.toml", &format!("{head}[[change]]\nstep = 2\nlr = 0.05\n"));
    let ran = place.succeed("check quick.toml mine.toml");
    assert!(ran.stdout.ends_with(" of 5; par 12 steps\n"), "{}", ran.stdout);
    place.write("mine.toml", head);
    assert_eq!(place.run("check quick.toml mine.toml").code, 1);
}

#[test]
fn mistakes_are_one_sentence() {
    let place = Place::new();
    place.write("quick.toml", CHALLENGE);
    place.write("wrong.toml", &CHALLENGE.replace("par = 12", "par = 31"));
    place.write("empty.toml", "");
    let recipes = [
        ("mine.toml", "lr = 0.1\nhidden = 2\n"),
        ("large.toml", "lr = 0.1\nhidden = 3\n"),
        ("fast.toml", "lr = 2\nhidden = 2\n"),
        ("long.toml", "lr = 0.1\nhidden = 2\nsteps = 1000000000\n"),
        ("steered.toml", "hidden = 2\nsteps = 30\n[[change]]\nstep = 9\nclip = 1\n"),
        ("bad.toml", "lr = \n"),
    ];
    recipes.iter().for_each(|(name, text)| place.write(name, text));
    for (line, said) in [
        ("check", "check needs a challenge and a recipe: rnnscope check one-slider mine.toml"),
        ("check one-slider", "check needs a challenge and a recipe"),
        ("check moon mine.toml", "there is no challenge and no file named moon"),
        ("check quick.toml nowhere.toml", "can't read nowhere.toml"),
        ("check quick.toml nowhere", "there is no file named nowhere"),
        ("check wrong.toml mine.toml", "wrong.toml, line 16: par = 31 is not possible"),
        ("check empty.toml mine.toml", "a challenge begins with challenge = 1"),
        ("check mine.toml mine.toml", "a challenge begins with challenge = 1"),
        ("check quick.toml bad.toml", "bad.toml, line 1: "),
        ("check quick.toml large.toml", "large.toml, line 2: hidden = 3 is not allowed"),
        ("check quick.toml fast.toml", "fast.toml, line 1: lr = 2.0 is not allowed"),
        ("check quick.toml long.toml", "long.toml, line 3: the recipe has 1000000000 steps"),
        ("check quick.toml steered.toml", "steered.toml: clip changes at step 9"),
        ("check quick.toml mine.toml --lr 0.1", "--lr has no use here"),
        ("check quick.toml mine.toml --out x", "--out has no use here"),
        ("check quick.toml mine.toml --metrics all", "--metrics has no use here"),
        ("check quick.toml mine.toml --preset keras", "--preset has no use here"),
        ("check quick.toml mine.toml --paused", "--paused is for the window"),
    ] {
        let error = place.fail(line, 2);
        assert!(error.contains(said), "{line}: {error}");
    }
}
