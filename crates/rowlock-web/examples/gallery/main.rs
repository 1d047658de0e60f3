//! Shows the components and some whole pages with invented data, to look at them: `cargo run --example gallery -- 7900`.
//!
//! `/calm` and `/live-meeting` follow a counter that `POST /touch` moves: the live updates without the rest of Rowlock.

mod live;
mod pages;
mod parts;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::routing::get;
use maud::Markup;
use rowlock_web::assets;
use tower_http::set_header::SetResponseHeaderLayer;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(7900);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}/");
    axum::serve(listener, routes()).await
}

fn routes() -> Router {
    Router::new()
        .route("/", get(|| shown(parts::components)))
        .route("/overview", get(|| shown(pages::overview)))
        .route("/meeting", get(|| shown(pages::meeting)))
        .route("/round", get(|| shown(pages::round)))
        .route("/phone", get(|| shown(pages::phone)))
        .route("/lists", get(|| shown(pages::lists)))
        .route("/settings", get(|| shown(pages::settings)))
        .route("/sign-in", get(|| shown(pages::sign_in)))
        .route("/first", get(|| shown(pages::first)))
        .route("/set-up", get(|| shown(pages::set_up)))
        .route("/error", get(|| shown(pages::broken)))
        .route("/ballot", get(|| shown(pages::ballot)))
        .merge(assets::routes())
        .merge(live::routes())
        .layer(SetResponseHeaderLayer::overriding(CONTENT_SECURITY_POLICY, HeaderValue::from_static(assets::CONTENT_SECURITY_POLICY)))
}

async fn shown(page: fn() -> Markup) -> Markup {
    page()
}
