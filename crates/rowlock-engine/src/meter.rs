//! What is counted while the engine works, for `/metrics`. Names end in their unit or in `_total`; each has a sentence of help.
//!
//! Counting costs nothing where nobody has asked for it: then there is no recorder. No names or texts of people go in.

use crate::Engine;
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use rowlock_store::Mail;
use std::time::Duration;

const APPENDS: &str = "rowlock_appends_total";
const EVENTS: &str = "rowlock_appended_events_total";
const SECONDS: &str = "rowlock_append_seconds";
const CONFLICTS: &str = "rowlock_append_conflicts_total";
const FAILURES: &str = "rowlock_append_failures_total";
const REPLAYED: &str = "rowlock_replayed_events_total";
const REPLAY_SECONDS: &str = "rowlock_replay_seconds";
const WAITING: &str = "rowlock_commands_waiting";
const LOOK_UPS: &str = "rowlock_look_ups_waiting";
const MAILS: &str = "rowlock_mails_waiting";
const MAILS_SENT: &str = "rowlock_mails_sent_total";
const GIVEN_UP: &str = "rowlock_mails_given_up_total";
const LOADED: &str = "rowlock_workspaces_loaded";
const TROUBLE: &str = "rowlock_workspaces_out_of_service";
const MODEL: &str = "rowlock_model_events";
/// Whoever asks for figures is not left waiting longer than that for the database.
const PATIENCE: Duration = Duration::from_secs(2);
const LAG: &str = "rowlock_follow_lag_versions";

/// Says what each figure means; once, after a recorder was installed.
pub fn describe() {
    describe_counter!(APPENDS, "Commits to the log; several commands may share one.");
    describe_counter!(EVENTS, "Events that were appended to the log.");
    describe_histogram!(SECONDS, Unit::Seconds, "From handing a commit to the database until it is durable.");
    describe_counter!(CONFLICTS, "Commits that were decided again since another server was first.");
    describe_counter!(FAILURES, "Commits that the database did not keep, a full disk included.");
    describe_counter!(REPLAYED, "Events that were read from the log and applied to a model.");
    describe_histogram!(REPLAY_SECONDS, Unit::Seconds, "Reading a workspace's log into memory.");
    describe_gauge!(WAITING, "Commands that wait for their turn.");
    describe_gauge!(LOOK_UPS, "Requests that wait for the next look-up of what other servers did.");
    describe_gauge!(MAILS, "Mails in the outbox that were neither sent nor given up yet, those of all servers over one database.");
    describe_counter!(MAILS_SENT, "Mails that a mail server took from this server.");
    describe_counter!(GIVEN_UP, "Mails that this server gave up since no mail server took them.");
    describe_gauge!(LOADED, "Workspaces in memory.");
    describe_gauge!(TROUBLE, "Workspaces out of service on this server.");
    describe_gauge!(MODEL, "Events held by the models in memory; what one takes stands in docs/capacity.md.");
    describe_gauge!(LAG, "Versions by which the logs that servers share are ahead of this server's models.");
    for name in [APPENDS, EVENTS, CONFLICTS, FAILURES, REPLAYED, MAILS_SENT, GIVEN_UP] {
        counter!(name).absolute(0);
    }
}

pub(crate) fn appended(events: usize, took: Duration) {
    counter!(APPENDS).increment(1);
    counter!(EVENTS).increment(events as u64);
    histogram!(SECONDS).record(took);
}

pub(crate) fn conflict() {
    counter!(CONFLICTS).increment(1);
}

pub(crate) fn failed() {
    counter!(FAILURES).increment(1);
}

pub(crate) fn replayed(events: u64) {
    counter!(REPLAYED).increment(events);
}

pub(crate) fn mail_sent() {
    counter!(MAILS_SENT).increment(1);
}

pub(crate) fn mail_given_up() {
    counter!(GIVEN_UP).increment(1);
}

pub(crate) fn loaded(took: Duration) {
    histogram!(REPLAY_SECONDS).record(took);
}

/// A figure of something counted, as a gauge takes it.
fn figure(count: u64) -> f64 {
    count as f64
}

impl Engine {
    /// Reads the figures that stand rather than grow, just before they are asked for.
    pub async fn measure(&self) {
        let desks = self.desks();
        gauge!(WAITING).set(figure(desks.values().map(|desk| desk.waiting() as u64).sum()));
        gauge!(LOOK_UPS).set(figure(self.following().waiting() as u64));
        // While the database is away nobody can say, here and below; figures stay as they were.
        if let Ok(Ok(waiting)) = tokio::time::timeout(PATIENCE, rowlock_store::list::<Mail>(&**self.store(), "")).await {
            gauge!(MAILS).set(figure(waiting.len() as u64));
        }
        gauge!(LOADED).set(figure(desks.len() as u64));
        gauge!(TROUBLE).set(figure(self.trouble().len() as u64));
        gauge!(MODEL).set(figure(desks.values().map(|desk| desk.snapshot().version()).sum()));
        // Nobody else writes to a database of one's own: what is ahead there is this server's own commit, about to be published.
        if !self.store().is_shared() {
            return gauge!(LAG).set(0.0);
        }
        let asked = self.store().standing(desks.values().map(|desk| desk.key).collect());
        if let Ok(Ok(standing)) = tokio::time::timeout(PATIENCE, asked).await {
            let head = |desk: &crate::Desk| standing.places.get(&desk.key).map_or(0, |place| place.head.version);
            let behind = |desk: &crate::Desk| head(desk).saturating_sub(desk.snapshot().version());
            gauge!(LAG).set(figure(desks.values().map(|desk| behind(desk)).sum()));
        }
    }
}
