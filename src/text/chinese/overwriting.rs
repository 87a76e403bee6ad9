//! What is said of files that would take the place of others.

use super::super::{Overwriting, translation};
use super::joined;

translation! {
    Overwriting::CHINESE {
        overwrites(what: &str, lost: &str, path: &str, another: &str) =
            joined(&[what, "会覆盖", lost, "（", path, "）；请换一个", another]);
        written_by_hand(path: &str) = format!("{path} 是手写的，扫描会覆盖它；请换一个 --out");
        another_name = "文件名";
        another_out = "--out";

        the_checkpoint = "检查点";
        runs_weights = "这次运行的初始权重";
        runs_data = "这次运行的数据";
        runs_file = "这次运行所依据的文件";
        runs_results = "这次运行的结果";

        the_run = "这次运行";
        own_weights = "自己的初始权重";
        own_data = "自己的数据";
        own_file = "自己所依据的文件";

        the_sweep = "扫描";
        weights_of_its_runs = "各次运行的初始权重";
        data_of_its_runs = "各次运行的数据";
        plan = "说明扫描内容的文件";

        the_evaluation = "这次评估";
        own_evaluation = "网络自己那次运行的评估结果";
        results = "那里已有的结果";
        data = "所用的数据";
    }
}
