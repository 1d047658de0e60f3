//! How many customers a node has, near and far.

use super::{Components, Graph};

/// How many other nodes each node reaches. Memory grows with the square of the number of components, a bit each: meant for networks
/// that people look at, up to some ten thousand nodes.
#[must_use]
pub fn customers_reached(graph: &Graph, components: &Components) -> Vec<usize> {
    let words = components.count.div_ceil(64);
    let mut reached = vec![0_u64; components.count * words];
    let mut sizes = vec![0_usize; components.count];
    // Customers have lower numbers, so theirs are known.
    for component in 0..components.count {
        let (known, rest) = reached.split_at_mut(component * words);
        let own = &mut rest[..words];
        own[component / 64] |= 1 << (component % 64);
        for customer in components.members(component).iter().flat_map(|node| graph.customers(*node as usize)) {
            let there = components.of[*customer as usize] as usize;
            if there != component && own[there / 64] & (1 << (there % 64)) == 0 {
                let theirs = &known[there * words..(there + 1) * words];
                own.iter_mut().zip(theirs).for_each(|(own, theirs)| *own |= theirs);
            }
        }
        let holds = |other: &usize| own[other / 64] & (1 << (other % 64)) != 0;
        sizes[component] = (0..=component).filter(holds).map(|other| components.members(other).len()).sum();
    }
    components.of.iter().map(|component| sizes[*component as usize].saturating_sub(1)).collect()
}
