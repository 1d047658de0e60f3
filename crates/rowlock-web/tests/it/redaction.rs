//! Removing words for good.

use crate::support::House;
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::meeting::{Occasion, command::OpenMeeting};
use rowlock_domain::testing::{ADA, CHECKOUT, INES, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, date, text, title};
use rowlock_domain::{Event, ImpedimentId};

const SECRET: &str = "Mrs Marlow of Quayside keeps the key";

/// The impediment's title stands in its own event and in the agenda of the meeting that was opened.
fn story() -> Story {
    let raised = RaiseImpediment {
        title: title(SECRET),
        details: text("Her number is 0151"),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let tuesday = Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0));
    Story::two_teams().given(INES, raised).at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: tuesday })
}

#[tokio::test]
async fn a_text_is_removed_with_every_copy_and_leaves_a_mark() {
    let house = House::of(story()).await;
    let mut ada = house.sign_in(ADA).await;
    let thing = ada.get("impediments/1").await.is(200);
    let way = thing.attrs("main a", "href").into_iter().find(|href| href.contains("texts?of=")).unwrap();
    let page = ada.get(&way).await.is(200);
    let key = page.attrs("input[name=text]", "value").into_iter().find(|key| key.ends_with(":title")).unwrap();
    assert!(page.text(&format!("[data-row='{key}']")).contains(SECRET));
    let missing = ada.post("texts", &[("of", "impediment:1"), ("text", &key), ("why", "")]).await.is(422);
    assert!(missing.has("#f-why-error") && missing.has("#f-sure-error"));
    assert!(missing.has(&format!("input[value='{key}'][checked]")), "what was chosen stays chosen");
    let sent = [("of", "impediment:1"), ("text", key.as_str()), ("why", "Personal data"), ("sure", "yes")];
    let page = ada.submit("texts", &sent).await.is(200);
    assert!(!page.body.contains("Marlow"));
    let model = house.desk().snapshot().model.clone();
    assert_eq!(model.impediment(ImpedimentId(1)).unwrap().title.as_str(), "(removed)");
    assert!(!format!("{model:?}").contains("Marlow"), "the agenda that quoted it lost it too");
    assert!(format!("{model:?}").contains("0151"), "what was not chosen stays");
    for path in ["impediments/1", "meetings/1", "groups/product", "groups/product/changes"] {
        assert!(!ada.get(path).await.is(200).body.contains("Marlow"), "{path}");
    }
    assert!(ada.get("impediments/1").await.text("main").contains("Personal data"), "the mark says why");
    let marks: Vec<_> = model.journal.iter().filter(|recorded| matches!(recorded.event, Event::TextRedacted(_))).collect();
    assert!(marks.len() >= 2 && marks.iter().all(|mark| mark.stamp.person() == Some(ADA)));
    rowlock_store::verify(&*house.store, house.desk().key).await.unwrap();
    let gone = ada.post("texts", &sent).await.is(422);
    assert!(gone.text("#f-text-error").contains("not there any more"));
}

#[tokio::test]
async fn only_administrators_see_texts_to_remove() {
    let house = House::of(story()).await;
    assert!(!house.sign_in(INES).await.get("impediments/1").await.body.contains("texts?of="));
    house.sign_in(RUTH).await.get("texts?of=impediment:1").await.is(403);
    let mut ada = house.sign_in(ADA).await;
    let theirs = ada.get(&format!("texts?of={}", rowlock_domain::Thing::Person(INES))).await.is(200);
    assert!(theirs.text("ul.ticks").contains("0151"), "what a person wrote is found by the person");
    ada.post("texts", &[("text", "1:zone"), ("why", "x"), ("sure", "yes")]).await.is(422);
    ada.post("texts", &[("text", "99999:title"), ("why", "x"), ("sure", "yes")]).await.is(422);
    ada.post("texts", &[("text", "nonsense"), ("why", "x"), ("sure", "yes")]).await.is(422);
}

#[tokio::test]
async fn who_left_is_erased_and_is_a_former_member_everywhere() {
    let house = House::of(story()).await;
    house.sign_in(INES).await;
    let mut ada = house.sign_in(ADA).await;
    let address = format!("people/{INES}/erasure");
    let still = ada.post(&address, &[("sure", "yes")]).await.is(409);
    assert!(still.text("main").contains("leave first"));
    ada.post(&format!("people/{INES}/departure"), &[]).await.is(303);
    ada.post(&address, &[]).await.is(422);
    let page = ada.submit(&address, &[("sure", "yes")]).await.is(200);
    assert_eq!(page.text("h1"), "a former member");
    assert!(!page.has("form[action$=erasure]"), "there is nothing left to erase");
    for path in ["people", "impediments/1", "groups/product/changes", "meetings/1"] {
        let body = ada.get(path).await.is(200).body;
        assert!(!body.contains("Moreau") && !body.contains("ines@example.org"), "{path}");
    }
    assert!(rowlock_engine::plain::Account::by_mail(&*house.store, "ines@example.org").await.unwrap().is_none());
    // A form that stood open since before she left.
    let old = ada.post(&format!("people/{INES}/profile"), &[("name", "Ines Moreau"), ("mail", "ines@example.org")]).await.is(409);
    assert!(old.text("main").contains("Let them come back first"));
    assert_eq!(ada.get(&format!("people/{INES}")).await.is(200).text("h1"), "a former member");
}
