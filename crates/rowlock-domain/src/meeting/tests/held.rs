//! A meeting as it is held: topics, clock, attendance, close, minutes.

use super::{FIRST, close, meeting, occurrence, open, topic, tuesday};
use crate::{
    GroupId, Member, TopicId,
    decision::event::DecisionMade,
    group::command::GiveSeat,
    meeting::{
        About, Ballot, MeetingState, Occasion, Outcome,
        command::{
            AddTime, CallSpeaker, CloseMeeting, ConcludeTopic, CorrectMinutes, MoveBack, MoveOn, NoteAttendance, NoteOtherAttendance, OpenMeeting,
            ParkTopic, PauseClock, ResumeClock, StartTopic,
        },
        minutes::minutes,
        query::sitter,
        refusal,
    },
    series::MeetingKind,
    team::{TeamRole, event::TeamRoleGiven},
    testing::{
        CHECKOUT, DANIEL, INES, NOBODY_KNOWN, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, UtcCalendar, WAREHOUSE, date, instant, text, title,
    },
};

const OPENING: TopicId = TopicId(3);
const ROUND: TopicId = TopicId(4);

fn on(story: &Story) -> TopicId {
    meeting(story).clock.as_ref().unwrap().topic
}

fn next(from: TopicId) -> MoveOn {
    MoveOn { meeting: FIRST, from, outcome: None }
}

#[test]
fn opening_fixes_the_agenda_and_starts_the_first_topic() {
    let story = open();
    let abouts: Vec<About> = meeting(&story).agenda().map(|t| t.about).collect();
    assert_eq!(abouts, [About::Opening, About::Round, About::Free, About::Free, About::Close]);
    assert_eq!(on(&story), OPENING);
    assert_eq!(meeting(&story).facilitator, Some(RUTH));
    assert_eq!(meeting(&story).topic(TopicId(1)).unwrap().proposed_by, Some(RUTH), "a proposed topic keeps its number");
    story.when(RUTH, OpenMeeting { occasion: tuesday() }).then_nothing();
}

#[test]
fn who_opens_the_meeting_sits_on_their_own_seat() {
    let seat = GiveSeat { group: PRODUCT, member: Member::Team(CHECKOUT), person: RUTH, from: date("2026-11-01"), decides: true };
    let story = Story::two_teams().given(RUTH, seat).at("2026-11-24T09:30:00Z");
    let away = NoteAttendance { occasion: tuesday(), member: Member::Team(CHECKOUT), person: RUTH, here: false };
    let story = story.given(RUTH, away).when(RUTH, OpenMeeting { occasion: tuesday() }).then_kinds(&["MeetingOpened", "AttendanceNoted"]);
    assert!(meeting(&story).attendance[&Member::Team(CHECKOUT)].here);
    assert_eq!(meeting(&story).attendance.len(), 1, "the other seats speak for themselves");
}

#[test]
fn one_scrum_of_scrums_of_a_group_is_open_at_a_time() {
    open().when(RUTH, OpenMeeting { occasion: occurrence("2026-11-26") }).then_refused("AnotherMeetingOpen");
}

#[test]
fn only_who_leads_the_group_opens_and_steers() {
    Story::two_teams().when(INES, OpenMeeting { occasion: tuesday() }).then_forbidden();
    open().when(INES, next(OPENING)).then_forbidden();
    open().when(INES, close(0)).then_forbidden();
    open().when(OTTO, ConcludeTopic { meeting: FIRST, topic: ROUND, outcome: Outcome::Noted }).then_forbidden();
}

#[test]
fn two_who_press_next_at_once_move_by_one() {
    let story = open().when(RUTH, next(OPENING)).then_kinds(&["TopicConcluded", "TopicStarted"]);
    let story = story.when(RUTH, next(OPENING)).then_nothing();
    assert_eq!(on(&story), ROUND);
    let story = story.when(RUTH, MoveBack { meeting: FIRST, from: ROUND }).then_kinds(&["TopicStarted"]);
    let story = story.when(RUTH, MoveBack { meeting: FIRST, from: ROUND }).then_nothing();
    story.when(RUTH, MoveBack { meeting: FIRST, from: OPENING }).then_nothing();
}

#[test]
fn the_last_topic_stays_on_when_it_is_over() {
    let story = open();
    let last = topic(&story, About::Close);
    let story = story.given(RUTH, StartTopic { meeting: FIRST, topic: last });
    let story = story.when(RUTH, StartTopic { meeting: FIRST, topic: last }).then_nothing();
    let story = story.when(RUTH, next(last)).then_kinds(&["TopicConcluded"]);
    assert_eq!(on(&story), last);
    story.when(RUTH, next(last)).then_nothing();
}

#[test]
fn what_was_done_says_how_a_topic_ended() {
    let decided = DecisionMade {
        decision: crate::DecisionId(1),
        group: PRODUCT,
        text: text("Dock fees are paid by the shop"),
        because: text(""),
        binds: vec![CHECKOUT],
        review_on: None,
        meeting: Some(FIRST),
        about: None,
    };
    let story = open().given(RUTH, StartTopic { meeting: FIRST, topic: TopicId(1) }).later_minutes(4);
    let story = story.happened(RUTH, vec![decided.into()]).given(RUTH, next(TopicId(1))).later_minutes(3).given(RUTH, next(TopicId(2)));
    let outcome = |id| meeting(&story).topic(id).unwrap().outcome;
    assert_eq!(outcome(TopicId(1)), Some(Outcome::Solved));
    assert_eq!(outcome(TopicId(2)), Some(Outcome::Noted));
    assert_eq!(meeting(&story).solving_ms(story.now()), 4 * 60_000);
    let written = minutes(story.workspace(), FIRST, story.now()).unwrap();
    assert_eq!(written.decisions.len(), 1);
    assert_eq!(written.took_ms, 7 * 60_000);
}

#[test]
fn an_outcome_can_be_said_and_changed() {
    let conclude = |outcome| ConcludeTopic { meeting: FIRST, topic: TopicId(1), outcome };
    let story = open().when(TOMASZ, conclude(Outcome::CarriedOver)).then_kinds(&["TopicConcluded"]);
    let story = story.when(TOMASZ, conclude(Outcome::CarriedOver)).then_nothing();
    story.when(TOMASZ, conclude(Outcome::Solved)).then_kinds(&["TopicConcluded"]);
}

#[test]
fn the_clock_is_arithmetic_over_start_pause_and_topics() {
    let story = open().later_minutes(3);
    let now = story.now();
    assert_eq!(meeting(&story).spent_ms(OPENING, now), 180_000);
    assert_eq!(meeting(&story).left_ms(OPENING, now), -60_000);
    let story = story.given(RUTH, PauseClock { meeting: FIRST }).later_minutes(5).when(RUTH, PauseClock { meeting: FIRST }).then_nothing();
    assert_eq!(meeting(&story).total_ms(story.now()), 180_000);
    let story = story.given(RUTH, ResumeClock { meeting: FIRST }).when(RUTH, ResumeClock { meeting: FIRST }).then_nothing();
    let story = story.given(RUTH, next(OPENING)).later_minutes(1);
    assert_eq!(meeting(&story).spent_ms(ROUND, story.now()), 60_000);
    let story = story.given(RUTH, AddTime { meeting: FIRST, topic: ROUND, seconds: 60 });
    assert_eq!(meeting(&story).left_ms(ROUND, story.now()), 90_000, "30 s for each of three seats, one minute more, one minute used");
    assert_eq!(meeting(&story).ends_at(story.now()), story.now().plus_seconds(90 + 180 + 180 + 120));
    assert_eq!(meeting(&story).over_plan_ms(story.now()), (9 * 60 + 570 - 900) * 1000);
}

#[test]
fn only_an_open_meeting_has_a_clock() {
    let story = || Story::two_teams().given(RUTH, super::propose("Dock fees"));
    story().when(RUTH, PauseClock { meeting: FIRST }).then_refused("MeetingNotOpen");
    story().when(RUTH, close(0)).then_refused("MeetingNotOpen");
    open().when(RUTH, AddTime { meeting: FIRST, topic: ROUND, seconds: 0 }).then_refusal(&refusal::AddedTimeOutOfBounds());
    open().when(RUTH, AddTime { meeting: FIRST, topic: TopicId(99), seconds: 60 }).then_refusal(&crate::Refusal::Unknown);
}

#[test]
fn parking_makes_a_follow_up_meeting_and_moves_on() {
    let park = |starts_at: &str| ParkTopic {
        meeting: FIRST,
        topic: TopicId(1),
        title: title("Dock fees, in small"),
        starts_at: instant(starts_at),
        minutes: 20,
        people: vec![INES, TOMASZ, INES],
    };
    let story = open().given(RUTH, StartTopic { meeting: FIRST, topic: TopicId(1) });
    let story = story.when(RUTH, park("2026-11-20T10:00:00Z")).then_field("starts_at");
    let story = story.when(RUTH, park("2026-11-25T10:00:00Z")).then_kinds(&["MeetingPlanned", "TopicConcluded", "TopicStarted"]);
    let made = story.workspace().meetings.last().unwrap();
    assert_eq!((made.kind, made.people.len()), (MeetingKind::FollowUp, 2));
    assert_eq!(on(&story), TopicId(2));
    story.when(RUTH, park("2026-11-25T10:00:00Z")).then_nothing();
}

fn sits(person: crate::PersonId, here: bool) -> NoteAttendance {
    NoteAttendance { occasion: tuesday(), member: Member::Team(CHECKOUT), person, here }
}

#[test]
fn a_member_of_the_team_stands_in_with_one_tap() {
    let story = || Story::two_teams().happened(RUTH, vec![TeamRoleGiven { team: CHECKOUT, person: OTTO, role: TeamRole::Developer }.into()]);
    Story::two_teams().when(OTTO, sits(OTTO, true)).then_forbidden();
    let story = story().when(OTTO, sits(OTTO, true)).then_kinds(&["MeetingPlanned", "AttendanceNoted"]);
    assert_eq!(sitter(story.workspace(), &UtcCalendar, meeting(&story), Member::Team(CHECKOUT)), Some(OTTO));
    assert_eq!(sitter(story.workspace(), &UtcCalendar, meeting(&story), Member::Team(PAYMENTS)), Some(TOMASZ));
    let story = story.when(OTTO, sits(OTTO, true)).then_nothing();
    story.when(OTTO, sits(OTTO, false)).then_kinds(&["AttendanceNoted"]);
}

#[test]
fn seats_and_people_must_be_there() {
    open().when(RUTH, sits(NOBODY_KNOWN, true)).then_refusal(&refusal::PersonNotHere());
    let elsewhere = NoteAttendance { occasion: tuesday(), member: Member::Team(WAREHOUSE), person: INES, here: true };
    open().when(crate::Actor::Operator, elsewhere).then_refusal(&refusal::NoSeat("Warehouse"));
    let nobody = CallSpeaker { meeting: FIRST, member: Some(Member::Group(GroupId(2))) };
    open().when(RUTH, nobody).then_field("member");
    let called = CallSpeaker { meeting: FIRST, member: Some(Member::Team(CHECKOUT)) };
    open().when(RUTH, called.clone()).then_kinds(&["SpeakerCalled"]).when(RUTH, called).then_nothing();
}

#[test]
fn others_are_here_too() {
    let here = |here| NoteOtherAttendance { meeting: FIRST, person: DANIEL, here };
    let story = open().when(RUTH, here(true)).then_kinds(&["OtherAttendanceNoted"]).when(RUTH, here(true)).then_nothing();
    let story = story.given(RUTH, here(false));
    assert!(meeting(&story).others_here.is_empty());
}

fn ballot(worth: u8) -> Ballot {
    Ballot { worth, open: 4, improve: text("") }
}

fn vote(ballots: Vec<Ballot>, voters: u32) -> CloseMeeting {
    CloseMeeting { meeting: FIRST, ballots, voters }
}

#[test]
fn closing_ends_the_topic_counts_the_pulse_and_holds_the_relays() {
    let story = open().later_minutes(15);
    let story = story.when(RUTH, close(0)).then_kinds(&["TopicConcluded", "MeetingClosed", "RelaysHeld"]);
    assert_eq!(meeting(&story).state, MeetingState::Closed);
    assert_eq!(meeting(&story).relays_held_until, Some(story.now().plus_seconds(30)));
    assert_eq!(meeting(&story).total_ms(story.now()), 15 * 60_000);
    story.when(RUTH, close(0)).then_refused("MeetingNotOpen");
}

#[test]
fn under_three_ballots_none_is_kept() {
    let two = open().given(RUTH, vote(vec![ballot(5), ballot(1)], 2));
    assert!(meeting(&two).ballots.is_empty());
    assert_eq!(meeting(&two).voters, 2);
    let three = open().given(RUTH, vote(vec![ballot(5), ballot(1), ballot(3)], 4));
    let worth: Vec<u8> = meeting(&three).ballots.iter().map(|b| b.worth).collect();
    assert_eq!(worth, [1, 3, 5], "sorted, so that nobody sees who voted when");
    open().when(RUTH, vote(vec![ballot(6)], 1)).then_refusal(&refusal::BallotOutOfBounds());
    open().when(RUTH, vote(vec![ballot(5)], 0)).then_refusal(&refusal::MoreBallotsThanVoters());
}

#[test]
fn minutes_are_corrected_by_dated_entries_after_the_close() {
    let correct = |what: &str| CorrectMinutes { meeting: FIRST, text: text(what) };
    let story = open().when(RUTH, correct("It was Tuesday")).then_refused("MeetingNotClosed");
    let story = story.given(RUTH, close(0)).when(RUTH, correct("")).then_field("text");
    let story = story.when(RUTH, correct("It was Tuesday")).then_kinds(&["CorrectionAdded"]);
    assert_eq!(minutes(story.workspace(), FIRST, story.now()).unwrap().corrections.len(), 1);
}

#[test]
fn a_meeting_of_another_number_is_unknown() {
    let other = crate::MeetingId(9);
    open().when(RUTH, OpenMeeting { occasion: Occasion::Meeting(other) }).then_refusal(&crate::Refusal::Unknown);
    open().when(RUTH, CloseMeeting { meeting: other, ballots: vec![], voters: 0 }).then_refusal(&crate::Refusal::Unknown);
}
