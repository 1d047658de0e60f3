//! Who is what in a team.

use super::{action, may, send};
use crate::choices::{chosen_person, person_field};
use crate::error::WebError;
use crate::form::Form;
use crate::group::setting;
use crate::refused::Refused;
use crate::shell::team_role_words;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::Thing;
use rowlock_domain::team::command::{GiveTeamRole, TakeTeamRole};
use rowlock_domain::team::{Team, TeamRole};

pub(super) fn section(view: &View, team: &Team, refused: &Refused) -> Markup {
    let form = refused.form("role");
    let choices: Vec<Choice<'_>> = TeamRole::ALL.iter().map(|role| Choice { value: role.word(), words: team_role_words(*role) }).collect();
    let end = |role: TeamRole, name: &str| format!("End this role: {name}, {}", team_role_words(role));
    setting(
        "h-roles",
        "Roles",
        "Product Owner and Scrum Master act for the team, besides its ambassador. The ambassador is named in the group's settings.",
        html! {
            @if team.roles.is_empty() { p.meta { "Nobody has a role here yet." } }
            ul.plain {
                @for (role, person) in &team.roles {
                    li data-row=(format!("role-{}-{person}", role.word())) {
                        b { a href=(view.thing_href(Thing::Person(*person))) { (view.name(*person)) } }
                        small { (team_role_words(*role)) }
                        @if may(view, team) {
                            (Button::new("End this role").small().quiet().spoken(&end(*role, view.name(*person)))
                                .post(&action(view, team, "roles/end"), &[("person", &person.to_string()), ("role", role.word())]))
                        }
                    }
                }
            }
            @if may(view, team) {
                (refused.notice("role"))
                form.form method="post" action=(action(view, team, "roles")) {
                    (view.stamp(None))
                    (person_field(view, Field::new("person", "Person").value(form.value("person")).error(form.error("person")), "Choose a person"))
                    (Field::new("role", "Role").value(form.value("role")).error(form.error("role")).select(&choices))
                    div.formend { (Button::new("Give the role").render()) }
                }
            }
        },
    )
}

pub(super) async fn give(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let role = form.choice("role", TeamRole::parse);
    let person = chosen_person(&view, &mut form, "person");
    if person.is_none() {
        form.wrong("person", "Choose a person.");
    }
    let command = role.zip(person).map(|(role, person)| GiveTeamRole { team: team.id, person, role }.into());
    send(view, &team, "role", form, command.into_iter().collect()).await
}

pub(super) async fn take(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let role = form.choice("role", TeamRole::parse);
    let person = chosen_person(&view, &mut form, "person");
    let command = role.zip(person).map(|(role, person)| TakeTeamRole { team: team.id, person, role }.into());
    send(view, &team, "role", form, command.into_iter().collect()).await
}
