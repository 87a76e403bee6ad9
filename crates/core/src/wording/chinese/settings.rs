//! Labels and meanings of the settings.

use super::super::settings::setting;
use super::super::{SettingWords, translation};

translation! {
    SettingWords::CHINESE {
        cell = setting(
            "循环单元",
            "循环单元的种类：RNN 最简单；LSTM 和 GRU 另有门，用来保护记忆。",
        );
        nonlinearity = setting(
            "非线性函数",
            "RNN 的每个单元最后经过的函数：tanh 的值在 -1 与 1 之间，relu 把小于 0 的值截为 0。",
        );
        hidden = setting(
            "隐藏层大小",
            "每层的单元数：越多，能记住、能表达的就越多，计算也越慢（{range}）。",
        );
        layers = setting(
            "层数",
            "叠在一起的循环层有几层；每一层读取下面一层的输出（{range}）。",
        );
        data = setting(
            "数据",
            "网络读什么，又该答什么：rnnscope 生成的数据，或 CSV 文件中的表格。",
        );
        data_sha256 = setting("表格的 SHA-256", "表格文件应有的指纹。");
        inputs = setting(
            "输入",
            "网络读取的内容，一个输入对应一项：t 的公式，例如 sin(t)，或表格中的一列\
             （一项也不写时，取所有数值列；最多 32 项）。",
        );
        targets = setting(
            "目标",
            "网络应当给出的答案，一个目标对应一项：t 的公式，或表格中的一列\
             （一项也不写时，取输入以外的最后一个数值列，没有这样的列就取读入的列；最多 8 项）。",
        );
        samples = setting("样本数", "生成器所生成的表格有多少行（{range}）。");
        noise = setting("噪声", "加在输入上的噪声的标准差（{range}）。");
        target_noise = setting("目标噪声", "加在目标上的噪声的标准差（{range}）。");
        data_seed = setting(
            "数据种子",
            "决定噪声，或生成器所生成的表格：种子相同，每个样本都相同。",
        );
        horizon = setting("提前量", "目标在输入之后多少行（{range}）。");
        split = setting(
            "划分",
            "用于训练、验证和测试的样本各占百分之几，按时间先后排列。",
        );
        scale = setting(
            "缩放",
            "各列如何缩放，以训练部分的行为准：standard（标准化）使均值为 0、标准差为 1，\
             minmax（最小最大）缩放到 0 与 1 之间。",
        );
        missing = setting(
            "缺失的单元格",
            "没有数的单元格如何处理：error（拒绝）不接受这个表格，drop（删除）去掉所在的行，\
             forward（前向填充）重复上一个值，interpolate（线性插值）用直线连起两边的值。",
        );
        missing_value = setting(
            "缺失值标记",
            "另一种表示缺失的标记，例如 -999（空白、?、NA、N/A、NaN、null 和 - 本来就算缺失）。",
        );
        stride = setting("步幅", "表格中相邻两个窗口的起点相隔多少个样本（{range}）。")
            .number("每隔");
        shuffle = setting(
            "打乱",
            "每一轮都为表格的窗口重新抽取一个次序，与 PyTorch 的 randperm 相同。",
        );
        validate_every = setting(
            "验证间隔",
            "每隔多少步用验证部分评判一次网络，或在每一轮之后评判。",
        )
        .number("步数");
        patience = setting(
            "耐心",
            "接连这么多次验证都没有变得更好，运行就停止；结果取最好的那一次。",
        )
        .number("次数");
        season = setting(
            "季节",
            "数据每隔多少行重复一遍，季节朴素基线据此照搬上一季的值：逐小时的数据取 24；\
             auto 会从训练部分中找出它。",
        )
        .number("行数");
        forecast = setting("预报", "向表格末尾之后预报多少行（{range}）。");
        time_steps = setting(
            "时间步数",
            "一个窗口中有多少个样本：梯度往回传这么多步，不会更远（{range}）。",
        );
        batch = setting(
            "批大小",
            "同时训练多少个窗口；它们在数据中首尾相接（{range}）。",
        );
        spacing = setting(
            "采样间隔",
            "样本之间的距离：half-turn 让每个窗口正好容下半个周期，也可以给出弧度。",
        );
        endpoint = setting(
            "端点",
            "把半个周期的最后一点也算进来，如同 numpy 的 linspace：样本相距 π/(T-1)。",
        );
        state = setting(
            "状态传递方式",
            "窗口边界处的记忆：carry（传递）保留数值，但不保留梯度（h_state = h_state.data），\
             reset（清零）从零开始，none（无记忆）在每个时间步都忘掉。",
        )
        .short("状态")
        .see_also("在透镜“窗口边界”中可以看到。");
        optimizer = setting(
            "优化器",
            "把梯度变成新权重的规则。更换之后，它所累积的平均从头算起。",
        );
        lr = setting(
            "学习率",
            "每次更新的幅度：太小，学得慢；太大，就会来回跳动，甚至发散（{range}）。",
        );
        weight_decay = setting(
            "权重衰减",
            "每次更新都把所有权重往零拉一点（{range}；0 表示不用）。",
        );
        beta1 = setting(
            "beta 1",
            "每次更新时，梯度的平均保留多少：保留得越多越平滑，转向也越慢。",
        );
        beta2 = setting(
            "beta 2",
            "每次更新时，梯度平方的平均保留多少；各权重的步长要除以它的平方根。",
        );
        eps = setting(
            "epsilon",
            "各权重的步长要除以一个平方根，epsilon 加在它上面，使小梯度不至于走出大步。",
        );
        amsgrad = setting(
            "AMSGrad",
            "改为除以迄今最大的梯度平方平均，使梯度稀少时步长不会重新变大。",
        );
        clip = setting(
            "梯度裁剪",
            "所有权重的梯度范数超过这个值时，就把梯度缩小，以免一个坏窗口毁掉整个运行。",
        )
        .short("裁剪阈值");
        loss = setting(
            "损失函数",
            "误差的代价怎样算：MSE 取平方，大误差影响最大；MAE 取绝对值；\
             Huber 对 1 以内的误差取平方，更大的取绝对值。",
        );
        loss_on = setting(
            "计入损失",
            "哪些答案计入损失：窗口中的全部答案，或只有看过整个窗口的最后一个。",
        );
        weights = setting(
            "权重初始化",
            "初始权重怎样抽取：用 PyTorch 在这个种子下的数，或用 Keras 的方案（Glorot、正交）。",
        );
        seed = setting(
            "随机种子",
            "决定初始权重，与 torch.manual_seed 相同：种子相同，运行就相同。",
        );
        engine = setting(
            "计算引擎",
            "用什么计算一步：kernel 专为速度而写，candle 照原样计算公式并自行求导。\
             之所以有两个，是为了让你看到快的那个算出的数也一样，并看到它快多少。",
        );
        steps = setting(
            "训练步数",
            "不开程序窗口时训练多少步；开着程序窗口时，训练到这一步暂停。",
        );
        init = setting(
            "权重文件",
            "从一个 safetensors 文件中的权重开始，其中用的是 PyTorch 的名称。",
        );
        init_sha256 = setting("权重文件的 SHA-256", "权重文件应有的指纹。");
    }
}
