//! PostgreSQL stands still: all its processes are stopped, so that no connection breaks and nobody answers. Pages say since when,
//! writes are refused in words and keep what was typed, `/readyz` says so; once it goes on, so does everything, by itself.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::ledger::{Fate, Ledger};
use super::writers::resolve;
use super::{Outcome, Plan};
use crate::bench::client::{Answer, Client};
use anyhow::{Context, Result, ensure};
use rowlock_store::testing::{Care, Cluster, Database};
use rustix::process::{Pid, Signal, kill_process};
use std::path::Path;
use std::time::{Duration, Instant};

const WORDS: &str = "typed while PostgreSQL stood still";
const TOLD_WITHIN: Duration = Duration::from_secs(10);
/// What is waited for; a release build must be back within the aim.
const RETURNS_WITHIN: Duration = Duration::from_secs(20);
const AIM: Duration = Duration::from_secs(3);

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let cluster = match Cluster::start(Care::Durable) {
        Ok(cluster) => cluster,
        Err(why) => return Ok(Outcome::Lacks(why)),
    };
    let database = Database::in_cluster(&cluster.url);
    let house = House::build_at(&plan.binary, Some(&database.url))?;
    let server = house.serve(&house.base())?;
    let (ledger, mut dice) = (Ledger::default(), Dice::new(plan.seed));
    let mut browser = server.browser()?;
    // A few connections are open and at work.
    for _ in 0..8 {
        write(&mut browser, &dice.key(), &ledger)?;
    }
    ensure!(ready(&server)? == 200, "the server is not ready before anything happens");
    let began = Instant::now();
    let stopped = Stopped::stop(&cluster)?;
    let told = Instant::now();
    until(TOLD_WITHIN, || Ok(marked(&page(&server)?)))?.context("no page says that the database does not answer")?;
    let told = told.elapsed();
    ensure!(ready(&server)? == 503, "/readyz is not false while the database does not answer");
    let (mut refused, mut open) = (0, 0);
    loop {
        let answer = write(&mut browser, &dice.key(), &ledger)?;
        if began.elapsed() < Duration::from_secs(plan.rounds) {
            match judge(&answer)? {
                Fate::Refused => refused += 1,
                _ => open += 1,
            }
            ensure!(marked(&page(&server)?), "a page does not say any more that the database does not answer");
            ensure!(ready(&server)? == 503, "/readyz is true while the database does not answer");
        } else {
            break;
        }
    }
    drop(stopped);
    let back = Instant::now();
    until(RETURNS_WITHIN, || Ok(ready(&server)? == 200 && !marked(&page(&server)?)))?.context("the server does not notice that it is back")?;
    let reading = back.elapsed();
    until(RETURNS_WITHIN, || Ok(write(&mut browser, &dice.key(), &ledger)?.status == 303))?.context("writes do not return")?;
    let writing = back.elapsed();
    ensure!(writing <= AIM || !plan.is_quick, "writes returned after {:.1} s; {} s are the aim", writing.as_secs_f64(), AIM.as_secs());
    let counts = ledger.counts();
    resolve(&server, &ledger, |browser, key| write(browser, key, &ledger).ok().map(|answer| answer.status))?;
    ensure!(!server.panicked(), "the server panicked: {}", server.said());
    server.terminate()?;
    house.verify(&house.base())?;
    ledger.hold(&house.keys(&house.base())?)?;
    Ok(Outcome::Held(format!(
        "PostgreSQL stood still for {:.1} s; pages said so after {:.1} s; {refused} writes refused with their words kept, {open} told as open; \
         {:.2} s after its return pages were current, {:.2} s after it writes were kept; {} of all acknowledged; 0 lost, 0 doubled",
        (back - began).as_secs_f64(),
        told.as_secs_f64(),
        reading.as_secs_f64(),
        writing.as_secs_f64(),
        counts.acknowledged
    )))
}

/// Asks again until it holds or the time is over.
fn until(within: Duration, holds: impl FnMut() -> Result<bool>) -> Result<Option<()>> {
    let (end, mut holds) = (Instant::now() + within, holds);
    while Instant::now() < end {
        if holds()? {
            return Ok(Some(()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(None)
}

fn ready(server: &Server) -> Result<u16> {
    Ok(server.browser()?.get("/readyz")?.status)
}

fn page(server: &Server) -> Result<Answer> {
    let answer = server.browser()?.get(&format!("/{SLUG}/impediments/1"))?;
    ensure!(answer.status == 200, "a page was answered {}", answer.status);
    Ok(answer)
}

fn marked(page: &Answer) -> bool {
    page.body.contains("The database has not answered since")
}

fn write(browser: &mut Client, key: &str, ledger: &Ledger) -> Result<Answer> {
    let answer = browser.post(&format!("/{SLUG}/impediments/1/contributions"), &[("key", key), ("kind", "remark"), ("text", WORDS)])?;
    ledger.note(key, if answer.status == 303 { Fate::Acknowledged } else { judge(&answer)? });
    Ok(answer)
}

/// What the page says of a write that was not done at once.
fn judge(answer: &Answer) -> Result<Fate> {
    ensure!([303, 503].contains(&answer.status), "a write was answered {}", answer.status);
    if answer.body.contains("It was not saved") {
        ensure!(answer.body.contains(WORDS), "a refused form lost what was typed");
        return Ok(Fate::Refused);
    }
    ensure!(answer.status == 303 || answer.body.contains("Nobody knows yet whether this was saved"), "the page does not say what became of a write");
    Ok(Fate::Unknown)
}

/// The processes of a cluster that stand still; they go on when it is dropped.
struct Stopped(Vec<Pid>);

impl Stopped {
    fn stop(cluster: &Cluster) -> Result<Self> {
        let folder = cluster.url.split("host=").nth(1).context("the cluster has no folder")?;
        let written = std::fs::read_to_string(Path::new(folder).join("data/postmaster.pid"))?;
        let first: i32 = written.lines().next().context("the cluster has no process")?.trim().parse()?;
        let first = Pid::from_raw(first).context("the cluster has no process")?;
        // Stopped first, it starts no others.
        kill_process(first, Signal::STOP)?;
        let mut stopped = Self(vec![first]);
        for child in children_of(first)? {
            if kill_process(child, Signal::STOP).is_ok() {
                stopped.0.push(child);
            }
        }
        Ok(stopped)
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        for process in &self.0 {
            // Some may have ended meanwhile.
            let _ = kill_process(*process, Signal::CONT);
        }
    }
}

fn children_of(parent: Pid) -> Result<Vec<Pid>> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        let Some(pid) = path.file_name().and_then(|name| Pid::from_raw(name.to_str()?.parse().ok()?)) else { continue };
        // The name stands in brackets and may hold anything; then state and parent.
        let stat = std::fs::read_to_string(path.join("stat")).unwrap_or_default();
        let of = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
        if of == Some(parent.as_raw_nonzero().get()) {
            children.push(pid);
        }
    }
    Ok(children)
}
