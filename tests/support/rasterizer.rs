//! Draws egui's triangles on the CPU, so that a test sees the window on a machine without a GPU.
//!
//! egui turns everything it shows into textured triangles. [`Rasterizer`] fills them as a graphics
//! card would: a pixel belongs to a triangle when its centre lies inside (on a shared edge, to
//! exactly one of the two), colours are interpolated between the corners, multiplied with the
//! texture, and blended with premultiplied alpha in gamma space, egui's rule. Positions are rounded
//! to 1/256 pixel and the geometry is done in integers, so pictures are the same on every machine.
//! Textures are clamped at their edges; paint callbacks, which are GPU programs, are refused.

use std::collections::{HashMap, HashSet};

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Rect, TextureFilter, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Positions are integers that count 1/256 pixel.
const SUBPIXELS: i64 = 256;
/// Corners farther out, in pixels, are pulled in to here: products of positions stay within an i64.
const FARTHEST: f32 = 2_097_152.0;

/// Red, green, blue, alpha: 0…255, premultiplied, in gamma space.
type Rgba = [f32; 4];

/// A [`TestRenderer`] that needs no GPU, for any number of pixels a point.
#[derive(Default)]
pub(crate) struct Rasterizer {
    textures: HashMap<TextureId, Texture>,
    /// Textures egui has given up; the frame that is drawn next may still show them.
    doomed: HashSet<TextureId>,
}

impl TestRenderer for Rasterizer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for id in self.doomed.drain() {
            self.textures.remove(&id);
        }
        for (id, patches) in delta.set.drain() {
            for patch in &patches {
                self.textures.entry(id).or_default().update(patch);
            }
        }
        self.doomed.extend(delta.free.drain());
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in
            ctx.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("a paint callback can't be drawn without a GPU".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                return Err(format!("{:?} was never given any pixels", mesh.texture_id));
            };
            canvas.draw(&mesh, texture, clip_rect, scale);
        }
        canvas.into_image()
    }
}

/// An image that triangles are filled from.
#[derive(Default)]
struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
    smooth: bool,
}

impl Texture {
    /// Replaces the whole image, or the rectangle the patch names.
    fn update(&mut self, patch: &ImageDelta) {
        let ImageData::Color(image) = &patch.image;
        let [width, height] = image.size;
        let Some([left, top]) = patch.pos else {
            self.texels.clone_from(&image.pixels);
            (self.width, self.height) = (width, height);
            self.smooth = patch.options.magnification == TextureFilter::Linear;
            return;
        };
        for (row, pixels) in image.pixels.chunks_exact(width.max(1)).enumerate() {
            let start = (top + row) * self.width + left;
            self.texels[start..start + width].copy_from_slice(pixels);
        }
    }

    /// The colour at (u, v), both 0…1 from the top left corner.
    fn sample(&self, [u, v]: [f32; 2]) -> Rgba {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if !self.smooth {
            return self.texel(x.floor(), y.floor());
        }
        // A texel's colour is the one at its centre.
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let upper = mix(self.texel(left, top), self.texel(left + 1.0, top), x - left);
        let lower = mix(self.texel(left, top + 1.0), self.texel(left + 1.0, top + 1.0), x - left);
        mix(upper, lower, y - top)
    }

    /// The texel in this column and row, or the nearest one at the edge.
    fn texel(&self, column: f32, row: f32) -> Rgba {
        // A conversion from float saturates: negative positions become 0.
        let column = (column as usize).min(self.width - 1);
        let row = (row as usize).min(self.height - 1);
        rgba(self.texels[row * self.width + column])
    }
}

/// The pixels drawn so far, row after row, transparent at first.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

/// The pixels that may be touched: left, top, and one past right and bottom.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![Color32::TRANSPARENT; width * height] }
    }

    /// Draws a mesh inside `clip`, both in points.
    fn draw(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        let pixel =
            |points: f32, end: usize| ((points * scale).round() as i64).clamp(0, end as i64);
        let clip = Clip {
            left: pixel(clip.min.x, self.width),
            top: pixel(clip.min.y, self.height),
            right: pixel(clip.max.x, self.width),
            bottom: pixel(clip.max.y, self.height),
        };
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |i: usize| &mesh.vertices[corners[i] as usize];
            if let Some(triangle) = Triangle::new([corner(0), corner(1), corner(2)], scale) {
                self.fill(&triangle, texture, clip);
            }
        }
    }

    /// Fills one triangle, a row at a time.
    fn fill(&mut self, triangle: &Triangle<'_>, texture: &Texture, clip: Clip) {
        let paint = Paint::new(triangle, texture);
        let first = triangle.top.div_euclid(SUBPIXELS).max(clip.top);
        let end = (triangle.bottom.div_euclid(SUBPIXELS) + 1).min(clip.bottom);
        for y in first..end {
            let (mut left, mut right) = (clip.left, clip.right);
            for edge in &triangle.edges {
                edge.narrow(y, &mut left, &mut right);
            }
            if left < right {
                let start = y as usize * self.width;
                let row = &mut self.pixels[start + left as usize..start + right as usize];
                paint.fill_row(row, left, y);
            }
        }
    }

    fn into_image(self) -> Result<RgbaImage, String> {
        let image = ColorImage::new([self.width, self.height], self.pixels);
        RgbaImage::from_raw(self.width as u32, self.height as u32, image.as_raw().to_vec())
            .ok_or_else(|| "the picture is too large".to_owned())
    }
}

/// A triangle on the pixel grid, its corners clockwise on the screen.
struct Triangle<'a> {
    corners: [&'a Vertex; 3],
    /// `edges[i]` lies opposite `corners[i]`: its value, over `area`, is that corner's weight.
    edges: [Edge; 3],
    /// Twice the area, in 1/256 pixel squared.
    area: i64,
    top: i64,
    bottom: i64,
}

impl<'a> Triangle<'a> {
    /// None for a triangle without an area.
    fn new([a, b, c]: [&'a Vertex; 3], scale: f32) -> Option<Self> {
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
struct Edge {
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
    fn value(&self, x: i64, y: i64) -> i64 {
        let centre = |pixel: i64| pixel * SUBPIXELS + SUBPIXELS / 2;
        self.step[0] * (centre(y) - self.from[1]) - self.step[1] * (centre(x) - self.from[0])
    }

    /// How the value changes from a pixel to the one at its right.
    fn slope(&self) -> i64 {
        -self.step[1] * SUBPIXELS
    }

    /// Takes away the pixels of row y, from `left` up to but without `right`, that lie outside.
    fn narrow(&self, y: i64, left: &mut i64, right: &mut i64) {
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

/// What a triangle's pixels look like.
struct Paint<'a> {
    triangle: &'a Triangle<'a>,
    texture: &'a Texture,
    /// The colours at the corners.
    colors: [Rgba; 3],
    /// The texture's colour where all corners name the same point of it, as in everything but text.
    texel: Option<Rgba>,
    /// The colour where it is the same everywhere.
    flat: Option<Rgba>,
}

impl<'a> Paint<'a> {
    fn new(triangle: &'a Triangle<'a>, texture: &'a Texture) -> Self {
        let [a, b, c] = triangle.corners;
        let texel = (a.uv == b.uv && b.uv == c.uv).then(|| texture.sample(a.uv.into()));
        let one_color = a.color == b.color && b.color == c.color;
        let flat = texel.filter(|_| one_color).map(|texel| product(rgba(a.color), texel));
        Self { triangle, texture, colors: [a, b, c].map(|v| rgba(v.color)), texel, flat }
    }

    /// Paints over the pixels of row y from column `left` on, all inside the triangle.
    fn fill_row(&self, row: &mut [Color32], left: i64, y: i64) {
        match self.flat {
            Some(color) if color[3] == 255.0 => row.fill(blend(Color32::TRANSPARENT, color)),
            Some(color) => row.iter_mut().for_each(|pixel| *pixel = blend(*pixel, color)),
            None => self.shade_row(row, left, y),
        }
    }

    /// The general case of [`Self::fill_row`]: every pixel has a colour of its own.
    fn shade_row(&self, row: &mut [Color32], left: i64, y: i64) {
        let [_, second, third] = &self.triangle.edges;
        let (mut second_value, mut third_value) = (second.value(left, y), third.value(left, y));
        let area = self.triangle.area as f32;
        for pixel in row {
            let weights = [second_value as f32 / area, third_value as f32 / area];
            let color = between(self.colors, weights);
            let texel = self.texel.unwrap_or_else(|| {
                let uv = self.triangle.corners.map(|corner| corner.uv.into());
                self.texture.sample(between(uv, weights))
            });
            *pixel = blend(*pixel, product(color, texel));
            second_value += second.slope();
            third_value += third.slope();
        }
    }
}

fn rgba(color: Color32) -> Rgba {
    color.to_array().map(f32::from)
}

/// Texture times colour, as fractions of 255.
fn product(color: Rgba, texel: Rgba) -> Rgba {
    std::array::from_fn(|i| color[i] * texel[i] / 255.0)
}

fn mix(a: Rgba, b: Rgba, share: f32) -> Rgba {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share)
}

/// The value between three corners, given the weights of the second and the third.
fn between<const N: usize>([a, b, c]: [[f32; N]; 3], [second, third]: [f32; 2]) -> [f32; N] {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * second + (c[i] - a[i]) * third)
}

/// A premultiplied colour laid over a pixel.
fn blend(below: Color32, above: Rgba) -> Color32 {
    let below = rgba(below);
    let rest = 1.0 - above[3] / 255.0;
    let [r, g, b, a] = std::array::from_fn(|i| (above[i] + below[i] * rest + 0.5) as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}
