//! Many idle streams on one server: its memory, and how soon one change has reached all of them. `--rounds` is how many; the aim
//! is 10,000 under 300 MB and one change to all within 1 s.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::writers::write;
use super::{Outcome, Plan};
use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Descriptors beside those of the streams.
const BESIDE: u64 = 200;
const CHANGES: usize = 5;
const AIM_BYTES: u64 = 300_000_000;
const AIM: Duration = Duration::from_secs(1);
/// Longer than the pause between two notices of a stream.
const QUIET: Duration = Duration::from_millis(2_500);

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    if let Some(lacks) = lacks_descriptors(plan.rounds + BESIDE) {
        return Ok(Outcome::Lacks(lacks));
    }
    let house = House::build(&plan.binary)?;
    let data = house.copy()?;
    let server = house.serve(data.path())?;
    let before = server.resident_bytes()?;
    let mut streams = open(&server, &house.cookie, plan.rounds)?;
    told_all(&mut streams, Instant::now()).context("the first notices")?;
    let after = server.resident_bytes()?;
    let mut times = Vec::new();
    let (mut browser, mut dice) = (server.browser()?, Dice::new(plan.seed));
    for _ in 0..CHANGES {
        std::thread::sleep(QUIET);
        let (key, began) = (dice.key(), Instant::now());
        ensure!(write(&mut browser, &key) == Some(303), "a change was refused: {}", server.said());
        times.extend(told_all(&mut streams, began)?);
    }
    times.sort_unstable();
    let p99 = times[(times.len() - 1) * 99 / 100];
    let peak = server.resident_bytes()?;
    drop(streams);
    server.terminate()?;
    let aim = p99 <= AIM && peak < AIM_BYTES;
    ensure!(
        aim || !plan.is_quick,
        "a change took {} ms (p99) and the server {} MB; 1,000 ms and 300 MB are the aim",
        p99.as_millis(),
        peak / 1_000_000
    );
    Ok(Outcome::Held(format!(
        "{} streams: {} MB before, {} MB with them, {} MB after {CHANGES} changes ({:.1} KB a stream); a change reached them within {} ms (p99), {} ms (last); none missed one{}",
        plan.rounds,
        before / 1_000_000,
        after / 1_000_000,
        peak / 1_000_000,
        (after.saturating_sub(before)) as f64 / plan.rounds.max(1) as f64 / 1_000.0,
        p99.as_millis(),
        times.last().map_or(0, Duration::as_millis),
        if aim { "" } else { "; NOT within the aim of 1,000 ms and 300 MB, which only a release build must keep (--release)" },
    )))
}

/// Raises the limit of this process, which the server inherits; what stands against it.
fn lacks_descriptors(needed: u64) -> Option<String> {
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_none_or(|current| current >= needed) {
        return None;
    }
    let maximum = if limit.maximum.is_none_or(|maximum| maximum >= needed) { limit.maximum } else { Some(needed) };
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(needed), maximum });
    raised.err().map(|error| format!("{needed} open files are not allowed here ({error}); raise the limit with `ulimit -n {needed}`"))
}

fn open(server: &Server, cookie: &str, count: u64) -> Result<Vec<TcpStream>> {
    let request = format!("GET /{SLUG}/live HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", server.address);
    let one = |n| {
        let mut stream = TcpStream::connect(&server.address).with_context(|| format!("stream {n} was not accepted"))?;
        stream.write_all(request.as_bytes())?;
        stream.set_nonblocking(true)?;
        Ok(stream)
    };
    (0..count).map(one).collect()
}

/// Waits until each stream has got a notice; how long after `began` each had it.
fn told_all(streams: &mut [TcpStream], began: Instant) -> Result<Vec<Duration>> {
    let until = Instant::now() + Duration::from_secs(120);
    let mut times = vec![None; streams.len()];
    let mut open = streams.len();
    let mut buffer = [0; 4_096];
    while open > 0 {
        for (stream, time) in streams.iter_mut().zip(&mut times).filter(|(_, time)| time.is_none()) {
            match stream.read(&mut buffer) {
                Ok(0) => bail!("a stream was closed"),
                Ok(length) if holds_notice(&buffer[..length]) => {
                    *time = Some(began.elapsed());
                    open -= 1;
                }
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        ensure!(Instant::now() < until, "{open} streams were told nothing in two minutes");
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(times.into_iter().flatten().collect())
}

/// Heads of answers and signs of life hold none.
fn holds_notice(bytes: &[u8]) -> bool {
    bytes.windows(5).any(|window| window == b"data:")
}
