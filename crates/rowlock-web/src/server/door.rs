//! The front door: what is refused before a route is asked, how long an answer may take, and what every answer says.
//!
//! The log gets method, route, status and duration, never the path or query: they may hold tokens and names.

use super::meter;
use crate::error::{Unmade, WebError};
use crate::site::Site;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::{Duration, Instant};
use tracing::Instrument as _;

/// The longest path with query.
const LONGEST_ADDRESS: usize = 8 * 1024;
/// The largest body that is read at all; forms have their own, smaller limit.
const LARGEST_BODY: u64 = 1024 * 1024;
/// The longest that an answer may take; streams excepted.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; \
     worker-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

const SAID_ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// Lets a request in, or answers it here.
pub(super) async fn pass(State(site): State<Site>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = format!("{:016x}", rand::random::<u64>());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let mut answer = match refusal(&request) {
        Some(error) => refused(error),
        // Whatever is logged on the way names the request.
        None => in_time(request, next).instrument(tracing::info_span!("request", %id)).await,
    };
    let is_read = matches!(method, Method::GET | Method::HEAD);
    if let Some(unmade) = answer.extensions().get::<Unmade>().copied().filter(|_| is_read) {
        let since = || site.engine.away_since().unwrap_or_else(|| site.engine.clock().now());
        answer = WebError::Unread { away_since: unmade.is_away.then(since) }.into_response();
    }
    let status = answer.status();
    meter::answered(&method, status, begun.elapsed());
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::warn!(%id, %method, route, status = status.as_u16(), ms, "answered");
    } else {
        tracing::debug!(%id, %method, route, status = status.as_u16(), ms, "answered");
    }
    speak(answer.headers_mut(), &id, &site);
    answer
}

/// What cannot be a request of ours.
fn refusal(request: &Request) -> Option<WebError> {
    let bad = |status, sentence: &str| Some(WebError::Bad { status, sentence: sentence.to_owned() });
    let headers = request.headers();
    if headers.get_all(header::HOST).iter().count() != 1 {
        return bad(StatusCode::BAD_REQUEST, "A request names exactly one host.");
    }
    if request.uri().path_and_query().is_some_and(|all| all.as_str().len() > LONGEST_ADDRESS) {
        return bad(StatusCode::URI_TOO_LONG, "This address is too long.");
    }
    if headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok()).is_some_and(|length| length > LARGEST_BODY) {
        return bad(StatusCode::PAYLOAD_TOO_LARGE, "This is more than a form can hold. Shorten it.");
    }
    is_trick(request.uri()).then_some(WebError::NotFound)
}

/// Paths that try to mean another one once decoded.
fn is_trick(uri: &Uri) -> bool {
    let path = uri.path();
    if !path.bytes().any(|b| matches!(b, b'%' | b'\\' | b'.')) && !path.contains("//") {
        return false;
    }
    let Ok(plain) = percent_encoding::percent_decode_str(path).decode_utf8() else { return true };
    let hidden_slash = path.to_ascii_lowercase().contains("%2f");
    hidden_slash
        || plain.chars().any(|c| c.is_control() || c == '\\')
        || plain.contains("//")
        || plain.split('/').any(|part| matches!(part, "." | ".."))
}

/// An answer that leaves the body unread, so the connection ends with it.
fn refused(error: WebError) -> Response {
    let mut answer = error.into_response();
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}

async fn in_time(request: Request, next: Next) -> Response {
    let is_stream = request.extensions().get::<MatchedPath>().is_some_and(|path| path.as_str().ends_with("/live"));
    let may_send = !matches!(*request.method(), Method::GET | Method::HEAD);
    let answer = next.run(request);
    if is_stream {
        return answer.await;
    }
    tokio::time::timeout(LONGEST_WAIT, answer).await.unwrap_or_else(|_| {
        // What was handed to a writer goes on without this request.
        refused(if may_send { WebError::Late } else { WebError::Slow })
    })
}

/// What every answer says of itself. Only what names its age (the assets) may be kept.
fn speak(headers: &mut HeaderMap, id: &str, site: &Site) {
    for (name, value) in SAID_ALWAYS {
        headers.insert(name, value);
    }
    let may_be_kept = headers.get(header::CACHE_CONTROL).is_some_and(|keep| keep.as_bytes().starts_with(b"public"));
    if !may_be_kept {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
    if site.settings.public_url.starts_with("https:") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_mean_another_one_are_tricks() {
        for path in ["/assets/%2e%2e/secret", "/a/../b", "/a%00b", "/a%5cb", "/a%2fb", "/a//b", "/%ff", "/a%0d%0ab"] {
            assert!(is_trick(&path.parse().unwrap()), "{path}");
        }
        for path in ["/", "/harbour/impediments/12", "/assets/app-1.js", "/.well-known/change-password", "/harbour/search?q=%2f..//"] {
            assert!(!is_trick(&path.parse().unwrap()), "{path}");
        }
    }
}
