//! What events of dependencies do to the model.

use super::{
    Dependency, DependencyState,
    event::{
        AcceptanceTakenBack, CounterRefused, DeliveryRefused, DeliveryTakenBack, DependencyAccepted, DependencyChained, DependencyCountered,
        DependencyDeclined, DependencyDelivered, DependencyPlaced, DependencyPromised, DependencyReminded, DependencyRenewed, DependencyRequested,
        DependencyRetitled, DependencyUnchained, DependencyWithdrawn, DoneWhenSet, NeedMoved, PromiseMoved,
    },
};
use crate::{Apply, Date, DependencyId, Stamp, Text, Thing, Workspace, goal::DateSet};
use std::{collections::BTreeSet, sync::Arc};

/// Changes one and tells both teams, what it serves, and whatever waits for it.
fn change(workspace: &mut Workspace, id: DependencyId, how: impl FnOnce(&mut Dependency)) {
    let Some(dependency) = workspace.dependencies.get_mut(id.index()) else { return };
    let dependency = Arc::make_mut(dependency);
    let mut concerned = concerned(dependency);
    how(dependency);
    concerned.extend(self::concerned(dependency));
    for thing in concerned {
        workspace.touch(thing);
    }
}

fn concerned(dependency: &Dependency) -> BTreeSet<Thing> {
    let mut things = BTreeSet::from([Thing::Dependency(dependency.id), Thing::Team(dependency.consumer), Thing::Team(dependency.provider)]);
    things.extend(dependency.goal.map(Thing::Goal));
    things.extend(dependency.consumer_item.map(Thing::Item));
    things.extend(dependency.provider_item.map(Thing::Item));
    things
}

fn dated(date: Option<Date>, stamp: &Stamp, why: &Text) -> DateSet {
    DateSet { date, at: stamp.at, by: stamp.person(), why: why.clone() }
}

impl Apply for DependencyRequested {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { dependency, title, consumer, provider, needed_by, done_when, consumer_item, goal, origin } = self.clone();
        let requested = Dependency {
            id: dependency,
            title,
            consumer,
            provider,
            done_when,
            needs: vec![dated(needed_by, stamp, &Text::default())],
            promises: Vec::new(),
            state: DependencyState::Requested,
            requested_by: stamp.person(),
            requested_at: stamp.at,
            asked_at: stamp.at,
            answered_at: None,
            first_delivered_at: None,
            delivered_at: None,
            delivery_note: Text::default(),
            closed_at: None,
            reminded_at: None,
            consumer_item,
            goal,
            provider_item: None,
            waits_for: imbl::OrdSet::new(),
            origin,
        };
        let things = concerned(&requested);
        if let Some(origin) = requested.origin.clone() {
            workspace.dependencies_by_origin.insert(origin, dependency);
        }
        workspace.dependencies.push_back(Arc::new(requested));
        for thing in things {
            workspace.touch(thing);
        }
    }
}

impl Apply for DependencyRetitled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| dependency.title = self.title.clone());
    }
}

impl Apply for DoneWhenSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| dependency.done_when = self.done_when.clone());
    }
}

impl Apply for NeedMoved {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| dependency.needs.push(dated(self.needed_by, stamp, &self.why)));
    }
}

fn promise(dependency: &mut Dependency, stamp: &Stamp, on: Date, why: &Text) {
    dependency.promises.push(dated(Some(on), stamp, why));
    dependency.state = DependencyState::Promised;
    answer(dependency, stamp);
}

fn answer(dependency: &mut Dependency, stamp: &Stamp) {
    dependency.answered_at = dependency.answered_at.or(Some(stamp.at));
    dependency.reminded_at = None;
}

impl Apply for DependencyPromised {
    /// A counter that was taken keeps its words beside the date.
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            let why = match &dependency.state {
                DependencyState::Countered { on, offer } if *on == Some(self.on) => offer.clone(),
                _ => Text::default(),
            };
            promise(dependency, stamp, self.on, &why);
        });
    }
}

impl Apply for PromiseMoved {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| promise(dependency, stamp, self.on, &self.why));
    }
}

impl Apply for DependencyCountered {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.state = DependencyState::Countered { on: self.on, offer: self.offer.clone() };
            answer(dependency, stamp);
        });
    }
}

fn ask(dependency: &mut Dependency, stamp: &Stamp) {
    dependency.state = DependencyState::Requested;
    dependency.asked_at = stamp.at;
    dependency.closed_at = None;
    dependency.reminded_at = None;
}

impl Apply for CounterRefused {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| ask(dependency, stamp));
    }
}

impl Apply for DependencyRenewed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| ask(dependency, stamp));
    }
}

impl Apply for DependencyDeclined {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.state = DependencyState::Declined(self.why.clone());
            answer(dependency, stamp);
            dependency.closed_at = Some(stamp.at);
        });
    }
}

impl Apply for DependencyDelivered {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.state = DependencyState::Delivered;
            dependency.first_delivered_at = dependency.first_delivered_at.or(Some(stamp.at));
            dependency.delivered_at = Some(stamp.at);
            dependency.delivery_note = self.note.clone();
            answer(dependency, stamp);
        });
    }
}

/// Back to what stood before the delivery.
fn undeliver(dependency: &mut Dependency) {
    dependency.state = if dependency.promises.is_empty() { DependencyState::Requested } else { DependencyState::Promised };
    dependency.delivered_at = None;
    dependency.delivery_note = Text::default();
}

impl Apply for DeliveryRefused {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, undeliver);
    }
}

impl Apply for DeliveryTakenBack {
    /// It never was: if it was the first delivery, the next one is.
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            if dependency.first_delivered_at == dependency.delivered_at {
                dependency.first_delivered_at = None;
            }
            undeliver(dependency);
        });
    }
}

impl Apply for DependencyAccepted {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.state = DependencyState::Accepted;
            dependency.closed_at = Some(stamp.at);
        });
    }
}

impl Apply for AcceptanceTakenBack {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.state = DependencyState::Delivered;
            dependency.closed_at = None;
        });
    }
}

impl Apply for DependencyWithdrawn {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.state = DependencyState::Withdrawn(self.why.clone());
            dependency.closed_at = Some(stamp.at);
        });
    }
}

impl Apply for DependencyChained {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.waits_for.insert(self.waits_for);
        });
        workspace.touch(Thing::Dependency(self.waits_for));
    }
}

impl Apply for DependencyUnchained {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.waits_for.remove(&self.waits_for);
        });
        workspace.touch(Thing::Dependency(self.waits_for));
    }
}

impl Apply for DependencyPlaced {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.dependency, |dependency| {
            dependency.consumer_item = self.consumer_item;
            dependency.goal = self.goal;
            dependency.provider_item = self.provider_item;
        });
    }
}

impl Apply for DependencyReminded {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.dependency, |dependency| dependency.reminded_at = Some(stamp.at));
    }
}
