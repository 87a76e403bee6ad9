//! What the window says of itself, in Chinese.

use super::super::{Window, translation};

translation! {
    Window::CHINESE {
        language_hint = "界面改用简体中文。";
        unusable_values(names: &str) = format!("记住的设置中，以下各项的值无效，已改用默认值：{names}。");
        unusable_file(reason: &str, what_became_of_it: &str) =
            format!("记住的设置无法使用（{reason}）；{what_became_of_it}，现在使用默认设置。");
        kept_as(path: &str) = format!("原文件已保留为 {path}");
        not_kept(reason: &str) = format!("原文件也无法改名（{reason}）");
        no_text = "它不是 UTF-8 文本";
    }
}
