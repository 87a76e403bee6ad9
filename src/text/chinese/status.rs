//! Texts of the line at the bottom.

use super::super::{Status, translation};
use super::joined;
use crate::number::grouped;

translation! {
    Status::CHINESE {
        looking_back = "回看中";
        training = "训练中";
        paused = "已暂停";
        step_reached = "已暂停：到达指定步数";
        loss_reached = "已暂停：达到指定损失";
        out_of_patience = "已暂停：耐心用尽";
        diverged(step: u64) = format!("在第 {} 步发散", grouped(step));
        failed = "出错";
        step = "步数";
        epoch = "轮次";
        best_validation = "最低验证";
        best_at(loss: &str, step: u64) = format!("{loss}（第 {} 步）", grouped(step));
        loss = "损失";
        gradient_norm = "梯度范数";
        steps_per_second = "步/秒";
        elapsed = "用时";
        spectral_radius = "谱半径";
        device = "设备";
        reading(table: &str) = joined(&["正在读取", table]);
    }
}
