//! What is wrong with the file of a lesson, or with its texts.

use super::texts;

texts! {
    /// Sentences on lessons that can't be read. Keys, names and values come as they are shown.
    LessonFiles {
        no_version(key: &str, version: i64) =
            format!("this is no lesson; the file of one has the key {key} = {version}");
        unknown_version(written: &str, known: i64) =
            format!("{written} is not a known version of this format, which is {known}");
        no_stage = "the lesson has no [stage], which says how it begins";
        no_steps = "the lesson has no steps; each is a table under [[step]]";
        too_many_steps(count: usize, most: usize) =
            format!("the lesson has {count} steps; it can have at most {most}");
        steps_are_a_list = "step must be a list of tables, each of them under [[step]]";
        step_needs_text = "the step needs text, the name of its section in the texts";
        question_needs = "the question needs text, choices and right";
        choices_need_right =
            "choices and right belong together: the choices' names, and that of the right one";
        draw_needs = "draw needs a deed that trains so far, and goes without choices: either is a prediction";
        no_choices(least: usize, most: usize) =
            format!("choices must be a list of {least} to {most} names, no two of them the same");
        no_such_choice(name: &str) = format!("right = {name} is none of the choices");
        no_table(key: &str) = format!("{key} must be a table");
        no_text(key: &str, written: &str) =
            format!("{key} = {written} is not possible: it must be a text in quotes");
        no_list(key: &str, written: &str) =
            format!("{key} = {written} is not possible: it must be a list of names in quotes");
        only_true(key: &str) =
            format!("{key} = false can't be waited for: it is so before anything is done");
        no_view(name: &str, views: &[&str]) =
            format!("there is no view named {name}; the views are {}", views.join(", "));
        no_lens(name: &str, lenses: &[&str]) =
            format!("there is no lens named {name}; the lenses are {}", lenses.join(", "));
        no_control(name: &str) = format!("{name} has no control in the window");
        no_target(name: &str, names: &[&str]) = format!(
            "there is nothing named {name} to look at; what there is is any setting with a control, and {}",
            names.join(", ")
        );
        not_offered(name: &str) = format!(
            "the deed can never be done: the stage hides or locks {name}, which is to be set"
        );
        no_range(key: &str) =
            format!("{key} must be a range: [from, to], the first no greater than the second");
        over_needs_loss = "over needs below or above: it says how many steps their mean is taken over";
        empty_deed = "the deed asks for nothing; leave it out, or say what is to be done";
        unchangeable(name: &str) =
            format!("changed = {name} can never be done: that lens has nothing to change");
        no_part(name: &str) =
            format!("apart = {name} is not possible: it must be begun or update");

        no_prose(name: &str) = format!(
            "the lesson has no texts: {name}.en.md or {name}.zh.md beside it, or en = \"…\" under [text]"
        );
        no_title = "the text has no title: a line that begins with #";
        no_section(name: &str, language: &str) =
            format!("the text in {language} has no section ## {name}");
        no_choice_text(choice: &str, section: &str, language: &str) =
            format!("in the text in {language} the section ## {section} has no line - {choice}: …");
        section_twice(name: &str) = format!("there is a section ## {name} already");
        too_many_sections(most: usize) = format!("a text has at most {most} sections");
        no_part_of_text(name: &str) =
            format!("there is no part ### {name}; below a section there can be ### hint and ### why");
        no_choice_name = "a choice begins with its name and a colon: - name: what it says";
        no_link(words: &str) = format!(
            "the link [{words}] leads nowhere; it must name something on the screen, as [{words}](#lr) does"
        );
        too_long(most: usize) = format!("a part of a section has at most {most} characters");
        is_a_lesson(path: &str) =
            format!("{path} is a lesson, which has to be played in the window: rnnscope {path}");
    }
}
