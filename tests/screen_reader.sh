#!/usr/bin/env bash
# The real window as a screen reader has it, under Xvfb with software GL: a client of AT-SPI reads its tree, presses
# a button, moves a slider, and hears what is announced.
#
#   RNNSCOPE_BIN=PATH     this program, instead of a release build of this checkout
#   RNNSCOPE_SHOTS=DIR    keeps the program's output there
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=tests/support/screen.sh
source tests/support/screen.sh

PYTHON=/usr/bin/python3 # the system's, for which Debian has python3-gi

# start_bus: a session's bus of our own, and on it the one that screen readers listen on.
start_bus() {
    dbus-daemon --session --nofork --nopidfile --print-address=3 3>"$work/bus" 2>"$work/bus.log" &
    # Both end with the script.
    server="$server $!"
    until_true test -s "$work/bus" || give_up "no bus: $(tail -n 1 "$work/bus.log")"
    DBUS_SESSION_BUS_ADDRESS=$(<"$work/bus")
    export DBUS_SESSION_BUS_ADDRESS
    local property
    # As a desktop does where a screen reader runs.
    for property in IsEnabled ScreenReaderEnabled; do
        dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus \
            org.freedesktop.DBus.Properties.Set \
            string:org.a11y.Status "string:$property" variant:boolean:true >"$work/bus.reply"
    done
}

more=()
command -v dbus-daemon >/dev/null || more+=(dbus)
[[ -e /usr/share/dbus-1/services/org.a11y.Bus.service ]] || more+=(at-spi2-core)
"$PYTHON" -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null ||
    more+=(python3-gi gir1.2-atspi-2.0)
install_missing "${more[@]}"
build
start_display
start_bus
start_app
status=0
RNNSCOPE_PATIENCE=$PATIENCE "$PYTHON" tests/support/screen_reader.py || status=$?
if grep -iE 'panicked|error' "$shots/stderr.txt"; then
    say "FAIL: something alarming was printed"
    status=1
fi
exit "$status"
