//! The disk is full, then freed: a real small file system (tmpfs). Writes are refused with 507 and a sentence and the words stay in
//! the form; pages and streams go on; writes return by themselves; the server never ends.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::ledger::{Fate, Ledger};
use super::writers::write;
use super::{Outcome, Plan};
use crate::bench::client::Client;
use anyhow::{Context, Result, bail, ensure};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const BYTES: &str = "size=8m";

/// A small file system; unmounted when dropped.
struct Small(tempfile::TempDir);

impl Small {
    fn mount() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", BYTES, "rowlock-faults"]).arg(folder.path()).output()?;
        ensure!(mounted.status.success(), "mounting a small tmpfs needs root ({})", String::from_utf8_lossy(&mounted.stderr).trim());
        Ok(Self(folder))
    }

    /// Fills it to the last byte.
    fn fill(&self) -> Result<PathBuf> {
        let ballast = self.0.path().join("ballast");
        let mut file = std::fs::File::create(&ballast)?;
        let mut size = 1 << 20;
        while size > 0 {
            match file.write(&vec![0; size]) {
                Ok(written) if written > 0 => {}
                _ => size /= 2,
            }
        }
        Ok(ballast)
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let small = match Small::mount() {
        Ok(small) => small,
        Err(error) => return Ok(Outcome::Lacks(format!("{error:#}"))),
    };
    for entry in std::fs::read_dir(house.base())? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), small.0.path().join(entry.file_name()))?;
        }
    }
    let (ledger, mut dice) = (Ledger::default(), Dice::new(plan.seed));
    let mut server = house.serve(small.0.path())?;
    let mut stream = server.browser()?;
    stream.follow(&format!("/{SLUG}/live"))?;
    for round in 0..plan.rounds {
        let text = Unwanted::written(&server, round)?;
        let ballast = small.fill()?;
        until(&server, &ledger, &mut dice, 507).context("while the disk was full")?;
        polite(&server)?;
        text.stays(&server)?;
        std::fs::remove_file(ballast)?;
        until(&server, &ledger, &mut dice, 303).context("once there was room again")?;
        text.goes(&server, small.0.path())?;
        ensure!(server.runs()?, "the server ended: {}", server.said());
    }
    notified(&mut stream)?;
    // A server that starts on a full disk reads all the same.
    let ballast = small.fill()?;
    server.kill()?;
    let server = house.serve(small.0.path()).context("starting on a full disk")?;
    polite(&server)?;
    std::fs::remove_file(ballast)?;
    until(&server, &ledger, &mut dice, 303).context("started on a full disk that was freed")?;
    server.terminate()?;
    judge(&house, small.0.path(), &ledger)?;
    let counts = ledger.counts();
    Ok(Outcome::Held(format!(
        "{} times full, {} writes acknowledged, {} refused; 0 lost, 0 refused but written; {} texts taken away once there was room, none without it",
        plan.rounds, counts.acknowledged, counts.refused, plan.rounds
    )))
}

/// A text that an administrator takes away for good.
struct Unwanted {
    words: String,
    /// What the form sends.
    fields: [(&'static str, String); 4],
}

impl Unwanted {
    fn written(server: &Server, round: u64) -> Result<Self> {
        let (mut browser, words) = (server.browser()?, format!("Words {round} that are to go"));
        let form = [("title", words.as_str()), ("severity", "slows"), ("team", "1")];
        let answer = browser.post(&format!("/{SLUG}/groups/product/impediments"), &form)?;
        let raised = answer.header("location").and_then(|at| at.rsplit('/').next()).context("no impediment was raised")?;
        let number = raised.split('?').next().unwrap_or(raised).to_owned();
        let page = browser.get(&format!("/{SLUG}/texts?of=impediment:{number}"))?.body;
        let key = page.split('"').find(|value| value.ends_with(":title")).context("the text cannot be chosen")?;
        let fields = [("of", format!("impediment:{number}")), ("text", key.to_owned()), ("why", "personal".to_owned()), ("sure", "yes".to_owned())];
        Ok(Self { words, fields })
    }

    fn remove(&self, server: &Server) -> Result<u16> {
        let fields = self.fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        Ok(server.browser()?.post(&format!("/{SLUG}/texts"), &fields)?.status)
    }

    /// Without room it is refused and nothing is changed.
    fn stays(&self, server: &Server) -> Result<()> {
        let status = self.remove(server)?;
        ensure!(status == 507, "taking a text away was answered {status} while the disk was full");
        let page = server.browser()?.get(&format!("/{SLUG}/groups/product/impediments?view=list"))?.body;
        ensure!(page.contains(&self.words), "a text went although that was refused");
        Ok(())
    }

    /// With room it leaves the page and every file.
    fn goes(&self, server: &Server, data: &Path) -> Result<()> {
        let status = self.remove(server)?;
        ensure!(status == 303, "taking a text away was answered {status} once there was room again");
        for entry in std::fs::read_dir(data)? {
            let path = entry?.path();
            let holds = path.is_file() && std::fs::read(&path)?.windows(self.words.len()).any(|part| part == self.words.as_bytes());
            ensure!(!holds, "{} still holds a text that was taken away", path.display());
        }
        Ok(())
    }
}

/// Writes until an answer has this status; nothing but 303 and 507 may come.
fn until(server: &Server, ledger: &Ledger, dice: &mut Dice, wanted: u16) -> Result<()> {
    let mut browser = server.browser()?;
    for _ in 0..20_000 {
        let key = dice.key();
        let status = write(&mut browser, &key);
        ledger.note(&key, Fate::of(status));
        match status {
            Some(status) if status == wanted => return Ok(()),
            Some(303 | 507) => {}
            other => bail!("a write was answered {other:?}: {}", server.said()),
        }
    }
    bail!("no write was ever answered {wanted}")
}

/// What people see while the disk is full.
fn polite(server: &Server) -> Result<()> {
    let mut browser = server.browser()?;
    let words = "These words took me half an hour";
    let answer = browser.post(&format!("/{SLUG}/groups/product/impediments"), &[("title", words), ("severity", "slows"), ("team", "1")])?;
    ensure!(answer.status == 507, "a form was answered {}", answer.status);
    ensure!(answer.body.contains("disk is full"), "the answer does not say why");
    ensure!(answer.body.contains(words), "the words are gone from the form");
    for page in ["impediments/1", "groups/product/impediments"] {
        reads(&mut browser, &format!("/{SLUG}/{page}"))?;
    }
    reads(&mut browser, "/healthz")?;
    reads(&mut server.browser()?, "/readyz")
}

fn reads(browser: &mut Client, path: &str) -> Result<()> {
    let status = browser.get(path)?.status;
    ensure!(status == 200, "{path} was answered {status}");
    Ok(())
}

/// The stream that was open all the time still tells.
fn notified(stream: &mut Client) -> Result<()> {
    while !stream.line().context("the stream broke off")?.starts_with("data:") {}
    Ok(())
}

fn judge(house: &House, data: &Path, ledger: &Ledger) -> Result<()> {
    house.verify(data)?;
    ledger.hold(&house.keys(data)?)
}
