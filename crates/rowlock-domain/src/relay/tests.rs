//! Rules of relays, told as stories; what a relay tells.

use super::{
    Brief, Line, Mark, Section,
    command::{AcknowledgeRelay, AddRelaySentence, AnswerRelay, AskBack, HoldRelays, SendRelays, TakeBackRelays},
    event::{RelayAcknowledged, RelayAnswered, RelayAskedBack, RelaySent, RelaySentenceAdded, RelaysHeld, RelaysTakenBack},
    query::{asked_back, not_acknowledged, who_knows},
    refusal,
};
use crate::{
    Actor, DependencyId, Event, MeetingId, Member, Thing,
    decision::command::MakeDecision,
    dependency::event::{DependencyPromised, DependencyRequested, PromiseMoved},
    due::due,
    follow_up::command::AssignFollowUp,
    meeting::{
        About, Meeting, Occasion,
        agenda::plan,
        command::{CloseMeeting, OpenMeeting},
    },
    team::event::TeamArchived,
    testing::{
        CHECKOUT, INES, MOBILE, OTTO, PAYMENTS, PRODUCT, RUTH, SAMUEL, SCRUM_OF_SCRUMS, Story, TOMASZ, UtcCalendar, WAREHOUSE,
        assert_each_refusal_shown, date, goldens, instant, text, title,
    },
};

const FIRST: MeetingId = MeetingId(1);
const TO_MOBILE: Member = Member::Team(MOBILE);

fn tuesday() -> Occasion {
    Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0))
}

fn endpoint() -> DependencyRequested {
    DependencyRequested {
        dependency: DependencyId(1),
        title: title("The passkey endpoint"),
        consumer: MOBILE,
        provider: CHECKOUT,
        needed_by: Some(date("2026-11-25")),
        done_when: text(""),
        consumer_item: None,
        goal: None,
        origin: None,
    }
}

fn open() -> Story {
    Story::two_teams()
        .happened(SAMUEL, vec![endpoint().into(), DependencyPromised { dependency: DependencyId(1), on: date("2026-11-25") }.into()])
        .at("2026-11-24T09:30:00Z")
        .given(RUTH, OpenMeeting { occasion: tuesday() })
}

fn closed() -> Story {
    let decided = MakeDecision {
        group: PRODUCT,
        text: text("Attestation comes later"),
        because: text("it takes a week"),
        binds: vec![MOBILE],
        review_on: None,
        meeting: Some(FIRST),
        about: None,
        supersedes: None,
    };
    let task = AssignFollowUp {
        group: PRODUCT,
        text: text("Ask the lab for two evening slots"),
        owner: SAMUEL,
        team: None,
        due: Some(date("2026-11-25")),
        meeting: Some(FIRST),
        about: None,
    };
    open()
        .happened(INES, vec![PromiseMoved { dependency: DependencyId(1), on: date("2026-11-26"), why: text("Without attestation.") }.into()])
        .given(RUTH, decided)
        .given(RUTH, task)
        .later_minutes(14)
        .given(RUTH, CloseMeeting { meeting: FIRST, ballots: vec![], voters: 0 })
}

fn send() -> SendRelays {
    SendRelays { meeting: FIRST }
}

fn sent() -> Story {
    closed().later_minutes(1).given(Actor::Reactor, send())
}

fn meeting(story: &Story) -> &Meeting {
    story.workspace().meeting(FIRST).unwrap()
}

fn brief(story: &Story, member: Member) -> Brief {
    meeting(story).relays.get(&member).unwrap().brief.clone().unwrap()
}

#[test]
fn relays_go_out_once_after_30_seconds() {
    closed().when(Actor::Reactor, send()).then_refused("RelaysStillHeld");
    let story = closed().later_minutes(1);
    let story = story.when(INES, send()).then_forbidden();
    let story = story.when(Actor::Reactor, send()).then_kinds(&["RelaySent", "RelaySent", "RelaySent"]);
    let story = story.when(Actor::Reactor, send()).then_nothing();
    story.when(RUTH, TakeBackRelays { meeting: FIRST }).then_refused("RelaysAlreadySent");
}

#[test]
fn a_slip_of_the_hand_is_taken_back() {
    let take_back = TakeBackRelays { meeting: FIRST };
    let story = closed().when(RUTH, take_back.clone()).then_kinds(&["RelaysTakenBack"]).when(RUTH, take_back).then_nothing();
    let story = story.later_minutes(1).when(Actor::Reactor, send()).then_refused("RelaysWereTakenBack");
    let story = story.when(RUTH, HoldRelays { meeting: FIRST }).then_kinds(&["RelaysHeld"]);
    let story = story.when(RUTH, HoldRelays { meeting: FIRST }).then_nothing();
    story.later_minutes(1).when(RUTH, send()).then_kinds(&["RelaySent", "RelaySent", "RelaySent"]);
}

#[test]
fn there_are_no_relays_before_the_close_nor_of_other_kinds() {
    open().when(RUTH, HoldRelays { meeting: FIRST }).then_refused("NoRelaysYet");
    let small = crate::meeting::command::PlanMeeting {
        group: PRODUCT,
        kind: crate::series::MeetingKind::FollowUp,
        title: title("Small"),
        starts_at: instant("2026-11-25T10:00:00Z"),
        minutes: 20,
        place: text(""),
        about: None,
        people: vec![INES],
    };
    open().given(RUTH, small).when(RUTH, HoldRelays { meeting: MeetingId(2) }).then_refused("NoRelays");
}

#[test]
fn a_sentence_is_added_by_hand_until_they_go_out() {
    let say = |member, what: &str| AddRelaySentence { meeting: FIRST, member, sentence: text(what) };
    let story = open().when(RUTH, say(TO_MOBILE, "Thank you")).then_kinds(&["RelaySentenceAdded"]);
    let story = story.when(RUTH, say(TO_MOBILE, "Thank you")).then_nothing();
    story.when(RUTH, say(Member::Team(WAREHOUSE), "Hello")).then_refusal(&refusal::NoSeat("Warehouse"));
    let story = closed().given(RUTH, say(TO_MOBILE, "Thank you"));
    assert_eq!(meeting(&story).relays.get(&TO_MOBILE).unwrap().sentence, Some(text("Thank you")));
    sent().when(RUTH, say(TO_MOBILE, "Too late")).then_refused("RelaysAlreadySent");
}

#[test]
fn a_team_says_that_it_knows() {
    let know = AcknowledgeRelay { meeting: FIRST, member: TO_MOBILE };
    closed().when(SAMUEL, know.clone()).then_refused("RelayNotSent");
    let story = sent().when(OTTO, know.clone()).then_forbidden().when(SAMUEL, know.clone()).then_kinds(&["RelayAcknowledged"]);
    assert_eq!(who_knows(meeting(&story)), (1, 3));
    assert_eq!(not_acknowledged(story.workspace(), meeting(&story)), [Member::Team(CHECKOUT), Member::Team(PAYMENTS)]);
    story.when(SAMUEL, know).then_nothing();
}

#[test]
fn a_question_back_starts_the_next_agenda_until_it_is_answered() {
    let ask = |question: &str| AskBack { meeting: FIRST, member: TO_MOBILE, question: text(question) };
    let answer = |answer: &str| AnswerRelay { meeting: FIRST, member: TO_MOBILE, answer: text(answer) };
    sent().when(SAMUEL, ask("")).then_refusal(&refusal::QuestionEmpty());
    sent().when(INES, answer("Soon")).then_refused("NoQuestionOpen");
    let story = sent().given(SAMUEL, ask("With attestation?"));
    let thursday = Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-26").at(9, 30, 0, 0));
    let agenda = plan(story.workspace(), &UtcCalendar, story.now(), thursday).unwrap();
    assert_eq!(agenda.topics().next().unwrap().about, About::Relay(FIRST, TO_MOBILE));
    assert_eq!(agenda.topics().next().unwrap().title.as_str(), "Mobile asks back: With attestation?");
    let story = story.when(TOMASZ, answer("")).then_refusal(&refusal::AnswerEmpty());
    let story = story.when(TOMASZ, answer("Not yet")).then_kinds(&["RelayAnswered"]);
    assert_eq!(asked_back(meeting(&story)).count(), 0);
}

#[test]
fn a_relay_tells_what_changed_what_the_team_does_and_what_binds_it() {
    let told = brief(&sent(), TO_MOBILE);
    assert_eq!(told.headline.as_str(), "The passkey endpoint reaches you on Thursday, one day late");
    let lines: Vec<(Section, Mark, &str)> = told.lines.iter().map(|line| (line.section, line.mark, line.text.as_str())).collect();
    assert_eq!(
        lines,
        [
            (Section::Changes, Mark::Late, "The passkey endpoint: Thu 26 Nov"),
            (Section::Changes, Mark::Open, "Attestation comes later"),
            (Section::Does, Mark::Open, "Ask the lab for two evening slots"),
        ]
    );
    assert_eq!(told.lines[1].more.as_str(), "Because it takes a week");
}

#[test]
fn who_owes_it_reads_what_it_owes_and_others_that_nothing_changed() {
    let told = brief(&sent(), Member::Team(CHECKOUT));
    let duty = told.lines.iter().find(|line| line.section == Section::Does).unwrap();
    assert_eq!(duty.text.as_str(), "Deliver The passkey endpoint to Mobile by Thu 26 Nov");
    assert_eq!((duty.mark, duty.thing), (Mark::Late, Some(Thing::Dependency(DependencyId(1)))));
    assert_eq!(brief(&sent(), Member::Team(PAYMENTS)).headline.as_str(), "Nothing changed for Payments");
}

#[test]
fn each_refusal_of_relays_is_shown() {
    assert_each_refusal_shown("relay", refusal::NAMES);
}

#[test]
fn every_event_of_relays_is_stored_as_ever() {
    let (meeting, member) = (FIRST, TO_MOBILE);
    let line = Line {
        section: Section::Changes,
        mark: Mark::Late,
        thing: Some(Thing::Dependency(DependencyId(1))),
        text: text("The passkey endpoint: Thu 26 Nov"),
        more: text("Was Wed 25 Nov."),
    };
    let brief = Brief { headline: text("The passkey endpoint reaches you on Thursday, one day late"), lines: vec![line] };
    let examples: Vec<Event> = vec![
        RelaysHeld { meeting, until: instant("2026-11-24T09:50:00Z") }.into(),
        RelaysTakenBack { meeting }.into(),
        RelaySentenceAdded { meeting, member, sentence: text("Thank you") }.into(),
        RelaySent { meeting, member, brief }.into(),
        RelayAcknowledged { meeting, member }.into(),
        RelayAskedBack { meeting, member, question: text("With attestation?") }.into(),
        RelayAnswered { meeting, member, answer: text("Not yet") }.into(),
    ];
    goldens("relay", examples);
}

#[test]
fn relays_to_nobody_are_not_held_for_ever() {
    let story = closed().happened(RUTH, [CHECKOUT, PAYMENTS, MOBILE].map(|team| TeamArchived { team }.into()).to_vec());
    let story = story.later_minutes(1).when(Actor::Reactor, SendRelays { meeting: FIRST }).then_kinds(&["RelaysTakenBack"]);
    assert!(due(story.workspace(), &UtcCalendar, story.now()).is_empty());
}
