//! What one can ask about people. Names and addresses are profile changes, stored beside the log.

use crate::{Origin, PersonId, macros::commands};

commands! {
    /// Add a person under a random id drawn by the caller.
    AddPerson { person: PersonId, origin: Option<Origin> }
    /// Let a person leave; their open things become "no owner".
    RemovePerson { person: PersonId }
    /// Take back somebody who had left.
    ReturnPerson { person: PersonId }
}
