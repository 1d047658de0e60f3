//! The check itself.

use crate::{Answer, Asked, Deed, History, Key, Moment, Stream};
use std::collections::BTreeMap;

/// Something that must not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anomaly {
    /// Acknowledged and not in the log, or elsewhere.
    Lost(Key),
    /// In the log more than once.
    Doubled(Key),
    /// Refused or in conflict, and yet in the log.
    RefusedButWritten(Key),
    /// In the log or in an answer, and nobody ever sent it.
    Phantom(Key),
    /// An append or conflict that does not fit the version it expected.
    NotCompared(String),
    /// An earlier deed stands behind a later one.
    Reordered(String),
    /// A read that does not show what had been acknowledged or read before it began.
    Stale(String),
    /// A read that is no beginning of the log.
    NoPrefix(String),
    /// A stream that went back or passed a version without naming it.
    Skipped(String),
}

/// Finds the first anomaly.
///
/// # Errors
/// The anomaly.
pub fn check(history: &History) -> Result<(), Anomaly> {
    let places = places(&history.log)?;
    let sent: BTreeMap<&Key, &Deed> = history.deeds.iter().filter_map(|deed| Some((key_of(deed)?, deed))).collect();
    if let Some((_, key)) = history.log.iter().find(|(_, key)| !sent.contains_key(key)) {
        return Err(Anomaly::Phantom(key.clone()));
    }
    let mut placed = Vec::new();
    for deed in &history.deeds {
        placed.extend(place(deed, &places, &history.log)?);
    }
    in_real_time(placed)?;
    history.streams.iter().try_for_each(|stream| heard(stream, &history.log, &sent))
}

fn key_of(deed: &Deed) -> Option<&Key> {
    match &deed.asked {
        Asked::Append { key, .. } => Some(key),
        Asked::Read => None,
    }
}

/// Each command's version, and the version before it.
fn places(log: &[(u64, Key)]) -> Result<BTreeMap<&Key, (u64, u64)>, Anomaly> {
    let mut places = BTreeMap::new();
    let mut before = 0;
    for (version, key) in log {
        if *version <= before {
            return Err(Anomaly::Reordered(format!("version {version} stands behind version {before}")));
        }
        if places.insert(key, (*version, before)).is_some() {
            return Err(Anomaly::Doubled(key.clone()));
        }
        before = *version;
    }
    Ok(places)
}

/// A deed with its one place in the order of all: appends between the states before and behind them.
struct Placed<'h> {
    deed: &'h Deed,
    ended: Moment,
    place: u64,
}

fn place<'h>(deed: &'h Deed, places: &BTreeMap<&Key, (u64, u64)>, log: &[(u64, Key)]) -> Result<Option<Placed<'h>>, Anomaly> {
    let at = |place, ended| Ok(Some(Placed { deed, ended, place }));
    match (&deed.asked, &deed.answer) {
        (Asked::Append { key, expected }, Answer::Appended(version)) => match places.get(key) {
            Some((stands, before)) if stands == version => match expected {
                Some(expected) if expected != before => {
                    Err(Anomaly::NotCompared(format!("{key} expected version {expected} and stands behind version {before}")))
                }
                _ => at(2 * version, deed.ended),
            },
            _ => Err(Anomaly::Lost(key.clone())),
        },
        // It may have happened at any time since, or not at all.
        (Asked::Append { key, .. }, Answer::Unknown) => match places.get(key) {
            Some((stands, _)) => at(2 * stands, Moment::MAX),
            None => Ok(None),
        },
        (Asked::Append { key, .. }, Answer::Conflict(_) | Answer::Refused) if places.contains_key(key) => {
            Err(Anomaly::RefusedButWritten(key.clone()))
        }
        (Asked::Append { key, expected }, Answer::Conflict(head)) if *expected == Some(*head) => {
            Err(Anomaly::NotCompared(format!("{key} expected version {head} and was told of a conflict at that very version")))
        }
        (_, Answer::Conflict(head)) => {
            stood(*head, log)?;
            at(2 * head + 1, deed.ended)
        }
        (_, Answer::Read(version, keys)) => {
            stood(*version, log)?;
            let prefix = || log.iter().filter(|(stands, _)| stands <= version).map(|(_, key)| key);
            match keys {
                Some(keys) if !prefix().eq(keys) => Err(Anomaly::NoPrefix(format!("what was read at version {version} is not the log up to it"))),
                _ => at(2 * version + 1, deed.ended),
            }
        }
        (_, Answer::Appended(_) | Answer::Refused | Answer::Unknown) => Ok(None),
    }
}

/// Every state that anybody saw lies at the end of a command.
fn stood(version: u64, log: &[(u64, Key)]) -> Result<(), Anomaly> {
    if version == 0 || log.iter().any(|(stands, _)| *stands == version) {
        return Ok(());
    }
    Err(Anomaly::NoPrefix(format!("somebody saw version {version}, at which no command ends")))
}

/// What had ended before a deed began has no later place than it.
fn in_real_time(mut placed: Vec<Placed<'_>>) -> Result<(), Anomaly> {
    let mut endings: Vec<(Moment, u64)> = placed.iter().map(|one| (one.ended, one.place)).collect();
    endings.sort_unstable();
    placed.sort_by_key(|one| one.deed.began);
    let (mut ended, mut furthest) = (0, 0);
    for one in placed {
        while let Some((_, place)) = endings.get(ended).filter(|(moment, _)| *moment < one.deed.began) {
            furthest = furthest.max(*place);
            ended += 1;
        }
        if furthest > one.place {
            let why = format!("{:?} was answered {:?}, after version {} had been seen", one.deed.asked, one.deed.answer, furthest / 2);
            return Err(if matches!(one.deed.asked, Asked::Read) { Anomaly::Stale(why) } else { Anomaly::Reordered(why) });
        }
    }
    Ok(())
}

/// A stream names what it passes, goes forward only, and tells nothing before it was sent.
fn heard(stream: &Stream, log: &[(u64, Key)], sent: &BTreeMap<&Key, &Deed>) -> Result<(), Anomaly> {
    let mut version = stream.from;
    for notice in &stream.notices {
        if notice.version < version {
            return Err(Anomaly::Skipped(format!("a stream went back from version {version} to {}", notice.version)));
        }
        let passed = || log.iter().filter(|(stands, _)| (version + 1..=notice.version).contains(stands)).map(|(_, key)| key);
        if let Some(key) = passed().find(|key| sent.get(key).is_none_or(|deed| deed.began > notice.at)) {
            return Err(Anomaly::Phantom(key.clone()));
        }
        if let Some(names) = &notice.names
            && let Some(key) = passed().find(|key| !names.contains(key))
        {
            return Err(Anomaly::Skipped(format!("a stream passed {key} between version {version} and {} without naming it", notice.version)));
        }
        version = notice.version;
    }
    match log.last() {
        Some((last, _)) if *last > version => Err(Anomaly::Skipped(format!("a stream ended at version {version} and the log at {last}"))),
        _ => Ok(()),
    }
}
