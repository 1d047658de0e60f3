//! Who did something, through what, when: what the log keeps beside each payload.

use crate::{Event, Instant, PersonId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// A signed-in person.
    #[serde(rename = "person")]
    Person(PersonId),
    /// The clock: what falls due by itself.
    #[serde(rename = "reactor")]
    Reactor,
    /// Whoever runs the server, through its command line.
    #[serde(rename = "operator")]
    Operator,
    /// Somebody invited to one thing.
    #[serde(rename = "guest")]
    Guest,
    /// Nobody is stored.
    #[serde(rename = "nobody")]
    Nobody,
}

impl From<PersonId> for Actor {
    fn from(person: PersonId) -> Self {
        Self::Person(person)
    }
}

crate::macros::words! {
    /// Through what a command came.
    Via {
        /// A page.
        Web = "web",
        /// The command line.
        Cli = "cli",
        /// An organisation file or importer.
        Import = "import",
        /// An API token.
        Token = "token",
    }
}

/// What the envelope says of an event besides its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The event's number in its workspace, dense from 1.
    pub version: u64,
    /// The last version of the command that made it.
    pub last: u64,
    /// When it was recorded.
    pub at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// The person for whom the actor did it.
    pub on_behalf_of: Option<PersonId>,
    /// Through what.
    pub via: Via,
}

impl Stamp {
    /// The person whose deed it is: on whose behalf, else the actor.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.on_behalf_of.or(match self.actor {
            Actor::Person(person) => Some(person),
            _ => None,
        })
    }
}

/// An event as the log holds it, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The envelope.
    pub stamp: Stamp,
    /// The payload.
    pub event: Event,
}

/// Where an imported or applied thing came from; the same origin twice makes nothing twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The source, such as `organisation-file` or `jira`.
    pub system: Arc<str>,
    /// Its key there.
    pub key: Arc<str>,
    /// Its address there.
    pub url: Option<Arc<str>>,
}
