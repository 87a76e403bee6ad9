# What is seen of the real window: its colours, its parts, and what has changed in them; and a drag, as a hand makes it.
# To be sourced behind tests/support/screen.sh.
# shellcheck shell=bash
# Parts and colours are for whoever sources this.
# shellcheck disable=SC2034

# satisfying CONDITION: how many pixels of an image in bytes satisfy an awk condition on r, g and b. It is asked of
# each colour once, which is faster by far.
satisfying() {
    perl -0777 -ne '$n{$_}++ for unpack "(a3)*"; END { printf "%d %d %d %d\n", $n{$_}, unpack "C3" for keys %n }' |
        awk "{ r = \$2; g = \$3; b = \$4 } $1 { n += \$1 } END { print n + 0 }"
}

# pixels FILE CONDITION
pixels() { convert "$1" -alpha off -depth 8 rgb:- | satisfying "$2"; }

# near R G B: the condition for a colour, or one that the eye can't tell from it.
near() { echo "(r - $1) ^ 2 + (g - $2) ^ 2 + (b - $3) ^ 2 < 100"; }

# Of a line, however thin; and the dark theme's own colours.
RED='r > 130 && r > 2 * g && r > 2 * b' BLUE='b > 150 && b > r + 70 && b > g + 30'
TARGET=$(near 255 93 93) PREDICTION=$(near 77 166 255) VALIDATION=$(near 245 139 60)
VERDICT=$(near 232 176 75) BAR=$(near 255 239 79) FOCUS=$(near 255 208 92) CHOSEN=$(near 31 78 128)
VALIDATION_PART=$(near 43 39 30) TEST_PART=$(near 25 42 39)

# Parts of the window at its first size. Notices never reach the right of the plots.
TABS=215x24+8+6 SCOPE_TAB=54x24+8+6
CURVES=330x330+915+82 LOSS=330x210+915+518 NOTICES=4x60+357+60
PARTS=340x180+930+219    # of a table: the picture of its split
CARDS=350x430+920+170    # of the lenses, below their names
SHEET=846x580+404+114 SHEET_EDGE=846x8+404+105
PALETTE_FIELD=90x40+830+96 CONTROLS=344x716+0+46

# places LANGUAGE: where what hangs on the length of words is, in that language.
places() {
    case $1 in
        en)
            DATA_TAB=46x24+173+6 BEATS='1125 111' DRAW='236 208' TRAIN='1131 61' LANGUAGE='1140 18'
            RUN='341 18' RESTART='477 18' CARRIED_STATE=160 RESET_STATE=209 NO_STATE=257 LEAVE=139
            ;;
        zh)
            DATA_TAB=46x24+162+6 BEATS='958 110' DRAW='228 208' TRAIN='1131 61' LANGUAGE='1161 18'
            RUN='309 18' RESTART='450 18' CARRIED_STATE=158 RESET_STATE=203 NO_STATE=255 LEAVE=139
            ;;
        *) give_up "tests/window.sh knows en and zh, not $1" ;;
    esac
}

# shown PART CONDITION: how many pixels of a part of the window satisfy a condition now.
shown() {
    import -silent -window "$window" -crop "$1" +repage -depth 8 rgb:- | satisfying "$2"
}

shows() { (($(shown "$1" "$2") > $3)); }
shows_none() { (($(shown "$1" "$2") == 0)); }

scope_is_shown() { shows "$SCOPE_TAB" "$CHOSEN" 300; }
curves_are_shown() { shows "$CURVES" "$TARGET" 100 && shows "$CURVES" "$PREDICTION" 100; }

# A notice goes by itself, or when it is clicked on.
notices_are_gone() { shows_none "$NOTICES" "$PREDICTION" || { click 380 66; return 1; }; }

# Takes a screenshot; succeeds when a second one shows that nothing moves any more.
screenshot_settled() { screenshot "$1" && [[ $(changed_since "$1") == 0 ]]; }

# How many pixels of the window differ from those of a screenshot.
changed_since() {
    screenshot now
    compare -metric AE "$shots/$1.png" "$shots/now.png" null: 2>&1 || true
}

changed_by_more_than() { awk -v n="$(changed_since "$2")" -v limit="$1" 'BEGIN { exit !(n + 0 > limit) }'; }
changed_by_less_than() { ! changed_by_more_than "$1" "$2"; }

# part_changed_since NAME PART: how many pixels of a part of the window differ from those of a screenshot.
part_changed_since() {
    screenshot now
    compare -metric AE "$shots/$1.png[$2]" "$shots/now.png[$2]" null: 2>&1 || true
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
