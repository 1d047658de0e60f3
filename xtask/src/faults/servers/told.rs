//! What clients and pages saw, as histories for the checker.

use super::Scene;
use super::clients::{Heard, SHARED};
use anyhow::Result;
use rowlock_history::{Answer, Asked, Deed, History, Key, Notice, Stream};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::PoisonError;

/// A command in the log: its last version (counted from the set-up), its key, and which impediment it touched.
struct Command {
    version: u64,
    key: Key,
    impediment: Option<u64>,
    retitles: bool,
}

/// The history of the whole log with versions counted from the set-up and streams that name commands, and that of the shared title.
pub(super) fn histories(exported: &str, scene: &Scene, heard: Vec<Heard>, first: u64) -> Result<[History; 2]> {
    let commands = commands(exported, first)?;
    let log = |wanted: &dyn Fn(&Command) -> bool| commands.iter().filter(|c| wanted(c)).map(|c| (c.version, c.key.clone())).collect::<Vec<_>>();
    let (whole, titles) = (log(&|_| true), log(&|command| command.retitles));
    let streams = heard.into_iter().map(|page| stream(page, first, &commands)).collect();
    let taken = |deeds: &std::sync::Mutex<Vec<Deed>>| deeds.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok([
        History { deeds: counted(taken(&scene.deeds), &whole, &titles, first), streams, log: whole },
        History { deeds: counted(taken(&scene.titles), &titles, &titles, first), streams: Vec::new(), log: titles },
    ])
}

fn commands(exported: &str, first: u64) -> Result<Vec<Command>> {
    let mut commands = Vec::new();
    for line in exported.lines() {
        let event: Value = serde_json::from_str(line)?;
        let (version, last) = (event["version"].as_u64().unwrap_or(0), event["last"].as_u64().unwrap_or(0));
        if version > first && version == last {
            let key = event["key"].as_str().and_then(|key| key.split('-').next()).unwrap_or("nobody").to_owned();
            let impediment = event["payload"]["impediment"].as_u64();
            let retitles = impediment == Some(SHARED) && event["kind"] == "ImpedimentRetitled";
            commands.push(Command { version: last - first, key, impediment, retitles });
        }
    }
    Ok(commands)
}

/// Deeds with versions counted from the set-up, and with all of a log's beginning where a read showed only its last title.
fn counted(mut deeds: Vec<Deed>, log: &[(u64, Key)], titles: &[(u64, Key)], first: u64) -> Vec<Deed> {
    let places: BTreeMap<&Key, u64> = log.iter().map(|(version, key)| (key, *version)).collect();
    for deed in &mut deeds {
        if let Asked::Append { expected: Some(expected), .. } = &mut deed.asked {
            *expected = expected.saturating_sub(first);
        }
        match (&deed.asked, &mut deed.answer) {
            (Asked::Append { key, .. }, Answer::Appended(version)) => {
                *version = if *version == 0 { places.get(key).copied().unwrap_or(u64::MAX) } else { *version - first };
            }
            (_, Answer::Conflict(version)) => *version = version.saturating_sub(first),
            (_, Answer::Read(version, seen)) => {
                *version = version.saturating_sub(first);
                *seen = seen.take().map(|seen| beginning(*version, seen.first(), log, titles));
            }
            _ => {}
        }
    }
    deeds
}

/// The keys of a log up to a version, as somebody must have seen them who saw that title there: without later titles, and with
/// that one.
fn beginning(version: u64, title: Option<&Key>, log: &[(u64, Key)], titles: &[(u64, Key)]) -> Vec<Key> {
    let seen = titles.iter().find(|(_, key)| Some(key) == title).map_or(0, |(version, _)| *version);
    let is_title = |key: &Key| titles.iter().any(|(_, title)| title == key);
    let there = |(stands, key): &&(u64, Key)| if is_title(key) { *stands <= seen } else { *stands <= version };
    log.iter().filter(there).map(|(_, key)| key.clone()).collect()
}

/// What a page heard, by the commands' keys. A notice names impediments; a command without one is taken as named by the notice it
/// falls to.
fn stream(page: Heard, first: u64, commands: &[Command]) -> Stream {
    let mut before = 0;
    let notices = page.into_iter().map(|(at, version, numbers)| {
        let version = version - first;
        let fallen = commands.iter().filter(|command| command.version > before && command.version <= version);
        let names = numbers.map(|numbers| {
            let named = fallen.filter(|command| command.impediment.is_none_or(|number| numbers.contains(&number)));
            named.map(|command| command.key.clone()).collect()
        });
        before = version.max(before);
        Notice { at, version, names }
    });
    Stream { from: 0, notices: notices.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(keys: &[(u64, &str)]) -> Vec<(u64, Key)> {
        keys.iter().map(|(version, key)| (*version, (*key).to_owned())).collect()
    }

    #[test]
    fn a_page_with_the_title_of_its_version_saw_the_beginning_of_the_log() {
        let (whole, titles) = (log(&[(1, "a"), (2, "title"), (3, "b"), (4, "later")]), log(&[(2, "title"), (4, "later")]));
        assert_eq!(beginning(3, Some(&"title".to_owned()), &whole, &titles), ["a", "title", "b"]);
    }

    #[test]
    fn a_page_with_an_older_or_a_later_title_did_not() {
        let (whole, titles) = (log(&[(1, "a"), (2, "title"), (3, "b"), (4, "later")]), log(&[(2, "title"), (4, "later")]));
        assert_eq!(beginning(3, Some(&String::new()), &whole, &titles), ["a", "b"]);
        assert_eq!(beginning(3, Some(&"later".to_owned()), &whole, &titles), ["a", "title", "b", "later"]);
    }
}
