//! Who sits where, whom a thing concerns, who needs help from whom.

use super::Meeting;
use crate::{
    Calendar, Date, GroupId, Instant, Member, PersonId, TeamId, Thing, Workspace,
    dependency::DependencyState,
    impediment::{ImpedimentState, Severity},
};

/// Who holds the seat of a member in a group on a day.
#[must_use]
pub fn holder_on(workspace: &Workspace, group: GroupId, member: Member, date: Date) -> Option<PersonId> {
    workspace.group(group)?.seats.get(&member)?.holder_on(date).map(|tenure| tenure.person)
}

/// The ambassador of a team in its home group on a day.
#[must_use]
pub fn ambassador_on(workspace: &Workspace, team: TeamId, date: Date) -> Option<PersonId> {
    holder_on(workspace, workspace.team(team)?.home, Member::Team(team), date)
}

/// The members of a group in the order in which they are shown; archived ones are left out.
#[must_use]
pub fn seats_in_order(workspace: &Workspace, group: GroupId) -> Vec<Member> {
    let Some(group) = workspace.group(group) else { return Vec::new() };
    let living = |member: &Member| match member {
        Member::Team(id) => workspace.team(*id).is_some_and(|t| t.archived_at.is_none()),
        Member::Group(id) => workspace.group(*id).is_some_and(|g| g.archived_at.is_none()),
    };
    let ordered = group.order.iter().filter(|member| group.seats.contains_key(*member));
    let rest = group.seats.keys().filter(|member| !group.order.contains(member));
    ordered.chain(rest).copied().filter(living).collect()
}

/// Who sits on a seat in a meeting: whoever was noted, else the seat's holder on its day.
#[must_use]
pub fn sitter(workspace: &Workspace, calendar: &dyn Calendar, meeting: &Meeting, member: Member) -> Option<PersonId> {
    if let Some(noted) = meeting.attendance.get(&member) {
        return Some(noted.person);
    }
    let zone = &workspace.group(meeting.group)?.zone;
    holder_on(workspace, meeting.group, member, calendar.local(meeting.starts_at, zone).date())
}

/// Whom a follow-up meeting about a thing needs: its owner and the ambassadors of the teams that it joins.
#[must_use]
pub fn people_for(workspace: &Workspace, group: GroupId, about: Option<Thing>, now: Instant, calendar: &dyn Calendar) -> Vec<PersonId> {
    let Some(zone) = workspace.group(group).map(|g| &g.zone) else { return Vec::new() };
    let today = calendar.local(now, zone).date();
    let (owner, teams) = concerned(workspace, about);
    let ambassadors = teams.into_iter().take(6).filter_map(|team| ambassador_on(workspace, team, today));
    let mut people: Vec<PersonId> = owner.into_iter().chain(ambassadors).collect();
    people.sort_unstable();
    people.dedup();
    people.retain(|person| workspace.person(*person).is_some_and(|p| p.left_at.is_none()));
    people
}

fn concerned(workspace: &Workspace, about: Option<Thing>) -> (Option<PersonId>, Vec<TeamId>) {
    match about {
        Some(Thing::Impediment(id)) => workspace
            .impediment(id)
            .map_or((None, vec![]), |i| (i.owner, i.team.into_iter().chain(i.holds_back.iter().copied()).chain(i.asked.iter().copied()).collect())),
        Some(Thing::Dependency(id)) => workspace.dependency(id).map_or((None, vec![]), |d| (None, vec![d.provider, d.consumer])),
        Some(Thing::Risk(id)) => workspace.risk(id).map_or((None, vec![]), |r| (r.raised_by, r.team.into_iter().collect())),
        Some(Thing::FollowUp(id)) => workspace.follow_up(id).map_or((None, vec![]), |f| (f.owner, f.team.into_iter().collect())),
        Some(Thing::HeadsUp(id)) => {
            workspace.heads_up(id).map_or((None, vec![]), |h| (None, std::iter::once(h.team).chain(h.touches.iter().copied()).collect()))
        }
        _ => (None, vec![]),
    }
}

/// One line of "who needs help from whom".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpWanted {
    /// Who needs it; `None` = raised for nobody.
    pub from: Option<TeamId>,
    /// Of whom.
    pub of: Vec<TeamId>,
    /// The impediment or request.
    pub thing: Thing,
    /// What about.
    pub title: crate::Title,
    /// Whether work stands still.
    pub stops: bool,
}

/// The end of the round: open impediments that ask teams for help, then requests without an answer, of the group's teams;
/// what stops work first, then the oldest.
#[must_use]
pub fn who_needs_whom(workspace: &Workspace, group: GroupId) -> Vec<HelpWanted> {
    let inside = |team: &TeamId| workspace.team_is_within(*team, group);
    let open = |state: &ImpedimentState| matches!(state, ImpedimentState::New | ImpedimentState::Owned);
    let asked = workspace.impediments.iter().filter(|i| open(&i.state) && !i.asked.is_empty());
    let impediments = asked.filter(|i| i.team.iter().chain(&i.asked).any(inside)).map(|i| HelpWanted {
        from: i.team,
        of: i.asked.iter().copied().collect(),
        thing: Thing::Impediment(i.id),
        title: i.title.clone(),
        stops: i.severity == Severity::Stops,
    });
    let unanswered = workspace.dependencies.iter().filter(|d| d.state == DependencyState::Requested);
    let requests = unanswered.filter(|d| inside(&d.consumer) || inside(&d.provider)).map(|d| HelpWanted {
        from: Some(d.consumer),
        of: vec![d.provider],
        thing: Thing::Dependency(d.id),
        title: d.title.clone(),
        stops: false,
    });
    let mut lines: Vec<HelpWanted> = impediments.chain(requests).collect();
    lines.sort_by_key(|line| !line.stops);
    lines
}
