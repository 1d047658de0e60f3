//! The network of a real organisation, and how real promises moved, against figures computed by another program.

use crate::shared;
use rowlock_analysis::network::{
    Components, critical_path, file,
    names::{Named, Selfish},
    promises::{Promise, moves},
    study::study,
};
use serde_json::Value;
use std::collections::BTreeSet;

fn expected(file: &str) -> Option<Value> {
    let whole: Value = serde_json::from_str(&shared::text("data/expected.json")?).unwrap();
    Some(whole["shared"][file].clone())
}

fn names(value: &Value) -> BTreeSet<BTreeSet<String>> {
    value.as_array().unwrap().iter().map(|group| group.as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect()).collect()
}

#[test]
fn a_real_organisations_teams_wait_for_each_other_as_another_program_says() {
    let (Some(text), Some(expected)) = (shared::text("data/kubernetes-org.json"), expected("kubernetes-org.json")) else { return };
    let study = study(&file::read(&text).unwrap()).unwrap();
    let (teams, graph) = (study.teams.unwrap(), &expected["team_graph"]);
    assert_eq!((teams.nodes as u64, teams.edges as u64), (graph["nodes"].as_u64().unwrap(), graph["edges"].as_u64().unwrap()));
    let circles: BTreeSet<BTreeSet<String>> = teams.circles.iter().map(|knot| knot.members.iter().cloned().collect()).collect();
    assert_eq!(circles, names(&graph["strongly_connected_components_larger_than_1"]));
    let mutual = teams.pairs.iter().filter(|(a, b, _)| a < b && teams.pairs.iter().any(|(c, d, _)| (c, d) == (b, a))).count();
    assert_eq!(mutual as u64, graph["mutual_pairs"].as_u64().unwrap());
    for edge in graph["edge_weights_top10"].as_array().unwrap() {
        let (a, b, n) = (edge[0].as_str().unwrap(), edge[1].as_str().unwrap(), edge[2].as_u64().unwrap());
        let known = |(from, to, times): &&(String, String, usize)| (from == a && to == b || from == b && to == a) && *times as u64 == n;
        assert!(teams.pairs.iter().any(|pair| known(&pair)), "{edge}");
    }
    assert_eq!(teams.circles[0].shortest.len(), 2);
    assert!(teams.and_more, "such a knot holds more circles than anybody counts");
    assert!(study.basis.left_out.iter().any(|left| left.count == 99 && left.why == "dependencies within one team"));
}

#[test]
fn its_deliverables_refer_to_each_other_in_ten_circles() {
    let (Some(text), Some(expected)) = (shared::text("data/kubernetes-org.json"), expected("kubernetes-org.json")) else { return };
    let input = file::read(&text).unwrap();
    let deliverables = study(&input).unwrap().deliverables;
    let graph = &expected["deliverable_graph"];
    assert_eq!((deliverables.nodes as u64, deliverables.edges as u64), (graph["nodes"].as_u64().unwrap(), graph["edges"].as_u64().unwrap()));
    assert_eq!(deliverables.elementary_circles as u64, graph["simple_cycles"].as_u64().unwrap());
    let circles: BTreeSet<BTreeSet<String>> = deliverables.circles.iter().map(|knot| knot.members.iter().cloned().collect()).collect();
    assert_eq!(circles, names(&graph["strongly_connected_components_larger_than_1"]));

    let edges: Vec<(&str, &str)> = input.edges.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let named = Named::new([], &edges, Selfish::Reject);
    let dates = critical_path::dates(&named.graph, &Components::new(&named.graph), &vec![1.0; named.names.len()]);
    assert_eq!(dates.duration - 1.0, graph["longest_path_edges_in_condensation"].as_f64().unwrap());
}

#[test]
fn real_promises_moved_as_another_program_says() {
    let (Some(text), Some(expected)) = (shared::text("data/kep-promises.csv"), expected("kep-promises.csv")) else { return };
    let release = |text: &str| text.strip_prefix("v1.").and_then(|minor| minor.parse::<f64>().ok());
    let mut rows = Vec::new();
    let mut keps = BTreeSet::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.unwrap();
        keps.insert(record[0].to_owned());
        rows.push(Promise { of: (record[0].to_owned(), record[3].to_owned()), from: release(&record[4]), to: release(&record[5]).unwrap() });
    }
    assert_eq!((rows.len() as u64, keps.len() as u64), (expected["rows"].as_u64().unwrap(), expected["keps"].as_u64().unwrap()));
    let moved = moves(rows);
    let counted = [moved.first_promises, moved.changes, moved.slips, moved.pulled_in, moved.most_changes_of_one].map(|n| n as u64);
    let fields = ["first_promises", "changes", "slips", "pulled_in", "most_changes_of_one_kep_stage"];
    assert_eq!(counted, fields.map(|field| expected[field].as_u64().unwrap()));
    assert!((moved.mean_slip.unwrap() - expected["mean_slip_releases"].as_f64().unwrap()).abs() < 1e-6);
    assert_eq!(moved.median_slip, expected["median_slip_releases"].as_f64());
}

#[test]
fn without_slips_there_is_no_mean() {
    let none = moves::<u8>([Promise { of: 1, from: None, to: 3.0 }, Promise { of: 1, from: Some(3.0), to: 3.0 }]);
    assert_eq!((none.first_promises, none.changes, none.mean_slip, none.median_slip), (1, 0, None, None));
}
