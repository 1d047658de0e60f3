//! What one can ask of the workspace as a whole.

use super::Measure;
use crate::{PersonId, Title, Zone, macros::commands};

commands! {
    /// Begin an empty workspace.
    CreateWorkspace { name: Title, zone: Zone }
    /// Give it another name.
    RenameWorkspace { name: Title }
    /// Set the causes offered when an impediment is resolved.
    ListCauses { causes: Vec<Title> }
    /// Choose by what durations of impediments are counted.
    SetMeasure { measure: Measure }
    /// Let a person administer.
    NameAdministrator { person: PersonId }
    /// Take that right back; the last administrator stays.
    RemoveAdministrator { person: PersonId }
}
