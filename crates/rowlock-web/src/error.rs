//! What goes wrong on the way to a page, each with its status and its sentence. One that one may not see answers like one that is not there.

use crate::ui::{self, page::Head};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use rowlock_domain::{Instant, Refusal};
use rowlock_engine::plain::StoreError;
use rowlock_engine::{EngineError, SubmitError};

/// Why a request gets no page of its own.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Nothing by that name, or not for this viewer.
    #[error("There is nothing here by that name.")]
    NotFound,
    /// Not signed in; reading leads to the sign-in page and back.
    #[error("Sign in first.")]
    SignIn {
        /// The address to come back to; `None` for a form, which is answered 401.
        next: Option<String>,
    },
    /// The viewer may not; the sentence says who may.
    #[error("{0}")]
    Forbidden(String),
    /// A rule stands against it, or the thing changed.
    #[error("{0}")]
    Conflict(String),
    /// What was sent cannot be read at all.
    #[error("{sentence}")]
    Bad {
        /// 400, 413, 415 or 422.
        status: StatusCode,
        /// What is wrong and what to do.
        sentence: String,
    },
    /// A one-time link that was used or is too old.
    #[error("{0}")]
    Gone(String),
    /// A page of the sample organisation, which somebody removed.
    #[error("The sample organisation was removed.")]
    SampleRemoved,
    /// A workspace of the viewer's own that this server cannot serve.
    #[error("This workspace is out of service since {}.", moment_of(*since))]
    OutOfService {
        /// Since when.
        since: Instant,
    },
    /// The disk is full, the workspace stopped and the like.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A page that the engine could not make, since the database does not answer or fails.
    #[error("This page cannot be shown now.")]
    Unread {
        /// Since when the database has not answered, if that is why.
        away_since: Option<Instant>,
    },
    /// A form was not answered in time; what it asked for may still happen.
    #[error("Nobody knows yet whether this was saved.")]
    Late,
    /// A page was not made in time.
    #[error("This took too long.")]
    Slow,
    /// A defect of ours.
    #[error("Something went wrong inside Rowlock.")]
    Inside,
}

impl From<SubmitError> for WebError {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Refused(Refusal::Unknown) => Self::NotFound,
            SubmitError::Refused(Refusal::Forbidden { who_may }) => Self::Forbidden(who_may),
            SubmitError::Refused(Refusal::Field { problem, .. }) => Self::Bad { status: StatusCode::UNPROCESSABLE_ENTITY, sentence: problem },
            SubmitError::Refused(refusal) => Self::Conflict(refusal.to_string()),
            SubmitError::Outdated => Self::Conflict(error.to_string()),
            SubmitError::KeyReused => Self::Bad { status: StatusCode::UNPROCESSABLE_ENTITY, sentence: error.to_string() },
            SubmitError::Panicked => Self::Inside,
            SubmitError::Engine(error) => Self::Engine(error),
        }
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        Self::Engine(error.into())
    }
}

impl WebError {
    /// The status it is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn { next: Some(_) } => StatusCode::SEE_OTHER,
            Self::SignIn { next: None } => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Bad { status, .. } => *status,
            Self::Gone(_) | Self::SampleRemoved => StatusCode::GONE,
            Self::Engine(EngineError::Store(StoreError::Full)) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Engine(_) | Self::Unread { .. } | Self::OutOfService { .. } | Self::Late | Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Inside => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self) -> (&'static str, String) {
        match self {
            Self::NotFound => ("Nothing here", "There is nothing here by that name. It may have moved, or the address has a slip.".to_owned()),
            Self::SignIn { .. } => ("Sign in first", "You are not signed in, or your session has ended. Nothing was changed.".to_owned()),
            Self::Forbidden(who_may) => ("Not yours to do", format!("{who_may} Nothing was changed.")),
            Self::Conflict(sentence) => ("That does not fit any more", format!("{sentence} Nothing was changed.")),
            Self::Bad { status: StatusCode::METHOD_NOT_ALLOWED, sentence } => ("Not this way", sentence.clone()),
            Self::Bad { sentence, .. } => ("This could not be read", format!("{sentence} Nothing was changed; go back, your words are still there.")),
            Self::Gone(sentence) => ("This link is no longer valid", sentence.clone()),
            Self::SampleRemoved => (
                "The sample is gone",
                "Somebody removed the sample organisation, for everybody and with all that was tried in it. What was set up beside it is not touched."
                    .to_owned(),
            ),
            Self::OutOfService { since } => (
                "This workspace is out of service",
                format!(
                    "Rowlock found something wrong in what it keeps of this workspace and has served none of it since {}. Nothing was changed. Ask \
                     whoever runs this server: the server's log says what is wrong and how to mend it. Once it is mended, this page works again by itself.",
                    moment_of(*since)
                ),
            ),
            Self::Unread { away_since: Some(since) } => (
                "This page cannot be shown now",
                format!(
                    "The database has not answered since {}, and this server does not have in memory what stands here. Nothing is lost, and nothing is \
                     to be done: try again in a moment, the page is there once the database answers. If it stays away, tell whoever runs this server.",
                    moment_of(*since)
                ),
            ),
            Self::Unread { away_since: None } => (
                "This page cannot be shown now",
                "Rowlock could not read what stands here. Nothing was changed. Try again in a moment; if it stays so, tell whoever runs this server: its log says why.".to_owned(),
            ),
            Self::Engine(error) if is_open(error) => (
                "Nobody knows yet whether this was saved",
                format!(
                    "Rowlock could not tell: {}. Go back in a moment: your words are still there. Send them again: they are saved once at most.",
                    told(error)
                ),
            ),
            Self::Engine(error) => {
                ("This cannot be kept now", format!("Rowlock could not do it: {}. Nothing was changed; go back and try again.", told(error)))
            }
            Self::Late => (
                "Nobody knows yet whether this was saved",
                "It takes longer than usual and may still happen. Go back in a moment: your words are still there. Send them again: they are saved once at most.".to_owned(),
            ),
            Self::Slow => ("This took too long", "The server is too busy to show this page. Try again in a moment.".to_owned()),
            Self::Inside => (
                "Something went wrong",
                "It is our fault. Nothing was changed. Try again, and tell whoever runs this server if it happens again.".to_owned(),
            ),
        }
    }
}

/// Marks an answer that the engine could not make, for the front door: it knows whether something was to be read or kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unmade {
    /// Whether the database does not answer.
    pub is_away: bool,
}

/// A moment for a page on which no zone is known.
fn moment_of(at: Instant) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// What people are told of it: where the database is, and what its machine said, is for the server's log.
pub(crate) fn told(error: &EngineError) -> String {
    match error {
        EngineError::Store(StoreError::Away(_)) => "the database does not answer".to_owned(),
        EngineError::Store(StoreError::Unknown(_)) => {
            "the connection to the database broke before it answered, so nobody knows yet whether this was saved".to_owned()
        }
        other => other.to_string(),
    }
}

/// Whether the outcome is open. Then a form must be sent again with the very key it had, so it is not shown anew with another one.
#[must_use]
pub fn is_open(error: &EngineError) -> bool {
    matches!(error, EngineError::Store(StoreError::Unknown(_) | StoreError::Fatal(_)))
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        if let Self::SignIn { next: Some(next) } = &self {
            let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
            return Redirect::to(&format!("/sign-in?next={next}")).into_response();
        }
        if let Self::Engine(error) = &self {
            tracing::error!(%error, "a request could not be answered");
        }
        let (title, sentences) = self.words();
        let head = Head { title: title.to_owned(), ..Head::default() };
        let status = self.status();
        let (href, words) = if status == StatusCode::UNAUTHORIZED { ("/sign-in", "Sign in") } else { ("/", "To the start") };
        let action = html! { a class="btn" href=(href) { (words) } };
        let mut answer = (status, ui::bare::error(&head, title, &sentences, action, status.as_str())).into_response();
        if let Self::Engine(error) = self {
            answer.extensions_mut().insert(Unmade { is_away: matches!(error, EngineError::Store(StoreError::Away(_))) });
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_that_the_database_is_away_and_not_where_it_is() {
        let why = "PostgreSQL at 10.0.0.5:5432, database rowlock does not answer (Connection refused)".to_owned();
        for error in [StoreError::Away(why.clone()), StoreError::Unknown(why)] {
            let (_, sentences) = WebError::Engine(EngineError::Store(error)).words();
            assert!(sentences.contains("the database") && !sentences.contains("10.0.0.5"), "{sentences}");
        }
    }
}
