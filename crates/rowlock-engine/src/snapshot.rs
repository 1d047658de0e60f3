//! What readers hold: the model at one version and the names that go with it.

use imbl::OrdMap;
use rowlock_domain::{Instant, PersonId, Workspace};
use rowlock_store::{Profile, Timeline};
use std::sync::Arc;

/// The profiles of a workspace's people.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    by_person: OrdMap<PersonId, Arc<Profile>>,
}

impl Profiles {
    pub(crate) fn new(all: Vec<Profile>) -> Self {
        Self { by_person: all.into_iter().map(|profile| (profile.person, Arc::new(profile))).collect() }
    }

    pub(crate) fn put(&mut self, profile: Profile) {
        self.by_person.insert(profile.person, Arc::new(profile));
    }

    pub(crate) fn forget(&mut self, person: PersonId) {
        self.by_person.remove(&person);
    }

    /// A person's profile.
    #[must_use]
    pub fn get(&self, person: PersonId) -> Option<&Arc<Profile>> {
        self.by_person.get(&person)
    }

    /// What people call the person; somebody erased is "a former member".
    #[must_use]
    pub fn name(&self, person: PersonId) -> &str {
        self.get(person).map_or("a former member", |profile| profile.name.as_str())
    }

    /// The person with that handle.
    #[must_use]
    pub fn by_handle(&self, handle: &str) -> Option<&Arc<Profile>> {
        self.by_person.values().find(|profile| profile.handle.as_deref() == Some(handle))
    }

    /// Everybody, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Profile>> {
        self.by_person.values()
    }
}

/// The state of one workspace at one version: immutable, shared by all who read.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The history this belongs to; renewed by restore and repair.
    pub timeline: Timeline,
    /// The hash of the last event.
    pub head: [u8; 32],
    /// The model.
    pub model: Arc<Workspace>,
    /// Who is who.
    pub profiles: Arc<Profiles>,
    /// Counts changes of profiles: a page's freshness is (version, this).
    pub profile_version: u64,
    /// Counts how often what other servers did was taken in, or what was [ahead](crate::Desk::ahead) did not happen: between two snapshots
    /// with the same count only this server wrote, and all of it was kept.
    pub others: u64,
    /// When it was published.
    pub at: Instant,
}

impl Snapshot {
    /// The version of the last event.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.model.version
    }
}
