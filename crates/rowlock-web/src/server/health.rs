//! What machines ask: is the process up, can it work; and where a browser changes a password.

use crate::gate::visitor::Visitor;
use crate::routes::Routes;
use crate::site::Site;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use rowlock_engine::Unready;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/healthz", || async { "ok\n" });
    routes.get("/readyz", ready);
    routes.get("/.well-known/change-password", change_password);
}

/// Ready: the store answers and takes writes, no model is behind its log, every workspace is in service, and nothing is stopping.
/// Details stand in the log only.
async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    let why = match site.engine.ready().await {
        Ok(()) => return (StatusCode::OK, "ready\n"),
        Err(Unready::Stopping) => "stopping\n",
        Err(Unready::Away) => "the database does not answer\n",
        Err(Unready::Behind) => "behind the other servers\n",
        Err(Unready::OutOfService) => "a workspace is out of service\n",
    };
    (StatusCode::SERVICE_UNAVAILABLE, why)
}

async fn change_password(State(site): State<Site>, visitor: Visitor) -> Redirect {
    let home = crate::gate::first::workspaces_of(&site, &visitor).await.ok().and_then(|known| known.into_iter().next());
    match home {
        Some(known) => Redirect::to(&format!("/{}/me#password", known.desk.slug)),
        None => Redirect::to("/sign-in"),
    }
}
