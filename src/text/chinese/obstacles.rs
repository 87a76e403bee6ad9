//! Why there is nothing to see, nothing to foretell, or no lower loss, in Chinese.

use super::super::{Obstacles, translation};

translation! {
    Obstacles::CHINESE {
        no_noise_told(variance: &str) = format!("目标上的噪声无法预知，其方差为 {variance}");
        none_and_nothing = "即使没有记忆，这里的每个输入也只对应一个目标值：0";
        none(loss: &str) = format!("没有记忆时，只凭 sin 无法知道 cos 是正还是负：{loss}");
        reset_and_nothing = "状态在每个窗口开始时清零，但这里的第一个样本仍只对应一个目标值：0";
        reset_half_turns(loss: &str) =
            format!("样本相隔半个周期，窗口中后面的样本并不比第一个样本提供更多信息：{loss}");
        reset(of_first: &str, loss: &str) =
            format!("状态在每个窗口开始时清零，第一个样本的目标值无法确定：{of_first}/T = {loss}");
        carry_and_nothing = "状态一直传递下去，两个样本就能确定相位，没有什么不确定的：0";
        carry(loss: &str) =
            format!("样本相隔半个周期，批中各行读到的输入相同，目标却不同：{loss}");

        not_recurrent = "状态在每个时间步都清零，没有循环可看";
        not_finite = "权重已不再是有限数";
        no_eigenvalues = "无法求出这个矩阵的特征值";
        no_variation = "这些数据没有可以改变的间隔、相位或频率";
        no_oscillation = "这些数据不是 sin 和 cos，因此从网络的预测推不出下一个输入";
        no_table = "这些数据不是表格，没有末尾，也没有划分";
        no_weights = "没有权重";

        horizon(horizon: usize) = format!(
            "预报要求预测步长为 1，而不是 {horizon}：每个预测都是下一行的输入"
        );
        input_unknown(input: &str) =
            format!("预报要求每个输入也是目标，而 {input} 不是，谁也不知道它以后的值");
        too_far(most: usize, rows: usize) = format!("预报可以有 1 到 {most} 行，不能是 {rows} 行");
        miscounted(samples: usize, targets: usize, found: usize) = format!(
            "有 {samples} 个样本、{targets} 个目标，每个样本的每个目标都要有一个预测，而不是总共 {found} 个"
        );
    }
}
