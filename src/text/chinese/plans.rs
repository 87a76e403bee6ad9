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
        race_steps(most: u64, steps: u64) = format!("竞赛可以有 1 到 {most} 步，不能是 {steps} 步");

        no_value(name: &str) = format!("{name} 至少要有一个值");
        reversed(name: &str, from: f64, to: f64) =
            format!("{name} 写着从 {from} 到 {to}：前一个数应小于后一个");
        not_positive(name: &str, from: f64) =
            format!("{name} 在对数刻度上不能从 {from} 开始：两端都必须大于 0");
        value_count(name: &str, count: usize, most: usize) =
            format!("{name} 写着 count = {count}；一个范围可以取 2 到 {most} 个值");
        no_samples = "samples = 0 就没有可训练的了；至少应为 1";
        too_many_runs(runs: usize, most: usize) =
            format!("这次扫描有 {runs} 次运行，最多可以有 {most} 次");
        no_goal(loss: f32) = format!("loss = {loss} 无效：要达到的损失必须是大于 0 的数");
        no_last(last: u64, least: u64, most: u64) =
            format!("last = {last} 无效：必须是 {least} 到 {most} 之间的整数");
        needs_validation(criterion: &str) = format!(
            "criterion = {criterion} 需要带验证部分的数据：一个表格，以及 70/15/15 这样的划分"
        );
        same_runs(runs: usize) = format!(
            "全部 {runs} 次运行都会一样：权重来自 init，种子不起作用；请改变别的设置，或去掉种子或 init"
        );

        no_key(key: &str, keys: &str) = format!("这里没有 {key} 这个键；可用的键有 {keys}");
        no_key_of_range(key: &str, keys: &str) = format!("范围中没有 {key} 这个键；可用的键有 {keys}");
        no_key_of_seeds(key: &str, keys: &str) =
            format!("种子的范围中没有 {key} 这个键；可用的键有 {keys}");
        needs_criterion(key: &str, criterion: &str) = format!("{key} 只能与 criterion = \"{criterion}\" 一起使用");
        needs_samples = "有 sample_seed 就要有 samples，即点的个数";
        needs_loss = "criterion = \"steps-to-loss\" 还要有 loss，即要达到的损失";
        no_criterion(written: &str, names: &str) =
            format!("criterion = {written} 无效：必须是以下之一：{names}");
        varied_as_well(name: &str) = format!("{name} 在 [vary] 中也写了；请去掉其中一处");
        on_top_as_well(name: &str) = format!("{name} 在文件开头也写了；请去掉其中一处");
        not_varied(name: &str, varied: &str) = format!("{name} 不能扫描；可以扫描的有 {varied}");
        no_table(key: &str) = format!("{key} 必须是设置的表：[{key}]");
        needs_ends(name: &str) = format!("{name} 既要有 from，也要有 to");
        needs_count(name: &str) = format!("{name} 要有 count，网格的每个范围都是如此");
        has_count(name: &str) = format!("{name} 写了 count，但 samples 会随机抽取它的值");
        no_scale(written: &str) = format!("scale = {written} 无效：必须是 linear 或 log");
        seeds_beyond(count: u32, from: u32, last: u32) =
            format!("从 {from} 开始的 {count} 个种子超出了最后一个种子 {last}");
        needs_from_and_count = "seed 既要有 from，也要有 count";
        no_number(name: &str, written: &str) = format!("{name} = {written} 不是数");
        not_above_zero(name: &str, written: &str) =
            format!("{name} = {written} 无效：必须是大于 0 的数");
    }
}
