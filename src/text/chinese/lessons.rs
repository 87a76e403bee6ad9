//! Texts of the lessons' view, and of the panel beside one that goes on, in Chinese.

use super::super::{Lessons, translation};

translation! {
    Lessons::CHINESE {
        title = "课程";
        sentence = "短短的课程，等你动手才往下走。你自己的运行会原样保留。";
        own = "从文件打开的";
        open = "打开课程…";
        open_hint = "进行你自己或老师写的课程（TOML 文件）；写法见 docs/zh/lessons.md。";
        number(number: usize, title: &str) = format!("{number}. {title}");
        done = "已完成";
        begin = "开始";
        begin_name(title: &str) = format!("开始“{title}”");
        go_on = "继续";
        go_on_name(title: &str) = format!("继续“{title}”");
        again = "重来";
        again_name(title: &str) = format!("重新开始“{title}”");
        to_lesson = "回到课程";
        left_at(step: usize, of: usize) = format!("上次停在第 {step} 页，共 {of} 页");

        step_of(step: usize, of: usize) = format!("第 {step} 页，共 {of} 页");
        question = "一道题";
        end = "结束";
        next = "下一页";
        skip = "跳过";
        skip_hint = "不做这件事，直接到下一页。";
        back = "上一页";
        back_hint = "再读一遍上一页；运行保持原样。";
        again_hint = "从头开始这一课。";
        leave = "离开";
        leave_hint = "回到你自己的运行。这一课以后可以从现在的地方继续。";
        on_my_own = "自己接着做";
        on_my_own_hint = "带走这次运行，作为你自己的一次新运行，并离开课程。";
        next_lesson(title: &str) = format!("下一课：{title}");
        all_lessons = "全部课程";
        predict = "你觉得会怎样？";
        draw_loss = "在损失图里一笔画出来。";
        draw_here = "在这里一笔画出你预计的损失。";
        expected_loss = "预计";
        you_expected(choice: &str) = format!("你的预测：{choice}");
        you_answered(choice: &str) = format!("你的回答：{choice}");
        as_it_is(choice: &str) = format!("实际是：{choice}");
        right_answer(choice: &str) = format!("正确答案：{choice}");
        as_you_said(choice: &str) = format!("正如你所说：{choice}");
        hint = "提示";
        wait = "等你动手";
        is_met = "完成";
        finished = "这一课到此结束。";

        offer = "刚接触循环神经网络？第一课只要三分钟。";
        offer_button = "开始第一课";
        offer_hint = "全部课程都在“课程”里（F6），随时可以去。";
        left = "这一课停在你离开的地方；你自己的运行已原样恢复。";
        taken_along = "这一课的运行成了你自己的一次运行，接着训练。";
        no_thread(reason: &str) = format!("课程无法开始：{reason}。");
        running = "课程进行中";
        none_running = "没有进行中的课程";
        done_count(done: usize, all: usize) = format!("已完成 {done} 课，共 {all} 课");
        no_figure = "课程列表没有可保存的内容；课程中看到的图在示波器视图（F2）里保存。";
    }
}
