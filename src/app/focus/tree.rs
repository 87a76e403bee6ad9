//! In which order readers of the screen find what there is: as one reads it, as Tab goes, where egui has the order in
//! which it was made.

use std::collections::{HashMap, HashSet};

use egui::accesskit::{Node, NodeId, Role};
use egui::{Context, FullOutput, Order, Plugin, Rect};

use super::reading::{by_rows, layers};

/// The order, as a part of egui that sees what goes out.
#[derive(Debug)]
pub(super) struct TreeOrder;

impl Plugin for TreeOrder {
    fn debug_name(&self) -> &'static str {
        "TreeOrder"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let Some(update) = &mut output.platform_output.accesskit_update else { return };
        let places = layers(ctx).into_iter().flat_map(|(layer, items)| {
            let is_over = layer.order > Order::Background;
            items
                .into_iter()
                .map(move |item| (item.id.accesskit_id(), Place { rect: item.rect, is_over }))
        });
        sort(&mut update.nodes, &places.collect());
    }
}

/// Where a widget is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) rect: Rect,
    /// Whether it lies over the panels.
    pub(super) is_over: bool,
}

/// Has each node hold what it holds in reading order.
pub(super) fn sort(nodes: &mut [(NodeId, Node)], places: &HashMap<NodeId, Place>) {
    let held = nodes.iter().map(|(id, node)| (*id, node.children().to_vec())).collect();
    let runs = |node: &(NodeId, Node)| (node.1.role() == Role::TextRun).then_some(node.0);
    let runs: HashSet<NodeId> = nodes.iter().filter_map(runs).collect();
    let tree = Tree { held, places };
    for (_, node) in nodes {
        // The lines of a text are in the order of the text.
        if !node.children().iter().any(|child| runs.contains(child)) {
            let order = tree.in_order(node.children());
            node.set_children(order);
        }
    }
}

/// What holds what, and where it is.
struct Tree<'a> {
    held: HashMap<NodeId, Vec<NodeId>>,
    places: &'a HashMap<NodeId, Place>,
}

impl Tree<'_> {
    /// Row by row; among panels, what lies over them comes last.
    fn in_order(&self, these: &[NodeId]) -> Vec<NodeId> {
        let (over, panels): (Vec<NodeId>, Vec<NodeId>) =
            these.iter().partition(|id| self.places.get(id).is_some_and(|place| place.is_over));
        if panels.is_empty() {
            return self.rows(&over);
        }
        let mut order = self.rows(&panels);
        order.extend(over);
        order
    }

    fn rows(&self, these: &[NodeId]) -> Vec<NodeId> {
        // What has no place stands where what was made before it stands.
        let mut before = Rect::ZERO;
        let placed = these.iter().enumerate().map(|(at, id)| {
            before = self.extent(*id).unwrap_or(before);
            (at, before)
        });
        by_rows(placed.collect()).into_iter().map(|at| these[at]).collect()
    }

    /// Where a node is, or where what it holds is.
    fn extent(&self, id: NodeId) -> Option<Rect> {
        let own = self.places.get(&id).map(|place| place.rect);
        own.filter(|rect| rect.is_positive() && rect.is_finite()).or_else(|| {
            let held = self.held.get(&id)?.iter();
            held.filter_map(|id| self.extent(*id)).reduce(Rect::union)
        })
    }
}
