//! The panel beside a lesson that goes on: what it says, what it waits for, and the ways on.

use egui::{
    Align, Button, Color32, Label, Layout, Response, RichText, ScrollArea, TextStyle, Ui, vec2,
};

use super::words::paragraphs;
use super::{LessonsPanel, title};
use crate::app::command::{LessonCommand, WindowCommand};
use crate::app::focus::bring_into_view;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::app::view::View;
use crate::lesson::{Guess, Lesson, Line, Section, plain};
use crate::session::lesson::{Awaited, LessonPlayer, Place};
use crate::text::Lessons;
use crate::wording::Language;

/// The part of the panel's height that it takes at the most: below it are the controls.
const MOST: f32 = 0.62;
/// The same in a panel that is lower than this, in points: lenses that stand there need room, too.
const LOW: f32 = 560.0;
const MOST_OF_LOW: f32 = 0.5;
/// What stands between the parts of a page, in points.
const ROUND: f32 = 56.0;

/// Draws the panel and adds what the user wants to `commands`. Where lenses share a low panel, it leaves them what room
/// it doesn't need.
pub(in crate::app) fn show(
    ui: &mut Ui,
    player: &LessonPlayer,
    lessons: &LessonsPanel,
    with_lenses: bool,
    commands: &mut Vec<WindowCommand>,
) {
    let texts = &texts(ui.ctx()).lessons;
    let height = ui.available_height();
    let is_low = height < LOW;
    let most = height * if is_low { MOST_OF_LOW } else { MOST };
    head(ui, texts, player);
    let scroll = ScrollArea::vertical().id_salt("lesson").max_height(most);
    scroll.auto_shrink([false, true]).show(ui, |ui| {
        // What belongs to another step is another widget.
        ui.push_id((&player.lesson().key, player.place()), |ui| {
            let mut page = |ui: &mut Ui| match player.section(Language::in_force()) {
                Some(section) => step(ui, texts, player, section, commands),
                None => end(ui, texts, player, lessons, commands),
            };
            if is_low && with_lenses {
                page(ui);
            } else {
                keep_height(ui, |ui| tallest(ui, texts, player.lesson()), page);
            }
        });
        bring_into_view(ui);
    });
    foot(ui, texts, player, commands);
    ui.separator();
}

/// About how high the longest page of a lesson is, before its deed or behind it: all pages take that room, so that the
/// controls below stay where they are from the first to the last.
fn tallest(ui: &Ui, texts: &Lessons, lesson: &Lesson) -> f32 {
    let Some(prose) = lesson.prose(Language::in_force()) else { return 0.0 };
    let (width, spacing) = (ui.available_width(), ui.spacing().item_spacing.y);
    let padding = ui.spacing().button_padding;
    let font = TextStyle::Body.resolve(ui.style());
    let height = |text: String, less: f32| {
        let text = ui.painter().layout(text, font.clone(), Color32::PLACEHOLDER, width - less);
        text.size().y + spacing
    };
    let lines = |lines: &[Line]| lines.iter().map(|line| height(plain(line), 0.0)).sum::<f32>();
    let page = |name: &str, guess: Option<&Guess>| {
        let section = prose.section(name)?;
        let names = guess.iter().flat_map(|guess| &guess.choices);
        let choices: Vec<String> =
            names.filter_map(|name| section.choice(name)).map(plain).collect();
        let buttons = choices.iter().cloned();
        let before = buttons.map(|it| height(it, 2.0 * padding.x) + 2.0 * padding.y).sum::<f32>();
        let told = choices.into_iter().map(|it| height((texts.you_expected)(&it), 0.0));
        let behind = lines(&section.why) + 2.0 * told.fold(height(String::new(), 0.0), f32::max);
        Some(lines(&section.text) + f32::max(before, behind) + ROUND)
    };
    let steps = lesson.steps.iter().map(|step| page(&step.text, step.guess.as_ref()));
    let question = lesson.question.iter().map(|it| page(&it.text, Some(&it.guess)));
    steps.chain(question).flatten().fold(0.0, f32::max)
}

/// Draws a step at least `least` high at first, and then no lower than it was, as long as it is as wide and in the same
/// language: what can be clicked below it stays where it is when an answer is chosen.
fn keep_height(ui: &mut Ui, least: impl FnOnce(&Ui) -> f32, step: impl FnOnce(&mut Ui)) {
    let (id, width) = (ui.scope_id().with("height"), ui.available_width());
    let now = (Language::in_force(), width, ui.ctx().zoom_factor());
    let before = ui.data(|data| data.get_temp::<((Language, f32, f32), f32)>(id));
    let held = before.filter(|(then, _)| *then == now);
    ui.set_min_height(held.map_or_else(|| least(ui), |(_, height)| height));
    step(ui);
    let height = ui.min_rect().height();
    ui.data_mut(|data| data.insert_temp(id, (now, height)));
}

/// The lesson's title, and how far one has come.
fn head(ui: &mut Ui, texts: &Lessons, player: &LessonPlayer) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let (step, of) = player.progress();
        let place = match player.place() {
            Place::Step(_) => (texts.step_of)(step, of),
            Place::Question => texts.question.to_owned(),
            Place::End => texts.end.to_owned(),
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(place).small().weak());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(title(player.lesson())).strong().size(14.5);
                ui.add(Label::new(title).truncate());
            });
        });
    });
    ui.add_space(2.0);
}

/// A step: its text, what is to be predicted, what is waited for, and what came of it.
fn step(
    ui: &mut Ui,
    texts: &Lessons,
    player: &LessonPlayer,
    section: &Section,
    commands: &mut Vec<WindowCommand>,
) {
    paragraphs(ui, &section.text);
    let awaited = player.awaited();
    if let Some(guess) = player.guess() {
        choices(ui, texts, player, (guess, section), commands);
    }
    if player.is_to_draw().is_some() {
        ui.add_space(3.0);
        ui.label(RichText::new(texts.predict).strong());
        ui.add(Label::new(texts.draw_loss).wrap());
    }
    if player.is_hint_due() && !section.hint.is_empty() {
        ui.add_space(3.0);
        ui.label(RichText::new(texts.hint).strong().color(Palette::of(ui).mark));
        paragraphs(ui, &section.hint);
    }
    if awaited == Awaited::Reader && !section.why.is_empty() {
        ui.add_space(3.0);
        ui.separator();
        found(ui, texts, player, section);
        paragraphs(ui, &section.why);
    }
}

/// What there is to choose from, as long as nothing is chosen.
fn choices(
    ui: &mut Ui,
    texts: &Lessons,
    player: &LessonPlayer,
    (guess, section): (&Guess, &Section),
    commands: &mut Vec<WindowCommand>,
) {
    let says = |at: usize| guess.choices.get(at).and_then(|name| section.choice(name));
    ui.add_space(3.0);
    match (player.awaited(), player.chosen()) {
        (Awaited::Guess, _) => {
            if player.place() != Place::Question {
                ui.label(RichText::new(texts.predict).strong());
            }
            for at in 0..guess.choices.len() {
                let text = says(at).map(plain).unwrap_or_default();
                let button = Button::new(text).wrap();
                let answer = ui.add(button.min_size(vec2(ui.available_width(), 0.0)));
                if is_pressed(&answer) {
                    commands.push(LessonCommand::Choose(at).into());
                }
            }
        }
        (Awaited::Deed, Some(chosen)) => {
            let text = (texts.you_expected)(&says(chosen).map(plain).unwrap_or_default());
            ui.add(Label::new(RichText::new(text).weak()).wrap());
        }
        (Awaited::Deed | Awaited::Reader, _) => {}
    }
}

/// What was chosen, beside what is so.
fn found(ui: &mut Ui, texts: &Lessons, player: &LessonPlayer, section: &Section) {
    let Some(guess) = player.guess() else {
        ui.label(RichText::new(texts.is_met).strong().color(Palette::of(ui).live));
        return;
    };
    let says = |at: usize| -> Option<&Line> { section.choice(guess.choices.get(at)?) };
    let mut told = |text: String, is_so: bool| {
        let text = RichText::new(text);
        let text = if is_so { text.strong().color(Palette::of(ui).live) } else { text.weak() };
        ui.add(Label::new(text).wrap());
    };
    let so = says(guess.right).map(plain).unwrap_or_default();
    let (chose, is_right) = match player.place() {
        Place::Question => (texts.you_answered, texts.right_answer),
        Place::Step(_) | Place::End => (texts.you_expected, texts.as_it_is),
    };
    match player.chosen() {
        Some(chosen) if chosen == guess.right => return told((texts.as_you_said)(&so), true),
        Some(chosen) => told(chose(&says(chosen).map(plain).unwrap_or_default()), false),
        None => {}
    }
    told(is_right(&so), true);
}

/// What can be done when all is gone through.
fn end(
    ui: &mut Ui,
    texts: &Lessons,
    player: &LessonPlayer,
    lessons: &LessonsPanel,
    commands: &mut Vec<WindowCommand>,
) {
    ui.label(RichText::new(texts.finished).strong());
    if let Some((at, next)) = lessons.after(player.lesson()) {
        let text = RichText::new((texts.next_lesson)(title(next))).strong();
        if ui.add(Button::new(text).wrap()).clicked() {
            commands.push(LessonCommand::Begin(at).into());
        }
    }
    if ui.button(texts.all_lessons).clicked() {
        commands.push(WindowCommand::Show(View::Lessons));
    }
}

/// Whether a button is pressed: by the second click of two it isn't, which was meant for the page before.
fn is_pressed(answer: &Response) -> bool {
    answer.clicked() && !answer.double_clicked() && !answer.triple_clicked()
}

/// The way on, in a line of its own, so that nothing else ever stands there; below it those back and out.
fn foot(ui: &mut Ui, texts: &Lessons, player: &LessonPlayer, commands: &mut Vec<WindowCommand>) {
    ui.add_space(3.0);
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let line = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, line, |ui| {
        ui.set_min_size(size);
        way_on(ui, texts, player, commands);
    });
    let mut button = |ui: &mut Ui, text: &str, hint: &str, command: LessonCommand| {
        press(ui, Button::new(text), hint, command, commands);
    };
    ui.horizontal_wrapped(|ui| {
        if player.place() != Place::Step(0) {
            button(ui, texts.back, texts.back_hint, LessonCommand::Back);
        }
        button(ui, texts.again, texts.again_hint, LessonCommand::Again);
        button(ui, texts.leave, texts.leave_hint, LessonCommand::Leave);
        button(ui, texts.on_my_own, texts.on_my_own_hint, LessonCommand::TakeAlong);
    });
}

/// The way on: once the deed is done, or past it where a hint was given; until then what is waited for.
fn way_on(ui: &mut Ui, texts: &Lessons, player: &LessonPlayer, commands: &mut Vec<WindowCommand>) {
    if player.is_at_end() {
        return;
    }
    match player.awaited() {
        Awaited::Reader => {
            let fill = Palette::of(ui).live.gamma_multiply(0.35);
            let next = Button::new(RichText::new(texts.next).strong()).fill(fill);
            press(ui, next, "", LessonCommand::GoOn, commands);
        }
        Awaited::Guess | Awaited::Deed if player.is_hint_due() => {
            press(ui, Button::new(texts.skip), texts.skip_hint, LessonCommand::GoOn, commands);
        }
        Awaited::Deed => _ = ui.label(RichText::new(texts.wait).small().weak()),
        Awaited::Guess => {}
    }
}

/// A button that asks for something.
fn press(
    ui: &mut Ui,
    button: Button<'_>,
    hint: &str,
    command: LessonCommand,
    commands: &mut Vec<WindowCommand>,
) {
    // One that comes or goes leaves the others what they are, the keyboard with them.
    let answer = ui.push_id(command, |ui| ui.add(button)).inner;
    let answer = if hint.is_empty() { answer } else { answer.hint(hint) };
    if is_pressed(&answer) {
        commands.push(command.into());
    }
}
