//! What is wrong with the file of a lesson, or with its texts, in Chinese.

use super::super::{LessonFiles, translation};

translation! {
    LessonFiles::CHINESE {
        no_version(key: &str, version: i64) =
            format!("这不是课程；课程文件要有 {key} = {version} 这个键");
        unknown_version(written: &str, known: i64) =
            format!("{written} 不是已知的格式版本；已知的是 {known}");
        no_stage = "课程缺少 [stage]，没有它就不知道怎样开场";
        no_steps = "课程没有步骤；每一步是 [[step]] 下的一个表";
        too_many_steps(count: usize, most: usize) =
            format!("课程有 {count} 步，最多只能有 {most} 步");
        steps_are_a_list = "step 必须是一列表，每一个写在 [[step]] 下";
        step_needs_text = "这一步缺少 text，也就是文本中对应小节的名称";
        question_needs = "问题需要 text、choices 和 right";
        choices_need_right = "choices 和 right 要一起写：各选项的名称，以及正确的那一个";
        draw_needs = "draw 需要一件会训练那么远的事（deed），而且不与 choices 同用：两者都是预测";
        no_choices(least: usize, most: usize) =
            format!("choices 必须列出 {least} 到 {most} 个互不相同的名称");
        no_such_choice(name: &str) = format!("right = {name} 不在选项之中");
        no_table(key: &str) = format!("{key} 必须是一个表");
        no_text(key: &str, written: &str) =
            format!("{key} = {written} 不行：必须是引号中的文本");
        no_list(key: &str, written: &str) =
            format!("{key} = {written} 不行：必须是一列引号中的名称");
        only_true(key: &str) =
            format!("{key} = false 无法等待：什么都没做时就已经如此");
        no_view(name: &str, views: &[&str]) =
            format!("没有名为 {name} 的视图；现有的视图是 {}", views.join("、"));
        no_lens(name: &str, lenses: &[&str]) =
            format!("没有名为 {name} 的透镜；现有的透镜是 {}", lenses.join("、"));
        no_control(name: &str) = format!("程序窗口里没有设置 {name} 的地方");
        no_target(name: &str, names: &[&str]) = format!(
            "没有名为 {name} 的东西可看；可以写任何有控件的设置，以及 {}", names.join("、")
        );
        not_offered(name: &str) =
            format!("这件事永远做不到：{name} 要由学习者来改，开场却把它隐藏或锁定了");
        no_range(key: &str) = format!("{key} 必须是一个范围：[从, 到]，前者不大于后者");
        over_needs_loss = "over 要与 below 或 above 同用：它说明取多少步的平均";
        empty_deed = "deed 什么也没要求；请去掉它，或写明要做什么";
        unchangeable(name: &str) = format!("changed = {name} 不行：这个透镜没有可以改的东西");
        no_part(name: &str) = format!("apart = {name} 不行：必须是 begun 或 update");

        no_prose(name: &str) = format!(
            "课程没有文本：旁边要有 {name}.en.md 或 {name}.zh.md，或在 [text] 下写 en = \"…\""
        );
        no_title = "文本没有标题：以 # 开头的一行";
        no_section(name: &str, language: &str) =
            format!("{language} 文本中没有 ## {name} 这一节");
        no_choice_text(choice: &str, section: &str, language: &str) =
            format!("{language} 文本的 ## {section} 一节中没有 - {choice}: … 这一行");
        section_twice(name: &str) = format!("已经有 ## {name} 这一节");
        too_many_sections(most: usize) = format!("文本最多有 {most} 节");
        no_part_of_text(name: &str) =
            format!("没有 ### {name} 这一部分；小节之下可以有 ### hint 和 ### why");
        no_choice_name = "选项以名称和冒号开头：- 名称: 内容";
        no_link(words: &str) = format!(
            "链接 [{words}] 没有指向；它要指出屏幕上的东西，例如 [{words}](#lr)"
        );
        too_long(most: usize) = format!("小节的一部分最多有 {most} 个字符");
        is_a_lesson(path: &str) =
            format!("{path} 是课程，要在程序窗口里进行：rnnscope {path}");
    }
}
