//! Commands about series, meetings, topics, check-ins, decisions, follow-ups and relays.

use super::pick::Pick;
use crate::{
    Command, GroupId, MeetingId,
    checkin::{DoneLine, Words, command::*},
    decision::command::MakeDecision,
    follow_up::command::*,
    meeting::{Ballot, MeetingState, Occasion, Outcome, command::*},
    relay::command::*,
    series::{MeetingKind, Recurrence, Schedule, SeriesOf, command::*},
    time::Time,
};

pub(super) fn series(pick: &mut Pick<'_>) -> Command {
    let series = pick.series();
    match pick.random.below(7) {
        0 | 1 => SetSeries {
            of: if pick.random.one_in(4) { SeriesOf::Team(pick.team()) } else { SeriesOf::Group(pick.group()) },
            title: pick.title(),
            kind: pick.random.one_of(MeetingKind::ALL),
            schedule: schedule(pick),
            place: pick.words(),
            link: crate::Text::default(),
            origin: None,
        }
        .into(),
        2 => RescheduleSeries { series, from: pick.date(), schedule: schedule(pick) }.into(),
        3 => RetitleSeries { series, title: pick.title() }.into(),
        4 => SetSeriesKind { series, kind: pick.random.one_of(MeetingKind::ALL) }.into(),
        5 => PlaceSeries { series, place: pick.words(), link: pick.words() }.into(),
        _ if pick.random.one_in(3) => EndSeries { series, on: pick.date() }.into(),
        _ => SetSeries {
            of: SeriesOf::Group(pick.group()),
            title: pick.title(),
            kind: MeetingKind::ScrumOfScrums,
            schedule: schedule(pick),
            place: pick.words(),
            link: crate::Text::default(),
            origin: None,
        }
        .into(),
    }
}

fn schedule(pick: &mut Pick<'_>) -> Schedule {
    let rules = ["FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=HOURLY"];
    let start = pick.date().to_datetime(Time::constant(9, 30, 0, 0));
    Schedule { recurrence: Recurrence { rule: pick.random.one_of(&rules).into(), start, zone: pick.zone() }, minutes: pick.count(60) }
}

pub(super) fn plan(pick: &mut Pick<'_>) -> Command {
    let occasion = pick.occasion();
    match pick.random.below(9) {
        0 => PlanMeeting {
            group: pick.group(),
            kind: pick.random.one_of(MeetingKind::ALL),
            title: pick.title(),
            starts_at: pick.moment(),
            minutes: pick.count(60),
            place: pick.words(),
            about: pick.maybe(Pick::thing),
            people: pick.some(3, Pick::person),
        }
        .into(),
        1 => NumberOccurrence { occasion }.into(),
        2 => MoveMeeting { occasion, starts_at: pick.moment(), why: pick.words() }.into(),
        3 => CancelMeeting { occasion, why: pick.words() }.into(),
        4 => SkipMeeting { occasion, why: pick.words() }.into(),
        5 => ReinstateMeeting { meeting: pick.any_meeting() }.into(),
        6 => PutOffThing { occasion, thing: pick.thing() }.into(),
        7 => {
            let meeting = pick.meeting(&MeetingState::Planned);
            let put_off = pick.workspace.meeting(meeting).and_then(|m| m.left_out.iter().next().copied());
            TakeThingBackIn { meeting, thing: put_off.unwrap_or_else(|| pick.thing()) }.into()
        }
        _ => OpenMeeting { occasion }.into(),
    }
}

fn group_of(pick: &mut Pick<'_>, meeting: MeetingId) -> GroupId {
    pick.workspace.meeting(meeting).map_or(GroupId(1), |m| m.group)
}

pub(super) fn attend(pick: &mut Pick<'_>) -> Command {
    let meeting = pick.open_meeting();
    let group = group_of(pick, meeting);
    let (member, here) = (pick.member_of(group), !pick.random.one_in(4));
    match pick.random.below(4) {
        0 => NoteOtherAttendance { meeting, person: pick.person(), here }.into(),
        1 => CallSpeaker { meeting, member: pick.maybe(|pick| pick.member_of(group)) }.into(),
        2 => ProposeTopic { occasion: occasion(pick, meeting), about: pick.maybe(Pick::thing), title: pick.title(), minutes: Some(pick.count(8)) }
            .into(),
        _ => NoteAttendance { occasion: occasion(pick, meeting), member, person: pick.person(), here }.into(),
    }
}

fn occasion(pick: &mut Pick<'_>, meeting: MeetingId) -> Occasion {
    if pick.random.one_in(3) { pick.occasion() } else { Occasion::Meeting(meeting) }
}

pub(super) fn run(pick: &mut Pick<'_>) -> Command {
    let meeting = pick.open_meeting();
    let topic = pick.topic(meeting);
    match pick.random.below(12) {
        0 => LeaveOutTopic { meeting, topic: pick.topic(meeting) }.into(),
        1 => OrderTopics { meeting, order: pick.some(3, |pick| pick.topic(meeting)) }.into(),
        2 => MoveBack { meeting, from: topic }.into(),
        3 => StartTopic { meeting, topic }.into(),
        4 => ConcludeTopic { meeting, topic, outcome: pick.random.one_of(Outcome::ALL) }.into(),
        5 => ParkTopic { meeting, topic, title: pick.title(), starts_at: pick.moment(), minutes: pick.count(60), people: pick.some(3, Pick::person) }
            .into(),
        6 => AddTime { meeting, topic, seconds: pick.count(120) }.into(),
        7 => PauseClock { meeting }.into(),
        8 => ResumeClock { meeting }.into(),
        9 => close(pick, meeting),
        _ => MoveOn { meeting, from: topic, outcome: pick.maybe(|pick| pick.random.one_of(Outcome::ALL)) }.into(),
    }
}

fn close(pick: &mut Pick<'_>, meeting: MeetingId) -> Command {
    let ballots = pick.some(6, |pick| Ballot { worth: mark(pick), open: mark(pick), improve: pick.words() });
    let voters = u32::try_from(ballots.len()).unwrap_or(0);
    CloseMeeting { meeting, ballots, voters }.into()
}

fn mark(pick: &mut Pick<'_>) -> u8 {
    u8::try_from(pick.count(5) + 1).unwrap_or(1)
}

pub(super) fn relay(pick: &mut Pick<'_>) -> Command {
    let meeting = pick.meeting(&MeetingState::Closed);
    let group = group_of(pick, meeting);
    let member = pick.member_of(group);
    match pick.random.below(9) {
        0 => TakeBackRelays { meeting }.into(),
        1 => HoldRelays { meeting }.into(),
        2 => AddRelaySentence { meeting, member, sentence: pick.text() }.into(),
        3 | 4 => SendRelays { meeting }.into(),
        5 => AcknowledgeRelay { meeting, member }.into(),
        6 => AskBack { meeting, member, question: pick.words() }.into(),
        7 => AnswerRelay { meeting, member, answer: pick.words() }.into(),
        _ => CorrectMinutes { meeting, text: pick.words() }.into(),
    }
}

pub(super) fn check_in(pick: &mut Pick<'_>) -> Command {
    let meeting = pick.meeting(&MeetingState::Planned);
    let occasion = occasion(pick, meeting);
    let group = group_of(pick, meeting);
    let member = pick.member_of(group);
    match pick.random.below(4) {
        0 => AskCheckIn { occasion, member }.into(),
        1 => RemindCheckIn { meeting, member }.into(),
        _ => CheckInSeat { occasion, member, words: words(pick) }.into(),
    }
}

fn words(pick: &mut Pick<'_>) -> Words {
    Words {
        done: pick.some(2, |pick| DoneLine { text: pick.title(), planned: pick.random.one_in(2) }),
        dropped: pick.some(1, Pick::title),
        next: pick.some(3, Pick::title),
        own_obstacles: pick.some(1, Pick::title),
        impediments: pick.some(2, Pick::impediment),
        dependencies: pick.some(2, Pick::dependency),
        others: pick.words(),
        confidence: pick.maybe(mark),
        confidence_reason: pick.words(),
        product_owner_line: pick.words(),
    }
}

pub(super) fn agreement(pick: &mut Pick<'_>) -> Command {
    let (group, follow_up) = (pick.group(), pick.follow_up());
    let (meeting, about) = (pick.maybe(Pick::open_meeting), pick.maybe(Pick::thing));
    match pick.random.below(8) {
        0 | 1 => MakeDecision {
            group,
            text: pick.words(),
            because: pick.words(),
            binds: pick.some(3, Pick::team),
            review_on: pick.maybe(Pick::date),
            meeting,
            about,
            supersedes: if pick.random.one_in(3) { Some(pick.decision()) } else { None },
        }
        .into(),
        2 | 3 => AssignFollowUp {
            group,
            text: pick.text(),
            owner: pick.person(),
            team: pick.maybe(Pick::team),
            due: pick.maybe(Pick::date),
            meeting,
            about,
        }
        .into(),
        4 => HandOnFollowUp { follow_up, owner: pick.person() }.into(),
        5 => DateFollowUp { follow_up, due: pick.maybe(Pick::date), why: pick.words() }.into(),
        6 if pick.random.one_in(2) => FinishFollowUp { follow_up }.into(),
        6 => DropFollowUp { follow_up, why: pick.words() }.into(),
        _ => ReopenFollowUp { follow_up }.into(),
    }
}
