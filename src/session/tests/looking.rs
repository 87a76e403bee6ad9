//! The lenses ask for a copy only when somebody looks, and never twice for the same thing.

use super::*;
use crate::config::{Cell, DataChoice, DataKind, Loss, LossOn};
use crate::inspector::{Answer, LensKind, Order, Question, Report, Share, Task};
use crate::lens::baseline_losses::Rival;
use crate::lens::output::NoChoice;
use crate::lens::phase_portrait::{Approach, PhasePortrait, phase_portrait};
use crate::lens::{BaselineLosses, LensContext, LensMemory, LensOutput, WholeData};
use crate::trainer::Trainer;
use crate::worker::Specimen;

/// A paused session with one lens open, in view.
fn looking() -> Session {
    let mut session = session();
    session.act(Action::Toggle);
    session.act(Action::ShowLenses(true));
    session.act(Action::OpenLens(LensKind::HiddenState, false));
    session.act(Action::OpenLens(LensKind::Backprop, true));
    session
}

fn copy(run: u64) -> Event {
    let trainer = Trainer::new(&Config::default()).unwrap();
    Event::Frozen(Box::new(Specimen::take(run, &trainer, 0).unwrap()))
}

/// The task for the lens thread.
fn take_task(session: &mut Session) -> Option<Task> {
    match session.lenses.take_order() {
        Some(Order::Look(task)) => Some(*task),
        _ => None,
    }
}

#[test]
fn closed_or_hidden_nothing_is_asked() {
    let mut session = session();
    assert_eq!(session.look(LensKind::ALL), []);
    session.act(Action::ShowLenses(true));
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze], "a lens opens with the panel");
    session.act(Action::ShowLenses(false));
    assert_eq!(session.look(LensKind::ALL), []);
    session.act(Action::ShowLenses(true));
    session.act(Action::OpenLens(LensKind::HiddenState, false));
    assert_eq!(session.look(LensKind::ALL), []);
}

#[test]
fn the_same_step_is_asked_once() {
    let mut session = looking();
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    assert_eq!(session.look(LensKind::ALL), [], "the copy is under way");
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(
        (&task.questions[..], task.share),
        (&[Question::Backprop(NoChoice)][..], Share::All)
    );
    assert_eq!(session.look(LensKind::ALL), [], "the lens thread has it");
    session.apply_report(Report::Ready(task.number));
    assert_eq!(session.look(LensKind::ALL), [], "nothing has changed since");
    session.act(Action::OpenLens(LensKind::Weights, true));
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
}

#[test]
fn what_the_frame_does_not_show_is_not_asked() {
    let mut session = looking();
    for kind in [LensKind::HiddenState, LensKind::FreeRun, LensKind::Weights] {
        session.act(Action::OpenLens(kind, true));
    }
    let asked = |session: &mut Session, in_view: &[LensKind]| {
        session.look(in_view);
        session.apply(copy(1));
        let task = take_task(session).unwrap();
        task.questions.iter().map(Question::kind).collect::<Vec<_>>()
    };
    // A trend would have a gap.
    assert_eq!(asked(&mut session, &[LensKind::Weights]), [LensKind::Backprop, LensKind::Weights]);
    // Its trace lies among the curves.
    session.act(Action::PinUnit(Some(Pin { layer: 0, sheet: 0, unit: 3 })));
    let kinds = [LensKind::Backprop, LensKind::HiddenState, LensKind::FreeRun];
    assert_eq!(asked(&mut session, &[LensKind::FreeRun]), kinds);
    assert_eq!(session.look(&[]), [], "the panel is elsewhere");
    assert!(matches!(session.lenses.take_order(), Some(Order::Stop)));
}

#[test]
fn a_pinned_unit_goes_with_its_network_and_layer() {
    let mut session = session();
    let pin = Some(Pin { layer: 0, sheet: 3, unit: 27 });
    let pinned = |session: &mut Session, action: Action| {
        session.act(Action::PinUnit(pin));
        session.act(action);
        session.tick(10.0, false);
        session.lenses.pinned
    };
    assert_eq!(pinned(&mut session, Action::Restart), pin);
    assert_eq!(pinned(&mut session, Action::Inquire(Question::HiddenState(0))), pin);
    assert_eq!(pinned(&mut session, Action::Inquire(Question::HiddenState(1))), None);
    for change in [
        Settings { cell: Some(Cell::Lstm), ..Settings::default() },
        Settings { hidden: Some(20), ..Settings::default() },
        Settings { layers: Some(2), ..Settings::default() },
    ] {
        let run = session.run.id;
        assert_eq!(pinned(&mut session, set(change)), None);
        assert_eq!(session.run.id, run + 1);
    }
}

#[test]
fn a_lens_that_asks_nothing_needs_no_copy() {
    let mut session = looking();
    session.act(Action::OpenLens(LensKind::Backprop, false));
    session.act(Action::OpenLens(LensKind::StepTrace, true));
    assert_eq!(session.look(LensKind::ALL), []);
}

#[test]
fn another_question_does_not_wait_for_the_last_answer() {
    let mut session = looking();
    session.look(LensKind::ALL);
    session.apply(copy(1));
    take_task(&mut session).unwrap();
    session.act(Action::OpenLens(LensKind::Spectrum, true));
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    // A copy that is still under way serves a question that comes meanwhile.
    session.act(Action::Inquire(Question::Spectrum(1)));
    assert_eq!(session.look(LensKind::ALL), []);
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(task.questions, [Question::Backprop(NoChoice), Question::Spectrum(1)]);
}

#[test]
fn when_training_comes_to_rest_nobody_waits_for_the_lens_thread_to_rest_too() {
    let mut session = looking();
    session.act(Action::Toggle);
    session.act(Action::SetPace(Pace::Max));
    session.look(LensKind::ALL);
    session.apply(copy(1));
    assert_eq!(take_task(&mut session).unwrap().share, Share::Little);
    assert_eq!(session.look(LensKind::ALL), [], "the lens thread works or rests");
    session.act(Action::Toggle);
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(task.share, Share::All);
    assert_eq!(session.look(LensKind::ALL), [], "once");
    session.apply_report(Report::Ready(task.number));
    assert_eq!(session.look(LensKind::ALL), [], "once");
}

#[test]
fn a_portrait_on_its_way_arrives_when_training_waits() {
    let mut session = looking();
    session.act(Action::OpenLens(LensKind::PhasePortrait, true));
    session.act(Action::Toggle);
    let seen = |session: &mut Session, arrived| {
        assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
        session.apply(copy(1));
        let task = take_task(session).unwrap();
        let lens = phase_portrait(&task.specimen.frozen, 0, None, Approach::AtOnce);
        let answer = Box::new(Answer::PhasePortrait(PhasePortrait { arrived, ..lens }));
        session.apply_report(Report::Answer { run: 1, answer });
        session.apply_report(Report::Ready(task.number));
        assert_eq!(session.look(LensKind::ALL), []);
    };
    seen(&mut session, false);
    session.act(Action::Toggle);
    seen(&mut session, true);
}

#[test]
fn copies_of_another_run_are_void() {
    let mut session = looking();
    session.look(LensKind::ALL);
    session.act(Action::Restart);
    session.apply(copy(1));
    assert!(take_task(&mut session).is_none());
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    session.apply(copy(2));
    assert!(take_task(&mut session).is_some());
}

#[test]
fn the_share_follows_the_pace() {
    for (pace, share) in [(Pace::Max, Share::Little), (Pace::PerSecond(20.0), Share::Some)] {
        let mut session = looking();
        session.act(Action::Toggle);
        session.act(Action::SetPace(pace));
        session.look(LensKind::ALL);
        session.apply(copy(1));
        assert_eq!(take_task(&mut session).unwrap().share, share);
    }
}

#[test]
fn the_lens_thread_is_stopped_when_nobody_looks_any_more() {
    let mut session = looking();
    session.look(LensKind::ALL);
    session.apply(copy(1));
    assert!(take_task(&mut session).is_some());
    session.act(Action::ShowLenses(false));
    assert_eq!(session.look(LensKind::ALL), []);
    assert!(matches!(session.lenses.take_order(), Some(Order::Stop)));
    session.look(LensKind::ALL);
    assert!(session.lenses.take_order().is_none(), "once");
}

/// A run on a table with no lens open, and a copy of its network.
fn on_a_table() -> (Session, Config) {
    let mut config = Config {
        data: DataChoice::Kind(DataKind::MackeyGlass),
        samples: 300,
        hidden: 6,
        time_steps: 8,
        state: StateMode::Reset,
        ..Config::default()
    };
    crate::data::open(&mut config).unwrap();
    let recipe = Recipe::from(config.clone());
    let (mut session, _) = Session::new(recipe, Pace::Max, Until::default(), true);
    session.act(Action::Toggle);
    (session, config)
}

/// What is asked in the next frame, without a card in view.
fn asked(session: &mut Session, config: &Config) -> Vec<LensKind> {
    if session.look(&[]).is_empty() {
        return Vec::new();
    }
    let trainer = Trainer::new(config).unwrap();
    session.apply(Event::Frozen(Box::new(Specimen::take(1, &trainer, 0).unwrap())));
    let task = take_task(session).unwrap();
    session.apply_report(Report::Ready(task.number));
    task.questions.iter().map(Question::kind).collect()
}

/// What a question finds, however long it takes.
fn found<L: LensOutput<Choice = NoChoice>>(config: &Config) -> L {
    let trainer = Trainer::new(config).unwrap();
    let specimen = Specimen::take(1, &trainer, 0).unwrap();
    let (mut memory, approach) = (LensMemory::default(), Approach::AtOnce);
    let (frozen, norms, memory) = (&specimen.frozen, &specimen.norms, &mut memory);
    let mut context = LensContext { frozen, norms, approach, memory };
    L::find(&mut context, &NoChoice).unwrap().whole().unwrap().unwrap()
}

#[test]
fn the_baselines_of_a_table_are_asked_for_until_they_are_known() {
    let (mut session, config) = on_a_table();
    assert!(session.baseline_losses().is_empty());
    assert_eq!(asked(&mut session, &config), [LensKind::BaselineLosses]);
    assert_eq!(session.look(&[]), [], "they are under way");
    let losses: BaselineLosses = found(&config);
    let answer = Box::new(Answer::BaselineLosses(losses.clone()));
    session.apply_report(Report::Answer { run: 1, answer });
    assert_eq!(session.look(&[]), [], "they stay");
    let told = session.baseline_losses();
    let names: Vec<&str> = told.iter().map(|line| line.name).collect();
    assert_eq!(names, ["naive", "mean", "linear"]);
    assert!(told.iter().zip(&losses.losses).all(|(line, (_, loss))| line.loss == *loss));
    assert!(told[0].sentence.starts_with("Naive: ") && told[0].sentence.contains("validation"));
    // Those of another window are others, and another loss has none.
    let mae = Settings { loss: Some(Loss::Mae), ..Settings::default() };
    let change = Box::new(mae);
    let (run, gesture, effects) = (1, 1, ChangeEffects::default());
    session.apply(Event::Changed { run, step: 1, change, gesture, effects });
    assert!(session.baseline_losses().is_empty());
    assert_eq!(session.look(&[]), []);
    let longer = Settings { time_steps: Some(9), ..Settings::default() };
    let change = Box::new(longer);
    session.apply(Event::Changed { run, step: 1, change, gesture, effects });
    assert_eq!(session.look(&[]), [], "nothing would be drawn of them");
    // Also where only the last answer of each window is trained on.
    let on_last = Some(LossOn::Last);
    let mse = Settings { loss: Some(Loss::Mse), loss_on: on_last, ..Settings::default() };
    let change = Box::new(mse);
    session.apply(Event::Changed { run, step: 1, change, gesture, effects });
    assert_eq!(asked(&mut session, &config), [LensKind::BaselineLosses]);
}

#[test]
fn baseline_losses_are_what_their_names_say() {
    let (_, config) = on_a_table();
    let losses: BaselineLosses = found(&config);
    let source = crate::data::source(&config);
    let samples = source.samples().unwrap();
    let part = samples.parts[1].clone();
    assert!(!part.is_empty());
    // One row ahead: the last value is the input, and both are scaled alike.
    let squares = part.clone().map(|n| f64::from(samples.target[n] - samples.input[n]).powi(2));
    let naive = squares.sum::<f64>() / part.len() as f64;
    let (rival, loss) = losses.losses[0];
    assert_eq!(rival, Rival::Naive);
    assert!((loss / naive - 1.0).abs() < 1e-5, "{loss}, not {naive}");
}

#[test]
fn the_whole_table_is_looked_at_while_it_is_on_show() {
    let (mut session, config) = on_a_table();
    let losses = Box::new(Answer::BaselineLosses(found(&config)));
    session.apply_report(Report::Answer { run: 1, answer: losses });
    assert_eq!(session.look(&[]), []);
    session.act(Action::ShowWholeData(true));
    assert_eq!(asked(&mut session, &config), [LensKind::WholeData]);
    let whole: WholeData = found(&config);
    assert_eq!(whole.prediction.len(), whole.samples.target.len());
    assert!(whole.prediction.iter().all(|answer| answer.is_finite()));
    assert_eq!(whole.forecast.as_ref().map(|forecast| forecast.points.len()), Some(8));
    session.apply_report(Report::Answer { run: 1, answer: Box::new(Answer::WholeData(whole)) });
    assert!(session.lenses.seen::<WholeData>().is_some());
    assert_eq!(session.look(&[]), [], "nothing has changed since");
    session.act(Action::ShowWholeData(false));
    assert!(session.lenses.seen::<WholeData>().is_none());
    // Sin and cos have no end.
    let mut session = self::session();
    session.act(Action::ShowWholeData(true));
    assert_eq!(session.look(&[]), []);
}
