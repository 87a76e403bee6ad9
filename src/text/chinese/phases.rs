//! What happens in the phases of a training step, in Chinese.

use super::super::{LayerReads, Phases, StateBefore, translation};
use super::joined;

translation! {
    Phases::CHINESE {
        whole_step = "整步";
        parts = "分段";
        time_steps = "逐个时间步";

        step(step: u64) = format!("第 {step} 步：前向读过窗口，反向传回梯度，更新权重");
        all_forward(samples: usize) =
            format!("前向：网络依次读入窗口的 {samples} 个样本，逐个给出预测");
        forward(time_step: usize, of: usize, what: &str) =
            format!("前向，第 {time_step} 个时间步（共 {of} 个）：{what}");
        backward(time_step: usize, of: usize, what: &str) =
            format!("反向，第 {time_step} 个时间步（共 {of} 个）：{what}");
        update(what: &str) = format!("更新：{what}");

        reads(reading: &LayerReads) = reads(reading);

        its_error = "这个预测自身的误差";
        from_above(layer: usize) = format!("从第 {layer} 层传下来的部分");
        in_layer(layer: usize) = format!("（第 {layer} 层）");
        last_answer(place: &str) =
            format!("最后一个预测的误差给出隐藏状态的第一个梯度{place}");
        last_from(source: &str, place: &str) = format!("{source}给出隐藏状态的第一个梯度{place}");
        no_gradient(place: &str) = format!("这个预测不计入损失，后面的时间步也没有传来梯度：这里没有梯度{place}");
        back_alone(place: &str, later: usize) = format!(
            "梯度{place}只经由循环权重从第 {later} 个时间步传回，因为这个预测不计入损失"
        );
        alone(source: &str, place: &str) =
            format!("{source}给出梯度{place}，后面的时间步没有传来梯度");
        back_and_added(source: &str, place: &str, later: usize) =
            format!("梯度{place}经由循环权重从第 {later} 个时间步传回，再加上{source}");

        each_by_itself = "反向：每个预测的误差只给出它自己那个时间步的梯度";
        last_by_itself = "反向：最后一个预测的误差给出它自己那个时间步的梯度，之前的时间步没有梯度";
        gathering(last: usize) = format!(
            "反向：损失的梯度从第 {last} 个时间步传回第一个，沿途加上每个预测的误差，传到第一个为止"
        );
        from_last(last: usize) = format!(
            "反向：损失的梯度从第 {last} 个时间步（只有它的预测计入损失）传回第一个，传到第一个为止"
        );

        shrunk(then: &str) = joined(&["梯度范数超过阈值，先把梯度缩短到阈值；然后", then]);
        descends(rule: &str) = format!("{rule} 从权重中减去学习率与梯度之积");
        moves(rule: &str) = format!("{rule} 根据这次的梯度和以往梯度的累积更新权重");

        loss_of_row(row: usize) = format!("第 {row} 行的 L");
        from_layer(layer: usize) = format!("来自第 {layer} 层");
        from_time_step(time_step: usize) = format!("来自第 {time_step} 个时间步");
        nothing_later = "后面没有";

        variable = "变量";
        norm_before = "‖更新前‖";
        norm_of_gradient = "‖梯度‖";
        norm_of_change = "‖改变量‖";
    }
}

/// "网络读入第一个输入，状态从零开始，然后给出预测".
fn reads(reading: &LayerReads) -> String {
    let LayerReads { layer, layers, is_first, before } = *reading;
    let is_alone = before == StateBefore::Off;
    let input = match layer {
        1 if is_alone => "这一个输入".to_owned(),
        1 if is_first => "第一个输入".to_owned(),
        1 => "下一个输入".to_owned(),
        _ => format!("第 {} 层的隐藏状态", layer - 1),
    };
    let who = if layers == 1 { "网络".to_owned() } else { format!("第 {layer} 层") };
    let read = match before {
        StateBefore::Off => format!("只读入{input}，状态从零开始"),
        StateBefore::Zeros => format!("读入{input}，状态从零开始"),
        StateBefore::WindowBefore => format!("读入{input}，以及上一个窗口留下的状态"),
        StateBefore::TimeStepBefore => format!("读入{input}，以及自己在上一个时间步的隐藏状态"),
    };
    let answers = if layer >= layers {
        "然后给出预测".to_owned()
    } else {
        format!("结果交给第 {} 层", layer + 1)
    };
    format!("{who}{read}，{answers}")
}
