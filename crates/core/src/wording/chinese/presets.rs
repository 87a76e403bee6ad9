//! What the presets are.

use super::super::presets::preset;
use super::super::{PresetWords, translation};

translation! {
    PresetWords::CHINESE {
        pytorch = preset(
            "PyTorch 教程",
            "PyTorch 教程：状态传递下去的 RNN，权重与 torch.manual_seed(seed) 所得相同；\
             只有相位不同，教程把相位舍入到了 float32。",
        );
        tensorflow = preset(
            "TensorFlow 教程",
            "TensorFlow 教程，窗口包含端点；初始权重不同：\
             用的是 PyTorch 的随机数，而不是 TensorFlow 自己的。",
        );
        keras = preset(
            "Keras 教程",
            "Keras 教程：成批训练的 LSTM，权重按 Keras 的方式抽取；随机数与 Keras 的不同，\
             状态也不会在每步之后由 predict 再推进一次。",
        );
        sin_half = preset(
            "半频正弦",
            "由 sin t 求 sin t/2：同一个输入有两个正确答案，只有记得前面的内容，才分得清是哪一个。",
        );
        square_from_sine = preset(
            "由正弦求方波",
            "由 sin t 求方波：看正负号就够了，什么都不必记住，但要画出跳变，权重得很大。",
        );
        two_tones = preset(
            "两个音",
            "由两个音之和求出这两个音：一个输入，两个目标，只有记得过去才能把它们分开。",
        );
        mackey_glass = preset(
            "Mackey-Glass",
            "预测混沌序列二十行之后的值：隔得够远，网络就能胜过对过去的线性外推；只隔一行时则不能。",
        );
        lorenz = preset(
            "Lorenz",
            "预测三维混沌轨迹十行之后的位置：三个输入，三个目标，每个目标都离不开另外两个。",
        );
        adding = preset(
            "加法问题",
            "最近两个带标记的值之和：门要保住的值，可能是 37 行之前读到的，\
             而且只有窗口的最后一个预测计入损失。",
        );
        random_walk = preset(
            "随机游走",
            "随机游走：无论训练多久，任何网络都胜不过朴素基线；训练部分的损失会下降，但那并不说明胜过了。",
        );
        table = preset(
            "表格",
            "你自己的表格：GRU 读取打乱的 24 行窗口，每轮之后用验证部分评估，\
             直到连续 20 轮都没有改善。",
        );

        unknown(name: &str, all: &[&str]) = format!(
            "没有名为 {name} 的预设；可用的预设有 {}", all.join("、")
        );
    }
}
