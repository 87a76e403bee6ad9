//! The tables of the documentation.

use super::super::{ReferenceWords, translation};
use super::joined;

translation! {
    ReferenceWords::CHINESE {
        settings_head = "| 选项 | 可用的值 | 默认值 | 何时生效 | 作用 |\n|---|---|---|---|---|\n";
        live = "下一步";
        restarts = "重新开始";
        in_files(name: &str) = format!("`{name}`（写在文件中）");
        repeatable(flag: &str, name: &str) =
            format!("`--{flag} X`（可以重复；文件中写作 `{name}`）");
        names_or(names: &[&str], what: &str) = joined(&[&names.join("、"), "，或", what]);
        word_or(word: &str, what: &str, place: &str) =
            joined(&["`", word, "`，或", place, "的", what]);
        default_for(value: &str, choice: &str) = format!("`{choice}` 时为 {value}");
        defaults(defaults: &[String]) = defaults.join("；");

        generators_head = "| 数据 | 列 | 公式 | 出处 | 用来看什么 |\n|---|---|---|---|---|\n";
        one_row_ahead(columns: &str) = format!("{columns}，提前一行");
    }
}
