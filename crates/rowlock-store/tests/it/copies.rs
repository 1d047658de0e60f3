//! Copying everything from one kind of database to another.

use crate::backups::redact;
use crate::build::{commands, filled, on_postgres, wait};
use rowlock_store::*;

async fn furnish(store: &dyn Store) -> WorkspaceKey {
    let harbour = filled(store, "harbour", 1_700).await;
    filled(store, "yard", 3).await;
    store.create_workspace("empty").await.unwrap();
    let settings = (0..1_100).map(|n| PlainChange::put(&Setting { name: format!("s{n}"), value: "1".to_owned() }));
    store.change(settings.collect()).await.unwrap();
    harbour
}

async fn both_sides_are_equal(from: &dyn Store, to: &dyn Store) {
    let harbour = furnish(from).await;
    let report = copy(from, to).await.unwrap();
    assert_eq!((report.workspaces.len(), report.records), (3, 1_100));
    let (before, after) = (from.heads().await.unwrap(), to.heads().await.unwrap());
    for (key, head) in &before {
        assert_eq!((head.version, head.hash), (after[key].version, after[key].hash), "both sides end with the same hash");
        assert_ne!(head.timeline, after[key].timeline, "cursors of before are foreign");
        assert_eq!(verify(to, *key).await.unwrap(), after[key]);
    }
    assert_eq!(from.stock().await.unwrap().records, to.stock().await.unwrap().records);
    assert!(copy(from, to).await.is_err(), "a copy never mixes with what is there");
    to.append(harbour, 1_700, commands(1_701, 1), vec![]).await.unwrap();
}

#[test]
fn a_copy_from_every_kind_to_every_other_ends_with_the_same_hash() {
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    wait(async {
        both_sides_are_equal(&Memory::new(), &Sqlite::open(dirs[0].path()).unwrap()).await;
        both_sides_are_equal(&Sqlite::open(dirs[1].path()).unwrap(), &Memory::new()).await;
    });
    on_postgres(async |postgres| both_sides_are_equal(&Sqlite::open(dirs[2].path()).unwrap(), postgres).await);
    on_postgres(async |postgres| both_sides_are_equal(postgres, &Memory::new()).await);
}

async fn is_refused_while_others(from: &dyn Store, write: impl AsyncFnOnce(WorkspaceKey)) -> String {
    let to = Memory::new();
    let harbour = furnish(from).await;
    // Long enough to write something meanwhile, upon a connection that is there already.
    filled(from, "long", 5_000).await;
    let (one, other) = tokio::join!(from.heads(), from.heads());
    assert_eq!(one.unwrap(), other.unwrap());
    let begun = async || find::<Setting>(&to, "restoring").await.unwrap().is_some();
    let writing = async {
        while !begun().await {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        write(harbour).await;
    };
    let (copied, ()) = tokio::join!(copy(from, &to), writing);
    assert!(begun().await, "what is not whole does not open");
    copied.unwrap_err().to_string()
}

#[test]
fn a_copy_of_what_others_write_to_meanwhile_says_so_and_does_not_open() {
    on_postgres(async |store| {
        let append = async |key| {
            store.append(key, 1_700, commands(1_701, 1), vec![]).await.unwrap();
        };
        let refused = is_refused_while_others(store, append).await;
        assert!(refused.contains("harbour went from version 1700 to 1701") && refused.contains("stop every server"), "{refused}");
    });
    on_postgres(async |store| {
        let put = async |_| store.change(vec![PlainChange::put(&Setting { name: "s".to_owned(), value: "2".to_owned() })]).await.unwrap();
        assert!(is_refused_while_others(store, put).await.contains("records beside the logs changed"));
    });
    on_postgres(async |store| {
        let remove = async |key| {
            redact(store, key, 1_690).await;
        };
        let refused = is_refused_while_others(store, remove).await;
        assert!(refused.contains("harbour went from version 1700 to 1701"), "{refused}");
    });
}

#[test]
fn lists_of_redactions_become_one_in_which_each_row_stands_once() {
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let lists = [dirs[0].path().join("redactions"), dirs[1].path().join("redactions")];
    wait(async {
        for dir in &dirs[..2] {
            let store = Sqlite::open(dir.path()).unwrap();
            let key = filled(&store, "harbour", 9).await;
            redact(&store, key, 3).await;
            redact(&store, key, 4).await;
        }
    });
    assert_eq!(carry(&lists[..1], &dirs[2].path().join("new")).unwrap(), 2);
    assert_eq!(carry(&lists[1..], &dirs[2].path().join("new")).unwrap(), 4);
    assert_eq!(carry(&lists, &dirs[2].path().join("new")).unwrap(), 4, "what stands there already comes no second time");
    assert!(carry(&[dirs[2].path().join("missing")], dirs[2].path()).is_err());
}

#[test]
fn a_copy_that_broke_off_does_not_open() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (Memory::new(), Sqlite::open(dir.path()).unwrap());
        furnish(&from).await;
        to.change(vec![PlainChange::insert(&Setting { name: "restoring".to_owned(), value: "copy".to_owned() })]).await.unwrap();
        let key = from.workspaces().await.unwrap()[0].key;
        to.replant(key, "harbour", Vec::new()).await.unwrap();
        drop(to);
        let workspaces = Sqlite::open(dir.path()).unwrap().workspaces().await.unwrap();
        assert!(workspaces.iter().all(|workspace| workspace.damage.as_ref().is_some_and(|damage| damage.why.contains("did not finish"))));
    });
}

#[test]
fn a_damaged_workspace_is_not_copied_but_named() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let key = filled(&Sqlite::open(dir.path()).unwrap(), "harbour", 9).await;
        std::fs::remove_file(dir.path().join("heads")).unwrap();
        let refused = copy(&Sqlite::open(dir.path()).unwrap(), &Memory::new()).await.unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { workspace, .. } if workspace == key), "{refused}");
    });
}
