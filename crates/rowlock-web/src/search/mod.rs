//! Search and jump: a number leads straight to its thing; pages are found by name, days by date; words are looked for in titles,
//! literally.

mod days;
mod pages;

use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::Field;
use crate::ui::format;
use crate::ui::section::{page_head, section};
use crate::view::View;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::{DecisionId, DependencyId, FollowUpId, GoalId, HeadsUpId, ImpedimentId, ItemId, MeetingId, RiskId, Thing, Workspace};

/// Hits of one kind before "more exist".
const HITS: usize = 10;
/// The longest search.
const LONGEST: usize = 200;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/search", show);
}

async fn show(view: View) -> Result<Response, WebError> {
    let form = Form::parse(view.here.split_once('?').map_or("", |(_, q)| q).as_bytes())?;
    let written: String = form.value("q").trim().chars().take(LONGEST).collect();
    if let Some(thing) = by_number(&view.model, &written).or_else(|| by_code(&view.model, &written)) {
        return Ok(Redirect::to(&view.thing_href(thing)).into_response());
    }
    Ok(page(&view, &written).into_response())
}

/// `IMP-12`, `imp12`, `DEP-7`, `F-31` and so on, if there is such a thing.
fn by_number(model: &Workspace, written: &str) -> Option<Thing> {
    let upper = written.to_uppercase();
    let letters: String = upper.chars().take_while(char::is_ascii_alphabetic).collect();
    let number: u32 = upper[letters.len()..].trim_start_matches(['-', ' ', '#']).parse().ok()?;
    let thing = match letters.as_str() {
        "IMP" => Thing::Impediment(model.impediment(ImpedimentId(number))?.id),
        "DEP" => Thing::Dependency(model.dependency(DependencyId(number))?.id),
        "F" => Thing::FollowUp(model.follow_up(FollowUpId(number))?.id),
        "R" => Thing::Risk(model.risk(RiskId(number))?.id),
        "G" => Thing::Goal(model.goal(GoalId(number))?.id),
        "BL" => Thing::Item(model.item(ItemId(number))?.id),
        "D" => Thing::Decision(model.decision(DecisionId(number))?.id),
        "M" => Thing::Meeting(model.meeting(MeetingId(number))?.id),
        "H" => Thing::HeadsUp(model.heads_up(HeadsUpId(number))?.id),
        _ => return None,
    };
    Some(thing)
}

/// A team's code.
fn by_code(model: &Workspace, written: &str) -> Option<Thing> {
    model.teams.iter().find(|team| !written.is_empty() && team.code.as_str().eq_ignore_ascii_case(written)).map(|team| Thing::Team(team.id))
}

/// One kind of thing with its hits: (title, thing, words).
struct Found {
    title: &'static str,
    hits: Vec<(Thing, String)>,
    more: bool,
}

fn look<'a>(title: &'static str, words: &str, all: impl Iterator<Item = (Thing, &'a str)>) -> Option<Found> {
    let mut hits: Vec<(Thing, String)> =
        all.filter(|(_, text)| text.to_lowercase().contains(words)).map(|(thing, text)| (thing, text.to_owned())).take(HITS + 1).collect();
    let more = hits.len() > HITS;
    hits.truncate(HITS);
    (!hits.is_empty()).then_some(Found { title, hits, more })
}

fn find(view: &View, written: &str) -> Vec<Found> {
    let words = written.to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let model = &view.model;
    let people = model.people.values().filter(|p| p.left_at.is_none()).map(|p| (Thing::Person(p.id), view.name(p.id)));
    [
        look("Teams", &words, model.teams.iter().filter(|t| t.archived_at.is_none()).map(|t| (Thing::Team(t.id), t.name.as_str()))),
        look("Groups", &words, model.groups.iter().filter(|g| g.archived_at.is_none()).map(|g| (Thing::Group(g.id), g.name.as_str()))),
        look("People", &words, people),
        look("Impediments", &words, model.impediments.iter().rev().map(|i| (Thing::Impediment(i.id), i.title.as_str()))),
        look("Dependencies", &words, model.dependencies.iter().rev().map(|d| (Thing::Dependency(d.id), d.title.as_str()))),
        look("Risks", &words, model.risks.iter().rev().map(|r| (Thing::Risk(r.id), r.title.as_str()))),
        look("Goals", &words, model.goals.iter().rev().map(|g| (Thing::Goal(g.id), g.title.as_str()))),
        look("Items", &words, model.items.iter().rev().map(|i| (Thing::Item(i.id), i.title.as_str()))),
        look("Decisions", &words, model.decisions.iter().rev().map(|d| (Thing::Decision(d.id), d.text.as_str()))),
        look("Follow-ups", &words, model.follow_ups.iter().rev().map(|f| (Thing::FollowUp(f.id), f.text.as_str()))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn page(view: &View, written: &str) -> Markup {
    let found = find(view, written);
    let pages = pages::called(view, written);
    let day = day(view, written);
    let is_empty = found.is_empty() && pages.is_empty() && day.is_none();
    let frame = Frame {
        title: "Search",
        place: Place::Elsewhere,
        group: view.home_group(),
        crumbs: Vec::new(),
        scopes: Vec::new(),
        mode: crate::ui::page::LiveMode::Calm,
    };
    view.page(
        &frame,
        html! {
            (page_head("Search", "A number such as IMP-12 or a team's code leads straight there; words are looked for in titles and names of pages; a date shows its day.", None))
            form.filters method="get" action=(format!("/{}/search", view.desk.slug)) {
                (Field::new("q", "Search for").id("f-search").value(written).autofocus().text())
                (Button::new("Search").render())
            }
            @if !written.is_empty() && is_empty {
                (empty("Nothing found", "No title and no page holds these words. Try fewer of them, a number such as DEP-7, or a date such as 3 December.", None))
            }
            @if let Some(day) = day { (day) }
            @if !pages.is_empty() { (section("h-pages", "Pages", "", None, links(&pages))) }
            @for kind in &found { (hits(view, kind)) }
        },
    )
}

/// What there is to see of a day, if one is written.
fn day(view: &View, written: &str) -> Option<Markup> {
    let group = view.home_group().and_then(|id| view.model.group(id))?;
    let day = days::read(written, view.today(&group.zone))?;
    let (back, dated) = (days::looks_back(view, group, day), days::dated(view, day));
    Some(section(
        "h-day",
        &format::long_day(day),
        "",
        None,
        html! {
            (links(&back))
            @if dated.is_empty() { p.meta { "Nothing is promised, needed or due on that day." } }
            @else { ul.plain { @for (thing, words) in &dated { (hit(view, *thing, words)) } } }
        },
    ))
}

/// Pages with their addresses.
fn links(pages: &[(String, String)]) -> Markup {
    html! { @if !pages.is_empty() { ul.plain { @for (words, href) in pages { li { b { a href=(href) { (words) } } } } } } }
}

fn hit(view: &View, thing: Thing, words: &str) -> Markup {
    html! {
        li data-row=(thing) {
            b { a href=(view.thing_href(thing)) { (words) } }
            @if !matches!(thing, Thing::Person(_) | Thing::Team(_) | Thing::Group(_)) { small { (thing.label()) } }
        }
    }
}

fn hits(view: &View, kind: &Found) -> Markup {
    let id = format!("h-{}", kind.title.to_lowercase());
    section(
        &id,
        kind.title,
        if kind.more { "the newest ten; more exist" } else { "" },
        None,
        html! {
            ul.plain { @for (thing, words) in &kind.hits { (hit(view, *thing, words)) } }
        },
    )
}
