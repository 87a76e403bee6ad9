# Checks of tests/window.sh: lessons in the real window, from their first step to their end, by mouse and keys alone.
# To be sourced by it.
#
# Nothing here knows how long a sentence is: what can be clicked on in the guide, and the rows of the controls below it,
# are found by the dark theme's own colours.
# shellcheck shell=bash

GO_ON=$(near 47 88 73) BUTTON=$(near 42 49 58) DONE=$(near 92 201 146) FRAME=$VERDICT FIELD=$(near 15 18 23)
GAP=$(near 69 57 36)
GUIDE=334x700+8+46
LESSONS_TOP=103 LESSON_PITCH=63 LESSON_BUTTON=740 # where the table of contents has a lesson's button
TRAINING=60                                       # seconds that some thousand steps may take on any machine

# ----------------------------------------------------------------------------------- what is there

# rows PART CONDITION HIGH FEW: the middles, down the window, of what satisfies a condition in a part of it: in as many rows
# of pixels one below the other as HIGH says, with FEW pixels in each.
rows() {
    local part=$1 width=${1%%x*} top=${1##*+}
    import -silent -window "$window" -crop "$part" +repage -depth 8 rgb:- | od -An -v -tu1 -w3 |
        awk -v width="$width" -v top="$top" -v high="$3" -v few="$4" "
            function row_ends() {
                if (n >= few) run++
                else {
                    if (run >= high) print top + y - int((run + 1) / 2)
                    run = 0
                }
                n = 0
                y++
            }
            { r = \$1; g = \$2; b = \$3 }
            $2 { n++ }
            NR % width == 0 { row_ends() }
            END { row_ends() }"
}

# The buttons at the guide's left edge, whatever they say: choices, and below them the ways on.
guide_buttons() { rows 2x700+11+46 "$BUTTON" 14 2; }
go_on_button() { rows 2x700+11+46 "$GO_ON" 14 2; }

# Whether two looks at the guide, which settles in a picture or two, find its buttons in the same places.
guide_stands_still() {
    local buttons
    buttons=$(guide_buttons) && [[ -n $buttons && $(guide_buttons) == "$buttons" ]]
}

guide_has() { (($(guide_buttons | wc -l) == $1)); }
can_go_on() { [[ -n $(go_on_button) ]]; }
cannot_go_on() { [[ -z $(go_on_button) ]]; }

# The row of choices, of which one is chosen, and those of sliders: the first, and the last, which is that of the pace.
choices_row() { rows 210x700+130+46 "$CHOSEN" 14 10 | head -n 1; }
rate_row() { rows 12x700+138+46 "$CHOSEN" 3 10 | head -n 1; }
pace_row() { rows 12x700+138+46 "$CHOSEN" 3 10 | tail -n 1; }

has_pace() { [[ -n $(pace_row) ]]; }
a_control_is_framed() { shows "$GUIDE" "$FRAME" 100; }

# lesson_row N: where the table of contents has the Nth lesson's button; shows_done N: whether it is said to be done.
lesson_row() { echo $((LESSONS_TOP + LESSON_PITCH * ($1 - 1))); }
shows_done() { shows "90x20+590+$(($(lesson_row "$1") - 10))" "$DONE" 20; }
shows_undone() { shows_none "90x20+590+$(($(lesson_row "$1") - 10))" "$DONE"; }
lessons_are_shown() { shows "40x16+$((LESSON_BUTTON - 20))+$(($(lesson_row 2) - 8))" "$BUTTON" 100; }
remembers_left() { grep -qs "^\[lessons.left.$1\]" "$XDG_CONFIG_HOME/rnnscope/settings.toml"; }
remembers_done() { grep -qs "^done = .*\"$1\"" "$XDG_CONFIG_HOME/rnnscope/settings.toml"; }

# ----------------------------------------------------------------------------------- what is done

# begin N: begins the Nth lesson, which isn't done yet, from the table of contents.
begin() {
    press F6
    until_true lessons_are_shown || { echo "F6 shows no lessons"; return 1; }
    until_true shows_undone "$1" || { echo "lesson $1 is done before it begins"; return 1; }
    click "$LESSON_BUTTON" "$(lesson_row "$1")"
    until_true scope_is_shown || { echo "lesson $1 doesn't begin"; return 1; }
}

# choose N OF: chooses the Nth of so many.
choose() {
    until_true guide_has $(($2 + 1)) || { echo "$(guide_buttons | wc -l) buttons, not $2 choices and the ways on"; return 1; }
    until_true guide_stands_still || { echo "the guide moves on and on"; return 1; }
    click 170 "$(guide_buttons | sed -n "$1p")"
    until_true guide_has_fewer $(($2 + 1)) || { echo "choice $1 isn't taken"; return 1; }
}

guide_has_fewer() { (($(guide_buttons | wc -l) < $1)); }

# Waits until the deed is done, which may take some training, and goes on.
go_on() {
    PATIENCE=$TRAINING until_true can_go_on || { echo "$1: it isn't done"; return 1; }
    click 24 "$(go_on_button)"
    until_true cannot_go_on || { echo "$1: it doesn't go on"; return 1; }
}

# Has training go as fast as it can: the box behind the pace.
hurry() {
    local row
    until_true has_pace || { echo "there is no pace"; return 1; }
    row=$(pace_row)
    click 282 "$row"
    until_true shows "12x12+276+$((row - 6))" 'r > 150' 5 || { echo "the pace isn't the greatest"; return 1; }
}

# state X: chooses the way at X that the state takes from window to window.
state_is() { local row; row=$(choices_row) && [[ -n $row ]] && shows "4x4+$(($1 - 18))+$((row - 8))" "$CHOSEN" 10; }
state() {
    until_true a_control_is_framed || { echo "no control is framed"; return 1; }
    click "$1" "$(choices_row)"
    until_true state_is "$1" || { echo "the state at $1 isn't chosen"; return 1; }
}

# fill Y VALUE: types a value into the number at the end of a slider's row.
fill() {
    click 305 "$1"
    until_true shows "40x20+285+$(($1 - 10))" "$CHOSEN" 15 || { echo "the number at $1 can't be typed"; return 1; }
    xdotool type --delay 20 "$2"
    press Return
    until_true shows_none "40x20+285+$(($1 - 10))" "$FIELD" || { echo "the number at $1 is still typed"; return 1; }
}

# open_lens NAME: opens the lens of this English name by the palette, which knows it in either language.
open_lens() {
    press ctrl+k
    until_true shows "$PALETTE_FIELD" "$FOCUS" 50 || { echo "no palette"; return 1; }
    xdotool type --delay 20 "lens: $1"
    press Return
    until_true shows_none "$PALETTE_FIELD" "$FOCUS" || { echo "the palette stays"; return 1; }
}

# Leaves the lesson that goes on, behind its first step.
leave() {
    until_true guide_stands_still || { echo "the guide moves on and on"; return 1; }
    click "$LEAVE" "$(guide_buttons | tail -n 1)"
    until_true lessons_are_shown || { echo "the lesson stays"; return 1; }
}

# lesson_is_done N NAME: from the table of contents, and from what is remembered.
lesson_is_done() {
    press F6
    until_true lessons_are_shown || { echo "F6 shows no lessons"; return 1; }
    until_true shows_done "$1" || { echo "it isn't said to be done"; return 1; }
    until_true remembers_done "$2" || { echo "it isn't remembered to be done"; return 1; }
}

# ------------------------------------------------------------------------------------------ checks

# What the network reads and answers: a step, some hundred, a look back, and the question.
first_lesson_is_gone_through() {
    run_and_step >"$work/own-run" || return 1
    begin 1 && choose 1 3 || return 1
    press s
    go_on "a step" || return 1
    hurry || return 1
    press space
    go_on "three hundred steps" || return 1
    drag 913 464 700 464 500 464 438 464
    go_on "the look back" || return 1
    choose 2 3 && go_on "the question" && lesson_is_done 1 reads
}

# Memory: the state is reset, the windows are longer, there is no state, and it is carried again.
lesson_on_memory_is_gone_through() {
    begin 3 && hurry || return 1
    press space
    go_on "learning" && choose 1 3 && state "$RESET_STATE" || return 1
    press space
    go_on "a state that is reset" || return 1
    until_true a_control_is_framed || { echo "no control is framed"; return 1; }
    fill $(($(choices_row) - 27)) 20 || return 1
    click $RUN
    go_on "longer windows" && choose 2 3 && state "$NO_STATE" || return 1
    press space
    go_on "no state" && state "$CARRIED_STATE" || return 1
    press space
    go_on "a state that is carried" && choose 3 3 && go_on "the question" && lesson_is_done 3 memory
}

# The cliff: a run that is left alone, the lens on what went before, AMSGrad, and a smaller learning rate.
lesson_on_the_cliff_is_gone_through() {
    local rate
    begin 6 && hurry || return 1
    press space
    go_on "learning" && choose 3 3 || return 1
    press space
    go_on "the leap" && open_lens "gradient norm" && go_on "the lens" || return 1
    rate=$(rate_row)
    click 146 $((rate + 54))
    until_true shows "12x12+140+$((rate + 48))" 'r > 150' 5 || { echo "AMSGrad isn't ticked"; return 1; }
    press r
    press space
    go_on "AMSGrad" || return 1
    rate=$(rate_row)
    click 146 $((rate + 54))
    until_true shows_none "12x12+140+$((rate + 48))" 'r > 150' || { echo "AMSGrad is still ticked"; return 1; }
    fill "$rate" 0.005 || return 1
    click $RESTART
    go_on "a smaller rate" && choose 2 3 && go_on "the question" && lesson_is_done 6 cliff
}

# The learning rate begins with a loss that is drawn, and whose distance from what came is shaded afterwards.
a_loss_that_is_expected_is_drawn() {
    local here=200x200+1040+520
    begin 5 && hurry || return 1
    until_true shows_none $here "$FRAME" || { echo "something is drawn before"; return 1; }
    drag 420 560 500 570 600 580 700 590 800 600 900 610 1000 620 1100 640 1240 660
    until_true shows $here "$FRAME" 150 || { echo "no stroke in the plot"; return 1; }
    press space
    PATIENCE=$TRAINING until_true shows $here "$GAP" 5000 || { echo "no gap is shaded"; return 1; }
    go_on "a stroke" || return 1
    until_true guide_has 4 || { echo "the next step has no choices"; return 1; }
    leave || return 1
    until_true remembers_left rate || { echo "where it was left isn't remembered"; return 1; }
}

# The run that waited through four lessons is on show again, at its step.
own_run_is_as_it_was() {
    press F2
    until_true scope_is_shown || { echo "F2 leaves the lessons"; return 1; }
    run_and_step_are "$(<"$work/own-run")" || { echo "$(run_and_step), not $(<"$work/own-run")"; return 1; }
}
