//! What a team is called and what it is for.

use super::{action, may, send};
use crate::error::WebError;
use crate::form::Form;
use crate::group::setting;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::team::Team;
use rowlock_domain::team::command::{CodeTeam, DescribeTeam, RenameTeam};

pub(super) fn section(view: &View, team: &Team, refused: &Refused) -> Markup {
    let name = refused.form("name").or("name", team.name.as_str());
    let code = refused.form("code").or("code", team.code.as_str());
    let mission = refused.form("mission").or("mission", team.mission.as_str());
    setting(
        "h-name",
        "Name",
        "The code stands where many teams are listed, and in addresses: 2 to 5 letters.",
        html! {
            @if may(view, team) {
                (refused.notice("name"))
                form.form method="post" action=(action(view, team, "name")) {
                    (view.stamp(None))
                    (Field::new("name", "Name").value(name.value("name")).error(name.error("name")).required().max_length(200).text())
                    div.formend { (Button::new("Rename").render()) }
                }
                (refused.notice("code"))
                form.form method="post" action=(action(view, team, "code")) {
                    (view.stamp(None))
                    (Field::new("code", "Code").value(code.value("code")).error(code.error("code")).required().max_length(5).text())
                    div.formend { (Button::new("Change the code").render()) }
                }
                (refused.notice("mission"))
                form.form method="post" action=(action(view, team, "mission")) {
                    (view.stamp(None))
                    (Field::new("mission", "What it is for").value(mission.value("mission")).error(mission.error("mission")).textarea(3))
                    div.formend { (Button::new("Save").render()) }
                }
            } @else { p { (team.name) ", " (team.code) "." } p { (team.mission) } }
        },
    )
}

pub(super) async fn rename(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let name = form.title("name");
    send(view, &team, "name", form, vec![RenameTeam { team: team.id, name }.into()]).await
}

/// A new code is a new address: the answer leads there.
pub(super) async fn code(view: View, Path((_, old)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&old)?.clone();
    let written = form.value("code").trim().to_uppercase();
    let form_code = form.title("code");
    let code = rowlock_domain::Title::new(&written).unwrap_or(form_code);
    let (slug, path) = (view.desk.slug.clone(), format!("teams/{code}/settings"));
    let answer = send(view, &team, "code", form, vec![CodeTeam { team: team.id, code }.into()]).await?;
    if answer.status().is_redirection() {
        return Ok(Redirect::to(&format!("/{slug}/{path}")).into_response());
    }
    Ok(answer)
}

pub(super) async fn describe(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let mission = form.optional_text("mission");
    send(view, &team, "mission", form, vec![DescribeTeam { team: team.id, mission }.into()]).await
}
