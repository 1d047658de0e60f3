//! What every store promises. Each test runs on each store.

use crate::build::{commands, event, filled, on_postgres, wait};
use rowlock_domain::{Actor, Instant, MeetingId, PersonId, Via};
use rowlock_store::*;

/// Runs a story on a store in memory, on one in a file and on one in PostgreSQL.
macro_rules! on_every_store {
    ($($(#[$meta:meta])* $name:ident($store:ident) $story:block)*) => {
        mod memory {
            use super::*;
            $($(#[$meta])* #[test] fn $name() {
                wait(super::$name(&Memory::new()));
            })*
        }
        mod sqlite {
            use super::*;
            $($(#[$meta])* #[test] fn $name() {
                let dir = tempfile::tempdir().unwrap();
                wait(super::$name(&Sqlite::open(dir.path()).unwrap()));
            })*
        }
        mod postgres {
            use super::*;
            $($(#[$meta])* #[test] fn $name() {
                on_postgres(async |store| super::$name(store).await);
            })*
        }
        $(async fn $name($store: &dyn Store) $story)*
    };
}

on_every_store! {
    a_new_workspace_is_empty_and_its_slug_is_taken(store) {
        let key = store.create_workspace("harbour").await.unwrap();
        let taken = store.create_workspace("harbour").await.unwrap_err();
        assert_eq!(taken, StoreError::SlugTaken("harbour".to_owned()));
        let workspaces = store.workspaces().await.unwrap();
        assert_eq!(workspaces.len(), 1);
        assert_eq!((workspaces[0].key, workspaces[0].slug.as_str()), (key, "harbour"));
        assert_eq!(workspaces[0].head.version, 0);
        assert_eq!(store.read(key, 0, SLICE).await.unwrap(), vec![]);
    }

    what_was_appended_is_read_back_in_order(store) {
        let key = store.create_workspace("harbour").await.unwrap();
        let mut events = vec![event(2, "first"), event(2, "second"), event(3, "third")];
        events[0].on_behalf_of = Some(PersonId(9));
        events[0].key = Some("once".to_owned());
        events[1].actor = Actor::Reactor;
        events[2].actor = Actor::Operator;
        events[2].via = Via::Cli;
        let head = store.append(key, 0, events.clone(), vec![]).await.unwrap();
        assert_eq!(head.version, 3);
        let read = store.read(key, 0, SLICE).await.unwrap();
        for ((version, sent), got) in (1..).zip(&events).zip(&read) {
            assert_eq!(got.stamp.version, version);
            assert_eq!((got.stamp.last, got.stamp.at), (sent.last, sent.at));
            assert_eq!((got.stamp.actor, got.stamp.via), (sent.actor, sent.via));
            assert_eq!(got.stamp.on_behalf_of, sent.on_behalf_of);
            assert_eq!((&got.key, &got.kind, &got.payload), (&sent.key, &sent.kind, &sent.payload));
        }
        assert_eq!(read[2].hash, head.hash);
        assert_eq!(store.heads().await.unwrap()[&key], head);
        assert_eq!(store.read(key, 2, SLICE).await.unwrap(), read[2..]);
        assert_eq!(store.read(key, 1, 1).await.unwrap(), read[1..2]);
    }

    an_append_from_an_old_version_is_a_conflict_that_names_the_head(store) {
        let key = filled(store, "harbour", 3).await;
        let head = store.heads().await.unwrap()[&key];
        for expected in [0, 2, 4] {
            let answer = store.append(key, expected, commands(expected + 1, 1), vec![]).await;
            assert_eq!(answer.unwrap_err(), StoreError::Conflict { head });
        }
        assert_eq!(store.read(key, 0, SLICE).await.unwrap().len(), 3);
    }

    half_a_command_is_not_stored(store) {
        let key = store.create_workspace("harbour").await.unwrap();
        for events in [vec![event(2, "cut")], vec![event(0, "before itself")], vec![event(2, "a"), event(3, "b"), event(3, "c")]] {
            let answer = store.append(key, 0, events, vec![]).await;
            assert!(matches!(answer, Err(StoreError::Malformed(_))), "{answer:?}");
        }
        assert_eq!(store.heads().await.unwrap()[&key].version, 0);
    }

    events_and_plain_changes_happen_both_or_neither(store) {
        let key = filled(store, "harbour", 1).await;
        let setting = |name: &str| Setting { name: name.to_owned(), value: "1".to_owned() };
        store.change(vec![PlainChange::put(&setting("there"))]).await.unwrap();
        let plain = vec![PlainChange::put(&setting("new")), PlainChange::insert(&setting("there"))];
        let answer = store.append(key, 1, commands(2, 1), plain).await.unwrap_err();
        assert_eq!(answer, StoreError::Taken { table: Table::Setting, key: "there".to_owned() });
        assert_eq!(store.heads().await.unwrap()[&key].version, 1);
        assert_eq!(Setting::value(store, "new").await.unwrap(), None);
        store.append(key, 1, commands(2, 1), vec![PlainChange::put(&setting("new"))]).await.unwrap();
        assert_eq!(Setting::value(store, "new").await.unwrap().as_deref(), Some("1"));
    }

    a_refused_change_leaves_every_record_as_it_was(store) {
        let setting = |name: &str, value: &str| Setting { name: name.to_owned(), value: value.to_owned() };
        let old = ["a1", "a2", "b"].map(|name| PlainChange::insert(&setting(name, "old")));
        store.change(old.to_vec()).await.unwrap();
        let before = store.stock().await.unwrap();
        let changes = vec![
            PlainChange::put(&setting("b", "new")),
            PlainChange::put(&setting("b", "newer")),
            PlainChange::Clear(Table::Setting, "a".to_owned()),
            PlainChange::insert(&setting("a1", "again")),
            PlainChange::delete(&setting("b", "")),
            PlainChange::take(&setting("b", "")),
        ];
        let missing = StoreError::Missing { table: Table::Setting, key: "b".to_owned() };
        assert_eq!(store.change(changes.clone()).await, Err(missing));
        assert_eq!(store.stock().await.unwrap(), before);
        store.change(changes[..5].to_vec()).await.unwrap();
        let records = store.stock().await.unwrap().records;
        assert_eq!(records.len(), 1);
        assert!(records[0].2.contains("again"));
    }

    workspaces_do_not_see_each_other(store) {
        let harbour = filled(store, "harbour", 2).await;
        let yard = filled(store, "yard", 3).await;
        assert_eq!(store.read(harbour, 0, SLICE).await.unwrap().len(), 2);
        assert_eq!(store.read(yard, 0, SLICE).await.unwrap().len(), 3);
        let foreign = WorkspaceKey::random();
        let unknown = StoreError::UnknownWorkspace(foreign);
        assert_eq!(store.read(foreign, 0, SLICE).await.unwrap_err(), unknown);
        assert_eq!(store.append(foreign, 0, vec![], vec![]).await.unwrap_err(), unknown);
    }

    a_read_never_returns_more_than_a_slice(store) {
        let key = filled(store, "harbour", 1_500).await;
        assert_eq!(store.read(key, 0, 1_000_000).await.unwrap().len(), SLICE);
        assert_eq!(store.read(key, 1_000, SLICE).await.unwrap().len(), 500);
        assert_eq!(store.read(key, 1_500, SLICE).await.unwrap().len(), 0);
        assert_eq!(verify(store, key).await.unwrap().version, 1_500);
    }

    a_redacted_text_is_gone_and_the_chain_still_holds(store) {
        let key = filled(store, "harbour", 3).await;
        let replacement = "{\"title\":\"[redacted]\"}".to_owned();
        let mut told = event(4, "");
        told.kind = REDACTED_KIND.to_owned();
        let hex = hex::encode(digest(None, &replacement));
        told.payload = format!("{{\"version\":2,\"field\":\"title\",\"digest\":\"{hex}\"}}");
        let redaction = Redaction { version: 2, replacement: replacement.clone() };
        let mut lying = told.clone();
        lying.payload = lying.payload.replace("\"version\":2", "\"version\":3");
        assert!(store.redact(key, 3, redaction.clone(), lying).await.is_err());
        assert_eq!(store.redact(key, 3, redaction, told).await.unwrap().version, 4);
        let read = store.read(key, 0, SLICE).await.unwrap();
        assert_eq!(read[1].payload, replacement);
        assert!(store.slice(key, 0, SLICE).await.unwrap().rows[1].salt.is_none());
        assert_eq!(verify(store, key).await.unwrap().version, 4);
    }

    an_account_has_an_address_that_no_other_has(store) {
        let account = |mail: &str| Account {
            id: AccountId::random(),
            mail: mail.to_owned(),
            password: Some("$argon2id$".to_owned()),
            created: Instant(1),
        };
        let (ana, ben) = (account("Ana@harbour.test"), account("ben@harbour.test"));
        store.change(ana.create()).await.unwrap();
        store.change(ben.create()).await.unwrap();
        let taken = store.change(account("ana@HARBOUR.test ").create()).await.unwrap_err();
        assert!(matches!(taken, StoreError::Taken { table: Table::AccountMail, .. }));
        assert_eq!(Account::by_mail(store, "ana@harbour.test").await.unwrap(), Some(ana.clone()));
        assert_eq!(Account::by_id(store, ben.id).await.unwrap(), Some(ben.clone()));
        assert!(store.change(ben.change_mail("ana@harbour.test")).await.is_err());
        store.change(ben.change_mail("benno@harbour.test")).await.unwrap();
        assert_eq!(Account::by_mail(store, "ben@harbour.test").await.unwrap(), None);
        assert_eq!(Account::by_mail(store, "benno@harbour.test").await.unwrap().unwrap().id, ben.id);
        assert_eq!(Account::all(store).await.unwrap().len(), 2);
    }

    sessions_end_one_by_one_all_at_once_or_by_time(store) {
        let account = AccountId::random();
        let session = |token: &str, expires: i64| Session {
            token_hash: token.to_owned(),
            account,
            created: Instant(0),
            last_seen: Instant(0),
            expires: Instant(expires),
            user_agent: "Firefox".to_owned(),
        };
        let sessions = [session("a", 10), session("b", 20), session("c", 30)];
        store.change(sessions.iter().map(PlainChange::insert).collect()).await.unwrap();
        assert_eq!(Session::of(store, account).await.unwrap().len(), 3);
        store.change(Session::expired(store, Instant(10)).await.unwrap()).await.unwrap();
        assert_eq!(Session::by_token_hash(store, "a").await.unwrap(), None);
        store.change(Session::end_all(store, account, Some("c")).await.unwrap()).await.unwrap();
        assert_eq!(Session::of(store, account).await.unwrap(), sessions[2..]);
    }

    a_link_works_once(store) {
        let link = Link {
            token_hash: "l".to_owned(),
            kind: LinkKind::Invitation,
            workspace: Some(WorkspaceKey::random()),
            person: Some(PersonId(3)),
            account: None,
            created: Instant(0),
            expires: Instant(100),
        };
        store.change(vec![PlainChange::insert(&link)]).await.unwrap();
        assert_eq!(Link::by_token_hash(store, "l", Instant(100)).await.unwrap(), None);
        let found = Link::by_token_hash(store, "l", Instant(99)).await.unwrap().unwrap();
        store.change(vec![PlainChange::take(&found)]).await.unwrap();
        let again = store.change(vec![PlainChange::take(&found)]).await.unwrap_err();
        assert!(matches!(again, StoreError::Missing { table: Table::Link, .. }));
    }

    an_account_is_one_person_per_workspace_and_a_person_has_one_account(store) {
        let (workspace, other) = (WorkspaceKey::random(), WorkspaceKey::random());
        let (ana, ben) = (AccountId::random(), AccountId::random());
        let bind = |account, workspace, person| Binding { account, workspace, person: PersonId(person) };
        store.change(bind(ana, workspace, 1).bind()).await.unwrap();
        store.change(bind(ana, other, 5).bind()).await.unwrap();
        assert!(store.change(bind(ana, workspace, 2).bind()).await.is_err());
        assert!(store.change(bind(ben, workspace, 1).bind()).await.is_err());
        assert_eq!(Binding::of(store, ana, workspace).await.unwrap().unwrap().person, PersonId(1));
        assert_eq!(Binding::account_of(store, other, PersonId(5)).await.unwrap(), Some(ana));
        assert_eq!(Binding::all(store, ana).await.unwrap().len(), 2);
        store.change(bind(ana, workspace, 1).part()).await.unwrap();
        store.change(bind(ben, workspace, 1).bind()).await.unwrap();
    }

    a_handle_belongs_to_one_person_of_a_workspace(store) {
        let workspace = WorkspaceKey::random();
        let profile = |person, handle: Option<&str>| Profile {
            workspace,
            person: PersonId(person),
            name: "Ana".to_owned(),
            mail: None,
            handle: handle.map(str::to_owned),
        };
        let (ana, ben) = (profile(1, Some("ana/x")), profile(2, None));
        store.change([ana.create(), ben.create()].concat()).await.unwrap();
        assert!(store.change(ben.change(&profile(2, Some("ana/x")))).await.is_err());
        store.change(ana.change(&profile(1, Some("ana2")))).await.unwrap();
        store.change(ben.change(&profile(2, Some("ana/x")))).await.unwrap();
        let found = Profile::by_handle(store, workspace, "ana/x").await.unwrap().unwrap();
        assert_eq!(found.person, PersonId(2));
        assert_eq!(Profile::all(store, workspace).await.unwrap().len(), 2);
        assert_eq!(Profile::all(store, WorkspaceKey::random()).await.unwrap().len(), 0);
        assert!(Profile::of(store, workspace, PersonId(1)).await.unwrap().is_some());
    }

    a_draft_lies_under_its_form(store) {
        let (workspace, person) = (WorkspaceKey::random(), PersonId(1));
        let draft = |form: &str, content: &str| Draft {
            workspace,
            person,
            form: form.to_owned(),
            content: content.to_owned(),
            saved_at: Instant(1),
        };
        store.change(vec![PlainChange::put(&draft("checkin/3/M-9", "{}"))]).await.unwrap();
        store.change(vec![PlainChange::put(&draft("checkin/3/M-9", "{\"next\":1}"))]).await.unwrap();
        let found = Draft::of(store, workspace, person, "checkin/3/M-9").await.unwrap().unwrap();
        assert_eq!(found.content, "{\"next\":1}");
        assert_eq!(Draft::of(store, workspace, PersonId(2), "checkin/3/M-9").await.unwrap(), None);
        store.change(vec![Draft::discard(workspace, person, "checkin/3/M-9")]).await.unwrap();
        assert_eq!(Draft::of(store, workspace, person, "checkin/3/M-9").await.unwrap(), None);
    }

    a_mail_is_put_out_once_and_moves_when_done(store) {
        let workspace = WorkspaceKey::random();
        let mail = Mail {
            workspace,
            reactor: "relay".to_owned(),
            version: 12,
            recipient: "ana@harbour.test".to_owned(),
            content: "{}".to_owned(),
            state: MailState::Waiting,
            tries: 0,
            next_try: Instant(50),
            trouble: None,
        };
        let position = Position { workspace, reactor: "relay".to_owned(), version: 12 };
        store.change(vec![PlainChange::insert(&mail), PlainChange::put(&position)]).await.unwrap();
        assert!(store.change(vec![PlainChange::insert(&mail)]).await.is_err());
        assert_eq!(Position::of(store, workspace, "relay").await.unwrap(), 12);
        assert_eq!(Position::of(store, workspace, "other").await.unwrap(), 0);
        assert_eq!(Mail::due(store, Instant(49)).await.unwrap(), vec![]);
        let tried = Mail { tries: 1, next_try: Instant(90), ..mail.clone() };
        store.change(tried.settle()).await.unwrap();
        assert_eq!(Mail::due(store, Instant(50)).await.unwrap(), vec![]);
        assert_eq!(Mail::due(store, Instant(90)).await.unwrap(), vec![tried.clone()]);
        let sent = Mail { state: MailState::Sent, ..tried };
        store.change(sent.settle()).await.unwrap();
        assert_eq!(Mail::due(store, Instant(i64::MAX)).await.unwrap(), vec![]);
        assert_eq!(Mail::done(store, workspace).await.unwrap(), vec![sent]);
    }

    of_two_that_take_the_same_turn_one_gets_it(store) {
        let setting = |value: &str| Setting { name: "turn".to_owned(), value: value.to_owned() };
        store.change(vec![PlainChange::insert(&setting("free"))]).await.unwrap();
        store.change(vec![PlainChange::swap(&setting("free"), &setting("mine"))]).await.unwrap();
        let late = store.change(vec![PlainChange::swap(&setting("free"), &setting("yours"))]).await.unwrap_err();
        assert!(matches!(late, StoreError::Missing { table: Table::Setting, .. }));
        assert_eq!(Setting::value(store, "turn").await.unwrap().as_deref(), Some("mine"));
        let position = |version| Position { workspace: WorkspaceKey(1), reactor: "mail".to_owned(), version };
        store.change(vec![position(5).move_from(0)]).await.unwrap();
        store.change(vec![position(9).move_from(5)]).await.unwrap();
        assert!(store.change(vec![position(9).move_from(5)]).await.is_err());
        assert!(store.change(vec![position(9).move_from(0)]).await.is_err());
    }

    a_ballot_is_cast_once_and_both_tables_are_emptied(store) {
        let (workspace, meeting) = (WorkspaceKey::random(), MeetingId(9));
        let mark = |person| VoterMark { workspace, meeting, person: PersonId(person) };
        for person in 1..=3 {
            store.change(Ballot::cast(&mark(person), format!("{{\"worth\":{person}}}"))).await.unwrap();
        }
        assert!(store.change(Ballot::cast(&mark(2), "{}".to_owned())).await.is_err());
        assert_eq!(Ballot::of(store, workspace, meeting).await.unwrap().len(), 3);
        assert_eq!(VoterMark::of(store, workspace, meeting).await.unwrap().len(), 3);
        assert_eq!(Ballot::of(store, workspace, MeetingId(90)).await.unwrap().len(), 0);
        let urn = Urn::of(store, workspace, meeting).await.unwrap();
        assert!(store.change(Ballot::empty(workspace, meeting, None)).await.is_err(), "somebody voted");
        store.change(Ballot::cast(&mark(4), "{}".to_owned())).await.unwrap();
        let counted_too_early = store.change(Ballot::empty(workspace, meeting, urn.as_ref())).await.unwrap_err();
        assert!(matches!(counted_too_early, StoreError::Missing { table: Table::Urn, .. }));
        let urn = Urn::of(store, workspace, meeting).await.unwrap();
        store.change(Ballot::empty(workspace, meeting, urn.as_ref())).await.unwrap();
        assert_eq!(Ballot::of(store, workspace, meeting).await.unwrap().len(), 0);
        assert_eq!(VoterMark::of(store, workspace, meeting).await.unwrap().len(), 0);
    }

    the_rest_of_the_plain_tables_is_found_again(store) {
        let (workspace, person) = (WorkspaceKey::random(), PersonId(4));
        let answered = Answered {
            workspace,
            idempotency_key: "k/1".to_owned(),
            first: 1,
            last: 2,
            fingerprint: "f".to_owned(),
            at: Instant(5),
        };
        let looked = LastLooked { workspace, person, version: 8, at: Instant(5) };
        let likes = Preference { workspace, person, theme: Some("dark".to_owned()), keys: None };
        let file = AppliedFile { workspace, text: "groups: []".to_owned() };
        let changes = vec![
            PlainChange::insert(&answered),
            PlainChange::put(&looked),
            PlainChange::put(&likes),
            PlainChange::put(&file),
        ];
        store.change(changes).await.unwrap();
        assert_eq!(Answered::of(store, workspace, "k/1").await.unwrap(), Some(answered));
        assert_eq!(LastLooked::of(store, workspace, person).await.unwrap(), Some(looked));
        assert_eq!(Preference::of(store, workspace, person).await.unwrap(), Some(likes));
        assert_eq!(AppliedFile::of(store, workspace).await.unwrap(), Some(file));
        assert_eq!(store.stock().await.unwrap().records.len(), 4);
    }

    a_log_cut_to_nothing_begins_anew_and_nothing_else_is_touched(store) {
        let (key, other) = (store.create_workspace("harbour").await.unwrap(), store.create_workspace("yard").await.unwrap());
        let kept = LastLooked { workspace: other, person: PersonId(1), version: 1, at: Instant(5) };
        let mut timelines = Vec::new();
        for workspace in [key, other] {
            let looked = LastLooked { workspace, ..kept.clone() };
            timelines.push(store.append(workspace, 0, commands(1, 3), vec![PlainChange::put(&looked)]).await.unwrap().timeline);
        }
        let head = store.cut(key, 0, clearing(key)).await.unwrap();
        assert_eq!((head.version, head.hash), (0, [0; 32]));
        assert!(!timelines.contains(&head.timeline), "a new history");
        assert_eq!(store.read(key, 0, SLICE).await.unwrap(), vec![]);
        assert_eq!(store.stock().await.unwrap().records.len(), 1);
        assert_eq!(LastLooked::of(store, other, PersonId(1)).await.unwrap(), Some(kept));
        assert_eq!(store.append(key, 0, commands(1, 2), vec![]).await.unwrap().version, verify(store, key).await.unwrap().version);
        assert_eq!(verify(store, other).await.unwrap().version, 3);
    }

    thousands_of_appends_are_all_there(store) {
        let key = store.create_workspace("harbour").await.unwrap();
        let many = if store.is_shared() { 2_000 } else { 10_000 };
        for version in 0..many {
            store.append(key, version, commands(version + 1, 1), vec![]).await.unwrap();
        }
        assert_eq!(verify(store, key).await.unwrap().version, many);
    }
}
