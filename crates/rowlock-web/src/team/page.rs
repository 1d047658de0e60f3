//! The page itself: head, sprint and confidence, then what flows, what was noted, what was said.

use super::{acts, clean_up, flow, notes, opinion, past, progress};
use crate::error::WebError;
use crate::refused::Refused;
use crate::shell::{Frame, Place, team_role_words};
use crate::ui::button::Button;
use crate::ui::confidence::confidence;
use crate::ui::section::{page_head, pairs, section};
use crate::ui::status::{self, State};
use crate::ui::{avatar, format, notice};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::checkin::query::confidence_now;
use rowlock_domain::meeting::query::holder_on;
use rowlock_domain::team::Team;
use rowlock_domain::{Act, Date, Member, Thing};
use std::sync::Arc;

pub(super) async fn show(view: View, Path((_, code)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, &code, &Refused::default())
}

/// The page; `refused` is the form that was refused, with its words.
pub(super) fn page(view: &View, code: &str, refused: &Refused) -> Result<Markup, WebError> {
    let team = view.team(code)?.clone();
    let today = view.today(&team.zone);
    let title = team.name.to_string();
    let mut frame = Frame::of_thing(&title, Place::Elsewhere, team.home, Thing::Team(team.id));
    frame.scopes.push(Thing::Group(team.home));
    Ok(view.page(
        &frame,
        html! {
            (head(view, &team))
            @if team.archived_at.is_some() { (notice::notice(notice::Tone::Neutral, "This team is archived: it takes no part any more. What it did can still be read.")) }
            div class="cols cols-main" {
                div class="stack gap5" {
                    (sprint(view, &team, today, refused))
                    (crate::burn_up::of_team(view, &team))
                    (clean_up::section_of(view, &team, refused))
                    (opinion::section_of(view, &team, refused))
                    (flow::impediments(view, &team))
                    (flow::waits_for(view, &team))
                    (flow::owes(view, &team))
                    (flow::items(view, &team))
                    (past::check_ins(view, &team))
                    (section("h-history", "History", "", None, crate::changes::history(view, Thing::Team(team.id), 15)))
                }
                aside.panel {
                    (who(view, &team, today))
                    hr;
                    (notes::notes(view, &team, refused))
                    hr;
                    (notes::heads_ups(view, &team, today, refused))
                    hr;
                    (past::confidences(view, &team))
                    (flow::follow_ups(view, &team, today))
                    (past::decisions(view, &team))
                }
            }
        },
    ))
}

fn head(view: &View, team: &Arc<Team>) -> Markup {
    let sentence = if team.mission.is_empty() { format!("Team {}.", team.code) } else { team.mission.to_string() };
    let group = view.model.group(team.home).map_or("", |g| g.slug.as_str());
    let check_in = view.href(&format!("groups/{group}/check-in/team-{}", team.id.0));
    let settings = view.href(&format!("teams/{}/settings", team.code));
    let may_check_in = view.may(Act::ForTeam(team.id)) && team.archived_at.is_none();
    let actions = html! {
        @if may_check_in { (Button::new("Check in").primary().link(&check_in)) }
        (Button::new("Settings").link(&settings))
    };
    page_head(team.name.as_str(), sentence, Some(actions))
}

/// Who they are and how they work.
fn who(view: &View, team: &Arc<Team>, today: Date) -> Markup {
    let holder = holder_on(&view.model, team.home, Member::Team(team.id), today);
    let home = view.model.group(team.home);
    let rhythm = team.rhythm_on(today);
    let mut rows: Vec<(&str, Markup)> = vec![
        ("Code", html! { (team.code) }),
        ("Group", html! { @if let Some(home) = home { a.link href=(view.thing_href(Thing::Group(home.id))) { (home.name) } } }),
        (
            "Ambassador",
            html! { @match holder { Some(person) => a.link href=(view.thing_href(Thing::Person(person))) { (view.name(person)) }, None => (status::status(State::Missing, "None named")) } },
        ),
        ("Rhythm", html! { @match rhythm { Some(r) => { (format::counted(usize::from(r.weeks), "week", "weeks")) }, None => "no sprints" } }),
        ("Works in", html! { (team.zone) }),
    ];
    for (role, person) in &team.roles {
        rows.push((team_role_words(*role), html! { a.link href=(view.thing_href(Thing::Person(*person))) { (avatar::person(view.name(*person))) } }));
    }
    html! { section aria-label="About the team" { (pairs(rows)) } }
}

/// The sprint that runs: goal, progress, confidence.
fn sprint(view: &View, team: &Arc<Team>, today: Date, refused: &Refused) -> Markup {
    let Some(sprint) = team.sprint_on(today) else {
        return section(
            "h-sprint",
            "Sprint",
            "",
            None,
            html! { p.meta { "This team has no sprints: it works as things come." } (acts::forms(view, team, None, refused)) },
        );
    };
    let progress = progress::of(team, &sprint, today);
    let goal = view.model.sprint_goal_on(team.id, today);
    let remark =
        format!("{} to {}, {} d left", format::short_day(sprint.start, today), format::short_day(sprint.end, today), sprint.days_left(today));
    let body = html! {
        dl.figs {
            div { dt { "Sprint goal" } dd."t16 w6" data-live="goal" {
                @match goal { Some(goal) => a.link href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) }, None => (status::status(State::Missing, "None set")) }
            } }
            div { dt { "Progress" } dd data-live="progress" {
                @match &progress { Some(p) => { span.row { (p.burn_up()) span { (format::part_of(p.done, p.scope)) } } }, None => span.meta { "no progress given" } }
            } }
            div { dt { "Confidence" } dd data-live="confidence" {
                @match confidence_now(&view.model, team.id, today) { Some((before, now)) => (confidence(now.value, before)), None => span.meta { "not given" } }
            } }
        }
        (acts::forms(view, team, Some(&sprint), refused))
    };
    section("h-sprint", sprint.name.as_str(), &remark, None, body)
}
