//! The network: known answers, edge cases, the sentences that people read.

use crate::shared;
use rowlock_analysis::network::{file, study::study, tell};
use rowlock_analysis::{Status, cases};
use serde_json::Value;

fn agree(expected: &Value, got: &Value, place: &str) {
    match (expected, got) {
        (Value::Object(fields), _) => fields.iter().for_each(|(name, value)| agree(value, &got[name], &format!("{place}.{name}"))),
        (Value::Array(all), Value::Array(have)) => {
            assert_eq!(all.len(), have.len(), "{place}");
            all.iter().zip(have).enumerate().for_each(|(at, (a, b))| agree(a, b, &format!("{place}[{at}]")));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-9, "{place}: {b} instead of {a}");
        }
        _ => assert_eq!(expected, got, "{place}"),
    }
}

#[test]
fn textbook_networks_have_their_dates_slack_critical_paths_and_slips() {
    let Some(text) = shared::text("known-answers/critical_path.json") else { return };
    let file: Value = serde_json::from_str(&text).unwrap();
    let computed = cases::compute(&text).unwrap();
    for (case, got) in file["cases"].as_array().unwrap().iter().zip(&computed.cases) {
        agree(&case["expected"], &got.result, &got.name);
        let (slips, told) = (case["slips"].as_array().unwrap(), got.result["slips"].as_array().unwrap());
        for (slip, told) in slips.iter().zip(told) {
            agree(&slip["late_by"], &told["late_by"], &format!("{} {}", got.name, slip["late"]));
            assert_eq!(slip["late_by"].as_object().unwrap().len(), told["late_by"].as_object().unwrap().len());
        }
    }
}

#[test]
fn known_graphs_have_their_components_circles_reach_and_betweenness() {
    let Some(text) = shared::text("known-answers/dependency_graph.json") else { return };
    let file: Value = serde_json::from_str(&text).unwrap();
    for (case, got) in file["cases"].as_array().unwrap().iter().zip(&cases::compute(&text).unwrap().cases) {
        agree(&case["expected"], &got.result, &got.name);
    }
}

/// A file with these nodes (as JSON) and edges.
fn read(nodes: &str, edges: &str, late: &str) -> rowlock_analysis::network::study::Study {
    study(&file::read(&format!(r#"{{"format":1,"nodes":[{nodes}],"edges":[{edges}],"late":{{{late}}}}}"#)).unwrap()).unwrap()
}

#[test]
fn a_node_that_waits_for_itself_is_rejected_and_equal_edges_are_merged_and_both_are_said() {
    let study = read("", r#"["a","a"],["a","b"],["a","b"]"#, "");
    assert_eq!((study.deliverables.nodes, study.deliverables.edges, study.status), (2, 1, Status::Ok));
    let left_out: Vec<String> = study.basis.left_out.iter().map(|left| format!("{} {}", left.count, left.why)).collect();
    assert_eq!(left_out, ["1 node that waits for itself (a)", "1 edge that repeats another one"]);
}

#[test]
fn two_that_wait_for_each_other_are_told_to_agree_who_delivers_first() {
    let study = read("", r#"["Identity","Payments"],["Payments","Identity"],["Payments","Shop"]"#, "");
    assert_eq!(study.status, Status::Cycle);
    assert_eq!(study.deliverables.circles[0].sentence, "Identity waits for Payments and Payments waits for Identity: agree who delivers first.");
    let proposal = study.deliverables.proposal.unwrap();
    assert_eq!((proposal.edges.len(), proposal.is_smallest), (1, true));
}

#[test]
fn a_longer_circle_is_told_in_the_direction_of_waiting() {
    let names = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(tell::circle(&names), "a waits for c, which waits for b, which waits for a: agree who delivers first.");
}

#[test]
fn inside_a_circle_no_dates_are_given_and_outside_they_still_are() {
    let node = |id: &str, days: u8| format!(r#"{{"id":"{id}","duration_days":{days}}}"#);
    let nodes = [node("before", 2), node("x", 3), node("y", 4), node("after", 1), node("apart", 5)].join(",");
    let study = read(&nodes, r#"["before","x"],["x","y"],["y","x"],["y","after"]"#, "");
    let dates = study.dates.unwrap();
    let row = |id: &str| dates.table.iter().find(|row| row.id == id).unwrap();
    assert_eq!(row("x").es, None);
    assert_eq!((row("after").es, serde_json::to_value(row("after").certainty).unwrap()), (Some(6.0), "not_before".into()));
    assert_eq!((row("before").ef, row("apart").ef), (Some(2.0), Some(5.0)));
    assert_eq!(row("apart").slack, Some(2.0));
}

#[test]
fn what_waits_for_something_cancelled_is_blocked_and_not_in_time() {
    let study = read(r#"{"id":"api","state":"gone"},{"id":"shop"}"#, r#"["api","shop"]"#, "");
    assert_eq!(study.blocked[0].id, "shop");
    assert_eq!(study.blocked[0].suppliers_gone, ["api"]);
    let told = |gone: &[String]| tell::blocked(&study.blocked[0].id, gone);
    assert_eq!(told(&study.blocked[0].suppliers_gone), "shop is blocked: its supplier api is gone.");
    assert_eq!(told(&["api".to_owned(), "data".to_owned()]), "shop is blocked: its suppliers api and data are gone.");
}

#[test]
fn a_slip_says_who_is_late_who_absorbs_it_and_for_whom_nobody_can_say() {
    let node = |id: &str, date: &str| format!(r#"{{"id":"{id}","promised":"2026-05-{date}"}}"#);
    let nodes = [node("Payments", "04"), node("Web shop", "04"), node("Search", "06"), node("Identity", "11"), r#"{"id":"Mobile"}"#.to_owned()];
    let edges = r#"["Payments","Web shop"],["Payments","Search"],["Payments","Identity"],["Payments","Mobile"]"#;
    let slip = read(&nodes.join(","), edges, r#""Payments":3"#).slip.unwrap();
    assert_eq!(
        slip.sentence,
        "If Payments is 3 days late, Web shop and Search are late too (3 and 1 days). Identity can absorb it: 4 days to spare. \
         Nobody can say for Mobile: no date, or a circle."
    );
    assert_eq!(slip.new_dates["Web shop"].to_string(), "2026-05-07");
    assert_eq!(slip.unknown, ["Mobile"]);
}

#[test]
fn a_goal_that_absorbs_a_slip_begins_its_sentence_with_a_capital() {
    let absorbed = vec![("the goal “Checkout”".to_owned(), 4.0)];
    let words = tell::slip(&tell::SlipNames { who: "Payments".to_owned(), days: 3.0, absorbed, ..tell::SlipNames::default() });
    assert_eq!(words, "If Payments is 3 days late, nobody else is late that we know of. The goal “Checkout” can absorb it: 4 days to spare.");
}

#[test]
fn a_promise_later_than_the_need_is_named() {
    let study = read(r#"{"id":"api","promised":"2026-05-08","needed_by":"2026-05-01"}"#, "", "");
    assert_eq!((study.promised_late[0].id.as_str(), study.promised_late[0].late_by_days), ("api", 7));
}

#[test]
fn a_slip_of_something_unknown_and_a_length_below_nothing_are_told_where_they_stand() {
    let input = file::read(r#"{"format":1,"edges":[["a","b"]],"late":{"z":1}}"#).unwrap();
    assert_eq!(study(&input).unwrap_err().field, "late.z");
    assert_eq!(file::read(r#"{"format":1,"nodes":[{"id":"a","duration_days":-1}],"edges":[]}"#).unwrap_err().field, "nodes[0].duration_days");
    assert_eq!(file::read(r#"{"format":1,"nodes":[{"id":"a"},{"id":"a"}],"edges":[]}"#).unwrap_err().field, "nodes[1].id");
    assert!(file::read("from,to\na,b\n").unwrap_err().sentence.contains("supplier"));
    assert_eq!(file::read("supplier,customer\na,\n").unwrap_err().line, 2);
    let unknown = file::read("{\"format\":1,\"nodes\":[{\"id\":\"a\"}],\n\"edges\":[[\"a\",\"b\"]]}").unwrap_err().to_string();
    assert!(unknown.starts_with("line 2, edges[0][1]: There is no node “b”."), "{unknown}");
    assert_eq!(file::read(r#"{"format":1,"edges":[["a","b"]]}"#).unwrap().edges.len(), 1, "without nodes the edges name them");
    for mark in [";", "\t"] {
        let text = format!("supplier{mark}customer\na{mark}b, c\n");
        assert_eq!(file::read(&text).unwrap().edges, [("a".to_owned(), "b, c".to_owned())]);
    }
}

#[test]
fn a_csv_of_edges_is_read_too() {
    let study = study(&file::read("Supplier,Customer\napi,shop\nshop,goal\n").unwrap()).unwrap();
    assert_eq!(study.deliverables.order, ["api", "shop", "goal"]);
}

#[test]
fn an_empty_network_has_nothing_to_say_and_says_so_without_a_number() {
    let study = read("", "", "");
    assert_eq!((study.deliverables.nodes, study.dates, study.slip), (0, None, None));
}
