//! Titles, axes and lines of the lenses' graphs, in the window and in figures.

use super::super::{Graphs, translation};
use super::joined;
use crate::number::short;

translation! {
    Graphs::CHINESE {
        step = "训练步";
        norm = "范数";
        remembered = "记住的大小 √Σv";
        value = "值";
        unit = "单元";
        weight = "权重";
        change = "变化";
        input = "输入";
        target = "目标";
        prediction = "预测";
        row = "行";
        column = "列";
        layer(layer: usize) = format!("第 {layer} 层");
        time_step = "窗口中的时间步";
        newest_time_step = "最新窗口中的时间步";
        latest = "时间步，0 为最新";

        ratio = "比值";
        first_by_last(layer: &str, since: &str) =
            format!("‖∂L/∂h‖{layer}，第一个时间步与最后一个之比，{since}");
        part = "比例";
        correlation = "自相关系数";
        what_is_left(layer: &str) = format!("从最后一个时间步出发的梯度还剩多少{layer}");
        vanishing_below = "低于此线为消失";
        exploding_above = "高于此线为爆炸";

        border = "边界";
        states_by_phase = "隐藏状态，单元按相位排序";
        top_states_by_phase = "最上层的隐藏状态，单元按相位排序";
        gradient = "梯度";
        top_gradient = "最上层的梯度";

        input_at = "时间步 s 的输入";
        answer_at = "时间步 t 的预测";

        own_time_steps = "自由运行的时间步；0 之前为预热";
        warm_up_end = "预热结束";
        threshold(threshold: f64) = format!("阈值 {}", short(threshold));
        error = "误差";
        distance = "与 cos t 的距离";
        radians = "t（弧度）";

        input_weights = "输入权重";
        recurrent_weights = "循环权重";
        biases = "偏置";
        readout = "输出层";
        clipped = "已裁剪";
        clip_threshold = "裁剪阈值";
        by_group(since: &str) = format!("按参数分组，{since}");

        first_axis = "平面的第一个轴";
        second_axis = "平面的第二个轴";

        of_mean_jacobian = "状态对前一状态的雅可比矩阵（平均）";
        eigenvalues = "特征值";
        real_part = "实部";
        imaginary_part = "虚部";
        task_angle = "角度 ±d";

        error_over(column: &str, part: &str) = joined(&[column, "的误差，", part, "部分"]);
        residual = "残差";
        residuals = "残差";
        residuals_of(target: &str) = format!("{target}：目标 − 预测");
        normal_curve = "正态曲线";
        how_often = "出现次数";
        in_part(part: &str) = joined(&["，", part, "部分"]);
        samples = "样本数";
        rows_later = "相隔行数";
        samples_later = "相隔样本数";
        autocorrelation = "自相关";
        white_noise(chance: f64) = format!("白噪声的 95%：±{}", short(chance));
        against_prediction = "残差随预测的变化";
        forecast = "预报";
        band = "90% 区间";

        by_input(gates: &str) = if gates.is_empty() {
            "各输入的权重大小".to_owned()
        } else {
            format!("各输入的权重大小；门 {gates}")
        };
        gate = "门";
        size = "大小";

        how_many = "个数";
        hidden_state = "隐藏状态";
        hidden_state_of(layer: usize) = format!("第 {layer} 层的隐藏状态");
        cell_state = "细胞状态";
        cell_state_of(layer: usize) = format!("第 {layer} 层的细胞状态");
        from_the_last = "‖∂L/∂h‖，从最后一个时间步往回";
        before(variable: &str) = joined(&["更新前的", variable]);
        its_gradient = "梯度";
        what_is_added = "更新量";
        after(variable: &str) = joined(&["更新后的", variable]);
        unvaried = "输入不变时的预测";
    }
}
