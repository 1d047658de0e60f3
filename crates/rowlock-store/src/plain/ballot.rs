//! The pulse until its meeting closes: ballots under random ids and without a time, and beside them who has voted.
//! Nothing ties one to the other: both tables are ordered by key, and a key says nothing of when.

use super::{PlainChange, Record, Table, find, list};
use crate::{Store, StoreError, WorkspaceKey};
use rowlock_domain::{MeetingId, PersonId};
use serde::{Deserialize, Serialize};

/// One ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The meeting.
    pub meeting: MeetingId,
    /// Random.
    pub id: u64,
    /// The answers, as JSON text.
    pub content: String,
}

/// That a person has voted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoterMark {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The meeting.
    pub meeting: MeetingId,
    /// Who has voted.
    pub person: PersonId,
}

/// The state of a meeting's urn: renewed by every ballot, so that who counts them notices one that came meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urn {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The meeting.
    pub meeting: MeetingId,
    /// Random; says nothing of how many ballots there are, or when they came.
    pub state: u64,
}

impl Record for Urn {
    const TABLE: Table = Table::Urn;

    fn key(&self) -> String {
        format!("{}/{:010}", self.workspace, self.meeting.0)
    }
}

impl Urn {
    /// The urn of a meeting, once somebody has voted.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, meeting: MeetingId) -> Result<Option<Self>, StoreError> {
        find(store, &Self { workspace, meeting, state: 0 }.key()).await
    }

    /// The same urn, touched.
    #[must_use]
    pub fn touched(workspace: WorkspaceKey, meeting: MeetingId) -> Self {
        Self { workspace, meeting, state: rand::random() }
    }
}

fn of_meeting(workspace: WorkspaceKey, meeting: MeetingId) -> String {
    format!("{workspace}/{:010}/", meeting.0)
}

impl Record for Ballot {
    const TABLE: Table = Table::Ballot;

    fn key(&self) -> String {
        format!("{}{:016x}", of_meeting(self.workspace, self.meeting), self.id)
    }
}

impl Record for VoterMark {
    const TABLE: Table = Table::VoterMark;

    fn key(&self) -> String {
        format!("{}{}", of_meeting(self.workspace, self.meeting), self.person)
    }
}

impl Ballot {
    /// The changes that cast a ballot; `Taken` in `voter_mark` if this person has voted.
    #[must_use]
    pub fn cast(mark: &VoterMark, content: String) -> Vec<PlainChange> {
        let VoterMark { workspace, meeting, .. } = *mark;
        let ballot = Self { workspace, meeting, id: rand::random(), content };
        vec![PlainChange::put(&Urn::touched(workspace, meeting)), PlainChange::insert(mark), PlainChange::insert(&ballot)]
    }

    /// The ballots of a meeting, in random order.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, meeting: MeetingId) -> Result<Vec<Self>, StoreError> {
        list(store, &of_meeting(workspace, meeting)).await
    }

    /// The changes that empty both tables of a meeting; made with the event that holds the sorted ballots. `Missing` or
    /// `Taken` in `urn` if a ballot came since the urn was looked at: then they must be counted again.
    #[must_use]
    pub fn empty(workspace: WorkspaceKey, meeting: MeetingId, urn: Option<&Urn>) -> Vec<PlainChange> {
        let (prefix, sealed) = (of_meeting(workspace, meeting), Urn::touched(workspace, meeting));
        let unchanged = urn.map_or_else(|| PlainChange::insert(&sealed), |urn| PlainChange::swap(urn, &sealed));
        vec![unchanged, PlainChange::Clear(Table::Ballot, prefix.clone()), PlainChange::Clear(Table::VoterMark, prefix)]
    }
}

impl VoterMark {
    /// Who has voted in a meeting.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, meeting: MeetingId) -> Result<Vec<Self>, StoreError> {
        list(store, &of_meeting(workspace, meeting)).await
    }
}
