# What the tests of the real window share: a display, the program on it, keys, and what Ctrl+E says.
# To be sourced from the package's folder; `work`, `app`, `server` and `window` are theirs.
#
#   RNNSCOPE_BIN=PATH     this program, instead of a release build of this checkout
#   RNNSCOPE_SHOTS=DIR    keeps screenshots and the program's output there
#   RNNSCOPE_PATIENCE=N   seconds until something that must happen has failed to
# shellcheck shell=bash

WIDTH=1280 HEIGHT=800                    # of the window at its first start
METRICS='step,loss,grad_norm,learning_rate' # first line of the CSV that is looked for
PATIENCE=${RNNSCOPE_PATIENCE:-15}

work=$(mktemp -d)
shots=${RNNSCOPE_SHOTS:-$work/shots}
exports=$work/exports
mkdir -p "$shots" "$exports"
shots=$(cd "$shots" && pwd)
rm -f "$shots"/std{out,err}.txt
app='' server='' window=''

# ----------------------------------------------------------------------------------- basics

say() { printf '%s\n' "$*"; }

give_up() {
    printf 'FAIL: %s\n' "$*" >&2
    exit 1
}

# until_true COMMAND...: repeats the command until it succeeds; fails after $PATIENCE seconds.
until_true() {
    local deadline=$((SECONDS + PATIENCE))
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

clean_up() {
    local pid
    for pid in $app $server; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

# ------------------------------------------------------------------------------------ set-up

has_library() { { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -F "$1" >/dev/null; }

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

# install_missing PACKAGE...: installs, on Debian and its kin, the packages whose program or library
# isn't there, and these.
install_missing() {
    local packages=("$@")
    command -v Xvfb >/dev/null || packages+=(xvfb)
    command -v xdotool >/dev/null || packages+=(xdotool)
    command -v import >/dev/null || packages+=(imagemagick)
    has_library libXcursor.so.1 || packages+=(libxcursor1)
    has_library libXi.so.6 || packages+=(libxi6)
    has_library libxkbcommon-x11.so.0 || packages+=(libxkbcommon-x11-0)
    ((${#packages[@]})) || return 0
    command -v apt-get >/dev/null || give_up "missing and not installable without apt-get: ${packages[*]}"
    say "installing ${packages[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        "${packages[@]}" >/dev/null
}

build() {
    if [[ -n ${RNNSCOPE_BIN:-} ]]; then
        binary=$RNNSCOPE_BIN
    else
        cargo build --release --locked
        binary=${CARGO_TARGET_DIR:-target}/release/rnnscope
    fi
    [[ -x $binary ]] || give_up "no program at $binary"
}

# start_display FLAG...: one of our own, under a number the server finds free; no settings but fresh
# ones.
start_display() {
    # Without -noreset it restarts when its last window closes, and refuses the next one meanwhile.
    Xvfb -noreset -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp "$@" 3>"$work/display" 2>"$work/xvfb.log" &
    server=$!
    until_true test -s "$work/display" || give_up "Xvfb didn't start: $(tail -n 1 "$work/xvfb.log")"
    DISPLAY=:$(<"$work/display")
    export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
    export HOME=$work/home XDG_CONFIG_HOME=$work/home/config XDG_DATA_HOME=$work/home/data
    export XDG_CACHE_HOME=$work/home/cache XDG_RUNTIME_DIR=$work/home/run
    unset WAYLAND_DISPLAY WAYLAND_SOCKET
    mkdir -p "$HOME"
    mkdir -m 700 "$XDG_RUNTIME_DIR"
}

find_window() { window=$(xdotool search --onlyvisible --name '^rnnscope$' 2>/dev/null | head -n 1) && [[ -n $window ]]; }

# start_app FLAG...: without a window manager nothing has the keyboard until it is given to it.
start_app() {
    "$binary" --export-dir "$exports" "$@" >>"$shots/stdout.txt" 2>>"$shots/stderr.txt" &
    app=$!
    until_true find_window || give_up "no window titled rnnscope: $(tail -n 3 "$shots/stderr.txt")"
    xdotool windowfocus --sync "$window"
    park_mouse
}

# ------------------------------------------------------------------------- driving, observing

# click X Y
click() {
    xdotool mousemove --window "$window" "$1" "$2" click 1
    park_mouse
}

press() { xdotool key --clearmodifiers "$1"; }

# Into the corner, where it lights up nothing and shows no tooltip.
park_mouse() { xdotool mousemove --window "$window" $((WIDTH - 2)) $((HEIGHT - 2)); }

# Of little compression, which is what takes the time.
screenshot() { import -silent -window "$window" -quality 10 "$shots/$1.png"; }

# Complete means: begins with the metrics' header and ends with a line's end.
metrics_newer_than() {
    local file
    while IFS= read -r file; do
        [[ $(head -n 1 "$file") == "$METRICS" && -z $(tail -c 1 "$file") ]] || continue
        printf '%s\n' "$file"
        return 0
    done < <(find "$exports" -maxdepth 1 -name '*.csv' -newer "$1")
    return 1
}

# Presses Ctrl+E and prints the name of the metrics file that this wrote.
export_metrics() {
    local mark
    mark=$(mktemp "$work/mark.XXXX")
    press ctrl+e
    until_true metrics_newer_than "$mark" || { echo "Ctrl+E wrote no metrics" >&2; return 1; }
}

column() { tail -n +2 "$1" | cut -d, -f"$2"; }
last_step() { column "$1" 1 | tail -n 1; }

# The step that Ctrl+E shows now; 0 before the first.
step_now() {
    local file step
    file=$(export_metrics) || return 1
    step=$(last_step "$file")
    echo "${step:-0}"
}

step_is_past() { local now; now=$(step_now) && ((now > $1)); }
