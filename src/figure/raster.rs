//! From SVG to PNG.

use image::ImageEncoder as _;
use image::codecs::png::PngEncoder;
use resvg::{tiny_skia, usvg};

use super::{Figure, FigureError};

/// The picture `scale` times as large, without transparency.
pub(super) fn png(svg: &str, scale: f32) -> Result<Vec<u8>, FigureError> {
    if !Figure::SCALES.contains(&scale) {
        return Err(FigureError::Scale(scale));
    }
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let size = tree.size();
    let (width, height) =
        ((size.width() * scale).ceil() as u32, (size.height() * scale).ceil() as u32);
    let mut pixels =
        tiny_skia::Pixmap::new(width, height).ok_or(FigureError::Size(width, height))?;
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());

    // On white every pixel is opaque, so that its colour is not premultiplied by anything.
    let colours: Vec<u8> =
        pixels.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(
        &colours,
        width,
        height,
        image::ExtendedColorType::Rgb8,
    )?;
    Ok(png)
}
