//! "May this actor do this, now?" One function answers, for pages, command line and clock alike (DOMAIN: who may do what).
//!
//! A Master or deputy may act for every team and child group below their group; the event's actor says who it was.
//! Reading is open to every member of the workspace, except drafts and ballots, which no query of the model holds.

use crate::{
    Actor, Context, FollowUpId, GroupId, ImpedimentId, MeetingId, Member, PersonId, Refusal, TeamId, Workspace,
    group::GroupRole,
    meeting::MeetingState,
    team::{Team, TeamRole},
};

/// What a command needs its actor to be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// What every member of the workspace may: raise, contribute, leave a note, ask.
    Join,
    /// Act for a team: its ambassador, stand-in, Scrum Master, Product Owner.
    ForTeam(TeamId),
    /// Act for a seat: a team's, or a child group's (whose Master and deputies may).
    ForMember(Member),
    /// Know a relay: every member of the team.
    Know(Member),
    /// Lead a group: its Master and deputies.
    Lead(GroupId),
    /// Take part in an open meeting: whoever leads it or sits in it.
    Meet(MeetingId),
    /// Set product goals: Chief Product Owner and Product Owners of the group.
    SetGoals(GroupId),
    /// Work on an impediment: its owner, or whoever may act for the team that raised it.
    Tend(ImpedimentId),
    /// Take an impediment, or give it to somebody.
    Own(ImpedimentId, PersonId),
    /// Act for the one or the other team: what joins them.
    ForEither(TeamId, TeamId),
    /// Say whether two teams' items are the same work: who acts for either, and the Product Owners of their groups.
    Compare(TeamId, TeamId),
    /// Work on a follow-up: its owner.
    Finish(FollowUpId),
    /// Manage people, roles, settings.
    Administer,
    /// What an administrator or the group's Master may: seats, teams, groups.
    Arrange(GroupId),
    /// What only the clock does.
    Time,
}

/// Says whether the context's actor may.
///
/// # Errors
/// [`Refusal::Forbidden`] with a sentence that says who may.
pub fn authorize(context: &Context<'_>, act: Act) -> Result<(), Refusal> {
    if may(context, act) { Ok(()) } else { Err(Refusal::Forbidden { who_may: who_may(context.workspace, act) }) }
}

/// Whether the context's actor may; pages show only what is allowed.
#[must_use]
pub fn may(context: &Context<'_>, act: Act) -> bool {
    let person = match (context.actor, context.on_behalf_of) {
        (Actor::Reactor, _) | (Actor::Operator, None) => return true,
        (Actor::Guest | Actor::Nobody, _) => return false,
        (Actor::Operator, Some(person)) | (Actor::Person(person), _) => person,
    };
    let workspace = context.workspace;
    if workspace.person(person).is_none_or(|p| p.left_at.is_some()) {
        return false;
    }
    let acting = Acting { context, workspace, person };
    match act {
        Act::Join => true,
        Act::ForTeam(team) => acting.for_team(team),
        Act::ForMember(member) => acting.for_member(member),
        Act::Know(member) => acting.knows(member),
        Act::Lead(group) => acting.leads(group),
        Act::Meet(meeting) => acting.meets(meeting),
        Act::SetGoals(group) => acting.sets_goals(group),
        Act::Tend(impediment) => acting.tends(impediment),
        Act::Own(impediment, owner) => acting.may_give(impediment, owner),
        Act::ForEither(one, other) => acting.for_team(one) || acting.for_team(other),
        Act::Compare(one, other) => [one, other].into_iter().any(|team| acting.for_team(team) || acting.orders_work_of(team)),
        Act::Finish(follow_up) => acting.finishes(follow_up),
        Act::Administer => workspace.administrators.contains(&person),
        Act::Arrange(group) => workspace.administrators.contains(&person) || acting.leads(group),
        Act::Time => false,
    }
}

struct Acting<'a> {
    context: &'a Context<'a>,
    workspace: &'a Workspace,
    person: PersonId,
}

impl Acting<'_> {
    fn has_group_role(&self, group: GroupId, roles: &[GroupRole]) -> bool {
        self.workspace.group(group).is_some_and(|g| roles.iter().any(|role| g.has_role(*role, self.person)))
    }

    fn leads(&self, group: GroupId) -> bool {
        let roles = [GroupRole::Master, GroupRole::Deputy];
        self.workspace.upwards(group).any(|id| self.has_group_role(id, &roles))
    }

    fn sets_goals(&self, group: GroupId) -> bool {
        let roles = [GroupRole::ChiefProductOwner, GroupRole::ProductOwner];
        self.workspace.upwards(group).any(|id| self.has_group_role(id, &roles)) || self.leads(group)
    }

    fn holds_seat(&self, group: GroupId, member: Member) -> bool {
        let Some(group) = self.workspace.group(group) else { return false };
        let today = self.context.today(&group.zone);
        group.seats.get(&member).and_then(|seat| seat.holder_on(today)).is_some_and(|tenure| tenure.person == self.person)
            || self.stands_in(group.id, member)
    }

    /// Whether the person stands in for the seat in a meeting that is to come or open.
    fn stands_in(&self, group: GroupId, member: Member) -> bool {
        let current = |state: &MeetingState| matches!(state, MeetingState::Planned | MeetingState::Open);
        self.workspace
            .meetings
            .iter()
            .rev()
            .take(64)
            .filter(|meeting| meeting.group == group && current(&meeting.state))
            .any(|meeting| meeting.attendance.get(&member).is_some_and(|a| a.person == self.person && a.here))
    }

    fn for_team(&self, team: TeamId) -> bool {
        let Some(team) = self.workspace.team(team) else { return false };
        let roles = [TeamRole::ScrumMaster, TeamRole::ProductOwner];
        roles.iter().any(|role| team.roles.contains(&(*role, self.person)))
            || self.holds_seat(team.home, Member::Team(team.id))
            || self.leads(team.home)
    }

    fn orders_work_of(&self, team: TeamId) -> bool {
        self.workspace.team(team).is_some_and(|team| self.sets_goals(team.home))
    }

    fn for_member(&self, member: Member) -> bool {
        match member {
            Member::Team(team) => self.for_team(team),
            Member::Group(group) => {
                let parent = self.workspace.group(group).and_then(|g| g.parent);
                self.leads(group) || parent.is_some_and(|parent| self.holds_seat(parent, member))
            }
        }
    }

    fn knows(&self, member: Member) -> bool {
        let is_member = match member {
            Member::Team(team) => self.workspace.team(team).is_some_and(|t| TeamRole::ALL.iter().any(|role| t.roles.contains(&(*role, self.person)))),
            Member::Group(_) => false,
        };
        is_member || self.for_member(member)
    }

    fn meets(&self, meeting: MeetingId) -> bool {
        let Some(meeting) = self.workspace.meeting(meeting) else { return false };
        let seated = || self.workspace.group(meeting.group).is_some_and(|g| g.seats.keys().any(|member| self.holds_seat(g.id, *member)));
        let invited = meeting.people.contains(&self.person) || meeting.others_here.contains(&self.person);
        let product = [GroupRole::ChiefProductOwner, GroupRole::ProductOwner];
        invited || self.leads(meeting.group) || self.has_group_role(meeting.group, &product) || seated()
    }

    fn tends(&self, impediment: ImpedimentId) -> bool {
        let Some(impediment) = self.workspace.impediment(impediment) else { return false };
        impediment.owner == Some(self.person)
            || impediment.team.is_some_and(|team| self.for_team(team))
            || (impediment.team.is_none() && impediment.raised_by == Some(self.person))
            || self.leads(impediment.group)
            || matches!(impediment.level, crate::impediment::Level::Group(group) if self.leads(group))
            || impediment.level == crate::impediment::Level::Person(self.person)
    }

    /// Whoever works on it may hand it on; whoever acts for a team may take it, or give it to a person of that team.
    fn may_give(&self, impediment: ImpedimentId, owner: PersonId) -> bool {
        let belongs = |team: &Team| TeamRole::ALL.iter().any(|role| team.roles.contains(&(*role, owner)));
        self.tends(impediment) || self.workspace.teams.iter().any(|t| (owner == self.person || belongs(t)) && self.for_team(t.id))
    }

    fn finishes(&self, follow_up: FollowUpId) -> bool {
        let Some(follow_up) = self.workspace.follow_up(follow_up) else { return false };
        follow_up.owner == Some(self.person) || self.leads(follow_up.group)
    }
}

fn who_may(workspace: &Workspace, act: Act) -> String {
    let lead = |group: GroupId| workspace.group(group).map_or_else(String::new, |g| format!("the Scrum of Scrums Master of {} or a deputy", g.name));
    match act {
        Act::Join => "Only members of this workspace can do this. Ask an administrator to invite you.".to_owned(),
        Act::ForTeam(team) | Act::ForMember(Member::Team(team)) => {
            let name = workspace.team(team).map_or("the team", |t| t.name.as_str());
            let home = workspace.team(team).map_or_else(String::new, |t| lead(t.home));
            format!("Only those who act for {name} can do this: its ambassador or stand-in, its Scrum Master, its Product Owner, or {home}.")
        }
        Act::ForMember(Member::Group(group)) | Act::Know(Member::Group(group)) => {
            format!("Only those who act for this group can do this: its ambassador, or {}.", lead(group))
        }
        Act::Know(Member::Team(team)) => format!("Only members of {} can do this.", workspace.team(team).map_or("the team", |t| t.name.as_str())),
        Act::Lead(group) => format!("Only {} can do this.", lead(group)),
        Act::Meet(meeting) => {
            let group = workspace.meeting(meeting).map_or_else(String::new, |m| lead(m.group));
            format!("Only those who take part in this meeting can do this: its ambassadors, its Product Owners, or {group}.")
        }
        Act::SetGoals(group) => format!("Only the group's Product Owners or {} can do this.", lead(group)),
        Act::Tend(impediment) => {
            let group = workspace.impediment(impediment).map_or_else(String::new, |i| lead(i.group));
            format!("Only the owner of {impediment}, those who act for the team that raised it, or {group} can do this.")
        }
        Act::Own(impediment, _) => {
            format!("Those who act for a team can take {impediment}; only those who work on it or the Scrum of Scrums Master can give it to others.")
        }
        Act::ForEither(one, other) => {
            let name = |id| workspace.team(id).map_or("the team", |t| t.name.as_str());
            format!("Only those who act for {} or {} can do this.", name(one), name(other))
        }
        Act::Compare(one, other) => {
            let name = |id| workspace.team(id).map_or("the team", |t| t.name.as_str());
            format!("Only those who act for {} or {}, and the Product Owners of their groups, can do this.", name(one), name(other))
        }
        Act::Finish(follow_up) => {
            let group = workspace.follow_up(follow_up).map_or_else(String::new, |f| lead(f.group));
            format!("Only the owner of {follow_up} or {group} can do this.")
        }
        Act::Administer => "Only an administrator of this workspace can do this.".to_owned(),
        Act::Arrange(group) => format!("Only an administrator or {} can do this.", lead(group)),
        Act::Time => "Only the clock does this.".to_owned(),
    }
}
