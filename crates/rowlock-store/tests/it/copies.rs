//! Copying everything from one kind of database to another.

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
