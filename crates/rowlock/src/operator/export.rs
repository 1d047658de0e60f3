//! `export`: the events of a workspace as JSON lines, checked against the chain.

use super::{Failure, Output, Reply, told_of, workspace};
use rowlock_engine::{Engine, plain::StoreError};
use std::io::Write;

/// So many bytes are handed over at once.
const AT_ONCE: usize = 64 * 1024;

pub async fn export(engine: &Engine, slug: Option<&str>, output: &mut dyn Output) -> Result<Reply, Failure> {
    let desk = workspace::desk(engine, slug).await?;
    let mut lines = Lines { output, waiting: Vec::with_capacity(AT_ONCE) };
    rowlock_store::export(&**engine.store(), desk.key, &mut lines).await.map_err(|error| match &error {
        StoreError::Damaged { .. } => Failure::new(format!("{}. `rowlock verify` tells more.", told_of(&error, &desk.slug))),
        _ => error.into(),
    })?;
    lines.flush().map_err(|error| Failure::new(format!("The export cannot be written: {error}.")))?;
    Ok(Reply::Printed)
}

struct Lines<'a> {
    output: &'a mut dyn Output,
    waiting: Vec<u8>,
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= AT_ONCE && self.waiting.ends_with(b"\n") {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let text = String::from_utf8(std::mem::take(&mut self.waiting)).map_err(std::io::Error::other)?;
        if text.is_empty() { Ok(()) } else { self.output.print(&text) }
    }
}
