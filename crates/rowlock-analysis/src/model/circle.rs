//! Who waits for whom where a plan leads in a circle: items and dependencies by their titles.

use super::forecast::Ahead;
use crate::{
    forecast::Node,
    network::{Components, Graph, cycles, tell},
};
use rowlock_domain::Workspace;
use std::collections::BTreeMap;

/// The circle that keeps a goal of the plan from a date, in words.
pub(super) fn circle(workspace: &Workspace, ahead: &Ahead, goal: usize) -> Option<String> {
    let nodes = Nodes::of(ahead);
    let graph = Graph::new(nodes.all.len(), &nodes.edges);
    let components = Components::new(&graph);
    let behind = nodes.behind(&graph.turned(), &ahead.plan.goals.get(goal)?.needs);
    let knots = components.knots();
    let members = knots.iter().find(|members| members.iter().any(|node| behind[*node as usize]))?;
    let shortest = cycles::shortest(&graph, &components, members);
    let names: Vec<String> = shortest.iter().filter_map(|node| name(workspace, ahead, nodes.all[*node as usize])).collect();
    Some(tell::circle(&names))
}

/// The nodes of a plan with numbers, and what waits for what: the edges, and that a team does its items in order.
struct Nodes {
    all: Vec<Node>,
    number: BTreeMap<Node, u32>,
    edges: Vec<(u32, u32)>,
}

impl Nodes {
    fn of(ahead: &Ahead) -> Self {
        let items = ahead.items.iter().enumerate().flat_map(|(team, items)| (0..items.len()).map(move |item| Node::Item { team, item }));
        let all: Vec<Node> = items.chain((0..ahead.plan.arrivals.len()).map(Node::Arrival)).collect();
        let number: BTreeMap<Node, u32> = all.iter().copied().zip(0..).collect();
        let waits = ahead.plan.edges.iter().map(|edge| (edge.from, edge.to));
        let in_order = all.iter().filter_map(|node| match *node {
            Node::Item { team, item } if item > 0 => Some((Node::Item { team, item: item - 1 }, *node)),
            _ => None,
        });
        let edges = waits.chain(in_order).filter_map(|(from, to)| number.get(&from).copied().zip(number.get(&to).copied())).collect();
        Self { all, number, edges }
    }

    /// Which nodes some of these wait for, themselves among them.
    fn behind(&self, turned: &Graph, needs: &[Node]) -> Vec<bool> {
        let mut open: Vec<u32> = needs.iter().filter_map(|need| self.number.get(need).copied()).collect();
        let mut seen = vec![false; self.all.len()];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node as usize], true) {
                open.extend(turned.customers(node as usize));
            }
        }
        seen
    }
}

/// `None` for what has no name of its own.
fn name(workspace: &Workspace, ahead: &Ahead, node: Node) -> Option<String> {
    match node {
        Node::Item { team, item } => {
            let id = *ahead.items.get(team)?.get(item)?;
            workspace.items.iter().find(|item| item.id == id).map(|item| format!("“{}”", item.title))
        }
        Node::Arrival(at) => {
            let (id, _) = ahead.dependencies.iter().find(|(_, arrival)| *arrival == at)?;
            workspace.dependency(*id).map(|dependency| format!("“{}”", dependency.title))
        }
    }
}
