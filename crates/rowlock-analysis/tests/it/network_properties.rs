//! The network against brute force, and properties that hold for every network.

use proptest::prelude::*;
use rowlock_analysis::network::{
    Components, Graph, breaking, critical_path, critical_route, cycles, reach,
    slip::{Network, Plan},
    structure_matrix,
};
use std::collections::BTreeSet;

fn graph(nodes: u32, edges: usize) -> impl Strategy<Value = Graph> {
    prop::collection::vec((0..nodes, 0..nodes), 0..edges).prop_map(move |edges| Graph::new(nodes as usize, &edges))
}

/// Edges lead from lower to higher numbers, and lengths are quarters of days.
fn project() -> impl Strategy<Value = (Graph, Vec<f64>)> {
    let edges = prop::collection::vec((0_u32..14, 0_u32..14), 0..40);
    let lengths = prop::collection::vec((0_u32..40).prop_map(|quarters| f64::from(quarters) / 4.0), 14);
    (edges, lengths).prop_map(|(edges, lengths)| {
        let forward: Vec<(u32, u32)> = edges.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect();
        (Graph::new(14, &forward), lengths)
    })
}

/// Every node's new finish, one after the other.
fn all_finishes(network: &Network, plan: &Plan, late: &[(u32, f64)]) -> Vec<f64> {
    let mut finish = vec![0.0_f64; network.graph.nodes()];
    for node in 0..finish.len() {
        let arrives = network.suppliers(node).iter().map(|s| finish[*s as usize]).fold(plan.start[node].unwrap(), f64::max);
        let own: f64 = late.iter().filter(|(n, _)| *n as usize == node).map(|(_, by)| by).sum();
        finish[node] = arrives + plan.duration[node] + own;
    }
    finish
}

fn reaches(graph: &Graph, from: usize) -> BTreeSet<usize> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(node) = next.pop() {
        next.extend(graph.customers(node).iter().map(|n| *n as usize).filter(|n| seen.insert(*n)));
    }
    seen
}

/// Every way from a node that waits for nobody to any node it leads to, with its length.
fn ways(graph: &Graph, lengths: &[f64]) -> Vec<(Vec<u32>, f64)> {
    let waited: BTreeSet<u32> = graph.edges().map(|(_, to)| to).collect();
    let mut open: Vec<Vec<u32>> = (0..lengths.len() as u32).filter(|node| !waited.contains(node)).map(|node| vec![node]).collect();
    let mut ways = Vec::new();
    while let Some(way) = open.pop() {
        let next = graph.customers(way[way.len() - 1] as usize);
        let length = way.iter().map(|node| lengths[*node as usize]).sum();
        ways.push((way.clone(), length));
        open.extend(next.iter().map(|next| [way.as_slice(), &[*next]].concat()));
    }
    ways
}

proptest! {
    #[test]
    fn critical_paths_are_the_longest_ways_also_up_to_milestones_and_through_them(edges in prop::collection::vec((0_u32..8, 0_u32..8), 0..14), lengths in prop::collection::vec((0_u32..3).prop_map(f64::from), 8)) {
        let forward: Vec<(u32, u32)> = edges.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect();
        let graph = Graph::new(8, &forward);
        let dates = critical_path::dates(&graph, &Components::new(&graph), &lengths);
        let longest: BTreeSet<Vec<u32>> = ways(&graph, &lengths).into_iter().filter(|(_, length)| *length == dates.duration).map(|(way, _)| way).collect();
        let routes = critical_route::routes(&graph, &dates, 10_000);
        prop_assert_eq!(routes.count, longest.len() as f64);
        prop_assert_eq!(routes.listed.into_iter().collect::<BTreeSet<_>>(), longest);
    }

    #[test]
    fn a_graph_keeps_each_edge_once_and_turned_twice_is_itself(edges in prop::collection::vec((0_u32..9, 0_u32..11), 0..60)) {
        let graph = Graph::new(9, &edges);
        let known: BTreeSet<(u32, u32)> = edges.iter().copied().filter(|(_, to)| *to < 9).collect();
        prop_assert_eq!(graph.edges().collect::<Vec<_>>(), known.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(graph.turned().turned(), graph);
    }

    #[test]
    fn nodes_are_in_one_component_exactly_if_they_reach_each_other(graph in graph(10, 30)) {
        let components = Components::new(&graph);
        let reached: Vec<BTreeSet<usize>> = (0..10).map(|node| reaches(&graph, node)).collect();
        for a in 0..10 {
            for b in 0..10 {
                let both = a == b || (reached[a].contains(&b) && reached[b].contains(&a));
                prop_assert_eq!(components.of[a] == components.of[b], both);
                if !both && reached[a].contains(&b) {
                    prop_assert!(components.place(a) < components.place(b));
                }
            }
        }
        let counts: Vec<usize> = reached.iter().enumerate().map(|(a, r)| r.iter().filter(|b| **b != a).count()).collect();
        prop_assert_eq!(reach::customers_reached(&graph, &components), counts);
    }

    #[test]
    fn a_slip_is_what_computing_every_date_anew_gives((graph, duration) in project(), late in prop::collection::vec((0_u32..14, 0.25_f64..9.0), 1..3), spare in prop::collection::vec(0_u32..12, 14)) {
        let network = Network::new(graph);
        let dates = critical_path::dates(&network.graph, &network.components, &duration);
        let start = dates.earliest_start.iter().zip(&spare).map(|(start, spare)| Some(start + f64::from(*spare) / 4.0)).collect();
        let plan = network.settled(&Plan { start, duration });
        let late: Vec<(u32, f64)> = late.into_iter().map(|(n, by)| (n, (by * 4.0).round() / 4.0)).collect();
        let before = all_finishes(&network, &plan, &[]);
        let after = all_finishes(&network, &plan, &late);
        let mut got = network.slip(&plan, &late).late;
        got.sort_by_key(|(node, _)| *node);
        let expected: Vec<(u32, f64)> = (0..14_u32).map(|n| (n, after[n as usize] - before[n as usize])).filter(|(_, by)| *by > 0.0).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn more_lateness_makes_nobody_earlier((graph, duration) in project(), node in 0_u32..14, by in 0.25_f64..5.0, more in 0.0_f64..5.0) {
        let network = Network::new(graph);
        let dates = critical_path::dates(&network.graph, &network.components, &duration);
        let plan = Plan { start: dates.latest_start.iter().copied().map(Some).collect(), duration };
        let of = |by: f64| { let mut all = [0.0; 14]; network.slip(&plan, &[(node, by)]).late.iter().for_each(|(n, by)| all[*n as usize] = *by); all };
        let (less, more) = (of(by), of(by + more));
        prop_assert!(less.iter().zip(&more).all(|(less, more)| less <= more));
    }

    #[test]
    fn dates_are_the_longest_ways_from_the_start_and_to_the_end((graph, lengths) in project()) {
        let dates = critical_path::dates(&graph, &Components::new(&graph), &lengths);
        let mut finish = [0.0_f64; 14];
        for node in 0..14 {
            let start = (0..node).filter(|s| graph.has_edge(*s, node)).map(|s| finish[s]).fold(0.0, f64::max);
            prop_assert_eq!(dates.earliest_start[node], start);
            finish[node] = start + lengths[node];
        }
        for node in 0..14 {
            prop_assert!(dates.slack(node) >= -dates.tolerance());
            prop_assert!(dates.free_slack[node] <= dates.slack(node) + dates.tolerance());
        }
        prop_assert!((0..14).any(|node| dates.is_critical(node)));
    }

    #[test]
    fn what_is_proposed_breaks_every_circle_and_nothing_smaller_does(graph in graph(6, 14)) {
        let proposal = breaking::propose(&graph);
        let edges: Vec<(u32, u32)> = graph.edges().collect();
        let has_circle = |taken: &dyn Fn(usize) -> bool| {
            let left: Vec<(u32, u32)> = edges.iter().enumerate().filter(|(at, _)| !taken(*at)).map(|(_, e)| *e).collect();
            Components::new(&Graph::new(6, &left)).has_cycle()
        };
        prop_assert!(!has_circle(&|at| proposal.edges.contains(&edges[at])));
        if proposal.is_smallest && !proposal.edges.is_empty() {
            let smaller = |set: &u32| (set.count_ones() as usize) < proposal.edges.len();
            prop_assert!((0..1_u32 << edges.len()).filter(smaller).all(|set| has_circle(&|at| set >> at & 1 == 1)));
        }
    }

    #[test]
    fn elementary_circles_are_circles_without_repetition_each_once(graph in graph(6, 20)) {
        let found = cycles::elementary(&graph, 100_000).circles;
        prop_assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len());
        for circle in &found {
            prop_assert_eq!(circle.iter().collect::<BTreeSet<_>>().len(), circle.len());
            let closes = (0..circle.len()).all(|at| graph.has_edge(circle[at] as usize, circle[(at + 1) % circle.len()] as usize));
            prop_assert!(closes && circle.iter().min() == circle.first());
        }
        prop_assert_eq!(found.len(), brute_force_circles(&graph));
        prop_assert_eq!(cycles::elementary(&graph, 3).and_more, found.len() > 3);
        let components = Components::new(&graph);
        for knot in components.knots() {
            let shortest = cycles::shortest(&graph, &components, knot).len();
            let best = found.iter().filter(|c| knot.contains(&c[0])).map(Vec::len).min();
            prop_assert_eq!(Some(shortest), best);
        }
    }

    #[test]
    fn in_the_matrix_suppliers_stand_first_and_only_circles_lead_back(graph in graph(12, 30)) {
        let components = Components::new(&graph);
        let matrix = structure_matrix::order(&graph, &components);
        let mut sorted = matrix.order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..12).collect::<Vec<u32>>());
        let place = |node: u32| matrix.order.iter().position(|n| *n == node).unwrap();
        for (from, to) in graph.edges() {
            let together = components.of[from as usize] == components.of[to as usize];
            prop_assert!(together || place(from) < place(to));
            prop_assert_eq!(matrix.feedback.contains(&(from, to)), place(from) > place(to));
        }
    }
}

/// Ways from each node over larger ones back to it.
fn brute_force_circles(graph: &Graph) -> usize {
    fn walk(graph: &Graph, start: u32, path: &mut Vec<u32>) -> usize {
        let last = path[path.len() - 1];
        let mut found = 0;
        for next in graph.customers(last as usize) {
            if *next == start {
                found += 1;
            } else if *next > start && !path.contains(next) {
                path.push(*next);
                found += walk(graph, start, path);
                path.pop();
            }
        }
        found
    }
    (0..graph.nodes() as u32).map(|start| walk(graph, start, &mut vec![start])).sum()
}

#[test]
fn a_chain_of_a_hundred_thousand_needs_no_deep_stack() {
    let edges: Vec<(u32, u32)> = (0..100_000).map(|n| (n, n + 1)).collect();
    let network = Network::new(Graph::new(100_001, &edges));
    let dates = critical_path::dates(&network.graph, &network.components, &vec![1.0; 100_001]);
    assert_eq!(dates.duration, 100_001.0);
    let plan = Plan { start: dates.earliest_start.iter().copied().map(Some).collect(), duration: vec![1.0; 100_001] };
    assert_eq!(network.slip(&plan, &[(0, 2.0)]).late.len(), 100_001);
}

#[test]
fn one_great_circle_of_fifty_thousand_is_found_and_broken_at_one_place() {
    let edges: Vec<(u32, u32)> = (0..50_000).map(|n| (n, (n + 1) % 50_000)).collect();
    let graph = Graph::new(50_000, &edges);
    let components = Components::new(&graph);
    assert_eq!(components.count, 1);
    assert_eq!(cycles::shortest(&graph, &components, components.members(0)).len(), 50_000);
    assert_eq!(breaking::propose(&graph).edges.len(), 1);
}
