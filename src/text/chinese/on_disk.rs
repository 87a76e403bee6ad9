//! What is said in Chinese of the files in which runs and settings are kept.

use super::super::{OnDisk, translation};

translation! {
    OnDisk::CHINESE {
        too_many(folder: &str, stem: &str) =
            format!("{folder} 中名为 {stem} 的文件太多；请把其中一些移到别处");
        lock_taken = "锁文件的名称已被占用，而占用它的不是文件";

        recipe_in(reason: &str) = format!("其中的配方有误：{reason}");
        no_checkpoint(file: &str, reason: &str) = format!("{file} 不是检查点：{reason}");
        no_data(file: &str, reason: &str) = format!("{file} 中的运行无法继续：{reason}");
        unfit(file: &str, misfit: &str) = format!("{file} 与它的配方不符：{misfit}");
        changed(file: &str) = format!("{file} 中的数值在保存之后被改动过；请换用另一份副本");
        array_missing(name: &str) = format!("缺少 {name}");
        array_shape(name: &str, found: &str, needed: &str) =
            format!("{name} 的形状是 {found}，应为 {needed}");
        array_superfluous(name: &str) = format!("多出 {name}，网络中没有这个变量");
        key_missing(key: &str) = format!("元数据中没有 {key}");
        no_number(key: &str, value: &str) = format!("{key} 是 {value}，不是数");
        too_many_steps(key: &str, count: u64, most: u64) =
            format!("{key} 是 {count}，但一次运行最多 {most} 步");
        no_time(key: &str) = format!("{key} 不是以秒计的时间");
        no_steps(step: &str, loss: &str) = format!("{step} 和 {loss} 与这次运行的训练步不符");
        scalars(key: &str, value: &str, count: usize) =
            format!("{key} 是 {value}，应为 {count} 个有限数");
        no_phase = "origin 不是有限的相位";
        too_many_epochs(sample: u64) = format!("sample 是 {sample}，但一次运行没有这么多轮");
        version(found: &str, known: &str) = format!("版本是 {found}，而本程序只能读取版本 {known}");

        no_list(file: &str, reason: &str) = format!("{file} 不是运行列表：{reason}");
        list_unmarked = "元数据中没有相应的标记";
        look_missing = "缺少当前运行的名称和颜色";
        run_broken(number: usize, file: &str) = format!("{file} 中的第 {number} 次运行已损坏");


        png_picture = "PNG 图片";
        recipe = "配方";
        checkpoint = "检查点";
    }
}
