//! Commands that are handled before anybody asks whether other servers did something.
//!
//! An append only succeeds upon the newest state, so it says afterwards what a look-up would have said before. A form sent to such a
//! route ([`Routes::command`](crate::routes::Routes::command)) is handled upon what is in memory or on its way to the log; where the
//! append did not vouch for that, all of it is thrown away and the form is handled again, after a look-up. So whatever such a handler
//! does must be one submission, handed in by its [`View`](crate::view::View), which keeps nothing else in a trial. Pages, streams,
//! sign-in and invitations have no trials.

use crate::error::is_open;
use crate::form;
use crate::site::Site;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use rowlock_engine::{Desk, Done, Glance, Submission, SubmitError};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What became of a request that was handled before a look-up.
#[derive(Default)]
pub(crate) struct Trial {
    /// The append has vouched for what the request was handled upon.
    vouched: AtomicBool,
    /// Nobody knows yet what became of the append.
    open: AtomicBool,
}

/// A request's trial and what was known when its view was made.
#[derive(Clone)]
pub(crate) struct Trying {
    pub trial: Arc<Trial>,
    pub glance: Glance,
}

impl Trying {
    /// Keeps the submission if nobody has done anything that the view does not know. Whatever else becomes of it may be due to that:
    /// it is for the second time to say.
    pub async fn submit(&self, desk: &Desk, submission: Submission) -> Result<Done, SubmitError> {
        if submission.key.is_none() {
            return Err(SubmitError::Outdated);
        }
        match desk.submit(submission.at_a_glance(self.glance)).await {
            Ok(done) if !done.replayed && !done.events.is_empty() => {
                self.trial.vouched.store(true, Ordering::Release);
                Ok(done)
            }
            Err(SubmitError::Engine(error)) if is_open(&error) => {
                self.trial.open.store(true, Ordering::Release);
                Err(SubmitError::Engine(error))
            }
            _ => Err(SubmitError::Outdated),
        }
    }
}

/// Handles a form, where it can be before a look-up.
pub(crate) async fn handle<H, T>(handler: H, State(site): State<Site>, request: Request) -> Response
where
    H: Handler<T, Site>,
{
    let is_small = request.body().size_hint().upper().is_some_and(|most| most <= form::MOST_BYTES as u64);
    if !is_small || !site.engine.store().is_shared() || site.engine.away_since().is_some() {
        return handler.call(request, site).await;
    }
    let (parts, body) = request.into_parts();
    let body = match form::read(body).await {
        Ok(body) => body,
        Err(error) => return error.into_response(),
    };
    let again = Request::from_parts(parts.clone(), Body::from(body.clone()));
    // Without a key nobody could tell the second time whether the first has happened.
    if !body.split(|byte| *byte == b'&').any(|field| field.starts_with(b"key=")) {
        return handler.call(again, site).await;
    }
    let trial = Arc::<Trial>::default();
    let mut first = Request::from_parts(parts, Body::from(body));
    first.extensions_mut().insert(Arc::clone(&trial));
    let answer = handler.clone().call(first, site.clone()).await;
    // What became of an open append is found out by sending the form again, not by letting somebody wait twice as long.
    if trial.vouched.load(Ordering::Acquire) || trial.open.load(Ordering::Acquire) {
        return answer;
    }
    handler.call(again, site).await
}
