//! What gates are, and which vectors can't be had.

use super::super::network::gate;
use super::super::{NetworkWords, translation};

translation! {
    NetworkWords::CHINESE {
        lstm_i = gate("输入门", "候选值 g 有多少进入细胞状态。");
        lstm_f = gate("遗忘门", "细胞状态留下多少：1 全部保留，0 全部忘掉。");
        lstm_g = gate("候选值", "要加到细胞状态上的值，加多少由 i 决定。");
        lstm_o = gate("输出门", "tanh c 有多少输出为隐藏状态。");

        gru_r = gate("重置门", "先前的状态在候选值 n 中占多少。");
        gru_z = gate("更新门", "先前的状态留下多少：1 全部保留，0 换成 n。");
        gru_n = gate("候选值", "要放进隐藏状态的值，放进多少由 z 决定。");

        no_such_vectors(variable: &str, value: &str) =
            format!("{variable} 是 {value:?}，但只能是 scalar、256 或 512");
        no_vectors_here(variable: &str, bits: u32) =
            format!("{variable} 要求 {bits} 位的向量，而这个处理器不支持；请去掉这个环境变量");
    }
}
