//! Where Tab goes.

use std::collections::HashMap;

use egui::accesskit::{Node, NodeId, Role};
use egui::{Id, LayerId, Order, Rect, pos2, vec2};

use super::order::{next, with_what_lies_over};
use super::reading::{Item, in_reading_order};
use super::tree::{Place, sort};

fn item(name: &str, parent: &str, corner: (f32, f32), size: (f32, f32)) -> Item {
    let rect = Rect::from_min_size(pos2(corner.0, corner.1), vec2(size.0, size.1));
    Item { id: Id::unique(name), parent: Id::unique(parent), rect, takes: true }
}

fn holder(name: &str, parent: &str, corner: (f32, f32), size: (f32, f32)) -> Item {
    Item { takes: false, ..item(name, parent, corner, size) }
}

fn names(order: &[Id], of: &[&'static str]) -> Vec<&'static str> {
    let name = |id: &Id| of.iter().copied().find(|name| Id::unique(*name) == *id).unwrap();
    order.iter().map(name).collect()
}

/// Panels are made from the edges inwards, and a line's end before its beginning.
#[test]
fn panels_are_read_from_left_to_right_whenever_they_were_made() {
    let items = [
        holder("root", "root", (0.0, 0.0), (100.0, 100.0)),
        holder("top", "root", (0.0, 0.0), (100.0, 10.0)),
        item("help", "top", (90.0, 1.0), (8.0, 8.0)),
        item("run", "top", (2.0, 0.0), (20.0, 10.0)),
        holder("bottom", "root", (0.0, 90.0), (100.0, 10.0)),
        item("state", "bottom", (2.0, 91.0), (20.0, 8.0)),
        holder("lenses", "root", (70.0, 10.0), (30.0, 80.0)),
        item("card", "lenses", (72.0, 12.0), (20.0, 8.0)),
        holder("controls", "root", (0.0, 10.0), (30.0, 80.0)),
        item("rate", "controls", (2.0, 40.0), (20.0, 8.0)),
        item("size", "controls", (2.0, 12.0), (20.0, 8.0)),
        holder("plots", "root", (30.0, 10.0), (40.0, 80.0)),
        item("loss", "plots", (30.0, 50.0), (40.0, 40.0)),
        item("curves", "plots", (30.0, 10.0), (40.0, 40.0)),
    ];
    let wanted = ["run", "help", "size", "rate", "curves", "loss", "card", "state"];
    assert_eq!(names(&in_reading_order(&items), &wanted), wanted);
}

#[test]
fn what_cannot_have_the_keyboard_is_left_out_but_not_what_it_holds() {
    let unplaced = Item { rect: Rect::NOTHING, ..holder("row", "root", (0.0, 0.0), (0.0, 0.0)) };
    let items = [
        holder("root", "root", (0.0, 0.0), (9.0, 90.0)),
        item("below", "root", (0.0, 50.0), (9.0, 9.0)),
        unplaced,
        item("inside", "row", (0.0, 20.0), (9.0, 9.0)),
    ];
    assert_eq!(names(&in_reading_order(&items), &["inside", "below"]), ["inside", "below"]);
}

#[test]
fn tab_goes_round_and_on_from_what_has_gone() {
    assert_eq!(next(3, Some(0), 0, 1), Some(1));
    assert_eq!(next(3, Some(2), 0, 1), Some(0));
    assert_eq!(next(3, Some(0), 0, -1), Some(2));
    assert_eq!(next(3, None, 0, 1), Some(0), "nothing had the keyboard");
    assert_eq!(next(3, None, 0, -1), Some(2));
    assert_eq!(next(3, None, 1, 1), Some(1), "what has taken its place");
    assert_eq!(next(3, None, 1, -1), Some(0));
    assert_eq!(next(0, None, 0, 1), None);
}

/// What `holder` holds after sorting, where it held `held` before, each at its place.
fn sorted(held: &[(u64, Option<Place>)], role: Role) -> Vec<u64> {
    let ids = held.iter().map(|(id, _)| NodeId(*id));
    let mut holder = Node::new(Role::GenericContainer);
    holder.set_children(ids.clone().collect::<Vec<_>>());
    let mut nodes = vec![(NodeId(0), holder)];
    nodes.extend(ids.map(|id| (id, Node::new(role))));
    let places = held.iter().filter_map(|(id, place)| Some((NodeId(*id), (*place)?)));
    sort(&mut nodes, &places.collect());
    nodes[0].1.children().iter().map(|id| id.0).collect()
}

fn place(corner: (f32, f32), is_over: bool) -> Option<Place> {
    Some(Place { rect: Rect::from_min_size(pos2(corner.0, corner.1), vec2(9.0, 9.0)), is_over })
}

#[test]
fn readers_of_the_screen_find_a_line_from_its_beginning() {
    let held = [
        (1, place((0.0, 50.0), false)),
        (2, place((90.0, 1.0), false)),
        (3, None),
        (4, place((40.0, 30.0), true)),
        (5, place((10.0, 0.0), false)),
    ];
    assert_eq!(sorted(&held, Role::Button), [5, 2, 3, 1, 4]);
    assert_eq!(sorted(&held, Role::TextRun), [1, 2, 3, 4, 5], "a text is in its own order");
    let over = [(1, place((0.0, 50.0), true)), (2, place((9.0, 0.0), true))];
    assert_eq!(sorted(&over, Role::Button), [2, 1]);
}

#[test]
fn what_lies_over_comes_behind_what_it_was_opened_from() {
    let layer = |order, name: &str| LayerId::new(order, Id::unique(name));
    let menu = vec![item("item", "menu", (5.0, 20.0), (9.0, 9.0))];
    let layers = [
        (layer(Order::Background, "panels"), Vec::new()),
        (layer(Order::Foreground, "menu"), menu),
    ];
    let panels = ["file", "run"].map(Id::unique);
    let all = ["file", "run", "item"];
    let opened = HashMap::from([(layers[1].0, panels[0])]);
    let order = with_what_lies_over(&panels, &layers, &opened);
    assert_eq!(names(&order, &all), ["file", "item", "run"]);
    let order = with_what_lies_over(&panels, &layers, &HashMap::new());
    assert_eq!(names(&order, &all), ["file", "run", "item"]);
}
