//! How long things took, by the clock and by the owner's working time.

use super::{
    super::{
        Impediment,
        command::{DisownImpediment, OwnImpediment, RaiseImpediment, ResolveImpediment},
        stopwatch::{Stopwatch, Took},
    },
    IMP1, raised, sandbox,
};
use crate::{
    Instant, TeamId,
    calendar::Weekdays,
    group::{Rules, event::RulesSet},
    person::command::RemovePerson,
    team::event::{HolidaysSet, TeamZoneSet, WorkingDaysSet},
    testing::{ADA, CHECKOUT, INES, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, UtcCalendar, date, instant, text, utc},
    workspace::{Measure, event::MeasureSet},
};

const HOUR_MS: i64 = 3_600_000;
const FRIDAY: &str = "2026-11-27T16:00:00Z";
const MONDAY: &str = "2026-11-30T10:00:00Z";

fn over_the_weekend() -> (Instant, Instant) {
    (instant(FRIDAY), instant(MONDAY))
}

fn imp(story: &Story) -> &Impediment {
    story.workspace().impediment(IMP1).unwrap()
}

/// Working hours of a stretch, and whole days of it.
fn worked(story: &Story, (from, to): (Instant, Instant)) -> (i64, i64) {
    let watch = Stopwatch::new(story.workspace(), &UtcCalendar).by(Measure::WorkingDays);
    let took = watch.took(imp(story), from, to);
    assert_eq!(took.day_ms, 8 * HOUR_MS);
    (took.ms / HOUR_MS, watch.whole_days(imp(story), (from, to), &utc()))
}

fn off(team: TeamId, day: &str) -> HolidaysSet {
    HolidaysSet { team, holidays: vec![date(day)] }
}

fn owned_by(story: Story, owner: crate::PersonId) -> Story {
    story.given(RUTH, OwnImpediment { impediment: IMP1, owner })
}

#[test]
fn friday_afternoon_to_monday_morning_is_two_days_and_three_quarters_or_a_quarter_of_a_working_day() {
    let story = raised();
    let (from, to) = over_the_weekend();
    let took = |measure| Stopwatch::new(story.workspace(), &UtcCalendar).by(measure).took(imp(&story), from, to);
    assert_eq!(took(Measure::ElapsedDays), Took { ms: 66 * HOUR_MS, day_ms: 24 * HOUR_MS });
    assert_eq!(took(Measure::WorkingDays), Took { ms: 2 * HOUR_MS, day_ms: 8 * HOUR_MS });
    assert_eq!(worked(&story, (to, from)), (0, 0), "nothing passes backwards");
}

#[test]
fn it_counts_by_what_the_workspace_chose() {
    let story = raised();
    assert_eq!(Stopwatch::new(story.workspace(), &UtcCalendar).measure, Measure::ElapsedDays);
    let story = story.happened(ADA, vec![MeasureSet { measure: Measure::WorkingDays }.into()]);
    assert_eq!(Stopwatch::new(story.workspace(), &UtcCalendar).measure, Measure::WorkingDays);
}

#[test]
fn nights_and_what_lies_outside_the_working_hours_do_not_count() {
    let story = raised();
    for (from, to, hours) in [
        ("2026-11-24T07:00:00Z", "2026-11-24T20:00:00Z", 8),
        ("2026-11-24T18:00:00Z", "2026-11-25T09:00:00Z", 0),
        ("2026-11-24T10:00:00Z", "2026-11-26T12:00:00Z", 7 + 8 + 3),
        ("2026-11-28T10:00:00Z", "2026-11-29T12:00:00Z", 0),
    ] {
        assert_eq!(worked(&story, (instant(from), instant(to))).0, hours, "{from} {to}");
    }
}

#[test]
fn whole_days_are_told_both_ways() {
    let story = raised().at(MONDAY);
    let ages = |measure| Stopwatch::new(story.workspace(), &UtcCalendar).by(measure).age_days(imp(&story), story.now(), &utc());
    assert_eq!([Measure::ElapsedDays, Measure::WorkingDays].map(ages), [7, 5], "from Monday to Monday");
}

#[test]
fn a_team_that_rests_on_friday_and_saturday_counts_sunday() {
    let weekend = Weekdays(0b100_1111);
    let story = raised().happened(RUTH, vec![WorkingDaysSet { team: CHECKOUT, days: weekend }.into()]);
    assert_eq!(worked(&story, over_the_weekend()), (8 + 1, 2));
    let watch = Stopwatch::new(story.workspace(), &UtcCalendar).by(Measure::WorkingDays);
    assert_eq!(watch.days_per_week(imp(&story)), 5);
    assert_eq!(watch.by(Measure::ElapsedDays).days_per_week(imp(&story)), 7);
}

#[test]
fn a_holiday_does_not_count() {
    let story = raised().happened(RUTH, vec![off(CHECKOUT, "2026-11-30").into()]);
    assert_eq!(worked(&story, over_the_weekend()), (1, 0));
}

#[test]
fn a_team_works_by_its_own_clock_and_its_groups_hours() {
    let story = raised().happened(RUTH, vec![TeamZoneSet { team: CHECKOUT, zone: crate::Zone::named("Europe/Berlin") }.into()]);
    assert_eq!(worked(&story, over_the_weekend()).0, 2, "nothing after 17 in Berlin, two hours by 11 there");
    let rules = Rules { from_hour: 8, until_hour: 18, ..Rules::default() };
    let story = story.happened(RUTH, vec![RulesSet { group: PRODUCT, rules }.into()]);
    let took = Stopwatch::new(story.workspace(), &UtcCalendar).by(Measure::WorkingDays).took(imp(&story), instant(FRIDAY), instant(MONDAY));
    assert_eq!(took, Took { ms: (1 + 3) * HOUR_MS, day_ms: 10 * HOUR_MS });
}

#[test]
fn the_calendar_is_that_of_the_owners_team_for_all_of_its_life() {
    let story = raised().happened(RUTH, vec![off(PAYMENTS, "2026-11-30").into()]);
    assert_eq!(worked(&story, over_the_weekend()), (2, 1), "nobody owns it: the raising team's");
    let story = owned_by(story, TOMASZ);
    assert_eq!(worked(&story, over_the_weekend()), (1, 0), "Payments has it, which is off on Monday");
    let given_up = story.clone().given(TOMASZ, DisownImpediment { impediment: IMP1, why: text("On leave.") });
    assert_eq!(worked(&given_up, over_the_weekend()), (2, 1));
    let handed_on = owned_by(story, INES);
    assert_eq!(worked(&handed_on, over_the_weekend()), (2, 1));
    let without_a_team = owned_by(handed_on, OTTO).happened(ADA, vec![off(CHECKOUT, "2026-11-30").into()]);
    assert_eq!(worked(&without_a_team, over_the_weekend()), (1, 0), "whose owner works for no team goes by the raising one");
}

#[test]
fn what_no_team_raised_and_nobody_owns_goes_by_the_group() {
    let story = Story::two_teams().given(RUTH, RaiseImpediment { team: None, holds_back: vec![], ..sandbox() });
    assert_eq!(worked(&story, over_the_weekend()), (2, 1));
}

#[test]
fn who_leaves_leaves_the_calendar_of_their_team_too() {
    let story = owned_by(raised(), TOMASZ).happened(RUTH, vec![off(PAYMENTS, "2026-11-30").into()]);
    let before = story.workspace().counted_since;
    let solved = ResolveImpediment { impediment: IMP1, what_solved: text("New test cards."), cause: None };
    let story = story.given(TOMASZ, solved).given(ADA, RemovePerson { person: TOMASZ });
    assert!(story.workspace().counted_since > before);
    assert_eq!(worked(&story, over_the_weekend()), (2, 1));
}
