//! An append that is decided upon what somebody has seen happens only if that is the newest still: what every shared store promises.

use crate::build::{commands, filled, on_postgres, wait};
use rowlock_domain::{Instant, PersonId};
use rowlock_store::*;

#[test]
fn nothing_is_appended_upon_what_is_not_the_newest_any_more_in_memory() {
    wait(outdated(&Memory::shared()));
}

#[test]
fn nothing_is_appended_upon_what_is_not_the_newest_any_more_on_postgres() {
    on_postgres(async |store| outdated(store).await);
}

async fn seen_now(store: &dyn Store, key: WorkspaceKey) -> Seen {
    let standing = store.standing(vec![key]).await.unwrap();
    let Place { head, profiles } = standing.places[&key];
    Seen { timeline: head.timeline, profiles, generation: standing.generation }
}

async fn outdated(store: &dyn Store) {
    let key = filled(store, "harbour", 1).await;
    let at = Instant(5);
    let session =
        Session { token_hash: "t".to_owned(), account: AccountId::random(), created: at, last_seen: at, expires: at, user_agent: String::new() };
    let profile = |name: &str| Profile { workspace: key, person: PersonId(1), name: name.to_owned(), mail: None, handle: None };
    store.change(vec![PlainChange::insert(&session), PlainChange::insert(&profile("Ines"))]).await.unwrap();
    let mut version = 1;
    for newer in [PlainChange::take(&session), PlainChange::put(&profile("Inès"))] {
        let before = seen_now(store, key).await;
        let plain = vec![PlainChange::put(&Setting { name: "beside".to_owned(), value: "1".to_owned() })];
        version = store.append_if(key, version, commands(version + 1, 1), vec![], Some(before)).await.unwrap().version;
        store.change(vec![newer]).await.unwrap();
        let stock = store.stock().await.unwrap();
        for plain in [plain, vec![]] {
            let late = store.append_if(key, version, commands(version + 1, 1), plain, Some(before)).await;
            assert_eq!(late, Err(StoreError::Outdated));
        }
        assert_eq!(store.stock().await.unwrap(), stock, "nothing happened, beside the log neither");
        let now = seen_now(store, key).await;
        version = store.append_if(key, version, commands(version + 1, 1), vec![], Some(now)).await.unwrap().version;
        let conflict = store.append_if(key, version - 1, commands(version, 1), vec![], Some(before)).await;
        assert!(matches!(conflict, Err(StoreError::Conflict { head }) if head.version == version), "the log comes first");
    }
    another_history(store, key, version).await;
}

/// Cut and written anew up to the same version, it is another log.
async fn another_history(store: &dyn Store, key: WorkspaceKey, version: u64) {
    let before = seen_now(store, key).await;
    store.cut(key, 0, vec![]).await.unwrap();
    store.append(key, 0, commands(1, version), vec![]).await.unwrap();
    let late = store.append_if(key, version, commands(version + 1, 1), vec![], Some(before)).await;
    assert_eq!(late, Err(StoreError::Outdated));
    assert_eq!(verify(store, key).await.unwrap().version, version);
}
