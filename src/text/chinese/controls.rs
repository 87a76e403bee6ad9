//! Texts of the controls at the left.

use super::super::{Controls, translation};
use super::joined;
use crate::number::grouped;
use crate::number::typed::Refusal;

translation! {
    Controls::CHINESE {
        run = "运行";
        acts_live = "即时生效";
        begins_anew = "开始新的运行";
        acts_live_hint = "即时生效，从下一步起。";
        begins_anew_hint = "改动后开始新的运行。";
        preset = "预设";
        preset_hint = "成套的设置：有教程所用的，有演示网络能学会什么的，也有适合表格的；\
                       选中即开始新的运行。";
        custom = "自定义";
        tutorials = "教程";
        lessons = "课程";

        own_data = "自己的数据";
        own_data_hint = "文件中的表格，或者由你画一条曲线。从电子表格复制的单元格可以直接粘贴（Ctrl+V）。";
        open_table = "表格…";
        open_table_hint = "打开 CSV 文件中的表格（Ctrl+O）；也可以把文件拖到程序窗口上。";
        draw = "手绘…";
        draw_hint = "画一笔曲线，网络就学着把它延续下去。";
        origin(formula: &str, source: &str) = format!("{formula}\n{source}");

        add_input = "+ 输入";
        add_input_hint = "再加一个作为输入的公式，最多 32 个。";
        add_target = "+ 目标";
        add_target_hint = "再加一个要预测的公式，最多 8 个。";
        input_name(number: usize) = format!("输入 {number}");
        target_name(number: usize) = format!("目标 {number}");
        remove_formula(name: &str) = joined(&["删除", name]);
        formula_example = "例如 sin(2*t)";
        formula_preview = "公式在三个周期内的图像";
        formula_preview_hint = "公式在三个周期内的样子，不含噪声：灰色是输入，红色是目标。";
        use_none = "不使用";
        refused(text: &str, why: Refusal, must_be: &str) = match why {
            Refusal::Empty => joined(&["还没有填数；应为", must_be, "。"]),
            Refusal::NotANumber => joined(&["“", text, "”不是数；应为", must_be, "。"]),
            Refusal::Ambiguous => format!(
                "“{text}”里的逗号和点，可能是千位分隔，也可能是小数点；请去掉它们再输入。"
            ),
            Refusal::DividedByZero => joined(&["“", text, "”里的除数为零；应为", must_be, "。"]),
            Refusal::NotWhole => joined(&["“", text, "”不是整数；应为", must_be, "。"]),
            Refusal::OutOfRange => joined(&["“", text, "”超出范围；应为", must_be, "。"]),
        };
        from(least: &str, most: &str) = format!("{least} 到 {most} 之间的数");
        whole_from(least: &str, most: &str) = format!("{least} 到 {most} 之间的整数");
        season_found(rows: usize) = format!("自动找到的周期：{rows} 行");
        no_season_found = "没有自动找到季节周期";
        half_turn = "半周期";
        radians = "弧度";

        pace = "每秒步数";
        pace_hint = "每秒训练多少步；“最快”就是机器能有多快就多快。";
        max = "最快";
        megabytes = " MB";
        snapshot_memory = "快照内存";
        snapshot_memory_hint = "用来存放运行快照的内存。回看较早的步时，要从快照开始重放：内存越少，回看越慢。";
        until_step = "到此步暂停";
        until_step_hint = "训练完这一步就暂停。";
        until_behind(step: u64) =
            format!("第 {} 步已经过去；只有新的运行才会在那里暂停。", grouped(step));
        until_loss = "到此损失暂停";
        until_loss_hint = "损失降到这个值就暂停。";

        compared_by = "比较依据";
        compared_by_hint = "按什么分高下：最后若干步的平均损失、最后一步的损失（相邻两步之间起伏很大）、\
                            全程最低的损失，或损失首次降到足够低的那一步。";
        mean_loss = "平均损失";
        final_loss = "最终损失";
        best_loss = "最低损失";
        validation_loss = "验证损失";
        best_validation_loss = "最低验证损失";
        steps_to_loss = "达标步数";
        last_steps = "取最后几步";
        last_steps_hint = "对最后这么多步求平均；不够这么多就取全部。";
        goal = "达标损失";
        goal_hint = "损失首次不高于这个值的那一步，就算达标。";
    }
}
