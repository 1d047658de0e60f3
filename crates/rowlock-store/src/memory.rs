//! The log in memory: for tests, and as the simulated store that injects faults. Nothing survives it.
//! Written apart from SQLite on purpose: the contract test holds them against each other.

use crate::chain::{check_redaction, extend};
use crate::plain::Counted;
use crate::records::Records;
use crate::store::{Answer, SLICE, Store};
use crate::{Head, NewEvent, Place, PlainChange, Redaction, Row, Seen, Slice, Standing, Stock, StoreError, Table, Timeline, Workspace, WorkspaceKey};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What goes wrong at the next append or plain change.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing happens and this error is answered.
    Refuse(StoreError),
    /// It happens, but this error is answered: the outcome is unknown to the caller.
    LoseAnswer(StoreError),
}

#[derive(Default)]
struct State {
    logs: BTreeMap<WorkspaceKey, (Workspace, Vec<Row>)>,
    records: Records,
    /// After so many appends and plain changes.
    fault: Option<(u32, Fault)>,
    /// How often profiles were changed, by workspace.
    profiles: BTreeMap<WorkspaceKey, u64>,
    generation: u64,
    /// How many look-ups of where workspaces stand are still to fail.
    missed: u32,
    /// How long the next append takes.
    still: Duration,
}

/// A store without a disk.
#[derive(Default)]
pub struct Memory {
    state: Mutex<State>,
    is_shared: bool,
}

impl Memory {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that several engines share, as servers share PostgreSQL.
    #[must_use]
    pub fn shared() -> Self {
        Self { is_shared: true, ..Self::default() }
    }

    /// Lets the next append or plain change go wrong.
    pub fn inject(&self, fault: Fault) {
        self.inject_after(0, fault);
    }

    /// Lets an append or plain change go wrong once so many have gone well.
    pub fn inject_after(&self, going_well: u32, fault: Fault) {
        self.state().fault = Some((going_well, fault));
    }

    /// Lets so many look-ups of where workspaces stand fail, as when the database is away.
    pub fn miss_look_ups(&self, number: u32) {
        self.state().missed = number;
    }

    /// Lets the next append take so long.
    pub fn stand_still(&self, time: Duration) {
        self.state().still = time;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ready<'a, T: Send + 'a>(result: Result<T, StoreError>) -> Answer<'a, T> {
    Box::pin(std::future::ready(result))
}

impl State {
    fn log(&mut self, key: WorkspaceKey) -> Result<&mut (Workspace, Vec<Row>), StoreError> {
        self.logs.get_mut(&key).ok_or(StoreError::UnknownWorkspace(key))
    }

    fn fault_now(&mut self) -> Option<Fault> {
        match self.fault.take()? {
            (0, fault) => Some(fault),
            (more, fault) => {
                self.fault = Some((more - 1, fault));
                None
            }
        }
    }

    /// Makes the plain changes, all or none, then what belongs to them.
    fn commit<T>(&mut self, plain: Vec<PlainChange>, then: impl FnOnce(&mut Self) -> T) -> Result<T, StoreError> {
        let fault = self.fault_now();
        if let Some(Fault::Refuse(error)) = fault {
            return Err(error);
        }
        let counted = Counted::of(&plain);
        self.records.change(plain)?;
        self.generation += u64::from(counted.generation);
        counted.profiles.into_iter().for_each(|key| *self.profiles.entry(key).or_default() += 1);
        let done = then(self);
        if let Some(Fault::LoseAnswer(error)) = fault { Err(error) } else { Ok(done) }
    }

    /// Whether the log stands where it must and nothing is newer than what was seen.
    fn check(&mut self, key: WorkspaceKey, expected: u64, seen: Option<Seen>) -> Result<(), StoreError> {
        let (head, profiles) = (self.log(key)?.0.head, self.profiles.get(&key).copied().unwrap_or_default());
        if head.version != expected {
            return Err(StoreError::Conflict { head });
        }
        let newest = |seen: Seen| seen.timeline == head.timeline && seen.profiles >= profiles && seen.generation >= self.generation;
        if seen.is_none_or(newest) { Ok(()) } else { Err(StoreError::Outdated) }
    }

    fn append(
        &mut self,
        key: WorkspaceKey,
        events: Vec<NewEvent>,
        plain: Vec<PlainChange>,
        redaction: Option<Redaction>,
    ) -> Result<Head, StoreError> {
        let head = self.log(key)?.0.head;
        let rows = extend(key, &head, events)?;
        self.commit(plain, |state| {
            if let Some(Redaction { version, replacement }) = redaction {
                let log = &mut state.log(key)?.1;
                let row = log.iter_mut().find(|row| row.stamp.version == version);
                row.into_iter().for_each(|row| (row.salt, row.payload) = (None, replacement.clone()));
            }
            state.push(key, rows)
        })?
    }

    fn create(&mut self, key: WorkspaceKey, slug: &str) -> Result<(), StoreError> {
        if self.logs.values().any(|(workspace, _)| workspace.slug == slug) {
            return Err(StoreError::SlugTaken(slug.to_owned()));
        }
        let head = Head::empty(Timeline::random());
        self.logs.insert(key, (Workspace { key, slug: slug.to_owned(), head, damage: None }, Vec::new()));
        Ok(())
    }

    fn push(&mut self, key: WorkspaceKey, rows: Vec<Row>) -> Result<Head, StoreError> {
        let (workspace, log) = self.log(key)?;
        workspace.head = workspace.head.after(rows.last());
        log.extend(rows);
        Ok(workspace.head)
    }
}

impl Store for Memory {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>> {
        ready(Ok(self.state().logs.values().map(|(workspace, _)| workspace.clone()).collect()))
    }

    fn create_workspace(&self, slug: &str) -> Answer<'_, WorkspaceKey> {
        let key = WorkspaceKey::random();
        ready(self.state().create(key, slug).map(|()| key))
    }

    fn heads(&self) -> Answer<'_, BTreeMap<WorkspaceKey, Head>> {
        ready(Ok(self.state().logs.iter().map(|(key, (workspace, _))| (*key, workspace.head)).collect()))
    }

    fn is_shared(&self) -> bool {
        self.is_shared
    }

    fn standing(&self, workspaces: Vec<WorkspaceKey>) -> Answer<'_, Standing> {
        let mut state = self.state();
        if state.missed > 0 {
            state.missed -= 1;
            return ready(Err(StoreError::Away("a look-up is missed".to_owned())));
        }
        let place = |key: &WorkspaceKey| {
            let profiles = state.profiles.get(key).copied().unwrap_or_default();
            state.logs.get(key).map(|(workspace, _)| (*key, Place { head: workspace.head, profiles }))
        };
        ready(Ok(Standing { places: workspaces.iter().filter_map(place).collect(), generation: state.generation }))
    }

    fn append_if(&self, key: WorkspaceKey, expected: u64, events: Vec<NewEvent>, plain: Vec<PlainChange>, seen: Option<Seen>) -> Answer<'_, Head> {
        let mut state = self.state();
        let checked = state.check(key, expected, seen);
        let (still, done) = (std::mem::take(&mut state.still), checked.and_then(|()| state.append(key, events, plain, None)));
        Box::pin(async move {
            if !still.is_zero() {
                tokio::time::sleep(still).await;
            }
            done
        })
    }

    fn redact(&self, key: WorkspaceKey, expected: u64, redaction: Redaction, event: NewEvent) -> Answer<'_, Head> {
        let checked = check_redaction(expected, &redaction, &event);
        let mut state = self.state();
        let checked = checked.and_then(|()| state.check(key, expected, None));
        ready(checked.and_then(|()| state.append(key, vec![event], Vec::new(), Some(redaction))))
    }

    fn slice(&self, key: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Slice> {
        let mut state = self.state();
        ready(state.log(key).map(|(workspace, log)| {
            let after = log.len().min(usize::try_from(after).unwrap_or(usize::MAX));
            let before = after.checked_sub(1).map_or([0; 32], |last| log[last].hash);
            let rows = log[after..].iter().take(limit.min(SLICE)).cloned().collect();
            Slice { before, rows, head: workspace.head }
        }))
    }

    fn change(&self, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        ready(self.state().commit(plain, |_| ()))
    }

    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<String>> {
        ready(Ok(self.state().records.get(table, key)))
    }

    fn scan(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
        ready(Ok(self.state().records.scan(table, prefix)))
    }

    fn stock(&self) -> Answer<'_, Stock> {
        let state = self.state();
        let workspaces = state.logs.values().map(|(workspace, _)| workspace.clone()).collect();
        ready(Ok(Stock { workspaces, records: state.records.all() }))
    }

    fn replant(&self, key: WorkspaceKey, slug: &str, rows: Vec<Row>) -> Answer<'_, Head> {
        let mut state = self.state();
        let known = state.logs.contains_key(&key);
        let created = if known { Ok(()) } else { state.create(key, slug) };
        ready(created.and_then(|()| state.push(key, rows)))
    }

    fn cut(&self, key: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Answer<'_, Head> {
        let mut state = self.state();
        let known = state.log(key).map(drop);
        ready(known.and_then(|()| {
            state.commit(plain, |state| {
                let (workspace, log) = state.log(key)?;
                log.truncate(usize::try_from(version).unwrap_or(usize::MAX));
                workspace.head = Head::empty(Timeline::random()).after(log.last());
                Ok(workspace.head)
            })?
        }))
    }

    fn failed(&self) -> Pin<Box<dyn Future<Output = String> + Send + '_>> {
        Box::pin(std::future::pending())
    }

    fn stop(&self) -> Answer<'_, ()> {
        ready(Ok(()))
    }
}
