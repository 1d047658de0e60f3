//! A child group as a row of its parent's overview: how many teams, what is late within, when it meets, whether it checked in.

use super::Shown;
use super::teams::{check_in, impediments, name, tally};
use crate::ui::status::{self, State};
use crate::ui::{format, table};
use maud::{Markup, html};
use rowlock_domain::Member;
use rowlock_domain::group::Group;
use std::sync::Arc;

pub(super) fn row(shown: &Shown<'_>, group: &Arc<Group>) -> Markup {
    let member = Member::Group(group.id);
    let below = shown.figures.below.get(&group.id).cloned().unwrap_or_default();
    let key = member.thing().to_string();
    let live = |what: &str, markup: Markup| html! { span data-live=(format!("{what}-{key}")) { (markup) } };
    let late = html! {
        @if below.late > 0 { (status::status(State::Late, format!("{} late within", below.late))) } @else { span.meta { "none late" } }
    };
    table::row(
        &key,
        html! {
            (table::head_cell(name(shown, member, group.name.as_str())))
            (table::plain_cell("c-spr", html! { (format::counted(below.teams, "team", "teams")) }))
            (table::plain_cell("goal", live("meets", meets(shown, group))))
            (table::plain_cell("c-conf", live("late", late)))
            (table::cell("Impediments", live("imp", impediments(below.hindered))))
            (table::cell("Waits for", live("waits", tally(below.waits_for))))
            (table::cell("Owes", live("owes", tally(below.owes))))
            (table::plain_cell("c-in", live("checkin", check_in(shown, member))))
        },
    )
}

fn meets(shown: &Shown<'_>, group: &Arc<Group>) -> Markup {
    let view = shown.view;
    html! {
        @match crate::meeting::coming::next(view, group).map(|next| next.upcoming) {
            Some(next) => { "meets " (format::appointment(view.local(next.starts_at, &group.zone), view.today(&group.zone))) },
            None => span.meta { "no meeting planned" },
        }
    }
}
