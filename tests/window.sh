#!/usr/bin/env bash
# The real window, under Xvfb with software GL: is driven with keys and mouse, and judged by what a
# user has of it: the CSV of Ctrl+E, the PNG of Ctrl+S, its pixels, and how its process ends.
#
#   tests/window.sh [LANGUAGE...]   everything once in each of these languages, in all of them by default
#
#   RNNSCOPE_LANGS="en zh"   these languages, where none is named
#   RNNSCOPE_BIN=PATH        this program, instead of a release build of this checkout
#   RNNSCOPE_SHOTS=DIR       keeps screenshots and the program's output there, a folder for each language
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=tests/support/screen.sh
source tests/support/screen.sh
# shellcheck source=tests/support/seeing.sh
source tests/support/seeing.sh
# shellcheck source=tests/support/own_data.sh
source tests/support/own_data.sh
# shellcheck source=tests/support/lessons.sh
source tests/support/lessons.sh

PYTHON=/usr/bin/python3                  # the system's, for which Debian has python3-xlib
passed=0 failed=0

# ------------------------------------------------------------------------- driving, observing

# check FUNCTION MESSAGE: runs one check; what it prints tells what it saw.
check() {
    local seen
    if seen=$("$1" 2>&1); then
        passed=$((passed + 1))
        say "ok: $language: $2${seen:+ ($seen)}"
    else
        failed=$((failed + 1))
        say "FAIL: $language: $2${seen:+ ($seen)}"
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

run_is() { local picture; picture=$(save_picture) && [[ $(run_of "$picture") == "$1" ]]; }

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

is_number() { awk -v a="$1" -v b="$2" 'BEGIN { exit !((a - b) ^ 2 < 1e-16) }'; }

# The value is taken back by a change of its own: steps aren't undone.
palette_sets_learning_rate() {
    local before set undone
    press ctrl+k
    until_true shows "$PALETTE_FIELD" "$FOCUS" 50 || { echo "no palette"; return 1; }
    xdotool type --delay 20 'lr 0.005'
    screenshot palette
    press Return
    until_true shows_none "$PALETTE_FIELD" "$FOCUS" || { echo "the palette stays"; return 1; }
    { one_step s && press ctrl+z && one_step s; } >/dev/null || { echo "no step"; return 1; }
    read -r before set undone < <(column "$(export_metrics)" 4 | tail -n 3 | tr '\n' ' ')
    echo "learning rate $before, $set, and $undone after Ctrl+Z"
    is_number "$set" 0.005 && ! is_number "$before" 0.005 && is_number "$undone" "$before"
}

# The number of the run and its step, as a picture's name says them.
run_and_step() { local picture; picture=$(save_picture) && echo "$(run_of "$picture") $(step_of "$picture")"; }
run_and_step_are() { [[ $(run_and_step) == "$1" ]]; }

undo_brings_a_run_back() {
    local place metrics
    place=$(run_and_step) && metrics=$(export_metrics) || return 1
    press r
    until_true run_is $((${place% *} + 1)) || { echo "R begins no run"; return 1; }
    press ctrl+z
    until_true run_and_step_are "$place" || { echo "$(run_and_step), not $place"; return 1; }
    echo "run ${place% *}, step ${place#* }"
    cmp "$metrics" "$(export_metrics)"
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

clipboard_has() { xclip -selection clipboard -out 2>/dev/null | grep -qF "$1"; }

# What is on show is a text on the clipboard, which leads there again from another run.
a_moment_comes_back() {
    local run step
    press F2
    until_true scope_is_shown || { echo "F2 doesn't show the scope"; return 1; }
    until_true stands_still || press space
    read -r run step < <(run_and_step) || return 1
    press Left
    press ctrl+shift+c
    until_true clipboard_has '[moment]' || { echo "the clipboard has no moment"; return 1; }
    press n
    until_true run_is $((run + 1)) || { echo "N begins no run"; return 1; }
    press ctrl+v
    # A run that was left at step 0 isn't counted.
    until_true run_and_step_are "$((run + 1)) $((step - 1))" || { echo "$(run_and_step) is on show"; return 1; }
    press End
    until_true run_and_step_are "$((run + 1)) $step" || { echo "its end is $(run_and_step)"; return 1; }
    echo "step $((step - 1)) of $step"
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

# At 20 steps a second, half of one is time for ten.
stands_still() {
    local now
    now=$(step_now)
    sleep 0.5
    ((now == $(step_now)))
}

space_goes_on() {
    local before
    before=$(step_now)
    press space
    until_true step_is_past $((before + 5)) || return 1
    press space
    until_true stands_still || { echo "it goes on and on"; return 1; }
}

f1_shows_the_keys() {
    until_true notices_are_gone || { echo "a notice stays"; return 1; }
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

tabs_differ() { (($(part_changed_since before-language "$TABS") > 200)); }
tabs_are_back() { (($(part_changed_since before-language "$TABS") == 0)); }
controls_are_back() { (($(part_changed_since without-projector "$CONTROLS") == 0)); }

# Names change, in the window as it stands; the run doesn't.
language_switches_at_once() {
    local other=zh place
    [[ $language == en ]] || other=en
    place=$(run_and_step) || return 1
    screenshot before-language
    click $LANGUAGE
    until_true tabs_differ || { echo "nothing is renamed"; return 1; }
    run_and_step_are "$place" || { echo "another run: $(run_and_step), not $place"; return 1; }
    one_step s || return 1
    run_is "${place% *}" || return 1
    places "$other"
    click $LANGUAGE
    until_true tabs_are_back || { echo "it stays in $other"; return 1; }
}

# Without a window manager nothing enlarges a window, but what it shows is what a projector shows.
f11_leaves_the_controls_out() {
    scope_is_shown || { echo "no tabs before"; return 1; }
    screenshot without-projector
    press F11
    until_true shows_none "$SCOPE_TAB" "$CHOSEN" || { echo "the tabs are there"; return 1; }
    ! controls_are_back || { echo "the controls are there"; return 1; }
    press Escape
    until_true scope_is_shown && until_true controls_are_back || { echo "Escape doesn't lead back"; return 1; }
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
    start_app --lang "$language"
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

# Everything once, as by someone who has never used the program.
check_all() {
    rm -rf "$exports" "$HOME"/{config,data,cache}
    mkdir -p "$exports" "$shots"
    rm -f "$shots"/std{out,err}.txt
    start_app --lang "$language"

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
    check home_and_end_look_back "Left looks one step back, End comes back to live"
    check space_goes_on "Space goes on, and pauses again"
    check f1_shows_the_keys "F1 shows the keys and hides them"
    check question_mark_works_every_time "? shows them, though Shift is let go first; Escape hides them"
    check palette_sets_learning_rate "Ctrl+K takes \"lr 0.005\"; Ctrl+Z takes it back by a change"
    check undo_brings_a_run_back "Ctrl+Z brings the run back that R left"
    check recipe_repeats_the_run "the recipe replays the run to the bit, without a window"
    check language_switches_at_once "the button switches the language at once, and back, in the same run"
    check f11_leaves_the_controls_out "F11 leaves the controls out, Escape leads back"
    check layouts_have_the_same_keys "S steps on Russian, Greek, German and French layouts"
    check first_lesson_is_gone_through "the lesson on what the network reads is gone through by mouse and keys"
    check lesson_on_memory_is_gone_through "so is the lesson on memory"
    check lesson_on_the_cliff_is_gone_through "so is the lesson on the cliff"
    check a_loss_that_is_expected_is_drawn "a loss that is expected is drawn by a stroke, and the gap is shaded; the lesson is left"
    check own_run_is_as_it_was "behind all lessons, one's own run is as it was"
    check a_dropped_table_opens "a table that is dropped on the window opens, with its columns ticked"
    check an_unticked_column_is_not_read "a column that was unticked isn't read; Space trains"
    check a_table_is_answered_and_validated "target, prediction and validation loss are drawn"
    check a_fork_at_an_epochs_border_goes_on "a fork at an epoch's border goes on as its parent did, to the bit"
    check a_card_says_what_is_beaten "\"Does it beat…?\" says it and draws it"
    check a_drawn_curve_is_learned "a curve drawn by one stroke is learned"
    check pasted_cells_open "cells that are pasted open as a table"
    check a_moment_comes_back "Ctrl+Shift+C hands on what is on show, Ctrl+V leads back to it"
    check_closing
    check killed_session_survives "a killed program has kept its run"
    check says_nothing_alarming "nothing alarming was printed"
}

languages=("$@")
((${#languages[@]})) || read -ra languages <<<"${RNNSCOPE_LANGS:-en zh}"
for language in "${languages[@]}"; do places "$language"; done

more=()
command -v perl >/dev/null || more+=(perl)
command -v xclip >/dev/null || more+=(xclip)
"$PYTHON" -c 'import Xlib' 2>/dev/null || more+=(python3-xlib)
install_missing "${more[@]}"
build
start_display

all_shots=$shots
for language in "${languages[@]}"; do
    shots=$all_shots/$language
    places "$language"
    check_all
done

say "$passed passed, $failed failed"
((failed == 0))
