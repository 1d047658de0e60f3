//! Names of nodes, and a graph over them: what a file of edges says, with everything that was not counted.

use super::Graph;
use std::collections::{BTreeMap, BTreeSet};

/// A graph with names; nodes are numbered in the order of their names, so that ties are stable.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// By number.
    pub names: Vec<String>,
    /// Who supplies whom.
    pub graph: Graph,
    /// How often each edge (supplier, customer) was named.
    pub weights: BTreeMap<(u32, u32), usize>,
    /// Nodes that were said to wait for themselves, once each.
    pub selfish: Vec<String>,
    /// How many edges repeat an earlier one.
    pub repeated: usize,
}

/// What to do with a node that waits for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selfish {
    /// A dependency has two ends that differ: leave it out and say so.
    Reject,
    /// Keep it: it is a circle of one.
    Keep,
}

impl Named {
    /// From names and edges (supplier, customer); ends that are not among the names are added.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>, edges: &[(&'a str, &'a str)], selfish: Selfish) -> Self {
        let mut all: BTreeSet<&str> = names.into_iter().collect();
        all.extend(edges.iter().flat_map(|(from, to)| [*from, *to]));
        let numbers: BTreeMap<&str, u32> = all.iter().copied().zip(0..).collect();
        let mut named = Self { names: all.iter().map(|name| (*name).to_owned()).collect(), ..Self::default() };
        let mut alone: BTreeSet<&str> = BTreeSet::new();
        for (from, to) in edges {
            if from == to && selfish == Selfish::Reject {
                alone.insert(from);
                continue;
            }
            let times = named.weights.entry((numbers[from], numbers[to])).or_default();
            *times += 1;
            named.repeated += usize::from(*times > 1);
        }
        named.selfish = alone.into_iter().map(str::to_owned).collect();
        let edges: Vec<(u32, u32)> = named.weights.keys().copied().collect();
        named.graph = Graph::new(named.names.len(), &edges);
        named
    }

    /// The name of a node.
    #[must_use]
    pub fn name(&self, node: u32) -> &str {
        self.names.get(node as usize).map_or("", String::as_str)
    }

    /// The number of a name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok().map(|at| at as u32)
    }

    /// The names of some nodes.
    #[must_use]
    pub fn list(&self, nodes: &[u32]) -> Vec<String> {
        nodes.iter().map(|node| self.name(*node).to_owned()).collect()
    }
}
