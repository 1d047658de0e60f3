//! What is asked of check-ins: the last one (its `next` are the ticks), who is missing, when it is due, notes since, confidence.
//! Changed lines stand in `changed.rs`, a child group's draft in `prefill.rs`.

use super::{CheckIn, Words};
pub use super::{
    changed::{ChangedLine, LineKind, changed_lines},
    prefill::{Prefill, prefill},
};
use crate::{
    Date, GoalId, GroupId, Instant, MeetingId, Member, PersonId, TeamId, Title, Workspace,
    group::Rules,
    meeting::{
        Meeting,
        query::{holder_on, seats_in_order},
    },
    note::Note,
    series::query::closed_before,
    team::Confidence,
    time::utc_date,
};
use std::sync::Arc;

/// The last check-in of a seat in a group for a meeting that began before that moment, with its meeting.
#[must_use]
pub fn last_before(workspace: &Workspace, group: GroupId, member: Member, before: Instant) -> Option<(&Arc<Meeting>, &Arc<CheckIn>)> {
    let earlier = workspace.meetings.iter().filter(|m| m.group == group && m.began_at() < before);
    earlier.filter_map(|m| m.check_ins.get(&member).map(|check_in| (m, check_in))).max_by_key(|(m, _)| (m.began_at(), m.id))
}

/// What was planned last time: the ticks of "done".
#[must_use]
pub fn ticks(workspace: &Workspace, group: GroupId, member: Member, before: Instant) -> Vec<Title> {
    last_before(workspace, group, member, before).map(|(_, check_in)| check_in.words.next.clone()).unwrap_or_default()
}

/// What changed in a seat's check-in for a meeting since its last one: the lines of the round.
#[must_use]
pub fn changed_in(workspace: &Workspace, meeting: &Meeting, member: Member) -> Vec<ChangedLine> {
    let Some(now) = meeting.check_ins.get(&member) else { return Vec::new() };
    let before = last_before(workspace, meeting.group, member, meeting.began_at()).map(|(_, check_in)| &check_in.words);
    changed_lines(workspace, before, &now.words)
}

/// A team's notes since its group's Scrum of Scrums that closed last before that moment: the draft of the next check-in.
#[must_use]
pub fn notes_since_last_meeting(workspace: &Workspace, team: TeamId, group: GroupId, before: Instant) -> Vec<Arc<Note>> {
    let since = closed_before(workspace, group, before).and_then(|m| m.closed_at).unwrap_or_default();
    let notes = workspace.team(team).into_iter().flat_map(|t| &t.notes);
    notes.filter(|note| note.at > since).cloned().collect()
}

/// A seat without a check-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The seat.
    pub member: Member,
    /// Its ambassador that day; `None` = nobody holds it.
    pub ambassador: Option<PersonId>,
}

/// The seats of a group that have not checked in for a meeting (`None`: it has no number yet, so nobody has), in the group's order.
#[must_use]
pub fn missing(workspace: &Workspace, group: GroupId, meeting: Option<&Meeting>, on: Date) -> Vec<Missing> {
    let given = |member: &Member| meeting.is_some_and(|m| m.check_ins.contains_key(member));
    let seats = seats_in_order(workspace, group).into_iter().filter(|member| !given(member));
    seats.map(|member| Missing { member, ambassador: holder_on(workspace, group, member, on) }).collect()
}

/// Until when a check-in is asked for. It can be given and amended until the meeting closes.
#[must_use]
pub fn due_at(starts_at: Instant, rules: &Rules) -> Instant {
    starts_at.plus_seconds(-60 * i64::from(rules.due_minutes))
}

/// The team's last confidence given for another meeting than this one.
#[must_use]
pub fn confidence_before(workspace: &Workspace, team: TeamId, meeting: MeetingId) -> Option<&Confidence> {
    workspace.team(team)?.confidences.iter().rev().find(|c| c.meeting != meeting)
}

/// The team's last two confidences for the same sprint goal: the one before, and the one that holds. It holds while its goal
/// is worked for, and until the sprint is over once it is met.
#[must_use]
pub fn confidence_now(workspace: &Workspace, team: TeamId, today: Date) -> Option<(Option<u8>, &Confidence)> {
    let confidences = &workspace.team(team)?.confidences;
    let now = confidences.last()?;
    let is_open = |goal: GoalId| workspace.goal(goal).is_some_and(|goal| goal.is_open());
    let is_of_this_sprint = |goal: GoalId| {
        let sprint = workspace.team(team).and_then(|of| of.sprint_on(today));
        sprint.and_then(|sprint| workspace.sprint_goals.get(&(team, sprint.start))) == Some(&goal)
    };
    if now.goal.is_some_and(|goal| !is_open(goal) && !is_of_this_sprint(goal)) {
        return None;
    }
    let before = confidences.iter().rev().skip(1).find(|c| c.goal == now.goal).map(|c| c.value);
    Some((before, now))
}

/// The goal of the sprint in which a team is at a moment; the date is taken in UTC, so that `apply` needs no zones.
pub(super) fn sprint_goal_at(workspace: &Workspace, team: TeamId, at: Instant) -> Option<GoalId> {
    let sprint = workspace.team(team)?.sprint_on(utc_date(at))?;
    workspace.sprint_goals.get(&(team, sprint.start)).copied()
}

impl Words {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
