//! Writing SVG: lines, paths, text as outlines, and numbers in as few characters as a picture needs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::graph::Dash;
use super::text::{Face, Glyph};
use crate::text::Figures;

/// A rectangle in pixels, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// The rectangle moved outwards by `margin` on every side.
    pub(super) fn grown(&self, margin: f64) -> Self {
        Self {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    /// `#rrggbb`.
    pub(super) colour: &'static str,
    /// Pixels.
    pub(super) width: f64,
    /// 0 to 1.
    pub(super) opacity: f64,
    /// Its dashes.
    pub(super) dash: Dash,
}

impl Stroke {
    /// A solid, opaque line.
    pub(super) const fn solid(colour: &'static str, width: f64) -> Self {
        Self { colour, width, opacity: 1.0, dash: Dash::Solid }
    }

    /// An opaque line of short dashes.
    pub(super) const fn dashed(colour: &'static str, width: f64) -> Self {
        Self { dash: Dash::Short, ..Self::solid(colour, width) }
    }

    /// The same line in one stroke.
    pub(super) const fn undashed(self) -> Self {
        Self { dash: Dash::Solid, ..self }
    }

    fn attributes(&self) -> String {
        let mut text = format!(r#"stroke="{}" stroke-width="{}""#, self.colour, number(self.width));
        if self.opacity < 1.0 {
            let _ = write!(text, r#" stroke-opacity="{}""#, number(self.opacity));
        }
        if self.dash != Dash::Solid {
            let lengths = self.dash.pattern().iter().map(|length| number(f64::from(*length)));
            let lengths = lengths.collect::<Vec<_>>().join(" ");
            let _ = write!(text, r#" stroke-dasharray="{lengths}""#);
        }
        text
    }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    /// Pixels per em.
    pub(super) size: f64,
    /// `#rrggbb`.
    pub(super) colour: &'static str,
    pub(super) anchor: Anchor,
    /// Reads from bottom to top.
    pub(super) upwards: bool,
}

/// An SVG picture in the making.
pub(super) struct Svg {
    face: Face,
    words: &'static Figures,
    body: String,
    /// Path data of every glyph used so far.
    glyphs: BTreeMap<Glyph, String>,
}

impl Svg {
    /// An empty picture with the font its texts are set in, and the words of their language.
    pub(super) fn new(face: Face, words: &'static Figures) -> Self {
        Self { face, words, body: String::new(), glyphs: BTreeMap::new() }
    }

    /// The words of the picture's language.
    pub(super) fn words(&self) -> &'static Figures {
        self.words
    }

    /// The font, for measuring.
    pub(super) fn face(&self) -> &Face {
        &self.face
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &Stroke) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let look = stroke.attributes();
        self.push(&format!(r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {look}/>"#));
    }

    /// Path data drawn as a line; nothing when it is empty.
    pub(super) fn stroke(&mut self, path: &str, stroke: &Stroke) {
        if !path.is_empty() {
            let look = stroke.attributes();
            // Round ends would close the gaps between dashes.
            let ends = match stroke.dash {
                Dash::Solid => r#"stroke-linejoin="round" stroke-linecap="round""#,
                _ => r#"stroke-linejoin="round""#,
            };
            self.push(&format!(r#"<path d="{path}" fill="none" {look} {ends}/>"#));
        }
    }

    /// Path data drawn as a solid line of any colour; nothing when it is empty.
    pub(super) fn stroke_in(&mut self, path: &str, colour: &str, width: f64) {
        if !path.is_empty() {
            let width = number(width);
            let look = format!(r#"stroke="{colour}" stroke-width="{width}""#);
            self.push(&format!(r#"<path d="{path}" fill="none" {look} stroke-linecap="round"/>"#));
        }
    }

    /// Path data filled; nothing when it is empty.
    pub(super) fn fill(&mut self, path: &str, colour: &str, opacity: f64) {
        if !path.is_empty() {
            let opacity = number(opacity);
            self.push(&format!(r#"<path d="{path}" fill="{colour}" fill-opacity="{opacity}"/>"#));
        }
    }

    /// A text whose baseline starts, ends or is centred at (x, y).
    pub(super) fn text(&mut self, text: &str, (x, y): (f64, f64), look: &Type) {
        if text.is_empty() {
            return;
        }
        let shift = match look.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => self.face.width(text, look.size) / 2.0,
            Anchor::End => self.face.width(text, look.size),
        };
        let turn = if look.upwards { " rotate(-90)" } else { "" };
        let scale = self.face.scale(look.size);
        let place = format!("translate({} {}){turn}", number(x), number(y));
        let size = format!("translate({} 0) scale({scale:.6} {:.6})", number(-shift), -scale);
        let label = escaped(text);
        self.push(&format!(
            r#"<g aria-label="{label}" fill="{}" transform="{place} {size}">"#,
            look.colour
        ));
        let glyphs: Vec<_> = self.face.glyphs(text).collect();
        for (glyph, start) in glyphs {
            let path = self.glyphs.entry(glyph).or_insert_with(|| self.face.outline(glyph));
            if !path.is_empty() {
                let name = glyph.name();
                let _ = write!(self.body, r##"<use xlink:href="#{name}" x="{start}"/>"##);
            }
        }
        self.push("</g>");
    }

    /// Begins a group whose drawing ends at the edges of `frame`; `name` is unique in the picture.
    pub(super) fn clipped(&mut self, name: &str, frame: &Rect) {
        let (x, y) = (number(frame.left), number(frame.top));
        let (width, height) = (number(frame.right - frame.left), number(frame.bottom - frame.top));
        self.push(&format!(
            r#"<clipPath id="{name}"><rect x="{x}" y="{y}" width="{width}" height="{height}"/></clipPath>"#
        ));
        self.push(&format!(r#"<g clip-path="url(#{name})">"#));
    }

    /// Begins a group that browsers explain with `tip` where the mouse rests on it.
    pub(super) fn explained(&mut self, tip: &str) {
        self.push(&format!("<g><title>{}</title>", escaped(tip)));
    }

    /// Ends the innermost group.
    pub(super) fn end(&mut self) {
        self.push("</g>");
    }

    /// The whole file: `width` by `height` pixels on white, with a title and a description for readers
    /// who can't see it.
    pub(super) fn finish(self, width: f64, height: f64, title: &str, description: &str) -> String {
        let (width, height) = (number(width), number(height));
        let mut file = format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" "#,
                r#"width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img">"#,
                "\n<title>{2}</title>\n<desc>{3}</desc>\n<defs>\n",
            ),
            width,
            height,
            escaped(title),
            escaped(description),
        );
        for (glyph, path) in self.glyphs.iter().filter(|(_, path)| !path.is_empty()) {
            let _ = writeln!(file, r#"<path id="{}" d="{path}"/>"#, glyph.name());
        }
        let white = format!(r##"<rect width="{width}" height="{height}" fill="#ffffff"/>"##);
        file.push_str("</defs>\n");
        file.push_str(&white);
        file.push('\n');
        file.push_str(&self.body);
        file.push_str("</svg>\n");
        file
    }

    fn push(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }
}

/// A number of pixels with at most two decimals; 0 for what isn't a number, so that no file breaks.
pub(super) fn number(value: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

/// Appends [`number`] to `text`.
pub(super) fn push_number(text: &mut String, value: f64) {
    let hundredths = (value * 100.0).round();
    if !hundredths.is_finite() || hundredths == 0.0 {
        text.push('0');
        return;
    }
    // Rounding first and dividing again prints at most two decimals; writing to a string can't fail.
    let _ = write!(text, "{}", hundredths / 100.0);
}

/// Text for an XML element or attribute: the five special characters escaped, and the control
/// characters that XML forbids left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    safe
}
