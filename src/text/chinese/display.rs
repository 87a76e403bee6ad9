//! Texts of how the window shows itself, in Chinese.

use super::super::{Display, translation};

translation! {
    Display::CHINESE {
        menu = "显示";
        menu_hint = "主题、文字大小、动画，以及投影用的全屏（F11）。";
        theme = "主题";
        system = "跟随系统";
        system_hint = "随系统的设置使用深色或浅色；系统没有设置时用深色。";
        dark_hint = "深色背景，浅色文字。";
        light_hint = "浅色背景，深色文字。";
        high_contrast = "高对比度（黑）";
        high_contrast_hint = "黑底白字，线条加粗，凡是可以点按的都有边框。";
        high_contrast_light = "高对比度（白）";
        high_contrast_light_hint = "白底黑字，线条加粗，凡是可以点按的都有边框。";
        text_size = "文字大小";
        percent(percent: u32) = format!("{percent}%");
        text_size_hint = "文字的大小，其余一切随之缩放；程序窗口较小时，最多放大到容得下为止。";
        smaller = "缩小文字";
        larger = "放大文字";
        usual_size = "标准文字大小";
        reduced_motion = "减少动画";
        reduced_motion_hint = "不必动的都不动：菜单不淡入，列表不滑动，光标不闪烁，透镜中的图不自动缩放。曲线仍随训练前进。";
        side = "左侧的控件栏";
        side_hint = "显示左侧的控件栏，或把位置让给图（F9）。";
        projector = "全屏投影";
        projector_hint = "铺满屏幕，文字更大，线条更粗，只保留少数控件；按 F11 或 Esc 返回。";
        toggle = "开始或暂停";
        toggle_hint = "与空格键相同。";
        leave = "退出全屏";
        leave_hint = "回到原来的程序窗口（F11 或 Esc）。";
    }
}
