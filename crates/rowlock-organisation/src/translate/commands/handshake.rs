//! Dependencies: asked for, chained, then brought to where the handshake stands by the steps that lead there.

use super::{Batch, Entry, taken, why};
use crate::{
    handshake,
    translate::fields::{date, prose, text, title, words},
};
use rowlock_domain::{
    Command, Date, DependencyId, Text,
    dependency::command::{
        AcceptDependency, ChainDependency, DeclineDependency, DeliverDependency, MoveNeed, PlaceDependency, PromiseDependency, RefuseCounter,
        RefuseDelivery, RenewDependency, RequestDependency, RetitleDependency, SetDoneWhen, UnchainDependency, WithdrawDependency,
    },
};
use std::collections::BTreeSet;

impl Batch<'_> {
    pub(super) fn dependencies(&mut self, entries: &[&Entry<'_>]) {
        for entry in entries.iter().filter(|e| e.is_new()) {
            self.request(entry);
        }
        for entry in entries {
            self.chain(entry);
        }
        for entry in entries {
            if entry.is_new() {
                self.bring(entry, "requested");
            } else {
                self.change(entry);
            }
        }
    }

    fn request(&mut self, entry: &Entry<'_>) {
        let after = &entry.after;
        let ends = |field: &str| text(after, field).and_then(|id| self.ids.teams.get(id));
        let (Some(consumer), Some(provider)) = (ends("consumer"), ends("provider")) else { return };
        let (consumer_item, goal, provider_item) = self.placed(entry);
        let dependency = DependencyId(taken(&mut self.next.dependency));
        self.ids.dependencies.insert(entry.id(), dependency);
        let request = RequestDependency {
            title: title(after, "title"),
            consumer,
            provider,
            needed_by: date(after, "needed_by"),
            done_when: prose(after, "done_when"),
            consumer_item,
            goal,
            waits_for: Vec::new(),
            despite_cycle: true,
            origin: self.ids.dependencies.origin(entry.id()),
        };
        self.push(entry, request);
        if provider_item.is_some() {
            self.push(entry, PlaceDependency { dependency, consumer_item, goal, provider_item });
        }
    }

    fn placed(&self, entry: &Entry<'_>) -> (Option<rowlock_domain::ItemId>, Option<rowlock_domain::GoalId>, Option<rowlock_domain::ItemId>) {
        let item = |field: &str| text(&entry.after, field).and_then(|id| self.ids.items.get(id));
        (item("consumer_item"), text(&entry.after, "goal").and_then(|id| self.ids.goals.get(id)), item("provider_item"))
    }

    fn chain(&mut self, entry: &Entry<'_>) {
        if !entry.is_new() && !entry.changes("waits_for") {
            return;
        }
        let Some(dependency) = self.ids.dependencies.get(entry.id()) else { return };
        let before: BTreeSet<&str> = words(&entry.before, "waits_for").into_iter().collect();
        let after: BTreeSet<&str> = words(&entry.after, "waits_for").into_iter().collect();
        for waits_for in before.difference(&after).filter_map(|id| self.ids.dependencies.get(id)).collect::<Vec<_>>() {
            self.push(entry, UnchainDependency { dependency, waits_for });
        }
        for waits_for in after.difference(&before).filter_map(|id| self.ids.dependencies.get(id)).collect::<Vec<_>>() {
            self.push(entry, ChainDependency { dependency, waits_for, despite_cycle: true });
        }
    }

    fn change(&mut self, entry: &Entry<'_>) {
        let Some(dependency) = self.ids.dependencies.get(entry.id()) else { return };
        let after = &entry.after;
        self.reopen(entry, dependency);
        if entry.changes("title") {
            self.push(entry, RetitleDependency { dependency, title: title(after, "title") });
        }
        if entry.changes("done_when") {
            self.push(entry, SetDoneWhen { dependency, done_when: prose(after, "done_when") });
        }
        if entry.changes("needed_by") {
            self.push(entry, MoveNeed { dependency, needed_by: date(after, "needed_by"), why: why() });
        }
        if ["consumer_item", "provider_item", "goal"].iter().any(|field| entry.changes(field)) {
            let (consumer_item, goal, provider_item) = self.placed(entry);
            self.push(entry, PlaceDependency { dependency, consumer_item, goal, provider_item });
        }
        if entry.changes("state") || entry.changes("promised_by") {
            self.bring(entry, handshake::state(&entry.before));
        }
    }

    /// Goes back to where need and promise can move, if the way leads there.
    fn reopen(&mut self, entry: &Entry<'_>, dependency: DependencyId) {
        let (from, to) = (handshake::state(&entry.before), handshake::state(&entry.after));
        if !handshake::reopens(from, to) {
            return;
        }
        if from == "declined" {
            self.push(entry, RenewDependency { dependency, why: why() });
        } else {
            self.push(entry, RefuseDelivery { dependency, why: why() });
        }
    }

    /// Brings the handshake from where it stands to where the file says.
    fn bring(&mut self, entry: &Entry<'_>, from: &str) {
        let Some(dependency) = self.ids.dependencies.get(entry.id()) else { return };
        let to = handshake::state(&entry.after);
        let promised = date(&entry.after, "promised_by").filter(|on| from == "declined" || date(&entry.before, "promised_by") != Some(*on));
        let way = if from == to { again(dependency, promised) } else { steps(dependency, from, to, promised) };
        way.into_iter().for_each(|step| self.push(entry, step));
    }
}

/// Within a state only a promise can move.
fn again(dependency: DependencyId, promised: Option<Date>) -> Vec<Command> {
    promised.map(|on| PromiseDependency { dependency, on, why: why() }.into()).into_iter().collect()
}

/// The steps from one state of the handshake to another, once it was reopened where it must be.
fn steps(dependency: DependencyId, from: &str, to: &str, promised: Option<Date>) -> Vec<Command> {
    if to == "requested" {
        return if from == "countered" { vec![RefuseCounter { dependency, why: why() }.into()] } else { Vec::new() };
    }
    let mut steps = again(dependency, promised);
    match to {
        "promised" => {}
        "delivered" => steps.push(DeliverDependency { dependency, note: Text::default() }.into()),
        "accepted" => {
            if from != "delivered" {
                steps.push(DeliverDependency { dependency, note: Text::default() }.into());
            }
            steps.push(AcceptDependency { dependency }.into());
        }
        "declined" => steps.push(DeclineDependency { dependency, why: why() }.into()),
        _ => steps.push(WithdrawDependency { dependency, why: why() }.into()),
    }
    steps
}
