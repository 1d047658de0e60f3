//! The group itself: its name, its teams and child groups, their order, its end.

use super::{action, send, setting};
use crate::error::WebError;
use crate::form::Form;
use crate::group::settings::seats::{member_key, parse_member};
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::group::command::{ArchiveGroup, CreateGroup, OrderMembers, RenameGroup, RestoreGroup};
use rowlock_domain::meeting::query::seats_in_order;
use rowlock_domain::team::command::CreateTeam;
use rowlock_domain::{Act, Member, Title, Zone};

pub(super) fn section(view: &View, group: &Group, refused: &Refused) -> Markup {
    let may = view.may(Act::Arrange(group.id));
    setting(
        "h-members",
        "Teams and groups",
        "Teams stand in this order everywhere; it is never a ranking.",
        html! {
            (order_list(view, group, may))
            @if may {
                (fold("Add a team", refused.is("team"), team_form(view, group, refused)))
                (fold("Add a group within this one", refused.is("group"), group_form(view, group, refused)))
                (fold("Rename or end this group", refused.is("name"), name_form(view, group, refused)))
            }
        },
    )
}

fn order_list(view: &View, group: &Group, may: bool) -> Markup {
    let members = seats_in_order(&view.model, group.id);
    let last = members.len().saturating_sub(1);
    html! {
        ol.plain {
            @for (n, member) in members.iter().take(50).enumerate() {
                li data-row=(format!("order-{}", member_key(*member))) {
                    b { a href=(view.thing_href(member.thing())) { (view.model.member_name(*member)) } }
                    @if may {
                        @if n > 0 { (Button::new("Up").small().quiet().spoken(&format!("Up: {}", view.model.member_name(*member))).post(&action(view, group, "order"), &[("member", &member_key(*member)), ("to", "up")])) }
                        @if n < last { (Button::new("Down").small().quiet().spoken(&format!("Down: {}", view.model.member_name(*member))).post(&action(view, group, "order"), &[("member", &member_key(*member)), ("to", "down")])) }
                    }
                }
            }
        }
        @if members.len() > 50 { p.meta { "and " (members.len() - 50) " more" } }
    }
}

fn team_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("team");
    html! {
        (refused.notice("team"))
        form.form method="post" action=(action(view, group, "teams")) {
            (view.stamp(None))
            (Field::new("name", "Name").id("f-team-name").value(form.value("name")).error(form.error("name")).required().max_length(200).text())
            (Field::new("code", "Code").value(form.value("code")).error(form.error("code")).hint("2 to 5 letters, such as CHK. Left empty, one is made from the name.").text())
            div.formend { (Button::new("Add the team").render()) }
        }
    }
}

fn group_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("group");
    html! {
        (refused.notice("group"))
        form.form method="post" action=(action(view, group, "groups")) {
            (view.stamp(None))
            (Field::new("name", "Name").id("f-group-name").value(form.value("name")).error(form.error("name")).required().max_length(200).text())
            div.formend { (Button::new("Add the group").render()) }
        }
    }
}

fn name_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("name").or("name", group.name.as_str());
    html! {
        (refused.notice("name"))
        form.form method="post" action=(action(view, group, "name")) {
            (view.stamp(None))
            (Field::new("name", "Name").id("f-name").value(form.value("name")).error(form.error("name")).required().max_length(200).text())
            div.formend { (Button::new("Rename").render()) }
        }
        @if group.archived_at.is_some() { (Button::new("Let it meet again").post(&action(view, group, "archive/end"), &[])) }
        @else { (Button::new("End this group").post(&action(view, group, "archive"), &[])) }
    }
}

pub(super) async fn rename(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let name = form.title("name");
    send(view, slug, "name", form, vec![RenameGroup { group, name }.into()]).await
}

pub(super) async fn add_team(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let home = view.group(&slug)?.id;
    let name = form.title("name");
    let written = form.value("code").trim().to_uppercase();
    let code = if written.is_empty() { None } else { Title::new(&written).map_err(|problem| form.wrong("code", problem.to_string())).ok() };
    let zone: Option<Zone> = None;
    send(view, slug, "team", form, vec![CreateTeam { name, code, home, zone, origin: None }.into()]).await
}

pub(super) async fn add_group(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let parent = view.group(&slug)?.id;
    let name = form.title("name");
    send(view, slug, "group", form, vec![CreateGroup { name, parent: Some(parent), zone: None, origin: None }.into()]).await
}

pub(super) async fn order(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let mut order: Vec<Member> = seats_in_order(&view.model, group);
    let member = form.choice("member", parse_member);
    let up = form.value("to") == "up";
    if let Some(place) = member.and_then(|member| order.iter().position(|m| *m == member)) {
        let other = if up { place.checked_sub(1) } else { Some(place + 1).filter(|next| *next < order.len()) };
        if let Some(other) = other {
            order.swap(place, other);
        }
    }
    send(view, slug, "order", form, vec![OrderMembers { group, order }.into()]).await
}

pub(super) async fn archive(view: View, Path((_, slug)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    send(view, slug, "name", form, vec![ArchiveGroup { group }.into()]).await
}

pub(super) async fn restore(view: View, Path((_, slug)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    send(view, slug, "name", form, vec![RestoreGroup { group }.into()]).await
}
