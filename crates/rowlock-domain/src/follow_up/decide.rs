//! Rules of follow-ups: one owner, a date, carried until closed.

use super::{
    FollowUp,
    command::{AssignFollowUp, DateFollowUp, DropFollowUp, FinishFollowUp, HandOnFollowUp, ReopenFollowUp},
    event, refusal,
};
use crate::{Act, Context, Date, Decide, Event, FollowUpId, PersonId, Refusal, Workspace, decision::decide::capture, person::owner_left, presence};

fn finish(workspace: &Workspace, id: FollowUpId) -> Result<Act, Refusal> {
    workspace.follow_up(id).map(|f| Act::Finish(f.id)).ok_or(Refusal::Unknown)
}

fn known<'a>(context: &Context<'a>, id: FollowUpId) -> Result<&'a FollowUp, Refusal> {
    context.workspace.follow_up(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

fn open<'a>(context: &Context<'a>, id: FollowUpId) -> Result<&'a FollowUp, Refusal> {
    let follow_up = known(context, id)?;
    if follow_up.is_open() { Ok(follow_up) } else { Err(refusal::FollowUpClosed(id)) }
}

fn is_member(workspace: &Workspace, person: PersonId) -> Result<(), Refusal> {
    let here = workspace.person(person).is_some_and(|p| p.left_at.is_none());
    if here { Ok(()) } else { Err(refusal::OwnerNotAMember()) }
}

fn ahead(context: &Context<'_>, group: crate::GroupId, due: Option<Date>) -> Result<(), Refusal> {
    let zone = context.workspace.group(group).map_or(&context.workspace.zone, |g| &g.zone);
    if due.is_some_and(|due| due < context.today(zone)) { Err(refusal::DueInThePast()) } else { Ok(()) }
}

impl Decide for AssignFollowUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        capture(workspace, self.group, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        if self.text.is_empty() {
            return Err(refusal::FollowUpEmpty());
        }
        is_member(workspace, self.owner)?;
        ahead(context, self.group, self.due)?;
        if let Some(team) = self.team {
            let team = workspace.team(team).ok_or(Refusal::Unknown)?;
            if team.archived_at.is_some() {
                return Err(refusal::TeamArchived(team.name.as_str()));
            }
        }
        if self.meeting.and_then(|id| workspace.meeting(id)).is_some_and(|meeting| meeting.group != self.group) {
            return Err(refusal::FollowUpElsewhere());
        }
        let Self { group, text, owner, team, due, meeting, about } = self.clone();
        Ok(vec![event::FollowUpAssigned { follow_up: workspace.next_follow_up(), group, text, owner, team, due, meeting, about }.into()])
    }
}

impl Decide for HandOnFollowUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        finish(workspace, self.follow_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let follow_up = open(context, self.follow_up)?;
        is_member(context.workspace, self.owner)?;
        if follow_up.owner == Some(self.owner) {
            return Ok(vec![]);
        }
        Ok(vec![event::FollowUpHandedOn { follow_up: self.follow_up, owner: self.owner }.into()])
    }
}

impl Decide for DateFollowUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        finish(workspace, self.follow_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let follow_up = open(context, self.follow_up)?;
        if follow_up.due == self.due {
            return Ok(vec![]);
        }
        ahead(context, follow_up.group, self.due)?;
        Ok(vec![event::FollowUpDated { follow_up: self.follow_up, due: self.due, why: self.why.clone() }.into()])
    }
}

impl Decide for FinishFollowUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        finish(workspace, self.follow_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        open(context, self.follow_up)?;
        Ok(vec![event::FollowUpDone { follow_up: self.follow_up }.into()])
    }
}

impl Decide for DropFollowUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        finish(workspace, self.follow_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        open(context, self.follow_up)?;
        if self.why.is_empty() {
            return Err(refusal::DropReasonMissing());
        }
        Ok(vec![event::FollowUpDropped { follow_up: self.follow_up, why: self.why.clone() }.into()])
    }
}

impl Decide for ReopenFollowUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        finish(workspace, self.follow_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let follow_up = known(context, self.follow_up)?;
        if follow_up.is_open() {
            return Err(refusal::FollowUpStillOpen(self.follow_up));
        }
        let mut events = vec![event::FollowUpReopened { follow_up: self.follow_up }.into()];
        if follow_up.owner.is_some_and(|owner| !presence::is_here(context.workspace, owner)) {
            events.push(event::FollowUpDisowned { follow_up: self.follow_up, why: owner_left() }.into());
        }
        Ok(events)
    }
}
