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
    let many = answered(r#"{"history_per_week": [2, 0, 5, 3, 2], "weeks": 10}"#).how_many.unwrap();
    let stories: Vec<usize> = many.stories.iter().map(|(_, stories)| *stories).collect();
    assert_eq!(stories, [24, 21, 19, 16], "as the exact distribution says; more confidence, fewer stories");
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
    assert!(found.helps[0].sentence().contains(" days of the date that holds in 85 of 100 futures"), "{}", found.helps[0].sentence());
    assert!(found.helps.iter().any(|help| help.what == "the test environment" && help.sure_days > 3.0), "{:?}", found.helps);
    assert!(found.basis.model.starts_with("10,000 futures from seed 0"), "{}", found.basis.model);
    assert!(!found.helps.iter().any(|help| help.what == "the work left at Checkout"), "without its own work there is no goal");
}

#[test]
fn little_history_no_history_and_opinions_are_words() {
    let little = answered(r#"{"as_of": "2026-11-23", "history_per_week": [3, 4, 2], "remaining": 9}"#);
    let hint = "There are fewer than 5 weeks of history: take it as a hint, there are no dates yet.";
    assert_eq!(little.goals[0].sentence, format!("“The work” is a matter of a few weeks. {hint}"));
    assert!(little.goals[0].by.is_empty() && little.goals[0].mean_weeks.is_none() && little.helps.is_empty(), "words, not numbers");
    let none = answered(r#"{"history_per_week": [], "remaining": 9}"#);
    assert_eq!(none.goals[0].sentence, "Cannot say when “The work” is done: The work has no history.");
    let two = answered(r#"{"history_per_week": [3, 4], "remaining": 9}"#);
    assert!(two.goals[0].sentence.contains("or a range asked from the team"), "{}", two.goals[0].sentence);
    let opinion = answered(r#"{"teams": {"New": {"range_per_week": [2, 5], "remaining": 9}}}"#);
    assert_eq!(opinion.goals[0].status, Status::LittleHistory);
    assert!(opinion.basis.left_out[0].why.contains("an opinion"));
    assert_eq!(
        opinion.goals[0].sentence,
        "“New” is a matter of a few weeks. It rests on an opinion, not on history alone: take it as a hint, there are no dates yet."
    );
    assert!(opinion.goals[0].by.is_empty() && opinion.goals[0].mean_weeks.is_none(), "words, as on the page");
    assert_eq!(opinion.basis.history, "0 weeks of 1 team, 0 waits, 0 blocks", "the width of a range is no history");
    let short = answered(r#"{"range_per_week": [2, 5], "weeks": 2}"#).how_many.unwrap();
    assert!(short.stories.is_empty() && short.sentence.contains("it rests on an opinion"), "{}", short.sentence);
    let late = answered(
        r#"{"as_of": "2026-11-23", "teams": {"New": {"range_per_week": [2, 5], "remaining": 9}}, "goals": [{"name": "Shop", "needs": ["New"], "target": "2026-11-20"}]}"#,
    );
    assert!(late.goals[0].sentence.starts_with("“Shop” is overdue; what is left is a matter of a few weeks."), "{}", late.goals[0].sentence);
    assert_eq!(answered(r#"{"history_per_week": [3, 4, 2, 1, 2], "remaining": 0}"#).goals[0].sentence, "“The work”: nothing is left to do.");
}

#[test]
fn how_much_is_done_is_not_told_without_history() {
    let many = |text: &str| answered(text).how_many.unwrap();
    let none = many(r#"{"history_per_week": [], "weeks": 5}"#);
    assert_eq!((none.stories.len(), none.sentence.as_str()), (0, "Cannot say how much is done in 5 weeks: there is no history."));
    let one = many(r#"{"history_per_week": [3], "weeks": 5}"#);
    let words = "Cannot say how much is done in 5 weeks: there is 1 week of history; 3 are needed, or a range asked from the team.";
    assert_eq!((one.stories.len(), one.sentence.as_str()), (0, words));
    let idle = many(r#"{"history_per_week": [0, 0, 0, 0, 0, 0], "weeks": 5}"#);
    assert_eq!(idle.sentence, "Cannot say how much is done in 5 weeks: no story was finished in the weeks that are known.");
    let little = many(r#"{"history_per_week": [1, 2, 3], "weeks": 1}"#);
    assert!(little.stories.is_empty() && little.sentence.contains("5 weeks are needed"), "{}", little.sentence);
    let enough = answered(r#"{"history_per_week": [1, 2, 3, 2, 1], "weeks": 1}"#);
    assert_eq!(enough.how_many.unwrap().sentence, "With 85 % confidence at least 1 story is done in 1 week; with even odds 2.");
    assert_eq!(enough.basis.model, "Whole past weeks drawn with replacement, computed exactly.");
    assert_eq!(enough.basis.history, "5 weeks of 1 team, 0 waits, 0 blocks");
}

#[test]
fn a_clean_up_is_asked_about_and_left_out_on_ones_word() {
    let text = |left_out: &str| format!(r#"{{"history_per_week": [4, 2, 120, 3, 5, 4, 4], {left_out} "remaining": 50}}"#);
    let with = answered(&text(""));
    let question = "Week 3 of The work closed 120 stories, a usual one 4. If that was a clean-up, leave it out: --leave-out \"The work=3\".";
    assert_eq!(with.asks, [question]);
    let without = answered(&text(r#""leave_out_weeks": [3],"#));
    assert!(without.asks.is_empty() && without.goals[0].by[0].weeks > 2 * with.goals[0].by[0].weeks);
    assert_eq!(without.basis.left_out[0].why, "weeks of The work left out on your word: 3");
    assert!(refused(&text(r#""leave_out_weeks": [8],"#)).contains("There is no week 8 of “The work”: its history has 7"));
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    assert!(refused("{").starts_with("line 1: "));
    assert!(refused(r#"{"trials": 0, "history_per_week": [1]}"#).starts_with("line 1, trials: "));
    assert!(refused(r#"{"history_per_week": [1]}"#).starts_with("remaining: Say what is asked"));
    assert!(refused(r#"{"history_per_week": [1], "weeks": 0}"#).starts_with("line 1, weeks: Between 1 and 520"));
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
    let negative = refused("{\n \"history_per_week\": [4,\n -1]}");
    assert!(negative.starts_with("line 3, history_per_week[1]: ") && negative.contains("docs/analyze.md"), "{negative}");
    let unknown = refused(
        "{ \"teams\": {\n  \"A\": { \"history_per_week\": [1], \"remaining\": 1 } },\n  \"waits\": [\n  { \"who\": \"A\", \"for\": \"B\" } ] }",
    );
    assert!(unknown.starts_with("line 4, waits[0].for: There is no team or item “B”"), "{unknown}");
}

#[test]
fn what_excludes_each_other_is_refused_and_never_dropped_in_silence() {
    let range = "Give either “history_per_week” or “range_per_week”";
    assert!(refused(r#"{"history_per_week": [3, 4, 5, 3, 4], "range_per_week": [20, 30], "remaining": 9}"#).contains(range));
    assert!(refused(r#"{"teams": {"A": {"history_per_week": [3, 4, 5], "range_per_week": [20, 30], "remaining": 9}}}"#).contains(range));
    let items = refused(r#"{"teams": {"A": {"history_per_week": [3], "remaining": 9, "items": [{"id": "x", "stories": 4}]}}}"#);
    assert!(items.starts_with("line 1, teams.A.remaining: Give either “remaining” or “items”"), "{items}");
    let team = r#""teams": {"A": {"history_per_week": [3, 4, 5], "remaining": 9}}"#;
    assert!(refused(&format!(r#"{{"remaining": 50, {team}}}"#)).starts_with("line 1, remaining: This stands beside “teams”"));
    assert!(refused(&format!(r#"{{"leave_out_weeks": [2], {team}}}"#)).starts_with("line 1, leave_out_weeks: This stands beside “teams”"));
    assert!(refused(r#"{"range_per_week": [2, 5], "leave_out_weeks": [1], "remaining": 9}"#).contains("no past weeks that could be left out"));
}

#[test]
fn a_circle_is_named() {
    let found = answered(
        r#"{"teams": {"Payments": {"history_per_week": [3, 4, 2, 5, 3], "remaining": 9}, "Mobile": {"history_per_week": [3, 4, 2, 5, 3], "remaining": 9},
            "Checkout": {"history_per_week": [4, 5, 3, 6, 4], "items": [{"id": "form", "stories": 6}, {"id": "pay", "stories": 6}]}},
            "waits": [{"who": "form", "for": "Payments"}, {"who": "Payments", "for": "Checkout"}],
            "goals": [{"name": "Guest checkout", "needs": ["Checkout"]}, {"name": "Apps", "needs": ["Mobile"]}]}"#,
    );
    let [circle, other] = [&found.goals[0], &found.goals[1]];
    assert_eq!(circle.status, Status::Cycle);
    assert!(
        circle.sentence.starts_with("“Guest checkout” has no date: ") && circle.sentence.ends_with("agree who delivers first."),
        "{}",
        circle.sentence
    );
    assert!(["form", "pay", "Payments"].iter().all(|name| circle.sentence.contains(name)), "{}", circle.sentence);
    assert_eq!(other.status, Status::Ok);
}
