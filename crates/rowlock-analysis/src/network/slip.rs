//! Who gets late when somebody is late: new start = the later of the planned start and the suppliers' new finishes;
//! late by = new finish − planned finish. Nothing is pulled forward, nothing is moved that was in time anyway.
//!
//! Only what can be reached from the late ones is looked at, in topological order, and lateness ends where slack
//! absorbs it. A node without a date, or in a circle, is unknown, and so is what it reaches: never "in time".

use super::{Components, Graph};
use std::{cmp::Reverse, collections::BinaryHeap};

/// A network that is asked about more than once: both directions and a topological order.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Suppliers to customers.
    pub graph: Graph,
    suppliers: Graph,
    /// Its strong components.
    pub components: Components,
}

/// When each node is planned; all in one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The planned start; `None` = nobody said.
    pub start: Vec<Option<f64>>,
    /// How long it takes from there; ≥ 0.
    pub duration: Vec<f64>,
}

/// What a slip does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slip {
    /// Who gets late and by how much (> 0), suppliers first.
    pub late: Vec<(u32, f64)>,
    /// Who may, but nobody can say by how much; ascending.
    pub unknown: Vec<u32>,
    /// Customers of late ones that stay in time, with what is left of their slack; suppliers first.
    pub absorbed: Vec<(u32, f64)>,
}

impl Network {
    /// Of a graph.
    #[must_use]
    pub fn new(graph: Graph) -> Self {
        Self { suppliers: graph.turned(), components: Components::new(&graph), graph }
    }

    /// The nodes that a node waits for directly.
    #[must_use]
    pub fn suppliers(&self, node: usize) -> &[u32] {
        self.suppliers.customers(node)
    }

    /// The plan with every start moved behind the suppliers' finishes, where it was not: what the dates amount to today.
    #[must_use]
    pub fn settled(&self, plan: &Plan) -> Plan {
        let mut settled = plan.clone();
        let mut nodes: Vec<usize> = (0..self.graph.nodes()).collect();
        nodes.sort_by_key(|node| self.components.place(*node));
        for node in nodes {
            if let Some(start) = settled.start[node].filter(|_| !self.is_in_circle(node)) {
                let finishes = self.suppliers(node).iter().filter_map(|s| settled.finish(*s as usize));
                settled.start[node] = Some(finishes.fold(start, f64::max));
            }
        }
        settled
    }

    fn is_in_circle(&self, node: usize) -> bool {
        self.components.of.get(node).is_some_and(|component| self.components.is_cyclic(*component as usize))
    }

    /// What happens when each of `late` (node, lateness of its own > 0) takes that much longer than planned. The plan must be settled.
    #[must_use]
    pub fn slip(&self, plan: &Plan, late: &[(u32, f64)]) -> Slip {
        let mut own = vec![0.0; self.graph.nodes()];
        for (node, by) in late {
            if let Some(own) = own.get_mut(*node as usize) {
                *own += by.max(0.0);
            }
        }
        let mut spread = Spread { network: self, plan, moved: vec![0.0; self.graph.nodes()], own, queue: BinaryHeap::new(), last: None };
        let mut doubtful = Vec::new();
        late.iter().filter(|(node, by)| (*node as usize) < self.graph.nodes() && *by > 0.0).for_each(|(node, _)| spread.push(*node));
        let mut slip = Slip::default();
        while let Some(node) = spread.pop() {
            let Some((by, left)) = spread.late_by(node) else {
                doubtful.push(node);
                continue;
            };
            if by > 1e-9 {
                spread.moved[node as usize] = by;
                slip.late.push((node, by));
                self.graph.customers(node as usize).iter().for_each(|customer| spread.push(*customer));
            } else {
                slip.absorbed.push((node, left));
            }
        }
        slip.unknown = self.reached(&doubtful);
        slip.late.retain(|(node, _)| slip.unknown.binary_search(node).is_err());
        slip.absorbed.retain(|(node, _)| slip.unknown.binary_search(node).is_err());
        slip
    }

    fn reached(&self, from: &[u32]) -> Vec<u32> {
        let mut reached: std::collections::BTreeSet<u32> = from.iter().copied().collect();
        let mut next = from.to_vec();
        while let Some(node) = next.pop() {
            next.extend(self.graph.customers(node as usize).iter().filter(|customer| reached.insert(**customer)));
        }
        reached.into_iter().collect()
    }
}

impl Plan {
    /// The planned finish.
    #[must_use]
    pub fn finish(&self, node: usize) -> Option<f64> {
        Some(self.start.get(node).copied().flatten()? + self.duration.get(node)?)
    }
}

struct Spread<'a> {
    network: &'a Network,
    plan: &'a Plan,
    /// By how much each node's finish moved.
    moved: Vec<f64>,
    /// How much longer each node takes by itself.
    own: Vec<f64>,
    queue: BinaryHeap<Reverse<(usize, u32)>>,
    last: Option<u32>,
}

impl Spread<'_> {
    fn push(&mut self, node: u32) {
        self.queue.push(Reverse((self.network.components.place(node as usize), node)));
    }

    /// The next node in topological order, each once.
    fn pop(&mut self) -> Option<u32> {
        while let Some(Reverse((_, node))) = self.queue.pop() {
            if self.last != Some(node) {
                self.last = Some(node);
                return Some(node);
            }
        }
        None
    }

    /// By how much it gets late, and what is left of its slack; `None` = nobody can say.
    fn late_by(&self, node: u32) -> Option<(f64, f64)> {
        let at = node as usize;
        if self.network.is_in_circle(at) {
            return None;
        }
        let planned = self.plan.start.get(at).copied().flatten()?;
        let finish = |supplier: &u32| Some(self.plan.finish(*supplier as usize)? + self.moved[*supplier as usize]);
        let arrives = self.network.suppliers(at).iter().filter_map(finish).fold(f64::NEG_INFINITY, f64::max);
        let left = if arrives.is_finite() { planned - arrives } else { 0.0 };
        Some((planned.max(arrives) - planned + self.own[at], left.max(0.0)))
    }
}
