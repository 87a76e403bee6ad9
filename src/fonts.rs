//! The fonts that come with the program, for window and figures alike.
//!
//! Which of them a character is taken from is decided by who sets the text: the window asks fonts of its own first,
//! figures know these two only.

/// DejaVu Sans 2.37, whole and unchanged: the alphabets but for those of East Asia, mathematics, arrows. Its licence
/// lies beside it.
pub static DEJAVU_SANS: &[u8] = include_bytes!("../assets/DejaVuSans.ttf");

/// The part of Noto Sans CJK 2.004, in its shapes for simplified Chinese, that `assets/subset_fonts.py` takes: every
/// character of the program's texts that DejaVu Sans lacks, and those that most Chinese is written with.
/// `assets/NotoSansSC-subset.txt` lists them, and the licence lies beside it.
pub static NOTO_SANS_SC: &[u8] = include_bytes!("../assets/NotoSansSC-subset.otf");
