//! Where a team is at home, and its end.

use super::{action, may, send};
use crate::error::WebError;
use crate::form::Form;
use crate::group::setting;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, fold};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::GroupId;
use rowlock_domain::team::Team;
use rowlock_domain::team::command::{ArchiveTeam, MoveTeam, RestoreTeam};

pub(super) fn section(view: &View, team: &Team, refused: &Refused) -> Markup {
    let home = view.model.group(team.home).map_or("", |g| g.name.as_str());
    setting(
        "h-home",
        "Home",
        "The group in which it is counted and holds its seat.",
        html! {
            p { "At home in " (home) "." }
            @if may(view, team) {
                @if team.archived_at.is_none() { (fold("Move it to another group", refused.is("home"), home_form(view, team, refused))) }
                (refused.notice("archive"))
                @if team.archived_at.is_some() { (Button::new("Let it take part again").post(&action(view, team, "archive/end"), &[])) }
                @else {
                    p.meta { "A team that no longer takes part hands over its promises and follow-ups first." }
                    (Button::new("Archive this team").post(&action(view, team, "archive"), &[]))
                }
            }
        },
    )
}

fn home_form(view: &View, team: &Team, refused: &Refused) -> Markup {
    let form = refused.form("home").or("home", team.home.0.to_string());
    let groups: Vec<(String, String)> =
        view.model.groups.iter().filter(|g| g.archived_at.is_none()).map(|g| (g.id.0.to_string(), g.name.to_string())).collect();
    let choices: Vec<Choice<'_>> = groups.iter().map(|(value, words)| Choice { value, words }).collect();
    html! {
        (refused.notice("home"))
        form.form method="post" action=(action(view, team, "home")) {
            (view.stamp(None))
            (Field::new("home", "Group").value(form.value("home")).error(form.error("home")).select(&choices))
            div.formend { (Button::new("Move the team").render()) }
        }
    }
}

pub(super) async fn change_home(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let home = form.id("home", GroupId);
    if home.is_none() {
        form.wrong("home", "Choose a group.");
    }
    let command = home.map(|home| MoveTeam { team: team.id, home }.into());
    send(view, &team, "home", form, command.into_iter().collect()).await
}

pub(super) async fn archive(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    send(view, &team, "archive", form, vec![ArchiveTeam { team: team.id }.into()]).await
}

pub(super) async fn restore(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    send(view, &team, "archive", form, vec![RestoreTeam { team: team.id }.into()]).await
}
