//! Texts of the bar at the top.

use super::super::{Transport, translation};

translation! {
    Transport::CHINESE {
        scope = "示波器";
        scope_hint = "当前的运行和它的设置（F2）。";
        race = "竞赛";
        race_hint = "让两到六个变体同步训练，一较高下（F3）。";
        sweep = "扫描";
        sweep_hint = "在一组设置的网格上训练许多次（F4）。";
        data = "数据";
        data_hint = "你自己的表格：输入什么，预测什么（F7）。";
        lessons = "课程";
        lessons_hint = "短短的课程，等你动手才往下走（F6）。";
        help_hint = "全部快捷键（F1）。";
        run = "运行";
        run_hint = "开始训练（空格键）。";
        pause = "暂停";
        pause_hint = "做完手头这一步就停（空格键）。";
        step = "单步";
        step_hint = "训练一步；正在运行时先暂停（S 或 →，按住可连续训练）。";
        restart = "重新开始";
        restart_hint = "从头再来：同样的种子、同样的权重、同样的曲线（R）。";
        new_seed = "换种子";
        new_seed_hint = "用下一个种子从头再来：权重不同，曲线也不同（N）。";
        lenses = "透镜";
        lenses_hint = "看看网络学习时内部发生了什么：隐藏状态、梯度、特征值等等（L）。";
        light = "浅色";
        dark = "深色";
        file = "文件";
        open = "打开…";
        open_hint = "打开表格（CSV）用来训练，打开配方从第 1 步重放，打开检查点接着训练，\
                     或打开权重文件，用它开始一次运行。把文件拖到程序窗口上也可以；Wayland \
                     下不能拖放，但可以粘贴配方（Ctrl+V）。";
        save_recipe = "保存配方…";
        save_recipe_hint = "设置、种子和途中的改动：谁拿到它，都能一模一样地重放这次运行（TOML）。";
        copy_recipe = "复制配方";
        copy_recipe_hint = "同样的内容，作为文本复制；粘贴到程序窗口里就会重放。";
        copy_moment = "复制这一刻";
        copy_moment_hint = "配方，连同这一步、视图、透镜和缩放；粘贴到程序窗口里，就能看到现在的画面。";
        challenges = "挑战…";
        challenges_hint = "六个目标，每个都用你没见过的种子来证明。";
        save_checkpoint = "保存检查点…";
        save_checkpoint_hint = "配方、权重、优化器和状态：换一台机器，也能从这里接着训练。";
        save = "保存";
        picture = "图片";
        picture_hint = "把当前视图原样存为图片，放进导出文件夹（PNG）。";
        picture_as = "图片另存为…";
        picture_as_hint = "同样的图片，名称和文件夹由你来定。";
        figure = "导出插图";
        figure_hint = "把同样的数据画成适合印刷的插图：2 倍分辨率的 PNG，以及 SVG。";
        copy_picture = "复制图片";
        copy_picture_hint = "把图片放进系统剪贴板。";
        csv = "数据存为 CSV";
        csv_hint = "把当前视图的内容写成表格：图中可见的损失和曲线、竞赛的损失，\
                    或扫描的各次运行和各个点。";
        fit = "拟合图";
        fit_hint = "在整张表格上画出目标和正在看的这一步的预测：2 倍分辨率的 PNG，以及 SVG。";
        evaluation = "评估存为 CSV";
        evaluation_hint = "写出网络在正在看的这一步对表格各部分的预测有多好，与朴素、季节、均值和线性基线并列。";
        fitted = "拟合值存为 CSV";
        fitted_hint = "写出表格每一行的目标和正在看的这一步的预测。";
        forecast = "预报存为 CSV";
        forecast_hint = "写出网络在正在看的这一步对表格末尾之后的预报：行数由设置“预报”决定，\
                         设为 0 时是一个窗口的长度。";
        no_table_hint = "没有可保存的内容：这次运行不是在表格上训练的。";
        no_forecast_hint(reason: &str) = format!("没有预报可保存：{reason}。");
        folder = "导出文件夹…";
        folder_hint = "以上内容都保存到这个文件夹。";
    }
}
