//! Daily notes, the draft of the next check-in; and heads-ups of the team and of others that touch it.

use super::acts::act;
use crate::choices::teams;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, fold, tick};
use crate::ui::format;
use crate::ui::section::section_head;
use crate::ui::status::{self, State};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::checkin::query::notes_since_last_meeting;
use rowlock_domain::heads_up::command::AnnounceHeadsUp;
use rowlock_domain::note::command::LeaveNote;
use rowlock_domain::team::Team;
use rowlock_domain::{Act, Date, TeamId, Thing};

/// Notes shown.
const ROWS: usize = 20;
/// Teams that can be ticked; with more, "everybody" is the only choice on this page.
const TICKS: usize = 40;

pub(super) fn notes(view: &View, team: &Team, refused: &Refused) -> Markup {
    let recent = notes_since_last_meeting(&view.model, team.id, team.home, view.now);
    let form = refused.form("note");
    let today = view.today(&team.zone);
    html! {
        section aria-labelledby="h-notes" {
            (section_head("h-notes", "Daily notes", "since the last meeting", None))
            @if recent.is_empty() { p.meta { "Lines left here during the week stand in the next check-in." } }
            ul.plain {
                @for (n, note) in recent.iter().rev().take(ROWS).enumerate() {
                    li data-row=(format!("note-{}-{n}", note.at.0)) {
                        span { (note.text) }
                        small { @if let Some(by) = note.by { (view.name(by)) ", " } (format::moment(view.local(note.at, &team.zone), today)) }
                    }
                }
            }
            @if view.may(Act::Join) && team.archived_at.is_none() {
                (refused.notice("note"))
                form.form method="post" action=(view.href(&format!("teams/{}/notes", team.code))) {
                    (view.stamp(None))
                    (Field::new("text", "A line for the next check-in").id("f-note").value(form.value("text")).error(form.error("text")).required().text())
                    div.formend { (Button::new("Leave the note").render()) }
                }
            }
        }
    }
}

pub(super) fn heads_ups(view: &View, team: &Team, today: Date, refused: &Refused) -> Markup {
    let concerns = |h: &rowlock_domain::heads_up::HeadsUp| h.team == team.id || h.touches.contains(&team.id);
    let current: Vec<_> = view.model.heads_ups.iter().filter(|h| !h.is_over(today) && concerns(h)).collect();
    html! {
        section aria-labelledby="h-heads-ups" {
            (section_head("h-heads-ups", "Heads-ups", "", None))
            @if current.is_empty() { p.meta { "Nothing is about to get in the way." } }
            ul.plain {
                @for heads_up in current {
                    li data-row=(format!("heads-up-{}", heads_up.id.0)) {
                        (status::status(State::Risk, format!("{} to {}", format::short_day(heads_up.from, today), format::short_day(heads_up.until, today))))
                        b { a href=(view.thing_href(Thing::HeadsUp(heads_up.id))) { (heads_up.text) } }
                        @if heads_up.team != team.id { small { "from " (view.model.member_name(rowlock_domain::Member::Team(heads_up.team))) } }
                    }
                }
            }
            @if view.may(Act::ForTeam(team.id)) && team.archived_at.is_none() { (heads_up_form(view, team, today, refused)) }
        }
    }
}

fn heads_up_form(view: &View, team: &Team, today: Date, refused: &Refused) -> Markup {
    let form = refused.form("heads-up").or("from", format::iso(today));
    let others: Vec<(String, String)> = teams(view, team.home).into_iter().filter(|(id, _)| *id != team.id.0.to_string()).collect();
    fold(
        "Announce something",
        refused.is("heads-up"),
        html! {
            (refused.notice("heads-up"))
            form.form method="post" action=(view.href(&format!("teams/{}/heads-ups", team.code))) {
                (view.stamp(None))
                (Field::new("text", "What may get in others' way?").id("f-heads-up").value(form.value("text")).error(form.error("text")).required().textarea(2))
                div.fl {
                    (Field::new("from", "From").value(form.value("from")).error(form.error("from")).required().date())
                    (Field::new("until", "Until").value(form.value("until")).error(form.error("until")).required().date())
                }
                @if others.len() <= TICKS && !others.is_empty() {
                    fieldset { legend { "Whom does it touch? Nobody ticked means everybody." }
                        div.row { @for (id, name) in &others { (tick("touches", id, form.all("touches").any(|t| t == id), name)) } } }
                }
                div.formend { (Button::new("Announce it").render()) }
            }
        },
    )
}

pub(super) async fn leave(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let text = form.text("text");
    act(view, &team, "note", form, LeaveNote { team: team.id, text }).await
}

pub(super) async fn announce(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let (text, from, until, touches) = (form.text("text"), form.date("from"), form.date("until"), form.ids("touches", TeamId));
    act(view, &team, "heads-up", form, AnnounceHeadsUp { team: team.id, text, from, until, touches }).await
}
