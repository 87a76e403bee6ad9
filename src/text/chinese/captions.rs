//! What stands above the pictures of a run.

use super::super::{Captions, translation};
use super::joined;

translation! {
    Captions::CHINESE {
        title(network: &str, task: &str, steps: u64) = joined(&[network, "学习", task, "：", &steps.to_string(), "步"]);
        hidden(units: usize) = format!("隐藏层大小 {units}");
        hidden_of(units: usize, nonlinearity: &str) = format!("隐藏层大小 {units}（{nonlinearity}）");
        layers(layers: usize) = format!("层数 {layers}");
        time_steps(steps: usize) = format!("时间步数 {steps}");
        batch(rows: usize) = format!("批大小 {rows}");
        half_turn = "每个窗口半个周期";
        half_turn_with_end_point = "每个窗口半个周期（含端点）";
        radians(radians: &str) = format!("采样间隔 {radians} 弧度");
        state(state: &str) = format!("状态传递方式：{state}");
        learning_rate(rate: &str) = format!("学习率 {rate}");
        clipped(norm: &str) = format!("裁剪阈值 {norm}");
        seed(seed: u32) = format!("随机种子 {seed}");
        changes(changes: usize) = format!("改动 {changes} 处");
        together(parts: &[String]) = parts.join("，");
    }
}
