//! Circles: the shortest of each strong component for people to read, and all elementary ones up to a cap.
//!
//! Five nodes can hold 84 of them and real networks millions, so a page shows one per component. All are counted by
//! Johnson (1975, SIAM J. Comput. 4:77).

use super::{Components, Graph};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Edges looked at for one component before the shortest circle so far must do.
const PATIENCE: usize = 20_000_000;

/// The shortest circle among `members` (a strong component, ascending), beginning with its smallest node; of several the
/// one found from the smallest node. Empty if there is none. In components of thousands of nodes it is a short one: the search ends
/// after 20 million steps.
#[must_use]
pub fn shortest(graph: &Graph, components: &Components, members: &[u32]) -> Vec<u32> {
    let mut search = Breadth { came_from: vec![u32::MAX; graph.nodes()], reached: Vec::new() };
    let mut best: Vec<u32> = Vec::new();
    let mut steps = 0;
    for start in members {
        let limit = if best.is_empty() { usize::MAX } else { best.len() };
        if let Some(found) = search.circle(graph, components, *start, limit, &mut steps) {
            best = found;
        }
        if best.len() == 1 || (best.len() == 2 && !members.iter().any(|m| graph.has_edge(*m as usize, *m as usize))) || steps > PATIENCE {
            break;
        }
    }
    rotated(best)
}

struct Breadth {
    came_from: Vec<u32>,
    reached: Vec<u32>,
}

impl Breadth {
    /// The shortest circle through `start` within its component that has fewer than `limit` nodes.
    fn circle(&mut self, graph: &Graph, components: &Components, start: u32, limit: usize, steps: &mut usize) -> Option<Vec<u32>> {
        for node in self.reached.drain(..) {
            self.came_from[node as usize] = u32::MAX;
        }
        let component = components.of[start as usize];
        let mut queue = VecDeque::from([(start, 1_usize)]);
        while let Some((node, length)) = queue.pop_front() {
            if length >= limit {
                return None;
            }
            for next in graph.customers(node as usize) {
                *steps += 1;
                if *next == start {
                    return Some(self.walk_back(start, node));
                }
                if components.of[*next as usize] == component && self.came_from[*next as usize] == u32::MAX {
                    self.came_from[*next as usize] = node;
                    self.reached.push(*next);
                    queue.push_back((*next, length + 1));
                }
            }
        }
        None
    }

    fn walk_back(&self, start: u32, last: u32) -> Vec<u32> {
        let mut path = vec![last];
        let mut node = last;
        while node != start {
            node = self.came_from[node as usize];
            path.push(node);
        }
        path.reverse();
        path
    }
}

/// The circle beginning with its smallest node.
#[must_use]
pub fn rotated(mut circle: Vec<u32>) -> Vec<u32> {
    if let Some(at) = circle.iter().enumerate().min_by_key(|(_, node)| **node).map(|(at, _)| at) {
        circle.rotate_left(at);
    }
    circle
}

/// Elementary circles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elementary {
    /// Each beginning with its smallest node, sorted.
    pub circles: Vec<Vec<u32>>,
    /// Whether there are more than the cap.
    pub and_more: bool,
}

/// All elementary circles, at most `cap`.
#[must_use]
pub fn elementary(graph: &Graph, cap: usize) -> Elementary {
    let mut found = Elementary::default();
    for members in Components::new(graph).knots() {
        for (at, start) in members.iter().enumerate() {
            let left: BTreeSet<u32> = members[at..].iter().copied().collect();
            if let Some(rest) = strong_around(graph, &left, *start) {
                Johnson::new(*start, rest).run(cap, &mut found);
            }
            if found.and_more {
                found.circles.sort();
                return found;
            }
        }
    }
    found.circles.sort();
    found
}

type Neighbours = BTreeMap<u32, Vec<u32>>;

/// The edges among those of `left` that reach `start` and are reached from it; `None` = no circle through it.
fn strong_around(graph: &Graph, left: &BTreeSet<u32>, start: u32) -> Option<Neighbours> {
    let ahead: Neighbours =
        left.iter().map(|node| (*node, graph.customers(*node as usize).iter().copied().filter(|next| left.contains(next)).collect())).collect();
    let mut behind: Neighbours = BTreeMap::new();
    for (node, nexts) in &ahead {
        for next in nexts {
            behind.entry(*next).or_default().push(*node);
        }
    }
    let (to, from) = (reachable(&behind, start), reachable(&ahead, start));
    let mut strong = ahead;
    strong.retain(|node, _| to.contains(node) && from.contains(node));
    for nexts in strong.values_mut() {
        nexts.retain(|node| to.contains(node) && from.contains(node));
    }
    strong.values().any(|nexts| !nexts.is_empty()).then_some(strong)
}

fn reachable(neighbours: &Neighbours, start: u32) -> BTreeSet<u32> {
    let mut seen = BTreeSet::from([start]);
    let mut next = vec![start];
    while let Some(node) = next.pop() {
        next.extend(neighbours.get(&node).into_iter().flatten().filter(|n| seen.insert(**n)));
    }
    seen
}

/// Johnson's search for the circles through one node.
struct Johnson {
    start: u32,
    neighbours: Neighbours,
    path: Vec<u32>,
    trail: Vec<usize>,
    blocked: BTreeSet<u32>,
    closed: BTreeSet<u32>,
    unblocks: BTreeMap<u32, BTreeSet<u32>>,
}

impl Johnson {
    fn new(start: u32, neighbours: Neighbours) -> Self {
        Self {
            start,
            neighbours,
            path: vec![start],
            trail: vec![0],
            blocked: BTreeSet::from([start]),
            closed: BTreeSet::new(),
            unblocks: BTreeMap::new(),
        }
    }

    fn run(&mut self, cap: usize, found: &mut Elementary) {
        while let (Some(node), Some(looked_at)) = (self.path.last().copied(), self.trail.last_mut()) {
            let next = self.neighbours.get(&node).and_then(|nexts| nexts.get(*looked_at)).copied();
            *looked_at += 1;
            match next {
                Some(next) if next == self.start => {
                    if found.circles.len() >= cap {
                        found.and_more = true;
                        return;
                    }
                    found.circles.push(self.path.clone());
                    self.closed.extend(&self.path);
                }
                Some(next) if !self.blocked.contains(&next) => {
                    self.path.push(next);
                    self.trail.push(0);
                    self.closed.remove(&next);
                    self.blocked.insert(next);
                }
                Some(_) => {}
                None => self.leave(node),
            }
        }
    }

    fn leave(&mut self, node: u32) {
        if self.closed.contains(&node) {
            let mut free = vec![node];
            while let Some(node) = free.pop() {
                if self.blocked.remove(&node) {
                    free.extend(self.unblocks.remove(&node).into_iter().flatten());
                }
            }
        } else {
            for next in self.neighbours.get(&node).into_iter().flatten() {
                self.unblocks.entry(*next).or_default().insert(node);
            }
        }
        self.path.pop();
        self.trail.pop();
    }
}
