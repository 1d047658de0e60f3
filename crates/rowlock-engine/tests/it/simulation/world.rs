//! Several servers over one database, clients that go from one to the other, and somebody who kills servers. All of it in one
//! thread with a clock that stands until everybody waits: one seed is one run.

use super::dice::Dice;
use super::wire::Wire;
use crate::support::{by_all, furnish, raise};
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::impediment::command::OwnImpediment;
use rowlock_domain::testing::{INES, TOMASZ, instant};
use rowlock_domain::{Instant, Thing, Workspace};
use rowlock_engine::plain::StoreError;
use rowlock_engine::{Clock, Done, Engine, EngineError, Glance, Key, Settings, Submission, SubmitError};
use rowlock_history::{Answer, Asked, Deed, History, Notice, Stream};
use rowlock_store::{Memory, Store};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const SLUG: &str = "harbour";
const SERVERS: usize = 3;
const CLIENTS: u64 = 4;
const STEPS: u64 = 8;
const PAGES: u64 = 3;
const TRIES: u32 = 12;

/// A clock for each server: they differ, and jump.
struct Skewed {
    began: tokio::time::Instant,
    dice: Mutex<Dice>,
}

impl Clock for Skewed {
    fn now(&self) -> Instant {
        let base = instant("2026-11-23T09:00:00Z").0;
        let mut dice = self.dice.lock().unwrap();
        let jump = if dice.happens(1, 10) { i64::try_from(dice.below(7_200_000)).unwrap() - 3_600_000 } else { 0 };
        Instant(base + i64::try_from(self.began.elapsed().as_millis()).unwrap() + jump)
    }

    fn chance(&self) -> u64 {
        self.dice.lock().unwrap().next()
    }
}

/// A server, while it lives.
#[derive(Clone)]
struct Server {
    engine: Arc<Engine>,
    wire: Arc<Wire>,
    /// Those who wait for it are told in the order in which they came, as a seed needs it.
    dead: CancellationToken,
}

/// What is wrong with the world on purpose, to see that it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    Nothing,
    /// Servers answer reads without asking the database whether something is newer.
    StaleReads,
    /// What is made without a look-up does not see what its own server has on its way.
    HastyGlances,
    /// What is made without a look-up is held for newer than it is.
    BlindGlances,
    /// Clients that try again do so under a new key.
    NewKeys,
    /// Pages miss a notice now and then.
    DeafPages,
}

pub struct World {
    seed: u64,
    broken: Broken,
    base: Arc<Memory>,
    places: Mutex<Vec<Option<Server>>>,
    parts: AtomicU64,
    ticks: AtomicU64,
    over: AtomicBool,
    deeds: Mutex<Vec<Deed>>,
    /// The version after the set-up.
    first: u64,
}

/// A page's stream as it was heard: impediments by number.
type Heard = Vec<(u64, u64, Option<Vec<u32>>)>;

impl World {
    pub async fn begin(seed: u64, broken: Broken) -> Arc<Self> {
        let base = Arc::new(Memory::shared());
        let first = furnish(&base, SLUG).await;
        let places = vec![None; SERVERS];
        let world = Self {
            seed,
            broken,
            base,
            places: Mutex::new(places),
            parts: AtomicU64::new(0),
            ticks: AtomicU64::new(0),
            over: AtomicBool::new(false),
            deeds: Mutex::default(),
            first,
        };
        let world = Arc::new(world);
        for at in 0..SERVERS {
            world.start(at).await;
        }
        world
    }

    fn dice(&self) -> Dice {
        Dice::of(self.seed, self.parts.fetch_add(1, Ordering::SeqCst))
    }

    /// A moment later than all before: everything happens in one thread.
    fn tick(&self) -> u64 {
        self.ticks.fetch_add(1, Ordering::SeqCst)
    }

    async fn start(&self, at: usize) {
        let wire = Arc::new(Wire::new(Arc::clone(&self.base), self.dice()));
        let clock = Arc::new(Skewed { began: tokio::time::Instant::now(), dice: Mutex::new(self.dice()) });
        let store: Arc<dyn Store> = wire.clone();
        let settings = Settings { store, calendar: Arc::new(ZonedCalendar::new()), clock, mail: None };
        let engine = Engine::start_at_rest(settings).await.unwrap();
        engine.freshen(Some(SLUG)).await.unwrap();
        self.places.lock().unwrap()[at] = Some(Server { engine, wire, dead: CancellationToken::new() });
    }

    fn kill(&self, at: usize) {
        let mut places = self.places.lock().unwrap();
        if let Some(server) = places[at].take() {
            server.wire.cut();
            server.dead.cancel();
        }
    }

    /// Some server that lives.
    fn any(&self, dice: &mut Dice) -> Option<Server> {
        let places = self.places.lock().unwrap();
        let alive: Vec<&Server> = places.iter().flatten().collect();
        (!alive.is_empty()).then(|| alive[usize::try_from(dice.below(alive.len() as u64)).unwrap()].clone())
    }

    async fn client(self: Arc<Self>, number: u64) {
        let mut dice = self.dice();
        for step in 0..STEPS {
            pause(&mut dice, 60).await;
            let began = self.tick();
            let done = if dice.happens(1, 3) { self.read(&mut dice).await } else { self.write(&mut dice, format!("c{number}-{step}")).await };
            if let Some((asked, answer)) = done {
                let ended = self.tick();
                self.deeds.lock().unwrap().push(Deed { began, ended, asked, answer });
            }
        }
    }

    async fn read(&self, dice: &mut Dice) -> Option<(Asked, Answer)> {
        let server = self.any(dice)?;
        if self.broken != Broken::StaleReads {
            let old_since = tokio::select! {
                biased;
                () = server.dead.cancelled() => return None,
                fresh = server.engine.freshen(Some(SLUG)) => fresh.unwrap(),
            };
            // What is answered from memory while the database is away says so, and promises nothing.
            if old_since.is_some() {
                return None;
            }
        }
        let snapshot = server.engine.desk(SLUG)?.snapshot();
        Some((Asked::Read, Answer::Read(snapshot.version() - self.first, Some(titles(&snapshot.model)))))
    }

    /// Sends one command, again and again under its key until somebody knows what became of it.
    async fn write(&self, dice: &mut Dice, key: String) -> Option<(Asked, Answer)> {
        let owned = dice.happens(1, 3);
        let mut answer = Answer::Refused;
        for again in 0..TRIES {
            let under = if self.broken == Broken::NewKeys { format!("{key}:{again}") } else { key.clone() };
            let Some(server) = self.any(dice) else {
                pause(dice, 100).await;
                continue;
            };
            let make = || command(&key, owned).once(Some(Key::new(under.clone(), key.as_bytes())));
            let sent = tokio::select! {
                biased;
                () = server.dead.cancelled() => None,
                sent = self.send(&server, dice, make) => Some(sent),
            };
            match sent {
                Some(Ok(done)) => {
                    answer = Answer::Appended(done.version - self.first);
                    break;
                }
                Some(Err(SubmitError::Engine(EngineError::Store(StoreError::Away(_))))) => {}
                Some(Err(SubmitError::Engine(_))) | None => answer = Answer::Unknown,
                Some(Err(other)) => panic!("{key}: {other}"),
            }
            pause(dice, 40).await;
        }
        Some((Asked::Append { key, expected: None }, answer))
    }

    /// Hands in what `make` makes: half of them without a look-up first, as web handlers do, and again after one if need be.
    async fn send(&self, server: &Server, dice: &mut Dice, make: impl Fn() -> Submission) -> Result<Done, SubmitError> {
        let desk = server.engine.desk(SLUG).unwrap();
        if dice.happens(1, 2) {
            return desk.submit(make()).await;
        }
        let began = self.tick();
        let generation = server.engine.generation_now();
        let looked = if self.broken == Broken::HastyGlances { desk.snapshot() } else { desk.ahead() };
        pause(dice, 30).await;
        let others = if self.broken == Broken::BlindGlances { desk.ahead().others } else { looked.others };
        match desk.submit(make().at_a_glance(Glance { generation, others })).await {
            Ok(done) if !done.replayed => {
                // Then what was looked at was the newest, as if it had been asked for.
                let (asked, answer) = (Asked::Read, Answer::Read(looked.version() - self.first, Some(titles(&looked.model))));
                self.deeds.lock().unwrap().push(Deed { began, ended: self.tick(), asked, answer });
                Ok(done)
            }
            Ok(_) | Err(SubmitError::Outdated) => {
                server.engine.freshen(Some(SLUG)).await?;
                desk.submit(make()).await
            }
            Err(error) => Err(error),
        }
    }

    /// A page that stays open until everything is over, at one server after the other.
    async fn page(self: Arc<Self>) -> Heard {
        let mut dice = self.dice();
        let (mut after, mut heard) = (self.first, Heard::new());
        loop {
            let over = self.over.load(Ordering::SeqCst);
            let Some(server) = self.any(&mut dice) else {
                pause(&mut dice, 50).await;
                continue;
            };
            let fresh = tokio::select! {
                biased;
                () = server.dead.cancelled() => false,
                fresh = server.engine.freshen(Some(SLUG)) => fresh.is_ok(),
            };
            if let Some(desk) = server.engine.desk(SLUG).filter(|_| fresh) {
                let notice = desk.notice_since(after);
                let deaf = self.broken == Broken::DeafPages && dice.happens(1, 4);
                if notice.version > after && deaf {
                    after = notice.version;
                }
                if notice.version > after {
                    heard.push((self.tick(), notice.version - self.first, notice.touched.map(|things| things.iter().filter_map(number).collect())));
                    after = notice.version;
                }
                if over {
                    return heard;
                }
            }
            pause(&mut dice, 30).await;
        }
    }

    /// Kills servers and starts them again.
    async fn chaos(self: Arc<Self>) {
        let mut dice = self.dice();
        while !self.over.load(Ordering::SeqCst) {
            pause(&mut dice, 400).await;
            let at = usize::try_from(dice.below(SERVERS as u64)).unwrap();
            self.kill(at);
            pause(&mut dice, 300).await;
            self.start(at).await;
        }
    }

    /// Lets everything happen and holds all against each other at the end; the history, for whoever compares runs.
    pub async fn run(self: Arc<Self>) -> History {
        let chaos = tokio::spawn(Arc::clone(&self).chaos());
        let pages: Vec<_> = (0..PAGES).map(|_| tokio::spawn(Arc::clone(&self).page())).collect();
        let clients: Vec<_> = (0..CLIENTS).map(|number| tokio::spawn(Arc::clone(&self).client(number))).collect();
        for client in clients {
            client.await.unwrap();
        }
        // What killed servers had sent arrives now or never.
        tokio::time::sleep(Duration::from_secs(10)).await;
        self.over.store(true, Ordering::SeqCst);
        chaos.await.unwrap();
        let mut heard = Vec::new();
        for page in pages {
            heard.push(page.await.unwrap());
        }
        let model = self.replicas_agree().await;
        self.history(&model, heard).await
    }

    /// Every server has the same model, which is also the one that the log gives.
    async fn replicas_agree(&self) -> Arc<Workspace> {
        let servers: Vec<Server> = self.places.lock().unwrap().iter().flatten().cloned().collect();
        assert_eq!(servers.len(), SERVERS);
        let mut models = Vec::new();
        for server in servers {
            server.engine.freshen(Some(SLUG)).await.unwrap();
            models.push(Arc::clone(&server.engine.desk(SLUG).unwrap().snapshot().model));
        }
        self.start(0).await;
        let replayed = self.places.lock().unwrap()[0].clone().unwrap();
        models.push(Arc::clone(&replayed.engine.desk(SLUG).unwrap().snapshot().model));
        assert!(models.windows(2).all(|pair| pair[0] == pair[1]), "seed {}: replicas differ", self.seed);
        models.swap_remove(0)
    }

    async fn history(&self, model: &Workspace, heard: Vec<Heard>) -> History {
        let key = self.base.workspaces().await.unwrap()[0].key;
        let rows = self.base.slice(key, self.first, rowlock_store::SLICE).await.unwrap().rows;
        let ends = rows.iter().filter(|row| row.stamp.version == row.stamp.last);
        let log = ends.map(|row| (row.stamp.version - self.first, named(row.key.as_deref()))).collect();
        let titles = titles(model);
        let keys = |numbers: Vec<u32>| numbers.into_iter().map(|number| titles[number as usize - 1].clone()).collect();
        let notice = |(at, version, names): (u64, u64, Option<Vec<u32>>)| Notice { at, version, names: names.map(keys) };
        let streams = heard.into_iter().map(|notices| Stream { from: 0, notices: notices.into_iter().map(notice).collect() }).collect();
        History { deeds: self.deeds.lock().unwrap().clone(), streams, log }
    }
}

async fn pause(dice: &mut Dice, most_ms: u64) {
    tokio::time::sleep(Duration::from_millis(1 + dice.below(most_ms))).await;
}

/// Raises an impediment named after its key; some are taken over in the same command.
fn command(key: &str, owned: bool) -> Submission {
    let title = key.to_owned();
    let build = move |context: &rowlock_domain::Context<'_>| {
        let impediment = context.workspace.next_impediment();
        let own = owned.then(|| OwnImpediment { impediment, owner: TOMASZ }.into());
        Ok([raise(&title)].into_iter().chain(own).collect())
    };
    by_all(INES, build)
}

fn titles(model: &Workspace) -> Vec<String> {
    model.impediments.iter().map(|impediment| impediment.title.to_string()).collect()
}

fn number(thing: &Thing) -> Option<u32> {
    match thing {
        Thing::Impediment(id) => Some(id.0),
        _ => None,
    }
}

/// The command that a key stands for, whoever tried it how often.
fn named(key: Option<&str>) -> String {
    key.unwrap().split([':', '.']).next().unwrap().to_owned()
}
