//! What lenses say of what they see, and their own switches.

use super::super::{Verdicts, translation};
use super::{counted, joined, percent};
use crate::number::{grouped, short};

translation! {
    Verdicts::CHINESE {
        no_gradient = "第一步之前没有梯度";
        clipped(norm: f64, clip: f64) =
            format!("已裁剪：{} 缩短到了 {}。", short(norm), short(clip));
        unclipped(norm: f64, clip: f64) =
            format!("未裁剪：{} 没有超过 {}。", short(norm), short(clip));

        in_layer(layer: usize) = format!("（第 {layer} 层）");
        vanishing(part: f64, layer: &str) = format!(
            "梯度消失：从最后一个时间步出发的梯度，到第一个时间步只剩 {}{layer}。", short(part)
        );
        outgrown(layer: &str) = format!(
            "梯度爆炸：在传到第一个时间步的途中，梯度超出了数值范围{layer}。"
        );
        exploding(part: f64, layer: &str) = format!(
            "梯度爆炸：从最后一个时间步出发的梯度，到第一个时间步变为 {} 倍{layer}。", short(part)
        );
        flowing(part: f64, layer: &str) = format!(
            "梯度没有消失：从最后一个时间步出发的梯度，到第一个时间步还剩 {}{layer}。", short(part)
        );
        cut = "没有梯度从一个时间步传到另一个时间步。";

        state_name(state: &str) = format!("状态：{state}");
        nothing_crossed = "传递：还没有状态越过边界，这个窗口从全零的状态开始。";
        carry = "传递：状态越过边界，梯度不越过边界。";
        reset = "清零：每个窗口都从全零的状态开始，什么也不越过边界。";
        none = "无记忆：每个时间步都从全零的状态开始，什么也记不住。";
        changes_next(state: &str) = format!("改为“{state}”将从下一步起生效。");

        sort = "按相位排序";
        sort_hint = "振荡先到峰值的单元排在前面。";
        drawn(unit: usize, layer: &str) =
            joined(&["单元", &unit.to_string(), layer, "已画在曲线图中。"]);
        click_a_row = "单击一行，就把那个单元画到曲线图中。";
        drawn_name(sheet: &str, unit: usize, layer: &str) =
            joined(&["单元", &unit.to_string(), layer, "的", sheet]);
        unit(unit: usize, layer: &str) = format!("单元 {unit}{layer}");
        hidden_state = "隐藏状态";
        hidden_state_hint = "单元的输出，在下一个时间步又作为输入读入。";
        cell_state = "细胞状态";
        cell_state_hint = "单元的记忆，输出门只让其中一部分输出。";
        sheet_hint(name: &str, meaning: &str) = format!("{name}：{meaning}");
        unit_place(step: u64, time_step: usize, of: usize) =
            format!("第 {step} 步的窗口，第 {time_step} 个时间步，共 {of} 个");

        warm_up = "预热";
        threshold = "阈值";
        stays_one(threshold: f64) = format!(
            "自由运行时，只有第 1 个时间步与 cos t 的距离不超过 {}。", short(threshold)
        );
        stays(threshold: f64, steps: usize) = match steps {
            0 => format!("自由运行的第 1 个时间步，与 cos t 的距离就超过了 {}。", short(threshold)),
            _ => format!(
                "自由运行时，前 {steps} 个时间步与 cos t 的距离不超过 {}。", short(threshold)
            ),
        };
        stays_all(threshold: f64, steps: usize) = format!(
            "自由运行时，全部 {}与 cos t 的距离都不超过 {}。",
            counted(steps as u64, "个时间步"), short(threshold)
        );

        behind_the_end(rows: usize) = format!(
            "表格末尾之后的 {} 行，每一行都由网络对前一行的预测推出。", grouped(rows as u64)
        );
        with_band = "在验证部分里，90% 的这类预报误差不超出阴影的范围。";
        with_short_band(rows: usize) = format!(
            "在验证部分里，90% 的这类预报误差不超出阴影的范围；验证部分较短，只能估计前 {} 行的误差。",
            grouped(rows as u64)
        );
        without_band = "验证部分太短，无法估计预报的误差有多大。";

        look_at_best(step: u64) = format!("回看最好的一步：第 {} 步", grouped(step));
        look_at_best_hint = "验证损失最低的一步，在损失图上用圆圈标出（B）。";
        fresh_windows(rows: usize) = format!(
            "每个窗口都从零状态开始，所以网络最初几次预测只读过几行，而线性回归每次都读 {rows} 行。"
        );
        fresh_steps(rows: usize) = format!(
            "每个时间步都从零状态开始，所以网络的每个预测只读过一行，而线性回归读 {rows} 行。"
        );

        spacing = "间隔 ×";
        phase = "相位";
        amplitude = "振幅 ×";
        noise = "噪声";
        frequency = "频率 ×";
        as_in_training = "与训练时相同";
        no_number = "非有限数";
        losses(here: &str, there: &str) =
            joined(&["在这些数据上的损失为", here, "；在训练数据上为", there, "。"]);
        described(factor: f64, spacing: f64, phase: f64, amplitude: f64, noise: f64, frequency: f64) =
            format!(
                "数据：间隔 × {}（{} 弧度），相位 {}，振幅 × {}，噪声 {}，频率 × {}。",
                short(factor), short(spacing), short(phase), short(amplitude), short(noise),
                short(frequency)
            );

        infinite_state = "隐藏状态的数值已不是有限数";
        still_state = "隐藏状态静止不动，没有轨迹";
        axes_hold(first: f64, second: f64, layer: &str) = format!(
            "两个轴分别占全部运动的 {} 和 {}{layer}。", percent(first), percent(second)
        );
        rows_done(part: f64) =
            format!("已算出 {} 的行；其余的行暂用最近的一行代替。", percent(part));

        change = "变化";
        change_hint = "运行开始以来训练带来的改变。";

        radius(radius: f64, layer: &str) = format!("谱半径为 {}{layer}。", short(radius));
        nearest(angle: f64, distance: f64, at: f64) = format!(
            "离 e^(±id)（d = {}）最近的特征值：到圆心的距离为 {}，角度为 {}。",
            short(angle), short(distance), short(at)
        );
        one_beyond = "有 1 个特征值在图外。";
        beyond(count: usize) = format!("有 {count} 个特征值在图外。");
        trail_grows = "透镜打开之后才开始记录轨迹";
        trail_since(step: u64) = format!("自第 {} 步起的轨迹", grouped(step));

        take_apart = "拆解下一步";
        take_apart_hint = "暂停训练，把下一个训练步拆开来看。";
        not_taken_apart = "还没有拆解过任何一步";
        back = "后退";
        back_hint = "后退一个阶段（←）。";
        next = "前进";
        next_hint = "前进一个阶段；过了最后一个阶段，就真正执行这一步（→）。";
        slow_motion = "慢放";
        stop = "停止";
        slow_motion_hint = "一个阶段接一个阶段，一步接一步地播放。";
        leave = "离开";
        leave_hint = "不执行这一步。";
        answered(phase: &str, answer: f64, target: f64, loss: Option<f64>) = {
            let loss = loss.map_or_else(String::new, |loss| format!("损失 {}。", short(loss)));
            format!("{phase}：ŷ = {}，目标 {}。{loss}", short(answer), short(target))
        };
        flowed_back(phase: &str, norm: f64, loss: f64) =
            format!("{phase}：‖∂L/∂h‖ = {}。损失 {}。", short(norm), short(loss));
        numbers_of(unit: usize, layer: Option<usize>) = {
            let layer = layer.map_or_else(String::new, |layer| format!("（第 {layer} 层）"));
            format!("单元 {unit}{layer}，′ 表示前一个时间步。单击一行可以换一个单元。")
        };
        with_loss(phase: &str, loss: f64) = format!("{phase}：损失 {}。", short(loss));
        with_norm(phase: &str, norm: f64) = format!("{phase}：梯度范数 {}。", short(norm));
        with_both(phase: &str, loss: f64, norm: f64) = format!(
            "{phase}：损失 {}，梯度范数 {}。", short(loss), short(norm)
        );
        phase_of(step: u64, at: usize, of: usize) =
            format!("第 {} 步：{at} / {of}", grouped(step));

        block_unit(gate: &str, letter: &str, unit: usize) =
            format!("{gate} {letter}，单元 {unit}");
        no_number_bar = "无数值";
        no_number_here = "此处不是有限数";
        loss_of_inputs(loss: &str, windows: usize, part: &str) = format!(
            "在{part}部分的 {} 个窗口上，损失为 {loss}。", grouped(windows as u64)
        );
        losses_of_inputs(here: &str, there: &str, windows: usize, part: &str) = format!(
            "在{part}部分的 {} 个窗口上，输入这样改动后损失为 {here}；输入不变时为 {there}。",
            grouped(windows as u64)
        );
        described_inputs(amplitude: f64, noise: f64) = format!(
            "输入（网络读到的缩放值）：振幅 × {}，噪声 {}。", short(amplitude), short(noise)
        );
    }
}
