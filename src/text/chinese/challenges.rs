//! Texts of challenges, in Chinese.

use super::super::{Challenges, translation};
use super::counted;
use crate::number::{grouped, loss};

translation! {
    Challenges::CHINESE {
        no_version = "挑战文件的开头要写 challenge = 1";
        unknown_version(written: &str) = format!("不认识 {written}：这个版本的 rnnscope 能读 challenge = 1");
        missing(key: &str, example: &str) = format!("挑战需要 {key}，例如 {example}");
        no_table(key: &str) = format!("{key} 必须是表：[{key}]");
        no_text(written: &str) = format!("{written} 不是文本；文本要放在引号里");
        no_language(name: &str, names: &[&str]) =
            format!("这里没有 {name} 这种语言；可以是 {}", names.join(" 或 "));
        no_measure(written: &str) =
            format!("不能是 on = {written}：必须是 \"training\" 或 \"validation\"");
        no_validation = "on = \"validation\" 需要带验证部分的数据，即 rnnscope 生成的表格";
        last_too_long(last: u64, within: u64) =
            format!("不能是 last = {last}：这个挑战只有 {within} 步（within）");
        own_file(name: &str) = format!(
            "{name} 不能指定文件：挑战在哪里都一样，数据由 rnnscope 生成，权重由种子决定"
        );
        no_allowance(written: &str) =
            format!("不能是 {written}：必须是 true、一列值，或 {{ from = …, to = … }}");
        no_range(name: &str) = format!("{name} 的值不是数，没有范围可言；请列出它的值，或写 true");
        not_for_players(name: &str) = format!("{name} 不能交给玩家：步数和种子由挑战决定");
        no_names(written: &str) =
            format!("不能是 changes = {written}：必须是设置的列表，例如 [\"lr\"]");
        not_allowed_at_all(name: &str) = format!("{name} 要能在途中改变，也必须写在 [allowed] 中");
        not_live(name: &str) = format!("{name} 在一次运行中不能改变");

        forbidden(written: &str, own: &str, allowed: &str) = match allowed {
            "" => format!("不允许 {written}：这个挑战用的是 {own}，什么都不能改"),
            allowed => format!("不允许 {written}：这个挑战用的是 {own}；可以设置的是 {allowed}"),
        };
        out_of_range(written: &str, expected: &str) =
            format!("不允许 {written}：在这个挑战中，它必须是 {expected}");
        changes(name: &str, step: u64, changing: &str) = match changing {
            "" => format!("{name} 在第 {step} 步改变，而这个挑战不允许途中改动"),
            changing => format!("{name} 在第 {step} 步改变，而这个挑战只允许 {changing} 在途中改变"),
        };
        too_long(steps: u64, within: u64) =
            format!("配方有 {steps} 步，而这个挑战到第 {within} 步就结束了");
        from_to(least: f64, most: f64) = format!("{least} 到 {most}");
        one_of(values: &[String]) = values.join(" 或 ");
        with_range(name: &str, range: &str) = format!("{name}（{range}）");

        seed_failed(seed: u32, reason: &str) = format!("种子 {seed}：{reason}");
        stopped = "检验已停止";
        failed(panic: &str) = format!("检验中断了：{panic}");
        goal(value: f64, within: u64, last: usize) = match last {
            1 => format!("{} 之内损失达到 {value}", counted(within, "步")),
            last => format!(
                "{} 之内最后 {} 的平均损失达到 {value}", counted(within, "步"), counted(last as u64, "步")
            ),
        };
        goal_on_validation(value: f64, within: u64) =
            format!("{} 之内验证损失达到 {value}", counted(within, "步"));
        reached(seed: u32, step: u64) = format!("种子 {seed}：第 {step} 步达标");
        missed(seed: u32, least: f64, step: u64) =
            format!("种子 {seed}：未达标，最低 {}，在第 {step} 步", loss(least));
        missed_at_once(seed: u32) = format!("种子 {seed}：未达标");
        diverged(seed: u32, step: u64) = format!("种子 {seed}：第 {step} 步发散");
        summary(reached: usize, seeds: usize, par: u64) =
            format!("{seeds} 个中有 {reached} 个达标；标准 {}", counted(par, "步"));
        not_passed(reached: usize, seeds: usize, needed: usize, goal: &str) = format!(
            "未通过：{seeds} 个种子中有 {reached} 个达标（{goal}），需要 {needed} 个"
        );

        title = "挑战";
        sentence = "一个目标，一次证明：用你没见过的五个种子检验。";
        begin = "开始";
        begin_hint = "用这个挑战的设置开始一次运行；当前的运行进入运行列表。";
        begin_again = "从头再来";
        the_goal(goal: &str, needed: usize, seeds: usize) =
            format!("目标：{goal}；{seeds} 个种子中要有 {needed} 个做到。");
        par(steps: u64) = format!("标准是 {}。", counted(steps, "步"));
        yours(settings: &str) = format!("你可以设置：{settings}。");
        yours_changing(settings: &str) = format!("途中可以改变：{settings}。");
        how = "设好这些，按 R 用它们重新开始，看看结果，然后证明。";
        refused(why: &str) = format!("照现在这样无法检验：{why}。");
        prove = "证明";
        prove_hint = "用另外五个种子，按当前运行的设置和途中的改动来训练。";
        stop = "停止";
        checking(part: &str) = format!("正在用五个种子训练… {part}");
        passed = "通过了。";
        not_yet = "还没有通过。";
        save = "保存配方";
        save_hint = "把检验过的设置和改动存为配方，别人可以用 rnnscope check 检验它。";
        not_begun(reason: &str) = format!("检验无法开始：{reason}。");
        seed_label = "种子";
        at_step(step: u64) = format!("第 {} 步", grouped(step));
        least(value: f64) = format!("最低 {}", loss(value));
        is_diverged = "发散";
        is_broken(reason: &str) = format!("有一个挑战无法读取：{reason}。");
    }
}
