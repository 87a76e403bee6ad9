//! What is wrong with an optimizer's state.

use super::super::{OptimizerWords, translation};

translation! {
    OptimizerWords::CHINESE {
        other_shape(moments: usize, scalars: usize, found_moments: usize, found_scalars: usize) = format!(
            "优化器应为每个权重保存 {moments} 个数，另外再保存 {scalars} 个，\
             而不是 {found_moments} 个和 {found_scalars} 个"
        );
        other_network = "优化器的状态与这个网络的变量不符";
    }
}
