//! What the data are that rnnscope makes, and of generators where they come from. What is a citation and nothing
//! else stays as it is.

use super::super::sources::source;
use super::super::{SourceWords, translation};

/// The English texts, for the citations among them.
const ENGLISH: SourceWords = SourceWords::ENGLISH;

translation! {
    SourceWords::CHINESE {
        sin_cos = source("sin → cos", "读入 sin t，预测 cos t。");
        noisy_sine = source("含噪 sin → cos", "同上，但输入带有噪声。");
        formula = source("公式", "用 t 的公式写出输入和目标。");

        mackey_glass = source(
            "Mackey-Glass",
            "时滞为 17 的混沌序列：看短时的记忆能预测到什么程度。",
        )
        .made_by(
            "dx/dt = 0.2 x(t − 17) / (1 + x(t − 17)^10) − 0.1 x(t)；每个时间单位一行",
            ENGLISH.mackey_glass.origin,
        );
        lorenz = source("Lorenz", "三维空间中的混沌轨迹：有多个输入和多个目标。").made_by(
            "dx/dt = 10 (y − x), dy/dt = x (28 − z) − y, dz/dt = x y − 8/3 z；每 0.02 个时间单位一行",
            ENGLISH.lorenz.origin,
        );
        narma10 = source("NARMA10", "由噪声驱动、依赖前十步的序列：看网络须记住哪些内容。").made_by(
            "y(k + 1) = 0.3 y(k) + 0.05 y(k) (y(k) + … + y(k − 9)) + 1.5 u(k) u(k − 9) + 0.1；\
             u 在 0 与 0.5 之间",
            ENGLISH.narma10.origin,
        );
        chirp = source(
            "chirp（扫频）",
            "频率逐渐升高的音：在低频处学习，在高频处检验。",
        )
        .made_by(
            "x(k) = sin(2π (k/100 + 0.09 k²/(2 N)) + φ)，共 N 行：周期从 100 行缩短到 10 行；φ 随机抽取",
            "信号处理中的线性 chirp 信号，同 scipy.signal.chirp",
        );
        adding = source(
            "加法",
            "把最近两个带标记的值相加：要记得久，而且无法靠插值得到。",
        )
        .made_by(
            "sum(k) = 到第 k 行为止最近两个带标记的值之和；值在 −1 与 1 之间，标记相隔 1 到 19 行",
            "仿 S. Hochreiter and J. Schmidhuber 1997, Long short-term memory, Neural Computation 9, \
             1735-1780（实验 4），连成一条数据流",
        );
        delay_echo = source(
            "延迟回声",
            "复述十步之前读到的值：只考记忆，不考别的。",
        )
        .made_by(
            "echo(k) = x(k − 10)，前十行为 0；x 在 −1 与 1 之间，每个值都重新抽取",
            "H. Jaeger 2001, Short term memory in echo state networks, GMD Report 152 \
             用来衡量记忆的延迟之一",
        );
        random_walk = source(
            "随机游走",
            "每一步都是随机的：没有什么胜得过朴素基线。",
        )
        .made_by(
            "x(k + 1) = x(k) + ε, x(0) = 0；每个 ε 服从标准差为 1 的正态分布",
            "K. Pearson 1905, The problem of the random walk, Nature 72, 294；\
             用于描述价格：L. Bachelier 1900",
        );
    }
}
