//! Texts of the race.

use super::super::{Race, translation};
use super::{counted, joined};
use crate::number::{grouped, short};

translation! {
    Race::CHINESE {
        title = "竞赛";
        sentence = "红线是目标；各变体同步训练，看到的总是同一步，谁也不抢先";
        overlaid = "叠加";
        overlaid_hint = "所有变体画在同一张图里，或者各画各的。";
        empty = "在左边选好变体，然后按“开始竞赛”（空格键）。";
        empty_alone = "按空格键开始竞赛。";
        not_begun(reason: &str) = format!("竞赛无法开始：{reason}。");
        ended(reason: &str) = format!("竞赛中断：{reason}。");

        nothing_yet = "竞赛还没有训练过一步";
        figure(step: u64, steps: u64) =
            format!("竞赛，第 {} 步，共 {} 步", grouped(step), grouped(steps));
        figure_target = "目标";

        about(variants: &[String], steps: u64) =
            format!("{} · 各 {}", variants.join(" / "), counted(steps, "步"));
        not_started = "还没有竞赛";
        running = "竞赛中";
        paused = "竞赛已暂停";
        finished = "竞赛结束";
        cancelled = "竞赛已取消";
        failed = "竞赛出错";
        best = "最佳";
        step_of(step: u64, of: u64) = format!("{} / {}", grouped(step), grouped(of));

        variants = "变体";
        rules = "竞赛";
        steps = "步数";
        steps_hint = "每个变体训练的步数，最多 50 000 步。";
        start = "开始竞赛";
        start_hint = "从头训练所有变体（空格键）。";
        pause = "暂停竞赛";
        pause_hint = "做完手头这一步就停（空格键）。";
        go_on = "继续";
        go_on_hint = "接着训练（空格键）。";
        step = "单步";
        step_hint = "每个变体各训练一步；正在进行时先暂停（S）。";
        cancel = "取消竞赛";
        cancel_hint = "结束竞赛；已经训练的部分会保留。";
        cells = "RNN、LSTM、GRU";
        cells_hint = "RNN、LSTM 和 GRU 一较高下；其余与运行的设置相同。";
        rates = "三种学习率";
        rates_hint = "运行所设的学习率，以及它的四分之一和四倍。";
        seeds = "五个种子";
        seeds_hint = "同样的设置，五个种子：看看运气占几成。";
        rest = "下面没有列出的，与运行的设置相同。";
        add = "添加变体";
        cell_column = "循环单元";
        hidden_column = "隐藏层";
        time_steps_column = "T";
        rate_column = "学习率";
        seed_column = "种子";
        remove_name(variant: usize) = format!("移除变体 {variant}");
        remove_hint(variant: usize) = format!("移除变体 {variant}。");
        widget_name(variant: usize, what: &str) =
            joined(&["变体", &variant.to_string(), "的", what]);

        winner = "获胜";
        leads = "领先";
        tie = "并列";
        nobody_reached(goal: f32) = format!("没有变体达到损失 {}", short(goal.into()));
        all_diverged = "全部发散";
        nobody_validated = "没有变体有验证损失";
        not_comparable(setting: &str) =
            joined(&["分不出胜负：", setting, "不同，损失就不是同一种量"]);
        needs_validation = "没有验证部分就没有验证损失，这需要一张表格和 70/15/15 这样的划分";
        other = "另外比较";
        other_hint = "变体之间还可以再有一项设置不同，例如数据、预测步长或损失函数；这一项单独占一列；\
                      表格的列和公式之间用分号隔开。";
        no_other = "无";
        out_of_patience(step: u64) = format!("第 {} 步耐心用尽", grouped(step));
        validation_column = "验证";
        best_validation_column = "最低验证";
        variant_column = "变体";
        loss_column = "损失";
        best_column = "最低损失";
        open = "打开";
        open_hint = "在示波器里从第一步起重放这次运行，速度与示波器的设置相同。";
        open_name(variant: &str) = joined(&["打开", variant]);
        open_at_end = "打开末尾";
        open_at_end_hint = "以机器的最快速度把这次运行重新训练一遍，并在示波器里显示它的末尾；\
                            从那里可以回看。";
        open_at_end_name(variant: &str) = joined(&["打开", variant, "的末尾"]);
        at_step(step: u64) = format!("第 {} 步", grouped(step));
        loss_of(variant: &str, loss: f64) = format!("{variant}：损失 {}", short(loss));
    }
}
