//! A slip of the hand, taken back within 30 seconds from the notice that says what just happened.

use crate::changes::telling::Teller;
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use rowlock_domain::Recorded;
use rowlock_domain::take_back::{can_take_back, command::TakeBack};

pub(crate) fn routes(routes: &mut Routes) {
    routes.command("/{workspace}/take-back/{version}", take_back);
}

/// Where to post to take the event back, while its maker still can.
pub(crate) fn href(view: &View, recorded: &Recorded) -> Option<String> {
    let version = recorded.stamp.version;
    (!view.is_past && can_take_back(&view.context(), version)).then(|| format!("/{}/take-back/{version}", view.desk.slug))
}

/// Takes it back and goes to the thing's page.
async fn take_back(view: View, Path((_, version)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let version: u64 = version.parse().map_err(|_| WebError::NotFound)?;
    let recorded = view.snapshot.model.recorded(version).ok_or(WebError::NotFound)?;
    let zone = view.model.zone.clone();
    let thing = Teller::new(&view, &zone).tell(recorded).thing;
    let home = || view.home_group().map(rowlock_domain::Thing::Group);
    let whole = thing.or_else(home).map_or_else(String::new, |thing| view.thing_href(thing));
    let path = whole.trim_start_matches(&format!("/{}/", view.desk.slug)).to_owned();
    view.act(&form, None, TakeBack { version }, &path).await
}
