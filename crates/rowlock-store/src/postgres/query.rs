//! Reading the log and the heads.

use super::Base;
use super::line::{Line, in_long_time, in_time, reading};
use super::trouble::Trouble;
use crate::restore::RESTORING;
use crate::store::SLICE;
use crate::{Damage, Hash, Head, Place, Row, Slice, Standing, StoreError, Timeline, Workspace, WorkspaceKey, chain};
use rowlock_domain::{Instant, PersonId, Stamp, Via};
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::PoisonError;
use std::time::Duration;

/// Heads kept as a first guess at most; beyond that all are looked up again.
const MOST_HEADS: usize = 100_000;
/// How long a look-up may take.
const LOOK_UP: Duration = Duration::from_secs(1);

/// Each workspace with its head, the hash that stands at that version, and the last version there is.
const WORKSPACES: &str = "
SELECT workspace.workspace, workspace.slug, head.timeline, head.version, head.hash, event.hash AS lying,
       (SELECT max(version) FROM event WHERE event.workspace = workspace.workspace) AS last
FROM workspace
LEFT JOIN head ON head.workspace = workspace.workspace
LEFT JOIN event ON event.workspace = workspace.workspace AND event.version = head.version
WHERE ($1::text IS NULL OR workspace.slug = $1) AND ($2::bytea IS NULL OR workspace.workspace = $2)";

const STANDING: &str = "
SELECT workspace, timeline, version, hash, profiles FROM head WHERE workspace = ANY($1)
UNION ALL SELECT NULL, NULL, number, NULL, NULL FROM generation";

/// The upper bound lets PostgreSQL expect few rows: without it, and before it has counted the table, it sorts the whole log.
const ROWS: &str = "
SELECT version, last, at, actor, on_behalf_of, via, key, kind, payload, salt, digest, hash
FROM event WHERE workspace = $1 AND version BETWEEN $2 AND $3 ORDER BY version LIMIT $4";

impl Base {
    pub(super) async fn workspaces(&self, slug: Option<&str>, key: Option<WorkspaceKey>) -> Result<Vec<Workspace>, Trouble> {
        // Listing all of a large database takes longer than any other statement may.
        let mut line = if slug.is_none() && key.is_none() { self.one_moment().await? } else { self.line().await? };
        let found = workspaces(&mut line, slug, key).await?;
        line.end().await?;
        Ok(found)
    }

    pub(super) async fn workspace_of(&self, slug: String) -> Result<Option<Workspace>, StoreError> {
        if slug.contains('\0') {
            return Ok(None);
        }
        let found = reading!(self, self.workspaces(Some(&slug), None))?;
        Ok(found.into_iter().next())
    }

    pub(super) async fn standing(&self, workspaces: Vec<WorkspaceKey>) -> Result<Standing, StoreError> {
        let keys: Vec<[u8; 16]> = workspaces.iter().map(|key| key.0.to_be_bytes()).collect();
        let mut standing = Standing::default();
        for row in reading!(self, self.look_up(&keys))? {
            match row.try_get::<Option<[u8; 16]>, _>(0).map_err(|e| foreign(&e))? {
                None => standing.generation = row.try_get::<i64, _>(2).map_err(|e| foreign(&e))?.cast_unsigned(),
                Some(key) => {
                    let profiles: i64 = row.try_get(4).map_err(|e| foreign(&e))?;
                    let place = Place { head: head_of(&row).map_err(|e| foreign(&e))?, profiles: profiles.cast_unsigned() };
                    standing.places.insert(WorkspaceKey(u128::from_be_bytes(key)), place);
                }
            }
        }
        Ok(standing)
    }

    /// Everybody waits for look-ups, and they are small: one that is not answered soon shows that connections were lost.
    async fn look_up(&self, keys: &[[u8; 16]]) -> Result<Vec<PgRow>, Trouble> {
        let late = || format!("no answer within {} s", LOOK_UP.as_secs());
        let until = tokio::time::Instant::now() + LOOK_UP;
        let mut line = self.looking(LOOK_UP).await?;
        let asked = sqlx::query(STANDING).bind(keys).persistent(!self.pooled).fetch_all(line.on());
        let Ok(rows) = tokio::time::timeout_at(until.max(tokio::time::Instant::now() + LOOK_UP / 2), asked).await else {
            self.broken.note_silence();
            return Err(Trouble::Lost(late()));
        };
        let rows = rows?;
        line.end().await?;
        Ok(rows)
    }

    pub(super) async fn heads(&self) -> Result<BTreeMap<WorkspaceKey, Head>, StoreError> {
        let found = reading!(self, self.workspaces(None, None))?;
        Ok(found.into_iter().map(|workspace| (workspace.key, workspace.head)).collect())
    }

    pub(super) async fn slice(&self, key: WorkspaceKey, after: u64, limit: usize) -> Result<Slice, StoreError> {
        reading!(self, self.slice_once(key, after, limit.min(SLICE)))
    }

    /// The head first, then the rows: what is appended in between is longer, never shorter.
    async fn slice_once(&self, key: WorkspaceKey, after: u64, limit: usize) -> Result<Slice, Trouble> {
        let mut line = self.line().await?;
        let head = head(&mut line, self.pooled, key).await?;
        let before = match after {
            0 => Hash::default(),
            after => hash_at(&mut line, self.pooled, key, after).await?.unwrap_or_default(),
        };
        let (first, last) = (after.saturating_add(1), after.saturating_add(limit as u64));
        let mut found = rows(&mut line, self.pooled, key, first..=last, limit).await?;
        if after.saturating_add(found.len() as u64) < head.version.min(last) {
            // There is a hole: whoever mends it must see what lies behind.
            found = rows(&mut line, self.pooled, key, first..=u64::MAX, limit).await?;
        }
        line.end().await?;
        self.remember(key, head);
        Ok(Slice { before, rows: found, head })
    }

    /// Where the log ended when it was seen last.
    pub(super) fn guess(&self, key: WorkspaceKey) -> Option<Head> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied()
    }

    pub(super) fn remember(&self, key: WorkspaceKey, head: Head) {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if heads.len() >= MOST_HEADS {
            heads.clear();
        }
        heads.insert(key, head);
    }
}

/// Every workspace, or the one of a slug or key, each held against its head.
pub(super) async fn workspaces(line: &mut Line, slug: Option<&str>, key: Option<WorkspaceKey>) -> Result<Vec<Workspace>, Trouble> {
    let unfinished: Option<String> =
        in_time(sqlx::query_scalar("SELECT value FROM setting WHERE key = $1").bind(RESTORING).persistent(false).fetch_optional(line.on())).await?;
    let asked = sqlx::query(WORKSPACES).bind(slug).bind(key.map(|key| key.0.to_be_bytes())).persistent(false).fetch_all(line.on());
    let found = in_long_time(asked).await?;
    let judge = |row: &PgRow| judged(row, unfinished.is_some());
    found.iter().map(judge).collect::<Result<_, _>>().map_err(|e| foreign(&e).into())
}

fn judged(row: &PgRow, unfinished: bool) -> Result<Workspace, sqlx::Error> {
    let end = row.try_get::<Option<i64>, _>("last")?.map_or(0, i64::cast_unsigned);
    let (head, damage) = if row.try_get::<Option<[u8; 16]>, _>("timeline")?.is_none() {
        let why = "the table “head” does not know this workspace, so nobody can tell whether its end is missing";
        (Head::empty(Timeline(0)), Some((end + 1, why)))
    } else {
        let head = head_of(row)?;
        (head, damage(&head, row.try_get("lying")?, end, unfinished))
    };
    let damage = damage.map(|(version, why)| Damage { version, why: why.to_owned() });
    Ok(Workspace { key: WorkspaceKey(u128::from_be_bytes(row.try_get("workspace")?)), slug: row.try_get("slug")?, head, damage })
}

/// What is wrong with a log whose last version is `end` and in which `lying` is the hash at the head's version.
fn damage(head: &Head, lying: Option<Hash>, end: u64, unfinished: bool) -> Option<(u64, &'static str)> {
    if unfinished {
        return Some((head.version + 1, "it comes from a restore that did not finish; restore into an empty database"));
    }
    if end < head.version {
        return Some((end + 1, "this version was acknowledged and is missing"));
    }
    if end > head.version {
        return Some((head.version + 1, "the log is longer than its head says; somebody else wrote into the tables"));
    }
    (head.version > 0 && lying != Some(head.hash)).then_some((head.version, "it is not the one acknowledged"))
}

fn head_of(row: &PgRow) -> Result<Head, sqlx::Error> {
    let timeline = Timeline(u128::from_be_bytes(row.try_get("timeline")?));
    Ok(Head { timeline, version: row.try_get::<i64, _>("version")?.cast_unsigned(), hash: row.try_get("hash")? })
}

pub(super) async fn head(line: &mut Line, pooled: bool, key: WorkspaceKey) -> Result<Head, Trouble> {
    let sql = "SELECT timeline, version, hash FROM head WHERE workspace = $1";
    let found = in_time(sqlx::query(sql).bind(key.0.to_be_bytes()).persistent(!pooled).fetch_optional(line.on())).await?;
    let row = found.ok_or(StoreError::UnknownWorkspace(key))?;
    Ok(head_of(&row).map_err(|e| foreign(&e))?)
}

/// The hash of a row, if it is there.
pub(super) async fn hash_at(line: &mut Line, pooled: bool, key: WorkspaceKey, version: u64) -> Result<Option<Hash>, Trouble> {
    let sql = "SELECT hash FROM event WHERE workspace = $1 AND version = $2";
    let asked = sqlx::query_scalar(sql).bind(key.0.to_be_bytes()).bind(stored(version)).persistent(!pooled);
    in_time(asked.fetch_optional(line.on())).await
}

/// The rows of these versions, that many at most.
async fn rows(line: &mut Line, pooled: bool, key: WorkspaceKey, versions: RangeInclusive<u64>, limit: usize) -> Result<Vec<Row>, Trouble> {
    let (first, last) = versions.into_inner();
    let asked = sqlx::query(ROWS).bind(key.0.to_be_bytes()).bind(stored(first)).bind(stored(last)).bind(limit as i64).persistent(!pooled);
    let found = in_time(asked.fetch_all(line.on())).await?;
    let read = |(version, row): (u64, &PgRow)| decode(row).map_err(|e| StoreError::damaged(key, version, format!("it cannot be read ({e})")));
    Ok((first..).zip(&found).map(read).collect::<Result<_, _>>()?)
}

/// PostgreSQL's integers are signed; a version never comes near that bound.
pub(super) fn stored(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

fn decode(row: &PgRow) -> Result<Row, sqlx::Error> {
    let unknown = |why: String| sqlx::Error::Decode(why.into());
    let person: Option<&str> = row.try_get(4)?;
    let via: &str = row.try_get(5)?;
    Ok(Row {
        stamp: Stamp {
            version: row.try_get::<i64, _>(0)?.cast_unsigned(),
            last: row.try_get::<i64, _>(1)?.cast_unsigned(),
            at: Instant(row.try_get(2)?),
            actor: chain::actor_from(row.try_get(3)?).map_err(unknown)?,
            on_behalf_of: person.map(str::parse::<PersonId>).transpose().map_err(unknown)?,
            via: Via::parse(via).ok_or_else(|| unknown(format!("“{via}” is no way in")))?,
        },
        key: row.try_get(6)?,
        kind: row.try_get(7)?,
        payload: row.try_get(8)?,
        salt: row.try_get(9)?,
        digest: row.try_get(10)?,
        hash: row.try_get(11)?,
    })
}

/// A table of ours that somebody changed.
pub(super) fn foreign(error: &sqlx::Error) -> StoreError {
    StoreError::io("the heads of the logs cannot be read", error)
}
