//! What one reads next: row by row, each from left to right.

use std::collections::HashMap;

use egui::{Context, Id, LayerId, Order, Rect, WidgetRect};

/// A widget, or what holds some, as far as the order goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) id: Id,
    /// What holds it.
    pub(super) parent: Id,
    pub(super) rect: Rect,
    /// Whether it can have the keyboard.
    pub(super) takes: bool,
}

impl Item {
    fn of(widget: &WidgetRect) -> Self {
        // Of what scrolls, what is seen of it.
        let seen = widget.interact_rect;
        Self {
            id: widget.id,
            parent: widget.parent_id,
            rect: if seen.is_positive() { seen } else { widget.rect },
            takes: widget.enabled && widget.visible && widget.sense.is_focusable(),
        }
    }
}

/// The widgets of the last pass, layer by layer from the lowest; tooltips take no keyboard.
pub(super) fn layers(ctx: &Context) -> Vec<(LayerId, Vec<Item>)> {
    ctx.viewport(|viewport| {
        let layers = viewport.prev_pass.widgets.layers();
        let layers = layers.filter(|(layer, _)| layer.order <= Order::Foreground);
        let items = |widgets: &[WidgetRect]| widgets.iter().map(Item::of).collect();
        let mut layers: Vec<_> = layers.map(|(layer, widgets)| (*layer, items(widgets))).collect();
        layers.sort_by_key(|(layer, _)| (layer.order, layer.id.value()));
        layers
    })
}

/// What can have the keyboard, as one reads it: row by row, each from left to right, and what a part of the window
/// holds before what stands beside that part.
pub(super) fn in_reading_order(items: &[Item]) -> Vec<Id> {
    let places: HashMap<Id, usize> =
        items.iter().enumerate().map(|(at, item)| (item.id, at)).collect();
    let (mut held, mut outermost) = (vec![Vec::new(); items.len()], Vec::new());
    for (at, item) in items.iter().enumerate() {
        match places.get(&item.parent) {
            Some(parent) if *parent != at => held[*parent].push(at),
            _ => outermost.push(at),
        }
    }
    let mut order = Vec::new();
    read(items, &held, &outermost, &mut order);
    order
}

/// Adds to `order` what these items are and hold.
fn read(items: &[Item], held: &[Vec<usize>], these: &[usize], order: &mut Vec<Id>) {
    let placed = these.iter().map(|at| (*at, extent(items, held, *at))).collect();
    for at in by_rows(placed) {
        order.extend(items[at].takes.then_some(items[at].id));
        read(items, held, &held[at], order);
    }
}

/// Where an item is, or where what it holds is.
fn extent(items: &[Item], held: &[Vec<usize>], at: usize) -> Rect {
    let own = items[at].rect;
    if own.is_positive() && own.is_finite() {
        return own;
    }
    held[at].iter().map(|at| extent(items, held, *at)).fold(Rect::NOTHING, Rect::union)
}

/// From the top row to the lowest, each from left to right.
pub(super) fn by_rows(mut placed: Vec<(usize, Rect)>) -> Vec<usize> {
    placed.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    let mut rows: Vec<Vec<(usize, Rect)>> = Vec::new();
    for item in placed {
        match rows.last_mut() {
            Some(row) if stand_side_by_side(row[0].1, item.1) => row.push(item),
            _ => rows.push(vec![item]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.1.left().total_cmp(&b.1.left()));
    }
    rows.into_iter().flatten().map(|(at, _)| at).collect()
}

/// Whether two have more than half of the lower one's height in common.
fn stand_side_by_side(a: Rect, b: Rect) -> bool {
    let common = a.y_range().intersection(b.y_range()).span();
    common > 0.5 * a.height().min(b.height())
}
