//! What whoever needs something may do: ask, need it by another date, answer a counter, ask again, no longer need it.

use super::{
    super::{
        DependencyState,
        command::{
            MoveNeed, RefuseCounter, RemindDependency, RenewDependency, RequestDependency, RetitleDependency, SetDoneWhen, TakeCounter,
            WithdrawDependency,
        },
        event, refusal,
    },
    dependency_in, for_consumer, is_open, is_to_come,
    link::{check_places, named_inputs},
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, presence};

/// Who was reminded less than this ago is not reminded again.
const REMINDED_SECONDS: i64 = 3600;

impl Decide for RequestDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.team(self.consumer).map(|t| Act::ForTeam(t.id)).ok_or(Refusal::Unknown)
    }

    /// A need in the past is accepted: the page warns. Nothing waits for a new one yet, so it closes no circle.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        if self.origin.as_ref().is_some_and(|origin| workspace.dependencies_by_origin.contains_key(origin)) {
            return Ok(vec![]);
        }
        let name = presence::team(workspace, self.consumer)?.name.as_str();
        if self.consumer == self.provider {
            return Err(refusal::DependencyOnItself(name));
        }
        presence::team(workspace, self.provider)?;
        presence::likely("needed_by", self.needed_by)?;
        check_places(workspace, (self.consumer, self.consumer_item), self.goal, (self.provider, None))?;
        let inputs = named_inputs(workspace, &self.waits_for)?;
        let dependency = workspace.next_dependency();
        let Self { title, consumer, provider, needed_by, done_when, consumer_item, goal, origin, .. } = self.clone();
        let asked = event::DependencyRequested { dependency, title, consumer, provider, needed_by, done_when, consumer_item, goal, origin };
        let chained = inputs.into_iter().map(|waits_for| event::DependencyChained { dependency, waits_for }.into());
        Ok(std::iter::once(asked.into()).chain(chained).collect())
    }
}

impl Decide for RetitleDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if dependency_in(context, self.dependency)?.title == self.title {
            return Ok(vec![]);
        }
        Ok(vec![event::DependencyRetitled { dependency: self.dependency, title: self.title.clone() }.into()])
    }
}

impl Decide for SetDoneWhen {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        if dependency.done_when == self.done_when {
            return Ok(vec![]);
        }
        is_open(dependency)?;
        Ok(vec![event::DoneWhenSet { dependency: self.dependency, done_when: self.done_when.clone() }.into()])
    }
}

impl Decide for MoveNeed {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    /// Once it is delivered its lateness is frozen, and so is the need.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        if dependency.needed_by() == self.needed_by {
            return Ok(vec![]);
        }
        is_to_come(dependency)?;
        presence::likely("needed_by", self.needed_by)?;
        let Self { dependency, needed_by, why } = self.clone();
        Ok(vec![event::NeedMoved { dependency, needed_by, why }.into()])
    }
}

impl Decide for TakeCounter {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        is_open(dependency)?;
        let DependencyState::Countered { on, .. } = &dependency.state else { return Err(refusal::NoCounterOffer(dependency.id)) };
        let on = on.ok_or_else(|| refusal::CounterWithoutDate(dependency.id))?;
        Ok(vec![event::DependencyPromised { dependency: self.dependency, on }.into()])
    }
}

impl Decide for RefuseCounter {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        is_open(dependency)?;
        if !matches!(dependency.state, DependencyState::Countered { .. }) {
            return Err(refusal::NoCounterOffer(dependency.id));
        }
        Ok(vec![event::CounterRefused { dependency: self.dependency, why: self.why.clone() }.into()])
    }
}

impl Decide for RenewDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        if !matches!(dependency.state, DependencyState::Declined(_)) {
            return Err(refusal::DependencyNotDeclined(dependency.id));
        }
        presence::teams(context.workspace, &[dependency.consumer, dependency.provider])?;
        Ok(vec![event::DependencyRenewed { dependency: self.dependency, why: self.why.clone() }.into()])
    }
}

impl Decide for WithdrawDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_consumer(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_open(dependency_in(context, self.dependency)?)?;
        presence::words("why", &self.why, "Say why it is no longer needed: the other team has planned with it.")?;
        Ok(vec![event::DependencyWithdrawn { dependency: self.dependency, why: self.why.clone() }.into()])
    }
}

impl Decide for RemindDependency {
    /// Whoever waits reminds whoever has to act: the provider of a delivery or counter, else the consumer.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        let dependency = workspace.dependency(self.dependency).ok_or(Refusal::Unknown)?;
        let provider_waits = matches!(dependency.state, DependencyState::Delivered | DependencyState::Countered { .. });
        Ok(Act::ForTeam(if provider_waits { dependency.provider } else { dependency.consumer }))
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        is_open(dependency)?;
        if dependency.reminded_at.is_some_and(|at| context.now < at.plus_seconds(REMINDED_SECONDS)) {
            return Ok(vec![]);
        }
        Ok(vec![event::DependencyReminded { dependency: self.dependency }.into()])
    }
}
