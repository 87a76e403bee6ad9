//! What `--help` says.

use super::super::{Help, translation};

translation! {
    Help::CHINESE {
        about = "循环神经网络的示波器：看网络怎样学会由 sin 求 cos。

不带命令时打开程序窗口；`rnnscope train` 不打开程序窗口，直接训练并写出文件；`rnnscope sweep` 用许多组设置反复训练；\
`rnnscope evaluate` 用别的数据评估网络；`rnnscope check` 检验配方能否完成挑战。给出配方时，程序窗口和 `train` 都会重放它。\
预设、文件、选项依次生效，后者优先。";
        train = "不打开程序窗口，直接训练，把结果写到文件";
        sweep = "按 sweep.toml 用许多组设置反复训练，写出表格和热图";
        evaluate = "用别的数据（--data）评估训练好的网络，写出 evaluation.csv 和 fitted.csv";
        check = "用没人见过的五个种子，检验配方能否达到挑战的目标";
        help_command = "显示本帮助或某个命令的帮助";
        which_command = "要显示哪个命令的帮助";

        usage(on: &str, off: &str) = format!("{on}用法：{off}");
        command = "命令";
        commands = "命令：";
        arguments = "参数：";
        options = "选项：";
        sources = "设置的来源：";
        settings = "设置：";
        without_window = "不打开程序窗口时：";
        window = "程序窗口：";
        // clap ends each heading in a colon of its own.
        mended(help: &str) = help.replacen("[OPTIONS]", "[选项]", 1).replace("：:", "：");

        file = "可以是配方，例如某次运行的 run.toml，连同其中的改动一起重放；可以是检查点（.safetensors），从那里继续运行；\
                也可以是用来训练的表格（.csv、.tsv）。";
        file_of_sweep = "说明扫描内容的文件，例如 sweep.toml；也可以用 --config 指定。";
        file_of_evaluate = "在表格上训练的运行所留下的文件夹，或其中的权重文件。";
        challenge = "挑战的名称（one-slider 等）或文件。";
        recipe_of_check = "要检验的配方，例如程序窗口保存的配方。";
        language = "使用英文（en）或中文（zh），图片中的文字也一样；不给出时按系统的语言，图片用英文。";
        help = "显示帮助";
        version = "显示版本号";
        config = "从文件读取设置，例如某次运行的 run.toml。";
        preset = "从教程、课程或适合表格的设置开始。";
        out = "存放文件的文件夹。";
        quiet = "除错误外不输出任何内容。";
        metrics = "metrics.csv 写哪些行：每一步（all）、不写（none），或每 N 步一行。";
        metrics_columns(names: &[&str]) = format!("在 metrics.csv 中增加列，可选：{}。", names.join("、"));
        predictions = "predictions.csv 写哪些步：每一步（all）、最后一步（last），或每 N 步。";
        checkpoint = "另写一个检查点；以后把它作为 FILE 给出，就从那里继续运行。";
        log_every = "每 N 步输出一次步数和损失。";
        until_loss = "损失降到 X 时停止；在程序窗口中则暂停。";
        pace = "每秒多少步，或机器能达到的最快速度（max）。";
        paused = "停在第 0 步，不立即开始训练。";
        export_dir = "保存图片的文件夹。";
        snapshot_memory = "每次运行的快照可占多少内存（MB，1 到 4096）；回看较早的步时，从快照开始重放。";

        with_default(help: &str, value: &str) = format!("{help}[默认：{value}]");
        with_values(help: &str, values: &str) = format!("{help}[{values}]");
    }
}
