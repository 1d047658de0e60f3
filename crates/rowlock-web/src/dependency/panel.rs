//! The chosen handshake in the panel beside list, board and matrix.

use super::page::Shown;
use super::{actions, handshake, standing_status};
use crate::refused::Refused;
use crate::ui::format;
use crate::worth;
use maud::{Markup, html};
use rowlock_domain::Thing;

pub(super) fn panel(shown: &Shown<'_>) -> Markup {
    let Some(d) = shown.chosen.and_then(|id| shown.view.model.dependency(id)) else { return html! {} };
    let view = shown.view;
    let moment = &shown.outlook.moment;
    let href = view.thing_href(Thing::Dependency(d.id));
    let asked = format::day(moment.date_of(d.requested_at), moment.today);
    let back = format!("groups/{}/dependencies?view={}&dep={}", shown.group.slug, shown.shape.word(), d.id.0);
    html! {
        div class="sidepanel wideonly" {
            aside.panel aria-label="Selected dependency" id="dep" {
                div {
                    p class="mb1 row" data-live="panel-state" { (standing_status(&shown.outlook, d)) " " span.id { (d.id) } }
                    h2 class="t16 w6" { a href=(href) { (d.title) } }
                }
                (handshake::shake(view, d, moment.today))
                (handshake::gap(&shown.outlook, d))
                (handshake::facts(view, &shown.outlook, d, shown.delays.get(&Thing::Dependency(d.id))))
                @if shown.delays.contains_key(&Thing::Dependency(d.id)) { (worth::how_delays(view, shown.group)) }
                hr;
                (actions::panel(view, d, &Refused::default(), Some(&back)))
                p.meta { "Asked on " (asked) ". " a.link href=(format!("{href}#h-history")) { "All events" } }
            }
        }
    }
}
