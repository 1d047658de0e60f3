//! Everything that can be said about a network in a file: who waits in a circle, the stable order, dates and slack
//! where lengths are known, and what a slip does.

use super::{
    Components, betweenness, breaking,
    critical_path::{self, Certainty},
    critical_route, cycles,
    file::{Input, Node, State},
    names::{Named, Selfish},
    slip::{Network, Plan},
    structure_matrix, tell,
};
use crate::{Basis, Problem, Status, Watch};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Circles counted at most.
const MOST_CIRCLES: usize = 10_000;
/// Critical paths listed at most.
const MOST_ROUTES: usize = 5;
/// Nodes up to which betweenness is computed: it takes time with nodes × edges.
const MOST_BETWEEN: usize = 5_000;

/// What is said about a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Study {
    /// `cycle` where nodes wait for each other.
    pub status: Status,
    /// From what.
    pub basis: Basis,
    /// What is delivered.
    pub deliverables: Layer,
    /// The teams, where the file names them.
    pub teams: Option<Layer>,
    /// Dates from day 0 on, where every length is known.
    pub dates: Option<Timetable>,
    /// What the slips asked about do.
    pub slip: Option<SlipAnswer>,
    /// Nodes that wait for something that will not come.
    pub blocked: Vec<Blocked>,
    /// Promised for later than needed.
    pub promised_late: Vec<PromisedLate>,
}

/// A network on one level: deliverables or teams.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Layer {
    /// How many nodes.
    pub nodes: usize,
    /// How many pairs (supplier, customer).
    pub edges: usize,
    /// Strong components, those of one node included.
    pub components: usize,
    /// Those whose nodes wait for each other.
    pub circles: Vec<Knot>,
    /// Elementary circles; counted up to 10,000.
    pub elementary_circles: usize,
    /// Whether there are more.
    pub and_more: bool,
    /// What to take away so that nobody waits in a circle.
    pub proposal: Option<Broken>,
    /// The order of the matrix, suppliers first.
    pub order: Vec<String>,
    /// How many of that order stand together in each block.
    pub blocks: Vec<usize>,
    /// (supplier, customer) that lead back within a block.
    pub feedback: Vec<(String, String)>,
    /// (supplier, customer, how often).
    pub pairs: Vec<(String, String, usize)>,
    /// Those that most shortest chains pass through: a hint, it knows no time.
    pub in_the_middle: Vec<(String, f64)>,
}

/// Nodes that wait for each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Knot {
    /// All of them.
    pub members: Vec<String>,
    /// One shortest circle, suppliers first.
    pub shortest: Vec<String>,
    /// In words.
    pub sentence: String,
}

/// A proposal to break circles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Broken {
    /// (supplier, customer).
    pub edges: Vec<(String, String)>,
    /// Whether no smaller set does.
    pub is_smallest: bool,
}

/// Dates and slack.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timetable {
    /// Days until the last node is there.
    pub duration_days: f64,
    /// How many critical paths there are.
    pub critical_path_count: f64,
    /// At most five.
    pub critical_paths: Vec<Vec<String>>,
    /// Every node.
    pub table: Vec<Row>,
}

/// A node's dates in days from the start; none inside a circle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Which.
    pub id: String,
    /// How the dates are to be read.
    pub certainty: Certainty,
    /// Earliest start, earliest finish, latest start, latest finish.
    pub es: Option<f64>,
    /// See `es`.
    pub ef: Option<f64>,
    /// See `es`.
    pub ls: Option<f64>,
    /// See `es`.
    pub lf: Option<f64>,
    /// Shared along the path.
    pub slack: Option<f64>,
    /// Its own, to use without asking.
    pub free_slack: Option<f64>,
}

/// What a slip does.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SlipAnswer {
    /// In words.
    pub sentence: String,
    /// Days by id, those asked about included.
    pub late_by: BTreeMap<String, f64>,
    /// Days left by id, of those that absorb it.
    pub absorbed: BTreeMap<String, f64>,
    /// No date, or in or behind a circle.
    pub unknown: Vec<String>,
    /// The new date by id, where dates are given.
    pub new_dates: BTreeMap<String, Date>,
}

/// A node whose supplier will not come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Blocked {
    /// Which.
    pub id: String,
    /// By whom.
    pub suppliers_gone: Vec<String>,
}

/// Promised for later than needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromisedLate {
    /// Which.
    pub id: String,
    /// Days.
    pub late_by_days: i64,
}

/// Studies a network.
///
/// # Errors
/// A slip is asked of a node that the file does not name.
pub fn study(input: &Input) -> Result<Study, Problem> {
    study_watched(input, &|_, _| {})
}

/// Studies a network; `watch` hears from how many deliverables of how many the shortest chains were followed, which takes
/// longest.
///
/// # Errors
/// A slip is asked of a node that the file does not name.
pub fn study_watched(input: &Input, watch: Watch<'_>) -> Result<Study, Problem> {
    let edges: Vec<(&str, &str)> = input.edges.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let named = Named::new(input.nodes.iter().map(|node| node.id.as_str()), &edges, Selfish::Reject);
    let titles = Titles(input.nodes.iter().map(|node| (node.id.as_str(), node)).collect());
    let network = Network::new(live(&named, &titles));
    let mut basis = Basis {
        history: format!("{} deliverables, {} edges between them", named.names.len(), named.graph.edge_count()),
        model: "A supplier comes before its customer; new start = the later of plan and suppliers' finishes.".to_owned(),
        ..Basis::default()
    };
    let selfish = if named.selfish.len() == 1 { "node that waits for itself" } else { "nodes that wait for themselves" };
    basis.leave_out(named.selfish.len(), format!("{selfish} ({})", tell::listed(&named.selfish)));
    basis.leave_out(named.repeated, if named.repeated == 1 { "edge that repeats another one" } else { "edges that repeat another one" });
    let teams = teams(input, &titles, &mut basis);
    let deliverables = layer(&named, &network.components, watch);
    let is_cyclic = network.components.has_cycle();
    Ok(Study {
        status: if is_cyclic || teams.as_ref().is_some_and(|teams| !teams.circles.is_empty()) { Status::Cycle } else { Status::Ok },
        dates: timetable(&named, &network, &titles),
        slip: slip(input, &named, &network, &titles)?,
        blocked: blocked(&named, &titles),
        promised_late: promised_late(input),
        basis,
        deliverables,
        teams,
    })
}

/// The nodes of the file by id.
struct Titles<'a>(BTreeMap<&'a str, &'a Node>);

impl Titles<'_> {
    fn state(&self, id: &str) -> State {
        self.0.get(id).map_or(State::Open, |node| node.state)
    }

    fn title(&self, id: &str) -> String {
        self.0.get(id).and_then(|node| node.title.clone()).unwrap_or_else(|| id.to_owned())
    }
}

/// The graph of what still makes somebody wait.
fn live(named: &Named, titles: &Titles<'_>) -> super::Graph {
    let open = |node: u32| titles.state(named.name(node)) == State::Open;
    let edges: Vec<(u32, u32)> = named.graph.edges().filter(|(from, to)| open(*from) && open(*to)).collect();
    super::Graph::new(named.names.len(), &edges)
}

/// What is said of a graph with names, on any level.
fn layer(named: &Named, components: &Components, watch: Watch<'_>) -> Layer {
    let graph = &named.graph;
    let knot = |members: &[u32]| {
        let shortest = named.list(&cycles::shortest(graph, components, members));
        Knot { members: named.list(members), sentence: tell::circle(&shortest), shortest }
    };
    let pair = |(from, to): (u32, u32)| (named.name(from).to_owned(), named.name(to).to_owned());
    let elementary = cycles::elementary(graph, MOST_CIRCLES);
    let matrix = structure_matrix::order(graph, components);
    let proposal = components.has_cycle().then(|| breaking::propose(graph));
    Layer {
        nodes: graph.nodes(),
        edges: graph.edge_count(),
        components: components.count,
        circles: components.knots().into_iter().map(knot).collect(),
        elementary_circles: elementary.circles.len(),
        and_more: elementary.and_more,
        proposal: proposal.map(|p| Broken { edges: p.edges.into_iter().map(pair).collect(), is_smallest: p.is_smallest }),
        order: named.list(&matrix.order),
        blocks: matrix.blocks,
        feedback: matrix.feedback.into_iter().map(pair).collect(),
        pairs: named.weights.iter().map(|((from, to), n)| (named.name(*from).to_owned(), named.name(*to).to_owned(), *n)).collect(),
        in_the_middle: in_the_middle(named, watch),
    }
}

fn in_the_middle(named: &Named, watch: Watch<'_>) -> Vec<(String, f64)> {
    if named.names.len() > MOST_BETWEEN {
        return Vec::new();
    }
    let mut all: Vec<(String, f64)> =
        named.names.iter().cloned().zip(betweenness::betweenness_watched(&named.graph, watch)).filter(|(_, b)| *b > 0.0).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(5);
    all
}

/// The teams: the quotient of the deliverables, or what the file says beside them.
fn teams(input: &Input, titles: &Titles<'_>, basis: &mut Basis) -> Option<Layer> {
    let team = |id: &str| titles.0.get(id).and_then(|node| node.team.as_deref());
    let own = input.edges.iter().filter_map(|(from, to)| team(from).zip(team(to)));
    let beside = input.between_teams.iter().map(|(from, to)| (from.as_str(), to.as_str()));
    let pairs: Vec<(&str, &str)> = own.chain(beside).collect();
    let across: Vec<(&str, &str)> = pairs.iter().copied().filter(|(from, to)| from != to).collect();
    if across.is_empty() {
        return None;
    }
    basis.leave_out(pairs.len() - across.len(), "dependencies within one team");
    let named = Named::new([], &across, Selfish::Reject);
    Some(layer(&named, &Components::new(&named.graph), &|_, _| {}))
}

fn timetable(named: &Named, network: &Network, titles: &Titles<'_>) -> Option<Timetable> {
    let length = |id: &String| titles.0.get(id.as_str()).and_then(|node| if node.state == State::Open { node.duration_days } else { Some(0.0) });
    let lengths: Vec<f64> = named.names.iter().map(length).collect::<Option<_>>()?;
    if lengths.is_empty() {
        return None;
    }
    let dates = critical_path::dates(&network.graph, &network.components, &lengths);
    let routes = critical_route::routes(&network.graph, &dates, MOST_ROUTES);
    let row = |node: usize| {
        let known = |value: f64| (dates.certainty[node] != Certainty::Unknown).then_some(value);
        Row {
            id: named.names[node].clone(),
            certainty: dates.certainty[node],
            es: known(dates.earliest_start[node]),
            ef: known(dates.earliest_finish[node]),
            ls: known(dates.latest_start[node]),
            lf: known(dates.latest_finish[node]),
            slack: known(dates.slack(node)),
            free_slack: known(dates.free_slack[node]),
        }
    };
    Some(Timetable {
        duration_days: dates.duration,
        critical_path_count: routes.count,
        critical_paths: routes.listed.iter().map(|route| named.list(route)).collect(),
        table: (0..named.names.len()).map(row).collect(),
    })
}

/// Days are counted from here.
const DAY_ZERO: Date = Date::constant(2000, 1, 1);

/// Planned by promises where there are any, else by earliest starts.
fn plan(named: &Named, network: &Network, titles: &Titles<'_>) -> Plan {
    let node = |id: &String| titles.0.get(id.as_str()).copied();
    let duration: Vec<f64> = named.names.iter().map(|id| node(id).and_then(|n| n.duration_days).unwrap_or(0.0)).collect();
    let day = |date: Date| f64::from((date - DAY_ZERO).get_days());
    let promised = |id: &String| node(id).and_then(|n| n.promised);
    let start = if named.names.iter().any(|id| promised(id).is_some()) {
        named.names.iter().zip(&duration).map(|(id, takes)| promised(id).map(|date| day(date) - takes)).collect()
    } else if named.names.iter().all(|id| node(id).is_some_and(|n| n.duration_days.is_some())) {
        critical_path::dates(&network.graph, &network.components, &duration).earliest_start.into_iter().map(Some).collect()
    } else {
        vec![None; duration.len()]
    };
    network.settled(&Plan { start, duration })
}

fn slip(input: &Input, named: &Named, network: &Network, titles: &Titles<'_>) -> Result<Option<SlipAnswer>, Problem> {
    let mut late = Vec::new();
    for (id, days) in &input.late {
        let Some(node) = named.number(id) else {
            return Err(Problem::field(format!("late.{id}"), format!("There is no node “{id}” in this file.")));
        };
        late.push((node, *days));
    }
    if late.is_empty() {
        return Ok(None);
    }
    let plan = plan(named, network, titles);
    let slip = network.slip(&plan, &late);
    let asked: BTreeSet<u32> = late.iter().map(|(node, _)| *node).collect();
    let told = |of: &[(u32, f64)]| -> Vec<(String, f64)> {
        of.iter().filter(|(node, _)| !asked.contains(node)).map(|(node, by)| (titles.title(named.name(*node)), *by)).collect()
    };
    let who: Vec<String> = asked.iter().map(|node| titles.title(named.name(*node))).collect();
    let words = tell::SlipNames {
        who: tell::listed(&who),
        days: late.iter().map(|(_, days)| *days).fold(0.0, f64::max),
        late: told(&slip.late),
        absorbed: told(&slip.absorbed),
        unknown: slip.unknown.iter().map(|node| titles.title(named.name(*node))).collect(),
    };
    let by_id = |of: &[(u32, f64)]| of.iter().map(|(node, by)| (named.name(*node).to_owned(), *by)).collect::<BTreeMap<_, _>>();
    let has_dates = input.nodes.iter().any(|node| node.promised.is_some());
    let new_date = |(node, by): &(u32, f64)| {
        let days = jiff::Span::new().try_days((plan.finish(*node as usize)? + by).ceil() as i64).ok()?;
        Some((named.name(*node).to_owned(), DAY_ZERO.checked_add(days).ok()?))
    };
    Ok(Some(SlipAnswer {
        sentence: tell::slip(&words),
        late_by: by_id(&slip.late),
        absorbed: by_id(&slip.absorbed),
        unknown: named.list(&slip.unknown),
        new_dates: if has_dates { slip.late.iter().filter_map(new_date).collect() } else { BTreeMap::new() },
    }))
}

fn blocked(named: &Named, titles: &Titles<'_>) -> Vec<Blocked> {
    let mut gone: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (from, to) in named.graph.edges() {
        if titles.state(named.name(from)) == State::Gone && titles.state(named.name(to)) == State::Open {
            gone.entry(named.name(to).to_owned()).or_default().push(named.name(from).to_owned());
        }
    }
    gone.into_iter().map(|(id, suppliers_gone)| Blocked { id, suppliers_gone }).collect()
}

fn promised_late(input: &Input) -> Vec<PromisedLate> {
    let late = |node: &Node| {
        let days = (node.promised? - node.needed_by?).get_days();
        (days > 0 && node.state == State::Open).then(|| PromisedLate { id: node.id.clone(), late_by_days: i64::from(days) })
    };
    input.nodes.iter().filter_map(late).collect()
}
