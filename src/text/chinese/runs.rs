//! Texts of the list of runs.

use super::super::{Runs, translation};
use super::{counted, joined};
use crate::number::{grouped, short};

translation! {
    Runs::CHINESE {
        controls = "设置";
        runs(count: usize) = format!("运行列表（{count}）");
        runs_hint = "已经结束的运行：固定一个，就能与当前的运行对照着看（F5）。";
        none = "重新开始或分支之后，先前的运行会留在这里。";
        hidden(count: usize) = format!("显示隐藏的 {count} 个");
        live = "当前";
        from_here_to = "从这次运行到";
        same = "配方相同，每一步都一样。";
        more(count: usize) = format!("另有 {count} 项");
        delete_hint = "从列表中删除这次运行。";
        delete_name(run: &str) = joined(&["删除", run]);
        show = "显示";
        hide = "隐藏";
        hide_hint = "让这次运行不再出现在列表和图中。";
        hide_name(run: &str) = joined(&["隐藏", run]);
        pin = "固定";
        pin_hint = "把它的损失画在当前的损失下面，把它的预测也画出来作对照。";
        pin_name(run: &str) = joined(&["固定", run]);
        differences = "差异";
        differences_hint = "它的配方与另一次运行有什么不同。";
        differences_name(run: &str) = joined(&[run, "的差异"]);
        replay = "重放";
        replay_hint = "从第一步起重放它的配方。";
        replay_name(run: &str) = joined(&["重放", run]);
        colour_hint = "换一种颜色。";
        colour_name(run: &str) = joined(&[run, "的颜色"]);
        name_of_run(run: u64) = format!("运行 {run} 的名称");
        unknown = "–";
        best(step: u64, loss: f64) = format!("{}（第 {} 步）", short(loss), grouped(step));
        facts(steps: u64, loss: &str, best: &str) =
            format!("{} · 损失 {loss} · 最低 {best}", counted(steps, "步"));
    }
}
