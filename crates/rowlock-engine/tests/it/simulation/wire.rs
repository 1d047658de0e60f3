//! The connection of one simulated server to the database that all share: requests and answers take their time, some are lost on
//! the way, and what a killed server had sent may still arrive.

use super::dice::Dice;
use rowlock_store::{
    Answer, Head, Memory, NewEvent, PlainChange, Redaction, Row, Seen, Slice, Standing, Stock, Store, StoreError, Table, Workspace, WorkspaceKey,
};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One way, at most; now and then a hundred times as long.
const SLOW_MS: u64 = 12;

pub struct Wire {
    base: Arc<Memory>,
    dice: Mutex<Dice>,
    /// The server was killed: no answer reaches it any more.
    cut: Arc<AtomicBool>,
}

impl Wire {
    pub fn new(base: Arc<Memory>, dice: Dice) -> Self {
        Self { base, dice: Mutex::new(dice), cut: Arc::default() }
    }

    pub fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    fn delay(&self) -> Duration {
        let mut dice = self.dice.lock().unwrap();
        let stretch = if dice.happens(1, 60) { 100 } else { 1 };
        Duration::from_millis(dice.below(SLOW_MS) * stretch)
    }

    /// Asks something that changes nothing.
    fn read<T: Send + 'static>(&self, work: impl for<'m> FnOnce(&'m Memory) -> Answer<'m, T> + Send + 'static) -> Answer<'static, T> {
        self.send(work, (false, false))
    }

    /// Asks for a change, which may be lost on its way, or its answer on the way back.
    fn write<T: Send + 'static>(&self, work: impl for<'m> FnOnce(&'m Memory) -> Answer<'m, T> + Send + 'static) -> Answer<'static, T> {
        let mut dice = self.dice.lock().unwrap();
        let lost = (dice.happens(1, 25), dice.happens(1, 25));
        drop(dice);
        self.send(work, lost)
    }

    fn send<T: Send + 'static>(
        &self,
        work: impl for<'m> FnOnce(&'m Memory) -> Answer<'m, T> + Send + 'static,
        (never_sent, unanswered): (bool, bool),
    ) -> Answer<'static, T> {
        let (there, back) = (self.delay(), self.delay());
        let (base, cut) = (Arc::clone(&self.base), Arc::clone(&self.cut));
        if cut.load(Ordering::SeqCst) {
            return Box::pin(std::future::pending());
        }
        // It is under way from now on, whoever waits for it.
        let under_way = tokio::spawn(async move {
            tokio::time::sleep(there).await;
            if never_sent {
                return Err(StoreError::Away("the connection was refused".to_owned()));
            }
            let answer = work(&base).await;
            tokio::time::sleep(back).await;
            if unanswered { Err(StoreError::Unknown("the connection was cut".to_owned())) } else { answer }
        });
        Box::pin(async move {
            let answer = under_way.await.expect("a simulated request does not panic");
            if cut.load(Ordering::SeqCst) {
                std::future::pending::<()>().await;
            }
            answer
        })
    }
}

impl Store for Wire {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>> {
        self.read(|base| base.workspaces())
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn standing(&self, workspaces: Vec<WorkspaceKey>) -> Answer<'_, Standing> {
        self.read(|base| base.standing(workspaces))
    }

    fn create_workspace(&self, slug: &str) -> Answer<'_, WorkspaceKey> {
        let slug = slug.to_owned();
        self.read(move |base| base.create_workspace(&slug))
    }

    fn heads(&self) -> Answer<'_, BTreeMap<WorkspaceKey, Head>> {
        self.read(|base| base.heads())
    }

    fn append_if(&self, key: WorkspaceKey, expected: u64, events: Vec<NewEvent>, plain: Vec<PlainChange>, seen: Option<Seen>) -> Answer<'_, Head> {
        self.write(move |base| base.append_if(key, expected, events, plain, seen))
    }

    fn redact(&self, key: WorkspaceKey, expected: u64, redaction: Redaction, event: NewEvent) -> Answer<'_, Head> {
        self.write(move |base| base.redact(key, expected, redaction, event))
    }

    fn slice(&self, key: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Slice> {
        self.read(move |base| base.slice(key, after, limit))
    }

    fn change(&self, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        self.write(|base| base.change(plain))
    }

    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<String>> {
        let key = key.to_owned();
        self.read(move |base| base.get(table, &key))
    }

    fn scan(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
        let prefix = prefix.to_owned();
        self.read(move |base| base.scan(table, &prefix))
    }

    fn stock(&self) -> Answer<'_, Stock> {
        self.read(|base| base.stock())
    }

    fn replant(&self, key: WorkspaceKey, slug: &str, rows: Vec<Row>) -> Answer<'_, Head> {
        let slug = slug.to_owned();
        self.read(move |base| base.replant(key, &slug, rows))
    }

    fn cut(&self, key: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Answer<'_, Head> {
        self.read(move |base| base.cut(key, version, plain))
    }

    fn failed(&self) -> Pin<Box<dyn Future<Output = String> + Send + '_>> {
        Box::pin(std::future::pending())
    }

    fn stop(&self) -> Answer<'_, ()> {
        Box::pin(std::future::ready(Ok(())))
    }
}
