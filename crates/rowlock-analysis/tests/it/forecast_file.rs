//! Files of forecasts: what is answered, and what is refused with its place.

use rowlock_analysis::Status;
use rowlock_analysis::forecast::{answer, file};

fn answered(text: &str) -> answer::Answer {
    let input = file::read(text).unwrap();
    answer::answer(&input, &file::plan(&input).unwrap())
}

fn refused(text: &str) -> String {
    file::read(text).and_then(|input| file::plan(&input).map(|_| ())).unwrap_err().to_string()
}

#[test]
fn one_history_says_when_and_how_many() {
    let when = answered(r#"{"as_of": "2026-11-23", "history_per_week": [4, 2, 6, 3, 0, 5, 4, 7, 1, 3, 4, 2], "remaining": 50}"#);
    let weeks: Vec<u32> = when.goals[0].by.iter().map(|by| by.weeks).collect();
    assert_eq!(weeks, [15, 16, 17, 19], "as the exact distribution says");
    assert!(when.goals[0].sentence.starts_with("“The work” is as likely done by "), "{}", when.goals[0].sentence);
    let many = answered(r#"{"history_per_week": [2, 0, 5, 3], "weeks": 10}"#).how_many.unwrap();
    let stories: Vec<usize> = many.stories.iter().map(|(_, stories)| *stories).collect();
    assert!(stories.is_sorted_by(|more, fewer| more >= fewer) && stories[0] == 25, "{stories:?}");
}

#[test]
fn a_network_with_a_block_says_what_would_help() {
    let found = answered(
        r#"{"as_of": "2026-11-23", "teams": {
            "Payments": {"history_per_week": [3, 4, 2, 5, 3, 4], "items": [{"id": "api", "stories": 8}]},
            "Checkout": {"history_per_week": [4, 5, 3, 6, 4], "items": [{"id": "form", "stories": 6}, {"id": "pay", "stories": 6, "not_before": "2026-12-07"}]}},
            "waits": [{"who": "pay", "for": "api"}],
            "blocks": [{"what": "the test environment", "holds": ["Payments"], "days": [14, 21, 28]}],
            "goals": [{"name": "Guest checkout", "needs": ["Checkout"], "target": "2026-12-31"}]}"#,
    );
    let goal = &found.goals[0];
    assert_eq!(goal.status, Status::Ok);
    assert!(
        goal.sentence.contains("is done in time in") && goal.sentence.contains("of 10 futures") || goal.sentence.contains("of 20 futures"),
        "{}",
        goal.sentence
    );
    assert!(found.helps.iter().any(|help| help.what == "the test environment" && help.days > 3.0), "{:?}", found.helps);
    assert!(found.helps[0].sentence().contains("“Guest checkout” wins "), "{}", found.helps[0].sentence());
}

#[test]
fn little_history_no_history_and_opinions_are_words() {
    let little = answered(r#"{"history_per_week": [3, 4, 2], "remaining": 9}"#);
    assert!(little.goals[0].sentence.contains("there is little history, take it as a hint"));
    let none = answered(r#"{"history_per_week": [], "remaining": 9}"#);
    assert_eq!(none.goals[0].sentence, "Cannot say when “The work” is done: The work has no history.");
    let two = answered(r#"{"history_per_week": [3, 4], "remaining": 9}"#);
    assert!(two.goals[0].sentence.contains("or a range asked from the team"), "{}", two.goals[0].sentence);
    let opinion = answered(r#"{"teams": {"New": {"range_per_week": [2, 5], "remaining": 9}}}"#);
    assert_eq!(opinion.goals[0].status, Status::LittleHistory);
    assert!(opinion.basis.left_out[0].why.contains("an opinion"));
    assert_eq!(answered(r#"{"history_per_week": [3, 4, 2, 1, 2], "remaining": 0}"#).goals[0].sentence, "“The work”: nothing is left to do.");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    assert!(refused("{").starts_with("line 1: "));
    assert!(refused(r#"{"trials": 0, "history_per_week": [1]}"#).starts_with("trials: "));
    assert!(refused("{}").starts_with("teams: There is no history"));
    assert!(
        refused(r#"{"teams": {"A": {"history_per_week": [1], "remaining": 1}}, "waits": [{"who": "A", "for": "B"}]}"#)
            .contains("There is no team or item “B”")
    );
    assert!(
        refused(r#"{"teams": {"A": {"history_per_week": [1], "remaining": 1}}, "waits": [{"who": "A", "for": "A"}]}"#).contains("waits for itself")
    );
    assert!(refused(r#"{"teams": {"A": {"history_per_week": [4000000], "remaining": 1}}}"#).contains("Count small stories"));
    assert!(refused(r#"{"teams": {"A": {"history_per_week": [1], "items": [{"id": "A", "stories": 1}]}}}"#).contains("stands twice"));
    assert!(refused(r#"{"history_per_week": [-1]}"#).contains("docs/analyze.md"));
}
