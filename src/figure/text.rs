//! Text as outlines of the bundled fonts, so that a figure looks the same on every machine.

mod breaks;

use std::fmt::Write as _;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::FigureError;
use crate::fonts::{DEJAVU_SANS, NOTO_SANS_SC};
pub use breaks::line_starts;
use breaks::pieces;

/// The bundled fonts as one: measures text and hands out glyph outlines. A character is taken from the first font that
/// has it; where none does, it is the first one's empty box.
///
/// All measures are in units of the first font.
pub(super) struct Face {
    fonts: [Font; 2],
}

/// A glyph of one of the fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Glyph {
    /// The font's place among those of the face.
    font: usize,
    number: u32,
}

impl Glyph {
    /// What stands for a character that no font has.
    const MISSING: Self = Self { font: 0, number: 0 };

    /// A name for it in a file, which no other glyph has.
    pub(super) fn name(self) -> String {
        match self.font {
            0 => format!("glyph{}", self.number),
            font => format!("glyph{font}-{}", self.number),
        }
    }
}

/// One font.
struct Font {
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    /// Font units in the height of a line: what a size in pixels is divided by.
    units_per_em: f64,
}

impl Font {
    fn read(bytes: &'static [u8]) -> Result<Self, FigureError> {
        let font = FontRef::new(bytes).map_err(|error| FigureError::Font(error.to_string()))?;
        let whole = LocationRef::default();
        Ok(Self {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), whole),
            outlines: font.outline_glyphs(),
            units_per_em: f64::from(font.metrics(Size::unscaled(), whole).units_per_em),
        })
    }
}

impl Face {
    /// The fonts that come with the program.
    pub(super) fn bundled() -> Result<Self, FigureError> {
        Ok(Self { fonts: [Font::read(DEJAVU_SANS)?, Font::read(NOTO_SANS_SC)?] })
    }

    /// Pixels per unit at a text size in pixels.
    pub(super) fn scale(&self, size: f64) -> f64 {
        size / self.fonts[0].units_per_em
    }

    /// The glyphs of `text` and where each starts, in units from the start of the text.
    pub(super) fn glyphs(&self, text: &str) -> impl Iterator<Item = (Glyph, f64)> {
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

    /// `text` in at most `most` lines of `width` pixels, broken between words and between Chinese characters; the
    /// last line ends in an ellipsis where the text goes on.
    pub(super) fn wrap(&self, text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            for (at, piece) in pieces(word).enumerate() {
                let space = if at == 0 { " " } else { "" };
                let last = lines.len() == most;
                match lines.last_mut() {
                    Some(line)
                        if last || self.width(&format!("{line}{space}{piece}"), size) <= width =>
                    {
                        line.push_str(space);
                        line.push_str(piece);
                    }
                    _ => lines.push(piece.to_owned()),
                }
            }
        }
        lines.iter().map(|line| self.shorten(line, size, width)).collect()
    }

    /// The outline of a glyph as SVG path data, in units with y upwards.
    pub(super) fn outline(&self, glyph: Glyph) -> String {
        let mut path = PathData { scale: self.unit(glyph), text: String::new() };
        if let Some(outline) = self.fonts[glyph.font].outlines.get(GlyphId::new(glyph.number)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            if outline.draw(settings, &mut path).is_err() {
                path.text.clear();
            }
        }
        path.text
    }

    fn glyph(&self, character: char) -> Glyph {
        let found = self.fonts.iter().enumerate().find_map(|(font, own)| {
            let glyph = own.charmap.map(character).filter(|glyph| *glyph != GlyphId::NOTDEF)?;
            Some(Glyph { font, number: glyph.to_u32() })
        });
        found.unwrap_or(Glyph::MISSING)
    }

    fn advance(&self, glyph: Glyph) -> f64 {
        let width = self.fonts[glyph.font].metrics.advance_width(GlyphId::new(glyph.number));
        f64::from(width.unwrap_or_default()) * self.unit(glyph)
    }

    /// Units of the face in one of the glyph's font.
    fn unit(&self, glyph: Glyph) -> f64 {
        self.fonts[0].units_per_em / self.fonts[glyph.font].units_per_em
    }
}

/// Writes an outline as SVG path data.
struct PathData {
    /// By what all numbers are multiplied.
    scale: f64,
    text: String,
}

impl PathData {
    fn command(&mut self, letter: char, numbers: &[f32]) {
        self.text.push(letter);
        for (i, number) in numbers.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            // A unit is a two thousandth of the text's size: parts of it can't be seen.
            let scaled = || (f64::from(*number) * self.scale).round() as f32;
            let number = if self.scale == 1.0 { *number } else { scaled() };
            // Writing to a string can't fail.
            let _ = write!(self.text, "{space}{number}");
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
        self.text.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_stands_in_its_own_size_among_latin_letters() {
        let face = Face::bundled().unwrap();
        // Chinese characters are squares.
        assert!((face.width("学习率", 12.0) - 36.0).abs() < 1e-9);
        let both = face.width("学习率lr", 12.0);
        assert!((both - 36.0 - face.width("lr", 12.0)).abs() < 1e-9);
        let [first, second] = ["一", "l"].map(|text| face.glyphs(text).next().unwrap().0);
        assert_ne!(first.name(), second.name());
        // As wide as its square but for the margins: of 2048 units, as the font's own is 1000.
        let path = face.outline(first);
        let numbers = path.split(|c: char| !c.is_ascii_digit() && c != '-');
        let widest = numbers.filter_map(|number| number.parse::<i32>().ok()).max().unwrap();
        assert!((1800..=2048).contains(&widest), "{path}");
    }

    #[test]
    fn what_no_font_has_is_an_empty_box() {
        let face = Face::bundled().unwrap();
        let (glyph, _) = face.glyphs("𒀀").next().unwrap();
        assert_eq!(glyph, Glyph::MISSING);
        assert!(!face.outline(glyph).is_empty());
    }

    #[test]
    fn chinese_is_broken_anywhere_but_before_a_comma() {
        let face = Face::bundled().unwrap();
        let text = "循环神经网络的隐藏状态，从一个时间步传到下一个时间步；梯度沿原路返回（见“随时间反向传播”）。";
        for width in 60..200 {
            let lines = face.wrap(text, 12.0, f64::from(width), 40);
            assert_eq!(lines.concat(), text, "nothing is left out, and no space put in");
            for line in &lines {
                assert!(face.width(line, 12.0) <= f64::from(width), "{line}");
                assert!(!line.starts_with(['，', '；', '。', '”', '）']), "{lines:?}");
                assert!(!line.ends_with(['（', '“']), "{lines:?}");
            }
        }
    }

    #[test]
    fn what_doesnt_fit_in_the_last_line_is_cut() {
        let face = Face::bundled().unwrap();
        let lines = face.wrap("梯度裁剪 learning rate 学习率太大了会发散", 12.0, 100.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| face.width(line, 12.0) <= 100.0), "{lines:?}");
    }
}
