//! The pictures tests are judged by: what egui was told to paint is where it was told to be.
#![allow(clippy::panic, reason = "what several tests share may fail them too")]

mod support;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, ColorImage, Pos2, Rect, Shape, TextureOptions, Ui, pos2};
use egui_kittest::Harness;
use egui_plot::{Line, Plot, PlotPoint};
use image::RgbaImage;
use support::{drawn_harness, save_png};

const BACKGROUND: Color32 = Color32::from_rgb(20, 40, 60);

/// The picture of `contents` on the background, 120 × 80 points at `scale`; kept to be looked at.
fn picture(name: &str, scale: f32, contents: impl Fn(&mut Ui)) -> RgbaImage {
    let mut harness = drawn_harness::<()>(120.0, 80.0, scale).build_ui(move |ui| {
        ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, BACKGROUND);
        contents(ui);
    });
    let image = harness.render().unwrap_or_else(|reason| panic!("{name}: {reason}"));
    keep(&image, &format!("{name}-{scale}x"));
    image
}

fn keep(image: &RgbaImage, name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rasterizer");
    save_png(image, &folder.join(format!("{name}.png"))).unwrap_or_else(|e| panic!("{name}: {e}"));
}

fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

/// The colour of the pixel that holds the point (x, y).
fn color_at(image: &RgbaImage, x: f32, y: f32, scale: f32) -> [u8; 4] {
    image.get_pixel((x * scale) as u32, (y * scale) as u32).0
}

/// Two triangles that make a rectangle, without the soft rim egui gives its own shapes.
fn bare_rect(area: Rect, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(area, color);
    Shape::mesh(mesh)
}

#[test]
fn rectangles_cover_exactly_their_pixels() {
    for scale in [1.0, 1.5, 2.0] {
        let image = picture("rectangles", scale, |ui| {
            ui.painter().add(bare_rect(rect(10.0, 20.0, 30.0, 50.0), Color32::RED));
            ui.painter().add(bare_rect(rect(20.0, 40.0, 60.0, 60.0), Color32::BLUE));
        });
        assert_eq!(image.dimensions(), ((120.0 * scale) as u32, (80.0 * scale) as u32));
        for (x, y, pixel) in image.enumerate_pixels() {
            let centre = pos2((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
            let expected = if rect(20.0, 40.0, 60.0, 60.0).contains(centre) {
                Color32::BLUE
            } else if rect(10.0, 20.0, 30.0, 50.0).contains(centre) {
                Color32::RED
            } else {
                BACKGROUND
            };
            assert_eq!(pixel.0, expected.to_array(), "pixel {x}, {y} at {scale}×");
        }
    }
}

#[test]
fn a_clip_rect_cuts_off_what_lies_outside() {
    let clip = rect(20.0, 10.0, 70.0, 40.0);
    for scale in [1.0, 2.0] {
        let image = picture("clip", scale, |ui| {
            ui.painter().with_clip_rect(clip).circle_filled(pos2(45.0, 25.0), 90.0, Color32::GREEN);
        });
        for (x, y, pixel) in image.enumerate_pixels() {
            let centre = pos2((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
            let expected = if clip.contains(centre) { Color32::GREEN } else { BACKGROUND };
            assert_eq!(pixel.0, expected.to_array(), "pixel {x}, {y} at {scale}×");
        }
    }
}

#[test]
fn triangles_that_share_an_edge_paint_every_pixel_once() {
    // Half-transparent white: a pixel missed stays dark, a pixel painted twice becomes brighter.
    let veil = Color32::from_rgba_premultiplied(128, 128, 128, 128);
    let image = picture("fan", 1.0, |ui| {
        let mut mesh = Mesh::default();
        let rim =
            [(9.5, 9.5), (60.0, 3.25), (110.5, 9.5), (113.0, 70.5), (40.0, 76.0), (9.5, 70.5)];
        mesh.vertices.push(Vertex { pos: pos2(51.5, 33.5), uv: WHITE_UV, color: veil });
        for (x, y) in rim {
            mesh.vertices.push(Vertex { pos: pos2(x, y), uv: WHITE_UV, color: veil });
        }
        for i in 0..6 {
            mesh.add_triangle(0, 1 + i, 1 + (i + 1) % 6);
        }
        ui.painter().add(Shape::mesh(mesh));
    });
    // Over 20, 40, 60: 128 + 0.498 × each, rounded.
    let once = [138, 148, 158, 255];
    for y in 11..70 {
        for x in 11..110 {
            assert_eq!(image.get_pixel(x, y).0, once, "pixel {x}, {y}");
        }
    }
    let touched = image.pixels().filter(|pixel| pixel.0 != BACKGROUND.to_array());
    assert!(touched.clone().all(|pixel| pixel.0 == once));
    // The polygon's area by the shoelace formula is 6837.5. A pixel counts by its centre: all of it
    // or nothing, which at most moves the rim, 325 pixels long, by a fraction of a pixel.
    let painted = touched.count();
    assert!((6737..6937).contains(&painted), "{painted} pixels");
}

#[test]
fn colors_run_evenly_between_corners() {
    let image = picture("gradient", 1.0, |ui| {
        let mut mesh = Mesh::default();
        for (x, y, color) in [
            (0.0, 0.0, Color32::BLACK),
            (120.0, 0.0, Color32::WHITE),
            (120.0, 80.0, Color32::WHITE),
            (0.0, 80.0, Color32::BLACK),
        ] {
            mesh.vertices.push(Vertex { pos: pos2(x, y), uv: WHITE_UV, color });
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(2, 3, 0);
        ui.painter().add(Shape::mesh(mesh));
    });
    for (x, y, pixel) in image.enumerate_pixels() {
        let expected = (x as f32 + 0.5) / 120.0 * 255.0;
        assert!((f32::from(pixel[0]) - expected).abs() <= 1.0, "pixel {x}, {y}: {pixel:?}");
    }
}

#[test]
fn textures_are_drawn_updated_and_smoothed_as_asked() {
    let corners = [Color32::RED, Color32::GREEN, Color32::BLUE, Color32::WHITE];
    let show = |name: &str, options: TextureOptions, patched: bool| {
        let name = name.to_owned();
        picture(&name.clone(), 1.0, move |ui| {
            let image = ColorImage::new([2, 2], corners.to_vec());
            let mut texture = ui.ctx().load_texture(&name, image, options);
            if patched {
                texture.set_partial([1, 0], ColorImage::filled([1, 1], Color32::BLACK), options);
            }
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            ui.painter().image(texture.id(), rect(0.0, 0.0, 80.0, 80.0), whole, Color32::WHITE);
        })
    };
    let sharp = show("sharp", TextureOptions::NEAREST, false);
    let quarters = [(20.0, 20.0), (60.0, 20.0), (20.0, 60.0), (60.0, 60.0)];
    for ((x, y), color) in quarters.into_iter().zip(corners) {
        assert_eq!(color_at(&sharp, x, y, 1.0), color.to_array());
    }
    let patched = show("patched", TextureOptions::NEAREST, true);
    assert_eq!(color_at(&patched, 60.0, 20.0, 1.0), Color32::BLACK.to_array());
    assert_eq!(color_at(&patched, 20.0, 60.0, 1.0), Color32::BLUE.to_array());
    let smooth = show("smooth", TextureOptions::LINEAR, false);
    // Half a pixel past the middle, where all four colours meet.
    for channel in color_at(&smooth, 40.0, 40.0, 1.0).into_iter().take(3) {
        assert!((124..=132).contains(&channel), "{channel}");
    }
}

#[test]
fn a_label_has_dark_letters_inside_its_rectangle_only() {
    for scale in [1.0, 2.0] {
        let place = Arc::new(Mutex::new(Rect::NOTHING));
        let told = Arc::clone(&place);
        let image = picture("label", scale, move |ui| {
            ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, Color32::WHITE);
            ui.visuals_mut().override_text_color = Some(Color32::BLACK);
            let label = ui.put(rect(20.0, 20.0, 100.0, 60.0), egui::Label::new("Loss 0.0615"));
            *told.lock().unwrap() = label.rect;
        });
        let place = *place.lock().unwrap();
        let dark = |pixel: &image::Rgba<u8>| pixel[0] < 140;
        let mut letters = 0;
        for (x, y, pixel) in image.enumerate_pixels() {
            if dark(pixel) {
                let centre = pos2((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
                assert!(place.contains(centre), "ink at {centre}");
                letters += 1;
            }
        }
        assert!(letters > (60.0 * scale * scale) as i32, "{letters} dark pixels at {scale}×");
    }
}

#[test]
fn a_plot_line_is_red_where_its_points_are() {
    let points: Vec<PlotPoint> =
        (0..=100).map(|i| f64::from(i) * 0.1).map(|x| PlotPoint::new(x, x.cos())).collect();
    for scale in [1.0, 2.0] {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (told, line) = (Arc::clone(&seen), points.clone());
        let image = picture("plot", scale, move |ui| {
            let plot = Plot::new("cosine").show_axes(false).show(ui, |plot| {
                plot.line(Line::new("target", &line[..]).color(Color32::RED).width(3.0));
            });
            let place = |point| plot.transform.position_from_point(point);
            *told.lock().unwrap() = line.iter().map(place).collect();
        });
        // The line's ends are cut off within the first and the last point's pixel.
        for place in &seen.lock().unwrap()[1..100] {
            let [red, green, blue, _] = color_at(&image, place.x, place.y, scale);
            assert!(red > 200 && green < 60 && blue < 60, "{red} {green} {blue} at {place}");
        }
    }
}

#[test]
fn a_screenshot_asked_for_by_the_window_arrives() {
    let arrived = Arc::new(Mutex::new(None));
    let told = Arc::clone(&arrived);
    let mut asked = false;
    let mut harness = drawn_harness::<()>(120.0, 80.0, 2.0).build_ui(move |ui| {
        ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, BACKGROUND);
        if !std::mem::replace(&mut asked, true) {
            let told = Arc::clone(&told);
            ui.ctx().request_screenshot(move |image| *told.lock().unwrap() = Some(image));
        }
    });
    harness.run_steps(2);
    let image = arrived.lock().unwrap().take().unwrap();
    assert_eq!(image.size, [240, 160]);
    assert!(image.pixels.iter().all(|pixel| *pixel == BACKGROUND));
}

/// A window about as busy as the program's: a column of sliders and a plot of 10 000 points.
fn busy_window(scale: f32) -> Harness<'static> {
    let wave: Vec<PlotPoint> = (0..10_000)
        .map(|i| f64::from(i) * 0.01)
        .map(|x| PlotPoint::new(x, x.cos() * (-0.01 * x).exp()))
        .collect();
    let mut values = [0.5; 20];
    drawn_harness(1280.0, 800.0, scale).build_ui(move |ui| {
        egui::Panel::left("controls").default_size(260.0).show(ui, |ui| {
            for (i, value) in values.iter_mut().enumerate() {
                ui.add(egui::Slider::new(value, 0.0..=1.0).text(format!("setting {i}")));
            }
        });
        egui::CentralPanel::default().show(ui, |ui| {
            Plot::new("curves").height(380.0).show(ui, |plot| {
                plot.line(Line::new("target", &wave[..]).color(Color32::RED));
            });
            Plot::new("loss").show(ui, |plot| {
                let zoomed = Line::new("loss", &wave[..500]);
                plot.line(zoomed.color(Color32::LIGHT_BLUE).width(2.0));
            });
        });
    })
}

#[test]
fn the_same_window_gives_the_same_bits() {
    let draw = || busy_window(1.0).render();
    let image = draw();
    assert!(image.is_ok());
    assert!(image == draw(), "two renderings differ");
}

#[test]
#[ignore = "a measurement: cargo test --release --test rasterizer -- --ignored --nocapture"]
fn time_of_a_frame() {
    for scale in [1.0, 2.0] {
        let mut harness = busy_window(scale);
        keep(&harness.render().unwrap(), &format!("busy-{scale}x"));
        let mut times: Vec<Duration> = (0..15)
            .map(|_| {
                harness.step();
                let start = Instant::now();
                harness.render().unwrap();
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("1280 × 800 at {scale}×: {:.1} ms a frame", times[7].as_secs_f64() * 1e3);
    }
}
