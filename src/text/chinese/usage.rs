//! What is said of arguments that make no sense.

use super::super::{Usage, translation};

translation! {
    Usage::CHINESE {
        needs_value(flag: &str) = format!("{flag} 后面要有一个值");
        takes_no_value(flag: &str) = format!("{flag} 不带值");
        not_utf8 = "有一个参数不是有效的 UTF-8；所有的值都必须是 UTF-8";
        values_need_flags(value: &str) = format!("不知道拿 {value} 做什么：每个值前面都要有选项");
        similar_flag(flag: &str, similar: &str) = format!("没有 {flag} 这个选项；是不是想用 {similar}？");
        no_such_flag(flag: &str) = format!("没有 {flag} 这个选项；--help 列出了所有选项");
        unknown_command(name: &str) = format!("没有名为 {name} 的命令");
        other(_sentence: &str) = "无法识别这些参数；--help 列出了所有命令和选项".to_owned();

        impossible(flag: &str, value: &str, expected: &str) =
            format!("--{flag} 不能取 {value}，可以取：{expected}");
        one_of(values: &[&str]) = values.join(" 或 ");
        whole_number = "正整数";
        positive_number = "大于 0 的数";
        rows(word: &str) = format!("all、{word} 或正整数");
        columns(names: &[&str]) = format!("用半角逗号隔开的列名，可选 {}", names.join("、"));
        checkpoint = "以 .safetensors 结尾的文件";
        pace = "max，或每秒 0.01 到 1 000 000 步之间的数";
        megabytes(least: u32, most: u32) = format!("{least} 到 {most} 之间的整数（MB）");

        window_only(flag: &str) = format!("--{flag} 只用于程序窗口，而这个命令不打开程序窗口");
        not_for_sweeps(flag: &str) = format!("--{flag} 只用于单次运行，不能用于扫描");
        nothing_is_trained(flag: &str) = format!("--{flag} 用于训练，而 evaluate 不训练");
        not_for_evaluation(flag: &str, others: &[String]) = format!(
            "评估时 --{flag} 由网络自己决定；可以给出的只有 {}", others.join("、")
        );
        nobody_to_evaluate = "evaluate 需要一个网络，即一次运行的文件夹或其中的权重文件：\
                              rnnscope evaluate rnnscope-out --data NEW.csv";
        nothing_to_evaluate = "evaluate 需要一个表格文件：--data NEW.csv";
        nothing_to_check(names: &[&str]) = format!(
            "check 需要一个挑战和一份配方：rnnscope check {} mine.toml；挑战有：{}",
            names.first().unwrap_or(&""), names.join("、")
        );
        no_such_challenge(name: &str, names: &[&str]) =
            format!("没有名为 {name} 的挑战，也没有这样的文件；挑战有：{}", names.join("、"));
        nothing_to_set(flag: &str) =
            format!("--{flag} 在这里没有用：check 照配方原样检验，也不写文件");
        unusable(file: &str, reason: &str) = format!("无法使用 {file}：{reason}");
        no_scaling(weights: &str, scaling: &str, reason: &str) = format!(
            "无法评估 {weights}：数据如何缩放，应当记在 {scaling} 中（在表格上训练的运行会写出这个文件），\
             但无法读取：{reason}"
        );
        no_scalings(scaling: &str) =
            format!("{scaling} 不是记录缩放的文件：它的列必须是 column,offset,scale");
        unscaled(scaling: &str, column: &str) = format!("{scaling} 中没有记录 {column} 这一列如何缩放");
        unknown_target(data: &str) = format!(
            "这次运行的配方没有写明目标，而能从中得知目标的 {data} 已经不在了；\
             请在配方中加上 targets = [\"NAME\"]"
        );

        init_and_weights = "--init 从文件取得权重，--weights 则随机生成权重；请去掉其中一个";
        seed_beside_init(init: &str) = format!("--seed 在这里不起作用：权重来自 {init}");
        unnameable(init: &str) = format!(
            "{init} 的路径不是有效的 UTF-8，无法写进配方；请把它放到 --out 旁边，或给文件夹改名"
        );
        no_sweep = "扫描需要一个说明扫描内容的文件：rnnscope sweep --config sweep.toml";
        varied(flag: &str, file: &str) =
            format!("--{flag} 设定的正是 {file} 要扫描的；请去掉其中一处");
        two_tables(table: &str) = format!("{table} 和 --data 指定了两份数据；请去掉其中一个");
        not_of_these_data(flag: &str, data: &str) =
            format!("--{flag} 对 --data {data} 没有意义；请去掉它，或换用别的数据");
        from_step(step: u64, reason: &str) = format!("从第 {step} 步起：{reason}");

        no_such_file(name: &str) = format!("没有名为 {name} 的文件");
        no_such_value(name: &str) =
            format!("没有名为 {name} 的文件；如果是开关的值，要写成 --endpoint={name}");
        no_such_command(name: &str, commands: &[&str]) = format!(
            "没有名为 {name} 的命令，也没有这样的文件；命令有：{}", commands.join("、")
        );
        settings_of_a_checkpoint(file: &str) =
            format!("{file} 按它自己的设置继续运行；只有 --steps 可以另外给出");
        already_there(file: &str, step: u64) = format!("{file} 已经到了第 {step} 步；--steps 必须更大");
        two_files(file: &str, config: &str) =
            format!("设置文件只能有一个，不能既有 {file} 又有 --config {config}");
        table_and_file(table: &str, config: &str) =
            format!("有 --config {config} 时，表格要用选项指定：--data {table}");
    }
}
