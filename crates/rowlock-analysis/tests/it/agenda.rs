//! The agenda: known knapsacks, packing against brute force, rules above the value, what people read.

use crate::shared;
use proptest::prelude::*;
use rowlock_analysis::agenda::{
    file,
    pack::{Weighed, pack},
    plan::{Rule, Topic, days_in_words, plan},
    value::{Experience, value},
};
use rowlock_analysis::cases;
use serde_json::Value;

#[test]
fn published_knapsacks_come_out_with_their_best_value_and_a_selection_that_has_it() {
    let Some(text) = shared::text("known-answers/agenda.json") else { return };
    let file: Value = serde_json::from_str(&text).unwrap();
    let computed = cases::compute(&text).unwrap();
    assert_eq!(computed.cases.len(), 12);
    for (case, got) in file["cases"].as_array().unwrap().iter().zip(&computed.cases) {
        let (expected, got) = (&case["expected"], &got.result);
        assert_eq!(got["best_value"].as_f64(), expected["best_value"].as_f64(), "{}", case["name"]);
        assert_eq!(got["greedy_by_ratio_value"].as_f64(), expected["greedy_by_ratio_value"].as_f64(), "{}", case["name"]);
        let chosen = got["chosen"].as_array().unwrap();
        let topics = case["topics"].as_array().unwrap();
        let sum = |field: &str| -> f64 { topics.iter().filter(|t| chosen.contains(&t["id"])).map(|t| t[field].as_f64().unwrap()).sum() };
        assert_eq!(sum("value"), got["best_value"].as_f64().unwrap(), "{}", case["name"]);
        assert_eq!(sum("minutes"), got["minutes_used"].as_f64().unwrap(), "{}", case["name"]);
        assert!(sum("minutes") <= case["box"].as_f64().unwrap());
        assert!(topics.iter().filter(|t| t["mandatory"] == true).all(|t| chosen.contains(&t["id"])));
    }
}

#[test]
fn a_box_that_cannot_be_packed_exactly_is_refused_with_a_sentence() {
    let text = r#"{"format":1,"kind":"agenda","cases":[{"name":"x","box":4294967295,"topics":[{"id":1,"minutes":1,"value":1}]}]}"#;
    let problem = cases::compute(text).unwrap_err();
    assert_eq!(problem.field, "x: box");
    assert!(problem.sentence.contains("too long to be packed exactly"));
}

fn topics() -> impl Strategy<Value = Vec<Weighed>> {
    prop::collection::vec((1_u32..12, 0_u32..60).prop_map(|(minutes, value)| Weighed { minutes, value: f64::from(value) / 4.0 }), 0..13)
}

proptest! {
    #[test]
    fn packing_is_as_good_as_trying_every_choice(topics in topics(), box_minutes in 0_u32..40) {
        let fits = |set: u32| (0..topics.len()).filter(|at| set >> at & 1 == 1).map(|at| topics[at].minutes).sum::<u32>() <= box_minutes;
        let worth = |set: u32| (0..topics.len()).filter(|at| set >> at & 1 == 1).map(|at| topics[at].value).sum::<f64>();
        let best = (0..1_u32 << topics.len()).filter(|set| fits(*set)).map(worth).fold(0.0, f64::max);
        let chosen = pack(&topics, box_minutes);
        prop_assert!(chosen.is_sorted());
        prop_assert!(chosen.iter().map(|at| topics[*at].minutes).sum::<u32>() <= box_minutes);
        prop_assert_eq!(chosen.iter().map(|at| topics[*at].value).sum::<f64>(), best);
    }

    #[test]
    fn every_topic_is_either_chosen_or_named_as_left_out_and_ruled_ones_are_chosen(
        given in prop::collection::vec((0_u32..9, prop::option::of(-1.0_f64..5.0), prop::bool::weighted(0.2), prop::bool::weighted(0.2)), 0..20),
        box_minutes in 0_u32..40,
    ) {
        let topics: Vec<Topic> = given.iter().map(|(minutes, value, ruled, is_dropped)| {
            Topic { minutes: *minutes, value: *value, rule: ruled.then_some(Rule::Escalated), is_dropped: *is_dropped }
        }).collect();
        let plan = plan(&topics, box_minutes);
        let mut all: Vec<usize> = plan.chosen.iter().chain(&plan.left_out).copied().collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..topics.len()).collect::<Vec<_>>());
        prop_assert!(plan.chosen.iter().all(|at| !topics[*at].is_dropped));
        prop_assert!((0..topics.len()).filter(|at| topics[*at].rule.is_some() && !topics[*at].is_dropped).all(|at| plan.chosen.contains(&at)));
        let ruled: u32 = plan.chosen.iter().filter(|at| topics[**at].rule.is_some()).map(|at| topics[*at].minutes.max(1)).sum();
        prop_assert!(plan.minutes <= box_minutes.max(ruled));
    }
}

fn worth(minutes: u32, value: f64) -> Topic {
    Topic { minutes, value: Some(value), ..Topic::default() }
}

#[test]
fn of_equal_topics_the_older_one_stays_in() {
    assert_eq!(plan(&[worth(3, 2.0), worth(3, 2.0), worth(3, 2.0)], 6).chosen, [0, 1]);
}

#[test]
fn within_the_box_the_most_valuable_minute_comes_first() {
    assert_eq!(plan(&[worth(6, 6.0), worth(2, 4.0), worth(3, 9.0)], 15).chosen, [2, 1, 0]);
}

#[test]
fn a_topic_without_minutes_takes_one() {
    let plan = plan(&[worth(0, 1.0), worth(0, 1.0)], 1);
    assert_eq!((plan.chosen, plan.minutes), (vec![0], 1));
}

#[test]
fn a_topic_longer_than_the_box_is_left_out_by_name() {
    let plan = plan(&[worth(40, 9.0), worth(5, 1.0)], 30);
    assert_eq!((plan.chosen, plan.left_out), (vec![1], vec![0]));
}

#[test]
fn ruled_topics_beyond_the_box_are_all_shown_with_what_to_do() {
    let ruled = |minutes| Topic { minutes, rule: Some(Rule::Escalated), ..Topic::default() };
    let plan = plan(&[ruled(20), ruled(18), worth(1, 9.0)], 25);
    assert_eq!(plan.chosen, [0, 1]);
    assert_eq!(plan.told(), "Needs 38 minutes where 25 are planned: shorten or hold a follow-up.");
}

#[test]
fn without_topics_the_meeting_is_put_in_question() {
    assert_eq!(plan(&[], 30).told(), "Nothing needs this meeting: cancel it?");
}

#[test]
fn what_nobody_can_weigh_takes_idle_minutes_or_is_listed_last() {
    let unknown = Topic { minutes: 4, ..Topic::default() };
    assert_eq!(plan(&[unknown.clone(), worth(3, 1.0)], 10).chosen, [1, 0]);
    assert_eq!(plan(&[unknown, worth(3, 1.0), worth(3, 0.0)], 3).left_out, [2, 0]);
}

#[test]
fn a_pinned_topic_comes_before_an_escalated_one_and_a_dropped_one_not_at_all() {
    let with = |rule, is_dropped| Topic { minutes: 3, value: Some(1.0), rule, is_dropped };
    let plan = plan(&[with(Some(Rule::Escalated), false), with(Some(Rule::Pinned), false), with(Some(Rule::Escalated), true)], 30);
    assert_eq!((plan.chosen, plan.left_out), (vec![1, 0], vec![2]));
}

#[test]
fn talking_is_believed_to_change_half_until_there_is_experience() {
    let of = |discussed, changed| Experience { discussed, changed, minutes: Vec::new() };
    assert_eq!(of(0, 0).chance(), 0.5);
    assert_eq!(of(4, 4).chance(), 0.75);
    assert_eq!(of(96, 0).chance(), 0.02);
    let told = |discussed, changed| of(discussed, changed).told("risk", "risks");
    assert_eq!(told(0, 0), "no risk was talked about yet");
    assert_eq!(told(1, 0), "the one risk that was talked about did not change within two days");
    assert_eq!(told(1, 1), "the one risk that was talked about changed within two days");
    assert_eq!(told(5, 0), "none of 5 risks that were talked about changed within two days");
    assert_eq!(told(5, 5), "all 5 risks that were talked about changed within two days");
    assert_eq!(told(9, 6), "talking changed 6 of 9 risks within two days");
    assert_eq!(value(&of(0, 0), Some(3.0)), Some(1.5));
    assert_eq!(value(&of(0, 0), None), None);
    assert_eq!(value(&of(0, 0), Some(f64::NAN)), None);
}

#[test]
fn minutes_are_the_median_of_past_talks_and_three_without_any() {
    let took = |minutes: &[f64]| Experience { minutes: minutes.to_vec(), ..Experience::default() }.median_minutes();
    assert_eq!(took(&[]), 3);
    assert_eq!(took(&[9.0, 2.0, 4.0]), 4);
    assert_eq!(took(&[2.0, 5.0]), 4);
    assert_eq!(took(&[0.2]), 1);
}

#[test]
fn a_file_of_topics_says_what_is_planned_and_what_leaving_out_costs() {
    let text = r#"{"format":1,"box_minutes":25,"topics":[
        {"title":"Refund API","minutes":12,"expected_delay_days":8},
        {"title":"Test cards","minutes":8,"expected_delay_days":6},
        {"title":"Logging format","for":"Search","minutes":8,"expected_delay_days":1}]}"#;
    let answer = file::plan(text).unwrap();
    assert_eq!(answer.sentence, "20 of 25 minutes planned. Left out: “Logging format” (would win half a day for Search).");
    assert_eq!(answer.chosen.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["Test cards", "Refund API"]);
    assert_eq!(answer.chosen[0].why, "Would win 3 days.");
}

#[test]
fn a_file_that_is_no_agenda_is_told_where_it_is_wrong() {
    assert_eq!(file::plan("{\"format\":1,\n\"box_minutes\":25,\"topics\":[{\"titel\":\"x\"}]}").unwrap_err().line, 2);
    assert_eq!(file::plan(r#"{"format":2,"box_minutes":25,"topics":[]}"#).unwrap_err().field, "format");
    assert_eq!(file::plan(r#"{"format":1,"box_minutes":9999,"topics":[]}"#).unwrap_err().field, "box_minutes");
    let refused = |topic: &str| file::plan(&format!("{{\"format\":1,\"box_minutes\":25,\"topics\":[\n{topic}]}}")).unwrap_err().to_string();
    let more = refused(r#"{"title":"x","discussed":3,"changed":4}"#);
    assert_eq!(more, "line 2, topics[0].changed: Talking changed 4 of 3 topics: it cannot change more than were discussed.");
    assert!(
        refused(r#"{"title":"x","expected_delay_days":-1}"#)
            .starts_with("line 2, topics[0].expected_delay_days: At least 0, not -1. A delay cannot be negative.")
    );
    let misspelt = refused(r#"{"titel":"x"}"#);
    assert!(misspelt.starts_with("line 2, topics[0].titel: There is no field “titel”; known are "), "{misspelt}");
}

#[test]
fn days_are_said_in_halves_while_they_are_few() {
    assert_eq!([0.1, 0.5, 1.0, 1.4, 2.2, 12.7].map(days_in_words), ["less than half a day", "half a day", "1 day", "1.5 days", "2 days", "13 days"]);
}

#[test]
fn a_topic_longer_than_the_box_says_why_it_cannot_fit() {
    let text = r#"{"format":1,"box_minutes":25,"topics":[{"title":"The new depot","minutes":40,"expected_delay_days":6},
        {"title":"The old depot","minutes":40},{"title":"The harbour","minutes":40,"dropped":true}]}"#;
    let found = file::plan(text).unwrap();
    let too_long = "needs 40 minutes where 25 are planned: shorten it or hold a follow-up";
    assert_eq!(
        found.sentence,
        format!(
            "0 of 25 minutes planned. Left out: “The new depot” (would win 3 days, but {too_long}), “The old depot” ({too_long}), “The harbour”."
        )
    );
    assert_eq!(found.left_out[0].why, format!("Would win 3 days. It {too_long}."));
    assert_eq!(found.basis.history, "3 topics");
}
