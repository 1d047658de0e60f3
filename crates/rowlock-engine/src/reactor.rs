//! What follows from events: mails. A reactor reads the journal from its position and writes outbox rows and the new position together.

use crate::{Desk, Engine, EngineError, Snapshot, mail::Subject};
use rowlock_domain::{Event, Member, PersonId, Recorded, Workspace, team::TeamRole};
use rowlock_store::{Mail, MailState, PlainChange, Position, StoreError, Table};
use std::collections::BTreeSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

const NAME: &str = "mail";
/// What could not be put into the outbox is tried again after so long, also if nothing changes meanwhile.
const AGAIN: Duration = Duration::from_secs(2);

/// Follows a workspace until the engine stops.
pub(crate) fn start(engine: &Arc<Engine>, desk: &Arc<Desk>) {
    if !engine.sends_mail() {
        return;
    }
    let began_at = desk.snapshot().version();
    let (engine, desk) = (Arc::downgrade(engine), Arc::downgrade(desk));
    tokio::spawn(follow(engine, desk, began_at));
}

async fn follow(engine: Weak<Engine>, desk: Weak<Desk>, began_at: u64) {
    let Some(mut version) = desk.upgrade().map(|desk| desk.changes.follow()) else { return };
    loop {
        let (Some(engine), Some(desk)) = (engine.upgrade(), desk.upgrade()) else { return };
        let reacted = react(&engine, &desk, began_at).await;
        if let Err(error) = &reacted {
            tracing::warn!(workspace = %desk.slug, %error, "mails could not be put into the outbox; it will be tried again");
        }
        let stopping = engine.stopping().clone();
        drop((engine, desk));
        tokio::select! {
            changed = version.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(AGAIN), if reacted.is_err() => {}
            () = stopping.cancelled() => return,
        }
    }
}

/// Turns the events after the position into mails. Where no mail was ever thought of, what happened before `began_at` stays unsent:
/// nobody wants the mails of last month on the day on which mail is configured.
async fn react(engine: &Engine, desk: &Desk, began_at: u64) -> Result<(), EngineError> {
    while !react_once(engine, desk, began_at).await? {}
    Ok(())
}

/// Whether it is done; another server may have moved the position meanwhile.
async fn react_once(engine: &Engine, desk: &Desk, began_at: u64) -> Result<bool, EngineError> {
    let store = &**engine.store();
    let snapshot = desk.snapshot();
    let stood = Position::of(store, desk.key, NAME).await?;
    let position = if stood == 0 { began_at } else { stood };
    let fresh = snapshot.version().saturating_sub(position);
    if fresh == 0 {
        return Ok(true);
    }
    let mut plain = Vec::new();
    for version in position + 1..=snapshot.version() {
        let Some(recorded) = snapshot.model.recorded(version) else { continue };
        for (recipient, subject) in mails_of(&snapshot, recorded) {
            plain.push(PlainChange::put(&waiting(desk, version, recipient, &subject, engine)));
        }
    }
    plain.push(Position { workspace: desk.key, reactor: NAME.to_owned(), version: snapshot.version() }.move_from(stood));
    match engine.change(plain).await {
        Ok(()) => Ok(true),
        Err(EngineError::Store(StoreError::Missing { table: Table::Position, .. } | StoreError::Taken { table: Table::Position, .. })) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A mail that waits to be sent.
pub(crate) fn waiting(desk: &Desk, version: u64, recipient: PersonId, subject: &Subject, engine: &Engine) -> Mail {
    Mail {
        workspace: desk.key,
        reactor: NAME.to_owned(),
        version,
        recipient: recipient.to_string(),
        content: serde_json::to_string(subject).unwrap_or_default(),
        state: MailState::Waiting,
        tries: 0,
        next_try: engine.clock().now(),
        trouble: None,
    }
}

fn mails_of(snapshot: &Snapshot, recorded: &Recorded) -> Vec<(PersonId, Subject)> {
    let model = &snapshot.model;
    match &recorded.event {
        Event::CheckInAsked(event) => {
            to_holder(model, event.meeting, event.member, Subject::CheckInAsked { meeting: event.meeting, member: event.member })
        }
        Event::CheckInReminded(event) => {
            to_holder(model, event.meeting, event.member, Subject::CheckInReminded { meeting: event.meeting, member: event.member })
        }
        Event::RelaySent(event) => {
            let mut people = members_of(model, event.member);
            people.extend(holder(model, event.meeting, event.member));
            people.into_iter().map(|person| (person, Subject::Relay { meeting: event.meeting, member: event.member })).collect()
        }
        _ => Vec::new(),
    }
}

fn to_holder(model: &Workspace, meeting: rowlock_domain::MeetingId, member: Member, subject: Subject) -> Vec<(PersonId, Subject)> {
    holder(model, meeting, member).map(|person| (person, subject)).into_iter().collect()
}

/// Who holds the seat on the day of the meeting; a stand-in goes first.
fn holder(model: &Workspace, meeting: rowlock_domain::MeetingId, member: Member) -> Option<PersonId> {
    let meeting = model.meeting(meeting)?;
    if let Some(attendance) = meeting.attendance.get(&member).filter(|a| a.here) {
        return Some(attendance.person);
    }
    let seat = model.group(meeting.group)?.seats.get(&member)?;
    seat.tenures.iter().rev().find(|tenure| tenure.until.is_none()).map(|tenure| tenure.person)
}

/// Everybody with a role in the team; stakeholders only read.
fn members_of(model: &Workspace, member: Member) -> BTreeSet<PersonId> {
    let Member::Team(team) = member else { return BTreeSet::new() };
    let roles = model.team(team).map(|team| team.roles.clone()).unwrap_or_default();
    roles.into_iter().filter(|(role, _)| *role != TeamRole::Stakeholder).map(|(_, person)| person).collect()
}
