//! Which pixels belong to a triangle, and how near each of them is to its corners.

use egui::epaint::Vertex;

/// Positions are integers that count 1/256 pixel.
pub(super) const SUBPIXELS: i64 = 256;
/// Corners farther out, in pixels, are pulled in to here: products of positions stay within an i64.
const FARTHEST: f32 = 2_097_152.0;

/// A triangle on the pixel grid, its corners clockwise on the screen.
pub(super) struct Triangle<'a> {
    pub(super) corners: [&'a Vertex; 3],
    /// `edges[i]` lies opposite `corners[i]`: its value, over `area`, is that corner's weight.
    pub(super) edges: [Edge; 3],
    /// Twice the area, in 1/256 pixel squared.
    pub(super) area: i64,
    pub(super) top: i64,
    pub(super) bottom: i64,
}

impl<'a> Triangle<'a> {
    /// None for a triangle without an area.
    pub(super) fn new([a, b, c]: [&'a Vertex; 3], scale: f32) -> Option<Self> {
        let fixed = |points: f32| {
            ((points * scale).clamp(-FARTHEST, FARTHEST) * SUBPIXELS as f32).round() as i64
        };
        let place = |vertex: &Vertex| [fixed(vertex.pos.x), fixed(vertex.pos.y)];
        let [p, q, r] = [a, b, c].map(place);
        let area = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        if area < 0 {
            return Self::new([a, c, b], scale);
        }
        (area > 0).then(|| Self {
            corners: [a, b, c],
            edges: [Edge::new(q, r), Edge::new(r, p), Edge::new(p, q)],
            area,
            top: p[1].min(q[1]).min(r[1]),
            bottom: p[1].max(q[1]).max(r[1]),
        })
    }
}

/// A side from p to q as a function of the pixel: positive inside, zero on the line.
pub(super) struct Edge {
    from: [i64; 2],
    step: [i64; 2],
    /// 0 where pixels centred on the line belong to the triangle (the top-left rule), else -1.
    bias: i64,
}

impl Edge {
    fn new(p: [i64; 2], q: [i64; 2]) -> Self {
        let step = [q[0] - p[0], q[1] - p[1]];
        let top_or_left = step[1] < 0 || (step[1] == 0 && step[0] > 0);
        Self { from: p, step, bias: if top_or_left { 0 } else { -1 } }
    }

    /// The value at the centre of a pixel: the cross product of the side and the way from p there.
    pub(super) fn value(&self, x: i64, y: i64) -> i64 {
        let centre = |pixel: i64| pixel * SUBPIXELS + SUBPIXELS / 2;
        self.step[0] * (centre(y) - self.from[1]) - self.step[1] * (centre(x) - self.from[0])
    }

    /// How the value changes from a pixel to the one at its right.
    pub(super) fn slope(&self) -> i64 {
        -self.step[1] * SUBPIXELS
    }

    /// Takes away the pixels of row y, from `left` up to but without `right`, that lie outside.
    pub(super) fn narrow(&self, y: i64, left: &mut i64, right: &mut i64) {
        let (value, slope) = (self.value(0, y) + self.bias, self.slope());
        if slope > 0 {
            *left = (*left).max(-value.div_euclid(slope));
        } else if slope < 0 {
            *right = (*right).min(value.div_euclid(-slope) + 1);
        } else if value < 0 {
            *right = *left;
        }
    }
}
