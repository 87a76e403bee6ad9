//! What is told of runs without a window, beside their results.

use super::super::{Headless, translation};

translation! {
    Headless::CHINESE {
        // A billion is ten times 亿.
        slow_steps(billions: f64) = format!(
            "每一步约有 {:.0} 亿次乘法，可能要几分钟；减小 --batch、--hidden、--layers 或 --time-steps \
             会快一些", billions * 10.0
        );
        bar = "{bar:40} 第 {pos} 步，共 {len} 步，损失 {msg}，{rate} 步/秒，还需 {eta}";
        bar_of_sweep(runs: usize) =
            format!("{{bar:40}} {{percent}}%，{runs} 次运行中已完成 {{msg}} 次，还需 {{eta}}");

        season_found(rows: usize) = format!("season = auto 找到的季节是 {rows} 行");
        no_season_found = "season = auto 没有找到季节";
        linear_left_out(time_steps: usize, inputs: usize, most: usize) = format!(
            "略去线性基线：{time_steps} 个时间步、每步 {inputs} 个输入，超过了能够计算的 {most} 个数"
        );
        together(remarks: &[String]) = remarks.join("；");

        kept(divergence: &str, folder: &str) = format!("{divergence}；此前的结果在 {folder} 中");
        no_output(reason: &str) = format!("无法写到标准输出：{reason}");
        no_window(reason: &str) = format!("无法打开程序窗口：{reason}");
        window_failed(reason: &str) = format!("程序窗口出错：{reason}");
        trains_without(why: &str) = format!("{why}；改为不打开程序窗口，直接训练");
    }
}
