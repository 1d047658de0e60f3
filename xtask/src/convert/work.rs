//! Milestones become goals of the root group, deliverables items, dependencies between two teams dependencies,
//! those inside one team relations of items.

use super::{
    left_out::LeftOut,
    shift::Shift,
    snapshot::{Deliverable, Dependency, Milestone, Snapshot},
    structure::Structure,
    wording,
};
use rowlock_organisation::{
    File,
    file::{self, Day, DependencyState, GoalState, ItemState},
};
use std::collections::HashMap;

/// Writes goals, items and dependencies.
pub fn write(snapshot: &Snapshot, structure: &Structure<'_>, shift: Shift, file: &mut File, left_out: &mut LeftOut) {
    let root = structure.root_id();
    file.goals.extend(snapshot.milestones.iter().map(|milestone| goal(milestone, &root, shift, left_out)));
    let mut work = Work { snapshot, structure, shift, items: HashMap::new() };
    for deliverable in &snapshot.deliverables {
        work.item(deliverable, file, left_out);
    }
    for dependency in &snapshot.dependencies {
        work.dependency(dependency, file, left_out);
    }
}

fn goal(milestone: &Milestone, root: &str, shift: Shift, left_out: &mut LeftOut) -> file::Goal {
    let date = milestone.release.or(milestone.code_freeze);
    let others = [milestone.cycle_start, milestone.enhancements_freeze, milestone.code_freeze.filter(|_| milestone.release.is_some())];
    left_out.add_many("further dates of milestones", "a goal has one date", others.iter().flatten().count());
    if date.is_none() {
        left_out.add("dates of goals", "neither release nor code freeze is known", &milestone.id);
    }
    let is_past = date.is_some_and(|date| shift.is_past(date));
    file::Goal {
        id: wording::id(&milestone.id),
        title: wording::title(&milestone.id, &milestone.id, left_out),
        group: Some(root.to_owned()),
        team: None,
        sprint: None,
        date: date.map(|date| Day::from(shift.date(date))),
        met_when: None,
        state: Some(if is_past { GoalState::Met } else { GoalState::Set }),
        supports: Vec::new(),
    }
}

struct Work<'a> {
    snapshot: &'a Snapshot,
    structure: &'a Structure<'a>,
    shift: Shift,
    /// Place in the file and state of each item.
    items: HashMap<&'a str, (usize, ItemState)>,
}

impl<'a> Work<'a> {
    fn item(&mut self, deliverable: &'a Deliverable, file: &mut File, left_out: &mut LeftOut) {
        for (what, count) in
            [("authors", deliverable.authors.len()), ("reviewers", deliverable.reviewers.len()), ("approvers", deliverable.approvers.len())]
        {
            left_out.add_many(&format!("{what} of deliverables"), "an item belongs to a team, not to persons", count);
        }
        let Some(team) = self.structure.team(&deliverable.owner_team) else {
            left_out.add("deliverables", "of an unknown team", &deliverable.id);
            return;
        };
        let state = state(deliverable, left_out);
        if self.items.insert(&deliverable.id, (file.items.len(), state)).is_some() {
            left_out.add("deliverables", "with an id used twice", &deliverable.id);
            return;
        }
        file.items.push(file::Item {
            id: wording::id(&deliverable.id),
            title: wording::title(&deliverable.title, &deliverable.id, left_out),
            team: wording::id(&team.id),
            state: Some(state),
            date: self.date(deliverable, left_out),
            goal: None,
            needs: Vec::new(),
            part_of: Vec::new(),
            replaces: Vec::new(),
        });
    }

    fn date(&self, deliverable: &Deliverable, left_out: &mut LeftOut) -> Option<Day> {
        let target = deliverable.target_milestone.as_deref()?;
        let freeze = self.snapshot.milestones.iter().find(|milestone| milestone.id == target).and_then(|milestone| milestone.code_freeze);
        if freeze.is_none() {
            left_out.add("target milestones of deliverables", "without a known code freeze: the item has no date", target);
        }
        freeze.map(|date| Day::from(self.shift.date(date)))
    }

    fn dependency(&self, dependency: &Dependency, file: &mut File, left_out: &mut LeftOut) {
        if dependency.consumer_team == dependency.provider_team {
            self.relation(dependency, file, left_out);
            return;
        }
        let (Some(consumer), Some(provider)) = (self.structure.team(&dependency.consumer_team), self.structure.team(&dependency.provider_team))
        else {
            left_out.add("dependencies", "of an unknown team", &dependency.id);
            return;
        };
        let served = self.end(dependency.for_deliverable.as_deref(), &consumer.id, left_out);
        let yields = self.end(dependency.provider_deliverable.as_deref(), &provider.id, left_out);
        let state = dependency.for_deliverable.as_deref().and_then(|id| self.items.get(id)).map(|(_, state)| *state);
        let state = match state {
            Some(ItemState::Done) => DependencyState::Accepted,
            Some(ItemState::Dropped) => DependencyState::Withdrawn,
            _ if dependency.promised_by.is_some() => DependencyState::Promised,
            _ => DependencyState::Requested,
        };
        file.dependencies.push(file::Dependency {
            id: wording::id(&dependency.id),
            title: wording::title(&self.title(dependency), &dependency.id, left_out),
            consumer: wording::id(&consumer.id),
            provider: wording::id(&provider.id),
            needed_by: dependency.needed_by.map(|date| Day::from(self.shift.date(date))),
            promised_by: dependency.promised_by.map(|date| Day::from(self.shift.date(date))),
            state: Some(state),
            done_when: None,
            consumer_item: served,
            provider_item: yields,
            goal: None,
            waits_for: Vec::new(),
        });
    }

    /// The item at one end of a dependency, if that team does it.
    fn end(&self, deliverable: Option<&str>, team: &str, left_out: &mut LeftOut) -> Option<String> {
        let id = deliverable?;
        let is_theirs = self.items.contains_key(id) && self.snapshot.deliverables.iter().any(|d| d.id == id && d.owner_team == team);
        if !is_theirs {
            left_out.add("deliverables at the end of a dependency", "unknown, or another team's", id);
        }
        is_theirs.then(|| wording::id(id))
    }

    /// What is needed: the provider's deliverable, else taking part in the consumer's.
    fn title(&self, dependency: &Dependency) -> String {
        let named = |id: Option<&str>| id.and_then(|id| self.snapshot.deliverables.iter().find(|d| d.id == id)).map(|d| d.title.as_str());
        match (named(dependency.provider_deliverable.as_deref()), named(dependency.for_deliverable.as_deref())) {
            (Some(needed), _) => needed.to_owned(),
            (None, Some(served)) => format!("Part in: {served}"),
            (None, None) => dependency.id.clone(),
        }
    }

    fn relation(&self, dependency: &Dependency, file: &mut File, left_out: &mut LeftOut) {
        let place = |id: &Option<String>| id.as_deref().and_then(|id| self.items.get(id)).map(|(place, _)| *place);
        let (Some(from), Some(to)) = (place(&dependency.for_deliverable), place(&dependency.provider_deliverable)) else {
            left_out.add("dependencies inside one team", "without a known deliverable at each end", &dependency.id);
            return;
        };
        let other = file.items[to].id.clone();
        let item = &mut file.items[from];
        let relations = match dependency.basis.as_str() {
            "see-also" => &mut item.needs,
            "replaces" => &mut item.replaces,
            _ => {
                left_out.add("dependencies inside one team", "neither see-also nor replaces", &dependency.id);
                return;
            }
        };
        if from == to || relations.contains(&other) {
            left_out.add("dependencies inside one team", "to the deliverable itself, or stated twice", &dependency.id);
        } else {
            relations.push(other);
        }
    }
}

fn state(deliverable: &Deliverable, left_out: &mut LeftOut) -> ItemState {
    let written = deliverable.status.as_deref().unwrap_or_default().trim().to_lowercase();
    match written.as_str() {
        "provisional" | "deferred" => ItemState::Open,
        "implementable" | "alpha" => ItemState::InProgress,
        "implemented" | "implemented (alpha)" => ItemState::Done,
        "replaced" | "rejected" | "withdrawn" | "removed" => ItemState::Dropped,
        _ => {
            left_out.add("states of deliverables", "unknown; taken as open", &format!("“{written}” of {}", deliverable.id));
            ItemState::Open
        }
    }
}
