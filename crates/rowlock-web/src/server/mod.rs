//! The server: from bytes on a socket to a page. An own accept loop, since header and body time-outs need a timer.
//!
//! Every request passes, from outside in: compression, the front door (`door`: what is refused before anything is
//! read, time-out, headers of every answer), panic to page, cross-site check, route. What a page says is not here.

mod again;
mod connection;
mod door;
mod health;
pub mod meter;

pub use connection::serve;

use crate::error::WebError;
use crate::routes;
use crate::site::Site;
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// The whole site as one service; tests use it as it is.
pub fn router(site: Site) -> Router {
    let mut routes = routes::all();
    health::routes(&mut routes);
    let pages = routes.into_router().merge(crate::assets::routes());
    let guarded =
        pages.fallback(nothing).method_not_allowed_fallback(no_such_method).layer(cross_site(&site)).layer(CatchPanicLayer::custom(panicked));
    guarded.layer(axum::middleware::from_fn_with_state(site.clone(), door::pass)).layer(CompressionLayer::new()).with_state(site)
}

/// Every route with its name, those of the server included: for the permission matrix.
#[must_use]
pub fn route_names() -> Vec<String> {
    let mut routes = routes::all();
    health::routes(&mut routes);
    routes.names
}

async fn nothing() -> WebError {
    WebError::NotFound
}

async fn no_such_method(method: Method) -> Response {
    let sentence = format!("This address does not take {}.", if method.as_str().len() < 16 { method.as_str() } else { "that method" });
    WebError::Bad { status: StatusCode::METHOD_NOT_ALLOWED, sentence }.into_response()
}

/// Refuses forms sent from other sites, by what browsers say of themselves; no tokens in forms.
fn cross_site(site: &Site) -> CsrfLayer<impl FnMut(ProtectionError) -> Response + Clone + use<>> {
    let own = site.settings.public_url.trim_end_matches('/').to_owned();
    let layer = CsrfLayer::new();
    let layer = layer.clone().add_trusted_origin(&own).unwrap_or(layer);
    layer.with_rejection_response(|_: ProtectionError| {
        WebError::Forbidden("This form was sent from another site. Open the page here and send it again.".to_owned()).into_response()
    })
}

/// The panic hook has told the log already; the person gets our page.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    WebError::Inside.into_response()
}
