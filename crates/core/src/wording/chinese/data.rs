//! What is read and answered, and why data can't be had.

use super::super::{DataWords, translation};
use super::joined;

translation! {
    DataWords::CHINESE {
        cos_from_sin = "由 sin 求 cos";
        cos_from_noisy_sin = "由含噪的 sin 求 cos";
        task(targets: &str, inputs: &str) = joined(&["由", inputs, "求", targets]);
        task_in_numbers(targets: usize, inputs: usize) =
            format!("由 {inputs} 个输入求 {targets} 个目标");
        rows_ahead(names: &str, rows: usize) = match rows {
            0 => joined(&["预测", names]),
            1 => joined(&["预测下一行的", names]),
            rows => joined(&["预测", &rows.to_string(), "行之后的", names]),
        };
        cannot_be_had = "无法取得的数据";

        noisy_sin = "sin t + 噪声";
        input = "输入";
        target = "目标";
        row = "行";
        t_in_radians = "t（弧度）";

        no_formula(is_target: bool) = format!(
            "用公式作数据，输入和目标缺一不可，而这里没有{}：可以写 sin(t) 这样的公式", side(is_target)
        );
        no_expression(is_target: bool, number: usize, text: &str, reason: &str) =
            format!("{} {number} = {text} 不是 t 的公式：{reason}", side(is_target));
        not_finite(is_target: bool, number: usize, text: &str, value: f32, t: f64) =
            format!("{} {number} = {text} {}", side(is_target), without_value(value, t));
        has_no_value(value: f32, t: f64) = format!("公式{}", without_value(value, t));

        no_validation(split: &str, samples: usize) = format!(
            "patience 要求有验证部分，而 split = {split} 在 {samples} 个样本中没有给它留下一个：请把这一部分调大，\
             或设 patience = off"
        );
        cannot_train(data: &str, reason: &str) = format!("无法用 {data} 训练：{reason}");
        another_file(found: &str, expected: &str) =
            format!("文件已经变了：它的 SHA-256 是 {found}，而配置要求 {expected}");
        or_made(reason: &str, names: &[&str]) =
            format!("{reason}；rnnscope 自己生成的数据有 {}", names.join("、"));
        too_few_for_a_window(samples: usize, time_steps: u64) = format!(
            "训练部分有 {samples} 个样本，而一个窗口就要 {time_steps} 个：\
             可以改为 time_steps = {samples}，或者加大训练部分"
        );
        too_few_for_streams(samples: usize, batch: u64, time_steps: u64, fits: &str) = format!(
            "训练部分有 {samples} 个样本，不够 {batch} 条数据流各取一个 {time_steps} 步的窗口：\
             可以改为 {fits}"
        );
        batch_with(batch: u64, time_steps: u64) =
            format!("batch = {batch} 且 time_steps = {time_steps}");
        batch_or(batch: u64, time_steps: u64) =
            format!("batch = {batch} 或 time_steps = {time_steps}");
    }
}

fn side(is_target: bool) -> &'static str {
    if is_target { "目标" } else { "输入" }
}

/// What is said of a place at which the first step needs a value.
fn without_value(value: f32, t: f64) -> String {
    format!("在 t = {t} 处是 {value}，而第一个窗口要用到这一点：公式的值必须是 3.4e38 以内的数")
}
