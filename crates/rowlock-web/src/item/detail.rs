//! One item: where it stands, what it relates to, the dependencies it serves and yields, its history.

use super::words::{item_status, origin, relation_words};
use super::{actions, overlap};
use crate::changes;
use crate::error::WebError;
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::team::dependency_status;
use crate::ui::section::{pairs, section};
use crate::ui::{format, meter};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::item::Item;
use rowlock_domain::{ItemId, Member, Thing};
use std::sync::Arc;

/// Rows of one list.
const ROWS: usize = 50;

pub(super) async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    let item = known(&view, &number)?;
    overlap::prepare(&view).await?;
    page(&view, item, &Refused::default())
}

/// The item of an address.
pub(super) fn known(view: &View, number: &str) -> Result<ItemId, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.item(ItemId(number)).map(|item| item.id).ok_or(WebError::NotFound)
}

pub(super) fn page(view: &View, id: ItemId, refused: &Refused) -> Result<Markup, WebError> {
    let item = view.model.item(id).ok_or(WebError::NotFound)?;
    let group = view.model.team(item.team).and_then(|team| view.model.group(team.home)).ok_or(WebError::NotFound)?;
    let outlook = Outlook::new(view.moment(&group.zone));
    let title = id.to_string();
    let frame = Frame::of_thing(&title, Place::Goals, group.id, Thing::Item(id))
        .below("Goals", &format!("groups/{}/goals", group.slug))
        .below("Items", &format!("groups/{}/items", group.slug));
    let serves = |d: &&Arc<Dependency>| d.consumer_item == Some(id);
    let yields = |d: &&Arc<Dependency>| d.provider_item == Some(id);
    Ok(view.page(
        &frame,
        html! {
            header.pagehead { div.narrow {
                p class="m0 mb1 row" data-live="state" { (item_status(item)) span.id { (id) } }
                h1 { (item.title) }
            } }
            div class="cols cols-main" {
                div.stack {
                    (overlap::of_item(view, item, &group.zone, refused))
                    (progress(item))
                    (relations(view, item))
                    (dependencies(view, &outlook, ("h-serves", "Waits for what other teams give"), view.model.dependencies.iter().filter(serves).collect()))
                    (dependencies(view, &outlook, ("h-yields", "Yields what other teams wait for"), view.model.dependencies.iter().filter(yields).collect()))
                    (section("h-history", "History", "", None, changes::history(view, Thing::Item(id), 50)))
                }
                aside.panel {
                    (actions::panel(view, item, refused))
                    hr;
                    (facts(view, &outlook, item))
                }
            }
        },
    ))
}

fn progress(item: &Item) -> Markup {
    html! { @if let Some((done, total)) = item.progress {
        (section("h-progress", "Stories", "", None, html! {
            p.row { span data-live="stories" { (format::part_of(done, total)) " done" } (meter::meter(100.0 * f64::from(done) / f64::from(total.max(1)), None, None)) }
        }))
    } }
}

/// Relations in both directions.
fn relations(view: &View, item: &Item) -> Markup {
    let from_others = view.model.items.iter().flat_map(|other| other.relations.iter().map(move |(relation, to)| (*relation, other, *to)));
    let towards: Vec<(&str, ItemId)> =
        from_others.filter(|(_, _, to)| *to == item.id).map(|(relation, other, _)| (relation_words(relation).1, other.id)).collect();
    let own = item.relations.iter().map(|(relation, to)| (relation_words(*relation).0, *to));
    let all: Vec<(&str, ItemId)> = own.chain(towards).collect();
    html! { @if !all.is_empty() {
        (section("h-relations", "Relates to", "", None, html! {
            ul.plain { @for (words, id) in all.iter().take(ROWS) { @if let Some(other) = view.model.item(*id) {
                li { (item_status(other)) b { (words) " " a href=(view.thing_href(Thing::Item(*id))) { (other.title) } }
                    small { (view.model.member_name(Member::Team(other.team))) ", " (id) } }
            } } }
            @if all.len() > ROWS { p.meta { "and " (format::count(all.len() - ROWS)) " more" } }
        }))
    } }
}

fn dependencies(view: &View, outlook: &Outlook<'_>, (id, title): (&str, &str), mut found: Vec<&Arc<Dependency>>) -> Markup {
    found.sort_by_key(|d| (!d.is_open(), d.id));
    html! { @if !found.is_empty() {
        (section(id, title, "", None, html! {
            ul.plain { @for d in found.iter().take(ROWS) {
                li data-row=(d.id) { span data-live=(format!("{id}-{}", d.id)) { (dependency_status(outlook, d)) }
                    b { a href=(view.thing_href(Thing::Dependency(d.id))) { (d.title) } }
                    small { (view.model.member_name(Member::Team(d.provider))) " for " (view.model.member_name(Member::Team(d.consumer))) ", " (d.id) } }
            } }
            @if found.len() > ROWS { p.meta { "and " (format::count(found.len() - ROWS)) " more" } }
        }))
    } }
}

fn facts(view: &View, outlook: &Outlook<'_>, item: &Item) -> Markup {
    let moment = &outlook.moment;
    let team = html! { a.link href=(view.thing_href(Thing::Team(item.team))) { (view.model.member_name(Member::Team(item.team))) } };
    let date = item.date.map_or_else(|| "no date".to_owned(), |date| format::day(date, moment.today));
    let mut shown = vec![("Team", team), ("Date", html! { (date) })];
    if let Some(goal) = item.goal.and_then(|id| view.model.goal(id)) {
        shown.push(("Serves", html! { a.link href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }));
    }
    shown.push(("Added", html! { (format::day(moment.date_of(item.added_at), moment.today)) }));
    if let Some(from) = &item.origin {
        shown.push(("Comes from", origin(from)));
    }
    pairs(shown)
}
