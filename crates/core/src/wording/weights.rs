//! What is wrong with a file of weights.

use super::texts;

texts! {
    /// Why weights couldn't be read or written.
    WeightsWords {
        unreadable(file: &str, reason: &str) = format!("can't read {file}: {reason}");
        format(file: &str, reason: &str) =
            format!("{file} is not a whole safetensors file: {reason}");
        number_type(name: &str, file: &str, dtype: &str) = format!(
            "{name} in {file} is of type {dtype}; weights must be f32, f64, f16 or bf16"
        );
        not_finite(name: &str, file: &str, value: f32, index: usize) = format!(
            "{name} in {file} holds {value} at index {index}; weights must be finite"
        );
        array(name: &str, reason: &str) = format!("{name} can't be written: {reason}");
        unfilled(values: usize, shape: &str) =
            format!("{values} values don't fill the shape {shape}");
        two_of_a_name = "two arrays have this name";
        the_weights = "the weights";

        // Of the format.
        pickled =
            "it looks like one of torch.save, which can hold code and isn't read; in Python, \
             safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\") writes one \
             that is";
        too_short = "it is shorter than the 8 bytes every one begins with";
        no_header = "it doesn't begin with a safetensors header";
        ends_in_header = "it ends within its header, or is of another kind";
        cut_off =
            "its length differs from what its header says, so it may have been cut off";
    }
}
