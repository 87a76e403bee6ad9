//! Criteria, races, sweeps and what is wrong with them, in Chinese.

use super::super::{Plans, translation};

translation! {
    Plans::CHINESE {
        final_loss = "最终损失";
        best_loss = "最低损失";
        mean_loss(last: u64) = match last {
            1 => "最后一步的损失".to_owned(),
            _ => format!("最后 {last} 步的平均损失"),
        };
        steps_to(goal: f32) = format!("达标步数（损失 {goal}）");
        validation_loss = "验证损失";
        best_validation_loss = "最低验证损失";
        point(lr: f64, hidden: usize, time_steps: usize) =
            format!("学习率 {lr}，隐藏层大小 {hidden}，时间步数 {time_steps}");
        variant(number: usize) = format!("变体 {number}");
        run_of_sweep(number: usize) = format!("扫描的第 {number} 次运行");
        of_size(reason: &str, hidden: usize) = format!("{reason}（隐藏层大小 {hidden}）");

        variants(least: usize, most: usize, count: usize) =
            format!("竞赛需要 {least} 到 {most} 个变体，而不是 {count} 个");
        race_steps(most: u64, steps: u64) = format!("竞赛可以有 1 到 {most} 步，而不是 {steps} 步");

        no_value(name: &str) = format!("{name} 至少需要一个值");
        reversed(name: &str, from: f64, to: f64) =
            format!("{name} 从 {from} 到 {to}：前一个数应小于后一个");
        not_positive(name: &str, from: f64) =
            format!("{name} 在对数刻度上不能从 {from} 开始：两端都必须大于 0");
        value_count(name: &str, count: usize, most: usize) =
            format!("{name} 写着 count = {count}；一个范围可以取 2 到 {most} 个值");
        no_samples = "samples = 0 就没有什么可训练了；至少应为 1";
        too_many_runs(runs: usize, most: usize) =
            format!("这次扫描有 {runs} 次运行，最多可以有 {most} 次");
        no_goal(loss: f32) = format!("不能是 loss = {loss}：要达到的损失必须是大于 0 的数");
        no_last(last: u64, least: u64, most: u64) =
            format!("不能是 last = {last}：必须是 {least} 到 {most} 的整数");
        needs_validation(criterion: &str) = format!(
            "criterion = {criterion} 需要带验证部分的数据：一个表格，以及 70/15/15 这样的划分"
        );
        same_runs(runs: usize) = format!(
            "全部 {runs} 次运行都会一样：权重来自 init，种子不起作用；请改变别的设置，或去掉种子或 init"
        );

        no_key(key: &str, keys: &str) = format!("这里没有 {key} 这个键；可用的键是 {keys}");
        no_key_of_range(key: &str, keys: &str) = format!("范围中没有 {key} 这个键；可用的键是 {keys}");
        no_key_of_seeds(key: &str, keys: &str) =
            format!("种子的范围中没有 {key} 这个键；可用的键是 {keys}");
        needs_criterion(key: &str, criterion: &str) = format!("{key} 需要 criterion = \"{criterion}\"");
        needs_samples = "sample_seed 需要 samples，即点的个数";
        needs_loss = "criterion = \"steps-to-loss\" 需要 loss，即要达到的损失";
        no_criterion(written: &str, names: &str) =
            format!("不能是 criterion = {written}：必须是其中之一：{names}");
        varied_as_well(name: &str) = format!("{name} 在 [vary] 中也有；请去掉其中一个");
        on_top_as_well(name: &str) = format!("{name} 在文件开头也有；请去掉其中一个");
        not_varied(name: &str, varied: &str) = format!("{name} 不能变化；可以变化的是 {varied}");
        no_table(key: &str) = format!("{key} 必须是设置的表：[{key}]");
        needs_ends(name: &str) = format!("{name} 既需要 from，也需要 to");
        needs_count(name: &str) = format!("{name} 需要 count，网格的每个范围都是如此");
        has_count(name: &str) = format!("{name} 写了 count，但 samples 会随机抽取它的值");
        no_scale(written: &str) = format!("不能是 scale = {written}：必须是 linear 或 log");
        seeds_beyond(count: u32, from: u32, last: u32) =
            format!("从 {from} 开始的 {count} 个种子超出了最后一个种子 {last}");
        needs_from_and_count = "seed 既需要 from，也需要 count";
        no_number(name: &str, written: &str) = format!("{name} = {written} 不是数");
        not_above_zero(name: &str, written: &str) =
            format!("不能是 {name} = {written}：必须是大于 0 的数");
    }
}
