//! Which of a set of changes other servers must hear of, since they keep such records in memory.

use super::{PlainChange, Table};
use crate::WorkspaceKey;
use std::collections::{BTreeMap, BTreeSet};

/// What changes of plain records mean to caches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Workspaces whose profiles change.
    pub(crate) profiles: BTreeSet<WorkspaceKey>,
    /// Whether anything else changes that servers keep in memory.
    pub(crate) generation: bool,
}

impl Counted {
    pub(crate) fn of(changes: &[PlainChange]) -> Self {
        let profiles = changes.iter().map(PlainChange::place).filter(|(table, _)| *table == Table::Profile);
        let workspace = |(_, key): (Table, &str)| key.split('/').next()?.parse().ok();
        Self { profiles: profiles.filter_map(workspace).collect(), generation: any_kept_elsewhere(changes) }
    }
}

/// A record that is only new can be kept by nobody, and one that is taken and put back at once (a session in use) is
/// the same to everybody.
fn any_kept_elsewhere(changes: &[PlainChange]) -> bool {
    let mut gone: BTreeMap<(Table, &str), bool> = BTreeMap::new();
    for change in changes {
        let place = change.place();
        if place.0.is_kept_in_memory() {
            gone.insert(place, !matches!(change, PlainChange::Insert(..)));
        }
    }
    gone.into_values().any(|gone| gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(table: Table, key: &str) -> PlainChange {
        PlainChange::Put(table, key.to_owned(), String::new())
    }

    #[test]
    fn a_profile_counts_for_its_workspace() {
        let key = WorkspaceKey::random();
        let counted = Counted::of(&[put(Table::Profile, &format!("{key}/1")), put(Table::Draft, "x")]);
        assert_eq!(counted, Counted { profiles: [key].into(), generation: false });
    }

    #[test]
    fn an_ended_session_counts_and_one_that_begins_or_goes_on_does_not() {
        let take = PlainChange::Take(Table::Session, "a".to_owned());
        let insert = PlainChange::Insert(Table::Session, "a".to_owned(), String::new());
        assert!(Counted::of(std::slice::from_ref(&take)).generation);
        assert!(!Counted::of(std::slice::from_ref(&insert)).generation);
        assert!(!Counted::of(&[take, insert]).generation);
        assert!(Counted::of(&[put(Table::Binding, "a/b")]).generation);
    }
}
