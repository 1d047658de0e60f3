//! The settings of a team: name, working time, rhythm, roles, its group, its end. One section per matter.

mod ending;
mod naming;
mod rhythm;
mod roles;
mod working;

use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::section::page_head;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::team::Team;
use rowlock_domain::{Act, Command, Thing};

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/teams/{team}/settings", show);
    routes.post("/{workspace}/teams/{team}/name", naming::rename);
    routes.post("/{workspace}/teams/{team}/code", naming::code);
    routes.post("/{workspace}/teams/{team}/mission", naming::describe);
    routes.post("/{workspace}/teams/{team}/zone", working::set_zone);
    routes.post("/{workspace}/teams/{team}/working-days", working::set_days);
    routes.post("/{workspace}/teams/{team}/holidays", working::add_holiday);
    routes.post("/{workspace}/teams/{team}/holidays/end", working::remove_holiday);
    routes.post("/{workspace}/teams/{team}/rhythm", rhythm::set);
    routes.post("/{workspace}/teams/{team}/roles", roles::give);
    routes.post("/{workspace}/teams/{team}/roles/end", roles::take);
    routes.post("/{workspace}/teams/{team}/home", ending::change_home);
    routes.post("/{workspace}/teams/{team}/archive", ending::archive);
    routes.post("/{workspace}/teams/{team}/archive/end", ending::restore);
}

async fn show(view: View, Path((_, code)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, &code, &Refused::default())
}

/// The page; `refused` is the form that was refused, with its words.
fn page(view: &View, code: &str, refused: &Refused) -> Result<Markup, WebError> {
    let team = view.team(code)?.clone();
    let may = view.may(Act::Arrange(team.home));
    let frame =
        Frame::of_thing("Settings", Place::Elsewhere, team.home, Thing::Team(team.id)).below(team.name.as_str(), &format!("teams/{}", team.code));
    Ok(view.page(
        &frame,
        html! {
            (page_head(&format!("Settings of {}", team.name), "Who they are and when they work. Sprints, reminders and ages go by this.", None))
            @if !may { p.meta { "You see how it is set. The Scrum of Scrums Master, a deputy or an administrator changes it." } }
            (roles::section(view, &team, refused))
            (rhythm::section(view, &team, refused))
            (working::section(view, &team, refused))
            (naming::section(view, &team, refused))
            (ending::section(view, &team, refused))
        },
    ))
}

/// Whether the viewer may change the team's settings.
fn may(view: &View, team: &Team) -> bool {
    view.may(Act::Arrange(team.home))
}

/// The address of one of the page's forms.
fn action(view: &View, team: &Team, noun: &str) -> String {
    view.href(&format!("teams/{}/{noun}", team.code))
}

/// Sends one of the page's forms.
async fn send(view: View, team: &Team, name: &'static str, form: Form, commands: Vec<Command>) -> Result<Response, WebError> {
    let code = team.code.to_string();
    let path = format!("teams/{code}/settings");
    let thing = form.shown().map(|_| Thing::Team(team.id));
    crate::refused::send(view, name, form, (thing, commands), &path, move |view, refused| page(view, &code, refused)).await
}
