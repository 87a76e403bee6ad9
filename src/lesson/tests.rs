//! Lessons are read, and what is wrong with one is said where it stands.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::config::Field;

/// The least lesson there is, with its text in it.
const LEAST: &str = r##"lesson = 1

[stage]
controls = ["lr"]
locked = []

[stage.recipe]
preset = "pytorch"

[[step]]
text = "run"
look = ["curves", "lr", "lens:weights", "restart"]
choices = ["a", "b"]
right = "b"
deed = { set = { lr = [0.001, 0.01] }, restarted = true, below = 0.1, over = 20 }

[question]
text = "why"
choices = ["x", "y"]
right = "x"

[text]
en = """
# A `title`
What it is about.

## run
Set the [learning rate](#lr) to **0.005**.

- a: One.
- b: The other.

### hint
Type it.

### why
So `it` is.

## why
Why?
- x: So.
- y: Not so.
"""
"##;

fn read(text: &str) -> Result<Lesson, String> {
    Lesson::parse(text, Path::new("l.toml")).map_err(|error| error.to_string())
}

#[test]
fn a_lesson_is_what_its_file_says() {
    let lesson = read(LEAST).unwrap();
    assert!(is_lesson(LEAST) && !is_lesson("rnnscope = 1\nlr = 0.1\n[lesson]\nlesson = 1\n"));
    assert_eq!(lesson.key, "l.toml");
    let step = &lesson.steps[0];
    assert_eq!(step.guess.as_ref().map(|guess| guess.right), Some(1));
    assert!(lesson.stage.offers(Field::Lr) && !lesson.stage.shows(Field::State));
    let conditions = &step.deed.as_ref().unwrap().conditions;
    assert_eq!(
        conditions[..],
        [
            Condition::Set(Field::Lr, Wanted::Between(0.001, 0.01)),
            Condition::Restarted,
            Condition::Loss(Bound::Below(0.1), 20),
        ]
    );
    let prose = lesson.prose(Language::Chinese).expect("another language's where it has none");
    assert_eq!((&*prose.title, &*prose.about), ("A title", "What it is about."));
    let section = prose.section("run").unwrap();
    let link = Span::Link("learning rate".to_owned(), Target::Row("lr"));
    assert!(section.text[0].contains(&link), "{:?}", section.text);
    assert!(section.text[0].contains(&Span::Strong("0.005".to_owned())));
    assert_eq!(section.choice("b"), Some(&vec![Span::Plain("The other.".to_owned())]));
    assert_eq!(section.hint.len(), 1);
}

#[test]
fn a_mistake_is_a_sentence_with_its_line() {
    for (from, to, says) in [
        ("lesson = 1", "lesson = 2", "line 1: lesson = 2 is not a known version"),
        ("[stage]\n", "[stage]\nstap = 3\n", "line 4: there is no key stap here"),
        ("lr\", \"lens", "lrr\", \"lens", "there is nothing named lrr to look at"),
        (
            "[\"lr\"]\nlocked = []",
            "[\"state\"]",
            "deed can never be done: the stage hides or locks lr",
        ),
        ("locked = []", "locked = [\"lr\"]", "deed can never be done: the stage hides or locks lr"),
        ("[0.001, 0.01]", "[0.001, 100.0]", "lr = 100.0 is not possible"),
        ("[0.001, 0.01]", "[0.01, 0.001]", "lr must be a range"),
        ("lr = [0.001, 0.01]", "lrr = 0.1", "there is no setting named lrr"),
        ("below = 0.1", "below = -1", "below = -1 is not possible"),
        ("below = 0.1, ", "", "over needs below or above"),
        ("restarted = true", "restarted = false", "restarted = false can't be waited for"),
        ("restarted = true", "changed = \"border\"", "that lens has nothing to change"),
        ("right = \"b\"", "right = \"c\"", "right = c is none of the choices"),
        ("right = \"b\"\n", "", "choices and right belong together"),
        ("text = \"run\"\n", "", "the step needs text"),
        ("text = \"run\"", "text = \"walk\"", "the text in en has no section ## walk"),
        ("- b: The other.", "", "has no line - b"),
        ("(#lr)", "(#moon)", "there is nothing named moon"),
        ("(#lr)", "", "leads nowhere"),
        ("# A `title`\n", "", "the text has no title"),
        ("### hint", "### help", "there is no part ### help"),
        ("preset = \"pytorch\"", "preset = \"tf\"", "tf"),
        ("preset = \"pytorch\"", "hiden = 3", "there is no setting named hiden"),
        ("right = \"b\"", "right = \"b\"\ndraw = 100", "goes without choices"),
        ("[text]\nen", "[text]\nfr", "there is no key fr here"),
        ("[[step]]", "[[stop]]", "there is no key stop here"),
    ] {
        assert!(LEAST.contains(from), "{from}");
        let said = read(&LEAST.replacen(from, to, 1)).expect_err(to);
        assert!(said.starts_with("l.toml, line ") && said.contains(says), "{to:?}: {said}");
    }
    let (without, _) = LEAST.split_once("[text]").unwrap();
    assert!(read(without).unwrap_err().contains("the lesson has no texts"));
    let (stage_only, _) = LEAST.split_once("[[step]]").unwrap();
    assert!(read(stage_only).unwrap_err().contains("the lesson has no steps"));
    assert!(read("lesson = 1\n").unwrap_err().contains("no [stage]"));
    assert!(read("").unwrap_err().contains("lesson = 1"));
}

#[test]
fn texts_lie_beside_a_lesson_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    let (toml, _) = LEAST.split_once("[text]").unwrap();
    let (_, text) = LEAST.split_once("\"\"\"").unwrap();
    let text = text.trim_end().trim_end_matches("\"\"\"");
    std::fs::write(&path, toml).unwrap();
    assert!(Lesson::read(&path).unwrap_err().to_string().contains("own.en.md"));
    std::fs::write(folder.path().join("own.zh.md"), text).unwrap();
    let lesson = Lesson::read(&path).unwrap();
    assert_eq!(lesson.languages().collect::<Vec<_>>(), [Language::Chinese]);
    assert_eq!(lesson.prose(Language::English), lesson.prose(Language::Chinese));
    // A mistake in a text is told with the text's own line.
    std::fs::write(folder.path().join("own.en.md"), text.replace("(#lr)", "(#moon)")).unwrap();
    let said = Lesson::read(&path).unwrap_err().to_string();
    let line = text.lines().position(|line| line.contains("(#lr)")).unwrap() + 1;
    assert!(
        said.contains(&format!("own.en.md, line {line}: there is nothing named moon")),
        "{said}"
    );
}

/// The targets of all links of some lines, in their order.
fn links(lines: &[Line]) -> Vec<Target> {
    let target = |span: &Span| match span {
        Span::Link(_, target) => Some(*target),
        Span::Plain(_) | Span::Strong(_) | Span::Code(_) => None,
    };
    lines.iter().flatten().filter_map(target).collect()
}

/// Ends of sentences.
fn sentences(lines: &[Line]) -> usize {
    let text: String = lines.iter().flatten().map(Span::text).collect::<String>() + " ";
    let plain = ['.', '?', '!'].map(|sign| text.matches(&format!("{sign} ")).count());
    let wide = text.matches(['。', '？', '！']).count();
    plain.iter().sum::<usize>() + wide
}

/// Whether marks are left that would be read as they stand.
fn has_marks(section: &Section) -> bool {
    let parts = [&section.text, &section.hint, &section.why];
    parts.into_iter().flatten().flatten().any(|span| span.text().contains(['*', '`', '[']))
}

#[test]
fn every_shipped_lesson_is_short_and_waits_for_deeds_in_both_languages() {
    assert_eq!(shipped().len(), 12);
    for shipped in shipped() {
        let lesson = shipped.lesson().unwrap();
        let name = shipped.name;
        assert_eq!(lesson.key, name);
        assert_eq!(lesson.languages().count(), Language::ALL.len(), "{name}");
        assert!(lesson.question.is_some(), "{name} asks nothing");
        let [english, chinese] =
            [Language::English, Language::Chinese].map(|language| lesson.prose(language).unwrap());
        assert_ne!(english, chinese, "{name}");
        for step in &lesson.steps {
            let place = format!("{name}, {}", step.text);
            assert!(step.deed.is_some() || step.guess.is_some(), "{place} waits for nothing");
            let is_reached = |end: u64| step.until == Some(end);
            assert!(step.draw.is_none_or(is_reached), "{place}: what is drawn is trained");
            let both = [english, chinese].map(|prose| prose.section(&step.text).unwrap());
            let [one, other] = both;
            assert_eq!(links(&one.text), links(&other.text), "{place}: what it points at");
            assert_eq!(links(&one.hint), links(&other.hint), "{place}: what its hint points at");
            assert_eq!(links(&one.why), links(&other.why), "{place}: what its why points at");
            for section in both {
                assert!((1..=3).contains(&sentences(&section.text)), "{place}: {:?}", section.text);
                assert!(
                    (1..=4).contains(&sentences(&section.why)) || section.why.is_empty(),
                    "{place}"
                );
                assert!(!has_marks(section), "{place}: {section:?}");
                let needs_hint = step.deed.is_some();
                assert_eq!(section.hint.is_empty(), !needs_hint, "{place}: a hint");
            }
        }
    }
}

#[test]
fn what_can_be_pointed_at_is_found_by_its_name() {
    for (name, target) in [
        ("loss", Some(Target::Plot("loss"))),
        ("setting:loss", Some(Target::Row("loss"))),
        ("weights", Some(Target::Row("weights"))),
        ("lens:weights", Some(Target::Lens(crate::inspector::LensKind::Weights))),
        ("border", Some(Target::Lens(crate::inspector::LensKind::Border))),
        ("restart", Some(Target::Button("restart"))),
        ("pace", Some(Target::Row("pace"))),
        // It has no control.
        ("steps", None),
        ("", None),
    ] {
        assert_eq!(Target::from_name(name), target, "{name}");
    }
}

proptest! {
    #[test]
    fn no_file_whatever_is_in_it_does_more_than_be_refused(
        from in 0..LEAST.len(),
        length in 0_usize..60,
        insert in "\\PC{0,40}|[\\[\\]{}=\"#:*`\\n ,.0-9a-z-]{0,40}",
    ) {
        let (mut from, mut to) = (from, (from + length).min(LEAST.len()));
        while !LEAST.is_char_boundary(from) { from -= 1; }
        while !LEAST.is_char_boundary(to) { to += 1; }
        let text = format!("{}{insert}{}", &LEAST[..from], &LEAST[to..]);
        if let Err(said) = read(&text) {
            prop_assert!(!said.is_empty() && !said.contains('\n'), "{}", said);
        }
    }

    #[test]
    fn no_text_whatever_is_in_it_does_more_than_be_refused(text in "(# a\n)?(\\PC|\\n|## |### hint|- |\\[|\\]\\(#lr\\)|\\*\\*|`){0,80}") {
        drop(prose::Prose::parse(&text));
    }
}
