//! Lines of paragraphs: where they end, and what lies where in them.

use egui::{Context, RawInput};

use super::*;
use crate::app::fonts;
use crate::lesson::shipped;
use crate::wording::Language;

/// What no line begins with, and what none ends with.
const CLOSING: &str = "，。：；？！、）」”’》】";
const OPENING: &str = "（「“‘《【";

/// What `look` sees in a frame with the window's fonts.
fn in_a_frame(look: impl Fn(&mut Ui)) {
    let ctx = Context::default();
    fonts::install(&ctx);
    let mut output = ctx.run_ui(RawInput::default(), |ui| look(ui));
    // Nobody draws it.
    output.textures_delta.clear();
}

/// Lines of a paragraph as they stand below each other.
fn rows(galley: &Galley) -> Vec<String> {
    galley.rows.iter().map(|row| row.row.glyphs.iter().map(|glyph| glyph.chr).collect()).collect()
}

fn of_kinds() -> Line {
    vec![
        Span::Plain("先看“".to_owned()),
        Span::Link("学习率".to_owned(), Target::Row("lr")),
        Span::Plain("”，再看（".to_owned()),
        Span::Strong("动量".to_owned()),
        Span::Plain("）；最后按 R。".to_owned()),
    ]
}

#[test]
fn no_line_begins_or_ends_with_signs_that_belong_to_the_other() {
    in_a_frame(|ui| {
        for width in (45..230).map(|width| width as f32) {
            let galley = laid_out(ui, &of_kinds(), width);
            let rows = rows(&galley);
            for (n, row) in rows.iter().enumerate() {
                assert!(n == 0 || !row.starts_with(|sign| CLOSING.contains(sign)), "{rows:?}");
                assert!(!row.ends_with(|sign| OPENING.contains(sign)), "{rows:?}");
            }
            assert!(galley.size().x <= width, "{width}: {rows:?}");
        }
    });
}

#[test]
fn every_paragraph_of_every_lesson_keeps_its_words_and_its_width() {
    in_a_frame(|ui| {
        for lesson in shipped().iter().map(|shipped| shipped.lesson().unwrap()) {
            for language in Language::ALL {
                let Some(prose) = lesson.prose(*language) else { continue };
                let sections = lesson.steps.iter().filter_map(|step| prose.section(&step.text));
                for line in sections.flat_map(|it| it.text.iter().chain(&it.hint).chain(&it.why)) {
                    for width in [170.0, 234.0, 310.5] {
                        let galley = laid_out(ui, line, width);
                        let close = |text: &str| text.replace([' ', '\n'], "");
                        assert_eq!(close(&rows(&galley).concat()), close(&plain(line)));
                        assert!(galley.size().x <= width, "{}", plain(line));
                    }
                }
            }
        }
    });
}

#[test]
fn a_link_lies_where_its_words_stand() {
    in_a_frame(|ui| {
        let one = laid_out(ui, &of_kinds(), 1000.0);
        assert_eq!(places(&one, 1).len(), 1);
        let [quote, link] = [0, 1].map(|nth| places(&one, nth)[0]);
        assert!((link.left() - quote.right()).abs() < 0.6, "{quote:?} {link:?}");
        // Broken in two, it lies in both lines.
        let broken = (40..120).map(|width| places(&laid_out(ui, &of_kinds(), width as f32), 1));
        let two = broken.into_iter().find(|places| places.len() == 2).unwrap();
        assert!(two[0].bottom() <= two[1].top() + 0.6, "{two:?}");
    });
}
