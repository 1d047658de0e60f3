//! What only PostgreSQL can do to a store: several at once, broken connections, a pooler between, rows changed by others.

use crate::build::{commands, event, filled, on_postgres, wait};
use rowlock_store::testing::{Bouncer, Database};
use rowlock_store::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

async fn connected(database: &Database) -> Postgres {
    Postgres::connect(PostgresSettings::new(&database.url)).await.unwrap()
}

#[test]
fn eight_servers_may_make_the_tables_at_once() {
    let database = Database::new();
    wait(async {
        let servers: Vec<_> = (0..8).map(|_| tokio::spawn(Postgres::connect(PostgresSettings::new(&database.url)))).collect();
        for server in servers {
            assert_eq!(server.await.unwrap().unwrap().workspaces().await.unwrap(), vec![]);
        }
    });
}

#[test]
fn of_appends_upon_one_version_one_succeeds_and_the_others_learn_the_head() {
    let database = Database::new();
    wait(async {
        let stores = [Arc::new(connected(&database).await), Arc::new(connected(&database).await)];
        let key = stores[0].create_workspace("harbour").await.unwrap();
        for version in 0..20 {
            let both = stores.iter().map(|store| store.append(key, version, commands(version + 1, 1), vec![]));
            let answers = futures(both).await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
            let lost = answers.into_iter().find_map(Result::err).unwrap();
            assert!(matches!(lost, StoreError::Conflict { head } if head.version == version + 1), "{lost:?}");
        }
        assert_eq!(verify(&*stores[0], key).await.unwrap().version, 20);
    });
}

async fn futures<T>(asked: impl Iterator<Item = Answer<'_, T>>) -> Vec<Result<T, StoreError>> {
    let asked: Vec<_> = asked.collect();
    let mut answers = Vec::new();
    for answer in asked {
        answers.push(answer.await);
    }
    answers
}

#[test]
fn appends_go_through_while_connections_are_cut_and_none_is_there_twice() {
    let database = Database::new();
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    std::thread::scope(|scope| {
        wait(async {
            let store = connected(&database).await;
            let key = store.create_workspace("harbour").await.unwrap();
            scope.spawn(|| {
                for _ in 0..12 {
                    database.sql(cut);
                    std::thread::sleep(Duration::from_millis(100));
                }
            });
            for version in 0..60 {
                let setting = Setting { name: "count".to_owned(), value: version.to_string() };
                let plain = if version % 2 == 0 { vec![PlainChange::put(&setting)] } else { Vec::new() };
                store.append(key, version, commands(version + 1, 1), plain).await.unwrap();
                tokio::time::sleep(Duration::from_millis(15)).await;
            }
            assert_eq!(verify(&store, key).await.unwrap().version, 60);
        });
    });
}

#[test]
fn what_others_did_to_the_tables_is_named_and_other_workspaces_go_on() {
    let database = Database::new();
    wait(async {
        let store = connected(&database).await;
        let (cut, changed, longer, sound) =
            (filled(&store, "cut", 5).await, filled(&store, "changed", 5).await, filled(&store, "longer", 5).await, filled(&store, "sound", 5).await);
        let of = |slug: &str| format!("(SELECT workspace FROM workspace WHERE slug = '{slug}')");
        database.sql(&format!("DELETE FROM event WHERE workspace = {} AND version = 5", of("cut")));
        database.sql(&format!("UPDATE event SET payload = '{{}}' WHERE workspace = {} AND version = 3", of("changed")));
        database.sql(&format!("UPDATE head SET version = 4 WHERE workspace = {}", of("longer")));
        let known = |slug: &str, all: &[Workspace]| all.iter().find(|known| known.slug == slug).unwrap().damage.as_ref().map(|damage| damage.version);
        let all = store.workspaces().await.unwrap();
        assert_eq!((known("cut", &all), known("longer", &all), known("sound", &all)), (Some(5), Some(5), None));
        assert!(matches!(verify(&store, cut).await, Err(StoreError::Damaged { version: 5, .. })));
        assert!(matches!(verify(&store, changed).await, Err(StoreError::Damaged { version: 3, .. })));
        assert!(store.read(changed, 0, SLICE).await.is_err());
        assert!(verify(&store, longer).await.is_err());
        store.append(sound, 5, commands(6, 1), vec![]).await.unwrap();
        assert_eq!(verify(&store, sound).await.unwrap().version, 6);
    });
}

#[test]
fn what_lies_behind_a_hole_is_read_by_whoever_mends_it_and_the_hole_is_named() {
    let database = Database::new();
    wait(async {
        let store = connected(&database).await;
        let key = filled(&store, "harbour", 6).await;
        database.sql("DELETE FROM event WHERE version BETWEEN 2 AND 4");
        let behind = store.slice(key, 1, 2).await.unwrap().rows;
        assert_eq!(behind.iter().map(|row| row.stamp.version).collect::<Vec<_>>(), [5, 6]);
        assert!(matches!(verify(&store, key).await, Err(StoreError::Damaged { version: 2, .. })));
    });
}

#[test]
fn tables_of_a_newer_rowlock_are_refused_and_left_alone() {
    let database = Database::new();
    wait(async {
        drop(connected(&database).await);
        database.sql("UPDATE format SET number = 9");
        let refused = Postgres::connect(PostgresSettings::new(&database.url)).await.err().unwrap();
        assert!(matches!(refused, StoreError::Newer { found: 9, .. }), "{refused}");
        assert_eq!(database.sql("SELECT number FROM format"), "9");
    });
}

#[test]
fn a_text_that_postgresql_cannot_hold_is_refused_and_nothing_else_is() {
    on_postgres(async |store| {
        let key = store.create_workspace("harbour").await.unwrap();
        let nul = Setting { name: "a\0b".to_owned(), value: String::new() };
        assert!(matches!(store.change(vec![PlainChange::put(&nul)]).await, Err(StoreError::Malformed(_))));
        assert_eq!(store.get(Table::Setting, "a\0b").await.unwrap(), None);
        assert_eq!(store.workspace("a\0b").await.unwrap(), None);
        let mut odd = event(1, "Ölwechsel “heute” \u{1f6a2}");
        odd.key = Some("k\u{e000}".to_owned());
        store.append(key, 0, vec![odd.clone()], vec![]).await.unwrap();
        assert_eq!(store.read(key, 0, SLICE).await.unwrap()[0].payload, odd.payload);
    });
}

#[test]
fn changes_that_others_keep_in_memory_are_counted() {
    on_postgres(async |store| {
        let key = store.create_workspace("harbour").await.unwrap();
        let place = async || store.standing(vec![key, WorkspaceKey(7)]).await.unwrap();
        let before = place().await;
        assert_eq!(before.places.len(), 1);
        let profile = Profile { workspace: key, person: rowlock_domain::PersonId(1), name: "Ana".to_owned(), mail: None, handle: None };
        store.append(key, 0, commands(1, 1), profile.create()).await.unwrap();
        store.change(vec![PlainChange::put(&profile)]).await.unwrap();
        let setting = Setting { name: "zone".to_owned(), value: "x".to_owned() };
        store.change(vec![PlainChange::put(&setting)]).await.unwrap();
        let after = place().await;
        assert_eq!(after.places[&key].profiles, before.places[&key].profiles + 2);
        assert_eq!((after.places[&key].head.version, after.generation), (1, before.generation + 1));
    });
}

/// Lets commits that hold new events take so long.
fn slow_commits(database: &Database, seconds: u32) {
    database.sql(&format!(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep({seconds}); RETURN NULL; END';
         CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()"
    ));
}

#[test]
fn an_append_that_hangs_in_its_commit_and_then_happens_is_never_told_as_refused() {
    let database = Database::new();
    wait(async {
        let store = connected(&database).await;
        let key = store.create_workspace("harbour").await.unwrap();
        slow_commits(&database, 14);
        let outcome = store.append(key, 0, commands(1, 1), vec![]).await.unwrap_err();
        assert!(matches!(outcome, StoreError::Unknown(_)), "{outcome:?}");
        let until = Instant::now() + Duration::from_secs(30);
        while store.heads().await.unwrap()[&key].version == 0 {
            assert!(Instant::now() < until, "it did not happen after all");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(verify(&store, key).await.unwrap().version, 1);
    });
}

#[test]
fn nothing_of_an_append_with_plain_changes_waits_for_this_process() {
    let database = Database::new();
    let waits = "CREATE FUNCTION pg_temp.waits() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE seen bigint := 0; BEGIN
        FOR n IN 1 .. 400 LOOP
            PERFORM pg_stat_clear_snapshot(), pg_sleep(0.005);
            seen := seen + (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%');
        END LOOP; RETURN seen; END $$; SELECT pg_temp.waits()";
    std::thread::scope(|scope| {
        wait(async {
            let store = connected(&database).await;
            let key = store.create_workspace("harbour").await.unwrap();
            let watched = scope.spawn(|| database.sql(waits));
            let mut version = 0;
            while !watched.is_finished() {
                let settings = (0..5).map(|n| Setting { name: format!("{n}"), value: version.to_string() });
                let plain: Vec<_> = settings.map(|setting| PlainChange::put(&setting)).collect();
                version = store.append(key, version, commands(version + 1, 1), plain.clone()).await.unwrap().version;
                store.change(plain).await.unwrap();
            }
            assert_eq!(watched.join().unwrap(), "0", "of {version} appends some left a transaction open");
        });
    });
}

#[test]
fn a_database_that_is_not_there_is_told_at_once_with_what_to_do() {
    let database = Database::new();
    let (front, options) = database.url.split_once('?').unwrap();
    wait(async {
        let refused = Postgres::connect(PostgresSettings::new(format!("{front}_gone?{options}"))).await.err().unwrap();
        assert!(matches!(&refused, StoreError::Io { why, .. } if why.contains("createdb")), "{refused}");
        let bouncer = Bouncer::before(&database);
        let refused = Postgres::connect(PostgresSettings::new(&bouncer.url)).await.err().unwrap();
        assert!(refused.to_string().contains("--database-pgbouncer"), "{refused}");
    });
}

#[test]
fn everything_works_through_pgbouncer_that_hands_out_connections_by_transaction() {
    let database = Database::new();
    let bouncer = Bouncer::before(&database);
    wait(async {
        let settings = PostgresSettings { pooled: true, connections: 8, ..PostgresSettings::new(&bouncer.url) };
        let store = Arc::new(Postgres::connect(settings).await.unwrap());
        let workers: Vec<_> = (0..6).map(|n| tokio::spawn(at_work(Arc::clone(&store), n))).collect();
        for worker in workers {
            worker.await.unwrap();
        }
        assert_eq!(store.stock().await.unwrap().workspaces.len(), 6);
    });
}

async fn at_work(store: Arc<Postgres>, n: u64) {
    let key = filled(&*store, &format!("harbour-{n}"), 600).await;
    for round in 0..10 {
        let setting = Setting { name: format!("{n}"), value: format!("{round}") };
        store.append(key, 600 + round, commands(601 + round, 1), vec![PlainChange::put(&setting)]).await.unwrap();
        assert_eq!(Setting::value(&*store, &format!("{n}")).await.unwrap(), Some(format!("{round}")));
        assert_eq!(store.standing(vec![key]).await.unwrap().places[&key].head.version, 601 + round);
    }
    assert_eq!(verify(&*store, key).await.unwrap().version, 610);
}
