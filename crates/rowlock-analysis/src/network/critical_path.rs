//! Earliest and latest dates by the critical path method (Kelley & Walker 1959): earliest start = latest of the
//! suppliers' finishes, latest finish = earliest of the customers' latest starts, slack = the difference.
//!
//! Nodes that wait for each other are one block: no dates inside; outside it counts with its longest member, so what
//! comes after it starts *not before* its date.

use super::{Components, Graph};
use serde::Serialize;

/// How a node's dates are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// As said.
    Known,
    /// Behind a circle: not before the date said.
    NotBefore,
    /// In a circle: no date can be given.
    Unknown,
}

/// The dates of all nodes, in the unit of the durations, from 0. Dates of nodes in a circle are those of their block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// When it can start.
    pub earliest_start: Vec<f64>,
    /// When it can be there.
    pub earliest_finish: Vec<f64>,
    /// When it must start for the whole to end in time.
    pub latest_start: Vec<f64>,
    /// When it must be there.
    pub latest_finish: Vec<f64>,
    /// What it may slip without moving any customer: its own, to use without asking.
    pub free_slack: Vec<f64>,
    /// How its dates are to be read.
    pub certainty: Vec<Certainty>,
    /// When the last node is there.
    pub duration: f64,
}

impl Dates {
    /// What it may slip without moving the end: shared with all on the same path.
    #[must_use]
    pub fn slack(&self, node: usize) -> f64 {
        self.latest_start.get(node).zip(self.earliest_start.get(node)).map_or(0.0, |(latest, earliest)| latest - earliest)
    }

    /// Whether every day it slips moves the end.
    #[must_use]
    pub fn is_critical(&self, node: usize) -> bool {
        self.slack(node) <= self.tolerance() && self.certainty.get(node) != Some(&Certainty::Unknown)
    }

    /// Differences up to here are rounding.
    #[must_use]
    pub fn tolerance(&self) -> f64 {
        1e-9 * self.duration.abs().max(1.0)
    }
}

/// Both passes. `durations` holds a length ≥ 0 per node; a milestone has 0.
#[must_use]
pub fn dates(graph: &Graph, components: &Components, durations: &[f64]) -> Dates {
    let count = components.count;
    let lengths: Vec<f64> = (0..count).map(|c| components.members(c).iter().map(|n| durations[*n as usize]).fold(0.0, f64::max)).collect();
    let (start, behind) = forward(graph, components, &lengths);
    let end = (0..count).map(|c| start[c] + lengths[c]).fold(0.0, f64::max);
    let (latest, next_start) = backward(graph, components, &lengths, &start, end);
    let nodes = graph.nodes();
    let of = |node: usize| components.of[node] as usize;
    let each = |value: &dyn Fn(usize) -> f64| (0..nodes).map(|node| value(of(node))).collect::<Vec<f64>>();
    let certainty = |node: usize| match (components.is_cyclic(of(node)), behind[of(node)]) {
        (true, _) => Certainty::Unknown,
        (false, true) => Certainty::NotBefore,
        (false, false) => Certainty::Known,
    };
    Dates {
        earliest_start: each(&|c| start[c]),
        earliest_finish: each(&|c| start[c] + lengths[c]),
        latest_start: each(&|c| latest[c] - lengths[c]),
        latest_finish: each(&|c| latest[c]),
        free_slack: each(&|c| next_start[c] - (start[c] + lengths[c])),
        certainty: (0..nodes).map(certainty).collect(),
        duration: end,
    }
}

/// Earliest starts of the components, and which stand behind a circle.
fn forward(graph: &Graph, components: &Components, lengths: &[f64]) -> (Vec<f64>, Vec<bool>) {
    let mut start = vec![0.0_f64; components.count];
    let mut behind = vec![false; components.count];
    for component in (0..components.count).rev() {
        let finish = start[component] + lengths[component];
        let is_doubtful = behind[component] || components.is_cyclic(component);
        for node in components.members(component) {
            for customer in graph.customers(*node as usize) {
                let there = components.of[*customer as usize] as usize;
                if there != component {
                    start[there] = start[there].max(finish);
                    behind[there] |= is_doubtful;
                }
            }
        }
    }
    (start, behind)
}

/// Latest finishes of the components, and the earliest start of any customer.
fn backward(graph: &Graph, components: &Components, lengths: &[f64], start: &[f64], end: f64) -> (Vec<f64>, Vec<f64>) {
    let mut latest = vec![end; components.count];
    let mut next_start = vec![end; components.count];
    for component in 0..components.count {
        for node in components.members(component) {
            for customer in graph.customers(*node as usize) {
                let there = components.of[*customer as usize] as usize;
                if there != component {
                    latest[component] = latest[component].min(latest[there] - lengths[there]);
                    next_start[component] = next_start[component].min(start[there]);
                }
            }
        }
    }
    (latest, next_start)
}
