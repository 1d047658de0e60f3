//! What falls due by itself, told as stories. Product meets on Tuesday 24 November at 09:30; check-ins are due at 09:20.

use super::{due, next_due_at};
use crate::{
    Actor, Command, Instant, MeetingId, Member,
    checkin::{
        Words,
        event::{CheckInAsked, CheckInGiven, CheckInReminded},
    },
    group::event::SeatVacated,
    meeting::{Occasion, command::NumberOccurrence, event::MeetingMoved},
    series::{MeetingKind, command::SetSeriesKind},
    team::event::HolidaysSet,
    testing::{CHECKOUT, INES, MOBILE, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, UtcCalendar, date, instant, text},
};

fn names(story: &Story) -> Vec<&'static str> {
    due(story.workspace(), &UtcCalendar, story.now()).iter().map(Command::name).collect()
}

fn next(story: &Story) -> Option<Instant> {
    next_due_at(story.workspace(), &UtcCalendar, story.now())
}

fn numbered() -> Story {
    let occasion = Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0));
    Story::two_teams().given(RUTH, NumberOccurrence { occasion })
}

fn asked(story: Story, members: &[crate::TeamId]) -> Story {
    let asked = |team: &crate::TeamId| CheckInAsked { meeting: MeetingId(1), member: Member::Team(*team) }.into();
    story.happened(Actor::Reactor, members.iter().map(asked).collect())
}

const ALL: [crate::TeamId; 3] = [CHECKOUT, PAYMENTS, MOBILE];

#[test]
fn check_ins_are_asked_for_at_13_of_the_last_working_day_before() {
    let story = Story::two_teams().at("2026-11-23T12:59:00Z");
    assert!(names(&story).is_empty());
    assert_eq!(next(&story), Some(instant("2026-11-23T13:00:00Z")));
    let story = story.at("2026-11-23T13:00:00Z");
    assert_eq!(names(&story), ["AskCheckIn"; 3]);
}

#[test]
fn who_was_asked_is_not_asked_again() {
    let story = asked(numbered().at("2026-11-23T13:00:00Z"), &ALL);
    assert!(names(&story).is_empty());
    assert_eq!(next(&story), Some(instant("2026-11-23T16:00:00Z")), "08:20 is no working hour, so the reminder comes at 16:00");
}

#[test]
fn who_has_not_answered_is_reminded_once() {
    let given = CheckInGiven { meeting: MeetingId(1), member: Member::Team(CHECKOUT), words: Words::default() };
    let story = asked(numbered().at("2026-11-23T13:00:00Z"), &ALL).happened(INES, vec![given.into()]).at("2026-11-23T16:00:00Z");
    assert_eq!(names(&story), ["RemindCheckIn"; 2]);
    let reminded = |team| CheckInReminded { meeting: MeetingId(1), member: Member::Team(team) }.into();
    let story = story.happened(Actor::Reactor, vec![reminded(PAYMENTS), reminded(MOBILE)]);
    assert!(names(&story).is_empty());
}

#[test]
fn within_working_hours_the_reminder_comes_an_hour_before_it_is_due() {
    let moved = MeetingMoved { meeting: MeetingId(1), starts_at: instant("2026-11-24T14:00:00Z"), why: text("") };
    let story = asked(numbered().happened(RUTH, vec![moved.into()]).at("2026-11-23T13:00:00Z"), &ALL);
    assert_eq!(next(&story), Some(instant("2026-11-24T12:50:00Z")));
}

#[test]
fn asked_late_means_reminded_an_hour_after_asking_at_the_earliest() {
    let story = asked(numbered().at("2026-11-23T15:50:00Z"), &ALL).at("2026-11-23T16:10:00Z");
    assert!(names(&story).is_empty());
    assert_eq!(next(&story), Some(instant("2026-11-23T16:50:00Z")));
}

#[test]
fn nobody_is_asked_when_it_is_due_already() {
    assert!(names(&Story::two_teams().at("2026-11-24T09:20:00Z")).is_empty());
}

#[test]
fn teams_on_holiday_and_empty_seats_are_left_in_peace() {
    let story = Story::two_teams().at("2026-11-23T13:00:00Z");
    let away = HolidaysSet { team: PAYMENTS, holidays: vec![date("2026-11-24")] };
    let empty = SeatVacated { group: PRODUCT, member: Member::Team(MOBILE), from: date("2026-11-20") };
    let story = story.happened(RUTH, vec![away.into(), empty.into()]);
    assert_eq!(names(&story), ["AskCheckIn"]);
}

#[test]
fn a_holiday_before_the_meeting_makes_the_asking_earlier() {
    let away = HolidaysSet { team: PAYMENTS, holidays: vec![date("2026-11-23")] };
    let story = Story::two_teams().happened(RUTH, vec![away.into()]).at("2026-11-20T12:00:00Z");
    assert_eq!(next(&story), Some(instant("2026-11-20T13:00:00Z")), "Friday, for the team that is away on Monday");
}

#[test]
fn kind_other_asks_nobody() {
    let story = Story::two_teams().given(RUTH, SetSeriesKind { series: SCRUM_OF_SCRUMS, kind: MeetingKind::Other });
    assert!(names(&story.clone().at("2026-11-23T13:00:00Z")).is_empty());
    assert_eq!(next(&story), None);
}

#[test]
fn held_relays_go_out_when_their_time_has_come() {
    let held = crate::relay::event::RelaysHeld { meeting: MeetingId(1), until: instant("2026-11-24T09:50:30Z") };
    let story = numbered().happened(RUTH, vec![held.into()]).at("2026-11-24T09:50:00Z");
    assert!(names(&story).is_empty());
    assert_eq!(names(&story.at("2026-11-24T09:50:30Z")), ["SendRelays"]);
}
