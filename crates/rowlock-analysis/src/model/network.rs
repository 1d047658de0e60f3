//! Who is late too when one dependency comes late: the network of promises, needs, dated items and goals of a workspace.
//!
//! A dependency is planned for its promise (for today, once that has passed), a need for its date; what has no date is
//! unknown, never in time. An item without a date hands on to its goal. Days are calendar days.

use crate::network::{
    Graph,
    slip::{Network, Plan, Slip},
    tell,
};
use rowlock_domain::{
    Date, DependencyId, GoalId, ItemId, Moment, TeamId, Workspace,
    dependency::{Dependency, DependencyState},
    goal::Goal,
    item::ItemState,
    time::{days_between, plus_days},
};
use std::collections::BTreeMap;

/// Something with a date that may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A dependency, when it comes.
    Comes(DependencyId),
    /// Its consumer, who needs it.
    Needs(DependencyId),
    /// An item with a date.
    Item(ItemId),
    /// A goal.
    Goal(GoalId),
}

/// The network of a workspace on a day.
#[derive(Clone, Debug)]
pub struct Promises {
    nodes: Vec<Node>,
    numbers: BTreeMap<Node, u32>,
    network: Network,
    plan: Plan,
    today: Date,
}

/// What one late dependency does.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    /// Which gets late, by how many days, and when it comes then; the dependency itself not among them.
    pub late: Vec<(Node, f64, Date)>,
    /// Whoever waits for something late and stays in time, with the days left.
    pub absorbed: Vec<(Node, f64)>,
    /// For whom nobody can say.
    pub unknown: Vec<Node>,
}

/// Reads the network.
#[must_use]
pub fn promises(moment: &Moment<'_>) -> Promises {
    let workspace = moment.workspace;
    let mut reading = Reading { workspace, today: moment.today, dates: BTreeMap::new(), edges: Vec::new() };
    workspace.dependencies.iter().filter(|d| is_to_come(d)).for_each(|d| reading.dependency(d));
    workspace.goals.iter().filter(|goal| goal.is_open()).for_each(|goal| reading.goal(goal));
    let nodes: Vec<Node> = reading.dates.keys().copied().collect();
    let numbers: BTreeMap<Node, u32> = nodes.iter().copied().zip(0..).collect();
    let number = |(from, to): &(Node, Node)| Some((*numbers.get(from)?, *numbers.get(to)?));
    let network = Network::new(Graph::new(nodes.len(), &reading.edges.iter().filter_map(number).collect::<Vec<_>>()));
    let start = reading.dates.values().map(|date| date.map(|date| days_between(moment.today, date) as f64)).collect();
    let plan = network.settled(&Plan { start, duration: vec![0.0; nodes.len()] });
    Promises { nodes, numbers, network, plan, today: moment.today }
}

/// Whether somebody still waits for it.
fn is_to_come(dependency: &Dependency) -> bool {
    matches!(dependency.state, DependencyState::Requested | DependencyState::Countered { .. } | DependencyState::Promised)
}

struct Reading<'a> {
    workspace: &'a Workspace,
    today: Date,
    dates: BTreeMap<Node, Option<Date>>,
    edges: Vec<(Node, Node)>,
}

impl Reading<'_> {
    fn dependency(&mut self, dependency: &Dependency) {
        let (comes, needs) = (Node::Comes(dependency.id), Node::Needs(dependency.id));
        self.dates.insert(comes, dependency.promised_for().map(|date| date.max(self.today)));
        self.dates.insert(needs, dependency.needed_by());
        self.edges.push((comes, needs));
        self.edges.extend(dependency.waits_for.iter().map(|input| (Node::Comes(*input), comes)));
        if let Some(goal) = dependency.goal {
            self.edges.push((needs, Node::Goal(goal)));
        }
        if let Some(item) = dependency.consumer_item {
            self.item(needs, item);
        }
    }

    fn item(&mut self, waits_for: Node, id: ItemId) {
        let Some(item) = self.workspace.item(id).filter(|item| matches!(item.state, ItemState::Open | ItemState::InProgress)) else { return };
        let served = item.goal.map(Node::Goal);
        if item.date.is_some() {
            self.dates.insert(Node::Item(id), item.date);
            self.edges.push((waits_for, Node::Item(id)));
            self.edges.extend(served.map(|goal| (Node::Item(id), goal)));
        } else {
            self.edges.extend(served.map(|goal| (waits_for, goal)));
        }
    }

    fn goal(&mut self, goal: &Goal) {
        self.dates.insert(Node::Goal(goal.id), goal.date());
        self.edges.extend(goal.supports.iter().map(|product| (Node::Goal(goal.id), Node::Goal(*product))));
    }
}

impl Promises {
    /// What happens when a dependency comes `days` later than promised (than needed, while nobody promised it); `None` = nobody waits for it,
    /// or it has neither date.
    #[must_use]
    pub fn when_late(&self, id: DependencyId, days: f64) -> Option<Late> {
        let node = *self.numbers.get(&Node::Comes(id))?;
        let mut plan = self.plan.clone();
        if plan.start[node as usize].is_none() {
            let need = *self.numbers.get(&Node::Needs(id))?;
            plan.start[node as usize] = self.plan.start[need as usize].map(|day| day.max(0.0));
            plan.start[node as usize]?;
            plan = self.network.settled(&plan);
        }
        let Slip { late, absorbed, unknown } = self.network.slip(&plan, &[(node, days)]);
        let name = |node: u32| self.nodes[node as usize];
        let comes = |(node, by): &(u32, f64)| {
            let day = plan.finish(*node as usize)? + by;
            Some((name(*node), *by, plus_days(self.today, day.ceil() as i64)))
        };
        Some(Late {
            late: late.iter().filter(|(late, _)| *late != node).filter_map(comes).collect(),
            absorbed: absorbed.into_iter().map(|(node, left)| (name(node), left)).collect(),
            unknown: unknown.into_iter().map(name).collect(),
        })
    }
}

impl Late {
    /// In a sentence: who is late too and by how much, which goals slip to when, who can absorb it, for whom nobody can say.
    #[must_use]
    pub fn told(&self, workspace: &Workspace, id: DependencyId, days: f64, day: impl Fn(Date) -> String) -> String {
        let provider = workspace.dependency(id).map_or_else(String::new, |d| team(workspace, d.provider));
        let mut teams: BTreeMap<String, f64> = BTreeMap::new();
        for (node, by, _) in &self.late {
            if let Some(name) = waiting(workspace, *node) {
                let most = teams.entry(name).or_default();
                *most = most.max(*by);
            }
        }
        let absorbed: BTreeMap<String, f64> = least(self.absorbed.iter().filter_map(|(node, left)| Some((named(workspace, *node)?, *left))));
        let unknown: std::collections::BTreeSet<String> = self.unknown.iter().filter_map(|node| named(workspace, *node)).collect();
        let mut late: Vec<(String, f64)> = teams.into_iter().collect();
        late.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let names = tell::SlipNames {
            who: provider,
            days,
            absorbed: absorbed.into_iter().filter(|(name, _)| !late.iter().any(|(late, _)| late == name)).collect(),
            late,
            unknown: unknown.into_iter().collect(),
        };
        let mut words = tell::slip(&names);
        for (node, _, date) in &self.late {
            if let Node::Goal(goal) = node
                && let Some(goal) = workspace.goal(*goal)
            {
                words += &format!(" The goal “{}” slips to {}.", goal.title, day(*date));
            }
        }
        words
    }
}

fn least(pairs: impl Iterator<Item = (String, f64)>) -> BTreeMap<String, f64> {
    let mut least: BTreeMap<String, f64> = BTreeMap::new();
    for (name, left) in pairs {
        let known = least.entry(name).or_insert(left);
        *known = known.min(left);
    }
    least
}

fn team(workspace: &Workspace, id: TeamId) -> String {
    workspace.team(id).map_or_else(|| id.0.to_string(), |team| team.name.to_string())
}

/// Whoever waits: the team that needs it, or whose item it is.
fn waiting(workspace: &Workspace, node: Node) -> Option<String> {
    match node {
        Node::Needs(id) => workspace.dependency(id).map(|d| team(workspace, d.consumer)),
        Node::Item(id) => workspace.item(id).map(|item| team(workspace, item.team)),
        Node::Comes(_) | Node::Goal(_) => None,
    }
}

fn named(workspace: &Workspace, node: Node) -> Option<String> {
    match node {
        Node::Goal(id) => workspace.goal(id).map(|goal| format!("the goal “{}”", goal.title)),
        node => waiting(workspace, node),
    }
}
