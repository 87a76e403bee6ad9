#!/usr/bin/env python3
"""Makes NotoSansSC-subset.otf: the Chinese characters that the program itself writes, and those that people mostly type.

It needs fontTools (pip install fonttools) and Noto Sans CJK (Debian: fonts-noto-cjk), from which it takes the face for
simplified Chinese:

    python3 assets/subset_fonts.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

The same font, the same texts and the same fontTools (4.68.0 made what is here, of Noto's 2.004) make the same bytes.
NotoSansSC-subset.txt lists the characters that are in it; tests/fonts.rs compares list, font and texts. Run it again
when that test says so: a text has a character that the fonts lack.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ASSETS = pathlib.Path(__file__).resolve().parent
ROOT = ASSETS.parent
FACE = "Noto Sans CJK SC"

# Characters of words of the trade that are not among the 3,755 of GB2312's first level.
TRADE = "阈熵沌黏糅赝骰琥珀瑕漪蜿"


def first_level():
    """GB2312's first level: the 3,755 characters that most of what people write is made of."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    # The last row ends earlier.
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def punctuation():
    """What stands between them: 、。〈〉《》「」『』【】 and their like, and the wide forms of ASCII."""
    ranges = [range(0x3000, 0x3020), range(0xFF01, 0xFF5F), range(0xFFE0, 0xFFE7)]
    return "".join(chr(code) for codes in ranges for code in codes)


def texts():
    """All that stands in the sources, and in the Chinese pages, whose words the next texts are made of."""
    patterns = ["src/**/*.rs", "crates/*/src/**/*.rs", "docs/zh/**/*.md", "README.zh.md", "assets/lessons/*.md",
                "assets/challenges/*.toml"]
    files = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return "".join(path.read_text(encoding="utf-8") for path in files)


def wanted(noto):
    """The characters that the subset is to have: those that DejaVu Sans, which is asked before it, lacks."""
    dejavu = TTFont(ASSETS / "DejaVuSans.ttf").getBestCmap()
    codes = {ord(character) for character in first_level() + punctuation() + TRADE + texts()}
    return sorted(code for code in codes if code not in dejavu and code in noto.getBestCmap())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    faces = TTCollection(sys.argv[1]).fonts
    noto = next(face for face in faces if face["name"].getDebugName(4) == FACE)
    # The time of day would be another at each run.
    noto.recalcTimestamp = False
    codes = wanted(noto)
    options = subset.Options()
    # The program sets text by itself, one character after another from left to right.
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    # Copyright, trademark and licence stay in the font, too.
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    # Hints stay: at the sizes of the window's texts, strokes between two rows of pixels would be grey.
    options.hinting = True
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(noto)
    subset.save_font(noto, str(ASSETS / "NotoSansSC-subset.otf"), options)
    listed = "".join(map(chr, codes))
    lines = [listed[begin : begin + 60] for begin in range(0, len(listed), 60)]
    text = "\n".join(lines) + "\n"
    (ASSETS / "NotoSansSC-subset.txt").write_text(text, encoding="utf-8")
    size = (ASSETS / "NotoSansSC-subset.otf").stat().st_size
    print(f"{len(codes)} characters, {size} bytes")


if __name__ == "__main__":
    main()
