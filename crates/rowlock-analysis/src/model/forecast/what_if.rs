//! What if: changes of a plan, one or several at once, answered by the same futures.

use super::Ahead;
use crate::{
    forecast::{Edge, Node},
    model::outlook::{Element, GoalOutlook, Outlook},
};
use rowlock_domain::{DependencyId, GoalId, ImpedimentId, ItemId, TeamId, Workspace, time::days_between};

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The impediment is gone today.
    Clear(ImpedimentId),
    /// The dependency comes when it is needed at the latest (today, without a date).
    Deliver(DependencyId),
    /// The item is left out.
    LeaveOut(ItemId),
    /// The team works at so many percent of its pace.
    Pace(TeamId, u32),
}

/// Slowest and fastest pace that can be asked about, in percent.
pub const PACES: std::ops::RangeInclusive<u32> = 50..=150;

impl Ahead {
    /// The same with changes; what does not concern the plan changes nothing.
    #[must_use]
    pub fn with(&self, workspace: &Workspace, changes: &[Change]) -> Self {
        let mut ahead = self.clone();
        for change in changes {
            ahead.change(workspace, *change);
        }
        ahead
    }

    fn change(&mut self, workspace: &Workspace, change: Change) {
        match change {
            Change::Clear(id) => {
                if let Some((_, at)) = self.impediments.iter().find(|(known, _)| *known == id) {
                    self.plan.arrivals[*at].weeks.clear();
                }
            }
            Change::Deliver(id) => {
                let Some((_, at)) = self.dependencies.iter().find(|(known, _)| *known == id).copied() else { return };
                let need = workspace.dependency(id).and_then(|dependency| dependency.needed_by());
                let days = need.map_or(0, |need| days_between(self.as_of, need) + 1);
                let by = days.max(0) as f32 / 7.0;
                let is_made = |edge: &Edge| edge.to == Node::Arrival(at) && matches!(edge.from, Node::Item { .. });
                if self.plan.edges.iter().any(is_made) {
                    self.plan.arrivals[at].weeks = vec![by];
                }
                // What might come earlier by itself still may.
                self.plan.arrivals[at].weeks.iter_mut().for_each(|weeks| *weeks = weeks.min(by));
                self.plan.edges.retain(|edge| edge.to != Node::Arrival(at));
            }
            Change::LeaveOut(id) => {
                for (team, items) in self.items.iter().enumerate() {
                    if let Some(place) = items.iter().position(|known| *known == id) {
                        self.plan.teams[team].items[place] = 0;
                    }
                }
            }
            Change::Pace(team, percent) => {
                if let Some(team) = self.plan.teams.get_mut(team.index()) {
                    team.pace = percent.clamp(*PACES.start(), *PACES.end()) as f32 / 100.0;
                }
            }
        }
    }
}

/// Changes worth asking about for a goal: what delays it, the most first, and its items that are not begun.
#[must_use]
pub fn offers(workspace: &Workspace, outlook: &Outlook, goal: &GoalOutlook, most: usize) -> Vec<Change> {
    let mut causes: Vec<(f64, Element)> = outlook.causes.iter().filter_map(|cause| Some((delay(cause, goal.goal)?, cause.element))).collect();
    causes.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut changes: Vec<Change> = Vec::new();
    for (_, element) in causes {
        match element {
            Element::Impediment(id) => changes.push(Change::Clear(id)),
            Element::Dependency(id) => changes.push(Change::Deliver(id)),
            Element::Work(_) => {}
        }
    }
    changes.truncate(most);
    let open = workspace.items_serving(goal.goal).filter(|item| item.state == rowlock_domain::item::ItemState::Open);
    let mut items: Vec<_> = open.map(|item| (std::cmp::Reverse(item.progress.map(|(_, total)| total)), item.id)).collect();
    items.sort_unstable();
    changes.extend(items.into_iter().take(2).map(|(_, item)| Change::LeaveOut(item)));
    changes
}

fn delay(cause: &crate::model::outlook::Cause, goal: GoalId) -> Option<f64> {
    cause.goals.iter().find(|delayed| delayed.goal == goal).map(|delayed| delayed.mean_days).filter(|days| *days > 0.05)
}
