//! Texts of moments, in Chinese.

use super::super::{Moments, translation};

translation! {
    Moments::CHINESE {
        no_switch(written: &str) = format!("不能是 {written}：必须是 true 或 false");
        no_view(written: &str, views: &[&str]) =
            format!("不能是 view = {written}：必须是其中之一：{}", views.join("、"));
        no_lenses(written: &str) =
            format!("不能是 lenses = {written}：必须是透镜的列表，例如 [\"spectrum\"]");
        no_pace(written: &str) =
            format!("不能是 pace = {written}：必须是 \"max\"，或每秒的步数（0.01 到 1 000 000）");
        no_factor(written: &str) = format!("不能是 smoothing = {written}：必须是 0 到 0.999 的数");
        no_range(written: &str) =
            format!("不能是 {written}：必须是两个数，小的在前，例如 [100, 200]");
        handed_over = "这一刻已放进系统剪贴板；把它粘贴到程序窗口里，就能看到同样的画面。";
    }
}
