//! Which edges to take away so that nobody waits in a circle: a proposal, never more.
//!
//! The smallest set is found by enumeration up to three edges per component (one of each circle's edges has to go);
//! beyond that the problem is NP-hard and a greedy order does (Eades, Lin & Smyth 1993, Inf. Process. Lett. 47:319).

use super::{Components, Graph, cycles};
use std::collections::BTreeSet;

/// A set of edges (supplier, customer), ascending.
pub type Edges = Vec<(u32, u32)>;

/// Sets kept when several are as small.
const MOST_SETS: usize = 50;
/// Edges of a component up to which sets are enumerated.
const MOST_EDGES: usize = 5_000;
/// Edges taken away at most by enumeration.
const MOST_TAKEN: usize = 3;

/// How to break all circles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// One set that does.
    pub edges: Edges,
    /// Whether no smaller set does.
    pub is_smallest: bool,
    /// All sets of that size, where it is the smallest; at most 50.
    pub one_of: Vec<Edges>,
}

/// Proposes what to take away from a graph; no edges if it has no circle.
#[must_use]
pub fn propose(graph: &Graph) -> Proposal {
    let components = Components::new(graph);
    let mut proposal = Proposal { edges: Vec::new(), is_smallest: true, one_of: vec![Vec::new()] };
    for members in components.knots() {
        let inside: Edges = edges_inside(graph, &components, members);
        let sets = if inside.len() <= MOST_EDGES { smallest(members, &inside) } else { Vec::new() };
        match sets.first() {
            Some(first) => {
                proposal.edges.extend(first);
                proposal.one_of = combined(&proposal.one_of, &sets);
            }
            None => {
                proposal.edges.extend(greedy(members, &inside));
                proposal.is_smallest = false;
            }
        }
    }
    proposal.edges.sort_unstable();
    if !proposal.is_smallest {
        proposal.one_of.clear();
    }
    proposal
}

fn edges_inside(graph: &Graph, components: &Components, members: &[u32]) -> Edges {
    let own = |node: u32| components.of[node as usize];
    let from = |node: &u32| {
        let node = *node;
        graph.customers(node as usize).iter().filter(move |to| own(**to) == own(node)).map(move |to| (node, *to))
    };
    members.iter().flat_map(from).collect()
}

fn combined(sets: &[Edges], with: &[Edges]) -> Vec<Edges> {
    let pair = |a: &Edges, b: &Edges| {
        let mut both: Edges = a.iter().chain(b).copied().collect();
        both.sort_unstable();
        both
    };
    let mut all: Vec<Edges> = sets.iter().flat_map(|a| with.iter().map(move |b| pair(a, b))).take(MOST_SETS).collect();
    all.sort();
    all
}

/// All sets of the smallest size that break every circle of a component; none if it takes more than three.
fn smallest(members: &[u32], edges: &Edges) -> Vec<Edges> {
    (1..=MOST_TAKEN)
        .map(|size| {
            let mut sets = BTreeSet::new();
            take(members, edges, &mut Vec::new(), size, &mut sets);
            sets.into_iter().collect::<Vec<Edges>>()
        })
        .find(|sets| !sets.is_empty())
        .unwrap_or_default()
}

/// Takes one edge of some circle that is left, and goes on until none is; at most three deep.
fn take(members: &[u32], edges: &Edges, taken: &mut Edges, size: usize, sets: &mut BTreeSet<Edges>) {
    let left: Edges = edges.iter().copied().filter(|edge| !taken.contains(edge)).collect();
    let Some(circle) = some_circle(members, &left) else {
        let mut set = taken.clone();
        set.sort_unstable();
        sets.insert(set);
        return;
    };
    if taken.len() == size || sets.len() >= MOST_SETS {
        return;
    }
    for (at, from) in circle.iter().enumerate() {
        let to = circle[(at + 1) % circle.len()];
        taken.push((*from, to));
        take(members, edges, taken, size, sets);
        taken.pop();
    }
}

/// A shortest circle of one of the components that are left.
fn some_circle(members: &[u32], edges: &Edges) -> Option<Vec<u32>> {
    let number = |node: u32| members.binary_search(&node).map_or(0, |at| at as u32);
    let own: Edges = edges.iter().map(|(from, to)| (number(*from), number(*to))).collect();
    let graph = Graph::new(members.len(), &own);
    let components = Components::new(&graph);
    let circle = cycles::shortest(&graph, &components, components.knots().first()?);
    Some(circle.into_iter().map(|node| members[node as usize]).collect())
}

/// Orders the nodes so that few edges lead back, and takes those away that do and are needed.
fn greedy(members: &[u32], edges: &Edges) -> Edges {
    let place = order(members, edges);
    let at = |node: u32| members.binary_search(&node).map_or(0, |n| place[n]);
    let mut back: Edges = edges.iter().copied().filter(|(from, to)| at(*from) >= at(*to)).collect();
    if edges.len() > MOST_EDGES {
        return back;
    }
    // What may stay without closing a circle stays.
    let mut n = 0;
    while let Some(edge) = back.get(n).copied() {
        let left: Edges = edges.iter().copied().filter(|e| *e == edge || !back.contains(e)).collect();
        if some_circle(members, &left).is_none() {
            back.remove(n);
        } else {
            n += 1;
        }
    }
    back
}

/// Whoever gives most and waits least comes first, again and again: the place of each member.
fn order(members: &[u32], edges: &Edges) -> Vec<usize> {
    let number = |node: u32| members.binary_search(&node).unwrap_or(0);
    let (mut out, mut into) = (vec![BTreeSet::new(); members.len()], vec![BTreeSet::new(); members.len()]);
    for (from, to) in edges.iter().filter(|(from, to)| from != to) {
        out[number(*from)].insert(number(*to));
        into[number(*to)].insert(number(*from));
    }
    let key = |n: usize, out: &[BTreeSet<usize>], into: &[BTreeSet<usize>]| (into[n].len() as i64 - out[n].len() as i64, n);
    let mut queue: BTreeSet<(i64, usize)> = (0..members.len()).map(|n| key(n, &out, &into)).collect();
    let mut place = vec![0; members.len()];
    let mut next = 0;
    while let Some((_, n)) = queue.pop_first() {
        place[n] = next;
        next += 1;
        for to in std::mem::take(&mut out[n]) {
            queue.remove(&key(to, &out, &into));
            into[to].remove(&n);
            queue.insert(key(to, &out, &into));
        }
        for from in std::mem::take(&mut into[n]) {
            queue.remove(&key(from, &out, &into));
            out[from].remove(&n);
            queue.insert(key(from, &out, &into));
        }
    }
    place
}
