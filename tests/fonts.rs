//! The fonts that come with the program have every character of its texts, in every language, and the part of Noto
//! Sans that is bundled is the one that its list says.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, and so do its helpers")]

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use rnnscope::fonts::{DEJAVU_SANS, NOTO_SANS_SC};
use skrifa::outline::OutlinePen;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// Where the texts stand.
const TEXTS: [&str; 4] =
    ["src/text", "crates/core/src/wording", "assets/challenges", "assets/lessons"];
/// How a font is made that has what it lacks.
const REMEDY: &str = "run assets/subset_fonts.py, which says how";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The characters that a font has.
fn characters(font: &[u8]) -> BTreeSet<char> {
    let font = FontRef::new(font).unwrap();
    let mapped = font.charmap().mappings().filter(|(_, glyph)| *glyph != GlyphId::NOTDEF);
    mapped.filter_map(|(code, _)| char::from_u32(code)).collect()
}

/// The characters of all sources, and of all challenges, below a folder.
fn written_in(folder: &Path) -> io::Result<BTreeSet<char>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(written_in(&path)?);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "rs" || ending == "md" || ending == "toml")
        {
            found.extend(fs::read_to_string(&path)?.chars());
        }
    }
    Ok(found)
}

/// Characters that are drawn as nothing, or as a space of another width.
fn has_no_shape(character: char) -> bool {
    character.is_control() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{2009}' | '\u{202f}')
}

#[test]
fn every_character_of_the_texts_is_in_the_bundled_fonts() {
    let bundled = &characters(DEJAVU_SANS) | &characters(NOTO_SANS_SC);
    for folder in TEXTS {
        let mut missing = &written_in(&root().join(folder)).unwrap() - &bundled;
        missing.retain(|character| !has_no_shape(*character));
        assert!(missing.is_empty(), "{folder}: {missing:?}; {REMEDY}");
    }
}

#[test]
fn the_list_of_characters_is_what_the_font_has_and_dejavu_lacks() {
    let list = fs::read_to_string(root().join("assets/NotoSansSC-subset.txt")).unwrap();
    let listed: BTreeSet<char> = list.chars().filter(|character| *character != '\n').collect();
    let noto = characters(NOTO_SANS_SC);
    let (lacking, more): (BTreeSet<_>, BTreeSet<_>) = (&listed - &noto, &noto - &listed);
    assert!(lacking.is_empty() && more.is_empty(), "{lacking:?} {more:?}; {REMEDY}");
    assert!(noto.is_disjoint(&characters(DEJAVU_SANS)), "what DejaVu has is taken from there");
    // All of GB2312's first level: from its first to its last, and no fewer.
    assert!(['啊', '阿', '的', '一', '座'].iter().all(|character| noto.contains(character)));
    let chinese = noto.iter().filter(|character| ('\u{4e00}'..='\u{9fff}').contains(*character));
    assert!(chinese.count() >= 3755);
}

/// Counts what an outline is drawn with.
struct Strokes(usize);

impl OutlinePen for Strokes {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 += 1;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }

    fn close(&mut self) {}
}

#[test]
fn every_chinese_character_has_an_outline() {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;

    let font = FontRef::new(NOTO_SANS_SC).unwrap();
    let outlines = font.outline_glyphs();
    for character in characters(NOTO_SANS_SC).into_iter().filter(|it| !it.is_whitespace()) {
        let glyph = outlines.get(font.charmap().map(character).unwrap()).unwrap();
        let mut strokes = Strokes(0);
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        glyph.draw(settings, &mut strokes).unwrap();
        assert!(strokes.0 >= 3, "{character}");
    }
}

/// The font, its list and its licence together are what may be handed on.
#[test]
fn the_licence_lies_beside_the_font() {
    let licence = fs::read_to_string(root().join("assets/NotoSansSC-LICENSE.txt")).unwrap();
    for part in
        ["© 2014-2021 Adobe", "SIL OPEN FONT LICENSE Version 1.1", "PERMISSION & CONDITIONS"]
    {
        assert!(licence.contains(part), "{part}");
    }
    assert!(NOTO_SANS_SC.len() <= 1 << 20, "{} bytes", NOTO_SANS_SC.len());
}
