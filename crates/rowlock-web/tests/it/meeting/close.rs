//! The close: what we leave with, the pulse, the minutes.

use super::open_house;
use crate::support::House;
use rowlock_domain::testing::{INES, OTTO, RUTH, SAMUEL, TOMASZ};
use rowlock_domain::{MeetingId, PersonId};
use rowlock_engine::plain::{Ballot, VoterMark};

/// Somebody sits down and votes.
async fn vote(house: &House, person: PersonId, seat: &str, (worth, wish): (&str, &str)) {
    let mut browser = house.sign_in(person).await;
    browser.post("meetings/1/attendance", &[("member", seat), ("here", "1")]).await.is(303);
    browser
        .post("meetings/1/ballots", &[("screen", "phone"), ("worth", worth), ("open", "4"), ("improve", wish)])
        .await
        .leads_to("/harbour/meetings/1/phone");
}

async fn to_the_close(house: &House) {
    let close = house.desk().snapshot().model.meeting(MeetingId(1)).unwrap().order.last().unwrap().0;
    house.sign_in(RUTH).await.post(&format!("meetings/1/topics/{close}/start"), &[]).await.is(303);
}

#[tokio::test]
async fn the_close_step_shows_what_we_leave_with_and_each_relay() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    ruth.submit("meetings/1/captures", &[("kind", "decision"), ("topic", "1"), ("text", "Refunds in two steps")]).await.is(200);
    let page = ruth.get("meetings/1/close").await.is(200);
    assert!(page.text(".sechead p").starts_with("1 decision, no follow-ups"));
    assert!(page.text("ul.outs").contains("Refunds in two steps"));
    assert_eq!(page.texts("nav.seg[aria-label='Preview for'] a"), ["Checkout", "Payments", "Mobile"]);
    let page = ruth.get("meetings/1/close?for=team-3").await.is(200);
    assert!(page.text(".paper h3").contains("Mobile"));
    let page = ruth.submit("meetings/1/sentences", &[("screen", "close"), ("member", "team-3"), ("sentence", "Thank you, Mobile.")]).await.is(200);
    assert!(page.text(".paper").contains("Thank you, Mobile."));
    let page = house.sign_in(INES).await.get("meetings/1/close").await.is(200);
    assert!(!page.has(".stagefoot form"), "an ambassador sees it, the Master closes");
}

#[tokio::test]
async fn the_ballot_is_asked_for_at_the_close_and_given_once() {
    let house = open_house().await;
    let mut ines = house.sign_in(INES).await;
    assert!(!ines.get("meetings/1/phone").await.is(200).has("form.ballot"), "not before the close");
    to_the_close(&house).await;
    assert!(!ines.get("meetings/1/phone").await.has("form.ballot"), "only who is here votes");
    ines.post("meetings/1/ballots", &[("worth", "5"), ("open", "5")]).await.is(403);
    ines.post("meetings/1/attendance", &[("member", "team-1"), ("here", "1")]).await.is(303);
    assert_eq!(ines.get("meetings/1/phone").await.count("form.ballot fieldset"), 2);
    let page = ines.post("meetings/1/ballots", &[("screen", "phone"), ("worth", "6"), ("open", ""), ("improve", "Shorter")]).await.is(422);
    assert_eq!(page.count("form.ballot .err"), 2);
    assert_eq!(page.attr("form.ballot #f-improve", "value"), "Shorter");
    ines.post("meetings/1/ballots", &[("worth", "4"), ("open", "5")]).await.is(303);
    ines.post("meetings/1/ballots", &[("worth", "1"), ("open", "1")]).await.is(409);
    assert!(ines.get("meetings/1/phone").await.text("main").contains("Your ballot is in"));
    let page = house.sign_in(RUTH).await.get("meetings/1/close").await.is(200);
    assert!(page.text("section[aria-labelledby=h-pulse]").contains("1 of 2 voted"), "{}", page.text("section[aria-labelledby=h-pulse]"));
    assert!(!page.has("ul.votes"), "nothing of what was said before the voting is closed");
}

#[tokio::test]
async fn two_ballots_are_never_shown() {
    let house = open_house().await;
    vote(&house, INES, "team-1", ("1", "Too long")).await;
    vote(&house, TOMASZ, "team-2", ("5", "")).await;
    let page = house.sign_in(RUTH).await.submit("meetings/1/close", &[]).await.is(200);
    assert!(!page.has("ul.votes"));
    assert!(page.text("main").contains("Too few voted"));
    assert!(!page.body.contains("Too long"));
    let model = house.desk().snapshot().model.clone();
    let meeting = model.meeting(MeetingId(1)).unwrap();
    assert_eq!((meeting.voters, meeting.ballots.len()), (2, 0));
    assert!(Ballot::of(&*house.store, house.desk().key, MeetingId(1)).await.unwrap().is_empty());
    assert!(VoterMark::of(&*house.store, house.desk().key, MeetingId(1)).await.unwrap().is_empty());
}

#[tokio::test]
async fn three_ballots_are_shown_without_names() {
    let house = open_house().await;
    vote(&house, INES, "team-1", ("3", "Zebra first")).await;
    vote(&house, TOMASZ, "team-2", ("5", "Aim for ten minutes")).await;
    vote(&house, SAMUEL, "team-3", ("4", "")).await;
    let page = house.sign_in(RUTH).await.submit("meetings/1/close", &[]).await.is(200);
    assert_eq!(page.count("ul.votes"), 2);
    assert!(page.texts("h3").contains(&"Worth the time: 4.0".to_owned()), "{:?}", page.texts("h3"));
    let pulse = page.text("section[aria-labelledby=h-pulse]");
    assert!(pulse.find("Aim for ten").unwrap() < pulse.find("Zebra").unwrap(), "wishes stand in the order of the alphabet");
    let recorded = house.desk().snapshot().model.journal.iter().filter(|r| r.event.kind() == "PulseTaken").count();
    assert_eq!(recorded, 1);
}

#[tokio::test]
async fn closing_makes_the_minutes_for_reading_and_as_files() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    ruth.submit(
        "meetings/1/captures",
        &[("kind", "decision"), ("topic", "1"), ("text", "Refunds *now*\r\nand later"), ("because", "Checkout can begin.")],
    )
    .await;
    let page = ruth.submit("meetings/1/close", &[]).await.is(200);
    assert!(page.text("h1").starts_with("Scrum of Scrums, Tue 24 Nov"));
    assert!(page.text("#h-decisions + p").contains('1'));
    assert!(page.text("pre#minutes-text").contains("Refunds *now* and later"));
    let file = ruth.get("meetings/1/minutes.md").await.is(200);
    assert_eq!(file.header("content-type"), Some("text/markdown; charset=utf-8"));
    assert!(file.body.starts_with("# Scrum of Scrums, Tuesday 24 November 2026\n"), "{}", file.body);
    assert!(file.body.contains("- D-1: Refunds \\*now\\* and later. Because Checkout can begin."), "{}", file.body);
    ruth.get("meetings/1/phone").await.leads_to("/harbour/meetings/1");
    ruth.get("meetings/1/close").await.leads_to("/harbour/meetings/1");
    ruth.post("meetings/1/close", &[]).await.is(409);
}

#[tokio::test]
async fn minutes_are_corrected_by_a_dated_entry() {
    let house = open_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    ruth.post("meetings/1/corrections", &[("text", "Too early")]).await.is(409);
    ruth.submit("meetings/1/close", &[]).await.is(200);
    let page = ruth.post("meetings/1/corrections", &[("text", " ")]).await.is(422);
    assert!(page.has("#f-text-error"));
    let page = ruth.submit("meetings/1/corrections", &[("text", "Mobile was there")]).await.is(200);
    assert!(page.text("section[aria-labelledby=h-corrections]").contains("Mobile was there"));
    house.sign_in(OTTO).await.post("meetings/1/corrections", &[("text", "Me too")]).await.is(403);
}

#[tokio::test]
async fn a_meeting_of_the_past_is_read_only() {
    let house = open_house().await;
    let open = house.desk().snapshot().version();
    let mut ruth = house.sign_in(RUTH).await;
    ruth.submit("meetings/1/close", &[]).await.is(200);
    for page in ["meetings/1", "meetings/1/phone", "meetings/1/close"] {
        let shown = ruth.get(&format!("{page}?at={open}")).await.is(200);
        assert_eq!(shown.count("form[method=post]:not([action$=theme])"), 0, "{page}: {:?}", shown.attrs("form[method=post]", "action"));
        assert!(!shown.has("live-source"));
    }
}

#[tokio::test]
async fn who_led_the_meeting_stands_among_those_who_were_there() {
    let house = open_house().await;
    let page = house.sign_in(RUTH).await.submit("meetings/1/close", &[]).await.is(200);
    assert!(page.texts("section[aria-labelledby=h-who] li").iter().any(|line| line.contains("leads the meeting")));
}

#[tokio::test]
async fn what_was_escalated_is_among_what_we_leave_with() {
    use rowlock_domain::group::command::{CreateGroup, MoveGroup};
    use rowlock_domain::impediment::{Level, command::EscalateImpediment};
    use rowlock_domain::testing::{ADA, PRODUCT, text, title};
    let house = open_house().await;
    house.act(ADA, CreateGroup { name: title("Whole"), parent: None, zone: None, origin: None }).await;
    let whole = rowlock_domain::GroupId(3);
    house.act(rowlock_domain::Actor::Operator, MoveGroup { group: PRODUCT, parent: Some(whole) }).await;
    let impediment = rowlock_domain::ImpedimentId(1);
    house.act(RUTH, EscalateImpediment { impediment, to: Level::Group(whole), why: text("") }).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("meetings/1/close").await.is(200);
    assert!(page.texts("ul.outs li").iter().any(|line| line.starts_with("Escalated") && line.contains("to Whole")), "{:?}", page.texts("ul.outs li"));
    let page = ruth.submit("meetings/1/close", &[]).await.is(200);
    assert!(page.text("section[aria-labelledby=h-escalations]").contains("to Whole"));
    assert!(ruth.get("meetings/1/minutes.md").await.body.contains("to Whole"));
    let list = ruth.get("groups/product/impediments?view=list").await.is(200);
    assert!(list.text("tbody").contains("Escalated to Whole"), "the list says to which level");
}
