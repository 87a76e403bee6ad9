//! Texts of the sheet on which a curve is drawn.

use super::super::{Draw, translation};

translation! {
    Draw::CHINESE {
        title = "手绘";
        sentence = "画一条你自己的曲线，让网络学着把它延续下去";
        stroke = "从左到右画一笔";
        cancel = "取消";
        cancel_hint = "回到运行（Esc）。";
        again = "重画";
        again_hint = "换一张空白的画板。";
        train = "训练";
        train_hint = "开始一次新的运行，学着把这条曲线一点一点地延续下去（Enter）。";
        too_short = "还没有可学的东西：请画一笔至少占画板宽度十分之一的曲线，或选一个现成的形状。";
        ready = "或选一个现成的：";
        sine = "正弦";
        square = "方波";
        sawtooth = "锯齿波";
        sheet_empty = "画板，可从左到右画一笔，还没有曲线";
        sheet_drawn = "画板，上面有一条曲线";
        becomes(points: usize) = format!(
            "曲线会变成表格里的 {points} 个点，一遍遍重复；网络要根据已经读到的点，预测下一个点。"
        );
        by_keys = "重画的部分会取代原来的线。也可以用键盘：用方向键画（按住 Shift 每次走十倍远），\
                   Enter 训练，Esc 离开。";
    }
}
