//! Known answers of the network: `critical_path` and `dependency_graph`.

use super::{
    Graph, betweenness, breaking, critical_path, critical_route, cycles,
    names::{Named, Selfish},
    reach,
    slip::{Network, Plan},
};
use crate::Problem;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Critical paths are listed when there are fewer.
const MOST_ROUTES: usize = 50;
/// Circles are listed when there are no more; their edges are enumerated then too.
const MOST_CIRCLES: usize = 10_000;
/// Nodes up to which each is listed with its reach and betweenness.
const MOST_LISTED: usize = 250;

#[derive(Deserialize)]
struct Activity {
    id: String,
    duration: f64,
    preds: Vec<String>,
}

#[derive(Deserialize)]
struct Slip {
    planned_start: String,
    late: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct PathCase {
    activities: Vec<Activity>,
    #[serde(default)]
    slips: Vec<Slip>,
}

/// A case of kind `critical_path`.
///
/// # Errors
/// It lacks its activities, or names one that it does not have.
pub fn critical_path(case: &Value) -> Result<Value, Problem> {
    let case = PathCase::deserialize(case)?;
    let ids: Vec<&str> = case.activities.iter().map(|activity| activity.id.as_str()).collect();
    // Numbered as they stand: tables and paths keep the file's order.
    let numbers: BTreeMap<&str, u32> = ids.iter().copied().zip(0..).collect();
    let number = |id: &str| numbers.get(id).copied().ok_or_else(|| Problem::field("activities", format!("There is no activity “{id}”.")));
    let mut edges = Vec::new();
    for (to, activity) in (0..).zip(&case.activities) {
        for pred in &activity.preds {
            edges.push((number(pred)?, to));
        }
    }
    if case.activities.iter().any(|activity| !(0.0..=1e9).contains(&activity.duration)) {
        return Err(Problem::field("activities", "A duration is no length. Give numbers from 0 on."));
    }
    let network = Network::new(Graph::new(ids.len(), &edges));
    let lengths: Vec<f64> = case.activities.iter().map(|activity| activity.duration).collect();
    let dates = critical_path::dates(&network.graph, &network.components, &lengths);
    let routes = critical_route::routes(&network.graph, &dates, MOST_ROUTES);
    let list = |nodes: &[u32]| nodes.iter().map(|node| ids[*node as usize]).collect::<Vec<_>>();
    let known = |node: usize, value: f64| (dates.certainty[node] != critical_path::Certainty::Unknown).then_some(value);
    let row = |node: usize| {
        json!({
            "id": ids[node],
            "es": known(node, dates.earliest_start[node]), "ef": known(node, dates.earliest_finish[node]),
            "ls": known(node, dates.latest_start[node]), "lf": known(node, dates.latest_finish[node]),
            "slack": known(node, dates.slack(node)), "free_slack": known(node, dates.free_slack[node]),
        })
    };
    let critical: Vec<u32> = (0..ids.len() as u32).filter(|node| dates.is_critical(*node as usize)).collect();
    let mut slips = Vec::new();
    for slip in &case.slips {
        let late = slip.late.iter().map(|(id, days)| Ok((number(id)?, *days))).collect::<Result<Vec<_>, Problem>>()?;
        let start = if slip.planned_start == "ls" { &dates.latest_start } else { &dates.earliest_start };
        let plan = Plan { start: start.iter().copied().map(Some).collect(), duration: lengths.clone() };
        let found = network.slip(&plan, &late);
        let late_by: BTreeMap<&str, f64> = found.late.iter().map(|(node, by)| (ids[*node as usize], *by)).collect();
        slips.push(json!({ "planned_start": slip.planned_start, "late": slip.late, "late_by": late_by }));
    }
    Ok(json!({
        "status": if network.components.has_cycle() { "cycle" } else { "ok" },
        "duration": dates.duration,
        "critical": list(&critical),
        "critical_path_count": routes.count,
        "critical_paths": routes.listed.iter().map(|route| list(route)).collect::<Vec<_>>(),
        "table": (0..ids.len()).map(row).collect::<Vec<_>>(),
        "slips": slips,
    }))
}

#[derive(Deserialize)]
struct GraphCase {
    nodes: Vec<String>,
    edges: Vec<(String, String)>,
}

/// A case of kind `dependency_graph`.
///
/// # Errors
/// It lacks nodes or edges.
pub fn dependency_graph(case: &Value) -> Result<Value, Problem> {
    let case = GraphCase::deserialize(case)?;
    let edges: Vec<(&str, &str)> = case.edges.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let named = Named::new(case.nodes.iter().map(String::as_str), &edges, Selfish::Keep);
    let components = super::Components::new(&named.graph);
    let elementary = cycles::elementary(&named.graph, MOST_CIRCLES);
    let proposal = breaking::propose(&named.graph);
    let pairs = |edges: &[(u32, u32)]| edges.iter().map(|(from, to)| (named.name(*from), named.name(*to))).collect::<Vec<_>>();
    let by_name = |values: Vec<Value>| Value::Object(named.names.iter().cloned().zip(values).collect::<Map<_, _>>());
    let sets = as_listed(&proposal.one_of, &named, &case.nodes);
    let is_listed = named.names.len() <= MOST_LISTED;
    let reached = is_listed.then(|| by_name(reach::customers_reached(&named.graph, &components).into_iter().map(Value::from).collect()));
    let between = is_listed.then(|| by_name(betweenness::betweenness(&named.graph).into_iter().map(Value::from).collect()));
    Ok(json!({
        "scc_count": components.count,
        "cyclic_groups": components.knots().into_iter().map(|members| named.list(members)).collect::<Vec<_>>(),
        "has_cycle": components.has_cycle(),
        "elementary_cycles": elementary.circles.len(),
        "and_more_cycles": elementary.and_more,
        "cycles": elementary.circles.iter().map(|circle| named.list(circle)).collect::<Vec<_>>(),
        "min_edges_to_break_all_cycles": proposal.is_smallest.then_some(proposal.edges.len()),
        "one_of": sets.iter().map(|edges| pairs(edges)).collect::<Vec<_>>(),
        "proposal": pairs(&proposal.edges),
        "customers_reached": reached,
        "betweenness_normalised_directed": between,
    }))
}

/// Sets of edges in the order in which the file lists their nodes.
fn as_listed(sets: &[breaking::Edges], named: &Named, nodes: &[String]) -> Vec<breaking::Edges> {
    let place = |node: &u32| nodes.iter().position(|listed| listed == named.name(*node)).unwrap_or(usize::MAX);
    let key = |edge: &(u32, u32)| (place(&edge.0), place(&edge.1));
    let mut sets = sets.to_vec();
    sets.iter_mut().for_each(|set| set.sort_by_key(key));
    sets.sort_by_cached_key(|set| set.iter().map(key).collect::<Vec<_>>());
    sets
}
