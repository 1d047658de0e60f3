//! What lies ahead of a workspace: every edge case with the sentence that is shown.

use rowlock_analysis::Status;
use rowlock_analysis::calibration::{Calibration, Judged, calibrate};
use rowlock_analysis::chance::twentieths;
use rowlock_analysis::model::agenda::{delayed, hint, topics};
use rowlock_analysis::model::calibration::calibration;
use rowlock_analysis::model::forecast::{Change, Options, Pace, pace};
use rowlock_analysis::model::outlook::{Element, GoalOutlook, Outlook, outlook, what_if_for};
use rowlock_analysis::model::outlook_words::{futures, sentence};
use rowlock_domain::dependency::command::{PromiseDependency, RequestDependency};
use rowlock_domain::forecast::{Foretold, command::PublishForecast};
use rowlock_domain::goal::command::{MeetGoal, SetProductGoal};
use rowlock_domain::impediment::{Severity, command::RaiseImpediment};
use rowlock_domain::item::{ItemState, Relation, command::*};
use rowlock_domain::team::Progress;
use rowlock_domain::team::command::{ConfirmProgress, CountProgressAgain, LeaveOutProgress, ReportProgress, SayPace};
use rowlock_domain::testing::*;
use rowlock_domain::time::plus_days;
use rowlock_domain::workspace::Measure;
use rowlock_domain::{Date, GoalId, ItemId, Moment, TeamId, Text, Thing, meeting::About};
use std::collections::BTreeSet;

const GUEST: GoalId = GoalId(1);
/// The stories begin on Monday 2026-11-23; weeks before it are past.
const TODAY: &str = "2026-11-23";

fn goal(by: Option<&str>) -> Story {
    let set = SetProductGoal { group: PRODUCT, title: title("Guest checkout"), tell: Text::default(), date: by.map(date), origin: None };
    Story::two_teams().given(DANIEL, set)
}

fn item(story: Story, team: TeamId, stories: Option<(u32, u32)>, goal: Option<GoalId>) -> Story {
    let master = RUTH;
    let add = AddItem { team, title: title("Something"), state: ItemState::InProgress, date: None, goal, origin: None };
    let story = story.given(master, add);
    let id = ItemId(u32::try_from(story.workspace().items.len()).unwrap());
    match stories {
        Some((done, total)) => story.given(master, ReportItemProgress { item: id, done, total }),
        None => story,
    }
}

/// Weekly reports, the last one in the week before today.
fn progress(mut story: Story, team: TeamId, weeks: &[u32]) -> Story {
    let many = i64::try_from(weeks.len()).unwrap();
    for (at, done) in (0..).zip(weeks) {
        let monday = plus_days(date(TODAY), 7 * (at - many));
        let progress = Progress { sprint: monday, planned: (*done).max(1), done: *done, added: 0 };
        story = story.given(RUTH, ReportProgress { team, on: plus_days(monday, 4), progress });
    }
    story
}

fn ahead(story: &Story) -> Outlook {
    let (workspace, zone) = (story.workspace(), utc());
    outlook(&Moment::new(workspace, &UtcCalendar, story.now(), &zone), PRODUCT, &Options::default())
}

fn told(story: &Story) -> String {
    said(story, &ahead(story).goals[0])
}

fn said(story: &Story, goal: &GoalOutlook) -> String {
    let today: Date = UtcToday::of(story);
    sentence("Guest checkout", goal, today, &|day| rowlock_analysis::model::outlook_words::plain_day(day, today))
}

struct UtcToday;

impl UtcToday {
    fn of(story: &Story) -> Date {
        let zone = utc();
        Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone).today
    }
}

const STEADY: [u32; 8] = [4, 5, 3, 6, 4, 5, 4, 5];

fn usual() -> Story {
    let story = item(goal(Some("2026-12-18")), CHECKOUT, Some((10, 26)), Some(GUEST));
    progress(story, CHECKOUT, &STEADY)
}

#[test]
fn a_goal_is_told_in_natural_frequencies_and_steps_of_five() {
    let words = told(&usual());
    assert!(words.starts_with("“Guest checkout” will be done by 18 Dec in ") && words.contains("To be right 85 % of the time, say "), "{words}");
    let chances = [(1.0, "more than 19 of 20 futures"), (0.0, "fewer than 1 of 20 futures"), (0.62, "6 of 10 futures"), (0.65, "13 of 20 futures")];
    for (chance, words) in chances {
        assert_eq!(futures(chance), words);
    }
}

#[test]
fn a_chance_is_never_rounded_across_what_its_dates_deny() {
    assert_eq!((futures(0.84), futures(0.85), futures(0.86)), ("8 of 10 futures".into(), "17 of 20 futures".into(), "17 of 20 futures".into()));
    assert_eq!((futures(0.49), futures(0.5)), ("9 of 20 futures".into(), "5 of 10 futures".into()));
    let shown: Vec<u32> = (0..=1000).map(|mille| twentieths(f64::from(mille) / 1000.0)).collect();
    assert!(shown.is_sorted() && twentieths(f64::NAN) == 0);
}

#[test]
fn the_same_log_and_day_give_the_same_outlook() {
    let (one, other) = (ahead(&usual()), ahead(&usual()));
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

#[test]
fn no_history_names_the_team() {
    let story = item(goal(Some("2026-12-18")), CHECKOUT, Some((1, 9)), Some(GUEST));
    assert_eq!(told(&story), "Cannot say when “Guest checkout” is done: Checkout has given no progress yet.");
    assert!(!ahead(&story).has_numbers());
    let idle = progress(story, CHECKOUT, &[0, 0, 0, 0, 0]);
    assert_eq!(told(&idle), "Cannot say when “Guest checkout” is done: Checkout has no finished item yet.");
}

#[test]
fn a_goal_inherits_that_its_supplier_has_no_history() {
    let story = item(usual(), PAYMENTS, Some((0, 5)), None);
    let story = story.given(RUTH, RelateItem { item: ItemId(1), relation: Relation::Needs, to: ItemId(2) });
    assert_eq!(told(&story), "Cannot say when “Guest checkout” is done: Payments has given no progress yet.");
}

#[test]
fn under_three_weeks_there_is_none_under_five_there_are_words() {
    let story = item(goal(Some("2026-12-18")), CHECKOUT, Some((1, 9)), Some(GUEST));
    let two = progress(story.clone(), CHECKOUT, &[3, 4]);
    assert_eq!(told(&two), "Cannot say when “Guest checkout” is done: Checkout has 2 finished weeks of progress; 3 are needed.");
    let three = progress(story, CHECKOUT, &[3, 4, 5]);
    assert_eq!(ahead(&three).goals[0].status, Status::LittleHistory);
    let words = told(&three);
    assert!(words.starts_with("That “Guest checkout” is done by 18 Dec is likely; it is a matter of a few weeks."), "{words}");
    assert!(
        words.ends_with("There are fewer than five weeks of history: take it as a hint, there are no dates yet.") && !words.contains('%'),
        "{words}"
    );
}

#[test]
fn weeks_without_anything_finished_are_kept_and_weeks_off_are_not() {
    let story = progress(goal(None), CHECKOUT, &[4, 0, 0, 6, 5]);
    let zone = utc();
    let weeks = |story: &Story| {
        let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
        pace(&moment, story.workspace().team(CHECKOUT).unwrap(), &Options::default())
    };
    assert_eq!(weeks(&story).weeks, [4, 0, 0, 6, 5]);
    let holidays = (0..5).map(|n| plus_days(date("2026-11-02"), n)).collect();
    let off = story.given(RUTH, rowlock_domain::team::command::SetHolidays { team: CHECKOUT, holidays });
    assert_eq!((weeks(&off).weeks, weeks(&off).weeks_off), (vec![4, 0, 6, 5], 1));
}

fn pace_of(story: &Story, options: &Options) -> Pace {
    let zone = utc();
    pace(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), story.workspace().team(CHECKOUT).unwrap(), options)
}

#[test]
fn a_clean_up_day_is_asked_about_and_tried_without() {
    let story = progress(goal(None), CHECKOUT, &[4, 5, 4, 60, 5, 4]);
    assert_eq!(pace_of(&story, &Options::default()).bulk, [(date("2026-11-06"), 60)]);
    let without = Options { left_out: BTreeSet::from([(CHECKOUT, date("2026-11-06"))]), ..Options::default() };
    assert_eq!(pace_of(&story, &without).weeks, [4, 5, 4, 5, 4], "of that week nothing else is known");
    assert!(ahead(&story).basis.history.contains("closed more than five usual weeks at once: was that a clean-up?"));
}

#[test]
fn a_clean_up_that_the_team_confirmed_counts_nowhere_until_it_is_counted_again() {
    let (on, clean) = (date("2026-11-06"), progress(item(goal(None), CHECKOUT, Some((0, 9)), Some(GUEST)), CHECKOUT, &[4, 5, 4, 60, 5, 4]));
    let confirmed = clean.clone().given(INES, LeaveOutProgress { team: CHECKOUT, on });
    let kept = pace_of(&confirmed, &Options::default());
    assert_eq!((kept.weeks, kept.bulk, kept.left_out), (vec![4, 5, 4, 5, 4], vec![], vec![(on, 60)]));
    let found = ahead(&confirmed);
    assert!(!found.basis.history.contains("was that a clean-up?"), "{}", found.basis.history);
    let said: Vec<String> = found.basis.left_out.iter().map(|left| format!("{} {}", left.count, left.why)).collect();
    assert!(said.contains(&"60 stories that Checkout closed on 6 Nov: a clean-up, as the team said".to_owned()), "{said:?}");
    let counted = Options { counted: BTreeSet::from([(CHECKOUT, on)]), ..Options::default() };
    assert_eq!(pace_of(&confirmed, &counted), pace_of(&clean, &Options::default()), "tried as if it were work");
    let again = confirmed.given(RUTH, CountProgressAgain { team: CHECKOUT, on });
    assert_eq!(pace_of(&again, &Options::default()), pace_of(&clean, &Options::default()));
}

#[test]
fn what_looks_like_a_clean_up_and_was_work_counts_and_is_not_asked_about_again() {
    let (on, asked) = (date("2026-11-06"), progress(item(goal(None), CHECKOUT, Some((0, 9)), Some(GUEST)), CHECKOUT, &[4, 5, 4, 60, 5, 4]));
    let confirmed = asked.clone().given(INES, ConfirmProgress { team: CHECKOUT, on });
    let (before, after) = (pace_of(&asked, &Options::default()), pace_of(&confirmed, &Options::default()));
    assert_eq!((&after.weeks, &after.bulk, &after.confirmed), (&before.weeks, &vec![], &vec![(on, 60)]));
    let history = ahead(&confirmed).basis.history;
    assert!(history.ends_with(". 1 report closed more than five usual weeks at once and was work, as the team said"), "{history}");
    let left_out = pace_of(&confirmed.given(RUTH, LeaveOutProgress { team: CHECKOUT, on }), &Options::default());
    assert_eq!((left_out.confirmed, left_out.left_out), (vec![], vec![(on, 60)]), "a clean-up after all");
}

#[test]
fn a_clean_up_among_daily_reports_leaves_its_week_and_not_its_sprints_growth() {
    let mut story = progress(goal(None), CHECKOUT, &[4, 5, 4, 5]);
    let sprint = date("2026-10-19");
    for (on, done, added) in [("2026-10-21", 3, 0), ("2026-10-22", 90, 84)] {
        story = story.given(INES, ReportProgress { team: CHECKOUT, on: date(on), progress: Progress { sprint, planned: 6, done, added } });
    }
    let on = date("2026-10-22");
    let before = pace_of(&story, &Options::default());
    assert!(before.growth.iter().any(|growth| *growth > 10.0), "{:?}", before.growth);
    let after = pace_of(&story.given(INES, LeaveOutProgress { team: CHECKOUT, on }), &Options::default());
    assert!(after.growth.iter().all(|growth| *growth < 2.0) && !after.growth.is_empty(), "{:?}", after.growth);
    assert_eq!(after.left_out, [(on, 87)]);
    assert_eq!(after.weeks, [3, 4, 5, 4, 5], "what was done on the days before counts");
}

#[test]
fn what_a_team_thinks_stands_in_for_under_three_weeks_and_never_for_more() {
    let story = item(goal(Some("2026-12-18")), CHECKOUT, Some((1, 9)), Some(GUEST));
    let say = |story: Story| story.given(INES, SayPace { team: CHECKOUT, fewest: 2, most: 6 });
    let two = say(progress(story.clone(), CHECKOUT, &[3, 4]));
    let found = ahead(&two);
    assert_eq!((&found.goals[0].status, &found.goals[0].opinions), (&Status::LittleHistory, &vec![CHECKOUT]));
    assert_eq!(found.ahead.plan.teams[CHECKOUT.index()].history, [2, 3, 4, 5, 6], "evenly between the two");
    assert!(found.basis.history.ends_with("No history but an opinion: Checkout thinks it finishes 2 to 6 stories a week"), "{}", found.basis.history);
    let words = told(&two);
    assert!(words.ends_with("It rests on an opinion, not on history alone: take it as a hint, there are no dates yet."), "{words}");
    let three = progress(story, CHECKOUT, &[3, 4, 5]);
    let (with, without) = (ahead(&say(three.clone())), ahead(&three));
    assert!(with.goals[0].opinions.is_empty() && with.ahead.plan.teams == without.ahead.plan.teams, "three weeks win");
}

#[test]
fn a_goal_that_waits_for_an_opinion_is_marked_and_what_delays_it_is_told_in_words() {
    let story = item(usual(), PAYMENTS, Some((0, 5)), None);
    let story = story.given(RUTH, RelateItem { item: ItemId(1), relation: Relation::Needs, to: ItemId(2) });
    let story = story.given(TOMASZ, SayPace { team: PAYMENTS, fewest: 1, most: 3 });
    let found = ahead(&story);
    assert_eq!(found.goals[0].opinions, [PAYMENTS]);
    let hints: Vec<String> = found.causes.iter().filter_map(|cause| hint(story.workspace(), cause)).collect();
    let told = "Guest checkout, too early to say by how much (Payments thinks it finishes 1 to 3 stories a week)";
    assert!(!hints.is_empty() && hints.iter().all(|hint| hint == told), "{hints:?}");
    assert!(found.causes.iter().all(|cause| cause.delay_days == 0.0 && delayed(story.workspace(), cause).is_none()), "{:?}", found.causes);
}

/// Beside `usual`, a second goal of Payments, which has four weeks of progress; what Payments owes late to Checkout's own goal, and what
/// Checkout owes late to it.
fn one_goal_with_numbers_and_one_with_words() -> Story {
    let beta = SetProductGoal { date: Some(date("2026-12-18")), ..goal_of("Goal Beta") };
    let story = progress(item(usual().given(DANIEL, beta), PAYMENTS, Some((0, 3)), Some(GoalId(2))), PAYMENTS, &[3, 4, 3, 5]);
    let asked =
        RequestDependency { consumer_item: Some(ItemId(2)), goal: Some(GoalId(2)), ..request("Export", (PAYMENTS, CHECKOUT), Some("2026-12-04")) };
    let story = story.given(TOMASZ, asked);
    let dependency = story.workspace().dependencies[0].id;
    story.given(INES, PromiseDependency { dependency, on: date("2027-02-22"), why: Text::default() })
}

#[test]
fn a_goal_with_words_is_in_no_sum_of_delays_though_another_goal_has_numbers() {
    let story = one_goal_with_numbers_and_one_with_words();
    let found = ahead(&story);
    assert_eq!((&found.status, found.goals[1].status.clone()), (&Status::Ok, Status::LittleHistory));
    let dependency = story.workspace().dependencies[0].id;
    let cause = found.cause(Element::Dependency(dependency)).expect("it delays the goal by months");
    assert_eq!((cause.delay_days, delayed(story.workspace(), cause)), (0.0, None));
    let words = "Goal Beta, too early to say by how much (fewer than five weeks of history)";
    assert_eq!(hint(story.workspace(), cause).as_deref(), Some(words));
    let zone = utc();
    let worth = topics(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), PRODUCT, &found).worth;
    let price = &worth.0[&About::Thing(Thing::Dependency(dependency))];
    assert_eq!((price.value, price.why()), (None, format!("It delays {words}.")));
    let own = found.cause(Element::Work(CHECKOUT)).expect("its own work");
    assert!(own.delay_days > 0.0 && own.goals[0].goal == GUEST, "{own:?}");
}

#[test]
fn nothing_left_asks_to_call_it_met_and_nothing_at_all_says_so() {
    let done = usual().given(RUTH, MoveItem { item: ItemId(1), state: ItemState::Done });
    assert_eq!(told(&done), "Everything that serves “Guest checkout” is done: call it met?");
    assert_eq!(told(&progress(goal(None), CHECKOUT, &STEADY)), "Cannot say when “Guest checkout” is done: no item serves it.");
}

#[test]
fn items_that_nobody_counted_take_the_usual_size_or_say_so() {
    let alone = progress(item(goal(None), CHECKOUT, None, Some(GUEST)), CHECKOUT, &STEADY);
    assert!(told(&alone).contains("nobody counted the stories of BL-1"), "{}", told(&alone));
    let among = item(item(alone, CHECKOUT, Some((3, 12)), None), PAYMENTS, Some((1, 14)), None);
    let found = ahead(&among);
    assert!(found.has_numbers());
    assert!(found.basis.left_out.iter().any(|left| left.why.contains("usual size")), "{:?}", found.basis);
}

#[test]
fn a_circle_gives_no_date() {
    let story = progress(item(usual(), PAYMENTS, Some((0, 5)), None), PAYMENTS, &STEADY);
    let needs = |item: u32, to: u32| RelateItem { item: ItemId(item), relation: Relation::Needs, to: ItemId(to) };
    let one = story.given(RUTH, needs(1, 2));
    assert!(ahead(&one).has_numbers());
    let back = rowlock_domain::item::event::ItemRelated { item: ItemId(2), relation: Relation::Needs, to: ItemId(1) };
    let story = one.happened(RUTH, vec![back.into()]);
    let story = story.given(RUTH, RetitleItem { item: ItemId(2), title: title("Card API") });
    let words = told(&story);
    assert!(words.starts_with("“Guest checkout” has no date: “") && words.ends_with(": agree who delivers first."), "{words}");
    assert!(words.contains("“Something” waits for “Card API”") && words.contains("“Card API” waits for “Something”"), "{words}");
}

#[test]
fn a_date_that_has_passed_is_overdue_and_has_no_chance() {
    let story = item(goal(Some("2026-11-24")), CHECKOUT, Some((10, 40)), Some(GUEST));
    let story = progress(story, CHECKOUT, &STEADY).at("2026-11-27T09:00:00Z");
    let found = ahead(&story);
    assert_eq!(found.goals[0].chance, Some(0.0));
    assert!(told(&story).starts_with("“Guest checkout” is overdue by 3 days; most likely "), "{}", told(&story));
}

#[test]
fn how_a_forecast_is_computed_says_what_futures_beyond_three_years_count_for() {
    let model = ahead(&usual()).basis.model;
    assert!(model.ends_with("In a mean, what takes longer than three years counts as three years."), "{model}");
}

#[test]
fn what_is_years_away_has_no_date() {
    let story = progress(item(goal(None), CHECKOUT, Some((0, 900)), Some(GUEST)), CHECKOUT, &[1, 0, 0, 1, 0, 0]);
    assert_eq!(told(&story), "“Guest checkout”: not within three years at this pace.");
}

#[test]
fn a_promise_delays_and_bringing_it_earlier_wins() {
    let request =
        RequestDependency { consumer_item: Some(ItemId(1)), goal: Some(GUEST), ..request("Refund API", (CHECKOUT, PAYMENTS), Some("2026-11-25")) };
    let story = usual().given(INES, request);
    let dependency = story.workspace().dependencies[0].id;
    let story = story.given(TOMASZ, PromiseDependency { dependency, on: date("2026-12-16"), why: Text::default() });
    let found = ahead(&story);
    let cause = found.cause(Element::Dependency(dependency)).expect("it drives the goal");
    assert!(cause.drives > 0.99 && cause.goals[0].goal == GUEST, "{cause:?}");
    assert!((22.0..27.0).contains(&cause.delay_days), "from today on until the evening of 16 December: {}", cause.delay_days);
    assert!(cause.goals[0].chance_without > found.goals[0].chance);
    let then = what_if_for(story.workspace(), &found.ahead.with(story.workspace(), &[Change::Deliver(dependency)]), GUEST).unwrap();
    assert!(then.even < found.goals[0].even && then.chance > found.goals[0].chance, "{then:?}");
}

#[test]
fn several_changes_answer_at_once_and_none_answers_the_same() {
    let story = item(usual(), CHECKOUT, Some((0, 9)), Some(GUEST));
    let found = ahead(&story);
    let ask = |changes: &[Change]| what_if_for(story.workspace(), &found.ahead.with(story.workspace(), changes), GUEST).unwrap();
    assert_eq!(ask(&[]).even, found.goals[0].even);
    assert_eq!(ask(&[]).chance, found.goals[0].chance);
    let (faster, without, both) =
        (Change::Pace(CHECKOUT, 150), Change::LeaveOut(ItemId(2)), [Change::Pace(CHECKOUT, 150), Change::LeaveOut(ItemId(2))]);
    assert!(ask(&[faster]).sure < found.goals[0].sure && ask(&[without]).sure < found.goals[0].sure);
    assert!(ask(&both).sure < ask(&[faster]).sure.min(ask(&[without]).sure));
}

#[test]
fn an_impediment_without_history_is_named_as_not_counted() {
    let raise = RaiseImpediment {
        title: title("No sandbox"),
        details: Text::default(),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let found = ahead(&usual().given(INES, raise));
    assert!(found.basis.left_out.iter().any(|left| left.why.contains("too few were resolved so far")), "{:?}", found.basis);
}

fn goal_of(name: &str) -> SetProductGoal {
    SetProductGoal { group: PRODUCT, title: title(name), tell: Text::default(), date: None, origin: None }
}

#[test]
fn what_few_forecasts_prove_is_computed_and_the_undecided_are_named() {
    let said = |kept: Option<bool>| Judged { chance: None, kept: None, sure_kept: kept };
    let of = |judged: usize, open: usize| calibrate(&[vec![said(Some(true)); judged], vec![said(None); open]].concat());
    assert_eq!(of(14, 0).honest().unwrap(), "Few forecasts prove little: of 14 honest ones 9 to 14 hold.");
    assert_eq!(of(1, 0).honest().unwrap(), "One forecast proves little: an honest one may hold or not.");
    assert_eq!(of(400, 0).honest().unwrap(), "Of 400 honest ones 326 to 354 hold.");
    assert_eq!(of(5_000, 0).honest().unwrap(), "Of 5000 honest ones 4200 to 4299 hold.");
    let counting = |open: usize| Calibration { left_out: 7, ..of(0, open) }.held();
    assert_eq!(counting(1), "The one saved forecast that counts cannot be judged yet: its date is still to come.");
    assert_eq!(counting(2), "None of the 2 saved forecasts that count can be judged yet: their dates are still to come.");
    assert_eq!(of(14, 4).held(), "Our 85 % dates held 14 of 14 times, about as often as they should. 4 are not yet due.");
    assert!(of(0, 2).honest().is_none());
    assert!(of(60, 0).held().contains("more careful than we need to be"));
}

#[test]
fn saved_forecasts_are_judged_when_their_dates_are_there() {
    let said =
        Foretold { goal: GUEST, target: Some(date("2026-12-18")), chance_percent: Some(80), even: date("2026-12-10"), sure: date("2026-12-21") };
    let publish =
        PublishForecast { group: PRODUCT, as_of: date(TODAY), from_version: 1, futures: 10_000, goals: vec![said], measure: Measure::ElapsedDays };
    let saved = usual().given(DANIEL, publish);
    let zone = utc();
    let judged = |story: &Story| calibration(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), PRODUCT).0;
    assert_eq!(judged(&saved).held(), "The one saved forecast cannot be judged yet: its date is still to come.");
    let met = saved.clone().at("2026-12-17T10:00:00Z").given(DANIEL, MeetGoal { goal: GUEST });
    assert_eq!(judged(&met).sure, 0, "met early, but a date is judged once it has passed: else young ones could only be right");
    let passed = met.at("2026-12-22T10:00:00Z").given(DANIEL, goal_of("Next"));
    assert_eq!(judged(&passed).held(), "Our 85 % dates held 1 of 1 times; too few to say more.");
    let late = saved.at("2026-12-22T10:00:00Z");
    assert_eq!((judged(&late).sure, judged(&late).sure_held), (1, 0));
    assert!((judged(&late).brier.unwrap() - 0.64).abs() < 1e-9);
}

#[test]
fn what_was_saved_upon_a_short_history_proves_nothing_and_is_counted_as_left_out() {
    let said =
        Foretold { goal: GUEST, target: Some(date("2026-12-18")), chance_percent: Some(80), even: date("2026-12-10"), sure: date("2026-12-17") };
    let publish =
        PublishForecast { group: PRODUCT, as_of: date(TODAY), from_version: 1, futures: 10_000, goals: vec![said], measure: Measure::ElapsedDays };
    let judged = |story: Story| {
        let (zone, story) = (utc(), story.at("2026-12-22T10:00:00Z").given(DANIEL, goal_of("Next")));
        let (found, basis) = calibration(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), PRODUCT);
        assert_eq!(found.left_out > 0, found.held() == "The one saved forecast proves nothing; why is said below.");
        (found.chances, basis.left_out.iter().map(|left| format!("{} {}", left.count, left.what())).collect::<Vec<_>>())
    };
    let short = vec!["1 forecast resting on fewer than 5 finished weeks of progress: too few for numbers".to_owned()];
    let begun = || item(goal(Some("2026-12-18")), CHECKOUT, Some((1, 9)), Some(GUEST));
    let four = progress(begun(), CHECKOUT, &[3, 4, 5, 4]).given(DANIEL, publish.clone());
    assert_eq!(judged(four.clone()), (0, short.clone()));
    assert_eq!(
        judged(progress(four.at("2026-12-01T10:00:00Z"), CHECKOUT, &STEADY)),
        (0, short.clone()),
        "what was reported later was not known then"
    );
    let five = progress(begun(), CHECKOUT, &[3, 4, 5, 4, 6]);
    assert_eq!(judged(five.clone().given(DANIEL, publish.clone())), (1, vec![]));
    let supplied = item(five, PAYMENTS, Some((0, 5)), None).given(RUTH, RelateItem { item: ItemId(1), relation: Relation::Needs, to: ItemId(2) });
    let supplied = progress(supplied, PAYMENTS, &[2, 3, 4]);
    assert_eq!(judged(supplied.clone().given(DANIEL, publish.clone())), (0, short), "the shortest history of those it waits for counts");
    let dropped = supplied.given(RUTH, MoveItem { item: ItemId(2), state: ItemState::Dropped }).given(DANIEL, publish);
    assert_eq!(judged(dropped), (1, vec![]), "what was given up before is waited for no more");
}

#[test]
fn the_score_is_told_in_words() {
    let said = |chance: f64, kept: bool| Judged { chance: Some(chance), kept: Some(kept), sure_kept: Some(kept) };
    let good: Vec<Judged> = (0..14).map(|n| said(if n < 11 { 0.9 } else { 0.2 }, n < 11)).collect();
    let found = calibrate(&good);
    assert_eq!(found.held(), "Our 85 % dates held 11 of 14 times, about as often as they should.");
    assert!(found.score().unwrap().starts_with("The chances we gave were far better than a coin: Brier score 0.02 over 14 forecasts"));
    let bad: Vec<Judged> = (0..14).map(|n| said(0.9, n < 3)).collect();
    assert_eq!(calibrate(&bad).held(), "Our 85 % dates held 3 of 14 times: we promise too early.");
    assert!(calibrate(&bad).score().unwrap().contains("no better than a coin"));
    assert_eq!(calibrate(&[]).held(), "No forecast was saved yet. Save one now, and this page will say how right it was.");
}
