//! Opening the window, or saying in one sentence why there can be none.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use egui::{Vec2, ViewportBuilder, vec2};

use crate::app::{App, Start, fonts, language};
use crate::settings::Remembered;
use crate::text::Texts;
use crate::thread::panic_text;
use crate::window::{WindowError, WindowOptions};

/// The window's smallest size in points.
const SMALLEST: Vec2 = vec2(720.0, 480.0);
/// What the first window leaves free of the screen, in points, for its own frame and a desktop's bars.
const FREE: Vec2 = vec2(80.0, 120.0);

/// Opens the window and returns when it is closed.
///
/// # Errors
/// [`WindowError::Unavailable`] when none can be had here, [`WindowError::Failed`] when it was there
/// and then failed.
pub fn open(options: WindowOptions) -> Result<(), WindowError> {
    let display = Display::find()?;
    let settings_path = Remembered::path();
    let size = settings_path.as_deref().and_then(Remembered::load_size);
    let (sessions, tables) = (Remembered::sessions(), Remembered::tables());
    let start = Start { settings_path, sessions, tables, language: language::of_system(), options };
    let created = Rc::new(RefCell::new(false));
    let result = run(display, size, start, Rc::clone(&created));
    let opened = *created.borrow();
    match result {
        Ok(()) => Ok(()),
        Err(reason) if opened => Err(WindowError::Failed(reason)),
        Err(reason) => Err(WindowError::Unavailable(reason)),
    }
}

/// Runs eframe; a panic on its way to the window (a missing library is one) counts as an error.
fn run(
    display: Display,
    size: Option<[f32; 2]>,
    start: Start,
    created: Rc<RefCell<bool>>,
) -> Result<(), String> {
    let hook = std::panic::take_hook();
    // Until there is a window, the reason is told in one sentence and not as a backtrace.
    std::panic::set_hook(Box::new(|_| {}));
    let hook = RefCell::new(Some(hook));
    let create: eframe::AppCreator<'_> = Box::new(|context| {
        if let Some(hook) = hook.borrow_mut().take() {
            std::panic::set_hook(hook);
        }
        *created.borrow_mut() = true;
        fonts::ask_system(&context.egui_ctx);
        Ok(Box::new(App::new(&context.egui_ctx, start)?))
    });
    let options = native_options(display, size);
    let result = catch_unwind(AssertUnwindSafe(|| eframe::run_native("rnnscope", options, create)));
    if let Some(hook) = hook.borrow_mut().take() {
        std::panic::set_hook(hook);
    }
    match result {
        Ok(result) => result.map_err(|error| reason(&error)),
        Err(panic) => Err(first_line(panic_text(&*panic))),
    }
}

fn native_options(display: Display, size: Option<[f32; 2]>) -> eframe::NativeOptions {
    // Without a size of its own it asks for more than there is, and eframe cuts that to the screen's.
    let mut viewport = ViewportBuilder::default()
        .with_title("rnnscope")
        .with_app_id("rnnscope")
        .with_inner_size(size.map_or(Vec2::splat(f32::from(u16::MAX)), Vec2::from))
        .with_min_inner_size(SMALLEST);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon.png"))
    {
        viewport = viewport.with_icon(icon);
    }
    // Nothing here is a gradient that would need it, and where the processor draws it costs time at
    // every pixel.
    let dithering = false;
    // The window asks them itself, for shapes that go with its own.
    let system_font_fallback = false;
    let mut options =
        eframe::NativeOptions { viewport, dithering, system_font_fallback, ..Default::default() };
    if size.is_none() {
        options.window_builder = Some(Box::new(|viewport| {
            let screen = viewport.inner_size.unwrap_or(Vec2::INFINITY);
            viewport.with_inner_size(first_size(screen))
        }));
    }
    display.choose(&mut options);
    options
}

/// The size of the first window on a screen.
fn first_size(screen: Vec2) -> Vec2 {
    Vec2::from(Remembered::default().window).min(screen - FREE).max(SMALLEST)
}

/// The display server to talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Display {
    /// Whatever the system has.
    Any,
    /// X11, though a Wayland server was named that doesn't answer.
    #[cfg(target_os = "linux")]
    X11,
}

#[cfg(not(target_os = "linux"))]
impl Display {
    fn find() -> Result<Self, WindowError> {
        Ok(Self::Any)
    }

    fn choose(self, _: &mut eframe::NativeOptions) {}
}

#[cfg(target_os = "linux")]
impl Display {
    /// Looks for a display before winit does, which can be started only once.
    fn find() -> Result<Self, WindowError> {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if set("WAYLAND_SOCKET") || wayland_answers() {
            Ok(Self::Any)
        } else if set("DISPLAY") {
            Ok(if set("WAYLAND_DISPLAY") { Self::X11 } else { Self::Any })
        } else {
            let texts = &Texts::in_force().errors;
            let silent = set("WAYLAND_DISPLAY");
            let reason = if silent { texts.wayland_silent } else { texts.no_display };
            Err(WindowError::Unavailable(reason.to_owned()))
        }
    }

    fn choose(self, options: &mut eframe::NativeOptions) {
        use winit::platform::x11::EventLoopBuilderExtX11 as _;
        if self == Self::X11 {
            options.event_loop_builder = Some(Box::new(|builder| {
                builder.with_x11();
            }));
        }
    }
}

/// Whether somebody listens on the socket that WAYLAND_DISPLAY names.
#[cfg(target_os = "linux")]
fn wayland_answers() -> bool {
    let Some(name) = std::env::var_os("WAYLAND_DISPLAY").filter(|name| !name.is_empty()) else {
        return false;
    };
    let folder = std::env::var_os("XDG_RUNTIME_DIR").unwrap_or_default();
    // An absolute name replaces the folder.
    let socket = std::path::Path::new(&folder).join(name);
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

/// The reason behind eframe's error, without the debug text around it.
fn reason(error: &eframe::Error) -> String {
    let (text, texts) = (error.to_string(), &Texts::in_force().errors);
    let library = ["libX11", "libXcursor", "libXi", "libxkbcommon", "libwayland"];
    match error {
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) => texts.no_opengl.to_owned(),
        eframe::Error::OpenGL(_) => (texts.opengl_failed)(&first_line(&text)),
        _ => match library.iter().find(|library| text.contains(*library)) {
            Some(library) => (texts.library_missing)(library),
            None if text.contains("connection to X server") || text.contains("XOpenDisplay") => {
                texts.display_silent.to_owned()
            }
            None => first_line(&text),
        },
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_window_fits_on_the_screen_with_a_desktop_s_bars() {
        for (screen, size) in [
            (vec2(1920.0, 1080.0), vec2(1280.0, 800.0)),
            (vec2(1366.0, 768.0), vec2(1280.0, 648.0)),
            (vec2(1280.0, 800.0), vec2(1200.0, 680.0)),
            // Where nobody knows the screen.
            (Vec2::splat(16_000.0), vec2(1280.0, 800.0)),
            (Vec2::INFINITY, vec2(1280.0, 800.0)),
            // The smallest window is as large as it must be.
            (vec2(640.0, 480.0), SMALLEST),
        ] {
            assert_eq!(first_size(screen), size, "{screen}");
        }
    }
}
