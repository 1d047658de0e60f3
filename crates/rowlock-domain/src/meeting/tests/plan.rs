//! Occasions become meetings; meetings are planned, moved, called off, reinstated.

use super::{FIRST, close, meeting, occurrence, open, tuesday};
use crate::{
    Event, MeetingId, Thing,
    checkin::event::CheckInGiven,
    group::{ClosingDays, event::ClosingDaysSet},
    impediment::{Severity, event::ImpedimentRaised},
    meeting::{
        MeetingState, Occasion,
        command::{CancelMeeting, MoveMeeting, NumberOccurrence, OpenMeeting, PlanMeeting, ReinstateMeeting, SkipMeeting},
        refusal,
    },
    series::{
        MeetingKind,
        command::{RescheduleSeries, SetSeriesKind},
    },
    testing::{
        CHECKOUT, INES, NOBODY_KNOWN, OTTO, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, TOMASZ, date, instant, text, title, twice_a_week,
    },
};

fn number(occasion: Occasion) -> NumberOccurrence {
    NumberOccurrence { occasion }
}

#[test]
fn an_occurrence_gets_its_number_once() {
    let story = Story::two_teams().when(OTTO, number(tuesday())).then_kinds(&["MeetingPlanned"]);
    assert_eq!(meeting(&story).starts_at, instant("2026-11-24T09:30:00Z"));
    assert_eq!(meeting(&story).minutes, 15);
    story.when(OTTO, number(tuesday())).then_nothing();
}

#[test]
fn only_what_the_schedule_yields_gets_a_number() {
    let story = Story::two_teams;
    story().when(RUTH, number(occurrence("2026-11-25"))).then_refused("NoSuchOccurrence");
    story().when(RUTH, number(Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 31, 0, 0)))).then_refused("NoSuchOccurrence");
    story().when(RUTH, number(occurrence("2028-05-09"))).then_refused("OccurrenceTooFar");
    let kind = SetSeriesKind { series: SCRUM_OF_SCRUMS, kind: MeetingKind::Other };
    story().given(RUTH, kind).when(RUTH, number(tuesday())).then_refused("OnlyInCalendars");
    let days = vec![ClosingDays { from: date("2026-11-24"), until: date("2026-11-24"), why: text("Dock works") }];
    let closed: Vec<Event> = vec![ClosingDaysSet { group: PRODUCT, days }.into()];
    story().happened(RUTH, closed).when(RUTH, number(tuesday())).then_refused("ClosingDay");
}

#[test]
fn an_occurrence_of_a_day_that_has_a_meeting_already_is_that_meeting() {
    let mut later = twice_a_week();
    later.recurrence.start = date("2026-11-24").at(11, 0, 0, 0);
    let story = Story::two_teams()
        .given(RUTH, number(tuesday()))
        .given(RUTH, RescheduleSeries { series: SCRUM_OF_SCRUMS, from: date("2026-11-24"), schedule: later });
    story.when(RUTH, number(Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(11, 0, 0, 0)))).then_nothing();
}

#[test]
fn a_meeting_is_moved_by_the_master_to_a_time_to_come() {
    let moved = |to: &str| MoveMeeting { occasion: tuesday(), starts_at: instant(to), why: text("") };
    let story = Story::two_teams;
    story().when(INES, moved("2026-11-24T11:00:00Z")).then_forbidden();
    story().when(RUTH, moved("2026-11-22T11:00:00Z")).then_refusal(&refusal::StartHasPassed());
    let story = story().when(RUTH, moved("2026-11-24T11:00:00Z")).then_kinds(&["MeetingPlanned", "MeetingMoved"]);
    story.when(RUTH, moved("2026-11-24T11:00:00Z")).then_nothing();
}

#[test]
fn what_is_called_off_says_why_and_can_be_reinstated() {
    let cancel = |why: &str| CancelMeeting { occasion: tuesday(), why: text(why) };
    let skip = SkipMeeting { occasion: tuesday(), why: text("Nothing to talk about") };
    Story::two_teams().when(RUTH, cancel("")).then_refusal(&refusal::ReasonMissing());
    let story = Story::two_teams().when(RUTH, cancel("Offsite")).then_kinds(&["MeetingPlanned", "MeetingCancelled"]);
    let story = story.when(RUTH, cancel("Offsite")).then_nothing();
    let story = story.when(RUTH, skip.clone()).then_refused("MeetingIsOff");
    let story = story.when(RUTH, OpenMeeting { occasion: tuesday() }).then_refused("MeetingIsOff");
    let story = story.when(RUTH, ReinstateMeeting { meeting: FIRST }).then_kinds(&["MeetingReinstated"]);
    let story = story.when(RUTH, skip).then_kinds(&["MeetingSkipped"]);
    let story = story.when(RUTH, ReinstateMeeting { meeting: FIRST }).then_kinds(&["MeetingReinstated"]);
    assert_eq!(meeting(&story).state, MeetingState::Planned);
    story.when(RUTH, ReinstateMeeting { meeting: FIRST }).then_nothing();
}

#[test]
fn an_open_meeting_is_not_called_off_and_a_closed_one_stays_closed() {
    let cancel = CancelMeeting { occasion: tuesday(), why: text("Offsite") };
    let story = open().when(RUTH, cancel.clone()).then_refused("MeetingIsOpen").given(RUTH, close(0));
    let story = story.when(RUTH, cancel).then_refused("MeetingIsClosed");
    let story = story.when(RUTH, OpenMeeting { occasion: tuesday() }).then_refused("MeetingIsClosed");
    story.when(RUTH, ReinstateMeeting { meeting: FIRST }).then_refused("MeetingIsClosed");
}

fn sandbox() -> Event {
    ImpedimentRaised {
        impediment: crate::ImpedimentId(1),
        title: title("Sandbox rejects cards"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![PAYMENTS],
        goal: None,
        origin: None,
    }
    .into()
}

fn follow_up_meeting() -> PlanMeeting {
    PlanMeeting {
        group: PRODUCT,
        kind: MeetingKind::FollowUp,
        title: title("Which cards?"),
        starts_at: instant("2026-11-25T10:00:00Z"),
        minutes: 20,
        place: text("Pier 2"),
        about: Some(Thing::Impediment(crate::ImpedimentId(1))),
        people: vec![],
    }
}

#[test]
fn a_follow_up_meeting_needs_only_the_people_whom_its_thing_concerns() {
    let story = Story::two_teams().happened(INES, vec![sandbox()]);
    let story = story.when(INES, follow_up_meeting()).then_kinds(&["MeetingPlanned"]);
    let people: Vec<_> = meeting(&story).people.iter().copied().collect();
    assert_eq!(people, [INES, TOMASZ], "the ambassadors of the team it holds back and of the one that is asked");
    let story = story.when(OTTO, OpenMeeting { occasion: Occasion::Meeting(MeetingId(1)) }).then_forbidden();
    let story = story.when(TOMASZ, OpenMeeting { occasion: Occasion::Meeting(MeetingId(1)) }).then_kinds(&["MeetingOpened"]);
    let lines: Vec<u32> = meeting(&story).agenda().map(|t| t.planned_seconds).collect();
    assert_eq!(lines, [1080, 120], "its one thing, and the close");
}

#[test]
fn a_single_meeting_has_a_purpose_a_length_and_people_who_are_here() {
    let story = || Story::two_teams().happened(INES, vec![sandbox()]);
    story().when(RUTH, PlanMeeting { kind: MeetingKind::Other, ..follow_up_meeting() }).then_refusal(&refusal::KindNotPlanned());
    story().when(RUTH, PlanMeeting { minutes: 0, ..follow_up_meeting() }).then_field("minutes");
    story().when(RUTH, PlanMeeting { starts_at: instant("2026-11-20T10:00:00Z"), ..follow_up_meeting() }).then_field("starts_at");
    story().when(RUTH, PlanMeeting { people: vec![NOBODY_KNOWN], ..follow_up_meeting() }).then_refusal(&refusal::PersonNotHere());
    let about = Some(Thing::Risk(crate::RiskId(7)));
    story().when(RUTH, PlanMeeting { about, ..follow_up_meeting() }).then_refusal(&crate::Refusal::Unknown);
}

#[test]
fn check_ins_of_another_meeting_stay_with_it() {
    let given = CheckInGiven { meeting: FIRST, member: crate::Member::Team(CHECKOUT), words: crate::checkin::Words::default() };
    let story = Story::two_teams().given(RUTH, number(tuesday())).happened(INES, vec![given.into()]);
    let story = story.when(RUTH, number(occurrence("2026-11-26"))).then_kinds(&["MeetingPlanned"]);
    assert!(story.workspace().meeting(MeetingId(2)).unwrap().check_ins.is_empty());
}
