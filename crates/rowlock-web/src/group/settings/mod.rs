//! The settings page of a group: one section per matter, each with a small form of its own.

mod closing;
mod mails;
mod measure;
pub(crate) mod meetings;
mod members;
mod rules;
pub(crate) mod seats;
pub(crate) mod weekly;

use crate::error::WebError;
use crate::refused::Refused;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::section::page_head;
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::{Act, Command, PersonId, Thing};
use rowlock_engine::plain::Mail;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/settings", show);
    routes.post("/{workspace}/groups/{group}/seats", seats::give);
    routes.post("/{workspace}/groups/{group}/seats/end", seats::vacate);
    routes.post("/{workspace}/groups/{group}/roles", seats::give_role);
    routes.post("/{workspace}/groups/{group}/roles/end", seats::take_role);
    routes.post("/{workspace}/groups/{group}/series", meetings::set);
    routes.post("/{workspace}/groups/{group}/rules", rules::set);
    routes.post("/{workspace}/groups/{group}/measure", measure::set);
    routes.post("/{workspace}/groups/{group}/last-rung", rules::name_last_rung);
    routes.post("/{workspace}/groups/{group}/closing-days", closing::add);
    routes.post("/{workspace}/groups/{group}/closing-days/end", closing::remove);
    routes.post("/{workspace}/groups/{group}/name", members::rename);
    routes.post("/{workspace}/groups/{group}/teams", members::add_team);
    routes.post("/{workspace}/groups/{group}/groups", members::add_group);
    routes.post("/{workspace}/groups/{group}/order", members::order);
    routes.post("/{workspace}/groups/{group}/archive", members::archive);
    routes.post("/{workspace}/groups/{group}/archive/end", members::restore);
}

async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let mails = mails::given_up(&view, view.group(&slug)?).await?;
    page(&view, &slug, &Refused::default(), &mails)
}

/// The page; `refused` is the form that was refused, with its words.
fn page(view: &View, slug: &str, refused: &Refused, mails: &[(PersonId, Mail)]) -> Result<Markup, WebError> {
    let group = view.group(slug)?.clone();
    let frame = Frame::of_group("Settings", Place::Settings, group.id);
    let may_lead = view.may(Act::Lead(group.id));
    let may_arrange = view.may(Act::Arrange(group.id));
    Ok(view.page(
        &frame,
        html! {
            (page_head(&format!("Settings of {}", group.name), "Seats, meetings and rules. What is set here holds for the whole group.", None))
            @if !may_lead && !may_arrange { p.meta { "You see how it is set. The Scrum of Scrums Master, a deputy or an administrator changes it." } }
            (mails::section(view, &group, mails))
            (seats::section(view, &group, refused))
            (seats::roles(view, &group, refused))
            (meetings::section(view, &group, refused))
            (rules::section(view, &group, refused))
            (closing::section(view, &group, refused))
            (members::section(view, &group, refused))
            (measure::section(view, &group, refused))
        },
    ))
}

/// The address of one of the page's forms.
fn action(view: &View, group: &Group, noun: &str) -> String {
    view.href(&format!("groups/{}/{noun}", group.slug))
}

/// One matter: what it is on the left, its forms on the right.
pub(crate) fn setting(id: &str, title: &str, words: &str, body: Markup) -> Markup {
    html! {
        section.setting aria-labelledby=(id) {
            header { h2 id=(id) { (title) } p { (words) } }
            div { (body) }
        }
    }
}

/// Sends one of the page's forms.
async fn send(
    view: View,
    slug: String,
    name: &'static str,
    form: crate::form::Form,
    commands: Vec<Command>,
) -> Result<axum::response::Response, WebError> {
    let group = view.group(&slug)?.id;
    let path = format!("groups/{slug}/settings");
    let thing = form.shown().map(|_| Thing::Group(group));
    crate::refused::send(view, name, form, (thing, commands), &path, move |view, refused| page(view, &slug, refused, &[])).await
}
