//! What panel and page say about one handshake: its two ends, the line from need to promise, its facts.

use super::words::{shortened, team_name};
use crate::ui::icon::{self, Icon};
use crate::ui::{format, section::pairs};
use crate::view::View;
use crate::worth::Delay;
use maud::{Markup, html};
use rowlock_domain::dependency::query::{Dependents, Outlook, inputs};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::meeting::query::ambassador_on;
use rowlock_domain::{Date, DependencyId, TeamId, Thing};

/// Who gives what to whom, with the ambassadors of both ends.
pub(super) fn shake(view: &View, dependency: &Dependency, today: Date) -> Markup {
    let end = |team: TeamId, does: &str| {
        let ambassador = ambassador_on(&view.model, team, today);
        let who = ambassador.map_or_else(|| "no ambassador".to_owned(), |person| view.name(person).to_owned());
        html! { span { b { a href=(view.thing_href(Thing::Team(team))) { (team_name(view, team)) } } small { (does) ", " (who) } } }
    };
    html! {
        div.shake {
            (end(dependency.provider, "gives"))
            (icon::glyph_sized(Icon::Arrow, "s18"))
            (end(dependency.consumer, "needs"))
        }
    }
}

/// Where the need and the promise lie on a short line, and what lies between.
struct Gap {
    need: Option<Date>,
    comes: Option<Date>,
    /// What stands beside the second mark: "promised", "delivered", "today, no promise".
    comes_words: &'static str,
    is_late: bool,
}

fn gap_of(outlook: &Outlook<'_>, dependency: &Dependency) -> Gap {
    let late = outlook.late_by(dependency);
    let today = outlook.moment.today;
    let delivered = dependency.first_delivered_at.map(|at| outlook.moment.date_of(at));
    let (comes, comes_words) = match dependency.state {
        DependencyState::Delivered | DependencyState::Accepted => (delivered.or(dependency.promised_for()), "delivered"),
        DependencyState::Promised => (dependency.promised_for(), "promised"),
        _ if late.is_some() => (Some(today), "not promised until"),
        _ => (None, "not promised"),
    };
    Gap { need: dependency.needed_by(), comes, comes_words, is_late: late.is_some() }
}

/// The line as a drawing with its finding; the same stands in words beside it.
pub(super) fn gap(outlook: &Outlook<'_>, dependency: &Dependency) -> Markup {
    let gap = gap_of(outlook, dependency);
    let today = outlook.moment.today;
    let day = |date: Option<Date>, none: &str| date.map_or_else(|| none.to_owned(), |date| format::day(date, today));
    let (need_words, comes_words) = (day(gap.need, "no date yet"), day(gap.comes, ""));
    let finding = format!("Needed {need_words}, {} {comes_words}, {}", gap.comes_words, outlook.short(dependency));
    let (need_at, comes_at) = places(&gap);
    let between = (need_at.min(comes_at), (need_at - comes_at).abs());
    html! {
        svg.gap role="img" aria-label=(finding) {
            rect.tr y="26" width="100%" height="2" {}
            @if gap.is_late && gap.need.is_some() && between.1 > 0 {
                rect.over0 x=(percent(between.0)) y="21" width=(percent(between.1)) height="12" {}
                rect.slip x=(percent(between.0)) y="21" width=(percent(between.1)) height="12" {}
            }
            @if gap.need.is_some() { rect.n x=(percent(need_at)) y="18" width="2" height="18" {} }
            @if gap.comes.is_some() { rect class=(if gap.is_late { "l" } else { "p" }) x=(percent(comes_at)) y="18" width="2" height="18" {} }
            text.gt x="0" y="11" { "needed " tspan.w6 { (need_words) } }
            text class=(if gap.is_late { "gt late" } else { "gt" }) x="100%" y="49" text-anchor="end" { (gap.comes_words) " " tspan.w6 { (comes_words) } }
        }
    }
}

fn percent(value: i64) -> String {
    format!("{value}%")
}

/// Where the two marks stand, in percent: the earlier left, the later right, together in the middle.
fn places(gap: &Gap) -> (i64, i64) {
    match (gap.need, gap.comes) {
        (Some(need), Some(comes)) if comes > need => (30, 78),
        (Some(need), Some(comes)) if comes < need => (78, 30),
        _ => (54, 54),
    }
}

/// Its state with its age: "Promised since 5 Nov".
pub(super) fn state_sentence(outlook: &Outlook<'_>, dependency: &Dependency) -> String {
    let moment = &outlook.moment;
    let day = |at| format::day(moment.date_of(at), moment.today);
    let age = |at| match moment.days_since(at) {
        0 => "since today".to_owned(),
        days => format!("for {}", format::days(days)),
    };
    match &dependency.state {
        DependencyState::Requested => format!("Asked on {}, no answer {}", day(dependency.asked_at), age(dependency.asked_at)),
        DependencyState::Countered { on, offer } => {
            let on = on.map_or_else(String::new, |on| format!(" for {}", format::day(on, moment.today)));
            format!("Countered{on}{}{offer}", if offer.is_empty() { "" } else { ": " })
        }
        DependencyState::Promised => {
            let since = dependency.promises.first().map_or(dependency.requested_at, |promise| promise.at);
            format!("Promised since {}", format::short_day(moment.date_of(since), moment.today))
        }
        DependencyState::Delivered => {
            let days = dependency.delivered_at.map_or(0, |at| moment.days_since(at));
            if days == 0 { "Delivered today, not yet accepted".to_owned() } else { format!("Delivered, not yet accepted, {}", format::days(days)) }
        }
        DependencyState::Accepted => format!("Accepted on {}", dependency.closed_at.map(day).unwrap_or_default()),
        DependencyState::Declined(why) => format!("Declined: {why}"),
        DependencyState::Withdrawn(why) => format!("No longer needed: {why}"),
    }
}

/// The facts of a handshake as pairs.
pub(super) fn facts(view: &View, outlook: &Outlook<'_>, dependency: &Dependency, delay: Option<&Delay>) -> Markup {
    let today = outlook.moment.today;
    let mut shown = vec![("State", html! { (state_sentence(outlook, dependency)) })];
    if let Some(delay) = delay {
        shown.push(("Expected delay", html! { b { (delay.words) } " " (delay.whom) }));
    }
    if dependency.promises.len() > 1 {
        shown.push(("Moved", html! { (moved(dependency, today)) }));
    }
    if !dependency.waits_for.is_empty() {
        shown.push(("Waits for", html! { @for id in &dependency.waits_for { span.b { (named(view, *id)) } } }));
    }
    let dependents = Dependents::of(&view.model);
    let then = dependents.direct(dependency.id);
    if !then.is_empty() {
        shown.push(("Then waits", html! { @for id in then { span.b { (then_waits(view, *id)) } } }));
    }
    if !dependency.done_when.is_empty() {
        shown.push(("Done when", html! { (dependency.done_when) }));
    }
    shown.extend(serves(view, dependency));
    if !dependency.delivery_note.is_empty() {
        shown.push(("With the delivery", html! { (dependency.delivery_note) }));
    }
    pairs(shown)
}

/// "20 Nov, 27 Nov, then 4 Dec".
fn moved(dependency: &Dependency, today: Date) -> String {
    let dates: Vec<String> = dependency.promises.iter().filter_map(|promise| promise.date).map(|date| format::short_day(date, today)).collect();
    match dates.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{}, then {last}", before.join(", ")),
        _ => dates.join(", "),
    }
}

fn serves(view: &View, dependency: &Dependency) -> Vec<(&'static str, Markup)> {
    let model = &view.model;
    let mut shown = Vec::new();
    let link = |thing: Thing, title: &str| html! { a.link href=(view.thing_href(thing)) { (title) } };
    if let Some(goal) = dependency.goal.and_then(|id| model.goal(id)) {
        shown.push(("Serves", link(Thing::Goal(goal.id), goal.title.as_str())));
    }
    if let Some(item) = dependency.consumer_item.and_then(|id| model.item(id)) {
        shown.push(("For", link(Thing::Item(item.id), item.title.as_str())));
    }
    if let Some(item) = dependency.provider_item.and_then(|id| model.item(id)) {
        shown.push(("Comes from", link(Thing::Item(item.id), item.title.as_str())));
    }
    shown
}

/// "DEP-39 Guest session" as a link.
pub(super) fn named(view: &View, id: DependencyId) -> Markup {
    let title = view.model.dependency(id).map_or_else(String::new, |d| d.title.to_string());
    html! { a.link href=(view.thing_href(Thing::Dependency(id))) { (id) " " (shortened(&title, 60)) } }
}

/// "Mobile, for DEP-39 Guest session".
fn then_waits(view: &View, id: DependencyId) -> Markup {
    let consumer = view.model.dependency(id).map_or_else(String::new, |d| team_name(view, d.consumer));
    html! { (consumer) ", for " (named(view, id)) }
}

/// What it waits for, near and far, each with how it stands.
pub(super) fn chain(view: &View, outlook: &Outlook<'_>, id: DependencyId) -> Markup {
    let laid = inputs(&view.model, id);
    html! {
        @if laid.is_empty() { p.meta { "It waits for nothing else." } }
        ul.plain {
            @for (depth, input) in laid.iter().take(50) { @if let Some(d) = view.model.dependency(*input) {
                li data-row=(input) {
                    span data-live=(format!("chain-{input}")) { (super::standing_status(outlook, d)) }
                    b { (named(view, *input)) }
                    small { (team_name(view, d.provider)) " for " (team_name(view, d.consumer)) @if *depth > 1 { ", " (depth) " steps before" } }
                }
            } }
        }
    }
}
