//! Up one rung, and back down with an answer.

use super::{
    super::{
        Level,
        command::{EscalateImpediment, ReturnImpediment},
        event, ladder, refusal,
    },
    impediment_in, is_open, tend,
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, presence};

impl Decide for EscalateImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    /// Two people escalating at once move it by one: the second finds it where it was to go.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        is_open(impediment)?;
        if impediment.level == self.to && ladder::is_escalated(impediment) {
            return Ok(vec![]);
        }
        let next = ladder::next_rung(context.workspace, impediment).ok_or_else(|| refusal::EscalatedPastTheTop(impediment.id))?;
        if next != self.to {
            return Err(refusal::NotTheNextRung(impediment.id, &ladder::rung_name(context.workspace, next)));
        }
        Ok(vec![event::ImpedimentEscalated { impediment: self.impediment, to: self.to, why: self.why.clone() }.into()])
    }
}

impl Decide for ReturnImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        is_open(impediment)?;
        if !ladder::is_escalated(impediment) {
            return Err(refusal::ImpedimentNotEscalated(impediment.id));
        }
        presence::words("answer", &self.answer, "Write the answer that goes back down.")?;
        let to = Level::Group(impediment.group);
        Ok(vec![event::ImpedimentReturned { impediment: self.impediment, to, answer: self.answer.clone() }.into()])
    }
}
