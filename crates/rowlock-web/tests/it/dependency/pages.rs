//! What the pages of dependencies show.

use super::busy;
use crate::support::House;
use rowlock_domain::group::{ClosingDays, command::SetClosingDays};
use rowlock_domain::team::command::SetHolidays;
use rowlock_domain::testing::{CHECKOUT, INES, OTTO, PAYMENTS, PRODUCT, RUTH, Story, WILMA, date, request, text};

const PAGE: &str = "groups/product/dependencies";

#[tokio::test]
async fn the_sentence_counts_and_the_list_ranks_the_late_one_first() {
    let house = House::of(busy()).await;
    let page = house.sign_in(RUTH).await.get(&format!("{PAGE}?view=list")).await.is(200);
    assert_eq!(page.text(".pagehead p"), "4 open: 1 late, 1 at risk, 1 without a promise, 1 delivered, not yet accepted.");
    assert_eq!(page.attrs("tr[data-row]", "data-row"), ["DEP-1", "DEP-2", "DEP-4", "DEP-3"]);
    let first = page.texts("tr[data-row] td");
    assert_eq!(first[..5], ["7 d late", "Fri 27 Nov", "Fri 4 Dec", "never", "20 d"]);
    assert!(page.text("tr[data-row] small").contains("2 teams wait"), "{}", page.text("tr[data-row] small"));
    assert_eq!(page.text(".nav a[aria-current] .ct"), "1 late", "the badge says what the page says");
}

#[tokio::test]
async fn the_board_is_a_drawing_with_links_and_no_inline_style() {
    let house = House::of(busy()).await;
    let page = house.sign_in(RUTH).await.get(PAGE).await.is(200);
    assert_eq!(page.attrs(".dboard .chip", "data-s"), ["late", "risk", "none", "done"]);
    assert_eq!(page.count(".dboard .arr[data-s=late]"), 1);
    assert!(page.has(".dboard .slip"));
    assert!(page.attr(".dboard", "aria-label").contains("Refund API comes 7 days late for Checkout"));
    assert_eq!(page.texts(".dboard .teamname"), ["Checkout", "Payments", "Mobile"]);
    assert_eq!(page.count("ul.phoneonly > li"), 4, "the list is its equal on phones");
    assert!(!page.body.contains(" style="));
    assert!(page.attr(".dboard a", "href").ends_with("dep=1#dep"));
}

#[tokio::test]
async fn the_board_shades_the_days_off_of_each_team_in_its_own_row() {
    let holidays = SetHolidays { team: PAYMENTS, holidays: vec![date("2026-12-04"), date("2026-12-07")] };
    let closing = ClosingDays { from: date("2026-12-24"), until: date("2026-12-31"), why: text("") };
    let story = busy().given(RUTH, holidays).given(RUTH, SetClosingDays { group: PRODUCT, days: vec![closing] });
    let house = House::of(story).await;
    let page = house.sign_in(RUTH).await.get(PAGE).await.is(200);
    assert_eq!(page.texts(".dboard rect.off title"), ["Payments does not work 4 Dec to 7 Dec"], "the weekend between belongs to it");
    assert_eq!(page.count(".dboard rect.off"), 2, "the group's closing days are shaded once, over all rows");
}

#[tokio::test]
async fn the_matrix_is_a_table_where_rows_owe_and_columns_wait() {
    let house = House::of(busy()).await;
    let page = house.sign_in(RUTH).await.get(&format!("{PAGE}?view=matrix")).await.is(200);
    assert_eq!(page.texts(".mx thead th"), ["owes / waits", "Payments", "Checkout", "Mobile", "owes"]);
    assert_eq!(page.count(".mx th[scope=row]"), 4);
    assert_eq!(page.text(".mx td[data-s=late]"), "2 × 1 late", "the worst of a pair names the cell");
    assert_eq!(page.text(".mx td[data-s=risk]"), "2 at risk");
    assert_eq!(page.texts(".mx td.sum"), ["3", "1", "0", "0", "2", "2", "4"]);
    assert!(page.text("p.measure").contains("Nothing waits for itself"));
}

#[tokio::test]
async fn every_view_has_an_address_that_filters() {
    let house = House::of(busy()).await;
    let mut ruth = house.sign_in(RUTH).await;
    for (query, rows) in [
        ("state=late", vec!["DEP-1"]),
        ("team=3", vec!["DEP-2", "DEP-3"]),
        ("q=guest", vec!["DEP-2"]),
        ("q=dep-4", vec!["DEP-4"]),
        ("provider=2&consumer=1", vec!["DEP-1", "DEP-4"]),
        ("state=closed", vec![]),
    ] {
        let page = ruth.get(&format!("{PAGE}?view=list&{query}")).await.is(200);
        assert_eq!(page.attrs("tr[data-row]", "data-row"), rows, "{query}");
    }
    let page = ruth.get(&format!("{PAGE}?view=list&q=guest")).await.is(200);
    assert_eq!(page.text(".pagehead p"), "1 of 4 open match. Show all.");
    assert!(page.attrs(".pagehead nav.seg a", "href").iter().all(|href| href.contains("q=guest")), "the filter stays when the view changes");
    let odd = ruth.get(&format!("{PAGE}?view=list&team=x&state=%3Cb%3E&from=99999&dep=zzz")).await.is(200);
    assert!(!odd.body.contains("<b>&"));
}

#[tokio::test]
async fn board_and_matrix_are_offered_from_the_third_team_on() {
    let house = House::of(busy()).await;
    let page = house.sign_in(WILMA).await.get("groups/logistics/dependencies?view=board").await.is(200);
    assert!(!page.has(".pagehead nav.seg") && !page.has(".dboard"));
    assert!(page.text(".empty b").contains("No team waits"));
}

#[tokio::test]
async fn many_unanswered_requests_of_one_pair_stand_in_one_line() {
    let mut story = Story::two_teams().at("2026-11-09T08:00:00Z");
    for n in 1..=7 {
        story = story.given(INES, request(&format!("Wish {n}"), (CHECKOUT, PAYMENTS), Some("2026-12-09")));
    }
    let house = House::of(story.at("2026-11-23T08:00:00Z")).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get(&format!("{PAGE}?view=list")).await.is(200);
    assert_eq!(page.texts("tr[data-row] th a"), ["Payments was asked 7 times by Checkout, unanswered"]);
    let pair = page.attr("tr[data-row] th a", "href");
    assert_eq!(ruth.get(&pair).await.is(200).count("tr[data-row]"), 7);
}

#[tokio::test]
async fn one_handshake_says_who_gives_every_date_and_what_waits() {
    let house = House::of(busy()).await;
    let page = house.sign_in(RUTH).await.get("dependencies/1").await.is(200);
    assert_eq!(page.text("h1"), "Refund API");
    assert_eq!(page.text("[data-live=state]"), "7 d late DEP-1");
    assert_eq!(page.texts(".shake small"), ["gives, Tomasz Wolski", "needs, Ines Moreau"]);
    assert!(page.texts(".kv dd").contains(&"Promised since 5 Nov".to_owned()));
    assert!(page.texts(".kv dd").iter().any(|dd| dd == "Mobile, for DEP-2 Guest session"), "{:?}", page.texts(".kv dd"));
    assert_eq!(page.texts("#h-dates ~ ol b, ol.hist b").first().map(String::as_str), Some("Promised for Fri 4 Dec"));
    assert!(page.has("svg.gap .slip"));
    let waiting = house.sign_in(RUTH).await.get("dependencies/2").await.is(200);
    assert!(waiting.texts("ul.plain li").iter().any(|li| li.contains("DEP-1 Refund API")));
}

#[tokio::test]
async fn only_what_is_allowed_is_shown_and_a_sentence_says_who_may() {
    let house = House::of(busy()).await;
    let otto = house.sign_in(OTTO).await.get("dependencies/1").await.is(200);
    assert!(!otto.has("form[action$='/promise']") && !otto.has("form[action$='/withdrawal']"));
    assert!(otto.text("aside.panel").contains("Payments answers: its ambassador (Tomasz Wolski)"));
    let ines = house.sign_in(INES).await.get("dependencies/1").await.is(200);
    assert!(!ines.has("form[action$='/promise']") && ines.has("form[action$='/withdrawal']"));
    let ask = house.sign_in(OTTO).await.get(&format!("{PAGE}/new")).await.is(200);
    assert!(!ask.has("main form.form"));
}

#[tokio::test]
async fn a_past_moment_can_be_read_and_not_changed() {
    let house = House::of(busy()).await;
    let version = house.desk().snapshot().version() - 1;
    let mut ruth = house.sign_in(RUTH).await;
    for path in [format!("{PAGE}?view=list&at={version}"), format!("{PAGE}?view=board&at={version}"), format!("dependencies/1?at={version}")] {
        let page = ruth.get(&path).await.is(200);
        assert_eq!(page.count("main form[method=post]"), 0, "{path}");
    }
    let page = ruth.get(&format!("{PAGE}?view=list&at={version}")).await.is(200);
    assert!(page.text(".pagehead p").starts_with("3 open"), "{}", page.text(".pagehead p"));
    assert!(page.attr("tr[data-row] a", "href").ends_with(&format!("at={version}")));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let house = House::of(busy()).await;
    let mut ruth = house.sign_in(RUTH).await;
    for path in ["dependencies/99", "dependencies/x", "dependencies/-1", "dependencies/4294967296", "groups/nowhere/dependencies"] {
        ruth.get(path).await.is(404);
    }
}
