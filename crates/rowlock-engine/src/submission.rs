//! What is handed to the writer, and what comes back.

use crate::{EngineError, Key};
use rowlock_domain::{Actor, Command, Context, PersonId, Recorded, Refusal, Thing, Via};
use rowlock_store::{PlainChange, Profile};
use std::sync::Arc;

/// Builds the commands upon the model as it is when their turn comes; may be called again after a conflict.
pub type Build = Box<dyn Fn(&Context<'_>) -> Result<Vec<Command>, Refusal> + Send + Sync>;

/// What somebody knew of the other servers who made a submission without a look-up: it is kept only if there was nothing newer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// [`Engine::generation_now`](crate::Engine::generation_now), read before anything else.
    pub generation: u64,
    /// [`Snapshot::others`](crate::Snapshot::others) of what was looked at.
    pub others: u64,
}

/// Commands that happen together or not at all, with who sends them.
pub struct Submission {
    /// Who acts.
    pub actor: Actor,
    /// For whom, when the operator acts for a person.
    pub on_behalf_of: Option<PersonId>,
    /// Through what.
    pub via: Via,
    /// Idempotency key: the same key again answers the same and changes nothing; with another content it is refused.
    pub key: Option<Key>,
    /// What the form showed, and at which version of that thing.
    pub expected: Option<(Thing, u64)>,
    /// The commands.
    pub build: Build,
    /// Profiles written with them.
    pub profiles: Vec<Profile>,
    /// Other plain records written with them.
    pub plain: Vec<PlainChange>,
    /// What was known when they were made, where nobody was asked whether it is the newest.
    pub glance: Option<Glance>,
}

impl Submission {
    /// Commands that are known already.
    #[must_use]
    pub fn new(actor: Actor, via: Via, commands: Vec<Command>) -> Self {
        Self::built(actor, via, move |_| Ok(commands.clone()))
    }

    /// Commands that depend on the model at their turn, for example on numbers that earlier ones of the batch take.
    pub fn built(actor: Actor, via: Via, build: impl Fn(&Context<'_>) -> Result<Vec<Command>, Refusal> + Send + Sync + 'static) -> Self {
        Self {
            actor,
            on_behalf_of: None,
            via,
            key: None,
            expected: None,
            build: Box::new(build),
            profiles: Vec::new(),
            plain: Vec::new(),
            glance: None,
        }
    }

    /// The same, for a person.
    #[must_use]
    pub fn on_behalf_of(mut self, person: Option<PersonId>) -> Self {
        self.on_behalf_of = person;
        self
    }

    /// The same, done at most once under this key.
    #[must_use]
    pub fn once(mut self, key: Option<Key>) -> Self {
        self.key = key;
        self
    }

    /// The same, made without a look-up: [`SubmitError::Outdated`] if other servers did something since.
    #[must_use]
    pub fn at_a_glance(mut self, glance: Glance) -> Self {
        self.glance = Some(glance);
        self
    }

    /// The same, refused if the thing changed since that version.
    #[must_use]
    pub fn expecting(mut self, expected: Option<(Thing, u64)>) -> Self {
        self.expected = expected;
        self
    }
}

/// What a submission did.
#[derive(Clone, Debug)]
pub struct Done {
    /// The workspace's version after it.
    pub version: u64,
    /// What happened, now or when the key was answered first; empty when it was so already.
    pub events: Vec<Arc<Recorded>>,
    /// Whether this key had been answered before.
    pub replayed: bool,
}

/// Why a submission changed nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SubmitError {
    /// A rule forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was made without a look-up, and other servers did something since: make it again after one.
    #[error("Something changed meanwhile on another server. Nothing was saved; look at what stands there now and try again.")]
    Outdated,
    /// The key was used for another request.
    #[error(
        "This was sent before with other words, and what was sent first stands. Look at what you wrote; send it again if it shall be kept as well."
    )]
    KeyReused,
    /// Deciding it failed inside; it was dropped and logged.
    #[error("Something went wrong inside Rowlock. Nothing was changed; try again, and tell the operator if it happens again.")]
    Panicked,
    /// The store could not keep it.
    #[error(transparent)]
    Engine(#[from] EngineError),
}
