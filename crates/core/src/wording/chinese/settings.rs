//! Labels and meanings of the settings.

use super::super::settings::setting;
use super::super::{SettingWords, translation};

translation! {
    SettingWords::CHINESE {
        cell = setting(
            "循环单元",
            "循环单元的种类：RNN 最简单；LSTM 和 GRU 增加了保护记忆的门。",
        );
        nonlinearity = setting(
            "非线性函数",
            "RNN 的每个单元最后经过的函数：tanh 的值在 −1 与 1 之间，relu 把负值变为 0。",
        );
        hidden = setting(
            "隐藏层大小",
            "每层的单元数：越多，能记住、能表达的就越多，计算也越慢（{range}）。",
        );
        layers = setting(
            "层数",
            "循环层一共叠几层；每一层读入它下面那一层的输出（{range}）。",
        );
        data = setting(
            "数据",
            "网络读入什么，要预测什么：rnnscope 生成的数据，或 CSV 文件中的表格。",
        );
        data_sha256 = setting("表格的 SHA-256", "表格文件应有的指纹。");
        inputs = setting(
            "输入",
            "网络读入的内容，一个输入对应一项：t 的公式，例如 sin(t)，或表格中的一列\
             （一项也不写时，取所有数值列；最多 32 项）。",
        );
        targets = setting(
            "目标",
            "网络要预测的内容，一个目标对应一项：t 的公式，或表格中的一列\
             （一项也不写时，取输入以外的最后一个数值列，没有这样的列就取读入的列；最多 8 项）。",
        );
        samples = setting("样本数", "生成器所生成的表格有多少行（{range}）。");
        noise = setting("噪声", "加在输入上的噪声的标准差（{range}）。");
        target_noise = setting("目标噪声", "加在目标上的噪声的标准差（{range}）。");
        data_seed = setting(
            "数据种子",
            "决定噪声，或生成器所生成的表格：种子相同，每个样本都相同。",
        );
        horizon = setting("预测步长", "目标在输入之后多少行（{range}）。");
        split = setting(
            "划分",
            "用于训练、验证和测试的样本各占百分之几，按时间先后排列。",
        );
        scale = setting(
            "缩放",
            "各列如何缩放，只根据训练部分计算：standard（标准化）使均值为 0、标准差为 1，\
             minmax（最小最大）缩放到 0 与 1 之间，none 不缩放。",
        );
        missing = setting(
            "缺失的单元格",
            "没有数的单元格如何处理：error（拒绝）不接受这张表格，drop（删除）去掉所在的行，\
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
            "每一轮都重新打乱表格窗口的次序，方法与 PyTorch 的 randperm 相同。",
        );
        validate_every = setting(
            "验证间隔",
            "每隔多少步用验证部分评估一次网络，或在每一轮之后评估。",
        )
        .number("步数");
        patience = setting(
            "耐心",
            "连续这么多次验证都没有改善，运行就停止；结果取最好的那一次。",
        )
        .number("次数");
        season = setting(
            "季节周期",
            "数据每隔多少行重复一遍，季节基线据此照搬上一季的值：逐小时的数据取 24；\
             auto 会从训练部分中自动找出。",
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
            "相邻样本相隔多远：“半周期”让每个窗口正好是半个周期，也可以直接给出弧度。",
        );
        endpoint = setting(
            "端点",
            "把半个周期的最后一点也算进来，如同 numpy 的 linspace：样本相隔 π/(T-1)。",
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
            "根据梯度更新权重的规则。更换之后，它累积的滑动平均从头算起。",
        );
        lr = setting(
            "学习率",
            "每次更新的幅度：太小，学得慢；太大，就会来回跳动甚至发散（{range}）。",
        );
        weight_decay = setting(
            "权重衰减",
            "每次更新都把所有权重往零拉一点（{range}；0 表示不用）。",
        );
        beta1 = setting(
            "beta 1",
            "每次更新时，梯度的滑动平均保留多少：保留得越多越平滑，转向也越慢。",
        );
        beta2 = setting(
            "beta 2",
            "每次更新时，梯度平方的滑动平均保留多少；各权重的步长要除以这个平均的平方根。",
        );
        eps = setting(
            "epsilon",
            "加在分母的平方根上的小量，以免梯度很小时步长反而很大。",
        );
        amsgrad = setting(
            "AMSGrad",
            "分母改用迄今最大的梯度平方平均，梯度稀疏时步长就不会重新变大。",
        );
        clip = setting(
            "梯度裁剪",
            "所有权重的梯度范数超过这个值时，就把梯度缩小，以免一个坏窗口毁掉整次运行。",
        )
        .short("裁剪阈值");
        loss = setting(
            "损失函数",
            "误差的代价怎样算：MSE 取平方，大误差的影响最大；MAE 取绝对值；\
             Huber 对 1 以内的误差取平方，更大的取绝对值。",
        );
        loss_on = setting(
            "计入损失",
            "哪些预测计入损失：窗口中的全部预测，或只有读完整个窗口之后的最后一个。",
        );
        weights = setting(
            "权重初始化",
            "初始权重怎样生成：与 PyTorch 用这个种子所得的相同，或按 Keras 的方案（Glorot、正交）。",
        );
        seed = setting(
            "随机种子",
            "决定初始权重，与 torch.manual_seed 相同：种子相同，运行就相同。",
        );
        engine = setting(
            "计算引擎",
            "用什么来计算一步：kernel 专为速度而写，candle 照公式原样计算，并自动求导。\
             有了两个引擎，就能看到快的那个算出的数也一样，以及快了多少。",
        );
        steps = setting(
            "训练步数",
            "不开程序窗口时训练多少步；开着程序窗口时，训练到这一步暂停。",
        );
        init = setting(
            "权重文件",
            "从 safetensors 文件中的权重开始训练；其中的名称与 PyTorch 相同。",
        );
        init_sha256 = setting("权重文件的 SHA-256", "权重文件应有的指纹。");
    }
}
