//! After each Scrum of Scrums that has closed, by page, command, clock or another server, the forecast is saved in the name
//! of nobody: so there is something to compare later with what came, without anybody thinking of it.
//!
//! The journal is followed, so that no way to close a meeting can be forgotten. Several servers may do this at once:
//! each meeting has its key, under which one forecast is saved. Where nothing can be forecast nothing is saved.

use super::publish::command;
use crate::error::WebError;
use crate::site::Site;
use crate::view::View;
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Actor, Event, GroupId, Instant, MeetingId, Via, Workspace};
use rowlock_engine::plain::{Timeline, WorkspaceKey};
use rowlock_engine::{Desk, Key, Submission};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// How often one looks for meetings that have closed; nobody waits for it.
const EVERY: Duration = Duration::from_secs(2);

/// What closed longer ago than this is history.
const LATELY_MS: i64 = 3_600_000;

/// Up to which version each history was looked through.
type Looked = HashMap<WorkspaceKey, (Timeline, u64)>;

/// Saves a forecast after each meeting that closes from now on, until the engine stops.
pub async fn save_after_meetings(site: Site) {
    let mut looked = Looked::new();
    let stopping = site.engine.stopping().clone();
    while !stopping.is_cancelled() {
        for desk in site.engine.desks().values() {
            look(&site, desk, &mut looked).await;
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopping.cancelled() => return,
        }
    }
}

async fn look(site: &Site, desk: &Arc<Desk>, looked: &mut Looked) {
    let snapshot = desk.snapshot();
    let now = (snapshot.timeline, snapshot.version());
    let before = looked.insert(desk.key, now).filter(|(timeline, _)| *timeline == now.0).map_or(now.1, |(_, version)| version);
    for (meeting, group) in closed(&snapshot.model, before, site.engine.clock().now()) {
        if let Err(error) = save(site, desk, meeting, group).await {
            tracing::info!(workspace = %desk.slug, %meeting, %error, "the forecast after the meeting was not saved");
        }
    }
}

/// Scrums of Scrums that closed after a version. What was played from a script or restored lies longer back.
fn closed(model: &Workspace, after: u64, now: Instant) -> Vec<(MeetingId, GroupId)> {
    let events = (after + 1..=model.version).filter_map(|version| model.recorded(version));
    let events = events.filter(|recorded| now.since_ms(recorded.stamp.at) < LATELY_MS);
    let meetings = events.filter_map(|recorded| match &recorded.event {
        Event::MeetingClosed(event) => model.meeting(event.meeting),
        _ => None,
    });
    meetings.filter(|meeting| meeting.kind == MeetingKind::ScrumOfScrums).map(|meeting| (meeting.id, meeting.group)).collect()
}

async fn save(site: &Site, desk: &Arc<Desk>, meeting: MeetingId, group: GroupId) -> Result<(), WebError> {
    let view = View::of_server(site, desk);
    let group = Arc::clone(view.model.group(group).ok_or(WebError::NotFound)?);
    let outlook = view.outlook(&group).await?;
    let command = command(&outlook, group.id);
    if !command.goals.is_empty() {
        let submission = Submission::new(Actor::Reactor, Via::Web, vec![command.into()]);
        desk.submit(submission.once(Some(Key::new(format!("forecast-after-meeting-{}", meeting.0), &[])))).await?;
    }
    Ok(())
}
