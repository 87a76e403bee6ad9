//! The pages for people: every link in them leads somewhere, and README stays short.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The most lines of a page for newcomers.
const SHORT: usize = 150;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages, from the project's root on.
fn pages() -> io::Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for folder in ["", "docs", "docs/zh"] {
        for entry in fs::read_dir(root().join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path.strip_prefix(root()).unwrap_or(&path).to_owned());
            }
        }
    }
    Ok(pages)
}

/// What a page says; nothing where it can't be read.
fn text(page: &Path) -> String {
    fs::read_to_string(root().join(page)).unwrap_or_default()
}

/// The lines of a page that are no code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !fence && !in_code
    })
}

/// Where the links of a line lead.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// The name under which a link finds a heading: its letters and digits in lower case, dashes for spaces.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

fn anchors(page: &Path) -> BTreeSet<String> {
    let text = text(page);
    let headings = prose(&text).filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).collect()
}

/// `path` without `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
        plain
    })
}

/// What is wrong with a link on a page, if anything.
fn fault(page: &Path, target: &str) -> Option<String> {
    if target.starts_with("https://") {
        return None;
    }
    let (file, place) = target.split_once('#').unwrap_or((target, ""));
    let here = page.parent().unwrap_or(Path::new(""));
    let file = if file.is_empty() { page.to_owned() } else { plain(&here.join(file)) };
    if !root().join(&file).exists() {
        return Some(format!("{}: there is no {}", page.display(), file.display()));
    }
    let missing = !place.is_empty() && !anchors(&file).contains(place);
    missing.then(|| format!("{}: {} has no heading #{place}", page.display(), file.display()))
}

#[test]
fn every_link_leads_somewhere() {
    let mut faults = Vec::new();
    for page in pages().unwrap() {
        let text = text(&page);
        faults.extend(prose(&text).flat_map(targets).filter_map(|target| fault(&page, target)));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_page_can_be_reached_from_the_readme_in_its_language() {
    for page in pages().unwrap() {
        let is_chinese = page.starts_with("docs/zh");
        let readme = Path::new(if is_chinese { "README.zh.md" } else { "README.md" });
        let link = format!("]({}", page.display());
        assert!(page == readme || text(readme).contains(&link), "{}", page.display());
    }
}

#[test]
fn the_readmes_are_short_and_lead_to_each_other() {
    for (name, other) in [("README.md", "README.zh.md"), ("README.zh.md", "README.md")] {
        let text = text(Path::new(name));
        assert!((1..=SHORT).contains(&text.lines().count()), "{name}");
        assert!(text.contains(&format!("]({other})")), "{name}");
    }
}
