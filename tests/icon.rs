//! The window's icon is a rendering of its drawing: `UPDATE_ICON=1 cargo test --test icon` redraws it.

mod support;

use std::error::Error;
use std::path::{Path, PathBuf};

use image::{Rgba, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Width and height of the icon, in pixels.
const SIDE: u32 = 256;

fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)
}

/// The drawing at `side` × `side` pixels, with straight alpha.
fn render(side: u32) -> Result<RgbaImage, Box<dyn Error>> {
    let drawing = std::fs::read(asset("icon.svg"))?;
    let tree = Tree::from_data(&drawing, &Options::default())?;
    let mut pixmap = Pixmap::new(side, side).ok_or("an icon needs a size")?;
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let pixels = pixmap.pixels();
    Ok(RgbaImage::from_fn(side, side, |x, y| {
        let color = pixels[(y * side + x) as usize].demultiply();
        Rgba([color.red(), color.green(), color.blue(), color.alpha()])
    }))
}

#[test]
fn the_png_is_what_the_svg_renders_to() {
    let fresh = render(SIDE).unwrap();
    if std::env::var_os("UPDATE_ICON").is_some() {
        support::save_png(&fresh, &asset("icon.png")).unwrap();
    }
    let kept = image::open(asset("icon.png")).unwrap().into_rgba8();
    assert_eq!(kept.dimensions(), (SIDE, SIDE));
    let farthest = kept.iter().zip(fresh.iter()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(farthest <= Some(1), "channels differ by up to {farthest:?}: run with UPDATE_ICON=1");
}

#[test]
fn both_curves_are_there_at_the_size_of_a_task_bar() {
    let small = render(32).unwrap();
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR"));
    support::save_png(&small, &pictures.join("icon-32.png")).unwrap();
    support::save_png(&render(64).unwrap(), &pictures.join("icon-64.png")).unwrap();
    let red = small.pixels().filter(|p| p[0] > 160 && p[1] < 110 && p[2] < 110).count();
    let blue = small.pixels().filter(|p| p[2] > 160 && p[0] < 110).count();
    assert!(red > 30 && blue > 30, "{red} red and {blue} blue pixels of 1024");
    assert_eq!(small.get_pixel(0, 0)[3], 0, "the corners are round");
}
