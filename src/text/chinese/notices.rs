//! Texts of notices, of the banner, and of what the window asks.

use super::super::{Notices, translation};
use crate::number::grouped;

translation! {
    Notices::CHINESE {
        begin_anew = "重新开始";
        diverged_advice = "减小学习率或开启梯度裁剪，通常就能解决；曲线上是发散之前的过程。";
        weights_advice = "请打开另一个文件，或单击“权重文件”旁边的“不使用”。";
        table_advice = "请重新打开这张表格（Ctrl+O），以现在的内容和位置为准；或换用别的数据。";
        last_session(step: u64) = format!("上次会话停在第 {} 步。", grouped(step));
        session_before(step: u64) = format!("更早的一次会话停在第 {} 步。", grouped(step));
        not_now = "暂不";
        not_now_hint = "先放着：下次启动还会再问，除非这次运行到那时已经训练了同样多的步。最多保留三次会话：\
                        最近的一次，以及其余当中步数最多的。";
        go_on = "接着训练";
        go_on_hint = "从那里接着训练；眼前的这次运行会归入运行列表。";
        have_back = "撤销";
        have_back_hint = "这次运行会原样回到列表中。";
        fit_controls = "按文件调整设置";
        fit_controls_hint = "采用文件中的网络，并以它的权重开始一次运行。";
        open = "打开";
        open_sentence = "输入表格（.csv）、配方或课程（.toml）、检查点（.safetensors）的路径。";
        opened_files = "表格、配方、课程、检查点";
        folder = "导出文件夹";
        folder_sentence = "图片和表格都存到这个文件夹；如果没有，就新建一个。";
        use_folder = "使用这个文件夹";
        open_table = "打开表格…";
        open_table_hint = "从现在的位置打开这张表格（Ctrl+O）。";
        begin_without = "改用 sin → cos 开始";
        begin_without_hint = "开始一次从 sin 学习 cos 的运行，不需要任何文件。";
    }
}
