//! The list: ranked rows with the reason in words, fifty at a time.

use super::board::codes;
use super::page::Shown;
use super::ranked::reason;
use super::standing::standing;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::status::{self, State};
use crate::ui::table::{self, column};
use crate::ui::{agebar, avatar};
use maud::{Markup, html};
use rowlock_domain::Thing;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::query::{self, Lane};

/// Rows of one page.
const ROWS: usize = 50;

pub(super) fn list(shown: &Shown<'_>) -> Markup {
    if shown.open.is_empty() {
        return nothing(shown);
    }
    let columns = [column("Impediment and why it ranks here"), column("State"), column("Age"), column("Owner"), column("Waiting")];
    let from = shown.filter.from.min(shown.open.len());
    let rows = shown.open.iter().skip(from).take(ROWS);
    let until = (from + ROWS).min(shown.open.len());
    html! {
        (table::table("imps", "Open impediments, ranked", &columns, html! { @for impediment in rows { (row(shown, impediment)) } }))
        @if until < shown.open.len() { (table::more(until, shown.open.len(), "impediments", &format!("{}from={until}", shown.again))) }
    }
}

/// What stands there while nothing is open, or nothing matches.
pub(super) fn nothing(shown: &Shown<'_>) -> Markup {
    if !shown.filter.is_empty() && shown.all_open > 0 {
        return empty("None of the open ones matches", "Ask for less above, or show all.", None);
    }
    let raise = shown.view.href(&format!("groups/{}/impediments/new", shown.group.slug));
    let action = (!shown.view.is_past).then(|| Button::new("Raise an impediment").link(&raise));
    empty(
        "Nothing holds this group back",
        "What stands in a team's way and needs others would be here, ranked by who waits and for how long. Empty is good; raise one as soon as a team cannot solve it alone.",
        action,
    )
}

fn row(shown: &Shown<'_>, impediment: &Impediment) -> Markup {
    let number = impediment.id;
    // That nobody owns it stands in a column of its own.
    let state = match query::lane(impediment, &shown.followed_up) {
        Some(Lane::New) => status::usual(State::New),
        _ => standing(shown.view, impediment, &shown.followed_up),
    };
    table::row(
        &number.to_string(),
        html! {
            (table::head_cell(html! {
                a href=(shown.view.thing_href(Thing::Impediment(number))) { (impediment.title) }
                small { (reason(&shown.moment, impediment)) " " span.id { (number) } }
            }))
            (table::cell("State", html! { span data-live=(format!("state-{number}")) { (state) } }))
            (table::cell("Age", html! { span data-live=(format!("age-{number}")) { (agebar::age(shown.age(impediment), shown.usual, shown.watch.measure)) } }))
            (table::cell("Owner", html! {
                span data-live=(format!("owner-{number}")) {
                    @match impediment.owner { Some(owner) => (avatar::person(shown.view.name(owner))), None => (status::status(State::NoneYet, "No owner")) }
                }
            }))
            (table::cell("Waiting", codes(shown, impediment)))
        },
    )
}
