//! The teams as rows, in the group's own order, which is never a ranking. Child groups stand among them (`groups.rs`).

use super::figures::Hindered;
use super::{Shown, groups};
use crate::ui::confidence::confidence;
use crate::ui::section::live_section_head;
use crate::ui::status::{self, State};
use crate::ui::table::{self, Column, column};
use crate::ui::{empty::empty, format};
use maud::{Markup, html};
use rowlock_domain::checkin::CheckIn;
use rowlock_domain::checkin::query::confidence_now;
use rowlock_domain::dependency::query::Tally;
use rowlock_domain::meeting::Occasion;
use rowlock_domain::meeting::query::holder_on;
use rowlock_domain::team::Team;
use rowlock_domain::{Member, Thing};
use std::sync::Arc;

/// Rows before "more".
const ROWS: usize = 50;
const COLUMNS: [Column<'_>; 8] = [
    column("Team, ambassador"),
    column("Sprint"),
    column("Sprint goal"),
    column("Confidence"),
    column("Impediments"),
    column("Waits for"),
    column("Owes"),
    column("Check-in"),
];

/// The headings where only child groups are members.
const OF_GROUPS: [Column<'_>; 8] = [
    column("Group, ambassador"),
    column("Teams"),
    column("Next meeting"),
    column("Late"),
    column("Impediments"),
    column("Waits for"),
    column("Owes"),
    column("Check-in"),
];

/// Members from the row `from` on, at most fifty.
pub(super) fn section(shown: &Shown<'_>, from: usize) -> Markup {
    let members = &shown.figures.members;
    let groups = members.iter().filter(|member| matches!(member, Member::Group(_))).count();
    let title = match groups {
        0 => "Teams",
        n if n == members.len() => "Groups",
        _ => "Groups and teams",
    };
    let from = if from < members.len() { from } else { 0 };
    let until = (from + ROWS).min(members.len());
    let remark = format!(
        "{}, {}",
        format::counted(shown.figures.open_impediments, "open impediment", "open impediments"),
        format::counted(shown.figures.dependencies.open() as usize, "open dependency", "open dependencies")
    );
    let changes = shown.href("changes");
    let more = shown.view.href(&format!("groups/{}?from={until}", shown.group.slug));
    html! {
        section.sec aria-labelledby="h-teams" {
            (live_section_head("h-teams", title, &remark, Some(("What changed since the last meeting", &changes))))
            @if members.is_empty() { (empty("No team is at home here yet", "Add the first ones in the settings; two teams are enough to begin.", None)) }
            @else {
                (table::table("teams", title, if groups == members.len() { &OF_GROUPS } else { &COLUMNS }, html! { @for member in &members[from..until] { (row(shown, *member)) } }))
                (table::more(until, members.len(), "rows", &more))
                @if crate::burn_up::has_food(shown.view, shown.group.id) {
                    p.more { a.link href=(shown.view.href(&format!("groups/{}/flow", shown.group.slug))) { "Burn-up and flow of all teams together" } }
                }
            }
        }
    }
}

fn row(shown: &Shown<'_>, member: Member) -> Markup {
    match member {
        Member::Team(id) => shown.view.model.team(id).map_or_else(|| html! {}, |team| team_row(shown, team)),
        Member::Group(id) => shown.view.model.group(id).map_or_else(|| html! {}, |group| groups::row(shown, group)),
    }
}

fn team_row(shown: &Shown<'_>, team: &Arc<Team>) -> Markup {
    let member = Member::Team(team.id);
    let sides = shown.figures.sides.get(team.id.index()).copied().unwrap_or_default();
    let hindered = shown.figures.hindered.get(team.id.index()).copied().unwrap_or_default();
    let key = member.thing().to_string();
    let live = |what: &str, markup: Markup| html! { span data-live=(format!("{what}-{key}")) { (markup) } };
    table::row(
        &key,
        html! {
            (table::head_cell(name(shown, member, team.name.as_str())))
            (table::plain_cell("c-spr", sprint(shown, team)))
            (table::plain_cell("goal", live("goal", goal(shown, team))))
            (table::plain_cell("c-conf", live("conf", confidence_cell(shown, team))))
            (table::cell("Impediments", live("imp", impediments(hindered))))
            (table::cell("Waits for", live("waits", tally(sides.waits_for))))
            (table::cell("Owes", live("owes", tally(sides.owes))))
            (table::plain_cell("c-in", live("checkin", check_in(shown, member))))
        },
    )
}

/// The name as a link, and the ambassador below it.
pub(super) fn name(shown: &Shown<'_>, member: Member, name: &str) -> Markup {
    let holder = holder_on(&shown.view.model, shown.group.id, member, shown.today);
    html! {
        a href=(shown.thing(member.thing())) { (name) }
        small { @match holder { Some(person) => (shown.view.name(person)), None => "no ambassador" } }
    }
}

fn sprint(shown: &Shown<'_>, team: &Team) -> Markup {
    let today = shown.view.today(&team.zone);
    let Some(sprint) = team.sprint_on(today) else { return html! { span.meta { "no sprints" } } };
    let progress = crate::team::progress::of(team, &sprint, today);
    html! {
        span.spr {
            @if let Some(progress) = &progress { (progress.burn_up()) }
            span data-live=(format!("sprint-{}", Thing::Team(team.id))) {
                @match &progress {
                    Some(progress) => { b { (format::count(progress.done as usize)) } " of " (format::count(progress.scope as usize)) },
                    None => span.meta { "no progress given" },
                }
                small { (sprint.name) ", " (sprint.days_left(today)) " d left" }
            }
        }
    }
}

fn goal(shown: &Shown<'_>, team: &Team) -> Markup {
    let today = shown.view.today(&team.zone);
    match shown.view.model.sprint_goal_on(team.id, today) {
        Some(goal) => html! { (goal.title) },
        None if team.sprint_on(today).is_some() => status::status(State::Missing, "No sprint goal"),
        None => html! { span.meta { "none" } },
    }
}

/// The last confidence, while it holds.
pub(super) fn confidence_cell(shown: &Shown<'_>, team: &Team) -> Markup {
    match confidence_now(&shown.view.model, team.id, shown.view.today(&team.zone)) {
        Some((before, now)) => confidence(now.value, before),
        None => html! { span.meta { "not given" } },
    }
}

/// "4 open, oldest 21 d".
pub(super) fn impediments(hindered: Hindered) -> Markup {
    html! {
        @if hindered.open == 0 { span.meta { "none" } }
        @else { b { (format::count(hindered.open)) } " open" br; small { "oldest " (format::days(hindered.oldest_days)) } }
    }
}

/// "1 late, 1 at risk, 2 on track", each on its line; at most three.
pub(super) fn tally(tally: Tally) -> Markup {
    let parts = [(tally.late, State::Late, "late"), (tally.at_risk, State::Risk, "at risk"), (tally.no_promise, State::NoneYet, "no promise")];
    html! {
        @if tally.open() == 0 { span.meta { "none" } }
        @else {
            span.two {
                @for (count, state, words) in parts.iter().filter(|(count, ..)| *count > 0) { (status::status(*state, format!("{count} {words}"))) }
                @if tally.delivered > 0 { span.meta { (tally.delivered) " to accept" } }
                @if tally.on_track > 0 { span.meta { (tally.on_track) " on track" } }
            }
        }
    }
}

/// In since when for the next meeting, or missing since the last time.
pub(super) fn check_in(shown: &Shown<'_>, member: Member) -> Markup {
    let view = shown.view;
    let Some(next) = &shown.next else { return html! { span.meta { "no meeting" } } };
    let meeting = match next.occasion {
        Occasion::Meeting(id) => view.model.meeting(id),
        Occasion::Occurrence(..) => None,
    };
    let at = |check_in: &CheckIn| format::moment(view.local(check_in.amended_at.unwrap_or(check_in.given_at), &shown.group.zone), shown.today);
    html! {
        span.two {
            @match meeting.and_then(|m| m.check_ins.get(&member)) {
                Some(check_in) => (status::status(State::Done, at(check_in))),
                None => {
                    (status::usual(State::Missing))
                    @if let Some(last) = shown.figures.last_in.get(&member) {
                        small.nw { "since " (format::day(view.local(*last, &shown.group.zone).date(), shown.today)) }
                    }
                }
            }
        }
    }
}
