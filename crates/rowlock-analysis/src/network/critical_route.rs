//! Critical paths as lists: from a node that waits for nobody to one that ends with the whole, without slack between.
//! Ties make several; they are counted and at most a few are listed.

use super::{Graph, critical_path::Dates};

/// The critical paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Routes {
    /// How many there are; a whole number, exact up to 2^53.
    pub count: f64,
    /// The first ones, in the order of their nodes.
    pub listed: Vec<Vec<u32>>,
}

/// Counts all and lists at most `most`.
#[must_use]
pub fn routes(graph: &Graph, dates: &Dates, most: usize) -> Routes {
    let tolerance = dates.tolerance();
    let critical: Vec<bool> = (0..graph.nodes()).map(|node| dates.is_critical(node)).collect();
    let joins = |from: usize, to: u32| {
        let to = to as usize;
        from != to && critical[to] && (dates.earliest_start[to] - dates.earliest_finish[from]).abs() <= tolerance
    };
    // Whatever ends with the whole ends a path, even where a milestone of length 0 follows: then there are two.
    let ends = |node: usize| (dates.earliest_finish[node] - dates.duration).abs() <= tolerance;
    let mut waits = vec![false; graph.nodes()];
    graph.edges().filter(|(from, to)| from != to).for_each(|(_, to)| waits[to as usize] = true);
    let starts: Vec<usize> = (0..graph.nodes()).filter(|node| critical[*node] && !waits[*node]).collect();

    let count = count(graph, dates, &critical, &starts, &joins, &ends);
    let mut listed = Vec::new();
    for start in starts {
        let mut trail = vec![(start, 0_usize)];
        if ends(start) {
            listed.push(vec![start as u32]);
        }
        while let Some((node, looked_at)) = trail.last_mut() {
            if listed.len() >= most {
                break;
            }
            let here = *node;
            let Some(next) = graph.customers(here).get(*looked_at).copied() else {
                trail.pop();
                continue;
            };
            *looked_at += 1;
            if joins(here, next) {
                trail.push((next as usize, 0));
                if ends(next as usize) {
                    listed.push(trail.iter().map(|(node, _)| *node as u32).collect());
                }
            }
        }
    }
    listed.truncate(most);
    Routes { count, listed }
}

/// The number of ways from the starts to each node, suppliers first.
fn count(graph: &Graph, dates: &Dates, critical: &[bool], starts: &[usize], joins: &dyn Fn(usize, u32) -> bool, ends: &dyn Fn(usize) -> bool) -> f64 {
    let components = super::Components::new(graph);
    let mut nodes: Vec<usize> = (0..graph.nodes()).filter(|node| critical[*node]).collect();
    nodes.sort_by_key(|node| components.place(*node));
    let mut ways = vec![0.0_f64; dates.earliest_start.len()];
    starts.iter().for_each(|start| ways[*start] = 1.0);
    let mut all = 0.0;
    for node in nodes {
        if ends(node) {
            all += ways[node];
        }
        for next in graph.customers(node).iter().filter(|next| joins(node, **next)) {
            ways[*next as usize] += ways[node];
        }
    }
    all
}
