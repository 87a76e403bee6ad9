//! What a query finds, and in which order.

use super::items::{Act, Item};
use super::values::{self, Valued};
use crate::app::App;
use crate::text::ENGLISH;

/// The items that the query finds, the best first: a setting with the value that is typed behind its name, then names
/// that begin with the query, that have a word which does, that contain it. Without a query, those that were chosen
/// last come first.
pub(super) fn found(all: Vec<Item>, query: &str, recent: &[String], app: &App) -> Vec<Item> {
    let query = query.trim_start().to_lowercase();
    let place = |item: &Item| recent.iter().position(|id| *id == item.id).unwrap_or(recent.len());
    let mut found: Vec<(Match, usize, Item)> = all
        .into_iter()
        .filter_map(|item| Some((matches(&item, query.trim_end())?, place(&item), item)))
        .collect();
    found.sort_by_key(|(how, place, _)| (*how, *place));
    let mut items = with_values(&query, app);
    items.extend(found.into_iter().map(|(_, _, item)| item));
    items
}

/// How well a name fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// It begins with the query.
    Begins,
    /// A word of it does.
    AWordBegins,
    /// It has all words of the query somewhere.
    Contains,
}

fn matches(item: &Item, query: &str) -> Option<Match> {
    let names = [item.name.to_lowercase(), item.also.to_lowercase()];
    if names.iter().any(|name| name.starts_with(query)) {
        return Some(Match::Begins);
    }
    if names
        .iter()
        .flat_map(|name| name.split([' ', ':', '-', '_', '：']))
        .any(|word| word.starts_with(query))
    {
        return Some(Match::AWordBegins);
    }
    let everything = names.join(" ");
    query.split_whitespace().all(|word| everything.contains(word)).then_some(Match::Contains)
}

/// The setting whose name begins the query, with the values that the rest may mean.
fn with_values(query: &str, app: &App) -> Vec<Item> {
    let texts = app.session.texts;
    let named = Valued::all(&app.session.controls).filter_map(|valued| {
        let own = [valued.name(texts), valued.short_name(texts)];
        let names = [valued.name(&ENGLISH), valued.key().to_owned()];
        let flag = valued.key().replace('_', "-");
        let rests = own.iter().chain(&names).chain([&flag]).filter_map(|name| rest(query, name));
        // The longest name leaves the shortest rest.
        rests.min_by_key(|rest| rest.len()).map(|rest| (valued, rest))
    });
    let Some((valued, rest)) = named.min_by_key(|(_, rest)| rest.len()) else { return Vec::new() };
    let choices = values::choices(valued);
    if choices.is_empty() {
        return vec![typed(app, valued, rest)];
    }
    let is_meant = |(name, label): &&(&str, &str)| {
        name.to_lowercase().contains(rest) || label.to_lowercase().contains(rest)
    };
    let meant: Vec<_> = choices.iter().filter(is_meant).collect();
    if meant.is_empty() {
        return vec![typed(app, valued, rest)];
    }
    meant.into_iter().map(|(name, label)| item(app, valued, name, label)).collect()
}

/// What stands behind the name and a gap; none where the query doesn't begin so.
fn rest<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let rest = query.strip_prefix(&name.to_lowercase())?;
    let value = rest.trim_start_matches([' ', '=', ':', '：', '\u{3000}']);
    (value.len() < rest.len()).then_some(value.trim_end())
}

/// The value as it is typed so far.
fn typed(app: &App, valued: Valued, text: &str) -> Item {
    if text.is_empty() {
        let texts = app.session.texts;
        let name = valued.name(texts);
        let now = values::now(app, valued);
        let says = (texts.commands.type_value)(&name, &now, &valued.must_be(texts));
        return refusal(valued, says);
    }
    item(app, valued, text, text)
}

/// A setting with a value: what it sets, or why it can't.
fn item(app: &App, valued: Valued, text: &str, label: &str) -> Item {
    let texts = app.session.texts;
    match values::read(&app.session, valued, text) {
        Err(sentence) => refusal(valued, sentence),
        Ok(command) => Item {
            id: format!("setting:{}", valued.key()),
            name: (texts.commands.set)(&valued.name(texts), label),
            also: String::new(),
            value: (texts.commands.now)(&values::now(app, valued)),
            key: "",
            act: Act::Command(command),
        },
    }
}

fn refusal(valued: Valued, says: String) -> Item {
    Item {
        id: format!("setting:{}", valued.key()),
        name: says,
        also: String::new(),
        value: String::new(),
        key: "",
        act: Act::Refuse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Item {
        Item {
            id: String::new(),
            name: name.to_owned(),
            also: "find the weights".to_owned(),
            value: String::new(),
            key: "",
            act: Act::Refuse,
        }
    }

    #[test]
    fn a_name_is_found_by_its_beginning_a_word_or_any_part() {
        let item = named("导出图表");
        assert_eq!(matches(&item, "导出"), Some(Match::Begins));
        assert_eq!(matches(&item, "find"), Some(Match::Begins));
        assert_eq!(matches(&item, "weig"), Some(Match::AWordBegins));
        assert_eq!(matches(&item, "eights the"), Some(Match::Contains));
        assert_eq!(matches(&item, "图表"), Some(Match::Contains));
        assert_eq!(matches(&item, "picture"), None);
    }

    #[test]
    fn a_value_stands_behind_the_name_and_a_gap() {
        assert_eq!(rest("lr 0.005", "lr"), Some("0.005"));
        assert_eq!(rest("lr=0.005 ", "lr"), Some("0.005"));
        assert_eq!(rest("lr ", "lr"), Some(""));
        assert_eq!(rest("lr", "lr"), None);
        assert_eq!(rest("lrx 1", "lr"), None);
        assert_eq!(rest("学习率：0.01", "学习率"), Some("0.01"));
    }
}
