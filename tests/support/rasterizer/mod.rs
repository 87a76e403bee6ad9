//! Draws egui's triangles on the CPU, so that a test sees the window on a machine without a GPU.
//!
//! egui turns everything it shows into textured triangles. [`Rasterizer`] fills them as a graphics
//! card would: a pixel belongs to a triangle when its centre lies inside (on a shared edge, to
//! exactly one of the two), colours are interpolated between the corners, multiplied with the
//! texture, and blended with premultiplied alpha in gamma space, egui's rule. Positions are rounded
//! to 1/256 pixel and the geometry is done in integers, so pictures are the same on every machine.
//! Textures are clamped at their edges; paint callbacks, which are GPU programs, are refused.

use std::collections::{HashMap, HashSet};

use egui::epaint::{ClippedPrimitive, Mesh, Primitive};
use egui::{Color32, ColorImage, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

mod geometry;
mod paint;

use geometry::{SUBPIXELS, Triangle};
use paint::{Paint, Texture};

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
