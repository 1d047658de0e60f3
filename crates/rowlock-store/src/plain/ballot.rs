//! The pulse until its meeting closes: ballots under random ids and without a time, and beside them who has voted.
//! Nothing ties one to the other: both tables are ordered by key, and a key says nothing of when.

use super::{PlainChange, Record, Table, list};
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
        vec![PlainChange::insert(mark), PlainChange::insert(&ballot)]
    }

    /// The ballots of a meeting, in random order.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, meeting: MeetingId) -> Result<Vec<Self>, StoreError> {
        list(store, &of_meeting(workspace, meeting)).await
    }

    /// The changes that empty both tables of a meeting; made with the event that holds the sorted ballots.
    #[must_use]
    pub fn empty(workspace: WorkspaceKey, meeting: MeetingId) -> Vec<PlainChange> {
        let prefix = of_meeting(workspace, meeting);
        vec![PlainChange::Clear(Table::Ballot, prefix.clone()), PlainChange::Clear(Table::VoterMark, prefix)]
    }
}

impl VoterMark {
    /// Who has voted in a meeting.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, meeting: MeetingId) -> Result<Vec<Self>, StoreError> {
        list(store, &of_meeting(workspace, meeting)).await
    }
}
