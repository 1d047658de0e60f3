//! Rules of taking back: by the same person, within 30 seconds, while nothing has happened to it since.

use super::{command::TakeBack, refusal};
use crate::{
    Act, Context, Decide, Event, Instant, Recorded, Refusal, Text, Workspace,
    dependency::{
        DependencyState,
        event::{AcceptanceTakenBack, DeliveryTakenBack},
    },
    follow_up::{FollowUpState, event::FollowUpReopened},
    impediment::{ImpedimentState, event::ImpedimentReopened},
};

/// For how long.
const SECONDS: i64 = 30;

/// Until when an event can be taken back by whoever made it.
#[must_use]
pub fn taken_back_until(recorded: &Recorded) -> Instant {
    recorded.stamp.at.plus_seconds(SECONDS)
}

/// Whether the context's actor can still take back the event of that version: pages offer it only then.
#[must_use]
pub fn can_take_back(context: &Context<'_>, version: u64) -> bool {
    TakeBack { version }.decide(context).is_ok()
}

impl Decide for TakeBack {
    /// Whether it was theirs is a rule, not a role.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.recorded(self.version).map(|_| Act::Join).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let recorded = context.workspace.recorded(self.version).ok_or(Refusal::Unknown)?;
        let undone = undo(context.workspace, recorded)?;
        if context.person().is_none() || recorded.stamp.person() != context.person() {
            return Err(refusal::TakenBackByAnother());
        }
        if context.now > taken_back_until(recorded) {
            return Err(refusal::TooLateToTakeBack());
        }
        Ok(vec![undone])
    }
}

/// The event that undoes it. Without a reason: `apply` knows by this that it never really was.
fn undo(workspace: &Workspace, recorded: &Recorded) -> Result<Event, Refusal> {
    let at = Some(recorded.stamp.at);
    let (stands, undone): (bool, Event) = match &recorded.event {
        Event::ImpedimentResolved(resolved) => {
            let impediment = workspace.impediment(resolved.impediment).ok_or(Refusal::Unknown)?;
            let stands = impediment.state == ImpedimentState::Resolved && impediment.resolved_at == at;
            (stands, ImpedimentReopened { impediment: impediment.id, why: Text::default() }.into())
        }
        Event::DependencyDelivered(delivered) => {
            let dependency = workspace.dependency(delivered.dependency).ok_or(Refusal::Unknown)?;
            let stands = dependency.state == DependencyState::Delivered && dependency.delivered_at == at;
            (stands, DeliveryTakenBack { dependency: dependency.id }.into())
        }
        Event::DependencyAccepted(accepted) => {
            let dependency = workspace.dependency(accepted.dependency).ok_or(Refusal::Unknown)?;
            let stands = dependency.state == DependencyState::Accepted && dependency.closed_at == at;
            (stands, AcceptanceTakenBack { dependency: dependency.id }.into())
        }
        Event::FollowUpDone(done) => {
            let follow_up = workspace.follow_up(done.follow_up).ok_or(Refusal::Unknown)?;
            let stands = follow_up.state == FollowUpState::Done && follow_up.closed_at == at;
            (stands, FollowUpReopened { follow_up: follow_up.id }.into())
        }
        _ => return Err(refusal::CannotBeTakenBack()),
    };
    if stands { Ok(undone) } else { Err(refusal::MovedOnSince()) }
}
