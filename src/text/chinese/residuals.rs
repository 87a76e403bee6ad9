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
        too_low = "均值显著偏离 0：总的来说，网络的预测偏低。";
        too_high = "均值显著偏离 0：总的来说，网络的预测偏高。";
        not_off = "均值没有显著偏离 0。";
        again(beyond: usize, lags: usize, lag: usize, value: f64) = format!(
            "残差之间有自相关：{lags} 个滞后中，有 {beyond} 个超出白噪声的范围，最强的是滞后 {lag}（{}）。\
             其中还有可以学到的规律。",
            short(value)
        );
        not_again = "残差之间没有显著的自相关。";
        heavy(excess: f64) = format!("大误差比正态分布下更常见（超额峰度 {}）。", short(excess));
        not_heavy = "大误差不比正态分布下更常见。";
        infinite = "残差的数值已不是有限数。";
    }
}
