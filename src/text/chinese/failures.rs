//! What is said in Chinese where a part of the program can't go on.

use super::super::{Failures, translation};

translation! {
    Failures::CHINESE {
        training(panic: &str) = format!("训练线程出错（{panic}）；重新开始会新建一次运行");
        lens(panic: &str) = format!("这个透镜出错（{panic}）");
        race(panic: &str) = format!("竞赛出错（{panic}）");
        sweep(panic: &str) = format!("扫描出错（{panic}）");
        unknown_panic = "原因不明";
        steps_apart(misfit: &str) = format!("这次运行的训练步前后接不上：{misfit}");
        no_fork = "要从中分支的那一步已无法重放";
        no_threads = "系统已没有多余的线程可供竞赛或扫描使用：请结束其他程序，或提高进程数上限（ulimit -u）";
    }
}
