//! The plain tables in PostgreSQL: each a table of (key, value). Names come from [`Table`] alone, never from outside.

use super::Base;
use super::line::{Line, in_long_time, in_time, reading};
use super::query;
use super::trouble::Trouble;
use crate::plain::Counted;
use crate::{PlainChange, Stock, StoreError, Table};
use sqlx::AssertSqlSafe;

/// How often changes are tried again that PostgreSQL ended in favour of others.
const TRIES: u32 = 5;

/// A text after all those that begin with `prefix`: keys are compared by bytes and never hold the last character.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// What PostgreSQL's texts cannot hold. SQLite can, but nothing of ours does.
fn cannot_be(text: &str) -> bool {
    text.contains('\0')
}

const CHANGE: &str = "SELECT rowlock_change($1, $2, $3, $4, $5, $6, $7)";

/// Changes as the function of the database takes them that makes them: see `schema`.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) acts: Vec<&'static str>,
    pub(super) tables: Vec<&'static str>,
    pub(super) keys: Vec<String>,
    pub(super) firsts: Vec<Option<String>>,
    pub(super) seconds: Vec<Option<String>>,
    /// Workspaces whose profiles change.
    pub(super) renamed: Vec<[u8; 16]>,
    /// Whether other servers must look up what they keep in memory.
    pub(super) counted: bool,
}

impl Changes {
    pub(super) fn of(plain: &[PlainChange], counted: &Counted) -> Self {
        let renamed = counted.profiles.iter().map(|key| key.0.to_be_bytes()).collect();
        let mut changes = Self { renamed, counted: counted.generation, ..Self::default() };
        for change in plain {
            let (table, key) = change.place();
            let (act, first, second) = match change {
                PlainChange::Insert(_, _, text) => ("insert", Some(text.clone()), None),
                PlainChange::Put(_, _, text) => ("put", Some(text.clone()), None),
                PlainChange::Swap(_, _, old, new) => ("swap", Some(old.clone()), Some(new.clone())),
                PlainChange::Take(..) => ("take", None, None),
                PlainChange::Delete(..) => ("delete", None, None),
                PlainChange::Clear(_, prefix) => ("clear", Some(beyond(prefix)), None),
            };
            changes.acts.push(act);
            changes.tables.push(table.name());
            changes.keys.push(key.to_owned());
            changes.firsts.push(first);
            changes.seconds.push(second);
        }
        changes
    }
}

impl Base {
    /// Makes changes in one statement. Where the connection breaks they are sent again; if they do not fit then, the first
    /// try may be the reason.
    pub(super) async fn change(&self, plain: Vec<PlainChange>) -> Result<(), StoreError> {
        let counted = Counted::of(&plain);
        let mut open: Option<String> = None;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.unless_silent(self.change_once(&plain, &counted)).await {
                Ok(()) => return Ok(()),
                Err(Trouble::Again(_)) if tries < TRIES => {}
                Err(Trouble::Lost(why)) => {
                    self.broken.note();
                    if tries >= TRIES {
                        return Err(StoreError::Unknown(why));
                    }
                    open = Some(why);
                }
                Err(trouble) => return Err(open.map_or_else(|| trouble.harmless(&plain), StoreError::Unknown)),
            }
        }
    }

    async fn change_once(&self, plain: &[PlainChange], counted: &Counted) -> Result<(), Trouble> {
        let mut line = self.line().await?;
        self.change_on(&mut line, plain, counted).await?;
        line.end().await
    }

    /// Makes changes on a connection.
    pub(super) async fn change_on(&self, line: &mut Line, plain: &[PlainChange], counted: &Counted) -> Result<(), Trouble> {
        let Changes { acts, tables, keys, firsts, seconds, renamed, counted } = Changes::of(plain, counted);
        let asked = sqlx::query(CHANGE).bind(acts).bind(tables).bind(keys).bind(firsts).bind(seconds).bind(renamed).bind(counted);
        in_time(asked.persistent(!self.pooled).execute(line.on())).await?;
        Ok(())
    }

    pub(super) async fn get(&self, table: Table, key: String) -> Result<Option<String>, StoreError> {
        if cannot_be(&key) {
            return Ok(None);
        }
        reading!(self, self.get_once(table, &key))
    }

    async fn get_once(&self, table: Table, key: &str) -> Result<Option<String>, Trouble> {
        let mut line = self.line().await?;
        let sql = format!("SELECT value FROM {} WHERE key = $1", table.name());
        let asked = sqlx::query_scalar(AssertSqlSafe(sql)).bind(key).persistent(!self.pooled);
        let found = in_time(asked.fetch_optional(line.on())).await?;
        line.end().await?;
        Ok(found)
    }

    pub(super) async fn scan(&self, table: Table, prefix: String) -> Result<Vec<String>, StoreError> {
        if cannot_be(&prefix) {
            return Ok(Vec::new());
        }
        reading!(self, self.scan_once(table, &prefix))
    }

    async fn scan_once(&self, table: Table, prefix: &str) -> Result<Vec<String>, Trouble> {
        let mut line = self.line().await?;
        let sql = format!("SELECT value FROM {} WHERE key >= $1 AND key < $2 ORDER BY key", table.name());
        let asked = sqlx::query_scalar(AssertSqlSafe(sql)).bind(prefix).bind(beyond(prefix)).persistent(!self.pooled);
        let found = in_time(asked.fetch_all(line.on())).await?;
        line.end().await?;
        Ok(found)
    }

    /// Everything but the logs' rows.
    pub(super) async fn stock(&self) -> Result<Stock, StoreError> {
        reading!(self, self.stock_once())
    }

    /// As one moment sees it.
    async fn stock_once(&self) -> Result<Stock, Trouble> {
        let mut line = self.one_moment().await?;
        let workspaces = query::workspaces(&mut line, None, None).await?;
        let mut records = Vec::new();
        for table in Table::ALL {
            let sql = format!("SELECT key, value FROM {} ORDER BY key", table.name());
            let found: Vec<(String, String)> = in_long_time(sqlx::query_as(AssertSqlSafe(sql)).persistent(false).fetch_all(line.on())).await?;
            records.extend(found.into_iter().map(|(key, value)| (*table, key, value)));
        }
        line.end().await?;
        Ok(Stock { workspaces, records })
    }
}
