//! Texts around all lenses.

use super::super::{Cards, translation};
use super::{counted, joined, percent};
use crate::number::{grouped, thousands};

translation! {
    Cards::CHINESE {
        choose = "在上面选一个透镜，看看网络内部。";
        close(lens: &str) = format!("关闭“{lens}”");
        explain(lens: &str) = format!("说明“{lens}”");
        save_name(lens: &str) = format!("保存“{lens}”");
        save = "保存";
        figure = "透镜存为插图";
        figure_hint = "把透镜画成适合印刷的插图：2 倍分辨率的 PNG，以及 SVG。";
        csv = "透镜存为 CSV";
        csv_hint = "把透镜的全部数值写成表格。";
        nothing(reason: &str) = format!("没有可看的内容：{reason}。");
        unsaved(lens: &str) = format!("“{lens}”里现在没有可看的内容");
        no_network = "运行无法开始，因此没有网络";
        looking = "正在观察网络……";
        looking_part(part: f64) = format!("正在观察网络，{}……", percent(part));
        next_part(part: f64) = format!("，更新中 {}", percent(part));

        still_run(run: u64, step: u64) = format!("仍是运行 {run} 的第 {} 步", grouped(step));
        run_step(run: u64, step: u64) = format!("运行 {run}，第 {} 步", grouped(step));
        run(run: u64) = format!("运行 {run}");
        still(step: u64) = format!("仍是第 {} 步", grouped(step));
        step(step: u64) = format!("第 {} 步", grouped(step));
        ago(step: u64, ago: u64) = format!("第 {} 步（{} 步前）", grouped(step), grouped(ago));
        about_ago(step: u64, ago: u64) =
            format!("第 {} 步（{} 步前）", grouped(step), thousands(ago));
        only_ago(ago: u64) = format!("{} 步前", thousands(ago));

        layer = "层";
        input = "输入";
        target = "目标";
        part_layer(layer: usize) = format!("，第 {layer} 层");
        part_row(row: usize) = format!("，窗口 {row}");
        title(lens: &str, run: &str, step: u64, part: &str) =
            joined(&[lens, "，", run, "，第", &step.to_string(), "步", part]);

        left_out = "下面缺失之处，数值已不是有限数。";
        left_empty = "画着斜线的格子，数值已不是有限数。";
        over_training = "整个训练过程";
        since(step: u64) = format!("自第 {} 步起", grouped(step));
        seen_since(count: u64, step: u64) =
            format!("自第 {} 步起观察到的 {}", grouped(step), counted(count, "步"));

        sees_window = "看到的是这一步更新之后的网络，它把这一步的窗口又读了一遍；\
                       旁边曲线上的预测则是更新之前给出的。";
        sees_last_windows = "看到的是这一步更新之后的网络，它把最近几个窗口又读了一遍，\
                             并在读第一个之前先让状态稳定下来。训练时由更早的网络带进最新窗口的状态，\
                             要在“窗口边界”里看。";
        sees_own_data = "看到的是这一步更新之后的网络，它从这一步窗口的开头接着往下读。";
        sees_weights = "这一步更新之后的权重。";
        sees_gradients = "到这一步为止，训练在各步求得的梯度，都取自更新之前。";
        sees_table = "看到的是这一步更新之后的网络，它把整张表格读了一遍，与运行结束时的评估一样。\
                      如果数据不是表格，它把最近几个窗口又读了一遍。";
        sees_next_step = "看到的是这一步更新之后的网络，它正要走下一步。";
    }
}
