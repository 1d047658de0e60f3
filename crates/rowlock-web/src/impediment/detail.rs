//! One impediment: figures, what is needed, contributions, history; beside it the rungs, who owns it, and what can be done.

use super::standing::standing;
use super::usual;
use crate::changes;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::ui::section::{figures, pairs, section};
use crate::ui::status::{self, State};
use crate::ui::{avatar, format, teamcode};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::impediment::query::{self, FollowedUp};
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::impediment::{ContributionKind, Impediment, ImpedimentState, Level, Severity};
use rowlock_domain::workspace::Measure;
use rowlock_domain::{ImpedimentId, TeamId, Thing, decision, follow_up};
use std::sync::Arc;

/// Remarks and proposals shown at once.
const REMARKS: usize = 50;

pub(super) async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, known(&view, &number)?.id, &Refused::default())
}

/// The impediment of an address.
pub(super) fn known<'a>(view: &'a View, number: &str) -> Result<&'a Arc<Impediment>, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.impediment(ImpedimentId(number)).ok_or(WebError::NotFound)
}

pub(super) fn page(view: &View, id: ImpedimentId, refused: &Refused) -> Result<Markup, WebError> {
    let impediment = view.model.impediment(id).ok_or(WebError::NotFound)?;
    let group = view.model.group(impediment.group).ok_or(WebError::NotFound)?;
    let title = impediment.id.to_string();
    let frame = Frame::of_thing(&title, Place::Impediments, group.id, Thing::Impediment(id))
        .below("Impediments", &format!("groups/{}/impediments", group.slug));
    Ok(view.page(
        &frame,
        html! {
            (head(view, impediment, refused))
            div class="cols cols-main" {
                div.stack {
                    (key_figures(view, group, impediment))
                    (super::ageing::of_one(view, group, &usual::usually(view, group), impediment))
                    (words(view, impediment))
                    (contributions(view, impediment, refused))
                    (agreed(view, impediment))
                    (section("h-history", "History", "", None, changes::history(view, Thing::Impediment(id), 50)))
                }
                aside.panel {
                    (super::actions::panel(view, impediment, refused))
                    hr;
                    (rungs(view, impediment))
                    hr;
                    (facts(view, impediment))
                }
            }
        },
    ))
}

fn head(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    html! {
        header.pagehead {
            div.narrow {
                p class="m0 mb1 row" data-live="state" {
                    @match &impediment.state {
                        ImpedimentState::Confirmed => (status::status(State::Done, "Resolved and confirmed")),
                        ImpedimentState::Resolved => (status::status(State::Done, "Resolved, not yet confirmed")),
                        ImpedimentState::Withdrawn(_) => (status::status(State::New, "Taken back")),
                        ImpedimentState::Merged(into) => { (status::status(State::New, "Lives on in")) " " a href=(view.thing_href(Thing::Impediment(*into))) { (into) } },
                        ImpedimentState::New | ImpedimentState::Owned => (standing(view, impediment, &FollowedUp::of(&view.model))),
                    }
                    span.id { (impediment.id) }
                    @if impediment.severity == Severity::Stops { span.tag { "stops work" } }
                    @if let Some(cause) = &impediment.cause { span.tag { (cause) } }
                }
                h1 { (impediment.title) }
            }
            @if impediment.is_open() { div.actions { (super::agenda::button(view, impediment, refused)) (super::actions::ways(view, impediment)) } }
        }
    }
}

fn key_figures(view: &View, group: &Group, impediment: &Impediment) -> Markup {
    let usual = usual::usually(view, group).usual();
    let [elapsed, working] = [Measure::ElapsedDays, Measure::WorkingDays].map(|measure| view.stopwatch().by(measure));
    let watch = if view.model.measure.is_elapsed() { &elapsed } else { &working };
    let age = |watch: &Stopwatch<'_>| format::days_by(watch.age_days(impediment, view.now, &group.zone), watch.measure);
    let old = if impediment.is_open() { "old" } else { "it took" };
    let old = usual.map_or_else(|| old.to_owned(), |usual| format!("{old}, usual {}", format::days_by(usual.half_days, view.model.measure)));
    let owner = impediment.owned_at.map(|at| watch.whole_days(impediment, (impediment.raised_at, at), &group.zone));
    let waiting = impediment.holds_back.len();
    let mut shown = vec![
        (html! { (age(&elapsed)) ", " (age(&working)) }, old.as_str()),
        (html! { (waiting) }, if waiting == 1 { "team waits" } else { "teams wait" }),
    ];
    match owner {
        Some(days) => shown.push((html! { (format::days_by(days, watch.measure)) }, "to get an owner")),
        None => shown.push((html! { (status::status(State::NoneYet, "none")) }, "owner yet")),
    }
    if impediment.reopened > 0 {
        shown.push((html! { (impediment.reopened) }, if impediment.reopened == 1 { "time it came back" } else { "times it came back" }));
    }
    figures(shown)
}

fn words(view: &View, impediment: &Impediment) -> Markup {
    html! {
        @if !impediment.details.is_empty() {
            (section("h-need", "What is needed", "", None, html! { p.measure.prose { (impediment.details) } }))
        }
        @if !impediment.what_solved.is_empty() {
            (section("h-solved", "What solved it", "", None, html! { p.measure.prose { (impediment.what_solved) } }))
        }
        @if let ImpedimentState::Withdrawn(why) = &impediment.state { (section("h-why", "Why it was taken back", "", None, html! { p.measure { (why) } })) }
        @if let Some(answer) = impediment.answer() {
            (section("h-answer", "The answer from above", "", None, html! {
                p.measure.prose { (answer.why) }
                p.meta { @if let Some(by) = answer.by { (view.name(by)) } }
            }))
        }
    }
}

/// Which contributions are shown: the last ones, or those before the place that the address names.
fn said(view: &View, all: usize) -> (usize, usize) {
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let asked = Form::parse(query.as_bytes()).ok().and_then(|form| form.value("said").parse::<usize>().ok());
    let until = asked.filter(|until| (1..all).contains(until)).unwrap_or(all);
    (until.saturating_sub(REMARKS), until)
}

fn contributions(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let zone = &view.model.zone;
    let form = refused.form("contribution").or("kind", "remark");
    let (from, until) = said(view, impediment.contributions.len());
    let earlier = view.href(&format!("impediments/{}?said={from}", impediment.id.0)) + "#h-said";
    section(
        "h-said",
        "Remarks and proposals",
        "from anybody",
        None,
        html! {
            @if impediment.contributions.is_empty() { p class="meta mb2" { "Nobody has added anything yet." } }
            @if from > 0 { p { a href=(earlier) { (format::counted(from, "earlier remark", "earlier remarks")) } } }
            ul.plain {
                @for contribution in query::contributions(&view.model, impediment).take(until).skip(from) {
                    li {
                        b { @if contribution.kind == ContributionKind::Proposal { "Proposal: " } (contribution.text) }
                        small { @if let Some(by) = contribution.by { (view.name(by)) ", " } (format::moment(view.local(contribution.at, zone), view.today(zone))) }
                    }
                }
            }
            @if !view.is_past { (contribution_form(view, impediment, refused, &form)) }
        },
    )
}

fn contribution_form(view: &View, impediment: &Impediment, refused: &Refused, form: &Form) -> Markup {
    use crate::ui::button::Button;
    use crate::ui::field::Field;
    use crate::ui::seg::{self, Part};
    html! {
        (refused.notice("contribution"))
        form.form method="post" action=(view.href(&format!("impediments/{}/contributions", impediment.id.0))) {
            (view.stamp(None))
            (Field::new("text", "Add a remark or a proposal").value(form.value("text")).error(form.error("text")).textarea(2))
            (seg::radios("kind", "What it is", &[Part::new("remark", "Remark"), Part::new("proposal", "Proposal")], form.value("kind")))
            div.formend { (Button::new("Add it").render()) }
        }
    }
}

/// Decisions and follow-ups about it.
fn agreed(view: &View, impediment: &Impediment) -> Markup {
    let thing = Thing::Impediment(impediment.id);
    let decisions: Vec<_> = decision::query::about(&view.model, thing).collect();
    let follow_ups: Vec<_> = follow_up::query::open_about(&view.model, thing).collect();
    let today = view.today(&view.model.zone);
    html! {
        @if !decisions.is_empty() || !follow_ups.is_empty() {
            (section("h-agreed", "Agreed", "", None, html! {
                ul.plain {
                    @for decision in &decisions { li { b { a href=(view.thing_href(Thing::Decision(decision.id))) { (decision.text) } } small { (decision.id) } } }
                    @for f in &follow_ups { li { b { a href=(view.thing_href(Thing::FollowUp(f.id))) { (f.text) } }
                        small { @if let Some(owner) = f.owner { (view.name(owner)) ", " } @if let Some(due) = f.due { "by " (format::day(due, today)) ", " } (f.id) } } }
                }
            }))
        }
    }
}

fn rungs(view: &View, impediment: &Impediment) -> Markup {
    let levels = query::rungs(&view.model, impediment.group);
    let here = levels.iter().position(|level| *level == impediment.level).unwrap_or(0);
    let today = view.today(&view.model.zone);
    let reached = |level: &Level| impediment.rungs.iter().rev().find(|rung| rung.to == *level).map(|rung| (rung.at, rung.why.clone()));
    html! {
        section {
            h2.mb3 { "Escalation path" }
            ol.path {
                @if let Some(team) = impediment.team { li { (status::mark(State::Done)) div { b { (team_name(view, team)) } small.b { "raised it" } } } }
                @for (n, level) in levels.iter().enumerate() {
                    li data-s=[(n > here).then_some("todo")] {
                        (status::mark(if n < here { State::Done } else if n > here { State::New } else if here == 0 { State::Owned } else { State::Escalated }))
                        div {
                            b { (level_name(view, *level)) }
                            @if n == here { small.b { "stands here" } }
                            @if let Some((at, why)) = reached(level) { small.b { "since " (format::moment(view.local(at, &view.model.zone), today)) @if !why.is_empty() { ": " (why) } } }
                        }
                    }
                }
            }
        }
    }
}

/// A rung by name: the group, or the person at the end of the path.
pub(crate) fn level_name(view: &View, level: Level) -> String {
    match level {
        Level::Person(person) => view.name(person).to_owned(),
        Level::Group(_) => query::rung_name(&view.model, level),
    }
}

fn team_name(view: &View, team: TeamId) -> String {
    view.model.team(team).map_or_else(String::new, |team| team.name.to_string())
}

fn facts(view: &View, impediment: &Impediment) -> Markup {
    let codes = |teams: &imbl::OrdSet<TeamId>| {
        let teams: Vec<_> = teams.iter().filter_map(|team| view.model.team(*team)).cloned().collect();
        html! { @if teams.is_empty() { "nobody named" } @else { (teamcode::team_codes(teams.iter().map(|team| (team.code.as_str(), team.name.as_str())))) } }
    };
    let raised = html! {
        @if let Some(by) = impediment.raised_by { (view.name(by)) }
        @if let Some(team) = impediment.team { ", " a href=(view.thing_href(Thing::Team(team))) { (team_name(view, team)) } }
    };
    let owner =
        html! { @match impediment.owner { Some(owner) => (avatar::person(view.name(owner))), None => (status::status(State::NoneYet, "No owner")) } };
    let mut shown =
        vec![("Owner", owner), ("Raised by", raised), ("Holds back", codes(&impediment.holds_back)), ("Help asked of", codes(&impediment.asked))];
    if let Some(goal) = impediment.goal.and_then(|id| view.model.goal(id)) {
        shown.push(("Endangers", html! { a.link href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }));
    }
    pairs(shown)
}
