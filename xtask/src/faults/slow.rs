//! Slow and half-sent requests: others are answered beside them, and whoever sends no end of his headers is let go.

use super::house::{House, SLUG, Server};
use super::{Outcome, Plan};
use anyhow::{Result, ensure};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const EACH: usize = 100;
/// The server lets go after 15 s.
const LET_GO_WITHIN: Duration = Duration::from_secs(25);

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let data = house.copy()?;
    let mut server = house.serve(data.path())?;
    let mut slowest = Duration::ZERO;
    for _ in 0..plan.rounds {
        let half_heads = each(&server, &format!("GET / HTTP/1.1\r\nHost: {}\r\nX-Slow: ", server.address))?;
        let silent = each(&server, "")?;
        let head =
            format!("POST /sign-in HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Type: application/x-www-form-urlencoded", server.address);
        let half_bodies = each(&server, &format!("{head}\r\nContent-Length: 200\r\n\r\nmail=nobody"))?;
        let page = format!("GET /{SLUG}/groups/product/impediments HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", server.address, house.cookie);
        // These ask for many pages and never read one.
        let deaf = each(&server, &page.repeat(20))?;
        slowest = slowest.max(answered_beside(&server)?);
        gone(&half_heads)?;
        slowest = slowest.max(answered_beside(&server)?);
        drop((half_heads, silent, half_bodies, deaf));
    }
    ensure!(server.runs()? && !server.panicked(), "the server did not stand it: {}", server.said());
    server.terminate()?;
    Ok(Outcome::Held(format!(
        "{} times {EACH} each of half headers, silence, half forms and readers who never read; pages beside them took {} ms at most, half headers were let go",
        plan.rounds,
        slowest.as_millis()
    )))
}

fn each(server: &Server, bytes: &str) -> Result<Vec<TcpStream>> {
    let one = |_| {
        let mut stream = TcpStream::connect(&server.address)?;
        stream.write_all(bytes.as_bytes())?;
        Ok(stream)
    };
    (0..EACH).map(one).collect()
}

/// The slowest of some pages that somebody else reads meanwhile.
fn answered_beside(server: &Server) -> Result<Duration> {
    let mut slowest = Duration::ZERO;
    let mut browser = server.browser()?;
    for _ in 0..20 {
        let began = Instant::now();
        let status = browser.get(&format!("/{SLUG}/impediments/1"))?.status;
        ensure!(status == 200, "a page was answered {status} beside slow requests");
        slowest = slowest.max(began.elapsed());
    }
    Ok(slowest)
}

/// Waits until the server has let all of them go.
fn gone(streams: &[TcpStream]) -> Result<()> {
    for mut stream in streams {
        stream.set_read_timeout(Some(LET_GO_WITHIN))?;
        let mut answer = [0; 512];
        match stream.read(&mut answer) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            Err(error) => anyhow::bail!("a half-sent request was not let go: {error}"),
        }
    }
    Ok(())
}
