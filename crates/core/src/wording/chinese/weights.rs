//! What is wrong with a file of weights.

use super::super::{WeightsWords, translation};
use super::joined;

translation! {
    WeightsWords::CHINESE {
        unreadable(file: &str, reason: &str) = joined(&["无法读取", file, "：", reason]);
        format(file: &str, reason: &str) =
            joined(&[file, "不是完整的 safetensors 文件：", reason]);
        number_type(name: &str, file: &str, dtype: &str) = joined(&[
            file, "中的", name, "是", dtype, "类型；权重必须是 f32、f64、f16 或 bf16",
        ]);
        not_finite(name: &str, file: &str, value: f32, index: usize) = {
            let held = format!("在下标 {index} 处是 {value}；权重必须是有限数");
            joined(&[file, "中的", name, &held])
        };
        array(name: &str, reason: &str) = joined(&[name, "无法写入：", reason]);
        unfilled(values: usize, shape: &str) = format!("{values} 个值填不满形状 {shape}");
        two_of_a_name = "有两个数组同名";
        the_weights = "权重";

        pickled =
            "看起来是 torch.save 写的，这种文件里可能有代码，因此不读取；在 Python 中，\
             safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\") \
             可以写出能够读取的文件";
        too_short = "还不足 8 个字节，而这类文件的开头就有 8 个";
        no_header = "开头不是 safetensors 的文件头";
        ends_in_header = "文件头还没完就结束了，也可能是另一种文件";
        cut_off = "长度与文件头所写的不符，可能不完整";
    }
}
