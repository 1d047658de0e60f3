//! The agenda: what fits, what waits, what moves up; changed by hand.

use super::{FIRST, meeting, open, propose, topic, tuesday};
use crate::{
    DependencyId, Event, ImpedimentId, MeetingId, Thing, TopicId,
    group::Rules,
    impediment::{Severity, event::ImpedimentRaised},
    meeting::{
        About, AgendaLine, Occasion,
        agenda::{Agenda, Candidate, Gain, Price, Worth, pack, plan, plan_by},
        command::{
            LeaveOutTopic, MoveOn, NumberOccurrence, OpenByWorth, OpenMeeting, OrderTopics, ProposeTopic, PutOffThing, StartTopic, TakeThingBackIn,
        },
        event::MeetingOpened,
        refusal,
    },
    testing::{CHECKOUT, INES, OTTO, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, UtcCalendar, text, title},
};

fn candidate(number: u32, seconds: u32) -> Candidate {
    let about = About::Thing(Thing::Impediment(ImpedimentId(number)));
    Candidate::ranked(AgendaLine { about, title: title("Something"), why: text("It waits."), planned_seconds: seconds })
}

fn numbers(lines: &[AgendaLine]) -> Vec<u32> {
    let number = |line: &AgendaLine| match line.about {
        About::Thing(Thing::Impediment(id)) => Some(id.0),
        _ => None,
    };
    lines.iter().filter_map(number).collect()
}

fn pack_all(candidates: Vec<Candidate>) -> Agenda {
    pack(candidates, 15 * 60, &Rules::default(), Some(8))
}

#[test]
fn opening_round_and_close_take_their_share_and_the_rest_is_filled_in_order() {
    let agenda = pack_all((1..=4).map(|n| candidate(n, 180)).collect());
    assert_eq!(agenda.planned[0].planned_seconds, 120);
    assert_eq!(agenda.planned[1].planned_seconds, 240, "30 s for each of eight seats");
    assert_eq!(numbers(&agenda.planned), [1, 2]);
    assert_eq!(agenda.planned.last().unwrap().about, About::Close);
    assert_eq!(numbers(&agenda.can_wait), [3, 4]);
    assert_eq!(agenda.can_wait[0].why.as_str(), "Does not fit into 15 minutes. It waits.");
    assert!(agenda.planned_seconds() <= 900);
}

#[test]
fn what_was_left_out_twice_moves_up() {
    let left_out = |n, times| Candidate { left_out: times, ..candidate(n, 240) };
    let agenda = pack_all(vec![candidate(1, 240), left_out(2, 1), left_out(3, 2)]);
    assert_eq!(numbers(&agenda.planned), [3]);
    assert!(agenda.planned[2].why.as_str().ends_with("Left out of the last 2 meetings."));
    let both = pack(vec![candidate(1, 180), left_out(2, 2), left_out(3, 5)], 900, &Rules::default(), Some(8));
    assert_eq!(numbers(&both.planned), [3, 1], "one at a time: the one that has waited longest");
    let first = Candidate { first: true, ..candidate(4, 240) };
    assert_eq!(numbers(&pack_all(vec![left_out(3, 2), first]).planned), [4], "what was proposed by hand goes before it");
}

#[test]
fn what_was_put_off_by_hand_waits_with_that_reason() {
    let agenda = pack_all(vec![Candidate { put_off: true, ..candidate(1, 60) }, candidate(2, 60)]);
    assert_eq!(numbers(&agenda.planned), [2]);
    assert_eq!(agenda.can_wait[0].why.as_str(), "Put off by hand. It waits.");
}

#[test]
fn the_page_before_the_meeting_shows_the_agenda_that_opening_fixes() {
    let story = Story::two_teams().given(RUTH, propose("Dock fees")).at("2026-11-24T09:30:00Z");
    let preview = plan(story.workspace(), &UtcCalendar, story.now(), tuesday()).unwrap();
    let story = story.given(RUTH, OpenMeeting { occasion: tuesday() });
    let fixed: Vec<_> = meeting(&story).agenda().map(|t| t.title.clone()).collect();
    assert_eq!(fixed, preview.planned.iter().map(|line| line.title.clone()).collect::<Vec<_>>());
    assert!(preview.topics().count() == 1);
}

#[test]
fn everybody_may_ask_for_a_topic_before_the_meeting() {
    let story = Story::two_teams().when(OTTO, propose("Dock fees")).then_kinds(&["MeetingPlanned", "TopicProposed"]);
    let story = story.when(INES, propose("Night shift")).then_kinds(&["TopicProposed"]);
    let story = story.at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: tuesday() });
    let meanwhile = ProposeTopic { occasion: Occasion::Meeting(FIRST), ..propose("A third") };
    let story = story.when(OTTO, meanwhile.clone()).then_forbidden();
    let story = story.when(INES, meanwhile).then_kinds(&["TopicProposed"]);
    let last_two: Vec<_> = meeting(&story).agenda().rev().take(2).map(|t| t.about).collect();
    assert_eq!(last_two, [About::Close, About::Free], "it comes before the close");
}

#[test]
fn a_topic_has_sensible_minutes_and_stands_once() {
    let story = Story::two_teams;
    story().when(RUTH, ProposeTopic { minutes: Some(0), ..propose("Dock fees") }).then_refusal(&refusal::TopicMinutesOutOfBounds());
    story().when(RUTH, ProposeTopic { about: Some(Thing::Dependency(DependencyId(4))), ..propose("It") }).then_refusal(&crate::Refusal::Unknown);
    let raised = story().happened(INES, vec![raised()]);
    let about = ProposeTopic { about: Some(Thing::Impediment(ImpedimentId(1))), ..propose("Sandbox") };
    raised.given(RUTH, about.clone()).when(RUTH, about).then_refused("AlreadyATopic");
    let full = (0..60).fold(story(), |story, n| story.given(RUTH, propose(&format!("Topic {n}"))));
    full.when(RUTH, propose("One more")).then_refused("TooManyTopics");
}

fn raised() -> Event {
    ImpedimentRaised {
        impediment: ImpedimentId(1),
        title: title("Sandbox rejects cards"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    }
    .into()
}

#[test]
fn topics_are_left_out_unless_they_are_on_or_belong_to_every_meeting() {
    let leave = |topic| LeaveOutTopic { meeting: FIRST, topic };
    let story = open().when(RUTH, leave(TopicId(1))).then_kinds(&["TopicLeftOut"]).when(RUTH, leave(TopicId(1))).then_nothing();
    let round = topic(&story, About::Round);
    let story = story.when(RUTH, leave(round)).then_refused("TopicStays");
    let story = story.when(RUTH, StartTopic { meeting: FIRST, topic: TopicId(1) }).then_refused("TopicLeftOut");
    story.given(RUTH, StartTopic { meeting: FIRST, topic: TopicId(2) }).when(RUTH, leave(TopicId(2))).then_refused("TopicStays");
}

#[test]
fn topics_to_come_are_ordered() {
    let story = open();
    let order = OrderTopics { meeting: FIRST, order: vec![TopicId(2)] };
    let story = story.when(RUTH, order.clone()).then_kinds(&["TopicsOrdered"]);
    let titles: Vec<_> = meeting(&story).agenda().map(|t| t.title.to_string()).collect();
    assert_eq!(titles[1..4].iter().map(String::as_str).collect::<Vec<_>>()[0], "Night shift");
    let story = story.when(RUTH, order).then_nothing();
    let past = OrderTopics { meeting: FIRST, order: vec![topic(&story, About::Opening)] };
    story.when(RUTH, past).then_refusal(&refusal::TopicNotToCome());
}

#[test]
fn a_changed_order_reaches_the_screens_with_the_next_topic() {
    let titles = |story: &Story| meeting(story).announced_agenda().map(|t| t.title.to_string()).collect::<Vec<_>>();
    let story = open();
    let opened = titles(&story);
    let story = story.given(RUTH, OrderTopics { meeting: FIRST, order: vec![TopicId(2)] });
    assert_eq!(titles(&story), opened, "nothing moves under everybody's eyes");
    let story = story.given(RUTH, propose("Crane hire"));
    assert_eq!(titles(&story)[4], "Crane hire", "what is new stands at the end, before the close");
    let story = story.given(RUTH, LeaveOutTopic { meeting: FIRST, topic: TopicId(1) });
    assert!(!titles(&story).contains(&"Dock fees".to_owned()));
    let first = topic(&story, About::Opening);
    let story = story.given(RUTH, MoveOn { meeting: FIRST, from: first, outcome: None });
    let ordered: Vec<_> = meeting(&story).agenda().map(|t| t.title.to_string()).collect();
    assert_eq!(titles(&story), ordered);
}

#[test]
fn a_thing_is_put_off_and_taken_back_in_before_the_meeting() {
    let thing = Thing::Impediment(ImpedimentId(1));
    let put_off = PutOffThing { occasion: tuesday(), thing };
    let back = TakeThingBackIn { meeting: FIRST, thing };
    let story = Story::two_teams().happened(INES, vec![raised()]);
    let story = story.when(INES, put_off.clone()).then_forbidden();
    let story = story.when(RUTH, put_off.clone()).then_kinds(&["MeetingPlanned", "ThingPutOff"]).when(RUTH, put_off.clone()).then_nothing();
    let agenda = plan(story.workspace(), &UtcCalendar, story.now(), tuesday()).unwrap();
    assert!(!agenda.planned.iter().any(|line| line.about == About::Thing(thing)));
    let story = story.when(RUTH, back.clone()).then_kinds(&["ThingTakenBackIn"]).when(RUTH, back).then_nothing();
    story.given(RUTH, OpenMeeting { occasion: tuesday() }).when(RUTH, put_off).then_refused("MeetingIsOpen");
}

#[test]
fn opened_as_stored_a_line_waits_where_it_was_left() {
    let waiting = AgendaLine { about: About::Free, title: title("Later"), why: text("No room."), planned_seconds: 180 };
    let opened = MeetingOpened { meeting: MeetingId(1), agenda: vec![], can_wait: vec![waiting.clone()] };
    let number = NumberOccurrence { occasion: Occasion::Occurrence(SCRUM_OF_SCRUMS, super::local("2026-11-24")) };
    let story = Story::two_teams().given(RUTH, number).happened(RUTH, vec![opened.into()]);
    assert_eq!(meeting(&story).can_wait.front(), Some(&waiting));
    assert!(meeting(&story).clock.is_none());
}

/// Three impediments of Checkout; each topic of them takes three minutes unless its price says otherwise.
fn three_raised() -> Story {
    let raised = |n: u32, name: &str| match raised() {
        Event::ImpedimentRaised(event) => ImpedimentRaised { impediment: ImpedimentId(n), title: title(name), ..*event }.into(),
        other => other,
    };
    Story::two_teams().happened(INES, vec![raised(1, "One"), raised(2, "Two"), raised(3, "Three")])
}

fn worth(prices: &[(u32, Price)]) -> Worth {
    Worth(prices.iter().map(|(n, price)| (About::Thing(Thing::Impediment(ImpedimentId(*n))), price.clone())).collect())
}

fn price(value: u64, seconds: u32) -> Price {
    let gain = Gain { what: format!("{value} days for Search: the rest 2.0"), how: "expected delay as long".to_owned() };
    Price { value: Some(value), seconds: Some(seconds), gain: Some(gain), ..Price::default() }
}

#[test]
fn by_worth_the_box_holds_the_most_valuable_choice_and_what_can_wait_says_what_it_would_win() {
    let story = three_raised().at("2026-11-24T09:30:00Z");
    let (calendar, now) = (UtcCalendar, story.now());
    let box_seconds = plan(story.workspace(), &calendar, now, tuesday()).unwrap().planned_seconds();
    let by = worth(&[(1, price(90, box_seconds - 60)), (2, price(60, 60)), (3, price(50, 60))]);
    let agenda = plan_by(story.workspace(), &calendar, now, tuesday(), &by).unwrap();
    assert_eq!(numbers(&agenda.planned), [2, 3], "two that win 110 rather than the one that wins 90");
    assert_eq!(numbers(&agenda.can_wait), [1]);
    assert!(
        agenda.can_wait[0].why.as_str().ends_with("Would win 90 days for Search: the rest 2.0: expected delay as long."),
        "{}",
        agenda.can_wait[0].why
    );
}

#[test]
fn a_reason_tells_what_talking_wins_what_has_no_numbers_and_why_it_stands_above() {
    let because = Some("it was left out twice".to_owned());
    assert_eq!(Price { because: because.clone(), ..Price::default() }.why(), "On the agenda because it was left out twice.");
    let gain = Gain { what: "2 days for Refunds".to_owned(), how: "expected delay 4 days".to_owned() };
    let hint = Some("It also delays Vouchers, too early to say by how much".to_owned());
    let why = "Would win 2 days for Refunds: expected delay 4 days. It also delays Vouchers, too early to say by how much. \
               On the agenda because it was left out twice.";
    assert_eq!(Price { gain: Some(gain), hint, because, ..Price::default() }.why(), why);
    assert_eq!(Price::default().why(), "");
}

#[test]
fn what_stands_above_the_value_is_planned_even_beyond_the_box() {
    let story = three_raised().at("2026-11-24T09:30:00Z");
    let ruled = Price { rule: Some(1), ..price(0, 7200) };
    let agenda = plan_by(story.workspace(), &UtcCalendar, story.now(), tuesday(), &worth(&[(3, ruled), (1, price(90, 60))])).unwrap();
    assert_eq!(numbers(&agenda.planned), [3]);
    assert_eq!(numbers(&agenda.can_wait), [1, 2]);
}

#[test]
fn put_off_by_hand_beats_any_worth_and_the_opening_keeps_the_agenda_by_worth() {
    let put_off = PutOffThing { occasion: tuesday(), thing: Thing::Impediment(ImpedimentId(1)) };
    let story = three_raised().given(RUTH, put_off).at("2026-11-24T09:30:00Z");
    let by = worth(&[(1, price(900, 60)), (3, price(50, 60))]);
    let preview = plan_by(story.workspace(), &UtcCalendar, story.now(), tuesday(), &by).unwrap();
    assert!(!numbers(&preview.planned).contains(&1));
    let story = story.when(RUTH, OpenByWorth { occasion: tuesday(), worth: by.clone() }).then_kinds(&["MeetingOpened"]);
    let fixed: Vec<_> = meeting(&story).agenda().map(|t| t.title.clone()).collect();
    assert_eq!(fixed, preview.planned.iter().map(|line| line.title.clone()).collect::<Vec<_>>());
    story.when(RUTH, OpenByWorth { occasion: tuesday(), worth: by }).then_nothing();
    Story::two_teams().when(INES, OpenByWorth { occasion: tuesday(), worth: Worth::default() }).then_forbidden();
}
