//! Text as outlines of the bundled font, so that a figure looks the same on every machine.

use std::fmt::Write as _;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::FigureError;

/// DejaVu Sans 2.37, whole and unchanged; its licence lies beside it.
static DEJAVU_SANS: &[u8] = include_bytes!("../../assets/DejaVuSans.ttf");

/// The bundled font: measures text and hands out glyph outlines.
pub(super) struct Face {
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    /// Font units in the height of a line: what a size in pixels is divided by.
    units_per_em: f64,
}

impl Face {
    /// The font that comes with the program.
    pub(super) fn bundled() -> Result<Self, FigureError> {
        let font =
            FontRef::new(DEJAVU_SANS).map_err(|error| FigureError::Font(error.to_string()))?;
        let whole = LocationRef::default();
        Ok(Self {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), whole),
            outlines: font.outline_glyphs(),
            units_per_em: f64::from(font.metrics(Size::unscaled(), whole).units_per_em),
        })
    }

    /// Pixels per font unit at a text size in pixels.
    pub(super) fn scale(&self, size: f64) -> f64 {
        size / self.units_per_em
    }

    /// The glyphs of `text` and where each starts, in font units from the start of the text.
    pub(super) fn glyphs(&self, text: &str) -> impl Iterator<Item = (GlyphId, f64)> {
        let mut x = 0.0;
        text.chars().map(move |character| {
            let glyph = self.glyph(character);
            let start = x;
            x += self.advance(glyph);
            (glyph, start)
        })
    }

    /// Width of `text` in pixels.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        let units: f64 = text.chars().map(|character| self.advance(self.glyph(character))).sum();
        units * self.scale(size)
    }

    /// `text` cut to `width` pixels, with an ellipsis where something is missing.
    pub(super) fn shorten(&self, text: &str, size: f64, width: f64) -> String {
        if self.width(text, size) <= width {
            return text.to_owned();
        }
        let mut room = width - self.width("…", size);
        let fits = |character: &char| {
            room -= self.advance(self.glyph(*character)) * self.scale(size);
            room >= 0.0
        };
        let kept: String = text.chars().take_while(fits).collect();
        format!("{}…", kept.trim_end())
    }

    /// `text` in at most `most` lines of `width` pixels, broken between words; the last line ends in
    /// an ellipsis where the text goes on.
    pub(super) fn wrap(&self, text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let last = lines.len() == most;
            match lines.last_mut() {
                Some(line) if last || self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| self.shorten(line, size, width)).collect()
    }

    /// The outline of a glyph as SVG path data, in font units with y upwards.
    pub(super) fn outline(&self, glyph: GlyphId) -> String {
        let mut path = PathData::default();
        if let Some(outline) = self.outlines.get(glyph) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            if outline.draw(settings, &mut path).is_err() {
                path.0.clear();
            }
        }
        path.0
    }

    /// The glyph of a character; the font's empty box where it has none.
    fn glyph(&self, character: char) -> GlyphId {
        self.charmap.map(character).unwrap_or(GlyphId::NOTDEF)
    }

    fn advance(&self, glyph: GlyphId) -> f64 {
        f64::from(self.metrics.advance_width(glyph).unwrap_or_default())
    }
}

/// Writes an outline as SVG path data.
#[derive(Default)]
struct PathData(String);

impl PathData {
    fn command(&mut self, letter: char, numbers: &[f32]) {
        self.0.push(letter);
        for (i, number) in numbers.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            // Writing to a string can't fail.
            let _ = write!(self.0, "{space}{number}");
        }
    }
}

impl OutlinePen for PathData {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.command('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.command('C', &[ax, ay, bx, by, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// A number in at most three digits: "0.25", "1.2e-5".
pub(super) fn three_digits(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let exponent = value.abs().log10().floor();
    if !(-3.0..6.0).contains(&exponent) {
        return format!("{value:.1e}");
    }
    let text = format!("{value:.*}", (2.0 - exponent).max(0.0) as usize);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}
