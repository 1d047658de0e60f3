//! The tables and their upgrades, one server at a time.
//!
//! `CREATE TABLE IF NOT EXISTS` alone is not safe when two servers start together: both may make the same type. So a
//! lock of PostgreSQL's own comes first; it belongs to the transaction and thus works behind a pooler too.

use super::Base;
use super::line::{Line, in_long_time, in_time, reading};
use super::trouble::Trouble;
use crate::{StoreError, Table};
use sqlx::AssertSqlSafe;
use std::fmt::Write;
use std::path::PathBuf;

/// The newest format known here.
const FORMAT: i32 = 1;

const BEGIN: &str = "SET LOCAL statement_timeout = '60s'; SET LOCAL client_min_messages = warning; SELECT pg_advisory_xact_lock(5932447162011);
CREATE TABLE IF NOT EXISTS format (number integer NOT NULL);";

const LOG: &str = "
CREATE TABLE workspace (
    workspace bytea PRIMARY KEY,
    slug      text COLLATE \"C\" NOT NULL UNIQUE
);
CREATE TABLE head (
    workspace bytea PRIMARY KEY,
    timeline  bytea NOT NULL,
    version   bigint NOT NULL,
    hash      bytea NOT NULL,
    profiles  bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CREATE TABLE generation (number bigint NOT NULL);
INSERT INTO generation VALUES (0);
CREATE TABLE event (
    workspace    bytea NOT NULL,
    version      bigint NOT NULL,
    last         bigint NOT NULL,
    at           bigint NOT NULL,
    actor        text NOT NULL,
    on_behalf_of text,
    via          text NOT NULL,
    key          text,
    kind         text NOT NULL,
    payload      text NOT NULL,
    salt         bytea,
    digest       bytea NOT NULL,
    hash         bytea NOT NULL,
    PRIMARY KEY (workspace, version)
);
INSERT INTO format VALUES (1);";

/// Makes plain changes in their order, within the statement that calls it, so that nothing waits for the application
/// between them. Heads come first, as in appends, so that nobody waits for each other in a circle; the one row that all
/// share comes last. Servers of another version may call it too: what must differ gets another name.
const CHANGE: &str = "
CREATE FUNCTION rowlock_change(acts text[], tables text[], keys text[], firsts text[], seconds text[], renamed bytea[], counted boolean)
RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
    touched bigint;
BEGIN
    FOR n IN 1 .. cardinality(renamed) LOOP
        UPDATE head SET profiles = profiles + 1 WHERE workspace = renamed[n];
    END LOOP;
    FOR n IN 1 .. cardinality(acts) LOOP
        CASE acts[n]
            WHEN 'insert' THEN
                EXECUTE format('INSERT INTO %I (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', tables[n]) USING keys[n], firsts[n];
            WHEN 'put' THEN
                EXECUTE format('INSERT INTO %I (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2', tables[n])
                USING keys[n], firsts[n];
            WHEN 'swap' THEN
                EXECUTE format('UPDATE %I SET value = $3 WHERE key = $1 AND value = $2', tables[n]) USING keys[n], firsts[n], seconds[n];
            WHEN 'clear' THEN
                EXECUTE format('DELETE FROM %I WHERE key >= $1 AND key < $2', tables[n]) USING keys[n], firsts[n];
            ELSE
                EXECUTE format('DELETE FROM %I WHERE key = $1', tables[n]) USING keys[n];
        END CASE;
        GET DIAGNOSTICS touched = ROW_COUNT;
        IF touched = 0 AND acts[n] IN ('insert', 'take', 'swap') THEN
            RAISE EXCEPTION USING ERRCODE = 'RL001', MESSAGE = 'a change does not fit what stands there', DETAIL = n - 1;
        END IF;
    END LOOP;
    IF counted THEN
        UPDATE generation SET number = number + 1;
    END IF;
END
$body$";

/// Brings the tables to the newest format.
pub(super) async fn migrate(base: &Base) -> Result<(), StoreError> {
    reading!(base, migrate_once(base))
}

/// All of it or nothing: what is there already is left as it is.
async fn migrate_once(base: &Base) -> Result<(), Trouble> {
    let mut line = base.transaction().await?;
    upgrade(&mut line, &base.shown).await?;
    line.end().await
}

async fn upgrade(line: &mut Line, shown: &str) -> Result<(), Trouble> {
    // No short limit here: another server may be upgrading a large database.
    in_long_time(sqlx::raw_sql(BEGIN).execute(line.on())).await?;
    let found: Option<i32> = in_time(sqlx::query_scalar("SELECT number FROM format").persistent(false).fetch_optional(line.on())).await?;
    match found {
        Some(found) if found > FORMAT => {
            let found = u32::try_from(found).unwrap_or(u32::MAX);
            return Err(StoreError::Newer { path: PathBuf::from(shown), found, known: FORMAT.cast_unsigned() }.into());
        }
        Some(_) => {}
        None => {
            in_long_time(sqlx::raw_sql(LOG).execute(line.on())).await?;
        }
    }
    let mut tables = String::new();
    for table in Table::ALL {
        // Keys are compared by their bytes, as everywhere. Names come from `Table` alone, never from outside.
        let sql = "(key text COLLATE \"C\" PRIMARY KEY, value text NOT NULL);";
        writeln!(tables, "CREATE TABLE IF NOT EXISTS {} {sql}", table.name()).map_err(|e| StoreError::io("the tables", &e))?;
    }
    in_long_time(sqlx::raw_sql(AssertSqlSafe(tables)).execute(line.on())).await?;
    let known = "SELECT to_regproc('rowlock_change') IS NOT NULL";
    let is_known: bool = in_time(sqlx::query_scalar(known).persistent(false).fetch_one(line.on())).await?;
    if !is_known {
        in_long_time(sqlx::raw_sql(CHANGE).execute(line.on())).await?;
    }
    Ok(())
}
