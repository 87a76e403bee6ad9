//! What choices are called in the window. Their spelling in files and flags stands in the lists of `config`.

use super::texts;

texts! {
    /// Names of choices, under the name of their setting where there may be others of that name.
    ChoiceWords {
        // Groups of settings.
        group_data = "Data";
        group_network = "Network";
        group_training = "Training";

        // Cells, under the name of their folder.
        rnn = "RNN";
        lstm = "LSTM";
        gru = "GRU";
        indrnn = "IndRNN";

        nonlinearity_tanh = "tanh";
        nonlinearity_relu = "relu";

        engine_kernel = "kernel";
        engine_candle = "candle";

        state_carry = "carry";
        state_reset = "reset";
        state_none = "none";

        loss_mse = "MSE";
        loss_mae = "MAE";
        loss_huber = "Huber";

        loss_on_all = "all";
        loss_on_last = "last";

        // Optimizers, under the name of their module.
        adam = "Adam";
        adamw = "AdamW";
        sgd = "SGD";
        momentum = "SGD + momentum";
        rmsprop = "RMSprop";
        nadam = "NAdam";

        scale_standard = "standard";
        scale_minmax = "min-max";
        scale_none = "none";

        missing_error = "error";
        missing_drop = "drop";
        missing_forward = "forward";
        missing_interpolate = "interpolate";

        weights_pytorch = "PyTorch";
        weights_keras = "Keras";

        // Words in place of a number.
        off = "off";
        season_auto = "auto";
        validate_every_epoch = "epoch";
        stride_time_steps = "time-steps";
    }
}
