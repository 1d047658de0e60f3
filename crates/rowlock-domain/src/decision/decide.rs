//! Rules of decisions: made in an open meeting by those who take part, else by whoever leads the group.

use super::{command::MakeDecision, event, refusal};
use crate::{Act, Context, Decide, Event, Refusal, TeamId, Workspace, meeting::MeetingState};

/// In an open meeting everybody who takes part may write down what is agreed; otherwise whoever leads the group.
pub(crate) fn capture(workspace: &Workspace, group: crate::GroupId, meeting: Option<crate::MeetingId>) -> Result<Act, Refusal> {
    workspace.group(group).ok_or(Refusal::Unknown)?;
    let Some(id) = meeting else { return Ok(Act::Lead(group)) };
    let meeting = workspace.meeting(id).ok_or(Refusal::Unknown)?;
    Ok(if meeting.state == MeetingState::Open { Act::Meet(id) } else { Act::Lead(group) })
}

impl Decide for MakeDecision {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        capture(workspace, self.group, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        self.fits(context)?;
        let decision = context.workspace.next_decision();
        let mut binds = self.binds.clone();
        binds.sort_unstable();
        binds.dedup();
        let made = event::DecisionMade {
            decision,
            group: self.group,
            text: self.text.clone(),
            because: self.because.clone(),
            binds,
            review_on: self.review_on,
            meeting: self.meeting,
            about: self.about,
        };
        let superseded = self.supersedes.map(|old| event::DecisionSuperseded { decision: old, by: decision }.into());
        Ok(std::iter::once(made.into()).chain(superseded).collect())
    }
}

impl MakeDecision {
    fn fits(&self, context: &Context<'_>) -> Result<(), Refusal> {
        let workspace = context.workspace;
        let group = workspace.group(self.group).ok_or(Refusal::Unknown)?;
        if self.text.is_empty() {
            return Err(refusal::DecisionEmpty());
        }
        if let Some(meeting) = self.meeting.and_then(|id| workspace.meeting(id))
            && meeting.group != self.group
        {
            return Err(refusal::DecisionElsewhere());
        }
        self.binds.iter().try_for_each(|team| self.binds_team(workspace, *team))?;
        if self.review_on.is_some_and(|day| day < context.today(&group.zone)) {
            return Err(refusal::ReviewInThePast());
        }
        self.can_supersede(workspace)
    }

    fn binds_team(&self, workspace: &Workspace, team: TeamId) -> Result<(), Refusal> {
        let team = workspace.team(team).ok_or(Refusal::Unknown)?;
        if workspace.is_within(team.home, self.group) { Ok(()) } else { Err(refusal::BoundTeamElsewhere(team.name.as_str())) }
    }

    fn can_supersede(&self, workspace: &Workspace) -> Result<(), Refusal> {
        let Some(id) = self.supersedes else { return Ok(()) };
        let old = workspace.decision(id).ok_or(Refusal::Unknown)?;
        if old.group != self.group {
            return Err(refusal::SupersedesElsewhere(id));
        }
        old.superseded_by.map_or(Ok(()), |by| Err(refusal::AlreadySuperseded(id, by)))
    }
}
