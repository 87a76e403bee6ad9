//! What is said of what is left between target and prediction.

use super::super::{Residuals, translation};
use super::joined;
use crate::number::short;

translation! {
    Residuals::CHINESE {
        of_windows = "最近几个窗口";
        of_part(part: &str) = joined(&[part, "部分"]);
        mean(place: &str, mean: &str, deviation: &str) =
            joined(&[place, "的残差，均值为", mean, "，标准差为", deviation, "。"]);
        too_low = "均值偏离 0 太多，不像是偶然：总的来说，网络的预测偏低。";
        too_high = "均值偏离 0 太多，不像是偶然：总的来说，网络的预测偏高。";
        not_off = "均值与 0 的偏离不超出偶然的范围。";
        again(beyond: usize, lags: usize, lag: usize, value: f64) = format!(
            "残差会重现：{lags} 个滞后中，有 {beyond} 个超出了偶然的范围，最强的是滞后 {lag}（{}）。\
             其中还有可以学到的东西。",
            short(value)
        );
        not_again = "残差没有超出偶然的重现。";
        heavy(excess: f64) = format!("大误差比正态分布里的多（超额峰度 {}）。", short(excess));
        not_heavy = "大误差不比正态分布里的多。";
        infinite = "残差的数值已不再有限。";
    }
}
