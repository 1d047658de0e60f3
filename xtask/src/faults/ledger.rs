//! What clients were answered, held against what stands in the log afterwards.

use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What became of a key, as its client knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Answered as done: it must stand in the log once.
    Acknowledged,
    /// Answered as not done (507, 4xx): it must not stand there.
    Refused,
    /// No answer, or one that says that nobody knows: it may stand there once.
    Unknown,
}

impl Fate {
    /// What an answer's status says of a form.
    pub fn of(status: Option<u16>) -> Self {
        match status {
            Some(303) => Self::Acknowledged,
            Some(400..=499 | 507) => Self::Refused,
            _ => Self::Unknown,
        }
    }
}

/// Every key that was ever sent.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<BTreeMap<String, Fate>>);

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub acknowledged: usize,
    pub refused: usize,
    pub unknown: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.acknowledged += other.acknowledged;
        self.refused += other.refused;
        self.unknown += other.unknown;
    }
}

impl Ledger {
    fn keys(&self) -> MutexGuard<'_, BTreeMap<String, Fate>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note(&self, key: &str, fate: Fate) {
        self.keys().insert(key.to_owned(), fate);
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for fate in self.keys().values() {
            match fate {
                Fate::Acknowledged => counts.acknowledged += 1,
                Fate::Refused => counts.refused += 1,
                Fate::Unknown => counts.unknown += 1,
            }
        }
        counts
    }

    /// The keys whose outcome nobody knows yet.
    pub fn unknown(&self) -> Vec<String> {
        self.having(Fate::Unknown)
    }

    /// The keys that were answered as done.
    pub fn acknowledged(&self) -> Vec<String> {
        self.having(Fate::Acknowledged)
    }

    fn having(&self, fate: Fate) -> Vec<String> {
        self.keys().iter().filter(|(_, known)| **known == fate).map(|(key, _)| key.clone()).collect()
    }

    /// Holds the answers against the keys of the log.
    ///
    /// # Errors
    /// Names the first that was lost, doubled, or refused and yet written.
    pub fn hold(&self, log: &BTreeMap<String, usize>) -> Result<()> {
        for (key, fate) in self.keys().iter() {
            let times = log.get(key).copied().unwrap_or(0);
            match (fate, times) {
                (Fate::Acknowledged, 1) | (Fate::Refused, 0) | (Fate::Unknown, 0 | 1) => {}
                (Fate::Acknowledged, 0) => bail!("LOST: {key} was acknowledged and does not stand in the log"),
                (Fate::Refused, _) => bail!("REFUSED BUT WRITTEN: {key} stands in the log {times} times"),
                _ => bail!("DOUBLED: {key} stands in the log {times} times"),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(fate: Fate, times: usize) -> Result<()> {
        let ledger = Ledger::default();
        ledger.note("a", fate);
        ledger.hold(&BTreeMap::from([("a".to_owned(), times)]))
    }

    #[test]
    fn what_was_acknowledged_stands_exactly_once_and_what_was_refused_never() {
        assert!(held(Fate::Acknowledged, 1).is_ok() && held(Fate::Refused, 0).is_ok());
        assert!(held(Fate::Unknown, 0).is_ok() && held(Fate::Unknown, 1).is_ok());
        let said = |fate, times| held(fate, times).unwrap_err().to_string();
        assert!(said(Fate::Acknowledged, 0).starts_with("LOST"));
        assert!(said(Fate::Acknowledged, 2).starts_with("DOUBLED") && said(Fate::Unknown, 2).starts_with("DOUBLED"));
        assert!(said(Fate::Refused, 1).starts_with("REFUSED BUT WRITTEN"));
    }

    #[test]
    fn an_answer_of_the_server_says_what_became_of_it() {
        assert_eq!(Fate::of(Some(303)), Fate::Acknowledged);
        assert_eq!(Fate::of(Some(507)), Fate::Refused);
        assert_eq!(Fate::of(Some(503)), Fate::Unknown);
        assert_eq!(Fate::of(None), Fate::Unknown);
    }
}
