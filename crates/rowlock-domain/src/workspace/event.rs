//! What happened to the workspace as a whole.

use super::Measure;
use crate::{PersonId, Text, Title, Zone, macros::events};

events! {
    /// The workspace began.
    WorkspaceCreated { name: Title, zone: Zone }
    /// It has another name.
    WorkspaceRenamed { name: Title }
    /// The causes offered when an impediment is resolved.
    CausesListed { causes: Vec<Title> }
    /// By what durations of impediments are counted from now on; figures of the past are counted anew.
    MeasureSet { measure: Measure }
    /// A person may administer people, roles and settings; this makes nobody a Master.
    AdministratorNamed { person: PersonId }
    /// A person no longer administers.
    AdministratorRemoved { person: PersonId }
    /// The text of an earlier event was removed from the log for good.
    TextRedacted {
        /// The event whose text went.
        version: u64,
        /// The field of its payload.
        field: Text,
        /// SHA-256 of the replacement payload, hexadecimal.
        digest: Text,
        /// Why, for those who come across the mark.
        why: Text,
    }
}
