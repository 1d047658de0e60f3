//! Rules of dependencies: who asks and who answers, and what each state of the handshake allows.
//! request.rs: the consumer's side; answer.rs: the provider's; deliver.rs: the end; link.rs: chains and places.

mod answer;
mod deliver;
mod link;
mod request;

use super::{Dependency, DependencyState, refusal};
use crate::{Act, Context, Date, DependencyId, Refusal, TeamId, Via, Workspace};

/// The dependency of that number.
fn dependency_in<'a>(context: &Context<'a>, id: DependencyId) -> Result<&'a Dependency, Refusal> {
    context.workspace.dependency(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

fn for_consumer(workspace: &Workspace, id: DependencyId) -> Result<Act, Refusal> {
    workspace.dependency(id).map(|d| Act::ForTeam(d.consumer)).ok_or(Refusal::Unknown)
}

fn for_provider(workspace: &Workspace, id: DependencyId) -> Result<Act, Refusal> {
    workspace.dependency(id).map(|d| Act::ForTeam(d.provider)).ok_or(Refusal::Unknown)
}

fn for_either(workspace: &Workspace, id: DependencyId) -> Result<Act, Refusal> {
    workspace.dependency(id).map(|d| Act::ForEither(d.consumer, d.provider)).ok_or(Refusal::Unknown)
}

/// Asks that it is neither accepted, declined nor withdrawn.
fn is_open(dependency: &Dependency) -> Result<(), Refusal> {
    match dependency.state {
        DependencyState::Accepted => Err(refusal::DependencyAlreadyAccepted(dependency.id)),
        DependencyState::Declined(_) => Err(refusal::DependencyWasDeclined(dependency.id)),
        DependencyState::Withdrawn(_) => Err(refusal::DependencyWasWithdrawn(dependency.id)),
        _ => Ok(()),
    }
}

/// Asks that it is open and still to come.
fn is_to_come(dependency: &Dependency) -> Result<(), Refusal> {
    is_open(dependency)?;
    if dependency.state == DependencyState::Delivered { Err(refusal::DependencyAlreadyDelivered(dependency.id)) } else { Ok(()) }
}

/// Asks that nothing is promised yet.
fn is_unanswered(dependency: &Dependency) -> Result<(), Refusal> {
    is_to_come(dependency)?;
    if dependency.state == DependencyState::Promised { Err(refusal::DependencyAlreadyPromised(dependency.id)) } else { Ok(()) }
}

/// Asks that it waits to be accepted.
fn is_delivered(dependency: &Dependency) -> Result<(), Refusal> {
    is_open(dependency)?;
    if dependency.state == DependencyState::Delivered { Ok(()) } else { Err(refusal::DependencyNotDelivered(dependency.id)) }
}

/// Asks that a new promise is for today or later where the team works. What an import brings may lie in the past.
fn is_ahead(context: &Context<'_>, team: TeamId, on: Date) -> Result<(), Refusal> {
    let zone = context.workspace.team(team).map_or(&context.workspace.zone, |t| &t.zone);
    let today = context.today(zone);
    if on < today && context.via != Via::Import { Err(refusal::PromiseInThePast(today)) } else { Ok(()) }
}
