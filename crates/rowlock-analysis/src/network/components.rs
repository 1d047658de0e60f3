//! Strong components by Tarjan (1972, SIAM J. Comput. 1:146), with a stack of our own instead of recursion:
//! linear time, and a chain of any length.

use super::Graph;

/// Which nodes reach each other. Components are numbered so that every edge between two of them leads to a *lower*
/// number: counting down from the highest is a topological order, suppliers first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Components {
    /// The component of each node.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
    begins: Vec<u32>,
    members: Vec<u32>,
    cyclic: Vec<bool>,
}

impl Components {
    /// Of a graph.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let mut search = Search::new(graph);
        for root in 0..graph.nodes() {
            if search.found[root] == 0 {
                search.from(root as u32);
            }
        }
        let (of, count) = (search.component, search.count as usize);
        let mut begins = vec![0_u32; count + 1];
        for component in &of {
            begins[*component as usize + 1] += 1;
        }
        for component in 0..count {
            begins[component + 1] += begins[component];
        }
        let mut free = begins.clone();
        let mut members = vec![0_u32; of.len()];
        for (node, component) in of.iter().enumerate() {
            let at = &mut free[*component as usize];
            members[*at as usize] = node as u32;
            *at += 1;
        }
        let mut cyclic: Vec<bool> = begins.windows(2).map(|ends| ends[1] - ends[0] > 1).collect();
        for (component, begin) in begins.iter().take(count).enumerate() {
            let first = members[*begin as usize];
            cyclic[component] = cyclic[component] || graph.has_edge(first as usize, first as usize);
        }
        Self { of, count, begins, members, cyclic }
    }

    /// The nodes of a component, ascending.
    #[must_use]
    pub fn members(&self, component: usize) -> &[u32] {
        let (from, to) = (self.begins.get(component), self.begins.get(component + 1));
        from.zip(to).map_or(&[], |(from, to)| &self.members[*from as usize..*to as usize])
    }

    /// Whether its nodes wait for each other (or the only one for itself).
    #[must_use]
    pub fn is_cyclic(&self, component: usize) -> bool {
        self.cyclic.get(component).copied().unwrap_or(false)
    }

    /// Whether any do.
    #[must_use]
    pub fn has_cycle(&self) -> bool {
        self.cyclic.iter().any(|is| *is)
    }

    /// The components with a circle, by their smallest node.
    #[must_use]
    pub fn knots(&self) -> Vec<&[u32]> {
        let mut knots: Vec<&[u32]> = (0..self.count).filter(|c| self.is_cyclic(*c)).map(|c| self.members(c)).collect();
        knots.sort_unstable_by_key(|members| members.first().copied());
        knots
    }

    /// Where a node stands in the topological order, suppliers first; the same for all of one component.
    #[must_use]
    pub fn place(&self, node: usize) -> usize {
        self.of.get(node).map_or(0, |component| self.count - 1 - *component as usize)
    }
}

struct Search<'a> {
    graph: &'a Graph,
    /// When a node was found, from 1; 0 = not yet.
    found: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    waiting: Vec<u32>,
    /// Nodes being looked at, and how many of their customers were.
    trail: Vec<(u32, u32)>,
    clock: u32,
    count: u32,
}

/// Not in a component yet.
const NONE: u32 = u32::MAX;

impl<'a> Search<'a> {
    fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes();
        Self {
            graph,
            found: vec![0; nodes],
            low: vec![0; nodes],
            component: vec![NONE; nodes],
            waiting: Vec::new(),
            trail: Vec::new(),
            clock: 0,
            count: 0,
        }
    }

    fn enter(&mut self, node: u32) {
        self.clock += 1;
        self.found[node as usize] = self.clock;
        self.low[node as usize] = self.clock;
        self.waiting.push(node);
        self.trail.push((node, 0));
    }

    fn from(&mut self, root: u32) {
        self.enter(root);
        while let Some((node, looked_at)) = self.trail.last_mut() {
            let here = *node as usize;
            if let Some(next) = self.graph.customers(here).get(*looked_at as usize).copied() {
                *looked_at += 1;
                let there = next as usize;
                if self.found[there] == 0 {
                    self.enter(next);
                } else if self.component[there] == NONE {
                    self.low[here] = self.low[here].min(self.found[there]);
                }
                continue;
            }
            self.trail.pop();
            self.leave(here);
        }
    }

    fn leave(&mut self, node: usize) {
        if let Some((before, _)) = self.trail.last() {
            let before = *before as usize;
            self.low[before] = self.low[before].min(self.low[node]);
        }
        if self.low[node] != self.found[node] {
            return;
        }
        while let Some(member) = self.waiting.pop() {
            self.component[member as usize] = self.count;
            if member as usize == node {
                break;
            }
        }
        self.count += 1;
    }
}
