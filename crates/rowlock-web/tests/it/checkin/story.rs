//! One check-in from end to end, and the next one that picks up its lines.

use crate::support::House;
use rowlock_domain::dependency::DependencyState;
use rowlock_domain::dependency::command::PromiseDependency;
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::meeting::Occasion;
use rowlock_domain::meeting::command::{CloseMeeting, OpenMeeting};
use rowlock_domain::team::command::SetRhythm;
use rowlock_domain::team::rhythm::Rhythm;
use rowlock_domain::testing::{ADA, CHECKOUT, INES, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, date, instant, request, text, title};
use rowlock_domain::workspace::command::ListCauses;
use rowlock_domain::{DependencyId, ImpedimentId, MeetingId, Member};

const SEAT: &str = "groups/product/check-in/team-1";

fn story() -> Story {
    let rhythm = Rhythm { start: date("2026-11-16"), weeks: 2, number: 23 };
    let asked = request("Sign-in for guests", (PAYMENTS, CHECKOUT), Some("2026-12-01"));
    Story::two_teams().given(ADA, SetRhythm { team: CHECKOUT, from: date("2026-11-16"), rhythm: Some(rhythm) }).given(TOMASZ, asked)
}

const SAID: &[(&str, &str)] = &[
    ("sent", "yes"),
    ("done_more", "Refunds work on staging\nTwo bugs fixed"),
    ("next", "Receipts by mail\nTry the new card form"),
    ("obstacle-0", "Our test data is old"),
    ("solve-0", "self"),
    ("obstacle-1", "Sandbox rejects every card"),
    ("solve-1", "others"),
    ("help-1", "2"),
    ("stops-1", "yes"),
    ("dep-1", "promise"),
    ("on-DEP-1", "2026-11-30"),
    ("ask-0", "Refund API for guest orders"),
    ("of-0", "2"),
    ("by-0", "2026-11-27"),
    ("others", "We move the database"),
    ("others_as", "heads_up"),
    ("from", "2026-11-25"),
    ("until", "2026-11-26"),
    ("planned", "24"),
    ("stories_done", "9"),
    ("sprint_goal", "A guest pays end to end"),
    ("confidence", "4"),
    ("product_owner_line", "Receipts matter most"),
];

#[tokio::test]
async fn one_form_says_it_all_and_changes_everything_it_says() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.visit("groups/product/check-in").await.is(200);
    assert_eq!(page.text("h1"), "Check-in for Checkout");
    assert_eq!(page.count("form.steps"), 1);
    let before = house.desk().snapshot().version();
    ines.post(SEAT, SAID).await.is(303);
    let snapshot = house.desk().snapshot();
    let model = &snapshot.model;
    let words = &model.meeting(MeetingId(1)).unwrap().check_ins[&Member::Team(CHECKOUT)].words;
    assert_eq!(words.done.len(), 2);
    assert_eq!(words.next, [title("Receipts by mail"), title("Try the new card form")]);
    assert_eq!(words.own_obstacles, [title("Our test data is old")]);
    assert_eq!(words.impediments, [ImpedimentId(1)]);
    assert_eq!(words.dependencies, [DependencyId(1), DependencyId(2)]);
    let impediment = model.impediment(ImpedimentId(1)).unwrap();
    assert!(impediment.stops_work() && impediment.asked.contains(&PAYMENTS));
    assert_eq!(model.dependency(DependencyId(1)).unwrap().promised_for(), Some(date("2026-11-30")));
    assert_eq!(model.dependency(DependencyId(2)).unwrap().state, DependencyState::Requested);
    assert_eq!(model.heads_ups.len(), 1);
    let team = model.team(CHECKOUT).unwrap();
    assert_eq!(team.progress.values().next_back().map(|p| (p.planned, p.done)), Some((24, 9)));
    assert_eq!(model.sprint_goal_on(CHECKOUT, date("2026-11-23")).unwrap().title, title("A guest pays end to end"));
    assert_eq!(team.confidences.last().map(|c| c.value), Some(4));
    let last = model.recorded(snapshot.version()).unwrap();
    assert!(model.journal.iter().skip(usize::try_from(before).unwrap()).all(|r| r.stamp.last == last.stamp.last), "one batch");
}

#[tokio::test]
async fn a_double_click_checks_in_once() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    let key = ines.get(SEAT).await.is(200).attr("form.steps input[name=key]", "value");
    let form: Vec<_> = SAID.iter().copied().chain([("key", key.as_str())]).collect();
    ines.post(SEAT, &form).await.is(303);
    let once = house.desk().snapshot().version();
    ines.post(SEAT, &form).await.is(303);
    assert_eq!(house.desk().snapshot().version(), once);
}

#[tokio::test]
async fn it_can_be_changed_until_the_meeting_closes() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(SEAT, SAID).await.is(303);
    let page = ines.get(SEAT).await.is(200);
    assert_eq!(page.text(".submitbar .btn").split(" Ctrl").next(), Some("Change the check-in"));
    assert_eq!(page.text("#f-next"), "Receipts by mail Try the new card form");
    assert_eq!(page.attr("input[name='imp-1'][checked]", "value"), "yes");
    assert_eq!(page.attr("#f-obstacle-0", "value"), "Our test data is old");
    assert_eq!(page.attr("#f-obstacle-1", "value"), "", "what was raised is known now");
    let amended = [("sent", "yes"), ("next", "Receipts by mail"), ("imp-1", "solved"), ("confidence", "4")];
    ines.post(SEAT, &amended).await.is(303);
    let snapshot = house.desk().snapshot();
    let check_in = &snapshot.model.meeting(MeetingId(1)).unwrap().check_ins[&Member::Team(CHECKOUT)];
    assert_eq!(check_in.words.next, [title("Receipts by mail")]);
    assert!(check_in.amended_at.is_some());
    assert!(!snapshot.model.impediment(ImpedimentId(1)).unwrap().is_open());
}

async fn hold(house: &House) {
    house.act(RUTH, OpenMeeting { occasion: Occasion::Meeting(MeetingId(1)) }).await;
    house.act(RUTH, CloseMeeting { meeting: MeetingId(1), ballots: vec![], voters: 0 }).await;
}

#[tokio::test]
async fn what_comes_next_comes_back_as_ticks_with_the_notes_since() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(SEAT, SAID).await.is(303);
    house.clock.set(instant("2026-11-24T09:30:00Z"));
    hold(&house).await;
    house.clock.set(instant("2026-11-25T10:00:00Z"));
    ines.post("teams/CHE/notes", &[("text", "Card form found good")]).await.is(303);
    let page = ines.get(SEAT).await.is(200);
    let ticks: Vec<String> = page.texts(".ticks .tick");
    assert_eq!(ticks, ["Receipts by mail you planned this", "Try the new card form you planned this", "Card form found good noted meanwhile"]);
    assert_eq!(page.count(".ticks .tick input[checked]"), 1, "notes are ticked, plans are not");
    assert_eq!(page.attr("input[name=confidence][checked]", "value"), "4");
    let form = [
        ("sent", "yes"),
        ("planned-0", "Receipts by mail"),
        ("did-0", "yes"),
        ("planned-1", "Try the new card form"),
        ("carry-1", "drop"),
        ("note-0", "Card form found good"),
        ("noted-0", "yes"),
        ("imp-1", "yes"),
        ("confidence", "2"),
    ];
    let refused = ines.post(SEAT, &form).await.is(422);
    assert!(refused.text("#f-confidence_reason-error").contains("fell from 4 to 2"));
    let with_reason: Vec<_> = form.iter().copied().chain([("confidence_reason", "The sandbox")]).collect();
    ines.post(SEAT, &with_reason).await.is(303);
    let snapshot = house.desk().snapshot();
    let words = &snapshot.model.meetings.last().unwrap().check_ins[&Member::Team(CHECKOUT)].words;
    assert_eq!(
        words.done.iter().map(|d| (d.text.as_str(), d.planned)).collect::<Vec<_>>(),
        [("Receipts by mail", true), ("Card form found good", false)]
    );
    assert_eq!(words.dropped, [title("Try the new card form")]);
}

#[tokio::test]
async fn a_check_in_for_a_closed_meeting_is_refused_with_its_words_kept() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(SEAT, SAID).await.is(303);
    let occasion = ines.get(SEAT).await.is(200).attr("form.steps input[name=occasion]", "value");
    house.clock.set(instant("2026-11-24T09:30:00Z"));
    hold(&house).await;
    let late = [("sent", "yes"), ("occasion", occasion.as_str()), ("next", "A line that took an hour")];
    let page = ines.post(SEAT, &late).await.is(409);
    assert!(page.text(".note[role=alert]").contains("closed"));
    assert_eq!(page.text("#f-next"), "A line that took an hour");
    assert_ne!(page.attr("form.steps input[name=occasion]", "value"), occasion, "it can be sent for the next meeting");
}

#[tokio::test]
async fn solving_an_impediment_in_the_check_in_says_what_solved_it_and_why_it_was_there() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(SEAT, SAID).await.is(303);
    house.act(ADA, ListCauses { causes: vec![title("Tooling"), title("Capacity")] }).await;
    let page = ines.get(SEAT).await.is(200);
    assert_eq!(page.texts("#f-cause-1 option"), ["Not said", "Tooling", "Capacity"]);
    assert!(page.has("input[name='imp-1'][value=solved][data-opens]"));
    let wrong = [("sent", "yes"), ("imp-1", "solved"), ("solved-by-1", "A new key"), ("cause-1", "Weather"), ("confidence", "4")];
    let page = ines.post(SEAT, &wrong).await.is(422);
    assert_eq!((page.count("#f-cause-1-error"), page.attr("#f-solved-by-1", "value")), (1, "A new key".to_owned()));
    let solved = [("sent", "yes"), ("imp-1", "solved"), ("solved-by-1", "A new key"), ("cause-1", "Tooling"), ("confidence", "4")];
    ines.post(SEAT, &solved).await.is(303);
    let model = house.desk().snapshot().model.clone();
    let impediment = model.impediment(ImpedimentId(1)).unwrap();
    assert_eq!((impediment.what_solved.as_str(), impediment.cause.as_ref().map(|cause| cause.as_str())), ("A new key", Some("Tooling")));
}

#[tokio::test]
async fn what_others_changed_since_the_last_meeting_stands_beside_the_check_in() {
    let house = House::of(story()).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(SEAT, SAID).await.is(303);
    house.clock.set(instant("2026-11-24T09:30:00Z"));
    hold(&house).await;
    house.clock.set(instant("2026-11-24T12:00:00Z"));
    assert!(!ines.get(SEAT).await.is(200).text("aside.aside").contains("Changed for you"));
    house.act(TOMASZ, PromiseDependency { dependency: DependencyId(2), on: date("2026-12-02"), why: text("") }).await;
    let page = ines.get(SEAT).await.is(200);
    let changed = page.text("[data-row='changed-dependency:2']");
    assert!(changed.contains("Changed for you") && changed.contains("DEP-2") && changed.contains("Tomasz Wolski"), "{changed}");
    assert!(
        !house.sign_in(TOMASZ).await.get("groups/product/check-in/team-2").await.text("aside.aside").contains("Changed for you"),
        "no news to him"
    );
}

#[tokio::test]
async fn more_than_are_asked_about_are_a_link_away() {
    let raise = |number: u32| RaiseImpediment {
        title: title(&format!("Obstacle {number}")),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let house = House::of((0..10).fold(story(), |story, number| story.given(INES, raise(number)))).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.get(SEAT).await.is(200);
    let all = page.attr("section[aria-labelledby=s3] p.meta a", "href");
    assert!(ines.get(&all).await.is(200).text("main").contains("Obstacle 0"), "{all}");
}
