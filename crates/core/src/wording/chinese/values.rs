//! Which values a setting can have.

use super::super::{ValueWords, translation};
use super::joined;

translation! {
    ValueWords::CHINESE {
        one_of(names: &[&str]) = format!("以下之一：{}", names.join("、"));
        one_of_or(names: &[&str], what: &str) =
            joined(&["以下之一：", &names.join("、"), "，或", what]);
        true_or_false = "true 或 false";
        whole(range: &str) = joined(&[range, "之间的整数"]);
        number(place: &str) = joined(&[place, "的数"]);
        word_or_number(word: &str, what: &str, place: &str) =
            joined(&[word, "，或", place, "的", what]);
        words_or_whole(words: &[&str], range: &str) =
            joined(&[&words.join("、"), "，或", range, "之间的整数"]);
        texts_up_to(most: usize, what: &str) =
            joined(&["最多有", &most.to_string(), "项的文本列表：", what]);

        names(names: &[&str]) = names.join("、");
        words_or(words: &[&str], range: &str) = joined(&[&words.join("、"), "或", range]);

        to(least: &str, most: &str) = format!("{least} 到 {most}");
        to_below(least: &str, end: &str) = format!("{least} 到 {end}（不含 {end}）");
        above(start: &str) = format!("大于 {start}");
        above_up_to(start: &str, most: &str) = format!("大于 {start} 且不超过 {most}");
        from(range: &str) = joined(&[range, "之间"]);

        a_number = "数";
        a_number_of_radians = "弧度数";
        path_of_a_table = "表格的路径，例如 ./lorenz 或 data.csv";
        path_of_a_file = "文件的路径";
        sha256 = "64 个十六进制数字";
        percentages =
            "训练、验证和测试各占的百分比，例如 70/15/15：三个数都不小于 0，总和为 100，第一个大于 0";
        formulas_or_columns = "t 的公式，或列名";
        marks = "标记，例如 -999";
    }
}
