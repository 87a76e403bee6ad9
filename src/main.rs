//! Arguments in, window or headless run out; nothing else.

fn main() {}
