//! What whoever provides something may answer: promise, counter, decline.

use super::{
    super::{
        DependencyState,
        command::{CounterDependency, DeclineDependency, PromiseDependency},
        event, refusal,
    },
    dependency_in, for_provider, is_ahead, is_to_come, is_unanswered,
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, presence, wording};

impl Decide for PromiseDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_provider(workspace, self.dependency)
    }

    /// A later date than promised before is a slip and needs its reason.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        is_to_come(dependency)?;
        if dependency.promised_for() == Some(self.on) {
            return Ok(vec![]);
        }
        presence::likely("on", Some(self.on))?;
        is_ahead(context, dependency.provider, self.on)?;
        let (dependency, on, why) = (dependency, self.on, self.why.clone());
        if dependency.state != DependencyState::Promised {
            return Ok(vec![event::DependencyPromised { dependency: dependency.id, on }.into()]);
        }
        if let Some(before) = dependency.promised_for().filter(|before| on > *before && why.is_empty()) {
            return Err(refusal::SlipWithoutReason(&wording::day(before, on)));
        }
        Ok(vec![event::PromiseMoved { dependency: dependency.id, on, why }.into()])
    }
}

impl Decide for CounterDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_provider(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        is_unanswered(dependency)?;
        presence::likely("on", self.on)?;
        if let Some(on) = self.on {
            is_ahead(context, dependency.provider, on)?;
        }
        if self.on.is_none() && self.offer.is_empty() {
            return Err(refusal::NothingOffered());
        }
        if dependency.state == (DependencyState::Countered { on: self.on, offer: self.offer.clone() }) {
            return Ok(vec![]);
        }
        let Self { dependency, on, offer } = self.clone();
        Ok(vec![event::DependencyCountered { dependency, on, offer }.into()])
    }
}

impl Decide for DeclineDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_provider(workspace, self.dependency)
    }

    /// Also a promise can be declined when it turns out that it cannot be kept at all.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_to_come(dependency_in(context, self.dependency)?)?;
        presence::words("why", &self.why, "Say why not: whoever needs it has to find another way.")?;
        Ok(vec![event::DependencyDeclined { dependency: self.dependency, why: self.why.clone() }.into()])
    }
}
