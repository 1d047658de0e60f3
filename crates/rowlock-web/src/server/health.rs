//! What machines ask: is the process up, can it work; and where a browser changes a password.

use crate::gate::visitor::Visitor;
use crate::routes::Routes;
use crate::site::Site;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/healthz", || async { "ok\n" });
    routes.get("/readyz", ready);
    routes.get("/.well-known/change-password", change_password);
}

/// Ready: the store answers, every workspace is in service, and nothing is stopping. Details stand in the log only.
async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    if site.engine.stopping().is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    if site.engine.away_since().is_some() || site.engine.store().standing(Vec::new()).await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n");
    }
    if !site.engine.trouble().is_empty() {
        return (StatusCode::SERVICE_UNAVAILABLE, "a workspace is out of service\n");
    }
    (StatusCode::OK, "ready\n")
}

async fn change_password(State(site): State<Site>, visitor: Visitor) -> Redirect {
    let home = crate::gate::first::workspaces_of(&site, &visitor).await.ok().and_then(|known| known.into_iter().next());
    match home {
        Some(known) => Redirect::to(&format!("/{}/me#password", known.desk.slug)),
        None => Redirect::to("/sign-in"),
    }
}
