//! Commands over a store that servers share are handled before a look-up; nobody can tell, except by the time it takes. Time stands
//! still here, so no server looks after the others by itself.

use crate::support::{self, Browser, House};
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::{RaiseImpediment, RetitleImpediment, WithdrawImpediment};
use rowlock_domain::meeting::About;
use rowlock_domain::person::command::RemovePerson;
use rowlock_domain::testing::{ADA, CHECKOUT, INES, PRODUCT, RUTH, Story, text, title};
use rowlock_domain::{Actor, ImpedimentId, Thing, Via};
use rowlock_engine::Submission;
use rowlock_engine::plain::{AccountId, Binding, PlainChange, StoreError, WorkspaceKey};
use rowlock_store::{Fault, Memory, Store};
use std::sync::Arc;
use std::time::Duration;

const RAISE: &str = "groups/product/impediments";
const IMP_1: ImpedimentId = ImpedimentId(1);

/// Two servers over one store.
async fn servers() -> (House, House) {
    let (story, store) = (Story::two_teams(), Arc::new(Memory::shared()));
    support::furnish(&store, "harbour", &story).await;
    let house = || House::over(Arc::clone(&store), story.now(), "http://127.0.0.1:7878", false);
    (house().await, house().await)
}

/// A form's key of its own.
fn key(number: u32) -> String {
    format!("{number:032x}")
}

async fn raise(browser: &mut Browser, number: u32) {
    browser.post(RAISE, &[("title", &format!("Obstacle {number}")), ("severity", "slows"), ("team", "1"), ("key", &key(number))]).await.is(303);
}

async fn remark(browser: &mut Browser, number: u32) -> support::Page {
    browser.post("impediments/1/contributions", &[("kind", "remark"), ("text", "Seen again"), ("key", &key(number))]).await
}

/// The two servers, with an impediment that both know, and somebody signed in whom the first server knows.
async fn at_work() -> (House, House, Browser) {
    let (a, b) = servers().await;
    let mut ines = a.sign_in(INES).await;
    raise(&mut ines, 1).await;
    ines.get("impediments/1").await.is(200);
    b.afresh(&ines).get("impediments/1").await.is(200);
    (a, b, ines)
}

async fn version(store: &Memory, key: WorkspaceKey) -> u64 {
    store.heads().await.unwrap()[&key].version
}

async fn account_of(house: &House) -> AccountId {
    Binding::account_of(&*house.store, house.desk().key, INES).await.unwrap().unwrap()
}

#[tokio::test(start_paused = true)]
async fn commands_are_kept_without_a_look_up_while_nobody_else_does_anything() {
    let (a, _b, mut ines) = at_work().await;
    let before = a.desk().snapshot().version();
    a.store.miss_look_ups(u32::MAX);
    for number in 100..120 {
        remark(&mut ines, number).await.is(303);
    }
    assert_eq!(a.engine().away_since(), None, "nobody has looked anything up");
    assert_eq!(version(&a.store, a.desk().key).await, before + 20);
    ines.get("impediments/1").await.is(200);
    assert!(a.engine().away_since().is_some(), "pages do, as ever");
}

#[tokio::test(start_paused = true)]
async fn what_is_on_its_way_and_shown_by_the_other_server_already_is_worked_upon_at_once() {
    let (a, b, mut ines) = at_work().await;
    let before = version(&a.store, a.desk().key).await;
    let (mut elsewhere, mut raising) = (b.afresh(&ines), a.afresh(&ines));
    a.store.stand_still(Duration::from_millis(50));
    let sent = tokio::spawn(async move { raise(&mut raising, 2).await });
    tokio::time::sleep(Duration::from_millis(10)).await;
    elsewhere.get("impediments/2").await.is(200);
    // Nobody here can learn it by asking.
    a.store.miss_look_ups(u32::MAX);
    ines.post("impediments/2/contributions", &[("kind", "remark"), ("text", "Seen there"), ("key", &key(3))]).await.is(303);
    sent.await.unwrap();
    assert_eq!(version(&a.store, a.desk().key).await, before + 2);
}

#[tokio::test(start_paused = true)]
async fn what_did_not_happen_stays_in_nothing_that_pages_share() {
    let (a, b, mut ines) = at_work().await;
    let (mut elsewhere, desk) = (b.afresh(&ines), a.desk());
    a.store.stand_still(Duration::from_millis(50));
    a.store.inject(Fault::Refuse(StoreError::Away("the connection was refused".to_owned())));
    let sent = tokio::spawn(async move {
        let phantom = RaiseImpediment {
            title: title("Phantom"),
            details: text(""),
            team: Some(CHECKOUT),
            group: PRODUCT,
            severity: Severity::Slows,
            holds_back: vec![],
            asked: vec![],
            goal: None,
            origin: None,
        };
        desk.submit(Submission::new(Actor::Person(INES), Via::Web, vec![phantom.into()])).await.unwrap_err();
    });
    tokio::time::sleep(Duration::from_millis(10)).await;
    remark(&mut elsewhere, 3).await.is(303);
    // Its page is drawn upon what is on its way, then once more.
    let page = ines.post(RAISE, &[("title", ""), ("severity", "slows"), ("team", "1"), ("key", &key(4))]).await.is(422);
    sent.await.unwrap();
    for page in [page, ines.get(RAISE).await.is(200)] {
        assert_eq!(page.text("nav .nav a[href$='/impediments']"), "Impediments1 open");
    }
}

#[tokio::test(start_paused = true)]
async fn a_form_without_a_key_waits_for_its_look_up() {
    let (a, _b, mut ines) = at_work().await;
    a.store.miss_look_ups(1);
    ines.post("impediments/1/contributions", &[("kind", "remark"), ("text", "Seen again")]).await.is(303);
    assert!(a.engine().away_since().is_some());
}

async fn sends_nothing(house: &House, browser: &mut Browser, status: u16) {
    let before = version(&house.store, house.desk().key).await;
    remark(browser, 2).await.is(status);
    assert_eq!(version(&house.store, house.desk().key).await, before);
}

#[tokio::test(start_paused = true)]
async fn a_session_ended_at_one_server_sends_nothing_more_at_the_other() {
    let (a, b, mut ines) = at_work().await;
    b.afresh(&ines).post("/sign-out", &[]).await.leads_to("/sign-in");
    sends_nothing(&a, &mut ines, 401).await;
}

#[tokio::test(start_paused = true)]
async fn an_account_parted_from_its_person_at_one_server_sends_nothing_more_at_the_other() {
    let (a, b, mut ines) = at_work().await;
    let binding = Binding { account: account_of(&a).await, workspace: a.desk().key, person: INES };
    b.engine().change(vec![PlainChange::delete(&binding)]).await.unwrap();
    sends_nothing(&a, &mut ines, 404).await;
}

#[tokio::test(start_paused = true)]
async fn who_was_removed_at_one_server_does_nothing_at_the_other() {
    let (a, b, mut ines) = at_work().await;
    b.act(ADA, RemovePerson { person: INES }).await;
    sends_nothing(&a, &mut ines, 404).await;
}

#[tokio::test(start_paused = true)]
async fn what_one_server_made_possible_the_other_accepts_at_once_and_what_it_made_impossible_it_refuses() {
    let (a, b) = servers().await;
    let mut ines = a.sign_in(INES).await;
    ines.get("groups/product").await;
    let mut beside = b.afresh(&ines);
    raise(&mut beside, 1).await;
    remark(&mut ines, 2).await.is(303);
    b.act(RUTH, WithdrawImpediment { impediment: IMP_1, why: text("Not ours") }).await;
    let fields = [("what_solved", "A restart"), ("key", &key(3))];
    ines.post("impediments/1/resolution", &fields).await.is(409);
    assert_eq!(a.desk().snapshot().version(), version(&a.store, a.desk().key).await);
}

#[tokio::test(start_paused = true)]
async fn a_command_made_of_what_the_other_server_changed_is_made_again() {
    let (a, b, mut ines) = at_work().await;
    b.act(RUTH, RetitleImpediment { impediment: IMP_1, title: title("Its new title") }).await;
    ines.post("impediments/1/topic", &[("key", &key(2))]).await.is(303);
    let model = Arc::clone(&a.desk().snapshot().model);
    let topic = model.meetings.iter().flat_map(|meeting| meeting.agenda()).find(|topic| topic.about == About::Thing(Thing::Impediment(IMP_1)));
    assert_eq!(topic.unwrap().title, title("Its new title"));
}

#[tokio::test(start_paused = true)]
async fn a_form_sent_to_both_servers_is_kept_once() {
    let (a, b, mut ines) = at_work().await;
    let before = version(&a.store, a.desk().key).await;
    let mut beside = b.afresh(&ines);
    let first = remark(&mut ines, 7).await.is(303);
    let again = remark(&mut beside, 7).await.is(303);
    assert_eq!(first.location(), again.location());
    assert_eq!(remark(&mut ines, 7).await.is(303).location(), first.location());
    assert_eq!(version(&a.store, a.desk().key).await, before + 1);
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_kept_is_told_as_open_and_found_out_by_sending_it_again() {
    let (a, _b, mut ines) = at_work().await;
    let before = version(&a.store, a.desk().key).await;
    let cut = || StoreError::Unknown("the connection was cut".to_owned());
    a.store.inject(Fault::Refuse(cut()));
    let page = remark(&mut ines, 2).await.is(503);
    assert!(page.text("h1").contains("Nobody knows yet"), "{}", page.text("main"));
    remark(&mut ines, 2).await.is(303);
    a.store.inject(Fault::LoseAnswer(cut()));
    remark(&mut ines, 3).await.is(303);
    assert_eq!(version(&a.store, a.desk().key).await, before + 2);
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_kept_is_never_told_as_refused() {
    let (a, b, mut ines) = at_work().await;
    a.store.inject(Fault::Refuse(StoreError::Unknown("the connection was cut".to_owned())));
    a.store.stand_still(Duration::from_millis(50));
    let mut leaving = b.afresh(&ines);
    let sent = tokio::spawn(async move { remark(&mut ines, 2).await });
    tokio::time::sleep(Duration::from_millis(10)).await;
    leaving.post("/sign-out", &[]).await.leads_to("/sign-in");
    let page = sent.await.unwrap().is(503);
    assert!(page.text("h1").contains("Nobody knows yet"), "{}", page.text("main"));
}
