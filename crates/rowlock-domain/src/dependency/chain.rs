//! Chains: what a dependency waits for, what waits for it, and circles in which each waits for the next.
//! Only open dependencies make somebody wait.

use super::Dependency;
use crate::{DependencyId, TeamId, Workspace};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

fn open(workspace: &Workspace, id: DependencyId) -> Option<&Arc<Dependency>> {
    workspace.dependency(id).filter(|d| d.is_open())
}

/// The circle that would close if `dependency` waited for `waits_for`: from `dependency` on, each waiting for the next; `None` = no circle.
#[must_use]
pub fn circle(workspace: &Workspace, dependency: DependencyId, waits_for: DependencyId) -> Option<Vec<DependencyId>> {
    let mut came_from: BTreeMap<DependencyId, DependencyId> = BTreeMap::new();
    let mut waiting = vec![waits_for];
    let mut seen = BTreeSet::from([waits_for]);
    while let Some(current) = waiting.pop() {
        if current == dependency {
            return Some(path(&came_from, waits_for, dependency));
        }
        for next in open(workspace, current).into_iter().flat_map(|d| d.waits_for.iter().copied()) {
            if seen.insert(next) {
                came_from.insert(next, current);
                waiting.push(next);
            }
        }
    }
    None
}

/// From the dependency over `first` back to just before itself.
fn path(came_from: &BTreeMap<DependencyId, DependencyId>, first: DependencyId, dependency: DependencyId) -> Vec<DependencyId> {
    let mut backwards = Vec::new();
    let mut current = dependency;
    while current != first {
        let Some(before) = came_from.get(&current) else { break };
        backwards.push(*before);
        current = *before;
    }
    backwards.push(dependency);
    backwards.reverse();
    if dependency == first { vec![dependency] } else { backwards }
}

/// `DEP-3 waits for DEP-5, which waits for DEP-3`.
#[must_use]
pub fn circle_in_words(circle: &[DependencyId]) -> String {
    let Some((first, rest)) = circle.split_first() else { return String::new() };
    let mut words = first.to_string();
    for (index, id) in rest.iter().chain([first]).enumerate() {
        words += if index == 0 { " waits for " } else { ", which waits for " };
        words += &id.to_string();
    }
    words
}

/// The recorded circles, each once, beginning with its lowest number.
#[must_use]
pub fn circles(workspace: &Workspace) -> Vec<Vec<DependencyId>> {
    let mut found: Vec<Vec<DependencyId>> = Vec::new();
    let mut told: BTreeSet<DependencyId> = BTreeSet::new();
    for id in knotted(workspace) {
        if told.contains(&id) {
            continue;
        }
        let inputs = open(workspace, id).into_iter().flat_map(|d| d.waits_for.iter());
        if let Some(circle) = inputs.copied().find_map(|next| circle(workspace, id, next)) {
            told.extend(&circle);
            found.push(circle);
        }
    }
    found
}

/// What can never begin because of a circle: all that is left when, again and again, what waits for nothing open is taken away.
fn knotted(workspace: &Workspace) -> BTreeSet<DependencyId> {
    let dependents = Dependents::of(workspace);
    let mut waits: BTreeMap<DependencyId, usize> = BTreeMap::new();
    for dependency in workspace.dependencies.iter().filter(|d| d.is_open() && !d.waits_for.is_empty()) {
        waits.insert(dependency.id, dependency.waits_for.iter().filter(|input| open(workspace, **input).is_some()).count());
    }
    let mut free: Vec<DependencyId> = workspace.dependencies.iter().filter(|d| waits.get(&d.id).is_none_or(|n| *n == 0)).map(|d| d.id).collect();
    while let Some(id) = free.pop() {
        if waits.remove(&id).is_some_and(|n| n > 0) || open(workspace, id).is_none() {
            continue;
        }
        for dependent in dependents.direct(id) {
            if let Some(left) = waits.get_mut(dependent) {
                *left -= 1;
                if *left == 0 {
                    free.push(*dependent);
                }
            }
        }
    }
    waits.into_keys().collect()
}

/// Which open dependencies wait for which, turned round: gathered once for a whole list.
#[derive(Clone, Debug, Default)]
pub struct Dependents(BTreeMap<DependencyId, Vec<DependencyId>>);

impl Dependents {
    /// Of all open dependencies.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let mut dependents: BTreeMap<DependencyId, Vec<DependencyId>> = BTreeMap::new();
        for dependency in workspace.dependencies.iter().filter(|d| d.is_open()) {
            for input in &dependency.waits_for {
                dependents.entry(*input).or_default().push(dependency.id);
            }
        }
        Self(dependents)
    }

    /// Those that wait for it directly.
    #[must_use]
    pub fn direct(&self, id: DependencyId) -> &[DependencyId] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The teams that wait: its consumer, and the consumers of whatever waits for it, near or far.
    #[must_use]
    pub fn waiting_teams(&self, workspace: &Workspace, dependency: &Dependency) -> Vec<TeamId> {
        let mut teams = vec![dependency.consumer];
        let mut seen = BTreeSet::from([dependency.id]);
        let mut next: Vec<DependencyId> = self.direct(dependency.id).to_vec();
        while let Some(id) = next.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(consumer) = workspace.dependency(id).map(|d| d.consumer).filter(|team| !teams.contains(team)) {
                teams.push(consumer);
            }
            next.extend(self.direct(id));
        }
        teams
    }
}

/// A dependency and what it waits for, as a tree laid flat: depth and dependency, nearest first; each once.
#[must_use]
pub fn inputs(workspace: &Workspace, id: DependencyId) -> Vec<(usize, DependencyId)> {
    let mut laid = Vec::new();
    let mut seen = BTreeSet::from([id]);
    let mut next: Vec<(usize, DependencyId)> = workspace.dependency(id).into_iter().flat_map(|d| d.waits_for.iter().rev().map(|i| (1, *i))).collect();
    while let Some((depth, input)) = next.pop() {
        if !seen.insert(input) {
            continue;
        }
        laid.push((depth, input));
        next.extend(workspace.dependency(input).into_iter().flat_map(|d| d.waits_for.iter().rev().map(|i| (depth + 1, *i))));
    }
    laid
}
