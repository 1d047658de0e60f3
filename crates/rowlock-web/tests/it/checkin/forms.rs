//! The form: who gets it, what it refuses, what works without script.

use crate::support::House;
use rowlock_domain::decision::command::MakeDecision;
use rowlock_domain::dependency::command::PromiseDependency;
use rowlock_domain::group::command::{CreateGroup, MoveGroup};
use rowlock_domain::series::command::SetSeries;
use rowlock_domain::series::{MeetingKind, SeriesOf};
use rowlock_domain::team::TeamRole;
use rowlock_domain::team::command::GiveTeamRole;
use rowlock_domain::testing::{ADA, CHECKOUT, INES, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, date, request, text, title, twice_a_week};
use rowlock_domain::{Actor, GroupId, Member};
use rowlock_domain::{DependencyId, MeetingId};

const SEAT: &str = "groups/product/check-in/team-1";

fn promised() -> Story {
    let asked = request("Sign-in for guests", (PAYMENTS, CHECKOUT), Some("2026-12-01"));
    Story::two_teams().given(TOMASZ, asked).given(INES, PromiseDependency { dependency: DependencyId(1), on: date("2026-12-01"), why: text("") })
}

#[tokio::test]
async fn whoever_has_no_seat_chooses_one_and_reads() {
    let house = House::of(Story::two_teams()).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.get("groups/product/check-in").await.is(200);
    assert_eq!(page.count("ul.seats li"), 3);
    let page = otto.get(SEAT).await.is(200);
    assert!(!page.has("form.steps"));
    assert!(page.body.contains("Ines Moreau"));
    otto.post(SEAT, &[("next", "x")]).await.is(403);
}

#[tokio::test]
async fn a_member_of_the_team_stands_in_with_one_tap() {
    let house = House::of(Story::two_teams()).await;
    house.act(ADA, GiveTeamRole { team: CHECKOUT, person: OTTO, role: TeamRole::Developer }).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.get(SEAT).await.is(200);
    assert_eq!(page.text("form[action$='/stand-in'] .btn"), "I am here for Checkout today");
    let page = otto.submit(&page.attr("form[action$='/stand-in']", "action"), &[]).await.is(200);
    assert!(page.has("form.steps"), "now the check-in is theirs");
    otto.post(SEAT, &[("sent", "yes"), ("next", "Receipts")]).await.is(303);
    let snapshot = house.desk().snapshot();
    assert_eq!(snapshot.model.meeting(MeetingId(1)).unwrap().check_ins[&Member::Team(CHECKOUT)].by, Some(OTTO));
}

#[tokio::test]
async fn a_child_group_brings_what_it_decided_to_its_parent() {
    let house = House::of(Story::two_teams()).await;
    let whole = GroupId(3);
    house.act(ADA, CreateGroup { name: title("Whole"), parent: None, zone: None, origin: None }).await;
    house.act(Actor::Operator, MoveGroup { group: PRODUCT, parent: Some(whole) }).await;
    let (of, kind) = (SeriesOf::Group(whole), MeetingKind::ScrumOfScrums);
    let series = SetSeries { of, title: title("Weekly"), kind, schedule: twice_a_week(), place: text(""), link: text(""), origin: None };
    house.act(Actor::Operator, series).await;
    let decided = MakeDecision {
        group: PRODUCT,
        text: text("Refunds begin without partial ones"),
        because: text("Nine of ten need no more"),
        binds: vec![CHECKOUT],
        review_on: None,
        meeting: None,
        about: None,
        supersedes: None,
    };
    house.act(RUTH, decided).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("groups/whole/check-in/group-1").await.is(200);
    assert_eq!(page.texts(".ticks .tick"), ["Decided: Refunds begin without partial ones decided meanwhile"]);
    assert!(!page.has("input[name=confidence]"), "a group has no sprint goal");
    let line = ("note-0", "Decided: Refunds begin without partial ones");
    ruth.post("groups/whole/check-in/group-1", &[("sent", "yes"), line, ("noted-0", "yes"), ("obstacle-0", "No money"), ("solve-0", "others")])
        .await
        .is(303);
    let snapshot = house.desk().snapshot();
    let words = &snapshot.model.meetings.last().unwrap().check_ins[&Member::Group(PRODUCT)].words;
    assert_eq!((words.done.len(), words.impediments.len()), (1, 1));
    assert_eq!(snapshot.model.impediments[0].group, PRODUCT);
    house.sign_in(OTTO).await.post("groups/whole/check-in/group-1", &[("sent", "yes")]).await.is(403);
}

#[tokio::test]
async fn a_line_is_added_without_script_and_only_a_draft_is_kept() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    let before = house.desk().snapshot().version();
    let page = ines.submit(SEAT, &[("sent", "yes"), ("obstacle-0", "Old data"), ("next", "Receipts"), ("add", "obstacle")]).await.is(200);
    assert_eq!(page.attr("#f-obstacle-0", "value"), "Old data");
    assert!(page.has("#f-obstacle-1[autofocus]") && !page.has("#f-obstacle-2"), "the new line takes the focus");
    assert_eq!(page.text("#f-next"), "Receipts");
    let page = ines.submit(SEAT, &[("sent", "yes"), ("ask-0", "An API"), ("of-0", "2"), ("add", "ask")]).await.is(200);
    assert!(page.has("#f-ask-1[autofocus]"));
    assert_eq!(page.attr("#f-of-0 option[selected]", "value"), "2");
    assert_eq!(house.desk().snapshot().version(), before);
}

#[tokio::test]
async fn a_later_promise_needs_its_reason_at_its_own_field() {
    let house = House::of(promised()).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.get(SEAT).await.is(200);
    assert_eq!(page.attr("input[name='dep-1'][checked]", "value"), "", "as promised is what stands there first");
    let later = [("sent", "yes"), ("dep-1", "move"), ("on-DEP-1", "2026-12-04")];
    let page = ines.post(SEAT, &later).await.is(422);
    assert!(page.text("#f-why-DEP-1-error").contains("Say why it comes later"));
    assert_eq!(page.attr("#f-on-DEP-1", "value"), "2026-12-04");
    let page = ines.post(SEAT, &[("sent", "yes"), ("dep-1", "move"), ("on-DEP-1", "2026-11-02")]).await.is(422);
    assert!(page.text("#f-on-DEP-1-error").contains("today or later"));
    let with_reason: Vec<_> = later.iter().copied().chain([("why-DEP-1", "The vendor is late")]).collect();
    ines.post(SEAT, &with_reason).await.is(303);
    assert_eq!(house.desk().snapshot().model.dependency(DependencyId(1)).unwrap().promised_for(), Some(date("2026-12-04")));
}

#[tokio::test]
async fn delivery_and_acceptance_stand_in_both_check_ins() {
    let house = House::of(promised()).await;
    let (mut ines, mut tomasz) = (house.sign_in(INES).await, house.sign_in(TOMASZ).await);
    ines.post(SEAT, &[("sent", "yes"), ("dep-1", "deliver")]).await.is(303);
    let page = tomasz.get("groups/product/check-in/team-2").await.is(200);
    assert_eq!(page.texts("fieldset.seg:has(input[name='dep-1']) label"), ["Not looked yet", "It works", "Does not work yet"]);
    tomasz.post("groups/product/check-in/team-2", &[("sent", "yes"), ("dep-1", "accept")]).await.is(303);
    assert!(!house.desk().snapshot().model.dependency(DependencyId(1)).unwrap().is_open());
}

#[tokio::test]
async fn bad_input_comes_back_with_sentences_and_changes_nothing() {
    let house = House::of(promised()).await;
    let mut ines = house.sign_in(INES).await;
    let before = house.desk().snapshot().version();
    let long = "x".repeat(201);
    for (field, value, shown) in [
        ("confidence", "0", "1 to 5"),
        ("confidence", "6", "1 to 5"),
        ("next", long.as_str(), "200"),
        ("next", "a\u{0}b", "character"),
        ("obstacle-0", "\u{200b}\u{202e}", "empty"),
        ("planned", "1e400", "whole number"),
        ("dep-1", "notyet", "does not work"),
    ] {
        let page = ines.post(SEAT, &[("sent", "yes"), (field, value)]).await.is(422);
        let said = page.text(".note[role=alert]");
        assert!(said.contains(shown) || said.contains("Say what"), "{field}={value:?}: {said}");
    }
    let page = ines.post(SEAT, &[("sent", "yes"), ("ask-0", "An API"), ("of-0", "2"), ("by-0", "2026-02-30")]).await.is(422);
    assert!(page.text("#f-by-0-error").contains("not a date"));
    let page = ines.post(SEAT, &[("sent", "yes"), ("ask-0", "An API")]).await.is(422);
    assert!(page.text("#f-of-0-error").contains("Choose the team"));
    let page = ines.post(SEAT, &[("sent", "yes"), ("ask-0", "An API"), ("of-0", "1")]).await.is(422);
    assert!(page.text(".note[role=alert]").contains("cannot depend on itself"));
    ines.post(SEAT, &[("sent", "yes"), ("imp-999", "solved")]).await.is(303);
    ines.post("groups/product/check-in/team-99", &[]).await.is(404);
    ines.post("groups/product/check-in/nobody", &[]).await.is(404);
    assert_eq!(house.desk().snapshot().model.dependencies.len(), 1);
    assert!(house.desk().snapshot().version() <= before + 2, "only the empty check-in and its meeting's number");
}

#[tokio::test]
async fn without_a_planned_meeting_the_page_says_so() {
    let house = House::of(Story::two_teams()).await;
    let page = house.sign_in(RUTH).await.get("groups/logistics/check-in/team-4").await.is(200);
    assert_eq!(page.text(".empty b"), "No meeting is planned");
}
