//! A team's page and its settings.

use crate::support::House;
use rowlock_domain::TeamId;
use rowlock_domain::dependency::command::RequestDependency;
use rowlock_domain::impediment::command::{RaiseImpediment, ResolveImpediment};
use rowlock_domain::impediment::{ImpedimentState, Severity};
use rowlock_domain::testing::{ADA, CHECKOUT, INES, MOBILE, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, request, text, title};

fn raised() -> RaiseImpediment {
    RaiseImpediment {
        title: title("Sandbox rejects every card"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    }
}

fn asked(consumer: TeamId, provider: TeamId) -> RequestDependency {
    request("Refund API", (consumer, provider), Some("2026-11-27"))
}

#[tokio::test]
async fn a_team_shows_what_it_waits_for_owes_and_what_stands_in_its_way() {
    let story = Story::two_teams().given(INES, raised()).given(INES, asked(CHECKOUT, PAYMENTS)).given(TOMASZ, asked(PAYMENTS, CHECKOUT));
    let house = House::of(story).await;
    let page = house.sign_in(OTTO).await.get("teams/che").await.is(200);
    assert_eq!(page.text("h1"), "Checkout");
    assert!(page.text("section[aria-labelledby=h-impediments]").contains("Sandbox rejects every card"));
    assert!(page.text("section[aria-labelledby=h-waits] li").contains("DEP-1"));
    assert!(page.text("section[aria-labelledby=h-owes] li").contains("DEP-2"));
    assert!(page.text("dl.kv").contains("Ines Moreau"));
    assert!(!page.has("form[action$='/progress']"), "a member without a role gives no progress");
}

#[tokio::test]
async fn a_note_is_left_by_any_member_and_stands_there() {
    let house = House::of(Story::two_teams()).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.submit("teams/CHE/notes", &[("text", "Refunds work on staging")]).await.is(200);
    assert!(page.text("section[aria-labelledby=h-notes] li").starts_with("Refunds work on staging"));
    let page = otto.post("teams/CHE/notes", &[("text", "  ")]).await.is(422);
    assert!(page.text("#f-note-error").contains("empty"));
}

#[tokio::test]
async fn a_heads_up_says_from_when_until_when() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    let form = [("text", "We move the database"), ("from", "2026-11-24"), ("until", "2026-11-25"), ("touches", "3")];
    let page = ines.submit("teams/CHE/heads-ups", &form).await.is(200);
    assert!(page.text("section[aria-labelledby=h-heads-ups] li").contains("24 Nov to 25 Nov"));
    let form = [("text", "We move it again"), ("from", "2026-11-26"), ("until", "2026-11-25")];
    let page = ines.post("teams/CHE/heads-ups", &form).await.is(422);
    assert!(page.has("#f-until-error"));
    assert_eq!(page.text("#f-heads-up"), "We move it again");
}

#[tokio::test]
async fn sprints_come_by_the_rhythm_with_goal_and_progress() {
    let house = House::of(Story::two_teams()).await;
    let (mut ruth, mut ines) = (house.sign_in(RUTH).await, house.sign_in(INES).await);
    ruth.post("teams/CHE/rhythm", &[("start", "2026-11-16"), ("weeks", "2"), ("number", "23")]).await.is(303);
    ines.post("teams/CHE/sprint-goal", &[("title", "A guest pays end to end")]).await.is(303);
    ines.post("teams/CHE/progress", &[("planned", "24"), ("done", "9"), ("added", "")]).await.is(303);
    let page = ines.get("teams/CHE").await.is(200);
    assert_eq!(page.text("#h-sprint"), "Sprint 23");
    assert_eq!(page.text("[data-live=goal]"), "A guest pays end to end");
    assert_eq!(page.text("[data-live=progress]"), "9 of 24");
    assert_eq!(page.attr("svg.burn", "aria-label"), "Burn-up: 9 of 24 done");
    let page = ines.post("teams/CHE/progress", &[("planned", "3"), ("done", "9")]).await.is(422);
    assert!(page.text("#f-done-error").contains("count again"));
    let page = ruth.post("teams/CHE/rhythm", &[("start", "2026-11-16"), ("weeks", "9"), ("number", "1")]).await.is(422);
    assert!(page.text("#f-weeks-error").contains("1 to 8"));
}

#[tokio::test]
async fn settings_change_name_code_days_zone_and_roles() {
    let house = House::of(Story::two_teams()).await;
    let mut ada = house.sign_in(ADA).await;
    ada.post("teams/CHE/name", &[("name", "Till")]).await.is(303);
    ada.post("teams/CHE/code", &[("code", "til")]).await.leads_to("/harbour/teams/TIL/settings");
    ada.post("teams/TIL/working-days", &[("days", "0"), ("days", "2")]).await.is(303);
    ada.post("teams/TIL/zone", &[("zone", "Europe/Berlin")]).await.is(303);
    ada.post("teams/TIL/holidays", &[("from", "2026-12-24"), ("until", "2026-12-26")]).await.is(303);
    ada.post("teams/TIL/holidays/end", &[("day", "2026-12-25")]).await.is(303);
    ada.post("teams/TIL/roles", &[("role", "scrum_master"), ("person", &OTTO.to_string())]).await.is(303);
    let page = ada.get("teams/TIL/settings").await.is(200);
    assert!(page.text("section[aria-labelledby=h-working]").contains("Works Mon and Wed, Europe/Berlin."));
    assert_eq!(page.texts("li[data-row^=holiday] b"), ["Thu 24 Dec", "Sat 26 Dec"]);
    assert!(page.text("section[aria-labelledby=h-roles] li").contains("Scrum Master"));
    let page = ada.post("teams/TIL/zone", &[("zone", "Mars/Base")]).await.is(422);
    assert!(page.text("#f-zone-error").contains("Mars/Base"));
    let page = ada.post("teams/TIL/working-days", &[]).await.is(422);
    assert!(page.text("#days-error").contains("at least one day"));
    let page = ada.post("teams/TIL/code", &[("code", "PAY")]).await.is(422);
    assert!(page.text("#f-code-error").contains("Payments"));
}

#[tokio::test]
async fn a_team_with_open_promises_is_not_archived_and_the_answer_names_them() {
    let house = House::of(Story::two_teams().given(INES, asked(CHECKOUT, PAYMENTS))).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.post("teams/PAY/archive", &[]).await.is(409);
    assert!(page.text(".note[role=alert]").contains("DEP-1"));
    assert!(house.desk().snapshot().model.team(PAYMENTS).unwrap().archived_at.is_none());
    ruth.post("teams/MOB/archive", &[]).await.is(303);
    assert!(house.desk().snapshot().model.team(MOBILE).unwrap().archived_at.is_some());
    assert!(ruth.get("teams/MOB").await.is(200).body.contains("This team is archived"));
}

#[tokio::test]
async fn a_slip_of_the_hand_is_taken_back_from_the_notice() {
    let house = House::of(Story::two_teams().given(INES, raised())).await;
    let resolve = ResolveImpediment { impediment: rowlock_domain::ImpedimentId(1), what_solved: text("A new key"), cause: None };
    let done = house.act(INES, resolve).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.get(&format!("impediments/1?done={}", done.version)).await.is(200);
    let undo = page.attr(".toast form", "action");
    house.sign_in(TOMASZ).await.post(&undo, &[]).await.is(409);
    ines.post(&undo, &[]).await.is(303);
    assert!(matches!(house.desk().snapshot().model.impediments[0].state, ImpedimentState::New | ImpedimentState::Owned));
    let page = ines.get("impediments/1?done=1").await.is(200);
    assert!(!page.has(".toast form"), "what is older than 30 seconds is not offered");
}
