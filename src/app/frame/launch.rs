//! Opening the window, or saying in one sentence why there can be none.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use egui::ViewportBuilder;

use crate::app::{App, Start};
use crate::settings::Remembered;
use crate::thread::panic_text;
use crate::window::{WindowError, WindowOptions};

/// The window's smallest size in points.
const SMALLEST: [f32; 2] = [720.0, 480.0];

/// Opens the window and returns when it is closed.
///
/// # Errors
/// [`WindowError::Unavailable`] when none can be had here, [`WindowError::Failed`] when it was there
/// and then failed.
pub fn open(options: WindowOptions) -> Result<(), WindowError> {
    let display = Display::find()?;
    let settings_path = Remembered::path();
    let size = settings_path.as_deref().map(Remembered::load_size);
    let start = Start { settings_path, sessions: Remembered::sessions(), options };
    let created = Rc::new(RefCell::new(false));
    let result =
        run(display, size.unwrap_or(Remembered::default().window), start, Rc::clone(&created));
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
    size: [f32; 2],
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

fn native_options(display: Display, size: [f32; 2]) -> eframe::NativeOptions {
    let mut viewport = ViewportBuilder::default()
        .with_title("rnnscope")
        .with_app_id("rnnscope")
        .with_inner_size(size)
        .with_min_inner_size(SMALLEST);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon.png"))
    {
        viewport = viewport.with_icon(icon);
    }
    // Nothing here is a gradient that would need it, and where the processor draws it costs time at
    // every pixel.
    let dithering = false;
    let mut options = eframe::NativeOptions { viewport, dithering, ..Default::default() };
    display.choose(&mut options);
    options
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
            let reason = if set("WAYLAND_DISPLAY") {
                "the display that WAYLAND_DISPLAY names doesn't answer, and DISPLAY isn't set"
            } else {
                "neither WAYLAND_DISPLAY nor DISPLAY is set"
            };
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
    let text = error.to_string();
    let library = ["libX11", "libXcursor", "libXi", "libxkbcommon", "libwayland"];
    match error {
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) => {
            "the display has no usable OpenGL (libGL or libEGL with a driver)".to_owned()
        }
        eframe::Error::OpenGL(_) => format!("OpenGL failed ({})", first_line(&text)),
        _ => match library.iter().find(|library| text.contains(*library)) {
            Some(library) => format!("the library {library} is missing"),
            None if text.contains("connection to X server") || text.contains("XOpenDisplay") => {
                "the display that DISPLAY names doesn't answer".to_owned()
            }
            None => first_line(&text),
        },
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}
