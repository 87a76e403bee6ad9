//! What the palette offers: the commands of the list, and what there is one of for each setting, lens and preset.

use super::values::{self, Valued};
use crate::app::App;
use crate::app::command::{LessonCommand, WindowCommand};
use crate::app::command_list::COMMANDS;
use crate::app::panels::presets;
use crate::app::view::View;
use crate::lesson::Lesson;
use crate::preset::Preset;
use crate::session::lesson::Awaited;
use crate::session::{Action, LensKind};
use crate::text::{ENGLISH, Texts};
use crate::wording::Language;

/// Signs of what undo will do that there is room for behind its name.
const MOST_SIGNS: usize = 40;

/// Where a language has some words.
type Words = fn(&'static Texts) -> &'static str;

/// Something that can be chosen.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it is known by among the recent ones.
    pub(super) id: String,
    /// Its name in the language in force.
    pub(super) name: String,
    /// What it is found by beside that: its English name, its key in files.
    pub(super) also: String,
    /// What it is now; empty where that has no meaning.
    pub(super) value: String,
    /// Its key on the keyboard, if it has one.
    pub(super) key: &'static str,
    pub(super) act: Act,
}

/// What choosing an item does.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// It asks this of the window.
    Command(WindowCommand),
    /// It puts this into the field, so that a value can be typed.
    Complete(String),
    /// Nothing: it says why what was typed can't be.
    Refuse,
}

/// Everything that can be chosen now, in the order of the list.
pub(super) fn all(app: &App) -> Vec<Item> {
    let mut items: Vec<Item> = commands(app).collect();
    items.extend(Valued::all(&app.session.controls).map(|valued| setting(app, valued)));
    items.extend(LensKind::ALL.iter().map(|kind| lens(app, *kind)));
    items.extend(Preset::ALL.iter().filter_map(|preset| self::preset(app, preset)));
    items.extend(app.lessons.listed().iter().enumerate().map(|(at, it)| lesson(app, at, it)));
    if app.lesson.is_some() {
        items.extend(ways_on(app));
    }
    items
}

fn commands(app: &App) -> impl Iterator<Item = Item> {
    let texts = app.session.texts;
    let undoing = undoing(app);
    COMMANDS.iter().map(move |listed| Item {
        id: listed.id.to_owned(),
        name: (listed.name)(texts).to_owned(),
        also: (listed.name)(&ENGLISH).to_owned(),
        value: match (listed.command)() {
            WindowCommand::Session(Action::Undo) => undoing[0].clone(),
            WindowCommand::Session(Action::Redo) => undoing[1].clone(),
            _ => String::new(),
        },
        key: (listed.key_name)(texts),
        act: Act::Command((listed.command)()),
    })
}

/// What undo and redo will do in the view on show, briefly; nothing where they do nothing.
fn undoing(app: &App) -> [String; 2] {
    let sentences = match app.view {
        View::Data => app.data.undo_sentences(app.session.texts),
        View::Scope | View::Race | View::Sweep | View::Lessons => {
            [app.session.undo_sentence(), app.session.redo_sentence()]
        }
    };
    sentences.map(|sentence| {
        let sentence = sentence.unwrap_or_default();
        match sentence.char_indices().nth(MOST_SIGNS) {
            Some((end, _)) => format!("{}…", &sentence[..end]),
            None => sentence,
        }
    })
}

/// A setting, whose value is to be typed behind its name.
fn setting(app: &App, valued: Valued) -> Item {
    let texts = app.session.texts;
    let name = valued.name(texts);
    Item {
        id: format!("setting:{}", valued.key()),
        act: Act::Complete(format!("{name} ")),
        also: [valued.name(&ENGLISH), valued.key().to_owned(), valued.short_name(texts)].join(" "),
        value: values::now(app, valued),
        key: "",
        name,
    }
}

fn lens(app: &App, kind: LensKind) -> Item {
    let texts = app.session.texts;
    let open = &app.session.lenses.open;
    let is_open = open.shown && open.has(kind);
    let title = |texts: &'static Texts| (texts.commands.lens)(app.lenses.title(kind, texts));
    Item {
        id: format!("lens:{}", kind.name()),
        name: title(texts),
        also: format!("{} {}", title(&ENGLISH), kind.name()),
        value: if is_open { texts.commands.is_open } else { texts.commands.is_closed }.to_owned(),
        key: "",
        act: Act::Command(if is_open {
            Action::OpenLens(kind, false).into()
        } else {
            WindowCommand::ShowLens(kind)
        }),
    }
}

fn preset(app: &App, preset: &Preset) -> Option<Item> {
    Some(Item {
        id: format!("preset:{}", preset.name),
        name: (app.session.texts.commands.preset)(preset.label()),
        // Its name in commands is what it is called in English.
        also: (ENGLISH.commands.preset)(preset.name),
        value: String::new(),
        key: "",
        act: Act::Command(presets::chosen(preset, &app.session.controls)?),
    })
}

/// A lesson, to be begun or gone on with.
fn lesson(app: &App, at: usize, lesson: &Lesson) -> Item {
    let progress = &app.memory.lessons;
    let title = |language| lesson.prose(language).map_or("", |prose| prose.title.as_str());
    Item {
        id: format!("begin-lesson:{}", lesson.key),
        name: (app.session.texts.commands.lesson)(title(Language::in_force())),
        also: (ENGLISH.commands.lesson)(title(Language::English)),
        value: if progress.is_done(&lesson.key) { app.session.texts.lessons.done } else { "" }
            .to_owned(),
        key: "",
        act: Act::Command(LessonCommand::Begin(at).into()),
    }
}

/// The ways on, back and out of the lesson that goes on, as its guide has them.
fn ways_on(app: &App) -> impl Iterator<Item = Item> {
    let texts = app.session.texts;
    let ways: [(&str, Words, LessonCommand); 4] = [
        ("next", |texts| texts.lessons.next, LessonCommand::GoOn),
        ("back", |texts| texts.lessons.back, LessonCommand::Back),
        ("again", |texts| texts.lessons.again, LessonCommand::Again),
        ("leave", |texts| texts.lessons.leave, LessonCommand::Leave),
    ];
    let is_read = app.lesson.as_ref().is_some_and(|it| it.player.awaited() == Awaited::Reader);
    let ways =
        ways.into_iter().filter(move |(.., command)| is_read || *command != LessonCommand::GoOn);
    ways.map(move |(id, words, command)| Item {
        id: format!("lesson:{id}"),
        name: (texts.commands.lesson)(words(texts)),
        also: (ENGLISH.commands.lesson)(words(&ENGLISH)),
        value: String::new(),
        key: "",
        act: Act::Command(command.into()),
    })
}
