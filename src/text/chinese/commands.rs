//! Texts of the command palette, in Chinese.

use super::super::Commands;
use super::super::translation;
use super::joined;

translation! {
    Commands::CHINESE {
        key = "按键";
        does = "作用";
        title = "命令面板";
        field = "命令、设置或视图";
        field_hint = "名称，或设置加数值，例如 lr 0.005";
        found(count: usize) = match count {
            0 => "没有这样的命令或设置。".to_owned(),
            count => format!("找到 {count} 项"),
        };
        type_value(setting: &str, now: &str, must_be: &str) =
            joined(&[setting, "目前为", now, "；请输入", must_be, "。"]);
        set(setting: &str, value: &str) = format!("{setting}：{value}");
        now(value: &str) = joined(&["目前为", value]);
        pace_must_be = "max，或每秒 0.01 到 1 000 000 步之间的数";
        off = "关";
        on = "开";
        lens(title: &str) = format!("透镜：{title}");
        preset(name: &str) = format!("预设：{name}");
        lesson(title: &str) = format!("课程：{title}");
        is_open = "已打开";
        is_closed = "已关闭";
        smoothing_steps = "损失的平滑步数";

        forth_ten = "前进十步";
        back_ten = "后退十步，回看";
        continue_from_end = "从运行的末尾继续训练";
        save_picture_as = "图片另存为";
        figure = "导出插图，适合印刷";
        copy_recipe = "把这次运行的配方复制到剪贴板";
        save_checkpoint = "保存检查点，以便在别处继续运行";
        fit = "把对表格的拟合保存为插图";
        evaluation = "保存网络在表格上的评估结果";
        fitted = "保存表格每一行的目标与预测";
        forecast = "保存对表格末尾之后的预报";
        folder = "选择导出文件夹";
        draw = "画一条曲线，让网络学习";
        challenges = "挑战：一个目标，一次证明";
        input = "在曲线图中显示或隐藏输入";
        whole_data = "显示整张表格或最新的窗口";
        log = "损失坐标轴：对数或线性";
        follow = "让曲线图重新跟随最新的一步";
        system_theme = "跟随系统的主题，深色或浅色";
        dark = "深色主题";
        light = "浅色主题";
        high_contrast = "高对比度主题（黑）";
        high_contrast_light = "高对比度主题（白）";
        motion = "减少动画，或恢复动画";
    }
}
