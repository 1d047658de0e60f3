//! The live stream: one per session and workspace. It says which version there is and what was touched; open pages
//! then fetch themselves, so rights and HTML have one home. It also says when the database goes away and comes back. It ends
//! with the session, the membership, or the server.

use crate::error::WebError;
use crate::routes::Routes;
use crate::server::meter::{self, OpenStream};
use crate::view::View;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use rowlock_domain::Instant;
use rowlock_domain::meeting::MeetingState;
use rowlock_engine::Notice;
use rowlock_engine::plain::Timeline;
use std::convert::Infallible;
use std::time::Duration;

/// Between two messages while a meeting is open.
const IN_MEETING: Duration = Duration::from_millis(200);
/// Between two messages otherwise.
const ELSEWHERE: Duration = Duration::from_secs(2);
/// How long a stream waits until this server knows what the page has seen elsewhere; then it ends, and the browser asks again.
const CATCHES_UP_WITHIN: Duration = Duration::from_secs(15);

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/live", follow);
}

/// What the page already shows, as `TIMELINE:VERSION`. A browser that comes back says it in `Last-Event-ID` instead.
#[derive(serde::Deserialize)]
struct Shown {
    after: Option<String>,
}

async fn follow(view: View, Query(shown): Query<Shown>, headers: HeaderMap) -> Result<Response, WebError> {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let seen = last.or(shown.after.as_deref()).and_then(parse_id);
    let timeline = view.snapshot.timeline.to_string();
    // Another server may have told of what this one has not heard yet, while it cannot ask: the stream waits for that.
    let can_be = |version: u64| version <= view.snapshot.version() || view.old_since.is_some();
    let after = seen.filter(|(known, version)| *known == timeline && can_be(*version)).map_or(0, |(_, version)| version);
    let buffering = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    let stream = Sse::new(notices(view, after)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)));
    Ok(([buffering], stream).into_response())
}

fn parse_id(id: &str) -> Option<(String, u64)> {
    let (timeline, version) = id.split_once(':')?;
    Some((timeline.to_owned(), version.parse().ok()?))
}

/// The first notice at once; then one at once after each change that follows a pause, else at the pause's end.
fn notices(view: View, after: u64) -> impl Stream<Item = Result<Event, Infallible>> {
    let stopping = view.site.engine.stopping().clone();
    let version = view.desk.changes.follow();
    let endings = view.site.sessions.endings();
    let open = OpenStream::begin();
    let (generation, away) = (view.site.engine.generation(), view.site.engine.away());
    let timeline = view.snapshot.timeline;
    let start = Following { _open: open, view, version, endings, generation, away, stopping, timeline, after, not_before: None };
    futures_util::stream::unfold(start, |mut following| async move {
        let event = following.next().await?;
        Some((Ok(event), following))
    })
}

struct Following {
    _open: OpenStream,
    view: View,
    version: tokio::sync::watch::Receiver<u64>,
    /// Changes when some session or membership has ended.
    endings: tokio::sync::watch::Receiver<()>,
    generation: tokio::sync::watch::Receiver<u64>,
    away: tokio::sync::watch::Receiver<Option<Instant>>,
    stopping: tokio_util::sync::CancellationToken,
    timeline: Timeline,
    after: u64,
    /// When the next notice may go out; `None` before the first.
    not_before: Option<tokio::time::Instant>,
}

/// What a stream wakes up for.
enum Heard {
    Change,
    /// What the page shows may be old from now on, or is followed again.
    Database {
        is_away: bool,
    },
}

impl Following {
    async fn next(&mut self) -> Option<Event> {
        if let Some(not_before) = self.not_before {
            if let Heard::Database { is_away } = self.change().await? {
                return Some(Event::default().event("database").data(if is_away { "away" } else { "back" }));
            }
            tokio::select! {
                () = tokio::time::sleep_until(not_before) => {}
                () = self.stopping.cancelled() => return None,
            }
        } else if self.view.desk.snapshot().version() < self.after {
            self.catch_up().await?;
        }
        if !self.view.still_allowed().await {
            return None;
        }
        self.version.mark_unchanged();
        if self.view.desk.snapshot().timeline != self.timeline {
            self.after = 0;
        }
        let notice = self.view.desk.notice_since(self.after);
        (self.after, self.timeline) = (notice.version, notice.timeline);
        self.not_before = Some(tokio::time::Instant::now() + pause(&self.view));
        meter::notice();
        Some(event_of(&notice))
    }
}

impl Following {
    /// Waits until this server knows what the page has seen, so that no stream goes backwards.
    async fn catch_up(&mut self) -> Option<()> {
        let after = self.after;
        let reached = async { self.version.wait_for(|version| *version >= after).await.is_ok() };
        tokio::select! {
            reached = tokio::time::timeout(CATCHES_UP_WITHIN, reached) => reached.unwrap_or(false).then_some(()),
            () = self.stopping.cancelled() => None,
        }
    }

    /// Waits for something to tell; `None` when the stream must end.
    async fn change(&mut self) -> Option<Heard> {
        loop {
            tokio::select! {
                changed = self.version.changed() => return changed.ok().map(|()| Heard::Change),
                turned = self.away.changed() => return turned.ok().map(|()| Heard::Database { is_away: self.away.borrow().is_some() }),
                ended = self.endings.changed() => {
                    ended.ok()?;
                    if !self.view.still_allowed().await {
                        return None;
                    }
                }
                // Another server ended some session or membership.
                ended = self.generation.changed() => {
                    ended.ok()?;
                    if !self.view.still_allowed().await {
                        return None;
                    }
                }
                () = self.stopping.cancelled() => return None,
            }
        }
    }
}

fn pause(view: &View) -> Duration {
    let open = view.desk.snapshot().model.meetings.iter().rev().take(32).any(|meeting| meeting.state == MeetingState::Open);
    if open { IN_MEETING } else { ELSEWHERE }
}

fn event_of(notice: &Notice) -> Event {
    let scopes: Vec<String> = match &notice.touched {
        Some(touched) => touched.iter().map(ToString::to_string).collect(),
        None => vec!["*".to_owned()],
    };
    let data = serde_json::json!({ "timeline": notice.timeline.to_string(), "version": notice.version, "scopes": scopes });
    Event::default().event("touched").id(format!("{}:{}", notice.timeline, notice.version)).data(data.to_string())
}
