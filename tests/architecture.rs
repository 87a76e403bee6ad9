//! ARCHITECTURE.md, held to the sources: what must not be in a room isn't there, and what a room knows
//! is what it is said to know.
//!
//! A plain search. Comments and tests don't count, and neither does a name that only ends another
//! (`AtomicFile::create` is no `File::create`).

use std::path::Path;
use std::{fs, io};

/// Names that may stand in a few places only.
struct Rule {
    /// The rule as a sentence.
    text: &'static str,
    /// Names, or their beginnings.
    names: &'static [&'static str],
    /// The files under src/ where they may stand; a slash at the end means a folder, a star any name
    /// in a path.
    allowed: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        text: "only the window knows the window's libraries",
        names: &["egui", "eframe", "winit", "rfd"],
        allowed: &["app.rs", "app/"],
    },
    Rule {
        text: "only network, optimizer and trainer know candle, and the kernels don't",
        names: &["candle_core", "candle_nn"],
        allowed: &[
            "network.rs",
            "network/contents.rs",
            "network/parameters.rs",
            "network/readable.rs",
            "network/autograd.rs",
            "network/cell/*/formula.rs",
            "optimizer.rs",
            "optimizer/",
            "trainer.rs",
        ],
    },
    Rule {
        text: "threads begin in one place, but for those that lend a hand while a table is read",
        names: &["thread::Builder", "thread::spawn", "thread::scope"],
        allowed: &["thread/", "table/hands.rs"],
    },
    Rule {
        text: "channels lead to threads and from them, and bring the window its screenshots; they share \
               out runs among cores and the pieces of a table, and hand half a layer to another \
               thread",
        names: &["crossbeam_channel", "mpsc"],
        allowed: &[
            "thread/",
            "race/pool.rs",
            "app/system/pictures.rs",
            "network/kernel/exchange.rs",
            "table/hands.rs",
        ],
    },
    Rule {
        text: "work is shared out among cores by the kernel and by races",
        names: &["rayon"],
        allowed: &["network/kernel/task/", "race.rs", "race/"],
    },
    Rule {
        text: "files are written by export and settings",
        names: &[
            "fs::write",
            "fs::rename",
            "fs::copy",
            "fs::remove",
            "fs::create_dir",
            "File::create",
            "OpenOptions",
            "tempfile",
        ],
        allowed: &["export/", "settings.rs"],
    },
    Rule {
        text: "nothing is shared under a lock but tables and orders of windows, which follow from the \
               settings alone; messages cross between threads",
        names: &["Mutex", "RwLock", "Condvar", "static mut"],
        allowed: &["data/opened.rs", "data/windows.rs"],
    },
    Rule {
        text: "only the halves of a layer, which meet too often for messages, share atomics, and the program \
               its language",
        names: &["sync::atomic"],
        allowed: &["network/kernel/exchange.rs", "wording/language.rs"],
    },
    Rule {
        text: "what decides a run's numbers knows no clock",
        names: &["Instant::now", "SystemTime"],
        allowed: &[
            "thread/",
            "worker/",
            "inspector/",
            "race/",
            "app/frame/taking_in.rs",
            "app/frame/repaint_pacer.rs",
            "cli/train.rs",
            "cli/progress.rs",
        ],
    },
];

impl Rule {
    /// The first of the rule's names in a line of code.
    fn broken_by(&self, code: &str) -> Option<&'static str> {
        self.names.iter().copied().find(|name| mentions(code, name))
    }

    fn allows(&self, path: &str) -> bool {
        self.allowed.iter().any(|place| is_at(path, place))
    }
}

/// Whether `name` begins a word of `code`.
fn mentions(code: &str, name: &str) -> bool {
    let inside_a_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| !code[..at].ends_with(inside_a_word))
}

/// Whether a file is `place`, or lies in it where that is a folder; a star stands for any name.
fn is_at(path: &str, place: &str) -> bool {
    if place.ends_with('/') {
        return path.starts_with(place);
    }
    let is_so = |(name, place): (&str, &str)| place == "*" || name == place;
    path.split('/').count() == place.split('/').count()
        && path.split('/').zip(place.split('/')).all(is_so)
}

/// Where the sources of the two crates are: what trains, and what is around it.
const ROOTS: [&str; 2] = ["crates/core/src", "src"];

/// A file under one of [`ROOTS`] without the tests at its end.
struct Source {
    /// From there on, with slashes.
    path: String,
    text: String,
}

impl Source {
    /// The number of each line, from 1, and what stands before a comment.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().zip(1..);
        lines.map(|(line, number)| (number, line.split("//").next().unwrap_or_default()))
    }

    /// The module of lib.rs to which the file belongs.
    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

/// Every source but those of tests.
fn sources() -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for root in ROOTS {
        sources.extend(sources_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root))?);
    }
    sources
        .retain(|source| !source.path.split('/').any(|part| part == "tests" || part == "tests.rs"));
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// Every source below a folder.
fn sources_under(root: &Path) -> io::Result<Vec<Source>> {
    let mut folders = vec![String::new()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(path + "/");
            } else if path.ends_with(".rs") {
                let text = without_tests(&fs::read_to_string(entry.path())?).to_owned();
                sources.push(Source { path, text });
            }
        }
    }
    Ok(sources)
}

/// The text before the module of tests that ends it.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The modules named by paths from the crate's root, but for those in what a macro writes elsewhere.
fn rooms_named_in(code: &str) -> impl Iterator<Item = &str> {
    let ends_a_name = |c: char| !c.is_alphanumeric() && c != '_';
    let named = code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with('$'));
    named.map(move |(at, path)| {
        code[at + path.len()..].split(ends_a_name).next().unwrap_or_default()
    })
}

/// The rooms, in the order of the crates' lib.rs.
fn rooms(sources: &[Source]) -> Vec<&str> {
    let lib = sources.iter().filter(|source| source.path == "lib.rs");
    lib.flat_map(Source::lines)
        .filter_map(|(_, code)| code.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect()
}

#[test]
fn what_is_absent_stays_absent() {
    let mut breaches = Vec::new();
    for source in sources().unwrap() {
        for rule in RULES.iter().filter(|rule| !rule.allows(&source.path)) {
            for (number, code) in source.lines() {
                if let Some(name) = rule.broken_by(code) {
                    breaches.push(format!("src/{}:{number}: {name}: {}", source.path, rule.text));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn nothing_is_allowed_without_need() {
    let sources = sources().unwrap();
    for rule in RULES {
        for place in rule.allowed {
            let mut there = sources.iter().filter(|source| is_at(&source.path, place));
            let used =
                there.any(|source| source.lines().any(|(_, code)| rule.broken_by(code).is_some()));
            assert!(used, "src/{place} makes no use of its allowance: {}", rule.text);
        }
    }
}

#[test]
fn each_room_knows_only_those_above_it() {
    let sources = sources().unwrap();
    let rooms = rooms(&sources);
    let place = |room: &str| rooms.iter().position(|other| *other == room);
    let mut breaches = Vec::new();
    for source in &sources {
        // main.rs and lib.rs stand above all rooms.
        let Some(own) = place(source.room()) else { continue };
        for (number, code) in source.lines() {
            for named in rooms_named_in(code) {
                if place(named).is_none_or(|named| named > own) {
                    breaches.push(format!("src/{}:{number}: crate::{named}", source.path));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "not above in lib.rs:\n{}", breaches.join("\n"));
}

/// The words of a text that are names of rooms, in the order of `rooms`.
fn rooms_among<'a>(rooms: &[&'a str], text: &str) -> Vec<&'a str> {
    let between = |c: char| !c.is_alphanumeric() && c != '_';
    let named = |room: &&&str| text.split(between).any(|word| word == **room);
    rooms.iter().filter(named).copied().collect()
}

/// What the map's section on a room says that it knows.
fn said_of<'a>(rooms: &[&'a str], map: &str, room: &str) -> Option<Vec<&'a str>> {
    let mut sections = map.split("\n### ").skip(1);
    let section = sections.find(|section| {
        let heading = section.lines().next().unwrap_or_default();
        heading.contains(&format!("`{room}`")) || heading.contains(&format!("`{room}/`"))
    })?;
    let own = format!("`{room}` knows: ");
    let knows = |line: &&str| line.starts_with("Knows") || line.starts_with(&own);
    let (_, said) = section.lines().find(knows)?.split_once(": ")?;
    Some(rooms_among(rooms, said))
}

/// The map itself.
fn map() -> io::Result<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
}

#[test]
fn the_map_is_in_the_order_in_which_to_read() {
    let (map, sources) = (map().unwrap(), sources().unwrap());
    let rooms = rooms(&sources);
    let headings = map.lines().filter_map(|line| line.strip_prefix("### "));
    // Between backticks.
    let names = headings.flat_map(|heading| heading.split('`').skip(1).step_by(2));
    let told: Vec<&str> =
        names.map(|name| name.trim_end_matches('/')).filter(|name| rooms.contains(name)).collect();
    assert_eq!(told, rooms);
}

#[test]
fn each_room_knows_what_the_map_says() {
    let map = map().unwrap();
    let sources = sources().unwrap();
    let rooms = rooms(&sources);
    for room in &rooms {
        let own = sources.iter().filter(|source| source.room() == *room);
        let code: Vec<&str> = own.flat_map(Source::lines).map(|(_, code)| code).collect();
        let mut known = rooms.clone();
        known.retain(|other| other != room);
        known.retain(|other| code.iter().any(|code| rooms_named_in(code).any(|n| n == *other)));
        assert_eq!(said_of(&rooms, &map, room), Some(known), "ARCHITECTURE.md on {room}");
    }
}

/// The most files in which a step's way to the screen can be read.
const FEW: usize = 8;

/// The source that a line of a numbered list begins with, from its crate's root on.
fn listed_source(line: &str) -> Option<&str> {
    let path = line.split_once(". `")?.1.split('`').next()?;
    ROOTS.iter().find_map(|root| path.strip_prefix(root)?.strip_prefix('/'))
}

#[test]
fn a_step_becomes_a_curve_in_few_files_that_exist() {
    let map = map().unwrap();
    let sources = sources().unwrap();
    let rooms = rooms(&sources);
    let (_, rest) = map.split_once("\n## A step's way to the screen\n").unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let listed: Vec<&str> = section.lines().filter_map(listed_source).collect();
    assert!((1..=FEW).contains(&listed.len()), "{listed:?}");
    for path in listed {
        let file = sources.iter().find(|source| source.path == path);
        let room = file.map(Source::room);
        assert!(room.is_some_and(|room| rooms.contains(&room)), "{path} is in no room");
    }
}
