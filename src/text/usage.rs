//! What is said of arguments that make no sense.

use super::texts;

texts! {
    /// What is wrong with the arguments, and what would be right. Flags, paths and values come as they are
    /// shown.
    Usage {
        needs_value(flag: &str) = format!("{flag} needs a value");
        takes_no_value(flag: &str) = format!("{flag} takes no value");
        not_utf8 = "an argument isn't valid UTF-8, as every value must be";
        values_need_flags(value: &str) =
            format!("there is nothing to be done with {value}: every value needs its flag");
        similar_flag(flag: &str, similar: &str) =
            format!("there is no flag {flag}; did you mean {similar}?");
        no_such_flag(flag: &str) = format!("there is no flag {flag}; --help lists those there are");
        unknown_command(name: &str) = format!("unrecognized subcommand '{name}'");
        // Of clap's own sentences none is left that these arguments could lead to.
        other(sentence: &str) = sentence.to_owned();

        impossible(flag: &str, value: &str, expected: &str) =
            format!("--{flag} {value} is not possible: it must be {expected}");
        one_of(values: &[&str]) = values.join(" or ");
        whole_number = "a whole number from 1";
        positive_number = "a number above 0";
        rows(word: &str) = format!("all, {word} or a whole number from 1");
        columns(names: &[&str]) =
            format!("names of columns with commas between them, of {}", names.join(", "));
        checkpoint = "a file that ends in .safetensors";
        pace = "max or a number of steps a second from 0.01 to 1 000 000";
        megabytes(least: u32, most: u32) =
            format!("a whole number of megabytes from {least} to {most}");

        window_only(flag: &str) =
            format!("--{flag} is for the window, and this command opens none");
        not_for_sweeps(flag: &str) =
            format!("--{flag} is for a single run; a sweep writes no such thing of its runs");
        nothing_is_trained(flag: &str) =
            format!("--{flag} is for training, and evaluate trains nothing");
        not_for_evaluation(flag: &str, others: &[String]) = format!(
            "--{flag} is the network's own where it is evaluated; what can be given is {}",
            others.join(", ")
        );
        nobody_to_evaluate = "evaluate needs a network, the folder of its run or its weights in there: \
                              rnnscope evaluate rnnscope-out --data NEW.csv";
        nothing_to_evaluate = "evaluate needs a table in a file: --data NEW.csv";
        nothing_to_check(names: &[&str]) = format!(
            "check needs a challenge and a recipe: rnnscope check {} mine.toml; the challenges are: {}",
            names.first().unwrap_or(&""), names.join(", ")
        );
        no_such_challenge(name: &str, names: &[&str]) = format!(
            "there is no challenge and no file named {name}; the challenges are: {}", names.join(", ")
        );
        nothing_to_set(flag: &str) =
            format!("--{flag} has no use here: check takes the recipe as it is, and writes nothing");
        unusable(file: &str, reason: &str) = format!("can't use {file}: {reason}");
        no_scaling(weights: &str, scaling: &str, reason: &str) = format!(
            "can't evaluate {weights}: {scaling} must say how its data were scaled, as a run on a table \
             writes it, and can't be read: {reason}"
        );
        no_scalings(scaling: &str) = format!(
            "{scaling} isn't a file of scalings: its columns must be column,offset,scale"
        );
        unscaled(scaling: &str, column: &str) =
            format!("{scaling} doesn't say how {column} was scaled");
        unknown_target(data: &str) = format!(
            "the run's recipe doesn't name its target, and {data}, which would tell, isn't there any more; \
             add targets = [\"NAME\"] to the recipe"
        );

        init_and_weights =
            "--init brings the weights and --weights has them drawn; leave out one of the two";
        seed_beside_init(init: &str) =
            format!("--seed draws nothing here: the weights come from {init}");
        unnameable(init: &str) = format!(
            "the path of {init} isn't valid UTF-8, as a recipe must be; put it beside --out, or rename the \
             folder"
        );
        no_sweep =
            "a sweep needs a file that says what it varies: rnnscope sweep --config sweep.toml";
        varied(flag: &str, file: &str) =
            format!("--{flag} sets what {file} varies; leave out one of the two");
        two_tables(table: &str) =
            format!("{table} and --data name two sets of data; leave out one of the two");
        not_of_these_data(flag: &str, data: &str) = format!(
            "--{flag} has no meaning with --data {data}; leave it out, or take other data"
        );
        from_step(step: u64, reason: &str) = format!("from step {step} on, {reason}");

        no_such_file(name: &str) = format!("there is no file named {name}");
        no_such_value(name: &str) = format!(
            "there is no file named {name}; a switch takes it as --endpoint={name}"
        );
        no_such_command(name: &str, commands: &[&str]) = format!(
            "there is no command and no file named {name}; the commands are: {}",
            commands.join(", ")
        );
        settings_of_a_checkpoint(file: &str) =
            format!("{file} goes on with its own settings; of those, only --steps can be given");
        already_there(file: &str, step: u64) =
            format!("{file} is at step {step} already; --steps must be more than that");
        two_files(file: &str, config: &str) =
            format!("there can be one file of settings, not both {file} and --config {config}");
        table_and_file(table: &str, config: &str) =
            format!("beside --config {config} the table is named by its flag: --data {table}");
    }
}
