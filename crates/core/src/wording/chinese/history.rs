//! What the series are called.

use super::super::{HistoryWords, translation};

translation! {
    HistoryWords::CHINESE {
        loss = "损失";
        grad_norm = "梯度范数";
        learning_rate = "学习率";
        clipped = "已裁剪";
        effective_step = "有效步长";
        validation_loss = "验证损失";

        not_consecutive(found: u64, expected: u64) =
            format!("无法加入第 {found} 步：接下来应当是第 {expected} 步");
    }
}
