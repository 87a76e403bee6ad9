//! Recipes, their changes and differences in Chinese.

use super::super::{Recipes, translation};
use crate::number::grouped;

translation! {
    Recipes::CHINESE {
        none = "无";
        by_the_data = "由数据决定";
        on = "开";
        off = "关";
        in_place_of_number(word: &str) = match word {
            "off" => "关",
            "half-turn" => "半周期",
            "epoch" => "每轮",
            "auto" => "自动",
            "time-steps" => "与窗口等长",
            other => other,
        }
        .to_owned();
        over_steps(change: &str, first: u64, last: u64, values: usize) = format!(
            "{change}（第 {} 到 {} 步，共 {values} 个值）", grouped(first), grouped(last)
        );
        at_step(change: &str, step: u64) = format!("{change}（第 {} 步）", grouped(step));

        change(number: usize, reason: &str) = format!("配方的第 {number} 处改动：{reason}");
        unnameable(path: &str) = format!("{path} 不是有效的 UTF-8，无法写进配方；请给文件改名");
        too_long(bytes: usize, megabytes: usize, changes: usize) = format!(
            "配方会有 {bytes} 字节，而最多只能读回 {megabytes} MB；请从 {changes} 处改动中去掉一些"
        );
        out_of_order(step: u64, before: u64) = {
            let same = if step == before { "；同一步的改动应写在同一个 [[change]] 中" } else { "" };
            format!("step = {step} 无效：必须在上一处改动（第 {before} 步）之后{same}")
        };
        beyond_end(step: u64, end: u64) =
            format!("step = {step} 无效：运行到第 {end} 步就结束了（steps = {end}）");
        needs_restart(name: &str, label: &str) =
            format!("{name} = … 无效：“{label}”不能在运行途中改变");
        from_step(step: u64, reason: &str) = format!("从第 {step} 步起：{reason}");
        fingerprint_alone = "init_sha256 是权重文件的指纹，必须同时用 init 指明这个文件";
    }
}
