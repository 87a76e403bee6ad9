//! What the session and the window tell.

use super::super::{Session, translation};
use super::{counted, joined};
use crate::number::grouped;

translation! {
    Session::CHINESE {
        run(run: u64) = format!("运行 {run}");
        nothing_changed(reason: &str) = format!("没有做任何改动：{reason}。");
        nothing_to_look_into(reason: &str) = format!("没有可以拆解的训练步：{reason}。");
        unreachable(reason: &str) = format!("这些步无法重放：{reason}。");
        state_zeroed = "隐藏状态与新的批大小不符，因此从零开始。";
        on_the_way = "这一步还没有算出来；算出来之后再分支。";
        no_best_step = "还没有做过验证，因此不知道哪一步最好。";
        forked(fork: &str, step: u64, parent: &str) = joined(&[
            "已分支：", fork, "从", parent, "的第", &grouped(step), "步继续。"
        ]);
        branched(fork: &str, step: u64, parent: &str) = joined(&[
            "已分支：", fork, "从", parent, "的第", &grouped(step),
            "步继续；后者的配方完整地留在运行列表里。"
        ]);
        needs_new_weights(setting: &str, value: &str, run: &str, step: u64, old: &str) = {
            let changed = format!("{setting} {value}");
            joined(&[
                &changed, "需要新的权重：", run, "从第一步开始，其余设置与", old, "的第",
                &grouped(step), "步相同；", old, "留在运行列表里。"
            ])
        };

        forgotten(run: &str, steps: u64) =
            joined(&["已删除", run, "（", &counted(steps, "步"), "）。"]);

        run_is_gone = "那次运行已无法恢复";
        undo = "撤销";
        redo = "重做";
        nothing_to_undo = "没有可撤销的操作（Ctrl+Z）。训练步不能撤销：请改用回看（←）。";
        nothing_to_redo = "没有可重做的操作（Ctrl+Shift+Z）。";
        undo_hint(does: &str) = format!("撤销后：{does}（Ctrl+Z）。");
        redo_hint(does: &str) = format!("重做后：{does}（Ctrl+Shift+Z）。");
        undo_restart = "运行保持原样";
        undo_set(settings: &str) = format!("{settings}，从下一步起生效");
        undo_begun(run: &str) = joined(&[run, "原样恢复"]);
        undo_pinned(run: &str, pinned: bool) =
            joined(&[run, if pinned { "固定在图上" } else { "不再固定" }]);
        undo_hidden(run: &str, hidden: bool) =
            joined(&[run, if hidden { "隐藏起来" } else { "显示出来" }]);
        undo_renamed(run: &str, name: &str) = joined(&[run, "改名为", name]);
        undo_recoloured(run: &str) = joined(&[run, "换回另一种颜色"]);
        undo_forgotten(run: &str, forgotten: bool) =
            joined(&[run, if forgotten { "从列表中删除" } else { "回到列表中" }]);
        undo_open(lens: &str) = format!("透镜“{lens}”打开");
        undo_close(lens: &str) = format!("透镜“{lens}”关闭");
        undo_show_lenses = "透镜显示出来";
        undo_hide_lenses = "透镜隐藏起来";
        undo_unit = "曲线图中画的单元换回来";

        layers(layers: usize) = counted(layers as u64, "层");
        time_steps(steps: usize) = format!("T {steps}");
        end_point = "含端点";
        spacing(radians: &str) = format!("间隔 {radians}");
        batch(rows: usize) = format!("批 {rows}");
        clip(norm: &str) = format!("裁剪 {norm}");
        state(state: &str) = joined(&["状态", state]);
        seed(seed: u32) = format!("种子 {seed}");
        changes(count: usize) = counted(count as u64, "处改动");

        figure(run: &str, step: u64) = format!("{run}，第 {} 步", grouped(step));
        saved(paths: &[String]) = joined(&["已保存", &paths.join(" 和 "), "。"]);
        judging = "正在用整张表格评估网络，完成后就保存结果。";
        no_table = "这次运行不是在表格上训练的";
        nothing_saved(reason: &str) = format!("什么也没有保存：{reason}。");
        nothing_opened(reason: &str) = format!("什么也没有打开：{reason}。");
        not_pasted = "剪贴板里没有表格、配方或课程";
        misfit(file: &str, held: &str, asked: &str) =
            joined(&[file, "里是", held, "，而这里的设置需要", asked]);
        table_read(table: &str, note: &str) =
            joined(&["读取", table, &format!("时：{note}。")]);
        table_kept(path: &str) = joined(&["粘贴的表格已存为", path, "。"]);
        nothing_kept(reason: &str) = format!("无法保存这张表格：{reason}。");
        no_folder_for_tables = "系统没有存放程序数据的文件夹";
        table_not_beside(reason: &str) = format!(
            "运行所用的表格没能存到旁边：{reason}。在别处打开时，还需要这张表格。"
        );
        clipboard = "剪贴板";
        recipe_handed_over = "配方已放进系统剪贴板。";
        picture_handed_over = "图片已交给系统剪贴板；如果粘贴不出来，请改用保存（Ctrl+S）。";
        folder_set(folder: &str) = joined(&["图片和表格将存到", folder, "。"]);
        no_file_dialog = "系统没有选择文件的对话框；图片会存到导出文件夹。";
        no_folder_dialog = "系统没有选择文件夹的对话框；请直接输入路径。";
        silent_dialog = "系统的文件对话框没有响应。路径可以直接输入；保存的内容会放进导出文件夹。";
        several_dropped(files: usize) = format!(
            "拖来了 {files} 个文件，而一次只能打开一个；请只拖想要打开的那一个"
        );
        unkept(reason: &str) = format!("这次会话无法保存：{reason}。");
        last_unreadable(reason: &str) = format!("无法接着上次的会话继续：{reason}。");
        runs_unkept(reason: &str) = format!("运行列表无法保存：{reason}。");
        runs_unreadable(reason: &str) = format!("无法取回以前的运行列表：{reason}。");
        run_left_out(reason: &str) = format!("以前的运行列表缺了一次运行：{reason}。");
        contradicts_remembered(conflict: &str) = format!(
            "启动时指定的设置与记住的设置不能并存（{conflict}），所以其余各项改用默认值。"
        );
        defaults_hold(reason: &str) = format!("改用默认值：{reason}。");
        processor(threads: usize) = format!("CPU，{threads} 个线程");
    }
}
