//! Who works on an impediment.

use super::{
    super::{
        command::{DisownImpediment, OwnImpediment},
        event,
    },
    impediment_in, is_open, tend,
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, presence};

impl Decide for OwnImpediment {
    /// Whoever acts for a team may take it; whoever works on it may hand it on.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.impediment(self.impediment).ok_or(Refusal::Unknown)?;
        Ok(Act::Own(self.impediment, self.owner))
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        is_open(impediment)?;
        presence::owner(context.workspace, self.owner)?;
        if impediment.owner == Some(self.owner) {
            return Ok(vec![]);
        }
        Ok(vec![event::ImpedimentOwned { impediment: self.impediment, owner: self.owner }.into()])
    }
}

impl Decide for DisownImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        is_open(impediment)?;
        if impediment.owner.is_none() {
            return Ok(vec![]);
        }
        Ok(vec![event::ImpedimentDisowned { impediment: self.impediment, why: self.why.clone() }.into()])
    }
}
