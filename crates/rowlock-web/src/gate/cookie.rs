//! The two cookies: who is signed in, and whose browser opened the set-up link. Scripts see neither.

use super::sessions::{COOKIE, INSECURE_COOKIE};
use crate::site::SiteSettings;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::CookieJar;

/// How long a session lasts without being renewed.
pub const SESSION_SECONDS: i64 = 30 * 86_400;

/// The name of the session's cookie.
#[must_use]
pub fn session_name(settings: &SiteSettings) -> &'static str {
    if settings.insecure_http { INSECURE_COOKIE } else { COOKIE }
}

/// The name of the set-up link's cookie.
#[must_use]
pub fn start_name(settings: &SiteSettings) -> &'static str {
    if settings.insecure_http { "rowlock-start" } else { "__Host-rowlock-start" }
}

/// A cookie's value.
#[must_use]
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    CookieJar::from_headers(headers).get(name).map(|cookie| cookie.value().to_owned())
}

/// Adds a cookie to an answer; zero seconds take it away.
pub fn put(answer: &mut Response, settings: &SiteSettings, name: &str, value: &str, seconds: i64) {
    let secure = if settings.insecure_http { "" } else { "; Secure" };
    let cookie = format!("{name}={value}; HttpOnly{secure}; SameSite=Lax; Path=/; Max-Age={seconds}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
