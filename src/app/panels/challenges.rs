//! Challenges: the list of them, the one that is being played, and the proof.

use egui::{Align2, Grid, Id, ProgressBar, RichText, ScrollArea, Ui, Window};

use crate::app::command::{ChallengeCommand, WindowCommand};
use crate::app::focus::bring_into_view;
use crate::app::frame::keys::escape;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::challenge::{Challenge, CheckEvent, Checking, Proof, SEEDS, SeedRun, Shipped};
use crate::config::{Field, FileError};
use crate::number::percent;
use crate::recipe::Recipe;
use crate::session::{Notice, Session};
use crate::text::{Challenges, Reason, Texts};
use crate::thread::Waker;
use crate::wording::{Language, complaint};

/// Width of the window, and what stays free above and below it, in points.
const WIDTH: f32 = 380.0;
const BESIDE: f32 = 90.0;

/// The challenges, and how far the player is with one.
#[derive(Debug)]
pub(in crate::app) struct ChallengesPanel {
    /// Whether they lie over the view.
    pub(in crate::app) shown: bool,
    /// All that there are, each with its name.
    challenges: Vec<(&'static str, Challenge)>,
    /// What is wrong with one that can't be read.
    broken: Option<FileError>,
    /// The place of the one that is being played.
    begun: Option<usize>,
    check: Option<UnderWay>,
    /// What was checked last, and what came of it.
    outcome: Option<Outcome>,
}

/// A check on its way.
#[derive(Debug)]
struct UnderWay {
    checking: Checking,
    recipe: Recipe,
    /// Steps that are over, of all seeds.
    steps: u64,
}

/// What came of a check.
#[derive(Debug)]
struct Outcome {
    recipe: Recipe,
    proof: Result<Proof, Reason>,
}

impl Default for ChallengesPanel {
    fn default() -> Self {
        let (mut challenges, mut broken) = (Vec::new(), None);
        for shipped in Shipped::ALL {
            match shipped.challenge() {
                Ok(challenge) => challenges.push((shipped.name, challenge)),
                Err(error) => broken = Some(error),
            }
        }
        Self { shown: false, challenges, broken, begun: None, check: None, outcome: None }
    }
}

impl ChallengesPanel {
    /// The challenge that is being played, with its name.
    pub(in crate::app) fn begun(&self) -> Option<&(&'static str, Challenge)> {
        self.challenges.get(self.begun?)
    }

    /// What was checked last.
    pub(in crate::app) fn checked(&self) -> Option<&Recipe> {
        self.outcome.as_ref().map(|outcome| &outcome.recipe)
    }

    /// Begins with the challenge at this place; none where there is no such.
    pub(in crate::app) fn begin(&mut self, place: usize) -> Option<&Challenge> {
        self.challenges.get(place)?;
        (self.begun, self.check, self.outcome) = (Some(place), None, None);
        self.begun().map(|(_, challenge)| challenge)
    }

    /// Starts the check of a run, unless one is under way; `waker` is called when there is something to read.
    pub(in crate::app) fn prove(&mut self, recipe: &Recipe, waker: Waker) -> Option<Notice> {
        let (_, challenge) = self.begun().filter(|_| self.check.is_none())?;
        let recipe = challenge.cut(recipe);
        if let Err(breach) = challenge.allows(&recipe) {
            return Some(Notice::error(move |texts| {
                (texts.challenges.not_begun)(&breach.to_string())
            }));
        }
        match Checking::spawn(challenge.clone(), recipe.clone(), waker) {
            Ok(checking) => {
                self.check = Some(UnderWay { checking, recipe, steps: 0 });
                self.outcome = None;
                None
            }
            Err(reason) => {
                Some(Notice::error(move |texts| (texts.challenges.not_begun)(&complaint(&reason))))
            }
        }
    }

    /// What came of the last check, in a sentence.
    pub(in crate::app) fn found(&self, texts: &Texts) -> Option<String> {
        let words = &texts.challenges;
        Some(match &self.outcome.as_ref()?.proof {
            Ok(proof) => {
                let said = [verdict(proof, words).to_owned(), summary(proof, words)];
                (texts.words.sentences)(&said)
            }
            Err(reason) => (words.not_begun)(&reason.to_string()),
        })
    }

    /// Whether a check is under way.
    pub(in crate::app) fn is_checking(&self) -> bool {
        self.check.is_some()
    }

    /// Ends the check before its end.
    pub(in crate::app) fn stop(&mut self) {
        self.check = None;
    }

    /// Takes in what the check has reported since the last frame.
    pub(in crate::app) fn drain(&mut self) {
        let Some(check) = &mut self.check else { return };
        let mut proof = None;
        for event in check.checking.events() {
            match event {
                CheckEvent::News(news) => check.steps += news.steps,
                CheckEvent::Done(done) => proof = Some(Ok(done)),
                CheckEvent::Failed(reason) => proof = Some(Err(reason)),
            }
        }
        if let Some(proof) = proof
            && let Some(check) = self.check.take()
        {
            self.outcome = Some(Outcome { recipe: check.recipe, proof });
        }
    }

    /// Draws the challenges over the view while they are shown; their button or Escape closes them.
    pub(in crate::app) fn window(
        &mut self,
        ui: &Ui,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        if !self.shown {
            return;
        }
        let mut open = true;
        let height = ui.ctx().content_rect().height() - BESIDE;
        Window::new(texts(ui.ctx()).challenges.title)
            .id(Id::unique("challenges"))
            .open(&mut open)
            .resizable(false)
            .collapsible(false)
            .pivot(Align2::RIGHT_TOP)
            .default_pos(ui.ctx().content_rect().right_top() + egui::vec2(-12.0, 48.0))
            .show(ui.ctx(), |ui| {
                ui.set_width(WIDTH);
                ScrollArea::vertical().max_height(height).show(ui, |ui| {
                    self.ui(ui, session, commands);
                    bring_into_view(ui);
                });
            });
        self.shown = open && !escape(ui.ctx());
    }

    /// Draws the list, and below it the challenge that is being played.
    pub(in crate::app) fn ui(
        &self,
        ui: &mut Ui,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        let all = texts(ui.ctx());
        let words = &all.challenges;
        ui.label(RichText::new(words.sentence).small().weak());
        if let Some(error) = &self.broken {
            let text = (words.is_broken)(&error.to_string());
            ui.label(RichText::new(text).color(Palette::of(ui).error));
        }
        Grid::new("challenges").num_columns(2).show(ui, |ui| {
            for (place, (_, challenge)) in self.challenges.iter().enumerate() {
                self.row(ui, place, challenge, session, commands);
                ui.end_row();
            }
        });
        if let Some((_, challenge)) = self.begun() {
            ui.separator();
            task(ui, challenge, all);
            self.proof(ui, challenge, session, commands);
        }
    }

    /// A challenge: its name, and the button that begins it.
    fn row(
        &self,
        ui: &mut Ui,
        place: usize,
        challenge: &Challenge,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        let Texts { challenges: words, words: join, .. } = texts(ui.ctx());
        let is_begun = self.begun == Some(place);
        let title = challenge.title.within(Language::in_force());
        // All buttons are called the same.
        let hint = (join.note)(title, words.begin_hint);
        let title = RichText::new(title);
        ui.label(if is_begun { title.strong() } else { title });
        let text = if is_begun { words.begin_again } else { words.begin };
        let button = ui.add_enabled(session.can.change, egui::Button::new(text));
        if button.hint(hint).clicked() {
            commands.push(WindowCommand::Challenge(ChallengeCommand::Begin(place)));
        }
    }

    /// What leads to the proof, and what came of it.
    fn proof(
        &self,
        ui: &mut Ui,
        challenge: &Challenge,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        let all = texts(ui.ctx());
        let words = &all.challenges;
        if let Some(check) = &self.check {
            let total = challenge.goal.within * SEEDS as u64;
            let part = check.steps as f32 / total.max(1) as f32;
            let text = (words.checking)(&percent(part.into()));
            ui.add(ProgressBar::new(part).text(text));
            if ui.button(words.stop).clicked() {
                commands.push(WindowCommand::Challenge(ChallengeCommand::Stop));
            }
            return;
        }
        let recipe = challenge.cut(&session.run.played());
        let breach = challenge.allows(&recipe).err();
        if let Some(breach) = &breach {
            let text = (words.refused)(&breach.to_string());
            ui.label(RichText::new(text).small().color(Palette::of(ui).mark));
        }
        let button = egui::Button::new(RichText::new(words.prove).strong());
        let button = ui.add_enabled(breach.is_none(), button).hint(words.prove_hint);
        if button.clicked() {
            commands.push(WindowCommand::Challenge(ChallengeCommand::Prove));
        }
        if let Some(outcome) = &self.outcome {
            told(ui, outcome, all, commands);
        }
    }
}

/// What is to be done, and with what.
fn task(ui: &mut Ui, challenge: &Challenge, texts: &Texts) {
    let (words, goal) = (&texts.challenges, &challenge.goal);
    ui.label(challenge.sentence.within(Language::in_force()));
    ui.add_space(4.0);
    ui.label(RichText::new((words.the_goal)(&goal.words(texts), goal.pass, SEEDS)).strong());
    ui.label((words.par)(goal.par));
    let allowed = challenge.allowed.iter().map(|(field, allowance)| {
        let label = field.label();
        allowance
            .words(texts)
            .map_or_else(|| label.to_owned(), |values| (words.with_range)(label, &values))
    });
    ui.label((words.yours)(&(texts.words.listed)(&allowed.collect::<Vec<_>>())));
    if !challenge.changing.is_empty() {
        let labels: Vec<&str> = challenge.changing.iter().copied().map(Field::label).collect();
        ui.label((words.yours_changing)(&(texts.words.names)(&labels)));
    }
    ui.label(RichText::new(words.how).small().weak());
    ui.add_space(4.0);
}

/// What came of a check: whether it has passed, and each seed.
fn told(ui: &mut Ui, outcome: &Outcome, texts: &Texts, commands: &mut Vec<WindowCommand>) {
    let words = &texts.challenges;
    let proof = match &outcome.proof {
        Ok(proof) => proof,
        Err(reason) => {
            let text = (words.not_begun)(&reason.to_string());
            ui.label(RichText::new(text).color(Palette::of(ui).error));
            return;
        }
    };
    let palette = Palette::of(ui);
    let colour = if proof.has_passed() { palette.live } else { palette.mark };
    ui.horizontal(|ui| {
        ui.label(RichText::new(verdict(proof, words)).strong().color(colour));
        ui.label(summary(proof, words));
    });
    Grid::new("seeds").num_columns(2).striped(true).show(ui, |ui| {
        for run in &proof.runs {
            ui.label(format!("{} {}", words.seed_label, run.seed));
            ui.label(RichText::new(of_seed(run, words)).monospace());
            ui.end_row();
        }
    });
    if ui.button(words.save).hint(words.save_hint).clicked() {
        commands.push(WindowCommand::Challenge(ChallengeCommand::Save));
    }
}

/// Whether a check has passed, in a word.
fn verdict(proof: &Proof, words: &Challenges) -> &'static str {
    if proof.has_passed() { words.passed } else { words.not_yet }
}

/// How many seeds reached the goal.
fn summary(proof: &Proof, words: &Challenges) -> String {
    (words.summary)(proof.reached(), proof.runs.len(), proof.goal.par)
}

/// What came of a seed, in few words.
fn of_seed(run: &SeedRun, words: &Challenges) -> String {
    match (run.reached, run.diverged, run.least) {
        (Some(step), ..) => (words.at_step)(step),
        (None, Some(_), _) => words.is_diverged.to_owned(),
        (None, None, Some((_, least))) => (words.least)(least),
        (None, None, None) => "–".to_owned(),
    }
}
