//! What is said of how good a network is on a table.

use super::super::{Evaluation, translation};
use super::{joined, list, percent};
use crate::number::short;

translation! {
    Evaluation::CHINESE {
        named(column: &str, line: &str) = format!("{column}：{line}");
        rmse(part: &str, rmse: &str) = format!("{part} RMSE {rmse}");
        beside(line: &str, baselines: &str) = format!("{line}：{baselines}");
        unknown = "超出数值范围";

        naive = "朴素";
        seasonal = "季节";
        linear = "线性";
        mean = "均值";
        naive_is = "朴素：照搬最近一个已知的值。";
        seasonal_is = "季节：照搬一季之前同一位置的值。";
        linear_is = "线性：对同一窗口的输入作线性回归，只用训练部分拟合。";
        mean_is = "均值：总是取训练部分的均值。";
        baseline_loss(meaning: &str, part: &str, loss: f64) =
            joined(&[meaning, "它在", part, "部分上的损失为", &short(loss), "。"]);

        network = "网络";
        rmse_of(baseline: &str) = format!("{baseline}基线 RMSE");
        of_rows(name: &str, rows: usize) = format!("{name}（{rows} 行）");
        margins(what: &[&str]) = format!("误差{}。", what.join("，"));
        margin_below(name: &str, part: f64) = format!("比{name}基线低 {}", percent(part));
        margin_above(name: &str, part: f64) = if part < 1.0 {
            format!("比{name}基线高 {}", percent(part))
        } else {
            format!("是{name}基线的 {} 倍", short(1.0 + part))
        };
        margin_none(name: &str) = format!("与{name}基线差不多");
        the_network = "网络";
        in_all_columns = "在所有目标上，网络都";
        in_columns(columns: &str) = joined(&["在", columns, "上，网络"]);
        in_other_columns(columns: &str) = joined(&["在", columns, "上，网络"]);
        beats(who: &str, what: &str) = format!("{who}胜过{what}基线");
        beats_some(who: &str, what: &str, not: &str) =
            format!("{who}胜过{what}基线，但没有胜过{not}基线");
        beats_none(who: &str, not: &str) = format!("{who}没有胜过{not}基线");
        beats_neither(who: &str, not: &str) = format!("{who}没有胜过{not}基线中的任何一个");
        in_vain(sentence: &str) = format!("{sentence}：还没有学到任何有用的东西");
        together(items: &[&str]) = list(items, "和");
        neither(items: &[&str]) = list(items, "、");
        either(items: &[&str]) = list(items, "或");
    }
}
