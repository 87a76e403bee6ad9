//! Figures with Chinese words.

use rnnscope::figure::{Curves, Figure};
use rnnscope::text::Texts;
use rnnscope::wording::Language;

use super::speak;

const TITLE: &str = "循环神经网络：隐藏层大小 32，学习率 0.02";

/// A figure with Chinese words in every place for words.
fn figure() -> Figure {
    let curves = Curves { value_name: Some("湿度".to_owned()), ..Curves::default() };
    let subtitle = "梯度裁剪、随时间反向传播、残差与预测；".repeat(20);
    Figure { title: TITLE.to_owned(), subtitle, curves, ..Figure::default() }
}

#[test]
fn chinese_words_are_outlines_and_no_empty_boxes() {
    speak();
    let svg = figure().svg(Texts::of(Language::Chinese)).unwrap();
    assert!(svg.contains(&format!("<title>{TITLE}</title>")), "for who can't see it");
    // The empty box is the first glyph of the first font.
    assert!(!svg.contains("\"#glyph0\""), "a character is missing");
    let title = svg.split("<g aria-label=").find(|text| text.starts_with(&format!("\"{TITLE}\"")));
    let drawn = title.unwrap().split("</g>").next().unwrap().matches("<use ").count();
    assert_eq!(drawn, TITLE.chars().filter(|character| *character != ' ').count());
}

#[test]
fn a_long_chinese_subtitle_is_broken_and_cut() {
    speak();
    let svg = figure().svg(Texts::of(Language::Chinese)).unwrap();
    let lines: Vec<&str> =
        svg.split("aria-label=\"").skip(1).map(|text| text.split('"').next().unwrap()).collect();
    let subtitle: Vec<&&str> = lines.iter().filter(|line| line.contains("反向传播")).collect();
    assert!((2..=3).contains(&subtitle.len()), "{lines:?}");
    assert!(subtitle.iter().all(|line| !line.starts_with(['、', '；'])), "{subtitle:?}");
    assert!(subtitle.last().unwrap().ends_with('…'), "{subtitle:?}");
}

#[test]
fn the_same_figure_is_a_picture() {
    speak();
    let figure = figure();
    let image = image::load_from_memory(&figure.png(1.0, Texts::of(Language::Chinese)).unwrap())
        .unwrap()
        .into_luma8();
    let title = Figure { title: String::new(), subtitle: String::new(), ..figure };
    let without = image::load_from_memory(&title.png(1.0, Texts::of(Language::Chinese)).unwrap())
        .unwrap()
        .into_luma8();
    let dark = |image: &image::GrayImage| image.pixels().filter(|pixel| pixel.0[0] < 128).count();
    assert!(dark(&image) > dark(&without) + 500, "the words are drawn");
}
