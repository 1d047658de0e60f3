//! The items that teams still have to do, in order, with their small stories.

use super::Silent;
use crate::forecast::Node;
use rowlock_domain::{
    Date, GoalId, ItemId, TeamId, Workspace,
    item::{Item, ItemState, Relation},
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Items of a team that say what is usual there; fewer, and all teams' items say it.
const FEWEST_SIZED: usize = 3;

/// What is left, per team.
#[derive(Clone, Debug, Default)]
pub(super) struct Backlog {
    pub items: Vec<Vec<ItemId>>,
    pub stories: Vec<Vec<u32>>,
    place: BTreeMap<ItemId, Node>,
    /// Items that count as what is usual, because theirs are not counted or not all known yet.
    pub usual: Vec<ItemId>,
    /// Items of which nothing can be said.
    pub unknown: Vec<ItemId>,
}

impl Backlog {
    pub fn of(workspace: &Workspace) -> Self {
        let mut backlog = Self::default();
        let sizes = Sizes::of(workspace);
        let children = children(workspace);
        for team in &workspace.teams {
            let mut open: Vec<&Arc<Item>> = workspace.items.iter().filter(|item| item.team == team.id && is_open(item)).collect();
            open.sort_by_key(|item| (item.state != ItemState::InProgress, item.date.unwrap_or(Date::MAX), item.id));
            let mut stories = Vec::with_capacity(open.len());
            for (at, item) in open.iter().enumerate() {
                backlog.place.insert(item.id, Node::Item { team: team.id.index(), item: at });
                stories.push(backlog.left(item, sizes.usual(team.id), children.get(&item.id).copied()));
            }
            backlog.items.push(open.iter().map(|item| item.id).collect());
            backlog.stories.push(stories);
        }
        backlog
    }

    /// Stories left of an item; what its open parts hold is not counted twice.
    fn left(&mut self, item: &Item, usual: Option<u32>, parts: Option<u32>) -> u32 {
        let counted = item.progress.map(|(done, total)| (total.saturating_sub(done), total));
        let left = match (counted, item.state, usual) {
            (Some((left, _)), ItemState::InProgress, _) => Some(left),
            // Not begun: still being broken down, so at least what is usual.
            (Some((left, total)), _, Some(usual)) if total < usual => {
                self.usual.push(item.id);
                Some(left.max(usual))
            }
            (Some((left, _)), _, _) => Some(left),
            (None, _, usual) => {
                let list = if usual.is_some() { &mut self.usual } else { &mut self.unknown };
                list.push(item.id);
                usual
            }
        };
        left.unwrap_or(0).saturating_sub(parts.unwrap_or(0))
    }

    pub fn node(&self, item: ItemId) -> Option<Node> {
        self.place.get(&item).copied()
    }

    pub fn stories_of(&self, item: ItemId) -> u32 {
        match self.node(item) {
            Some(Node::Item { team, item }) => self.stories[team][item],
            _ => 0,
        }
    }

    /// The first item of a team that serves the goal; without a goal its first item.
    pub fn first(&self, workspace: &Workspace, team: TeamId, goal: Option<GoalId>) -> Option<Node> {
        let items = self.items.get(team.index())?;
        let serves = |item: &ItemId| goal.is_none() || workspace.item(*item).is_some_and(|known| known.goal == goal);
        items.iter().find(|item| serves(item)).and_then(|item| self.node(*item))
    }

    /// Why nothing can be said about a goal with these items.
    pub fn silence(&self, workspace: &Workspace, goal: GoalId) -> Option<Silent> {
        let mut serving = workspace.items_serving(goal).filter(|item| item.state != ItemState::Dropped).peekable();
        if serving.peek().is_none() {
            return Some(Silent::NothingServesIt);
        }
        let open: Vec<ItemId> = serving.filter(|item| is_open(item)).map(|item| item.id).collect();
        if open.is_empty() {
            return Some(Silent::AllDone);
        }
        open.iter().find(|item| self.unknown.contains(item)).map(|item| Silent::NotCounted(*item))
    }
}

pub(super) fn is_open(item: &Item) -> bool {
    matches!(item.state, ItemState::Open | ItemState::InProgress)
}

/// Stories left in the open parts of each item.
fn children(workspace: &Workspace) -> BTreeMap<ItemId, u32> {
    let mut sums = BTreeMap::new();
    for item in workspace.items.iter().filter(|item| is_open(item)) {
        let left = item.progress.map_or(0, |(done, total)| total.saturating_sub(done));
        for (_, parent) in item.relations.iter().filter(|(relation, _)| *relation == Relation::PartOf) {
            *sums.entry(*parent).or_insert(0) += left;
        }
    }
    sums
}

/// How many stories are usual: the median of the counted items.
struct Sizes {
    of_team: Vec<Vec<u32>>,
    all: Option<u32>,
}

impl Sizes {
    fn of(workspace: &Workspace) -> Self {
        let sizes = |of: &dyn Fn(&Item) -> bool| {
            let mut sizes: Vec<u32> = workspace
                .items
                .iter()
                .filter(|item| of(item) && item.state != ItemState::Open)
                .filter_map(|item| item.progress)
                .map(|(_, total)| total)
                .collect();
            sizes.sort_unstable();
            sizes
        };
        let of_team = workspace.teams.iter().map(|team| sizes(&|item| item.team == team.id)).collect();
        Self { of_team, all: median(&sizes(&|_| true)) }
    }

    fn usual(&self, team: TeamId) -> Option<u32> {
        let own = self.of_team.get(team.index()).filter(|sizes| sizes.len() >= FEWEST_SIZED);
        own.and_then(|sizes| median(sizes)).or(self.all)
    }
}

fn median(sorted: &[u32]) -> Option<u32> {
    sorted.get(sorted.len() / 2).copied()
}
