//! Through how many shortest chains a node is passed (Brandes 2001, J. Math. Sociol. 25:163). Only a hint at who
//! stands in the middle: it knows no time, and most chains are not the shortest.

use super::Graph;
use crate::Watch;

/// Betweenness of each node over directed, unweighted edges, divided by (n−1)(n−2); 0 below three nodes.
#[must_use]
pub fn betweenness(graph: &Graph) -> Vec<f64> {
    betweenness_watched(graph, &|_, _| {})
}

/// The same; `watch` hears from how many nodes of how many was searched.
#[must_use]
pub fn betweenness_watched(graph: &Graph, watch: Watch<'_>) -> Vec<f64> {
    let nodes = graph.nodes();
    let mut between = vec![0.0_f64; nodes];
    if nodes < 3 {
        return between;
    }
    let mut search = Search::new(nodes);
    for source in 0..nodes {
        search.from(graph, source as u32);
        search.add_up(graph, source as u32, &mut between);
        watch(source + 1, nodes);
    }
    let scale = 1.0 / ((nodes as f64 - 1.0) * (nodes as f64 - 2.0));
    between.iter_mut().for_each(|value| *value *= scale);
    between
}

struct Search {
    far: Vec<u32>,
    ways: Vec<f64>,
    share: Vec<f64>,
    order: Vec<u32>,
}

/// Not reached.
const NEVER: u32 = u32::MAX;

impl Search {
    fn new(nodes: usize) -> Self {
        Self { far: vec![NEVER; nodes], ways: vec![0.0; nodes], share: vec![0.0; nodes], order: Vec::with_capacity(nodes) }
    }

    /// Distances and numbers of shortest ways, nearest first.
    fn from(&mut self, graph: &Graph, source: u32) {
        self.far.fill(NEVER);
        self.ways.fill(0.0);
        self.share.fill(0.0);
        self.order.clear();
        self.far[source as usize] = 0;
        self.ways[source as usize] = 1.0;
        self.order.push(source);
        let mut at = 0;
        while let Some(node) = self.order.get(at).copied() {
            at += 1;
            let (far, ways) = (self.far[node as usize], self.ways[node as usize]);
            for next in graph.customers(node as usize) {
                let there = *next as usize;
                if self.far[there] == NEVER {
                    self.far[there] = far + 1;
                    self.order.push(*next);
                }
                if self.far[there] == far + 1 {
                    self.ways[there] += ways;
                }
            }
        }
    }

    /// The share of the ways that pass through each node, farthest first.
    fn add_up(&mut self, graph: &Graph, source: u32, between: &mut [f64]) {
        for node in self.order.iter().rev() {
            let here = *node as usize;
            let mut share = 0.0;
            for next in graph.customers(here).iter().map(|next| *next as usize) {
                if self.far[next] == self.far[here] + 1 {
                    share += (1.0 + self.share[next]) / self.ways[next];
                }
            }
            self.share[here] = share * self.ways[here];
            if *node != source {
                between[here] += self.share[here];
            }
        }
    }
}
