//! Relays: held, sent, known, asked back; and their mails.

use super::open_house;
use crate::support::House;
use rowlock_domain::testing::{CHECKOUT, INES, OTTO, RUTH, SAMUEL, date, text};
use rowlock_domain::{Actor, DependencyId, MeetingId, Member};
use rowlock_engine::{MailText as _, Occasion, Subject};
use rowlock_web::mail::Texts;
use rowlock_web::site::SiteSettings;

/// A promise moved, a follow-up for Samuel, the meeting closed.
async fn closed_house() -> House {
    let house = open_house().await;
    let moved = rowlock_domain::dependency::command::PromiseDependency { dependency: DependencyId(1), on: date("2026-11-28"), why: text("Split") };
    house.act(RUTH, moved).await;
    let mut ruth = house.sign_in(RUTH).await;
    let owner = INES.to_string();
    ruth.post(
        "meetings/1/captures",
        &[("kind", "follow-up"), ("topic", "1"), ("text", "Write the refund tests"), ("owner", &owner), ("due", "2026-11-25")],
    )
    .await
    .is(303);
    ruth.post("meetings/1/close", &[]).await.is(303);
    house
}

async fn sent_house() -> House {
    let house = closed_house().await;
    house.clock.set(house.engine().clock().now().plus_seconds(31));
    house.act(Actor::Reactor, rowlock_domain::relay::command::SendRelays { meeting: MeetingId(1) }).await;
    house
}

#[tokio::test]
async fn held_relays_can_be_taken_back_and_let_go() {
    let house = closed_house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("meetings/1").await.is(200);
    assert!(page.text(".note").contains("go out at 09:30:30"), "{}", page.text(".note"));
    let page = house.sign_in(INES).await.get("meetings/1/relays/team-1").await.is(200);
    assert!(page.text(".note").contains("goes out at"));
    assert!(!page.has("form[action$=acknowledgement]") && !page.has(".note form"));
    let page = ruth.submit("meetings/1/hold/end", &[]).await.is(200);
    assert!(page.text(".note").contains("taken back"));
    let page = ruth.submit("meetings/1/hold", &[]).await.is(200);
    assert!(page.text(".note").contains("go out at"));
}

#[tokio::test]
async fn a_relay_tells_its_team_what_changed_and_what_it_does() {
    let house = sent_house().await;
    let mut ines = house.sign_in(INES).await;
    ines.get("groups/product/relay").await.leads_to("/harbour/meetings/1/relays/team-1");
    let page = ines.get("meetings/1/relays/team-1").await.is(200);
    assert!(page.text("article h1").contains("Refund API"), "{}", page.text("article h1"));
    assert!(page.texts("article h2").contains(&"Changes for Checkout".to_owned()));
    assert!(page.texts("article h2").contains(&"Checkout does".to_owned()));
    assert_eq!(page.text("button[data-hotkey=A]"), "Checkout knows A");
    assert_eq!(page.text("[data-live=who-knows]"), "0 of 3 teams know");
    let page = ines.submit("meetings/1/relays/team-1/done", &[("follow_up", "1")]).await.is(200);
    assert!(page.text("article .lines").contains("Refund API") && page.texts("article span.id").contains(&"F-1 done".to_owned()));
}

#[tokio::test]
async fn a_team_knows_and_others_cannot_say_it_for_them() {
    let house = sent_house().await;
    house.sign_in(SAMUEL).await.post("meetings/1/relays/team-1/acknowledgement", &[]).await.is(403);
    let page = house.sign_in(INES).await.submit("meetings/1/relays/team-1/acknowledgement", &[]).await.is(200);
    assert_eq!(page.text("aside.panel h2"), "Checkout knows");
    assert_eq!(page.text("[data-live=who-knows]"), "1 of 3 teams know");
    let page = house.sign_in(OTTO).await.get("meetings/1/relays/team-2").await.is(200);
    assert!(page.text("aside.panel").contains("Does Payments know?") && !page.has("aside.panel form[method=post]"));
}

#[tokio::test]
async fn a_team_asks_back_and_is_answered() {
    let house = sent_house().await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.post("meetings/1/relays/team-1/questions", &[("question", "")]).await.is(422);
    assert!(page.has("#f-question-error"));
    let page = ines.submit("meetings/1/relays/team-1/questions", &[("question", "With partial refunds?")]).await.is(200);
    assert!(page.text("aside.panel").contains("With partial refunds?") && page.text("aside.panel").contains("No answer yet"));
    ines.post("meetings/1/relays/team-1/acknowledgement", &[]).await.is(303);
    let list = house.sign_in(RUTH).await.get("groups/product/relay").await.is(200);
    assert!(list.text("ul.things li").contains("asks back"), "what is asked stays in the list: {}", list.text("ul.things li"));
    assert!(list.text("ul.things li p").contains("Refund API"), "with what the team was told");
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.submit("meetings/1/relays/team-1/answers", &[("answer", "Not before December")]).await.is(200);
    assert!(page.text("aside.panel").contains("Not before December"));
    ruth.post("meetings/1/relays/team-1/answers", &[("answer", "Again")]).await.is(409);
}

#[tokio::test]
async fn relays_that_do_not_exist_are_not_found() {
    let house = sent_house().await;
    let mut ines = house.sign_in(INES).await;
    for path in ["meetings/1/relays/team-4", "meetings/1/relays/team-99", "meetings/1/relays/x", "meetings/9/relays/team-1", "groups/nothing/relay"] {
        assert_eq!(ines.get(path).await.status, 404, "{path}");
    }
    let page = house.sign_in(RUTH).await.get("groups/product/relay").await.is(200);
    assert_eq!(page.count("ul.things li a"), 3, "who has no seat chooses");
    house.sign_in(OTTO).await.get("groups/logistics/relay").await.is(200);
}

#[tokio::test]
async fn the_relays_mail_says_the_same_in_words() {
    let house = sent_house().await;
    let desk = house.desk();
    let snapshot = desk.snapshot();
    let occasion = Occasion { slug: "harbour", snapshot: &snapshot, calendar: &**house.engine().calendar(), now: snapshot.model.at };
    let letters = Texts::new(SiteSettings { public_url: "https://rowlock.example".to_owned(), insecure_http: false });
    let subject = Subject::Relay { meeting: MeetingId(1), member: Member::Team(CHECKOUT) };
    let (title, plain, html) = letters.write(&occasion, &subject, INES).unwrap();
    assert!(title.contains("Refund API"), "{title}");
    assert!(plain.contains("LATE: Refund API"), "{plain}");
    assert!(plain.contains("https://rowlock.example/harbour/meetings/1/relays/team-1"));
    let html = html.unwrap();
    assert!(html.contains("width=\"600\"") && html.contains("LATE: Refund API") && !html.contains("<img") && !html.contains("class="));
}
