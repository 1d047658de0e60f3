//! "Set up yours": twelve fields on four pages. What was answered so far is kept on the server under the set-up link,
//! so that going back works without script and a password never stands in a page. The last page makes everything at once.

mod administrator;
mod ambassador;
mod found;
mod plan;
mod show;
mod zone;

use super::visitor::Visitor;
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::site::Site;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use plan::Plan;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/set-up", |site: State<Site>, visitor: Visitor| async move { open(&site, &visitor, Step::You).await });
    for step in Step::ALL {
        routes.get(step.path(), move |site: State<Site>, visitor: Visitor| async move { open(&site, &visitor, step).await });
        routes.post(step.path(), move |site: State<Site>, visitor: Visitor, form: Form| async move { answer(&site, &visitor, step, form).await });
    }
    administrator::routes(routes);
}

/// The four pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    You,
    Organisation,
    Teams,
    Meeting,
}

impl Step {
    const ALL: [Self; 4] = [Self::You, Self::Organisation, Self::Teams, Self::Meeting];

    fn path(self) -> &'static str {
        match self {
            Self::You => "/set-up/you",
            Self::Organisation => "/set-up/organisation",
            Self::Teams => "/set-up/teams",
            Self::Meeting => "/set-up/meeting",
        }
    }

    fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }
}

/// Without the set-up link there is nothing to set up: the first page says what to do.
async fn admit(site: &Site, visitor: &Visitor) -> Result<Option<Response>, WebError> {
    let admitted = visitor.set_up_link(site).await?.is_some();
    Ok(if admitted { None } else { Some(Redirect::to("/").into_response()) })
}

async fn open(site: &Site, visitor: &Visitor, step: Step) -> Result<Response, WebError> {
    if let Some(elsewhere) = admit(site, visitor).await? {
        return Ok(elsewhere);
    }
    let plan = Plan::load(site).await?;
    Ok(show::page(site, step, &plan, &plan.form(step)).into_response())
}

async fn answer(site: &Site, visitor: &Visitor, step: Step, mut form: Form) -> Result<Response, WebError> {
    if let Some(elsewhere) = admit(site, visitor).await? {
        return Ok(elsewhere);
    }
    let mut plan = Plan::load(site).await?;
    plan.take(site, step, &mut form).await?;
    if form.is_wrong() {
        return Ok((form.status(), show::page(site, step, &plan, &form)).into_response());
    }
    plan.save(site).await?;
    if form.has("more") {
        return Ok(Redirect::to(step.path()).into_response());
    }
    if let Some(next) = step.next() {
        return Ok(Redirect::to(next.path()).into_response());
    }
    if let Some(open) = plan.first_open_step() {
        return Ok(Redirect::to(open.path()).into_response());
    }
    found::found(site, visitor, &plan, form).await
}
