//! `rowlock copy --from URL --to URL`: moving to another database, in both directions.

use super::alone::Alone;
use super::screen::Screen;
use crate::operator::{Failure, hex};
use crate::place::Place;
use rowlock_store::{CopyReport, copy};
use serde_json::{Value, json};

/// Copy everything into another, empty database. Every server must be stopped.
///
/// Both sides are compared at the end: the heads of all logs are the same. The source is left as it is.
#[derive(Debug, clap::Args)]
pub struct Copy {
    /// Database to read, as sqlite:DIR or postgres://…
    #[arg(long, value_name = "URL")]
    from: String,
    /// Empty database to fill, as sqlite:DIR or postgres://…
    #[arg(long, value_name = "URL")]
    to: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Copy {
    pub fn run(self) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let runtime = super::runtime().map_err(Failure::new)?;
        let report = runtime.block_on(self.work()).map_err(|failure| screen.failed(failure))?;
        screen.reply(&value(&report), &told(&report))
    }

    async fn work(&self) -> Result<CopyReport, Failure> {
        let place = |url: &String| Place::at(url.clone());
        super::reach::must_exist(&place(&self.from))?;
        let from = Alone::open(&place(&self.from)).await?;
        let to = Alone::open(&place(&self.to)).await?;
        let copied = copy(&*from.store, &*to.store).await;
        let list = from.redactions().zip(to.folder.as_ref());
        if let (Ok(_), Some((list, folder))) = (&copied, list) {
            std::fs::copy(list, folder.join("redactions"))
                .map_err(|error| Failure::new(format!("The list of redactions was not copied: {error}.")))?;
        }
        to.store.stop().await?;
        from.store.stop().await?;
        let report = copied.map_err(|error| Failure::new(format!("{error}. {}", self.remedy())))?;
        Ok(report)
    }

    fn remedy(&self) -> &'static str {
        if self.to.starts_with("postgres") { "Copy into an empty database." } else { "Copy into an empty or new folder." }
    }
}

fn value(report: &CopyReport) -> Value {
    let logs = report.workspaces.iter().map(|(slug, head)| json!({ "workspace": slug, "version": head.version, "head": hex(&head.hash) }));
    json!({ "workspaces": logs.collect::<Vec<_>>(), "records": report.records })
}

fn told(report: &CopyReport) -> String {
    let mut lines: Vec<String> =
        report.workspaces.iter().map(|(slug, head)| format!("{slug}: version {}, head {} on both sides", head.version, hex(&head.hash))).collect();
    lines.push(format!("{} records beside the logs were copied.", report.records));
    lines.join("\n")
}
