//! What one workspace costs: `cargo run --release -p rowlock-engine --example capacity [EVENTS]` (100,000 without it).
//!
//! Writes that many events by commands upon the sample organisation (an impediment is raised, taken, discussed, removed, confirmed), as
//! 64 clients do who each wait for their answer, into SQLite and into a durable PostgreSQL of its own; then starts anew and
//! replays. Prints events a second, bytes and memory per event, and how long it takes until the workspace is ready.

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

/// Fills a store and says how quick that was.
async fn fill(name: &str, store: Arc<dyn Store>, events: u64) -> Anyhow<u64> {
    let engine = engine(store).await?;
    let desk = engine.write_script("harbour", sample::harbour, Vec::new()).await?;
    let sample_events = desk.snapshot().version();
    let (began, mut clients) = (Instant::now(), tokio::task::JoinSet::new());
    for number in 0..CLIENTS {
        clients.spawn(client(Arc::clone(&desk), events / EVENTS_A_ROUND / CLIENTS, number));
    }
    while let Some(done) = clients.join_next().await {
        done??;
    }
    let written = desk.snapshot().version() - sample_events;
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{name}: {written} events in {seconds:.1} s by {CLIENTS} clients: {:.0} events/s, {:.0} commits of commands/s",
        written as f64 / seconds,
        (written / EVENTS_A_ROUND) as f64 / seconds
    );
    let version = desk.snapshot().version();
    engine.stop().await?;
    Ok(version)
}

async fn replay(name: &str, store: Arc<dyn Store>) -> Anyhow<()> {
    let before = memory_bytes();
    let began = Instant::now();
    let engine = engine(store).await?;
    let seconds = began.elapsed().as_secs_f64();
    let desk = engine.desk("harbour").ok_or("the workspace did not load")?;
    let count = desk.snapshot().version();
    let memory = per(memory_bytes().saturating_sub(before), count);
    println!("{name}: ready with {count} events after {seconds:.2} s ({:.0} events/s), {memory} bytes of memory per event", count as f64 / seconds);
    engine.stop().await?;
    Ok(())
}

fn size(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|known| known.len()).sum()
}

#[tokio::main]
async fn main() -> Anyhow<()> {
    let events: u64 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let dir = std::env::temp_dir().join(format!("rowlock-capacity-{}", std::process::id()));
    let written = fill("SQLite", Arc::new(Sqlite::open(&dir)?), events).await?;
    println!("SQLite: {} bytes on disk per event", per(size(&dir), written));
    replay("SQLite", Arc::new(Sqlite::open(&dir)?)).await?;
    std::fs::remove_dir_all(&dir)?;
    let cluster = Cluster::start(Care::Durable)?;
    let database = Database::in_cluster(&cluster.url);
    let settings = || PostgresSettings::new(&database.url);
    let written = fill("PostgreSQL", Arc::new(Postgres::connect(settings()).await?), events).await?;
    let bytes: u64 = database.sql("SELECT pg_total_relation_size('event')").parse()?;
    println!("PostgreSQL: {} bytes on disk per event, its index among them", per(bytes, written));
    replay("PostgreSQL", Arc::new(Postgres::connect(settings()).await?)).await?;
    Ok(())
}
