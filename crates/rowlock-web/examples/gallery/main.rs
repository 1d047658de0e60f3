//! Shows the components and some whole pages with invented data, to look at them: `cargo run --example gallery -- 7900`.
//!
//! `/calm` and `/live-meeting` follow a counter that `POST /touch` moves: the live updates without the rest of Rowlock.

mod live;
mod pages;
mod parts;

use axum::Router;
use axum::routing::get;
use maud::Markup;

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
        .merge(rowlock_web::assets::routes())
        .merge(live::routes())
}

async fn shown(page: fn() -> Markup) -> Markup {
    page()
}
