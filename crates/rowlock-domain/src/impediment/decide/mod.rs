//! Rules of impediments, split by what is asked: raise and describe, own, rungs, solve.

mod own;
mod raise;
mod rungs;
mod solve;

use super::{Impediment, ImpedimentState, refusal};
use crate::{Act, Context, ImpedimentId, Refusal, Workspace};

/// Most teams that one impediment names.
const MOST_TEAMS: usize = 200;

/// The impediment of that number.
fn impediment_in<'a>(context: &Context<'a>, id: ImpedimentId) -> Result<&'a Impediment, Refusal> {
    context.workspace.impediment(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

/// Working on it: its owner, those who act for the team that raised it, the Master.
fn tend(workspace: &Workspace, id: ImpedimentId) -> Result<Act, Refusal> {
    workspace.impediment(id).map(|i| Act::Tend(i.id)).ok_or(Refusal::Unknown)
}

/// What anybody may do to it.
fn join(workspace: &Workspace, id: ImpedimentId) -> Result<Act, Refusal> {
    workspace.impediment(id).map(|_| Act::Join).ok_or(Refusal::Unknown)
}

/// Asks that it is neither confirmed, withdrawn nor merged.
fn is_not_closed(impediment: &Impediment) -> Result<(), Refusal> {
    match impediment.state {
        ImpedimentState::New | ImpedimentState::Owned | ImpedimentState::Resolved => Ok(()),
        ImpedimentState::Confirmed | ImpedimentState::Withdrawn(_) => Err(refusal::ImpedimentAlreadyClosed(impediment.id)),
        ImpedimentState::Merged(into) => Err(refusal::ImpedimentMergedAway(impediment.id, into)),
    }
}

/// Asks that somebody still has to remove it.
fn is_open(impediment: &Impediment) -> Result<(), Refusal> {
    is_not_closed(impediment)?;
    if impediment.state == ImpedimentState::Resolved { Err(refusal::ImpedimentAlreadyResolved(impediment.id)) } else { Ok(()) }
}
