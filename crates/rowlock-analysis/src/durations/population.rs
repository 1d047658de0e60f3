//! A population that lives: things begin and end one by one, and the curve is asked for as of any later moment.
//!
//! Moments are days since any common origin. A change costs a search and a shift; a curve costs one pass.

use super::{Ending, curve::Ages, curve::Curve};

/// Things that began, and how those that ended did.
#[derive(Clone, Debug, Default)]
pub struct Population {
    resolved: Vec<f64>,
    withdrawn: Vec<f64>,
    /// When the open ones began, sorted.
    open_since: Vec<f64>,
}

impl Population {
    /// Something began.
    pub fn begin(&mut self, at_days: f64) {
        insert(&mut self.open_since, at_days);
    }

    /// Something that began then ended now. Whether it was there and could end so.
    pub fn end(&mut self, began_days: f64, at_days: f64, ending: Ending) -> bool {
        let list = match ending {
            Ending::Resolved => &mut self.resolved,
            Ending::Withdrawn => &mut self.withdrawn,
            Ending::Open => return false,
        };
        if at_days < began_days || !take(&mut self.open_since, began_days) {
            return false;
        }
        insert(list, at_days - began_days);
        true
    }

    /// What was resolved came back: the earlier resolution is void, its clock never stopped. Whether it was there.
    pub fn reopen(&mut self, began_days: f64, resolved_days: f64) -> bool {
        let found = take(&mut self.resolved, resolved_days - began_days);
        if found {
            insert(&mut self.open_since, began_days);
        }
        found
    }

    /// The curve as of a moment; what began later is not yet there.
    #[must_use]
    pub fn curve(&self, as_of_days: f64) -> Curve {
        let open = self.open_since.iter().rev().filter(|since| **since <= as_of_days).map(|since| as_of_days - since).collect();
        Curve::of_sorted(&Ages { resolved: self.resolved.clone(), withdrawn: self.withdrawn.clone(), open, entered: Vec::new() })
    }
}

fn insert(list: &mut Vec<f64>, value: f64) {
    let at = list.partition_point(|other| other.total_cmp(&value).is_lt());
    list.insert(at, value);
}

fn take(list: &mut Vec<f64>, value: f64) -> bool {
    let found = list.binary_search_by(|other| other.total_cmp(&value));
    if let Ok(at) = found {
        list.remove(at);
    }
    found.is_ok()
}
