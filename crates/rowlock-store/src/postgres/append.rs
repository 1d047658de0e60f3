//! Writing: the head row moves from the expected version, or nothing happens.

use super::Base;
use super::line::{Line, in_time, reading};
use super::query::{self, stored};
use super::records::Changes;
use super::trouble::Trouble;
use crate::chain::{actor_text, extend};
use crate::plain::Counted;
use crate::{Hash, Head, NewEvent, PlainChange, Redaction, Row, Seen, StoreError, Timeline, WorkspaceKey};
use std::time::{Duration, Instant};

/// Moves the head and inserts the events, if the head stands where it must and nothing is newer than what was seen; else it does
/// nothing and returns nothing. What was seen is compared as it stood when the statement began, so as a look-up sent then would be.
/// The row of the head is locked from here to the commit, so appends to one workspace queue up behind each other. What
/// happens beside the events stands in the same statement: a server that stops in the midst of it holds no lock.
macro_rules! append {
    ($beside:literal, $also:literal) => {
        concat!(
            "
WITH moved AS (
    UPDATE head SET version = $4, hash = $5, profiles = profiles + $6
    WHERE workspace = $1 AND version = $2 AND hash = $3
        AND ($19::bytea IS NULL OR timeline = $19 AND profiles <= $20 AND (SELECT number FROM generation) <= $21)
    RETURNING timeline
), inserted AS (
    INSERT INTO event (workspace, version, last, at, actor, on_behalf_of, via, key, kind, payload, salt, digest, hash)
    SELECT $1, rows.* FROM moved, unnest($7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[],
        $14::text[], $15::text[], $16::bytea[], $17::bytea[], $18::bytea[]) AS rows
)",
            $beside,
            " SELECT timeline",
            $also,
            " FROM moved"
        )
    };
}
const ALONE: &str = append!("", "");
const ACCOMPANIED: &str = append!(
    ", redacted AS (UPDATE event SET payload = $23, salt = NULL FROM moved WHERE event.workspace = $1 AND event.version = $22)",
    ", rowlock_change($24, $25, $26, $27, $28, $29, $30)"
);

/// How long an append whose connection broke is sent again, until its outcome is known.
const RESOLVED_WITHIN: Duration = Duration::from_secs(8);
const AGAIN: Duration = Duration::from_millis(100);

/// Rows on their way, and what is done with them.
struct Move {
    key: WorkspaceKey,
    from: Head,
    rows: Vec<Row>,
    also: Also,
    counted: Counted,
}

/// What an append does beside its events, and upon what.
#[derive(Default)]
pub(super) struct Also {
    pub(super) plain: Vec<PlainChange>,
    pub(super) seen: Option<Seen>,
    pub(super) redaction: Option<Redaction>,
}

impl Move {
    /// Whether events are all of it.
    fn is_plain_append(&self) -> bool {
        self.also.plain.is_empty() && self.also.redaction.is_none()
    }

    /// The profiles of this workspace are counted with its head.
    fn counted_elsewhere(&self) -> Counted {
        Counted { profiles: self.counted.profiles.iter().copied().filter(|key| *key != self.key).collect(), ..self.counted }
    }

    fn to(&self, timeline: Timeline) -> Head {
        Head { timeline, ..self.from.after(self.rows.last()) }
    }
}

/// What a try led to.
enum Outcome {
    Moved(Timeline),
    /// The head does not stand where it must.
    Elsewhere(Head),
    /// The head stands where it must, but something is newer than what was seen.
    Outdated,
}

impl Base {
    pub(super) async fn create_workspace(&self, key: WorkspaceKey, slug: String) -> Result<WorkspaceKey, StoreError> {
        if slug.contains('\0') {
            return Err(StoreError::Malformed("a workspace's address cannot hold NUL".to_owned()));
        }
        if reading!(self, self.create_once(key, &slug))? {
            return Ok(key);
        }
        // It may be there already because the first of two tries had happened.
        let standing = self.workspace_of(slug.clone()).await?;
        if standing.is_some_and(|workspace| workspace.key == key) { Ok(key) } else { Err(StoreError::SlugTaken(slug)) }
    }

    async fn create_once(&self, key: WorkspaceKey, slug: &str) -> Result<bool, Trouble> {
        let mut line = self.transaction().await?;
        let made = plant(&mut line, key, slug).await?;
        line.end().await?;
        Ok(made)
    }

    /// Appends after `expected`. Where the connection breaks, the very same rows are sent again until somebody answers:
    /// if they stand there already, the first try had happened.
    pub(super) async fn append(&self, key: WorkspaceKey, expected: u64, events: Vec<NewEvent>, also: Also) -> Result<Head, StoreError> {
        let from = match self.guess(key).filter(|head| head.version == expected) {
            Some(head) => head,
            None => reading!(self, self.head(key))?,
        };
        if from.version != expected {
            return Err(StoreError::Conflict { head: from });
        }
        let counted = Counted::of(&also.plain);
        let rows = extend(key, &from, events)?;
        let going = Move { key, from, rows, also, counted };
        let head = self.resolve(&going).await;
        if let Ok(head) | Err(StoreError::Conflict { head }) = &head {
            self.remember(key, *head);
        }
        head
    }

    async fn resolve(&self, going: &Move) -> Result<Head, StoreError> {
        let until = Instant::now() + RESOLVED_WITHIN;
        // Whether a try is out of which nobody knows what became.
        let mut open: Option<String> = None;
        loop {
            match self.unless_silent(self.append_once(going)).await {
                Ok(Outcome::Moved(timeline)) => return Ok(going.to(timeline)),
                Ok(Outcome::Elsewhere(head)) => return self.judge(going, head, open.is_some()).await,
                Ok(Outcome::Outdated) if open.is_none() => return Err(StoreError::Outdated),
                Err(Trouble::Lost(why)) => {
                    self.broken.note();
                    if going.rows.is_empty() {
                        return Err(StoreError::Unknown(why));
                    }
                    open = Some(why);
                }
                Err(Trouble::Again(_)) => {}
                Ok(Outcome::Outdated) => match self.unless_silent(self.shut_out(going)).await {
                    Ok(Outcome::Elsewhere(head)) => return self.judge(going, head, true).await,
                    Ok(_) => return Err(StoreError::Outdated),
                    Err(_) => {}
                },
                // A refusal of this try says nothing of an earlier one that may still happen: only the log itself can tell.
                Err(_) if open.is_some() => {}
                Err(trouble) => return Err(trouble.harmless(&going.also.plain)),
            }
            if Instant::now() > until {
                return Err(open.map_or_else(|| StoreError::Away("too many others write at once".to_owned()), StoreError::Unknown));
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// The head stands elsewhere: perhaps because these very rows moved it, when nobody answered.
    async fn judge(&self, going: &Move, head: Head, open: bool) -> Result<Head, StoreError> {
        let Some(last) = going.rows.last().filter(|_| open) else { return Err(StoreError::Conflict { head }) };
        let asked = reading!(self, self.hash_at(going.key, last.stamp.version));
        let lies = asked.map_err(|error| StoreError::Unknown(error.to_string()))?;
        if lies == Some(last.hash) { Ok(going.to(head.timeline)) } else { Err(StoreError::Conflict { head }) }
    }

    async fn append_once(&self, going: &Move) -> Result<Outcome, Trouble> {
        let mut line = self.line().await?;
        let outcome = self.advance(&mut line, going).await?;
        line.end().await?;
        Ok(outcome)
    }

    /// The statement that moves the head.
    async fn advance(&self, line: &mut Line, going: &Move) -> Result<Outcome, Trouble> {
        let Move { key, from, rows, counted, .. } = going;
        let to = from.after(rows.last());
        let profiles = i64::from(counted.profiles.contains(key));
        let columns = Columns::of(rows);
        let alone = going.is_plain_append();
        let asked = sqlx::query_scalar(if alone { ALONE } else { ACCOMPANIED }).bind(key.0.to_be_bytes()).bind(stored(from.version)).bind(from.hash);
        let asked = asked.bind(stored(to.version)).bind(to.hash).bind(profiles).bind(columns.version).bind(columns.last);
        let asked = asked.bind(columns.at).bind(columns.actor).bind(columns.on_behalf_of).bind(columns.via).bind(columns.key);
        let asked = asked.bind(columns.kind).bind(columns.payload).bind(columns.salt).bind(columns.digest).bind(columns.hash);
        let seen = going.also.seen;
        let asked = asked.bind(seen.map(|seen| seen.timeline.0.to_be_bytes())).bind(seen.map(|seen| stored(seen.profiles)));
        let asked = asked.bind(seen.map(|seen| stored(seen.generation)));
        let asked = if alone { asked } else { accompany(asked, going) };
        let moved: Option<[u8; 16]> = in_time(asked.persistent(!self.pooled).fetch_optional(line.on())).await?;
        if let Some(timeline) = moved {
            return Ok(Outcome::Moved(Timeline(u128::from_be_bytes(timeline))));
        }
        let head = query::head(line, self.pooled, *key).await?;
        Ok(if seen.is_some() && head == *from { Outcome::Outdated } else { Outcome::Elsewhere(head) })
    }

    async fn hash_at(&self, key: WorkspaceKey, version: u64) -> Result<Option<Hash>, Trouble> {
        let mut line = self.line().await?;
        let hash = query::hash_at(&mut line, self.pooled, key, version).await?;
        line.end().await?;
        Ok(hash)
    }

    /// Makes sure that an earlier try of an outdated append cannot happen any more, wherever it still is: the profiles count as
    /// changed, so that it is outdated whatever else it saw. Waits for a try that moves the head just now.
    async fn shut_out(&self, going: &Move) -> Result<Outcome, Trouble> {
        let mut line = self.line().await?;
        let sql = "UPDATE head SET profiles = profiles + 1 WHERE workspace = $1 AND version = $2 AND hash = $3";
        let asked = sqlx::query(sql).bind(going.key.0.to_be_bytes()).bind(stored(going.from.version)).bind(going.from.hash);
        let is_shut_out = in_time(asked.persistent(!self.pooled).execute(line.on())).await?.rows_affected() == 1;
        let outcome = if is_shut_out { Outcome::Outdated } else { Outcome::Elsewhere(query::head(&mut line, self.pooled, going.key).await?) };
        line.end().await?;
        Ok(outcome)
    }

    async fn head(&self, key: WorkspaceKey) -> Result<Head, Trouble> {
        let mut line = self.line().await?;
        let head = query::head(&mut line, self.pooled, key).await?;
        line.end().await?;
        Ok(head)
    }

    /// Puts rows of a backup at the end of a log as they are.
    pub(super) async fn replant(&self, key: WorkspaceKey, slug: String, rows: Vec<Row>) -> Result<Head, StoreError> {
        let planted = self.replant_in(key, &slug, rows).await.map_err(|trouble| trouble.harmless(&[]));
        planted.inspect(|head| self.remember(key, *head))
    }

    async fn replant_in(&self, key: WorkspaceKey, slug: &str, rows: Vec<Row>) -> Result<Head, Trouble> {
        let mut line = self.transaction().await?;
        let from = match query::head(&mut line, self.pooled, key).await {
            Err(Trouble::Told(StoreError::UnknownWorkspace(_))) => {
                if !plant(&mut line, key, slug).await? {
                    return Err(StoreError::SlugTaken(slug.to_owned()).into());
                }
                query::head(&mut line, self.pooled, key).await?
            }
            known => known?,
        };
        let going = Move { key, from, rows, also: Also::default(), counted: Counted::default() };
        match self.advance(&mut line, &going).await? {
            Outcome::Moved(timeline) => {
                line.end().await?;
                Ok(going.to(timeline))
            }
            Outcome::Elsewhere(head) => Err(StoreError::Conflict { head }.into()),
            Outcome::Outdated => Err(StoreError::Outdated.into()),
        }
    }
}

type Asked<'q> = sqlx::query::QueryScalar<'q, sqlx::Postgres, [u8; 16], sqlx::postgres::PgArguments>;

/// What happens beside the events, in their statement.
fn accompany<'q>(asked: Asked<'q>, going: &Move) -> Asked<'q> {
    let redaction = going.also.redaction.as_ref();
    let asked = asked.bind(redaction.map(|redaction| stored(redaction.version))).bind(redaction.map(|redaction| redaction.replacement.clone()));
    let changes = Changes::of(&going.also.plain, &going.counted_elsewhere());
    let asked = asked.bind(changes.acts).bind(changes.tables).bind(changes.keys).bind(changes.firsts).bind(changes.seconds);
    asked.bind(changes.renamed).bind(changes.counted)
}

/// Makes an empty workspace; answers whether its slug was free.
async fn plant(line: &mut Line, key: WorkspaceKey, slug: &str) -> Result<bool, Trouble> {
    let sql = "
WITH made AS (INSERT INTO workspace (workspace, slug) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING workspace)
INSERT INTO head (workspace, timeline, version, hash) SELECT workspace, $3, 0, $4 FROM made";
    let head = Head::empty(Timeline::random());
    let asked = sqlx::query(sql).bind(key.0.to_be_bytes()).bind(slug).bind(head.timeline.0.to_be_bytes()).bind(head.hash).persistent(false);
    Ok(in_time(asked.execute(line.on())).await?.rows_affected() == 1)
}

/// Rows turned on their side, as `unnest` takes them.
#[derive(Default)]
struct Columns<'r> {
    version: Vec<i64>,
    last: Vec<i64>,
    at: Vec<i64>,
    actor: Vec<String>,
    on_behalf_of: Vec<Option<String>>,
    via: Vec<&'static str>,
    key: Vec<Option<&'r str>>,
    kind: Vec<&'r str>,
    payload: Vec<&'r str>,
    salt: Vec<Option<&'r [u8]>>,
    digest: Vec<&'r [u8]>,
    hash: Vec<&'r [u8]>,
}

impl<'r> Columns<'r> {
    fn of(rows: &'r [Row]) -> Self {
        let mut columns = Self::default();
        for row in rows {
            let stamp = &row.stamp;
            columns.version.push(stored(stamp.version));
            columns.last.push(stored(stamp.last));
            columns.at.push(stamp.at.0);
            columns.actor.push(actor_text(stamp.actor));
            columns.on_behalf_of.push(stamp.on_behalf_of.map(|person| person.to_string()));
            columns.via.push(stamp.via.word());
            columns.key.push(row.key.as_deref());
            columns.kind.push(&row.kind);
            columns.payload.push(&row.payload);
            columns.salt.push(row.salt.as_ref().map(<[u8; 16]>::as_slice));
            columns.digest.push(&row.digest);
            columns.hash.push(&row.hash);
        }
        columns
    }
}
