//! Promises of a workspace as a network of slips, and what talking is worth: from commands to sentences.

use rowlock_analysis::agenda::plan::{Rule, thousandths};
use rowlock_analysis::model::{
    agenda::topics,
    forecast::Options,
    network::promises,
    outlook::{self, Element},
};
use rowlock_domain::{
    Date, DependencyId, GoalId, ImpedimentId, ItemId, MeetingId, Moment, Thing,
    dependency::command::{ChainDependency, PromiseDependency, RequestDependency},
    goal::command::SetProductGoal,
    group::{Rules, command::SetRules},
    impediment::{Severity, command::RaiseImpediment},
    item::{
        ItemState,
        command::{AddItem, ReportItemProgress},
    },
    meeting::{
        About, Occasion,
        command::{CloseMeeting, OpenMeeting},
    },
    team::{Progress, command::ReportProgress},
    testing::{
        CHECKOUT, DANIEL, INES, MOBILE, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, TOMASZ, UtcCalendar, date, request, text, title, utc,
    },
    time::plus_days,
};

fn need(consumer: rowlock_domain::TeamId, provider: rowlock_domain::TeamId, by: Option<&str>) -> RequestDependency {
    request("Refund API", (consumer, provider), by)
}

fn promise(dependency: u32, on: &str) -> PromiseDependency {
    PromiseDependency { dependency: DependencyId(dependency), on: date(on), why: text("") }
}

/// What is said when a dependency comes so many days late.
fn told(story: &Story, id: u32, days: f64) -> Option<String> {
    let zone = utc();
    let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
    let late = promises(&moment).when_late(DependencyId(id), days)?;
    Some(late.told(story.workspace(), DependencyId(id), days, |date: Date| date.to_string()))
}

#[test]
fn a_late_promise_makes_its_consumer_late_unless_there_are_days_to_spare() {
    let story = Story::two_teams().given(INES, need(CHECKOUT, PAYMENTS, Some("2026-12-04"))).given(TOMASZ, promise(1, "2026-12-02"));
    assert_eq!(
        told(&story, 1, 1.0).unwrap(),
        "If Payments is 1 day late, nobody else is late that we know of. Checkout can absorb it: 1 day to spare."
    );
    assert_eq!(told(&story, 1, 5.0).unwrap(), "If Payments is 5 days late, Checkout is late too (3 days).");
}

#[test]
fn what_waits_for_it_without_a_promise_is_unknown_and_not_in_time() {
    let story = Story::two_teams()
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-12-04")))
        .given(TOMASZ, promise(1, "2026-12-04"))
        .given(RUTH, need(MOBILE, CHECKOUT, Some("2026-12-20")))
        .given(RUTH, ChainDependency { dependency: DependencyId(2), waits_for: DependencyId(1), despite_cycle: false });
    let told = told(&story, 1, 3.0).unwrap();
    assert!(told.starts_with("If Payments is 3 days late, Checkout is late too (3 days)."), "{told}");
    assert!(told.ends_with("Nobody can say for Mobile: no date, or a circle."), "{told}");
}

#[test]
fn without_promise_and_need_nothing_can_be_counted_from() {
    let story = Story::two_teams().given(INES, need(CHECKOUT, PAYMENTS, None));
    assert_eq!(told(&story, 1, 3.0), None);
    assert_eq!(told(&story, 9, 3.0), None);
}

#[test]
fn without_a_forecast_no_topic_is_worth_anything_known() {
    let story = Story::two_teams().given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-27")));
    let zone = utc();
    let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
    let topics = topics(&moment, PRODUCT, &outlook::outlook(&moment, PRODUCT, &Options::default()));
    assert!(topics.worth.0.is_empty());
    assert!(topics.basis.history.contains("talking is taken to help in 1 of 2 cases"), "{}", topics.basis.history);
}

/// A goal in six weeks that Checkout's item serves, with progress enough for numbers; the item waits for Payments.
fn foretold() -> Story {
    let goal = SetProductGoal { group: PRODUCT, title: title("Guest checkout"), tell: text(""), date: Some(date("2027-01-04")), origin: None };
    let add =
        AddItem { team: CHECKOUT, title: title("Pay as a guest"), state: ItemState::InProgress, date: None, goal: Some(GoalId(1)), origin: None };
    let mut story = Story::two_teams().given(DANIEL, goal).given(RUTH, add).given(RUTH, ReportItemProgress { item: ItemId(1), done: 2, total: 9 });
    for (at, done) in [3, 2, 4, 3, 2, 4, 3, 3].into_iter().enumerate() {
        let monday = plus_days(date("2026-11-23"), 7 * (at as i64 - 8));
        let progress = Progress { sprint: monday, planned: done, done, added: 0 };
        story = story.given(RUTH, ReportProgress { team: CHECKOUT, on: plus_days(monday, 4), progress });
    }
    let serves = RequestDependency { consumer_item: Some(ItemId(1)), goal: Some(GoalId(1)), ..need(CHECKOUT, PAYMENTS, Some("2026-12-04")) };
    story.given(INES, serves).given(TOMASZ, promise(1, "2027-02-22"))
}

#[test]
fn a_promise_that_delays_a_goal_is_worth_the_minutes_by_half_of_its_delay_while_nothing_is_learnt() {
    let story = foretold();
    let zone = utc();
    let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
    let ahead = outlook::outlook(&moment, PRODUCT, &Options::default());
    let cause = ahead.cause(Element::Dependency(DependencyId(1))).expect("it comes weeks after everything else is done");
    let topics = topics(&moment, PRODUCT, &ahead);
    let price = &topics.worth.0[&About::Thing(Thing::Dependency(DependencyId(1)))];
    assert_eq!(price.value, Some(thousandths(cause.delay_days / 2.0)));
    let gain = price.gain.as_ref().expect("it wins something");
    assert!(gain.what.ends_with(" for Guest checkout") && price.hint.is_none(), "{gain:?}");
    assert!(gain.how.starts_with("expected delay ") && gain.how.ends_with(", and talking helps in about half of such cases"), "{gain:?}");
}

#[test]
fn what_is_escalated_to_the_group_and_what_nobody_owns_for_too_long_stand_above_the_value() {
    let raise = RaiseImpediment {
        title: title("No test cards"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let story = foretold().given(INES, raise.clone()).at("2026-11-27T08:00:00Z").given(INES, raise);
    let zone = utc();
    let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
    let topics = topics(&moment, PRODUCT, &outlook::outlook(&moment, PRODUCT, &Options::default()));
    let rule = |n| topics.worth.0.get(&About::Thing(Thing::Impediment(ImpedimentId(n)))).and_then(|price| price.rule);
    assert_eq!((rule(1), rule(2)), (Some(Rule::Unowned.place()), None), "one day without an owner is the group's patience");
}

/// A meeting in which nobody talks about any thing.
fn held(story: Story, number: u32, day: &str) -> Story {
    let occasion = Occasion::Occurrence(SCRUM_OF_SCRUMS, date(day).at(9, 30, 0, 0));
    let open = story.at(&format!("{day}T09:30:00Z")).given(RUTH, OpenMeeting { occasion });
    open.later_minutes(5).given(RUTH, CloseMeeting { meeting: MeetingId(number), ballots: vec![], voters: 0 })
}

#[test]
fn a_team_whose_turn_finds_no_room_in_half_of_the_meeting_is_named() {
    let of_mobile = RaiseImpediment {
        title: title("No test phones"),
        details: text(""),
        team: Some(MOBILE),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: vec![MOBILE],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let told = |topic_seconds: u32| {
        let rules = Rules { topic_seconds, ..Rules::default() };
        let story = foretold().given(RUTH, of_mobile.clone()).given(RUTH, SetRules { group: PRODUCT, rules });
        let story = held(held(story, 1, "2026-11-24"), 2, "2026-11-26");
        let zone = utc();
        let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
        let topics = topics(&moment, PRODUCT, &outlook::outlook(&moment, PRODUCT, &Options::default()));
        assert!(topics.basis.model.contains("turns take at most half of the meeting"));
        let talked = [About::Thing(Thing::Impediment(ImpedimentId(1)))];
        (topics.waiting_told(story.workspace(), &[]), topics.waiting_told(story.workspace(), &talked))
    };
    let waits = "Mobile had no topic in the last two meetings and waits on: turns of teams take at most half of the meeting.";
    assert_eq!(told(300), (Some(waits.to_owned()), None), "7.5 of 15 minutes hold one topic of five; by its value it may still be talked about");
    assert_eq!(told(180), (None, None), "they hold two of three");
}
