//! What a forecast starts from: teams with their past weeks and their items in order, what waits for what, goals.
//! Plain numbers; `model::forecast` makes them from a workspace, `file` from a document.

use serde::Serialize;

/// Weeks after which a future is "not within three years".
pub const HORIZON_WEEKS: f32 = 156.0;

/// Everything that a forecast needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Who works.
    pub teams: Vec<Team>,
    /// Things that come at a moment of their own: impediments cleared, promises kept.
    pub arrivals: Vec<Arrival>,
    /// What waits for what.
    pub edges: Vec<Edge>,
    /// What is asked about.
    pub goals: Vec<Goal>,
    /// Working time, where not every day of every week counts alike; teams name theirs by index.
    pub calendars: Vec<super::WorkTime>,
    /// When a customer can go on after its supplier.
    pub handover: Handover,
    /// Whether all teams share the luck of a week.
    pub weeks: Weeks,
    /// How many causes there are; teams, arrivals and edges name theirs.
    pub causes: usize,
}

/// A team's pace and what it has to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// Names its random stream: the same team draws the same weeks in every variant.
    pub key: u64,
    /// Small stories finished in each past week, oldest first.
    pub history: Vec<u32>,
    /// Small stories left of each item, in the order in which they are done.
    pub items: Vec<u32>,
    /// Stories that were really finished of each planned one, per past sprint; empty = no growth.
    pub growth: Vec<f32>,
    /// How much faster than its history it works; 1 = as ever.
    pub pace: f32,
    /// Its working time; `None` = all days alike.
    pub calendar: Option<usize>,
    /// Under what its remaining work is counted.
    pub cause: Option<usize>,
}

/// Something that comes at a random moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrival {
    /// Names its random stream.
    pub key: u64,
    /// Weeks from now, each equally likely; empty = now.
    pub weeks: Vec<f32>,
    /// Under what it is counted.
    pub cause: Option<usize>,
}

/// What can be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The end of an item.
    Item {
        /// Index of the team.
        team: usize,
        /// Index of the item.
        item: usize,
    },
    /// Something that arrives.
    Arrival(usize),
}

/// `to` cannot begin before `from` is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The supplier.
    pub from: Node,
    /// The customer.
    pub to: Node,
    /// Under what it is counted.
    pub cause: Option<usize>,
}

/// Done when all that it needs is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// What must be there.
    pub needs: Vec<Node>,
}

/// When a customer can go on after its supplier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Handover {
    /// At once.
    #[default]
    AtOnce,
    /// At the start of the week after.
    NextWeek,
}

/// Whose past weeks are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weeks {
    /// Every team draws its own.
    #[default]
    Independent,
    /// All draw the same one: holidays and releases hit all of them (joint bootstrap).
    Joint,
}

impl Team {
    /// A team with a history and items, counted under nothing.
    #[must_use]
    pub fn new(key: u64, history: Vec<u32>, items: Vec<u32>) -> Self {
        Self { key, history, items, pace: 1.0, ..Self::default() }
    }

    /// Whether it has ever finished something: without that there is no pace.
    #[must_use]
    pub fn has_pace(&self) -> bool {
        self.history.iter().any(|week| *week > 0) && self.pace > 0.0
    }
}

impl Plan {
    /// Teams whose work a goal waits for, directly or through others, by index.
    #[must_use]
    pub fn teams_behind(&self, goal: usize) -> Vec<usize> {
        let mut open: Vec<Node> = self.goals.get(goal).map(|goal| goal.needs.clone()).unwrap_or_default();
        let mut seen = std::collections::BTreeSet::new();
        let mut reach = vec![None; self.teams.len()];
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            let waits = |edge: &&Edge| match (node, edge.to) {
                (Node::Item { team, item }, Node::Item { team: of, item: at }) => team == of && at <= item,
                (one, other) => one == other,
            };
            if let Node::Item { team, item } = node {
                reach[team] = reach[team].max(Some(item));
            }
            open.extend(self.edges.iter().filter(waits).map(|edge| edge.from));
        }
        let works = |team: &usize| reach[*team].is_some_and(|last| self.teams[*team].items.iter().take(last + 1).any(|stories| *stories > 0));
        (0..self.teams.len()).filter(works).collect()
    }
}
