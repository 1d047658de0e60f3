//! Late, at risk, no promise, on track: small tables, and the sentences for them.

use super::{
    super::{
        DependencyState,
        command::{AcceptDependency, ChainDependency, PromiseDependency, RequestDependency},
        query::{self, Late, LateKind, Outlook, Reason, Standing, Tally},
    },
    DEP1, DEP2, decline, deliver, delivered, promise, promised, refund_api, requested,
};
use crate::{
    ImpedimentId, MeetingId, Member, Moment,
    checkin::{Words, event::CheckInGiven},
    impediment::{Severity, command::RaiseImpediment},
    meeting::event::MeetingPlanned,
    series::MeetingKind,
    testing::{CHECKOUT, INES, MOBILE, PAYMENTS, PRODUCT, SAMUEL, Story, TOMASZ, UtcCalendar, date, text, title},
};

fn at<T>(story: &Story, look: impl FnOnce(&Outlook<'_>, &super::super::Dependency) -> T) -> T {
    let zone = crate::testing::utc();
    let outlook = Outlook::new(Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone));
    look(&outlook, story.workspace().dependency(DEP1).unwrap())
}

fn standing(story: &Story) -> Standing {
    at(story, |outlook, dependency| outlook.standing(dependency))
}

fn late(story: &Story) -> Option<(i64, LateKind)> {
    at(story, |outlook, dependency| outlook.late_by(dependency).map(|late| (late.days, late.kind)))
}

#[test]
fn late_by_is_promise_or_today_less_the_need() {
    // needed 27 Nov; promised for, today, late by
    for (promise, today, expected) in [
        ("2026-11-26", "2026-11-23", None),
        ("2026-11-27", "2026-11-27", None),
        ("2026-11-28", "2026-11-23", Some(1)),
        ("2026-12-04", "2026-11-23", Some(7)),
        ("2026-11-26", "2026-11-27", None),
        ("2026-11-26", "2026-11-30", Some(3)),
        ("2026-12-04", "2026-12-06", Some(9)),
    ] {
        let story = promised(promise).at(&format!("{today}T12:00:00Z"));
        assert_eq!(late(&story), expected.map(|days| (days, LateKind::Promise)), "{promise} {today}");
    }
}

#[test]
fn without_a_promise_it_is_late_once_the_need_has_passed() {
    for (today, expected) in [("2026-11-27", None), ("2026-11-28", Some(1)), ("2026-12-07", Some(10))] {
        let story = requested().at(&format!("{today}T12:00:00Z"));
        assert_eq!(late(&story), expected.map(|days| (days, LateKind::NoPromise)), "{today}");
    }
    let story = requested().at("2026-12-07T12:00:00Z");
    assert_eq!(at(&story, |outlook, dependency| outlook.short(dependency)), "no promise, needed 10 days ago");
}

#[test]
fn without_a_need_nothing_is_late() {
    let story = Story::two_teams().given(INES, RequestDependency { needed_by: None, ..refund_api() }).given(TOMASZ, promise("2026-12-04", ""));
    assert_eq!(late(&story.at("2027-01-04T12:00:00Z")), None);
}

#[test]
fn what_was_delivered_late_stays_as_late_as_its_first_delivery() {
    let story = promised("2026-11-26").at("2026-11-30T12:00:00Z").given(TOMASZ, deliver()).at("2026-12-10T12:00:00Z");
    assert_eq!(late(&story), Some((3, LateKind::Delivered)));
    assert_eq!(standing(&story), Standing::Delivered(10));
    let story = story.given(INES, AcceptDependency { dependency: DEP1 });
    assert_eq!((late(&story), standing(&story)), (None, Standing::Accepted));
}

#[test]
fn declined_and_withdrawn_are_not_late() {
    let story = requested().given(TOMASZ, decline("No people.")).at("2026-12-10T12:00:00Z");
    assert_eq!((late(&story), standing(&story)), (None, Standing::Declined));
}

#[test]
fn promised_in_time_it_is_on_track() {
    let story = promised("2026-11-26");
    assert_eq!(standing(&story), Standing::OnTrack);
    assert_eq!(standing(&requested()), Standing::NoPromise);
    assert_eq!(standing(&delivered()), Standing::Delivered(0));
}

fn with_confidence(story: Story, value: u8) -> Story {
    let meeting = MeetingPlanned {
        meeting: MeetingId(1),
        group: PRODUCT,
        kind: MeetingKind::ScrumOfScrums,
        occurrence: None,
        title: title("Scrum of Scrums"),
        starts_at: story.now(),
        minutes: 15,
        place: text(""),
        about: None,
        people: vec![],
    };
    let words = Words { confidence: Some(value), ..Words::default() };
    let given = CheckInGiven { meeting: MeetingId(1), member: Member::Team(PAYMENTS), words };
    story.happened(TOMASZ, vec![meeting.into(), given.into()])
}

#[test]
fn doubt_of_the_provider_puts_it_at_risk() {
    for (value, expected) in [(1, Standing::AtRisk), (2, Standing::AtRisk), (3, Standing::OnTrack)] {
        assert_eq!(standing(&with_confidence(promised("2026-11-26"), value)), expected, "{value}");
    }
    let story = with_confidence(promised("2026-11-26"), 2);
    let reasons = at(&story, |outlook, dependency| outlook.at_risk(dependency));
    assert_eq!(reasons, [Reason::Doubt { confidence: 2, at: story.now() }]);
}

fn held(severity: Severity) -> RaiseImpediment {
    RaiseImpediment {
        title: title("No test cards"),
        details: text(""),
        team: Some(PAYMENTS),
        group: PRODUCT,
        severity,
        holds_back: vec![PAYMENTS],
        asked: vec![],
        goal: None,
        origin: None,
    }
}

#[test]
fn an_open_impediment_that_stops_the_provider_puts_it_at_risk() {
    assert_eq!(standing(&promised("2026-11-26").given(TOMASZ, held(Severity::Slows))), Standing::OnTrack);
    let story = promised("2026-11-26").given(TOMASZ, held(Severity::Stops));
    assert_eq!(at(&story, |outlook, dependency| outlook.at_risk(dependency)), [Reason::Stopped(ImpedimentId(1))]);
    let resolve = crate::impediment::command::ResolveImpediment { impediment: ImpedimentId(1), what_solved: text(""), cause: None };
    assert_eq!(standing(&story.given(TOMASZ, resolve)), Standing::OnTrack);
}

/// DEP-1 of Checkout waits for DEP-2, which Payments needs of Mobile by the 25th.
fn with_input() -> Story {
    let input = RequestDependency { consumer: PAYMENTS, provider: MOBILE, needed_by: Some(date("2026-11-25")), ..refund_api() };
    promised("2026-11-26").given(TOMASZ, input).given(TOMASZ, ChainDependency { dependency: DEP1, waits_for: DEP2, despite_cycle: false })
}

#[test]
fn an_input_that_is_late_or_unpromised_puts_it_at_risk() {
    assert_eq!(at(&with_input(), |outlook, dependency| outlook.at_risk(dependency)), [Reason::InputUnpromised(DEP2)]);
    let story = with_input().given(SAMUEL, PromiseDependency { dependency: DEP2, on: date("2026-11-29"), why: text("") });
    assert_eq!(at(&story, |outlook, dependency| outlook.at_risk(dependency)), [Reason::InputLate(DEP2, 4)]);
    let story = with_input().given(SAMUEL, PromiseDependency { dependency: DEP2, on: date("2026-11-25"), why: text("") });
    assert_eq!(standing(&story), Standing::OnTrack);
}

#[test]
fn what_is_late_is_not_also_at_risk() {
    let story = promised("2026-12-04").given(TOMASZ, held(Severity::Stops));
    assert_eq!(standing(&story), Standing::Late(Late { days: 7, kind: LateKind::Promise }));
    assert!(at(&story, |outlook, dependency| outlook.at_risk(dependency)).is_empty());
}

#[test]
fn sentences_speak_of_the_promise() {
    let story =
        promised("2026-11-27").given(TOMASZ, promise("2026-12-01", "The bank is late.")).given(TOMASZ, promise("2026-12-04", "The bank is later."));
    let (headline, why) = at(&story, |outlook, dependency| (outlook.headline(dependency), outlook.why(dependency)));
    assert_eq!(headline, "Refund API for guest orders comes 7 days late for Checkout");
    assert_eq!(why, "Payments moved the promise twice, now to Fri 4 Dec; Checkout needs it on Fri 27 Nov.");
    let why = at(&requested().at("2026-11-26T12:00:00Z"), |outlook, dependency| outlook.why(dependency));
    assert_eq!(why, "Checkout asked on Mon 23 Nov; no answer for 3 days. Checkout needs it on Fri 27 Nov.");
    let why = at(&with_input(), |outlook, dependency| outlook.why(dependency));
    assert!(why.ends_with("DEP-2, for which it waits, is not promised."), "{why}");
}

#[test]
fn counts_are_per_team_and_side() {
    let story = with_input();
    at(&story, |outlook, _| {
        let sides = outlook.sides();
        assert_eq!(sides[CHECKOUT.index()].waits_for, Tally { at_risk: 1, ..Tally::default() });
        assert_eq!(sides[PAYMENTS.index()].owes, Tally { at_risk: 1, ..Tally::default() });
        assert_eq!(sides[PAYMENTS.index()].waits_for, Tally { no_promise: 1, ..Tally::default() });
        assert_eq!(outlook.sides_of(PAYMENTS), sides[PAYMENTS.index()]);
    });
}

#[test]
fn a_request_is_unanswered_after_two_working_days_of_the_provider() {
    let story = requested();
    let zone = crate::testing::utc();
    for (now, expected) in [("2026-11-24T23:00:00Z", 0), ("2026-11-25T00:00:00Z", 1), ("2026-12-24T00:00:00Z", 1)] {
        let story = story.clone().at(now);
        let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
        assert_eq!(query::unanswered(&moment, PRODUCT).len(), expected, "{now}");
    }
    let answered = promised("2026-12-20").at("2026-12-02T12:00:00Z");
    assert!(query::unanswered(&Moment::new(answered.workspace(), &UtcCalendar, answered.now(), &zone), PRODUCT).is_empty());
}

#[test]
fn more_than_five_of_one_pair_fold() {
    let story = (0..6).fold(Story::two_teams(), |story, _| story.given(INES, refund_api())).at("2026-12-02T12:00:00Z");
    let zone = crate::testing::utc();
    let unanswered = query::unanswered(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), PRODUCT);
    assert_eq!((unanswered.len(), unanswered[0].requests.len(), unanswered[0].folds()), (1, 6, true));
    assert!(matches!(story.workspace().dependency(DEP1).unwrap().state, DependencyState::Requested));
}
