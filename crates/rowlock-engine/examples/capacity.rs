//! What one workspace costs: `cargo run --release -p rowlock-engine --example capacity [EVENTS]` (100,000 without it).
//!
//! Writes that many events by commands upon the sample organisation (an impediment is raised, taken, discussed, removed, confirmed), as
//! 64 clients do who each wait for their answer, into SQLite and into a durable PostgreSQL of its own; then starts anew and
//! replays. Prints the table of docs/capacity.md: commands and events a second, bytes on disk and in memory per event and per team and
//! year, and how long it takes until the workspace is ready. How much one team writes in a year is taken from the sample: three
//! months of eleven teams.

use rowlock_calendar::ZonedCalendar;
use rowlock_domain::group::GroupRole;
use rowlock_domain::impediment::command::{ConfirmImpediment, Contribute, OwnImpediment, RaiseImpediment, ResolveImpediment};
use rowlock_domain::impediment::{ContributionKind, Severity};
use rowlock_domain::{Actor, Command, Context, GroupId, ImpedimentId, PersonId, Text, Title, Via, Workspace, sample};
use rowlock_engine::{Desk, Engine, Key, Settings, Submission, SystemClock};
use rowlock_store::testing::{Care, Cluster, Database};
use rowlock_store::{Postgres, PostgresSettings, Sqlite, Store};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const CLIENTS: u64 = 64;
const EVENTS_A_ROUND: u64 = 5;
/// The sample is three months long.
const SAMPLES_A_YEAR: u64 = 4;

type Anyhow<T> = Result<T, Box<dyn Error + Send + Sync>>;

async fn engine(store: Arc<dyn Store>) -> Anyhow<Arc<Engine>> {
    let settings = Settings { store, calendar: Arc::new(ZonedCalendar::new()), clock: Arc::new(SystemClock), mail: None };
    Ok(Engine::start_at_rest(settings).await?)
}

/// Who leads the first group.
fn master(model: &Workspace) -> Option<PersonId> {
    model.groups.iter().next()?.roles.iter().find(|given| given.0 == GroupRole::Master).map(|given| given.1)
}

/// One impediment from its birth to its end, by the master of the first group.
fn commands(context: &Context<'_>, n: u64) -> Vec<Command> {
    let text = |words: &str| Text::new(words).unwrap_or_default();
    let impediment: ImpedimentId = context.workspace.next_impediment();
    let owner = master(context.workspace).expect("the sample's first group has a master");
    let title = Title::new(&format!("Number {n} waits for the interface of another team")).expect("short enough");
    let raise = RaiseImpediment {
        title,
        details: text("The test system answers only in the morning, so nobody can try the new price list before noon."),
        team: None,
        group: GroupId(1),
        severity: Severity::Slows,
        holds_back: Vec::new(),
        asked: Vec::new(),
        goal: None,
        origin: None,
    };
    vec![
        raise.into(),
        OwnImpediment { impediment, owner }.into(),
        Contribute { impediment, kind: ContributionKind::Remark, text: text("Asked them for a second one.") }.into(),
        ResolveImpediment { impediment, what_solved: text("They gave us a copy of our own."), cause: None }.into(),
        ConfirmImpediment { impediment }.into(),
    ]
}

async fn client(desk: Arc<Desk>, rounds: u64, client: u64) -> Anyhow<()> {
    for n in 0..rounds {
        let build = move |context: &Context<'_>| Ok(commands(context, n * CLIENTS + client));
        let mut submission =
            Submission::built(Actor::Operator, Via::Cli, build).once(Some(Key::new(format!("{client:04x}-{n:08x}-of-the-measure"), &[])));
        submission.on_behalf_of = master(&desk.snapshot().model);
        desk.submit(submission).await?;
    }
    Ok(())
}

fn memory_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1_024
}

fn per(bytes: u64, count: u64) -> u64 {
    bytes / count.max(1)
}

/// What one store showed.
struct Measured {
    store: &'static str,
    events: u64,
    commands_a_second: f64,
    events_a_team_and_year: u64,
    disk: u64,
    memory: u64,
    ready_seconds: f64,
}

/// Fills a store and says how quick that was.
async fn fill(name: &'static str, store: Arc<dyn Store>, events: u64) -> Anyhow<Measured> {
    let engine = engine(store).await?;
    let desk = engine.write_script("harbour", sample::harbour, Vec::new()).await?;
    let sample_events = desk.snapshot().version();
    let teams = desk.snapshot().model.teams.len() as u64;
    let (began, mut clients) = (Instant::now(), tokio::task::JoinSet::new());
    for number in 0..CLIENTS {
        clients.spawn(client(Arc::clone(&desk), events / EVENTS_A_ROUND / CLIENTS, number));
    }
    while let Some(done) = clients.join_next().await {
        done??;
    }
    let events = desk.snapshot().version();
    let commands = (events - sample_events) / EVENTS_A_ROUND;
    let commands_a_second = commands as f64 / began.elapsed().as_secs_f64();
    engine.stop().await?;
    let events_a_team_and_year = per(sample_events * SAMPLES_A_YEAR, teams);
    Ok(Measured { store: name, events, commands_a_second, events_a_team_and_year, disk: 0, memory: 0, ready_seconds: 0.0 })
}

/// Starts anew: how long until it is ready, and what its memory grew by.
async fn replay(measured: &mut Measured, store: Arc<dyn Store>) -> Anyhow<()> {
    let before = memory_bytes();
    let began = Instant::now();
    let engine = engine(store).await?;
    measured.ready_seconds = began.elapsed().as_secs_f64();
    let desk = engine.desk("harbour").ok_or("the workspace did not load")?;
    assert_eq!(desk.snapshot().version(), measured.events, "what was written is what is replayed");
    measured.memory = per(memory_bytes().saturating_sub(before), measured.events);
    Ok(engine.stop().await?)
}

fn print(all: &[Measured]) {
    println!(
        "| store | events | commands/s (five events each) | events/s | bytes on disk per event | bytes of memory per event | ready after | a team and year: events | on disk | in memory |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for m in all {
        let (commands, events, year) = (m.commands_a_second, m.commands_a_second * EVENTS_A_ROUND as f64, m.events_a_team_and_year);
        let kilobytes = |bytes: u64| bytes * year / 1_000;
        println!(
            "| {} | {} | {commands:.0} | {events:.0} | {} | {} | {:.2} s | {year} | {} kB | {} kB |",
            m.store,
            m.events,
            m.disk,
            m.memory,
            m.ready_seconds,
            kilobytes(m.disk),
            kilobytes(m.memory)
        );
    }
}

fn size(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|known| known.len()).sum()
}

#[tokio::main]
async fn main() -> Anyhow<()> {
    let events: u64 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let dir = std::env::temp_dir().join(format!("rowlock-capacity-{}", std::process::id()));
    let mut sqlite = fill("SQLite", Arc::new(Sqlite::open(&dir)?), events).await?;
    sqlite.disk = per(size(&dir), sqlite.events);
    replay(&mut sqlite, Arc::new(Sqlite::open(&dir)?)).await?;
    std::fs::remove_dir_all(&dir)?;
    let cluster = match Cluster::start(Care::Durable) {
        Ok(cluster) => cluster,
        Err(why) => {
            print(&[sqlite]);
            println!("PostgreSQL was not measured: {why}");
            return Ok(());
        }
    };
    let database = Database::in_cluster(&cluster.url);
    let settings = || PostgresSettings::new(&database.url);
    let mut postgres = fill("PostgreSQL", Arc::new(Postgres::connect(settings()).await?), events).await?;
    postgres.disk = per(database.sql("SELECT pg_total_relation_size('event')").parse()?, postgres.events);
    replay(&mut postgres, Arc::new(Postgres::connect(settings()).await?)).await?;
    print(&[sqlite, postgres]);
    Ok(())
}
