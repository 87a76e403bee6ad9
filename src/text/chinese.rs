//! The Chinese texts, a file for each part of the program.

mod display;
