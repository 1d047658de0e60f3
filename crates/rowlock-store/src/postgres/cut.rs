//! Ending a log at an earlier version. Who writes meanwhile meets another version at the head, and reads the new history.

use super::Base;
use super::line::in_time;
use super::query::{self, stored};
use super::trouble::Trouble;
use crate::plain::Counted;
use crate::{Head, PlainChange, StoreError, Timeline, WorkspaceKey};

/// The head row comes first, as in appends, so that nobody waits for each other in a circle.
const CUT: &str = "
UPDATE head SET timeline = $3, version = $2, profiles = profiles + 1,
    hash = coalesce((SELECT hash FROM event WHERE workspace = $1 AND version = $2), decode(repeat('00', 32), 'hex'))
WHERE workspace = $1";

impl Base {
    pub(super) async fn cut(&self, key: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Result<Head, StoreError> {
        let cut = self.cut_in(key, version, &plain).await.map_err(|trouble| match trouble {
            Trouble::Lost(why) => StoreError::Unknown(why),
            trouble => trouble.harmless(&plain),
        });
        cut.inspect(|head| self.remember(key, *head))
    }

    async fn cut_in(&self, key: WorkspaceKey, version: u64, plain: &[PlainChange]) -> Result<Head, Trouble> {
        let mut line = self.transaction().await?;
        let timeline = Timeline::random();
        let moved = sqlx::query(CUT).bind(key.0.to_be_bytes()).bind(stored(version)).bind(timeline.0.to_be_bytes()).persistent(false);
        if in_time(moved.execute(line.on())).await?.rows_affected() != 1 {
            return Err(StoreError::UnknownWorkspace(key).into());
        }
        let sql = "DELETE FROM event WHERE workspace = $1 AND version > $2";
        in_time(sqlx::query(sql).bind(key.0.to_be_bytes()).bind(stored(version)).persistent(false).execute(line.on())).await?;
        // The workspace's own profiles are counted with its head.
        let counted = Counted { generation: Counted::of(plain).generation, ..Counted::default() };
        self.change_on(&mut line, plain, &counted).await?;
        let head = query::head(&mut line, self.pooled, key).await?;
        line.end().await?;
        Ok(head)
    }
}
