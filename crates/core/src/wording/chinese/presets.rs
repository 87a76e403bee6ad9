//! What the presets are.

use super::super::{PresetWords, translation};

translation! {
    PresetWords::CHINESE {
        pytorch =
            "PyTorch 教程：状态传递下去的 RNN，权重与 torch.manual_seed(seed) 所得相同；\
             只有相位不同，教程把它们舍入成了 float32。";
        tensorflow =
            "TensorFlow 教程，窗口包含端点；初始权重不同：\
             抽取的是 PyTorch 的数，而不是 TensorFlow 自己的。";
        keras =
            "Keras 教程：成批训练的 LSTM，权重按 Keras 的方式抽取；随机数与 Keras 的不同，\
             状态也不会在每步之后由 predict 再推进一次。";
        sin_half =
            "由 sin t 求 sin t/2：同一个输入有两个正确答案，只有记得前面的内容才分得清。";
        square_from_sine =
            "由 sin t 求方波：看正负号就够了，什么都不必记住，但跳变之处需要陡峭的权重。";
        two_tones =
            "由两个音之和求出这两个音：一个输入，两个目标，只有记得过去才能把它们分开。";
        mackey_glass =
            "提前二十行预测混沌序列：提前得够远，网络就能胜过由过去外推的直线；只提前一行时则不能。";
        lorenz =
            "由三个数描述的混沌轨迹，提前十行：三个输入，三个目标，每个目标都离不开另外两个。";
        adding =
            "最近两个带标记的值之和：门必须保住多达 37 行之前读到的值，\
             而且只有窗口的最后一个答案算数。";
        random_walk =
            "随机游走：无论训练多久，没有网络胜得过朴素基线；训练部分的损失下降，并不说明它做到了。";
        table =
            "你自己的表格：GRU 读取打乱的 24 行窗口，每轮之后用验证部分评判，\
             直到接连 20 轮都没有变得更好。";

        unknown(name: &str, all: &[&str]) = format!(
            "没有名为 {name} 的预设；可用的预设有 {}", all.join("、")
        );
    }
}
