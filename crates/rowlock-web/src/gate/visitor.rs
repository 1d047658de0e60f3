//! Whoever asks, signed in or not: for the pages outside a workspace.

use super::cookie;
use crate::error::WebError;
use crate::site::Site;
use crate::view::signed_in;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use rowlock_engine::plain::{Link, LinkKind, Session};

/// Whoever asks.
pub struct Visitor {
    /// Their session, if they are signed in.
    pub session: Option<Session>,
    /// The token of the set-up link that they opened in this browser.
    pub start: Option<String>,
    /// What their browser calls itself.
    pub user_agent: String,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        site.engine.freshen(None).await?;
        let session = signed_in(parts, site).await?;
        let start = cookie::value(&parts.headers, cookie::start_name(&site.settings));
        let user_agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
        Ok(Self { session, start, user_agent: user_agent.chars().take(200).collect() })
    }
}

impl Visitor {
    /// The set-up link that this browser opened, while it is valid.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn set_up_link(&self, site: &Site) -> Result<Option<Link>, WebError> {
        match &self.start {
            Some(token) => link(site, token, LinkKind::SetUp).await,
            None => Ok(None),
        }
    }
}

/// The link of a token, if it is one of that kind that still holds.
///
/// # Errors
/// When the store cannot be read.
pub async fn link(site: &Site, token: &str, kind: LinkKind) -> Result<Option<Link>, WebError> {
    let hash = super::token::hash(token);
    let link = Link::by_token_hash(&**site.engine.store(), &hash, site.engine.clock().now()).await?;
    Ok(link.filter(|link| link.kind == kind))
}
