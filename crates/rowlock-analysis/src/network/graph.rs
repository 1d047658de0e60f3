//! A directed graph over the numbers `0..nodes`, laid out flat: the customers of a node stand side by side.

/// A directed graph; equal edges are merged, an edge to itself is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// Where the targets of each node begin; one more at the end.
    begins: Vec<u32>,
    targets: Vec<u32>,
}

impl Graph {
    /// From edges (supplier, customer) over `0..nodes`, in any order; edges that name other numbers are left out.
    /// Time and memory are linear in nodes and edges.
    #[must_use]
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        // Turning twice sorts each node's customers without comparing any.
        let (begins, targets) = gather(nodes, edges.iter().map(|(from, to)| (*to, *from)));
        Self { begins, targets }.turned().merged()
    }

    /// The number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// The number of edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.targets.len()
    }

    /// The customers of a node, ascending.
    #[must_use]
    pub fn customers(&self, node: usize) -> &[u32] {
        let (from, to) = (self.begins.get(node), self.begins.get(node + 1));
        from.zip(to).map_or(&[], |(from, to)| &self.targets[*from as usize..*to as usize])
    }

    /// All edges, ascending.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        (0..self.nodes()).flat_map(|node| self.customers(node).iter().map(move |target| (node as u32, *target)))
    }

    /// Whether a node waits for another directly.
    #[must_use]
    pub fn has_edge(&self, supplier: usize, customer: usize) -> bool {
        self.customers(supplier).binary_search(&(customer as u32)).is_ok()
    }

    /// The graph with every edge turned round: customers become suppliers.
    #[must_use]
    pub fn turned(&self) -> Self {
        let (begins, targets) = gather(self.nodes(), self.edges().map(|(from, to)| (to, from)));
        Self { begins, targets }
    }

    fn merged(mut self) -> Self {
        let nodes = self.nodes();
        let mut kept = 0_usize;
        for node in 0..nodes {
            let (from, to) = (self.begins[node] as usize, self.begins[node + 1] as usize);
            self.begins[node] = kept as u32;
            for at in from..to {
                if at == from || self.targets[at] != self.targets[at - 1] {
                    let target = self.targets[at];
                    self.targets[kept] = target;
                    kept += 1;
                }
            }
        }
        if let Some(last) = self.begins.last_mut() {
            *last = kept as u32;
        }
        self.targets.truncate(kept);
        self
    }
}

/// Counting sort by the first end; what comes first stays first.
fn gather(nodes: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let known = edges.filter(|(from, to)| (*from as usize) < nodes && (*to as usize) < nodes);
    let mut begins = vec![0_u32; nodes + 1];
    for (from, _) in known.clone() {
        begins[from as usize + 1] += 1;
    }
    for node in 0..nodes {
        begins[node + 1] += begins[node];
    }
    let mut free = begins.clone();
    let mut targets = vec![0_u32; begins.last().map_or(0, |all| *all as usize)];
    for (from, to) in known {
        let at = &mut free[from as usize];
        targets[*at as usize] = to;
        *at += 1;
    }
    (begins, targets)
}
