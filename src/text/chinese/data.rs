//! Texts of the view in which a table is opened.

use super::super::{OwnData, translation};
use super::{counted, joined};
use crate::number::{grouped, short};

translation! {
    OwnData::CHINESE {
        title = "数据";
        sentence = "你自己的表格：输入什么，预测什么，怎样划分";
        none_open = "没有打开表格";
        none_sentence = "没有表格";
        empty = "把表格拖到程序窗口上（CSV：每个时刻占一行，每个变量占一列），或者打开一张表格。";
        open = "打开表格…";
        open_hint = "打开 CSV 文件，或 rnnscope 能读的其他文件（Ctrl+O）。";
        unusable(file: &str, reason: &str) = joined(&["无法使用", file, "：", reason, "。"]);
        unnameable = "文件名无法写进配方，因为配方是 UTF-8 文本；换个名称就能用";

        pasted = "粘贴的表格";
        drawn = "手绘曲线";
        pasted_table(fingerprint: &str) = format!("粘贴的表格 {fingerprint}");
        drawn_curve(fingerprint: &str) = format!("手绘曲线 {fingerprint}");
        reading(file: &str) = joined(&["正在读取", file]);
        cancel = "取消";
        cancel_hint = "停止读取（Esc）。";
        checking = "正在读取数值";

        train = "训练";
        train_hint = "在这张表格上开始一次运行（空格键）；眼前的这次运行会归入运行列表。";
        train_refused_hint = "请先改好标红的地方。";
        close = "关闭";
        close_hint = "回到运行；在这里所做的选择会保留（Esc）。";
        nothing_to_undo = "在这里还没有做过可以撤销的选择（Ctrl+Z）。";
        nothing_to_redo = "没有可重做的操作（Ctrl+Shift+Z）。";
        read_again = "重新读取";
        read_again_hint = "按文件现在的内容再读一遍。";
        other_settings(cell: &str, hidden: usize) =
            joined(&["其余与运行的设置相同：", cell, " ", &hidden.to_string(), "，训练设置也一样。"]);
        preset_settings(preset: &str) =
            joined(&["其余取自预设", preset, "，之后可以在“设置”里更改。"]);
        refused(reason: &str) = format!("{reason}。");

        see(setting: &str) = format!("还不能训练：请看“{setting}”。");

        table(rows: usize, columns: usize) =
            format!("{}，{}", counted(rows as u64, "行"), counted(columns as u64, "列"));
        separated(letter: char, comma: bool) = {
            let letter = match letter {
                ',' => "逗号",
                ';' => "分号",
                '\t' => "制表符",
                _ => "空格",
            };
            let comma = if comma { "，小数点写作逗号" } else { "" };
            format!("以{letter}分隔{comma}")
        };

        task = "任务";
        parts = "划分";
        windows = "窗口";
        numbers = "数值";
        training = "训练";
        training_hint = "百分之多少的样本用于训练：取最前面的。也可以在图上拖动分界线。";
        validation = "验证";
        validation_hint = "百分之多少的样本用于验证：紧接在训练样本之后，训练途中用它们评估网络。";
        test = "测试";
        test_hint = "其余的样本，训练时完全不用，只在最后用来评估网络。";
        percent = "%";
        samples(count: usize) = counted(count as u64, "个样本");
        stride_hint = "相邻两个窗口的起点相隔多少个样本；关闭时，窗口首尾相接。";
        marks_hint = "表示缺失值的其他标记，例如 -999，多个之间用分号隔开；按 Enter 后，\
                      会按这些标记重新读取表格。";
        an_epoch(windows: u64, steps: u64) = format!(
            "一轮有 {}，分成 {}", counted(windows, "个窗口"), counted(steps, "步")
        );
        unjudged(until: u64, first: u64, is_epoch: bool, setting: &str) = {
            let epoch = if is_epoch { "（在一轮结束时）" } else { "" };
            format!(
                "运行到第 {} 步就暂停，而第一次验证{epoch}在第 {} 步；请在运行的“设置”里改“{setting}”，或让运行走得更远。",
                grouped(until), grouped(first)
            )
        };

        given_away(column: &str) =
            joined(&[column, "在同一行里既是输入又是目标：预测步长为 0 时，没有什么要预测的。"]);

        columns = "列";
        columns_sentence = "每列是什么，用来做什么";
        column = "列";
        read = "输入";
        read_hint = "网络读入的列。";
        answered = "目标";
        answered_hint = "网络要预测的列。";
        read_name(column: &str) = joined(&["以", column, "为输入"]);
        answer_name(column: &str) = joined(&["以", column, "为目标"]);
        all = "全选";
        all_hint = "把所有的数值列都作为输入。";
        nothing = "全不选";
        nothing_hint = "不以任何列为输入。";
        is_numbers = "数值";
        is_times = "时间";
        is_texts = "文本";
        is_empty = "空";
        missing(count: usize) = format!("缺失 {} 个", grouped(count as u64));
        others(count: usize) = format!("其他内容 {} 个", grouped(count as u64));
        range(least: f64, most: f64) = format!("{} 到 {}", short(least), short(most));
        times(first: &str, last: &str) = format!("{first} 到 {last}");
        mean(mean: f64) = format!("均值 {}", short(mean));
        such_as(texts: &str) = joined(&["例如", texts]);
        first_gap(said: &str) = format!("第一处缺失：{said}");

        first_rows = "前几行";
        first_rows_sentence = "与文件里写的一样";

        split = "划分";
        split_sentence(column: &str) = joined(&[column, "的所有行；拖动分界线可以改变划分"]);
        border_name(border: usize) =
            if border == 0 { "训练部分的终点" } else { "验证部分的终点" }.to_owned();
        border_at(name: &str, percent: f64, row: usize) =
            format!("{name}：{}%，第 {} 行", short(percent), grouped(row as u64));
        border_hint = "拖动分界线，或用 ← 和 → 移动：每次移动 1% 的样本。";
        row(row: usize) = format!("第 {} 行", grouped(row as u64));

        window = "一个窗口";
        window_sentence(time_steps: usize, horizon: usize) = format!(
            "依次读入 {}；每读入一行，就预测{}", counted(time_steps as u64, "行"), ahead(horizon)
        );
        last_sentence(time_steps: usize, horizon: usize) = format!(
            "依次读入 {}；读完最后一行，再预测{}", counted(time_steps as u64, "行"), ahead(horizon)
        );
        reads(columns: &str) = format!("输入：{columns}");
        answers(columns: &str) = format!("目标：{columns}");
        and_more(count: usize) = format!("另有 {} 列", grouped(count as u64));
        no_window = "还没有窗口可以显示。";

        from_controls_hint = "显示这张表格：各列、输入和目标、划分和窗口。";
        no_figure = "数据视图没有插图，也没有可以写出的数据";
        state_ready = "表格已打开";
        state_refused = "还没有就绪";
        columns_used = "所用的列";
        of_columns(used: usize, all: usize) =
            format!("{} / {}", grouped(used as u64), grouped(all as u64));
        windows_status = "窗口";
        steps_status = "每轮步数";
    }
}

/// What lies so many rows ahead.
fn ahead(horizon: usize) -> String {
    match horizon {
        0 => "同一行".to_owned(),
        1 => "下一行".to_owned(),
        rows => format!("它之后的第 {} 行", grouped(rows as u64)),
    }
}
