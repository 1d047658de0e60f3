//! Before the meeting.

use super::{open_house, story};
use crate::support::House;
use rowlock_domain::meeting::MeetingState;
use rowlock_domain::testing::{INES, OTTO, RUTH, SAMUEL};
use rowlock_domain::{MeetingId, Thing};

#[tokio::test]
async fn the_group_leads_to_its_next_meeting_and_later_ones_have_no_number_yet() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    // The clock asked for its check-ins, which gave it a number; the one after it has none.
    ruth.get("groups/product/meeting").await.leads_to("/harbour/meetings/1");
    assert_eq!(ruth.get("meetings/1").await.is(200).text("h1"), "Scrum of Scrums, today 09:30");
    let page = ruth.get("series/1/2026-11-26").await.is(200);
    assert_eq!(page.text("h1"), "Scrum of Scrums, Thu 26 Nov 09:30");
    assert!(page.text(".pagehead p").starts_with("Scrum of Scrums, 15 minutes"));
    assert!(page.texts("ol.things b").iter().any(|title| title.contains("sandbox rejects")), "{:?}", page.texts("ol.things b"));
    assert_eq!(page.texts(".att form[action$=reminders]").len(), 3);
    assert_eq!(page.attr(".next", "href"), "/harbour/meetings/1");
}

#[tokio::test]
async fn whoever_may_not_open_sees_the_agenda_without_buttons() {
    let house = House::of(story()).await;
    let page = house.sign_in(OTTO).await.get("series/1/2026-11-26").await.is(200);
    assert!(!page.has("form[action$=opening]"));
    assert!(!page.has("form[action$=put-off]"));
    assert!(page.has("form[action$=topics]"), "everybody may propose a topic");
}

#[tokio::test]
async fn the_first_thing_done_to_an_occurrence_gives_it_a_number_and_its_address_leads_on() {
    let house = House::of(story()).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.submit("series/1/2026-11-24/topics", &[("title", "Holidays"), ("minutes", "5")]).await.is(200);
    assert!(page.texts("ol.things b").contains(&"Holidays".to_owned()));
    otto.get("series/1/2026-11-24").await.leads_to("/harbour/meetings/1");
    otto.get("series/1/2026-11-24T09:30").await.leads_to("/harbour/meetings/1");
}

#[tokio::test]
async fn what_does_not_fit_a_proposal_is_said_at_its_field() {
    let house = House::of(story()).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.post("series/1/2026-11-24/topics", &[("title", "  "), ("minutes", "600")]).await.is(422);
    assert!(page.text("#f-title-error").contains("empty"));
    assert!(page.text("#f-minutes-error").contains("1 to 60"));
    assert_eq!(page.attr("#f-minutes", "value"), "600");
    let long = "x".repeat(300);
    let page = otto.post("series/1/2026-11-24/topics", &[("title", &long)]).await.is(422);
    assert!(page.text("#f-title-error").contains("200"));
}

#[tokio::test]
async fn days_on_which_nobody_meets_are_not_found() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    for start in ["2026-11-25", "2026-02-30", "9999-99-99", "2026-11-24T09:31", "tomorrow", "-1", "2026-11-24T"] {
        assert_eq!(ruth.get(&format!("series/1/{start}")).await.status, 404, "{start}");
    }
    for meeting in ["0", "99", "-1", "4294967296", "x"] {
        assert_eq!(ruth.get(&format!("meetings/{meeting}")).await.status, 404, "{meeting}");
    }
}

#[tokio::test]
async fn a_thing_is_put_off_and_taken_back_in() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.submit("series/1/2026-11-24/put-off", &[("thing", "impediment:1")]).await.is(200);
    assert!(page.texts("ul.things .what").iter().any(|line| line.contains("Put off by hand")));
    let page = ruth.submit("meetings/1/put-off/end", &[("thing", "impediment:1")]).await.is(200);
    assert!(!page.has("form[action$='put-off/end']"));
    ruth.post("meetings/1/put-off", &[("thing", "nonsense")]).await.is(422);
    ruth.post("meetings/1/put-off", &[("thing", "impediment:999")]).await.is(422);
}

#[tokio::test]
async fn a_meeting_is_moved_with_its_reason_and_never_into_the_past() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.post("series/1/2026-11-24/start", &[("starts_at", "2026-11-20"), ("time", "09:30"), ("why", "x")]).await.is(422);
    assert!(page.text("#f-starts_at-error").contains("passed"));
    let page = ruth.submit("series/1/2026-11-24/start", &[("starts_at", "2026-11-25"), ("time", "10:00"), ("why", "Fire drill")]).await.is(200);
    assert_eq!(page.text("h1"), "Scrum of Scrums, tomorrow 10:00");
    let page = ruth.post("meetings/1/start", &[("starts_at", "2026-13-45"), ("time", "25:61")]).await.is(422);
    assert!(page.text("#f-starts_at-error").contains("date") && page.text("#f-time-error").contains("time of day"));
}

#[tokio::test]
async fn a_meeting_that_nobody_needs_says_why_and_can_be_held_after_all() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.post("series/1/2026-11-24/skip", &[("why", "")]).await.is(422);
    assert!(page.text("#f-why-off-error").contains("why"));
    let page = ruth.submit("series/1/2026-11-24/skip", &[("why", "Nothing waits")]).await.is(200);
    assert!(page.text(".note").contains("Nothing waits"));
    ruth.get("groups/product/meeting").await.leads_to("/harbour/series/1/2026-11-26");
    let page = ruth.submit("meetings/1/reinstatement", &[]).await.is(200);
    assert!(page.has("form[action$=opening]"));
}

#[tokio::test]
async fn somebody_says_that_they_cannot_come_and_another_stands_in() {
    let house = House::of(story()).await;
    let mut samuel = house.sign_in(SAMUEL).await;
    let page = samuel.submit("series/1/2026-11-24/attendance", &[("member", "team-3"), ("here", "0")]).await.is(200);
    assert!(page.texts(".att li").iter().any(|line| line.contains("Mobile, cannot come")), "{:?}", page.texts(".att li"));
    let model = house.desk().snapshot().model.clone();
    assert!(!model.meeting(MeetingId(1)).unwrap().attendance.values().any(|attendance| attendance.here));
    house.sign_in(INES).await.post("meetings/1/attendance", &[("member", "team-3")]).await.is(403);
}

#[tokio::test]
async fn a_reminder_gives_the_meeting_its_number_and_is_noted() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.submit("series/1/2026-11-24/reminders", &[("member", "team-1")]).await.is(200);
    assert!(page.texts(".att small").iter().any(|words| words.contains("reminded")));
}

#[tokio::test]
async fn opening_fixes_the_agenda_and_shows_the_projection() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.submit("series/1/2026-11-24/opening", &[]).await.is(200);
    assert_eq!(page.text(".now h2"), "Welcome");
    assert_eq!(page.attr("live-source", "mode"), "meeting");
    assert!(page.attr("live-source", "scopes").contains("meeting:1"));
    let state = house.desk().snapshot().model.meeting(MeetingId(1)).unwrap().state.clone();
    assert_eq!(state, MeetingState::Open);
    house.sign_in(INES).await.get("groups/product/meeting").await.leads_to("/harbour/meetings/1");
}

#[tokio::test]
async fn a_past_moment_shows_the_plan_without_forms() {
    let house = open_house().await;
    let before = house.desk().snapshot().model.history(Thing::Meeting(MeetingId(1))).next().unwrap().stamp.version - 1;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get(&format!("series/1/2026-11-24?at={before}")).await.is(200);
    assert_eq!(page.count("main form[method=post]"), 0, "{:?}", page.attrs("main form[method=post]", "action"));
}

#[tokio::test]
async fn opened_days_before_its_time_it_asks_first_and_is_called_by_the_day_on_which_it_was_held() {
    let house = House::of(story()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let asks = "/harbour/series/1/2026-11-26?open=early";
    ruth.post("series/1/2026-11-26/opening", &[]).await.leads_to(asks);
    let page = ruth.get(asks).await.is(200);
    assert!(page.text(".note").contains("It starts Thu 26 Nov 09:30."), "{}", page.text(".note"));
    assert_eq!(page.count("form[action$=opening]"), 1, "one button opens it, and it says so");
    let page = ruth.submit("series/1/2026-11-26/opening", &[("early", "yes")]).await.is(200);
    assert_eq!(page.text("#topic"), "Welcome");
    let id = house.desk().snapshot().model.meetings.last().unwrap().id.0;
    let page = ruth.submit(&format!("meetings/{id}/close"), &[]).await.is(200);
    assert!(page.text("h1").ends_with("Tue 24 Nov"), "{}", page.text("h1"));
    assert!(page.text(".pagehead p").contains("It was planned for Thu 26 Nov."), "{}", page.text(".pagehead p"));
    let next = ruth.get("series/1").await.is(200);
    assert!(!next.texts("section[aria-labelledby=h-next] li b").iter().any(|when| when.contains("26 Nov")), "what was held is not to come");
}
