//! What is said of things that went wrong.

use super::super::{Errors, translation};
use super::joined;

translation! {
    Errors::CHINESE {
        unwritten(path: &str, reason: &str) = joined(&["无法写入", path, "：", reason]);
        unread(path: &str, reason: &str) = joined(&["无法读取", path, "：", reason]);
        unequal_samples(path: &str, lengths: &str) = joined(&[
            "无法写入", path, "：窗口的时间、输入、目标和预测必须一样多，而不是", lengths
        ]);
        taken(folder: &str) = joined(&[
            "另一个 rnnscope 正在把结果写进", folder, "；请为这次的结果另选一个文件夹"
        ]);
        table_too_large(bytes: usize, most: usize) = format!(
            "这张表格有 {:.1} MB，而能够保存的表格最大为 {} MB；请先存成文件，再打开那个文件",
            bytes as f64 / 1e6, most >> 20
        );
        another_file(path: &str) = joined(&[path, "不是这次运行所用的那张表格"]);
        elsewhere(reason: &str, folder: &str) =
            joined(&[reason, "；要写的内容改存到了", folder]);
        not_png(reason: &str) = format!("无法把图片写成 PNG：{reason}");

        wayland_silent = "WAYLAND_DISPLAY 所指的显示服务器没有响应，DISPLAY 也没有设置";
        no_display = "WAYLAND_DISPLAY 和 DISPLAY 都没有设置";
        display_silent = "DISPLAY 所指的显示服务器没有响应";
        no_opengl = "显示服务器没有可用的 OpenGL（libGL 或 libEGL，连同驱动）";
        opengl_failed(reason: &str) = format!("OpenGL 出错（{reason}）");
        library_missing(library: &str) = format!("缺少 {library} 库");
    }
}
