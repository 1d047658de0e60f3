//! Heads-ups: one announcement, its days and whom it touches. They are announced on the team's page and in the check-in.

use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::ui::section::{pairs, section};
use crate::ui::status::{self, State};
use crate::ui::{format, teamcode};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::heads_up::HeadsUp;
use rowlock_domain::heads_up::command::{EndHeadsUp, MoveHeadsUp};
use rowlock_domain::{Act, HeadsUpId, Thing};

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/heads-ups/{number}", show);
    routes.command("/{workspace}/heads-ups/{number}/days", change_days);
    routes.command("/{workspace}/heads-ups/{number}/end", end);
}

fn known(view: &View, number: &str) -> Result<HeadsUpId, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.heads_up(HeadsUpId(number)).map(|h| h.id).ok_or(WebError::NotFound)
}

async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, known(&view, &number)?, &Refused::default())
}

fn page(view: &View, id: HeadsUpId, refused: &Refused) -> Result<Markup, WebError> {
    let heads_up = view.model.heads_up(id).ok_or(WebError::NotFound)?;
    let team = view.model.team(heads_up.team).ok_or(WebError::NotFound)?;
    let today = view.today(&team.zone);
    let title = id.to_string();
    let over = heads_up.over_at.is_some() || heads_up.until < today;
    let frame = Frame::of_thing(&title, Place::Elsewhere, team.home, Thing::HeadsUp(id)).below(team.name.as_str(), &format!("teams/{}", team.code));
    Ok(view.page(&frame, html! {
        header.pagehead { div.narrow { p class="m0 mb1 row" { @if over { (status::status(State::New, "Over")) } @else { (status::status(State::Risk, "Heads-up")) } span.id { (id) } } h1 { (heads_up.text) } } }
        div class="cols cols-main" {
            (section("h-history", "History", "", None, crate::changes::history(view, Thing::HeadsUp(id), 20)))
            aside.panel {
                @if !over && view.may(Act::ForTeam(team.id)) { (actions(view, heads_up, refused)) hr; }
                (facts(view, heads_up, team.name.as_str()))
            }
        }
    }))
}

fn facts(view: &View, heads_up: &HeadsUp, team: &str) -> Markup {
    let today = view.today(&view.model.zone);
    let touched: Vec<_> = heads_up.touches.iter().filter_map(|id| view.model.team(*id)).cloned().collect();
    pairs([
        ("Announced by", html! { a.link href=(view.thing_href(Thing::Team(heads_up.team))) { (team) } }),
        ("From", html! { (format::day(heads_up.from, today)) }),
        ("Until", html! { (format::day(heads_up.until, today)) }),
        (
            "Touches",
            html! { @if touched.is_empty() { "everybody" } @else { (teamcode::team_codes(touched.iter().map(|t| (t.code.as_str(), t.name.as_str())))) } },
        ),
    ])
}

fn actions(view: &View, heads_up: &HeadsUp, refused: &Refused) -> Markup {
    let href = |noun: &str| view.href(&format!("heads-ups/{}/{noun}", heads_up.id.0));
    let form = refused.form("days").or("from", format::iso(heads_up.from)).or("until", format::iso(heads_up.until));
    html! {
        (Button::new("It is over").post(&href("end"), &[]))
        (fold("Other days", refused.is("days"), html! {
            (refused.notice("days"))
            form.form method="post" action=(href("days")) {
                (view.stamp(Some(Thing::HeadsUp(heads_up.id))))
                (Field::new("from", "From").value(form.value("from")).error(form.error("from")).date())
                (Field::new("until", "Until").value(form.value("until")).error(form.error("until")).date())
                div.formend { (Button::new("Save the days").render()) }
            }
        }))
    }
}

async fn change_days(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let heads_up = known(&view, &number)?;
    let command = MoveHeadsUp { heads_up, from: form.date("from"), until: form.date("until") };
    let path = format!("heads-ups/{number}");
    send(view, "days", form, (Some(Thing::HeadsUp(heads_up)), vec![command.into()]), &path, move |view, refused| page(view, heads_up, refused)).await
}

async fn end(view: View, Path((_, number)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let heads_up = known(&view, &number)?;
    view.act(&form, None, EndHeadsUp { heads_up }, &format!("heads-ups/{number}")).await
}
