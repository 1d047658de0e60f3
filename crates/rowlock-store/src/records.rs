//! The plain tables in memory: what a store without a disk keeps them in.

use crate::{PlainChange, StoreError, Table};
use std::collections::BTreeMap;

/// Every plain record by table and key.
#[derive(Default)]
pub(crate) struct Records(BTreeMap<(Table, String), String>);

/// A record as it was before a change.
type Before = ((Table, String), Option<String>);

impl Records {
    /// Makes changes, all or none.
    pub(crate) fn change(&mut self, changes: Vec<PlainChange>) -> Result<(), StoreError> {
        let mut undo = Vec::new();
        let done = changes.into_iter().try_for_each(|change| self.apply(change, &mut undo));
        if done.is_err() {
            for (place, before) in undo.into_iter().rev() {
                match before {
                    Some(text) => self.0.insert(place, text),
                    None => self.0.remove(&place),
                };
            }
        }
        done
    }

    fn apply(&mut self, change: PlainChange, undo: &mut Vec<Before>) -> Result<(), StoreError> {
        match change {
            PlainChange::Insert(table, key, _) if self.0.contains_key(&(table, key.clone())) => {
                return Err(StoreError::Taken { table, key });
            }
            PlainChange::Take(table, key) if !self.0.contains_key(&(table, key.clone())) => {
                return Err(StoreError::Missing { table, key });
            }
            PlainChange::Swap(table, key, old, _) if self.get(table, &key).as_ref() != Some(&old) => {
                return Err(StoreError::Missing { table, key });
            }
            PlainChange::Insert(table, key, text) | PlainChange::Put(table, key, text) | PlainChange::Swap(table, key, _, text) => {
                let place = (table, key);
                undo.push((place.clone(), self.0.insert(place, text)));
            }
            PlainChange::Take(table, key) | PlainChange::Delete(table, key) => {
                let place = (table, key);
                undo.push((place.clone(), self.0.remove(&place)));
            }
            PlainChange::Clear(table, prefix) => {
                let places: Vec<_> = self.under(table, &prefix).map(|(place, _)| place.clone()).collect();
                undo.extend(places.into_iter().map(|place| (place.clone(), self.0.remove(&place))));
            }
        }
        Ok(())
    }

    fn under(&self, table: Table, prefix: &str) -> impl Iterator<Item = (&(Table, String), &String)> {
        let from = self.0.range((table, prefix.to_owned())..);
        from.take_while(move |((of, key), _)| *of == table && key.starts_with(prefix))
    }

    pub(crate) fn get(&self, table: Table, key: &str) -> Option<String> {
        self.0.get(&(table, key.to_owned())).cloned()
    }

    pub(crate) fn scan(&self, table: Table, prefix: &str) -> Vec<String> {
        self.under(table, prefix).map(|(_, text)| text.clone()).collect()
    }

    pub(crate) fn all(&self) -> Vec<(Table, String, String)> {
        self.0.iter().map(|((table, key), text)| (*table, key.clone(), text.clone())).collect()
    }
}
