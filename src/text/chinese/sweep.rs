//! Texts of the sweep.

use super::super::{Sweep, translation};
use super::{counted, joined};
use crate::number::grouped;

translation! {
    Sweep::CHINESE {
        title = "扫描";
        sentence = "每个点都用几个种子训练；单击一个点，就打开那里的运行";
        save = "保存扫描";
        save_hint = "把表格、热图和扫描本身（TOML）写进导出文件夹。";
        nothing_yet = "扫描中还没有运行结束";
        spread = "离散程度";
        spread_hint = "各种子的结果中，上下四分位数相差多少：看看运气占几成。";
        median = "中位数";
        median_hint = "各种子的结果排在中间的那个。";
        empty = "在左边选好范围，然后按“开始扫描”（空格键）。";
        empty_alone = "按空格键开始扫描。";
        not_begun(reason: &str) = format!("扫描无法开始：{reason}。");
        ended(reason: &str) = format!("扫描中断：{reason}。");

        about(ranges: &[String], runs: u64, steps: u64) = {
            let size = format!("{}，每次 {}", counted(runs, "次运行"), counted(steps, "步"));
            let parts: Vec<&str> =
                ranges.iter().map(String::as_str).chain([size.as_str()]).collect();
            parts.join(" · ")
        };
        range(setting: &str, least: &str, most: &str) = format!("{setting} {least} 到 {most}");
        not_started = "还没有扫描";
        running = "扫描中";
        is_finished = "扫描结束";
        is_cancelled = "扫描已取消";
        has_failed = "扫描出错";
        runs_ended = "运行";
        best_median = "最低中位数";
        of(part: u64, whole: u64) = format!("{} / {}", grouped(part), grouped(whole));
        size(points: u64, seeds: u64, steps: u64) = {
            let runs = points.saturating_mul(seeds);
            format!(
                "{} × {} = {}，每次 {}：一共 {}",
                counted(points, "个点"),
                counted(seeds, "个种子"),
                counted(runs, "次运行"),
                counted(steps, "步"),
                counted(runs.saturating_mul(steps), "步"),
            )
        };
        idle_seeds = "种子在这里不起作用：权重来自文件。";

        varied = "扫描的设置";
        seeds = "种子个数";
        seeds_hint = "每个点用这么多个种子训练，从运行所设的种子依次往后。";
        rest = "其余的，与运行的设置相同。";
        runs = "运行";
        steps = "步数";
        steps_hint = "每次运行训练的步数。";
        start = "开始扫描";
        start_hint = "在后台完成全部运行（空格键）。";
        cancel = "取消扫描";
        cancel_hint = "结束扫描；已经完成的运行会保留。";
        trained(ended: u64, runs: u64) =
            format!("{} / {}", grouped(ended), counted(runs, "次运行"));
        cancelled(ended: u64, runs: u64) =
            format!("{} / {}，已取消", grouped(ended), counted(runs, "次运行"));
        failed(ended: u64, runs: u64) =
            format!("{} / {}，出错", grouped(ended), counted(runs, "次运行"));
        from = "从";
        to = "到";
        values = "取值个数";
        by_ratios(meaning: &str) = format!("{meaning}取值按等比数列分布。");
        widget_name(setting: &str, what: &str) = format!("{setting}：{what}");
        sample = "随机取样";
        sample_hint = "不训练整个网格，只在范围内随机取这么多个点。";
        points = " 个点";

        opens(seed: u32) = format!("单击可打开结果居中的那次运行（种子 {seed}），并显示它的末尾。");
        no_run = "还没有运行结束";
        median_of(criterion: &str, value: &str) = joined(&[criterion, "的中位数", value]);
        quartiles(low: &str, high: &str) = format!("四分位数 {low} 和 {high}");
        diverged(runs: usize, diverged: usize) = format!("{runs} 次运行，{diverged} 次发散");
        seed_value(seed: u32, value: &str) = format!("  种子 {seed}：{value}");
    }
}
