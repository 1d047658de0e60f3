//! A group's name in addresses: lower case, letters a to z and digits, unique in the workspace. It stays when the name changes.

use crate::{Title, Workspace};

/// Longest address part, in characters.
const LONGEST: usize = 48;

/// A free address for a group of that name.
pub(super) fn derived(workspace: &Workspace, name: &Title) -> Title {
    let stem = plain(name.as_str());
    let stem = if stem.is_empty() { "group".to_owned() } else { stem };
    let is_free = |slug: &String| !workspace.groups.iter().any(|g| g.slug.as_str() == slug);
    let numbered = (2u32..).map(|n| format!("{stem}-{n}"));
    let free = std::iter::once(stem.clone()).chain(numbered).find(is_free).unwrap_or_default();
    Title::new(&free).unwrap_or_default()
}

fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    joined.chars().take(LONGEST).collect::<String>().trim_end_matches('-').to_owned()
}
