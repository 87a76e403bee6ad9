//! The colour of a triangle's pixels: corners, texture, and what lies below.

use egui::epaint::{ImageData, ImageDelta};
use egui::{Color32, TextureFilter};

use super::geometry::Triangle;

/// Red, green, blue, alpha: 0…255, premultiplied, in gamma space.
type Rgba = [f32; 4];

/// An image that triangles are filled from.
#[derive(Default)]
pub(super) struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
    smooth: bool,
}

impl Texture {
    /// Replaces the whole image, or the rectangle the patch names.
    pub(super) fn update(&mut self, patch: &ImageDelta) {
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

/// What a triangle's pixels look like.
pub(super) struct Paint<'a> {
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
    pub(super) fn new(triangle: &'a Triangle<'a>, texture: &'a Texture) -> Self {
        let [a, b, c] = triangle.corners;
        let texel = (a.uv == b.uv && b.uv == c.uv).then(|| texture.sample(a.uv.into()));
        let one_color = a.color == b.color && b.color == c.color;
        let flat = texel.filter(|_| one_color).map(|texel| product(rgba(a.color), texel));
        Self { triangle, texture, colors: [a, b, c].map(|v| rgba(v.color)), texel, flat }
    }

    /// Paints over the pixels of row y from column `left` on, all inside the triangle.
    pub(super) fn fill_row(&self, row: &mut [Color32], left: i64, y: i64) {
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
