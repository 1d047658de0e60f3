//! Rules of series, told as stories.

use super::{
    MeetingKind, Recurrence, Schedule, SeriesOf,
    command::{EndSeries, PlaceSeries, RescheduleSeries, RetitleSeries, SetSeries, SetSeriesKind},
    event::{SeriesEnded, SeriesKindSet, SeriesPlaced, SeriesRescheduled, SeriesRetitled, SeriesSet},
    query::{advice, in_calendar, next_meeting, occurrences, upcoming},
    refusal,
};
use crate::{
    Event, MeetingId, Origin, SeriesId, Zone,
    group::{ClosingDays, event::ClosingDaysSet},
    meeting::{
        MeetingState, Occasion,
        command::{CancelMeeting, MoveMeeting, NumberOccurrence},
    },
    testing::{
        CHECKOUT, INES, OTTO, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, UtcCalendar, assert_each_refusal_shown, date, goldens, instant, text, title,
        twice_a_week, utc,
    },
};

fn schedule(rule: &str, minutes: u32) -> Schedule {
    Schedule { recurrence: Recurrence { rule: rule.into(), start: date("2026-11-25").at(14, 0, 0, 0), zone: utc() }, minutes }
}

fn set() -> SetSeries {
    SetSeries {
        of: SeriesOf::Group(PRODUCT),
        title: title("MetaScrum"),
        kind: MeetingKind::MetaScrum,
        schedule: schedule("FREQ=WEEKLY;BYDAY=WE", 30),
        place: text("Pier 2"),
        link: text("https://meet.harbour.example/meta"),
        origin: None,
    }
}

fn local(day: &str) -> crate::DateTime {
    date(day).at(9, 30, 0, 0)
}

fn starts(story: &Story, series: SeriesId, until: &str) -> Vec<String> {
    let series = story.workspace().series_of(series).unwrap();
    let found = occurrences(story.workspace(), &UtcCalendar, series, story.now(), instant(until));
    found.into_iter().map(|start| start.local.to_string()).collect()
}

#[test]
fn the_master_sets_a_series_and_it_gets_the_next_number() {
    let story = Story::two_teams().when(RUTH, set()).then_kinds(&["SeriesSet"]);
    assert_eq!(starts(&story, SeriesId(2), "2026-12-10T00:00:00Z"), ["2026-11-25T14:00:00", "2026-12-02T14:00:00", "2026-12-09T14:00:00"]);
}

#[test]
fn only_who_leads_the_group_may_set_its_series() {
    Story::two_teams().when(INES, set()).then_forbidden();
    let own = SetSeries { of: SeriesOf::Team(CHECKOUT), kind: MeetingKind::Other, ..set() };
    Story::two_teams().when(INES, own.clone()).then_kinds(&["SeriesSet"]);
    Story::two_teams().when(OTTO, own).then_forbidden();
}

#[test]
fn what_does_not_fit_is_said_at_its_field() {
    let story = Story::two_teams;
    story().when(RUTH, SetSeries { schedule: schedule("EVERY=WEEK", 30), ..set() }).then_field("schedule");
    let unreadable = refusal::RecurrenceUnreadable("“EVERY=WEEK” is not understood here".to_owned());
    story().when(RUTH, SetSeries { schedule: schedule("EVERY=WEEK", 30), ..set() }).then_refusal(&unreadable);
    story().when(RUTH, SetSeries { schedule: schedule("FREQ=WEEKLY", 0), ..set() }).then_refusal(&refusal::MinutesOutOfBounds(0));
    story().when(RUTH, SetSeries { schedule: schedule("FREQ=WEEKLY", 481), ..set() }).then_refusal(&refusal::MinutesOutOfBounds(481));
    let mut elsewhere = set();
    elsewhere.schedule.recurrence.zone = Zone::named("Atlantis/Harbour");
    story().when(RUTH, elsewhere).then_refusal(&refusal::ZoneUnknown("Atlantis/Harbour".to_owned()));
    story().when(RUTH, SetSeries { link: text("javascript:alert(1)"), ..set() }).then_refusal(&refusal::LinkNotWeb());
    story().when(RUTH, SetSeries { kind: MeetingKind::FollowUp, ..set() }).then_refusal(&refusal::KindDoesNotRecur());
    story().when(INES, SetSeries { of: SeriesOf::Team(CHECKOUT), ..set() }).then_refusal(&refusal::TeamSeriesOnlyInCalendars());
}

#[test]
fn each_refusal_of_series_is_shown() {
    assert_each_refusal_shown("series", refusal::NAMES);
}

#[test]
fn an_archived_owner_gets_no_meetings() {
    let archived: Vec<Event> = vec![crate::team::event::TeamArchived { team: CHECKOUT }.into()];
    let own = SetSeries { of: SeriesOf::Team(CHECKOUT), kind: MeetingKind::Other, ..set() };
    Story::two_teams().happened(RUTH, archived).when(RUTH, own).then_refused("OwnerArchived");
}

#[test]
fn a_new_schedule_holds_from_its_day_on_and_numbered_meetings_stay() {
    let story = Story::two_teams()
        .given(RUTH, NumberOccurrence { occasion: Occasion::Occurrence(SCRUM_OF_SCRUMS, local("2026-12-01")) })
        .given(RUTH, RescheduleSeries { series: SCRUM_OF_SCRUMS, from: date("2026-11-30"), schedule: schedule("FREQ=WEEKLY;BYDAY=TU", 20) });
    assert_eq!(
        starts(&story, SCRUM_OF_SCRUMS, "2026-12-09T00:00:00Z"),
        ["2026-11-24T09:30:00", "2026-11-26T09:30:00", "2026-12-01T14:00:00", "2026-12-08T14:00:00"]
    );
    let coming = upcoming(story.workspace(), &UtcCalendar, PRODUCT, story.now(), 4);
    let when: Vec<_> = coming.iter().map(|u| u.starts_at).collect();
    let expected = ["2026-11-24T09:30:00Z", "2026-11-26T09:30:00Z", "2026-12-01T09:30:00Z", "2026-12-08T14:00:00Z"].map(instant);
    assert_eq!(when, expected, "the numbered meeting keeps its time, and its day has no second one");
    assert_eq!(coming[3].minutes, 20);
}

#[test]
fn rescheduling_to_what_holds_already_changes_nothing() {
    let same = RescheduleSeries { series: SCRUM_OF_SCRUMS, from: date("2026-11-30"), schedule: twice_a_week() };
    Story::two_teams().when(RUTH, same).then_nothing();
}

#[test]
fn the_past_is_not_rescheduled_nor_ended() {
    let from = date("2026-11-20");
    let passed = refusal::DayHasPassed(date("2026-11-23"));
    let story = Story::two_teams;
    story().when(RUTH, RescheduleSeries { series: SCRUM_OF_SCRUMS, from, schedule: schedule("FREQ=WEEKLY", 15) }).then_refusal(&passed);
    story().when(RUTH, EndSeries { series: SCRUM_OF_SCRUMS, on: from }).then_refusal(&passed);
}

#[test]
fn an_ended_series_no_longer_happens_and_its_numbered_meetings_are_called_off() {
    let end = EndSeries { series: SCRUM_OF_SCRUMS, on: date("2026-11-26") };
    let story = Story::two_teams()
        .given(RUTH, NumberOccurrence { occasion: Occasion::Occurrence(SCRUM_OF_SCRUMS, local("2026-11-26")) })
        .when(RUTH, end.clone())
        .then_kinds(&["SeriesEnded", "MeetingCancelled"]);
    assert_eq!(starts(&story, SCRUM_OF_SCRUMS, "2027-01-01T00:00:00Z"), ["2026-11-24T09:30:00"]);
    let story = story.when(RUTH, end).then_nothing().at("2026-11-27T08:00:00Z");
    story.when(RUTH, EndSeries { series: SCRUM_OF_SCRUMS, on: date("2026-12-26") }).then_refused("SeriesEnded");
}

#[test]
fn title_place_and_kind_change_once() {
    let retitle = RetitleSeries { series: SCRUM_OF_SCRUMS, title: title("Sync") };
    let place = PlaceSeries { series: SCRUM_OF_SCRUMS, place: text("Pier 2"), link: text("") };
    let kind = SetSeriesKind { series: SCRUM_OF_SCRUMS, kind: MeetingKind::Other };
    let story = Story::two_teams()
        .when(RUTH, retitle.clone())
        .then_kinds(&["SeriesRetitled"])
        .when(RUTH, retitle)
        .then_nothing()
        .when(RUTH, place.clone())
        .then_kinds(&["SeriesPlaced"])
        .when(RUTH, place)
        .then_nothing()
        .when(RUTH, kind.clone())
        .then_kinds(&["SeriesKindSet"])
        .when(RUTH, kind)
        .then_nothing();
    assert!(next_meeting(story.workspace(), &UtcCalendar, PRODUCT, story.now()).is_none(), "kind “other” only shows in calendars");
    let shown = in_calendar(story.workspace(), &UtcCalendar, SeriesOf::Group(PRODUCT), story.now(), instant("2026-11-27T00:00:00Z"));
    assert_eq!(shown.len(), 2);
}

#[test]
fn upcoming_shows_moved_and_cancelled_meetings_where_they_are_now() {
    let tuesday = Occasion::Occurrence(SCRUM_OF_SCRUMS, local("2026-11-24"));
    let thursday = Occasion::Occurrence(SCRUM_OF_SCRUMS, local("2026-11-26"));
    let story = Story::two_teams()
        .given(RUTH, CancelMeeting { occasion: tuesday, why: text("Offsite") })
        .given(RUTH, MoveMeeting { occasion: thursday, starts_at: instant("2026-11-27T10:00:00Z"), why: text("") });
    let coming = upcoming(story.workspace(), &UtcCalendar, PRODUCT, story.now(), 3);
    assert_eq!(coming[0].state, MeetingState::Cancelled(text("Offsite")));
    assert_eq!(coming[1].starts_at, instant("2026-11-27T10:00:00Z"));
    assert_eq!(coming[2].occasion, Occasion::Occurrence(SCRUM_OF_SCRUMS, local("2026-12-01")));
    let next = next_meeting(story.workspace(), &UtcCalendar, PRODUCT, story.now()).unwrap();
    assert_eq!(next.occasion, Occasion::Meeting(MeetingId(2)));
}

#[test]
fn nothing_happens_on_closing_days() {
    let days = vec![ClosingDays { from: date("2026-11-24"), until: date("2026-12-02"), why: text("Dock works") }];
    let story = Story::two_teams().happened(RUTH, vec![ClosingDaysSet { group: PRODUCT, days }.into()]);
    assert_eq!(starts(&story, SCRUM_OF_SCRUMS, "2026-12-04T00:00:00Z"), ["2026-12-03T09:30:00"]);
}

#[test]
fn long_and_frequent_meetings_are_allowed_with_advice() {
    let story = Story::two_teams();
    assert!(advice(story.workspace(), &UtcCalendar, PRODUCT, story.now()).is_empty());
    let daily = SetSeries { kind: MeetingKind::ScrumOfScrums, schedule: schedule("FREQ=DAILY", 45), ..set() };
    let story = story.given(RUTH, daily);
    let sentences = advice(story.workspace(), &UtcCalendar, PRODUCT, story.now());
    assert_eq!(sentences.len(), 2, "{sentences:?}");
    assert!(sentences[0].contains("45 minutes"));
}

#[test]
fn every_event_of_series_is_stored_as_ever() {
    let of = SeriesOf::Group(PRODUCT);
    let origin = Some(Origin { system: "organisation-file".into(), key: "sync".into(), url: None });
    let series = SCRUM_OF_SCRUMS;
    let (place, link) = (text("Pier 2"), text("https://meet.harbour.example/product"));
    let examples: Vec<Event> = vec![
        SeriesSet {
            series,
            of,
            title: title("Scrum of Scrums"),
            kind: MeetingKind::ScrumOfScrums,
            schedule: twice_a_week(),
            place: place.clone(),
            link: link.clone(),
            origin,
        }
        .into(),
        SeriesRescheduled { series, from: date("2027-01-04"), schedule: twice_a_week() }.into(),
        SeriesRetitled { series, title: title("Product sync") }.into(),
        SeriesKindSet { series, kind: MeetingKind::Other }.into(),
        SeriesPlaced { series, place, link }.into(),
        SeriesEnded { series, on: date("2027-03-31") }.into(),
    ];
    goldens("series", examples);
}
