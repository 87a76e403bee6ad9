//! What is wrong with a configuration, or with its file.

use super::super::{ConfigWords, translation};
use super::joined;

translation! {
    ConfigWords::CHINESE {
        bad_value(name: &str, value: &str, label: &str, expected: &str) =
            joined(&[name, " = ", value, " 无效：", label, "必须是", expected]);
        empty_value(name: &str, label: &str, expected: &str) =
            joined(&[name, " 是空的：", label, "必须是", expected]);
        not_possible(name: &str, value: &str, reason: &str) =
            format!("{name} = {value} 无效：{reason}");
        unknown_field(name: &str, all: &[&str]) = format!(
            "没有名为 {name} 的设置；可用的设置有 {}", all.join("、")
        );
        endpoint_needs_half_turn(spacing: &str) =
            format!("endpoint = true 需要 spacing = \"half-turn\"，而不是 {spacing} 弧度");
        endpoint_needs_two_steps = "endpoint = true 需要 time_steps 至少为 2，而不是 1";
        graph_too_large(needed: f64, most: f64, batch: u64) = format!(
            "按这样的大小，engine = candle 约需 {needed:.1} GB，而最多可用 {most:.0} GB：\
             批大小减到 {batch} 就能放下，也可以改用 engine = kernel"
        );
        buffers_too_large(needed: f64, most: f64, batch: u64, time_steps: usize) = format!(
            "按这样的大小，约需 {needed:.2} GB，而最多可用 {most:.0} GB：\
             批大小减到 {batch}，或时间步数减到 {time_steps}，就能放下"
        );
        meaningless_with_carry(name: &str) = format!(
            "state = carry 时窗口前后相接，{name} 没有意义；请去掉它，或改用 state = reset"
        );
        patience_needs_validation = "patience 要求有验证部分，例如按 70/15/15 划分";

        unreadable(path: &str, reason: &str) = format!("无法读取 {path}：{reason}");
        too_large(path: &str, megabytes: usize) =
            format!("{path} 超过 {megabytes} MB，这类文件不会这么大");
        no_settings(path: &str, begin: &str) =
            format!("{path} 中没有设置；这类文件以 {begin} 开头");
        at_line(path: &str, line: usize, reason: &str) =
            format!("{path} 第 {line} 行：{reason}");
        not_utf_8 = "这不是 UTF-8 编码的文本，而 TOML 必须是";
        too_many_values = "从这里往后，值太多了，远远超出这类文件的需要";
        no_toml(said: &str) = format!("TOML 写法有误（{said}）");
        of_key(key: &str, reason: &str) = format!("{key}：{reason}");
        unknown_version(written: &str, known: i64) =
            format!("{written} 不是已知的格式版本，已知的是 {known}");
        preset_in_quotes(written: &str) =
            format!("{written} 无效：必须是放在引号中的预设名称");
        whole_number(written: &str, least: u64, most: u64) =
            format!("{written} 无效：必须是 {least} 到 {most} 之间的整数");
        a_table = "一个表";

        two_lists = "上面的列表里已经写了改动；请去掉其中一处";
        change_is_no_list = "change 必须是表的列表，每个表都以 [[change]] 开头";
        change_is_no_table(written: &str) =
            format!("{written} 无效：每处改动都要写成一个表，即 [[change]]");
        no_step = "改动要写明是在哪一步：step = 120 表示在第 120 步之前生效";
        no_setting = "改动中除 step 以外，还要有一个设置";
        not_live(name: &str, label: &str) =
            joined(&[name, " 不能在运行途中改变：", label, "只能写在文件开头，各处改动之前"]);
    }
}
