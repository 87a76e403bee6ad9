//! Words in figures in Chinese.

use super::super::{Figures, translation};

translation! {
    Figures::CHINESE {
        input = "输入";
        target = "目标";
        prediction = "预测";
        signal = "信号";
        time = "t（弧度）";
        step = "训练步";
        loss = "损失";
        every_step = "每一步";
        smoothed = "平滑后";
        validation = "验证";
        floor(value: &str) = format!("下限 {value}");
        floor_below(value: &str) = format!("下限 {value}（在下方）");
        explained(label: &str, because: &str) = format!("{label}。{because}");
        together(changes: &[&str]) = changes.join("，");
        no_data = "没有数据";
        no_number = "非有限数";
        about_run = "目标与预测随时间的变化，以及每一步的损失。";
        about_sweep = "扫描各点的数值，以颜色表示。";

        row = "行";
        rows_from(first: &str, last: &str) = format!("从 {first} 到 {last} 的各行");
        forecast = "预报";
        band = "90%";
        residuals_of(column: &str) = format!("{column}：目标 − 预测");
        residual = "残差";
        samples = "样本数";
        how_often(part: &str) = format!("残差的分布，{part}部分");
        comes_again(part: &str) = format!("残差的自相关，{part}部分");
        white_noise(chance: &str) = format!("白噪声的 95%：±{chance}");
        rows_later = "相隔行数";
        autocorrelation = "自相关";

        sweep(runs: usize, criterion: &str) = format!("{runs} 次运行的扫描：{criterion}");
        spread_of(criterion: &str) = format!("{criterion}的离散程度（四分位距）");
        median_of(criterion: &str) = format!("{criterion}的中位数");
        steps_each(steps: usize) = format!("各 {steps} 步");
        drawn_too(setting: &str) = format!("{setting}也随机抽取，图中未画");
        seeds_a_point(seeds: usize) = format!("每点 {seeds} 个种子");
        grey(subtitle: &str) = format!("{subtitle}；灰色表示有一半的运行发散或始终没有达标");

        font(reason: &str) = format!("无法读取插图的字体（{reason}）；需要重新编译程序");
        scale(scale: f32) = format!("插图的缩放倍数必须在 0.1 到 16 之间，不能是 {scale}");
        no_pixels(reason: &str) = format!("无法把插图绘制成像素：{reason}");
        too_large(width: u32, height: u32) =
            format!("{width} × {height} 像素的图片超出了内存；请选用较小的缩放倍数");
        no_png(reason: &str) = format!("无法把插图写成 PNG：{reason}");
    }
}
