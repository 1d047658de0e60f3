//! Two servers over one PostgreSQL, 20 clients each, and everything that goes wrong between them: servers killed, paused and started
//! again, connections terminated, PostgreSQL crashed and paused. What clients and open pages saw is judged by the history checker.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::{Outcome, Plan};
use crate::bench::client::Client;
use anyhow::{Context, Result, anyhow, ensure};
use rowlock_history::{Answer, Asked, Deed, History, Notice, Stream, check};
use rowlock_store::testing::{Care, Cluster, Database, binaries};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const CLIENTS: usize = 20;
const PAGES: usize = 3;
const LASTS: Duration = Duration::from_secs(5);
/// After so many tries a client gives up and never knows.
const TRIES: usize = 60;
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
}

/// What a page heard: when, which version, which impediments.
type Heard = Vec<(u64, u64, Option<Vec<u64>>)>;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let cluster = match Cluster::start(Care::Durable) {
        Ok(cluster) => cluster,
        Err(why) => return Ok(Outcome::Lacks(why)),
    };
    let (mut appended, mut read, mut unknown, mut notices) = (0, 0, 0, 0);
    for round in 0..plan.rounds {
        let history = one(plan, &cluster, Dice::of(plan.seed, round)).with_context(|| format!("history {round}"))?;
        check(&history).map_err(|anomaly| anyhow!("history {round}: {anomaly:?}"))?;
        for deed in &history.deeds {
            match deed.answer {
                Answer::Appended(_) => appended += 1,
                Answer::Read(..) => read += 1,
                _ => unknown += 1,
            }
        }
        notices += history.streams.iter().map(|stream| stream.notices.len()).sum::<usize>();
    }
    Ok(Outcome::Held(format!(
        "{} histories of 2 servers and {} clients: {appended} appends, {read} reads, {unknown} unknown, {notices} notices; 0 anomalies",
        plan.rounds,
        2 * CLIENTS
    )))
}

fn one(plan: &Plan, cluster: &Cluster, mut dice: Dice) -> Result<History> {
    let database = Database::in_cluster(&cluster.url);
    let house = House::build_at(&plan.binary, Some(&database.url))?;
    let folder = tempfile::tempdir()?;
    let first = version(&house)?;
    let mut servers = [house.serve(folder.path())?, house.serve(folder.path())?];
    let addresses = [servers[0].address.clone(), servers[1].address.clone()];
    ready(&addresses)?;
    let scene =
        Arc::new(Scene { addresses, cookie: house.cookie.clone(), began: Instant::now(), over: AtomicBool::new(false), deeds: Mutex::default() });
    let clients: Vec<_> =
        (0..2 * CLIENTS).map(|n| spawn(&scene, Dice::of(dice.next(), n as u64), move |scene, dice| client(scene, n, dice))).collect();
    let pages: Vec<_> = (0..PAGES).map(|n| spawn(&scene, Dice::of(dice.next(), n as u64), move |scene, _| page(scene, n, first))).collect();
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
    history(&house, &scene, heard, first)
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

    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    fn note(&self, began: u64, asked: Asked, answer: Answer) {
        let deed = Deed { began, ended: self.now(), asked, answer };
        self.deeds.lock().unwrap_or_else(PoisonError::into_inner).push(deed);
    }
}

/// Writes and reads at one server until it fails, then at the other.
fn client(scene: &Scene, number: usize, mut dice: Dice) {
    let mut at = number;
    while !scene.is_over() {
        let Ok(mut browser) = scene.browser(at) else {
            at += 1;
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        while !scene.is_over() {
            let sound = if dice.happens(1, 3) { look(scene, &mut browser) } else { raise(scene, &mut browser, &mut at, &mut dice) };
            if !sound {
                break;
            }
            std::thread::sleep(Duration::from_millis(dice.below(60)));
        }
        at += 1;
    }
}

/// A page, if it is not marked as old; whether the connection still stands.
fn look(scene: &Scene, browser: &mut Client) -> bool {
    let began = scene.now();
    let Ok(answer) = browser.get(&format!("/{SLUG}/groups/product/impediments")) else { return false };
    let shown = answer.body.split("<live-source").nth(1).and_then(|rest| rest.split(" version=\"").nth(1)?.split('"').next()?.parse().ok());
    if let Some(version) = shown.filter(|_| answer.status == 200 && !answer.body.contains("has not answered since")) {
        scene.note(began, Asked::Read, Answer::Read(version, None));
    }
    true
}

/// Raises an impediment, or adds a person, which changes a plain table too; again and again under its key until somebody
/// says what became of it.
fn raise(scene: &Scene, browser: &mut Client, at: &mut usize, dice: &mut Dice) -> bool {
    let (began, key) = (scene.now(), dice.key());
    let handle = format!("p{key}");
    let impediment = [("key", key.as_str()), ("title", "Raised by somebody"), ("severity", "slows"), ("team", "1")];
    let person = [("key", key.as_str()), ("name", "Somebody New"), ("handle", handle.as_str())];
    let (path, fields): (String, &[(&str, &str)]) =
        if dice.happens(1, 4) { (format!("/{SLUG}/people"), &person[..]) } else { (format!("/{SLUG}/groups/product/impediments"), &impediment[..]) };
    let mut again = None;
    for _ in 0..TRIES {
        let browser = again.as_mut().unwrap_or(&mut *browser);
        match browser.post(&path, fields) {
            Ok(answer) if answer.status == 303 => {
                // Where it stands is known only when it happened now; else the log says it.
                let version = answer.header("location").and_then(|to| to.split("done=").nth(1)?.parse().ok()).unwrap_or(0);
                scene.note(began, Asked::Append { key, expected: None }, Answer::Appended(version));
                return again.is_none();
            }
            _ => {
                std::thread::sleep(Duration::from_millis(100));
                *at += 1;
                again = scene.browser(*at).ok().or(again);
            }
        }
    }
    scene.note(began, Asked::Append { key, expected: None }, Answer::Unknown);
    false
}

/// An open page: follows one server until it fails, then the other.
fn page(scene: &Scene, number: usize, first: u64) -> Heard {
    let (mut heard, mut last, mut at) = (Heard::new(), None::<String>, number);
    let mut quiet_since_over = None::<Instant>;
    while quiet_since_over.is_none_or(|since| since.elapsed() < Duration::from_secs(6)) {
        at += 1;
        let Ok(mut browser) = scene.browser(at) else { continue };
        let after = last.as_ref().map_or_else(String::new, |last| format!("?after={last}"));
        if browser.follow(&format!("/{SLUG}/live{after}")).is_err() {
            std::thread::sleep(Duration::from_millis(50));
            continue;
        }
        while let Ok(line) = browser.line() {
            if let Some(id) = line.strip_prefix("id:") {
                last = Some(id.trim().to_owned());
            } else if let Some(data) = line.strip_prefix("data:") {
                heard.extend(notice(scene, data, first));
            }
            if scene.is_over() && quiet_since_over.get_or_insert_with(Instant::now).elapsed() > Duration::from_secs(6) {
                break;
            }
        }
    }
    heard
}

fn notice(scene: &Scene, data: &str, first: u64) -> Option<(u64, u64, Option<Vec<u64>>)> {
    let value: Value = serde_json::from_str(data.trim()).ok()?;
    let version = value["version"].as_u64()?;
    let scopes: Vec<&str> = value["scopes"].as_array()?.iter().filter_map(Value::as_str).collect();
    let names = (!scopes.contains(&"*")).then(|| scopes.iter().filter_map(|scope| scope.strip_prefix("impediment:")?.parse().ok()).collect());
    Some((scene.now(), version, names)).filter(|_| version >= first)
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

/// The history with versions counted from the set-up, and streams that name commands.
fn history(house: &House, scene: &Scene, heard: Vec<Heard>, first: u64) -> Result<History> {
    let exported = house.must(house.base().as_path(), &["export"])?;
    let (mut log, mut keys) = (Vec::<(u64, String)>::new(), BTreeMap::new());
    for line in exported.lines() {
        let event: Value = serde_json::from_str(line)?;
        let (version, last) = (event["version"].as_u64().unwrap_or(0), event["last"].as_u64().unwrap_or(0));
        let key = event["key"].as_str().and_then(|key| key.split('-').next()).unwrap_or("nobody").to_owned();
        if version > first && version == last {
            log.push((last - first, key.clone()));
        }
        if let Some(number) = event["payload"]["impediment"].as_u64() {
            keys.insert(number, key);
        }
    }
    let places: BTreeMap<&String, u64> = log.iter().map(|(version, key)| (key, *version)).collect();
    let mut deeds = scene.deeds.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for deed in &mut deeds {
        match (&deed.asked, &mut deed.answer) {
            (Asked::Append { key, .. }, Answer::Appended(version)) => {
                *version = if *version == 0 { places.get(key).copied().unwrap_or(u64::MAX) } else { *version - first };
            }
            (_, Answer::Read(version, _)) => *version = version.saturating_sub(first),
            _ => {}
        }
    }
    let streams = heard.into_iter().map(|page| stream(page, first, &log, &keys)).collect();
    Ok(History { deeds, streams, log })
}

/// What a page heard, by the commands' keys. A notice names impediments; a command without one is taken as named by the notice it falls to.
fn stream(page: Heard, first: u64, log: &[(u64, String)], keys: &BTreeMap<u64, String>) -> Stream {
    let others: Vec<&(u64, String)> = log.iter().filter(|(_, key)| !keys.values().any(|known| known == key)).collect();
    let mut before = 0;
    let notices = page.into_iter().map(|(at, version, numbers)| {
        let version = version - first;
        let fallen: Vec<String> = others.iter().filter(|(other, _)| *other > before && *other <= version).map(|(_, key)| key.clone()).collect();
        before = version.max(before);
        let names = numbers.map(|numbers| numbers.iter().filter_map(|number| keys.get(number).cloned()).chain(fallen).collect());
        Notice { at, version, names }
    });
    Stream { from: 0, notices: notices.collect() }
}
