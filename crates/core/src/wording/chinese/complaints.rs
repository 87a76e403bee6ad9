//! What the system complains of.

use super::super::{ComplaintWords, translation};

translation! {
    ComplaintWords::CHINESE {
        missing = "没有这个文件或文件夹";
        denied = "没有权限";
        a_folder = "这是文件夹，不是文件";
        not_a_folder = "路径中有一段是文件，不是文件夹";
        no_space = "没有剩余空间";
        far_too_large = "文件太大，这类文件不会这么大";
        read_only = "文件系统是只读的";
        bad_name = "文件名太长";
        a_pipe = "这是管道，不是普通文件";
        a_socket = "这是套接字，不是普通文件";
        a_device = "这是设备，不是普通文件";
        something_else = "这不是普通文件";
        other(said: &str) = format!("系统报告 {said}");
    }
}
