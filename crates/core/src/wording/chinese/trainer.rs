//! Why a run can't begin or go on.

use super::super::{TrainerWords, translation};
use super::joined;

translation! {
    TrainerWords::CHINESE {
        needs_restart(label: &str) = joined(&[label, "不能在运行途中改变；改变它就要开始一次新的运行"]);
        cannot_start(path: &str, reason: &str) = format!("无法从 {path} 开始：{reason}");
        diverged(step: u64, is_loss: bool) = {
            let what = if is_loss { "损失" } else { "梯度" };
            format!("运行发散了：到第 {step} 步，{what}不再是有限数")
        };
        cannot_go_on(reason: &str) = format!("运行无法继续：{reason}");
        computation_failed(reason: &str) = format!("计算失败：{reason}");

        it = "该文件";
        another_file(found: &str, expected: &str) =
            format!("该文件的 SHA-256 是 {found}，而配置要求 {expected}");
        holds(held: &str, asked: &str) =
            joined(&["其中存的是", held, "，而这里的设置要求", asked]);
        no_tensor(name: &str, all: &[&str]) =
            format!("其中没有张量 {name}；这样的网络需要 {}", all.join("、"));
        other_shape(name: &str, found: &str, needed: &str) =
            format!("其中 {name} 的形状是 {found}，而这个网络需要 {needed}");
        superfluous(name: &str) = format!("其中多出张量 {name}，这样的网络里没有");

        units(cell: &str, hidden: usize) = format!("{hidden} 个单元的 {cell}");
        network(cell: &str, hidden: usize, layers: usize) =
            format!("{layers} 层、每层 {hidden} 个单元的 {cell}");
    }
}
