//! How an impediment ends: resolved and confirmed, withdrawn, merged; and how it comes back.

use super::{
    super::{
        ImpedimentState,
        command::{ConfirmImpediment, MergeImpediment, ReopenImpediment, ResolveImpediment, WithdrawImpediment},
        event, refusal,
    },
    impediment_in, is_not_closed, is_open, tend,
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, person::owner_left, presence};

impl Decide for ResolveImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_open(impediment_in(context, self.impediment)?)?;
        if let Some(cause) = self.cause.as_ref().filter(|cause| !context.workspace.causes.contains(cause)) {
            return Err(refusal::CauseNotListed(cause.as_str()));
        }
        let Self { impediment, what_solved, cause } = self.clone();
        Ok(vec![event::ImpedimentResolved { impediment, what_solved, cause }.into()])
    }
}

impl Decide for ConfirmImpediment {
    /// The team that raised it says whether it is gone; what nobody's team raised, whoever wrote it down or leads the group.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        let impediment = workspace.impediment(self.impediment).ok_or(Refusal::Unknown)?;
        Ok(impediment.team.map_or(Act::Tend(self.impediment), Act::ForTeam))
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        is_not_closed(impediment)?;
        if impediment.state != ImpedimentState::Resolved {
            return Err(refusal::ImpedimentNotResolved(impediment.id));
        }
        Ok(vec![event::ImpedimentConfirmed { impediment: self.impediment }.into()])
    }
}

impl Decide for ReopenImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        match impediment.state {
            ImpedimentState::New | ImpedimentState::Owned => return Err(refusal::ImpedimentStillOpen(self.impediment)),
            ImpedimentState::Merged(into) => return Err(refusal::ImpedimentMergedAway(self.impediment, into)),
            ImpedimentState::Resolved | ImpedimentState::Confirmed | ImpedimentState::Withdrawn(_) => {}
        }
        presence::words("why", &self.why, "Say what is still in the way.")?;
        let mut events = vec![event::ImpedimentReopened { impediment: self.impediment, why: self.why.clone() }.into()];
        if impediment.owner.is_some_and(|owner| !presence::is_here(context.workspace, owner)) {
            events.push(event::ImpedimentDisowned { impediment: self.impediment, why: owner_left() }.into());
        }
        Ok(events)
    }
}

impl Decide for WithdrawImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_not_closed(impediment_in(context, self.impediment)?)?;
        presence::words("why", &self.why, "Say why it is taken back: nothing is closed in silence.")?;
        Ok(vec![event::ImpedimentWithdrawn { impediment: self.impediment, why: self.why.clone() }.into()])
    }
}

impl Decide for MergeImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.impediment(self.into).ok_or(Refusal::Unknown)?;
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        if impediment.state == ImpedimentState::Merged(self.into) {
            return Ok(vec![]);
        }
        is_not_closed(impediment)?;
        if self.into == self.impediment {
            return Err(refusal::MergedIntoItself(self.impediment));
        }
        if is_not_closed(impediment_in(context, self.into)?).is_err() {
            return Err(refusal::MergedIntoClosed(self.into));
        }
        Ok(vec![event::ImpedimentMerged { impediment: self.impediment, into: self.into }.into()])
    }
}
