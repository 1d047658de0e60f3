//! Several servers over one database: nobody can tell which one answers. Each story is told in memory and in PostgreSQL.

use crate::support::{House, beside, by, house_over, profile, raise};
use rowlock_domain::impediment::command::OwnImpediment;
use rowlock_domain::person::command::RemovePerson;
use rowlock_domain::testing::{INES, RUTH, SAMUEL, TOMASZ, text};
use rowlock_domain::{Actor, Event, ImpedimentId, Thing, Via};
use rowlock_engine::plain::{AccountId, Draft, PlainChange, Session, StoreError};
use rowlock_engine::{Desk, Done, Glance, Key, Submission, SubmitError};
use rowlock_store::testing::Database;
use rowlock_store::{Fault, Memory, Postgres, PostgresSettings, Store};
use std::sync::Arc;
use std::time::Duration;

/// Tells a story to two servers that share a database.
macro_rules! at_two_servers {
    ($($name:ident($a:ident, $b:ident) $story:block)*) => {
        mod memory {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() {
                let store: Arc<dyn Store> = Arc::new(Memory::shared());
                let a = house_over(Arc::clone(&store), None).await;
                let b = beside(&a, store, None).await;
                super::$name(&a, &b).await;
            })*
        }
        mod postgres {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() {
                let database = Database::new();
                let a = house_over(connected(&database).await, None).await;
                let b = beside(&a, connected(&database).await, None).await;
                super::$name(&a, &b).await;
                for house in [a, b] {
                    house.engine.stop().await.unwrap();
                }
            })*
        }
        $(async fn $name($a: &House, $b: &House) $story)*
    };
}

async fn connected(database: &Database) -> Arc<dyn Store> {
    Arc::new(Postgres::connect(PostgresSettings::new(&database.url)).await.unwrap())
}

/// What a server knows of the others without asking.
fn glance(house: &House) -> Glance {
    Glance { generation: house.engine.generation_now(), others: house.desk.ahead().others }
}

fn session(house: &House) -> Session {
    let now = house.now();
    let expires = now.plus_seconds(60);
    Session { token_hash: "t".to_owned(), account: AccountId::random(), created: now, last_seen: now, expires, user_agent: String::new() }
}

async fn soon(holds: impl Fn() -> bool) -> bool {
    for _ in 0..400 {
        if holds() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    false
}

at_two_servers! {
    what_one_acknowledged_the_other_shows_at_once(a, b) {
        for n in 0..20 {
            let (one, other) = if n % 2 == 0 { (a, b) } else { (b, a) };
            let done = one.desk.submit(by(INES, raise(&format!("Obstacle {n}")))).await.unwrap();
            other.engine.freshen(Some("harbour")).await.unwrap();
            assert!(other.desk.snapshot().version() >= done.version, "round {n}");
        }
        assert_eq!(a.desk.snapshot().model.impediments.len(), 20);
    }

    words_that_one_removed_are_in_no_past_moment_of_the_other(a, b) {
        let raised = a.desk.submit(by(INES, raise("Mrs Marlow keeps the key"))).await.unwrap().version;
        a.desk.submit(by(INES, raise("Later"))).await.unwrap();
        b.engine.freshen(Some("harbour")).await.unwrap();
        assert!(format!("{:?}", b.desk.as_of(raised).await).contains("Marlow"));
        a.desk.redact(Actor::Operator, Via::Cli, vec![(raised, text("title"))], text("It names somebody")).await.unwrap();
        b.engine.freshen(Some("harbour")).await.unwrap();
        for house in [a, b] {
            assert!(!format!("{:?}", house.desk.as_of(raised).await).contains("Marlow"));
        }
    }

    words_that_the_other_has_copied_meanwhile_go_too(a, b) {
        let raised = a.desk.submit(by(INES, raise("Mrs Marlow keeps the key"))).await.unwrap().version;
        b.engine.freshen(Some("harbour")).await.unwrap();
        b.desk.submit(by(INES, raise("Again: Mrs Marlow keeps the key"))).await.unwrap();
        a.desk.redact(Actor::Operator, Via::Cli, vec![(raised, text("title"))], text("It names somebody")).await.unwrap();
        assert!(!format!("{:?}", a.desk.snapshot().model).contains("Marlow"));
    }

    an_open_page_hears_of_it_without_asking(a, b) {
        let mut version = b.desk.changes.follow();
        let shown = *version.borrow_and_update();
        let done = a.desk.submit(by(INES, raise("No test cards"))).await.unwrap();
        tokio::time::timeout(Duration::from_secs(20), version.wait_for(|now| *now >= done.version)).await.unwrap().unwrap();
        let notice = b.desk.notice_since(shown);
        assert_eq!(notice.version, done.version);
        assert!(notice.touched.unwrap().contains(&Thing::Impediment(ImpedimentId(1))));
    }

    writers_at_both_get_numbers_of_their_own_and_nothing_is_lost(a, b) {
        let before = a.desk.snapshot().version();
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..60 {
            let desk: Arc<Desk> = Arc::clone(if n % 2 == 0 { &a.desk } else { &b.desk });
            tasks.spawn(async move { desk.submit(by(INES, raise(&format!("Obstacle {n}")))).await.unwrap().version });
        }
        let mut versions: Vec<u64> = tasks.join_all().await;
        versions.sort_unstable();
        assert_eq!(versions, (before + 1..=before + 60).collect::<Vec<_>>());
        for house in [a, b] {
            house.engine.freshen(Some("harbour")).await.unwrap();
        }
        assert_eq!(*a.desk.snapshot().model, *b.desk.snapshot().model);
        assert_eq!(a.desk.snapshot().head, b.desk.snapshot().head);
    }

    a_form_sent_again_to_the_other_server_is_done_once(a, b) {
        let once = || by(INES, raise("Once")).once(Some(Key::new("key-1", b"Once")));
        let (first, second) = tokio::join!(a.desk.submit(once()), b.desk.submit(once()));
        assert_eq!(first.unwrap().version, second.unwrap().version);
        b.engine.freshen(Some("harbour")).await.unwrap();
        assert!(b.desk.submit(once()).await.unwrap().replayed);
        let edited = by(INES, raise("Edited")).once(Some(Key::new("key-1", b"Edited")));
        assert!(matches!(b.desk.submit(edited).await, Err(SubmitError::KeyReused)), "other words under the key, at the other server");
        assert_eq!(b.desk.snapshot().model.impediments.len(), 1);
    }

    a_form_from_before_what_the_other_did_is_decided_upon_what_stands(a, b) {
        a.desk.submit(by(INES, raise("Contested"))).await.unwrap();
        b.engine.freshen(Some("harbour")).await.unwrap();
        let thing = Thing::Impediment(ImpedimentId(1));
        let shown = b.desk.snapshot().model.touched(thing);
        let own = |owner| Submission::new(Actor::Person(RUTH), Via::Web, vec![OwnImpediment { impediment: ImpedimentId(1), owner }.into()]).expecting(Some((thing, shown)));
        let (one, other) = tokio::join!(a.desk.submit(own(TOMASZ)), b.desk.submit(own(INES)));
        assert!(one.is_ok() != other.is_ok(), "one of them saw what the other did");
    }

    what_was_made_without_a_look_up_is_kept_while_only_its_own_server_writes(a, b) {
        a.engine.freshen(Some("harbour")).await.unwrap();
        let glance = glance(a);
        for n in 0..10 {
            let done = a.desk.submit(by(INES, raise(&format!("Obstacle {n}"))).at_a_glance(glance)).await.unwrap();
            assert_eq!(done.events.len(), 1);
        }
        assert_eq!(glance, self::glance(a), "own commits are nothing that others did");
        b.engine.freshen(Some("harbour")).await.unwrap();
        assert_eq!(b.desk.snapshot().model.impediments.len(), 10);
    }

    what_was_made_without_a_look_up_is_not_kept_once_another_server_did_anything(a, b) {
        let (session, glanced) = (session(a), || by(INES, raise("Made of what was known")));
        a.engine.change(vec![PlainChange::insert(&session)]).await.unwrap();
        for n in 0..3 {
            a.engine.freshen(Some("harbour")).await.unwrap();
            b.engine.freshen(Some("harbour")).await.unwrap();
            let glance = glance(a);
            match n {
                0 => drop(b.desk.submit(by(INES, raise("At the other"))).await.unwrap()),
                1 => b.engine.change(vec![PlainChange::take(&session)]).await.unwrap(),
                _ => b.engine.change(vec![PlainChange::put(&profile(&b.desk, INES, "Ines Moreau-Adler"))]).await.unwrap(),
            }
            let version = b.desk.snapshot().version();
            // Who waits for the same commit and has looked gets it all the same.
            let (outdated, looked) = tokio::join!(a.desk.submit(glanced().at_a_glance(glance)), a.desk.submit(by(INES, raise("After a look-up"))));
            assert!(matches!(outdated, Err(SubmitError::Outdated)), "round {n}: {outdated:?}");
            assert_eq!(looked.unwrap().version, version + 1, "round {n}");
            assert!(matches!(a.desk.submit(glanced().at_a_glance(glance)).await, Err(SubmitError::Outdated)), "not later either");
            a.engine.freshen(Some("harbour")).await.unwrap();
            assert_eq!(a.desk.submit(glanced().at_a_glance(self::glance(a))).await.unwrap().version, version + 2, "round {n}");
        }
    }

    a_session_that_ends_at_one_is_forgotten_by_the_other(a, b) {
        let session = session(a);
        a.engine.change(vec![PlainChange::insert(&session)]).await.unwrap();
        b.engine.freshen(None).await.unwrap();
        let generation = b.engine.generation();
        let kept = *generation.borrow();
        a.engine.change(vec![PlainChange::take(&session)]).await.unwrap();
        b.engine.freshen(None).await.unwrap();
        assert!(*generation.borrow() > kept);
        assert_eq!(Session::by_token_hash(&**b.engine.store(), "t").await.unwrap(), None);
    }

    a_new_name_and_a_draft_are_found_at_the_other(a, b) {
        let mut renamed = by(INES, raise("Something"));
        renamed.profiles = vec![profile(&a.desk, INES, "Ines Moreau-Adler")];
        a.desk.submit(renamed).await.unwrap();
        let draft = Draft { workspace: a.desk.key, person: INES, form: "checkin/3/M-9".to_owned(), content: "{}".to_owned(), saved_at: a.now() };
        a.engine.change(vec![PlainChange::put(&draft)]).await.unwrap();
        b.engine.freshen(Some("harbour")).await.unwrap();
        assert_eq!(b.desk.snapshot().profiles.name(INES), "Ines Moreau-Adler");
        assert_eq!(b.desk.snapshot().profile_version, a.desk.snapshot().profile_version);
        assert_eq!(Draft::of(&**b.engine.store(), b.desk.key, INES, "checkin/3/M-9").await.unwrap(), Some(draft));
    }

    a_name_changed_at_one_is_found_by_the_other_also_after_erasing_somebody_twice(a, b) {
        let remove = Submission::new(Actor::Operator, Via::Cli, vec![RemovePerson { person: SAMUEL }.into()]);
        a.desk.submit(remove).await.unwrap();
        for _ in 0..2 {
            a.desk.erase(Actor::Operator, Via::Cli, SAMUEL).await.unwrap();
        }
        b.engine.change(vec![PlainChange::put(&profile(&b.desk, INES, "Ines Moreau-Adler"))]).await.unwrap();
        a.engine.freshen(Some("harbour")).await.unwrap();
        assert_eq!(a.desk.snapshot().profiles.name(INES), "Ines Moreau-Adler");
    }

    a_workspace_founded_at_one_is_entered_at_the_other(a, b) {
        let founded = a.engine.create("yard").await.unwrap();
        assert_eq!(b.engine.enter("yard").await.unwrap().unwrap().key, founded.key);
        assert!(b.engine.enter("nowhere").await.unwrap().is_none());
    }

    a_workspace_that_nobody_uses_leaves_memory_and_comes_back(a, b) {
        a.desk.submit(by(INES, raise("Stays in the log"))).await.unwrap();
        assert_eq!(b.engine.rest_idle(Duration::ZERO).await, 0, "somebody holds it");
        let House { engine, desk, .. } = beside(a, Arc::clone(b.engine.store()), None).await;
        let (slug, gone) = (desk.slug.clone(), Arc::downgrade(&desk));
        drop(desk);
        while engine.rest_idle(Duration::ZERO).await == 0 {
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        assert!(engine.desk(&slug).is_none());
        assert!(soon(|| gone.upgrade().is_none()).await, "its writer has ended too");
        let again = engine.enter(&slug).await.unwrap().unwrap();
        assert_eq!(again.snapshot().model.impediments.len(), 1);
        again.submit(by(INES, raise("Goes on"))).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_writes_while_connections_are_cut_each_is_there_once() {
    let database = Database::new();
    let a = house_over(connected(&database).await, None).await;
    let b = beside(&a, connected(&database).await, None).await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..80 {
        let desk = Arc::clone(if n % 2 == 0 { &a.desk } else { &b.desk });
        tasks.spawn(async move {
            let words = format!("Obstacle {n}");
            tokio::time::sleep(Duration::from_millis(n * 15)).await;
            loop {
                let sent = desk.submit(by(INES, raise(&words)).once(Some(Key::new(words.clone(), words.as_bytes())))).await;
                if sent.is_ok() {
                    return words;
                }
            }
        });
    }
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for _ in 0..12 {
        database.sql(cut);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut acknowledged = tasks.join_all().await;
    let c = beside(&a, connected(&database).await, None).await;
    let mut kept: Vec<String> = c.desk.snapshot().model.impediments.iter().map(|impediment| impediment.title.to_string()).collect();
    acknowledged.sort();
    kept.sort();
    assert_eq!(kept, acknowledged);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_looked_up_says_since_when_it_may_be_old_even_if_the_database_is_back_at_once() {
    let memory = Arc::new(Memory::shared());
    let a = house_over(Arc::clone(&memory) as Arc<dyn Store>, None).await;
    assert_eq!(a.engine.freshen(Some("harbour")).await.unwrap(), None);
    memory.miss_look_ups(1);
    // Whoever sends the look-up that fails, of these or of the engine's own, the answer tells of itself.
    let mut old = false;
    for _ in 0..400 {
        old |= a.engine.freshen(Some("harbour")).await.unwrap().is_some();
        if old && a.engine.freshen(Some("harbour")).await.unwrap().is_none() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("old: {old}, and it is not back");
}

/// Hands in a command and waits until it is on its way, for long enough to look around.
async fn on_its_way(house: &House, memory: &Memory) -> tokio::task::JoinHandle<Result<Done, SubmitError>> {
    memory.stand_still(Duration::from_millis(200));
    let desk = Arc::clone(&house.desk);
    let sent = tokio::spawn(async move { desk.submit(by(INES, raise("On its way"))).await });
    assert!(soon(|| house.desk.ahead().version() > house.desk.snapshot().version()).await);
    sent
}

#[tokio::test]
async fn what_is_on_its_way_is_seen_by_whoever_makes_a_command_upon_it_and_by_no_reader() {
    let memory = Arc::new(Memory::shared());
    let house = house_over(Arc::clone(&memory) as Arc<dyn Store>, None).await;
    let sent = on_its_way(&house, &memory).await;
    assert!(house.desk.snapshot().model.impediments.is_empty());
    let (ahead, glance) = (house.desk.ahead(), glance(&house));
    assert_eq!(ahead.model.impediments.len(), 1);
    let own = Submission::new(Actor::Person(RUTH), Via::Web, vec![OwnImpediment { impediment: ImpedimentId(1), owner: TOMASZ }.into()]);
    let done = house.desk.submit(own.at_a_glance(glance)).await.unwrap();
    assert_eq!((sent.await.unwrap().unwrap().version, done.version), (ahead.version(), ahead.version() + 1));
    assert_eq!(house.desk.ahead().version(), house.desk.snapshot().version(), "all of it is acknowledged");
}

#[tokio::test]
async fn a_command_made_upon_what_did_not_happen_is_made_again() {
    let memory = Arc::new(Memory::shared());
    let house = house_over(Arc::clone(&memory) as Arc<dyn Store>, None).await;
    memory.inject(Fault::Refuse(StoreError::Away("the connection was refused".to_owned())));
    let sent = on_its_way(&house, &memory).await;
    let glanced = by(RUTH, raise("Made of what was seen")).at_a_glance(glance(&house));
    let outdated = house.desk.submit(glanced).await;
    assert!(matches!(sent.await.unwrap(), Err(SubmitError::Engine(_))));
    assert!(matches!(outdated, Err(SubmitError::Outdated)), "{outdated:?}");
    assert_eq!(house.desk.ahead().model, house.desk.snapshot().model);
    house.desk.submit(by(RUTH, raise("Made again")).at_a_glance(glance(&house))).await.unwrap();
    assert_eq!(house.desk.snapshot().model.impediments.len(), 1);
}

#[tokio::test]
async fn a_command_made_upon_what_was_known_before_words_were_removed_is_made_again() {
    let house = house_over(Arc::new(Memory::shared()), None).await;
    house.desk.submit(by(INES, raise("Names somebody"))).await.unwrap();
    house.desk.submit(Submission::new(Actor::Operator, Via::Cli, vec![RemovePerson { person: SAMUEL }.into()])).await.unwrap();
    let raised = house.desk.snapshot().model.journal.iter().find(|r| matches!(r.event, Event::ImpedimentRaised(_))).unwrap().stamp.version;
    let before_redaction = glance(&house);
    house.desk.redact(Actor::Operator, Via::Cli, vec![(raised, text("title"))], text("It names somebody")).await.unwrap();
    let before_erasure = glance(&house);
    house.desk.erase(Actor::Operator, Via::Cli, SAMUEL).await.unwrap();
    for old in [before_redaction, before_erasure] {
        let made = house.desk.submit(by(INES, raise("Made of what was known")).at_a_glance(old)).await;
        assert!(matches!(made, Err(SubmitError::Outdated)), "{made:?}");
    }
    house.desk.submit(by(INES, raise("Made again")).at_a_glance(glance(&house))).await.unwrap();
}
