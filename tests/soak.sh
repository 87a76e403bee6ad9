#!/usr/bin/env bash
# A long run in the real window, under Xvfb with software GL: at "max" pace, with the window hidden
# for a part of it, then paused. Prints a table, and fails when memory grew, when frames or speed
# fell within the run, or when idle costs CPU. How fast the machine is decides nothing.
#
#   tests/soak.sh [MINUTES] [FLAG...]   for so many minutes, 1 by default: 12 samples of 5 s each a
#                                       minute; with the program's flags, for another run than sin → cos
#
# Frames are pictures of the status line that differ from the one before, read off the display's
# memory some 500 times a second; steps are those of Ctrl+E, which a hidden window can't hear.
# Takes RNNSCOPE_BIN, RNNSCOPE_SHOTS and RNNSCOPE_PATIENCE as tests/window.sh does.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=tests/support/screen.sh
source tests/support/screen.sh

GROWTH=32      # MB that memory may gain after the first samples: the history's next levels, caches
KEPT=60        # per cent of the first samples' frames and speed that the last must have
IDLE=1         # per cent of a core that a paused window may take
LONGEST=10     # seconds of a sample in which frames are counted

minutes=${1:-1}
[[ $minutes =~ ^[1-9][0-9]{0,4}$ ]] || give_up "tests/soak.sh takes a whole number of minutes, not $minutes"
interval=$((5 * minutes))
watched=$((interval < LONGEST ? interval : LONGEST))
ticks=$(getconf CLK_TCK)
failures=0

# ----------------------------------------------------------------------------------- observing

now() { date +%s.%N; }
calculated() { awk "BEGIN { print $* }"; }
holds() { awk "BEGIN { exit !($*) }"; }

memory() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$app/status"; }

# CPU time of the program so far, in ticks; its name may hold spaces.
cpu() { sed 's/.*) //' "/proc/$app/stat" | awk '{ print $12 + $13 }'; }

# pictures SECONDS TOP ROWS MOST: when, in seconds since $launched or else since now, each different
# picture of these rows of the screen is seen; ends early after so many.
pictures() {
    perl -MTime::HiRes=time,sleep -e '
        my ($file, $seconds, $top, $rows, $bytes, $most, $launched) = @ARGV;
        open my $screen, "<:raw", $file or die "no screen at $file";
        sysread $screen, my $head, 100;
        my @field = unpack "N25", $head;
        my ($begin, $line) = ($field[0] + 12 * $field[19], $field[12]);
        my ($last, $seen, $end) = (undef, 0, time + $seconds);
        while (time < $end && $seen < $most) {
            my $picture = "";
            for my $row ($top .. $top + $rows - 1) {
                sysseek $screen, $begin + $row * $line, 0;
                sysread $screen, my $pixels, $bytes;
                $picture .= $pixels;
            }
            if (defined $last && $picture ne $last) {
                printf "%.3f\n", time - $launched;
                $seen++;
            }
            $last = $picture;
            sleep 0.002;
        }
    ' "$work/Xvfb_screen0" "$1" "$2" "$3" $((4 * WIDTH)) "$4" "${launched:-$(now)}"
}

# frames SECONDS: how many different pictures of the status line are seen in that time.
frames() { pictures "$1" $((HEIGHT - 16)) 6 1000000 | wc -l; }

# Seconds from the launch to the third picture of the curves: the first has none, the second may.
# Which is printed only; that they move at all is what counts.
measure_start() {
    local launched watching
    launched=$(now)
    pictures "$PATIENCE" 100 200 3 >"$work/pictures" &
    watching=$!
    start_app "$@"
    wait "$watching"
    start=$(tail -n 1 "$work/pictures")
    (($(wc -l <"$work/pictures") == 3)) || give_up "the curves don't move within $PATIENCE s"
}

# The time and the step of the newest metrics that Ctrl+E writes.
moment() {
    local file
    file=$(export_metrics) || return 1
    printf '%s %s\n' "$(date -r "$file" +%s.%N)" "$(last_step "$file")"
    rm -f "$exports"/*.csv
}

# speed "TIME STEP" "TIME STEP": steps a second between two moments.
speed() { awk "BEGIN { split(\"$1\", a); split(\"$2\", b); printf \"%.0f\", (b[2] - a[2]) / (b[1] - a[1]) }"; }

# -------------------------------------------------------------------------------------- table

row() { printf '%8s  %-8s %10s %7s %9s %10s\n' "$@"; }

# sample STATE: watches for an interval, prints a line of the table, and leaves what was seen in
# `seen_memory`, `seen_cpu` and `seen_frames`.
sample() {
    local begin=$(now) before end
    before=$(cpu)
    seen_frames=$(calculated "$(frames "$watched") / $watched")
    sleep $((interval - watched))
    end=$(now)
    seen_cpu=$(calculated "100 * ($(cpu) - $before) / $ticks / ($end - $begin)")
    seen_memory=$(memory)
    printed_speed=-
}

print_sample() {
    row "$(calculated "int($(now) - $started)")" "$1" "$seen_memory" "$(printf %.1f "$seen_cpu")" \
        "$(printf %.1f "$seen_frames")" "$printed_speed"
}

# visible COUNT: samples of the window in view; adds to `all_frames` and `all_speeds`.
visible() {
    local n before after
    before=$(moment)
    for ((n = 0; n < $1; n++)); do
        sample
        after=$(moment)
        printed_speed=$(speed "$before" "$after")
        before=$after
        all_frames+=("$seen_frames")
        all_speeds+=("$printed_speed")
        all_memory+=("$seen_memory")
        print_sample visible
    done
    last_moment=$before
}

hidden() {
    local n before
    before=$last_moment
    xdotool windowunmap --sync "$window"
    for ((n = 0; n < $1; n++)); do
        sample
        all_memory+=("$seen_memory")
        hidden_frames=$seen_frames
        print_sample hidden
    done
    xdotool windowmap --sync "$window" windowfocus --sync "$window"
    park_mouse
    hidden_speed=$(speed "$before" "$(moment)")
    say "          trained $hidden_speed steps/s while hidden"
}

paused() {
    local n
    press space
    sleep 8 # until the last notice of Ctrl+E is gone
    for ((n = 0; n < $1; n++)); do
        sample
        print_sample paused
    done
}

# ------------------------------------------------------------------------------------- judging

mean() { printf '%s\n' "$@" | awk '{ sum += $1 } END { print sum / NR }'; }
least() { printf '%s\n' "$@" | sort -g | head -n 1; }
most() { printf '%s\n' "$@" | sort -g | tail -n 1; }

# judge CONDITION MESSAGE
judge() {
    if holds "$1"; then
        say "ok: $2"
    else
        say "FAIL: $2"
        failures=$((failures + 1))
    fi
}

judge_all() {
    local first last top
    top=$(most "${all_memory[@]}")
    judge "$top - ${all_memory[1]} <= $GROWTH" "memory went from ${all_memory[1]} to $top MB at most"
    judge "$(least "${all_frames[@]}") > 0" "$(least "${all_frames[@]}") frames/s at least"
    first=$(mean "${all_frames[@]:0:3}") last=$(mean "${all_frames[@]: -2}")
    judge "$last >= $first * $KEPT / 100" "frames/s: $first at first, $last at last"
    first=$(mean "${all_speeds[@]:0:3}") last=$(mean "${all_speeds[@]: -2}")
    judge "$last >= $first * $KEPT / 100" "steps/s: $first at first, $last at last"
    judge "$hidden_speed >= $first * $KEPT / 100" "steps/s while hidden: $hidden_speed"
    judge "$hidden_frames == 0" "a hidden window shows $hidden_frames frames/s"
    judge "$seen_cpu < $IDLE" "a paused window takes $(printf %.2f "$seen_cpu") % of a core"
    judge "$seen_frames == 0" "a paused window draws $seen_frames frames/s"
}

# ---------------------------------------------------------------------------------------- main

all_frames=() all_speeds=() all_memory=()
install_missing
command -v perl >/dev/null || give_up "perl is missing, which counts frames"
build
start_display -fbdir "$work"
measure_start --pace max "${@:2}"
started=$(now)
say "curves moved $start s after the launch"

row seconds window 'memory MB' 'CPU %' frames/s steps/s
visible 5
hidden 3
visible 2
paused 2
judge_all
if grep -iE 'panicked|error' "$shots/stderr.txt"; then failures=$((failures + 1)); fi

say "$failures failed"
((failures == 0))
