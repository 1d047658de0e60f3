//! Impediments, risks, follow-ups, decisions, what changed, people, settings, series and search, by the real router.

use crate::support::House;
use rowlock_domain::ImpedimentId;
use rowlock_domain::testing::{ADA, INES, OTTO, RUTH, Story, TOMASZ};
use rowlock_engine::plain::{Mail, MailState};
use rowlock_engine::{Clock as _, Subject};

const LIST: &str = "/harbour/groups/product/impediments";

async fn house() -> House {
    House::of(Story::two_teams()).await
}

async fn raised(house: &House) {
    let fields =
        [("title", "No test cards"), ("severity", "stops"), ("team", "1"), ("asked", "2"), ("held", "3"), ("details", "two cards by Friday")];
    house.sign_in(INES).await.post(LIST, &fields).await.is(303);
}

#[tokio::test]
async fn an_impediment_is_raised_owned_resolved_and_confirmed_by_forms() {
    let house = house().await;
    raised(&house).await;
    let (mut ines, mut tomasz) = (house.sign_in(INES).await, house.sign_in(TOMASZ).await);
    let page = tomasz.get("/harbour/impediments/1").await.is(200);
    assert_eq!(page.text("h1"), "No test cards");
    assert!(page.text("main").contains("two cards by Friday"));
    tomasz.post("/harbour/impediments/1/owner", &[("owner", &TOMASZ.to_string())]).await.is(303);
    tomasz.post("/harbour/impediments/1/resolution", &[("what_solved", "new cards"), ("cause", "")]).await.is(303);
    tomasz.post("/harbour/impediments/1/confirmation", &[]).await.is(403);
    ines.post("/harbour/impediments/1/confirmation", &[]).await.is(303);
    assert!(ines.get("/harbour/impediments/1").await.text("main").contains("Resolved and confirmed"));
    tomasz.post("/harbour/impediments/1/resolution", &[("what_solved", "again")]).await.is(409);
}

#[tokio::test]
async fn board_and_list_show_it_and_the_filter_narrows_them() {
    let house = house().await;
    raised(&house).await;
    let mut ruth = house.sign_in(RUTH).await;
    let board = ruth.get(LIST).await.is(200);
    assert_eq!(board.texts(".lane:first-child .imp > b"), ["No test cards"]);
    let list = ruth.get(&format!("{LIST}?view=list")).await.is(200);
    assert_eq!(list.count("[data-row]"), 1);
    assert!(list.text("tbody").contains("nobody owns it"));
    assert_eq!(ruth.get(&format!("{LIST}?view=list&q=elephant")).await.count("[data-row]"), 0);
    assert_eq!(ruth.get(&format!("{LIST}?view=list&team=2")).await.count("[data-row]"), 1, "the asked team finds it too");
}

#[tokio::test]
async fn hundreds_of_open_impediments_are_counted_in_columns_and_their_page_stays_small() {
    let house = house().await;
    let mut ines = house.sign_in(INES).await;
    for n in 0..130 {
        ines.post(LIST, &[("title", &format!("Stuck for reason {n}")), ("severity", "slows"), ("team", "1")]).await.is(303);
        if n == 119 {
            assert_eq!(ines.get(LIST).await.count(".chart .dot"), 120, "each can still be seen");
        }
    }
    let page = ines.get(LIST).await.is(200);
    assert_eq!((page.count(".chart .dot"), page.count(".chart .bin")), (0, 1), "all were raised today");
    assert_eq!(page.texts(".astable td"), ["130"]);
    assert_eq!(page.count("[data-row]"), 50);
    assert!(page.body.len() < 150_000, "{} bytes", page.body.len());
}

#[tokio::test]
async fn of_many_remarks_the_last_are_shown_and_the_earlier_ones_are_a_click_away() {
    let house = house().await;
    raised(&house).await;
    let mut tomasz = house.sign_in(TOMASZ).await;
    for n in 1..=60 {
        tomasz.post("/harbour/impediments/1/contributions", &[("kind", "remark"), ("text", &format!("remark {n} of 60"))]).await.is(303);
    }
    let said = "section[aria-labelledby=h-said] li b";
    let page = tomasz.get("/harbour/impediments/1").await.is(200);
    assert_eq!((page.count(said), page.texts(said)[0].as_str()), (50, "remark 11 of 60"));
    assert_eq!(page.attr("section[aria-labelledby=h-said] p a", "href"), "/harbour/impediments/1?said=10#h-said");
    let earlier = tomasz.get("/harbour/impediments/1?said=10").await.is(200);
    assert_eq!((earlier.count(said), earlier.texts(said)[9].as_str()), (10, "remark 10 of 60"));
    for strange in ["0", "61", "-1", "x", "99999999999999999999"] {
        assert_eq!(tomasz.get(&format!("/harbour/impediments/1?said={strange}")).await.is(200).count(said), 50);
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_with_its_words_and_a_sentence() {
    let house = house().await;
    let mut ines = house.sign_in(INES).await;
    let long = "x".repeat(201);
    let page = ines.post(LIST, &[("title", &long), ("severity", "stops"), ("details", "kept")]).await.is(422);
    assert!(page.text("main form").contains("at most 200"));
    assert!(page.text("main textarea").contains("kept"));
    for bad in ["", "   ", "\u{202e}", "two\nlines", "nul\0"] {
        ines.post(LIST, &[("title", bad), ("severity", "stops")]).await.is(422);
    }
    assert!(house.desk().snapshot().model.impediment(ImpedimentId(1)).is_none(), "nothing was half-written");
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let house = house().await;
    let attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    house.sign_in(INES).await.post(LIST, &[("title", attack), ("severity", "slows"), ("team", "1")]).await.is(303);
    let page = house.sign_in(RUTH).await.get("/harbour/impediments/1").await.is(200);
    assert_eq!(page.text("h1"), attack);
    assert_eq!(page.count("main script, main img"), 0);
}

#[tokio::test]
async fn an_impediment_that_is_not_there_answers_like_any_other() {
    let house = house().await;
    let mut otto = house.sign_in(OTTO).await;
    for path in [
        "/harbour/impediments/99",
        "/harbour/impediments/abc",
        "/harbour/risks/1",
        "/harbour/follow-ups/7",
        "/harbour/decisions/7",
        "/elsewhere/impediments/1",
    ] {
        otto.get(path).await.is(404);
    }
}

#[tokio::test]
async fn a_past_moment_is_shown_and_offers_no_form() {
    let house = house().await;
    let before = house.desk().snapshot().version();
    raised(&house).await;
    let mut ines = house.sign_in(INES).await;
    let then = ines.get(&format!("{LIST}?at={before}&view=list")).await.is(200);
    assert_eq!(then.count("[data-row]"), 0);
    let now = house.desk().snapshot().version();
    let page = ines.get(&format!("/harbour/impediments/1?at={now}")).await.is(200);
    assert_eq!(page.count("main form[method=post]"), 0);
    ines.get(&format!("{LIST}?at=999999")).await.is(404);
    ines.get(&format!("{LIST}?at=yesterday")).await.is(422);
}

#[tokio::test]
async fn a_risk_is_named_watched_and_dealt_with() {
    let house = house().await;
    let mut ines = house.sign_in(INES).await;
    ines.post("/harbour/groups/product/risks", &[("title", "The lab may close"), ("team", "1"), ("expected_on", "2026-12-24")]).await.is(303);
    ines.post("/harbour/risks/1/owner", &[("owner", &INES.to_string())]).await.is(303);
    ines.post("/harbour/risks/1/end", &[("how", "accepted"), ("why", "")]).await.is(422);
    ines.post("/harbour/risks/1/end", &[("how", "accepted"), ("why", "one week is fine")]).await.is(303);
    assert!(ines.get("/harbour/risks/1").await.text("main").contains("Accepted"));
}

#[tokio::test]
async fn follow_ups_and_decisions_are_kept_by_who_leads() {
    let house = house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let follow_up = [("text", "Ask the lab"), ("owner", &*INES.to_string()), ("due", "2026-11-25")];
    ruth.post("/harbour/groups/product/follow-ups", &follow_up).await.is(303);
    assert!(ruth.get("/harbour/groups/product/follow-ups").await.text("tbody").contains("Ask the lab"));
    house.sign_in(OTTO).await.post("/harbour/follow-ups/1/completion", &[]).await.is(403);
    house.sign_in(INES).await.post("/harbour/follow-ups/1/completion", &[]).await.is(303);
    ruth.post("/harbour/groups/product/follow-ups", &[("text", "x"), ("owner", ""), ("due", "2026-02-30")]).await.is(422);
    let decision = [("text", "Two deploys a day"), ("because", "queues are long"), ("binds", "1"), ("binds", "2")];
    ruth.post("/harbour/groups/product/decisions", &decision).await.is(303);
    let page = ruth.get("/harbour/decisions/1").await.is(200);
    assert_eq!(page.text("h1"), "Two deploys a day");
    house.sign_in(INES).await.post("/harbour/groups/product/decisions", &decision).await.is(403);
}

#[tokio::test]
async fn what_changed_tells_each_change_in_a_sentence() {
    let house = house().await;
    raised(&house).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("/harbour/groups/product/changes").await.is(200);
    assert!(page.texts(".day b").iter().any(|line| line.contains("No test cards")));
    let filtered = ruth.get("/harbour/groups/product/changes?kind=dependencies").await.is(200);
    assert!(!filtered.text("main").contains("No test cards"));
    ruth.post("/harbour/groups/product/changes/seen", &[]).await.is(303);
    assert!(!ruth.get("/harbour/groups/product/changes?since=looked").await.text(".content").contains("No test cards"));
    let none = ruth.get("/harbour/groups/product/changes?from=2026-01-05&to=2026-01-06").await.is(200);
    assert!(none.text("main").contains("Nothing happened in this time."), "{}", none.text("main"));
}

#[tokio::test]
async fn a_past_page_names_the_minute_asked_for_and_the_last_change_before_it() {
    let house = house().await;
    raised(&house).await;
    let raised_at = house.clock.now();
    house.clock.set(raised_at.plus_seconds(3 * 3_600));
    let mut ruth = house.sign_in(RUTH).await;
    let way = ruth.get("/harbour/groups/product/moment?day=2026-11-23&time=09:30").await.is(303).location().unwrap();
    assert_eq!(way, "/harbour/groups/product?at=2026-11-23T09:30Z");
    let page = ruth.get(&way).await.is(200);
    let said = page.text("main > .note");
    assert!(said.starts_with("As it was on Monday 23 November 2026 09:30."), "{said}");
    assert!(said.contains("The last change before it came at 08:00."), "{said}");
    assert!(page.attrs("nav a", "href").iter().any(|href| href.ends_with("/impediments?at=2026-11-23T09:30Z")));
    let changed = ruth.get("/harbour/groups/product/changes?from=2026-11-20&at=2026-11-23T09:30Z").await.is(200);
    assert!(changed.text("main").contains("until Mon 23 Nov 09:30"), "{}", changed.text("main"));
    assert!(changed.has("input[name=at][value='2026-11-23T09:30Z']"));
    let minute = ruth.get("/harbour/groups/product?at=2026-11-23T08:00Z").await.is(200);
    assert!(!minute.text("main > .note").contains("last change"), "what changed within that minute is shown");
    let early = ruth.get("/harbour/groups/product/moment?day=2020-01-01&time=09:30").await.is(303).location().unwrap();
    ruth.get(&early).await.is(200);
    ruth.get("/harbour/groups/product?at=2020-01-01T09:30Z").await.is(404);
}

#[tokio::test]
async fn an_impediment_without_severity_or_of_an_unknown_team_comes_back_with_what_was_typed() {
    let house = house().await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.post(LIST, &[("title", "No test cards"), ("team", "1")]).await.is(422);
    assert!(page.text("#f-severity-error").contains("does work stop"), "{}", page.text("#f-severity-error"));
    assert_eq!(page.attr("input[name=title]", "value"), "No test cards");
    let page = ines.post(LIST, &[("title", "No test cards"), ("severity", "stops"), ("team", "99")]).await.is(422);
    assert!(page.text("#f-team-error").contains("Choose one from the list"));
    assert_eq!(page.attr("input[name=title]", "value"), "No test cards");
    let page = ines.post(LIST, &[("title", "No test cards"), ("severity", "stops"), ("team", "1"), ("goal", "77")]).await.is(422);
    assert!(page.text("main").contains("Something chosen here is not there"));
    assert_eq!(page.attr("input[name=title]", "value"), "No test cards");
}

#[tokio::test]
async fn settings_name_mails_that_were_given_up_to_who_can_mend_it() {
    let house = house().await;
    let mut mail = Mail {
        workspace: house.desk().key,
        reactor: "invitation".to_owned(),
        version: 1,
        recipient: INES.to_string(),
        content: serde_json::to_string(&Subject::Invitation { person: INES, path: "/invitation/x".to_owned() }).unwrap(),
        state: MailState::Waiting,
        tries: 1,
        next_try: house.clock.now(),
        trouble: Some("no such mailbox".to_owned()),
    };
    house.engine().change(mail.settle()).await.unwrap();
    let mut ada = house.sign_in(ADA).await;
    let page = ada.get("/harbour/groups/product/settings").await.is(200);
    assert!(!page.has("#h-mails"), "it is still tried");
    mail.state = MailState::Failed;
    house.engine().change(mail.settle()).await.unwrap();
    let page = ada.get("/harbour/groups/product/settings").await.is(200);
    let said = page.text("section:has(#h-mails)");
    assert!(said.contains("Ines Moreau") && said.contains("invitation") && said.contains("no such mailbox"), "{said}");
    assert!(said.contains("Correct the address"), "{said}");
    assert!(!house.sign_in(OTTO).await.get("/harbour/groups/product/settings").await.has("#h-mails"));
}

#[tokio::test]
async fn two_people_do_not_share_a_mail_address() {
    let house = house().await;
    let mut ada = house.sign_in(ADA).await;
    let page = ada.post("/harbour/people", &[("name", "Ines Two"), ("mail", "INES@example.org")]).await.is(422);
    assert!(page.text("#f-mail-error").contains("Ines Moreau has this address already"));
    ada.post(&format!("/harbour/people/{OTTO}/profile"), &[("name", "Otto"), ("mail", "ines@example.org")]).await.is(422);
    ada.post(&format!("/harbour/people/{INES}/profile"), &[("name", "Ines"), ("mail", "ines@example.org")]).await.is(303);
}

#[tokio::test]
async fn administrators_add_people_and_others_do_not() {
    let house = house().await;
    let mut ada = house.sign_in(ADA).await;
    ada.post("/harbour/people", &[("name", "Nora Eide"), ("mail", "nora@harbour.example")]).await.is(303);
    assert!(ada.get("/harbour/people").await.text("tbody").contains("Nora Eide"));
    let refused = ada.post("/harbour/people", &[("name", "Eve"), ("mail", "a@b>,c@d")]).await.is(422);
    assert!(refused.text("main").contains("name@example.org"));
    house.sign_in(OTTO).await.post("/harbour/people", &[("name", "Mallory")]).await.is(403);
    let last = ada.post(&format!("/harbour/people/{ADA}/administration/end"), &[]).await;
    assert_eq!(last.status, 409, "the last administrator stays");
}

#[tokio::test]
async fn settings_hold_seats_meetings_rules_and_closing_days() {
    let house = house().await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("/harbour/groups/product/settings").await.is(200);
    assert_eq!(page.count(".seats > li"), 3);
    let series =
        [("title", "MetaScrum"), ("kind", "meta_scrum"), ("day", "WE"), ("time", "14:00"), ("minutes", "30"), ("every", "2"), ("zone", "Etc/UTC")];
    ruth.post("/harbour/groups/product/series", &series).await.is(303);
    assert!(ruth.get("/harbour/series/2").await.is(200).text("main").contains("every 2 weeks on Wed"));
    for minutes in ["0", "-5", "481", "abc"] {
        let bad = [("title", "x"), ("kind", "other"), ("day", "WE"), ("time", "14:00"), ("minutes", minutes), ("zone", "Etc/UTC")];
        ruth.post("/harbour/groups/product/series", &bad).await.is(422);
    }
    ruth.post("/harbour/groups/product/closing-days", &[("from", "2026-12-24"), ("until", "2026-12-20"), ("why", "")]).await.is(422);
    ruth.post("/harbour/groups/product/closing-days", &[("from", "2026-12-24"), ("until", "2027-01-03"), ("why", "closed")]).await.is(303);
    assert!(ruth.get("/harbour/groups/product/settings").await.text("main").contains("24 Dec"));
}

#[tokio::test]
async fn search_finds_pages_by_name_and_days_by_date() {
    let house = house().await;
    house.sign_in(INES).await.post("/harbour/groups/product/risks", &[("title", "The lab may close"), ("expected_on", "2026-12-03")]).await.is(303);
    let mut otto = house.sign_in(OTTO).await;
    let pages = otto.get("/harbour/search?q=settings").await.is(200);
    assert!(pages.attrs("section:has(#h-pages) a", "href").contains(&"/harbour/groups/product/settings".to_owned()));
    let other = otto.get("/harbour/search?q=logistics+settings").await.is(200);
    assert_eq!(other.attrs("section:has(#h-pages) a", "href"), ["/harbour/groups/logistics/settings"]);
    assert_eq!(otto.get("/harbour/search?q=password").await.attrs("section:has(#h-pages) a", "href"), ["/harbour/me"]);
    let ahead = otto.get("/harbour/search?q=3+December").await.is(200);
    assert_eq!(ahead.text("#h-day"), "Thursday 3 December 2026");
    assert_eq!(ahead.texts("section:has(#h-day) a"), ["Expected: The lab may close"]);
    let past = otto.get("/harbour/search?q=20+Nov").await.is(200);
    let hrefs = past.attrs("section:has(#h-day) a", "href");
    assert_eq!(hrefs[0], "/harbour/groups/product/changes?from=2026-11-20&to=2026-11-20");
    otto.get(&hrefs[0]).await.is(200);
}

#[tokio::test]
async fn search_jumps_to_numbers_and_codes_and_takes_words_literally() {
    let house = house().await;
    raised(&house).await;
    let mut otto = house.sign_in(OTTO).await;
    otto.get("/harbour/search?q=imp-1").await.leads_to("/harbour/impediments/1");
    otto.get("/harbour/search?q=PAY").await.leads_to("/harbour/teams/PAY");
    assert!(otto.get("/harbour/search?q=test+cards").await.is(200).text("main").contains("No test cards"));
    for words in ["%22", "NEAR(", "*", "%25%27--", "IMP-99999999999"] {
        otto.get(&format!("/harbour/search?q={words}")).await.is(200);
    }
}

#[tokio::test]
async fn a_filter_says_how_many_match_and_stays_when_the_view_changes() {
    let house = house().await;
    raised(&house).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get(&format!("{LIST}?view=list&q=elephant")).await.is(200);
    assert!(page.text(".pagehead p").starts_with("0 of 1 open match. Show all."), "{}", page.text(".pagehead p"));
    assert_eq!(page.text(".empty b"), "None of the open ones matches");
    let board = page.attrs("nav.seg a", "href").into_iter().find(|href| href.contains("view=board")).unwrap();
    assert!(board.contains("q=elephant"), "{board}");
    assert!(ruth.get(&board).await.is(200).text(".pagehead p").starts_with("0 of 1 open match."));
}

#[tokio::test]
async fn an_empty_board_says_what_would_be_here_and_what_to_do() {
    let house = house().await;
    let page = house.sign_in(RUTH).await.get(LIST).await.is(200);
    assert_eq!(page.text(".empty b"), "Nothing holds this group back");
    assert_eq!(page.attr(".empty a", "href"), format!("{LIST}/new"));
}

#[tokio::test]
async fn an_impediments_days_are_the_same_on_its_card_and_in_its_history() {
    let house = house().await;
    raised(&house).await;
    // Resolved on the second day after, an hour earlier on the clock: two calendar days, less than 48 hours.
    house.clock.set(house.clock.now().plus_seconds(47 * 3600));
    let mut ines = house.sign_in(INES).await;
    ines.post("impediments/1/resolution", &[("what_solved", "new cards"), ("cause", "")]).await.is(303);
    let page = ines.get("impediments/1").await.is(200);
    assert!(page.text("dl.figs").contains("2 d"), "{}", page.text("dl.figs"));
    assert!(page.text("section[aria-labelledby=h-history]").contains("Resolved after 2 d"), "{}", page.text("section[aria-labelledby=h-history]"));
}

#[tokio::test]
async fn an_impediment_is_put_on_the_agenda_of_the_next_meeting_once() {
    let house = house().await;
    raised(&house).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.submit("impediments/1/topic", &[]).await.is(200);
    let meeting = page.attr(".pagehead .actions a.link", "href");
    assert!(!page.has("form[action$='/topic']"), "it is on already");
    assert!(otto.get(&meeting).await.is(200).texts("ol.things b").contains(&"No test cards".to_owned()));
    assert!(!page.has("a.btn.primary"), "who may not tend it is not led to resolve it");
}
