//! What several test files share. Start a test file with `mod support;`.
#![allow(dead_code, reason = "each test file uses its own share of this")]

use std::path::Path;

use egui_kittest::HarnessBuilder;
use image::{ImageResult, RgbaImage};

pub(crate) mod rasterizer;
pub(crate) mod window;

use rasterizer::Rasterizer;

/// A harness of `width` × `height` points, drawn without a GPU at `scale` pixels a point.
pub(crate) fn drawn_harness<State>(width: f32, height: f32, scale: f32) -> HarnessBuilder<State> {
    egui_kittest::Harness::<State>::builder()
        .with_size(egui::vec2(width, height))
        .with_pixels_per_point(scale)
        .renderer(Rasterizer::default())
}

/// Writes `image` as a PNG at `path`, whose folder is made when it is missing.
///
/// # Errors
/// When the folder can't be made or the file can't be written.
pub(crate) fn save_png(image: &RgbaImage, path: &Path) -> ImageResult<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    image.save_with_format(path, image::ImageFormat::Png)
}
