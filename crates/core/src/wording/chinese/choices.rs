//! What choices are called in the window.

use super::super::{ChoiceWords, translation};

translation! {
    ChoiceWords::CHINESE {
        group_data = "数据";
        group_network = "网络";
        group_training = "训练";

        rnn = "RNN";
        lstm = "LSTM";
        gru = "GRU";
        indrnn = "IndRNN";

        nonlinearity_tanh = "tanh";
        nonlinearity_relu = "relu";

        engine_kernel = "kernel";
        engine_candle = "candle";

        state_carry = "传递";
        state_reset = "清零";
        state_none = "无记忆";

        loss_mse = "MSE";
        loss_mae = "MAE";
        loss_huber = "Huber";

        loss_on_all = "全部";
        loss_on_last = "最后一个";

        adam = "Adam";
        adamw = "AdamW";
        sgd = "SGD";
        momentum = "SGD + 动量";
        rmsprop = "RMSprop";
        nadam = "NAdam";

        scale_standard = "标准化";
        scale_minmax = "最小最大";
        scale_none = "不缩放";

        missing_error = "拒绝";
        missing_drop = "删除";
        missing_forward = "前向填充";
        missing_interpolate = "线性插值";

        weights_pytorch = "PyTorch";
        weights_keras = "Keras";

        off = "关";
        season_auto = "自动";
        validate_every_epoch = "每轮";
        stride_time_steps = "与窗口等长";
    }
}
