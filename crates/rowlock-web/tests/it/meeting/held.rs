//! While the meeting is held.

use super::open_house;
use crate::support::{Browser, House, Page};
use rowlock_domain::checkin::Words;
use rowlock_domain::checkin::command::CheckInSeat;
use rowlock_domain::dependency::command::RequestDependency;
use rowlock_domain::group::command::GiveSeat;
use rowlock_domain::meeting::Outcome;
use rowlock_domain::meeting::command::OpenMeeting;
use rowlock_domain::team::Progress;
use rowlock_domain::team::command::ReportProgress;
use rowlock_domain::testing::{CHECKOUT, INES, MOBILE, OTTO, PAYMENTS, PRODUCT, RUTH, SAMUEL, TOMASZ, date, text, title};
use rowlock_domain::{DependencyId, ImpedimentId, MeetingId, Member, TopicId};
use std::sync::Arc;

fn meeting(house: &House) -> Arc<rowlock_domain::meeting::Meeting> {
    house.desk().snapshot().model.meeting(MeetingId(1)).unwrap().clone()
}

/// Goes to the topic whose title holds these words.
async fn go_to(house: &House, browser: &mut Browser, words: &str) -> Page {
    let topic = meeting(house).topics.iter().find(|topic| topic.title.as_str().contains(words)).map(|topic| topic.id.0);
    let topic = topic.unwrap_or_else(|| panic!("no topic {words:?}"));
    browser.submit(&format!("meetings/1/topics/{topic}/start"), &[]).await.is(200)
}

#[tokio::test]
async fn two_who_press_next_at_once_move_by_one() {
    let house = open_house().await;
    let (mut ruth, mut other) = (house.sign_in(RUTH).await, house.sign_in(RUTH).await);
    let from = [("from", "1")];
    let (one, two) = tokio::join!(ruth.post("meetings/1/next", &from), other.post("meetings/1/next", &from));
    one.leads_to("/harbour/meetings/1");
    two.leads_to("/harbour/meetings/1");
    assert_eq!(meeting(&house).clock.as_ref().unwrap().topic, TopicId(2));
    ruth.post("meetings/1/previous", &[("from", "2")]).await.is(303);
    assert_eq!(meeting(&house).clock.as_ref().unwrap().topic, TopicId(1));
}

#[tokio::test]
async fn the_foot_names_the_topic_it_leaves_and_only_the_master_has_it() {
    let house = open_house().await;
    let page = house.sign_in(RUTH).await.get("meetings/1").await.is(200);
    assert_eq!(page.attr("form[action$='/next'] input[name=from]", "value"), "1");
    assert_eq!(page.attr("form[action$='/next'] button", "data-hotkey"), "N");
    let page = house.sign_in(INES).await.get("meetings/1").await.is(200);
    assert!(!page.has("form[action$='/next']"));
    assert!(page.has("section.capture form"), "an ambassador captures");
    let page = house.sign_in(OTTO).await.get("meetings/1").await.is(200);
    assert!(!page.has("main form[method=post]"), "{:?}", page.attrs("main form", "action"));
}

#[tokio::test]
async fn forms_that_make_no_sense_change_nothing() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    ruth.post("meetings/1/next", &[]).await.is(422);
    ruth.post("meetings/1/next", &[("from", "x")]).await.is(422);
    ruth.post("meetings/1/next", &[("from", "1"), ("outcome", "happy")]).await.is(422);
    ruth.post("meetings/1/next", &[("from", "77")]).await.is(422);
    let refused = ruth.post("meetings/1/others", &[("person", "")]).await.is(422);
    assert!(refused.has("details[open] #f-other-error") && refused.has("ol.agenda"), "the form is back on its screen");
    let refused = ruth.post("meetings/1/attendance", &[("member", "team-1"), ("person", ""), ("here", "1")]).await.is(422);
    assert!(refused.has("details[open] #f-stand-in-person-error"));
    assert_eq!(refused.attr("#f-stand-in-seat option[selected]", "value"), "team-1");
    ruth.post("meetings/1/topics/77/start", &[]).await.is(404);
    ruth.post("meetings/1/topics/1/time", &[("seconds", "-5")]).await.is(422);
    ruth.post("meetings/1/topics/1/outcome", &[("outcome", "")]).await.is(422);
    ruth.post("meetings/1/speaker", &[("member", "team-99")]).await.is(422);
    ruth.post("meetings/1/attendance", &[("member", "")]).await.is(422);
    ruth.post("meetings/1/others", &[("person", "nobody")]).await.is(422);
    ruth.post("meetings/1/things/impediment:1/dance", &[]).await.is(404);
    ruth.post("meetings/1/things/impediment:77/mine", &[]).await.is(404);
    ruth.post("meetings/1/things/poem:1/mine", &[]).await.is(404);
    assert_eq!(meeting(&house).clock.as_ref().unwrap().topic, TopicId(1));
}

#[tokio::test]
async fn the_round_shows_each_seat_and_who_needs_help() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.submit("meetings/1/next", &[("from", "1")]).await.is(200);
    assert_eq!(page.texts("ol.round .seat b"), ["Checkout", "Payments", "Mobile"]);
    assert!(page.text("ol.round li").contains("No check-in"));
    assert!(page.texts("ul.helps b").contains(&"Checkout needs Payments".to_owned()), "{:?}", page.texts("ul.helps b"));
    let page = ruth.submit("meetings/1/speaker", &[("member", "team-1")]).await.is(200);
    assert_eq!(page.text(".speak b"), "Ines Moreau");
    assert_eq!(page.text("ol.round li[aria-current=step] .seat b"), "Checkout");
    assert!(page.has(".speak [data-clock]"), "the seat's minute runs");
}

#[tokio::test]
async fn a_seat_that_checked_in_shows_what_changed_and_how_far_it_is() {
    let words = Words { next: vec![title("Payment step")], confidence: Some(2), confidence_reason: text("No sandbox"), ..Words::default() };
    let story = super::story()
        .given(
            INES,
            ReportProgress {
                team: CHECKOUT,
                on: date("2026-11-24"),
                progress: Progress { sprint: date("2026-11-23"), planned: 12, done: 5, added: 1 },
            },
        )
        .given(INES, CheckInSeat { occasion: super::tuesday(), member: Member::Team(CHECKOUT), words })
        .given(RUTH, OpenMeeting { occasion: super::tuesday() });
    let house = House::of(story).await;
    let page = house.sign_in(RUTH).await.submit("meetings/1/next", &[("from", "1")]).await.is(200);
    let seat = page.text("ol.round li");
    assert!(seat.contains("Payment step") && seat.contains("2 of 5: No sandbox") && seat.contains("5 of 13 done"), "{seat}");
}

#[tokio::test]
async fn a_promise_changed_in_the_meeting_changes_the_dependency() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "Refund API").await;
    assert!(page.text(".eyebrow").contains("late"), "{}", page.text(".eyebrow"));
    assert_eq!(page.count("dl.facts > div"), 4);
    let mut tomasz = house.sign_in(TOMASZ).await;
    let fields = [("on", "2026-11-26"), ("why", "Without partial refunds")];
    let page = tomasz.submit("meetings/1/things/dependency:1/promise", &fields).await.is(200);
    assert!(page.text("dl.facts").contains("Thu 26 Nov"));
    assert_eq!(house.desk().snapshot().model.dependency(DependencyId(1)).unwrap().promised_for(), Some(date("2026-11-26")));
    let wrong = tomasz.post("meetings/1/things/dependency:1/promise", &[("on", "soon"), ("why", "x")]).await.is(422);
    assert!(wrong.has("details[open] .err"), "the form is open again with its words");
    house.sign_in(SAMUEL).await.post("meetings/1/things/dependency:1/promise", &fields).await.is(403);
}

#[tokio::test]
async fn a_stale_promise_is_refused_and_says_so() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "Refund API").await;
    let version = page.attr("form[action$=promise] input[name=version]", "value");
    ruth.submit("meetings/1/things/dependency:1/promise", &[("on", "2026-11-26"), ("why", "Sooner")]).await.is(200);
    let late = ruth.post("meetings/1/things/dependency:1/promise", &[("on", "2026-12-04"), ("why", "Later"), ("version", &version)]).await.is(409);
    assert!(late.text("[role=alert]").contains("changed while you were writing"));
}

#[tokio::test]
async fn an_impediment_gets_its_owner_and_the_topic_its_outcome() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "sandbox").await;
    let from = page.attr("form[action$='/next'] input[name=from]", "value");
    let owner = TOMASZ.to_string();
    ruth.submit("meetings/1/things/impediment:1/owner", &[("owner", &owner)]).await.is(200);
    assert_eq!(house.desk().snapshot().model.impediment(ImpedimentId(1)).unwrap().owner, Some(TOMASZ));
    ruth.post("meetings/1/next", &[("from", &from)]).await.is(303);
    let topic = TopicId(from.parse().unwrap());
    assert_eq!(meeting(&house).topic(topic).unwrap().outcome, Some(Outcome::OwnerNamed));
}

#[tokio::test]
async fn decisions_and_follow_ups_are_captured_with_whom_they_bind_and_who_does_them() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    let decision =
        [("kind", "decision"), ("topic", "1"), ("text", "Refunds in two steps"), ("because", "Checkout can begin"), ("binds", "1"), ("binds", "2")];
    let page = ines.submit("meetings/1/captures", &decision).await.is(200);
    assert!(page.text(".caught").contains("Refunds in two steps"));
    let owner = SAMUEL.to_string();
    let follow_up = [("kind", "follow-up"), ("topic", "1"), ("text", "Ask the lab"), ("owner", owner.as_str()), ("due", "2026-11-25")];
    let page = ines.submit("meetings/1/captures", &follow_up).await.is(200);
    assert!(page.text(".caught").contains("Samuel Okoye, tomorrow"), "{}", page.text(".caught"));
    let model = house.desk().snapshot().model.clone();
    assert_eq!(model.decisions[0].binds.len(), 2);
    assert_eq!(model.follow_ups[0].team, Some(rowlock_domain::testing::MOBILE));
}

#[tokio::test]
async fn a_capture_that_does_not_fit_comes_back_with_its_words() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.post("meetings/1/captures", &[("kind", "follow-up"), ("topic", "1"), ("text", "Ask the lab"), ("owner", "")]).await.is(422);
    assert!(page.text("#f-owner-error").contains("owner"));
    assert_eq!(page.attr("section.capture #f-text", "value"), "Ask the lab");
    ines.post("meetings/1/captures", &[("kind", "poem"), ("topic", "1"), ("text", "x")]).await.is(422);
    ines.post("meetings/1/captures", &[("kind", "decision"), ("topic", "1"), ("text", "")]).await.is(422);
    ines.post("meetings/1/captures", &[("kind", "decision"), ("topic", "1"), ("text", "x"), ("binds", "999")]).await;
    assert!(house.desk().snapshot().model.decisions.is_empty());
}

#[tokio::test]
async fn the_same_form_sent_twice_is_done_once() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    let fields = [("key", "0123456789abcdef0123456789abcdef"), ("kind", "decision"), ("topic", "1"), ("text", "Once")];
    ines.post("meetings/1/captures", &fields).await.is(303);
    ines.post("meetings/1/captures", &fields).await.is(303);
    assert_eq!(house.desk().snapshot().model.decisions.len(), 1);
}

#[tokio::test]
async fn parking_makes_a_follow_up_meeting_and_goes_on() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "sandbox").await;
    let topic = page.attr("section.capture input[name=topic]", "value");
    let fields = [("kind", "park"), ("topic", topic.as_str()), ("text", "Sandbox keys"), ("on", "2026-11-25"), ("at", "11:00"), ("minutes", "20")];
    let page = ruth.submit("meetings/1/captures", &fields).await.is(200);
    assert!(!page.text(".now h2").contains("sandbox"), "it goes on");
    let model = house.desk().snapshot().model.clone();
    let parked = model.meeting(MeetingId(2)).unwrap();
    assert!(parked.people.contains(&INES) && parked.people.contains(&TOMASZ));
    let past = [("kind", "park"), ("topic", "1"), ("text", "x"), ("on", "2026-11-23"), ("at", "11:00"), ("minutes", "20")];
    ruth.post("meetings/1/captures", &past).await.is(422);
}

#[tokio::test]
async fn the_clock_gets_a_minute_stands_and_goes_on() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let planned = meeting(&house).topic(TopicId(1)).unwrap().planned_seconds;
    ruth.post("meetings/1/topics/1/time", &[("seconds", "60")]).await.is(303);
    assert_eq!(meeting(&house).topic(TopicId(1)).unwrap().planned_seconds, planned + 60);
    let page = ruth.submit("meetings/1/pause", &[]).await.is(200);
    assert!(page.text(".remainhead").contains("stands"));
    ruth.submit("meetings/1/pause/end", &[]).await.is(200);
    assert!(!meeting(&house).is_paused());
}

#[tokio::test]
async fn attendance_is_one_tap_on_the_phone() {
    let house = open_house().await;
    let mut samuel = house.sign_in(SAMUEL).await;
    let page = samuel.get("meetings/1/phone").await.is(200);
    assert_eq!(page.text("form[action$=attendance] button"), "I am here for Mobile");
    let page = samuel.submit("meetings/1/attendance", &[("screen", "phone"), ("member", "team-3"), ("here", "1")]).await.is(200);
    assert!(page.text("main").contains("You are here for Mobile"));
    let page = house.sign_in(RUTH).await.get("meetings/1").await.is(200);
    assert_eq!(page.text("[data-live=here]"), "2 of 4", "Ruth leads, Samuel sits");
}

#[tokio::test]
async fn a_stand_in_sits_down_for_another() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let otto = OTTO.to_string();
    let page = ruth.submit("meetings/1/attendance", &[("member", "team-3"), ("person", &otto), ("here", "1")]).await.is(200);
    assert!(page.texts("aside .att li").iter().any(|line| line.contains("Otto Brenner") && line.contains("Mobile")));
    let page = house.sign_in(OTTO).await.get("meetings/1/phone").await.is(200);
    assert!(page.text("main").contains("You are here for Mobile"));
    assert!(page.has("section.capture form"), "a stand-in captures like the ambassador");
}

#[tokio::test]
async fn a_topic_is_added_and_moved_up() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    ines.submit("meetings/1/topics", &[("title", "Fire drill")]).await.is(200);
    let topic = meeting(&house).topics.iter().find(|topic| topic.title.as_str() == "Fire drill").unwrap().id;
    let place = |house: &House| meeting(house).order.iter().position(|id| *id == topic).unwrap();
    let before = place(&house);
    let mut ruth = house.sign_in(RUTH).await;
    ruth.post(&format!("meetings/1/topics/{}/place", topic.0), &[("move", "up")]).await.is(303);
    assert_eq!(place(&house), before - 1);
    ruth.post(&format!("meetings/1/topics/{}/removal", topic.0), &[]).await.is(303);
    assert!(!meeting(&house).order.contains(&topic));
    ines.post("meetings/1/topics/1/place", &[("move", "up")]).await.is(403);
}

#[tokio::test]
async fn a_follow_up_meeting_has_the_people_it_needs_and_no_round() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "sandbox").await;
    let topic = page.attr("section.capture input[name=topic]", "value");
    let fields = [("kind", "park"), ("topic", topic.as_str()), ("text", "Sandbox keys"), ("on", "2026-11-25"), ("at", "11:00"), ("minutes", "20")];
    ruth.post("meetings/1/captures", &fields).await.is(303);
    let page = ruth.get("meetings/2").await.is(200);
    assert!(page.text("section[aria-labelledby=h-expected]").contains("Ines Moreau"));
    let page = house.sign_in(INES).await.submit("meetings/2/opening", &[("early", "yes")]).await.is(200);
    assert!(!page.has("ol.round") && page.text(".now h2").contains("Sandbox keys"), "those in it open it");
    assert!(page.texts("aside .att li").iter().any(|line| line.contains("Tomasz Wolski")));
    let page = house.sign_in(INES).await.get("meetings/2/close").await.is(200);
    assert!(page.text("section[aria-labelledby=h-relay]").contains("make no relays"));
    house.sign_in(INES).await.submit("meetings/2/close", &[]).await.is(200);
}

#[tokio::test]
async fn a_steering_form_that_a_rule_refuses_comes_back_on_its_screen() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let left_out = meeting(&house).topics.iter().find(|topic| topic.title.as_str().contains("Refund")).unwrap().id.0;
    ruth.post(&format!("meetings/1/topics/{left_out}/removal"), &[]).await.is(303);
    let page = ruth.post(&format!("meetings/1/topics/{left_out}/start"), &[]).await.is(409);
    assert!(page.has("ol.agenda") && page.text(".now [role=alert]").contains("left out"), "{}", page.text("main"));
}

#[tokio::test]
async fn words_for_a_thing_that_is_no_longer_on_are_handed_back() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "Refund API").await;
    let version = page.attr("form[action$=promise] input[name=version]", "value");
    ruth.submit("meetings/1/things/dependency:1/promise", &[("on", "2026-11-26"), ("why", "Sooner")]).await.is(200);
    go_to(&house, &mut ruth, "sandbox").await;
    let fields = [("on", "2026-12-04"), ("why", "Two people are ill"), ("version", version.as_str())];
    let late = ruth.post("meetings/1/things/dependency:1/promise", &fields).await.is(409);
    assert!(late.text(".now").contains("changed while you were writing") && late.text(".kept").contains("Two people are ill"));
}

#[tokio::test]
async fn a_refused_answer_among_many_requests_of_a_pair_keeps_its_words_at_its_request() {
    let ask =
        |number: usize| RequestDependency { title: title(&format!("Label {number}")), consumer: MOBILE, provider: PAYMENTS, ..super::request() };
    let story = (1..=7).fold(super::story().at("2026-11-18T09:00:00Z"), |story, number| story.given(SAMUEL, ask(number)));
    let story = story.at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: super::tuesday() });
    let house = House::of(story).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "Mobile").await;
    assert_eq!(page.count("ul.things > li[data-row^='dependency']"), 7);
    let fields = [("on", "soon"), ("why", "After the freeze")];
    let page = ruth.post("meetings/1/things/dependency:4/promise", &fields).await.is(422);
    assert_eq!(page.count("details.act[open]"), 1, "one form is open again");
    assert_eq!(page.attr("[data-row='dependency:4'] details[open] input[name=why]", "value"), "After the freeze");
}

#[tokio::test]
async fn a_changed_order_waits_for_the_next_topic_on_every_screen() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let before = ruth.get("meetings/1").await.texts("ol.agenda b");
    let last = meeting(&house).order[meeting(&house).order.len() - 2].0;
    ruth.post(&format!("meetings/1/topics/{last}/place"), &[("move", "up")]).await.is(303);
    let page = house.sign_in(INES).await.get("meetings/1").await;
    assert_eq!(page.texts("ol.agenda b"), before);
    assert!(ruth.get("meetings/1").await.text("nav").contains("with the next topic"));
    let page = ruth.submit("meetings/1/next", &[("from", "1")]).await.is(200);
    assert_ne!(page.texts("ol.agenda b"), before);
}

#[tokio::test]
async fn a_master_with_a_seat_stands_once_among_those_here() {
    let seat = GiveSeat { group: PRODUCT, member: Member::Team(CHECKOUT), person: RUTH, from: date("2026-11-01"), decides: true };
    let story = super::story().given(RUTH, seat).at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: super::tuesday() });
    let house = House::of(story).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("meetings/1").await.is(200);
    assert_eq!(page.text("[data-live=here]"), "1 of 3");
    assert_eq!(page.texts("aside .att li").iter().filter(|line| line.contains("Ruth")).count(), 1);
    let gone = [("member", "team-1"), ("person", &RUTH.to_string()), ("here", "0")];
    let page = ruth.submit("meetings/1/attendance", &gone).await.is(200);
    assert_eq!(page.text("[data-live=here]"), "0 of 3", "she may leave, and still stands once");
    assert_eq!(page.texts("aside .att li").iter().filter(|line| line.contains("Ruth")).count(), 1);
}

#[tokio::test]
async fn open_close_pages_ask_for_the_tally_alone() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    ines.post("meetings/1/attendance", &[("member", "team-1"), ("here", "1")]).await.is(303);
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("meetings/1/close").await.is(200);
    let address = page.attr("[data-counts]", "data-counts");
    assert!(ruth.get(&address).await.is(200).body.ends_with("</b> of 2 voted"));
    ines.post("meetings/1/ballots", &[("screen", "phone"), ("worth", "4"), ("open", "5")]).await.is(303);
    assert!(ruth.get(&address).await.is(200).body.contains(">1</b> of 2 voted"));
    ruth.post("meetings/1/close", &[]).await.is(303);
    ruth.get(&address).await.is(204);
}

#[tokio::test]
async fn the_bar_of_phones_leads_who_takes_part_to_the_phone_view_and_the_master_to_the_projection() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    let bar = ines.get("groups/product").await.is(200).attr(".tabbar a[href*=meeting]", "href");
    ines.get(&bar).await.leads_to("/harbour/meetings/1/phone");
    house.sign_in(RUTH).await.get(&bar).await.leads_to("/harbour/meetings/1");
    ines.get("groups/product/meeting").await.leads_to("/harbour/meetings/1");
    assert!(ines.get("meetings/1").await.is(200).has(".tophone a[href='/harbour/meetings/1/phone']"), "and the projection shows the way");
}

#[tokio::test]
async fn topics_are_called_what_is_wrong_with_their_things_now() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = go_to(&house, &mut ruth, "Refund API").await;
    assert!(page.text("#topic").contains("late for Checkout"), "{}", page.text("#topic"));
    let on = house.desk().snapshot().model.dependency(DependencyId(1)).unwrap().needed_by().unwrap();
    house.act(TOMASZ, rowlock_domain::dependency::command::PromiseDependency { dependency: DependencyId(1), on, why: text("The key came") }).await;
    let page = ruth.get("meetings/1").await.is(200);
    assert_eq!(page.text("#topic"), "Refund API for Checkout is on track");
    assert!(page.texts("ol.agenda b").contains(&"Refund API for Checkout is on track".to_owned()));
}
