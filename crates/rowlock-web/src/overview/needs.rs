//! "Needs us now": what of the group most wants attention, with the reason in words; the rest in one line.

use super::Shown;
use super::figures::{NAMED, TOPICS};
use crate::ui::empty::empty;
use crate::ui::format;
use crate::ui::section::section_head;
use crate::ui::status::{self, State};
use crate::{impediment, relay, worth};
use maud::{Markup, html};
use rowlock_domain::meeting::About;
use rowlock_domain::ranking::Row;
use rowlock_domain::relay::Mark;
use rowlock_domain::{Thing, dependency};

/// The first five topics; they become the agenda.
pub(super) fn section(shown: &Shown<'_>) -> Markup {
    let ranking = &shown.figures.ranking;
    if ranking.rows.is_empty() {
        return empty_section();
    }
    let waiting = ranking.rows.len().saturating_sub(TOPICS) + ranking.more;
    html! {
        section.sec aria-labelledby="h-now" {
            (section_head("h-now", "Needs us now", by(shown), None))
            ol class="topics box" data-rows-begin {
                li.heads aria-hidden="true" { span {} span { "Topic and why it ranks here" } span { (heading(shown)) } span { "Age" } span { "Waiting" } }
                @for (n, row) in ranking.rows.iter().take(TOPICS).enumerate() { (topic(shown, n + 1, row)) }
                @if waiting > 0 { (below(shown, waiting)) }
            }
            @if let Some(talking) = worth::talking(shown.view, shown.group.id).filter(|_| has_delays(shown)) { (worth::how_talking(shown.view, shown.group, &talking, worth::DELAYS_SURE)) }
        }
    }
}

/// What stands there while nothing needs the group.
pub(super) fn empty_section() -> Markup {
    html! {
        section.sec aria-labelledby="h-now" {
            (section_head("h-now", "Needs us now", "", None))
            (empty("Nothing needs this group today", "Topics appear here as soon as a team raises an impediment or a promise slips.", None))
        }
    }
}

fn topic(shown: &Shown<'_>, rank: usize, row: &Row) -> Markup {
    let key = key(row);
    let href = href(shown, row);
    html! {
        li data-row=(format!("topic-{key}")) {
            span.rank { (rank) }
            div.what {
                b { @match &href { Some(href) => a href=(href) { (row.title) }, None => (row.title) } }
                @if !row.reason.is_empty() { p data-live=(format!("why-{key}")) { (row.reason) } }
                div.why {
                    span data-live=(format!("state-{key}")) { (standing(shown, row)) }
                    @if let Some(thing) = row.thing() { span.id { (thing.label()) } }
                }
            }
            dl {
                dt { (heading(shown)) }
                dd { (costs(shown, row, &key)) }
                dt { "Age" }
                dd { b data-live=(format!("age-{key}")) { (format::days(row.age_days)) } small { (since(shown, row)) } }
                dt { "Waiting" }
                dd { @if row.waiting.is_empty() { span.meta { "the group" } } @else { (shown.codes(&row.waiting)) } }
            }
        }
    }
}

/// Whether expected delays can be said here.
fn has_delays(shown: &Shown<'_>) -> bool {
    !shown.figures.delays.is_empty()
}

fn by(shown: &Shown<'_>) -> &'static str {
    if has_delays(shown) { "ranked by expected delay, then by who waits" } else { "ranked by who waits, how long and how late" }
}

fn heading(shown: &Shown<'_>) -> &'static str {
    if has_delays(shown) { "Expected delay" } else { "Late" }
}

/// The expected delay and to which goal; days late where there are no such numbers.
fn costs(shown: &Shown<'_>, row: &Row, key: &str) -> Markup {
    let delay = row.thing().and_then(|thing| shown.figures.delays.get(&thing));
    html! {
        @if !has_delays(shown) {
            span data-live=(format!("late-{key}")) { @match late_days(shown, row) { Some(days) => b { (format::days(days)) }, None => span.meta { "not late" } } }
        } @else {
            span data-live=(format!("delay-{key}")) { @match delay { Some(delay) => b { (delay.words) }, None => span.meta { "none seen" } } }
            @if let Some(delay) = delay { small { (delay.whom) } }
        }
    }
}

fn below(shown: &Shown<'_>, waiting: usize) -> Markup {
    let label = |row: &Row| {
        let label = row.thing().map_or_else(|| row.title.clone(), Thing::label);
        let delay = row.thing().and_then(|thing| shown.figures.delays.get(&thing));
        delay.filter(|delay| delay.days > 0.0).map_or_else(|| label.clone(), |delay| format!("{label} ({})", delay.words))
    };
    let named: Vec<(String, Option<String>)> =
        shown.figures.ranking.rows.iter().skip(TOPICS).take(NAMED).map(|row| (label(row), href(shown, row))).collect();
    let rest = waiting.saturating_sub(named.len());
    html! {
        li.below {
            span {}
            span {
                (format::count(waiting)) " more can wait: "
                @for (n, (label, href)) in named.iter().enumerate() {
                    @if n > 0 { ", " }
                    @match href { Some(href) => a href=(href) { (label) }, None => (label) }
                }
                @if rest > 0 { " and " (format::count(rest)) " others" }
                "."
            }
        }
    }
}

fn key(row: &Row) -> String {
    match row.about {
        About::Thing(thing) => thing.to_string(),
        About::Relay(meeting, member) => format!("relay-{}-{}", meeting.0, member.thing()),
        About::Requests(consumer, provider) => format!("requests-{}-{}", consumer.0, provider.0),
        _ => "other".to_owned(),
    }
}

fn href(shown: &Shown<'_>, row: &Row) -> Option<String> {
    match row.about {
        About::Thing(thing) => Some(shown.thing(thing)),
        About::Relay(meeting, _) => Some(shown.thing(Thing::Meeting(meeting))),
        About::Requests(consumer, _) => Some(shown.thing(Thing::Team(consumer))),
        _ => None,
    }
}

/// The mark, and the word of the thing's state.
fn standing(shown: &Shown<'_>, row: &Row) -> Markup {
    if let Some(Thing::Impediment(id)) = row.thing()
        && let Some(impediment) = shown.view.model.impediment(id)
    {
        return impediment::standing(shown.view, impediment, &impediment::followed_up(shown.view, shown.group));
    }
    let (state, words) = match row.about {
        About::Requests(..) => (State::NoneYet, "No answer"),
        About::Relay(..) if row.mark == Mark::Open => (State::New, "Asked back"),
        About::Relay(..) => (State::Missing, "Not acknowledged"),
        About::Thing(Thing::Goal(_)) if row.mark == Mark::Missing => (State::NoneYet, "Vague"),
        About::Thing(Thing::FollowUp(_)) if row.mark == Mark::Missing => (State::NoneYet, "No owner"),
        About::Thing(Thing::HeadsUp(_)) => (State::New, "Heads-up"),
        About::Thing(Thing::Dependency(_)) if row.mark == Mark::Open => (State::Done, "Delivered, not accepted"),
        _ => (relay::marks(row.mark), relay::marks(row.mark).word()),
    };
    status::status(state, words)
}

fn late_days(shown: &Shown<'_>, row: &Row) -> Option<i64> {
    let model = &shown.view.model;
    match row.thing()? {
        Thing::Dependency(id) => dependency::query::late_by(&shown.view.moment(&shown.group.zone), model.dependency(id)?).map(|late| late.days),
        Thing::FollowUp(id) => model.follow_up(id)?.overdue_days(shown.today),
        Thing::Goal(id) => {
            let date = model.goal(id)?.date()?;
            Some(rowlock_domain::time::days_between(date, shown.today)).filter(|days| *days > 0)
        }
        _ => None,
    }
}

fn since(shown: &Shown<'_>, row: &Row) -> String {
    let day = rowlock_domain::time::plus_days(shown.today, -row.age_days);
    if row.age_days == 0 { "since today".to_owned() } else { format!("since {}", format::short_day(day, shown.today)) }
}
