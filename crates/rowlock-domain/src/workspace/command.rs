//! What one can ask of the workspace as a whole.

use crate::{PersonId, Title, Zone, macros::commands};

commands! {
    /// Begin an empty workspace.
    CreateWorkspace { name: Title, zone: Zone }
    /// Give it another name.
    RenameWorkspace { name: Title }
    /// Set the causes offered when an impediment is resolved.
    ListCauses { causes: Vec<Title> }
    /// Let a person administer.
    NameAdministrator { person: PersonId }
    /// Take that right back; the last administrator stays.
    RemoveAdministrator { person: PersonId }
}
