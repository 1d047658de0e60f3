//! Networks of 100,000 nodes and 300,000 edges, and betweenness in one of 1,000 and 5,000.

use super::timed;
use rowlock_analysis::network::{
    Components, Graph, betweenness, critical_path,
    slip::{Network, Plan},
};

const NODES: usize = 100_000;
const EDGES: usize = 300_000;

/// Numbers that look random and are the same each time (a linear congruential generator, Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit as u64) as u32
    }

    fn edges(&mut self, nodes: usize, edges: usize) -> Vec<(u32, u32)> {
        (0..edges).map(|_| (self.below(nodes), self.below(nodes))).filter(|(a, b)| a != b).collect()
    }
}

pub fn measure() {
    let mut numbers = Numbers(11);
    let random = numbers.edges(NODES, EDGES);
    let forward: Vec<(u32, u32)> = random.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
    let lengths: Vec<f64> = (0..NODES).map(|_| f64::from(numbers.below(9) + 1)).collect();
    let cyclic = timed("network, layout of 100,000 / 300,000", 5, || Graph::new(NODES, &random));
    timed("network, strong components of the cyclic graph", 5, || Components::new(&cyclic).count);
    let graph = Graph::new(NODES, &forward);
    timed("network, strong components and both passes, layout included", 5, || {
        let graph = Graph::new(NODES, &forward);
        critical_path::dates(&graph, &Components::new(&graph), &lengths).duration
    });
    timed("network, strong components and both passes", 5, || critical_path::dates(&graph, &Components::new(&graph), &lengths).duration);
    let components = Components::new(&graph);
    timed("network, both passes", 5, || critical_path::dates(&graph, &components, &lengths).duration);
    let dates = critical_path::dates(&graph, &components, &lengths);
    let plan = Plan { start: dates.earliest_start.iter().copied().map(Some).collect(), duration: lengths };
    let network = Network::new(graph);
    let reached = timed("network, slip of the first node", 9, || network.slip(&plan, &[(0, 50.0)]).late.len());
    println!("  ({reached} nodes get late)");
    let small = Graph::new(1_000, &numbers.edges(1_000, 5_000));
    timed("network, betweenness of 1,000 / 5,000", 3, || betweenness::betweenness(&small));
}
