//! What is derived of impediments: lanes, ages, who waits, similar solutions.

pub use super::ladder::{is_escalated, last_rung, next_rung, rung_name, rungs};
use super::{Contribution, Impediment, ImpedimentState, Level, Severity};
use crate::{
    Event, GroupId, ImpedimentId, Instant, Moment, PersonId, TeamId, Thing, Workspace, meeting::MeetingState, scope::Scope, series::MeetingKind,
};
use std::{collections::BTreeSet, sync::Arc};

crate::macros::words! {
    /// The lane of a board in which a card stands: the first that holds of these, the others show as badges.
    Lane {
        /// Said to be removed.
        Resolved = "resolved",
        /// Above where it was raised.
        Escalated = "escalated",
        /// A follow-up or follow-up meeting on it is open.
        InFollowUp = "in_follow_up",
        /// Somebody works on it.
        Owned = "owned",
        /// Nobody does.
        New = "new",
    }
}

impl Impediment {
    /// The groups that it concerns, besides those above them: where it was raised, where it stands, where teams are at home
    /// that it holds back or that are asked for help. A group may come twice.
    pub fn places<'a>(&'a self, workspace: &'a Workspace) -> impl Iterator<Item = GroupId> + 'a {
        let level = if let Level::Group(level) = self.level { level } else { self.group };
        let teams = self.holds_back.iter().chain(&self.asked).filter_map(|team| workspace.team(*team));
        [self.group, level].into_iter().chain(teams.map(|team| team.home))
    }

    /// Whether it concerns a group or anything below it.
    #[must_use]
    pub fn is_of(&self, workspace: &Workspace, scope: &Scope) -> bool {
        // Most are raised in the group that looks, and need no look at their teams.
        scope.holds_group(self.group) || self.places(workspace).any(|place| scope.holds_group(place))
    }

    /// Whether it stops work and is still to be removed.
    #[must_use]
    pub fn stops_work(&self) -> bool {
        self.is_open() && self.severity == Severity::Stops
    }

    /// Since when it has stood on its rung above; `None` when it stands where it was raised.
    #[must_use]
    pub fn escalated_at(&self) -> Option<Instant> {
        if is_escalated(self) { self.rungs.last().map(|rung| rung.at) } else { None }
    }

    /// The answer that last came back down, if none went up since.
    #[must_use]
    pub fn answer(&self) -> Option<&super::Rung> {
        self.rungs.last().filter(|rung| rung.to == Level::Group(self.group))
    }
}

/// What is in follow-up, gathered once for a whole list.
#[derive(Clone, Debug, Default)]
pub struct FollowedUp(BTreeSet<Thing>);

impl FollowedUp {
    /// Things with an open follow-up, or a follow-up meeting to come or open.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let tasks = workspace.follow_ups.iter().filter(|f| f.is_open()).filter_map(|f| f.about);
        let to_come = |state: &MeetingState| matches!(state, MeetingState::Planned | MeetingState::Open);
        let meetings = workspace.meetings.iter().filter(|m| m.kind == MeetingKind::FollowUp && to_come(&m.state)).filter_map(|m| m.about);
        Self(tasks.chain(meetings).collect())
    }

    /// Whether the thing is among them.
    #[must_use]
    pub fn holds(&self, thing: Thing) -> bool {
        self.0.contains(&thing)
    }
}

/// Whether a follow-up or follow-up meeting on it is open. For lists, gather [`FollowedUp`] once.
#[must_use]
pub fn in_follow_up(workspace: &Workspace, impediment: ImpedimentId) -> bool {
    FollowedUp::of(workspace).holds(Thing::Impediment(impediment))
}

/// The lane in which it stands; none once it was withdrawn or merged. Confirmed ones stand with the resolved.
#[must_use]
pub fn lane(impediment: &Impediment, followed_up: &FollowedUp) -> Option<Lane> {
    match impediment.state {
        ImpedimentState::Withdrawn(_) | ImpedimentState::Merged(_) => None,
        ImpedimentState::Resolved | ImpedimentState::Confirmed => Some(Lane::Resolved),
        _ if is_escalated(impediment) => Some(Lane::Escalated),
        _ if followed_up.holds(Thing::Impediment(impediment.id)) => Some(Lane::InFollowUp),
        ImpedimentState::Owned => Some(Lane::Owned),
        ImpedimentState::New => Some(Lane::New),
    }
}

/// Every lane that holds of it, the one in which it stands first: the others are badges.
#[must_use]
pub fn badges(impediment: &Impediment, followed_up: &FollowedUp) -> Vec<Lane> {
    let Some(lane) = lane(impediment, followed_up) else { return Vec::new() };
    let mut badges = vec![lane];
    let further = [
        (Lane::Escalated, is_escalated(impediment)),
        (Lane::InFollowUp, followed_up.holds(Thing::Impediment(impediment.id))),
        (Lane::Owned, impediment.owner.is_some()),
    ];
    badges.extend(further.into_iter().filter(|(badge, holds)| *holds && *badge != lane).map(|(badge, _)| badge));
    badges
}

/// Calendar days it has lasted: until now, or until it was resolved or closed.
#[must_use]
pub fn age_days(moment: &Moment<'_>, impediment: &Impediment) -> i64 {
    days_until(moment, impediment, impediment.resolved_at.or(impediment.closed_at).unwrap_or(moment.now))
}

/// Calendar days from when it was raised until that moment.
#[must_use]
pub fn days_until(moment: &Moment<'_>, impediment: &Impediment, at: Instant) -> i64 {
    crate::time::days_between(moment.date_of(impediment.raised_at), moment.date_of(at)).max(0)
}

/// Open ones of a team: raised by it or holding it back.
pub fn open_of_team(workspace: &Workspace, team: TeamId) -> impl Iterator<Item = &Arc<Impediment>> {
    workspace.impediments.iter().filter(move |i| i.is_open() && (i.team == Some(team) || i.holds_back.contains(&team)))
}

/// Open or unconfirmed ones that a person owns.
pub fn owned_by(workspace: &Workspace, person: PersonId) -> impl Iterator<Item = &Arc<Impediment>> {
    workspace.impediments.iter().filter(move |i| i.is_open() && i.owner == Some(person))
}

/// Open ones of which a team is asked to help.
pub fn asked_of(workspace: &Workspace, team: TeamId) -> impl Iterator<Item = &Arc<Impediment>> {
    workspace.impediments.iter().filter(move |i| i.is_open() && i.asked.contains(&team))
}

/// What was said to it, oldest first.
pub fn contributions<'a>(workspace: &'a Workspace, impediment: &'a Impediment) -> impl DoubleEndedIterator<Item = Contribution<'a>> {
    impediment.contributions.iter().filter_map(|version| {
        let recorded = workspace.recorded(*version)?;
        let Event::ContributionMade(said) = &recorded.event else { return None };
        Some(Contribution { at: recorded.stamp.at, by: recorded.stamp.person(), kind: said.kind, text: &said.text })
    })
}

/// Where it lives on: itself, or the end of the chain of merges.
#[must_use]
pub fn lives_on_as(workspace: &Workspace, id: ImpedimentId) -> ImpedimentId {
    let mut current = id;
    for _ in 0..workspace.impediments.len() {
        match workspace.impediment(current).map(|i| &i.state) {
            Some(ImpedimentState::Merged(into)) => current = *into,
            _ => break,
        }
    }
    current
}

/// Open and solved ones that share words with a title, the most alike first: shown while somebody raises one.
#[must_use]
pub fn similar(workspace: &Workspace, title: &str, limit: usize) -> Vec<ImpedimentId> {
    let wanted = significant(title);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, ImpedimentId)> = Vec::new();
    for impediment in workspace.impediments.iter().filter(|i| !matches!(i.state, ImpedimentState::Withdrawn(_) | ImpedimentState::Merged(_))) {
        let shared = significant(impediment.title.as_str()).intersection(&wanted).count();
        if shared * 2 >= wanted.len().min(4) {
            found.push((shared, impediment.id));
        }
    }
    found.sort_by_key(|(shared, id)| std::cmp::Reverse((*shared, *id)));
    found.into_iter().take(limit).map(|(_, id)| id).collect()
}

fn significant(title: &str) -> BTreeSet<String> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect()
}
