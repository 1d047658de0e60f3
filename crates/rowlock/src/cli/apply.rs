//! `rowlock apply FILE`

use super::{
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{self, Failure, Reply, Request};
use crate::place::Place;
use std::io::Read;
use std::path::{Path, PathBuf};

/// At most so many entries are reported after a file was applied; `--dry-run` shows all.
const REPORTED: usize = 50;
/// The largest organisation file.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// Bring a workspace to an organisation file; create it if it is missing.
#[derive(Debug, clap::Args)]
pub struct Apply {
    /// Organisation file, YAML or JSON; - reads standard input
    file: PathBuf,
    /// Workspace, as it stands in addresses; else the file's name
    #[arg(long, env = "ROWLOCK_WORKSPACE", value_name = "SLUG")]
    workspace: Option<String>,
    /// Where people changed the same here, take the file's values
    #[arg(long)]
    overwrite: bool,
    /// Archive what left the file
    #[arg(long)]
    prune: bool,
    /// Show what would change, like a diff, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print counts as JSON
    #[arg(long)]
    json: bool,
}

impl Apply {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let replied = self.request().and_then(|request| reach(place, Begin::New, &request, &mut screen));
        match replied.map_err(|failure| screen.failed(failure))? {
            Reply::Applied { workspace, version, changes, plan, mut counts } => {
                let text = self.told(&plan, &workspace, changes);
                counts["workspace"] = workspace.into();
                counts["version"] = version.into();
                counts["dry_run"] = self.dry_run.into();
                screen.reply(&counts, &text)
            }
            other => Err(super::unexpected(&other)),
        }
    }

    fn request(&self) -> Result<Request, Failure> {
        let text = text_of(&self.file)?;
        let workspace = match &self.workspace {
            Some(slug) => slug.clone(),
            None => slug_of(&self.file)?,
        };
        let Self { overwrite, prune, dry_run, .. } = *self;
        Ok(Request::Apply(operator::Apply { text, workspace, overwrite, prune, dry_run }))
    }

    fn told(&self, plan: &str, workspace: &str, changes: bool) -> String {
        if self.dry_run {
            return format!("{plan}\nNothing was changed: this is what would happen to {workspace}.");
        }
        let said = if changes { "The file was applied to" } else { "Nothing was to be changed in" };
        format!("{}{}\n{said} {workspace}.", kept_and_left_out(plan), plan.lines().last().unwrap_or_default())
    }
}

/// The entries of a plan that somebody must know of after it was carried out: kept back, overwritten, or no longer in the file.
fn kept_and_left_out(plan: &str) -> String {
    let mut told = Vec::new();
    let mut head = "";
    for line in plan.lines() {
        match line.as_bytes() {
            [b'?', ..] | [b'-', b' ', b'a'..=b'z', ..] => told.push(line.to_owned()),
            [b'!', ..] => told.push(format!("{head}\n{line}")),
            [_, b' ', b' ', ..] => {}
            _ => head = line,
        }
    }
    let more = told.len().saturating_sub(REPORTED);
    told.truncate(REPORTED);
    if more > 0 {
        told.push(format!("… and {more} more; --dry-run shows all"));
    }
    told.iter().map(|entry| format!("{entry}\n")).collect()
}

fn text_of(file: &Path) -> Result<String, Failure> {
    let cannot = |error: std::io::Error| {
        let why = if error.kind() == std::io::ErrorKind::InvalidData { "it is not text in UTF-8".to_owned() } else { error.to_string() };
        Failure::usage(format!("{} cannot be read: {why}.", file.display()))
    };
    let mut text = String::new();
    let read = match file == Path::new("-") {
        true => std::io::stdin().take(MOST_BYTES + 1).read_to_string(&mut text),
        false => std::fs::File::open(file).and_then(|file| file.take(MOST_BYTES + 1).read_to_string(&mut text)),
    };
    if read.map_err(cannot)? as u64 > MOST_BYTES {
        return Err(Failure::usage(format!("{} is too large: an organisation file holds at most 128 MiB.", file.display())));
    }
    Ok(text)
}

/// The file's name as an address: small letters, digits, single dashes.
fn slug_of(file: &Path) -> Result<String, Failure> {
    let stem = file.file_stem().filter(|_| file != Path::new("-"));
    if let Some(slug) = stem.and_then(|stem| rowlock_web::slug::of(&stem.to_string_lossy(), 40)) {
        return Ok(slug);
    }
    Err(Failure::usage(
        "The file's name makes no address of a workspace, which has 2 to 40 small letters, digits and dashes. Give one with --workspace.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_becomes_an_address() {
        assert_eq!(slug_of(Path::new("/tmp/Kubernetes Org.2026.yaml")).unwrap(), "kubernetes-org-2026");
        assert_eq!(slug_of(Path::new("a-very-long-name-of-a-file-that-goes-on-and-on.yaml")).unwrap(), "a-very-long-name-of-a-file-that-goes-on");
        assert!(slug_of(Path::new("-")).is_err());
        assert_eq!(slug_of(Path::new("Grün.yaml")).unwrap(), "gruen");
        assert!(slug_of(Path::new("b.yaml")).is_err());
    }

    #[test]
    fn what_was_kept_back_is_told_with_its_entry() {
        let plan = "- team d left the file: archived\n+ team a\n+   code: A\n~ team b “B”\n-   name: x\n+   name: y\n!   zone: kept\n? team c left the file; it stays\n1 created";
        assert_eq!(kept_and_left_out(plan), "- team d left the file: archived\n~ team b “B”\n!   zone: kept\n? team c left the file; it stays\n");
    }
}
