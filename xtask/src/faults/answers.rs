//! PostgreSQL's connection is cut exactly at a commit: before the statement arrives, and at its answer. n = 1, 2, … until none fires.
//! Then a commit that hangs longer than anybody waits and then happens; and
//! a PostgreSQL that stays away longer than the server asks again: the page says that nobody knows, and the same form
//! sent again stands once.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::ledger::{Fate, Ledger};
use super::relay::{Cut, Relay};
use super::{Outcome, Plan};
use crate::bench::client::{Answer, Client};
use anyhow::{Context, Result, bail, ensure};
use rowlock_store::testing::{Care, Cluster, Database};
use std::time::{Duration, Instant};

/// Writes of the story.
const WRITES: usize = 4;
/// Longer than the server asks again what became of an append (8 s), with its last try (3 s) and a look into the log (3 s) after it.
const AWAY: Duration = Duration::from_secs(20);
const RETURNS_WITHIN: Duration = Duration::from_secs(20);
/// So long a commit hangs: longer than two tries of it (6 s each).
const HANGS: u32 = 18;
/// What pages say of an open outcome.
const NOBODY_KNOWS: &str = "Nobody knows yet whether this was saved";

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let cluster = match Cluster::start(Care::Durable) {
        Ok(cluster) => cluster,
        Err(why) => return Ok(Outcome::Lacks(why)),
    };
    let database = Database::in_cluster(&cluster.url);
    let house = House::build_at(&plan.binary, Some(&database.url))?;
    let relay = Relay::start(&database.url)?;
    let server = house.serve_by(&relay.url)?;
    let scene = Scene { database: &database, house: &house, relay: &relay, server: &server, ledger: Ledger::default() };
    let (mut cuts, mut dice) = (0, Dice::new(plan.seed));
    for cut in [Cut::AtAnswer, Cut::BeforeArrival] {
        for n in 1..=plan.rounds {
            if !scene.cut_at(n, cut, &mut dice).with_context(|| format!("cut {cut:?}, commit {n}"))? {
                break;
            }
            cuts += 1;
        }
    }
    // The short run tries the worse one of the two.
    let long: &[Cut] = if plan.rounds < 100 { &[Cut::AtAnswer] } else { &[Cut::AtAnswer, Cut::BeforeArrival] };
    for cut in long {
        scene.cut_for_long(*cut, &mut dice).with_context(|| format!("cut {cut:?} and away for {} s", AWAY.as_secs()))?;
    }
    scene.hang(&mut dice).with_context(|| format!("a commit that hangs for {HANGS} s"))?;
    let acknowledged = scene.ledger.counts().acknowledged;
    ensure!(!server.panicked(), "the server panicked: {}", server.said());
    server.terminate()?;
    house.verify(&house.base())?;
    Ok(Outcome::Held(format!(
        "{cuts} cuts at a commit, all of them resolved before the answer; {} with PostgreSQL away for {} s and one commit that hung for {HANGS} s, told as open \
         and resolved by sending again; {acknowledged} writes acknowledged; 0 lost, 0 doubled",
        long.len(),
        AWAY.as_secs()
    )))
}

struct Scene<'a> {
    database: &'a Database,
    house: &'a House,
    relay: &'a Relay,
    server: &'a Server,
    ledger: Ledger,
}

impl Scene<'_> {
    /// Some writes, the n-th commit of which is cut; whether there were so many.
    fn cut_at(&self, n: u64, cut: Cut, dice: &mut Dice) -> Result<bool> {
        self.relay.arm(n, cut, Duration::ZERO);
        let mut browser = self.server.browser()?;
        for _ in 0..WRITES {
            let key = dice.key();
            let answer = write(&mut browser, &key, dice)?;
            self.ledger.note(&key, Fate::of(Some(answer.status)));
            ensure!(answer.status == 303, "a write was answered {}, though PostgreSQL was back at once: {}", answer.status, self.server.said());
        }
        let fired = self.relay.disarm();
        self.ledger.hold(&self.house.keys(&self.house.base())?)?;
        Ok(fired)
    }

    fn cut_for_long(&self, cut: Cut, dice: &mut Dice) -> Result<()> {
        self.relay.arm(1, cut, AWAY);
        let mut browser = self.server.browser()?;
        let key = dice.key();
        let answer = write(&mut browser, &key, &mut dice.clone())?;
        self.ledger.note(&key, Fate::of(Some(answer.status)));
        ensure!(self.relay.disarm(), "nothing was cut");
        ensure!(
            answer.status == 503 && answer.body.contains(NOBODY_KNOWS),
            "an open outcome was answered {}: {}",
            answer.status,
            words(&answer.body)
        );
        self.send_again(&mut browser, &key, dice)
    }

    /// A commit hangs, as when a standby that must confirm it is away; then it happens.
    fn hang(&self, dice: &mut Dice) -> Result<()> {
        self.database.sql(&format!(
            "CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep({HANGS}); RETURN NULL; END';
             CREATE CONSTRAINT TRIGGER hang AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang()"
        ));
        let mut browser = self.server.browser()?;
        let key = dice.key();
        let answer = write(&mut browser, &key, &mut dice.clone())?;
        self.ledger.note(&key, Fate::of(Some(answer.status)));
        ensure!(
            answer.status == 503 && answer.body.contains(NOBODY_KNOWS),
            "a commit that hung was answered {}: {}",
            answer.status,
            words(&answer.body)
        );
        self.database.sql("SET lock_timeout = '60s'; DROP TRIGGER hang ON event; DROP FUNCTION hang()");
        self.send_again(&mut browser, &key, dice)
    }

    /// Sends the same form until it is acknowledged, as somebody who goes back does; it must stand once.
    fn send_again(&self, browser: &mut Client, key: &str, dice: &mut Dice) -> Result<()> {
        let until = Instant::now() + AWAY + RETURNS_WITHIN;
        loop {
            let again = write(browser, key, &mut dice.clone())?;
            match again.status {
                303 => break,
                503 if Instant::now() < until => std::thread::sleep(Duration::from_millis(100)),
                status => bail!("sent again, it was answered {status}: {}", words(&again.body)),
            }
        }
        dice.next();
        self.ledger.note(key, Fate::Acknowledged);
        self.ledger.hold(&self.house.keys(&self.house.base())?)
    }
}

fn write(browser: &mut Client, key: &str, dice: &mut Dice) -> Result<Answer> {
    let path = format!("/{SLUG}/impediments/{}/contributions", dice.below(8) + 1);
    browser.post(&path, &[("key", key), ("kind", "remark"), ("text", "written while an answer is lost")])
}

/// The words of a page, without its marks.
fn words(page: &str) -> String {
    let texts = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
