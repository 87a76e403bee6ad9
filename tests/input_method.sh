#!/usr/bin/env bash
# A name typed with a real input method, fcitx5's pinyin, under Xvfb with software GL: its keys are its own, its words
# arrive, and its candidates stand below the line that is typed.
#
#   RNNSCOPE_BIN=PATH     this program, instead of a release build of this checkout
#   RNNSCOPE_SHOTS=DIR    keeps screenshots and the program's output there
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=tests/support/screen.sh
source tests/support/screen.sh

NAME_AT=(180 96) # the middle of the live run's name in the list of runs
NAME_ENDS=106    # its lower edge
STEP_AT=(405 18) # the button that trains a step

# start_method: pinyin as the only method, on a bus of our own.
start_method() {
    mkdir -p "$XDG_CONFIG_HOME/fcitx5"
    printf '%s\n' '[Groups/0]' 'Name=Default' 'Default Layout=us' 'DefaultIM=pinyin' \
        '[Groups/0/Items/0]' 'Name=pinyin' '[GroupOrder]' '0=Default' >"$XDG_CONFIG_HOME/fcitx5/profile"
    dbus-daemon --session --nofork --nopidfile --print-address=3 3>"$work/bus" 2>"$work/bus.log" &
    server="$server $!"
    until_true test -s "$work/bus" || give_up "no bus: $(tail -n 1 "$work/bus.log")"
    DBUS_SESSION_BUS_ADDRESS=$(<"$work/bus")
    export DBUS_SESSION_BUS_ADDRESS XMODIFIERS=@im=fcitx LC_ALL=C.UTF-8
    fcitx5 -D >"$work/fcitx.log" 2>&1 &
    server="$server $!"
    until_true serves_x11 || give_up "fcitx5 doesn't serve X11: $(tail -n 1 "$work/fcitx.log")"
}

serves_x11() { xprop -root XIM_SERVERS | grep -q fcitx; }
# It has found the field once the window has asked it for a context.
is_served() { fcitx5-remote >/dev/null; }

# Every window of the method that is shown, as its y and height.
candidates() {
    local id
    for id in $(xdotool search --onlyvisible --class fcitx 2>/dev/null); do
        xdotool getwindowgeometry --shell "$id"
    done | sed -n 's/^Y=//p'
}
has_candidates() { [[ -n $(candidates) ]]; }
has_none() { ! has_candidates; }

# compose TEXT: letter by letter, until something is offered for them.
compose() {
    local place
    for ((place = 0; place < ${#1}; place++)); do
        press "${1:place:1}"
        sleep 0.05
    done
    until_true has_candidates || give_up "nothing is offered for $1"
}

# take KEY: ends the composition by it.
take() {
    press "$1"
    until_true has_none || give_up "$1 takes nothing"
}

names() { find "$XDG_DATA_HOME" -type f -exec grep -a -l "$1" {} + >/dev/null; }

more=()
command -v fcitx5 >/dev/null || more+=(fcitx5)
[[ -e /usr/share/fcitx5/addon/pinyin.conf ]] || more+=(fcitx5-chinese-addons)
command -v xprop >/dev/null || more+=(x11-utils)
command -v dbus-daemon >/dev/null || more+=(dbus)
install_missing "${more[@]}"
build
start_display
start_method
start_app --paused

press F5
xdotool mousemove --window "$window" "${NAME_AT[@]}" click --repeat 3 --delay 60 1
fcitx5-remote -o
until_true is_served || give_up "the field has no input method"
compose nihao
import -silent -window root "$shots/candidates.png"
top=$(candidates | sort -n | head -n 1)
y=$(xdotool getwindowgeometry --shell "$window" | sed -n 's/^Y=//p')
((top >= y + NAME_ENDS)) || give_up "candidates at $top lie over the name, which ends at $((y + NAME_ENDS))"
# The word that is offered, by Space; letters as they are, by Enter; none, by Escape. Arrows go through candidates.
take space
compose shi
for key in Right Down Up; do
    press "$key"
    has_candidates || give_up "$key went past the method"
done
take Return
compose wang
take Escape
fcitx5-remote -c
press Return
# The next step is the first. By the mouse: a key might still go to the method.
click "${STEP_AT[@]}"
until_true step_is_past 0 || give_up "no step was trained"
[[ $(step_now) == 1 ]] || give_up "keys of the method trained the network"
xdotool mousemove --window "$window" $((WIDTH - 100)) $((HEIGHT - 200)) click 1
press ctrl+q
wait "$app"
app=
names '你好shi' || give_up "the name isn't what was typed"
say "typed with an input method: as it should be"
