//! Which values a setting can have, in words.

use super::texts;

texts! {
    /// What a value must be, put together from its parts. What a file or flag spells comes as it is.
    ValueWords {
        // What a value must be, to follow "must be".
        one_of(names: &[&str]) = format!("one of {}", names.join(", "));
        one_of_or(names: &[&str], what: &str) =
            format!("one of {}, or {what}", names.join(", "));
        true_or_false = "true or false";
        whole(range: &str) = format!("a whole number from {range}");
        number(place: &str) = format!("a number {place}");
        word_or_number(word: &str, what: &str, place: &str) = format!("{word} or {what} {place}");
        words_or_whole(words: &[&str], range: &str) =
            format!("{}, or a whole number from {range}", words.join(", "));
        texts_up_to(most: usize, what: &str) = format!("a list of up to {most} texts: {what}");

        // What is possible in few words.
        names(names: &[&str]) = names.join(", ");
        words_or(words: &[&str], range: &str) = format!("{} or {range}", words.join(", "));

        // Where numbers lie.
        to(least: &str, most: &str) = format!("{least} to {most}");
        to_below(least: &str, end: &str) = format!("{least} to below {end}");
        above(start: &str) = format!("above {start}");
        above_up_to(start: &str, most: &str) = format!("above {start}, up to {most}");
        from(range: &str) = format!("from {range}");

        // What a value is that is none of a few names.
        a_number = "a number";
        a_number_of_radians = "a number of radians";
        path_of_a_table = "the path of a table such as ./lorenz or data.csv";
        path_of_a_file = "the path of a file";
        sha256 = "64 hexadecimal digits";
        percentages =
            "percentages for training, validation and test such as 70/15/15: three numbers from 0 \
             that sum to 100, the first above 0";
        formulas_or_columns = "formulas of t, or names of columns";
        marks = "marks such as -999";
    }
}
