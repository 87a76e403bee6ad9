# Checks of tests/window.sh: data of one's own in the real window, as a table, a curve or cells that are pasted.
# To be sourced by it.
# shellcheck shell=bash

# Its name is lit, and a table's split is drawn: the answered column, over three parts.
data_view_is_shown() {
    shows "$DATA_TAB" "$CHOSEN" 300 && shows "$PARTS" "$RED" 100 &&
        shows "$PARTS" "$VALIDATION_PART" 300 && shows "$PARTS" "$TEST_PART" 300
}

# 240 days, and a wave in each of three columns.
write_table() {
    awk 'BEGIN {
        print "day,level,flow,wind"
        for (i = 0; i < 240; i++) {
            day = sprintf("2021-%02d-%02d", int(i / 28) + 1, i % 28 + 1)
            printf "%s,%.3f,%.3f,%.3f\n", day, sin(i / 6), cos(i / 6), sin(i / 9)
        }
    }' >"$1"
}

# Of the table's day, level, flow and wind: whether it is read, and whether it is answered. A tick lies within its box,
# whose edge is as bright.
ticks() {
    local x y
    for y in 118 159 200 241; do
        for x in 369 415; do
            shows 8x8+$((x - 4))+$((y - 4)) 'r > 90' 5 && printf 1 || printf 0
        done
        printf ' '
    done
}

ticks_are() { [[ $(ticks) == "$1 " ]]; }

a_dropped_table_opens() {
    until_true notices_are_gone || { echo "a notice stays"; return 1; }
    write_table "$work/table.csv"
    "$PYTHON" tests/support/drop.py "$window" "$work/table.csv" || return 1
    until_true data_view_is_shown || { echo "no table is shown"; return 1; }
    until_true ticks_are "00 10 10 11" || { echo "ticks $(ticks)"; return 1; }
}

an_unticked_column_is_not_read() {
    local header
    click 369 200
    until_true ticks_are "00 10 00 11" || { echo "ticks $(ticks)"; return 1; }
    press space
    until_true scope_is_shown || { echo "Space doesn't train"; return 1; }
    until_true step_is_past 29 || return 1
    header=$(head -qn 1 "$exports"/*-step*-predictions.csv | grep 'wind' | sort -u)
    echo "$header"
    [[ $header == step,row,t,input:level,input:wind,target:wind,prediction:wind ]]
}

a_table_is_answered_and_validated() {
    until_true curves_are_shown || { echo "no red or no blue among the curves"; return 1; }
    until_true shows "$LOSS" "$VALIDATION" 50 || { echo "no validation in the loss"; return 1; }
    echo "$(shown "$CURVES" "$TARGET") red, $(shown "$CURVES" "$PREDICTION") blue," \
        "$(shown "$LOSS" "$VALIDATION") orange pixels"
}

picture_is_of_step() { local picture; picture=$(save_picture) && [[ $(step_of "$picture") == "$1" ]]; }

# An epoch has nine steps: 144 windows of 24 rows, 16 of them a step. What isn't changed goes on as
# it did, to the bit.
a_fork_at_an_epochs_border_goes_on() {
    local border=18 parent run fork rows
    press space
    parent=$(export_metrics) && run=$(run_of "$(save_picture)") || return 1
    press Home
    press shift+Right
    for _ in {11..18}; do press Right; done
    until_true picture_is_of_step $border || { echo "not back at step $border"; return 1; }
    press f
    until_true run_is $((run + 1)) || { echo "no run of its own"; return 1; }
    until_true step_is_past $((border + 9)) || { echo "it doesn't go on"; return 1; }
    press space
    fork=$(export_metrics) || return 1
    rows=$(printf '%s\n' "$(last_step "$parent")" "$(last_step "$fork")" | sort -n | head -n 1)
    echo "run $((run + 1)) from step $border to $(last_step "$fork"), $rows steps compared"
    ((rows > border + 9)) &&
        cmp <(column "$parent" 1-4 | head -n "$rows") <(column "$fork" 1-4 | head -n "$rows")
}

# "Does it beat…?" writes its sentence in amber and has a yellow bar for the mean.
a_card_says_what_is_beaten() {
    press l
    until_true shows "$CARDS" "$VERDICT" 20 || { echo "no lens is shown"; return 1; }
    click 952 58 # "Hidden state", which is open at first
    until_true shows_none "$CARDS" "$VERDICT" || { echo "a lens stays"; return 1; }
    click $BEATS
    until_true shows "$CARDS" "$VERDICT" 100 || { echo "it says nothing"; return 1; }
    until_true shows "$CARDS" "$BAR" 300 || { echo "it draws nothing"; return 1; }
    echo "$(shown "$CARDS" "$VERDICT") amber, $(shown "$CARDS" "$BAR") yellow pixels"
    press l
}

a_drawn_curve_is_learned() {
    local run
    run=$(run_of "$(save_picture)") || return 1
    click $DRAW # where the data are a table's
    until_true shows "$SHEET_EDGE" "$FOCUS" 800 || { echo "no sheet"; return 1; }
    drag 420 600 520 450 620 250 720 400 820 550 920 380 1020 200 1120 350 1230 500
    until_true shows "$SHEET" "$TARGET" 800 || { echo "no stroke on the sheet"; return 1; }
    click $TRAIN
    until_true shows_none "$SHEET_EDGE" "$FOCUS" || { echo "the sheet stays"; return 1; }
    until_true run_is $((run + 1)) || { echo "no run of its own"; return 1; }
    until_true step_is_past 5 || return 1
    until_true curves_are_shown || { echo "no red or no blue among the curves"; return 1; }
    press space
}

pasted_cells_open() {
    { printf 'a\tb\n' && seq 40 | awk '{ print $1 % 7 "\t" $1 % 5 }'; } |
        xclip -selection clipboard -in >/dev/null 2>&1
    press ctrl+v
    until_true data_view_is_shown || { echo "no table is shown"; return 1; }
    press Escape
    until_true scope_is_shown || { echo "Escape leaves it"; return 1; }
}
