//! The page "What changed" and the way to any past moment.

use super::query::{Changes, Span, changes};
use super::telling::{Kind, Teller, Told};
use crate::as_of::{self, last_before};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::{Choice, Field};
use crate::ui::section::page_head;
use crate::ui::{format, status, teamcode};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::MeetingState;
use rowlock_domain::{Date, DateTime, Instant, Zone};
use rowlock_engine::plain::{LastLooked, PlainChange};

/// Rows before "show all".
const ROWS: usize = 50;

/// From where to where the page looks.
struct Asked {
    after: u64,
    until: u64,
    title: &'static str,
    words: String,
    all: bool,
    form: Form,
}

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let form = Form::parse(query.as_bytes())?;
    let asked = asked(&view, &group, form).await?;
    let teller = Teller::new(&view, &group.zone);
    let kind = Kind::parse(asked.form.value("kind"));
    let team = view.model.teams.iter().find(|team| team.code.as_str() == asked.form.value("team")).map(|team| team.id);
    let span = Span { group: group.id, after: asked.after, until: asked.until, kind, team };
    let found = changes(&teller, &span);
    let frame = Frame::of_group("What changed", Place::Changed, group.id);
    Ok(view.page(
        &frame,
        html! {
            (head(&view, &group, &asked, &found))
            (sums(&teller, &found))
            (list(&view, &group, &asked, &found))
            (past(&view, &group))
        },
    ))
}

/// Since when: `since=meeting` (default), `looked`, or a day; until now or a day.
async fn asked(view: &View, group: &Group, mut form: Form) -> Result<Asked, WebError> {
    let version = view.model.version;
    let from = form.optional_date("from");
    let to = form.optional_date("to");
    let until = to.map_or(version, |day| last_before(&view.model, start_of(view, group, rowlock_domain::time::plus_days(day, 1))));
    let today = view.today(&group.zone);
    let now_words = match to {
        Some(day) => format!("until {}", format::day(day, today)),
        None if view.is_past => format!("until {} {}", format::day(today, today), format::time_of_day(view.local(view.now, &group.zone).time())),
        None => "until now".to_owned(),
    };
    let moment = |at: Instant| format::moment(view.local(at, &group.zone), today);
    let all = form.value("all") == "1";
    if let Some(day) = from {
        let words = format!("{} {now_words}", format::long_day(day));
        let after = last_before(&view.model, start_of(view, group, day));
        return Ok(Asked { after, until, title: "What changed since that day", words, all, form });
    }
    if form.value("since") == "looked" {
        let looked = LastLooked::of(&**view.site.engine.store(), view.desk.key, view.person).await?;
        let after = looked.as_ref().map_or(0, |l| l.version);
        let words = looked.map_or_else(|| "You have not marked anything as seen yet".to_owned(), |l| format!("{} {now_words}", moment(l.at)));
        return Ok(Asked { after, until, title: "What changed since you last looked", words, all, form });
    }
    let last = view.model.meetings.iter().rev().find(|m| m.group == group.id && m.state == MeetingState::Closed);
    // From its opening on: right after a meeting one wants to see what the meeting itself changed.
    let began = last.and_then(|m| m.opened_at.or(m.closed_at));
    let after = began.map_or(0, |at| last_before(&view.model, at));
    let title = if last.is_some() { "What changed since the last meeting" } else { "What changed so far" };
    let words = began.map_or_else(|| "No meeting has been held yet".to_owned(), |at| format!("{} {now_words}", moment(at)));
    Ok(Asked { after, until, title, words, all, form })
}

fn start_of(view: &View, group: &Group, day: Date) -> Instant {
    view.site.engine.calendar().instant(DateTime::from_parts(day, rowlock_domain::time::Time::midnight()), &group.zone)
}

fn head(view: &View, group: &Group, asked: &Asked, found: &Changes) -> Markup {
    let sentence = format!("{}. {}", asked.words, how_many(found));
    page_head(asked.title, sentence, Some(filters(view, group, asked)))
}

/// "1,214 events, 40 of which matter to the group."
fn how_many(found: &Changes) -> String {
    let events = format::sentence_case(&format::counted(found.told.len(), "event", "events"));
    match (found.told.len(), found.mattering) {
        (0, _) => "Nothing happened in this time.".to_owned(),
        (_, 0) => format!("{events}, none of which matters to the group."),
        (all, mattering) if all == mattering => format!("{events}, {} to the group.", if all == 1 { "which matters" } else { "all of which matter" }),
        (_, 1) => format!("{events}, 1 of which matters to the group."),
        (_, n) => format!("{events}, {} of which matter to the group.", format::count(n)),
    }
}

fn filters(view: &View, group: &Group, asked: &Asked) -> Markup {
    let teams: Vec<(String, String)> = view.model.teams_within(group.id).map(|team| (team.code.to_string(), team.name.to_string())).collect();
    let mut team_choices = vec![Choice { value: "", words: "All teams" }];
    team_choices.extend(teams.iter().map(|(code, name)| Choice { value: code, words: name }));
    let mut kinds = vec![Choice { value: "", words: "All kinds" }];
    kinds.extend(Kind::ALL.iter().map(|(_, value, words)| Choice { value, words }));
    html! {
        form.filters method="get" {
            (view.at_field())
            (Field::new("from", "Since").value(asked.form.value("from")).error(asked.form.error("from")).date())
            (Field::new("to", "Until").value(asked.form.value("to")).error(asked.form.error("to")).date())
            (Field::new("kind", "Kind").hidden_label().value(asked.form.value("kind")).select(&kinds))
            (Field::new("team", "Team").hidden_label().value(asked.form.value("team")).select(&team_choices))
            (Button::new("Show").small().render())
        }
    }
}

fn sums(teller: &Teller<'_>, found: &Changes) -> Markup {
    let sums = &found.sums;
    let confidence = match (sums.confidence_down.len(), sums.confidence_up.len()) {
        (0, 0) => "no change".to_owned(),
        (0, up) => format!("{} up", format::counted(up, "team", "teams")),
        (down, 0) => format!("{} down", format::counted(down, "team", "teams")),
        (down, up) => format!("{down} down, {up} up"),
    };
    let fell: Vec<&str> = sums.confidence_down.iter().take(4).map(|team| teller.team(*team)).collect();
    let figure = |name: &str, value: String, more: String| html! { div { dt { (name) } dd { (value) small { (more) } } } };
    html! {
        dl.sums {
            (figure("Promises moved", format::count(sums.promises_moved), String::new()))
            (figure("Impediments", format!("{} new", format::count(sums.impediments_raised)), format!("{} resolved", format::count(sums.impediments_resolved))))
            (figure("Confidence", confidence, format::listed(&fell)))
            (figure("Follow-ups", format!("{} done", format::count(sums.follow_ups_done)), String::new()))
            (figure("Decisions", format::count(sums.decisions), String::new()))
        }
    }
}

fn list(view: &View, group: &Group, asked: &Asked, found: &Changes) -> Markup {
    let shown: Vec<Told> = found.told.iter().filter(|(_, _, t)| asked.all || t.matters).take(if asked.all { 500 } else { ROWS }).cloned().collect();
    let base = format!("/{}/groups/{}/changes", view.desk.slug, group.slug);
    let since = |what: &str| view.href(&format!("groups/{}/changes?since={what}", group.slug));
    let hidden = found.told.len().saturating_sub(shown.len());
    html! {
        @if shown.is_empty() {
            (empty("Nothing that matters to the group changed in this time", "Promises, impediments, decisions and goals stand as they did.", None))
        } @else {
            h2.vh { "What happened, by day" }
            (events_by_day(view, &group.zone, &shown))
        }
        div.row {
            @if hidden > 0 && !asked.all { a.btn href=(again(asked, &base, "all", "1")) { "Show all " (format::count(found.told.len())) " events" } }
            a.btn href=(since("meeting")) { "Since the last meeting" }
            a.btn href=(since("looked")) { "Since I last looked" }
            @if !view.is_past { (Button::new("I have seen this").post(&format!("{base}/seen"), &[])) }
        }
    }
}

/// The same page with one more parameter.
fn again(asked: &Asked, base: &str, name: &str, value: &str) -> String {
    let kept = asked.form.values().filter(|(n, v)| *n != name && !v.is_empty()).map(|(n, v)| format!("{n}={v}&")).collect::<String>();
    format!("{base}?{kept}{name}={value}")
}

/// Events under the days on which they happened, newest first.
pub(super) fn events_by_day(view: &View, zone: &Zone, told: &[Told]) -> Markup {
    let today = view.today(zone);
    let mut days: Vec<(Date, Vec<&Told>)> = Vec::new();
    for event in told {
        let day = view.local(event.0, zone).date();
        match days.last_mut() {
            Some((last, events)) if *last == day => events.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    html! {
        div class="stack gap5" {
            @for (day, events) in &days {
                section.day { h3 { (day_words(*day, today)) } ol { @for event in events { (row(view, zone, event)) } } }
            }
        }
    }
}

fn day_words(day: Date, today: Date) -> String {
    format::sentence_case(&format::near_day(day, today))
}

fn row(view: &View, zone: &Zone, (at, version, telling): &Told) -> Markup {
    let time = format::time_of_day(view.local(*at, zone).time());
    html! {
        li data-row=(format!("{version}-{}", telling.headline.len())) {
            time { (time) }
            (status::mark(telling.state))
            div {
                b { @match telling.thing { Some(thing) => a href=(view.thing_href(thing)) { (telling.headline) }, None => (telling.headline) } }
                @if !telling.more.is_empty() { p { (telling.more) } }
            }
            span { span.tms { @for team in telling.teams.iter().take(4) { (team_code(view, *team)) } } }
        }
    }
}

fn team_code(view: &View, team: rowlock_domain::TeamId) -> Markup {
    html! { @if let Some(team) = view.model.team(team) { (teamcode::team_code(team.code.as_str(), team.name.as_str())) } }
}

/// The way to a past moment.
fn past(view: &View, group: &Group) -> Markup {
    let action = format!("/{}/groups/{}/moment", view.desk.slug, group.slug);
    html! {
        section.sec aria-labelledby="h-past" {
            header { h2 id="h-past" { "Look at a past moment" } p { "every page as it was then; nothing can be changed there" } }
            form.filters method="get" action=(action) {
                (Field::new("day", "Day").required().date())
                (Field::new("time", "Time").value("09:00").time())
                (Button::new("Show that moment").render())
            }
        }
    }
}

/// Leads to the overview as it was at a wall-clock moment.
pub(super) async fn moment(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Response, WebError> {
    let group = view.group(&slug)?;
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let mut form = Form::parse(query.as_bytes())?.or("time", "23:59");
    let (day, time) = (form.date("day"), form.time("time"));
    if form.is_wrong() {
        let back = format!("/{}/groups/{}/changes", view.desk.slug, group.slug);
        return Ok(Redirect::to(&back).into_response());
    }
    let at = view.site.engine.calendar().instant(DateTime::from_parts(day, time), &group.zone);
    // Before the first change there was nothing to show.
    let first = view.model.recorded(1).map_or(at, |first| first.stamp.at);
    let minute = as_of::minute(at.max(first).min(view.now));
    Ok(Redirect::to(&format!("/{}/groups/{}?at={minute}", view.desk.slug, group.slug)).into_response())
}

/// Marks everything up to now as seen by the viewer.
pub(super) async fn seen(view: View, Path((_, slug)): Path<(String, String)>, _form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?;
    let looked = LastLooked { workspace: view.desk.key, person: view.person, version: view.snapshot.version(), at: view.now };
    view.site.engine.change(vec![PlainChange::put(&looked)]).await?;
    Ok(Redirect::to(&format!("/{}/groups/{}/changes?since=looked", view.desk.slug, group.slug)).into_response())
}
