//! Two servers over one PostgreSQL, 20 clients each, and everything that goes wrong between them: servers killed, paused and started
//! again, connections terminated, PostgreSQL crashed and paused. What clients and open pages saw is judged by the history checker: once
//! as a history of the whole log, and once as one of a single title, which is only changed by forms that say what they were shown.

mod clients;
mod told;

use super::dice::Dice;
use super::house::{House, Server};
use super::kept::{Kept, back_up};
use super::{Outcome, Plan};
use crate::bench::client::Client;
use anyhow::{Context, Result, anyhow, ensure};
use rowlock_history::{Answer, Asked, Deed, History, check};
use rowlock_store::testing::{Care, Cluster, Database, binaries};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const CLIENTS: usize = 20;
const PAGES: usize = 3;
const LASTS: Duration = Duration::from_secs(5);
/// Longer than PostgreSQL waits for a server that stands still within a transaction (3 s).
const STANDS_STILL: Duration = Duration::from_secs(4);
const READY_WITHIN: Duration = Duration::from_secs(60);

/// What all threads of a history share.
struct Scene {
    addresses: [String; 2],
    cookie: String,
    began: Instant,
    over: AtomicBool,
    deeds: Mutex<Vec<Deed>>,
    /// Those with the title of one impediment: when it was touched stands for the version of the log.
    titles: Mutex<Vec<Deed>>,
}

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let cluster = match Cluster::start(Care::Durable) {
        Ok(cluster) => cluster,
        Err(why) => return Ok(Outcome::Lacks(why)),
    };
    let (mut sum, mut titles, mut notices, mut backups) = (Sum::default(), Sum::default(), 0, 0);
    for round in 0..plan.rounds {
        let ([whole, title], kept) = one(plan, &cluster, Dice::of(plan.seed, round)).with_context(|| format!("history {round}"))?;
        check(&whole).map_err(|anomaly| anyhow!("history {round}: {anomaly:?}"))?;
        check(&title).map_err(|anomaly| anyhow!("history {round}, the title: {anomaly:?}"))?;
        sum.add(&whole);
        titles.add(&title);
        backups += u64::from(kept);
        notices += whole.streams.iter().map(|stream| stream.notices.len()).sum::<usize>();
    }
    ensure!(backups > 0 || plan.rounds < 10, "no backup was made in any of {} histories", plan.rounds);
    let Sum { appended, read, unknown, .. } = sum;
    Ok(Outcome::Held(format!(
        "{} histories of 2 servers and {} clients: {appended} appends ({} only upon what was shown, {} of those refused since it had changed), \
         {read} reads ({} compared word by word), {unknown} unknown, {notices} notices, {backups} backups among them restored; 0 anomalies",
        plan.rounds,
        2 * CLIENTS,
        titles.appended,
        titles.conflicts,
        titles.read
    )))
}

/// How many deeds had which answer.
#[derive(Default)]
struct Sum {
    appended: u64,
    read: u64,
    conflicts: u64,
    unknown: u64,
}

impl Sum {
    fn add(&mut self, history: &History) {
        for deed in &history.deeds {
            match deed.answer {
                Answer::Appended(_) => self.appended += 1,
                Answer::Read(..) => self.read += 1,
                Answer::Conflict(_) | Answer::Refused => self.conflicts += 1,
                Answer::Unknown => self.unknown += 1,
            }
        }
    }
}

/// A history of the log and one of the title, and whether a backup was made meanwhile.
fn one(plan: &Plan, cluster: &Cluster, mut dice: Dice) -> Result<([History; 2], bool)> {
    let database = Database::in_cluster(&cluster.url);
    let house = Arc::new(House::build_at(&plan.binary, Some(&database.url))?);
    let folder = tempfile::tempdir()?;
    let first = version(&house)?;
    let mut servers = [house.serve(folder.path())?, house.serve(folder.path())?];
    let addresses = [servers[0].address.clone(), servers[1].address.clone()];
    ready(&addresses)?;
    let scene = Arc::new(Scene {
        addresses,
        cookie: house.cookie.clone(),
        began: Instant::now(),
        over: AtomicBool::new(false),
        deeds: Mutex::default(),
        titles: Mutex::default(),
    });
    let clients: Vec<_> =
        (0..2 * CLIENTS).map(|n| spawn(&scene, Dice::of(dice.next(), n as u64), move |scene, dice| clients::client(scene, n, dice))).collect();
    let pages: Vec<_> = (0..PAGES).map(|n| spawn(&scene, Dice::of(dice.next(), n as u64), move |scene, _| clients::page(scene, n, first))).collect();
    let keeper = {
        let house = Arc::clone(&house);
        spawn(&scene, Dice::new(dice.next()), move |scene, dice| keep(scene, &house, dice))
    };
    while scene.began.elapsed() < LASTS {
        std::thread::sleep(Duration::from_millis(100 + dice.below(400)));
        misfortune(&scene, &house, &database, &mut servers, &mut dice)?;
    }
    // What pages did not hear while a server could not tell is no anomaly.
    ready(&scene.addresses)?;
    scene.over.store(true, Ordering::SeqCst);
    for client in clients {
        client.join().map_err(|_| anyhow!("a client panicked"))?;
    }
    let kept = keeper.join().map_err(|_| anyhow!("the backup panicked"))??;
    let last = version(&house)?;
    let mut heard = Vec::new();
    for page in pages {
        heard.push(page.join().map_err(|_| anyhow!("a page panicked"))?);
    }
    ensure!(servers.iter().all(|server| !server.panicked()), "a server panicked: {} {}", servers[0].said(), servers[1].said());
    for server in servers {
        server.terminate()?;
    }
    house.verify(folder.path())?;
    ensure!(heard.iter().all(|page| page.last().is_none_or(|(_, version, _)| *version <= last)), "a page heard of what is not there");
    let exported = house.must(house.base().as_path(), &["export"])?;
    if let Some(kept) = &kept {
        let empty = Database::in_cluster(&cluster.url);
        kept.hold(&house.upon(&empty.url)?, &exported)?;
    }
    Ok((told::histories(&exported, &scene, heard, first)?, kept.is_some()))
}

/// Backs up once while everything goes on; what goes wrong may keep it from it, and then it is tried again.
fn keep(scene: &Scene, house: &House, mut dice: Dice) -> Result<Option<Kept>> {
    std::thread::sleep(Duration::from_millis(dice.below(2_000)));
    while !scene.is_over() {
        if let Ok(kept) = back_up(house, &house.base(), scene.acknowledged())? {
            return Ok(Some(kept));
        }
    }
    Ok(None)
}

/// Waits until both servers can work.
fn ready(addresses: &[String; 2]) -> Result<()> {
    let until = Instant::now() + READY_WITHIN;
    let is_ready = |address: &String| Client::connect(address).and_then(|mut client| client.get("/readyz")).is_ok_and(|answer| answer.status == 200);
    while !addresses.iter().all(is_ready) {
        ensure!(Instant::now() < until, "the servers are not ready within {} s", READY_WITHIN.as_secs());
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn spawn<T: Send + 'static>(scene: &Arc<Scene>, dice: Dice, work: impl FnOnce(&Scene, Dice) -> T + Send + 'static) -> std::thread::JoinHandle<T> {
    let scene = Arc::clone(scene);
    std::thread::spawn(move || work(&scene, dice))
}

fn version(house: &House) -> Result<u64> {
    let status: Value = serde_json::from_str(&house.must(house.base().as_path(), &["status", "--json"])?)?;
    status["version"].as_u64().context("status has no version")
}

impl Scene {
    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn browser(&self, at: usize) -> Result<Client> {
        let mut browser = Client::connect(&self.addresses[at % 2])?;
        browser.cookie.clone_from(&self.cookie);
        Ok(browser)
    }

    /// How many writes were acknowledged so far.
    fn kept(&self) -> usize {
        let deeds = self.deeds.lock().unwrap_or_else(PoisonError::into_inner);
        deeds.iter().filter(|deed| matches!(deed.answer, Answer::Appended(_))).count()
    }

    /// The keys of what was acknowledged so far.
    fn acknowledged(&self) -> Vec<String> {
        let deeds = self.deeds.lock().unwrap_or_else(PoisonError::into_inner);
        let key = |deed: &Deed| match (&deed.asked, &deed.answer) {
            (Asked::Append { key, .. }, Answer::Appended(_)) => Some(key.clone()),
            _ => None,
        };
        deeds.iter().filter_map(key).collect()
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    fn note(&self, began: u64, asked: Asked, answer: Answer) {
        note(&self.deeds, Deed { began, ended: self.now(), asked, answer });
    }

    fn note_title(&self, began: u64, asked: Asked, answer: Answer) {
        note(&self.titles, Deed { began, ended: self.now(), asked, answer });
    }
}

fn note(deeds: &Mutex<Vec<Deed>>, deed: Deed) {
    deeds.lock().unwrap_or_else(PoisonError::into_inner).push(deed);
}

/// Something goes wrong.
fn misfortune(scene: &Scene, house: &House, database: &Database, servers: &mut [Server; 2], dice: &mut Dice) -> Result<()> {
    let at = dice.place(2);
    let short = Duration::from_millis(100 + dice.below(900));
    match dice.below(7) {
        0 | 1 => {
            let (data, address) = (house.base(), servers[at].address.clone());
            servers[at].stop_at_once()?;
            servers[at] = house.serve_again(&data, &address)?;
        }
        2 => {
            servers[at].signal(Signal::STOP)?;
            std::thread::sleep(short);
            servers[at].signal(Signal::CONT)?;
        }
        3 => {
            let kept = scene.kept();
            servers[at].signal(Signal::STOP)?;
            std::thread::sleep(STANDS_STILL);
            // PostgreSQL may have crashed just before, and a busy machine takes its time to bring it back.
            let until = Instant::now() + READY_WITHIN;
            while scene.kept() == kept {
                ensure!(Instant::now() < until, "while one server stood still, the other kept nothing for {} s", READY_WITHIN.as_secs());
                std::thread::sleep(Duration::from_millis(50));
            }
            servers[at].signal(Signal::CONT)?;
        }
        4 | 5 => {
            let gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
            psql(database, gone);
        }
        _ => {
            let backends = psql(database, "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            let pids = backends.lines().filter_map(|pid| Pid::from_raw(pid.trim().parse().ok()?));
            // One that is killed makes PostgreSQL restart all of itself, as after a crash.
            for pid in pids.take(1) {
                // It may have ended by itself.
                let _ = kill_process(pid, Signal::KILL);
            }
        }
    }
    Ok(())
}

/// Asks PostgreSQL; while it is away, nothing.
fn psql(database: &Database, sql: &str) -> String {
    let Ok(folder) = binaries() else { return String::new() };
    let asked = Command::new(folder.join("psql")).args(["-X", "-A", "-t", "-q", "-c", sql, &database.url]).output();
    asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}
