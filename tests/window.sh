#!/usr/bin/env bash
# The real window, under Xvfb with software GL: is driven with keys and mouse, and judged by what a
# user has of it: the CSV of Ctrl+E, the PNG of Ctrl+S, its pixels, and how its process ends.
#
#   RNNSCOPE_BIN=PATH     this program, instead of a release build of this checkout
#   RNNSCOPE_SHOTS=DIR    keeps screenshots and the program's output there
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=tests/support/screen.sh
source tests/support/screen.sh

PYTHON=/usr/bin/python3                  # the system's, for which Debian has python3-xlib
passed=0 failed=0

# ------------------------------------------------------------------------- driving, observing

# check FUNCTION MESSAGE: runs one check; what it prints tells what it saw.
check() {
    local seen
    if seen=$("$1" 2>&1); then
        passed=$((passed + 1))
        say "ok: $2${seen:+ ($seen)}"
    else
        failed=$((failed + 1))
        say "FAIL: $2${seen:+ ($seen)}"
        screenshot "failed-$1" || true
    fi
}

png_newer_than() { find "$exports" -maxdepth 1 -name 'rnnscope-run*.png' -newer "$1" | grep .; }

# A picture is complete when it can be decoded.
decodable_png_newer_than() {
    local file
    file=$(png_newer_than "$1" | head -n 1) && convert "$file" null: 2>/dev/null && echo "$file"
}

# Presses Ctrl+S and prints the name of the picture that this wrote.
save_picture() {
    local mark
    mark=$(mktemp "$work/mark.XXXX")
    press ctrl+s
    until_true decodable_png_newer_than "$mark" || { echo "Ctrl+S wrote no picture" >&2; return 1; }
}

run_of() { basename "$1" | sed -nE 's/^rnnscope-run([0-9]+)-step[0-9]+.*\.png$/\1/p'; }
step_of() { basename "$1" | sed -nE 's/^rnnscope-run[0-9]+-step0*([0-9]+).*\.png$/\1/p'; }

# pixels FILE CONDITION: how many satisfy an awk condition on r, g and b.
pixels() {
    convert "$1" -alpha off -depth 8 rgb:- | od -An -v -tu1 -w3 |
        awk "{ r = \$1; g = \$2; b = \$3 } $2 { n++ } END { print n + 0 }"
}

# near R G B: the condition for a colour, or one that the eye can't tell from it.
near() { echo "(r - $1) ^ 2 + (g - $2) ^ 2 + (b - $3) ^ 2 < 100"; }

# Of a line, however thin; and the dark theme's own colours.
RED='r > 130 && r > 2 * g && r > 2 * b' BLUE='b > 150 && b > r + 70 && b > g + 30'
TARGET=$(near 255 93 93) PREDICTION=$(near 77 166 255) VALIDATION=$(near 245 139 60)
VERDICT=$(near 232 176 75) BAR=$(near 255 239 79) FOCUS=$(near 255 208 92) CHOSEN=$(near 31 78 128)
VALIDATION_PART=$(near 43 39 30) TEST_PART=$(near 25 42 39)

# Parts of the window at its first size. Notices never reach the right of the plots.
SCOPE_TAB=54x24+8+6 DATA_TAB=46x24+173+6
CURVES=330x330+915+82 LOSS=330x210+915+518 NOTICES=4x60+357+60
PARTS=340x180+930+219    # of a table: the picture of its split
CARDS=350x430+920+170    # of the lenses, below their names
SHEET=846x580+404+114 SHEET_EDGE=846x8+404+105

# shown PART CONDITION: how many pixels of a part of the window satisfy a condition now.
shown() {
    screenshot now
    convert "$shots/now.png" -crop "$1" +repage "$work/part.png"
    pixels "$work/part.png" "$2"
}

shows() { (($(shown "$1" "$2") > $3)); }
shows_none() { (($(shown "$1" "$2") == 0)); }

run_is() { local picture; picture=$(save_picture) && [[ $(run_of "$picture") == "$1" ]]; }

# Takes a screenshot; succeeds when a second one shows that nothing moves any more.
screenshot_settled() { screenshot "$1" && [[ $(changed_since "$1") == 0 ]]; }

# How many pixels of the window differ from those of a screenshot.
changed_since() {
    screenshot now
    compare -metric AE "$shots/$1.png" "$shots/now.png" null: 2>&1 || true
}

changed_by_more_than() { awk -v n="$(changed_since "$2")" -v limit="$1" 'BEGIN { exit !(n + 0 > limit) }'; }
changed_by_less_than() { ! changed_by_more_than "$1" "$2"; }

# Where the handle of the learning-rate slider is, found by its colours: of the rows that have both
# the dark theme's green dot of a live setting and the blue of a rail, it is the lowest.
slider_position() {
    screenshot slider
    convert "$shots/slider.png" -alpha off -crop 344x0+0+0 +repage -depth 8 rgb:- | od -An -v -tu1 -w3 |
        awk -v width=344 '
            function near(r, g, b) {
                return ($1 - r) ^ 2 + ($2 - g) ^ 2 + ($3 - b) ^ 2 < 200
            }
            {
                x = (NR - 1) % width
                y = int((NR - 1) / width)
            }
            x < 24 && near(92, 201, 146) { dot[y] = 1 }
            x > 100 && near(31, 78, 128) { rail[y] = x }
            END {
                for (; y > 0 && !(dot[y] && rail[y]); y--) {}
                for (low = y; dot[y] && rail[y]; y--) {}
                # The rail ends where the handle, nine pixels wide to each side, begins.
                if (rail[low]) print rail[low] + 9, int((low + y + 1) / 2)
            }'
}

# drag X Y X Y...: takes hold at the first place and goes from one to the next, with time for a frame
# between them, as a hand would.
drag() {
    xdotool mousemove --window "$window" "$1" "$2" mousedown 1
    for (( ; $# > 2; )); do
        shift 2
        sleep 0.04
        xdotool mousemove --window "$window" "$1" "$2"
    done
    sleep 0.1
    xdotool mouseup 1
    park_mouse
}

# ------------------------------------------------------------------------------------ checks

opens_at_its_size() {
    local size
    size=$(xdotool getwindowgeometry "$window" | sed -n 's/.*Geometry: //p')
    echo "$size"
    [[ $size == "${WIDTH}x$HEIGHT" ]]
}

trains_at_once() {
    until_true step_is_past 0 || return 1
    screenshot training
    until_true changed_by_more_than 200 training
}

space_pauses() {
    local before after
    press space
    before=$(step_now)
    sleep 1 # at 20 steps a second, time for twenty
    after=$(step_now)
    echo "step $before, a second later $after"
    ((before > 0 && before == after))
}

# one_step KEY: pressed while paused, it makes exactly one step.
one_step() {
    local before after
    before=$(step_now)
    press "$1"
    until_true step_is_past "$before" || { echo "still at step $before"; return 1; }
    after=$(step_now)
    echo "from step $before to $after"
    ((after == before + 1))
}

s_steps() { one_step s; }
right_steps() { one_step Right; }

picture_is_saved() {
    local picture red blue
    picture=$(save_picture) || return 1
    cp "$picture" "$shots/"
    red=$(pixels "$picture" "$RED")
    blue=$(pixels "$picture" "$BLUE")
    echo "$(basename "$picture"): $red red, $blue blue pixels"
    ((red > 200 && blue > 200)) && [[ $(step_of "$picture") == "$(step_now)" ]]
}

pictures_are_not_overwritten() {
    local first second
    first=$(save_picture) && second=$(save_picture) || return 1
    echo "$(basename "$first"), $(basename "$second")"
    [[ $first != "$second" && -s $first ]]
}

# metrics_of_run NUMBER: waits for that run and makes its first steps.
metrics_of_run() {
    until_true run_is "$1" || { echo "no run $1" >&2; return 1; }
    press s
    press s
    press s
    until_true step_is_past 2 && export_metrics
}

r_repeats_the_run() {
    local before after rows run
    before=$(export_metrics) && run=$(run_of "$(save_picture)") || return 1
    press r
    after=$(metrics_of_run $((run + 1))) || return 1
    rows=$(column "$after" 1 | wc -l)
    ((rows <= $(column "$before" 1 | wc -l))) || rows=$(column "$before" 1 | wc -l)
    echo "runs $run and $((run + 1)), $rows steps compared"
    ((rows > 1)) && cmp <(column "$before" 1-3 | head -n "$rows") <(column "$after" 1-3 | head -n "$rows")
}

n_draws_other_weights() {
    local before after run
    before=$(export_metrics) && run=$(run_of "$(save_picture)") || return 1
    press n
    after=$(metrics_of_run $((run + 1))) || return 1
    before=$(column "$before" 2 | head -n 1) after=$(column "$after" 2 | head -n 1)
    echo "first loss $before, then $after"
    [[ $before != "$after" ]]
}

slider_sets_learning_rate() {
    local x y file first last now
    read -r x y < <(slider_position) || { echo "the slider can't be found"; return 1; }
    now=$(step_now)
    screenshot before-drag
    drag "$x" "$y" $((x + 10)) "$y" $((x + 20)) "$y" $((x + 30)) "$y" $((x + 40)) "$y"
    screenshot after-drag
    press s
    until_true step_is_past "$now" || return 1
    file=$(export_metrics)
    first=$(column "$file" 4 | head -n 1) last=$(column "$file" 4 | tail -n 1)
    echo "learning rate $first, then $last"
    [[ -n $first && $first != "$last" ]]
}

# save_recipe: presses Ctrl+Shift+S and prints the name of the recipe that this wrote.
recipe_newer_than() {
    local file
    file=$(find "$exports" -maxdepth 1 -name '*.toml' -newer "$1" | head -n 1)
    [[ -n $file ]] && printf '%s\n' "$file"
}

save_recipe() {
    local mark
    mark=$(mktemp "$work/mark.XXXX")
    press ctrl+shift+s
    until_true recipe_newer_than "$mark" || { echo "Ctrl+Shift+S wrote no recipe" >&2; return 1; }
}

# What the window recorded, changes and all, is replayed without one.
recipe_repeats_the_run() {
    local metrics recipe rows again=$work/again
    metrics=$(export_metrics) && recipe=$(save_recipe) || return 1
    "$binary" train "$recipe" --quiet --out "$again" || return 1
    rows=$(column "$metrics" 1 | wc -l)
    echo "$(grep -c 'change' "$recipe") changes, $rows steps compared"
    grep -q '^\[\[change\]\]' "$recipe" && ((rows > 1)) &&
        cmp <(column "$metrics" 1-4) <(column "$again/metrics.csv" 1-4 | head -n "$rows")
}

home_and_end_look_back() {
    local before picture
    before=$(step_now)
    press Left
    picture=$(save_picture) || return 1
    echo "from step $before to $(step_of "$picture")"
    [[ $(step_of "$picture") == "$((before - 1))" ]] || return 1
    press End
    picture=$(save_picture) || return 1
    [[ $(step_of "$picture") == "$before" ]]
}

space_goes_on() {
    local before
    before=$(step_now)
    press space
    until_true step_is_past $((before + 5)) || return 1
    press space
    before=$(step_now)
    ((before == $(step_now)))
}

f1_shows_the_keys() {
    until_true shows_none "$NOTICES" "$PREDICTION" || { echo "a notice stays"; return 1; }
    until_true screenshot_settled without-help || { echo "a paused window moves"; return 1; }
    press F1
    until_true changed_by_more_than 5000 without-help || { echo "nothing appeared"; return 1; }
    screenshot help
    press F1
    until_true changed_by_less_than 5000 without-help || { echo "it stayed"; return 1; }
}

# Shift+/ with Shift let go first: what was pressed as "?" is released as "/".
press_question_mark() {
    xdotool keydown Shift_L keydown slash keyup Shift_L keyup slash
    sleep 0.3
}

question_mark_works_every_time() {
    until_true screenshot_settled without-keys || { echo "a paused window moves"; return 1; }
    for _ in 1 2; do
        press_question_mark
        until_true changed_by_more_than 5000 without-keys || { echo "nothing appeared"; return 1; }
        press_question_mark
        until_true changed_by_less_than 5000 without-keys || { echo "it stayed"; return 1; }
    done
    press_question_mark
    until_true changed_by_more_than 5000 without-keys || { echo "nothing appeared"; return 1; }
    screenshot keys
    press Escape
    until_true changed_by_more_than 5000 keys || { echo "Escape left it"; return 1; }
}

# The key of S, by its place, on layouts with other letters and with none of ours.
layouts_have_the_same_keys() {
    local layout before
    command -v setxkbmap >/dev/null || { echo "no setxkbmap"; return 0; }
    for layout in ru gr de fr; do
        before=$(step_now)
        setxkbmap "$layout"
        press 39
        setxkbmap us
        until_true step_is_past "$before" || { echo "not on $layout"; return 1; }
    done
}

# ------------------------------------------------------------------------- data of one's own

scope_is_shown() { shows "$SCOPE_TAB" "$CHOSEN" 300; }

# Its name is lit, and a table's split is drawn: the answered column, over three parts.
data_view_is_shown() {
    shows "$DATA_TAB" "$CHOSEN" 300 && shows "$PARTS" "$RED" 100 &&
        shows "$PARTS" "$VALIDATION_PART" 300 && shows "$PARTS" "$TEST_PART" 300
}

curves_are_shown() { shows "$CURVES" "$TARGET" 100 && shows "$CURVES" "$PREDICTION" 100; }

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

# Of the table's day, level, flow and wind: whether it is read, and whether it is answered.
ticks() {
    local x y
    screenshot now
    for y in 118 159 200 241; do
        for x in 369 415; do
            convert "$shots/now.png" -crop 16x16+$((x - 8))+$((y - 8)) +repage "$work/box.png"
            (($(pixels "$work/box.png" 'r > 90') > 10)) && printf 1 || printf 0
        done
        printf ' '
    done
}

ticks_are() { [[ $(ticks) == "$1 " ]]; }

a_dropped_table_opens() {
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
    click 1125 111
    until_true shows "$CARDS" "$VERDICT" 100 || { echo "it says nothing"; return 1; }
    until_true shows "$CARDS" "$BAR" 300 || { echo "it draws nothing"; return 1; }
    echo "$(shown "$CARDS" "$VERDICT") amber, $(shown "$CARDS" "$BAR") yellow pixels"
    press l
}

a_drawn_curve_is_learned() {
    local run
    run=$(run_of "$(save_picture)") || return 1
    click 236 208 # "Draw…", where the data are a table's
    until_true shows "$SHEET_EDGE" "$FOCUS" 800 || { echo "no sheet"; return 1; }
    drag 420 600 520 450 620 250 720 400 820 550 920 380 1020 200 1120 350 1230 500
    until_true shows "$SHEET" "$TARGET" 800 || { echo "no stroke on the sheet"; return 1; }
    click 1131 61 # "Train"
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

# ------------------------------------------------------------------------------------- ending

has_ended() { ! kill -0 "$app" 2>/dev/null; }

# Asks as a window manager would, or, where xdotool is too old for that, by Ctrl+Q.
request_close() {
    if xdotool help | grep windowquit >/dev/null; then
        xdotool windowquit "$window"
    else
        press ctrl+q
    fi
}

says_nothing_alarming() { ! grep -iE 'panicked|error' "$shots/stderr.txt"; }

# Not run through `check`, whose subshell can't wait for the program.
check_closing() {
    local status=0 start=$SECONDS
    request_close
    until_true has_ended || { kill "$app"; say "closing doesn't end the process"; }
    wait "$app" || status=$?
    app=''
    closing_ended_well() { echo "status $status after $((SECONDS - start)) s"; ((status == 0)); }
    check closing_ended_well "closing the window ends the process"
}

kept_session() { find "$HOME" -name 'session-1.safetensors' -size +0; }

session_is_kept() { [[ -n $(kept_session) ]]; }

# Killed while it trains, the program has kept its run up to a few seconds before.
killed_session_survives() {
    local file kept
    find "$HOME" -name 'session-*' -delete
    start_app
    until_true session_is_kept || { echo "nothing was kept"; return 1; }
    sleep 5 # so that what was kept at first is old by now
    kill -9 "$app"
    wait "$app" 2>/dev/null || true
    file=$(kept_session)
    kept=$("$binary" train "$file" --steps 1000000000 --until-loss 1000 --quiet --out "$work/kept" &&
        column "$work/kept/metrics.csv" 1 | head -n 1)
    # It ran for seven seconds or more, 20 steps each, of which five may be lost.
    echo "goes on with step $kept"
    ((kept > 40))
}

# -------------------------------------------------------------------------------------- main

more=()
command -v xclip >/dev/null || more+=(xclip)
"$PYTHON" -c 'import Xlib' 2>/dev/null || more+=(python3-xlib)
install_missing "${more[@]}"
build
start_display
start_app

check opens_at_its_size "the window opens at 1280 × 800"
check trains_at_once "it trains at once and the curves move"
check space_pauses "Space pauses"
check s_steps "S makes one step"
check right_steps "Right makes one step"
check picture_is_saved "Ctrl+S saves the curves, named after run and step"
check pictures_are_not_overwritten "a second Ctrl+S overwrites nothing"
check r_repeats_the_run "R repeats the run to the bit"
check n_draws_other_weights "N starts from other weights"
check slider_sets_learning_rate "the learning-rate slider acts on the next step"
check recipe_repeats_the_run "the recipe replays the run to the bit, without a window"
check home_and_end_look_back "Left looks one step back, End comes back to live"
check space_goes_on "Space goes on, and pauses again"
check f1_shows_the_keys "F1 shows the keys and hides them"
check question_mark_works_every_time "? shows them, though Shift is let go first; Escape hides them"
check layouts_have_the_same_keys "S steps on Russian, Greek, German and French layouts"
check a_dropped_table_opens "a table that is dropped on the window opens, with its columns ticked"
check an_unticked_column_is_not_read "a column that was unticked isn't read; Space trains"
check a_table_is_answered_and_validated "target, prediction and validation loss are drawn"
check a_fork_at_an_epochs_border_goes_on "a fork at an epoch's border goes on as its parent did, to the bit"
check a_card_says_what_is_beaten "\"Does it beat…?\" says it and draws it"
check a_drawn_curve_is_learned "a curve drawn by one stroke is learned"
check pasted_cells_open "cells that are pasted open as a table"
check_closing
check killed_session_survives "a killed program has kept its run"
check says_nothing_alarming "nothing alarming was printed"

say "$passed passed, $failed failed"
((failed == 0))
