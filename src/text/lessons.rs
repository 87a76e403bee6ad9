//! Texts of the lessons' view, and of the panel beside one that goes on.

use super::texts;

texts! {
    /// Texts around the lessons; what a lesson itself says stands in its own texts.
    Lessons {
        title = "Lessons";
        sentence = "Short lessons that wait for what you do. Your own run waits meanwhile, as it is.";
        own = "Opened from a file";
        open = "Open a lesson…";
        open_hint = "Plays a lesson of your own or a teacher's, a TOML file; docs/lessons.md says how one is made.";
        number(number: usize, title: &str) = format!("{number}. {title}");
        done = "done";
        begin = "Begin";
        begin_name(title: &str) = format!("begin {title}");
        go_on = "Go on";
        go_on_name(title: &str) = format!("go on with {title}");
        again = "Again";
        again_name(title: &str) = format!("begin {title} again");
        to_lesson = "Back to the lesson";
        left_at(step: usize, of: usize) = format!("left on page {step} of {of}");

        step_of(step: usize, of: usize) = format!("page {step} of {of}");
        question = "a question";
        end = "the end";
        next = "Go on";
        skip = "Skip";
        skip_hint = "Goes on without having done it.";
        back = "Back";
        back_hint = "Reads the page before once more; the run stays as it is.";
        again_hint = "Begins the lesson anew.";
        leave = "Leave";
        leave_hint = "Back to your own run. The lesson can be gone on with where it is now.";
        on_my_own = "Go on by myself";
        on_my_own_hint = "Takes this run along, as a new one beside your own, and leaves the lesson.";
        next_lesson(title: &str) = format!("Next: {title}");
        all_lessons = "All lessons";
        predict = "What do you expect?";
        draw_loss = "Draw it into the plot of the loss, with one stroke.";
        draw_here = "Draw here, with one stroke, how you expect the loss to go.";
        expected_loss = "expected";
        you_expected(choice: &str) = format!("You expected: {choice}");
        you_answered(choice: &str) = format!("You answered: {choice}");
        as_it_is(choice: &str) = format!("In fact: {choice}");
        right_answer(choice: &str) = format!("The answer: {choice}");
        as_you_said(choice: &str) = format!("It is as you said: {choice}");
        hint = "Hint";
        wait = "waiting for you";
        is_met = "done";
        finished = "That was the lesson.";

        offer = "New to recurrent networks? The first lesson takes three minutes.";
        offer_button = "Begin the first lesson";
        offer_hint = "All lessons are under Lessons (F6), whenever you like.";
        left = "The lesson waits where you left it; your own run is back as it was.";
        taken_along = "The lesson's run goes on as one of your own.";
        no_thread(reason: &str) = format!("The lesson can't begin: {reason}.");
        running = "a lesson goes on";
        none_running = "no lesson goes on";
        done_count(done: usize, all: usize) = format!("{done} of {all} done");
        no_figure = "The lessons have nothing to save; what a lesson shows is saved in the scope (F2).";
    }
}
