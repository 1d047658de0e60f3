//! Codes of teams: 2 to 5 letters or digits, unique in the workspace; derived from the name where none is given.

use super::refusal;
use crate::{Refusal, TeamId, Title, Workspace};
use std::collections::HashSet;

/// A code as it was written, made upper case.
pub(super) fn checked(workspace: &Workspace, written: &Title, but: Option<TeamId>) -> Result<Title, Refusal> {
    let code = written.as_str().to_ascii_uppercase();
    if !(2..=5).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(refusal::CodeMalformed(written.as_str()));
    }
    match workspace.teams.iter().find(|t| Some(t.id) != but && t.code.as_str() == code) {
        Some(team) => Err(refusal::CodeTaken(&code, team.name.as_str())),
        None => Title::new(&code).map_err(|problem| Refusal::text("code", &problem)),
    }
}

/// A free code made from a name: its first letters or initials, else with a number behind.
pub(super) fn derived(workspace: &Workspace, name: &Title) -> Title {
    let taken: HashSet<&str> = workspace.teams.iter().map(|team| team.code.as_str()).collect();
    let free = candidates(name.as_str()).find(|code| !taken.contains(code.as_str())).unwrap_or_default();
    Title::new(&free).unwrap_or_default()
}

fn candidates(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_uppercase).collect();
    let letters: String = words.concat();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let shortened = [initials.chars().take(5).collect(), part(&letters, 3), without_vowels(&letters, 3), part(&letters, 4), part(&letters, 5)];
    let stem = if letters.is_empty() { "T".to_owned() } else { part(&letters, 1) };
    let stem_2 = if letters.len() < 2 { stem.clone() } else { part(&letters, 2) };
    let numbered = (1..100).map(move |n| format!("{stem_2}{n}")).chain((1..10_000).map(move |n| format!("{stem}{n}")));
    shortened.into_iter().filter(|code: &String| (2..=5).contains(&code.len())).chain(numbered).chain((10_000..).map(|n: u32| format!("{n}")))
}

fn part(letters: &str, length: usize) -> String {
    letters.chars().take(length).collect()
}

/// The first letter, then consonants: CHK from CHECKOUT.
fn without_vowels(letters: &str, length: usize) -> String {
    let mut rest = letters.chars();
    rest.next().into_iter().chain(rest.filter(|c| !"AEIOU".contains(*c))).take(length).collect()
}
