//! What a seat is told after a meeting: facts from events since the meeting before, and what stands now.
//!
//! Stored as sent, so no names of people stand in it, only of teams. Before the close the same function makes the preview.

mod changes;
mod duties;
mod knowledge;
mod promises;

use super::{Brief, Line, Mark, Section};
use crate::{
    Calendar, Date, Member, Recorded, TeamId, Text, Thing, Workspace, dependency::Dependency, impediment::Impediment, meeting::Meeting,
    series::query::closed_before,
};
use imbl::OrdSet;
use std::sync::Arc;

/// Lines of one section, at most; the rest is counted in a last line.
const MOST_LINES: usize = 10;

/// For whom, and between which events.
struct View<'a> {
    workspace: &'a Workspace,
    calendar: &'a dyn Calendar,
    meeting: &'a Meeting,
    member: Member,
    teams: OrdSet<TeamId>,
    today: Date,
    /// Events with `since < version <= until` are news.
    since: u64,
    until: u64,
}

/// A fact with its weight: the heaviest one makes the headline.
struct Fact {
    weight: i64,
    headline: String,
    line: Line,
}

/// What the seat's team is told of the meeting.
#[must_use]
pub fn brief(workspace: &Workspace, calendar: &dyn Calendar, meeting: &Meeting, member: Member) -> Brief {
    let view = View::new(workspace, calendar, meeting, member);
    let mut changes = changes::all(&view);
    changes.sort_by_key(|fact| std::cmp::Reverse(fact.weight));
    let does = duties::all(&view);
    let headline = headline(&view, changes.first(), does.len());
    let told: Vec<Option<Thing>> = changes.iter().map(|fact| fact.line.thing).collect();
    let mut know = knowledge::all(&view);
    know.retain(|line| line.thing.is_none() || !told.contains(&line.thing));
    let changes = changes.into_iter().map(|fact| fact.line).collect();
    let lines = [capped(changes, Section::Changes), capped(does, Section::Does), capped(know, Section::Know)].concat();
    Brief { headline: text(&headline), lines }
}

fn headline(view: &View<'_>, largest: Option<&Fact>, duties: usize) -> String {
    let name = view.workspace.member_name(view.member);
    match (largest, duties) {
        (Some(fact), _) => fact.headline.clone(),
        (None, 0) => format!("Nothing changed for {name}"),
        (None, 1) => format!("Nothing changed for {name}; one thing is yours to do"),
        (None, n) => format!("Nothing changed for {name}; {n} things are yours to do"),
    }
}

fn capped(mut lines: Vec<Line>, section: Section) -> Vec<Line> {
    if lines.len() > MOST_LINES {
        let more = lines.len() - (MOST_LINES - 1);
        lines.truncate(MOST_LINES - 1);
        lines.push(line(section, Mark::Open, None, &format!("and {more} more on your team's page"), ""));
    }
    lines
}

fn text(written: &str) -> Text {
    Text::optional(written).unwrap_or_default()
}

fn line(section: Section, mark: Mark, thing: Option<Thing>, fact: &str, more: &str) -> Line {
    Line { section, mark, thing, text: text(fact), more: text(more) }
}

impl<'a> View<'a> {
    fn new(workspace: &'a Workspace, calendar: &'a dyn Calendar, meeting: &'a Meeting, member: Member) -> Self {
        let closed_at = meeting.closed_at.unwrap_or(workspace.at);
        let before = closed_before(workspace, meeting.group, closed_at).filter(|m| m.id != meeting.id);
        let close_of = |of: &Meeting| workspace.history(Thing::Meeting(of.id)).find(|r| r.event.kind() == "MeetingClosed").map(|r| r.stamp.version);
        let since = before.and_then(|m| close_of(m)).unwrap_or(0);
        let until = close_of(meeting).unwrap_or(workspace.version);
        let teams = match member {
            Member::Team(team) => OrdSet::unit(team),
            Member::Group(group) => workspace.teams_within(group).map(|t| t.id).collect(),
        };
        let zone = workspace.group(meeting.group).map_or(&workspace.zone, |g| &g.zone);
        let today = calendar.local(closed_at, zone).date();
        Self { workspace, calendar, meeting, member, teams, today, since, until }
    }

    /// The events since the meeting before, oldest first.
    fn news(&self) -> impl Iterator<Item = &'a Arc<Recorded>> {
        (self.since + 1..=self.until).filter_map(|version| self.workspace.recorded(version))
    }

    fn is_news(&self, at: crate::Instant) -> bool {
        self.workspace.recorded(self.since).is_none_or(|r| at > r.stamp.at)
    }

    fn name(&self, team: TeamId) -> &'a str {
        self.workspace.member_name(Member::Team(team))
    }

    fn day(&self, date: Date) -> String {
        crate::wording::day(date, self.today)
    }

    /// Whether the dependency crosses the border of the seat, as consumer or as provider.
    fn waits(&self, dependency: &Dependency) -> bool {
        self.teams.contains(&dependency.consumer) && !self.teams.contains(&dependency.provider)
    }

    fn owes(&self, dependency: &Dependency) -> bool {
        self.teams.contains(&dependency.provider) && !self.teams.contains(&dependency.consumer)
    }

    /// Whether the impediment concerns the seat: it holds it, was raised by it, or asks it for help.
    fn concerns(&self, impediment: &Impediment) -> bool {
        let ours = |team: &TeamId| self.teams.contains(team);
        impediment.team.iter().chain(&impediment.holds_back).chain(&impediment.asked).any(ours)
    }
}
