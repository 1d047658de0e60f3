//! Impediments counted in working days of the owner's team: figures, what forecasts expect, the agenda.

use rowlock_analysis::durations::Ending;
use rowlock_analysis::model::agenda::topics;
use rowlock_analysis::model::forecast::{Ahead, Options, ahead, seed};
use rowlock_analysis::model::impediments::{Of, Until, Window, span, usual as usual_curve};
use rowlock_analysis::model::insights::{self, Asked};
use rowlock_analysis::model::outlook::outlook;
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::calendar::Weekdays;
use rowlock_domain::goal::command::SetProductGoal;
use rowlock_domain::group::{Rules, command::SetRules};
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::impediment::{Severity, command::*};
use rowlock_domain::item::{ItemState, command::*};
use rowlock_domain::meeting::About;
use rowlock_domain::team::Progress;
use rowlock_domain::team::command::{ReportProgress, SetWorkingDays};
use rowlock_domain::testing::*;
use rowlock_domain::time::plus_days;
use rowlock_domain::workspace::{Measure, command::SetMeasure};
use rowlock_domain::{GoalId, ImpedimentId, ItemId, Moment, Text, Thing};

const FRIDAY: &str = "2026-12-04T16:00:00Z";
const MONDAY: &str = "2026-12-07T10:00:00Z";

fn raise(story: Story) -> Story {
    let raise = RaiseImpediment {
        title: title("No sandbox"),
        details: Text::default(),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: Some(GoalId(1)),
        origin: None,
    };
    story.given(INES, raise)
}

/// A goal with work left, eight weeks of progress, and six impediments of Checkout: owned after a day, resolved after a week.
fn usual() -> Story {
    let goal = SetProductGoal { group: PRODUCT, title: title("Guests"), tell: Text::default(), date: Some(date("2026-12-30")), origin: None };
    let item =
        AddItem { team: CHECKOUT, title: title("Payment form"), state: ItemState::InProgress, date: None, goal: Some(GoalId(1)), origin: None };
    let mut story = Story::two_teams().given(DANIEL, goal).given(RUTH, item);
    story = story.given(RUTH, ReportItemProgress { item: ItemId(1), done: 0, total: 20 });
    for (week, done) in (0..).zip([4, 5, 3, 6, 4, 5, 4, 5]) {
        let monday = plus_days(date("2026-11-23"), 7 * (week - 8));
        let progress = Progress { sprint: monday, planned: done, done, added: 0 };
        story = story.given(RUTH, ReportProgress { team: CHECKOUT, on: plus_days(monday, 4), progress });
    }
    story = (0..6).fold(story.at("2026-11-23T10:00:00Z"), |story, _| raise(story)).at("2026-11-24T10:00:00Z");
    story = (1..=6).fold(story, |story, n| story.given(RUTH, OwnImpediment { impediment: ImpedimentId(n), owner: INES })).at("2026-11-30T10:00:00Z");
    (1..=6).fold(story, |story, n| {
        let solved = ResolveImpediment { impediment: ImpedimentId(n), what_solved: text("New cards."), cause: None };
        story.given(RUTH, solved)
    })
}

fn by(story: Story, measure: Measure) -> Story {
    story.given(ADA, SetMeasure { measure })
}

fn look<T>(story: &Story, read: impl FnOnce(&Moment<'_>) -> T) -> T {
    let zone = utc();
    read(&Moment::new(story.workspace(), &ZonedCalendar::new(), story.now(), &zone))
}

fn plan(story: &Story) -> Ahead {
    look(story, |moment| ahead(moment, PRODUCT, &Options::default()))
}

/// How many weeks from now the one open impediment may last.
fn weeks(story: &Story) -> Vec<f32> {
    let plan = plan(story);
    plan.plan.arrivals[plan.impediments[0].1].weeks.clone()
}

#[test]
fn from_friday_afternoon_to_monday_morning_takes_two_days_and_three_quarters_or_a_quarter_of_a_working_day() {
    let story = raise(usual().at(FRIDAY)).at(MONDAY);
    let solved = ResolveImpediment { impediment: ImpedimentId(7), what_solved: text("New cards."), cause: None };
    let story = story.given(RUTH, solved);
    let calendar = ZonedCalendar::new();
    let took = |measure| {
        let watch = Stopwatch::new(story.workspace(), &calendar).by(measure);
        let found = span(&watch, &story.workspace().impediments[6], Until::Resolved, Window::last(365, story.now())).unwrap();
        (found.days(), found.ending())
    };
    assert_eq!(took(Measure::ElapsedDays), (2.75, Ending::Resolved));
    assert_eq!(took(Measure::WorkingDays), (0.25, Ending::Resolved));
}

#[test]
fn days_by_cause_and_curves_are_counted_by_the_choice() {
    let read =
        |story: &Story| insights::read(story.workspace(), &ZonedCalendar::new(), Asked { group: PRODUCT, team: None, weeks: 13, now: story.now() });
    let clock = read(&usual());
    let work = read(&by(usual(), Measure::WorkingDays));
    let half = |found: &insights::Insights| (found.own.curve.half().days, found.resolve.curve.half().days);
    assert_eq!((half(&clock), clock.causes.days), ((Some(1.0), Some(7.0)), 42.0));
    assert_eq!((half(&work), work.causes.days), ((Some(1.0), Some(5.0)), 30.0));
    assert_eq!((clock.measure, work.measure), (Measure::ElapsedDays, Measure::WorkingDays));
}

#[test]
fn what_is_left_in_working_days_is_calendar_time_before_it_delays_anything() {
    let story = raise(usual().at(MONDAY));
    let all = |story: &Story, expected: f32| weeks(story).iter().all(|weeks| (weeks - expected).abs() < 1e-6);
    assert!(all(&story, 1.0), "seven elapsed days are a week: {:?}", weeks(&story));
    let story = by(story, Measure::WorkingDays);
    assert!(all(&story, 1.0), "five working days of five a week too: {:?}", weeks(&story));
    let three = SetWorkingDays { team: CHECKOUT, days: Weekdays(0b000_0111) };
    let story = story.given(RUTH, three);
    assert!(all(&story, 1.0), "and three of three: {:?}", weeks(&story));
    // Payments works five days a week: what took Checkout three working days takes it three fifths of a week.
    let story = story.given(RUTH, OwnImpediment { impediment: ImpedimentId(7), owner: TOMASZ });
    assert!(all(&story, 0.6), "{:?}", weeks(&story));
}

#[test]
fn a_forecast_says_by_what_it_counted_and_starts_anew_with_the_choice_and_with_calendars() {
    let story = raise(usual().at(MONDAY));
    let clock = plan(&story);
    assert!(clock.basis.model.contains("how long impediments last is counted in elapsed days; "), "{}", clock.basis.model);
    let hours = SetRules { group: PRODUCT, rules: Rules { until_hour: 16, ..Rules::default() } };
    assert_eq!(seed(story.clone().given(RUTH, hours.clone()).workspace()), clock.seed, "by the clock, working hours are no food");
    let story = by(story, Measure::WorkingDays);
    let work = plan(&story);
    assert!(work.seed > clock.seed);
    assert_eq!((clock.measure, work.measure), (Measure::ElapsedDays, Measure::WorkingDays));
    assert!(work.basis.model.contains("counted in working days of the owner's team, of which a calendar week holds as many"), "{}", work.basis.model);
    assert!(seed(story.given(RUTH, hours).workspace()) > work.seed);
}

#[test]
fn a_blocker_is_without_an_owner_for_too_long_by_the_same_days_as_half_of_them_get_one() {
    let story = raise(usual().at(FRIDAY)).at(MONDAY);
    let found = |story: &Story| {
        look(story, |moment| {
            let topics = topics(moment, PRODUCT, &outlook(moment, PRODUCT, &Options::default()));
            let price = topics.worth.0.get(&About::Thing(Thing::Impediment(ImpedimentId(7)))).cloned();
            (topics.half_owned_days, price.is_some_and(|price| price.why().contains("nobody owns it for longer")), topics.basis.model)
        })
    };
    let (half, is_above, model) = found(&story);
    assert_eq!((half, is_above), (Some(1.0), true), "2.75 days, half have an owner within one");
    assert!(model.contains("without an owner for too long (in elapsed days)"), "{model}");
    let (half, is_above, model) = found(&by(story, Measure::WorkingDays));
    assert_eq!((half, is_above), (Some(1.0), false), "a quarter of a working day");
    assert!(model.contains("(in working days of the owner's team)"), "{model}");
}

#[test]
fn how_soon_impediments_get_an_owner_is_learnt_from_the_last_twelve_months() {
    let half = |story: &Story| {
        look(story, |moment| {
            let ahead = outlook(moment, PRODUCT, &Options::default());
            let usual = usual_curve(&Stopwatch::at(moment), Of::group(PRODUCT), Until::Owned, moment.now);
            (topics(moment, PRODUCT, &ahead).half_owned_days, usual.half().days)
        })
    };
    let soon = usual().at(FRIDAY);
    assert_eq!(half(&soon), (Some(1.0), Some(1.0)));
    let later = (0..6).fold(soon.at("2028-12-04T10:00:00Z"), |story, _| raise(story)).at("2028-12-09T10:00:00Z");
    let later = (7..=12).fold(later, |story, n| story.given(RUTH, OwnImpediment { impediment: ImpedimentId(n), owner: INES }));
    assert_eq!(half(&later), (Some(5.0), Some(5.0)), "what was two years ago is history");
}

#[test]
fn the_same_log_at_the_same_moment_gives_the_same_answer() {
    let story = by(raise(usual().at(FRIDAY)).at(MONDAY), Measure::WorkingDays);
    let told = || look(&story, |moment| format!("{:?}", outlook(moment, PRODUCT, &Options::default())));
    assert_eq!(told(), told());
}
