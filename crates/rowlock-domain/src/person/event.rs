//! What happened to people as members of the workspace.

use crate::{Origin, PersonId, macros::events};

events! {
    /// Somebody belongs to the workspace.
    PersonJoined { person: PersonId, origin: Option<Origin> }
    /// Somebody left. Roles and seats end with it; what they owned gets "no owner" by events of its own.
    PersonLeft { person: PersonId }
    /// Somebody who had left is back, without roles.
    PersonReturned { person: PersonId }
}
