//! News of a lesson, which waits for what the learner does, and of the proof of a challenge.

use std::mem;

use egui::Context;

use super::{News, say};
use crate::app::panels::challenges::ChallengesPanel;
use crate::app::panels::lessons::title;
use crate::lesson::{Line, Section, plain};
use crate::session::lesson::{Awaited, LessonPlayer, Place};
use crate::text::{Texts, Words};
use crate::wording::Language;

/// Where one is in which lesson, what it waits for, and whether it gives a hint.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stand {
    lesson: String,
    place: Place,
    awaited: Awaited,
    has_hint: bool,
}

impl Stand {
    fn of(player: &LessonPlayer) -> Self {
        Self {
            lesson: player.lesson().key.clone(),
            place: player.place(),
            awaited: player.awaited(),
            has_hint: player.is_hint_due(),
        }
    }
}

impl News {
    /// Tells what a lesson says: of each step what is to be done, then its hint, and what was found.
    pub(super) fn follow_lesson(
        &mut self,
        ctx: &Context,
        texts: &Texts,
        player: Option<&LessonPlayer>,
    ) {
        let now = player.map(Stand::of);
        if self.lesson == now {
            return;
        }
        let before = mem::replace(&mut self.lesson, now);
        let (Some(player), Some(now)) = (player, &self.lesson) else { return };
        let told = match before {
            Some(before) if before.lesson == now.lesson => of_change(texts, player, &before, now),
            _ => Some((texts.words.note)(title(player.lesson()), &of_place(texts, player))),
        };
        told.into_iter().for_each(|told| say(ctx, told));
    }

    /// Tells what came of a challenge's check.
    pub(super) fn follow_challenge(
        &mut self,
        ctx: &Context,
        texts: &Texts,
        challenges: &ChallengesPanel,
    ) {
        let was_checking = mem::replace(&mut self.is_checking, challenges.is_checking());
        if was_checking && !self.is_checking {
            challenges.found(texts).into_iter().for_each(|found| say(ctx, found));
        }
    }
}

/// What is new in a lesson that goes on.
fn of_change(texts: &Texts, player: &LessonPlayer, before: &Stand, now: &Stand) -> Option<String> {
    if before.place != now.place {
        return Some(of_place(texts, player));
    }
    let section = player.section(Language::in_force())?;
    if before.awaited != now.awaited && now.awaited == Awaited::Reader {
        return Some(found(texts, player, section));
    }
    let has_hint = now.has_hint && !before.has_hint && !section.hint.is_empty();
    let hint = || (texts.words.about)(texts.lessons.hint, &joined(&texts.words, &section.hint));
    has_hint.then(hint)
}

/// What is said where one has come to.
fn of_place(texts: &Texts, player: &LessonPlayer) -> String {
    let lessons = &texts.lessons;
    let Some(section) = player.section(Language::in_force()) else {
        return lessons.finished.to_owned();
    };
    let (step, of) = player.progress();
    let place = match player.place() {
        Place::Question => lessons.question.to_owned(),
        Place::Step(_) | Place::End => (lessons.step_of)(step, of),
    };
    (texts.words.about)(&place, &joined(&texts.words, &section.text))
}

/// What was found, and why it is so.
fn found(texts: &Texts, player: &LessonPlayer, section: &Section) -> String {
    let right = player.guess().and_then(|guess| section.choice(guess.choices.get(guess.right)?));
    let outcome = match right {
        Some(right) if player.place() == Place::Question => {
            (texts.lessons.right_answer)(&plain(right))
        }
        Some(right) => (texts.lessons.as_it_is)(&plain(right)),
        None => texts.lessons.is_met.to_owned(),
    };
    (texts.words.note)(&outcome, &joined(&texts.words, &section.why))
}

/// Paragraphs in one.
fn joined(words: &Words, lines: &[Line]) -> String {
    (words.sentences)(&lines.iter().map(plain).collect::<Vec<_>>())
}
