//! The end of the handshake: delivered, and whether it works there. Only the consumer can say that.

use super::{
    super::{
        command::{AcceptDependency, DeliverDependency, RefuseDelivery},
        event,
    },
    dependency_in, for_consumer, for_provider, is_delivered, is_to_come,
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, presence};

impl Decide for DeliverDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_provider(workspace, self.dependency)
    }

    /// What is there needs no promise any more.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_to_come(dependency_in(context, self.dependency)?)?;
        Ok(vec![event::DependencyDelivered { dependency: self.dependency, note: self.note.clone() }.into()])
    }
}

impl Decide for RefuseDelivery {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_delivered(dependency_in(context, self.dependency)?)?;
        presence::words("why", &self.why, "Say what does not work yet.")?;
        Ok(vec![event::DeliveryRefused { dependency: self.dependency, why: self.why.clone() }.into()])
    }
}

impl Decide for AcceptDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_delivered(dependency_in(context, self.dependency)?)?;
        Ok(vec![event::DependencyAccepted { dependency: self.dependency }.into()])
    }
}
