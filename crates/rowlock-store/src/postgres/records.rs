//! The plain tables in PostgreSQL: each a table of (key, value). Names come from [`Table`] alone, never from outside.

use super::Base;
use super::line::{Line, in_time, reading};
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

/// The statement of a change, and what it is given besides the key.
fn statement(name: &str, change: &PlainChange) -> (String, Vec<String>) {
    match change {
        PlainChange::Insert(_, _, text) => (format!("INSERT INTO {name} (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING"), vec![text.clone()]),
        PlainChange::Put(_, _, text) => {
            (format!("INSERT INTO {name} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2"), vec![text.clone()])
        }
        PlainChange::Swap(_, _, old, new) => (format!("UPDATE {name} SET value = $3 WHERE key = $1 AND value = $2"), vec![old.clone(), new.clone()]),
        PlainChange::Take(..) | PlainChange::Delete(..) => (format!("DELETE FROM {name} WHERE key = $1"), Vec::new()),
        PlainChange::Clear(_, prefix) => (format!("DELETE FROM {name} WHERE key >= $1 AND key < $2"), vec![beyond(prefix)]),
    }
}

impl Base {
    pub(super) async fn change(&self, plain: Vec<PlainChange>) -> Result<(), StoreError> {
        let counted = Counted::of(&plain);
        let mut tries = 0;
        loop {
            tries += 1;
            match self.change_in(&plain, &counted).await {
                Ok(()) => return Ok(()),
                Err((Trouble::Again(_), _)) if tries < TRIES => {}
                // It broke before it was to be committed: nothing happened.
                Err((Trouble::Lost(_), false)) if tries < TRIES => self.broken.note(),
                Err((Trouble::Lost(why), true)) => {
                    self.broken.note();
                    return Err(StoreError::Unknown(why));
                }
                Err((trouble, _)) => return Err(trouble.harmless()),
            }
        }
    }

    /// The trouble, and whether it came with the commit.
    async fn change_in(&self, plain: &[PlainChange], counted: &Counted) -> Result<(), (Trouble, bool)> {
        let mut line = self.transaction().await.map_err(|trouble| (trouble, false))?;
        if let Err(trouble) = self.apply_all(&mut line, plain, counted).await {
            if let Trouble::Told(_) = trouble {
                line.undo().await;
            }
            return Err((trouble, false));
        }
        line.end().await.map_err(|trouble| (trouble, true))
    }

    /// Makes changes within a transaction. Heads come first, as in appends, so that nobody waits for each other in a
    /// circle; the one row that all share comes last and is held for a moment only.
    pub(super) async fn apply_all(&self, line: &mut Line, plain: &[PlainChange], counted: &Counted) -> Result<(), Trouble> {
        for key in &counted.profiles {
            let sql = "UPDATE head SET profiles = profiles + 1 WHERE workspace = $1";
            in_time(sqlx::query(sql).bind(key.0.to_be_bytes()).persistent(!self.pooled).execute(line.on())).await?;
        }
        for change in plain {
            self.apply(line, change).await?;
        }
        if counted.generation {
            in_time(sqlx::query("UPDATE generation SET number = number + 1").persistent(!self.pooled).execute(line.on())).await?;
        }
        Ok(())
    }

    async fn apply(&self, line: &mut Line, change: &PlainChange) -> Result<(), Trouble> {
        let (table, key) = change.place();
        let name = table.name();
        let (sql, values) = statement(name, change);
        let mut asked = sqlx::query(AssertSqlSafe(sql)).bind(key).persistent(!self.pooled);
        for value in values {
            asked = asked.bind(value);
        }
        let touched = in_time(asked.execute(line.on())).await?.rows_affected();
        let key = || key.to_owned();
        match change {
            PlainChange::Insert(..) if touched == 0 => Err(StoreError::Taken { table, key: key() }.into()),
            PlainChange::Take(..) | PlainChange::Swap(..) if touched == 0 => Err(StoreError::Missing { table, key: key() }.into()),
            _ => Ok(()),
        }
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
            let found: Vec<(String, String)> = sqlx::query_as(AssertSqlSafe(sql)).persistent(false).fetch_all(line.on()).await?;
            records.extend(found.into_iter().map(|(key, value)| (*table, key, value)));
        }
        line.end().await?;
        Ok(Stock { workspaces, records })
    }
}
