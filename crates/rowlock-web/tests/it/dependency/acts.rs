//! What the forms of a handshake do, and what refuses them.

use super::busy;
use crate::support::{House, Page};
use rowlock_domain::PersonId;
use rowlock_domain::testing::{INES, OTTO, RUTH, SAMUEL, TOMASZ};

type Fields = &'static [(&'static str, &'static str)];

/// Sends a form that is taken, and opens the page that it leads to.
async fn done(house: &House, who: PersonId, path: &str, fields: Fields) -> Page {
    let mut browser = house.sign_in(who).await;
    let sent = browser.post(&format!("dependencies/{path}"), fields).await.is(303);
    let number = path.split('/').next().unwrap();
    let to = sent.location().unwrap();
    assert!(to.starts_with(&format!("/harbour/dependencies/{number}")), "{to}");
    browser.get(&to).await.is(200)
}

/// Sends a form that is refused: its words come back on the page with a sentence.
async fn refused(house: &House, who: PersonId, path: &str, fields: Fields, status: u16) -> Page {
    house.sign_in(who).await.post(&format!("dependencies/{path}"), fields).await.is(status)
}

#[tokio::test]
async fn a_request_is_promised_moved_delivered_and_accepted() {
    let house = House::of(busy()).await;
    let page = done(&house, TOMASZ, "4/promise", &[("on", "2026-12-01")]).await;
    assert!(page.text("[data-live=state]").starts_with("On track"));
    let slip = refused(&house, TOMASZ, "4/promise", &[("on", "2026-12-03")], 422).await;
    assert!(slip.text("#f-promise-why-error").contains("Say why it comes later"));
    assert_eq!(slip.attr("#f-promise-on", "value"), "2026-12-03", "what was typed is kept");
    let page = done(&house, TOMASZ, "4/promise", &[("on", "2026-12-03"), ("why", "The audit")]).await;
    assert!(page.text("[data-live=state]").starts_with("2 d late"));
    refused(&house, INES, "4/acceptance", &[], 409).await;
    let page = done(&house, TOMASZ, "4/delivery", &[("note", "In staging")]).await;
    assert!(page.text("[data-live=state]").starts_with("Delivered today, not yet accepted"));
    refused(&house, TOMASZ, "4/acceptance", &[], 403).await;
    let page = done(&house, INES, "4/delivery/refused", &[("why", "It answers 500")]).await;
    assert!(page.text("[data-live=state]").starts_with("2 d late"));
    done(&house, TOMASZ, "4/delivery", &[]).await;
    let page = done(&house, INES, "4/acceptance", &[]).await;
    assert!(page.text("[data-live=state]").starts_with("Accepted"));
    assert_eq!(page.count("aside.panel form"), 0, "nothing is left to do");
    refused(&house, INES, "4/acceptance", &[], 409).await;
}

#[tokio::test]
async fn a_counter_is_taken_or_refused() {
    let house = House::of(busy()).await;
    refused(&house, TOMASZ, "4/counter", &[], 422).await;
    refused(&house, INES, "4/counter/taken", &[], 409).await;
    let page = done(&house, TOMASZ, "4/counter", &[("on", "2026-12-08"), ("offer", "A part of it")]).await;
    assert!(page.text("[data-live=state]").starts_with("Countered, no promise"));
    let page = done(&house, INES, "4/counter/refused", &[("why", "We need all of it")]).await;
    assert!(page.text("[data-live=state]").starts_with("No promise yet"));
    done(&house, TOMASZ, "4/counter", &[("on", "2026-12-08"), ("offer", "All of it, later")]).await;
    let page = done(&house, INES, "4/counter/taken", &[]).await;
    assert!(page.text("[data-live=state]").starts_with("7 d late"));
}

#[tokio::test]
async fn a_request_is_declined_asked_again_and_withdrawn() {
    let house = House::of(busy()).await;
    let page = refused(&house, TOMASZ, "4/no", &[("why", " ")], 422).await;
    assert!(page.has("#f-no-why-error") && page.has("details[open] #f-no-why"));
    let page = done(&house, TOMASZ, "4/no", &[("why", "Nobody knows the old vault")]).await;
    assert!(page.text("[data-live=state]").starts_with("Declined"));
    refused(&house, TOMASZ, "4/delivery", &[], 409).await;
    done(&house, INES, "4/renewal", &[("why", "Ruth found somebody")]).await;
    refused(&house, INES, "4/renewal", &[], 409).await;
    refused(&house, INES, "4/withdrawal", &[], 422).await;
    let page = done(&house, INES, "4/withdrawal", &[("why", "We do without")]).await;
    assert!(page.text("[data-live=state]").starts_with("No longer needed"));
    refused(&house, INES, "4/withdrawal", &[("why", "Again")], 409).await;
}

#[tokio::test]
async fn needs_words_and_places_are_changed_by_who_needs_it() {
    let house = House::of(busy()).await;
    let page = done(&house, INES, "1/need", &[("needed_by", "2026-12-04"), ("why", "The release moved")]).await;
    assert!(page.texts("ol.hist b").iter().any(|b| b == "Now needed by Fri 4 Dec, before that Fri 27 Nov"));
    let page = done(&house, INES, "1/need", &[("needed_by", ""), ("why", "")]).await;
    assert!(page.text("svg.gap").contains("no date yet"));
    refused(&house, TOMASZ, "1/need", &[("needed_by", "2026-12-04")], 403).await;
    let page = done(&house, INES, "1/title", &[("title", "Refunds for guests")]).await;
    assert_eq!(page.text("h1"), "Refunds for guests");
    refused(&house, INES, "1/title", &[("title", "")], 422).await;
    let page = done(&house, INES, "1/done-when", &[("done_when", "A refund passes in staging")]).await;
    assert!(page.texts(".kv dd").contains(&"A refund passes in staging".to_owned()));
    refused(&house, INES, "1/place", &[("goal", "77")], 422).await;
}

#[tokio::test]
async fn a_circle_is_named_first_and_recorded_if_insisted_upon() {
    let house = House::of(busy()).await;
    let page = refused(&house, INES, "1/inputs", &[("waits_for", "DEP-2")], 409).await;
    assert!(page.text(".note[role=alert]").contains("DEP-1 waits for DEP-2, which waits for DEP-1"));
    assert!(page.has("input[name=despite_cycle]"));
    let page = done(&house, INES, "1/inputs", &[("waits_for", "2"), ("despite_cycle", "yes")]).await;
    assert!(page.texts(".note").iter().any(|note| note.contains("It waits for itself")));
    done(&house, INES, "1/inputs/end", &[("waits_for", "2")]).await;
    refused(&house, INES, "1/inputs", &[("waits_for", "1")], 422).await;
    refused(&house, INES, "1/inputs", &[("waits_for", "99")], 422).await;
    refused(&house, SAMUEL, "1/inputs", &[("waits_for", "3")], 403).await;
}

#[tokio::test]
async fn reminding_and_the_agenda_are_one_press() {
    let house = House::of(busy()).await;
    let page = done(&house, INES, "4/reminder", &[]).await;
    assert!(page.text("aside.panel").contains("Reminded within the last hour."));
    refused(&house, TOMASZ, "4/reminder", &[], 403).await;
    done(&house, OTTO, "4/topic", &[]).await;
    refused(&house, OTTO, "4/topic", &[], 409).await;
}

#[tokio::test]
async fn a_form_of_a_thing_that_changed_meanwhile_is_refused_and_the_panel_leads_back() {
    let house = House::of(busy()).await;
    let mut tomasz = house.sign_in(TOMASZ).await;
    let version = tomasz.get("dependencies/4").await.attr("form[action$='/promise'] input[name=version]", "value");
    done(&house, INES, "4/done-when", &[("done_when", "It answers")]).await;
    let fields = [("on", "2026-12-01"), ("version", version.as_str())];
    tomasz.post("dependencies/4/promise", &fields).await.is(409);
    let panel = house.sign_in(RUTH).await.get("groups/product/dependencies?view=board&dep=4").await.is(200);
    let back = panel.attr(".sidepanel form[action$='/promise'] input[name=back]", "value");
    let sent = tomasz.post("dependencies/4/promise", &[("on", "2026-12-01"), ("back", back.as_str())]).await.is(303);
    assert!(sent.location().unwrap().starts_with("/harbour/groups/product/dependencies?view=board&dep=4&done="));
}
