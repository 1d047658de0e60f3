//! The design structure matrix: suppliers first, those that wait for each other side by side (Steward 1981; Browning
//! 2001, IEEE Trans. Eng. Manage. 48(3):292).
//!
//! Ties are broken by number, so the picture moves only where the network does.

use super::{Components, Graph};
use std::{cmp::Reverse, collections::BinaryHeap};

/// The order of rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StructureMatrix {
    /// The nodes, suppliers first.
    pub order: Vec<u32>,
    /// How many stand together in each block, in that order; 1 = nobody waits in a circle with it.
    pub blocks: Vec<usize>,
    /// Edges (supplier, customer) that lead back to an earlier node of their block.
    pub feedback: Vec<(u32, u32)>,
}

/// Orders a graph whose numbers are in the order of the ids.
#[must_use]
pub fn order(graph: &Graph, components: &Components) -> StructureMatrix {
    let mut suppliers = vec![0_usize; components.count];
    let across = |(from, to): (u32, u32)| {
        let (from, to) = (components.of[from as usize], components.of[to as usize]);
        (from != to).then_some(to as usize)
    };
    graph.edges().filter_map(across).for_each(|to| suppliers[to] += 1);
    let first = |component: usize| Reverse((components.members(component).first().copied(), component));
    let mut ready: BinaryHeap<_> = (0..components.count).filter(|c| suppliers[*c] == 0).map(first).collect();
    let mut matrix = StructureMatrix::default();
    while let Some(Reverse((_, component))) = ready.pop() {
        let members = components.members(component);
        matrix.order.extend(members);
        matrix.blocks.push(members.len());
        for to in members.iter().flat_map(|node| graph.customers(*node as usize).iter().map(move |to| (*node, *to))).filter_map(across) {
            suppliers[to] -= 1;
            if suppliers[to] == 0 {
                ready.push(first(to));
            }
        }
    }
    let mut place = vec![0_usize; graph.nodes()];
    matrix.order.iter().enumerate().for_each(|(at, node)| place[*node as usize] = at);
    matrix.feedback = graph.edges().filter(|(from, to)| place[*from as usize] > place[*to as usize]).collect();
    matrix
}
