//! A step, slowly: one training step in all its parts, before the run takes it.

use super::{LensKind, Session, Status};
use crate::lens::step_trace::{Depth, Phase, StepTrace};
use crate::thread::RunId;
use crate::worker::{Command, PauseReason};

/// Seconds that a phase stays on show in slow motion.
const PAUSE: f64 = 0.45;

/// What the user can do with a step in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepTraceAction {
    /// Pause, and look into the next step.
    Begin,
    /// Go on by one phase; behind the last, take the step and look into the one after it.
    Next,
    /// Go back by one phase.
    Back,
    /// Go on by itself, or stop that.
    Play(bool),
    /// Take the step apart this finely.
    Depth(Depth),
    /// Leave it; the step isn't taken.
    End,
}

/// A step in its parts, and where one is in it.
#[derive(Clone, Debug)]
pub struct StepTracePlayer {
    /// The step.
    pub step: Box<StepTrace>,
    /// Whether it goes on by itself.
    pub playing: bool,
    /// How finely it is taken apart.
    pub depth: Depth,
    run: RunId,
    phases: Vec<Phase>,
    at: usize,
    /// When it goes on by itself, in the window's seconds.
    next: f64,
    onward: Onward,
}

/// The way to the step after the one that is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Onward {
    /// It isn't asked for yet.
    Waiting,
    /// An earlier step is on show, and the one after it on its way.
    Rewinding,
    /// It was asked for in its parts.
    Asked,
}

impl StepTracePlayer {
    /// The phase on show.
    pub fn phase(&self) -> Phase {
        self.phases.get(self.at).copied().unwrap_or(Phase::Update)
    }

    /// The number of the phase on show, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.phases.len())
    }

    /// The phase after this one; none behind the last.
    fn following(&self) -> Option<usize> {
        Some(self.at + 1).filter(|at| *at < self.phases.len())
    }

    /// Takes the step apart more or less finely, and stays in the part that is on show.
    fn turn_to(&mut self, depth: Depth) {
        let place = |phase: Phase| {
            let (forward, back) = self.step.reached(phase);
            (phase == Phase::Update, forward, std::cmp::Reverse(back))
        };
        let phases = self.step.phases_at(depth);
        let shown = self.phase();
        let earlier = |phase: &&Phase| shown != Phase::WholeStep && place(**phase) < place(shown);
        self.at = phases.iter().filter(earlier).count().min(phases.len().saturating_sub(1));
        (self.depth, self.phases) = (depth, phases);
    }
}

impl Session {
    /// The step in its parts, while it is the one that comes next.
    pub fn step_trace(&self) -> Option<&StepTracePlayer> {
        self.step_trace.as_ref()
    }

    /// Whether a step in its parts is in view, at the end of the run.
    pub(super) fn is_taken_apart(&self) -> bool {
        let open = &self.lenses.open;
        self.step_trace.is_some() && self.is_live() && open.shown && open.has(LensKind::StepTrace)
    }

    pub(super) fn act_on_step_trace(&mut self, action: StepTraceAction) -> Vec<Command> {
        let now = self.now;
        match (action, &mut self.step_trace) {
            (StepTraceAction::Begin, _) => return self.look_ahead(),
            (StepTraceAction::Next, Some(motion)) => {
                motion.next = now + PAUSE;
                match motion.following() {
                    Some(at) => motion.at = at,
                    None => return self.take_traced_step(),
                }
            }
            (StepTraceAction::Back, Some(motion)) => motion.at = motion.at.saturating_sub(1),
            (StepTraceAction::Play(playing), Some(motion)) => {
                motion.playing = playing;
                motion.next = now + PAUSE;
            }
            (StepTraceAction::Depth(depth), Some(motion)) => motion.turn_to(depth),
            (StepTraceAction::End, _) => self.step_trace = None,
            (_, None) => {}
        }
        Vec::new()
    }

    /// Pauses, and asks for the next step in its parts.
    fn look_ahead(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        if self.is_running() {
            self.status = Status::Paused(PauseReason::Asked);
            commands.push(Command::Pause);
        }
        commands.push(Command::TraceStep);
        commands
    }

    fn take_traced_step(&mut self) -> Vec<Command> {
        let Some(motion) = &mut self.step_trace else { return Vec::new() };
        match motion.onward {
            Onward::Rewinding | Onward::Asked => Vec::new(),
            // An earlier step was taken long ago: the next one is shown instead.
            Onward::Waiting if self.playhead.is_some() => {
                motion.onward = Onward::Rewinding;
                self.forth(1)
            }
            Onward::Waiting => {
                motion.onward = Onward::Asked;
                vec![Command::Step(1), Command::TraceStep]
            }
        }
    }

    /// The training thread has looked ahead.
    pub(super) fn take_step_trace(&mut self, run: RunId, step: Box<StepTrace>) {
        let (playing, depth) = self
            .step_trace
            .as_ref()
            .map_or((false, Depth::default()), |motion| (motion.playing, motion.depth));
        let phases = step.phases_at(depth);
        let next = self.now + PAUSE;
        let onward = Onward::Waiting;
        self.step_trace =
            Some(StepTracePlayer { step, playing, depth, run, phases, at: 0, next, onward });
    }

    /// Slow motion goes on; a step that isn't the next one any more goes.
    pub(super) fn play_step_trace(&mut self) -> Vec<Command> {
        let (run, running) = (self.run.id, self.is_running());
        let (wanted, shown) = (self.step(), self.step_on_show());
        let Some(motion) = &mut self.step_trace else { return Vec::new() };
        let step = motion.step.report.step;
        let is_next = match motion.onward {
            Onward::Waiting => step == shown + 1,
            Onward::Rewinding => step == wanted,
            Onward::Asked => true,
        };
        if motion.run != run || running || !is_next {
            self.step_trace = None;
        } else if motion.onward == Onward::Rewinding && shown == step {
            motion.onward = Onward::Asked;
            return vec![Command::TraceStep];
        } else if motion.playing && self.now >= motion.next {
            return self.act_on_step_trace(StepTraceAction::Next);
        }
        Vec::new()
    }
}
